"""Sums over the pixels of a region, remembered from stroke to stroke of the brush.

A sum over a region is made from the last one by the pixels that differ, where fewer are read for these than for the
region; the sum over the complement is that of the whole picture less the region's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from torch import Tensor

from engine.jacobian.columns import Jacobian
from engine.jacobian.gram import reads, summing
from engine.job import Job

#: A sum smaller than this share of all sums on the way to it is made anew: rounding would show.
SAFE = 1e-4
WHOLE, REGION, KEPT = "whole", "region", "kept"


@dataclass(frozen=True, eq=False)
class Sum:
    """The sum over pixels of weight times J_p^T J_p: `total` (d, d) float64 for `weights` (height, width) float64;
    `passed` is the sum of the traces of all sums that it was made by way of, its own included."""

    weights: np.ndarray
    total: Tensor
    passed: float


@dataclass(frozen=True, eq=False)
class Sums:
    """A Jacobian with the sums that were made of it, the last of each role."""

    jacobian: Jacobian
    _kept: dict[str, Sum] = field(default_factory=dict)

    def summed(self, role: str, weights: np.ndarray) -> Job[Sum]:
        """The sum for these weights (height, width) in [0, 1], remembered as the last of its role."""
        jacobian, kept = self.jacobian, self._kept
        weights = weights.astype(np.float64)
        bases = [kept[name] for name in (role, WHOLE) if name in kept]
        base = min(bases, key=lambda known: reads(jacobian, weights - known.weights), default=None)
        found = None
        if base is not None and _nearer(jacobian, change := weights - base.weights, weights):
            total = base.total + (yield from summing(jacobian, change))
            found = Sum(weights, total, base.passed + float(total.trace()))
        if found is None or float(found.total.trace()) < SAFE * found.passed:
            total = yield from summing(jacobian, weights)
            found = Sum(weights, total, float(total.trace()))
        kept[role] = found
        return found

    def whole(self) -> Job[Sum]:
        """The sum over the whole picture."""
        return self.summed(WHOLE, np.ones(self.jacobian.shape))

    def complement(self, region: Sum) -> Job[Tensor]:
        """The sum (d, d) float64 over what the region leaves."""
        whole = yield from self.whole()
        rest = whole.total - region.total
        if float(rest.trace()) < SAFE * (whole.passed + region.passed):
            rest = yield from summing(self.jacobian, 1 - region.weights)
        return rest


def _nearer(jacobian: Jacobian, change: np.ndarray, weights: np.ndarray) -> bool:
    """Whether a sum for these weights is to be made by their change from another's."""
    return not change.any() or reads(jacobian, change) < reads(jacobian, weights)
