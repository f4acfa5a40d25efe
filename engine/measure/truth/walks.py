"""Portraits walked along sliders: what is read at each place of each slider."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from engine.generator import Features, Generator, images_of
from engine.job import Job, Progress
from engine.language import tr
from engine.measure.truth.factors import Factors
from engine.measure.truth.moves import Slider

#: Where each slider is put, in sigma.
PLACES = (-2.0, -1.0, 0.0, 1.0, 2.0)
#: Codes at once.
BATCH = 8


def walk(
    generator: Generator,
    factors: Factors,
    sliders: Sequence[Slider],
    codes: Tensor,
    places: Sequence[float] = PLACES,
) -> Job[Tensor]:
    """The factors read (sliders, places, N, factors) of codes (N, dimension), each in its sigma.

    A slider's first stage is the first that reads what it moves; what comes before is run once for all of them, and
    so are the portraits that a place leaves as they are.
    """
    parts, total, done = [], len(codes) * len(sliders), 0
    starts = [slider.start(generator) for slider in sliders]
    for batch in codes.split(BATCH):
        found = torch.empty(len(sliders), len(places), len(batch), len(factors.names))
        features: Features | None = None
        still: Tensor | None = None
        for number in range(len(generator.stages)):
            for i, slider in enumerate(sliders):
                if starts[i] != number:
                    continue
                for j, place in enumerate(places):
                    moved = slider.moved(batch, place)
                    if not torch.equal(moved, batch):
                        found[i, j] = _read(generator, factors, number, features, moved)
                    else:
                        still = _read(generator, factors, number, features, batch) if still is None else still
                        found[i, j] = still
                    yield Progress(
                        (done + len(batch) * (j + 1) / len(places)) / total,
                        tr("moving slider {name}", name=slider.name),
                    )
                done += len(batch)
            features = _run(generator, number, number + 1, features, batch)
        parts.append(found)
    return torch.cat(parts, 2)


@torch.no_grad()
def _read(generator: Generator, factors: Factors, start: int, features: Features | None, codes: Tensor) -> Tensor:
    images = images_of(_run(generator, start, len(generator.stages), features, codes))
    return factors.read(images.clamp(-1, 1).cpu())[0]


@torch.no_grad()
def _run(generator: Generator, start: int, stop: int, features: Features | None, codes: Tensor) -> Features | None:
    for stage in generator.stages[start:stop]:
        features = stage.run(features, codes)
    return features
