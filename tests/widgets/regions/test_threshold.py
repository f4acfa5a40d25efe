from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.regions.threshold import HEIGHT, ThresholdPlot, _heights

Left, Key = Qt.MouseButton.LeftButton, Qt.Key
CUTS = tuple(float(10.0**-place) for place in range(5))


@pytest.fixture
def plot(qtbot: QtBot) -> ThresholdPlot:
    plot = ThresholdPlot()
    qtbot.addWidget(plot)
    plot.resize(320, HEIGHT)
    plot.set_values(CUTS, 2)
    with qtbot.waitExposed(plot):
        plot.show()
    plot.activateWindow()
    return plot


@pytest.fixture
def heard(plot: ThresholdPlot) -> list[tuple[int, bool]]:
    said: list[tuple[int, bool]] = []
    plot.rank_moved.connect(lambda rank, finished: said.append((rank, finished)))
    return said


def at(plot: ThresholdPlot, rank: int) -> QPoint:
    return QPoint(round(plot.line_at(rank)), 40)


def accented(plot: ThresholdPlot) -> list[int]:
    """The columns of pixels within the ring of focus, just above the foot, that have the accent's colour."""
    picture: QImage = plot.grab().toImage()
    accent = plot.palette().highlight().color().rgb()
    return [x for x in range(5, picture.width() - 5) if picture.pixel(x, HEIGHT - 8) == accent]


def test_equal_ratios_are_equal_steps_and_nothing_stays_nothing() -> None:
    steps = np.diff(_heights(np.array(CUTS)))
    assert steps == pytest.approx([steps[0]] * 4) and steps[0] < 0
    assert _heights(np.array([1.0, 1e-3, 0.0]))[-1] == 0 and _heights(np.zeros(3)).tolist() == [0, 0, 0]
    far = _heights(np.array([1.0, 1e-2, 1e-30]))
    assert far[1] > 0 and far[2] == 0  # what is nothing but rounding does not flatten the rest


def test_it_says_how_many_are_held_and_colours_them(plot: ThresholdPlot) -> None:
    assert plot.words() == plot.accessibleDescription() == "outside held still in 2 of 5 ways"
    assert accented(plot) and max(accented(plot)) <= plot.line_at(2) < 200
    plot.set_values(CUTS, 0)
    assert accented(plot) == [] and plot.words() == "outside held still in 0 of 5 ways"
    plot.set_values(CUTS, 9)
    assert plot.rank == 5
    plot.set_values(tuple(np.linspace(1, 0.01, 500)), 250)  # finer than pixels: one slope
    assert len(accented(plot)) == pytest.approx(plot.line_at(250) - plot.line_at(0), abs=4)


def test_a_drag_moves_the_line_and_ends_once(plot: ThresholdPlot, heard: list[tuple[int, bool]]) -> None:
    QTest.mousePress(plot, Left, pos=at(plot, 2))
    QTest.mouseMove(plot, at(plot, 3))
    QTest.mouseMove(plot, at(plot, 3) + QPoint(3, 0))
    plot.set_values(CUTS, 2)  # the engine's answer to an older place
    assert plot.rank == 3
    QTest.mouseMove(plot, QPoint(900, 10))
    QTest.mouseRelease(plot, Left, pos=QPoint(900, 10))
    assert heard == [(3, False), (5, False), (5, True)]
    plot.set_values(CUTS, 4)
    assert plot.rank == 4 and len(heard) == 3


def test_a_press_brings_the_line_and_one_in_place_says_nothing(
    plot: ThresholdPlot, heard: list[tuple[int, bool]]
) -> None:
    QTest.mouseClick(plot, Left, pos=at(plot, 2))
    assert heard == []
    QTest.mouseClick(plot, Left, pos=at(plot, 1))
    assert heard == [(1, False), (1, True)]


def test_the_keys_move_it_by_one_and_to_the_ends(plot: ThresholdPlot, heard: list[tuple[int, bool]]) -> None:
    for key in (Key.Key_Right, Key.Key_Left, Key.Key_End, Key.Key_Right, Key.Key_Home):
        QTest.keyClick(plot, key)
    assert [rank for rank, finished in heard if finished] == [3, 2, 5, 0]
    assert len(heard) == 8


def test_a_held_key_that_loses_the_keyboard_is_over(plot: ThresholdPlot, heard: list[tuple[int, bool]]) -> None:
    plot.setFocus()
    assert QApplication.focusWidget() is plot
    QTest.keyPress(plot, Key.Key_Right)
    plot.clearFocus()
    assert heard == [(3, False), (3, True)]


def test_it_tells_each_value(plot: ThresholdPlot) -> None:
    assert plot.tip(plot.line_at(0) + 5).startswith("Way 1, the strongest first: held still (singular value 1;")
    assert plot.tip(plot.line_at(3) + 5).startswith("Way 4, the strongest first: free (singular value 0.001;")


def test_with_nothing_there_is_nothing_to_drag(plot: ThresholdPlot, heard: list[tuple[int, bool]]) -> None:
    plot.set_values((), 0)
    assert plot.words() == "" and plot.tip(50) == ""
    QTest.mouseClick(plot, Left, pos=QPoint(200, 40))
    QTest.keyClick(plot, Key.Key_Right)
    plot.grab()
    assert heard == []
    plot.set_values(CUTS, 2)
    plot.setEnabled(False)
    assert accented(plot) == []
