"""The wall where a person says of faces whether they have something, for methods that learn from it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from engine.language import tr
from widgets.faces.grid import AROUND, OWN, PICTURE, SEED, SIDE, FaceGrid, paint_face, tile_of
from widgets.look.glyphs import GlyphButton, paint_glyph
from widgets.look.theme import PAGE, page_title
from widgets.parts.elided import ElidedLabel
from widgets.parts.gesture import next_gesture
from widgets.parts.page import Page
from widgets.parts.plain import PlainLabel, plain_tip
from widgets.states import Labelled

_BADGE = 24
_MARK = OWN
_WORDS = {1: tr("yes"), -1: tr("no"), 0: tr("not judged")}
_NEXT = {0: 1, 1: -1, -1: 0}
_KEYS = {Qt.Key.Key_Y: 1, Qt.Key.Key_N: -1, Qt.Key.Key_Backspace: 0, Qt.Key.Key_Delete: 0}
_YES, _NO = (
    QColor("#23865b"),
    QColor("#b4472f"),
)  # white reads on both; their shapes differ too
_HELP = tr("A click says yes, a second one no, a third takes it back. Or with the keys: arrows, Y, N, Backspace.")


class Judging(Page):
    """Faces to judge. What a person says is shown at once; `set_faces` has the last word. Esc closes."""

    judged = Signal(object, int)  # seed; 1 yes, -1 no, 0 neither
    named = Signal(str, int)  # what is judged, while it is typed; the gesture is constant over one entry
    more_wanted = Signal()
    table_wanted = Signal()
    cleared = Signal()
    used = Signal()  # the direction is wanted; `closed` follows

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._entry = QLineEdit(), next_gesture()
        self._name.setPlaceholderText(tr("smile?"))
        self._name.setAccessibleName(tr("what is judged"))
        self._name.setToolTip(tr("What you look for in the faces; the direction is called that"))
        self._name.setMinimumWidth(60)
        self._name.setMaximumWidth(190)
        self._counts, self._told = PlainLabel(), ElidedLabel()
        self._told.setProperty("role", "quiet")
        self._grid = FaceGrid(tr("faces"))
        self._grid.setItemDelegate(_FaceDelegate(self._grid))
        self._grid.installEventFilter(self)
        self._more, self._table = QPushButton(tr("More faces")), QPushButton(tr("Labels from a CSV…"))
        self._more.setToolTip(tr("Faces whose answer would teach the most"))
        self._table.setToolTip(tr("Read the answers from a table of seeds and scores"))
        self._clear, self._use = QPushButton(tr("Clear")), QPushButton(tr("Use this direction"))
        self._clear.setToolTip(tr("Forget all answers"))
        self._use.setProperty("role", "primary")
        self._close = GlyphButton("close", tr("Close (Esc)"))
        self._arrange()
        self._connect()
        self.setFocusProxy(self._grid)
        self.setAccessibleName(tr("faces to judge"))
        self.set_told("")
        self._count()

    def _arrange(self) -> None:
        top, line, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.setSpacing(14)
        title = page_title(tr("Judge faces"))
        title.setContentsMargins(2, 0, 0, 0)  # a J reaches out to the left of where it stands
        top.addWidget(title)
        top.addWidget(self._name, 1)
        top.addStretch(1)
        top.addWidget(self._use)
        top.addWidget(self._close)
        line.setSpacing(14)
        line.addWidget(self._counts)
        line.addWidget(self._told, 1)
        foot.setSpacing(8)
        for button in (self._more, self._table, self._clear):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.setContentsMargins(0, 2, 0, 0)
        self.column.setSpacing(6)
        self.column.addLayout(top)
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 8, 0)
        middle.setSpacing(6)
        middle.addLayout(line)
        middle.addWidget(self._grid, 1)
        middle.addLayout(foot)
        self.column.addLayout(middle, 1)

    def _connect(self) -> None:
        self._name.textEdited.connect(self._typed)
        self._name.editingFinished.connect(self._entered)
        self._grid.itemClicked.connect(self._clicked)
        self._grid.itemDoubleClicked.connect(self._clicked)  # Qt's word for the second of two quick clicks
        self._more.clicked.connect(self.more_wanted)
        self._table.clicked.connect(self.table_wanted)
        self._clear.clicked.connect(self.cleared)
        self._use.clicked.connect(self._used)
        self._close.clicked.connect(self.closed)

    def _typed(self) -> None:
        self.named.emit(self.name(), self._entry)

    def _entered(self) -> None:
        self._entry = next_gesture()

    # what it shows

    def set_faces(self, faces: tuple[Labelled, ...]) -> None:
        """Shows these faces; those already here keep their pictures, and the chosen one stays chosen."""
        place = self._grid.verticalScrollBar().value()
        if self._grid.set_seeds(tuple(face.seed for face in faces)) and place:
            self._grid.doItemsLayout()
            self._grid.verticalScrollBar().setValue(place)
        items = self._grid.faces()
        for face in faces:
            if face.pixels is not None:
                self.set_face(face.seed, face.pixels)
            self._mark(items[face.seed], face.mark)
        self._count()

    def set_marks(self, marks: Mapping[int, float]) -> None:
        """What was said of the faces shown, by seed; the others are not judged. Announces nothing."""
        for seed, item in self._grid.faces().items():
            if item.data(_MARK) != (mark := int(marks.get(seed, 0))):
                self._mark(item, mark)
        self._count()

    def set_face(self, seed: int, pixels: np.ndarray) -> None:
        """Fills in a face, uint8 H x W x 3; a seed that is no longer here is passed over."""
        self._grid.set_face(seed, pixels)

    def set_told(self, text: str) -> None:
        """The line under the title: how well the direction knows the answers; "" says how to judge."""
        self._told.setText(text or _HELP)
        self._told.setToolTip(plain_tip(f"{text}\n{_HELP}" if text else ""))

    def set_name(self, name: str) -> None:
        """What is judged; announces nothing, and leaves a name that is being typed alone."""
        if not self._name.hasFocus():
            self._name.setText(name)

    def name(self) -> str:
        """What is judged, as it stands in the field; "" while it is nothing."""
        return self._name.text().strip()

    def set_usable(self, *, usable: bool, why_not: str = "") -> None:
        """Whether there is a direction to use, and if not, what is missing."""
        self._use.setEnabled(usable)
        self._use.setToolTip(plain_tip(why_not))

    def _mark(self, item: QListWidgetItem, mark: int) -> None:
        item.setData(_MARK, mark)
        seed, word = item.data(SEED), _WORDS[mark]
        item.setData(Qt.ItemDataRole.AccessibleTextRole, tr("face of seed {seed}, {word}", seed=seed, word=word))
        item.setToolTip(plain_tip(tr("Seed {seed}: {word}", seed=seed, word=word)))

    def _count(self) -> None:
        marks = [item.data(_MARK) for item in self._grid.faces().values()]
        self._counts.setText(tr("{count} yes · {count2} no", count=marks.count(1), count2=marks.count(-1)))
        self._clear.setEnabled(any(marks))

    # what a person does

    def _clicked(self, item: QListWidgetItem) -> None:
        self._judge(item, _NEXT[item.data(_MARK)])

    def _judge(self, item: QListWidgetItem, mark: int) -> None:
        if item.data(_MARK) != mark:
            self._mark(item, mark)
            self._count()
            self.judged.emit(item.data(SEED), mark)

    def _used(self) -> None:
        self.used.emit()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._grid and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            item, key = self._grid.currentItem(), Qt.Key(event.key())
            if item is not None and key in _KEYS:
                self._judge(item, _KEYS[key])
                return True
            if item is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
                self._clicked(item)
                return True
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        return PAGE


class _FaceDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(SIDE + 2 * AROUND, SIDE + 2 * AROUND)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tile, mark = tile_of(option), index.data(_MARK) or 0
        painter.save()
        paint_face(painter, option, tile, index.data(PICTURE), opacity=0.4 if mark < 0 else 1.0)
        if mark:
            _paint_badge(painter, mark, tile)
        painter.restore()


def _paint_badge(painter: QPainter, mark: int, tile: QRect) -> None:
    """A disc with a tick for yes, a square with a cross for no."""
    box = QRectF(tile.right() - _BADGE - 2, tile.bottom() - _BADGE - 2, _BADGE, _BADGE)
    painter.setPen(QPen(QColor("#ffffff"), 1.5))
    painter.setBrush(_YES if mark > 0 else _NO)
    if mark > 0:
        painter.drawEllipse(box)
    else:
        painter.drawRoundedRect(box, 5, 5)
    paint_glyph(painter, "tick" if mark > 0 else "close", box.adjusted(5, 5, -5, -5), QColor("#ffffff"))
