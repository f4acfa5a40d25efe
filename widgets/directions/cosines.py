"""How much the directions of a comparison are the same: their cosines as a painted table."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from engine.language import tr
from widgets.look.glyphs import blend
from widgets.look.sigma import digits_font
from widgets.parts.plain import plain_tip
from widgets.parts.tips import tip_shown

# Blue and orange can be told apart with every kind of colour blindness; the numbers say the rest.
_SAME, _OPPOSED = QColor("#2f7ed8"), QColor("#e07b1a")
_LARGEST, _SMALLEST = 44, 20  # logical pixels of a cell
_NUMBERED = 34  # below that a cell has no room for its number
_HEAD = 18
_STEPS = {
    Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
}  # fmt: skip


class CosineMatrix(QWidget):
    """One row and one column a direction. Point at a cell, or walk there with the arrows, to be told both names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cosines = np.zeros((0, 0))
        self._names: tuple[str, ...] = ()
        self._cursor = (0, 0)
        self._hovered: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(tr("cosines between the directions"))

    def set_cosines(self, cosines: np.ndarray, names: tuple[str, ...]) -> None:
        """Shows (n, n) cosines in [-1, 1] of n named directions.

        ValueError where there are not as many names as rows and columns.
        """
        if cosines.shape != (len(names), len(names)):
            raise ValueError(
                tr(
                    "{names_count} names need {names_count} x {names_count} cosines, not {shape}.",
                    names_count=len(names),
                    shape=cosines.shape,
                )
            )
        self._cosines, self._names = np.array(cosines, float), names
        self._cursor, self._hovered = (0, 0), None
        self._describe()
        self.updateGeometry()
        self.update()

    def told(self, row: int, column: int) -> str:
        """A cell in words."""
        return tr(
            "{names} and {names2}: {number}",
            names=self._names[row],
            names2=self._names[column],
            number=_number(self._cosines[row, column]),
        )

    def cell(self, row: int, column: int) -> QRect:
        """Where a cell is."""
        left, side = self._plan()
        return QRect(left + column * side, _HEAD + row * side, side - 1, side - 1)

    def _describe(self) -> None:
        pairs = zip(*np.triu_indices(len(self._names), 1), strict=True)
        here = [self.told(*self._cursor)] if self._names and self.hasFocus() else []
        self.setAccessibleDescription("; ".join(here or [self.told(int(i), int(j)) for i, j in pairs]))

    def _plan(self) -> tuple[int, int]:
        """Where the first column starts, and the side of a cell."""
        count = max(1, len(self._names))
        words = max((self.fontMetrics().horizontalAdvance(t) for t in self._labels()), default=0) + 10
        left = min(words, max(60, round(self.width() * 0.42)))
        side = min((self.width() - left) // count, (self.height() - _HEAD) // count, _LARGEST)
        return left, max(_SMALLEST, side)

    def _labels(self) -> list[str]:
        return [f"{i + 1}  {name}" for i, name in enumerate(self._names)]

    def sizeHint(self) -> QSize:
        side = _LARGEST * max(1, len(self._names))
        return QSize(140 + side, _HEAD + side)

    def minimumSizeHint(self) -> QSize:
        side = _SMALLEST * max(1, len(self._names))
        return QSize(80 + side, _HEAD + side)

    # input

    def _at(self, point: QPoint) -> tuple[int, int] | None:
        places = range(len(self._names))
        return next(((i, j) for i in places for j in places if self.cell(i, j).contains(point)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, cell: tuple[int, int] | None) -> None:
        if cell != self._hovered:
            self._hovered = cell
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self._names:
            last = len(self._names) - 1
            row, column = (max(0, min(last, a + b)) for a, b in zip(self._cursor, _STEPS[key], strict=True))
            self._cursor = (row, column)
            self._describe()
            place = self.mapToGlobal(self.cell(row, column).bottomLeft())
            QToolTip.showText(place, plain_tip(self.told(row, column)), self)
            self.update()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        return tip_shown(self, event, self._tip) or super().event(event)

    def _tip(self, place: QPoint) -> str:
        cell = self._at(place)
        return self.told(*cell) if cell is not None else ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._describe()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._describe()
        self.update()

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        left, side = self._plan()
        palette = self.palette()
        quiet, text = palette.color(QPalette.ColorRole.PlaceholderText), palette.color(QPalette.ColorRole.WindowText)
        lit = self._hovered or (self._cursor if self.hasFocus() else None)
        painter = QPainter(self)
        small = digits_font(self.font())
        small.setPointSizeF(max(6.5, self.font().pointSizeF() * 0.86))
        painter.setFont(small)
        metrics = QFontMetrics(small)
        middle, right = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignLeft
        for i, label in enumerate(self._labels()):
            painter.setPen(text if lit is not None and lit[0] == i else quiet)
            shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, left - 8)
            painter.drawText(QRect(0, self.cell(i, 0).top(), left - 8, side), middle | right, shown)
            painter.setPen(text if lit is not None and lit[1] == i else quiet)
            top = QRect(self.cell(0, i).left(), 0, side - 1, _HEAD - 2)
            painter.drawText(top, Qt.AlignmentFlag.AlignCenter, str(i + 1))
        for i in range(len(self._names)):
            for j in range(len(self._names)):
                self._paint_cell(painter, i, j, lit=lit == (i, j))
        painter.end()

    def _paint_cell(self, painter: QPainter, row: int, column: int, *, lit: bool) -> None:
        box, value = self.cell(row, column), float(self._cosines[row, column])
        ground = self.colour(value)
        painter.fillRect(box, ground)
        if box.width() >= _NUMBERED - 1:
            painter.setPen(_ink(ground))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, _number(value))
        if lit:
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.WindowText), 1.5))
            painter.drawRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5))

    def colour(self, value: float) -> QColor:
        """Of a cosine: blue at 1, orange at -1, the ground at 0."""
        ground = blend(
            self.palette().color(QPalette.ColorRole.Window), self.palette().color(QPalette.ColorRole.WindowText), 0.06
        )
        return blend(ground, _SAME if value > 0 else _OPPOSED, min(1.0, abs(value)))


def _number(value: float) -> str:
    """With two decimals and a true minus sign: ".97" would be shorter, but is read less well."""
    shown = f"{value:.2f}"
    return "0.00" if shown == "-0.00" else shown.replace("-", "\N{MINUS SIGN}")


def _ink(ground: QColor) -> QColor:
    """Black or white, whichever reads better on a ground (WCAG's relative luminance)."""
    given = ground.redF(), ground.greenF(), ground.blueF()
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in given]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return QColor("#ffffff") if luminance < 0.179 else QColor("#111111")
