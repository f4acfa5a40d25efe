"""Walks through the codes: straight, or by steps of a small network that bend with the face.

Jahanian et al. (ICLR 2020, section 3 and appendix): the linear walk is z + amount * v; the nonlinear one applies
f(z) = z + step(z) as often as the amount asks, another f each way, and keeps the distance from the mean code.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from engine.generator import Generator
from engine.learning.learner import Rated
from engine.learning.transforms.edits import Edit

#: Steps each way of a walk by steps, and the width of the network that makes one.
STEPS, WIDTH = 5, 64
#: Adam's rates: of a straight step as a share of the size of its numbers, or, where more, of codes; of a network.
OWN_SHARE, CODE_SHARE, NETWORK = 0.02, 0.002, 1e-3


class Walk(nn.Module, ABC):
    """For each edit, where a code goes to."""

    #: How many points a path has each way; 0: it is straight.
    points: int = 0

    def __init__(self, generator: Generator, edits: Sequence[Edit], start: Tensor, codes: Tensor) -> None:
        """`start` (edits, layout.dimension) are the straight steps for an amount of 1, `codes` (N, layout.dimension)
        drawn ones."""
        super().__init__()
        self.edits = tuple(edits)
        self._size, self._latent = generator.layout.dimension, generator.layout.columns(generator.layout.latent)
        rows = start[:, self._latent].clone()
        self.steps = nn.ParameterList(nn.Parameter(row) for row in rows)
        typical = float(codes[:, self._latent].std(0).mean())
        self._rates = [max(OWN_SHARE * float(row.square().mean().sqrt()), CODE_SHARE * typical) for row in rows]

    def rated(self) -> tuple[Rated, ...]:
        """What Adam moves."""
        return tuple(Rated([step], rate) for step, rate in zip(self.steps, self._rates, strict=True))

    def _moved(self, codes: Tensor, steps: Tensor) -> Tensor:
        """Codes (N, layout.dimension) with steps (N, latent numbers) added to what is latent of them."""
        return codes.index_add(1, torch.from_numpy(self._latent).to(codes.device), steps.to(codes))

    @abstractmethod
    def amounts(self, i: int, count: int, random: torch.Generator) -> Tensor:
        """Amounts (count,) of edit i to learn from."""

    @abstractmethod
    def forward(self, i: int, codes: Tensor, amounts: Tensor) -> Tensor:
        """Codes (N, layout.dimension) moved for edit i by amounts (N,) that `amounts` may give; differentiable."""

    def straight(self, i: int) -> Tensor:
        """The straight step (layout.dimension,) of edit i for an amount of 1."""
        whole = torch.zeros(self._size)
        whole[self._latent] = self.steps[i].detach()
        return whole


class Straight(Walk):
    """z + amount * v."""

    def amounts(self, i: int, count: int, random: torch.Generator) -> Tensor:
        return (2 * torch.rand(count, generator=random) - 1) * self.edits[i].reach

    def forward(self, i: int, codes: Tensor, amounts: Tensor) -> Tensor:
        return self._moved(codes, amounts.to(codes)[:, None] * self.steps[i].to(codes))


class ByNetwork(Walk):
    """z <- z +- reach/5 * v + T2 relu(T1 (z - mean)), up to five times each way, its distance from the mean kept.

    T2 begins at 0, so the walk begins straight.
    """

    points = STEPS

    def __init__(self, generator: Generator, edits: Sequence[Edit], start: Tensor, codes: Tensor, seed: int) -> None:
        super().__init__(generator, edits, start, codes)
        latent = codes[:, self._latent]
        self._mean = latent.mean(0)
        self._scale = float(latent.std(0).mean()) or 1.0
        random, d = torch.Generator().manual_seed(seed), latent.shape[1]
        shape = len(edits), 2, WIDTH, d
        self.inner = nn.Parameter(torch.randn(shape, generator=random) / d**0.5)
        self.outer = nn.Parameter(torch.zeros(len(edits), 2, d, WIDTH))

    def rated(self) -> tuple[Rated, ...]:
        return (*super().rated(), Rated([self.inner, self.outer], NETWORK))

    def amounts(self, i: int, count: int, random: torch.Generator) -> Tensor:
        whole = torch.randint(1, STEPS + 1, (count,), generator=random)
        signs = 2 * torch.randint(0, 2, (count,), generator=random) - 1
        return whole * signs * (self.edits[i].reach / STEPS)

    def forward(self, i: int, codes: Tensor, amounts: Tensor) -> Tensor:
        counts = (amounts / self.edits[i].reach * STEPS).round().to(codes)
        start = codes[:, torch.from_numpy(self._latent)]
        now = start
        for step in range(1, int(counts.abs().max()) + 1):
            further = (counts.abs() >= step)[:, None]
            now = torch.where(further, self._stepped(i, now, counts.sign()), now)
        return self._moved(codes, now - start)

    def _stepped(self, i: int, rows: Tensor, signs: Tensor) -> Tensor:
        """Latent numbers (N, d), each one step on its way: signs (N,) are 1 or -1."""
        away = rows - self._mean.to(rows)
        straight = signs[:, None] * (self.edits[i].reach / STEPS) * self.steps[i].to(rows)
        ways = [torch.relu(away / self._scale @ self.inner[i, way].to(rows).T) @ self.outer[i, way].to(rows).T
                for way in range(2)]  # fmt: skip
        bent = torch.where(signs[:, None] > 0, ways[0], ways[1]) * self._scale
        moved = away + straight + bent
        kept = away.norm(dim=1, keepdim=True) / moved.norm(dim=1, keepdim=True).clamp(min=1e-9)
        return self._mean.to(rows) + moved * kept
