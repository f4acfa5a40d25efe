"""A line edit laid over the words or the number it changes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class InlineEdit(QLineEdit):
    """Opens with everything selected, and is gone afterwards: Enter or leaving it commits, Esc gives up."""

    finished = Signal(object)  # the text, or None when given up

    def __init__(self, text: str, box: QRect, name: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self._done = False
        self.setGeometry(box)
        self.setAccessibleName(name)
        self.setTextMargins(0, 0, 0, 0)
        self.setStyleSheet("QLineEdit { padding: 0 2px; min-height: 0; border-radius: 4px; }")
        self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish(commit=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._finish(commit=False)
        else:
            super().keyPressEvent(event)
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._finish(commit=True)

    def _finish(self, *, commit: bool) -> None:
        if self._done:
            return
        self._done = True
        row = self.parentWidget()
        if row is not None and self.hasFocus():
            row.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.deleteLater()
        self.finished.emit(self.text() if commit else None)
