"""Draws portraits with OpenGL 3.3 (llvmpipe will do): a shadow map, the wall, the hair, the head; boxed down."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy import sparse

from engine.training.portraits import people, scene
from engine.training.portraits.factors import NAMES
from engine.training.portraits.glasses import glasses
from engine.training.portraits.mesh import TEETH, TONGUE, Anatomy, in_eye_distances
from engine.training.portraits.programs import HairBuffers, HeadBuffers, Textures, opened, programs, tell
from engine.training.portraits.scalp import scalp


class Portraits:
    """Draws portraits of one side in pixels; one OpenGL context, one thread.

    Raises:
        ImportError: `anny` or `moderngl` is missing.
        RuntimeError: no OpenGL 3.3 can be opened.
    """

    def __init__(self, side: int) -> None:
        self.side = side
        self._gl = opened()
        self.anatomy = Anatomy()
        mesh, roots = self.anatomy.mesh, scalp(self.anatomy)
        self._programs = programs(self._gl)
        self._textures = Textures(self._gl, self.anatomy)
        self._head = HeadBuffers(self._gl, self._programs, self.anatomy)
        self._hair = HairBuffers(self._gl, self._programs, roots)
        corners = self._gl.buffer(np.array([-1, -1, 1, -1, -1, 1, 1, 1], np.float32).tobytes())
        self._wall = self._gl.vertex_array(self._programs.wall, [(corners, "2f", "corner")])
        self._big = side * (2 if side > 96 else 4)
        self._target = self._gl.framebuffer(
            [self._gl.texture((self._big, self._big), 4)], self._gl.depth_texture((self._big, self._big))
        )
        self._gl.enable(self._gl.DEPTH_TEST)
        self._normals = _Normals(mesh.corner[mesh.triangles], len(mesh.rest))
        self._scalp = np.unique(roots.triangle)
        self._inner = np.unique(mesh.corner[(mesh.material == TEETH) | (mesh.material == TONGUE)])
        x, y, z = mesh.rest.T
        self._bridge = np.flatnonzero((np.abs(x) < 0.13) & (np.abs(z) < 0.12) & (y < 0.5))

    def draw(self, factors: np.ndarray) -> np.ndarray:
        """Portraits uint8 (N, side, side, 3) of factors (N, len(FACTORS)) in sigma."""
        columns = {name: factors[:, i].astype(np.float64) for i, name in enumerate(NAMES)}
        vertices = self.anatomy.heads(people.phenotypes(columns), people.changes(columns), people.actions(columns))
        shut = people.closed(columns)
        rows = ({name: float(column[i]) for name, column in columns.items()} for i in range(len(factors)))
        return np.stack([self._one(v, f, float(s)) for v, f, s in zip(vertices, rows, shut, strict=True)])

    def _one(self, vertices: np.ndarray, f: Mapping[str, float], shut: float) -> np.ndarray:
        gl = self._gl
        places, normals = self._settled(vertices, shut)
        self._tell(places, f)
        front = float(places[self._bridge, 1].min()) - 0.07
        worn = glasses(f["frames"], front) if scene.above("glasses", f) > 0 else None
        index = self._head.upload(places, normals, worn)
        self._textures.caster.use()
        self._textures.caster.clear(depth=1.0)
        self._hair.grow(places, normals)
        self._head.casting.render(vertices=index)
        self._hair.cast()
        self._target.use()
        self._target.clear(0, 0, 0, 1)
        self._wall.render(gl.TRIANGLE_STRIP)
        self._hair.draw()  # first: what it hides of the face need not be shaded
        gl.enable(gl.CULL_FACE)
        self._head.drawn.render(vertices=index)
        gl.disable(gl.CULL_FACE)
        pixels = np.frombuffer(self._target.read(components=4), np.uint8).reshape(self._big, self._big, 4)
        return _boxed(pixels[::-1, :, :3], self.side)

    def _settled(self, vertices: np.ndarray, shut: float) -> tuple[np.ndarray, np.ndarray]:
        """Places in eye distances and normals (V, 3), with eyes and teeth where lids and lips cover them."""
        mesh = self.anatomy.mesh
        places, _ = in_eye_distances(vertices, mesh.left, mesh.right)
        for ball in (mesh.left, mesh.right):  # no white shows through lids that close
            centre = places[ball].mean(0)
            places[ball] = centre + (places[ball] - centre) * (1 - 0.035 * shut) + [0, 0.03 * shut, 0]
        mouth = np.array([0, 0, -1.0])
        places[self._inner] = (places[self._inner] - mouth) * [0.93, 1, 0.96] + mouth + [0, 0.06, 0]  # behind thin lips
        normals = self._normals(places)
        for ball in (mesh.left, mesh.right):
            out = places[ball] - places[ball].mean(0)
            normals[ball] = out / np.linalg.norm(out, axis=1, keepdims=True)
        return places, normals

    def _tell(self, places: np.ndarray, f: Mapping[str, float]) -> None:
        """Give every program what it asks for."""
        mesh, made = self.anatomy.mesh, self._programs
        low, high = places[self._scalp].min(0), places[self._scalp].max(0)
        deep = (high[1] - low[1]) / 2  # the skull is taken as an ellipsoid, round from the crown down
        size = np.array([(high[0] - low[0]) / 2 * 0.96, deep, deep])
        centre = np.array([(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, high[2] - deep])
        told = scene.uniforms(f) | {
            "skull": tuple(centre.tolist()), "skull_size": tuple(size.tolist()), "thick": 0.036,
        }  # fmt: skip
        sun, camera = (m.T.astype("f4").tobytes() for m in (scene.from_the_sun(scene.sun_of(f)), scene.perspective()))
        for program in (*made.lit, *made.casting):
            for name, value in (told | self._textures.units).items():
                tell(program, name, value)
            tell(program, "view", camera if program in made.lit else sun)
            tell(program, "sunview", sun)
        tell(made.hair_shadow, "thick", 0.06)
        pupils = [tuple(places[ball].mean(0).tolist()) for ball in (mesh.left, mesh.right)]
        tell(made.head, "pupils", sorted(pupils, reverse=True))


def _boxed(pixels: np.ndarray, side: int) -> np.ndarray:
    """uint8 (k side, k side, 3) -> (side, side, 3): means of k x k, rounded."""
    by = len(pixels) // side
    rows = pixels.astype(np.uint16).reshape(side, by, len(pixels), 3).sum(1, dtype=np.uint16)
    boxes = rows.reshape(side, side, by, 3).sum(2, dtype=np.uint16)
    return ((boxes + by * by // 2) // (by * by)).astype(np.uint8)


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
        return np.asarray(normals / (np.linalg.norm(normals, axis=1, keepdims=True) + 1e-12))
