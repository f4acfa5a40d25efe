"""The real window with the shipped generator, offscreen; and a tiny DCGAN of our own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.controller import Controller
from app.settings import Settings
from app.window import MainWindow
from engine.methods.ganspace import GANSpace
from widgets.theme import apply_theme

FACES = "builtin:faces-eigengan-64"
LONG = 60_000  # milliseconds: only ever reached by a fault


def engine_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "engine"]


def settle() -> None:
    """Run what is due now: queued slots, timers of 0 ms, deletions."""
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@dataclass
class Opened:
    """A window and what a test asks of it. `notices` are all sentences said so far, with their kind."""

    window: MainWindow
    qtbot: QtBot
    notices: list[tuple[str, str]] = field(default_factory=list)
    closed: bool = False

    def __post_init__(self) -> None:
        self.controller = self.window.controller
        self.controller.noticed.connect(self._noticed)

    def _noticed(self, sentence: str, kind: str, _: str) -> None:
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
        return last is not None and last.sequence >= self.controller._wanted and not self.controller.jobs._waiting

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
    opened.window.close()
    assert not engine_threads(), "the engine thread is still there"
    opened.window.deleteLater()
    settle()


def quiet(opened: Opened) -> None:
    """Wait for the first frame, the sliders and the end of every job."""
    opened.wait(lambda: bool(opened.controller.workspace and opened.controller.workspace.sets))
    opened.rest()


@pytest.fixture
def make_window(qtbot: QtBot) -> Iterator[Callable[..., Opened]]:
    """Opens windows that are closed at the end if the test has not done so."""
    apply_theme(QApplication.instance(), "dark")
    before = set(QApplication.topLevelWidgets())
    made: list[Opened] = []

    def make(settings: Settings | None = None, first: str = FACES) -> Opened:
        made.append(open_window(qtbot, settings, first))
        return made[-1]

    yield make
    for opened in made:
        close_window(opened)
    made.clear()
    assert not set(QApplication.topLevelWidgets()) - before, "a window or dialog was left behind"


@pytest.fixture
def brief_ganspace(monkeypatch: pytest.MonkeyPatch) -> None:
    """GANSpace from fewer samples: a second instead of six."""
    monkeypatch.setattr(GANSpace.__init__, "__defaults__", (1000, 12, 500))


@pytest.fixture
def window(make_window: Callable[..., Opened]) -> Opened:
    """The real window with the shipped generator, its first frame and its sliders."""
    opened = make_window()
    quiet(opened)
    return opened


@pytest.fixture
def dcgan_file(tmp_path: Path) -> Path:
    """A tiny DCGAN: z of 20 numbers to 16 x 16 pixels, as torch saves it, under a name that says nothing."""
    import torch

    torch.manual_seed(3)
    weights = {
        "main.0.weight": torch.randn(20, 16, 4, 4) * 0.2,
        "main.3.weight": torch.randn(16, 8, 4, 4) * 0.2,
        "main.6.weight": torch.randn(8, 3, 4, 4) * 0.2,
    }
    path = tmp_path / "tiny.dat"
    torch.save(weights, path)
    return path
