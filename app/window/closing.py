"""Closing the window while a file is being written, what was found of a photo is not used, or what is open can be kept
nowhere: it is asked first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QMessageBox

from app.window.surface import Surface
from engine.document.disk.wording import short
from engine.language import tr


class Closing(QObject):
    """Asks whether to wait."""

    def __init__(
        self,
        window: Surface,
        close: Callable[[], object],
        keep: Callable[[], str],
        save_elsewhere: Callable[[], object],
    ) -> None:
        """`keep` writes what is open for the next start, and says why if that cannot be."""
        super().__init__(window)
        self._window, self._controller, self._close = window, window.controller, close
        self._keep, self._save_elsewhere = keep, save_elsewhere
        self._box: QMessageBox | None = None
        self._waits = self._given_up = self._of_files = False
        self._controller.job_ended.connect(self._ended)
        self._controller.noticed.connect(self._noticed)

    def may_close(self) -> bool:
        """Whether the window may close now; where something would be lost a person is asked, and it closes later."""
        if self._given_up:
            return True
        if self._box is not None:
            return False
        if names := self._controller.jobs.writing():
            self._ask(names)
        elif self._controller.photos.waiting:
            self._ask_of_photo()
        elif self._controller.saving.unsaved and (why := self._keep()):
            self._ask_of_unkept(why)
        else:
            return True
        return False

    def _ask_of_unkept(self, why: str) -> None:
        box = self._new_box(
            tr("What you changed is not saved, and cannot be kept for the next start either: {why}", why=why)
        )
        elsewhere = box.addButton(tr("Save elsewhere…"), QMessageBox.ButtonRole.AcceptRole)
        elsewhere.clicked.connect(lambda: QTimer.singleShot(0, self, self._elsewhere))  # once this box has gone
        box.addButton(tr("Close anyway"), QMessageBox.ButtonRole.DestructiveRole).clicked.connect(self._give_up)
        box.setDefaultButton(elsewhere)
        box.setEscapeButton(box.addButton(tr("Do not close"), QMessageBox.ButtonRole.RejectRole))
        box.open()

    @Slot()
    def _elsewhere(self) -> None:
        """To a file of the person's; then it closes, unless they changed their mind or that failed too."""
        self._save_elsewhere()
        self._waits = bool(self._controller.jobs.writing())

    def _ask_of_photo(self) -> None:
        photo = self._controller.photos.photo
        name = short(Path(photo.path).name) if photo is not None else "A photo"
        box = self._new_box(tr("{name} was found, and is not used yet.", name=name))
        use = box.addButton(tr("Use it, and close"), QMessageBox.ButtonRole.AcceptRole)
        use.clicked.connect(self._use)
        box.addButton(tr("Close without it"), QMessageBox.ButtonRole.DestructiveRole).clicked.connect(self._give_up)
        box.setDefaultButton(use)
        box.setEscapeButton(box.addButton(tr("Do not close"), QMessageBox.ButtonRole.RejectRole))
        box.open()

    @Slot()
    def _use(self) -> None:
        """The photo becomes the picture, so it comes back with the last session."""
        self._controller.photos.stop()
        self._controller.photos.use()
        QTimer.singleShot(0, self, self._close)

    def _new_box(self, text: str) -> QMessageBox:
        self._of_files = False
        self._box = box = QMessageBox(QMessageBox.Icon.Question, tr("Close EigenBrush"), text, parent=self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.finished.connect(self._asked)
        return box

    def _ask(self, names: tuple[str, ...]) -> None:
        files = ", ".join(short(Path(name).name) for name in names)
        one = tr("{files} is still being written.", files=files)
        box = self._new_box(one if len(names) == 1 else tr("{files} are still being written.", files=files))
        wait = box.addButton(tr("Close when written"), QMessageBox.ButtonRole.AcceptRole)
        without = tr("Close now, without it") if len(names) == 1 else tr("Close now, without them")
        box.addButton(without, QMessageBox.ButtonRole.DestructiveRole).clicked.connect(self._give_up)
        self._of_files = True
        stay = box.addButton(tr("Do not close"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(wait)
        box.setEscapeButton(stay)
        wait.clicked.connect(self._wait)
        box.open()

    @Slot()
    def _asked(self) -> None:
        box, self._box = self._box, None
        if box is not None:
            box.deleteLater()

    @Slot()
    def _wait(self) -> None:
        self._waits = True
        for job in self._controller.jobs.finish_writing():
            self._window.job_bar.show_paused(job, paused=False)
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
        if self._box is not None and self._of_files:
            self._box.close()
        if self._waits:
            self._waits = False
            QTimer.singleShot(0, self, self._close)  # once everybody has heard of the job's end
