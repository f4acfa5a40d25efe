"""A window under test, and what a test asks of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from PySide6.QtCore import QAbstractAnimation, QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.controller import Controller
from app.model.settings import Settings
from app.window.window import MainWindow

FACES = "builtin:faces-eigengan-64"
LONG = 60_000  # milliseconds: only ever reached by a fault


def engine_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "engine"]


def running_timers(*roots: QObject) -> list[str]:
    """Timers and animations below these objects that are at work, by the class of whom they belong to."""
    found = [timer for root in roots for timer in root.findChildren(QTimer) if timer.isActive()]
    moving = [each for root in roots for each in root.findChildren(QAbstractAnimation)
              if each.state() == QAbstractAnimation.State.Running]  # fmt: skip
    return [f"{type(each).__name__} of {type(each.parent()).__name__}" for each in (*found, *moving)]


def settle() -> None:
    """Run what is due now: queued slots, timers of 0 ms, deletions."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@dataclass
class Opened:
    """A window and what a test asks of it. `notices` are all sentences said so far, with their kind.

    `notes` are those that a generator brought along when it opened.
    """

    window: MainWindow
    qtbot: QtBot
    notices: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    closed: bool = False

    def __post_init__(self) -> None:
        self.controller = self.window.controller
        self.controller.noticed.connect(self._noticed)

    def _noticed(self, sentence: str, kind: str, _: str) -> None:
        workspace = self.controller.workspace
        notes = " ".join(note for known in self.controller.workspaces.values() for note in known.info.notes)
        if workspace is not None and kind == "info" and sentence in notes:
            self.notes.append(sentence)
        else:
            self.notices.append((sentence, kind))

    @property
    def workspace(self):  # type: ignore[no-untyped-def]
        assert self.controller.workspace is not None
        return self.controller.workspace

    @property
    def document(self):  # type: ignore[no-untyped-def]
        return self.workspace.document

    def wait(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=LONG)

    def up_to_date(self) -> bool:
        """Whether the canvas shows the newest request, and nothing else is under way."""
        last = self.controller.last_frame
        return last is not None and last.sequence >= self.controller.frames.wanted and not self.controller.jobs._waiting

    def rest(self) -> None:
        """Wait until the last value is on the canvas, every job is over and the panels show the document."""
        self.wait(self.up_to_date)
        settle()
        self.wait(self.up_to_date)

    def pixels(self) -> np.ndarray:
        frame = self.window.canvas.frame()
        assert frame is not None
        return frame.copy()

    def painted(self) -> np.ndarray:
        """What the canvas paints, as uint8 (H, W, 4)."""
        image = self.window.canvas.grab().toImage()
        return np.array(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)

    def said(self, words: str) -> bool:
        return any(words in sentence for sentence, _ in self.notices)

    def wait_for_notice(self, count: int = 1) -> str:
        """Wait for the next sentence after `count - 1` others, and for the engine to rest; returns it."""
        self.wait(lambda: len(self.notices) >= count)
        self.rest()
        return self.notices[count - 1][0]


def open_window(qtbot: QtBot, settings: Settings | None = None, first: str = FACES) -> Opened:
    """A window on screen; it is not yet waited for."""
    window = MainWindow(Controller(settings or Settings()), first)
    opened = Opened(window, qtbot)
    window.show()
    return opened


def close_window(opened: Opened) -> None:
    """Close it; nothing of it may stay behind."""
    if opened.closed:
        return
    opened.closed = True
    opened.controller.photos.unused = False  # else it would be asked
    opened.window.close()
    if (box := opened.window.closing._box) is not None:  # a disk that the test made full keeps nothing
        next(button for button in box.buttons() if button.text() == "Close anyway").click()
    assert not engine_threads(), "the engine thread is still there"
    assert running_timers(opened.window, opened.controller) == []
    opened.window.deleteLater()
    opened.controller.deleteLater()  # else the garbage collector may end its timers on a later engine's thread
    settle()


def quiet(opened: Opened) -> None:
    """Wait for the first frame, the sliders and the end of every job."""
    opened.wait(lambda: bool(opened.controller.workspace and opened.controller.workspace.catalogue.sets))
    opened.rest()
