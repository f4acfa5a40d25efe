from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from widgets.directions.spectrum import SpectrumPlot
from widgets.look.theme import apply_theme

VALUES = (8.0, 4.0, 2.0, 1.0, 1.0)
NAMES = ("turn", "smile", "light", "hair", "cap")


@pytest.fixture
def plot(qtbot: QtBot) -> SpectrumPlot:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, "dark")
    plot = SpectrumPlot()
    qtbot.addWidget(plot)
    plot.resize(420, 180)
    plot.set_spectrum(VALUES, NAMES)
    with qtbot.waitExposed(plot):
        plot.show()
    qtbot.waitUntil(lambda: plot.ready)
    return plot


def canvas(plot: SpectrumPlot):
    return plot._plot.viewport()


def colour(plot: SpectrumPlot, place: int) -> QColor:
    """The colour of a bar a little above its foot."""
    return canvas(plot).grab().toImage().pixelColor(plot.bar_centre(place) - QPoint(0, 6))


def test_importing_it_imports_no_pyqtgraph() -> None:
    code = "import sys, widgets.directions.spectrum; sys.exit('pyqtgraph' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=os.environ, timeout=60).returncode == 0


def test_a_bar_is_as_high_as_its_value(plot: SpectrumPlot) -> None:
    picture = canvas(plot).grab().toImage()
    ground = picture.pixelColor(2, 2)

    def height(place: int) -> int:
        foot = plot.bar_centre(place) - QPoint(0, 2)
        return next(up for up in range(200) if picture.pixelColor(foot - QPoint(0, up)) == ground)

    assert height(0) > 60
    for place, value in enumerate(VALUES):
        assert height(place) == pytest.approx(height(0) * value / 8, abs=4)


def test_pointing_at_a_bar_says_its_number_name_and_share(plot: SpectrumPlot) -> None:
    assert plot.words() == ""
    QTest.mouseMove(canvas(plot), plot.bar_centre(1) - QPoint(0, 5))
    assert plot.words() == "2 · smile · 4 · 25 % of those found"
    QApplication.sendEvent(canvas(plot), QEvent(QEvent.Type.Leave))
    assert plot.words() == ""


def test_the_current_bar_stands_out_and_is_told(plot: SpectrumPlot) -> None:
    accent = plot.palette().highlight().color()
    plot.set_current(2)
    assert [colour(plot, place) == accent for place in range(5)] == [False, False, True, False, False]
    assert plot.accessibleDescription() == "3 · light · 2 · 12.5 % of those found"
    plot.set_current(-1)
    assert colour(plot, 2) != accent


def test_a_click_picks_a_bar(plot: SpectrumPlot, qtbot: QtBot) -> None:
    with qtbot.waitSignal(plot.picked) as heard:
        QTest.mouseClick(canvas(plot), Qt.MouseButton.LeftButton, pos=plot.bar_centre(3) - QPoint(0, 5))
    assert heard.args == [3]


def test_wheel_and_drag_leave_the_plot_where_it_is(plot: SpectrumPlot) -> None:
    before = plot._plot.viewRange()
    where, no = QPointF(plot.bar_centre(2)), Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        where, where, QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton, no, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(canvas(plot), wheel)
    QTest.mousePress(canvas(plot), Qt.MouseButton.RightButton, pos=where.toPoint())
    QTest.mouseMove(canvas(plot), where.toPoint() + QPoint(60, 20))
    QTest.mouseRelease(canvas(plot), Qt.MouseButton.RightButton, pos=where.toPoint() + QPoint(60, 20))
    assert plot._plot.viewRange() == before


def test_the_theme_is_followed(plot: SpectrumPlot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for mode in ("light", "dark"):
        apply_theme(app, mode)
        ground = canvas(plot).grab().toImage().pixelColor(2, 2)
        assert ground == plot.palette().window().color()


@pytest.mark.parametrize("count", [0, 1, 24, 512])
def test_any_number_of_directions_fits(plot: SpectrumPlot, count: int) -> None:
    plot.set_current(4)
    plot.set_spectrum(tuple(1 / (i + 1) for i in range(count)), tuple(f"direction {i}" for i in range(count)))
    plot.grab()
    assert plot.accessibleName() == f"spectrum of {count} directions"
    assert (plot.words() == "") == (count <= 4)


def test_names_and_values_must_be_as_many(plot: SpectrumPlot) -> None:
    with pytest.raises(ValueError, match="5 values need as many names, not 2"):
        plot.set_spectrum(VALUES, NAMES[:2])


def test_the_library_own_menus_are_never_seen_and_go_with_the_plot(plot: SpectrumPlot) -> None:
    menus = plot.findChildren(QMenu)
    assert menus and not any(menu.isVisible() for menu in menus)
