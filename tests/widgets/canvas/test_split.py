"""Two pictures in one place: by a line or shining through, whatever is zoomed, painted or moved meanwhile."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.canvas.brush import Brush
from widgets.canvas.canvas import Canvas
from widgets.canvas.split import STEPS

LEFT, NONE, NO_KEYS = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
NOW, BEFORE = (200, 40, 20), (20, 60, 200)


def plain(colour: tuple[int, int, int], side: int = 16) -> np.ndarray:
    return np.full((side, side, 3), colour, np.uint8)


@pytest.fixture
def canvas(qtbot: QtBot) -> Canvas:
    made = Canvas()
    qtbot.addWidget(made)
    made.resize(640, 540)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    made.set_frame(plain(NOW))
    made.set_left(plain(BEFORE, 48), "photo")
    return made


def seen(canvas: Canvas, share: float, down: float = 0.75) -> tuple[int, ...]:
    """The colour at a share of the picture's width."""
    left, top, width, height = canvas._viewport.rect()
    colour = canvas.grab().toImage().pixelColor(int(left + share * width), int(top + down * height))
    return colour.getRgb()[:3]  # type: ignore[return-value]


def drag_line(canvas: Canvas, by: int) -> None:
    line = canvas.line
    middle = line.rect().center()
    QTest.mousePress(line, LEFT, NO_KEYS, middle)
    at = QPointF(middle + QPoint(by, 30))
    QApplication.sendEvent(line, QMouseEvent(QEvent.Type.MouseMove, at, line.mapToGlobal(at), NONE, LEFT, NO_KEYS))
    QTest.mouseRelease(line, LEFT, NO_KEYS, line.rect().center())


def test_left_of_the_line_is_the_one_and_right_of_it_the_other(canvas: Canvas) -> None:
    assert seen(canvas, 0.3) == seen(canvas, 0.7) == NOW and not canvas.line.isVisible()
    canvas.set_way("wipe")
    assert seen(canvas, 0.45) == BEFORE and seen(canvas, 0.55) == NOW
    before = canvas.line.x_on_track
    drag_line(canvas, -100)
    assert canvas.line.x_on_track == pytest.approx(before - 100, abs=1)
    assert seen(canvas, 0.45) == NOW and seen(canvas, 0.1) == BEFORE
    canvas.set_way("")
    assert seen(canvas, 0.1) == NOW and not canvas.line.isVisible()


def test_the_right_side_stays_live_and_the_left_side_comes_when_it_is_there(canvas: Canvas) -> None:
    canvas.set_way("wipe")
    canvas.set_frame(plain((1, 2, 3)))
    assert seen(canvas, 0.3) == BEFORE and seen(canvas, 0.7) == (1, 2, 3)
    canvas.set_left(None)
    assert seen(canvas, 0.3) == (1, 2, 3) and canvas.line.isVisible()
    canvas.set_left(plain(BEFORE), "original")
    assert seen(canvas, 0.3) == BEFORE


def test_onion_skin_mixes_both_as_the_slider_says(canvas: Canvas) -> None:
    canvas.set_way("onion")
    assert canvas.mixer.isVisible() and not canvas.line.isVisible()
    for share in (0.0, 0.25, 1.0):
        canvas.mixer.slider.setValue(round(share * STEPS))
        mixed = share * np.array(BEFORE) + (1 - share) * np.array(NOW)
        assert np.abs(np.array(seen(canvas, 0.7)) - mixed).max() <= 2


def test_the_onion_skins_slider_keeps_off_the_compare_button_where_it_is_narrow(canvas: Canvas) -> None:
    canvas.set_way("onion")
    for width in (900, 420, 320, 260):
        canvas.resize(width, 300)
        assert not canvas.mixer.geometry().intersects(canvas._button.geometry())
        assert canvas.rect().contains(canvas.mixer.geometry())


