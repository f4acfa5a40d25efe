"""Arrays as Qt's pictures."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from widgets.parts.pixels import image_of, pixmap_of, thumbnail


def picture(height: int, width: int, channels: int = 3) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 255, (height, width, channels), np.uint8)


def test_an_image_has_the_pixels_of_its_array_and_lies_on_its_memory() -> None:
    pixels = picture(5, 7)
    image = image_of(pixels)
    assert (image.width(), image.height()) == (7, 5)
    assert image.pixelColor(6, 2) == QColor(*(int(v) for v in pixels[2, 6]))
    pixels[2, 6] = 9, 8, 7
    assert image.pixelColor(6, 2) == QColor(9, 8, 7)


def test_an_array_in_pieces_gives_an_image_of_its_own() -> None:
    pixels = picture(6, 9)[::2, ::-1]
    image = image_of(pixels)
    assert image.pixelColor(8, 1) == QColor(*(int(v) for v in pixels[1, 8]))


def test_four_channels_are_blue_green_red_and_alpha() -> None:
    pixels = np.zeros((2, 2, 4), np.uint8)
    pixels[1, 0] = 10, 20, 30, 255
    assert image_of(pixels).pixelColor(0, 1) == QColor(30, 20, 10)


def test_pixmaps_outlive_their_array_and_a_thumbnail_has_its_side(qtbot: QtBot) -> None:
    pixels = picture(8, 8)
    red, green, blue = (int(v) for v in pixels[3, 4])
    made, small = pixmap_of(pixels), thumbnail(pixels, 2.0, 20)
    pixels[:] = 0
    assert made.toImage().pixelColor(4, 3) == QColor(red, green, blue)
    assert small.width() == 40 and small.devicePixelRatio() == 2.0
