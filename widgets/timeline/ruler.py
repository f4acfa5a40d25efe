"""The ruler of the timeline: a drag moves the playhead, with Shift it marks what is played in a loop."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QMenu, QWidget

from engine.language import tr
from widgets.timeline.lane import Lane
from widgets.timeline.scale import clock
from widgets.timeline.state import TimelineState


class Ruler(Lane):
    """Numbers above ticks, and the playhead's handle."""

    loop_set = Signal(object)  # (from, to) in seconds, or None: the whole film

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", 24, parent)
        self._from: float | None = None  # where a part that is being marked begins
        self.setAccessibleName(tr("Time of the film"))
        self.setToolTip(tr("Drag to look at any time. Shift and drag marks a part that is played again and again."))

    def set_playhead(self, time: float) -> None:
        super().set_playhead(time)
        self._name = clock(time, fine=True)
        self.setAccessibleDescription(self._name)

    def set_state(self, state: TimelineState) -> None:
        super().set_state(state)
        self._name = clock(self.playhead, fine=True)

    def paint_lane(self, painter: QPainter) -> None:
        scale, font = self.scale, painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(font)
        for tick in scale.ticks():
            x = scale.x(tick)
            painter.setPen(QPen(self.ink(0.35), 1))
            painter.drawLine(QPointF(x, self.height() - 6), QPointF(x, self.height()))
            painter.setPen(self.ink(0.7))
            box = QRectF(x - 30, 0, 60, self.height() - 6)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, clock(tick))
        x, top = scale.x(self.playhead), self.height() - 9
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().link())
        painter.drawPolygon(QPolygonF([QPointF(x - 6, top), QPointF(x + 6, top), QPointF(x, self.height())]))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        time = self.scale.time(event.position().x())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._from = self.snapped(time)
        else:
            self.sought.emit(self.scale.framed(time))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if self._from is None:
            self.sought.emit(self.scale.framed(self.scale.time(event.position().x())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._from is None or event.button() != Qt.MouseButton.LeftButton:
            return
        ends = sorted((self._from, self.snapped(self.scale.time(event.position().x()))))
        self._from = None
        self.loop_set.emit(tuple(ends) if ends[1] > ends[0] else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        frame, keys = 1 / self.state.rate, Qt.Key
        steps = {keys.Key_Left: -frame, keys.Key_Right: frame, keys.Key_PageUp: -1.0, keys.Key_PageDown: 1.0}
        steps |= {keys.Key_Home: -self.state.seconds, keys.Key_End: self.state.seconds}
        if event.key() in steps:
            self.sought.emit(self.scale.framed(self.playhead + steps[keys(event.key())]))
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu, at = QMenu(self), self.playhead
        start, end = self.state.loop or (0.0, self.state.seconds)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        begin = menu.addAction(tr("Loop from the playhead"))
        begin.triggered.connect(lambda: self.loop_set.emit((at, max(end, at + 1 / self.state.rate))))
        begin.setEnabled(at < self.state.seconds)
        until = menu.addAction(tr("Loop up to the playhead"))
        until.triggered.connect(lambda: self.loop_set.emit((min(start, at - 1 / self.state.rate), at)))
        until.setEnabled(at > 0)
        menu.addAction(tr("Loop the whole film")).triggered.connect(lambda: self.loop_set.emit(None))
        menu.popup(event.globalPos())
