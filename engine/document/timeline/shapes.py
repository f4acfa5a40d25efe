"""How a value goes from one key or point to the next: the share of the way that is done, by the share of the time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from engine.language import mark, tr

#: How codes go from one picture to another: see `engine.codes.morph`.
CodeWay = Literal["straight", "whitened", "prior"]
#: "in" begins slowly, "out" ends slowly, "both" does both, "cubic" has handles, "hold" stays and then jumps.
Shape = Literal["linear", "hold", "in", "out", "both", "cubic", "bounce"]
SHAPES: tuple[Shape, ...] = get_args(Shape)
#: How a person is told of them, through `tr`.
WORDS: dict[Shape, str] = {
    "linear": mark("even"), "hold": mark("hold, then jump"), "in": mark("slow start"), "out": mark("slow end"),
    "both": mark("slow start and end"), "cubic": mark("by handles"), "bounce": mark("bounce"),
}  # fmt: skip
#: The two handles of a cubic Bezier curve from (0, 0) to (1, 1): x1, y1, x2, y2; x lies in [0, 1].
Handles = tuple[float, float, float, float]
USUAL_HANDLES: Handles = (0.4, 0.0, 0.6, 1.0)
#: How far beyond its ends a handle may pull.
PULL = 4.0


@dataclass(frozen=True)
class Clip:
    """The way from a key to the next: how time goes along it, how codes do, and whether time is remapped so that equal
    times change the picture equally (see `engine.document.timeline.prepared`)."""

    shape: Shape = "linear"
    handles: Handles = USUAL_HANDLES
    way: CodeWay = "prior"
    even: bool = False


USUAL_CLIP = Clip()


def checked_handles(handles: Handles) -> Handles:
    """The same handles.

    Raises:
        ValueError: they bend time backwards, or pull beyond all bounds.
    """
    x1, y1, x2, y2 = handles
    if not (0 <= x1 <= 1 and 0 <= x2 <= 1 and abs(y1) <= PULL and abs(y2) <= PULL):
        raise ValueError(tr("A handle of a curve lies between the two keys in time; drag it back between them."))
    return handles


def eased(shape: Shape, x: float, handles: Handles = USUAL_HANDLES) -> float:
    """The share of the way at the share `x` of the time, both from 0 to 1 at the ends; `x` beyond them is cut off. By
    its handles, a cubic may go beyond the ends in between."""
    x = min(max(x, 0.0), 1.0)
    match shape:
        case "linear":
            return x
        case "hold":
            return float(x >= 1)
        case "in":
            return x * x
        case "out":
            return x * (2 - x)
        case "both":
            return x * x * (3 - 2 * x)
        case "cubic":
            return _cubic(x, handles)
        case "bounce":
            return _bounce(x)


def _cubic(x: float, handles: Handles) -> float:
    x1, y1, x2, y2 = handles
    if x in (0.0, 1.0):
        return x

    def at(u: float, first: float, second: float) -> float:
        return 3 * u * (1 - u) ** 2 * first + 3 * u * u * (1 - u) * second + u**3

    low, high = 0.0, 1.0  # x rises along the curve, so halving finds its place to the last bit
    for _ in range(53):
        middle = (low + high) / 2
        low, high = (middle, high) if at(middle, x1, x2) < x else (low, middle)
    return at((low + high) / 2, y1, y2)


def _bounce(x: float) -> float:
    """A ball that falls and bounces three times, each lower (parabolas, that meet the ground at 4, 8, 10 of 11)."""
    for ground, top, height in ((4, 0, 0), (8, 6, 0.75), (10, 9, 0.9375), (11, 10.5, 0.984375)):
        if x < ground / 11:
            return 7.5625 * (x - top / 11) ** 2 + height
    return 1.0
