"""Codes and layouts: every generator takes one flat float32 code and says how it is cut into named slots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from engine.document.disk.wording import short
from engine.language import tr

#: "style": what is added to the channels of a layer, 0 in every sample.
Kind = Literal["latent", "class", "transform", "style"]


@dataclass(frozen=True)
class Slot:
    """One named piece of a code; `resolution` is the side in pixels of the features it acts on."""

    name: str
    dimension: int
    resolution: int
    kind: Kind = "latent"


@dataclass(frozen=True)
class Layout:
    """The slots of a code, in order, coarse to fine."""

    slots: tuple[Slot, ...]

    @cached_property
    def dimension(self) -> int:
        """The length of a code."""
        return sum(slot.dimension for slot in self.slots)

    @cached_property
    def latent(self) -> tuple[Slot, ...]:
        """The slots that methods and truncation act on: the layers that people count from 1."""
        return tuple(slot for slot in self.slots if slot.kind == "latent")

    @cached_property
    def slices(self) -> dict[str, slice]:
        """Where each slot lies in a code."""
        places, start = {}, 0
        for slot in self.slots:
            places[slot.name] = slice(start, start + slot.dimension)
            start += slot.dimension
        return places

    def columns(self, slots: Iterable[Slot]) -> np.ndarray:
        """Where the numbers of these slots lie in a code, in their order."""
        places = [self.slices[slot.name] for slot in slots]
        return np.concatenate([np.arange(0), *(np.arange(place.start, place.stop) for place in places)])

    def index(self, slider: str) -> int:
        """The position in the code of `SLOT.INDEX`, counted from 1 ("z3.2": the second number of slot z3).

        Raises:
            ValueError: there is no such slot or number; the sentence says what there is.
        """
        name, _, number = slider.rpartition(".")
        if name not in self.slices:
            raise ValueError(
                tr(
                    "There is no slot {name} here; there are {slices}.",
                    name=short(repr(name or slider)),
                    slices=", ".join(self.slices),
                )
            )
        place = self.slices[name]
        size = place.stop - place.start
        if not number.isdecimal() or not 1 <= int(number) <= size:
            raise ValueError(
                tr(
                    "Slot {name} has the numbers {name}.1 to {name}.{size}; {slider} is not one of them.",
                    name=name,
                    size=size,
                    slider=short(repr(slider)),
                )
            )
        return place.start + int(number) - 1

    def slider(self, index: int) -> str:
        """The name `SLOT.INDEX` of a position in the code: the inverse of `index`."""
        for name, place in self.slices.items():
            if place.start <= index < place.stop:
                return f"{name}.{index - place.start + 1}"
        raise ValueError(
            tr(
                "A code here has {dimension} numbers; there is no number {index}.",
                dimension=self.dimension,
                index=index,
            )
        )
