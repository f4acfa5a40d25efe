"""The canvas: the live picture, its zoom and pan, hold-to-compare, and what a brush paints on it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPointingDevice,
    QTabletEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from engine.language import tr
from widgets.canvas.split_view import SplitView
from widgets.look.glyphs import blend
from widgets.parts import pill

_ARROW_STEP = 64.0  # logical pixels
_ARROWS = {
    Qt.Key.Key_Left: (_ARROW_STEP, 0.0),
    Qt.Key.Key_Right: (-_ARROW_STEP, 0.0),
    Qt.Key.Key_Up: (0.0, _ARROW_STEP),
    Qt.Key.Key_Down: (0.0, -_ARROW_STEP),
}
_TAB_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)


class Canvas(SplitView):
    """Shows frames as fast as they come. Wheel zooms at the cursor; Space or middle drag pans, and so does a left drag
    when zoomed in; double-click toggles fit and 100 %; holding `\\` or the button shows the original."""

    painted = Signal(int)  # the frame of that sequence is on screen; once for each frame that got there
    menu_wanted = Signal(QPoint)  # global position

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sequence, self._unpainted = 0, False
        self._tabbed_to = False
        self._space_down = False
        self._pressed = True  # since it came back; else a double-click began on the page before
        self._pan_from: QPointF | None = None
        self.line.left_alone.connect(self._let_keys_go)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 200)
        self.setAccessibleName(tr("Canvas"))
        self.setAccessibleDescription(
            tr(
                "The picture. The wheel zooms, Space and drag or the arrow keys pan, "
                "double-click toggles fit and 100 %, holding backslash shows the "
                "original. Files can be dropped here."
            )
        )

    def sizeHint(self) -> QSize:
        return QSize(680, 680)

    # What is shown

    def set_frame(self, pixels: np.ndarray, sequence: int = 0) -> None:
        """As in every view; `painted` will say `sequence` once this frame is on screen."""
        super().set_frame(pixels)
        self._sequence, self._unpainted = sequence, True

    # Mouse and keys

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = True
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
        self._take_room()  # for what came meanwhile

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._tool is not None:
            self.mousePressEvent(event)  # two quick dabs
            return
        if event.button() != Qt.MouseButton.LeftButton or self._picture.pixels is None or not self._pressed:
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
            self._tool.turned = event.pointerType() is QPointingDevice.PointerType.Eraser
        event.ignore()  # the same again follows as a mouse event

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._tool is not None and self._tool.takes_menu():
            return
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_wanted.emit(self.mapToGlobal(self.rect().center()) if by_key else event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backslash:
            self.hold_compare(held=True)
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
            self.hold_compare(held=False)
        else:
            self._space_down = False
            self._show_cursor()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._tabbed_to = event.reason() in _TAB_REASONS
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._pressed = False
        self._let_go()
        super().hideEvent(event)

    def _let_go(self) -> None:
        """Whatever the mouse holds here, it holds no more: its release will go elsewhere."""
        self._pan_from = None
        if self._tool is not None:
            self._tool.let_go()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._let_go()
        self._tabbed_to = False
        self._let_keys_go()

    def _let_keys_go(self) -> None:
        """The keys' releases will go elsewhere."""
        self._space_down = False
        self.hold_compare(held=False)
        self._show_cursor()
        self.update()

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
            pill.paint_invitation(painter, self, tr("Drop to open"))
        elif self._tabbed_to:
            pill.paint_focus(painter, self)
        painter.end()
        if self._unpainted and self._shown() is self._picture:
            self._unpainted = False
            self.painted.emit(self._sequence)


def _typing() -> bool:
    """Whether text is being entered somewhere."""
    focus = QApplication.focusWidget()
    return focus is not None and focus.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
