"""What the beats of the event loop tell: how long, by which event, and what is let pass."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject

from tests.torture import beats
from tests.torture.beats import Beats, limit


class Wall(QObject):
    """A page."""


class DirectionBrowser(QObject):
    """The page whose first look takes long."""


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds of processor time so far."""
    now = [0.0]
    monkeypatch.setattr(beats.time, "thread_time", lambda: now[0])
    return now


def test_the_event_that_held_the_loop_is_named(clock: list[float]) -> None:
    front = QObject()
    held = Beats(lambda: front)
    for kind, name, took in (("act", "undo", 0.05), ("act", "theme_dark", 0.5), ("key", "key W", 0.1)):
        held.sent(kind, kind)
        held.called(name)
        clock[0] += took
        held.beat()
    assert held.longest["act"] == (pytest.approx(0.5), "theme_dark")
    assert held.longest["key"] == (pytest.approx(0.1), "key W")
    assert held.too_long(0.2) == ["theme_dark held the window for 500 ms"]


def test_only_first_looks_with_a_reason_are_let_pass(clock: list[float]) -> None:
    front: list[QObject] = [QObject()]
    held = Beats(lambda: front[0])
    for page in (DirectionBrowser(), Wall()):
        held.sent("act", "show")
        front[0] = page
        clock[0] += 0.5
        held.beat()
    assert set(held.first) == {"DirectionBrowser", "Wall"}
    assert held.too_long(0.2) == ["Wall held the window for 500 ms"]
    front[0] = Wall()
    clock[0] += 0.5
    held.beat()
    assert held.longest["act"][0] == pytest.approx(0.5)  # a second look is held to the limit


def test_a_slower_machine_has_longer_and_a_faster_one_not_less() -> None:
    assert limit(beats.USUAL / 2, beats.USUAL / 4) == limit(beats.USUAL) == beats.LIMIT * beats.MARGIN
    assert limit(beats.USUAL, 3 * beats.USUAL) == pytest.approx(3 * beats.LIMIT * beats.MARGIN)
