"""What is laid into a generator for one picture, so that it draws a photo closer: into its last stages (pivotal
tuning), and in place of its noise.

It is a small difference, kept with the document; the generator and its file stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.document.arrays import ArrayStore
from engine.document.disk.limits import NOISE, TUNED, no_more
from engine.language import tr

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
    """All that is laid into the generator of this hash.

    `noise` are (layer from 0, the key of its map): float16 (side, side), which takes the place of the stored one.
    """

    generator: str
    parts: tuple[TunedPart, ...]
    noise: tuple[tuple[int, str], ...] = ()

    def arrays(self) -> tuple[str, ...]:
        """The keys of its arrays."""
        return (*(key for each in self.parts for key in (each.into, each.out)), *(key for _, key in self.noise))


@dataclass(frozen=True, eq=False)
class Difference:
    """The same with its arrays, as it is found: (stage, part, into, out) of each part and (layer, map), read-only."""

    generator: str
    parts: tuple[tuple[int, int, np.ndarray, np.ndarray], ...]
    noise: tuple[tuple[int, np.ndarray], ...] = ()

    def kept(self, arrays: ArrayStore) -> Tuning:
        """Its arrays put into a store, and what a document holds."""
        parts = (TunedPart(stage, part, arrays.put(into), arrays.put(out)) for stage, part, into, out in self.parts)
        noise = ((layer, arrays.put(each)) for layer, each in self.noise)
        return Tuning(self.generator, tuple(parts), tuple(noise))


def tuning_of(value: Any) -> Tuning | None:
    """The tuning of a saved document, from JSON.

    Raises:
        TooLarge, ValueError, KeyError, TypeError: it is none.
    """
    if value is None:
        return None
    no_more(len(value["parts"]), TUNED, tr("tuned parts"))
    parts = tuple(
        TunedPart(_place(each["stage"]), _place(each["part"]), str(each["into"]), str(each["out"]))
        for each in value["parts"]
    )
    if len({(each.stage, each.part) for each in parts}) != len(parts):
        raise ValueError(tr("a part of the generator is tuned twice"))
    no_more(len(value.get("noise", ())), TUNED, tr("maps of noise"))
    noise = tuple((_place(layer), str(key)) for layer, key in value.get("noise", ()))
    if len(dict(noise)) != len(noise):
        raise ValueError(tr("a layer has noise twice"))
    return Tuning(str(value["generator"]), parts, noise)


def _place(value: Any) -> int:
    if not 0 <= int(value) < TUNED:
        raise ValueError(tr("{value} is no place in a generator", value=int(value)))
    return int(value)


def unsound_tuning(tuning: Tuning, generator: str, arrays: ArrayStore) -> str:
    """What is wrong with it in a document of the generator of this hash, to stand in a sentence; empty: nothing.

    Its arrays are there. Whether they fit what the stages give is told when a picture is drawn.
    """
    if tuning.generator != generator:
        return tr("what was fitted to its photo belongs to another generator")
    for each in tuning.parts:
        into, out = arrays[each.into], arrays[each.out]
        if into.dtype != np.float16 or out.dtype != np.float16 or into.ndim != 4 or out.ndim != 2:
            return tr("what was fitted to the photo is no convolution")
        rank, channels, height, width = into.shape
        if height != width or not width % 2 or width > SIDE or not 1 <= rank <= RANK or out.shape != (channels, rank):
            return tr(
                "what was fitted to the photo has the shapes {shape} and {shape2}", shape=into.shape, shape2=out.shape
            )
        if not (np.isfinite(into).all() and np.isfinite(out).all()):
            return tr("what was fitted to the photo holds numbers that are not finite")
    return _unsound_noise([arrays[key] for _, key in tuning.noise])


def _unsound_noise(maps: Sequence[np.ndarray]) -> str:
    for each in maps:
        if each.dtype != np.float16 or each.ndim != 2 or each.shape[0] != each.shape[1] or not each.size:
            return tr("what was fitted to the photo is no noise")
        if not np.isfinite(each).all():
            return tr("what was fitted to the photo holds numbers that are not finite")
    if (count := sum(each.size for each in maps)) > NOISE:
        return tr(
            "the noise that was fitted to the photo has {count:,} numbers, and at most {noise:,} are read",
            count=count,
            noise=NOISE,
        )
    return ""
