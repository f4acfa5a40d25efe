"""The search for the code of given pictures: Adam in whitened coordinates, with the prior as its price.

Wulff and Torralba 2020, section 3.2: minimise loss(G(p), x) + weight * |p|^2 / dimension. The rate and its rise and
fall are those of NVIDIA's projector (Karras et al. 2020, appendix D), the fall a little longer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.codes.prior import Prior
from engine.generator import Generator
from engine.inversion.losses import Loss, psnr
from engine.job import Job, Progress

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


def searched(
    generator: Generator,
    prior: Prior,
    target: Target,
    start: Tensor,
    steps: int,
    weight: float,
    *,
    rate: float = RATE,
    note: str = "searching",
) -> Job[Found]:
    """The best of `steps` steps from p = `start`, (N, 1, d) to move all slots alike or (N, slots, d) each on its own.

    Every `SHOWN` steps its progress brings a `Found`. The best of each picture counts by its whole price, so a search
    that is ended early has lost nothing.
    """
    p = start.detach().clone().requires_grad_()
    optimizer = torch.optim.Adam([p], rate)
    best: Found | None = None
    lowest = p.new_full((len(p),), math.inf)
    for step in range(steps + 1):
        optimizer.param_groups[0]["lr"] = rate * _schedule(step, steps)
        codes = prior.codes(p, target.like)
        pictures = generator.synthesize(codes)
        price = target.cost(pictures) + weight * p.square().mean((1, 2))
        better = price.detach() < lowest
        lowest = torch.where(better, price.detach(), lowest)
        best = _told(target, p.detach().clone(), codes.detach(), pictures.detach(), best, better)
        if step < steps:
            optimizer.zero_grad()
            price.sum().backward()
            optimizer.step()
        yield Progress((step + 1) / (steps + 1), note, best if step % SHOWN == 0 else None)
    assert best is not None
    return best


def _told(target: Target, p: Tensor, codes: Tensor, pictures: Tensor, before: Found | None, better: Tensor) -> Found:
    """What is best after a step: of each picture this step's, where it is `better` (N,), else what was best before."""
    likeness = psnr(pictures, target.pictures, target.mask)
    here = (p, codes, pictures, likeness, p.square().mean((1, 2)))
    if before is None:
        return Found(*here)
    there = (before.p, before.codes, before.pictures, before.likeness, before.strangeness)
    chosen = (torch.where(better.view(-1, *[1] * (a.ndim - 1)), a, b) for a, b in zip(here, there, strict=True))
    return Found(*chosen)


def _schedule(step: int, steps: int) -> float:
    """The share of the rate at this step: a short rise, and a cosine down to nothing at the end."""
    rise = min(1.0, (step + 1) / max(1.0, RISE * steps))
    left = min(1.0, (steps - step) / max(1.0, FALL * steps))
    return rise * (0.5 - 0.5 * math.cos(math.pi * left))
