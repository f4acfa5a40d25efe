"""A curve over the film's time: its segments, whose shape is chosen by a click, its points, and a cubic's handles."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from engine.document.timeline.shapes import SHAPES, WORDS, Handles, Shape
from engine.language import tr
from widgets.parts.plain import plain_tip
from widgets.timeline.lane import Lane
from widgets.timeline.scale import clock
from widgets.timeline.state import CurveState, Segment

HEIGHT = 38
_EDGE = 6.0  # pixels above and below the curve
_REACH = 7.0  # pixels within which a point or handle is taken
_STEP = 0.05  # of the lane's height, by a key


class _CurvePlaces(Lane):
    """A lane with a curve, and where the parts of it lie."""

    def __init__(self, curve: CurveState, parent: QWidget | None = None) -> None:
        super().__init__(curve.name, HEIGHT, parent)
        self.curve = curve
        self.chosen = 0  # the segment that keys act on, and the point that it begins at

    def _y(self, height: float) -> float:
        return self.height() - _EDGE - (self.height() - 2 * _EDGE) * height

    def _height(self, y: float) -> float:
        return min(1.0, max(0.0, (self.height() - _EDGE - y) / (self.height() - 2 * _EDGE)))

    def _box(self, segment: Segment) -> tuple[float, float, float, float]:
        """Where a segment begins and ends: x, y, x, y; one that is level has the whole lane for its handles."""
        begin, end = segment.line[0], segment.line[-1]
        if abs(begin - end) < 0.02:
            begin, end = 0.0, 1.0
        return self.scale.x(segment.start), self._y(begin), self.scale.x(segment.end), self._y(end)

    def handle_places(self, segment: Segment) -> tuple[QPointF, QPointF]:
        """Where the two handles of a cubic lie."""
        x0, y0, x1, y1 = self._box(segment)
        a, b, c, d = segment.handles
        return (
            QPointF(x0 + a * (x1 - x0), y0 + b * (y1 - y0)),
            QPointF(x0 + c * (x1 - x0), y0 + d * (y1 - y0)),
        )

    def point_place(self, place: int) -> QPointF:
        """Where a point lies."""
        time, height = self.curve.points[place]
        return QPointF(self.scale.x(time), self._y(height))

    def segment_at(self, x: float) -> int | None:
        """The segment over which a place lies."""
        found = (
            i for i, each in enumerate(self.curve.segments) if self.scale.x(each.start) <= x <= self.scale.x(each.end)
        )
        return next(found, None)

    def _held_at(self, place: QPointF) -> tuple[int | None, int | None]:
        """The point, or else the handle of the chosen segment, that a press there takes."""
        for i in range(len(self.curve.points)):
            if (self.point_place(i) - place).manhattanLength() <= _REACH:
                return i, None
        if self.chosen < len(self.curve.segments) and self.curve.segments[self.chosen].shape == "cubic":
            for i, at in enumerate(self.handle_places(self.curve.segments[self.chosen])):
                if (at - place).manhattanLength() <= _REACH + 2:
                    return None, i
        return None, None


class CurveLane(_CurvePlaces):
    """What is dragged, a point or a handle, is told once, when the drag ends."""

    shape_chosen = Signal(float, str)  # the segment that begins then, its shape
    even_chosen = Signal(float, bool)  # the segment that begins then
    handles_set = Signal(float, object)  # the segment that begins then, Handles
    point_moved = Signal(float, float, float)  # from, to, height in [0, 1]
    point_added = Signal(float, float)  # time, height
    point_removed = Signal(float)
    round_chosen = Signal(bool)
    removed = Signal()  # the whole curve

    def __init__(self, curve: CurveState, parent: QWidget | None = None) -> None:
        super().__init__(curve, parent)
        self._hovered: int | None = None
        self._pressed: QPointF | None = None
        self._point: int | None = None  # dragged
        self._handle: int | None = None  # dragged: 0 or 1, of the chosen segment
        self._to: tuple[float, float] | None = None
        self.set_curve(curve)

    def set_curve(self, curve: CurveState) -> None:
        """Shows this curve."""
        self.curve, self._name = curve, curve.name
        self.chosen = min(self.chosen, max(0, len(curve.segments) - 1, len(curve.points) - 1))
        self.setAccessibleName(tr("Curve of {name}", name=curve.name))
        tip = tr("Click a stretch to choose how it moves.")
        self.setToolTip(plain_tip("\n".join(part for part in (curve.name, curve.told, tip) if part)))
        self._tell()
        self.update()

    def _tell(self) -> None:
        segments = self.curve.segments
        if self.chosen < len(segments):
            segment = segments[self.chosen]
            word = tr(WORDS[segment.shape])
            self.setAccessibleDescription(
                tr("{start} to {end}: {word}", start=clock(segment.start), end=clock(segment.end), word=word)
            )
        else:
            self.setAccessibleDescription("")

    # ---- hands ----

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed = event.position()
        self._point, self._handle = self._held_at(event.position())
        if self._point is not None:
            self.chosen = self._point
        elif self._handle is None and (segment := self.segment_at(event.position().x())) is not None:
            self.chosen = segment
        self._tell()
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._pressed is None:
            self._hovered = self.segment_at(place.x())
            held = self._held_at(place) != (None, None)
            self.setCursor(Qt.CursorShape.OpenHandCursor if held else Qt.CursorShape.PointingHandCursor)
            self.update()
            return
        far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._to is None and not far:
            return
        if self._point is not None:
            others = tuple(key.time for key in self.state.keys)
            self._to = self.snapped(self.scale.time(place.x()), others), self._height(place.y())
        elif self._handle is not None:
            self._to = place.x(), place.y()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        to, point, shape = self._to, self._point, self._handles_now() if self._handle is not None else None
        self._pressed = self._point = self._handle = self._to = None
        if to is not None and point is not None:
            self.point_moved.emit(self.curve.points[point][0], *to)
        elif to is not None and shape is not None:
            self.handles_set.emit(self.curve.segments[self.chosen].start, shape)
        elif to is None:
            self._menu(event.globalPosition().toPoint(), event.position(), point)
        self.update()

    def _handles_now(self) -> Handles:
        """The chosen segment's, with the one that is dragged where it is."""
        segment = self.curve.segments[self.chosen]
        handles = list(segment.handles)
        if self._to is not None and self._handle is not None:
            x0, y0, x1, y1 = self._box(segment)
            handles[2 * self._handle] = min(1.0, max(0.0, (self._to[0] - x0) / max(1.0, x1 - x0)))
            handles[2 * self._handle + 1] = min(1.5, max(-0.5, (self._to[1] - y0) / (y1 - y0)))
        return handles[0], handles[1], handles[2], handles[3]

    def leaveEvent(self, event: object) -> None:
        self._hovered = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys, key = Qt.Key, keys_of(event)
        across = {keys.Key_Left: -1, keys.Key_Right: 1}.get(key, 0)
        up = {keys.Key_Up: _STEP, keys.Key_Down: -_STEP}.get(key, 0.0)
        points = self.curve.points
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if (up or (across and shifted)) and self.chosen < len(points):
            time, height = points[self.chosen]
            to = self.scale.framed(time + across / self.state.rate)
            self.point_moved.emit(time, to, min(1.0, max(0.0, height + up)))
        elif across:
            self.chosen = min(max(0, self.chosen + across), max(len(self.curve.segments) - 1, len(points) - 1, 0))
            self._tell()
            self.update()
        elif key in (keys.Key_Return, keys.Key_Enter):
            self._open_menu_by_key()
        elif key in (keys.Key_Delete, keys.Key_Backspace) and self.chosen < len(points):
            self.point_removed.emit(points[self.chosen][0])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._open_menu_by_key()
            return
        place = QPointF(event.pos())
        if (segment := self.segment_at(place.x())) is not None:
            self.chosen = segment
        self._menu(event.globalPos(), place, self._held_at(place)[0])

    def _open_menu_by_key(self) -> None:
        if self.chosen < len(self.curve.segments):
            segment = self.curve.segments[self.chosen]
            place = QPointF(self.scale.x((segment.start + segment.end) / 2), self.height() / 2)
        else:
            place = QPointF(self.rect().center())
        self._menu(self.mapToGlobal(place.toPoint()), place, None)

    def _menu(self, where: QPoint, place: QPointF, point: int | None) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if point is None and self.chosen < len(self.curve.segments):
            self._offer_shapes(menu, self.curve.segments[self.chosen])
        if self.curve.points:
            if point is not None:
                time = self.curve.points[point][0]
                menu.addAction(tr("Remove this point")).triggered.connect(lambda: self.point_removed.emit(time))
            else:
                at, height = self.scale.framed(self.scale.time(place.x())), self._height(place.y())
                menu.addAction(tr("Add a point here")).triggered.connect(lambda: self.point_added.emit(at, height))
            around = menu.addAction(tr("Goes round: its end meets its beginning"))
            around.setCheckable(True)
            around.setChecked(self.curve.round)
            around.triggered.connect(self.round_chosen)
        if self.curve.removable:
            menu.addAction(tr("Remove this curve")).triggered.connect(lambda: self.removed.emit())
        if not menu.isEmpty():
            menu.popup(where)

    def _offer_shapes(self, menu: QMenu, segment: Segment) -> None:
        if segment.still or self.curve.round:
            return
        for shape in SHAPES:
            action = menu.addAction(_words(shape))
            action.setCheckable(True)
            action.setChecked(shape == segment.shape)
            action.triggered.connect(lambda _=False, shape=shape: self.shape_chosen.emit(segment.start, shape))
        if segment.even is not None:
            menu.addSeparator()
            even = menu.addAction(tr("Steady to the eye: equal times change the picture equally"))
            even.setCheckable(True)
            even.setChecked(segment.even)
            even.triggered.connect(lambda on: self.even_chosen.emit(segment.start, on))
        menu.addSeparator()

    # ---- painting ----

    def paint_lane(self, painter: QPainter) -> None:
        for i, segment in enumerate(self.curve.segments):
            seen = i == self._hovered or (i == self.chosen and self.hasFocus())
            if seen:
                start, end = self.scale.x(segment.start), self.scale.x(segment.end)
                painter.fillRect(QRectF(start, 0, end - start, self.height() - 1), self.ink(0.08))
            self._paint_line(painter, segment, chosen=i == self.chosen and self.hasFocus())
            if segment.shape == "cubic" and (seen or i == self.chosen):
                self._paint_handles(painter, segment, i)
        for i in range(len(self.curve.points)):
            place = self.point_place(i)
            if i == self._point and self._to is not None:
                place = QPointF(self.scale.x(self._to[0]), self._y(self._to[1]))
            painter.setPen(QPen(self.ink(0.0), 1))
            painter.setBrush(self.accent if i == self.chosen and self.hasFocus() else self.palette().link())
            painter.drawEllipse(place, 4, 4)

    def _paint_line(self, painter: QPainter, segment: Segment, *, chosen: bool) -> None:
        x0, x1 = self.scale.x(segment.start), self.scale.x(segment.end)
        last = max(1, len(segment.line) - 1)
        line = [QPointF(x0 + (x1 - x0) * i / last, self._y(y)) for i, y in enumerate(segment.line)]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette().link().color(), 2.4 if chosen else 1.6))
        painter.drawPolyline(QPolygonF(line))

    def _paint_handles(self, painter: QPainter, segment: Segment, place: int) -> None:
        shown = segment
        if place == self.chosen and self._handle is not None:
            shown = Segment(segment.start, segment.end, segment.shape, segment.line, self._handles_now())
        x0, y0, x1, y1 = self._box(segment)
        one, other = self.handle_places(shown)
        if shown is not segment:  # the curve as it would be
            path = QPainterPath(QPointF(x0, y0))
            path.cubicTo(one, other, QPointF(x1, y1))
            painter.setPen(QPen(self.ink(0.5), 1.2, Qt.PenStyle.DashLine))
            painter.drawPath(path)
        painter.setPen(QPen(self.ink(0.6), 1))
        painter.drawLine(QPointF(x0, y0), one)
        painter.drawLine(QPointF(x1, y1), other)
        painter.setBrush(self.ink(0.9))
        for at in (one, other):
            painter.drawRect(QRectF(at.x() - 3.5, at.y() - 3.5, 7, 7))


def _words(shape: Shape) -> str:
    """A shape as an entry of a menu."""
    words = tr(WORDS[shape])
    return words[:1].upper() + words[1:]


def keys_of(event: QKeyEvent) -> Qt.Key:
    """The key of an event, as the enumeration."""
    return Qt.Key(event.key())
