"""The table drawn: a number in each cell and below it a bar, with its confidence interval as a thin line."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from engine.language import tr
from widgets.look.glyphs import blend
from widgets.look.sigma import digits_font
from widgets.truth.model import DRAWN, Drawn, TruthModel
from widgets.truth.state import TruthRow

_ROW, _HEADS, _HEAD_SHARE = 34, 150, 0.3  # logical pixels: a row, the names of methods; and at most of the width
_BAR, _PAD = 7.0, 5  # a bar's height, the air beside it
_BEST = " ★"
_SMALL = 0.9  # of the size of words: numbers and heads


class _Cells(QStyledItemDelegate):
    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        palette, roles, box = option.palette, QPalette.ColorRole, QRectF(option.rect)
        drawn = index.data(DRAWN)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.row() % 2:
            painter.fillRect(box, palette.color(roles.AlternateBase))
        inner = box.adjusted(_PAD, 4, -_PAD, -4)
        if isinstance(drawn, Drawn):
            self._paint_drawn(painter, inner, drawn, palette)
        else:
            painter.setPen(palette.color(roles.PlaceholderText))
            text = painter.fontMetrics().elidedText(
                " ".join(str(index.data()).split()), Qt.TextElideMode.ElideRight, int(inner.width())
            )
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(palette.color(roles.Highlight), 1.5))
            painter.drawRoundedRect(box.adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
        painter.restore()

    def _paint_drawn(self, painter: QPainter, box: QRectF, drawn: Drawn, palette: QPalette) -> None:
        roles = QPalette.ColorRole
        font = QFont(painter.font())
        font.setBold(drawn.best)
        painter.setFont(font)
        painter.setPen(palette.color(roles.Text if drawn.best or drawn.bar is None else roles.PlaceholderText))
        across = Qt.AlignmentFlag.AlignLeft if drawn.bar is not None else Qt.AlignmentFlag.AlignRight
        text = f"{drawn.text}{_BEST}" if drawn.best else drawn.text
        painter.drawText(
            box, across | (Qt.AlignmentFlag.AlignTop if drawn.bar else Qt.AlignmentFlag.AlignVCenter), text
        )
        if drawn.bar is None:
            return
        mean, low, high = drawn.bar
        top, ground = box.bottom() - _BAR, palette.color(roles.Base)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(blend(ground, palette.color(roles.Mid), 0.5))
        painter.drawRoundedRect(QRectF(box.left(), top, box.width(), _BAR), 2, 2)
        painter.setBrush(palette.color(roles.Highlight) if drawn.best else palette.color(roles.PlaceholderText))
        painter.drawRoundedRect(QRectF(box.left(), top, max(2.0, box.width() * mean), _BAR), 2, 2)
        if high > low:
            painter.setPen(QPen(palette.color(roles.Text), 1.2))
            middle, left, right = top + _BAR / 2, box.left() + box.width() * low, box.left() + box.width() * high
            painter.drawLine(
                QRectF(left, middle, right - left, 0).topLeft(), QRectF(left, middle, right - left, 0).topRight()
            )
            for end in (left, right):
                painter.drawLine(QPointF(end, top), QPointF(end, top + _BAR))


class TruthTable(QTableView):
    """Methods by factors. A click on a head sorts, or the key S; a click on a bar picks it, or Enter."""

    picked = Signal(str, str)  # method, factor

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = TruthModel(self)
        self.setModel(self.table)
        self.setItemDelegate(_Cells(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setAccessibleName(tr("all methods by factor"))
        font = digits_font(self.font())
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        self.setFont(font)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setFont(font)
        across.setSectionsClickable(True)
        across.setHighlightSections(False)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setMinimumSectionSize(10)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(_ROW)
        down.setHighlightSections(False)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        down.setTextElideMode(Qt.TextElideMode.ElideRight)
        across.sectionClicked.connect(self.sort_by)
        self.clicked.connect(self._pick)

    def set_rows(self, factors: tuple[str, ...], rows: tuple[TruthRow, ...]) -> None:
        """Show these; the cell that has the keyboard keeps it."""
        self._keeping(lambda: self.table.set_rows(factors, rows))

    def set_measure(self, place: int) -> None:
        """Judge by this measure."""
        self._keeping(lambda: self.table.set_measure(place))

    def sort_by(self, column: int) -> None:
        """The best in this column first; once more: the worst first."""
        self._keeping(lambda: self.table.sort_by(column))

    def _keeping(self, change: Callable[[], None]) -> None:
        here, rows = self.currentIndex(), self.table.rows
        method = rows[here.row()].method if here.isValid() else ""
        change()
        self.clearSpans()
        for place, row in enumerate(self.table.rows):
            if row.failed:
                self.setSpan(place, 0, 1, self.table.columnCount())
            if row.method == method:
                self.setCurrentIndex(self.table.index(place, here.column()))
        self._share_width()

    def _share_width(self) -> None:
        """Every column holds the words of its head; what is left is shared alike."""
        heads = min(_HEADS, int(self.width() * _HEAD_SHARE))
        if self.verticalHeader().width() != heads:
            self.verticalHeader().setFixedWidth(heads)
            self.updateGeometries()  # which Qt does of itself only when the width comes from the words
        metrics, bold = self.horizontalHeader().fontMetrics(), QFont(self.font())
        bold.setBold(True)
        least = QFontMetrics(bold).horizontalAdvance(f"0.00{_BEST}") + 2 * _PAD + 2
        needed = []
        for column in range(self.table.columnCount()):
            lines = f"{self.table.name(column)} ▾".split(" ")
            words = [*lines[:-2], " ".join(lines[-2:])]
            needed.append(max(least, max(metrics.horizontalAdvance(word) for word in words) + 14))
        if needed:
            spare = max(0, self.viewport().width() - sum(needed)) // len(needed)
            for column, width in enumerate(needed):
                self.setColumnWidth(column, width + spare)

    def _pick(self, index: QModelIndex) -> None:
        row = self.table.rows[index.row()]
        if index.column() < len(self.table.factors) and not row.failed and row.cells[index.column()].bars:
            self.picked.emit(row.method, self.table.factors[index.column()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.currentIndex()
        if here.isValid() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(here)
        elif here.isValid() and event.key() == Qt.Key.Key_S and not event.modifiers():
            self.sort_by(here.column())
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()  # it closes the page
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()
