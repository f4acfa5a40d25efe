"""How well pictures are brought into a generator: the claims of Wulff and Torralba (2020), re-tested.

Own samples, whose codes are known; pictures it has never seen; with the prior and without; beside the plain projector
(Karras et al. 2020, appendix D: w itself, from the mean); half-way between two; compression beside truncation.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.codes.prior import Prior, fitted
from engine.codes.samples import drawn
from engine.generator import Generator
from engine.inversion import losses
from engine.inversion.inverting import BATCH
from engine.inversion.search import Found, Target, searched
from engine.inversion.start import learned
from engine.job import Job, within
from engine.language import tr
from engine.measure.frechet import Moments, frechet_distance
from engine.measure.keeping import Equal, Kept, at_equal, keeping
from engine.measure.midpoints import half_way, moments_of

WEIGHTS = (0.0, 1e-3, 1e-2, 1e-1)
HELD_OUT = 4000


@dataclass(frozen=True)
class Row:
    """One way to search: medians over the pictures of the likeness (decibels) and of p squared (floored).

    Beside them the lowest likeness, processor seconds a picture, as how many passes of the generator that is, and of
    pictures half-way between two that were found the Frechet distance to the data, where there are such.
    """

    pictures: str
    way: str
    weight: float
    steps: int
    likeness: float
    worst: float
    strangeness: float
    seconds: float
    passes: float
    half_way: float | None = None


@dataclass(frozen=True)
class Inversions:
    """All of it. `mean` and `deviation` are of p squared, summed over a slot, of `HELD_OUT` codes.

    A Gaussian gives `dimension` for the mean, and the root of twice that for the deviation. `samples` is the Frechet
    distance to the data of as many samples of the generator as there are pictures half-way.
    """

    dimension: int
    mean: float
    deviation: float
    rows: tuple[Row, ...]
    kept: tuple[Kept, ...]
    equal: tuple[Equal, ...]
    samples: float | None = None


@dataclass(frozen=True)
class Plan:
    """How long is searched, with which weights of the prior, how many pictures half-way are drawn, and the seed."""

    steps: int = 300
    layer_steps: int = 200
    weights: tuple[float, ...] = WEIGHTS
    half_way: int = 2000
    seed: int = 0


def measure_inversions(
    generator: Generator, sets: Mapping[str, Tensor], data: Tensor | None, plan: Plan
) -> Job[Inversions]:
    """Search for the codes of sets of pictures (N, 3, S, S) by name: the generator's own samples, unseen ones.

    `data` (M, 3, S, S) is what pictures half-way are compared with; without it they are not drawn.
    """
    prior = yield from within(0, 0.03, fitted(generator))
    guess = yield from within(0.03, 0.05, learned(generator, prior))
    p = prior.coordinates(drawn(generator, HELD_OUT, torch.Generator().manual_seed(plan.seed)).cpu())[:, :1]
    sums = p.square().sum((1, 2))
    moments, samples = None, None
    if data is not None:
        moments = yield from within(0.05, 0.07, moments_of(len(data), data.__getitem__, tr("the data")))
        own = drawn(generator, plan.half_way, torch.Generator().manual_seed(plan.seed + 2))
        job = moments_of(plan.half_way, lambda part: generator.synthesize(own[part]), "samples")
        samples = frechet_distance((yield from within(0.07, 0.1, job)), moments)
    rows: list[Row] = []
    for i, (name, pictures) in enumerate(sets.items()):
        share = 0.85 / len(sets)
        search = Searches(generator, prior, name, pictures, moments, plan)
        rows += yield from within(0.1 + i * share, 0.1 + (i + 1) * share, search.every(guess(pictures)))
    kept = yield from within(0.95, 1, keeping(generator, prior, plan.seed))
    return Inversions(prior.dimension, float(sums.mean()), float(sums.std()), tuple(rows), kept, at_equal(kept),
                      samples)  # fmt: skip


class Searches:
    """All ways to search for one set of pictures."""

    def __init__(
        self, generator: Generator, prior: Prior, name: str, pictures: Tensor, data: Moments | None, plan: Plan
    ) -> None:
        self._generator, self._prior, self._name, self._pictures = generator, prior, name, pictures
        self._data, self._plan = data, plan
        self._passing = passing(generator)

    def every(self, start: Tensor) -> Job[list[Row]]:
        """A row for each way, from the first guess `start` (N, 1, d)."""
        prior, plan, raw = self._prior, self._plan, plain(self._generator, self._prior)
        layers = prior.slots > 1 and plan.layer_steps > 0
        total = (len(plan.weights) + 1) * (2 if layers else 1)
        rows: list[Row] = []

        def one(way: str, where: Prior, p: Tensor, count: int, weight: float) -> Job[Tensor]:
            job = self._search(where, p, count, weight, way)
            row, found = yield from within(len(rows) / total, (len(rows) + 1) / total, job)
            rows.append(row)
            return found

        alike: dict[float, Tensor] = {}
        for weight in plan.weights:
            alike[weight] = yield from one("W", prior, start, plan.steps, weight)
        begun = torch.zeros(len(self._pictures), 1, raw.dimension)
        raw_found = yield from one("W, projector", raw, begun, plan.steps, 0.0)
        if layers:
            for weight in plan.weights:
                begun = alike[weight].expand(-1, prior.slots, -1)
                yield from one("w+", prior, begun, plan.layer_steps, weight)
            begun = raw_found.expand(-1, raw.slots, -1)
            yield from one("w+, projector", raw, begun, plan.layer_steps, 0.0)
        return rows

    def _search(self, where: Prior, start: Tensor, steps: int, weight: float, way: str) -> Job[tuple[Row, Tensor]]:
        """One way, batch by batch: its row, and the coordinates that it found."""
        generator, pictures = self._generator, self._pictures
        begun, like = time.process_time(), generator.mean_code()
        every: list[Found] = []
        for i, place in enumerate(_batches(len(pictures))):
            target = Target(pictures[place], like, [(1.0, losses.squared)])
            job = searched(generator, where, target, start[place], steps, weight, note=f"{self._name}: {way}")
            share = 0.95 * BATCH / len(pictures)
            found = yield from within(min(0.95, i * share), min(0.95, (i + 1) * share), job)
            every.append(found)
        seconds = (time.process_time() - begun) / len(pictures)
        p = torch.cat([found.p for found in every])
        near = torch.cat([found.likeness for found in every])
        strange = self._prior.strangeness(torch.cat([found.codes for found in every]))
        half = None
        if self._data is not None and len(p) > 1:
            plan, codes = self._plan, lambda p: where.codes(p, like)
            between = half_way(generator, p, codes, self._data, plan.half_way, plan.seed)
            half = yield from within(0.95, 1, between)
        row = Row(self._name, way, weight, steps, float(near.median()), float(near.min()), float(strange.median()),
                  seconds, seconds / self._passing, half)  # fmt: skip
        return row, p


def passing(generator: Generator, times: int = 20) -> float:
    """Processor seconds that a picture costs, forwards, in a batch as the search draws them: the median of `times`."""
    codes = drawn(generator, BATCH, torch.Generator().manual_seed(0))
    spent = []
    for _ in range(times):
        begun = time.process_time()
        with torch.no_grad():
            generator.synthesize(codes)
        spent.append((time.process_time() - begun) / BATCH)
    return statistics.median(spent)


def plain(generator: Generator, prior: Prior) -> Prior:
    """Coordinates that are the code itself, from its mean, in units of its typical deviation: the projector's."""
    w = generator.mean_code().cpu()
    alone = Prior(prior.layout, prior.tied, 1.0, torch.zeros(prior.dimension), torch.ones(prior.dimension),
                  torch.eye(prior.dimension))  # fmt: skip
    sampled = alone.coordinates(drawn(generator, 1000, torch.Generator().manual_seed(1)).cpu())
    spread = sampled.std().square().expand(prior.dimension).clone()
    return Prior(prior.layout, prior.tied, 1.0, alone.coordinates(w[None])[0, 0], spread, alone.axes)


def _batches(count: int) -> Iterator[slice]:
    return (slice(i, min(i + BATCH, count)) for i in range(0, count, BATCH))
