"""A small switch of a few words in one frame, of which one is chosen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from widgets.look.glyphs import blend
from widgets.look.keyed import keyed_tip
from widgets.parts.plain import plain_tip

_CURVE = 5.0


class Segments(QWidget):
    """Shows what `set_chosen` says, and asks for another by click or arrow keys; it holds no truth of its own."""

    asked = Signal(int)  # place from 0

    def __init__(
        self, words: tuple[str, ...], tips: tuple[str, ...], name: str, scale: float = 1.0, height: int = 24,
        parent: QWidget | None = None, action: str = "",
    ) -> None:  # fmt: skip
        """`action`: whose key the tips say."""
        super().__init__(parent)
        self._chosen = 0
        self._group = QButtonGroup(self)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * scale)
        self.setAccessibleName(name)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for place, (word, tip) in enumerate(zip(words, tips, strict=True)):
            segment = _Segment(word, (place > 0, place < len(words) - 1), 6 if scale < 1 else 9)
            segment.setFont(font)
            if action:
                keyed_tip(segment, tip, action)
            else:
                segment.setToolTip(plain_tip(tip))
            segment.setAccessibleName(f"{name}: {word}")
            self._group.addButton(segment, place)
            line.addWidget(segment, segment.sizeHint().width())
        self._group.idClicked.connect(self._ask)
        self.set_chosen(0)

    def set_chosen(self, place: int) -> None:
        """Shows that the word at `place` (from 0) is chosen; announces nothing."""
        self._chosen = place
        self._group.button(place).setChecked(True)

    @property
    def chosen(self) -> int:
        """The place (from 0) of the word that is chosen."""
        return self._chosen

    def segment(self, place: int) -> QAbstractButton:
        """The button at `place`."""
        return self._group.button(place)

    def _ask(self, place: int) -> None:
        if place != self._chosen:
            self._group.button(self._chosen).setChecked(True)  # it changes when the state has
            self.asked.emit(place)


class _Segment(QAbstractButton):
    def __init__(self, word: str, neighbours: tuple[bool, bool], pad: int) -> None:
        super().__init__()
        self._neighbours, self._pad = neighbours, pad
        self.setText(word)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2 * self._pad, 18)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width() - self._pad, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, roles = self.palette(), QPalette.ColorRole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, right = self._neighbours
        # What lies beyond the edge is cut off: only the ends of the switch are round.
        frame = QRectF(self.rect()).adjusted(-9 if left else 0.5, 0.5, 9 if right else -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(frame, _CURVE, _CURVE)
        base, on = palette.color(roles.Base), self.isChecked()
        ground = blend(base, palette.color(roles.Highlight), 0.32) if on and self.isEnabled() else base
        if not on and self.underMouse() and self.isEnabled():
            ground = palette.color(roles.Midlight)
        painter.fillPath(outline, ground)
        painter.strokePath(outline, QPen(palette.color(roles.Mid), 1))
        if left:
            painter.setPen(QPen(palette.color(roles.Mid), 1))
            painter.drawLine(0, 1, 0, self.height() - 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.color(roles.Highlight), 1.3))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5), 3, 3)
        painter.setPen(palette.color(roles.WindowText if on else roles.PlaceholderText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
