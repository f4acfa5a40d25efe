"""The search for the code of given pictures: Adam in whitened coordinates, with the prior as its price.

Wulff and Torralba 2020, section 3.2: minimise loss(G(p), x) + weight * |p|^2 / dimension. The rate and its rise and
fall are those of NVIDIA's projector (Karras et al. 2020, appendix D), the fall a little longer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import torch
from torch import Tensor

from engine.codes.prior import Prior
from engine.generator import Generator
from engine.inversion.losses import Loss, psnr
from engine.job import Job, Progress, within

RATE = 0.1
RISE, FALL = 0.05, 0.4  # shares of the steps
SHOWN = 10  # steps between two looks at what was found so far


@dataclass(frozen=True, eq=False)
class Found:
    """What a search has found so far: whitened coordinates p (N, slots or 1, d), and the codes (N, dimension) they are.

    Beside them their pictures (N, 3, S, S), and of each target the likeness in decibels and the mean of p squared
    (N,).
    """

    p: Tensor
    codes: Tensor
    pictures: Tensor
    likeness: Tensor
    strangeness: Tensor

    def rows(self, places: Sequence[int]) -> Found:
        """The same of some of the pictures, by their places."""
        chosen = torch.tensor(places)
        return Found(*(getattr(self, each.name)[chosen.to(self.p.device)] for each in fields(self)))


@dataclass(frozen=True, eq=False)
class Target:
    """The pictures (N, 3, S, S) in [-1, 1] that are looked for, and where they count (N or 1, 1, S, S), None: all over.

    `like` (dimension,) gives what of a code is not searched for: a class, a transform. `losses` are summed with their
    weights.
    """

    pictures: Tensor
    like: Tensor
    losses: Sequence[tuple[float, Loss]]
    mask: Tensor | None = None

    def cost(self, pictures: Tensor) -> Tensor:
        """The weighted sum of the losses (N,)."""
        parts = [weight * loss(pictures, self.pictures, self.mask) for weight, loss in self.losses]
        return torch.stack(parts).sum(0)

    def repeated(self, times: int) -> Target:
        """The same pictures so many times, one after the other."""
        mask = self.mask if self.mask is None or len(self.mask) == 1 else self.mask.repeat(times, 1, 1, 1)
        return replace(self, pictures=self.pictures.repeat(times, 1, 1, 1), mask=mask)


class Search:
    """A search from p = `start`, (N, 1, d) to move all slots alike or (N, slots, d) each on its own, and how far it has
    come: a job that is ended early leaves all of it to the next.

    The best of each picture counts by its whole price, so a search that is ended early has lost nothing.
    """

    def __init__(
        self, generator: Generator, prior: Prior, target: Target, start: Tensor, steps: int, weight: float,
        *, rate: float = RATE,
    ) -> None:  # fmt: skip
        self._generator, self._prior, self._target = generator, prior, target
        self._steps, self._weight, self._rate = steps, weight, rate
        self._p = start.detach().clone().requires_grad_()
        self._optimizer = torch.optim.Adam([self._p], rate)
        self._done = 0
        self._best: Found | None = None
        #: The lowest price of each picture (N,) so far.
        self.lowest = self._p.new_full((len(start),), math.inf)

    def ahead(self) -> Job[Found]:
        """The best of all `steps` steps, those that are left made now. Every `SHOWN` its progress brings a `Found`."""
        while (step := self._done) <= self._steps:
            self._step(step)
            self._done += 1
            yield Progress(self._done / (self._steps + 1), "", self._best if step % SHOWN == 0 else None)
        assert self._best is not None
        return self._best

    def _step(self, step: int) -> None:
        self._optimizer.param_groups[0]["lr"] = self._rate * schedule(step, self._steps)
        p, target = self._p, self._target
        codes = self._prior.codes(p, target.like)
        pictures = self._generator.synthesize(codes)
        price = target.cost(pictures) + self._weight * p.square().mean((1, 2))
        better = price.detach() < self.lowest
        self.lowest = torch.where(better, price.detach(), self.lowest)
        found = told(target, p.detach().clone(), codes.detach(), pictures.detach())
        self._best = found if self._best is None else _better(found, self._best, better)
        if step < self._steps:
            self._optimizer.zero_grad()
            price.sum().backward()
            self._optimizer.step()


def searched(
    generator: Generator,
    prior: Prior,
    target: Target,
    start: Tensor,
    steps: int,
    weight: float,
    *,
    note: str = "searching",
) -> Job[Found]:
    """The best of `steps` steps from p = `start`, as `Search`."""
    return within(0, 1, Search(generator, prior, target, start, steps, weight).ahead(), note)


def told(target: Target, p: Tensor, codes: Tensor, pictures: Tensor) -> Found:
    """What was found at p, with how good it is."""
    return Found(p, codes, pictures, psnr(pictures, target.pictures, target.mask), p.square().mean((1, 2)))


def _better(here: Found, there: Found, better: Tensor) -> Found:
    """Of each picture what is found here where it is `better` (N,), else there."""
    pairs = ((getattr(here, each.name), getattr(there, each.name)) for each in fields(here))
    return Found(*(torch.where(better.view(-1, *[1] * (a.ndim - 1)), a, b) for a, b in pairs))


def schedule(step: int, steps: int) -> float:
    """The share of the rate at this step: a short rise, and a cosine down to nothing at the end."""
    rise = min(1.0, (step + 1) / max(1.0, RISE * steps))
    left = min(1.0, (steps - step) / max(1.0, FALL * steps))
    return rise * (0.5 - 0.5 * math.cos(math.pi * left))
