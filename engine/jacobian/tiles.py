"""Gram matrices of square tiles of pixels, so that a sum over much of a picture need not read its pixels again.

A tile under one weight is its Gram matrix times that weight; only the pixels of the others, on the edge of what is
painted, are read. Matrices are kept in float64: a region's may be what is left of others, and single precision would
show in that. They are symmetric, so a half of each does.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from engine.document.aspect import Size
from engine.job import Job, Progress, within
from engine.language import tr

#: Bytes of all tiles' matrices.
LARGEST = 512 * 2**20
#: Pixels a side of a tile, at least.
LEAST = 16
#: Rows of a matrix that are mirrored at once.
STRIP = 256


class Tiles:
    """Tiles of `tile` pixels a side of a picture of `shape`, those at its ends smaller, for d numbers of the code.

    A tile's matrix is made when it is first needed.
    """

    def __init__(self, shape: Size, d: int, tile: int) -> None:
        self.shape, self.d, self.tile = shape, d, tile
        self._down, self._across = (-(-length // tile) for length in shape)
        self._halves: dict[int, Tensor] = {}

    def reads(self, weights: np.ndarray) -> int:
        """How many pixels a sum for these weights (height, width) reads."""
        edge, even = self._cut(weights)
        return int(np.count_nonzero(edge)) + sum(self._area(i) for i in even if i not in self._halves)

    def summing(self, weights: np.ndarray, added: Callable[[np.ndarray], Job[Tensor]]) -> Job[Tensor]:
        """The sum over pixels of weight times J_p^T J_p, (d, d) float64, for weights (height, width) of any sign.

        `added` makes the same of the pixels themselves.
        """
        edge, even = self._cut(weights)
        costs = {i: 1 if i in self._halves else self._area(i) for i in even}
        done, work = int(np.count_nonzero(edge)), int(np.count_nonzero(edge)) + sum(costs.values())
        total = yield from within(0, done / max(work, 1), added(edge))
        if not even:
            return total
        half = torch.zeros(_halves(self.d), self.d + 1, dtype=torch.float64)
        for i, weight in even.items():
            if i not in self._halves:
                gram = yield from within(done / work, (done + costs[i]) / work, added(self._only(i)))
                self._halves[i] = folded(gram)
            half.add_(self._halves[i], alpha=weight)
            done += costs[i]
            yield Progress(done / work, tr("adding up tiles"))
        return total.add_(unfolded(half))

    def _cut(self, weights: np.ndarray) -> tuple[np.ndarray, dict[int, float]]:
        """The weights (height, width) without those of tiles under one weight, and the weights of these that are not
        0."""
        (height, width), t = self.shape, self.tile
        padded = np.pad(weights, ((0, self._down * t - height), (0, self._across * t - width)), mode="edge")
        tiles = padded.reshape(self._down, t, self._across, t)
        lowest = tiles.min((1, 3))
        same = lowest == tiles.max((1, 3))
        under = np.kron(same, np.ones((t, t), bool))[:height, :width]
        even = np.flatnonzero(same & (lowest != 0))
        return np.where(under, 0, weights), {int(i): float(lowest.flat[i]) for i in even}

    def _only(self, i: int) -> np.ndarray:
        """The weights (height, width) of one tile alone."""
        top, left = self._corner(i)
        weights = np.zeros(self.shape)
        weights[top : top + self.tile, left : left + self.tile] = 1
        return weights

    def _area(self, i: int) -> int:
        """How many pixels a tile has."""
        top, left = self._corner(i)
        return min(self.tile, self.shape.height - top) * min(self.tile, self.shape.width - left)

    def _corner(self, i: int) -> tuple[int, int]:
        row, column = divmod(i, self._across)
        return row * self.tile, column * self.tile


def folded(gram: Tensor) -> Tensor:
    """The half of a symmetric matrix (d, d) that tells all of it: each row from the diagonal on, and before it, in the
    place that this leaves, the row as far from the last one: about (d / 2, d + 1)."""
    n = _halves(len(gram))
    half = gram.new_zeros(n, len(gram) + 1)
    half[:, 1:] = gram[:n].triu()
    half[:, :-1] += gram[-n:].flip(0, 1).tril()
    return half


def unfolded(half: Tensor) -> Tensor:
    """The symmetric matrix (d, d) of which this is half."""
    n, d = half.shape[0], half.shape[1] - 1
    gram = half.new_empty(d, d)
    gram[-n:] = half[:, :-1].tril().flip(0, 1)
    gram[:n] = half[:, 1:].triu()
    for first in range(0, d, STRIP):  # a large matrix is slow to turn over at once
        here, below = slice(first, first + STRIP), slice(first + STRIP, d)
        gram[below, here] = gram[here, below].T
        gram[here, here] += gram[here, here].triu(1).T
    return gram


def _halves(d: int) -> int:
    return (d + 1) // 2


def tiling(shape: Size, d: int) -> Tiles | None:
    """The smallest tiles whose matrices take at most 512 MB; None where none of them would be two a side."""
    most = LARGEST // (8 * _halves(d) * (d + 1))
    for tile in range(LEAST, max(shape) // 2 + 1):
        if -(-shape.height // tile) * -(-shape.width // tile) <= most:
            return Tiles(shape, d, tile)
    return None
