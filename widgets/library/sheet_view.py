"""The small picture of a sheet before it is made: what stands where, filled in as it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.document.asked.looks import columns_of
from engine.document.disk.wording import short
from engine.language import tr
from widgets.parts.pixels import pixmap_of

#: As the sheet itself has them (engine/export/sheet.py): the bar below each picture, and what is written there.
BAR, INK = QColor(24, 24, 24), QColor(235, 235, 235)
#: Pixels of a letter's height from which it can be read.
READABLE = 6.0


class SheetView(QWidget):
    """Shows `labels.count` pictures, as far as they are there, in so many columns."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: tuple[str, ...] = ()
        self._pictures: dict[int, QPixmap] = {}
        self._columns, self._written = 0, True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(340, 300)
        self.setAccessibleName(tr("preview of the sheet"))

    def sizeHint(self) -> QSize:
        return QSize(380, 340)

    def show_cells(self, labels: Sequence[str], *, columns: int, written: bool) -> None:
        """So many places; `columns` as in `columns_of`; `written`: the labels stand below the pictures."""
        self._labels, self._columns, self._written = tuple(labels), columns, written
        self._pictures = {place: each for place, each in self._pictures.items() if place < len(self._labels)}
        self.update()

    def clear(self) -> None:
        """No picture is that of its place any more."""
        self._pictures = {}
        self.update()

    def fill(self, place: int, pixels: np.ndarray) -> None:
        """The picture of a place, uint8 (H, W, 3)."""
        self._pictures[place] = pixmap_of(pixels)
        self.update()

    @property
    def drawn(self) -> int:
        """How many pictures are there."""
        return len(self._pictures)

    def paintEvent(self, _: QPaintEvent) -> None:
        count = len(self._labels)
        if not count:
            return
        columns = columns_of(count, self._columns)
        rows = ceil(count / columns)
        tall = 13 / 12 if self._written else 1.0  # of a picture with its bar, in sides
        side = min(self.width() / columns, self.height() / (rows * tall))
        left, top = (self.width() - columns * side) / 2, (self.height() - rows * side * tall) / 2
        pen = QPainter(self)
        pen.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        pen.fillRect(QRectF(left, top, columns * side, rows * side * tall), BAR)
        for place, label in enumerate(self._labels):
            x, y = left + place % columns * side, top + place // columns * side * tall
            self._cell(pen, place, QRectF(x, y, side, side))
            if self._written:
                self._label(pen, label, QRectF(x + 2, y + side, side - 4, side * (tall - 1)))
        pen.end()

    def _cell(self, pen: QPainter, place: int, box: QRectF) -> None:
        if (picture := self._pictures.get(place)) is not None:
            pen.drawPixmap(box, picture, QRectF(picture.rect()))
        else:
            pen.fillRect(box.adjusted(0.5, 0.5, -0.5, -0.5), self.palette().color(QPalette.ColorRole.AlternateBase))

    def _label(self, pen: QPainter, label: str, box: QRectF) -> None:
        """What is written below; a line where it is too small to be read."""
        height = box.height() * 0.62
        pen.setPen(INK)
        if height < READABLE:
            wide = min(box.width() * 0.6, height * len(label))
            pen.fillRect(QRectF(box.center().x() - wide / 2, box.center().y() - 0.5, wide, 1), INK.darker(200))
            return
        font = self.font()
        font.setPixelSize(round(height))
        pen.setFont(font)
        text = pen.fontMetrics().elidedText(short(label), Qt.TextElideMode.ElideRight, int(box.width()))
        pen.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
