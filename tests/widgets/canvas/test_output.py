"""The output window: the very picture, as large as it fits, on black, and never at the price of the live view."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from widgets.canvas.output import OutputView


def picture(side: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 255, (side, side, 3), dtype=np.uint8)


def painted(view: OutputView) -> np.ndarray:
    image = view.grab().toImage()
    return np.array(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[..., 2::-1]


@pytest.fixture
def view(qtbot: QtBot) -> OutputView:
    made = OutputView()
    qtbot.addWidget(made)
    made.resize(400, 200)
    return made


def test_without_a_picture_it_is_black(view: OutputView) -> None:
    assert not painted(view).any()


def test_it_shows_the_very_pixels_in_the_middle_and_black_around(view: OutputView) -> None:
    pixels = picture(200)
    view.show_picture(pixels)
    seen = painted(view)
    assert np.array_equal(seen[:, 100:300], pixels)
    assert not seen[:, :100].any() and not seen[:, 300:].any()
    wide = np.full((50, 200, 3), 90, np.uint8)  # another size, another shape: a generator was changed
    view.show_picture(wide)
    seen = painted(view)
    assert (seen[50:150] == 90).all() and not seen[:50].any() and not seen[150:].any()
    view.show_picture(None)
    assert not painted(view).any()


def test_squares_stay_squares_where_the_canvas_has_them(view: OutputView) -> None:
    pixels = picture(50)
    view.show_picture(pixels, smooth=False)
    assert np.array_equal(painted(view)[:, 100:300], pixels.repeat(4, 0).repeat(4, 1))


def test_while_it_rests_from_painting_pictures_are_left_out_but_the_last_one(qtbot: QtBot) -> None:
    times = iter(range(1000))
    view = OutputView(now=lambda: float(next(times)))  # a second a paint: the slowest screen there is
    qtbot.addWidget(view)
    counted: list[int] = []
    paint = view._paint_picture
    view._paint_picture = lambda *painted: (counted.append(1), paint(*painted))[0]  # type: ignore[method-assign, func-returns-value]
    view.resize(100, 100)
    view.show()
    view.show_picture(picture(10))
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not view._flush.isActive())
    before = len(counted)
    assert view._rest.isActive() and view._rest.interval() == 4000  # with what brings it to the screen
    last = picture(10, 9)
    for each in (picture(10, 1), picture(10, 2), last):
        view.show_picture(each)
        QApplication.processEvents()
    assert len(counted) == before
    view._rest.stop()  # the rest is over
    view._rested()
    QApplication.processEvents()
    assert len(counted) == before + 1 and view.pixels is last


def test_keys_and_a_double_click_fill_the_screen_and_leave_it(view: OutputView) -> None:
    view.open_on(view.screen(), whole=False)
    QApplication.processEvents()
    closed: list[int] = []
    view.closed.connect(lambda: closed.append(1))
    assert view.cursor().shape() == Qt.CursorShape.BlankCursor
    size = view.size()
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert view.isFullScreen() and view.size() == view.screen().size()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not view.isFullScreen() and view.isVisible() and view.size() == size
    QTest.keyClick(view, Qt.Key.Key_F11)
    QApplication.processEvents()
    assert view.isFullScreen()
    QTest.keyClick(view, Qt.Key.Key_F11)
    QApplication.processEvents()
    assert not view.isFullScreen() and not closed
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert not view.isVisible() and closed == [1]


def test_only_the_picture_is_painted_anew_unless_it_comes_to_lie_elsewhere(view: OutputView) -> None:
    painted_anew: list[QRect] = []

    class Listening(QObject):
        def eventFilter(self, _: QObject, event: QEvent) -> bool:
            if isinstance(event, QPaintEvent):
                painted_anew.append(event.region().boundingRect())
            return False

    listening = Listening()
    view.show()
    view.show_picture(picture(10))
    QApplication.processEvents()
    view.installEventFilter(listening)
    for pixels in (picture(10, 1), picture(20, 2), np.zeros((10, 40, 3), np.uint8), None):
        view._flush.stop()
        view._rest.stop()
        view.show_picture(pixels)
        QApplication.processEvents()
    view.removeEventFilter(listening)
    assert painted_anew == [QRect(100, 0, 200, 200)] * 2 + [QRect(0, 0, 400, 200)] * 2
