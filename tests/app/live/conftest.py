"""A service that really listens, on a port of this computer that nobody else has, and devices that are plugged in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import mido
import pytest
from pytestqt.qtbot import QtBot

from app.live.listening import Live
from app.model.workspace import Workspace
from tests.app.desk import Desk, info
from tests.app.live import fake_midi

LONG = 60_000  # milliseconds: only ever reached by a fault


@pytest.fixture
def devices() -> Iterator[list[str]]:
    """The MIDI devices that are plugged in: none at first."""
    before = mido.backend
    mido.set_backend("tests.app.live.fake_midi")
    yield fake_midi.plugged
    assert fake_midi.opened == {}, "a device was left open"
    fake_midi.plugged.clear()
    fake_midi.taken.clear()
    mido.set_backend(before)


@pytest.fixture
def live(desk: Desk, devices: list[str]) -> Iterator[Live]:
    desk.controller.settings.live_port = 0  # any that is free
    desk.open(info())
    yield desk.controller.live
    desk.controller.live.close()


@pytest.fixture
def workspace(desk: Desk, live: Live) -> Workspace:
    assert desk.controller.workspace is not None
    return desk.controller.workspace


@pytest.fixture
def wait(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    """Wait until something is so, however long that takes."""
    return lambda true: qtbot.waitUntil(true, timeout=LONG)
