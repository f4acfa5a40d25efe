"""Draws portraits with OpenGL 3.3 (llvmpipe will do): a shadow map, the wall, the head, the hair; twice the side, boxed down."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from engine.training.portraits import people, scene
from engine.training.portraits.factors import NAMES
from engine.training.portraits.glasses import glasses
from engine.training.portraits.mesh import FRAMES, MASKS, MISSING, TEETH, TONGUE, Anatomy, in_eye_distances
from engine.training.portraits.scalp import Scalp, scalp

if TYPE_CHECKING:
    import moderngl

STEPS = 7  # of a strand
SHADOW = 320  # side of the shadow map
SPARE = 1400  # corners that glasses may take


class Portraits:
    """Draws portraits of one side in pixels; one OpenGL context, one thread.

    Raises:
        ImportError: `anny` or `moderngl` is missing.
        RuntimeError: no OpenGL 3.3 can be opened.
    """

    def __init__(self, side: int) -> None:
        try:
            import moderngl
        except ImportError as error:
            raise ImportError(MISSING) from error
        self.side = side
        self.anatomy = Anatomy()
        self.scalp: Scalp = scalp(self.anatomy)
        mesh = self.anatomy.mesh
        self._normals = _Normals(mesh.corner[mesh.triangles], len(mesh.rest))
        self._inner = np.unique(mesh.corner[(mesh.material == TEETH) | (mesh.material == TONGUE)])
        self._above = np.unique(self.scalp.triangle)
        self._nose = np.flatnonzero((np.abs(mesh.rest[:, 0]) < 0.13) & (np.abs(mesh.rest[:, 2]) < 0.12) & (mesh.rest[:, 1] < 0.5))
        self._gl = self._context(moderngl)
        self._make(moderngl)

    @staticmethod
    def _context(moderngl: object) -> moderngl.Context:
        """A context without a window: EGL where there is one, else what the system has."""
        reasons = []
        for more in ({"backend": "egl"}, {}):
            try:
                return moderngl.create_context(standalone=True, require=330, **more)  # type: ignore[attr-defined]
            except Exception as error:  # moderngl raises its own and plain Exceptions
                reasons.append(str(error))
        raise RuntimeError(f"No OpenGL 3.3 could be opened ({'; '.join(reasons)}). On Linux install libegl1 and libgl1-mesa-dri.")

    def _make(self, moderngl: object) -> None:
        gl, mesh = self._gl, self.anatomy.mesh
        source = {p.name: p.read_text() for p in (files(__package__) / "shaders").iterdir() if p.name.endswith((".glsl", ".vert", ".frag"))}
        head = f"#version 330\n{source['common.glsl']}"
        self._head = gl.program(vertex_shader=head + source["head.vert"], fragment_shader=head + source["head.frag"])
        ribbon = f"#define STEPS {STEPS}\n" + source["ribbon.glsl"]
        self._grow = gl.program(vertex_shader=head + source["grow.vert"], varyings=["point"])
        self._hair = gl.program(vertex_shader=head + ribbon + source["hair.vert"], fragment_shader="#version 330\n" + source["hair.frag"])
        plain = "#version 330\n" + source["shadow.frag"]
        self._head_shadow = gl.program(vertex_shader=head + source["head.vert"], fragment_shader=plain)
        self._hair_shadow = gl.program(vertex_shader=head + ribbon + source["hair_shadow.vert"], fragment_shader=plain)
        self._wall = gl.program(vertex_shader="#version 330\n" + source["wall.vert"], fragment_shader="#version 330\n" + source["wall.frag"])
        big = self.side * (2 if self.side > 96 else 4)
        self._big = big
        self._target = gl.framebuffer([gl.texture((big, big), 4)], gl.depth_texture((big, big)))
        depth = gl.depth_texture((SHADOW, SHADOW))
        depth.compare_func = ""
        depth.repeat_x = depth.repeat_y = False
        self._caster = gl.framebuffer(depth_attachment=depth)
        maps = np.stack([self.anatomy.mask(name) for name in MASKS], -1)
        self._maps = gl.texture((maps.shape[1], maps.shape[0]), 4, np.ascontiguousarray(maps).tobytes())
        self._maps.build_mipmaps()
        self._maps.use(0)
        depth.use(1)
        grain = np.random.RandomState(3).randint(0, 256, (32, 32, 32)).astype(np.uint8)
        self._grain = gl.texture3d((32, 32, 32), 1, grain.tobytes())
        self._grain.use(2)
        self._depth = depth
        count = len(mesh.corner) + SPARE
        fixed = np.zeros((count, 6), np.float32)
        fixed[: len(mesh.corner)] = np.concatenate([mesh.uv, mesh.material[:, None], mesh.rest[mesh.corner]], 1)
        fixed[len(mesh.corner) :, 2] = FRAMES
        self._fixed = gl.buffer(fixed.tobytes())
        self._moving = gl.buffer(reserve=count * 24, dynamic=True)
        self._index = gl.buffer(reserve=4 * 3 * (len(mesh.triangles) + 4 * SPARE), dynamic=True)
        self._index.write(mesh.triangles.astype("u4").tobytes())
        layout = [(self._moving, "3f 3f", "place", "normal"), (self._fixed, "2f 1f 3f", "uv", "material", "rest")]
        self._head_array = gl.vertex_array(self._head, layout, self._index, skip_errors=True)
        self._head_caster = gl.vertex_array(self._head_shadow, layout, self._index, skip_errors=True)
        strands = len(self.scalp.leader)
        along = np.linspace(0, 1, STEPS + 1, dtype=np.float32)
        ribbon = np.stack([np.repeat(np.arange(STEPS + 1), 2), np.tile([-1, 1], STEPS + 1)], 1).astype("i4")
        growing = np.concatenate([self.scalp.origin, self.scalp.chance, self.scalp.lock], 1).astype(np.float32)
        self._roots = gl.buffer(reserve=strands * 48, dynamic=True)
        self._grower = gl.vertex_array(self._grow, [
            (gl.buffer(along.tobytes()), "1f", "along"),
            (self._roots, "3f 3f 3f 3f/i", "root", "up", "guide", "guide_up"),
            (gl.buffer(growing.tobytes()), "3f 4f 4f/i", "origin", "chance", "lock"),
        ])  # fmt: skip
        self._points = gl.buffer(reserve=strands * (STEPS + 1) * 12, dynamic=True)
        corner = (gl.buffer(ribbon.tobytes()), "2i", "corner")
        shade = np.stack([self.scalp.chance[:, 1], self.scalp.lock[:, 0]], 1)
        row = f"{3 * (STEPS + 1)}f"
        self._hair_array = gl.vertex_array(self._hair, [
            corner, (self._points, f"{row}/i", "points"), (gl.buffer(shade.astype(np.float32).tobytes()), "2f/i", "shade_of")
        ])  # fmt: skip
        # Every third strand, wider, throws the same shadow.
        self._hair_caster = gl.vertex_array(self._hair_shadow, [
            corner, (self._points, f"{row} {2 * 12 * (STEPS + 1)}x/i", "points")
        ])  # fmt: skip
        corners = gl.buffer(np.array([-1, -1, 1, -1, -1, 1, 1, 1], np.float32).tobytes())
        self._wall_array = gl.vertex_array(self._wall, [(corners, "2f", "corner")])
        gl.enable(gl.DEPTH_TEST)

    def draw(self, factors: np.ndarray) -> np.ndarray:
        """Portraits uint8 (N, side, side, 3) of factors (N, len(FACTORS)) in sigma."""
        columns = {name: factors[:, i].astype(np.float64) for i, name in enumerate(NAMES)}
        vertices = self.anatomy.heads(people.phenotypes(columns), people.changes(columns), people.actions(columns))
        shut = people.closed(columns)
        rows = ({name: float(column[i]) for name, column in columns.items()} for i in range(len(factors)))
        return np.stack([self._one(v, f, float(s)) for v, f, s in zip(vertices, rows, shut, strict=True)])

    def _one(self, vertices: np.ndarray, f: Mapping[str, float], shut: float) -> np.ndarray:
        mesh = self.anatomy.mesh
        places, _ = in_eye_distances(vertices, mesh.left, mesh.right)
        for ball in (mesh.left, mesh.right):  # so that no white shows through lids that close
            centre = places[ball].mean(0)
            places[ball] = centre + (places[ball] - centre) * (1 - 0.035 * shut) + [0, 0.03 * shut, 0]
        places[self._inner] = (places[self._inner] - [0, 0, -1.0]) * [0.93, 1, 0.96] + [0, 0.06, -1.0]  # behind thin lips
        normals = self._normals(places)
        for ball in (mesh.left, mesh.right):
            out = places[ball] - places[ball].mean(0)
            normals[ball] = out / np.linalg.norm(out, axis=1, keepdims=True)
        index = self._upload(places, normals, f)
        self._tell(places, f)
        strands = len(self.scalp.leader)
        self._caster.use()  # without a framebuffer a fresh context grows nothing
        self._grower.transform(self._points, self._gl.POINTS, vertices=STEPS + 1, instances=strands)
        self._shadow(index)
        self._target.use()
        self._target.clear(0, 0, 0, 1)
        self._wall_array.render(self._gl.TRIANGLE_STRIP)
        # The hair first: what it hides of the face need not be shaded.
        self._hair_array.render(self._gl.TRIANGLE_STRIP, vertices=2 * (STEPS + 1), instances=strands)
        self._gl.enable(self._gl.CULL_FACE)
        self._head_array.render(vertices=index)
        self._gl.disable(self._gl.CULL_FACE)
        raw = np.frombuffer(self._target.read(components=4), np.uint8).reshape(self._big, self._big, 4)[::-1, :, :3]
        by = self._big // self.side
        rows = raw.astype(np.uint16).reshape(self.side, by, self._big, 3).sum(1, dtype=np.uint16)
        return ((rows.reshape(self.side, self.side, by, 3).sum(2, dtype=np.uint16) + by * by // 2) // (by * by)).astype(np.uint8)

    def _upload(self, places: np.ndarray, normals: np.ndarray, f: Mapping[str, float]) -> int:
        """Put this head on the card; how many indices to draw."""
        mesh = self.anatomy.mesh
        rows = np.concatenate([places, normals], 1).astype(np.float32)[mesh.corner]
        self._moving.write(rows.tobytes())
        count = 3 * len(mesh.triangles)
        if f["glasses"] > 0.7:
            front = float(places[self._nose, 1].min()) - 0.07
            p, n, t = glasses(f["frames"], front)
            self._moving.write(np.concatenate([p, n], 1).astype(np.float32).tobytes(), offset=len(rows) * 24)
            self._index.write((t + len(rows)).astype("u4").tobytes(), offset=4 * count)
            count += t.size
        grown = self.scalp
        root, up = grown.on(places), grown.on(normals)
        hair = np.concatenate([root, up, root[grown.leader], up[grown.leader]], 1).astype(np.float32)
        self._roots.write(hair.tobytes())
        return count

    def _tell(self, places: np.ndarray, f: Mapping[str, float]) -> None:
        mesh = self.anatomy.mesh
        above = places[self._above]
        low, high = above.min(0), above.max(0)
        centre = (low + high) / 2
        centre[2] = high[2] - (high[1] - low[1]) * 0.5
        size = np.array([(high[0] - low[0]) / 2 * 0.96, (high[1] - low[1]) / 2, high[2] - centre[2]])
        told = scene.colours(f) | scene.style(f) | {
            "eye": (0.0, -scene.DISTANCE, scene.HEIGHT), "gaze": scene.gaze_of(f), "skull": tuple(map(float, centre)),
            "skull_size": tuple(map(float, size)), "thick": 0.036,
            "glow": (float(-0.35 * np.sin(0.56 * f["light across"])), 0.1),
        }  # fmt: skip
        sun = scene.from_the_sun(scene.sun_of(f))
        for program in (self._head, self._grow, self._hair, self._head_shadow, self._hair_shadow, self._wall):
            camera = program not in (self._head_shadow, self._hair_shadow)
            for name, value in told.items():
                if name in program:
                    program[name].value = value
            for name, matrix in (("view", scene.perspective() if camera else sun), ("sunview", sun)):
                if name in program:
                    program[name].write(matrix.T.astype("f4").tobytes())
            for name, unit in (("maps", 0), ("shade", 1), ("grain", 2)):
                if name in program:
                    program[name].value = unit
        self._hair_shadow["thick"].value = 0.06
        pupils = [tuple(float(x) for x in places[ball].mean(0)) for ball in (mesh.left, mesh.right)]
        pupils.sort(reverse=True)
        self._head["pupils"].value = pupils

    def _shadow(self, index: int) -> None:
        self._caster.use()
        self._caster.clear(depth=1.0)
        self._head_caster.render(vertices=index)
        self._hair_caster.render(self._gl.TRIANGLE_STRIP, vertices=2 * (STEPS + 1), instances=len(self.scalp.leader) // 3)


class _Normals:
    """Normals of vertices, the sum of those of the triangles around each, for a fixed set of triangles."""

    def __init__(self, triangles: np.ndarray, vertices: int) -> None:
        rows = triangles.reshape(-1)
        columns = np.repeat(np.arange(len(triangles)), 3)
        self._sum = sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), (vertices, len(triangles)))
        self._triangles = triangles

    def __call__(self, places: np.ndarray) -> np.ndarray:
        a, b, c = (places[self._triangles[:, i]] for i in range(3))
        normals = self._sum @ np.cross(b - a, c - a)
        return normals / (np.linalg.norm(normals, axis=1, keepdims=True) + 1e-12)
