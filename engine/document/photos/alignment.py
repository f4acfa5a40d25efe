"""Where the square that a generator draws lies in a photo: a similarity transform, as plain values."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from engine.language import tr


@dataclass(frozen=True)
class Alignment:
    """A point u of the square [-1, 1]^2, x to the right and y down, lies at scale * turn(angle) u + (dx, dy).

    Attributes:
        scale: half the square's side in the photo's pixels.
        angle: degrees, clockwise as seen.
        dx, dy: the square's middle in the photo's pixels; (0, 0) is the outer corner of the first pixel.
    """

    scale: float
    angle: float
    dx: float
    dy: float

    @property
    def matrix(self) -> np.ndarray:
        """scale * turn (2, 2) float64."""
        turn = math.radians(self.angle)
        return self.scale * np.array([[math.cos(turn), -math.sin(turn)], [math.sin(turn), math.cos(turn)]])

    def to_photo(self, points: np.ndarray) -> np.ndarray:
        """Points (..., 2) of the square, in the photo."""
        return np.asarray(points @ self.matrix.T + (self.dx, self.dy))

    def to_square(self, points: np.ndarray) -> np.ndarray:
        """Points (..., 2) of the photo, in the square."""
        return np.asarray((points - (self.dx, self.dy)) @ self.matrix / self.scale**2)

    @property
    def corners(self) -> np.ndarray:
        """The square's corners (4, 2) in the photo, clockwise from its top left."""
        return self.to_photo(np.array([[-1.0, -1], [1, -1], [1, 1], [-1, 1]]))

    def moved(self, x: float, y: float) -> Alignment:
        """By so many of the photo's pixels."""
        return replace(self, dx=self.dx + x, dy=self.dy + y)

    def turned(self, degrees: float, about: tuple[float, float] | None = None) -> Alignment:
        """Clockwise as seen, about a point of the photo, by default the square's middle."""
        return self._about(1.0, degrees, about)

    def scaled(self, factor: float, about: tuple[float, float] | None = None) -> Alignment:
        """Larger by a factor, about a point of the photo, by default the square's middle.

        Raises:
            ValueError: the factor is not above 0.
        """
        if not factor > 0 or not math.isfinite(factor):
            raise ValueError(tr("A square grows by a factor above 0; {factor} is none.", factor=factor))
        return self._about(factor, 0.0, about)

    def _about(self, factor: float, degrees: float, about: tuple[float, float] | None) -> Alignment:
        x, y = (self.dx, self.dy) if about is None else about
        step = Alignment(factor, degrees, x, y)
        dx, dy = step.to_photo(np.array([self.dx - x, self.dy - y]))
        return Alignment(self.scale * factor, _folded(self.angle + degrees), float(dx), float(dy))


def _folded(angle: float) -> float:
    """The same angle in (-180, 180]."""
    return 180 - (180 - angle) % 360
