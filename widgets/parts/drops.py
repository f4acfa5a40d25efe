"""A widget that files can be dropped on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class DropTarget(QWidget):
    """Takes local files; `dropping` while some are held over it."""

    paths_dropped = Signal(list)  # paths of local files, as str

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dropping = False
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_files(event):
            event.acceptProposedAction()
            self.set_dropping(dropping=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.set_dropping(dropping=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.set_dropping(dropping=False)
        paths = local_files(event)
        if paths:
            event.acceptProposedAction()
            self.paths_dropped.emit(paths)

    def set_dropping(self, *, dropping: bool) -> None:
        self.dropping = dropping
        self.update()


def local_files(event: QDropEvent) -> list[str]:
    """The paths of the files and folders that a drag carries."""
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
