"""What is learned: ways to move a code, of which each is to be told from the others by its pictures."""

from __future__ import annotations

from abc import ABC, abstractmethod

import torch
from torch import Tensor, nn

ORTHONORMAL, FREE, PROJECTED = "orthonormal", "free", "projected"


class Ways(nn.Module, ABC):
    """`count` ways to move the numbers of a code, which are given as places (N, d): from the mean, in the root mean
    square of their deviations."""

    count: int

    def begin(self) -> None:
        """Make ready what the parts of a step share; it changes no parameter."""

    def end(self) -> None:
        """After the last part of a step: have the gradients where Adam looks for them."""

    @abstractmethod
    def steps(self, places: Tensor, which: Tensor, far: Tensor) -> Tensor:
        """The steps (N, d) from places (N, d) along the ways `which` (N,), as far as `far` (N,), either way."""

    @abstractmethod
    def tangents(self, places: Tensor) -> Tensor:
        """The unit tangents (N, count, d) of all of them at places (N, d)."""


class Lines(Ways):
    """Straight ways: the rows of a matrix, which need not be of length 1 (the form "free")."""

    def __init__(self, rows: Tensor) -> None:
        super().__init__()
        self.count = len(rows)
        self.rows = nn.Parameter(rows.clone())

    def matrix(self) -> Tensor:
        """The rows (count, d)."""
        return self.rows

    def steps(self, places: Tensor, which: Tensor, far: Tensor) -> Tensor:
        return far[:, None] * self.matrix()[which]

    def tangents(self, places: Tensor) -> Tensor:
        rows = self.matrix().detach()
        return (rows / rows.norm(dim=1, keepdim=True)).expand(len(places), *rows.shape)


class Projected(Lines):
    """The rows at length 1, whatever length the parameters have."""

    def matrix(self) -> Tensor:
        return self.rows / self.rows.norm(dim=1, keepdim=True).clamp_min(1e-8)


class Orthonormal(Lines):
    """Orthonormal rows: exp(S) A, where the rows A are those of the last step, and the skew S = X' A - A' X, (d, d), is
    of the rows X that Adam has moved away from 0 since.

    So each step is taken from S = 0, where the derivative of the exponential is known: X - A X' A. No gradient passes
    through an exponential, and that of S, whose rank is twice the number of rows, is one of a matrix of that size
    (Lezcano-Casado, NeurIPS 2019, section 4, with a new base at each step; the authors' code has one base, 0).
    """

    base: Tensor

    def __init__(self, rows: Tensor) -> None:
        super().__init__(torch.zeros_like(rows))
        self.register_buffer("base", rows.clone())
        self._now: Tensor | None = None

    def begin(self) -> None:
        self._now = self.frame().requires_grad_()

    def end(self) -> None:
        if self._now is None or self._now.grad is None:
            return
        self.base.copy_(self._now.detach())
        slope = self._now.grad
        with torch.no_grad():
            self.rows.zero_()
            self.rows.grad = slope - self.base @ slope.T @ self.base
        self._now = None

    def matrix(self) -> Tensor:
        return self.frame() if self._now is None else self._now

    @torch.no_grad()
    def frame(self) -> Tensor:
        """The rows as they stand (count, d), orthonormal."""
        if not self.rows.any():
            return self.base.clone()
        basis = torch.linalg.qr(torch.cat((self.base, self.rows)).T)[0]
        moved, kept = self.rows @ basis, self.base @ basis
        half = moved.T @ kept
        turned = torch.linalg.matrix_exp(half - half.T) - torch.eye(len(half)).to(half)
        rows = self.base + kept @ turned.T @ basis.T
        # Rounding adds up over thousands of steps; one step of Newton's takes off what each leaves.
        return 1.5 * rows - 0.5 * (rows @ rows.T) @ rows


#: The forms of the matrix.
FORMS = {ORTHONORMAL: Orthonormal, FREE: Lines, PROJECTED: Projected}


def random_rows(count: int, dimension: int, random: torch.Generator) -> Tensor:
    """Random unit rows (count, dimension) float32, orthonormal in as many at a time as there is room for."""
    found: list[Tensor] = []
    for first in range(0, count, dimension):
        square = torch.randn(dimension, dimension, generator=random, dtype=torch.float64)
        found.append(torch.linalg.qr(square)[0].T[: count - first].float())
    return torch.cat(found)
