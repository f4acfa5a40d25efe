"""A picture with words on it: a badge, a message, and the button that shows the original while it is held."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.language import tr
from widgets.canvas.zoom_view import ZoomView
from widgets.parts import pill


class MarkedView(ZoomView):
    """Its words keep to what is seen of the picture."""

    compare_held = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badge, self._mark, self._message = "", "", ""
        self._room = 0  # logical pixels at the top that something lies over
        self._button = pill.CompareButton(self)
        self._button.hide()
        self._button.setCursor(Qt.CursorShape.ArrowCursor)
        self._button.pressed.connect(self._compare_pressed)
        self._button.released.connect(self._compare_released)

    def set_frame(self, pixels: np.ndarray) -> None:
        first = self._picture.pixels is None
        super().set_frame(pixels)
        if first:
            self._button.show()

    def make_room(self, height: int) -> None:
        """So many logical pixels at the top are covered: the fitted picture and all words stand below. In the middle of
        a stroke nothing moves."""
        self._room = height
        self._take_room()

    def _take_room(self) -> None:
        if not self.drawing:
            self._viewport.set_covered(self._room)
            self._view_changed()

    def set_badge(self, text: str) -> None:
        """A small mark in the picture's lower left corner; '' hides it."""
        if text != self._badge:
            self._badge = text
            self.update()

    def set_mark(self, text: str) -> None:
        """What the picture is called, in its upper left corner; '' hides it."""
        if text != self._mark:
            self._mark = text
            self.update()

    def set_message(self, text: str) -> None:
        """A calm line: in the middle while there is no frame, as a strip at the bottom when there is; '' hides it."""
        if text != self._message:
            self._message = text
            self._place_button()
            self.update()

    def hold_compare(self, *, held: bool) -> None:
        """Show the original while held; the window may send its own key here."""
        if held == self._comparing or (held and self._picture.pixels is None):
            return
        self._comparing = held
        self._button.setDown(held)
        self.update()
        self.compare_held.emit(held)
        self._tell_pixel()
        self.seen_changed.emit()

    def _view_changed(self) -> None:
        super()._view_changed()
        self._place_button()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_button()

    def set_dropping(self, *, dropping: bool) -> None:
        self._button.setVisible(self._picture.pixels is not None and not dropping)
        super().set_dropping(dropping=dropping)

    def _compare_pressed(self) -> None:
        self.hold_compare(held=True)

    def _compare_released(self) -> None:
        self.hold_compare(held=False)

    def _paint_words(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._picture.pixels is None:
            pill.paint_middle(painter, self, self._message)
            return
        corners = self._corners()
        if self._shown() is self._original:
            pill.paint(painter, self, corners.topLeft(), tr("without edits"))
        elif self._badge:
            height = pill.size_of(self.font(), self._badge).height()  # at the bottom: notices come at the top
            pill.paint(painter, self, corners.bottomLeft() - QPointF(0, height + 3), self._badge)
        if self._mark and self._marked:
            pill.paint(painter, self, corners.topLeft(), self._mark)
        if self._message:
            pill.paint_strip(painter, self, self._message)

    @property
    def _marked(self) -> bool:
        """Whether nothing else says what the picture is."""
        return self._shown() is self._picture

    def _corners(self) -> QRectF:
        """What marks and button keep to: the seen part of the picture, or the canvas where that is too small."""
        free = QRectF(self.rect()).adjusted(0, self._room, 0, 0)
        if self._message:
            free.setBottom(pill.strip_box(self).top())
        seen = QRectF(*self._viewport.rect()) & free
        if seen.width() < 240 or seen.height() < 120:
            seen = free
        return seen.adjusted(10, 10, -10, -10)

    def _place_button(self) -> None:
        size, corner = self._button.sizeHint(), self._corners().bottomRight().toPoint()
        self._button.setGeometry(corner.x() - size.width(), corner.y() - size.height(), size.width(), size.height())
