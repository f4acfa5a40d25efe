"""A photo with the square of the generator on it, which is dragged, turned and resized until the face sits right."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from engine.document.photos.alignment import Alignment
from engine.language import tr
from widgets.parts.gesture import Drag, Steps
from widgets.parts.picture import Picture

HANDLE = 7.0  # logical pixels: half a handle's side
LEAST = 8.0  # pixels of the photo: half the smallest square
_SHADE = QColor(0, 0, 0, 130)
_KEYS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1),
}  # fmt: skip


class Placing(QWidget):
    """Shows the photo as large as it fits. Inside the square a drag moves it, at a corner it resizes and turns it; the
    wheel resizes. Arrows move, + and - resize, [ and ] turn."""

    placed = Signal(object)  # Alignment: a person has changed it
    photo_changed = Signal()

    def __init__(self, empty: str = "", parent: QWidget | None = None) -> None:
        """`empty` is said while there is no photo."""
        super().__init__(parent)
        self._empty = empty
        self._picture = Picture()
        self._alignment: Alignment | None = None
        self._drag: Drag | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(96, 96)
        self.setAccessibleName(tr("the photo, and the square that the generator draws"))

    def sizeHint(self) -> QSize:
        return QSize(420, 420)

    def set_photo(self, pixels: np.ndarray | None) -> None:
        """Shows uint8 H x W x 3 pixels, or nothing."""
        self._picture.set(pixels)
        self.photo_changed.emit()
        self.update()

    def set_alignment(self, alignment: Alignment | None) -> None:
        """Shows where the square lies, in pixels of the photo shown; None: there is none."""
        self._alignment = alignment
        self.update()

    @property
    def alignment(self) -> Alignment | None:
        """Where the square lies now."""
        return self._alignment

    # geometry

    def _scale(self) -> float:
        height, width = self._picture.shape
        return min(self.width() / max(width, 1), self.height() / max(height, 1))

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width of the photo; (0, 0): there is none."""
        return self._picture.shape

    def place(self) -> QRectF:
        """Where the photo lies in the widget."""
        height, width = self._picture.shape
        scale = self._scale()
        size = QPointF(width * scale, height * scale)
        return QRectF((self.width() - size.x()) / 2, 0.0, size.x(), size.y())  # tops of two side by side are level

    def _shown(self, x: float, y: float) -> QPointF:
        """Where a point of the photo lies in the widget."""
        place, scale = self.place(), self._scale()
        return QPointF(place.left() + x * scale, place.top() + y * scale)

    def _in_photo(self, point: QPointF) -> tuple[float, float]:
        place, scale = self.place(), self._scale()
        return (point.x() - place.left()) / scale, (point.y() - place.top()) / scale

    def _corner_at(self, point: QPointF) -> bool:
        assert self._alignment is not None
        return any(
            (self._shown(*corner) - point).manhattanLength() <= 3 * HANDLE
            for corner in self._alignment.corners.tolist()
        )

    def _inside(self, point: QPointF) -> bool:
        assert self._alignment is not None
        return bool(np.abs(self._alignment.to_square(np.array(self._in_photo(point)))).max() <= 1)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._picture.pixels is None:
            self._paint_empty(painter)
            return
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        place = self.place()
        painter.drawImage(place, self._picture.image(self._scale() * self.devicePixelRatioF()))
        if self._alignment is None:
            return
        square = QPolygonF([self._shown(*corner) for corner in self._alignment.corners.tolist()])
        around, hole = QPainterPath(), QPainterPath()
        around.addRect(place)
        hole.addPolygon(square)
        hole.closeSubpath()
        painter.fillPath(around.subtracted(hole), _SHADE)
        painter.setPen(QPen(self.palette().highlight().color(), 2))
        painter.drawPolygon(square)
        painter.setBrush(self.palette().highlight())
        for i in range(4):
            painter.drawRect(QRectF(square.at(i).x() - HANDLE / 2, square.at(i).y() - HANDLE / 2, HANDLE, HANDLE))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.palette().highlight().color(), 1))
            painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_empty(self, painter: QPainter) -> None:
        if not self._empty:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        quiet = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setPen(QPen(quiet, 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.setPen(quiet)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.rect().adjusted(16, 16, -16, -16), flags, self._empty)

    # mouse, wheel and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._drag is not None or self._alignment is None:
            return
        at = event.position()
        if self._corner_at(at):
            self._drag = Drag(self._resizing(at))
        elif self._inside(at):
            self._drag = Drag(self._moving(at))
        if self._drag is not None:
            self._drag.begin()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag.move(event)
        elif self._alignment is not None:
            corner = self._corner_at(event.position())
            inside = Qt.CursorShape.SizeAllCursor if self._inside(event.position()) else Qt.CursorShape.ArrowCursor
            self.setCursor(Qt.CursorShape.CrossCursor if corner else inside)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._drag is not None:
            drag, self._drag = self._drag, None
            drag.end()

    def _moving(self, start: QPointF) -> Steps:
        begun = self._alignment
        assert begun is not None
        event = yield True
        while event is not None:
            step = (event.position() - start) / self._scale()
            self._put(begun.moved(step.x(), step.y()))
            event = yield True

    def _resizing(self, start: QPointF) -> Steps:
        begun = self._alignment
        assert begun is not None
        x, y = self._in_photo(start)
        from_length, from_angle = math.hypot(x - begun.dx, y - begun.dy), math.atan2(y - begun.dy, x - begun.dx)
        event = yield True
        while event is not None:
            x, y = self._in_photo(event.position())
            length, angle = math.hypot(x - begun.dx, y - begun.dy), math.atan2(y - begun.dy, x - begun.dx)
            turned = begun.turned(math.degrees(angle - from_angle))
            self._put(replace(turned, scale=begun.scale * length / max(from_length, 1e-6)))
            event = yield True

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._alignment is not None:
            self._put(self._alignment.scaled(1.05 ** (event.angleDelta().y() / 120)))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alignment, key = self._alignment, Qt.Key(event.key())
        if alignment is None:
            super().keyPressEvent(event)
        elif key in _KEYS:
            right, down = _KEYS[key]
            step = max(1.0, alignment.scale / 50)
            self._put(alignment.moved(right * step, down * step))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Equal):
            self._put(alignment.scaled(1 / 1.02 if key == Qt.Key.Key_Minus else 1.02))
        elif key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            self._put(alignment.turned(-1.0 if key == Qt.Key.Key_BracketLeft else 1.0))
        else:
            super().keyPressEvent(event)

    def _put(self, alignment: Alignment) -> None:
        """Takes a person's change, as far as the square stays over the photo."""
        height, width = self._picture.shape
        scale = min(max(alignment.scale, LEAST), 2.0 * max(width, height))
        x, y = min(max(alignment.dx, 0.0), float(width)), min(max(alignment.dy, 0.0), float(height))
        self._alignment = replace(alignment, scale=scale, dx=x, dy=y)
        self.update()
        self.placed.emit(self._alignment)
