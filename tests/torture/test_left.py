"""What the monkey looks for at the end is found if it is there."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QTimer, QVariantAnimation

from tests.app.opened import Opened, close_window, quiet, running_timers
from tests.torture.left import left_running


def test_a_window_that_is_closed_leaves_nothing_running(make_window: Callable[..., Opened]) -> None:
    opened = make_window()
    quiet(opened)
    opened.controller.say("Something happened.")  # a notice counts down
    opened.controller.faces.dice()  # panels, strips and the autosave wait
    assert len(running_timers(opened.window, opened.controller)) > 2
    close_window(opened)
    assert left_running() == []


@pytest.mark.parametrize("owned", [False, True])
def test_a_planted_timer_and_a_planted_animation_are_found(owned: bool, qtbot: object) -> None:
    root = QObject()
    timer, moving = QTimer(root if owned else None), QVariantAnimation(root if owned else None)
    timer.start(10_000_000)
    moving.setDuration(10_000_000)
    moving.setStartValue(0)
    moving.setEndValue(1)
    moving.start()
    assert sorted(left_running()) == ["QTimer", "QVariantAnimation"]
    assert len(running_timers(root)) == (2 if owned else 0)
    timer.stop()
    moving.stop()
    assert left_running() == [] == running_timers(root)


def test_a_planted_thread_is_found() -> None:
    go = threading.Event()
    thread = threading.Thread(target=go.wait, name="planted", daemon=True)
    thread.start()
    assert left_running() == ["planted"]
    go.set()
    thread.join()
    assert left_running() == []
