"""OpenGL for portraits: the context, the programs, the buffers that every head shares."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.training.portraits.mesh import FRAMES, MASKS, MISSING, Anatomy
from engine.training.portraits.scalp import Scalp

if TYPE_CHECKING:
    import moderngl

STEPS = 7  # of a strand
SHADOW = 320  # side of the shadow map
SPARE = 1400  # corners that glasses may take
VERSION = "#version 330\n"
Value = float | tuple[float, ...] | list[tuple[float, ...]] | bytes


def opened() -> moderngl.Context:
    """A context without a window: EGL where there is one, else what the system has.

    Raises:
        ImportError: `moderngl` is missing.
        RuntimeError: no OpenGL 3.3 can be opened.
    """
    try:
        import moderngl
    except ImportError as error:
        raise ImportError(MISSING) from error
    reasons = []
    ways: tuple[dict[str, Any], ...] = ({"backend": "egl"}, {})  # the package's stub says a dict where it takes a name
    for way in ways:
        try:
            return moderngl.create_context(standalone=True, require=330, **way)
        except Exception as error:  # the backends raise plain Exceptions
            reasons.append(str(error))
    raise RuntimeError(
        f"No OpenGL 3.3 could be opened ({'; '.join(reasons)}). On Linux, install libegl1 and libgl1-mesa-dri."
    )


@dataclass(frozen=True)
class Programs:
    """One program for each thing that is drawn, and for each that throws a shadow; `grow` makes strands of hair."""

    head: moderngl.Program
    grow: moderngl.Program
    hair: moderngl.Program
    wall: moderngl.Program
    head_shadow: moderngl.Program
    hair_shadow: moderngl.Program

    @property
    def lit(self) -> tuple[moderngl.Program, ...]:
        """Those that see through the camera."""
        return self.head, self.hair, self.grow, self.wall

    @property
    def casting(self) -> tuple[moderngl.Program, ...]:
        """Those that see from the sun."""
        return self.head_shadow, self.hair_shadow


def programs(gl: moderngl.Context) -> Programs:
    """Compile the shaders beside this file."""
    source = {path.name: path.read_text() for path in (files(__package__) / "shaders").iterdir() if path.is_file()}
    common = VERSION + source["common.glsl"]
    ribbon = f"{common}#define STEPS {STEPS}\n{source['ribbon.glsl']}"
    head, nothing = common + source["head.vert"], VERSION + source["shadow.frag"]
    return Programs(
        head=gl.program(vertex_shader=head, fragment_shader=common + source["head.frag"]),
        grow=gl.program(vertex_shader=common + source["grow.vert"], varyings=("point",)),
        hair=gl.program(vertex_shader=ribbon + source["hair.vert"], fragment_shader=VERSION + source["hair.frag"]),
        wall=gl.program(vertex_shader=VERSION + source["wall.vert"], fragment_shader=VERSION + source["wall.frag"]),
        head_shadow=gl.program(vertex_shader=head, fragment_shader=nothing),
        hair_shadow=gl.program(vertex_shader=ribbon + source["hair_shadow.vert"], fragment_shader=nothing),
    )


def tell(program: moderngl.Program, name: str, value: Value) -> None:
    """Set a uniform, of numbers or of the bytes of a matrix, where the program has it."""
    import moderngl

    uniform = program.get(name, None)
    if not isinstance(uniform, moderngl.Uniform):
        return
    if isinstance(value, bytes):
        uniform.write(value)
    else:
        uniform.value = value


class Textures:
    """What shaders look up: MakeHuman's maps of the skin, the shadow map, a grain; each at a unit of its own."""

    def __init__(self, gl: moderngl.Context, anatomy: Anatomy) -> None:
        maps = np.stack([anatomy.mask(name) for name in MASKS], -1)
        self._maps = gl.texture((maps.shape[1], maps.shape[0]), len(MASKS), np.ascontiguousarray(maps).tobytes())
        self._maps.build_mipmaps()
        depth = gl.depth_texture((SHADOW, SHADOW))
        depth.compare_func = ""
        depth.repeat_x = depth.repeat_y = False
        self.caster = gl.framebuffer(depth_attachment=depth)
        grain = np.random.RandomState(3).randint(0, 256, (32, 32, 32)).astype(np.uint8)
        self._grain = gl.texture3d(grain.shape, 1, grain.tobytes())
        self.units = {"maps": 0, "shade": 1, "grain": 2}
        self._maps.use(self.units["maps"])
        depth.use(self.units["shade"])
        self._grain.use(self.units["grain"])


