"""The measurement of a generator: what `eigenbrush measure` prints."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.language import tr
from engine.measure.features import DIMENSION, FeatureNetwork, load_features
from engine.measure.frechet import Moments, MomentSum, frechet_distance
from engine.measure.sliders import ALIVE, CODES, Orthogonal, own_sliders, slider_effects
from engine.measure.teacher import load_teacher

BATCH = 32


@dataclass(frozen=True)
class Measurement:
    """What was found.

    Attributes:
        sliders: (name, effect) of each own slider; effect is the mean |change| in [-1, 1] from -2 to +2 sigma.
        alive: how many of the `total` sliders change more than 0.03.
        orthogonality: max |U^T U - I| of each layer; empty for a generator without such layers.
        frechet: Frechet distance on EfficientNet-lite0 features between the generator's pictures and the teacher's;
            None where the pictures are not of the teacher's size, since the two could not be compared.
        frechet_teacher: the same distance between two sets of 10,000 of the teacher's own pictures. A distance
            from fewer pictures is larger by that alone (2,000 of the teacher's: 108 instead of 38).
        samples: how many pictures of the generator were used.
    """

    sliders: tuple[tuple[str, float], ...]
    alive: int
    total: int
    orthogonality: tuple[float, ...]
    frechet: float | None
    frechet_teacher: float
    samples: int


def measure(generator: Generator, count: int = 10_000, seed: int = 0) -> Job[Measurement]:
    """Measure a generator on the pictures of seeds `seed` to `seed + count - 1`, truncation 1.

    Raises:
        ValueError: `count` is too small for a covariance.
        FileNotFoundError: the installation lacks the shipped features or statistics.
    """
    if count < 2:
        raise ValueError(
            tr("A distance needs at least 2 pictures, not {count}; 10,000 give a figure to compare.", count=count)
        )
    teacher = load_teacher()
    comparable = generator.size == (teacher.resolution, teacher.resolution)
    total = len(own_sliders(generator))
    # Both parts of the work are counted in pictures: two ends of 64 codes for each slider, then `count`.
    share = 2 * CODES * total / (2 * CODES * total + (count if comparable else 1))
    sliders = yield from within(0.0, share, slider_effects(generator, seed))
    frechet = None
    if comparable:
        moments = yield from within(share, 1.0, generator_moments(generator, count, seed))
        frechet = frechet_distance(moments, teacher.moments)
    return Measurement(
        sliders=sliders,
        alive=sum(effect > ALIVE for _, effect in sliders),
        total=total,
        orthogonality=tuple(generator.orthogonality()) if isinstance(generator, Orthogonal) else (),
        frechet=frechet,
        frechet_teacher=teacher.against_itself,
        samples=count if comparable else 0,
    )


def generator_moments(generator: Generator, count: int, seed: int) -> Job[Moments]:
    """Moments of the features of `count` pictures, rounded to bytes as a frame is and as the teacher's were."""
    network = load_features()
    total = MomentSum(DIMENSION)
    for start in range(0, count, BATCH):
        size = min(BATCH, count - start)
        total.add(_features(network, generator, size, seed + start))
        yield Progress((start + size) / count, tr("{start:,} of {count:,} pictures", start=start + size, count=count))
    return total.moments()


@torch.no_grad()
def _features(network: FeatureNetwork, generator: Generator, count: int, seed: int) -> Tensor:
    images = generator.synthesize(generator.sample(count, seed)).clamp(-1, 1).cpu()
    frames = ((images + 1) * 127.5).round()
    features: Tensor = network(frames / 127.5 - 1)
    return features
