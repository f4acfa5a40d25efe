"""Numbers laid over areas: pictures and masks averaged to fewer pixels, by how much of each is covered."""

from __future__ import annotations

import numpy as np


def areas(size: int, side: int) -> np.ndarray:
    """(side, size) float64 that averages `size` numbers into `side` by the length that each covers; rows sum to 1."""
    places = np.arange(side)[:, None] * size / side
    ends = np.arange(1, side + 1)[:, None] * size / side
    first = np.arange(size)[None]
    return np.clip(np.minimum(ends, first + 1) - np.maximum(places, first), 0, None) * side / size


def at_side(mask: np.ndarray, side: int) -> np.ndarray:
    """A mask (height, width) averaged by area to (side, side) float32: its painted share of the picture is kept."""
    if mask.shape == (side, side):
        return np.ascontiguousarray(mask, np.float32)
    height, width = mask.shape
    if height == width and height % side == 0:  # as most are: much faster
        return mask.reshape(side, height // side, side, -1).mean((1, 3), np.float64).clip(0, 1).astype(np.float32)
    resized = areas(height, side) @ mask @ areas(width, side).T
    return np.clip(resized, 0, 1).astype(np.float32)