class HeadBuffers:
    """The corners of a head and of its glasses: what never changes, what each head brings, the triangles."""

    def __init__(self, gl: moderngl.Context, made: Programs, anatomy: Anatomy) -> None:
        mesh = anatomy.mesh
        self._mesh = mesh
        own, count = len(mesh.corner), len(mesh.corner) + SPARE
        fixed = np.zeros((count, 6), np.float32)
        fixed[:own] = np.concatenate([mesh.uv, mesh.material[:, None], mesh.rest[mesh.corner]], 1)
        fixed[own:, 2] = FRAMES
        self._moving = gl.buffer(reserve=count * 24, dynamic=True)
        self._index = gl.buffer(reserve=4 * 3 * (len(mesh.triangles) + 4 * SPARE), dynamic=True)
        self._index.write(mesh.triangles.astype("u4").tobytes())
        layout = [
            (self._moving, "3f 3f", "place", "normal"),
            (gl.buffer(fixed.tobytes()), "2f 1f 3f", "uv", "material", "rest"),
        ]
        self.drawn = gl.vertex_array(made.head, layout, self._index, skip_errors=True)
        self.casting = gl.vertex_array(made.head_shadow, layout, self._index, skip_errors=True)

    def upload(
        self, places: np.ndarray, normals: np.ndarray, worn: tuple[np.ndarray, np.ndarray, np.ndarray] | None
    ) -> int:
        """Places and normals (V, 3) of a head, those and the triangles of glasses; how many indices to draw."""
        rows = np.concatenate([places, normals], 1).astype(np.float32)[self._mesh.corner]
        self._moving.write(rows.tobytes())
        count = self._mesh.triangles.size
        if worn is not None:
            p, n, triangles = worn
            self._moving.write(np.concatenate([p, n], 1).astype(np.float32).tobytes(), offset=len(rows) * 24)
            self._index.write((triangles + len(rows)).astype("u4").tobytes(), offset=4 * count)
            count += triangles.size
        return int(count)


class HairBuffers:
    """Roots in, points of strands out of `grow`, ribbons along them drawn and casting shadows."""

    def __init__(self, gl: moderngl.Context, made: Programs, scalp: Scalp) -> None:
        self._gl, self._scalp = gl, scalp
        self.strands = len(scalp.leader)
        along = np.linspace(0, 1, STEPS + 1, dtype=np.float32)
        growing = np.concatenate([scalp.origin, scalp.chance, scalp.lock], 1).astype(np.float32)
        self._roots = gl.buffer(reserve=self.strands * 48, dynamic=True)
        self._grower = gl.vertex_array(made.grow, [
            (gl.buffer(along.tobytes()), "1f", "along"),
            (self._roots, "3f 3f 3f 3f/i", "root", "up", "guide", "guide_up"),
            (gl.buffer(growing.tobytes()), "3f 4f 4f/i", "origin", "chance", "lock"),
        ])  # fmt: skip
        self._points = gl.buffer(reserve=self.strands * (STEPS + 1) * 12, dynamic=True)
        sides = np.stack([np.repeat(np.arange(STEPS + 1), 2), np.tile([-1, 1], STEPS + 1)], 1).astype("i4")
        corner = (gl.buffer(sides.tobytes()), "2i", "corner")
        shade = np.stack([scalp.chance[:, 1], scalp.lock[:, 0]], 1).astype(np.float32)
        row = f"{3 * (STEPS + 1)}f"
        self._drawn = gl.vertex_array(made.hair, [
            corner, (self._points, f"{row}/i", "points"), (gl.buffer(shade.tobytes()), "2f/i", "shade_of")
        ])  # fmt: skip
        # Every third strand, wider, throws the same shadow.
        skipped = 2 * 12 * (STEPS + 1)
        self._casting = gl.vertex_array(made.hair_shadow, [corner, (self._points, f"{row} {skipped}x/i", "points")])

    def grow(self, places: np.ndarray, normals: np.ndarray) -> None:
        """Strands for a head's places and normals (V, 3); a framebuffer must be in use, or nothing grows."""
        root, up, leader = self._scalp.on(places), self._scalp.on(normals), self._scalp.leader
        rows = np.concatenate([root, up, root[leader], up[leader]], 1).astype(np.float32)
        self._roots.write(rows.tobytes())
        self._grower.transform(self._points, self._gl.POINTS, vertices=STEPS + 1, instances=self.strands)

    def draw(self) -> None:
        """As the camera sees it."""
        self._drawn.render(self._gl.TRIANGLE_STRIP, vertices=2 * (STEPS + 1), instances=self.strands)

    def cast(self) -> None:
        """Into the shadow map."""
        self._casting.render(self._gl.TRIANGLE_STRIP, vertices=2 * (STEPS + 1), instances=self.strands // 3)
