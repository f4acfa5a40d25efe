"""The snapshots of a document: pictures that a person kept, each with its number, a name and what it looks like."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
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
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from engine.language import tr
from widgets.parts.pixels import fitted
from widgets.parts.plain import plain_tip
from widgets.states import SnapshotRow

_NUMBER = Qt.ItemDataRole.UserRole
_STANDING = Qt.ItemDataRole.UserRole + 1  # whether it is what is on screen
_PICTURE = Qt.ItemDataRole.UserRole + 2  # QPixmap, or None

#: The side of a snapshot's picture in logical pixels.
PICTURE = 28
_ROW = PICTURE + 6
_SEEN = 4  # rows that are seen at once
_LEFT = 20 + PICTURE + 14  # where names begin


class SnapshotPanel(QWidget):
    """A click, or Enter on a row, asks to go back to it; F2 renames it where it stands, Delete takes it away. The panel
    is as high as it must be, and scrolls from five rows on."""

    chosen = Signal(int)  # number
    renamed = Signal(int, str)
    replaced = Signal(int)  # the picture on screen is to take its place
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = QListWidget()
        self._list.setItemDelegate(_Delegate(self._list))
        self._list.setMouseTracking(True)
        self._list.setUniformItemSizes(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setEditTriggers(QListWidget.EditTrigger.NoEditTriggers)  # a click goes back to it
        self._list.setAccessibleName(tr("snapshots"))
        self._list.installEventFilter(self)
        self._list.itemClicked.connect(self._choose)
        self._list.itemChanged.connect(self._renamed)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._menu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)
        self.setFocusProxy(self._list)

    def set_rows(self, rows: tuple[SnapshotRow, ...], pictures: Mapping[int, QPixmap]) -> None:
        """Shows these, by their numbers; `pictures`, at most `PICTURE` logical pixels a side, likewise."""
        with QSignalBlocker(self._list):
            while self._list.count() > len(rows):
                self._list.takeItem(self._list.count() - 1)
            while self._list.count() < len(rows):
                self._list.addItem(QListWidgetItem())
            for place, row in enumerate(rows):
                self._fill(self._list.item(place), row, pictures.get(row.number))
        self.setMinimumHeight(_ROW + self._edge)  # where it is low
        self.setMaximumHeight(self.sizeHint().height())
        self.updateGeometry()
        self._list.viewport().update()

    @property
    def _edge(self) -> int:
        return 2 * self._list.frameWidth() + 4

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), min(self._list.count(), _SEEN) * _ROW + self._edge)

    def _fill(self, item: QListWidgetItem, row: SnapshotRow, picture: QPixmap | None) -> None:
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        item.setText(row.name)
        item.setData(_NUMBER, row.number)
        item.setData(_STANDING, row.current)
        item.setData(_PICTURE, picture)
        item.setToolTip(
            plain_tip(tr("{name}\nGo back to it (Alt+{number}). F2 renames it.", name=row.name, number=row.number))
        )
        spoken = f"{row.number}, {row.name}" + (tr(", current") if row.current else "")
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _choose(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_NUMBER))

    def _renamed(self, item: QListWidgetItem) -> None:
        self.renamed.emit(item.data(_NUMBER), item.text().strip())

    def _menu(self, place: QPoint) -> None:
        if (item := self._list.itemAt(place)) is None:
            return
        menu, number = QMenu(self), item.data(_NUMBER)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Go back to it")).triggered.connect(lambda: self.chosen.emit(number))
        menu.addAction(tr("Rename")).triggered.connect(lambda: self._list.editItem(item))
        menu.addAction(tr("Put this picture in its place")).triggered.connect(lambda: self.replaced.emit(number))
        menu.addAction(tr("Remove")).triggered.connect(lambda: self.removed.emit(number))
        menu.popup(self._list.mapToGlobal(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            item = self._list.currentItem()
            if item is None:
                return False
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(item)
                return True
            if event.key() == Qt.Key.Key_F2:
                self._list.editItem(item)
                return True
            if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.removed.emit(item.data(_NUMBER))
                return True
        return super().eventFilter(watched, event)


class _Delegate(QStyledItemDelegate):
    """The number, the picture and the name, in a row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(80, _ROW)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        editor.setStyleSheet("padding: 0 2px; min-height: 0; border-radius: 4px;")
        editor.setGeometry(option.rect.adjusted(_LEFT - 4, 4, -6, -4))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        palette, rect, roles = option.palette, option.rect, QPalette.ColorRole
        active = QPalette.ColorGroup.Active
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_HasFocus)
        ground = palette.color(active, roles.Midlight)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(palette.color(active, roles.Highlight), 1.2) if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(rect.adjusted(3, 1, -3, -1), 5, 5)
        ink = palette.color(active, roles.Text)
        standing = bool(index.data(_STANDING))
        painter.setPen(palette.color(active, roles.Highlight) if standing else palette.color(roles.PlaceholderText))
        number = QRect(rect.x() + 4, rect.y(), 16, rect.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, str(index.data(_NUMBER)))
        box = QRectF(rect.x() + 22, rect.y() + (rect.height() - PICTURE) / 2, PICTURE, PICTURE)
        shape = QPainterPath()
        shape.addRoundedRect(box, 4, 4)
        picture: QPixmap | None = index.data(_PICTURE)
        if picture is None:
            painter.fillPath(shape, ground)
        else:
            painter.save()
            painter.setClipPath(shape)
            painter.drawPixmap(fitted(box, picture.width(), picture.height()).toRect(), picture)
            painter.restore()
        if standing:
            font = option.font
            font.setBold(True)
            painter.setFont(font)
        painter.setPen(ink)
        words = rect.adjusted(_LEFT, 0, -8, 0)
        text = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()
