"""Autosave and recovery: what is open is written shortly after each change, and comes back after a crash.

A lock file says that EigenBrush is running. If one is there at the start and its process is gone, the last run did not
end well, and what it had open is brought back at once. After a good end the autosave stays, for "Reopen last session".
"""

from __future__ import annotations

from PySide6.QtCore import QLockFile, QObject, QTimer, Slot

from app.controller import Controller
from app.settings import home
from engine.document.session import save_session

QUIET = 1500  # milliseconds without a change before the autosave


class Autosaver(QObject):
    """Watches the controller's document. A second window of EigenBrush leaves the autosave to the first."""

    def __init__(self, controller: Controller, parent: QObject) -> None:
        super().__init__(parent)
        self._controller = controller
        self._path, marker = home() / "autosave.eigenbrush", home() / "running.lock"
        left_behind = marker.exists()
        self._lock = QLockFile(str(marker))
        self._lock.setStaleLockTime(0)  # stale only if its process is gone, however long it runs
        self._mine = self._lock.tryLock(0)
        self._crashed = left_behind and self._mine
        self._timer = QTimer(self, singleShot=True, interval=QUIET)
        self._timer.timeout.connect(self._save)
        controller.changed.connect(self._changed)

    def recover(self) -> bool:
        """Bring back what a crash interrupted; True if there was something."""
        if not (self._crashed and self._path.exists()):
            return False
        self._controller.noticed.emit(
            "EigenBrush did not end properly last time; what you had open has been brought back.", "info", ""
        )
        self.reopen()
        return True

    def reopen(self) -> None:
        """Open what the last run had open."""
        if self._path.exists():
            self._controller.open_session(str(self._path), quietly=True)
        else:
            self._controller.noticed.emit("There is no last session yet.", "info", "")

    def finish(self) -> None:
        """The program ends well: write the last state, take the marker away."""
        self._timer.stop()
        work = self._controller.session(str(self._path))
        if self._mine:
            if work is not None and any(w.history.can_undo for w in self._controller.workspaces.values()):
                try:
                    save_session(self._path, work.documents, work.current, self._controller.arrays, b"")
                except OSError as error:
                    print(f"eigenbrush: the last session could not be saved: {error}")
            self._lock.unlock()

    @Slot()
    def _changed(self) -> None:
        self._timer.start()

    @Slot()
    def _save(self) -> None:
        if self._mine:
            self._controller.autosave(str(self._path))
