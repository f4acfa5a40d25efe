"""The film strip: the right picture at the right place, the mark, and what a click asks for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.sliders.filmstrip import FilmStrip, labelled

VALUES = (-4.0, -2.0, 0.0, 2.0, 4.0)
LEFT, NO = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def frames(count: int = len(VALUES)) -> np.ndarray:
    """Plain pictures, number i of the colour (40 i, 10, 200)."""
    pictures = np.zeros((count, 16, 16, 3), np.uint8)
    pictures[..., 0] = 40 * np.arange(count)[:, None, None]
    pictures[..., 1], pictures[..., 2] = 10, 200
    return pictures


@pytest.fixture
def strip(qtbot: QtBot) -> Iterator[FilmStrip]:
    strip = FilmStrip()
    qtbot.addWidget(strip)
    strip.resize(300, 100)
    strip.set_frames(frames(), VALUES)
    strip.set_slider("turn", 0.3)
    strip.show()
    qtbot.waitExposed(strip)
    strip.activateWindow()
    yield strip


def test_every_picture_is_in_its_place(strip: FilmStrip) -> None:
    picture = strip.grab().toImage()
    for index in range(len(VALUES)):
        assert picture.pixelColor(strip.cell(index).center()) == QColor(40 * index, 10, 200)


def test_the_pictures_may_change_after_they_were_given(strip: FilmStrip) -> None:
    given = frames()
    strip.set_frames(given, VALUES)
    given[:] = 0
    assert strip.grab().toImage().pixelColor(strip.cell(2).center()) == QColor(80, 10, 200)


def test_without_frames_it_waits(strip: FilmStrip) -> None:
    strip.set_frames(None, VALUES)
    assert strip.waiting
    assert strip.grab().toImage().pixelColor(strip.cell(2).center()) != QColor(80, 10, 200)
    assert "rendering" in strip.accessibleName()
    strip.set_frames(frames(), VALUES)
    assert not strip.waiting


@pytest.mark.parametrize(("value", "index"), [(0.3, 2), (-3.2, 0), (1.2, 3), (4.9, 4), (7.0, -1)])
def test_the_nearest_picture_is_marked(strip: FilmStrip, value: float, index: int) -> None:
    accent = strip.palette().highlight().color()
    strip.set_slider("turn", value)
    assert strip.marked() == index
    picture = strip.grab().toImage()
    edges = [picture.pixelColor(strip.cell(i).left() + 1, strip.cell(i).center().y()) for i in range(len(VALUES))]
    assert [edge == accent for edge in edges] == [i == index for i in range(len(VALUES))]


def test_a_click_picks_the_value_under_it(strip: FilmStrip, qtbot: QtBot) -> None:
    for index, value in enumerate(VALUES):
        with qtbot.waitSignal(strip.picked) as picked:
            QTest.mouseClick(strip, LEFT, NO, strip.cell(index).center())
        assert picked.args == [value]
        assert strip.marked() == index


def test_a_click_beside_the_pictures_picks_nothing(strip: FilmStrip, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(strip.picked):
        QTest.mouseClick(strip, LEFT, NO, QPoint(2, 2))


def test_arrows_choose_and_enter_picks(strip: FilmStrip, qtbot: QtBot) -> None:
    strip.set_frames(frames(), VALUES)  # starts at the marked picture
    strip.setFocus()
    with qtbot.waitSignal(strip.picked) as picked:
        QTest.keyClick(strip, Qt.Key.Key_Right)
        QTest.keyClick(strip, Qt.Key.Key_Return)
    assert picked.args == [2.0]
    with qtbot.waitSignal(strip.picked) as picked:
        for _ in range(9):
            QTest.keyClick(strip, Qt.Key.Key_Left)
        QTest.keyClick(strip, Qt.Key.Key_Space)
    assert picked.args == [-4.0]


def test_escape_and_the_cross_close(strip: FilmStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.closed):
        QTest.keyClick(strip, Qt.Key.Key_Escape)
    with qtbot.waitSignal(strip.closed):
        QTest.mouseClick(strip._close, LEFT)


def test_many_pictures_break_into_lines_inside_the_strip(strip: FilmStrip) -> None:
    values = tuple(np.linspace(-4, 4, 13).tolist())
    strip.set_frames(frames(13) % 255, values)
    cells = [strip.cell(index) for index in range(13)]
    assert len({cell.top() for cell in cells}) == 3
    assert all(strip.rect().contains(cell) for cell in cells)
    assert not any(a.intersects(b) for a in cells for b in cells if a is not b)


@pytest.mark.parametrize(
    "wrong", [frames(4), frames().astype(np.float32), frames()[..., :1], frames()[0]], ids=["4", "float", "grey", "one"]
)
def test_other_arrays_are_refused_and_the_strip_stays(strip: FilmStrip, wrong: np.ndarray) -> None:
    with pytest.raises(ValueError, match="5 values"):
        strip.set_frames(wrong, VALUES)
    assert strip.grab().toImage().pixelColor(strip.cell(4).center()) == QColor(160, 10, 200)


@pytest.mark.parametrize("width", range(90, 400, 30))
def test_values_under_narrow_pictures_never_touch_and_the_middle_one_stays(qtbot: QtBot, width: int) -> None:
    strip, values = FilmStrip(titled=False), (-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0)
    qtbot.addWidget(strip)
    strip.set_frames(None, values)
    strip.resize(width, 60)
    metrics = strip.fontMetrics()
    shown = sorted(labelled(values, strip.cell(1).x() - strip.cell(0).x(), metrics))
    assert 3 in shown
    places = [strip.cell(index).center().x() for index in shown]
    widest = metrics.horizontalAdvance("+3")
    assert all(right - left > widest for left, right in pairwise(places))
    assert len(shown) == 7 or strip.cell(1).x() - strip.cell(0).x() < widest + 8, "none is left out without need"
