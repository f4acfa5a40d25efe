"""Whether a generator stays among its faces half-way between two inversions (Wulff and Torralba 2020, section 4.1).

The authors asked people; here the Frechet distance is asked, between pictures half-way and pictures of the data.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from engine.generator import Generator
from engine.job import Job, Progress
from engine.language import tr
from engine.measure.features import DIMENSION, load_features
from engine.measure.frechet import Moments, MomentSum, frechet_distance

BATCH = 25


def moments_of(count: int, pictures: Callable[[slice], Tensor], note: str) -> Job[Moments]:
    """Moments of the features of `count` pictures, (N, 3, S, S) in [-1, 1] for a slice of them, rounded to bytes."""
    network, total = load_features(), MomentSum(DIMENSION)
    for start in range(0, count, BATCH):
        with torch.no_grad():
            frames = ((pictures(slice(start, min(start + BATCH, count))).clamp(-1, 1).cpu() + 1) * 127.5).round()
            total.add(network(frames / 127.5 - 1))
        yield Progress(min(1.0, (start + BATCH) / count), note)
    return total.moments()


def half_way(
    generator: Generator, p: Tensor, codes: Callable[[Tensor], Tensor], data: Moments, pairs: int, seed: int
) -> Job[float]:
    """The Frechet distance to the data of pictures half-way between `pairs` random pairs of inversions.

    Of 2,000 pictures the distance has a bias of its own; it is the same for all ways, so their order holds.

    p (N, slots or 1, d) are coordinates in which half-way is the mean, `codes` turns them into codes.
    """
    random = torch.Generator().manual_seed(seed)
    one = torch.randint(len(p), (pairs,), generator=random)
    other = (one + torch.randint(1, len(p), (pairs,), generator=random)) % len(p)  # never with itself
    moments = yield from moments_of(
        pairs, lambda part: generator.synthesize(codes((p[one[part]] + p[other[part]]) / 2)), tr("half-way between two")
    )
    return frechet_distance(moments, data)
