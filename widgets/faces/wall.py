"""The wall of faces: many seeds at once, to pick one from."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPalette, QPen, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.look.glyphs import GlyphButton
from widgets.look.theme import heading
from widgets.parts.page import Page
from widgets.parts.pixels import thumbnail
from widgets.states import Face

_SIDE = 88  # logical pixels of a thumbnail
_SEED = Qt.ItemDataRole.UserRole
_PICTURE = Qt.ItemDataRole.UserRole + 1


class Wall(Page):
    """A grid of faces with the seed under each. Arrows move, Enter picks, Esc closes."""

    picked = Signal(int)  # seed
    more_wanted = Signal()

    margins = (10, 8, 10, 10)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: dict[int, QListWidgetItem] = {}
        self._grid = face_grid("wall of faces")
        self._grid.setItemDelegate(_FaceDelegate(self._grid))
        self._grid.installEventFilter(self)
        self._grid.itemClicked.connect(self._pick)
        self._more = QPushButton("More faces")
        close = GlyphButton("close", "Close the wall (Esc)")
        top = QHBoxLayout()
        top.addWidget(heading("Wall of faces"), 1)
        top.addWidget(self._more)
        top.addWidget(close)
        self.column.addLayout(top)
        self.column.addWidget(self._grid, 1)
        self.setFocusProxy(self._grid)
        self._more.clicked.connect(self.more_wanted)
        close.clicked.connect(self.closed)

    def set_faces(self, faces: tuple[Face, ...]) -> None:
        """Shows these faces. Those already on the wall keep their pictures, and the chosen one stays chosen."""
        if tuple(self._items) != tuple(face.seed for face in faces):
            self._rebuild(faces)
        for face in faces:
            if face.pixels is not None:
                self.set_face(face.seed, face.pixels)

    def set_face(self, seed: int, pixels: np.ndarray) -> None:
        """Fills in a face, uint8 H x W x 3; a seed that is no longer on the wall is passed over."""
        item = self._items.get(seed)
        if item is not None:
            item.setData(_PICTURE, thumbnail(pixels, self.devicePixelRatioF(), _SIDE))

    def _rebuild(self, faces: tuple[Face, ...]) -> None:
        current = self._grid.currentItem()
        chosen = current.data(_SEED) if current is not None else None
        pictures = {seed: item.data(_PICTURE) for seed, item in self._items.items()}
        self._grid.clear()
        self._items = {}
        for face in faces:
            item = QListWidgetItem(str(face.seed))
            item.setData(_SEED, face.seed)
            item.setData(_PICTURE, pictures.get(face.seed))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"face of seed {face.seed}")
            item.setToolTip(f"Seed {face.seed}: click or Enter to open it")
            self._grid.addItem(item)
            self._items[face.seed] = item
        if faces:
            self._grid.setCurrentItem(self._items.get(chosen, self._items[faces[0].seed]))

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(_SEED))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._grid and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            current = self._grid.currentItem()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
                self._pick(current)
                return True
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        return QSize(6 * (_SIDE + 14) + 40, 4 * (_SIDE + 34) + 60)


def face_grid(name: str) -> QListWidget:
    """A list that stands as a grid of pictures of one size, called `name` by screen readers."""
    grid = QListWidget()
    grid.setViewMode(QListWidget.ViewMode.IconMode)
    grid.setResizeMode(QListWidget.ResizeMode.Adjust)
    grid.setMovement(QListWidget.Movement.Static)
    grid.setUniformItemSizes(True)
    grid.setMouseTracking(True)
    grid.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    grid.setAccessibleName(name)
    return grid


class _FaceDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(_SIDE + 14, _SIDE + 18 + option.fontMetrics.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        palette = option.palette
        tile = QRect(option.rect.x() + 7, option.rect.y() + 7, _SIDE, _SIDE)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        picture: QPixmap | None = index.data(_PICTURE)
        outline = QPainterPath()
        outline.addRoundedRect(tile, 6, 6)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if picture is None:
            painter.fillPath(outline, palette.color(QPalette.ColorRole.Midlight))
        else:
            painter.setClipPath(outline)
            painter.drawPixmap(tile, picture)
            painter.setClipping(False)
        if chosen or hovered:
            colour = QColor(palette.color(QPalette.ColorRole.Highlight if chosen else QPalette.ColorRole.Mid))
            painter.setPen(QPen(colour, 3 if chosen else 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(tile.adjusted(-2, -2, 2, 2), 8, 8)
        painter.setPen(palette.color(QPalette.ColorRole.Text if chosen else QPalette.ColorRole.PlaceholderText))
        label = QRect(tile.x() - 6, tile.bottom() + 5, tile.width() + 12, option.fontMetrics.height())
        text = option.fontMetrics.elidedText(str(index.data(_SEED)), Qt.TextElideMode.ElideRight, label.width())
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
