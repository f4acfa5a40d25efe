"""Where sliders end, and where film strips look at them. No Qt, no engine."""

from __future__ import annotations

from engine.document.between import MORPH
from engine.document.keys import SliderKey

STRIP = tuple(float(value) for value in range(-3, 4))  # sigma: where a film strip looks at a slider
MORPH_STRIP = tuple(i / 6 for i in range(7))  # shares of the way


def ends(key: str) -> tuple[float, float] | None:
    """Where the slider's track ends: a morph's at the two faces; None: where any slider's does."""
    return (0.0, 1.0) if SliderKey(key).method == MORPH else None


def looks(key: str) -> tuple[float, ...]:
    """Where a film strip looks at the slider."""
    return STRIP if ends(key) is None else MORPH_STRIP
