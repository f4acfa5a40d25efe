"""The brush: what the canvas hands the mouse to while a region is being painted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF

from widgets.canvas import strokes
from widgets.canvas.strokes import Box, Point, Stroke
from widgets.canvas.viewport import Viewport

#: The tools, and what the history calls a gesture made with each.
TOOLS = {"brush": "Brush", "eraser": "Eraser", "lasso": "Lasso", "rectangle": "Rectangle", "ellipse": "Ellipse"}
SMALLEST, LARGEST = 0.005, 1.0  # diameter as a share of the picture's side
_SIZE_STEP, _SOFTNESS_STEP = 1.15, 0.1
_WEAKEST = 0.2  # of the radius, under the lightest pressure of a pen
_FEATHER = 0.04  # of the picture's side: the sigma at a shape's edge when it is as soft as can be
_LEFT = Qt.MouseButton.LeftButton
_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier


@dataclass
class _Gesture:
    """From a button's press to its release."""

    before: np.ndarray  # the mask at its start
    live: np.ndarray  # the mask as it will be
    subtract: bool
    word: str
    points: list[Point]  # in mask pixels
    stroke: Stroke | None = None  # None: a shape
    box: Box | None = None  # what a shape covered last
    radius: float = 0.0  # of the last sample


class Brush(QObject):
    """Paints a mask: uint8 (side, side), 255 painted. Left drag paints or draws a shape and Alt swaps adding and taking
    away; Shift-drag sizes the brush; Esc or the right button gives a gesture up; `[` and `]` change the size, with
    Shift the softness. A pen's pressure scales the radius."""

    painted = Signal(object, str)  # the whole new mask and a word for the history; once for each gesture
    size_changed = Signal(float)
    softness_changed = Signal(float)
    tool_changed = Signal(str)
    subtract_changed = Signal(bool)
    put_away = Signal()  # Esc while nothing is being drawn
    shown_changed = Signal(object)  # `shown` differs in this Box at most; None: anywhere
    look_changed = Signal()  # the ring, the drawn outline, or whether there is an overlay

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tool, self.size, self.softness, self.subtract = "brush", 0.1, 0.3, False
        self.overlay = True
        self.mask: np.ndarray | None = None
        self.pressure = 1.0  # of a pen, 0 to 1; a mouse leaves it at 1
        self._side = 256
        self._gesture: _Gesture | None = None
        self._sizing: tuple[QPointF, float] | None = None  # where Shift-drag began, and the size then
        self._menu_is_ours = False

    # State

    def set_mask(self, mask: np.ndarray | None, side: int) -> None:
        """What is painted on, uint8 (side, side), not to be changed afterwards; None: nothing is painted yet. A gesture
        under way on another mask is given up.

        Raises:
            ValueError: the mask is none of that side.
        """
        if mask is not None and (mask.dtype != np.uint8 or mask.shape != (side, side)):
            raise ValueError(f"A mask is uint8 {side} x {side}, not {mask.dtype} {mask.shape}.")
        if mask is self.mask and side == self._side:
            return
        self._gesture = None
        self.mask, self._side = mask, side
        self.shown_changed.emit(None)

    def set_tool(self, tool: str) -> None:
        """One of `TOOLS`. Raises KeyError for others."""
        TOOLS[tool]
        if tool != self.tool:
            self.give_up()
            self.tool = tool
            self.tool_changed.emit(tool)
            self.look_changed.emit()

    def set_size(self, size: float) -> None:
        """The diameter as a share of the picture's side, brought into 0.005 to 1."""
        size = min(max(size, SMALLEST), LARGEST)
        if size != self.size:
            self.size = size
            self.size_changed.emit(size)
            self.look_changed.emit()

    def set_softness(self, softness: float) -> None:
        """How much of the radius fades out, brought into 0 to 1."""
        softness = min(max(softness, 0.0), 1.0)
        if softness != self.softness:
            self.softness = softness
            self.softness_changed.emit(softness)
            self.look_changed.emit()

    def set_subtract(self, subtract: bool) -> None:
        if subtract != self.subtract:
            self.subtract = subtract
            self.subtract_changed.emit(subtract)

    def set_overlay(self, on: bool) -> None:
        """Whether the mask is shown; while something is being drawn it is shown anyway."""
        self.overlay = on
        self.shown_changed.emit(None)

    @property
    def side(self) -> int:
        return self._side

    @property
    def drawing(self) -> bool:
        """Whether a gesture is under way, Shift-drag included."""
        return self._gesture is not None or self._sizing is not None

    @property
    def round(self) -> bool:
        """Whether the tool paints with a round tip, so that it has a size."""
        return self.tool in ("brush", "eraser")

    @property
    def shown(self) -> np.ndarray | None:
        """The mask as it is or, while something is drawn, as it will be; None where the overlay is off."""
        if self._gesture is not None:
            return self._gesture.live
        return self.mask if self.overlay else None

    # Mouse and keys, from the canvas

    def press(self, view: Viewport, event: QMouseEvent) -> None:
        self._menu_is_ours = False
        if event.button() == Qt.MouseButton.RightButton:
            self._menu_is_ours = self.give_up()
        elif event.button() == _LEFT and not self.drawing:
            if self.round and event.modifiers() & _SHIFT:
                self._sizing = event.position(), self.size
            else:
                self._begin(self._place(view, event.position()), bool(event.modifiers() & _ALT))

    def move(self, view: Viewport, event: QMouseEvent) -> None:
        if self.drawing and not event.buttons() & _LEFT:
            self._finish()  # the release went elsewhere
        elif self._sizing is not None:
            start, size = self._sizing  # the ring's edge goes along with the pointer
            self.set_size(size + 2 * (event.position().x() - start.x()) / view.rect()[2])
        elif self._gesture is not None:
            self._extend(self._place(view, event.position()), self._radius())

    def release(self, view: Viewport, event: QMouseEvent) -> None:
        if event.button() != _LEFT:
            return
        if self._gesture is not None:  # a lifted pen has no pressure: the radius stays
            self._extend(self._place(view, event.position()), self._gesture.radius)
        self._finish()

    def key(self, event: QKeyEvent) -> bool:
        """Whether the key was meant for the brush."""
        key, shift = event.key(), bool(event.modifiers() & _SHIFT)
        if key == Qt.Key.Key_Escape:
            if not self.give_up():
                self.put_away.emit()
            return True
        if key in (Qt.Key.Key_BracketLeft, Qt.Key.Key_BraceLeft):
            steps = -1
        elif key in (Qt.Key.Key_BracketRight, Qt.Key.Key_BraceRight):
            steps = 1
        else:
            return False
        if shift:
            self.set_softness(round(self.softness + steps * _SOFTNESS_STEP, 3))
        else:
            self.set_size(self.size * _SIZE_STEP**steps)
        return True

    def takes_menu(self) -> bool:
        """Whether the right button that asks for a menu was one that gave a gesture up. Asked once for each."""
        ours, self._menu_is_ours = self._menu_is_ours, False
        return ours

    def give_up(self) -> bool:
        """End the gesture under way as if it had not been. False: there was none."""
        gesture, sizing = self._gesture, self._sizing
        self._gesture = self._sizing = None
        if sizing is not None:
            self.set_size(sizing[1])
        if gesture is not None:
            self.shown_changed.emit(None)
            self.look_changed.emit()
        return gesture is not None or sizing is not None

    def _place(self, view: Viewport, at: QPointF) -> Point:
        """A view position in mask pixels: `Viewport.to_picture`, in another unit."""
        left, top, width, height = view.rect()
        return (at.x() - left) * self._side / width, (at.y() - top) * self._side / height

    def _radius(self) -> float:
        return self.size / 2 * self._side * (_WEAKEST + (1 - _WEAKEST) * self.pressure)

    def _begin(self, at: Point, swap: bool) -> None:
        before = self.mask if self.mask is not None else np.zeros((self._side, self._side), np.uint8)
        subtract = (self.subtract or self.tool == "eraser") != swap
        word, stroke = TOOLS[self.tool], None
        if self.round:
            word = TOOLS["eraser" if subtract else "brush"]
            stroke = Stroke(self._side, 1 - self.softness)
        self._gesture = _Gesture(before, before.copy(), subtract, word, [at], stroke)
        self.shown_changed.emit(None)  # a new array, and the overlay may have been off
        if stroke is not None:
            self._extend(at, self._radius())

    def _extend(self, at: Point, radius: float) -> None:
        gesture = self._gesture
        assert gesture is not None
        gesture.radius = radius
        if gesture.stroke is not None:
            coverage, box = gesture.stroke.coverage, gesture.stroke.add(*at, radius)
        else:
            if self.tool == "lasso":
                gesture.points.append(at)
            else:
                gesture.points[1:] = [at]
            coverage = self._shape(gesture.points)
            now = strokes.bounds(coverage)
            box, gesture.box = strokes.joined(gesture.box, now), now
            self.look_changed.emit()  # its outline
        if box is not None:
            left, top, right, bottom = box
            part = np.s_[top:bottom, left:right]
            gesture.live[part] = strokes.applied(gesture.before[part], coverage[part], gesture.subtract)
            self.shown_changed.emit(box)

    def _shape(self, points: list[Point]) -> np.ndarray:
        if self.tool == "lasso":
            coverage = strokes.polygon(self._side, points)
        else:
            made = strokes.rectangle if self.tool == "rectangle" else strokes.ellipse
            coverage = made(self._side, points[0], points[-1])
        return strokes.feathered(coverage, self.softness * _FEATHER * self._side)

    def _finish(self) -> None:
        gesture = self._gesture
        self._gesture = self._sizing = None
        if gesture is None:
            return
        self.look_changed.emit()
        if np.array_equal(gesture.live, gesture.before):
            self.shown_changed.emit(None)
            return
        self.mask = gesture.live
        if not self.overlay:
            self.shown_changed.emit(None)
        self.painted.emit(gesture.live, gesture.word)

    # What the pointer looks like

    @property
    def cursor(self) -> Qt.CursorShape:
        """The system's part of the pointer: none where there is a ring."""
        return Qt.CursorShape.BlankCursor if self.round else Qt.CursorShape.CrossCursor

    def ring(self, view: Viewport, at: QPointF) -> QRectF:
        """Where the brush's outer edge is on the screen, with the pointer at `at`; empty for shapes."""
        if not self.round:
            return QRectF()
        _, _, width, height = view.rect()
        centre = at if self._sizing is None else self._sizing[0]
        return QRectF(centre.x() - self.size * width / 2, centre.y() - self.size * height / 2,
                      self.size * width, self.size * height)  # fmt: skip

    def look_box(self, view: Viewport, at: QPointF | None) -> QRect:
        """What of the view `paint` may paint on."""
        box = QRectF() if at is None else self.ring(view, at)
        if self._gesture is not None and self._gesture.stroke is None:
            box |= self._outline(view, self._gesture).boundingRect()
        return QRect() if box.isNull() else box.toAlignedRect().adjusted(-10, -10, 10, 10)

    def paint(self, painter: QPainter, view: Viewport, at: QPointF | None) -> None:
        """The ring, or the outline of the shape that is being drawn: black and white, to be seen on any picture."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        dark, light = QPen(QColor(0, 0, 0, 180), 3.0), QPen(QColor(255, 255, 255), 1.25)
        gesture = self._gesture
        if gesture is not None and gesture.stroke is None:
            for pen in (dark, light):
                painter.setPen(pen)
                painter.drawPolygon(self._outline(view, gesture))
        if at is None or not self.round:
            return
        self._paint_ring(painter, self.ring(view, at), (dark, light))

    def _paint_ring(self, painter: QPainter, ring: QRectF, pens: tuple[QPen, QPen]) -> None:
        dark, light = pens
        full = QRectF(0, 0, ring.width() * (1 - self.softness), ring.height() * (1 - self.softness))
        full.moveCenter(ring.center())
        for pen in (dark, light):
            painter.setPen(pen)
            painter.drawEllipse(ring)
        if min(full.width(), ring.width() - full.width()) > 6:
            for pen, opacity in ((QPen(dark.color(), 2.0), 0.6), (QPen(light.color(), 1.0), 0.7)):
                painter.setOpacity(opacity)
                painter.setPen(pen)
                painter.drawEllipse(full)
            painter.setOpacity(1)
        middle, reach = ring.center(), ring.width() / 2
        for pen in (dark, light):
            painter.setPen(pen)
            if ring.width() > 24:
                painter.drawPoint(middle)
            elif ring.width() < 12:  # too small to be found: four ticks point at it
                for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                    near, far = QPointF(x, y) * (reach + 3), QPointF(x, y) * (reach + 7)
                    painter.drawLine(middle + near, middle + far)

    def _outline(self, view: Viewport, gesture: _Gesture) -> QPolygonF:
        left, top, width, height = view.rect()
        points = gesture.points
        if self.tool == "ellipse":
            points = strokes.ellipse_points(points[0], points[-1])
        elif self.tool == "rectangle":
            (x0, y0), (x1, y1) = points[0], points[-1]
            points = [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]
        return QPolygonF([QPointF(left + x * width / self._side, top + y * height / self._side) for x, y in points])
