"""Numbers laid over areas: pictures and masks averaged to fewer pixels, by how much of each is covered."""

from __future__ import annotations

import numpy as np


def areas(size: int, side: int) -> np.ndarray:
    """(side, size) float64 that averages `size` numbers into `side` by the length that each covers; rows sum to 1."""
    places = np.arange(side)[:, None] * size / side
    ends = np.arange(1, side + 1)[:, None] * size / side
    first = np.arange(size)[None]
    return np.clip(np.minimum(ends, first + 1) - np.maximum(places, first), 0, None) * side / size


def at_size(mask: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """A mask averaged by area to `size` (height, width), float32: its painted share of the picture is kept."""
    if mask.shape == size:
        return np.ascontiguousarray(mask, np.float32)
    (height, width), (rows, columns) = mask.shape, size
    if height % rows == 0 and width % columns == 0:  # as most are: much faster
        tiles = mask.reshape(rows, height // rows, columns, width // columns)
        return tiles.mean((1, 3), np.float64).clip(0, 1).astype(np.float32)
    resized = areas(height, rows) @ mask @ areas(width, columns).T
    return np.clip(resized, 0, 1).astype(np.float32)
