"""How much is held: the singular values of what lies outside a region, and a line to drag between them."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.language import tr
from widgets.look.glyphs import blend
from widgets.look.sigma import digits_font
from widgets.parts.tips import tip_shown

HEIGHT = 84
_MARGIN, _TOP, _FOOT = 10, 24, 6  # logical pixels beside, above and below the bars
_DECADES = 6.0  # the smallest values, on the log scale, are drawn this far below the largest
_KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)


class ThresholdPlot(QWidget):
    """Bars on a log scale, the largest first: those left of the line are held. What a person does is shown at once;
    `set_values` has the last word."""

    rank_moved = Signal(int, bool)  # how many are held; whether the gesture is over

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cuts = np.zeros(0)
        self._heights = np.zeros(0)
        self._rank = 0
        self._moving = ""  # "mouse" or "keys": what moves the line now
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("how much is held"))
        self.set_values((), 0)

    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, HEIGHT)

    @property
    def rank(self) -> int:
        """How many are held, as shown."""
        return self._rank

    def set_values(self, cuts: tuple[float, ...], rank: int) -> None:
        """Shows the singular values (k,), the largest first, of which the first `rank` are held.

        While the line is being dragged over the same values it stays in the hand.
        """
        same = cuts == tuple(self._cuts.tolist())
        if same and (self._moving or rank == self._rank) and len(cuts):
            return
        self._moving = ""
        self._cuts = np.asarray(cuts, float)
        self._heights = _heights(self._cuts)
        self._show(min(max(rank, 0), len(cuts)))

    def words(self) -> str:
        """ "outside held still in 23 of 128 ways"."""
        return (
            tr("outside held still in {rank} of {cuts_count} ways", rank=self._rank, cuts_count=len(self._cuts))
            if len(self._cuts)
            else ""
        )

    def line_at(self, rank: int) -> float:
        """Where the line stands for this rank: x in the widget's own pixels."""
        return _MARGIN + rank * self._room() / max(1, len(self._cuts))

    def _room(self) -> float:
        return max(1.0, self.width() - 2.0 * _MARGIN)

    def _show(self, rank: int) -> None:
        self._rank = rank
        self.setAccessibleDescription(self.words())
        self.update()

    # what a person does

    def _move(self, rank: int, how: str) -> None:
        rank = min(max(rank, 0), len(self._cuts))
        if rank != self._rank:
            self._moving = how
            self._show(rank)
            self.rank_moved.emit(rank, False)  # noqa: FBT003  a signal takes no names

    def _finish(self) -> None:
        if self._moving:
            self._moving = ""
            self.rank_moved.emit(self._rank, True)  # noqa: FBT003  a signal takes no names

    def _rank_at(self, x: float) -> int:
        return round((x - _MARGIN) / self._room() * len(self._cuts))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and len(self._cuts):
            self._move(self._rank_at(event.position().x()), "mouse")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        near = abs(event.position().x() - self.line_at(self._rank)) <= 6 and bool(len(self._cuts))
        dragged = bool(event.buttons() & Qt.MouseButton.LeftButton)
        self.setCursor(Qt.CursorShape.SplitHCursor if near or dragged else Qt.CursorShape.ArrowCursor)
        if dragged and len(self._cuts):
            self._move(self._rank_at(event.position().x()), "mouse")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._finish()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        places: dict[int, int] = dict(zip(_KEYS, (self._rank - 1, self._rank + 1, 0, len(self._cuts)), strict=True))
        if event.key() in places:
            self._move(places[event.key()], "keys")
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in _KEYS and not event.isAutoRepeat():
            self._finish()
        else:
            super().keyReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._finish()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        return tip_shown(self, event, lambda place: self.tip(place.x())) or super().event(event)

    def tip(self, x: float) -> str:
        """What is said of the bar at x."""
        if not len(self._cuts):
            return ""
        place = int(min(max((x - _MARGIN) / self._room() * len(self._cuts), 0), len(self._cuts) - 1))
        held = tr("held still") if place < self._rank else "free"
        return tr(
            "Way {place}, the strongest first: {held} (singular value {cuts:.3g}; bars on a log "
            "scale)\nThe more is held, the less leaks, and the fewer ways are left to change the "
            "region.\nDrag the line; arrows move it by one, Home and End to the ends.",
            place=place + 1,
            held=held,
            cuts=self._cuts[place],
        )

    # the look

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, roles = self.palette(), QPalette.ColorRole
        window, text = palette.color(roles.Window), palette.color(roles.WindowText)
        quiet, accent = palette.color(roles.PlaceholderText), palette.color(roles.Highlight)
        if not self.isEnabled():
            accent = blend(window, text, 0.4)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(accent, 1.2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
        if not len(self._cuts):
            painter.setPen(quiet)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Nothing is held by this method."))
            painter.end()
            return
        self._paint_words(painter, text)
        foot = self.height() - _FOOT
        painter.setPen(QPen(blend(window, text, 0.2), 1))
        painter.drawLine(QPointF(_MARGIN, foot + 0.5), QPointF(_MARGIN + self._room(), foot + 0.5))
        self._paint_bars(painter, foot, 0, self._rank, accent)
        self._paint_bars(painter, foot, self._rank, len(self._cuts), blend(window, text, 0.3))
        self._paint_line(painter, foot, text)
        painter.end()

    def _paint_words(self, painter: QPainter, text: QColor) -> None:
        head = QRectF(_MARGIN, 3, self._room(), 17)
        painter.setPen(text)
        font = digits_font(self.font())
        painter.setFont(font)
        words = QFontMetricsF(font).elidedText(self.words(), Qt.TextElideMode.ElideRight, head.width())
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def _paint_bars(self, painter: QPainter, foot: float, first: int, last: int, colour: QColor) -> None:
        step, high = self._room() / len(self._cuts), foot - _TOP - 4
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        if step >= 3:
            for place in range(first, last):
                tall = max(1.5, self._heights[place] * high)
                painter.drawRect(QRectF(_MARGIN + place * step + 0.5, foot - tall, step - 1, tall))
        elif last > first:  # bars finer than that are a slope
            outline = QPolygonF([QPointF(_MARGIN + first * step, foot)])
            for place in range(first, last):
                y = foot - max(1.5, self._heights[place] * high)
                outline.append(QPointF(_MARGIN + place * step, y))
                outline.append(QPointF(_MARGIN + (place + 1) * step, y))
            outline.append(QPointF(_MARGIN + last * step, foot))
            painter.drawPolygon(outline)

    def _paint_line(self, painter: QPainter, foot: float, colour: QColor) -> None:
        x = self.line_at(self._rank)
        painter.setPen(QPen(colour, 1.5))
        painter.drawLine(QPointF(x, _TOP), QPointF(x, foot))
        if self.isEnabled():  # the grip
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(x - 3, _TOP - 3, 6, 12), 3, 3)


def _heights(cuts: np.ndarray) -> np.ndarray:
    """The bars' heights in [0, 1] on a log scale (k,); 0 for what is nothing, or lies too far below the largest."""
    largest = float(cuts.max(initial=0.0))
    if not largest > 0:
        return np.zeros(len(cuts))
    seen = cuts[cuts > largest * 10**-_DECADES]
    span = max(1.0, float(np.log10(largest / seen.min())) * 1.1)  # the smallest still shows
    with np.errstate(divide="ignore"):
        logs = np.log10(np.maximum(cuts, 0) / largest)
    return np.clip(1 + logs / span, 0, 1)
