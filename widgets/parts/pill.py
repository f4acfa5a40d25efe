"""What lies over the canvas: words in a pill, a strip or the middle, the focus mark, and the compare button."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from engine.language import tr
from widgets.look.glyphs import blend, paint_glyph


class CompareButton(QAbstractButton):
    """Held, it shows the original."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(tr("Compare"))
        self.setToolTip(tr("Hold to see the picture without edits (key: \\)"))
        self.setAccessibleName(tr("Compare with the original"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        size = size_of(self.font(), self.text())
        return QSize(int(size.width() + 24), int(size.height() + 6))

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, painter = self.palette(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, ink = palette.color(QPalette.ColorRole.Highlight), palette.color(QPalette.ColorRole.WindowText)
        ground = blend(palette.color(QPalette.ColorRole.Window), ink, 0.12 if self.underMouse() else 0.04)
        edge = accent if self.hasFocus() else palette.color(QPalette.ColorRole.Mid)
        if self.isDown():
            ground, ink = accent, palette.color(QPalette.ColorRole.HighlightedText)
        painter.setPen(QPen(edge, 1.5 if self.hasFocus() else 1))
        painter.setBrush(ground)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        paint_glyph(painter, "compare", QRectF(box.left() + 9, box.center().y() - 8, 16, 16), ink)
        painter.setPen(ink)
        painter.drawText(box.adjusted(30, 0, -10, 0), Qt.AlignmentFlag.AlignVCenter, self.text())


def glass(palette: QPalette) -> QColor:
    """The window's colour, a little see-through: what words on a picture stand on."""
    color = palette.color(QPalette.ColorRole.Window)
    color.setAlphaF(0.86)
    return color


def size_of(font: QFont, text: str) -> QRectF:
    """How large `text` is as a pill, at 0, 0."""
    metrics = QFontMetricsF(font)
    return QRectF(0, 0, metrics.horizontalAdvance(text) + 20, metrics.height() + 8)


def paint(painter: QPainter, widget: QWidget, corner: QPointF, text: str) -> None:
    """Paints `text` as a pill with its top left at `corner`."""
    box = size_of(painter.font(), text).translated(corner)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(glass(widget.palette()))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setPen(widget.palette().color(QPalette.ColorRole.WindowText))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def strip_box(widget: QWidget) -> QRectF:
    """Where `paint_strip` paints: along the widget's bottom."""
    height = QFontMetricsF(widget.font()).height() + 16
    return QRectF(0, widget.height() - height, widget.width(), height)


def paint_strip(painter: QPainter, widget: QWidget, text: str) -> None:
    """Paints a line of words along the widget's bottom."""
    box = strip_box(widget)
    painter.fillRect(box, glass(widget.palette()))
    painter.setPen(widget.palette().color(QPalette.ColorRole.WindowText))
    text = QFontMetricsF(widget.font()).elidedText(text, Qt.TextElideMode.ElideRight, box.width() - 24)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def paint_middle(painter: QPainter, widget: QWidget, text: str) -> None:
    """Paints quiet words in the middle of an empty widget."""
    painter.setPen(widget.palette().color(QPalette.ColorRole.PlaceholderText))
    painter.setFont(_larger(widget.font()))
    box = QRectF(widget.rect()).adjusted(24, 24, -24, -24)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)


def paint_invitation(painter: QPainter, widget: QWidget, text: str) -> None:
    """Paints a dashed outline over the widget and a pill in its middle: this is where to drop something."""
    accent = widget.palette().color(QPalette.ColorRole.Highlight)
    tint = QColor(accent)
    tint.setAlphaF(0.16)
    painter.setBrush(tint)
    painter.setPen(QPen(accent, 2, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(8, 8, -8, -8), 10, 10)
    painter.setFont(_larger(widget.font()))
    size = size_of(painter.font(), text)
    corner = QRectF(widget.rect()).center() - QPointF(size.width() / 2, size.height() / 2)
    paint(painter, widget, corner, text)


def paint_focus(painter: QPainter, widget: QWidget) -> None:
    """Paints the mark of the keyboard's focus along the widget's edge."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)  # ten times the price here, and no finer
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(widget.palette().color(QPalette.ColorRole.Highlight), 2))
    painter.drawRect(QRectF(widget.rect()).adjusted(1, 1, -1, -1))


def _larger(font: QFont) -> QFont:
    larger = QFont(font)
    larger.setPointSizeF(font.pointSizeF() * 1.25 if font.pointSizeF() > 0 else 14)
    return larger
