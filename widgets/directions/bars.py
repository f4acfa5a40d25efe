"""Values as bars over two axes, painted: one bar a value, counted from 1."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from widgets.look.glyphs import blend

_MOST_TICKS = 9  # below
_GAP = 20  # pixels between two ticks at the left, at the least
_WIDE = 0.7  # of a bar, its place being 1
_TICK, _AIR = 3, 3  # pixels: a tick, and what stands between it and its number


class Bars(QWidget):
    """Bars that can be pointed at and clicked; the current one stands out."""

    pointed = Signal(int)  # place from 0; -1: at none
    picked = Signal(int)  # place from 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = np.zeros(0)
        self._current = self._hovered = -1
        self.setMouseTracking(True)
        self.setAccessibleName("spectrum")

    def set_values(self, values: np.ndarray) -> None:
        """Shows (k,) finite values."""
        self._values, self._hovered = values, -1
        self.update()

    def set_current(self, place: int) -> None:
        """The bar that stands out, counted from 0; -1 for none."""
        self._current = place
        self.update()

    def foot(self, place: int) -> QPoint:
        """Where the middle of a bar's foot is."""
        return QPointF(self._across(place + 1.0), self._up(0.0)).toPoint()

    # where things are

    def _small(self) -> QFont:
        font = self.font()
        font.setPointSizeF(max(6.5, font.pointSizeF() * 0.82))
        return font

    def _range(self) -> tuple[float, float]:
        """The values at the foot and at the top of the plot."""
        low, high = (min(0.0, self._values.min()), max(0.0, self._values.max())) if len(self._values) else (0.0, 1.0)
        high = high if high > low else low + 1
        return low - 0.02 * (high - low), high + 0.02 * (high - low)

    def _area(self) -> QRectF:
        """Where the bars stand."""
        metrics = QFontMetrics(self._small())
        numbers = max((metrics.horizontalAdvance(text) for _, text in self._levels()), default=0)
        left = metrics.height() + numbers + _TICK + _AIR
        below = 2 * QFontMetrics(self.font()).height() - 1
        return QRectF(left, 1, max(1, self.width() - left - 1), max(1, self.height() - below - 1))

    def _levels(self) -> Iterator[tuple[float, str]]:
        """The values with a tick at the left, and how they are written."""
        low, high = self._range()
        room = max(1, (self.height() - 2 * QFontMetrics(self.font()).height()) // _GAP)
        scale = 10.0 ** np.floor(np.log10((high - low) / room))
        step = next(scale * s for s in (1, 2, 5, 10, 20) if (high - low) / (scale * s) <= room)
        for i in range(int(np.ceil(low / step)), int(np.floor(high / step)) + 1):
            yield i * step, f"{i * step:.6g}"

    def _across(self, number: float) -> float:
        area = self._area()
        return area.left() + area.width() * (number - 0.4) / (max(len(self._values), 1) + 0.2)

    def _up(self, value: float) -> float:
        area, (low, high) = self._area(), self._range()
        return area.bottom() - area.height() * (value - low) / (high - low)

    def _place(self, point: QPointF) -> int:
        """The bar in whose column this is; -1: in none."""
        area = self._area()
        if not area.contains(point):
            return -1
        place = round((point.x() - area.left()) / area.width() * (max(len(self._values), 1) + 0.2) + 0.4) - 1
        return place if 0 <= place < len(self._values) else -1

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        window, text = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
        painter.fillRect(self.rect(), window)
        self._paint_bars(painter, blend(window, text, 0.34), blend(window, text, 0.6))
        painter.setFont(self._small())
        self._paint_axes(painter, blend(window, text, 0.25), palette.color(QPalette.ColorRole.PlaceholderText))

    def _paint_bars(self, painter: QPainter, plain: QColor, hovered: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self.palette().color(QPalette.ColorRole.Highlight)
        zero, left = self._up(0.0), self._across(1 - _WIDE / 2)
        step = self._across(2.0) - self._across(1.0)
        area, (low, high) = self._area(), self._range()
        for place, value in enumerate(self._values):
            colour = accent if place == self._current else hovered if place == self._hovered else plain
            tall = area.height() * float(value) / (high - low)
            painter.fillRect(QRectF(left + place * step, zero - tall, _WIDE * step, tall).normalized(), colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _paint_axes(self, painter: QPainter, line: QColor, words: QColor) -> None:
        area, metrics = self._area(), painter.fontMetrics()
        tall = metrics.height()
        painter.setPen(line)
        painter.drawLine(area.topLeft(), area.bottomLeft())
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        levels = [(self._up(value), text) for value, text in self._levels()]
        places = [(self._across(number), str(number)) for number in self._numbers()]
        for y, _ in levels:
            painter.drawLine(QPointF(area.left() - _TICK, y), QPointF(area.left(), y))
        for x, _ in places:
            painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + _TICK))
        painter.setPen(words)
        right, centre = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignCenter
        for y, text in levels:
            y = min(max(y, tall / 2), self.height() - tall / 2)
            painter.drawText(QRectF(0, y - tall / 2, area.left() - _TICK - _AIR, tall), right, text)
        for x, text in places:
            painter.drawText(QRectF(x - 40, area.bottom() + _TICK, 80, tall), centre, text)
        painter.drawText(QRectF(area.left(), self.height() - tall, area.width(), tall), centre, "direction")
        painter.rotate(-90)
        painter.drawText(QRectF(-area.bottom(), 0, area.height(), tall), centre, "strength")

    def _numbers(self) -> list[int]:
        """The directions with a tick below: the first, and round numbers."""
        count = len(self._values)
        step = next(s for s in _steps() if count / s <= _MOST_TICKS)
        return [1, *range(step, count + 1, step)] if step > 1 else list(range(1, count + 1))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    # the mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._place(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._place(event.position())
        self._hover(place)
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self.picked.emit(place)

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.setCursor(Qt.CursorShape.PointingHandCursor if place >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()
            self.pointed.emit(place)


def _steps() -> Iterator[int]:
    """1, 2, 5, 10, 20, 50, ..."""
    scale = 1
    while True:
        yield from (scale, 2 * scale, 5 * scale)
        scale *= 10
