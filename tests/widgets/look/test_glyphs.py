"""Every icon draws something, in the colour asked for, sharp on any screen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from widgets.look.glyphs import GLYPH_NAMES, GlyphButton, blend, glyph, glyph_pixmap

RED = QColor(200, 30, 40)


@pytest.mark.parametrize("name", GLYPH_NAMES)
def test_a_glyph_is_drawn_in_its_colour_within_its_box(qtbot: QtBot, name: str) -> None:
    picture = glyph_pixmap(name, RED, 24, 2.0).toImage()
    inked = {(x, y) for x in range(48) for y in range(48) if picture.pixelColor(x, y).alpha() > 200}
    assert len(inked) > 60
    assert all(abs(picture.pixelColor(x, y).red() - RED.red()) <= 2 for x, y in inked)
    assert all(0 < x < 47 and 0 < y < 47 for x, y in inked)


def test_no_two_glyphs_look_alike(qtbot: QtBot) -> None:
    pictures = [bytes(glyph_pixmap(name, RED, 24).toImage().constBits()) for name in GLYPH_NAMES]
    assert len(set(pictures)) == len(GLYPH_NAMES)


def test_an_icon_has_the_pixels_of_a_fine_screen(qtbot: QtBot) -> None:
    assert glyph("star", RED, 18).pixmap(glyph("star", RED, 18).availableSizes()[0], 2.0).width() == 36


def test_an_unknown_glyph_is_an_error(qtbot: QtBot) -> None:
    with pytest.raises(KeyError):
        glyph("dragon", RED)


def test_a_checked_button_shows_the_other_glyph(qtbot: QtBot) -> None:
    button = GlyphButton("unlock", "Lock", "lock")
    qtbot.addWidget(button)
    off = button.grab().toImage()
    button.setChecked(True)
    assert button.grab().toImage() != off
    assert button.accessibleName() == "Lock"


def test_blend_goes_from_one_colour_to_the_other(qtbot: QtBot) -> None:
    assert blend(QColor(0, 0, 0), QColor(100, 200, 50), 0.5).getRgb()[:3] == (50, 100, 25)
