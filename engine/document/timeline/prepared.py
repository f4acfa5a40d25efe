"""What the engine measures for a film before it is played: how loud its sound is when, and how fast pictures change."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from engine.document.document import Document, Key, Timeline
from engine.document.timeline.shapes import CodeWay
from engine.document.timeline.sound import Feature


@dataclass(frozen=True, eq=False)
class Levels:
    """Features of a sound of so many `seconds`: each (n,) float32 in [0, 1], `rate` values a second."""

    rate: float
    values: Mapping[Feature, np.ndarray]
    seconds: float
    _followed: dict[tuple[Feature, float, float], np.ndarray] = field(default_factory=dict, repr=False)

    def followed(self, feature: Feature, attack: float, release: float) -> np.ndarray:
        """The feature (n,), rising within some `attack` and falling within some `release` seconds; 0: at once."""
        key = (feature, attack, release)
        if key not in self._followed:
            up, down = (math.exp(-1 / (self.rate * span)) if span else 0.0 for span in (attack, release))
            now, found = 0.0, []
            for value in self.values[feature].tolist():
                keep = up if value > now else down
                now = value + keep * (now - value)
                found.append(now)
            self._followed[key] = np.array(found)
        return self._followed[key]

    def at(self, feature: Feature, attack: float, release: float, time: float) -> float:
        """The followed feature at this time in seconds; 0 behind the end of the sound."""
        values, place = self.followed(feature, attack, release), time * self.rate
        if place > len(values):
            return 0.0
        return float(np.interp(place, np.arange(len(values)), values, right=0.0))


#: A clip: the pictures it leads from and to, and how.
ClipKey = tuple[Document, Document, CodeWay]


@dataclass(frozen=True, eq=False)
class Prepared:
    """`paces` say of clips at which share of the way so much of all that changes has changed: (n,) rising from 0 to 1,
    for equal steps of change. What is lacking is not remapped, and moves nothing. `changes` say how much that is in
    all."""

    paces: Mapping[ClipKey, np.ndarray] = field(default_factory=dict)
    levels: Levels | None = None
    changes: Mapping[ClipKey, float] = field(default_factory=dict)

    def paced(self, clip: ClipKey, done: float) -> float:
        """The share of the way at which the picture has changed by the share `done`."""
        pace = self.paces.get(clip)
        if pace is None or not 0 < done < 1:
            return done
        return float(np.interp(done, np.linspace(0, 1, len(pace)), pace))


UNPREPARED = Prepared()


def pairs(timeline: Timeline) -> tuple[tuple[Key, Key], ...]:
    """Each key with the one that its clip leads to, in order; in a film that loops also the last with the first."""
    keys = timeline.keys
    after = (*keys[1:], *(keys[:1] if timeline.looped and len(keys) > 1 else ()))
    return tuple(zip(keys, after, strict=False))
