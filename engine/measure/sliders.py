"""Which of a generator's own sliders do anything: the mean absolute change of the picture from one end to the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

import torch
from torch import Tensor

from engine.generator import Features, Generator, images_of
from engine.job import Job, Progress
from engine.language import tr

ALIVE = 0.03
CODES = 64
ENDS = (-2.0, 2.0)


@runtime_checkable
class Orthogonal(Protocol):
    """A generator whose layers hold a basis each, as EigenGAN's do."""

    def orthogonality(self) -> Sequence[float]:
        """max |U^T U - I| of each layer, coarse to fine."""
        ...


def own_sliders(generator: Generator) -> tuple[str, ...]:
    """The names `SLOT.INDEX` of the sliders that the generator itself found, in the order of its code."""
    places = [generator.layout.slices[slot] for slot in generator.own_slots]
    return tuple(generator.layout.slider(index) for place in places for index in range(place.start, place.stop))


def slider_effects(generator: Generator, seed: int = 0) -> Job[tuple[tuple[str, float], ...]]:
    """(name, effect) of each own slider; effect is the mean |change| in [-1, 1] units from -2 to +2 over 64 codes.

    A slider's first stage is the first that reads its slot, and what comes before is run once for all of them.
    """
    codes = generator.sample(CODES, seed)
    effects: dict[str, float] = {}
    sliders = own_sliders(generator)
    features: Features | None = None
    for number, stage in enumerate(generator.stages):
        for slider in sliders:
            if slider.rpartition(".")[0] in stage.slots and slider not in effects:
                effects[slider] = _effect(generator, number, features, codes, generator.layout.index(slider))
                yield Progress(len(effects) / len(sliders), tr("Moving slider {slider}", slider=slider))
        features = _run(generator, number, number + 1, features, codes)
    return tuple((slider, effects[slider]) for slider in sliders)


def _effect(generator: Generator, start: int, features: Features | None, codes: Tensor, index: int) -> float:
    low, high = (_run(generator, start, len(generator.stages), features, _at(codes, index, end)) for end in ENDS)
    return (images_of(high) - images_of(low)).abs().mean().item()


def _at(codes: Tensor, index: int, value: float) -> Tensor:
    moved = codes.clone()
    moved[:, index] = value
    return moved


@torch.no_grad()
def _run(generator: Generator, start: int, stop: int, features: Features | None, codes: Tensor) -> Features:
    for stage in generator.stages[start:stop]:
        features = stage.run(features, codes)
    assert features is not None
    return features
