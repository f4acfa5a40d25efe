"""Several starts for each picture, searched from a little at once; the best goes on."""

from __future__ import annotations

import torch
from torch import Tensor

from engine.codes.prior import Prior
from engine.generator import Generator
from engine.inversion.search import Found, Search, Target
from engine.job import Job, mapped

STEPS = 40
SEED = 8_000
#: Deviations, in those of codes drawn at random, by which further starts lie beside the first guess.
SPREAD = 0.5


def several(guess: Tensor, count: int) -> Tensor:
    """The guess (N, 1, d), the mean, and others beside the guess: (count * N, 1, d), all firsts first."""
    random = torch.Generator().manual_seed(SEED)
    beside = [
        guess + SPREAD * torch.randn(guess.shape[1:], generator=random).to(guess) for _ in range(max(0, count - 2))
    ]
    return torch.cat([guess, torch.zeros_like(guess), *beside][:count])


class Starts:
    """`STEPS` steps from each of `count` starts, and how far they have come, as `Search`."""

    def __init__(
        self, generator: Generator, prior: Prior, target: Target, guess: Tensor, count: int, weight: float
    ) -> None:
        self._count = count
        start = several(guess, count)
        self._search = Search(generator, prior, target.repeated(count), start, STEPS, weight)

    def ahead(self) -> Job[Found]:
        """Of each picture the best. Its progress brings a `Found` every few steps."""
        return mapped(self._search.ahead(), Found, self._chosen)

    def _chosen(self, found: Found) -> Found:
        prices = self._search.lowest.view(self._count, -1)
        pictures = prices.shape[1]
        return found.rows([int(best) * pictures + i for i, best in enumerate(prices.argmin(0))])
