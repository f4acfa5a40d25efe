"""The brush on a photo: it stays with the photo, can be taken back, and takes the mouse only while it is up."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engine.document.photos.alignment import Alignment
from widgets.parts.press_slider import PressSlider
from widgets.photo.page import PhotoPage

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
PIXELS = np.full((300, 400, 3), 128, np.uint8)


@pytest.fixture
def page(qtbot: QtBot) -> PhotoPage:
    widget = PhotoPage()
    qtbot.addWidget(widget)
    widget.resize(1000, 640)
    widget.show()
    qtbot.waitExposed(widget)
    widget.set_photo("aunt.jpg", PIXELS, (), 1)
    widget.set_alignment(Alignment(60, 0, 200, 150))
    return widget


def on_screen(page: PhotoPage, x: float, y: float) -> QPoint:
    """A point of the photo, in shares of its size."""
    place = page.placing.place()
    return QPoint(round(place.left() + x * place.width()), round(place.top() + y * place.height()))


def drag(widget: QWidget, *places: QPoint, keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    QTest.mousePress(widget, LEFT, keys, places[0])
    for place in places[1:]:
        at = QPointF(place)
        move = QMouseEvent(QEvent.Type.MouseMove, at, widget.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT, keys)
        QApplication.sendEvent(widget, move)
    QTest.mouseRelease(widget, LEFT, keys, places[-1])


def stroke(page: PhotoPage, *points: tuple[float, float], keys: Qt.KeyboardModifier = NO_KEYS) -> None:
    drag(page.ignoring, *(on_screen(page, *point) for point in points), keys=keys)


def button(page: PhotoPage, text: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if text in (b.text(), b.accessibleName()))


def painted_at(page: PhotoPage, x: float, y: float) -> bool:
    mask = page.ignoring.ignored()
    return bool(mask[int(y * mask.shape[0]), int(x * mask.shape[1])] > 127)


def test_a_stroke_is_painted_where_it_lies_in_the_photo(page: PhotoPage) -> None:
    button(page, "Paint what should be ignored").click()
    stroke(page, (0.2, 0.8), (0.6, 0.8))
    assert page.ignoring.ignored().shape == (384, 512)  # as the photo, wider than high
    assert painted_at(page, 0.2, 0.8) and painted_at(page, 0.4, 0.8) and painted_at(page, 0.6, 0.8)
    assert not painted_at(page, 0.4, 0.6) and not painted_at(page, 0.8, 0.8)
    wide = np.ptp(np.nonzero(page.ignoring.ignored()[:, 205])[0])
    assert wide == pytest.approx(0.08 * 512, abs=3)  # round in the photo, not drawn out
    stroke(page, (0.4, 0.8), keys=Qt.KeyboardModifier.AltModifier)
    assert not painted_at(page, 0.4, 0.8) and painted_at(page, 0.2, 0.8)


def test_the_paint_stays_with_the_photo_when_the_square_moves_or_the_window_grows(page: PhotoPage) -> None:
    page.ignoring.set_painting(on=True)
    stroke(page, (0.3, 0.3))
    before = page.ignoring.ignored().copy()
    page.set_alignment(Alignment(80, 20, 100, 100))
    page.resize(1200, 800)
    QApplication.processEvents()
    assert page.ignoring.geometry() == page.placing.rect()
    assert np.array_equal(page.ignoring.ignored(), before)
    stroke(page, (0.7, 0.7))
    assert painted_at(page, 0.7, 0.7) and painted_at(page, 0.3, 0.3)


def test_strokes_and_clearing_are_taken_back_one_by_one(page: PhotoPage) -> None:
    page.ignoring.set_painting(on=True)
    stroke(page, (0.3, 0.3))
    stroke(page, (0.7, 0.7))
    button(page, "Clear").click()
    assert not page.ignoring.painted and not button(page, "Clear").isEnabled()
    button(page, "Undo").click()
    assert painted_at(page, 0.3, 0.3) and painted_at(page, 0.7, 0.7)
    QTest.keyClick(page.ignoring, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert painted_at(page, 0.3, 0.3) and not painted_at(page, 0.7, 0.7)
    button(page, "Undo").click()
    assert not page.ignoring.painted and not button(page, "Undo").isEnabled()


def test_undo_is_the_strokes_only_while_one_paints(page: PhotoPage) -> None:
    def taken() -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, "z")
        event.ignore()
        QApplication.sendEvent(page.ignoring, event)
        return event.isAccepted()

    assert not taken()
    page.ignoring.set_painting(on=True)
    assert taken()


def test_put_away_it_lets_the_square_be_dragged_and_the_paint_is_seen(page: PhotoPage, qtbot: QtBot) -> None:
    page.ignoring.set_painting(on=True)
    stroke(page, (0.1, 0.1), (0.2, 0.1))
    page.closed.connect(lambda: pytest.fail("Esc puts the brush away first"))
    QTest.keyClick(page.ignoring, Qt.Key.Key_Escape)
    assert not page.ignoring.painting and not button(page, "Paint what should be ignored").isChecked()
    at = on_screen(page, 0.15, 0.1)
    colour = page.placing.grab().toImage().pixelColor(at)
    assert colour.red() > colour.green() + 20
    top = page.placing.childAt(at)
    assert top is None or top.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    with qtbot.waitSignal(page.placing.placed):
        drag(page.placing, on_screen(page, 0.5, 0.5), on_screen(page, 0.55, 0.5))


def test_another_photo_begins_without_paint(page: PhotoPage) -> None:
    page.ignoring.set_painting(on=True)
    stroke(page, (0.3, 0.3))
    page.set_photo("uncle.jpg", PIXELS[:, :200], (), 1)
    assert not page.ignoring.painted and not page.ignoring.can_undo
    assert page.ignoring.ignored().shape == (512, 341)


def test_the_size_is_the_sliders_and_the_keys(page: PhotoPage) -> None:
    page.ignoring.set_painting(on=True)
    QTest.keyClick(page.ignoring, Qt.Key.Key_BracketRight)
    assert page.ignoring.brush.size == pytest.approx(0.092)
    slider = next(s for s in page.findChildren(PressSlider) if s.accessibleName() == "size of the brush")
    assert slider.isVisible() and slider.value() == 9
    slider.setValue(20)
    assert page.ignoring.brush.size == pytest.approx(0.2)
