"""A slim strip for one plain sentence: something happened, or something did not work."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from widgets.glyphs import GlyphButton, blend

INFO_SECONDS = 8.0


class Notice(QWidget):
    """Never asks, never blocks. An 'info' goes away by itself after 8 s, a 'problem' stays until it is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = "info"
        self._details = ""
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._copy = QPushButton("Copy details")
        self._copy.setProperty("role", "flat")
        self._copy.clicked.connect(self._copy_details)
        close = GlyphButton("close", "Close this notice")
        close.clicked.connect(self.close_notice)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 5, 6, 5)
        line.addWidget(self._text, 1)
        line.addWidget(self._copy)
        line.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.close_notice)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_notice(self, text: str, kind: str = "info", details: str = "") -> None:
        """Shows one sentence in place of the last; `kind` is 'info' or 'problem', `details` can then be copied."""
        if kind not in ("info", "problem"):
            raise ValueError(f"A notice is 'info' or 'problem', not {kind!r}.")
        self._kind = kind
        self._details = details
        self._text.setText(text)
        self._copy.setText("Copy details")
        self._copy.setVisible(bool(details))
        self.setAccessibleName(text)
        self._timer.stop()
        if kind == "info":
            self._timer.start(round(INFO_SECONDS * 1000))
        self.show()
        self.update()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))  # screen readers say it

    def close_notice(self) -> None:
        """Takes the strip away."""
        self._timer.stop()
        self.hide()

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self._copy.setText("Copied")

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        roles = QPalette.ColorRole
        colour = palette.color(roles.BrightText if self._kind == "problem" else roles.Highlight)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(blend(palette.color(roles.Base), colour, 0.45), 1))
        painter.setBrush(blend(palette.color(roles.Base), colour, 0.10))
        painter.drawRoundedRect(frame, 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(5, 7, 3, self.height() - 14), 1.5, 1.5)
        painter.end()
