"""What a person said of faces, as an array: one number a face, its seed + 1, below 0 where the answer was no."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from engine.document.disk.limits import ROWS, SEEDS


def to_array(marks: Mapping[int, float]) -> np.ndarray:
    """Seeds and what was said of them (1 yes, -1 no), in this order, as float64 (n,)."""
    seeds = np.fromiter(marks.keys(), np.float64, len(marks))
    return (seeds + 1) * np.fromiter(marks.values(), np.float64, len(marks))


def from_array(array: np.ndarray) -> dict[int, float]:
    """The seeds and marks of `to_array`."""
    return dict(zip((np.abs(array) - 1).astype(np.int64).tolist(), np.sign(array).tolist(), strict=True))


def are_judgements(array: np.ndarray) -> bool:
    """Whether an array is one of `to_array`."""
    if array.dtype != np.float64 or array.ndim != 1 or not 0 < len(array) <= ROWS or not np.isfinite(array).all():
        return False
    size = np.abs(array)
    return bool((size >= 1).all() and (size <= SEEDS).all() and (size == np.round(size)).all())
