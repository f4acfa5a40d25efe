"""A picture compared with another in the same place: left of a line (wipe), or shining through it (onion skin)."""

from __future__ import annotations

from typing import Literal

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from engine.language import tr
from widgets.canvas.marked_view import MarkedView
from widgets.canvas.split import STEPS, Line, Mixer
from widgets.parts import pill
from widgets.parts.picture import Picture

Way = Literal["", "wipe", "onion"]


class SplitView(MarkedView):
    """The frame stays live beside the other picture, whatever is zoomed, painted or moved meanwhile. The line runs over
    what is seen of the picture, so that it can always be reached."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left = Picture()
        self._way: Way = ""
        self._words = ("", "")
        self.line, self.mixer = Line(self), Mixer(self)
        for slider in (self.line, self.mixer.slider):
            slider.valueChanged.connect(self._split_moved)
        self.line.hide()
        self.mixer.hide()

    @property
    def way(self) -> Way:
        """How it is compared; "": not at all."""
        return self._way

    def set_way(self, way: Way) -> None:
        """Compare by a line, by opacity, or not. The keyboard goes to what is dragged if it was on the picture."""
        focused = any(widget.hasFocus() for widget in (self, self.line, self.mixer.slider))
        self._way = way
        self.line.setVisible(way == "wipe")
        self.mixer.setVisible(way == "onion")
        if focused:
            (self.line if way == "wipe" else self.mixer.slider if way else self).setFocus()
        self._place_button()
        self._split_moved()

    def set_left(self, pixels: np.ndarray | None, left: str = "", right: str = tr("now")) -> None:
        """The other picture, uint8 H x W x 3 of any size, kept by reference and laid over the frame's whole place; what
        it and the frame are called. None: it is not there yet, and the frame stands alone."""
        self._left.set(pixels)
        self._words = (left, right)
        self.mixer.set_words(right, left)
        self.line.setAccessibleName(
            tr("line between {left} on its left and {right} on its right", left=left, right=right)
        )
        self.mixer.slider.setAccessibleName(tr("how much of {left} shows over {right}", left=left, right=right))
        self._place_button()
        self._split_moved()

    @property
    def _split(self) -> bool:
        """Whether both pictures are seen."""
        return bool(self._way) and self._left.pixels is not None and self._shown() is self._picture

    def _split_moved(self) -> None:
        self.update(QRectF(*self._viewport.rect()).toAlignedRect())
        self._tell_pixel()

    def _place_button(self) -> None:
        super()._place_button()
        if self._way == "wipe":
            self.line.set_track(QRectF(*self._viewport.rect()) & QRectF(self.rect()))
        elif self._way:
            corners, size = self._corners(), self.mixer.sizeHint()
            place = QPointF(corners.center().x() - size.width() / 2, corners.bottom() - size.height())
            box = QRectF(place, size).toAlignedRect()
            if box.intersects(self._button.geometry()):  # where it is narrow, one stands above the other
                box.moveBottom(self._button.y() - 6)
            self.mixer.setGeometry(box)

    def _seen_at(self, at: QPointF) -> Picture:
        if self._split and self._way == "wipe" and at.x() < self.line.x_on_track:
            return self._left
        return super()._seen_at(at)

    def _paint_picture(self, painter: QPainter, dirty: QRect) -> None:
        super()._paint_picture(painter, dirty)
        if self._overlay.heated:  # the heat is of the frame alone
            self._paint_left(painter)

    def _paint_shown(self, painter: QPainter) -> None:
        super()._paint_shown(painter)
        if not self._overlay.heated:
            self._paint_left(painter)

    def _paint_left(self, painter: QPainter) -> None:
        if not self._split:
            return
        painter.save()
        if self._way == "onion":
            painter.setOpacity(self.mixer.slider.value() / STEPS)
        else:
            left = QRectF(0, 0, self.line.x_on_track, self.height())
            painter.setClipRect(left, Qt.ClipOperation.IntersectClip)
        self._paint_one(painter, self._left)
        painter.restore()

    @property
    def _marked(self) -> bool:
        return super()._marked and not (self._split and self._way == "wipe")

    def _paint_words(self, painter: QPainter) -> None:
        super()._paint_words(painter)
        if not self._split or self._way != "wipe":
            return
        corners, (left, right) = self._corners(), self._words
        pill.paint(painter, self, corners.topLeft(), left)
        width = pill.size_of(self.font(), right).width()
        pill.paint(painter, self, corners.topRight() - QPointF(width, 0), right)
