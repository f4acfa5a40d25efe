"""A brush on a photo: what is painted over does not count when the photo is looked for."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from engine.language import tr
from widgets.canvas.brush import Brush
from widgets.canvas.overlay import KEEP, MaskLayer, box_in_view
from widgets.canvas.strokes import Box
from widgets.canvas.viewport import Viewport
from widgets.photo.placing import Placing

SIDE = 512  # mask pixels of the photo's longer side
KEPT = 50  # strokes that can be undone


class Ignoring(QWidget):
    """Lies over the photo. While it is `painting` it takes the mouse; what is painted shows always, and stays with the
    photo wherever its square goes. Keys are the brush's; Ctrl+Z takes the last stroke back, Esc puts the brush away."""

    changed = Signal()  # what is painted, or whether one paints

    def __init__(self, placing: Placing) -> None:
        super().__init__(placing)
        self._placing = placing
        self._brush, self._layer = Brush(self), MaskLayer()
        self._last = np.zeros((SIDE, SIDE), np.uint8)  # what is painted by now
        self._before: list[np.ndarray] = []  # the masks before the last strokes
        self._at: QPointF | None = None
        self.painting = False
        self._brush.set_size(0.08)
        self._brush.painted.connect(self._keep)
        self._brush.shown_changed.connect(self._show)
        self._brush.look_changed.connect(self.update)
        self._brush.put_away.connect(self.put_away)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("brush for what should be ignored in the photo"))
        self.clear()
        self.set_painting(on=False)
        placing.installEventFilter(self)
        placing.photo_changed.connect(self.clear)

    @property
    def brush(self) -> Brush:
        """The brush, for its size."""
        return self._brush

    @property
    def can_undo(self) -> bool:
        """Whether there is a stroke to take back."""
        return bool(self._before)

    @property
    def painted(self) -> bool:
        """Whether anything is to be ignored."""
        return bool(self._last.any())

    def ignored(self) -> np.ndarray:
        """What is to be ignored: uint8 (h, w) over the whole photo, 255 where it is painted over."""
        height, width = self._placing.shape
        share = SIDE / max(height, width, 1)
        return self._last[: max(1, round(height * share)), : max(1, round(width * share))]

    def set_painting(self, *, on: bool) -> None:
        """Take the brush up, or put it away."""
        self._brush.give_up()
        self.painting, self._at = on, None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not on)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if on else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        if on:
            self.setFocus()
        self.update()
        self.changed.emit()

    def put_away(self) -> None:
        """No more painting; the square takes the mouse again."""
        focused = self.hasFocus()
        self.set_painting(on=False)
        if focused:
            self._placing.setFocus()

    def undo(self) -> None:
        """Take the last stroke back, or what was cleared."""
        self._brush.give_up()
        if self._before:
            self._set(self._before.pop())

    def wipe_off(self) -> None:
        """Nothing is to be ignored; can be undone."""
        self._brush.give_up()
        if self.painted:
            self._keep(np.zeros((SIDE, SIDE), np.uint8))
            self._brush.set_mask(self._last, (SIDE, SIDE))

    def clear(self) -> None:
        """Another photo: nothing is painted on it yet, and nothing can be undone."""
        self._brush.give_up()
        self._before.clear()
        self._set(np.zeros((SIDE, SIDE), np.uint8))

    def _set(self, mask: np.ndarray) -> None:
        self._last = mask
        self._brush.set_mask(mask, (SIDE, SIDE))
        self.changed.emit()

    def _keep(self, mask: np.ndarray, _: str = "") -> None:
        """One more step that can be taken back."""
        self._before = [*self._before, self._last][-KEPT:]
        self._last = mask
        self.changed.emit()

    # where the photo lies

    def _place(self) -> QRectF:
        """The square that the mask covers: the photo lies in its top left."""
        place = self._placing.place()
        side = max(place.width(), place.height(), 1.0)
        return QRectF(place.left(), place.top(), side, side)

    def _show(self, box: Box | None) -> None:
        shown = self._brush.shown
        if shown is not None:
            self._layer.set(shown, KEEP, box, faint=False)
        self.update() if box is None else self.update(box_in_view(self._place(), box, (SIDE, SIDE)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._placing.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._placing.shape[0]:
            return
        painter, place = QPainter(self), self._placing.place()
        painter.save()
        painter.setClipRect(place)
        self._layer.paint(painter, self._place(), QRectF(event.rect()))
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.painting:
            self._brush.paint(painter, self._over(), self._at)
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1))
                painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))

    # mouse and keys, while one paints

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._brush.press(self._over(), event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._at = event.position()
        self._brush.move(self._over(), event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._brush.release(self._over(), event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)  # two quick dabs

    def leaveEvent(self, event: QEvent) -> None:
        self._at = None
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.matches(QKeySequence.StandardKey.Undo) and self.painting:
                event.accept()  # here it is the stroke's, not the document's
                return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """While one paints, the wheel sizes the brush, not the square below."""
        self._brush.set_size(self._brush.size * 1.1 ** (event.angleDelta().y() / 120))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.undo()
        elif not self._brush.key(event):
            super().keyPressEvent(event)

    def _over(self) -> Viewport:
        """The view that the brush works in: the mask's square as a picture."""
        return _Square(self._place())


class _Square(Viewport):
    """A picture that lies where it is told to."""

    def __init__(self, place: QRectF) -> None:
        super().__init__()
        self._told = place

    def rect(self) -> tuple[float, float, float, float]:
        place = self._told
        return place.left(), place.top(), place.width(), place.height()
