"""The line that calms what is unusual: its two sliders, and the split view."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from widgets.faces.split import SplitView
from widgets.faces.taming import TamingBar
from widgets.parts.press_slider import HomeSlider
from widgets.states import TamingState

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
HERE = TamingState(2.0, 0, 128)


@pytest.fixture
def bar(qtbot: QtBot) -> TamingBar:
    bar = TamingBar()
    qtbot.addWidget(bar)
    bar.resize(790, 40)
    bar.set_state(HERE)
    with qtbot.waitExposed(bar):
        bar.show()
    bar.activateWindow()
    return bar


def sliders(bar: TamingBar) -> tuple[HomeSlider, HomeSlider]:
    calm, parts = bar.findChildren(HomeSlider)
    return calm, parts


def moves(bar: TamingBar) -> list[tuple[float, int, int]]:
    seen: list[tuple[float, int, int]] = []
    bar.moved.connect(lambda *values: seen.append(values))
    return seen


def words(bar: TamingBar) -> list[str]:
    return [label.text() for label in bar.findChildren(QLabel)]


def test_one_drag_is_one_gesture_from_off_to_near(bar: TamingBar) -> None:
    seen, (calm, _) = moves(bar), sliders(bar)
    middle = calm.height() // 2
    QTest.mousePress(calm, Left, pos=QPoint(0, middle))
    QTest.mouseMove(calm, QPoint(calm.width() // 2, middle))
    QTest.mouseMove(calm, QPoint(calm.width(), middle))
    QTest.mouseRelease(calm, Left, pos=QPoint(calm.width(), middle))
    assert [round(threshold, 2) for threshold, *_ in seen[::2]] == [0.0, 0.1] and 1.5 < seen[1][0] < 2.5
    assert len({gesture for *_, gesture in seen}) == 1 and {first for _, first, _ in seen} == {0}


def test_backspace_and_a_double_click_go_home(bar: TamingBar) -> None:
    seen, (calm, parts) = moves(bar), sliders(bar)
    calm.setFocus()
    QTest.keyClick(calm, Key.Key_Backspace)
    assert seen[-1][:2] == (0.0, 0)
    bar.set_state(TamingState(2.0, 5, 128))
    assert "first 5" in words(bar)
    QTest.mouseDClick(parts, Left, pos=QPoint(3, parts.height() // 2))
    assert seen[-1][:2] == (2.0, 0)


def test_what_is_shown_is_what_a_step_goes_on_from(bar: TamingBar) -> None:
    seen, (calm, parts) = moves(bar), sliders(bar)
    QTest.keyClick(calm, Key.Key_Right)
    assert seen[-1][:2] == (1.95, 0) and "beyond 2.00" in words(bar)
    seen.clear()
    for _ in range(23):
        QTest.keyClick(parts, Key.Key_Left)
        bar.set_state(TamingState(2.0, seen[-1][1], 128))
    counts = [first for _, first, _ in seen]
    assert counts == sorted(counts, reverse=True) and counts[-1] == 1 and counts[0] > 90
    assert seen and all(threshold == 2.0 for threshold, *_ in seen)


def test_every_step_shown_again_stays_where_it_is(bar: TamingBar) -> None:
    seen, calm = moves(bar), sliders(bar)[0]
    for position in range(calm.maximum() + 1):
        calm.setValue(position)
        if seen:
            bar.set_state(TamingState(seen[-1][0], 0, 128))
            assert calm.value() == position
    assert sorted({threshold for threshold, *_ in seen})[:2] == pytest.approx([0.0, 0.1])


def test_it_says_why_it_cannot_be_moved(bar: TamingBar) -> None:
    calm, parts = sliders(bar)
    bar.set_state(TamingState(0.0, 0, 0))
    assert calm.isEnabled() and not parts.isEnabled() and "equally strong" in parts.toolTip()
    bar.set_state(TamingState(0.0, 0, 128))
    assert not parts.isEnabled() and "first" in parts.toolTip()
    bar.set_state(TamingState(0.0, 0, 128, "What is usual differs with the class here."))
    assert not calm.isEnabled() and "differs with the class" in calm.toolTip()
    assert not bar.findChild(QToolButton).isEnabled()


def test_where_it_is_narrow_the_words_give_way(bar: TamingBar, qtbot: QtBot) -> None:
    assert "calm what is unusual" in [label.text() for label in bar.findChildren(QLabel) if label.isVisible()]
    bar.setMinimumWidth(1)
    bar.resize(420, 40)
    qtbot.waitUntil(lambda: not any(label.isVisible() for label in bar.findChildren(QLabel) if "calm" in label.text()))
    assert all(slider.geometry().right() < bar.width() for slider in sliders(bar))


def test_both_pictures_stand_side_by_side(qtbot: QtBot) -> None:
    view = SplitView()
    qtbot.addWidget(view)
    view.resize(800, 500)
    with qtbot.waitExposed(view):
        view.show()
    red, blue = np.zeros((16, 16, 3), np.uint8), np.zeros((16, 16, 3), np.uint8)
    red[..., 0], blue[..., 2] = 255, 255
    view.before.set_pixels(red)
    view.after.set_pixels(blue)
    image = view.grab().toImage()
    left, right = (box.geometry().center() for box in (view.before, view.after))
    assert image.pixelColor(left).red() == 255 and image.pixelColor(right).blue() == 255
    with qtbot.waitSignal(view.closed):
        QTest.keyClick(view, Key.Key_Escape)
