"""The canvas: the live picture, its zoom and pan, hold-to-compare, and what a brush paints on it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from widgets.canvas.picture_view import PictureView
from widgets.look.glyphs import blend
from widgets.parts import pill

_WHEEL_STEP = 1.2  # zoom factor of one notch
_ARROW_STEP = 64.0  # logical pixels
_ARROWS = {
    Qt.Key.Key_Left: (_ARROW_STEP, 0.0),
    Qt.Key.Key_Right: (-_ARROW_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, _ARROW_STEP),
    Qt.Key.Key_Down: (0.0, -_ARROW_STEP),
}
_TAB_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class Canvas(PictureView):
    """Shows frames as fast as they come. Wheel zooms at the cursor; Space or middle drag pans, and so does a left drag
    when zoomed in; double-click toggles fit and 100 %; holding `\\` or the button shows the original."""

    painted = Signal(int)  # the frame of that sequence is on screen; once for each frame that got there
    compare_held = Signal(bool)
    zoom_changed = Signal(float)
    pixel_hovered = Signal(int, int, int, int, int)  # x, y in picture pixels; red, green, blue of 255
    pixel_left = Signal()
    menu_wanted = Signal(QPoint)  # global position

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sequence, self._unpainted = 0, False
        self._badge, self._message = "", ""
        self._tabbed_to = False
        self._space_down = False
        self._pan_from: QPointF | None = None
        self._cursor_at: QPointF | None = None
        self._told_pixel: tuple[int, int, int, int, int] | None = None
        self._told_zoom = 1.0
        self._button = pill.CompareButton(self)
        self._button.hide()
        self._button.setCursor(Qt.CursorShape.ArrowCursor)
        self._button.pressed.connect(self._compare_pressed)
        self._button.released.connect(self._compare_released)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 200)
        self.setAccessibleName("Canvas")
        self.setAccessibleDescription(
            "The picture. The wheel zooms, Space and drag or the arrow keys pan, double-click toggles fit and 100 %, "
            "holding backslash shows the original. Files can be dropped here."
        )

    def sizeHint(self) -> QSize:
        return QSize(680, 680)

    # What is shown

    def set_frame(self, pixels: np.ndarray, sequence: int = 0) -> None:
        """Show uint8 H x W x 3 `pixels`, kept by reference and not to be changed afterwards. ValueError for others."""
        first = self._picture.pixels is None
        self._picture.set(pixels)
        self._sequence, self._unpainted = sequence, True
        self._viewport.set_picture(pixels.shape[1], pixels.shape[0])
        if first:
            self._viewport.fit()
            self._button.show()
        if first or self._zoom_is_news():
            self._view_changed()
        else:
            self.update(QRectF(*self._viewport.rect()).toAlignedRect())
            self._tell_pixel()

    def frame(self) -> np.ndarray | None:
        """The newest frame, also while the original is shown."""
        return self._picture.pixels

    def set_original(self, pixels: np.ndarray | None) -> None:
        """The picture without edits, uint8 H x W x 3, shown in the frame's place while compare is held."""
        self._original.set(pixels)
        if self._comparing:
            self._view_changed()

    def set_badge(self, text: str) -> None:
        """A small mark in the picture's lower left corner; '' hides it."""
        if text != self._badge:
            self._badge = text
            self.update()

    def set_message(self, text: str) -> None:
        """A calm line: in the middle while there is no frame, as a strip at the bottom when there is; '' hides it."""
        if text != self._message:
            self._message = text
            self._place_button()
            self.update()

    def hold_compare(self, held: bool) -> None:
        """Show the original while held; the window may send its own key here."""
        if held == self._comparing or (held and self._picture.pixels is None):
            return
        self._comparing = held
        self._button.setDown(held)
        self.update()
        self.compare_held.emit(held)
        self._tell_pixel()

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
        self._place_button()
        self._tell_pixel()
        self._show_cursor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._sync_view()
        self._place_button()

    def _sync_view(self) -> None:
        self._viewport.set_view(self.width(), self.height(), self.devicePixelRatioF())
        if self._zoom_is_news():
            self._view_changed()

    def _zoom_is_news(self) -> bool:
        return self._picture.pixels is not None and self._viewport.zoom != self._told_zoom

    # Mouse and keys

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y()
        if not turn or self._picture.pixels is None:
            event.ignore()
            return
        at = event.position()
        self._viewport.zoom_to(self._viewport.zoom * _WHEEL_STEP ** (turn / 120), (at.x(), at.y()))
        self._view_changed()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._picture.pixels is None:
            return
        pans_freely = self._space_down or (self._tool is None and self._viewport.overflows)
        pans = event.button() == Qt.MouseButton.MiddleButton or (
            event.button() == Qt.MouseButton.LeftButton and pans_freely
        )
        if self._tool is not None and (self._tool.drawing or not pans):
            self._tool.press(self._viewport, event)
        elif pans:
            self._pan_from = event.position()
            self._show_cursor()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._cursor_at = event.position()
        if self._pan_from is None:
            if self._tool is not None:
                self._tool.move(self._viewport, event)
                self._show_cursor()
            self._tell_pixel()
            return
        step = event.position() - self._pan_from
        self._pan_from = event.position()
        self._viewport.pan(step.x(), step.y())
        self._view_changed()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is None and self._tool is not None:
            self._tool.release(self._viewport, event)
        if not event.buttons() & (Qt.MouseButton.LeftButton | Qt.MouseButton.MiddleButton):
            self._pan_from = None
            self._show_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._tool is not None:
            self.mousePressEvent(event)  # two quick dabs
            return
        if event.button() != Qt.MouseButton.LeftButton or self._picture.pixels is None:
            return
        if self._viewport.fitted:
            self._viewport.zoom_to(1.0, (event.position().x(), event.position().y()))
        else:
            self._viewport.fit()
        self._view_changed()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self._show_painted(None)
        if self._tool is not None and not _typing():  # the tool's keys go where the pointer is
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self._show_painted(None)
        self._cursor_at = None
        self._tell_pixel()
        self._show_cursor()

    def tabletEvent(self, event: QTabletEvent) -> None:
        if self._tool is not None:
            self._tool.pressure = event.pressure() if event.buttons() else 1.0
        event.ignore()  # the same again follows as a mouse event

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._tool is not None and self._tool.takes_menu():
            return
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_wanted.emit(self.mapToGlobal(self.rect().center()) if by_key else event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backslash:
            self.hold_compare(True)
        elif event.key() == Qt.Key.Key_Space:
            self._space_down = True
            self._show_cursor()
        elif self._tool is not None and self._tool.key(event):
            return
        elif event.key() in _ARROWS and self._viewport.overflows:
            self._viewport.pan(*_ARROWS[Qt.Key(event.key())])
            self._view_changed()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Backslash, Qt.Key.Key_Space):
            super().keyReleaseEvent(event)
        elif event.isAutoRepeat():
            return  # a held key repeats as release and press
        elif event.key() == Qt.Key.Key_Backslash:
            self.hold_compare(False)
        else:
            self._space_down = False
            self._show_cursor()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._tabbed_to = event.reason() in _TAB_REASONS
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space_down = self._tabbed_to = False  # the keys' releases will go elsewhere
        self.hold_compare(False)
        self._show_cursor()
        self.update()

    def set_dropping(self, dropping: bool) -> None:
        self._button.setVisible(self._picture.pixels is not None and not dropping)
        super().set_dropping(dropping)

    def _compare_pressed(self) -> None:
        self.hold_compare(True)

    def _compare_released(self) -> None:
        self.hold_compare(False)

    def _show_cursor(self) -> None:
        if self._pan_from is not None:
            shape = Qt.CursorShape.ClosedHandCursor
        elif self._space_down:
            shape = Qt.CursorShape.OpenHandCursor
        elif self._tool is not None and self._picture.pixels is not None:
            shape = self._tool.cursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        if shape != self.cursor().shape():
            self.setCursor(shape)
        pans = self._pan_from is not None or self._space_down or self._picture.pixels is None
        self._pointer = None if pans else self._cursor_at
        super()._show_cursor()

    def _tell_pixel(self) -> None:
        pixels = self._shown().pixels
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

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        self._sync_view()  # the window may have moved to a screen of another pixel ratio
        palette = self.palette()
        window, ink = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
        painter = QPainter(self)
        painter.fillRect(event.rect(), blend(window, ink, 0.09 if window.lightness() < 128 else 0.16))
        if self._picture.pixels is not None:
            self._paint_picture(painter, event.rect())
        self._paint_words(painter)
        self._paint_pointer(painter)
        if self.dropping:
            pill.paint_invitation(painter, self, "Drop to open")
        elif self._tabbed_to:
            pill.paint_focus(painter, self)
        painter.end()
        if self._unpainted and self._shown() is self._picture:
            self._unpainted = False
            self.painted.emit(self._sequence)

    def _paint_words(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._picture.pixels is None:
            pill.paint_middle(painter, self, self._message)
            return
        corners = self._corners()
        if self._shown() is self._original:
            pill.paint(painter, self, corners.topLeft(), "original")
        elif self._badge:
            height = pill.size_of(self.font(), self._badge).height()  # at the bottom: notices come at the top
            pill.paint(painter, self, corners.bottomLeft() - QPointF(0, height + 3), self._badge)
        if self._message:
            pill.paint_strip(painter, self, self._message)

    def _corners(self) -> QRectF:
        """What marks and button keep to: the seen part of the picture, or the canvas where that is too small."""
        free = QRectF(self.rect())
        if self._message:
            free.setBottom(pill.strip_box(self).top())
        seen = QRectF(*self._viewport.rect()) & free
        if seen.width() < 240 or seen.height() < 120:
            seen = free
        return seen.adjusted(10, 10, -10, -10)

    def _place_button(self) -> None:
        size, corner = self._button.sizeHint(), self._corners().bottomRight().toPoint()
        self._button.setGeometry(corner.x() - size.width(), corner.y() - size.height(), size.width(), size.height())


def _typing() -> bool:
    """Whether text is being entered somewhere."""
    focus = QApplication.focusWidget()
    return focus is not None and focus.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
