"""What all lanes of the timeline share: the ground, their name, the playhead, the ring of the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.look.glyphs import blend
from widgets.timeline.scale import LEFT, Scale
from widgets.timeline.state import TimelineState


class Lane(QWidget):
    """A strip over the film's time. `snaps`: what is dragged is drawn to beats, other keys and the ruler's marks."""

    sought = Signal(float)  # the playhead is to be at this time

    def __init__(self, name: str, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = TimelineState()
        self.playhead, self.snaps = 0.0, True
        self._span = 0  # the width of all lanes, of which a scroll bar may take some from this one; 0: its own
        self._name, self._told = name, ""
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(500, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(LEFT + 100, self.height())

    @property
    def scale(self) -> Scale:
        """Between its times and its places."""
        return Scale(self._span or self.width(), self.state.seconds, self.state.rate)

    def set_state(self, state: TimelineState) -> None:
        """Shows this."""
        self.state = state
        self.update()

    def set_span(self, width: int) -> None:
        """All lanes are so wide, of which a scroll bar may take some from this one."""
        self._span = width
        self.update()

    def set_playhead(self, time: float) -> None:
        """Where the film is."""
        self.playhead = time
        self.update()

    def snapped(self, time: float, others: tuple[float, ...] = ()) -> float:
        """Where something that is dragged to `time` comes to lie."""
        if not self.snaps:
            return self.scale.framed(time)
        return self.scale.snapped(time, self.state.beats, others)

    # ---- painting ----

    def ink(self, share: float = 1.0) -> QColor:
        """The colour of words, or a shade of it on the ground."""
        roles = QPalette.ColorRole
        return blend(self.palette().color(roles.Base), self.palette().color(roles.Text), share)

    @property
    def accent(self) -> QColor:
        return self.palette().color(QPalette.ColorRole.Highlight)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Window))
        scale = self.scale
        ground = QRectF(scale.x(0), 0, scale.x(scale.seconds) - scale.x(0), self.height() - 1)
        painter.fillRect(ground, palette.color(QPalette.ColorRole.Base))
        if self.state.loop is not None:
            tint = QColor(self.accent)
            tint.setAlphaF(0.14)
            start, end = (scale.x(time) for time in self.state.loop)
            painter.fillRect(QRectF(start, 0, end - start, self.height() - 1), tint)
        self._paint_beats(painter)
        self._paint_names(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_lane(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        x = round(scale.x(self.playhead))
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Link), 1))
        painter.drawLine(x, 0, x, self.height())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.accent, 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_names(self, painter: QPainter) -> None:
        """What it is, left of it; and in a smaller line below that what else is to be known."""
        size, high = painter.font(), self.height()
        for words, share, top, bottom in (
            (self._name, 0.75, 0.0, 0.56 * high if self._told else high),
            (self._told, 0.6, 0.46 * high, 0.96 * high),
        ):
            font = QFont(size)
            font.setPointSizeF(size.pointSizeF() * (0.9 if self._told else 1))
            painter.setFont(font)
            painter.setPen(self.ink(share))
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, LEFT - 22)
            painter.drawText(QRectF(10, top, LEFT - 20, bottom - top), Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(size)

    def _paint_beats(self, painter: QPainter) -> None:
        painter.setPen(QPen(self.ink(0.16), 1))
        for beat in self.state.beats:
            x = round(self.scale.x(beat))
            painter.drawLine(x, 0, x, self.height())

    def paint_lane(self, painter: QPainter) -> None:
        """What the lane itself shows."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
