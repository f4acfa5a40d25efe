"""The vectors of the code that move the picture most, without the whole Jacobian: randomised subspace iteration.

Halko, Martinsson and Tropp (SIAM Review 2011, algorithms 4.4 and 5.1): random pictures go back to the code, what
comes back goes ahead to pictures, and so on; every round draws the span nearer to that of the leading singular vectors.
Both ways cost a pass a vector, so it is for codes of many numbers, of which few vectors are wanted.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from engine.codes.subspace import Subspace
from engine.device import exact
from engine.jacobian.columns import Jacobian, finite
from engine.jacobian.linear import Linear
from engine.job import Job, Progress, within
from engine.language import tr

#: Vectors beyond those wanted, which bring the wanted ones nearer; the last of them stay rough.
MORE = 16
#: The sketch is the same for every seed: a Jacobian belongs to the face alone.
SEED = 0
SKETCHING = tr("sketching how the picture moves")


class Span(Subspace):
    """A part of a subspace: the span of orthonormal rows (k, whole.dimension) float64."""

    def __init__(self, whole: Subspace, rows: np.ndarray) -> None:
        self.whole, self.rows = whole, rows
        self.layout, self.tied, self.slots, self.dimension = whole.layout, whole.tied, whole.slots, len(rows)

    def project(self, codes: Tensor) -> Tensor:
        """Codes (N, layout.dimension) to coordinates (N, k) float64 along the rows."""
        numbers = exact(self.whole.project(codes))
        return numbers @ torch.from_numpy(self.rows).T.to(numbers.device)

    def lift(self, vectors: np.ndarray) -> np.ndarray:
        """Unit vectors (n, k) to code-sized unit vectors (n, layout.dimension)."""
        return self.whole.lift(vectors @ self.rows)


def leading_jacobian(view: Linear, k: int, rounds: int) -> Job[Jacobian]:
    """The Jacobian along about the k vectors that move the whole picture most, the first one most.

    Raises:
        ValueError: some of it is not finite.
    """
    masks = [np.ones(view.shape)]
    found = yield from sketched(view, masks, k + MORE, rounds)
    assert found.rows is not None
    products = found.numbers.double()
    _, turn = torch.linalg.eigh(products.T @ products)
    turn = turn.flip(1)[:, :k]
    rows = turn.T.numpy() @ found.rows
    return Jacobian(found.numbers @ turn.to(found.numbers), found.channels, found.shape, rows)


def sketched(view: Linear, masks: Sequence[np.ndarray], k: int, rounds: int = 0) -> Job[Jacobian]:
    """The Jacobian along orthonormal rows that span about the k vectors that most move each of the masks (height,
    width).

    `rounds` of iteration make it more exact. It takes k (rounds + 1) passes back and about as many ahead, a mask.

    Raises:
        ValueError: some of it is not finite.
    """
    random = torch.Generator().manual_seed(SEED)
    d = view.subspace.dimension
    k = min(k, d)
    passes = _Passes(view, k * len(masks) * 2 * (rounds + 1))
    found = []
    for mask in masks:
        root = torch.from_numpy(mask).sqrt().float().flatten().repeat(view.channels)[:, None]
        rows = yield from passes.back(root * torch.randn(view.size, k, generator=random))
        for _ in range(rounds):
            moved = yield from passes.ahead(_orthonormal(rows))
            rows = yield from passes.back(root * torch.linalg.qr(root * moved.float())[0])
        found.append(_orthonormal(rows))
    together = _orthonormal(np.concatenate(found))
    numbers = yield from passes.ahead(together)
    return Jacobian(finite(numbers), view.channels, view.shape, together)


def _orthonormal(rows: np.ndarray) -> np.ndarray:
    """Orthonormal rows, at most as many, that span these (n, d).

    Raises:
        ValueError: some of them are not finite.
    """
    finite(torch.from_numpy(rows))
    return np.ascontiguousarray(np.linalg.qr(rows.T)[0].T)


class _Passes:
    """Passes ahead and back in batches, and how many of all are done."""

    def __init__(self, view: Linear, total: int) -> None:
        self.view, self.total, self.done = view, total, 0

    def ahead(self, rows: np.ndarray) -> Job[Tensor]:
        moved = []
        for first in range(0, len(rows), self.view.batch):
            some = rows[first : first + self.view.batch]
            start, stop = self._step(len(some))
            moved.append((yield from within(start, stop, self.view.ahead(some), SKETCHING)))
        return torch.cat(moved, 1)

    def back(self, pictures: Tensor) -> Job[np.ndarray]:
        rows = []
        for some in pictures.split(self.view.few, 1):
            rows.append(self.view.back(some))
            yield Progress(self._step(some.shape[1])[1], SKETCHING)
        return np.concatenate(rows)

    def _step(self, count: int) -> tuple[float, float]:
        """How far all was before so many more passes, and is after them."""
        start, self.done = self.done, self.done + count
        return min(1.0, start / self.total), min(1.0, self.done / self.total)
