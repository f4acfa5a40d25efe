"""What is laid into a generator's last stages for one picture, so that they draw a photo closer (pivotal tuning).

It is a small difference, kept with the document; the generator and its file stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.document.arrays import ArrayStore
from engine.document.limits import TUNED, no_more

#: The most rows of a part's `into`, and pixels of its side.
RANK, SIDE = 64, 7


@dataclass(frozen=True)
class TunedPart:
    """A convolution that is added to one map of features, x + out * (into * x), by the keys of its arrays.

    The map is the part `part` (from 0) of what stage `stage` (from 0) gives; `into` is (rank, channels, side, side),
    side odd, and `out` (channels, rank); both float16.
    """

    stage: int
    part: int
    into: str
    out: str


@dataclass(frozen=True)
class Tuning:
    """All that is laid into the generator of this hash."""

    generator: str
    parts: tuple[TunedPart, ...]

    def arrays(self) -> tuple[str, ...]:
        """The keys of its arrays."""
        return tuple(key for each in self.parts for key in (each.into, each.out))


@dataclass(frozen=True, eq=False)
class Difference:
    """The same with its arrays, as it is found: (stage, part, into, out) of each part, read-only."""

    generator: str
    parts: tuple[tuple[int, int, np.ndarray, np.ndarray], ...]

    def kept(self, arrays: ArrayStore) -> Tuning:
        """Its arrays put into a store, and what a document holds."""
        parts = (TunedPart(stage, part, arrays.put(into), arrays.put(out)) for stage, part, into, out in self.parts)
        return Tuning(self.generator, tuple(parts))


def tuning_of(value: Any) -> Tuning | None:
    """The tuning of a saved document, from JSON.

    Raises:
        TooLarge, ValueError, KeyError, TypeError: it is none.
    """
    if value is None:
        return None
    no_more(len(value["parts"]), TUNED, "tuned parts")
    parts = tuple(
        TunedPart(_place(each["stage"]), _place(each["part"]), str(each["into"]), str(each["out"]))
        for each in value["parts"]
    )
    if len({(each.stage, each.part) for each in parts}) != len(parts):
        raise ValueError("a part of the generator is tuned twice")
    return Tuning(str(value["generator"]), parts)


def _place(value: Any) -> int:
    if not 0 <= int(value) < TUNED:
        raise ValueError(f"{int(value)} is no place in a generator")
    return int(value)


def unsound_tuning(tuning: Tuning, generator: str, arrays: ArrayStore) -> str:
    """What is wrong with it in a document of the generator of this hash, to stand in a sentence; empty: nothing.

    Its arrays are there. Whether they fit what the stages give is told when a picture is drawn.
    """
    if tuning.generator != generator:
        return "what was fitted to its photo belongs to another generator"
    for each in tuning.parts:
        into, out = arrays[each.into], arrays[each.out]
        if into.dtype != np.float16 or out.dtype != np.float16 or into.ndim != 4 or out.ndim != 2:
            return "what was fitted to the photo is no convolution"
        rank, channels, height, width = into.shape
        if height != width or not width % 2 or width > SIDE or not 1 <= rank <= RANK or out.shape != (channels, rank):
            return f"what was fitted to the photo has the shapes {into.shape} and {out.shape}"
        if not (np.isfinite(into).all() and np.isfinite(out).all()):
            return "what was fitted to the photo holds numbers that are not finite"
    return ""
