"""Painted regions of the picture: named masks that a method, or an edit, keeps to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from engine.document.aspect import SQUARE, Aspect, Size, sized
from engine.language import tr

#: A painted pixel of a stored mask.
FULL = 255
#: The fewest and the most pixels that the longer side of a stored mask has.
MASK_SIDES = (256, 512)


@dataclass(frozen=True)
class Region:
    """A named region. `mask` is the array key of uint8 (height, width) of `mask_size`, 255 where it is painted; `keep`:
    methods leave it alone rather than change it."""

    name: str
    mask: str
    keep: bool = False


def mask_side(resolution: int) -> int:
    """How many pixels a side masks of a picture of this side have: small pictures are painted finer than they are."""
    return min(max(resolution, MASK_SIDES[0]), MASK_SIDES[1])


def mask_size(resolution: int, aspect: Aspect = SQUARE) -> Size:
    """How many pixels masks of a picture of this longer side and aspect have."""
    return sized(mask_side(resolution), aspect)


def as_weights(mask: np.ndarray) -> np.ndarray:
    """A stored mask as float32 (height, width) in [0, 1].

    Raises:
        ValueError: it is no stored mask.
    """
    if mask.dtype != np.uint8 or mask.ndim != 2 or not mask.size:
        raise ValueError(tr("A region of this picture is damaged: paint it anew."))
    return mask.astype(np.float32) / FULL


def as_mask(weights: np.ndarray) -> np.ndarray:
    """Weights (height, width) in [0, 1] as a stored mask, uint8; exactly 0 only where they round to nothing."""
    return np.round(np.clip(weights, 0, 1) * FULL).astype(np.uint8)


def united(masks: Iterable[np.ndarray]) -> np.ndarray | None:
    """The stored masks, all of one size, as one: the larger of each pixel; None where there is none."""
    found: np.ndarray | None = None
    for mask in masks:
        found = mask if found is None else np.maximum(found, mask)
    return found
