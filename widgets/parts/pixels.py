"""Pixels in an array, as Qt takes them."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPixmap

_FORMATS = {3: QImage.Format.Format_RGB888, 4: QImage.Format.Format_ARGB32_Premultiplied}


def image_of(pixels: np.ndarray) -> QImage:
    """An image of uint8 H x W x 3, or x 4 as Qt keeps them: blue, green, red, alpha, premultiplied.

    It lies on the array's own memory: the caller keeps the array, or takes a copy of the image.
    """
    whole = np.ascontiguousarray(pixels)
    height, width, channels = whole.shape
    image = QImage(whole.data, width, height, width * channels, _FORMATS[channels])
    return image if whole is pixels else image.copy()


def pixmap_of(pixels: np.ndarray) -> QPixmap:
    """A picture, uint8 H x W x 3, as Qt paints it; the array may go."""
    return QPixmap.fromImage(image_of(pixels).copy())  # the copy outlives the array


def fitted(box: QRectF, width: float, height: float) -> QRectF:
    """Where in the middle of a box a picture of this size lies, as large as it fits."""
    scale = min(box.width() / width, box.height() / height)
    place = QRectF(0, 0, width * scale, height * scale)
    place.moveCenter(box.center())
    return place


def png_of(image: QImage) -> bytes:
    """The image as the content of a PNG."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know paths alone
    return bytes(buffer.data().data())


def thumbnail(pixels: np.ndarray, ratio: float, side: int) -> QPixmap:
    """A picture, uint8 H x W x 3, `side` logical pixels on its longer side on a screen of `ratio` device pixels
    each."""
    side = round(side * ratio)
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    pixmap = QPixmap.fromImage(image_of(pixels).scaled(side, side, keep, smooth))  # a copy: the array may go
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
