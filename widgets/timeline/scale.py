"""Between times and places on the screen, and what a time snaps to."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

#: Room for names left of the lanes, and for half a picture right of them, in logical pixels.
LEFT, RIGHT = 104, 30
_APART = 56  # pixels between two numbers on the ruler, at the least
_STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600)
_NEAR = 8  # pixels within which a time snaps


@dataclass(frozen=True)
class Scale:
    """A film of so many seconds on a lane of so many pixels."""

    width: float = 600.0
    seconds: float = 10.0
    rate: float = 30.0

    @property
    def _room(self) -> float:
        return max(1.0, self.width - LEFT - RIGHT)

    def x(self, time: float) -> float:
        """Where a time lies."""
        return LEFT + self._room * time / max(self.seconds, 1e-9)

    def time(self, x: float) -> float:
        """The time at a place, within the film."""
        return min(self.seconds, max(0.0, (x - LEFT) / self._room * self.seconds))

    @property
    def step(self) -> float:
        """The seconds between two numbers on the ruler."""
        fits = (step for step in _STEPS if step * self._room >= _APART * self.seconds)
        return next(fits, float(_STEPS[-1]))

    def ticks(self) -> tuple[float, ...]:
        """Where numbers stand."""
        return tuple(i * self.step for i in range(math.floor(self.seconds / self.step + 1e-6) + 1))

    def framed(self, time: float) -> float:
        """The time of the nearest frame, within the film."""
        return min(self.seconds, max(0.0, round(time * self.rate) / self.rate))

    def snapped(self, time: float, beats: Iterable[float] = (), others: Iterable[float] = ()) -> float:
        """What a time is drawn to: a beat or another key that is near, else a mark of the ruler, else a frame."""
        near = _NEAR * self.seconds / self._room
        for marks in ((*beats, *others, 0.0, self.seconds), (round(time / self.step * 2) * self.step / 2,)):
            best = min(marks, key=lambda mark: abs(mark - time))
            if abs(best - time) <= near and 0 <= best <= self.seconds:
                return best
        return self.framed(time)


def clock(time: float, *, fine: bool = False) -> str:
    """A time as people read it: 7 s, 1:05, or with hundredths 0:07.25."""
    if fine:
        hundredths = round(time * 100)
        return f"{hundredths // 6000}:{hundredths // 100 % 60:02d}.{hundredths % 100:02d}"
    minutes, seconds = divmod(round(time, 3), 60)
    return f"{int(minutes)}:{seconds:04.1f}".removesuffix(".0") if minutes else f"{seconds:g} s"
