"""Labels that shorten their words with an ellipsis where they do not fit."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy

from widgets.parts.plain import PlainLabel


class ElidedLabel(PlainLabel):
    """One line of plain text, as wide as it is given room; `text()` stays the whole of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def paintEvent(self, event: QPaintEvent) -> None:
        box = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        if len(text) < 2 < len(self.text()):
            return  # room for a dot or three says nothing
        painter = QPainter(self)
        alignment, role = int(self.alignment()), self.foregroundRole()
        self.style().drawItemText(painter, box, alignment, self.palette(), self.isEnabled(), text, role)
        painter.end()


class ElidedText(PlainLabel):
    """Plain text on as many lines as there is height for, from the top left; `text()` stays the whole of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)

    def lines(self) -> list[str]:
        """What is to be read, line by line."""
        box, words = self.contentsRect(), self.text()
        most = max(1, box.height() // self.fontMetrics().lineSpacing())
        layout, lines = QTextLayout(words, self.font()), list[str]()
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(box.width())
            start, length = line.textStart(), line.textLength()
            last = len(lines) == most - 1
            shown = words[start:] if last else words[start : start + length]
            lines.append(self.fontMetrics().elidedText(shown.rstrip(), Qt.TextElideMode.ElideRight, box.width()))
            if last:
                break
        layout.endLayout()
        return lines

    def paintEvent(self, event: QPaintEvent) -> None:
        box, painter = self.contentsRect(), QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        for i, line in enumerate(self.lines()):
            top = box.y() + i * self.fontMetrics().lineSpacing() + self.fontMetrics().ascent()
            painter.drawText(QPointF(box.x(), top), line)
        painter.end()
