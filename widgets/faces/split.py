"""Two pictures side by side, each as large as fits: the same face before and after."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from engine.language import tr
from widgets.look.glyphs import GlyphButton
from widgets.look.theme import heading
from widgets.parts.page import Page
from widgets.parts.picture import Picture


class SplitView(Page):
    """Left the face as it is drawn, right what has become of it. Esc closes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.before, self.after = PictureBox(tr("as drawn")), PictureBox(tr("calmed"))
        close = GlyphButton("close", tr("Close the split view (Esc)"))
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(heading(tr("Split view")), 1)
        top.addWidget(close)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        for box in (self.before, self.after):
            pair.addWidget(box, 1)
        self.column.addLayout(top)
        self.column.addLayout(pair, 1)


class PictureBox(QWidget):
    """One picture, uint8 (H, W, 3), in the middle of its place, with its name under it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = Picture()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 100)

    @property
    def pixels(self) -> np.ndarray | None:
        """What it shows."""
        return self._picture.pixels

    def set_pixels(self, pixels: np.ndarray | None) -> None:
        """Shows this picture, or none."""
        self._picture.set(pixels)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture.pixels is None:
            return
        height, width = self._picture.shape
        line = 2 * self.fontMetrics().height()
        scale = min(self.width() / width, (self.height() - 2 * line) / height)
        image = self._picture.image(scale * self.devicePixelRatioF())
        corner = QPointF((self.width() - scale * width) / 2, (self.height() - scale * height) / 2)
        place = QRectF(corner.x(), corner.y(), scale * width, scale * height)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image, QRectF(image.rect()))
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        under = QRectF(place.left(), place.bottom(), place.width(), line)
        painter.drawText(under, Qt.AlignmentFlag.AlignCenter, self.accessibleName())
        painter.end()
