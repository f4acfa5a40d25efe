"""Six other faces with the edits that the shown one has: does a direction do the same to everybody?"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.language import tr
from widgets.look.glyphs import blend
from widgets.parts.pixels import fitted, pixmap_of

FACES = 6
_LARGEST = 128  # logical pixels of a face
_GAP = 4
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class OtherFaces(QWidget):
    """Six faces, as large as there is room for. A click, or arrows and Enter, picks one to go on with."""

    picked = Signal(int)  # place from 0

    def __init__(self) -> None:
        super().__init__()
        self._cursor, self._hovered = 0, -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setToolTip(tr("Go on with one of these faces; the edits come along"))
        self._pictures: list[QPixmap | None] = [None] * FACES
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("{faces} other faces with the same edits", faces=FACES))

    def set_faces(self, pixels: tuple[np.ndarray | None, ...]) -> None:
        """uint8 H x W x 3 each; None keeps the picture that is there, or a blank."""
        for place, face in enumerate(pixels[:FACES]):
            if face is not None:
                self._pictures[place] = pixmap_of(face)
        self.update()

    def clear(self) -> None:
        """Blanks all faces."""
        self._pictures = [None] * FACES
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(3 * 112, 2 * 112)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 60)

    def box(self, place: int) -> QRectF:
        """Where a face is."""
        sides = {}
        for columns in (2, 3, 6):
            rows = FACES // columns
            room = (self.width() + _GAP) // columns, (self.height() + _GAP) // rows
            sides[columns] = min(*room, _LARGEST + _GAP) - _GAP
        columns = max(sides, key=lambda c: (sides[c], c))
        row, column = divmod(place, columns)
        return QRectF(column * (sides[columns] + _GAP), row * (sides[columns] + _GAP), sides[columns], sides[columns])

    # input

    def _at(self, point: QPointF) -> int:
        return next((place for place in range(FACES) if self.box(place).contains(point)), -1)

    def _pick(self, place: int) -> None:
        if place >= 0 and self._pictures[place] is not None:
            self._cursor = place
            self.picked.emit(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick(self._at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.setCursor(Qt.CursorShape.PointingHandCursor if place >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._cursor = max(0, min(FACES - 1, self._cursor + _STEPS[key]))
            self.setAccessibleDescription(tr("face {cursor} of {faces}", cursor=self._cursor + 1, faces=FACES))
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick(self._cursor)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        window, text = (self.palette().color(r) for r in (QPalette.ColorRole.Window, QPalette.ColorRole.WindowText))
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        for place, picture in enumerate(self._pictures):
            outline = QPainterPath()
            outline.addRoundedRect(self.box(place), 5, 5)
            if picture is None:
                painter.fillPath(outline, blend(window, text, 0.10))
            else:
                painter.setClipPath(outline)
                box = fitted(self.box(place), picture.width(), picture.height())
                painter.drawPixmap(box, picture, QRectF(picture.rect()))
                painter.setClipping(False)
            if place == self._hovered or (self.hasFocus() and place == self._cursor):
                lit = (
                    self.palette().color(QPalette.ColorRole.Highlight) if self.hasFocus() else blend(window, text, 0.8)
                )
                painter.setPen(QPen(lit, 2))
                painter.drawPath(outline)
        painter.end()
