"""A picture at a zoom, with what lies over it: painted regions, a heat map, and a brush's pointer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QWidget

from widgets.canvas.brush import Brush
from widgets.canvas.overlay import Overlay, box_in_view, dimmed
from widgets.canvas.strokes import Box
from widgets.canvas.viewport import Viewport
from widgets.parts.drops import DropTarget
from widgets.parts.picture import Picture, paint_shadow

_NEAREST_ABOVE = 2.0


class PictureView(DropTarget):
    """What the canvas shows; the canvas adds all that a hand can do with it."""

    seen_changed = Signal()  # another picture is `seen`, or smooth where it was not

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewport = Viewport()
        self._picture, self._original, self._dimmed = Picture(), Picture(), Picture()
        self._dimmed_from: np.ndarray | None = None
        self._smooth, self._comparing = True, False
        self._hovered = False  # whether the pointer is over it
        self._pointer: QPointF | None = None  # where a brush's ring belongs
        self._tool: Brush | None = None
        self._overlay, self._look = Overlay(), QRect()

    def set_smooth(self, *, smooth: bool) -> None:
        """Smooth at every zoom, or (False) square pixels above 200 %."""
        self._smooth = smooth
        self.update()
        self.seen_changed.emit()

    @property
    def smooth(self) -> bool:
        """Whether it is smooth at every zoom."""
        return self._smooth

    @property
    def seen(self) -> np.ndarray | None:
        """The picture itself that is seen, uint8 H x W x 3, not to be changed: the newest frame, or the original while
        that is looked at; None while there is none."""
        return self._shown().pixels

    def set_tool(self, tool: Brush | None) -> None:
        """Hand the left button and some keys to a brush, and show what it paints; None takes them back."""
        if self._tool is not None:
            self._tool.give_up()
            self._tool.shown_changed.disconnect(self._show_painted)
            self._tool.look_changed.disconnect(self._show_cursor)
        self._tool = tool
        if tool is not None:
            tool.shown_changed.connect(self._show_painted)
            tool.look_changed.connect(self._show_cursor)
        self._show_painted(None)
        self._show_cursor()

    def set_overlay_masks(self, masks: Sequence[tuple[np.ndarray, bool]], active: int = -1) -> None:
        """Show regions: each a mask, uint8 (height, width), and whether it is to be kept. The one of index `active`
        stands out; a brush shows its own mask in its place."""
        if self._overlay.set_masks(masks, active):
            self._show_painted(None)

    def set_heat(self, values: np.ndarray | None) -> None:
        """Show where the picture changes most, float (h, w) from 0 over the whole picture; None shows none. ValueError
        for others."""
        self._overlay.set_heat(values)
        self.update()

    def _show_painted(self, box: Box | None) -> None:
        tool = self._tool
        self._overlay.set_live(tool, box)
        if tool is None or box is None:
            self.update()
        else:
            self.update(box_in_view(QRectF(*self._viewport.rect()), box, tool.shape))

    def _show_cursor(self) -> None:
        """Bring the brush's ring to where the pointer is."""
        look = self._tool.look_box(self._viewport, self._pointer) if self._tool is not None else QRect()
        if look != self._look:
            self.update(self._look)
            self.update(look)
            self._look = look

    def _shown(self) -> Picture:
        return self._original if self._comparing and self._original.pixels is not None else self._picture

    def _paint_picture(self, painter: QPainter, dirty: QRect) -> None:
        place = QRectF(*self._viewport.rect())
        if not place.contains(QRectF(dirty)):  # a new frame leaves the shadow as it is, half of a repaint's price
            paint_shadow(painter, place, self.palette().color(QPalette.ColorRole.Shadow))
        self._paint_shown(painter)
        if self._shown() is self._picture:
            self._overlay.paint(painter, place, dirty, tinted=self._hovered or self.drawing)

    @property
    def drawing(self) -> bool:
        """Whether a brush is in the middle of a gesture."""
        return self._tool is not None and self._tool.drawing

    def _paint_shown(self, painter: QPainter) -> None:
        """The picture under all that lies over it."""
        shown = self._shown()
        self._paint_one(painter, self._under_heat() if self._overlay.heated and shown is self._picture else shown)

    def _paint_one(self, painter: QPainter, shown: Picture) -> None:
        """A picture of any size, over the place of the frame."""
        assert shown.pixels is not None
        smooth = self._smooth or self._viewport.zoom <= _NEAREST_ABOVE
        height, width = self._picture.shape
        image = shown.image(self._viewport.zoom * width / shown.shape[1] if smooth else 1.0)
        # Only the part that can be seen: at 6400 % the whole picture would not fit a painter's numbers.
        left, top, across, down = self._viewport.visible()
        to_x, to_y = image.width() / width, image.height() / height
        source = QRectF(left * to_x, top * to_y, across * to_x, down * to_y)
        target = QRectF(
            QPointF(*self._viewport.to_view(left, top)), QPointF(*self._viewport.to_view(left + across, top + down))
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(target, image, source)

    def _under_heat(self) -> Picture:
        pixels = self._picture.pixels
        if self._dimmed_from is not pixels:
            self._dimmed_from = pixels
            self._dimmed.set(dimmed(pixels) if pixels is not None else None)
        return self._dimmed

    def _paint_pointer(self, painter: QPainter) -> None:
        if self._tool is not None:
            self._tool.paint(painter, self._viewport, self._pointer)
