"""What is remembered between two strokes of the brush: a face's Jacobian and sums over its pixels.

A sum over a region is made from the last one by the pixels that differ, where fewer are read for these than for the
region; the sum over the complement is that of the whole picture less the region's. Of a job that is given up the
columns that it followed are kept, and the next one goes on from there; all else is put in place whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import numpy as np
from torch import Tensor

from engine.codes.samples import some_codes
from engine.codes.subspace import Subspace
from engine.generator import Generator
from engine.jacobian.columns import Columns, Jacobian, jacobian
from engine.jacobian.gram import reads, summing
from engine.jacobian.linear import linear
from engine.jacobian.sketch import leading_jacobian
from engine.job import Job

#: Numbers of the code beyond which the Jacobian is followed along the leading vectors alone, how many, and rounds.
WIDE, RANK, ROUNDS = 2048, 200, 2
#: A sum smaller than this share of all sums on the way to it is made anew: rounding would show.
SAFE = 1e-4
WHOLE, REGION, KEPT = "whole", "region", "kept"

_LAST: WeakKeyDictionary[Generator, tuple[tuple[object, ...], Jacobian]] = WeakKeyDictionary()
_BEGUN: WeakKeyDictionary[Generator, tuple[tuple[object, ...], Columns]] = WeakKeyDictionary()
_CODES: WeakKeyDictionary[Generator, tuple[int, Tensor]] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Sum:
    """The sum over pixels of weight times J_p^T J_p: `total` (d, d) float64 for `weights` (side, side) float64;
    `passed` is the sum of the traces of all sums that it was made by way of, its own included."""

    weights: np.ndarray
    total: Tensor
    passed: float


_SUMS: WeakKeyDictionary[Jacobian, dict[str, Sum]] = WeakKeyDictionary()


def remembered(generator: Generator, subspace: Subspace, code: np.ndarray, side: int, *, grey: bool,
               early: bool = False) -> Job[Jacobian]:  # fmt: skip
    """`jacobian`, or the last one of this generator again, if it was the same: only the region may have changed.

    Of a subspace of more than 2048 numbers, along its 200 leading vectors alone (`Jacobian.rows`).
    """
    key = (code.tobytes(), tuple(slot.name for slot in subspace.slots), subspace.tied, side, grey, early)
    if known := _known(generator, key):
        return known
    _LAST.pop(generator, None)  # two need not be held at once
    if (begun := _BEGUN.get(generator)) is None or begun[0] != key:
        begun = _BEGUN[generator] = key, Columns()
    if subspace.dimension > WIDE:
        view = linear(generator, subspace, code, side, grey=grey, early=early)
        found = yield from leading_jacobian(view, RANK, ROUNDS)
    else:
        found = yield from jacobian(generator, subspace, code, side, begun[1], grey=grey, early=early)
    if known := _known(generator, key):  # another job was quicker
        return known
    _LAST[generator] = key, found
    if _BEGUN.get(generator) is begun:
        del _BEGUN[generator]
    return found


def _known(generator: Generator, key: tuple[object, ...]) -> Jacobian | None:
    """The last Jacobian, if it is this one."""
    last = _LAST.get(generator)
    return last[1] if last is not None and last[0] == key else None


def summed(jacobian: Jacobian, role: str, weights: np.ndarray) -> Job[Sum]:
    """The sum for these weights (side, side) in [0, 1], remembered as the last of its role."""
    kept = _SUMS.setdefault(jacobian, {})
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


def _nearer(jacobian: Jacobian, change: np.ndarray, weights: np.ndarray) -> bool:
    """Whether a sum for these weights is to be made by their change from another's."""
    return not change.any() or reads(jacobian, change) < reads(jacobian, weights)


def whole_sum(jacobian: Jacobian) -> Job[Sum]:
    """The sum over the whole picture."""
    return summed(jacobian, WHOLE, np.ones((jacobian.side, jacobian.side)))


def complement(jacobian: Jacobian, region: Sum) -> Job[Tensor]:
    """The sum (d, d) float64 over what the region leaves."""
    whole = yield from whole_sum(jacobian)
    rest = whole.total - region.total
    if float(rest.trace()) < SAFE * (whole.passed + region.passed):
        rest = yield from summing(jacobian, 1 - region.weights)
    return rest


def codes_of(generator: Generator, seed: int) -> Tensor:
    """Codes (128, layout.dimension) by which directions are measured."""
    last = _CODES.get(generator)
    if last is None or last[0] != seed:
        last = _CODES[generator] = seed, some_codes(generator, seed)
    return last[1]
