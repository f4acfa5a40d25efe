"""A frame as Qt paints it: enlarged, shrunk or as it is, in the 32 bits a pixel that are quickest to paint."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from engine.language import tr
from widgets.parts.pixels import image_of

ENLARGED_SIDE = 256  # a picture is enlarged up to here; beyond it bilinear is good enough and cheaper


class Picture:
    """A frame as Qt paints it, made once for each frame and scale."""

    def __init__(self) -> None:
        self.pixels: np.ndarray | None = None
        self._plain = QImage()
        self._scaled: tuple[float, QImage] | None = None
        self._enlarger: Enlarger | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width."""
        return (self._plain.height(), self._plain.width())

    def set(self, pixels: np.ndarray | None) -> None:
        if pixels is not None:
            if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3 or not pixels.size:
                raise ValueError(
                    tr("A frame is uint8 H x W x 3, not {dtype} {shape}.", dtype=pixels.dtype, shape=pixels.shape)
                )
            pixels = np.ascontiguousarray(pixels)
        self._plain = QImage() if pixels is None else image_of(pixels)
        self.pixels, self._scaled = pixels, None

    def image(self, scale: float) -> QImage:
        """The image to paint at `scale` device pixels a pixel: enlarged, shrunk or as it is."""
        assert self.pixels is not None
        height, width = self.shape
        factor = float(enlargement(width, height, scale)) if scale >= 0.5 else scale
        if self._scaled is None or self._scaled[0] != factor:
            made = self._enlarged(int(factor)) if factor > 1 else self._shrunk(factor) if factor < 1 else self._plain
            self._scaled = (factor, made.convertToFormat(QImage.Format.Format_RGB32))
        return self._scaled[1]

    def _enlarged(self, factor: int) -> QImage:
        key = (self._plain.width(), self._plain.height(), factor)
        if self._enlarger is None or self._enlarger.key != key:
            self._enlarger = Enlarger(*key)
        assert self.pixels is not None
        return image_of(self._enlarger(self.pixels))

    def _shrunk(self, factor: float) -> QImage:
        # Bilinear skips pixels below one half; Qt's own smooth scaling averages them.
        width, height = (max(round(side * factor), 1) for side in (self._plain.width(), self._plain.height()))
        ignore, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        return self._plain.scaled(width, height, ignore, smooth)


def paint_shadow(painter: QPainter, place: QRectF, shadow: QColor) -> None:
    """Paints a soft shadow round a picture that lies at `place`."""
    for spread in range(8, -1, -1):  # the innermost lies under the picture's edge: no gap at 1.5 pixels a pixel
        shadow.setAlpha((9 - spread) ** 2 // 2)
        painter.setPen(QPen(shadow, 1, j=Qt.PenJoinStyle.MiterJoin))
        painter.drawRect(place.adjusted(-spread, 1 - spread, spread - 1, spread))


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
