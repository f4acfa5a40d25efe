"""A grid of faces, each known by its seed: what the wall and the page for judging have in common."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyleOptionViewItem

from engine.language import tr
from widgets.parts.pixels import fitted, thumbnail

SIDE = 88  # logical pixels of a face
AROUND = 7  # from a face to the edge of its cell, where the frame of the chosen one is
SEED, PICTURE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
OWN = Qt.ItemDataRole.UserRole + 2  # the first role that is left to the page


class FaceGrid(QListWidget):
    """A list that stands as a grid of faces of one size, called `name` by screen readers."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._items: dict[int, QListWidgetItem] = {}
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(name)

    def set_seeds(self, seeds: tuple[int, ...]) -> bool:
        """Shows the faces of these seeds. Those already here keep their pictures, and the chosen one stays chosen.

        Returns:
            Whether the items are new; those of the same seeds in the same order stay as they are.
        """
        if tuple(self._items) == seeds:
            return False
        current = self.currentItem()
        chosen = current.data(SEED) if current is not None else None
        pictures = {seed: item.data(PICTURE) for seed, item in self._items.items()}
        self.clear()
        self._items = {}
        for seed in seeds:
            item = QListWidgetItem()
            item.setData(SEED, seed)
            item.setData(PICTURE, pictures.get(seed))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, tr("face of seed {seed}", seed=seed))
            self.addItem(item)
            self._items[seed] = item
        if seeds:
            self.setCurrentItem(self._items.get(chosen, self._items[seeds[0]]))
        return True

    def set_face(self, seed: int, pixels: np.ndarray) -> None:
        """Fills in a face, uint8 H x W x 3; a seed that is no longer here is passed over."""
        item = self._items.get(seed)
        if item is not None:
            item.setData(PICTURE, thumbnail(pixels, self.devicePixelRatioF(), SIDE))

    def faces(self) -> dict[int, QListWidgetItem]:
        """The items by their seeds, in order."""
        return self._items


def tile_of(option: QStyleOptionViewItem) -> QRect:
    """Where in its cell a face is."""
    return QRect(option.rect.x() + AROUND, option.rect.y() + AROUND, SIDE, SIDE)


def paint_face(
    painter: QPainter, option: QStyleOptionViewItem, tile: QRect, picture: QPixmap | None, opacity: float = 1.0
) -> None:
    """The picture (or the room for it) with round corners, and the frame of a chosen face or of one under the pointer.

    Leaves the painter's pen, brush and hints as they come; whoever calls it saves them.
    """
    palette = option.palette
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(tile), 6, 6)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if picture is None:
        painter.fillPath(outline, palette.color(QPalette.ColorRole.Midlight))
    else:
        painter.setClipPath(outline)
        painter.setOpacity(opacity)
        painter.drawPixmap(fitted(QRectF(tile), picture.width(), picture.height()).toRect(), picture)
        painter.setOpacity(1.0)
        painter.setClipping(False)
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    if chosen or option.state & QStyle.StateFlag.State_MouseOver:
        role = QPalette.ColorRole.Highlight if chosen else QPalette.ColorRole.Mid
        painter.setPen(QPen(palette.color(role), 3 if chosen else 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(tile.adjusted(-2, -2, 2, 2), 8, 8)
