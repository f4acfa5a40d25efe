"""Where hair grows: roots spread over the scalp, gathered into locks, the same on every head."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.training.portraits.mesh import Anatomy

STRANDS, LOCKS = 3600, 380
#: The hairline: from the front (0) to the back (1), its height; `shaders/common.glsl` draws the same.
LINE = ([0, 0.15, 0.30, 0.38, 0.45, 0.60, 0.80, 1], [1.16, 1.12, 0.74, 0.50, -0.15, -0.95, -1.35, -1.5])


@dataclass(frozen=True)
class Scalp:
    """Each strand's triangle of vertices and place in it, the strand that leads its lock, random numbers."""

    triangle: np.ndarray  # (S, 3) -> V
    weight: np.ndarray  # (S, 3)
    leader: np.ndarray  # (S,)
    origin: np.ndarray  # (S, 3) on the unchanged head
    chance: np.ndarray  # (S, 4)
    lock: np.ndarray  # (S, 4)

    def on(self, vertices: np.ndarray) -> np.ndarray:
        """Values (V, 3) at the roots (S, 3)."""
        return np.einsum("sij,si->sj", vertices[self.triangle], self.weight)


def hairline(places: np.ndarray) -> np.ndarray:
    """How far places (..., 3) of the unchanged head lie above the widest hairline; above 0 hair may grow."""
    around = np.arctan2(np.abs(places[..., 0]), 1.5 - places[..., 1]) / np.pi
    return places[..., 2] - np.interp(around, *LINE)


def scalp(anatomy: Anatomy) -> Scalp:
    """Spread the roots evenly over the scalp; with NumPy's frozen RandomState, so they are the same everywhere."""
    mesh = anatomy.mesh
    random = np.random.RandomState(7)
    ears = anatomy.mask("ears")
    texel = (mesh.body_uv.mean(1) * (len(ears) - 1)).astype(int).clip(0, len(ears) - 1)
    middle = mesh.rest[mesh.body].mean(1)
    grows = (hairline(middle) > -0.03) & (ears[texel[:, 1], texel[:, 0]] < 60) & (np.abs(middle[:, 0]) < 2.2)
    triangles = mesh.body[grows]
    corners = mesh.rest[triangles]
    area = np.linalg.norm(np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1)
    # Even, not random, steps along the area: no bald spots and no tufts.
    steps = (np.arange(STRANDS) + random.random_sample(STRANDS)) / STRANDS
    chosen = np.searchsorted(np.cumsum(area) / area.sum(), steps).clip(0, len(triangles) - 1)
    a, b = random.random_sample((2, STRANDS))
    a, b = np.where(a + b > 1, 1 - a, a), np.where(a + b > 1, 1 - b, b)
    weight = np.stack([1 - a - b, a, b], 1).astype(np.float32)
    origin = np.einsum("sij,si->sj", mesh.rest[triangles[chosen]], weight)
    leaders = random.permutation(STRANDS)[:LOCKS]
    nearest = np.empty(STRANDS, int)
    for start in range(0, STRANDS, 500):
        apart = np.linalg.norm(origin[start : start + 500, None] - origin[leaders][None], axis=2)
        nearest[start : start + 500] = apart.argmin(1)
    chance, locks = random.random_sample((STRANDS, 4)), random.random_sample((LOCKS, 4))
    return Scalp(
        triangles[chosen], weight, leaders[nearest], origin.astype(np.float32), chance.astype(np.float32),
        locks[nearest].astype(np.float32),
    )  # fmt: skip
