"""A picture that can be enlarged and moved about, and that says what lies under the pointer."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from widgets.canvas.picture_view import PictureView
from widgets.parts.picture import Picture

_WHEEL_STEP = 1.2  # zoom factor of one notch


class ZoomView(PictureView):
    """The wheel zooms at the cursor. A new frame keeps zoom and place; the first one is fitted."""

    zoom_changed = Signal(float)
    pixel_hovered = Signal(int, int, int, int, int)  # x, y in picture pixels; red, green, blue of 255
    pixel_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cursor_at: QPointF | None = None
        self._told_pixel: tuple[int, int, int, int, int] | None = None
        self._told_zoom = 1.0

    def set_frame(self, pixels: np.ndarray) -> None:
        """Show uint8 H x W x 3 `pixels`, kept by reference and not to be changed afterwards. ValueError for others."""
        first = self._picture.pixels is None
        self._picture.set(pixels)
        self._viewport.set_picture(pixels.shape[1], pixels.shape[0])
        if first:
            self._viewport.fit()
        if first or self._zoom_is_news():
            self._view_changed()
        else:
            self.update(QRectF(*self._viewport.rect()).toAlignedRect())
            self._tell_pixel()
        self.seen_changed.emit()

    def frame(self) -> np.ndarray | None:
        """The newest frame, also while the original is shown."""
        return self._picture.pixels

    def set_original(self, pixels: np.ndarray | None) -> None:
        """The picture without edits, uint8 H x W x 3, shown in the frame's place while compare is held."""
        self._original.set(pixels)
        if self._comparing:
            self._view_changed()
            self.seen_changed.emit()

    # Zoom

    @property
    def zoom(self) -> float:
        """Device pixels per picture pixel: 1.0 is 100 %, and so before the first frame."""
        return self._told_zoom

    def fit(self) -> None:
        """The whole picture, and stay so when the window changes size."""
        self._viewport.fit()
        self._view_changed()

    def actual_size(self) -> None:
        self._viewport.zoom_to(1.0)
        self._view_changed()

    def zoom_in(self) -> None:
        self._viewport.zoom_step(1)
        self._view_changed()

    def zoom_out(self) -> None:
        self._viewport.zoom_step(-1)
        self._view_changed()

    def _view_changed(self) -> None:
        self.update()
        if self._zoom_is_news():
            self._told_zoom = self._viewport.zoom
            self.zoom_changed.emit(self._told_zoom)
        self._tell_pixel()
        self._show_cursor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._sync_view()

    def _sync_view(self) -> None:
        self._viewport.set_view(self.width(), self.height(), self.devicePixelRatioF())
        if self._zoom_is_news():
            self._view_changed()

    def _zoom_is_news(self) -> bool:
        return self._picture.pixels is not None and self._viewport.zoom != self._told_zoom

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y()
        if not turn or self._picture.pixels is None:
            event.ignore()
            return
        at = event.position()
        self._viewport.zoom_to(self._viewport.zoom * _WHEEL_STEP ** (turn / 120), (at.x(), at.y()))
        self._view_changed()

    def _seen_at(self, at: QPointF) -> Picture:
        """Which picture is seen at this place of the view."""
        return self._shown()

    def _tell_pixel(self) -> None:
        pixels = self._seen_at(self._cursor_at).pixels if self._cursor_at is not None else None
        told = None
        if pixels is not None and self._cursor_at is not None:
            place = self._viewport.pixel_at(self._cursor_at.x(), self._cursor_at.y())
            if place is not None:
                height, width = self._picture.shape
                column, row = place[0] * pixels.shape[1] // width, place[1] * pixels.shape[0] // height
                red, green, blue = (int(value) for value in pixels[row, column])
                told = (place[0], place[1], red, green, blue)
        if told == self._told_pixel:
            return
        self._told_pixel = told
        if told is None:
            self.pixel_left.emit()
        else:
            self.pixel_hovered.emit(*told)
