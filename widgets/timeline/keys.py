"""The pictures that the film passes, on a row over its time."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from engine.language import tr
from widgets.parts.pixels import fitted
from widgets.timeline.lane import Lane
from widgets.timeline.scale import clock
from widgets.timeline.state import KeyState, TimelineState

#: The side of a key's picture in logical pixels.
PICTURE = 44
_COPYING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier


class KeyRow(Lane):
    """A click chooses a key and shows it, a drag moves it (with Alt or Ctrl a copy of it), Delete removes it, a double
    click or Enter goes back to its picture. What a drag does is told once, when it ends."""

    moved = Signal(float, float)  # from, to
    copied = Signal(float, float)
    removed = Signal(float)
    replaced = Signal(float)  # what is shown takes its place
    opened = Signal(float)  # go to its picture
    added = Signal(float)  # a key of what is shown, here

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Pictures"), PICTURE + 8, parent)
        self._pictures: Mapping[float, QPixmap] = {}
        self.chosen: float | None = None  # the time of the key that Delete would remove
        self._pressed: QPointF | None = None
        self._at: float | None = None  # where the chosen key is dragged to
        self._copying = False
        self.setToolTip(tr("Drag a picture to another time; with Ctrl a copy of it. Del removes it."))

    def set_keys(self, state: TimelineState, pictures: Mapping[float, QPixmap]) -> None:
        """Shows these; `pictures` by the times of their keys, at most `PICTURE` logical pixels a side."""
        self._pictures = pictures
        if self._key(self.chosen) is None:
            self.chosen = None
        self.set_state(state)
        self._tell()

    def _key(self, time: float | None) -> KeyState | None:
        return next((key for key in self.state.keys if key.time == time), None)

    def _tell(self) -> None:
        """The key that is chosen, for those who hear the row."""
        key = self._key(self.chosen)
        count = len(self.state.keys)
        self.setAccessibleDescription(
            tr("{count} pictures, none chosen", count=count)
            if key is None
            else tr("{name} at {time}", name=key.name, time=clock(key.time, fine=True))
        )

    def _choose(self, time: float | None) -> None:
        self.chosen = time
        self._tell()
        if time is not None:
            self.sought.emit(time)
        self.update()

    def box(self, time: float) -> QRectF:
        """Where the picture of a key at `time` lies."""
        return QRectF(self.scale.x(time) - PICTURE / 2, 3, PICTURE, PICTURE)

    def key_at(self, place: QPointF) -> float | None:
        """The time of the key whose picture is seen there."""
        found = [key.time for key in self.state.keys if self.box(key.time).contains(place)]
        if self.chosen in found:
            return self.chosen  # it lies on top
        return found[-1] if found else None

    # ---- hands ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        time = self.key_at(event.position())
        if time is None:
            self._choose(None)
            self.sought.emit(self.scale.framed(self.scale.time(event.position().x())))
            return
        self._pressed = event.position()
        self._choose(time)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self.chosen is None:
            over = self.key_at(event.position())
            self.setCursor(Qt.CursorShape.ArrowCursor if over is None else Qt.CursorShape.OpenHandCursor)
            return
        far = (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._at is None and not far:
            return
        others = tuple(key.time for key in self.state.keys if key.time != self.chosen)
        place = self.scale.x(self.chosen) + event.position().x() - self._pressed.x()
        self._at = self.snapped(self.scale.time(place), others)
        self._copying = bool(event.modifiers() & _COPYING)
        self.setCursor(Qt.CursorShape.DragCopyCursor if self._copying else Qt.CursorShape.ClosedHandCursor)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        chosen, at, copying = self.chosen, self._at, bool(event.modifiers() & _COPYING)
        self._let_go()
        if chosen is not None and at is not None and at != chosen:
            self.chosen = at
            (self.copied if copying else self.moved).emit(chosen, at)

    def _let_go(self) -> None:
        self._pressed = self._at = None
        self.unsetCursor()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        time = self.key_at(event.position())
        if time is not None:
            self.opened.emit(time)
        else:
            self.added.emit(self.snapped(self.scale.time(event.position().x())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, key = Qt.Key, event.key()
        arrow = {keys.Key_Left: -1, keys.Key_Right: 1}.get(keys(key), 0)
        if key == keys.Key_Escape and self._at is not None:
            self._let_go()
        elif arrow and event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.chosen is not None:
            start, to = self.chosen, self.scale.framed(self.chosen + arrow / self.state.rate)
            if to != start:
                self.chosen = to
                self.moved.emit(start, to)
        elif arrow:
            self._step(arrow)
        elif key in (keys.Key_Delete, keys.Key_Backspace) and self.chosen is not None:
            self.removed.emit(self.chosen)
        elif key in (keys.Key_Return, keys.Key_Enter) and self.chosen is not None:
            self.opened.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def _step(self, arrow: int) -> None:
        """To the key beside the playhead."""
        times = [key.time for key in self.state.keys]
        near = [time for time in times if (time - self.playhead) * arrow > 1e-6]
        if near:
            self._choose(min(near) if arrow > 0 else max(near))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        time = self.chosen if by_key else self.key_at(QPointF(event.pos()))
        if time is None:
            self._menu_of_nothing(event.globalPos(), self.playhead if by_key else self.scale.time(event.pos().x()))
            return
        self.chosen = time
        playhead = self.playhead
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Go back to this picture")).triggered.connect(lambda: self.opened.emit(time))
        menu.addAction(tr("Put what is shown in its place")).triggered.connect(lambda: self.replaced.emit(time))
        copy = menu.addAction(tr("Copy it to the playhead"))
        copy.triggered.connect(lambda: self.copied.emit(time, playhead))
        copy.setEnabled(playhead != time)
        last = menu.addAction(tr("Copy it to the end"))
        last.triggered.connect(lambda: self.copied.emit(time, self.state.seconds))
        last.setEnabled(time != self.state.seconds)
        menu.addAction(tr("Remove it")).triggered.connect(lambda: self.removed.emit(time))
        menu.popup(event.globalPos())

    def _menu_of_nothing(self, place: QPoint, time: float) -> None:
        at = self.scale.framed(time)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Set a key of what is shown here")).triggered.connect(lambda: self.added.emit(at))
        menu.popup(place)

    # ---- painting ----

    def paint_lane(self, painter: QPainter) -> None:
        for key in sorted(self.state.keys, key=lambda each: each.time == self.chosen):
            dragged = key.time == self.chosen and self._at is not None
            if not dragged or self._copying:
                self._paint_key(painter, key.time, key, chosen=key.time == self.chosen)
            if dragged and self._at is not None:
                painter.setOpacity(0.8)
                self._paint_key(painter, self._at, key, chosen=True)
                painter.setOpacity(1.0)

    def _paint_key(self, painter: QPainter, time: float, key: KeyState, *, chosen: bool) -> None:
        box, shape = self.box(time), QPainterPath()
        shape.addRoundedRect(box, 5, 5)
        picture = self._pictures.get(key.time)
        if picture is None:
            painter.fillPath(shape, self.ink(0.12))
        else:
            painter.save()
            painter.setClipPath(shape)
            painter.drawPixmap(fitted(box, picture.width(), picture.height()).toRect(), picture)
            painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.accent, 2.4) if chosen else QPen(self.ink(0.45), 1))
        painter.drawPath(shape)
