"""One line of controls that leaves its words out where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

_GAP = 6  # logical pixels between a button's box and its word


class SparingLine(QWidget):
    """Controls stand in `line`. Words that were named to `spare` go before a control would be cut; tips tell them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QHBoxLayout(self)
        self._spared: dict[QWidget, str] = {}  # in the order in which they go; the text of a button

    def spare(self, *words: QWidget) -> None:
        """These can be left out, the first before the others: a label as a whole, of a button its text."""
        for word in words:
            self._spared[word] = word.text() if isinstance(word, QAbstractButton) else ""

    def full_width(self) -> int:
        """The width from which on nothing is left out, in logical pixels."""
        return self._least() + sum(map(self._room, self._spared))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least(), self.line.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self._least()
        for word in reversed(self._spared):
            room += self._room(word)
            self._show(word, shown=self.width() >= room)

    def _least(self) -> int:
        """The width without all these words."""
        return self.line.minimumSize().width() - sum(self._room(word) for word in self._spared if self._shown(word))

    def _room(self, word: QWidget) -> int:
        if isinstance(word, QAbstractButton):
            return word.fontMetrics().horizontalAdvance(self._spared[word]) + _GAP
        return max(word.sizeHint().width(), word.minimumWidth()) + self.line.spacing()

    def _shown(self, word: QWidget) -> bool:
        return bool(word.text()) if isinstance(word, QAbstractButton) else not word.isHidden()

    def _show(self, word: QWidget, *, shown: bool) -> None:
        if shown == self._shown(word):
            return
        if isinstance(word, QAbstractButton):
            word.setText(self._spared[word] if shown else "")
        else:
            word.setVisible(shown)
