"""Closing the window while a file is being written: it is asked first, and nothing is left half written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QMessageBox

from app.window.surface import Surface
from engine.document.wording import short


class Closing(QObject):
    """Asks whether to wait."""

    def __init__(self, window: Surface, close: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._controller, self._close = window, window.controller, close
        self._box: QMessageBox | None = None
        self._waits = self._given_up = False
        self._controller.job_ended.connect(self._ended)
        self._controller.noticed.connect(self._noticed)

    def may_close(self) -> bool:
        """Whether the window may close now; where files are being written, a person is asked, and it closes later."""
        if self._given_up or not (names := self._controller.jobs.writing()):
            return True
        if self._box is None:
            self._ask(names)
        return False

    def _ask(self, names: tuple[str, ...]) -> None:
        files = ", ".join(short(Path(name).name) for name in names)
        text = f"{files} {'is' if len(names) == 1 else 'are'} still being written."
        self._box = box = QMessageBox(QMessageBox.Icon.Question, "Close EigenBrush", text, parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        wait = box.addButton("Close when written", QMessageBox.ButtonRole.AcceptRole)
        without = f"Close now, without {'it' if len(names) == 1 else 'them'}"
        box.addButton(without, QMessageBox.ButtonRole.DestructiveRole).clicked.connect(self._give_up)
        stay = box.addButton("Do not close", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(wait)
        box.setEscapeButton(stay)
        wait.clicked.connect(self._wait)
        box.finished.connect(self._asked)
        box.open()

    @Slot()
    def _asked(self) -> None:
        box, self._box = self._box, None
        if box is not None:
            box.deleteLater()

    @Slot()
    def _wait(self) -> None:
        self._waits = True
        self._ended()

    @Slot()
    def _give_up(self) -> None:
        self._given_up = True
        self._close()

    @Slot(str, str, str)
    def _noticed(self, sentence: str, kind: str, details: str) -> None:
        if kind == "problem":
            self._waits = False  # somebody has to read it

    @Slot()
    def _ended(self) -> None:
        """A job is over; nobody needs to be asked any more once all is written."""
        if self._controller.jobs.writing():
            return
        if self._box is not None:
            self._box.close()
        if self._waits:
            self._waits = False
            QTimer.singleShot(0, self, self._close)  # once everybody has heard of the job's end
