"""How well pictures are brought into a generator: the claims of Wulff and Torralba (2020), re-tested.

Own samples, whose codes are known; pictures it has never seen; with the prior and without; beside the plain projector
(Karras et al. 2020, appendix D: w itself, from the mean); compression beside truncation.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
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
from engine.measure.keeping import Equal, Kept, at_equal, keeping

WEIGHTS = (0.0, 1e-3, 1e-2, 1e-1)
HELD_OUT = 4000


@dataclass(frozen=True)
class Row:
    """One way to search: medians over the pictures of the likeness (decibels) and of p squared (floored).

    Beside them the lowest likeness, and processor seconds a picture.
    """

    pictures: str
    way: str
    weight: float
    steps: int
    likeness: float
    worst: float
    strangeness: float
    seconds: float


@dataclass(frozen=True)
class Inversions:
    """All of it. `mean` and `deviation` are of p squared, summed over a slot, of `HELD_OUT` codes.

    A Gaussian gives `dimension` for the mean, and the root of twice that for the deviation.
    """

    dimension: int
    mean: float
    deviation: float
    rows: tuple[Row, ...]
    kept: tuple[Kept, ...]
    equal: tuple[Equal, ...]


def measure_inversions(
    generator: Generator, seen: Tensor, unseen: Tensor | None, steps: int, layer_steps: int, seed: int
) -> Job[Inversions]:
    """Search for the codes of `seen` (N, 3, S, S), the generator's own samples, and of pictures it has `unseen`."""
    prior = yield from within(0, 0.03, fitted(generator))
    guess = yield from within(0.03, 0.05, learned(generator, prior))
    p = prior.coordinates(drawn(generator, HELD_OUT, torch.Generator().manual_seed(seed)).cpu())[:, :1]
    sums = p.square().sum((1, 2))
    sets = [("own", seen), *([("unseen", unseen)] if unseen is not None else [])]
    rows: list[Row] = []
    for i, (name, pictures) in enumerate(sets):
        share = 0.9 / len(sets)
        ways = _ways(generator, prior, name, pictures, guess(pictures), steps, layer_steps)
        rows += yield from within(0.05 + i * share, 0.05 + (i + 1) * share, ways)
    kept = yield from within(0.95, 1, keeping(generator, prior, seed))
    return Inversions(prior.dimension, float(sums.mean()), float(sums.std()), tuple(rows), kept, at_equal(kept))


def _ways(
    generator: Generator, prior: Prior, name: str, pictures: Tensor, start: Tensor, steps: int, layer_steps: int
) -> Job[list[Row]]:
    raw = plain(generator, prior)
    layers = prior.slots > 1 and layer_steps > 0
    total = len(WEIGHTS) + 1 + (len(WEIGHTS) + 1 if layers else 0)
    rows: list[Row] = []

    def one(way: str, where: Prior, p: Tensor, count: int, weight: float) -> Job[Tensor]:
        job = _search(generator, where, prior, name, pictures, p, count, weight, way)
        row, found = yield from within(len(rows) / total, (len(rows) + 1) / total, job)
        rows.append(row)
        return found

    alike: dict[float, Tensor] = {}
    for weight in WEIGHTS:
        alike[weight] = yield from one("W", prior, start, steps, weight)
    raw_found = yield from one("W, projector", raw, torch.zeros(len(pictures), 1, raw.dimension), steps, 0.0)
    if layers:
        for weight in WEIGHTS:
            begun = alike[weight].expand(-1, prior.slots, -1)
            yield from one("w+", prior, begun, layer_steps, weight)
        begun = raw_found.expand(-1, raw.slots, -1)
        yield from one("w+, projector", raw, begun, layer_steps, 0.0)
    return rows


def plain(generator: Generator, prior: Prior) -> Prior:
    """Coordinates that are the code itself, from its mean, in units of its typical deviation: the projector's."""
    w = generator.mean_code().cpu()
    alone = Prior(prior.layout, prior.tied, 1.0, torch.zeros(prior.dimension), torch.ones(prior.dimension),
                  torch.eye(prior.dimension))  # fmt: skip
    sampled = alone.coordinates(drawn(generator, 1000, torch.Generator().manual_seed(1)).cpu())
    spread = sampled.std().square().expand(prior.dimension).clone()
    return Prior(prior.layout, prior.tied, 1.0, alone.coordinates(w[None])[0, 0], spread, alone.axes)


def _search(
    generator: Generator, where: Prior, judge: Prior, name: str, pictures: Tensor, start: Tensor, steps: int,
    weight: float, way: str,
) -> Job[tuple[Row, Tensor]]:  # fmt: skip
    begun = time.process_time()
    every: list[Found] = []
    for i, place in enumerate(_batches(len(pictures))):
        target = Target(pictures[place], generator.mean_code(), [(1.0, losses.squared)])
        job = searched(generator, where, target, start[place], steps, weight, note=f"{name}: {way}")
        share = BATCH / len(pictures)
        found = yield from within(min(1.0, i * share), min(1.0, (i + 1) * share), job)
        every.append(found)
    seconds = (time.process_time() - begun) / len(pictures)
    near = torch.cat([found.likeness for found in every])
    strange = judge.strangeness(torch.cat([found.codes for found in every]))
    row = Row(name, way, weight, steps, float(near.median()), float(near.min()), float(strange.median()), seconds)
    return row, torch.cat([found.p for found in every])


def _batches(count: int) -> Iterator[slice]:
    return (slice(i, min(i + BATCH, count)) for i in range(0, count, BATCH))
