"""The same search by Gauss-Newton with Levenberg and Marquardt's damping, for one picture: a Jacobian a round.

Each round costs as much as some 25 steps of Adam and does the work of more, as long as the code has few numbers.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from engine.codes.prior import Prior
from engine.codes.subspace import Subspace
from engine.generator import Generator
from engine.inversion.losses import squared
from engine.inversion.search import Found, Target, told
from engine.jacobian.columns import jacobian
from engine.job import Job, Progress, within

#: Numbers of the code, and of the Jacobian, up to which it is cheap.
FEW, CHEAP = 256, 2**24
#: Dampings that are tried at once, times the last that was best; the first is relative to the mean curvature.
DAMPINGS, FIRST = (0.01, 0.1, 1.0, 10.0, 100.0), 0.1
LEAST = 1e-6
#: Where a round lowers the price by less than this share, the search is at its end.
ENOUGH = 0.01


def pays(generator: Generator, prior: Prior, target: Target) -> bool:
    """Whether it does for this search: for one picture, the squared difference, and few numbers."""
    alone = len(target.pictures) == 1 and len(target.losses) == 1 and target.losses[0][1] is squared
    return alone and prior.dimension <= FEW and 3 * generator.resolution**2 * prior.dimension <= CHEAP


class Newton:
    """At most `rounds` rounds from p = `start` (1, 1, d), all slots alike; and how far they have come, as `Search`.

    The price is that of `Search`. Only steps that lower it are made.
    """

    def __init__(
        self, generator: Generator, prior: Prior, target: Target, start: Tensor, rounds: int, weight: float
    ) -> None:
        self._generator, self._prior, self._target = generator, prior, target
        self._rounds, self._weight = rounds, weight
        self._subspace = Subspace(generator.layout, tied=prior.tied)
        self._damping, self._done = FIRST, 0
        self._best, price = self._seen(start.detach())
        self._price = float(price)

    def ahead(self) -> Job[Found]:
        """The best of all rounds, those that are left made now. Each brings a `Found`."""
        while self._done < self._rounds:
            job = jacobian(self._generator, self._subspace, self._best.codes[0])
            share = self._done / self._rounds, (self._done + 1) / self._rounds
            numbers = (yield from within(*share, job)).numbers
            before = self._price
            self._step(numbers)
            self._done = self._done + 1 if self._price < (1 - ENOUGH) * before else self._rounds
            yield Progress(self._done / self._rounds, "", self._best)
        return self._best

    def _step(self, numbers: Tensor) -> None:
        """The best of the steps that the Jacobian `numbers` (pixels, d) of the tied or whole code gives."""
        target, p = self._target, self._best.p[0, 0].cpu().double()
        difference = (target.pictures - self._best.pictures)[0]
        counts = torch.ones_like(difference) if target.mask is None else target.mask[0].expand_as(difference)
        root = (target.losses[0][0] * counts / counts.sum()).sqrt().flatten().cpu()
        slope = numbers * math.sqrt(self._subspace.copies) @ self._prior.derivative(self._best.p[0, 0].cpu())
        rows = root[:, None] * slope
        curvature = (rows.T @ rows).double()
        pull = rows.T.double() @ (root * difference.flatten().cpu()).double() - self._weight / len(p) * p
        unit = torch.eye(len(p), dtype=p.dtype)
        curvature = curvature + self._weight / len(p) * unit
        size = float(curvature.diagonal().mean())
        dampings = [self._damping * times for times in DAMPINGS]
        steps = [torch.linalg.solve(curvature + damping * size * unit, pull) for damping in dampings]
        tried = torch.stack([p + step for step in steps])[:, None]
        found, prices = self._seen(tried.to(self._best.p))
        best = int(prices.nan_to_num(math.inf).argmin())
        if float(prices[best]) < self._price:
            self._best, self._price = found.rows([best]), float(prices[best])
            self._damping = max(dampings[best], LEAST)
        else:
            self._damping *= DAMPINGS[-1]

    @torch.no_grad()
    def _seen(self, p: Tensor) -> tuple[Found, Tensor]:
        """What several p (k, 1, d) draw, and the price of each (k,)."""
        target = self._target.repeated(len(p))
        codes = self._prior.codes(p, target.like)
        pictures = self._generator.synthesize(codes)
        prices = target.cost(pictures) + self._weight * p.square().mean((1, 2))
        return told(target, p, codes, pictures), prices
