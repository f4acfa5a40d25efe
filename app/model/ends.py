"""Where sliders end, and where film strips look at them. No Qt, no engine."""

from __future__ import annotations

import math

import numpy as np

from engine.document.asked.between import APART, MORPH
from engine.document.directions import DirectionSet
from engine.document.keys import SliderKey

REACH = 4.0  # sigma: where any slider's track ends
STRIP = tuple(float(value) for value in range(-3, 4))  # sigma: where a film strip looks at a slider
MORPH_STRIP = tuple(i / 6 for i in range(7))  # shares of the way


def ends(directions: DirectionSet) -> tuple[float, float]:
    """Where the tracks of a set's sliders end: a morph's at the two faces, a pair's not before its second picture."""
    if directions.provenance.method == MORPH:
        return 0.0, 1.0
    apart = directions.provenance.parameters.get(APART, 0.0)
    reach = max(REACH, math.ceil(abs(float(apart)))) if isinstance(apart, int | float) else REACH
    return -reach, reach


def by_chance(key: str, draw: np.random.Generator) -> float:
    """A value for the slider: N(0, 1) sigma; of a morph somewhere between its two faces."""
    return float(draw.uniform(0.0, 1.0) if SliderKey(key).method == MORPH else draw.standard_normal())


def looks(key: str) -> tuple[float, ...]:
    """Where a film strip looks at the slider."""
    return MORPH_STRIP if SliderKey(key).method == MORPH else STRIP
