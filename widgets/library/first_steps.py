"""The strip of a first start: three things to try, each ticked when it was done. It goes away for good."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from engine.language import tr
from widgets.look.glyphs import GlyphButton
from widgets.look.keyed import keys, with_key
from widgets.parts.elided import ElidedLabel
from widgets.parts.plain import plain_tip

#: What there is to try, in the order in which it is fun.
STEPS = (tr("Move a slider"), tr("New face"), tr("Paint the mouth"))
TIPS = (tr("Sliders are on the right: drag one, and see what it changes"),
        tr("The dice bring a new face; the arrow beside them brings the last one back"),
        tr("With the brush: paint over the mouth, and sliders appear that change only that"))  # fmt: skip
#: The actions whose keys they say.
ACTIONS = ("", "new_face", "brush")
_MARK = 16  # logical pixels


class FirstSteps(QWidget):
    """Steps may be done in any order; `done` when the last is, or when a person closes the strip."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = tuple(_Step(STEPS[i], TIPS[i], ACTIONS[i], i + 1) for i in range(len(STEPS)))
        close = GlyphButton("close", tr("Put these hints away for good"), size=22)
        close.clicked.connect(self.done)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 4, 8, 4)
        line.setSpacing(14)
        for step in self._steps:
            line.addWidget(step, step.wide)
        line.addWidget(close)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(tr("First steps"))

    def tick(self, step: int) -> None:
        """The step of this place, from 0, was done."""
        self._steps[step].tick()
        if all(each.ticked for each in self._steps):
            self.done.emit()


class _Step(QWidget):
    def __init__(self, text: str, tip: str, action: str, number: int) -> None:
        super().__init__()
        self.ticked, self._number, self.wide = False, number, len(text) + (8 if action else 4)
        self._text, self._action = text, action
        self._label = ElidedLabel()
        self._show_key()
        keys().changed.connect(self._show_key)
        self.setToolTip(plain_tip(tip))
        line = QHBoxLayout(self)
        line.setContentsMargins(_MARK + 8, 2, 0, 2)
        line.addWidget(self._label, 1)

    @Slot()
    def _show_key(self) -> None:
        words = with_key(self._text, self._action)
        self._label.setText(words)
        self._label.setAccessibleName(tr("{step}, done", step=words) if self.ticked else words)

    def tick(self) -> None:
        self.ticked = True
        self._label.setEnabled(False)
        self._show_key()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, roles = self.palette(), QPalette.ColorRole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, (self.height() - _MARK) / 2, _MARK, _MARK)
        accent = palette.color(roles.Highlight)
        painter.setPen(QPen(accent, 1.3))
        painter.setBrush(accent if self.ticked else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        if self.ticked:
            painter.setPen(QPen(palette.color(roles.HighlightedText), 1.8))
            middle = box.center()
            painter.drawPolyline([middle + QPointF(-3.5, 0.2), middle + QPointF(-1, 2.8), middle + QPointF(3.5, -2.6)])
        else:
            painter.setPen(palette.color(roles.WindowText))
            font = painter.font()
            font.setPointSizeF(font.pointSizeF() * 0.8)
            painter.setFont(font)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()
