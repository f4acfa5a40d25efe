"""Where the square that a generator draws lies in a photo: a similarity transform, as plain values."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Alignment:
    """The generator's square [-1, 1]^2 in pixels of a photo, x to the right and y down, pixel (0, 0) around (0.5, 0.5).

    `x`, `y` are its centre, `half` is half its side in pixels, `angle` by how much it is turned, in radians, clockwise
    as seen.
    """

    x: float
    y: float
    half: float
    angle: float = 0.0

    def place(self, u: float, v: float) -> tuple[float, float]:
        """Where the point (u, v) of the square lies in the photo."""
        cosine, sine = math.cos(self.angle) * self.half, math.sin(self.angle) * self.half
        return self.x + cosine * u - sine * v, self.y + sine * u + cosine * v

    def within(self, x: float, y: float) -> tuple[float, float]:
        """The point of the square that lies at (x, y) of the photo; inside it both are from -1 to 1."""
        cosine, sine = math.cos(self.angle) / self.half, math.sin(self.angle) / self.half
        right, down = x - self.x, y - self.y
        return cosine * right + sine * down, -sine * right + cosine * down

    def corners(self) -> tuple[tuple[float, float], ...]:
        """Upper left, upper right, lower right, lower left as the square sees them."""
        return tuple(self.place(u, v) for u, v in ((-1, -1), (1, -1), (1, 1), (-1, 1)))

    def moved(self, right: float, down: float) -> Alignment:
        """The same, so many pixels on."""
        return replace(self, x=self.x + right, y=self.y + down)

    def scaled(self, factor: float) -> Alignment:
        """The same around its centre, by so much larger."""
        return replace(self, half=self.half * factor)

    def turned(self, angle: float) -> Alignment:
        """The same, turned on by so many radians."""
        return replace(self, angle=math.remainder(self.angle + angle, math.tau))


def centred(width: int, height: int) -> Alignment:
    """The largest upright square in the middle of a photo."""
    return Alignment(width / 2, height / 2, min(width, height) / 2)
