"""The wall of faces: many seeds at once, to pick one from."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from widgets.faces.grid import AROUND, PICTURE, SEED, SIDE, FaceGrid, paint_face, tile_of
from widgets.faces.morphing import morph_menu
from widgets.look.glyphs import GlyphButton
from widgets.look.theme import heading
from widgets.parts.page import Page
from widgets.parts.plain import plain_tip
from widgets.states import Face


class Wall(Page):
    """A grid of faces with the seed under each. Arrows move, Enter picks, Esc closes."""

    picked = Signal(int)  # seed
    morph_wanted = Signal(int, str)  # seed, way
    more_wanted = Signal()

    margins = (10, 8, 10, 10)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = FaceGrid("wall of faces")
        self._grid.setItemDelegate(_FaceDelegate(self._grid))
        self._grid.installEventFilter(self)
        self._grid.itemClicked.connect(self._pick)
        self._grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._grid.customContextMenuRequested.connect(self._menu)
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
        if self._grid.set_seeds(tuple(face.seed for face in faces)):
            for seed, item in self._grid.faces().items():
                item.setText(str(seed))
                item.setToolTip(plain_tip(f"Seed {seed}: click or Enter to open it"))
        for face in faces:
            if face.pixels is not None:
                self.set_face(face.seed, face.pixels)

    def set_face(self, seed: int, pixels: np.ndarray) -> None:
        """Fills in a face, uint8 H x W x 3; a seed that is no longer on the wall is passed over."""
        self._grid.set_face(seed, pixels)

    def _pick(self, item: QListWidgetItem) -> None:
        self.picked.emit(item.data(SEED))

    def _menu(self, place: QPoint) -> None:
        if (item := self._grid.itemAt(place)) is not None:
            seed = item.data(SEED)
            morph_menu(self, lambda way: self.morph_wanted.emit(seed, way)).popup(self._grid.mapToGlobal(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._grid and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            current = self._grid.currentItem()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and current is not None:
                self._pick(current)
                return True
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        return QSize(6 * (SIDE + 14) + 40, 4 * (SIDE + 34) + 60)


class _FaceDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(SIDE + 2 * AROUND, SIDE + 18 + option.fontMetrics.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tile, chosen = tile_of(option), bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_face(painter, option, tile, index.data(PICTURE))
        role = QPalette.ColorRole.Text if chosen else QPalette.ColorRole.PlaceholderText
        painter.setPen(option.palette.color(role))
        label = QRect(tile.x() - 6, tile.bottom() + 5, tile.width() + 12, option.fontMetrics.height())
        text = option.fontMetrics.elidedText(str(index.data(SEED)), Qt.TextElideMode.ElideRight, label.width())
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
