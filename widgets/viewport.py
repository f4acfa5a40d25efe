"""The mathematics of showing a picture: where it lies in a view, how a small one is enlarged. Nothing here paints."""

from __future__ import annotations

import math

import numpy as np

MARGIN = 20.0  # logical pixels kept free round a fitted picture
LARGEST_ZOOM = 64.0
SMALLEST_SIDE = 32.0  # device pixels: a picture is never zoomed out to less
LADDER = (0.05, 0.1, 0.125, 0.25, 0.33, 0.5, 0.67, 1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)
ENLARGED_SIDE = 256  # a picture is enlarged up to here; beyond it bilinear is good enough and cheaper


class Viewport:
    """Where a picture lies in a view.

    Positions in the view are logical pixels, positions in the picture are picture pixels. `zoom` is device pixels per
    picture pixel, so 1.0 is 100 % on every screen. While `fitted`, the picture follows the view's size.
    """

    def __init__(self) -> None:
        self.zoom = 1.0
        self.fitted = True
        self._view = (1.0, 1.0)
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
        sides = zip(self._view, self._picture, strict=True)
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
        fit = self.fit_zoom
        zoom = min(max(zoom, min(fit, SMALLEST_SIDE / max(self._picture))), max(fit, LARGEST_ZOOM))
        x, y = at if at is not None else (self._view[0] / 2, self._view[1] / 2)
        dx, dy = (x - self._view[0] / 2) * self._ratio, (y - self._view[1] / 2) * self._ratio
        stay = (self._centre[0] + dx / self.zoom, self._centre[1] + dy / self.zoom)
        self.zoom, self.fitted = zoom, False
        self._move_centre(stay[0] - dx / zoom, stay[1] - dy / zoom)

    def zoom_step(self, steps: int) -> None:
        """To the next (+1) or the previous (-1) round zoom level, about the middle."""
        levels = [z for z in LADDER if (z > self.zoom * 1.001 if steps > 0 else z < self.zoom * 0.999)]
        if levels:
            self.zoom_to(levels[0] if steps > 0 else levels[-1])

    def pan(self, dx: float, dy: float) -> None:
        """Move the picture by logical pixels. The picture never leaves the middle of the view."""
        scale = self._ratio / self.zoom
        self.fitted = False
        self._move_centre(self._centre[0] - dx * scale, self._centre[1] - dy * scale)

    def rect(self) -> tuple[float, float, float, float]:
        """x, y, width, height of the picture in the view, on whole device pixels so that its edges are crisp."""
        scale = self.zoom / self._ratio
        place = []
        for view, centre in zip(self._view, self._centre, strict=True):
            place.append(round((view / 2 - centre * scale) * self._ratio) / self._ratio)
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

    def _move_centre(self, x: float, y: float) -> None:
        width, height = self._picture
        self._centre = (min(max(x, 0.0), float(width)), min(max(y, 0.0), float(height)))


def enlargement(width: int, height: int, scale: float) -> int:
    """By which whole factor a picture shown at `scale` device pixels per pixel is worth enlarging first; 1 = not."""
    factor = 1
    while factor < min(scale, 8) and max(width, height) * factor * 2 <= ENLARGED_SIDE:
        factor *= 2
    return factor


class Enlarger:
    """Catmull-Rom enlargement of uint8 H x W x 3 pictures of one size by a whole factor, 0.6 ms for 64 to 256.

    Bilinear alone shows the pixel lattice of a 64 px face as small stars. The sums are plain multiply-adds and not a
    matrix product: BLAS would wake its threads in the middle of a paint, and beside a busy engine that took 90 ms. The
    buffers are kept, so a result is overwritten by the next call.
    """

    def __init__(self, width: int, height: int, factor: int) -> None:
        self.key = (width, height, factor)
        self._weights = _catmull_rom(factor)
        big_width, big_height = width * factor, height * factor
        self._across = _Pass(width, height * 3, factor)
        self._down = _Pass(height, big_width * 3, factor)
        self._result = np.empty((big_height, big_width, 3), np.uint8)

    def __call__(self, pixels: np.ndarray) -> np.ndarray:
        width, height, factor = self.key
        columns = self._across(pixels.transpose(1, 0, 2).reshape(width, height * 3), self._weights)
        rows = columns.reshape(width * factor, height, 3).transpose(1, 0, 2).reshape(height, width * factor * 3)
        wide = self._down(rows, self._weights)
        wide += 0.5
        np.clip(wide, 0, 255, out=wide)
        np.copyto(self._result, wide.reshape(self._result.shape), casting="unsafe")
        return self._result


class _Pass:
    """Enlarges the first axis of n x c numbers; the other axis stays contiguous, so numpy runs at full width."""

    def __init__(self, count: int, channels: int, factor: int) -> None:
        self._padded = np.empty((count + 4, channels), np.float32)
        self._result = np.empty((count, factor, channels), np.float32)
        self._sum = np.empty((count, channels), np.float32)
        self._term = np.empty((count, channels), np.float32)

    def __call__(self, values: np.ndarray, weights: np.ndarray) -> np.ndarray:
        count = len(values)
        self._padded[2:-2] = values
        self._padded[:2], self._padded[-2:] = values[0], values[-1]
        for phase, taps in enumerate(weights):
            self._sum.fill(0)
            for shift in np.flatnonzero(taps):
                np.multiply(self._padded[shift : shift + count], taps[shift], out=self._term)
                self._sum += self._term
            self._result[:, phase] = self._sum
        return self._result.reshape(-1, self._result.shape[2])


def _catmull_rom(factor: int) -> np.ndarray:
    """factor x 5 weights: for each place within a source pixel, those of the pixels from two before to two after."""
    places = (np.arange(factor) + 0.5) / factor - 0.5
    x = np.abs(np.arange(-2, 3)[None] - places[:, None])
    near = 1.5 * x**3 - 2.5 * x**2 + 1
    far = -0.5 * x**3 + 2.5 * x**2 - 4 * x + 2
    return np.where(x < 1, near, np.where(x < 2, far, 0)).astype(np.float32)
