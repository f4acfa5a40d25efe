"""One slider from end to end, as a row of small pictures; a click on one sets the slider there."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.language import tr
from widgets.look.glyphs import GlyphButton, blend
from widgets.look.sigma import digits_font, sigma_text
from widgets.parts.pixels import fitted, pixmap_of
from widgets.parts.tips import tip_shown

_HEAD = 24  # pixels of the title line
_LABEL = 15  # pixels of the value under a picture
_GAP = 3
_NARROWEST = 46  # pixels a picture and its value need; below that the strip breaks into two lines or more
_MARGIN = 8
_DIM = 0.35  # how much is left of pictures of what was shown before
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


class FilmStrip(QWidget):
    """Small pictures of one slider with their values in sigma, the one nearest to the slider's value marked.

    Click a picture, or choose one with the arrows and Enter; Esc closes. Without a title (part of something larger that
    has one) it is a single line of pictures, and Esc is left to what it stands in.
    """

    picked = Signal(float)  # sigma
    closed = Signal()

    def __init__(self, parent: QWidget | None = None, *, titled: bool = True) -> None:
        super().__init__(parent)
        self._titled = titled
        self._head, self._margin = (_HEAD, _MARGIN) if titled else (2, 2)
        self._name = ""
        self._values: tuple[float, ...] = ()
        self._pictures: list[QPixmap] = []
        self._current = 0.0
        self._cursor = 0
        self._hovered = -1
        self._former = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)  # a height set on each resize makes a scroll area's bar come and go for ever
        self.setSizePolicy(policy)
        self._close = GlyphButton("close", tr("Close the film strip (Esc)"), size=20, parent=self)
        self._close.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Esc closes
        self._close.clicked.connect(self.closed)
        self._close.setVisible(titled)

    def set_frames(self, frames: np.ndarray | None, values: tuple[float, ...]) -> None:
        """Shows `frames` (n, h, w, 3) uint8 at `values` in sigma; None waits for them.

        ValueError when the frames are not of that kind or not as many as the values.
        """
        if frames is None:
            self._pictures = []
        else:
            if frames.ndim != 4 or frames.shape[3] != 3 or frames.dtype != np.uint8 or len(frames) != len(values):
                raise ValueError(
                    tr(
                        "{values_count} values need as many uint8 frames of h x w x 3, not {shape}",
                        values_count=len(values),
                        shape=frames.shape,
                    )
                )
            self._pictures = [pixmap_of(frame) for frame in frames]
        self._values, self._former = values, False
        self._cursor = max(0, self._nearest())
        self.updateGeometry()
        self._describe()
        self.update()

    def set_former(self) -> None:
        """Its pictures are of what was shown before: they are dimmed until others come."""
        if self._pictures and not self._former:
            self._former = True
            self._describe()
            self.update()

    @property
    def former(self) -> bool:
        """True while its pictures are of what was shown before."""
        return self._former

    def set_slider(self, name: str, value: float) -> None:
        """The slider's name and its value now, which is marked."""
        if (name, value) != (self._name, self._current):
            self._name, self._current = name, value
            self._describe()
            self.update()

    @property
    def waiting(self) -> bool:
        """True until there are pictures."""
        return not self._pictures

    def cell(self, index: int) -> QRect:
        """Where picture `index` is, without its value."""
        columns, rows, side = self._grid(self.width())
        side = max(8, min(side, (self.height() - self._head - 4) // rows - _LABEL - _GAP))  # squeezed by a few pixels
        row, column = divmod(index, columns)
        x = self._margin + column * (side + _GAP)
        return QRect(x, self._head + row * (side + _LABEL + _GAP), side, side)

    def marked(self) -> int:
        """The index of the picture nearest to the slider's value, -1 where the value is beyond both ends."""
        return self._nearest()

    def _describe(self) -> None:
        state = tr("rendering") if self.waiting or self._former else tr("{count} pictures", count=len(self._values))
        self.setAccessibleName(tr("Film strip of {name}, {state}", name=self._name, state=state))
        if self._values:
            self.setAccessibleDescription(
                tr("Picture at {sigma_text} sigma", sigma_text=sigma_text(self._values[self._cursor]))
            )

    def _grid(self, width: int) -> tuple[int, int, int]:
        """Columns, rows and the side of a picture, with the lines about equally full."""
        count, width = max(1, len(self._values)), width - 2 * self._margin
        most = max(1, (width + _GAP) // (_NARROWEST + _GAP)) if self._titled else count
        rows = math.ceil(count / most)
        columns = math.ceil(count / rows)
        return columns, rows, max(8, min(96, (width + _GAP) // columns - _GAP))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        _, rows, side = self._grid(width)
        return self._head + rows * (side + _LABEL + _GAP) + 4

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._close.move(self.width() - _MARGIN - 18, 2)

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(300))

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * self._margin + 8, self._head + 8 + _LABEL + _GAP + 4)

    def _nearest(self) -> int:
        if not self._values:
            return -1
        spread = (max(self._values) - min(self._values)) / max(1, len(self._values) - 1)
        distance, index = min((abs(value - self._current), index) for index, value in enumerate(self._values))
        return index if distance <= spread / 2 + 1e-6 else -1

    def _at(self, point: QPoint) -> int:
        below = (0, 0, 0, _LABEL)
        return next((i for i in range(len(self._values)) if self.cell(i).adjusted(*below).contains(point)), -1)

    # input

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index >= 0:
            self._cursor = index
            self._pick()

    def _pick(self) -> None:
        self._current = self._values[self._cursor]
        self._describe()
        self.update()
        self.picked.emit(self._current)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.setCursor(Qt.CursorShape.PointingHandCursor if index >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self._values:
            self._cursor = max(0, min(len(self._values) - 1, self._cursor + _STEPS[key]))
            self._describe()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._values:
            self._pick()
        elif key == Qt.Key.Key_Escape and self._titled:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        return tip_shown(self, event, self._tip) or super().event(event)

    def _tip(self, place: QPoint) -> str:
        index = self._at(place)
        return (
            tr("Set {name} to {sigma_text} sigma", name=self._name, sigma_text=sigma_text(self._values[index]))
            if index >= 0
            else ""
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        small = digits_font(self.font())
        small.setPointSizeF(max(6.5, self.font().pointSizeF() * 0.82))
        painter.setFont(small)
        if self._titled:
            self._paint_ground(painter)
        for index in range(len(self._values)):
            self._paint_cell(painter, index)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        window, text = (self.palette().color(r) for r in (QPalette.ColorRole.Window, QPalette.ColorRole.WindowText))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blend(window, text, 0.05))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 0, -1, -2), 5, 5)
        painter.setPen(blend(window, text, 0.7))
        coming = self.waiting or self._former
        title = tr("{name} · rendering…", name=self._name) if coming else self._name
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(_MARGIN, 0, self.width() - 50, _HEAD), left, title)

    def _paint_cell(self, painter: QPainter, index: int) -> None:
        palette, box = self.palette(), QRectF(self.cell(index))
        window, text = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
        accent = palette.color(QPalette.ColorRole.Highlight)
        value, marked = self._values[index], index == self.marked()
        if index < len(self._pictures):
            picture = self._pictures[index]
            inner = fitted(box, picture.width(), picture.height())
            painter.setOpacity(_DIM if self._former else 1.0)
            painter.drawPixmap(inner, picture, QRectF(picture.rect()))
            painter.setOpacity(1.0)
        else:
            painter.fillRect(box, blend(window, text, 0.10))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus() and index == self._cursor:
            painter.setPen(QPen(text, 1, Qt.PenStyle.DotLine))
            painter.drawRect(box.adjusted(-2, -2, 2, 2 + _LABEL))
        if marked:
            painter.setPen(QPen(accent, 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        elif index == self._hovered:
            painter.setPen(QPen(blend(window, text, 0.8), 1))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(text if marked or index == self._hovered else blend(window, text, 0.72))
        label = QRectF(box.left() - 4, box.bottom() + 1, box.width() + 8, _LABEL - 1)
        if index in labelled(self._values, self.cell(0).width() + _GAP, painter.fontMetrics()):
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, _short(value))


def labelled(values: Sequence[float], pitch: int, metrics: QFontMetrics) -> set[int]:
    """Which pictures, `pitch` pixels apart, have their value written below: where it is narrow every other, or every
    third, so that none touch; that in the middle always."""
    widest = max((metrics.horizontalAdvance(_short(value)) for value in values), default=0)
    step = math.ceil((widest + 4) / pitch)
    return set(range(len(values) // 2 % step, len(values), step))


def _short(value: float) -> str:
    """A value with as few decimals as it needs: "-2", "+1.5"."""
    return sigma_text(value).rstrip("0").rstrip(".") if abs(value) >= 5e-3 else "0"
