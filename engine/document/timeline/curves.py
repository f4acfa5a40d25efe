"""Curves of single sliders and numbers beside the keys, and wanderings round a circle."""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass

from engine.document.timeline.shapes import USUAL_HANDLES, Handles, Shape, eased

#: Numbers of a document that have curves; all other curves are of a slider, by its key.
NUMBERS = ("truncation", "compression")


@dataclass(frozen=True)
class Point:
    """A value at a time in seconds, and how it goes on to the next point."""

    time: float
    value: float
    shape: Shape = "both"
    handles: Handles = USUAL_HANDLES


@dataclass(frozen=True)
class Curve:
    """What one slider (its key) or number (of `NUMBERS`) does over time, whatever the keys say of it. A slider's values
    are strengths, in sigma from the base code. `points` rise in time.

    With a `period` in seconds it is a loop: the points lie within [0, period), and it goes through all of them
    smoothly, round and round, so that it meets its beginning with the same value and speed; their shapes do not matter.
    """

    target: str
    points: tuple[Point, ...]
    period: float = 0.0


@dataclass(frozen=True)
class NoiseLoop:
    """A wandering of one slot of the code round a circle of codes drawn with `seed`, that passes through the picture as
    it is at time 0 and every `period` seconds. `strength` 1: the circle is as wide as drawn codes differ."""

    slot: str
    strength: float = 0.3
    period: float = 4.0
    seed: int = 0

    def turn(self, time: float) -> float:
        """Which share of the circle is done at this time, in [0, 1)."""
        return math.fmod(time, self.period) / self.period


def value_at(curve: Curve, time: float) -> float:
    """A curve's value at this time in seconds; before its first point and behind its last it stays as there."""
    points = curve.points
    if curve.period and len(points) > 1:
        return _round(points, curve.period, time)
    place = bisect_right(points, time, key=lambda point: point.time)
    if place == 0 or place == len(points):
        return points[min(place, len(points) - 1)].value
    before, after = points[place - 1], points[place]
    done = eased(before.shape, (time - before.time) / (after.time - before.time), before.handles)
    return before.value + done * (after.value - before.value)


def _round(points: tuple[Point, ...], period: float, time: float) -> float:
    """Hermite cubics through the points; the slope at each is that of its neighbours' chord, so speed never jumps."""
    time, count = math.fmod(time, period), len(points)
    if time < points[0].time:
        time += period
    place = bisect_right(points, time, key=lambda point: point.time) - 1

    def spot(index: int) -> tuple[float, float]:
        turns, index = divmod(index, count)
        return points[index].time + turns * period, points[index].value

    (t0, v0), (t1, v1), (t2, v2), (t3, v3) = (spot(place + k) for k in (-1, 0, 1, 2))
    span = t2 - t1
    m1, m2 = (v2 - v0) / (t2 - t0) * span, (v3 - v1) / (t3 - t1) * span
    u = (time - t1) / span
    return (
        (2 * u**3 - 3 * u**2 + 1) * v1 + (u**3 - 2 * u**2 + u) * m1
        + (3 * u**2 - 2 * u**3) * v2 + (u**3 - u**2) * m2
    )  # fmt: skip
