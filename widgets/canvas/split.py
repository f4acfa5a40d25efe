"""What a person drags to compare two pictures in one place: a line between them, or how much of one shows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QRegion,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QHBoxLayout, QSizePolicy, QWidget

from engine.language import tr
from widgets.parts.pill import glass
from widgets.parts.plain import PlainLabel
from widgets.parts.press_slider import PressSlider

STEPS = 1000
_WIDTH, _REACH, _GRIP = 30, 5, 13.0  # logical pixels: the widget, half of what takes the mouse, the grip's radius
_DARK, _LIGHT = QColor(10, 10, 14, 150), QColor(255, 255, 255, 235)


class Line(QAbstractSlider):
    """An upright line over a track, dragged or moved by the arrow keys; its value, of `STEPS`, is where it stands."""

    left_alone = Signal()  # the keyboard went elsewhere

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._track = QRectF()
        self._held_at: float | None = None  # where of the line, from its middle, a hand holds it
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, STEPS)
        self.setSingleStep(STEPS // 100)
        self.setPageStep(STEPS // 10)
        self.setValue(STEPS // 2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.setToolTip(tr("Drag, or use the arrow keys; Esc ends"))
        self.valueChanged.connect(self._place)

    def set_track(self, track: QRectF) -> None:
        """Where of the parent it runs."""
        self._track = track
        self._place()

    @property
    def x_on_track(self) -> int:
        """Where it stands, in the parent's logical pixels."""
        return round(self._track.left() + self.value() * self._track.width() / STEPS)

    def _place(self) -> None:
        top, height = round(self._track.top()), round(self._track.height())
        self.setGeometry(self.x_on_track - _WIDTH // 2, top, _WIDTH, max(height, 1))

    def _grip(self) -> QRectF:
        middle = QPointF(_WIDTH / 2, self.height() / 2)
        return QRectF(middle.x() - _GRIP, middle.y() - _GRIP, 2 * _GRIP, 2 * _GRIP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        line = QRegion(_WIDTH // 2 - _REACH, 0, 2 * _REACH, self.height())  # beside it the picture takes the mouse
        grip = self._grip().adjusted(-1, -1, 1, 1).toAlignedRect()
        self.setMask(line | QRegion(grip, QRegion.RegionType.Ellipse))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self.palette()
        middle = _WIDTH // 2
        painter.fillRect(QRect(middle - 2, 0, 4, self.height()), _DARK)
        painter.fillRect(QRect(middle - 1, 0, 2, self.height()), _LIGHT)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent, ink = palette.color(QPalette.ColorRole.Highlight), palette.color(QPalette.ColorRole.WindowText)
        painter.setPen(QPen(accent, 2) if self.hasFocus() else QPen(_DARK, 1))
        ground = palette.color(QPalette.ColorRole.Window)
        painter.setBrush(ground)
        grip = self._grip().adjusted(1, 1, -1, -1)
        painter.drawEllipse(grip)
        arrows, centre = QPainterPath(), grip.center()
        for side in (-1, 1):
            arrows.moveTo(centre + QPointF(side * 3, -4))
            arrows.lineTo(centre + QPointF(side * 7, 0))
            arrows.lineTo(centre + QPointF(side * 3, 4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1.6))
        painter.drawPath(arrows)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._held_at = event.position().x() - _WIDTH / 2
        self.setSliderDown(True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held_at is None:
            event.ignore()
            return
        x = self.mapToParent(event.position()).x() - self._held_at
        self.setValue(round(STEPS * (x - self._track.left()) / max(self._track.width(), 1.0)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._held_at is None:
            event.ignore()
            return
        self._held_at = None
        self.setSliderDown(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # it zooms the picture

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left_alone.emit()
        self.update()


class Mixer(QWidget):
    """How much of one picture shows over the other: a slider on glass, between the words for both."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.slider = PressSlider(tr("how much shows of the one and of the other"))
        self.slider.setRange(0, STEPS)
        self.slider.setSingleStep(STEPS // 50)
        self.slider.setPageStep(STEPS // 10)
        self.slider.setValue(STEPS // 2)
        self.slider.setFixedWidth(150)
        self._left, self._right = PlainLabel(), PlainLabel()
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 4, 14, 4)
        line.setSpacing(8)
        for widget in (self._left, self.slider, self._right):
            line.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setToolTip(tr("Drag, or use the arrow keys; Esc ends"))

    def set_words(self, left: str, right: str) -> None:
        """What stands at the slider's start and end."""
        self._left.setText(left)
        self._right.setText(right)
        self.adjustSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(glass(self.palette()))
        painter.drawRoundedRect(self.rect(), self.height() / 2, self.height() / 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # else the picture under it would be painted on
