"""A mask between two others: it goes along the line between their middles, and its outline as signed distances do.

Of each mask it is known how far every pixel lies inside its outline (outside: below 0), and how full the mask is there
on average, so that soft edges go over into hard ones. Half of the way of the distances is the outline of a shape
between both, where half of both masks would be two faint shapes (shape-based interpolation: Raya and Udupa 1990). As
shapes far apart have none between them, both are first laid over each other by their centres of mass.
"""

from __future__ import annotations

from collections import OrderedDict

import numpy as np

from engine.document.arrays import ArrayStore
from engine.document.regions import FULL
from engine.document.timeline.masks import ends_of

#: Measured masks that are kept; one is a megabyte.
KEPT = 8


class Outlines:
    """Stored masks by their names, also by those of masks between two of them."""

    def __init__(self, arrays: ArrayStore) -> None:
        self._arrays = arrays
        self._measured: OrderedDict[str, Outline] = OrderedDict()

    def mask(self, name: str) -> np.ndarray:
        """The stored mask, uint8 (side, side), empty where there is none."""
        if (ends := ends_of(name)) is None:
            return self._arrays[name] if name in self._arrays else np.empty(0)
        start, end, share = ends
        return between(self._outline(start), self._outline(end), share)

    def _outline(self, key: str) -> Outline:
        if key not in self._measured:
            self._measured[key] = Outline(self._arrays[key])
            if len(self._measured) > KEPT:
                self._measured.popitem(last=False)
        return self._measured[key]


class Outline:
    """How many pixels inside its outline each pixel of a mask lies (`distance`, those beside it half of one), and how
    full it is at each distance. A mask without an outline is one whose outline is just out of sight."""

    def __init__(self, mask: np.ndarray) -> None:
        from scipy import ndimage  # not when the program starts

        inside, side = mask > FULL // 2, float(max(mask.shape))
        if inside.all() or not inside.any():
            self.distance = np.full(mask.shape, side if inside.any() else -side)
        else:
            within, without = (ndimage.distance_transform_edt(part) for part in (inside, ~inside))
            self.distance = np.where(inside, within - 0.5, 0.5 - without)
        total = float(mask.sum(dtype=float))
        self.middle = None if not total or inside.all() else np.array([
            (mask.sum(axis, dtype=float) * np.arange(mask.shape[1 - axis])).sum() / total for axis in (1, 0)
        ])  # fmt: skip
        place = np.round(self.distance - self.distance.min()).astype(int)
        count = np.bincount(place.ravel())
        known = count > 0
        self._at = (np.arange(len(count)) + self.distance.min())[known]
        self._full = np.bincount(place.ravel(), mask.ravel().astype(float))[known] / count[known]

    def full(self, distance: np.ndarray) -> np.ndarray:
        """How full it is so far inside, 0 to 255; beyond what it has of pixels, as where it is farthest."""
        return np.interp(distance, self._at, self._full)


def between(start: Outline, end: Outline, share: float) -> np.ndarray:
    """The stored mask, uint8 (side, side), at this share of the way, from 0 to 1, between two of one side."""
    first, second = start.distance, end.distance
    if start.middle is not None and end.middle is not None:
        from scipy import ndimage

        way = end.middle - start.middle
        first = ndimage.shift(first, share * way, order=1, mode="nearest")
        second = ndimage.shift(second, (share - 1) * way, order=1, mode="nearest")
    distance = first + share * (second - first)
    return np.round((1 - share) * start.full(distance) + share * end.full(distance)).astype(np.uint8)
