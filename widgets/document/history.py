"""The history list: every step that was taken, the one we stand on, and those that were undone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPalette, QPen, QPixmap
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from engine.language import tr
from widgets.faces.morphing import morph_menu
from widgets.states import HistoryRow

_STANDING = Qt.ItemDataRole.UserRole  # -1 done before, 0 where we stand, 1 undone
_PICTURE = Qt.ItemDataRole.UserRole + 1  # QPixmap, or None

#: The side of a step's picture in logical pixels.
PICTURE = 24


class HistoryPanel(QWidget):
    """Oldest first. A click, or Enter on a row, asks to go there."""

    jumped = Signal(int)  # index of the row
    morph_wanted = Signal(int, str)  # index of the row, way

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = QListWidget()
        self._pictures: list[QPixmap | None] = []  # of the rows, from the first on
        self._list.setItemDelegate(_StepDelegate(self._list))
        self._list.setMouseTracking(True)
        self._list.setUniformItemSizes(True)
        self._list.setAccessibleName(tr("history"))
        self._list.setToolTip(tr("Click a step to go back or forward to it"))
        self._list.installEventFilter(self)
        self._list.itemClicked.connect(self._jump)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)
        self.setFocusProxy(self._list)

    def set_rows(self, rows: tuple[HistoryRow, ...]) -> None:
        """Shows the steps; rows that stay are kept, so that a long history costs little."""
        grown = len(rows) != self._list.count()
        del self._pictures[len(rows) :]
        while self._list.count() > len(rows):
            self._list.takeItem(self._list.count() - 1)
        while self._list.count() < len(rows):
            self._list.addItem(QListWidgetItem())
        standing = next((index for index, row in enumerate(rows) if row.current), len(rows) - 1)
        for index, row in enumerate(rows):
            item = self._list.item(index)
            side = (index > standing) - (index < standing)
            if item.text() == row.label and item.data(_STANDING) == side:
                continue
            spoken = {
                -1: row.label,
                0: tr("{label}, current", label=row.label),
                1: tr("{label}, undone", label=row.label),
            }[side]
            with QSignalBlocker(self._list.model()):  # else all rows are laid out and painted anew
                item.setText(row.label)
                item.setData(_STANDING, side)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self._list.viewport().update(self._list.visualItemRect(item))
        if rows and (grown or standing != self._list.currentRow()):
            self._list.setCurrentRow(standing)
            self._list.scrollToItem(self._list.item(standing))

    def set_pictures(self, pictures: Sequence[QPixmap | None]) -> None:
        """What the steps looked like, at most `PICTURE` logical pixels a side; None: nobody knows."""
        there = (*self._pictures, *[None] * len(pictures))
        self._pictures = list(pictures[: self._list.count()])
        for index, picture in enumerate(self._pictures):
            if there[index] is not picture:
                item = self._list.item(index)
                with QSignalBlocker(self._list.model()):  # as above
                    item.setData(_PICTURE, picture)
                self._list.viewport().update(self._list.visualItemRect(item))

    def _jump(self, item: QListWidgetItem) -> None:
        self.jumped.emit(self._list.row(item))

    def _menu(self, place: QPoint) -> None:
        if (item := self._list.itemAt(place)) is not None:
            row = self._list.row(item)
            morph_menu(self, lambda way: self.morph_wanted.emit(row, way)).popup(self._list.mapToGlobal(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            current = self._list.currentItem()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
                self._jump(current)
                return True
        return super().eventFilter(watched, event)


class _StepDelegate(QStyledItemDelegate):
    """A row on a thread of dots: full up to where we stand, hollow and dim after it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, max(PICTURE + 4, option.fontMetrics.height() + 10))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        palette, rect = option.palette, option.rect
        roles, groups = QPalette.ColorRole, QPalette.ColorGroup
        side: int = index.data(_STANDING)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(groups.Active, roles.Midlight))
            painter.drawRoundedRect(rect.adjusted(3, 1, -3, -1), 5, 5)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.color(groups.Active, roles.Highlight), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(3, 1, -3, -1), 5, 5)
        dot = QPointF(rect.x() + 17.5, rect.center().y() + 0.5)
        thread = palette.color(groups.Active, roles.Mid)
        painter.setPen(QPen(thread, 1.2))
        if index.row() > 0:
            painter.drawLine(QPointF(dot.x(), rect.top()), QPointF(dot.x(), dot.y() - 6))
        if index.row() < index.model().rowCount() - 1:
            painter.drawLine(QPointF(dot.x(), dot.y() + 6), QPointF(dot.x(), rect.bottom() + 1))
        accent = palette.color(groups.Active, roles.Highlight)
        painter.setPen(QPen(accent if side == 0 else thread, 1.4))
        painter.setBrush(accent if side == 0 else thread if side < 0 else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot, 4 if side == 0 else 3, 4 if side == 0 else 3)
        painter.setPen(palette.color(groups.Disabled if side > 0 else groups.Active, roles.Text))
        if side == 0:
            font = option.font
            font.setBold(True)
            painter.setFont(font)
        box = QRect(rect.x() + 32, rect.y(), rect.width() - 40 - PICTURE - 6, rect.height())
        _paint_picture(painter, rect, index.data(_PICTURE), faint=side > 0)
        text = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()


def _paint_picture(painter: QPainter, row: QRect, picture: QPixmap | None, *, faint: bool) -> None:
    """At the right end of a row, with round corners."""
    if picture is None:
        return
    size = picture.deviceIndependentSize()
    place = QRectF(0, 0, size.width(), size.height())
    place.moveCenter(QPointF(row.right() - 8 - PICTURE / 2, row.center().y() + 0.5))
    painter.save()
    shape = QPainterPath()
    shape.addRoundedRect(place, 4, 4)
    painter.setClipPath(shape)
    painter.setOpacity(0.4 if faint else 1.0)
    painter.drawPixmap(place.topLeft(), picture)
    painter.restore()
