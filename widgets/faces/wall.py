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

from engine.language import tr
from widgets.faces.grid import AROUND, PICTURE, SEED, SIDE, FaceGrid, paint_face, tile_of
from widgets.faces.morphing import morph_menu
from widgets.look.glyphs import GlyphButton
from widgets.look.theme import heading
from widgets.parts.page import Page
from widgets.parts.plain import PlainLabel, plain_tip
from widgets.states import Face


class Wall(Page):
    """A grid of faces with the seed, or a label, under each. Arrows move, Enter picks, Esc closes.

    `more` is what its button says; `morphs`: whether a right click offers a slider to the face. A button that stops
    what still brings faces is there while `set_stop` says so.
    """

    picked = Signal(object)  # seed; an int of Qt's is too small for some
    morph_wanted = Signal(object, str)  # seed, way
    more_wanted = Signal()
    stopped = Signal()

    margins = (10, 8, 10, 10)

    def __init__(
        self,
        title: str = tr("Wall of faces"),
        more: str = tr("More faces"),
        *,
        morphs: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._grid = FaceGrid(title.lower())
        self._grid.setItemDelegate(_FaceDelegate(self._grid))
        self._grid.installEventFilter(self)
        self._grid.itemClicked.connect(self._pick)
        if morphs:
            self._grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            self._grid.customContextMenuRequested.connect(self._menu)
        self._more, self._stop = QPushButton(more), QPushButton(tr("Stop"))
        self._stop.setToolTip(tr("Look no further, and keep the faces that are there"))
        self._stop.hide()
        close = GlyphButton("close", tr("Close (Esc)"))
        top = QHBoxLayout()
        top.addWidget(heading(title), 1)
        top.addWidget(self._more)
        top.addWidget(self._stop)
        top.addWidget(close)
        self._hint = PlainLabel()
        self._hint.setProperty("role", "quiet")
        self._hint.setWordWrap(True)
        self._hint.hide()
        self.column.addLayout(top)
        self.column.addWidget(self._hint)
        self.column.addWidget(self._grid, 1)
        self.setFocusProxy(self._grid)
        self._more.clicked.connect(self.more_wanted)
        self._stop.clicked.connect(self.stopped)
        close.clicked.connect(self.closed)

    def set_faces(self, faces: tuple[Face, ...]) -> None:
        """Shows these faces. Those already on the wall keep their pictures, and the chosen one stays chosen."""
        new = self._grid.set_seeds(tuple(face.seed for face in faces))
        for face, item in zip(faces, self._grid.faces().values(), strict=True):
            item.setText(face.label or str(face.seed))
            about = " ".join((face.about or face.label or f"Seed {face.seed}").split())
            item.setToolTip(
                plain_tip(tr("{removesuffix}: click or Enter to open it", removesuffix=about.removesuffix(".")))
            )
            if face.label:
                item.setData(Qt.ItemDataRole.AccessibleTextRole, " ".join(face.label.split()))
        if new:
            self._grid.scheduleDelayedItemsLayout()  # their labels have other lines than none
        for face in faces:
            if face.pixels is not None:
                self.set_face(face.seed, face.pixels)

    def set_hint(self, text: str) -> None:
        """A line above the faces; none where it is empty."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))

    def set_more(self, why_not: str) -> None:
        """Whether its button has something to do; if not, why."""
        self._more.setEnabled(not why_not)
        self._more.setToolTip(plain_tip(why_not))

    def set_stop(self, *, shown: bool) -> None:
        """Whether more faces are being looked for, which can be stopped."""
        lost = self._stop.hasFocus() and not shown
        self._stop.setVisible(shown)
        if lost:  # else the keyboard would be wherever Qt finds a place
            self._grid.setFocus()

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
        lines = (index.data(Qt.ItemDataRole.DisplayRole) or "").count("\n") + 1
        return QSize(SIDE + 2 * AROUND, SIDE + 18 + lines * option.fontMetrics.height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tile, chosen = tile_of(option), bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        paint_face(painter, option, tile, index.data(PICTURE))
        role = QPalette.ColorRole.Text if chosen else QPalette.ColorRole.PlaceholderText
        painter.setPen(option.palette.color(role))
        label = QRect(tile.x() - 6, tile.bottom() + 5, tile.width() + 12, option.fontMetrics.height())
        for line in index.data(Qt.ItemDataRole.DisplayRole).split("\n"):
            text = option.fontMetrics.elidedText(line, Qt.TextElideMode.ElideMiddle, label.width())
            painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)
            label.translate(0, label.height())
        painter.restore()
