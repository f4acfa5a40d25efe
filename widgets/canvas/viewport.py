"""The mathematics of showing a picture: where it lies in a view. Nothing here paints."""

from __future__ import annotations

import math

MARGIN = 20.0  # logical pixels kept free round a fitted picture
GAP = 6.0  # logical pixels between it and what covers the view's top
LARGEST_ZOOM = 64.0
SMALLEST_SIDE = 32.0  # device pixels: a picture is never zoomed out to less
LADDER = (0.05, 0.1, 0.125, 0.25, 0.33, 0.5, 0.67, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)


class Viewport:
    """Where a picture lies in a view.

    Positions in the view are logical pixels, positions in the picture are picture pixels. `zoom` is device pixels per
    picture pixel, so 1.0 is 100 % on every screen. While `fitted`, the picture follows the view's size.
    """

    def __init__(self) -> None:
        self.zoom = 1.0
        self.fitted = True
        self._view = (1.0, 1.0)
        self._covered = 0.0  # logical pixels at the view's top that a fitted picture keeps away from besides the margin
        self._ratio = 1.0
        self._picture = (1, 1)
        self._centre = (0.5, 0.5)  # the picture position at the middle of the view

    def set_view(self, width: float, height: float, ratio: float = 1.0) -> None:
        """The view's size in logical pixels and its device pixels per logical pixel."""
        if (width, height) == self._view and ratio == self._ratio:
            return
        self._view, self._ratio = (max(width, 1.0), max(height, 1.0)), ratio
        if self.fitted:
            self.fit()

    def set_covered(self, height: float) -> None:
        """So many logical pixels at the view's top are covered: a fitted picture stands below them."""
        self._covered = max(0.0, height + GAP - MARGIN) if height else 0.0
        if self.fitted:
            self.fit()

    def set_picture(self, width: int, height: int) -> None:
        """The picture's size in pixels. A picture of another size takes the place of the one before it."""
        if (width, height) == self._picture:
            return
        old_width, old_height = self._picture
        self._picture = (width, height)
        if self.fitted:
            self.fit()
            return
        self.zoom *= max(old_width, old_height) / max(width, height)
        self._move_centre(self._centre[0] * width / old_width, self._centre[1] * height / old_height)

    @property
    def fit_zoom(self) -> float:
        """The zoom at which the whole picture fills the view but for a margin."""
        width, height = self._view
        free = (width, height - self._covered if self.fitted else height)
        sides = zip(free, self._picture, strict=True)
        return min(max(view - 2 * MARGIN, view / 2) * self._ratio / picture for view, picture in sides)

    @property
    def overflows(self) -> bool:
        """Whether the picture is zoomed in beyond fit, so that there is something to pan to."""
        return self.zoom > self.fit_zoom * 1.001

    def fit(self) -> None:
        self.fitted = True
        self.zoom = self.fit_zoom
        self._centre = (self._picture[0] / 2, self._picture[1] / 2)

    def zoom_to(self, zoom: float, at: tuple[float, float] | None = None) -> None:
        """Zoom, keeping the picture position under the view position `at` (default: the middle) where it is."""
        self._stay()
        fit = self.fit_zoom
        zoom = min(max(zoom, min(fit, SMALLEST_SIDE / max(self._picture))), max(fit, LARGEST_ZOOM))
        x, y = at if at is not None else (self._view[0] / 2, self._view[1] / 2)
        dx, dy = (x - self._view[0] / 2) * self._ratio, (y - self._view[1] / 2) * self._ratio
        stay = (self._centre[0] + dx / self.zoom, self._centre[1] + dy / self.zoom)
        self.zoom = zoom
        self._move_centre(stay[0] - dx / zoom, stay[1] - dy / zoom)

    def zoom_step(self, steps: int) -> None:
        """To the next (+1) or the previous (-1) round zoom level, about the middle."""
        levels = [z for z in LADDER if (z > self.zoom * 1.001 if steps > 0 else z < self.zoom * 0.999)]
        if levels:
            self.zoom_to(levels[0] if steps > 0 else levels[-1])

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by logical pixels. The picture never leaves the middle of the view."""
        scale = self._ratio / self.zoom
        self._stay()
        self._move_centre(self._centre[0] - dx * scale, self._centre[1] - dy * scale)

    def rect(self) -> tuple[float, float, float, float]:
        """x, y, width, height of the picture in the view, on whole device pixels so that its edges are crisp."""
        scale = self.zoom / self._ratio
        place = []
        for middle, centre in zip((self._view[0] / 2, self._middle), self._centre, strict=True):
            place.append(round((middle - centre * scale) * self._ratio) / self._ratio)
        width, height = (max(round(side * self.zoom), 1) / self._ratio for side in self._picture)
        return place[0], place[1], width, height

    def to_picture(self, x: float, y: float) -> tuple[float, float]:
        """The picture position under a view position; pixel (i, j) covers i to i + 1 and j to j + 1."""
        left, top, width, height = self.rect()
        return (x - left) * self._picture[0] / width, (y - top) * self._picture[1] / height

    def to_view(self, x: float, y: float) -> tuple[float, float]:
        left, top, width, height = self.rect()
        return left + x * width / self._picture[0], top + y * height / self._picture[1]

    def pixel_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The picture pixel (column, row) under a view position, or None outside the picture."""
        column, row = (math.floor(value) for value in self.to_picture(x, y))
        inside = 0 <= column < self._picture[0] and 0 <= row < self._picture[1]
        return (column, row) if inside else None

    def visible(self) -> tuple[int, int, int, int]:
        """The part of the picture that can be seen: column, row, width, height in whole pixels, a little generous."""
        ends = zip(self.to_picture(0, 0), self.to_picture(*self._view), self._picture, strict=True)
        spans = [(max(math.floor(low) - 2, 0), min(math.ceil(high) + 2, side)) for low, high, side in ends]
        (left, right), (top, bottom) = spans
        return left, top, max(right - left, 0), max(bottom - top, 0)

    @property
    def _middle(self) -> float:
        """Where the middle of what is free of the view lies, from its top."""
        return (self._view[1] + (self._covered if self.fitted else 0.0)) / 2

    def _stay(self) -> None:
        """No longer fitted, the picture stays where it is."""
        before, self.fitted = self._middle, False
        self._centre = (self._centre[0], self._centre[1] + (self._middle - before) * self._ratio / self.zoom)

    def _move_centre(self, x: float, y: float) -> None:
        width, height = self._picture
        self._centre = (min(max(x, 0.0), float(width)), min(max(y, 0.0), float(height)))
