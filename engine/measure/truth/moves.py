"""What a slider does to codes: the generator's own numbers, and directions that a method found."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor

from engine.document.directions import DirectionSet
from engine.document.disk.wording import short
from engine.generator import Generator
from engine.language import tr
from engine.measure.sliders import own_sliders


@dataclass(frozen=True)
class Slider:
    """`moved(codes, place)` are codes (N, dimension) with the slider at a place in sigma; it moves these `slots`."""

    name: str
    slots: frozenset[str]
    moved: Callable[[Tensor, float], Tensor]

    def start(self, generator: Generator) -> int:
        """The first stage that reads a slot which it moves."""
        stages = generator.stages
        return next((i for i, stage in enumerate(stages) if self.slots & set(stage.slots)), len(stages) - 1)


def own(generator: Generator) -> tuple[Slider, ...]:
    """The generator's own sliders: each shows the absolute number, so a place is what the number becomes."""
    layout = generator.layout
    return tuple(
        Slider(name, frozenset([name.rpartition(".")[0]]), partial(_set, layout.index(name)))
        for name in own_sliders(generator)
    )


def along(generator: Generator, directions: DirectionSet) -> tuple[Slider, ...]:
    """Directions as sliders: a place is the offset from the code, of curved ones along their curve.

    Raises:
        ValueError: they are of another generator's code.
    """
    dimension = generator.layout.dimension
    if directions.vectors.shape[1:] != (dimension,):
        raise ValueError(
            tr(
                "These directions are {shape} numbers long and a code of {name} has {dimension}; "
                "discover some for this generator.",
                shape=directions.vectors.shape[-1],
                name=short(generator.name),
                dimension=dimension,
            )
        )
    steps = torch.from_numpy(directions.vectors * directions.sigma[:, None])
    sliders = []
    for direction, step in zip(directions, steps, strict=True):
        curve = direction.curve
        moves = step[None] if curve is None else torch.from_numpy(curve)
        slots = (slot for slot, place in generator.layout.slices.items() if moves[:, place].any())
        moved = partial(_offset, step) if curve is None else partial(_along, moves, directions.reach)
        sliders.append(Slider(direction.name, frozenset(slots), moved))
    return tuple(sliders)


def _set(index: int, codes: Tensor, place: float) -> Tensor:
    moved = codes.clone()
    moved[:, index] = place
    return moved


def _offset(step: Tensor, codes: Tensor, place: float) -> Tensor:
    return codes + place * step.to(codes)


def _along(curve: Tensor, reach: float, codes: Tensor, place: float) -> Tensor:
    """Codes moved along a curve (points, dimension) that goes from -reach to +reach sigma, and straight on beyond."""
    half = len(curve) // 2
    point = half + place / reach * half
    before = int(min(max(math.floor(point), 0), len(curve) - 2))
    share = point - before
    return codes + ((1 - share) * curve[before] + share * curve[before + 1]).to(codes)
