"""A monkey at the real window: random, but the same for the same seed. It knows what a person can do, not how."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from shiboken6 import isValid

from app.window.actions import ACTIONS
from app.window.window import MainWindow
from tests.torture.beats import Beats
from tests.torture.figures import Told
from widgets.sliders.row import SliderRow

#: What ends the program, asks the system for a window of its own, or takes the screen.
LEFT_ALONE = ("quit", "toggle_full_screen")
KEYS = (
    Qt.Key.Key_B, Qt.Key.Key_E, Qt.Key.Key_L, Qt.Key.Key_R, Qt.Key.Key_O, Qt.Key.Key_X, Qt.Key.Key_Q, Qt.Key.Key_H,
    Qt.Key.Key_Escape, Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight, Qt.Key.Key_N, Qt.Key.Key_Tab,
    Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_Backspace,
    Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_W,
)  # fmt: skip
BUTTONS = (
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.LeftButton,
    Qt.MouseButton.MiddleButton,
    Qt.MouseButton.RightButton,
)
MODIFIERS = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip


class Monkey:
    """Plays with a window; `files` are dropped and opened, `folder` is where it saves."""

    def __init__(self, window: MainWindow, files: list[Path], folder: Path, seed: int) -> None:
        self.window, self.controller = window, window.controller
        self._files, self._folder = files, folder
        self._random = random.Random(seed)
        self.told = Told()
        self._saved = 0
        self.beats = Beats(window.pages.currentWidget)
        self.controller.noticed.connect(self._noticed)
        self._doing: tuple[tuple[int, Callable[[], None]], ...] = (
            (30, self.slide), (20, self.press), (8, self.key), (12, self.act), (6, self.face), (4, self.undo),
            (4, self.paint), (3, self.find), (2, self.cancel), (2, self.drop), (2, self.resize), (2, self.wheel),
            (2, self.history), (1, self.click_anything),
        )  # fmt: skip

    def _noticed(self, sentence: str, kind: str, details: str) -> None:
        if "fault in EigenBrush" in sentence or "\n" in sentence:
            self.told.problems.append(f"{sentence}\n{details}")

    def ask_open(self, *_: object, **__: object) -> tuple[str, str]:
        """What a file dialog answers that asks what to open."""
        return (str(self._random.choice(self._files)) if self._random.random() < 0.7 else "", "")

    def ask_save(self, *given: object, **_: object) -> tuple[str, str]:
        """What a file dialog answers that asks where to save."""
        self._saved += 1
        name = Path(str(given[2] if len(given) > 2 else "a")).name
        return (str(self._folder / f"{self._saved % 7}-{name}") if self._random.random() < 0.7 else "", "")

    def ask_folder(self, *_: object, **__: object) -> str:
        """What a dialog answers that asks for a folder: that of all it has saved, or none."""
        return str(self._folder) if self._random.random() < 0.3 else ""

    def play(self, events: int) -> None:
        """So many events; what was slow and what went wrong is told."""
        weights, doing = zip(*self._doing, strict=True)
        self.beats.start()
        for _ in range(events):
            do = self._random.choices(doing, weights)[0]
            self.beats.sent(do.__name__, do.__name__)
            do()
            QApplication.processEvents()
            self.told.tried[do.__name__] += 1
            self._close_what_is_in_front()
            if self._random.random() < 0.1:
                self._look_on(self._random.uniform(0, 0.2))
        self.beats.stop()

    def _look_on(self, seconds: float) -> None:
        """Let the engine work, as a person who looks would."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            QApplication.processEvents()

    def _close_what_is_in_front(self) -> None:
        """Dialogs and menus are looked at, and closed again."""
        for found in (QApplication.activePopupWidget(), QApplication.activeModalWidget()):
            if found is not None:
                self.told.came["closed"] += 1
                found.close()
        for dialog in QApplication.topLevelWidgets():
            if dialog is not self.window and dialog.isVisible() and self._random.random() < 0.5:
                dialog.close()

    # ---- what it does ----

    def slide(self) -> None:
        """A slider that can be seen, dragged in a few moves."""
        rows = [row for row in self.window.sliders.findChildren(SliderRow) if row.isVisible()]
        if rows:
            row = self._random.choice(rows)
            gesture = self._random.randrange(1, 10**9)
            for _ in range(self._random.randint(1, 6)):
                row.moved.emit(row.state.key, self._random.gauss(0, 2), gesture)
                self.beats.beat()  # each is an event of its own

    def press(self) -> None:
        """The mouse goes down somewhere on the page in front, moves, and comes up again."""
        page = self.window.pages.currentWidget()
        if page is None:
            return
        target = page.childAt(self._place(page)) or page
        self.beats.called(f"press on {type(target).__name__}")
        button, modifier = self._random.choice(BUTTONS), self._random.choice(MODIFIERS)
        QTest.mousePress(target, button, modifier, self._place(target))
        for _ in range(self._random.randint(0, 5)):
            QTest.mouseMove(target, self._place(target))
            QApplication.processEvents()
            if not isValid(target):  # what it held went away, as a film strip may
                return
        QTest.mouseRelease(target, button, modifier, self._place(target))

    def key(self) -> None:
        """A key, wherever the keyboard is."""
        target = QApplication.focusWidget() or self.window.canvas
        key, modifier = self._random.choice(KEYS), self._random.choice(MODIFIERS)
        if (key, modifier) != (Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier):  # it would end the program
            self.beats.called(f"key {key.name.removeprefix('Key_')}")
            QTest.keyClick(target, key, modifier)

    def act(self) -> None:
        """Something out of the menus that is offered."""
        offered = [a.run for a in ACTIONS if a.run not in LEFT_ALONE and self.window.acts[a.run].isEnabled()]
        name = self._random.choice(offered)
        self.beats.called(name)
        self.window.acts[name].trigger()

    def face(self) -> None:
        """Another face."""
        faces = self.controller.faces
        self._random.choice((faces.dice, faces.back, faces.forward, lambda: faces.choose_seed(7)))()

    def undo(self) -> None:
        """Back and forth."""
        for _ in range(self._random.randint(1, 8)):
            self._random.choice((self.controller.undo, self.controller.redo))()
            self.beats.beat()  # each is an event of its own

    def paint(self) -> None:
        """A stroke on the picture, with the brush in hand."""
        canvas = self.window.canvas
        self.window.painter.use(self._random.choice(("brush", "eraser", "lasso", "rectangle", "ellipse")))
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=self._place(canvas))
        for _ in range(self._random.randint(1, 6)):
            QTest.mouseMove(canvas, self._place(canvas))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=self._place(canvas))

    def find(self) -> None:
        """A method, with few samples where it takes many."""
        if (workspace := self.controller.workspace) is not None:
            offer = self._random.choice(workspace.info.methods)
            small = {"samples": 500, "components": 4} if offer.identifier == "ganspace" else {}
            if not offer.learns:
                self.beats.called(f"find {offer.identifier}")
                self.window.methods.find_with.emit(offer.identifier, small)

    def cancel(self) -> None:
        """A job that runs, or ran."""
        self.controller.jobs.cancel(self._random.randint(1, 1 + self.told.tried.total()))

    def drop(self) -> None:
        """A file on the window."""
        self.window.dropped([str(self._random.choice(self._files))])

    def resize(self) -> None:
        """The window gets another size."""
        self.window.resize(self._random.randint(700, 1920), self._random.randint(400, 1080))

    def wheel(self) -> None:
        """Nearer or further."""
        self._random.choice((self.window.canvas.zoom_in, self.window.canvas.zoom_out, self.window.canvas.fit))()

    def history(self) -> None:
        """A step of the list."""
        if (workspace := self.controller.workspace) is not None:
            self.controller.jump(self._random.randrange(len(workspace.history.steps)))

    def click_anything(self) -> None:
        """Whatever can be seen."""
        seen = [widget for widget in self.window.findChildren(QWidget) if widget.isVisible() and widget.isEnabled()]
        target = self._random.choice(seen)
        self.beats.called(f"click on {type(target).__name__}")
        QTest.mouseClick(target, Qt.MouseButton.LeftButton, pos=self._place(target))

    def _place(self, widget: QWidget) -> QPoint:
        return QPoint(self._random.randrange(max(1, widget.width())), self._random.randrange(max(1, widget.height())))


def answers_for(monkey: Monkey) -> dict[str, Callable[..., object]]:
    """What file dialogs answer while it plays, by the name of `QFileDialog`'s function."""
    answers: dict[str, Callable[..., object]] = {
        "getOpenFileName": monkey.ask_open,
        "getSaveFileName": monkey.ask_save,
        "getExistingDirectory": monkey.ask_folder,
    }
    assert all(hasattr(QFileDialog, name) for name in answers)
    return answers


def garbage(folder: Path, seed: int) -> Path:
    """A file that is nothing."""
    path = folder / "nothing.png"
    path.write_bytes(np.random.default_rng(seed).bytes(5000))
    return path
