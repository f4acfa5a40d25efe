"""Glasses: two rims, a bridge and two temples, as tubes along curves."""

from __future__ import annotations

import numpy as np

AROUND = 6  # corners round a tube


def glasses(frames: float, front: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places (V, 3), normals (V, 3) and triangles (T, 3) of glasses before eyes at x = -0.5 and 0.5.

    `frames` in sigma: thin and round to thick and square; `front` is the y of the bridge of the nose.
    """
    square = float(np.clip(0.5 + 0.22 * frames, 0, 1))
    thick = 0.026 + 0.013 * float(np.clip(1 + 0.5 * frames, 0, 2.2))
    wide, high = 0.40 + 0.02 * square, 0.36 - 0.05 * square
    angle = np.linspace(0, 2 * np.pi, 32, endpoint=False)
    power = 2 / (2 + 4 * square)
    c = np.sign(np.cos(angle)) * np.abs(np.cos(angle)) ** power
    s = np.sign(np.sin(angle)) * np.abs(np.sin(angle)) ** power
    curves: list[tuple[np.ndarray, bool]] = []
    for x in (-0.52, 0.52):
        across = x + wide * c
        depth = front + 0.16 * np.maximum(np.abs(across) - 0.3, 0) ** 2
        curves.append((np.stack([across, depth, -0.04 + high * s], 1), True))
        sign = np.sign(x)
        outer = [[sign * (0.52 + wide), front + 0.07, 0.04], [sign * 1.10, front + 0.35, 0.07],
                 [sign * 1.20, front + 1.1, 0.06], [sign * 1.24, front + 2.1, 0.0]]  # fmt: skip
        curves.append((np.array(outer), False))
    inner = 0.52 - wide
    curves.append((np.array([[-inner, front, 0.0], [0, front - 0.05, 0.07], [inner, front, 0.0]]), False))
    places, normals, triangles, count = [], [], [], 0
    for points, closed in curves:
        p, n, t = _tube(points, thick, closed=closed)
        places.append(p)
        normals.append(n)
        triangles.append(t + count)
        count += len(p)
    return np.concatenate(places), np.concatenate(normals), np.concatenate(triangles)


def _tube(points: np.ndarray, radius: float, *, closed: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    n = len(points)
    along = np.roll(points, -1, 0) - np.roll(points, 1, 0) if closed else np.gradient(points, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-9
    a = np.cross(along, [0.1, 1.0, 0.05])
    a /= np.linalg.norm(a, axis=1, keepdims=True) + 1e-9
    b = np.cross(along, a)
    angle = np.linspace(0, 2 * np.pi, AROUND, endpoint=False)
    normals = a[:, None] * np.cos(angle)[None, :, None] + b[:, None] * np.sin(angle)[None, :, None]
    i = np.repeat(np.arange(n if closed else n - 1), AROUND)
    j = np.tile(np.arange(AROUND), n if closed else n - 1)
    i2, j2 = (i + 1) % n, (j + 1) % AROUND
    triangles = np.concatenate(
        [np.stack([i * AROUND + j, i2 * AROUND + j, i2 * AROUND + j2], 1),
         np.stack([i * AROUND + j, i2 * AROUND + j2, i * AROUND + j2], 1)]
    )  # fmt: skip
    return (points[:, None] + radius * normals).reshape(-1, 3), normals.reshape(-1, 3), triangles
