"""What the pointer of the brush looks like: black and white, to be seen on any picture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF


def _pens() -> tuple[QPen, QPen]:
    return QPen(QColor(0, 0, 0, 180), 3.0), QPen(QColor(255, 255, 255), 1.25)


def paint_outline(painter: QPainter, corners: Sequence[QPointF]) -> None:
    """The outline of a shape that is being drawn."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in _pens():
        painter.setPen(pen)
        painter.drawPolygon(QPolygonF(corners))


def paint_ring(painter: QPainter, ring: QRectF, softness: float) -> None:
    """The outer edge of a round tip, where it begins to fade, and its middle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    dark, light = _pens()
    full = QRectF(0, 0, ring.width() * (1 - softness), ring.height() * (1 - softness))
    full.moveCenter(ring.center())
    for pen in (dark, light):
        painter.setPen(pen)
        painter.drawEllipse(ring)
    if min(full.width(), ring.width() - full.width()) > 6:
        for pen, opacity in ((QPen(dark.color(), 2.0), 0.6), (QPen(light.color(), 1.0), 0.7)):
            painter.setOpacity(opacity)
            painter.setPen(pen)
            painter.drawEllipse(full)
        painter.setOpacity(1)
    middle, reach = ring.center(), ring.width() / 2
    for pen in (dark, light):
        painter.setPen(pen)
        if ring.width() > 24:
            painter.drawPoint(middle)
        elif ring.width() < 12:  # too small to be found: four ticks point at it
            for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                near, far = QPointF(x, y) * (reach + 3), QPointF(x, y) * (reach + 7)
                painter.drawLine(middle + near, middle + far)
