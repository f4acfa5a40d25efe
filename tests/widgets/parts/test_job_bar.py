from __future__ import annotations

import time

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from widgets.parts.job_bar import JobBar, TimeLeft, in_words


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(700, 100)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def bar(window: QWidget, clock: Clock) -> JobBar:
    bar = JobBar(window, clock)
    bar.resize(700, 80)
    return bar


def texts(bar: JobBar) -> set[str]:
    return {label.text() for label in bar.findChildren(QLabel) if label.isVisible() and label.text()}


def test_a_job_shows_after_a_moment_and_goes_when_it_is_over(bar: JobBar, qtbot: QtBot) -> None:
    bar.start(1, "Export turn.gif")
    started = time.monotonic()
    bar.progress(1, 0.25, "frame 12 of 48")
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible)
    assert time.monotonic() - started >= 0.14  # timers may be a little early
    assert texts(bar) == {"Export turn.gif", "frame 12 of 48"}
    progress = bar.findChild(QProgressBar)
    assert progress.value() / progress.maximum() == 0.25
    bar.finish(1)
    assert not bar.isVisible()


def test_a_job_that_ends_at_once_never_flickers_by(bar: JobBar, qtbot: QtBot) -> None:
    bar.start(1, "short")
    bar.start(2, "long")  # its timer runs out after the first one's would have
    bar.finish(1)
    qtbot.waitUntil(bar.isVisible)
    assert texts(bar) == {"long"}
    bar.start(3, "late")
    bar.finish(2)
    assert not bar.isVisible()
    qtbot.waitUntil(bar.isVisible)
    assert texts(bar) == {"late"}


def test_news_of_a_job_that_is_over_is_passed_over(bar: JobBar) -> None:
    bar.start(1, "short")
    bar.finish(1)
    bar.progress(1, 0.5, "still here")
    bar.finish(1)
    assert not bar.isVisible() and texts(bar) == set()


def test_the_time_left_appears_after_a_second(bar: JobBar, clock: Clock, qtbot: QtBot) -> None:
    bar.start(1, "Export")
    qtbot.waitUntil(bar.isVisible)
    clock.now += 0.9
    bar.progress(1, 0.1)
    assert texts(bar) == {"Export"}
    clock.now += 1.1
    bar.progress(1, 0.2)
    assert texts(bar) == {"Export", "8 s left"}


def test_the_picture_drawn_last_stands_beside_its_job(bar: JobBar, qtbot: QtBot) -> None:
    bar.resize(360, 200)
    bar.start(1, "Export")
    bar.start(2, "Learn")
    qtbot.waitUntil(lambda: texts(bar) == {"Export", "Learn"})
    name = "The picture that was drawn last"
    assert not any(each.isVisible() for each in bar.findChildren(QWidget) if each.accessibleName() == name)
    for grey in (10, 200):
        bar.show_picture(1, np.full((32, 64, 3), grey, np.uint8))
    bar.show_picture(3, np.zeros((32, 64, 3), np.uint8))  # of a job that is over
    (look,) = [each for each in bar.findChildren(QWidget) if each.accessibleName() == name and each.isVisible()]
    image = look.grab().toImage()
    assert (image.width(), image.height()) == (64, 64)
    inside, above = image.pixelColor(32, 32), image.pixelColor(32, 8)  # twice as wide as high
    assert inside.getRgb()[:3] == (200, 200, 200) and above != inside


def test_cancel_asks_once_for_its_own_job(bar: JobBar, qtbot: QtBot) -> None:
    heard: list[int] = []
    bar.cancel_wanted.connect(heard.append)
    bar.start(7, "one")
    bar.start(8, "two")
    qtbot.waitUntil(lambda: texts(bar) == {"one", "two"})
    cross = next(b for b in bar.findChildren(QToolButton) if b.accessibleName() == "Cancel: two")
    for _ in range(2):
        qtbot.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert heard == [8]
    bar.progress(8, 0.5, "frame 3")
    assert texts(bar) == {"one", "two", "stopping…"}


def button(bar: JobBar, name: str) -> QToolButton:
    return next(b for b in bar.findChildren(QToolButton) if b.accessibleName() == name)


def test_paused_it_says_so_and_the_time_left_stands_still(bar: JobBar, clock: Clock, qtbot: QtBot) -> None:
    paused: list[int] = []
    going_on: list[int] = []
    bar.pause_wanted.connect(paused.append)
    bar.going_on_wanted.connect(going_on.append)
    bar.start(3, "Learn")
    qtbot.waitUntil(bar.isVisible)
    clock.now += 2
    bar.progress(3, 0.2, "step 2")
    assert texts(bar) == {"Learn", "step 2", "8 s left"}
    qtbot.mouseClick(button(bar, "Pause: Learn"), Qt.MouseButton.LeftButton)
    clock.now += 3600
    bar.progress(3, 0.2, "step 2")  # of the step that was under way
    assert (paused, going_on) == ([3], []) and texts(bar) == {"Learn", "step 2", "paused"}
    qtbot.keyClick(button(bar, "Go on: Learn"), Qt.Key.Key_Space)
    clock.now += 1
    bar.progress(3, 0.3, "step 3")
    assert (paused, going_on) == ([3], [3]) and texts(bar) == {"Learn", "step 3", "7 s left"}


def test_a_paused_job_can_be_cancelled(bar: JobBar, qtbot: QtBot) -> None:
    heard: list[int] = []
    bar.cancel_wanted.connect(heard.append)
    bar.start(3, "Learn", keeps=True)
    qtbot.waitUntil(bar.isVisible)
    button(bar, "Pause: Learn").click()
    button(bar, "Stop, and keep what is there so far: Learn").click()
    assert heard == [3] and not button(bar, "Go on: Learn").isEnabled()


def test_time_left_of_steady_work_is_exact_and_a_hiccup_is_smoothed_but_not_a_stall() -> None:
    steady = TimeLeft(0.0)
    assert steady.seconds(0.05, 0.5) is None
    assert steady.seconds(0.0, 5.0) is None
    for now in range(2, 6):
        assert steady.seconds(now / 10, now) == pytest.approx(10 - now)
    assert steady.seconds(0.5, 6.0) == pytest.approx(4.5)  # 4 were left a moment ago, 6 by the average
    assert steady.seconds(0.5, 30.0) == pytest.approx(30)


def test_time_left_is_said_as_people_say_it() -> None:
    said = [in_words(s) for s in (0.2, 1.4, 59.4, 59.6, 95, 3600, 7500)]
    assert said == [
        "1 s left", "1 s left", "59 s left", "1 min left", "2 min left", "1 h 00 min left", "2 h 05 min left",
    ]  # fmt: skip
