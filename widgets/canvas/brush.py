"""The brush: what the canvas hands the mouse to while a region is being painted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPolygonF

from engine.language import tr
from widgets.canvas import strokes
from widgets.canvas.brush_settings import BrushSettings
from widgets.canvas.ring import paint_outline, paint_ring
from widgets.canvas.strokes import Box, Point
from widgets.canvas.tools import TOOLS, Tip, Tool
from widgets.canvas.viewport import Viewport
from widgets.parts.gesture import Drag, GivenUp, Steps

_SIZE_STEP, _SOFTNESS_STEP = 1.15, 0.1
_WEAKEST = 0.2  # of the radius, under the lightest pressure of a pen
_LEFT = Qt.MouseButton.LeftButton
_SHIFT = Qt.KeyboardModifier.ShiftModifier
#: Held while one paints: take away what the tool would add, or the other way round. Alt-drag is many desktops' own.
_OTHERWISE = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@dataclass
class _Gesture:
    """From a button's press to its release."""

    tool: Tool
    before: np.ndarray  # the mask at its start
    live: np.ndarray  # the mask as it will be
    subtract: bool


class Brush(BrushSettings):
    """Paints a mask: uint8 (height, width), 255 painted. Left drag paints or draws a shape, Ctrl or Alt swaps adding
    and taking away; Shift-drag sizes the brush, and makes a shape as wide as high; Esc or the right button gives a
    gesture up; `[` and `]` change the size, with Shift the softness. A pen's pressure scales the radius, its other end
    takes away."""

    nothing_to_take = Signal()  # it was to take away where nothing is painted
    painted = Signal(object, str)  # the whole new mask and a word for the history; once for each gesture
    put_away = Signal()  # Esc while nothing is being drawn
    shown_changed = Signal(object)  # `shown` differs in this Box at most; None: anywhere

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.overlay = True
        self.mask: np.ndarray | None = None
        self.pressure = 1.0  # of a pen, 0 to 1; a mouse leaves it at 1
        self.turned = False  # whether a pen draws with its other end
        self._shape = (256, 256)
        self._gesture: _Gesture | None = None
        self._drag: Drag | None = None  # painting or sizing
        self._sized_at: QPointF | None = None  # where Shift-drag began
        self._menu_is_ours = False

    # State

    def set_mask(self, mask: np.ndarray | None, shape: tuple[int, int]) -> None:
        """What is painted on, uint8 of `shape`, not to be changed afterwards; None: nothing is painted yet. A gesture
        under way on another mask is given up.

        Raises:
            ValueError: the mask is none of that shape.
        """
        if mask is not None and (mask.dtype != np.uint8 or mask.shape != shape):
            raise ValueError(
                tr(
                    "A mask is uint8 {height} x {width}, not {dtype} {shape}.",
                    height=shape[0],
                    width=shape[1],
                    dtype=mask.dtype,
                    shape=mask.shape,
                )
            )
        if mask is self.mask and shape == self._shape:
            return
        if self._gesture is not None:
            self._gesture = self._drag = None
        self.mask, self._shape = mask, shape
        self.shown_changed.emit(None)

    def set_tool(self, tool: str) -> None:
        if tool in TOOLS and tool != self.tool:
            self.give_up()
        super().set_tool(tool)

    def set_overlay(self, *, on: bool) -> None:
        """Whether the mask is shown; while something is being drawn it is shown anyway."""
        self.overlay = on
        self.shown_changed.emit(None)

    @property
    def shape(self) -> tuple[int, int]:
        """Of the mask."""
        return self._shape

    @property
    def drawing(self) -> bool:
        """Whether a gesture is under way, Shift-drag included."""
        return self._drag is not None

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
            sizes = self.round and event.modifiers() & _SHIFT
            self._drag = drag = Drag(self._sizing(view, event) if sizes else self._painting(view, event))
            drag.begin()

    def move(self, view: Viewport, event: QMouseEvent) -> None:
        if self._drag is not None and not event.buttons() & _LEFT:
            self._finish()  # the release went elsewhere
        elif self._drag is not None:
            self._drag.move(event)

    def release(self, view: Viewport, event: QMouseEvent) -> None:
        if event.button() != _LEFT or self._drag is None:
            return
        self._drag.move(event)
        self._finish()

    def let_go(self) -> None:
        """The hand is taken away (another page, window or dialog comes): what was drawn so far is kept."""
        self._finish()

    def _finish(self) -> None:
        drag, self._drag = self._drag, None
        if drag is not None:
            drag.end()

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
        drag, self._drag = self._drag, None
        if drag is not None:
            drag.give_up()
        return drag is not None

    def _place(self, view: Viewport, at: QPointF) -> Point:
        """A view position in mask pixels: `Viewport.to_picture`, in another unit."""
        left, top, width, height = view.rect()
        rows, columns = self._shape
        return (at.x() - left) * columns / width, (at.y() - top) * rows / height

    def _radius(self) -> float:
        return self.size / 2 * max(self._shape) * (_WEAKEST + (1 - _WEAKEST) * self.pressure)

    def _sizing(self, view: Viewport, press: QMouseEvent) -> Steps:
        start, size = press.position(), self.size
        self._sized_at = start
        try:
            while (event := (yield True)) is not None:
                if event.type() == QEvent.Type.MouseMove:  # the ring's edge goes along with the pointer
                    self.set_size(size + 2 * (event.position().x() - start.x()) / max(view.rect()[2:]))
        except GivenUp:
            self._sized_at = None
            self.set_size(size)
        self._sized_at = None

    def _painting(self, view: Viewport, press: QMouseEvent) -> Steps:
        before = self.mask if self.mask is not None else np.zeros(self._shape, np.uint8)
        tool, radius = TOOLS[self.tool](self._shape), self._radius()
        subtract = self.turned or (self.subtract or tool.takes_away) != bool(press.modifiers() & _OTHERWISE)
        self._gesture = gesture = _Gesture(tool, before, before.copy(), subtract)
        self.shown_changed.emit(None)  # a new array, and the overlay may have been off
        self._lay(gesture, tool.begin(self._place(view, press.position()), Tip(radius, self.softness)))
        try:
            while (event := (yield True)) is not None:
                if event.type() == QEvent.Type.MouseMove:  # a lifted pen has no pressure: the radius stays
                    radius = self._radius()
                tip = Tip(radius, self.softness, even=bool(event.modifiers() & _SHIFT))
                box = tool.extend(self._place(view, event.position()), tip)
                if tool.outline():
                    self.look_changed.emit()
                self._lay(gesture, box)
        except GivenUp:
            self._gesture = None
            self.shown_changed.emit(None)
            self.look_changed.emit()
            return
        self._gesture = None
        self.look_changed.emit()
        self._keep(gesture)

    def _lay(self, gesture: _Gesture, box: Box | None) -> None:
        """Bring the live mask up to date where the tool's coverage changed."""
        if box is not None:
            left, top, right, bottom = box
            part = np.s_[top:bottom, left:right]
            coverage = gesture.tool.coverage[part]
            gesture.live[part] = strokes.applied(gesture.before[part], coverage, subtract=gesture.subtract)
            self.shown_changed.emit(box)

    def _keep(self, gesture: _Gesture) -> None:
        """What was painted becomes the mask, if it is anything."""
        if np.array_equal(gesture.live, gesture.before):
            self.shown_changed.emit(None)
            if gesture.subtract and not gesture.before.any():
                self.nothing_to_take.emit()
            return
        self.mask = gesture.live
        if not self.overlay:
            self.shown_changed.emit(None)
        self.painted.emit(gesture.live, gesture.tool.word(subtract=gesture.subtract))

    # What the pointer looks like

    @property
    def cursor(self) -> Qt.CursorShape:
        """The system's part of the pointer: none where there is a ring."""
        return Qt.CursorShape.BlankCursor if self.round else Qt.CursorShape.CrossCursor

    def ring(self, view: Viewport, at: QPointF) -> QRectF:
        """Where the brush's outer edge is on the screen, with the pointer at `at`; empty for shapes."""
        if not self.round:
            return QRectF()
        across = self.size * max(view.rect()[2:])
        centre = at if self._sized_at is None else self._sized_at
        return QRectF(centre.x() - across / 2, centre.y() - across / 2, across, across)

    def look_box(self, view: Viewport, at: QPointF | None) -> QRect:
        """What of the view `paint` may paint on."""
        box = QRectF() if at is None else self.ring(view, at)
        box |= QPolygonF(self._outline(view)).boundingRect()
        return QRect() if box.isNull() else box.toAlignedRect().adjusted(-10, -10, 10, 10)

    def paint(self, painter: QPainter, view: Viewport, at: QPointF | None) -> None:
        """The ring, or the outline of the shape that is being drawn."""
        if outline := self._outline(view):
            paint_outline(painter, outline)
        if at is not None and self.round:
            paint_ring(painter, self.ring(view, at), self.softness)

    def _outline(self, view: Viewport) -> list[QPointF]:
        """The corners of the shape that is being drawn, in the view."""
        left, top, width, height = view.rect()
        points = self._gesture.tool.outline() if self._gesture is not None else []
        rows, columns = self._shape
        return [QPointF(left + x * width / columns, top + y * height / rows) for x, y in points]