def test_the_keyboard_reaches_both_and_goes_back_to_the_picture(canvas: Canvas) -> None:
    canvas.set_way("wipe")
    assert canvas.line.hasFocus()
    at = canvas.line.value()
    QTest.keyClick(canvas.line, Qt.Key.Key_Left)
    QTest.keyClick(canvas.line, Qt.Key.Key_PageUp)
    assert canvas.line.value() == at - STEPS // 100 + STEPS // 10
    canvas.set_way("onion")
    assert canvas.mixer.slider.hasFocus()
    canvas.set_way("")
    assert canvas.hasFocus()


def test_both_have_names_and_values_for_those_who_cannot_see(canvas: Canvas) -> None:
    assert canvas.line.accessibleName() == "line between photo on its left and now on its right"
    assert canvas.mixer.slider.accessibleName() == "how much of photo shows over now"
    told = QAccessible.queryAccessibleInterface(canvas.line)
    assert told is not None and told.valueInterface() is not None
    assert told.valueInterface().currentValue() == canvas.line.value()


def test_zoomed_in_the_line_stays_within_reach_and_the_wheel_over_it_zooms(canvas: Canvas) -> None:
    canvas.set_way("wipe")
    zoom = canvas.zoom
    at = canvas.line.mapTo(canvas, canvas.line.rect().center())
    QTest.wheelEvent(canvas.windowHandle(), QPointF(at), QPoint(0, 120))
    assert canvas.zoom > zoom
    for _ in range(5):
        canvas.zoom_in()
    canvas._viewport.pan(2000, 0)
    canvas._view_changed()
    for value in (0, STEPS // 2, STEPS):
        canvas.line.setValue(value)
        assert QRectF(canvas.rect()).intersects(QRectF(canvas.line.geometry()))
    canvas.line.setValue(STEPS // 2)
    image, x = canvas.grab().toImage(), canvas.line.x_on_track
    assert image.pixelColor(x - 12, 300).getRgb()[:3] == BEFORE and image.pixelColor(x + 12, 300).getRgb()[:3] == NOW


def test_the_pixel_under_the_pointer_is_that_of_the_side_it_is_on(canvas: Canvas) -> None:
    told: list[tuple[int, ...]] = []
    canvas.pixel_hovered.connect(lambda *numbers: told.append(numbers[2:]))
    canvas.set_way("wipe")
    left, top, width, height = canvas._viewport.rect()
    for share in (0.25, 0.75):
        QTest.mouseMove(canvas, QPoint(int(left + share * width), int(top + height / 2)))
    assert told == [BEFORE, NOW]


def test_a_brush_paints_on_both_sides_of_the_line(canvas: Canvas) -> None:
    brush = Brush(canvas)
    brush.set_mask(None, (256, 256))
    canvas.set_tool(brush)
    canvas.set_way("wipe")
    masks: list[np.ndarray] = []
    brush.painted.connect(lambda mask, _: masks.append(mask))
    left, top, width, height = canvas._viewport.rect()
    for share in (0.25, 0.75):
        QTest.mouseClick(canvas, LEFT, NO_KEYS, QPoint(int(left + share * width), int(top + height / 4)))
        brush.set_mask(masks[-1], (256, 256))
    assert masks[-1][64, 64] and masks[-1][64, 192]
    canvas.set_tool(None)


def test_the_original_is_whole_while_it_is_held(canvas: Canvas) -> None:
    canvas.set_way("wipe")
    canvas.set_original(plain((9, 8, 7)))
    QTest.keyPress(canvas.line, Qt.Key.Key_Backslash)  # the line hands on what it has no use for
    assert seen(canvas, 0.3) == seen(canvas, 0.7) == (9, 8, 7)
    canvas.mixer.slider.setFocus()  # its release goes elsewhere
    canvas.set_way("onion")
    canvas.set_way("wipe")
    assert seen(canvas, 0.7) == NOW


def test_a_heat_map_is_of_the_frame_alone(canvas: Canvas) -> None:
    canvas.set_way("wipe")
    canvas.set_heat(np.ones((8, 8)))
    assert seen(canvas, 0.3) == BEFORE and seen(canvas, 0.7) != NOW
