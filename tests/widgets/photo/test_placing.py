"""The square on a photo, with real mouse and keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.document.photos.alignment import Alignment
from widgets.photo.placing import Placing

BEGUN = Alignment(40.0, 0.0, 100.0, 80.0)


@pytest.fixture
def placing(qtbot: QtBot) -> Placing:
    widget = Placing()
    qtbot.addWidget(widget)
    widget.resize(400, 400)
    widget.set_photo(np.full((200, 200, 3), 90, np.uint8))  # two widget pixels a pixel
    widget.set_alignment(BEGUN)
    widget.show()
    return widget


def drag(widget: Placing, start: tuple[float, float], end: tuple[float, float]) -> None:
    """From and to places in the photo."""
    first, last = (QPointF(2 * x, 2 * y).toPoint() for x, y in (start, end))
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=first)
    QTest.mouseMove(widget, (first + last) / 2)
    QTest.mouseMove(widget, last)
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=last)


def test_a_drag_inside_moves_it(placing: Placing, qtbot: QtBot) -> None:
    heard: list[Alignment] = []
    placing.placed.connect(heard.append)
    drag(placing, (100, 80), (120, 70))
    assert placing.alignment == Alignment(40.0, 0.0, 120.0, 70.0) and heard[-1] == placing.alignment


def test_a_corner_resizes_and_turns_it(placing: Placing) -> None:
    drag(placing, (140, 120), (180, 160))
    assert placing.alignment is not None and placing.alignment.scale == pytest.approx(80)
    assert placing.alignment.angle == pytest.approx(0, abs=1e-6)
    placing.set_alignment(BEGUN)
    drag(placing, (140, 120), (60, 120))  # the lower right corner goes to the lower left: a quarter turn
    assert placing.alignment is not None
    assert placing.alignment.angle == pytest.approx(90) and placing.alignment.scale == pytest.approx(40)


def test_outside_nothing_happens(placing: Placing) -> None:
    drag(placing, (10, 190), (60, 150))
    assert placing.alignment == BEGUN


def test_keys_move_turn_and_resize(placing: Placing) -> None:
    placing.setFocus()
    QTest.keyClick(placing, Qt.Key.Key_Right)
    QTest.keyClick(placing, Qt.Key.Key_Plus)
    QTest.keyClick(placing, Qt.Key.Key_BracketRight)
    alignment = placing.alignment
    assert alignment is not None and alignment.dx == 101 and alignment.scale == pytest.approx(40.8)
    assert alignment.angle == pytest.approx(1)


def test_it_stays_over_the_photo(placing: Placing) -> None:
    for _ in range(6):
        drag(placing, (placing.alignment.dx, placing.alignment.dy), (400, 300))  # type: ignore[union-attr]
    alignment = placing.alignment
    assert alignment is not None and alignment.dx <= 200 and alignment.dy <= 200


def test_what_is_painted_is_dark_outside_the_square(placing: Placing) -> None:
    image = placing.grab().toImage()
    inside, outside = image.pixelColor(QPoint(200, 160)).lightness(), image.pixelColor(QPoint(20, 380)).lightness()
    assert inside == pytest.approx(90, abs=2) and outside < 60
