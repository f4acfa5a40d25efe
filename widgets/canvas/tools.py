"""The tools of the brush: each is one small class, and one of it is made for each gesture.

A new tool is a new class here and its name in `TOOLS`.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np

from engine.language import tr
from widgets.canvas import strokes
from widgets.canvas.strokes import Box, Point, Stroke

_FEATHER = 0.04  # of the picture's side: the sigma at a shape's edge when it is as soft as can be


@dataclass(frozen=True)
class Tip:
    """What the brush is at one sample of a gesture."""

    radius: float  # in mask pixels
    softness: float  # 0 to 1
    even: bool = False  # whether a shape is to be as wide as high


class Tool(ABC):
    """One gesture, from its press on: which part of a mask of `shape` it covers by now."""

    round = False  # whether it paints with a round tip, so that it has a size
    takes_away = False  # whether it takes away where others add

    def __init__(self, shape: strokes.Shape) -> None:
        self.coverage = np.zeros(shape, np.float32)

    @property
    def shape(self) -> strokes.Shape:
        """Of the mask."""
        return self.coverage.shape

    @staticmethod
    @abstractmethod
    def word(*, subtract: bool) -> str:
        """What the history calls a gesture that takes away (else adds)."""

    @abstractmethod
    def begin(self, at: Point, tip: Tip) -> Box | None:
        """The press. Returns where `coverage` changed, None where nothing did."""

    @abstractmethod
    def extend(self, at: Point, tip: Tip) -> Box | None:
        """Go on to there. Returns where `coverage` may have changed, None where nothing did."""

    def outline(self) -> list[Point]:
        """The corners of what is drawn, for the eye, in mask pixels; empty where the coverage alone says enough."""
        return []


class RoundBrush(Tool):
    """Paints with a round tip."""

    round = True

    @staticmethod
    def word(*, subtract: bool) -> str:
        return tr("Eraser") if subtract else tr("Brush")

    def begin(self, at: Point, tip: Tip) -> Box | None:
        self._stroke = Stroke(self.shape, 1 - tip.softness)
        self.coverage = self._stroke.coverage
        return self.extend(at, tip)

    def extend(self, at: Point, tip: Tip) -> Box | None:
        return self._stroke.add(*at, tip.radius)


class Eraser(RoundBrush):
    """A brush that takes away."""

    takes_away = True


class Shape(Tool):
    """Covers what lies within an outline, from one corner to the opposite one; its edge is as soft as the tip."""

    def begin(self, at: Point, tip: Tip) -> Box | None:
        self._points = [at]
        self._covered: Box | None = None
        return None

    def extend(self, at: Point, tip: Tip) -> Box | None:
        self._go_to(self._evened(at) if tip.even else at)
        self.coverage = strokes.feathered(self._filled(), tip.softness * _FEATHER * max(self.shape))
        before, self._covered = self._covered, strokes.bounds(self.coverage)
        return strokes.joined(before, self._covered)

    def _evened(self, at: Point) -> Point:
        """The corner on the pointer's side that makes width and height the larger of both."""
        (x, y), (right, down) = self._points[0], (at[0] - self._points[0][0], at[1] - self._points[0][1])
        side = max(abs(right), abs(down))
        return x + math.copysign(side, right), y + math.copysign(side, down)

    def _go_to(self, at: Point) -> None:
        self._points[1:] = [at]

    @abstractmethod
    def _filled(self) -> np.ndarray:
        """The coverage with a hard edge."""


class Lasso(Shape):
    """Goes round by hand."""

    def _evened(self, at: Point) -> Point:
        return at

    @staticmethod
    def word(*, subtract: bool) -> str:
        return tr("Lasso")

    def _go_to(self, at: Point) -> None:
        self._points.append(at)

    def _filled(self) -> np.ndarray:
        return strokes.polygon(self.shape, self._points)

    def outline(self) -> list[Point]:
        return self._points


class Rectangle(Shape):
    @staticmethod
    def word(*, subtract: bool) -> str:
        return tr("Rectangle")

    def _filled(self) -> np.ndarray:
        return strokes.rectangle(self.shape, self._points[0], self._points[-1])

    def outline(self) -> list[Point]:
        (x0, y0), (x1, y1) = self._points[0], self._points[-1]
        return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


class Ellipse(Shape):
    @staticmethod
    def word(*, subtract: bool) -> str:
        return tr("Ellipse")

    def _filled(self) -> np.ndarray:
        return strokes.ellipse(self.shape, self._points[0], self._points[-1])

    def outline(self) -> list[Point]:
        return strokes.ellipse_points(self._points[0], self._points[-1])


TOOLS: dict[str, type[Tool]] = {
    "brush": RoundBrush,
    "eraser": Eraser,
    "lasso": Lasso,
    "rectangle": Rectangle,
    "ellipse": Ellipse,
}
