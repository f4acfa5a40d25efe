"""The buttons of the bar of brushes: switches, words, and words that open a menu."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QMenu, QPushButton, QStyleOptionButton, QWidget

from widgets.look.glyphs import GlyphButton, blend, paint_glyph
from widgets.look.keyed import keyed_tip
from widgets.parts.plain import plain_tip


class Switch(GlyphButton):
    """A glyph that stands on a tinted ground while it is on."""

    def __init__(self, name: str, tip: str, checked_glyph: str, action: str) -> None:
        super().__init__(name, tip, checked_glyph, size=28)
        self._action = action  # whose key the tip says
        self.say(tip)

    def say(self, tip: str) -> None:
        """Another tip, which is its name as well."""
        keyed_tip(self, tip, self._action)
        self.setAccessibleName(tip)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isChecked():
            _tint(self)
        super().paintEvent(event)


class Words(QPushButton):
    """Plain words to press; on a tinted ground while they are on."""

    def __init__(self, words: str, room: int = 16) -> None:
        super().__init__(words)
        self._room = room  # beside the words
        self.setProperty("role", "flat")
        self.setStyleSheet(
            "QPushButton { color: palette(window-text); padding-left: 6px; padding-right: 6px; text-align: left; }"
            "QPushButton::menu-indicator { image: none; width: 0; }"
        )

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + self._room, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isChecked():
            _tint(self)
        super().paintEvent(event)


class MenuButton(Words):
    """Words with a small arrow that open a menu."""

    def __init__(self, words: str, tip: str) -> None:
        super().__init__(words, 28)
        self.setToolTip(plain_tip(tip))
        self.setMenu(QMenu(self))

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Style sheets forget the padding of a button that has a menu."""
        super().initStyleOption(option)
        option.features &= ~QStyleOptionButton.ButtonFeature.HasMenu

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
        paint_glyph(painter, "down", QRectF(self.width() - 19, self.height() / 2 - 5.5, 12, 12), colour)
        painter.end()


def _tint(button: QWidget) -> None:
    """Paints the ground of a switch that is on."""
    around = button.parentWidget() or button
    palette = around.palette()  # a style sheet may have made the button's own transparent
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    accent = palette.color(QPalette.ColorRole.Highlight)
    painter.setBrush(blend(palette.color(QPalette.ColorRole.Window), accent, 0.28))
    painter.drawRoundedRect(QRectF(button.rect()).adjusted(1, 1, -1, -1), 5, 5)
    painter.end()
