"""A page: what can stand in the canvas's place."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.parts.drops import DropTarget


class Page(DropTarget):
    """Covers what lies under it, is closed by Esc, and leaves room for what lies over it at the top.

    Its parts stand in `column`, one below the other. Files can be dropped on it where it is made to take them.
    """

    closed = Signal()

    margins = (16, 8, 8, 10)  # left, top, right, bottom, in logical pixels

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.closable = True  # whether Esc closes it
        self.setAcceptDrops(False)
        self.column = QVBoxLayout(self)
        self.setAutoFillBackground(True)  # shown over the canvas it must not let the canvas shine through
        self.make_room(0)

    def make_room(self, height: int) -> None:
        """Leaves so many logical pixels free at the top, for what lies over it there."""
        left, top, right, bottom = self.margins
        self.column.setContentsMargins(left, top + height, right, bottom)

    def minimumSizeHint(self) -> QSize:
        """As high as what wraps needs to be at the page's width, which Qt leaves out where it asks for the least."""
        least = self.column.minimumSize()
        if self.isVisible() and self.column.hasHeightForWidth():
            height = self.column.minimumHeightForWidth(max(self.width(), least.width()))
            return QSize(least.width(), max(height, least.height()))
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.closable:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
