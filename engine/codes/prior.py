"""Where a generator's codes lie: a Gaussian, after the bend of the mapping network's last leaky ReLU is straightened.

Wulff and Torralba, "Improving Inversion and Generation Diversity in StyleGAN using a Gaussianized Latent Space" (2020):
v = LReLU_5(w), the inverse of a leaky ReLU of slope 0.2, is close to N(mean, covariance). Families whose codes are the
noise itself have N(0, I).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import torch
from torch import Tensor

from engine.codes.statistics import Moments
from engine.codes.subspace import Subspace
from engine.document.code import Layout
from engine.generator import Generator
from engine.job import Job, Progress
from engine.language import tr

#: Codes that the covariance is measured from: with 128 numbers a slot, 127.2 of 128 come back on others.
CODES = 100_000
BATCH = 1000
AT_ONCE = 250  # codes a step, short enough for sliders to stay live
SEED = 9_000
#: Eigenvalues below this share of the largest are raised to it where codes that were not searched for are judged:
#: mappings contract, and along directions that they all but flatten any slider would seem outlandish.
FLOOR = 1e-3
#: Below this share a direction is rounding alone; it is not divided by.
ROUNDING = 1e-10
#: Numbers of a row of p up to which their covariance is known.
MOST = 2048


@dataclass(frozen=True, eq=False)
class Prior:
    """The Gaussian of a generator's codes, and its whitened coordinates p.

    p is (N, slots, d): one row a latent slot where the codes are tied (w+), else one row (N, 1, d) of all latent
    numbers. Of a code drawn at random each number of p has variance 1, so the mean of p squared is 1.

    Attributes:
        layout: of the codes.
        tied: whether every latent slot follows the same Gaussian (w+ of a w).
        slope: of the leaky ReLU that the codes come out of; 1: none.
        mean, values, axes: of v (d,), (d,) the variances, rising, and (d, d) the axes they lie along, as columns.
    """

    layout: Layout
    tied: bool
    slope: float
    mean: Tensor
    values: Tensor
    axes: Tensor

    @property
    def dimension(self) -> int:
        """d: how many numbers a row of p has."""
        return len(self.mean)

    @property
    def slots(self) -> int:
        """How many rows p has."""
        return len(self.layout.latent) if self.tied else 1

    @cached_property
    def _columns(self) -> Tensor:
        return torch.from_numpy(self.layout.columns(self.layout.latent))

    @cached_property
    def _deviations(self) -> Tensor:
        return self.values.clamp(min=ROUNDING * float(self.values.max())).sqrt()

    def coordinates(self, codes: Tensor) -> Tensor:
        """Codes (N, layout.dimension) to p (N, slots, d); differentiable."""
        return self._along(codes) / self._deviations.to(codes)

    def _along(self, codes: Tensor) -> Tensor:
        """Coordinates along the axes, in their own size."""
        rows = codes[:, self._columns.to(codes.device)].view(len(codes), self.slots, self.dimension)
        return (torch.where(rows < 0, rows / self.slope, rows) - self.mean.to(rows)) @ self.axes.to(rows)

    def codes(self, p: Tensor, like: Tensor) -> Tensor:
        """p (N, slots, d), or (N, 1, d) for all slots alike, to codes (N, layout.dimension); differentiable.

        What is not latent is that of `like`, (layout.dimension,) or one row each.
        """
        v = self.mean.to(p) + (p * self._deviations.to(p)) @ self.axes.to(p).T
        rows = torch.where(v < 0, v * self.slope, v).expand(-1, self.slots, -1)
        return like.to(p).expand(len(p), -1).index_copy(1, self._columns.to(p.device), rows.reshape(len(p), -1))

    def derivative(self, p: Tensor) -> Tensor:
        """How the numbers of a row move with p (d,): (d, d), a column for each number of p."""
        scaled = (self.axes * self._deviations).to(p)
        below = self.mean.to(p) + scaled @ p < 0
        return torch.where(below, self.slope, 1.0)[:, None] * scaled

    def strangeness(self, codes: Tensor, floor: float = FLOOR) -> Tensor:
        """The mean of p squared of each code (N,), its small variances raised to `floor` of the largest: 1 is usual,
        and far above it a code lies where the generator has never been."""
        deviations = self.values.clamp(min=floor * float(self.values.max())).sqrt()
        return (self._along(codes) / deviations.to(codes)).square().mean((1, 2))

    @cached_property
    def floored(self) -> Prior:
        """The same with its small variances raised to `FLOOR` of the largest."""
        return replace(self, values=self.values.clamp(min=FLOOR * float(self.values.max())))


def is_noise(generator: Generator) -> bool:
    """Whether the latent numbers of a code are the noise itself, and so follow N(0, I)."""
    if type(generator).map is Generator.map:
        return True
    z = generator.draw(2, torch.Generator().manual_seed(SEED))
    with torch.no_grad():
        numbers = Subspace(generator.layout, tied=generator.tied).project(generator.map(z)).cpu()
    return numbers.shape == z.shape and torch.allclose(numbers, z)


def fitted(generator: Generator, count: int = CODES, seed: int = SEED) -> Job[Prior]:
    """The prior from `count` codes drawn from one stream."""
    layout, tied = generator.layout, generator.tied
    subspace = Subspace(layout, tied=tied)
    d = subspace.dimension
    if is_noise(generator):
        yield Progress(1.0, tr("measuring the codes"))
        return Prior(layout, tied, 1.0, torch.zeros(d), torch.ones(d), torch.eye(d))
    random, moments = torch.Generator().manual_seed(seed), Moments()
    for start in range(0, count, BATCH):
        done = 0
        for noise in generator.draw(min(BATCH, count - start), random).split(AT_ONCE):
            with torch.no_grad():
                w = subspace.project(generator.map(noise).cpu()).double()
            moments.add(torch.where(w < 0, w / generator.bend, w))
            done += len(noise)
            yield Progress((start + done) / (count + BATCH), tr("measuring the codes"))
    if d <= MOST:
        values, axes = torch.linalg.eigh(moments.covariance)
    else:  # each number for itself: all together would be a matrix too large
        values, axes = moments.covariance.diagonal(), torch.eye(d, dtype=torch.float64)
    return Prior(layout, tied, generator.bend, moments.mean.float(), values.clamp(min=0).float(), axes.float())
