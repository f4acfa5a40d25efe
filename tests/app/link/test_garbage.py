"""What Qt owns is collected on the screen's thread, whatever the engine's thread allocates."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from app.link.garbage import FULL, ScreenCollector
from tests.app.opened import Opened


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[ScreenCollector]:
    made = ScreenCollector()
    yield made
    made.stop()
    assert gc.isenabled()


def circle(ended: list[threading.Thread]) -> QObject:
    """An object of Qt that only the garbage collector can end; where it ends is noted."""
    made = QObject()
    made.itself = made  # type: ignore[attr-defined]
    weakref.finalize(made, lambda: ended.append(threading.current_thread()))
    return made


def allocate_elsewhere() -> None:
    """More than the collector ever lets pass, on another thread."""
    thread = threading.Thread(target=lambda: [[i] for i in range(200_000)])
    thread.start()
    thread.join()


def test_another_thread_ends_nothing_of_qt(collector: ScreenCollector) -> None:
    ended: list[threading.Thread] = []
    collector.start()
    circle(ended)
    allocate_elsewhere()
    assert ended == []
    for _ in range(FULL):
        collector.look()
    assert ended == [threading.main_thread()]


def test_without_it_another_thread_would(collector: ScreenCollector) -> None:
    ended: list[threading.Thread] = []
    circle(ended)
    allocate_elsewhere()
    assert ended and ended != [threading.main_thread()]


def test_what_is_spared_is_kept_until_the_end(collector: ScreenCollector) -> None:
    ended: list[threading.Thread] = []
    collector.start()
    circle(ended)
    collector.spare()
    gc.collect()
    assert ended == []
    collector.stop()
    gc.collect()
    assert ended == [threading.main_thread()]


def test_two_at_work_give_back_to_python_once_both_are_done(collector: ScreenCollector, qtbot: QtBot) -> None:
    other = ScreenCollector()
    collector.start()
    other.start()
    other.stop()
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()


def test_a_window_keeps_collection_on_its_thread_and_gives_it_back(window: Opened) -> None:
    assert not gc.isenabled()
    assert any(timer.isActive() for timer in window.controller.bridge.findChildren(QTimer))
    for _ in range(2):  # a second time it changes nothing
        window.window.close()
        assert gc.isenabled()
