"""The dialog for pictures side by side: what is shown, how it is laid out, a small live picture of it, and the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from engine.document.asked.looks import CELLS, Cell, seeds_of, shape_of
from engine.document.aspect import SQUARE, Aspect, sized
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.document.films.formats import LARGEST
from engine.language import tr
from widgets.library.saving import FileLine, SizeBox, form_and_column, side_by_side
from widgets.library.sheet_view import SheetView
from widgets.look.theme import pad
from widgets.parts.gesture import wheel_needs_focus
from widgets.parts.plain import PlainLabel, plain_tip

Shown = Literal["faces", "sliders", "before", "snapshots"]
#: Columns that suit each, where nobody says how many; 0: as `columns_of` has it.
USUAL: dict[Shown, int] = {"faces": 0, "sliders": 5, "before": 2, "snapshots": 0}
REST = 150  # milliseconds after a change, until the pictures are asked for


@dataclass(frozen=True)
class SheetOffer:
    """What can stand on a sheet: `sets` of sliders (key, title), of which `shown` is on screen; so many faces were
    brought in, so many snapshots kept; `resolution`: pixels of the longer side that the generator's pictures have."""

    resolution: int
    sets: tuple[tuple[str, str], ...] = ()
    shown: str = ""
    brought: int = 0
    snapshots: int = 0
    aspect: Aspect = SQUARE


@dataclass(frozen=True)
class SheetAsked:
    """What is to be shown: of "faces" these seeds and those `brought` in, of "sliders" the first `each` of these
    sets."""

    shown: Shown
    seeds: tuple[int, ...] = ()
    brought: bool = False
    sets: tuple[str, ...] = ()
    each: int = 0


@dataclass(frozen=True)
class SheetChoice:
    """What was asked for: `size` pixels a side of each picture."""

    cells: tuple[Cell, ...]
    columns: int
    size: int
    labels: bool
    path: str


class SheetDialog(QDialog):
    """`cells` makes the pictures of what is asked, or raises ValueError with a sentence; `path` is proposed. `wanted`
    asks for small pictures of documents, which come by `drawn`."""

    wanted = Signal(object)  # the documents of which a picture is not there yet

    def __init__(
        self,
        offer: SheetOffer,
        cells: Callable[[SheetAsked], tuple[Cell, ...]],
        path: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Pictures side by side"))
        self._offer, self._made = offer, cells
        self._cells: tuple[Cell, ...] = ()
        self._drawn: list[tuple[Document, np.ndarray]] = []
        self._shown = QComboBox()
        self._seeds, self._brought = (
            QLineEdit("1-9"),
            QCheckBox(tr("The {count} faces brought in", count=offer.brought)),
        )
        self._sets, self._each, self._columns = QListWidget(), QSpinBox(), QSpinBox()
        self._labels = QCheckBox(tr("Written below each picture"))
        self._size = SizeBox(max(256, offer.resolution), offer.resolution, offer.aspect)
        self._file = FileLine(path, what="sheet", ending=".png", kind=tr("PNG picture"), title=self.windowTitle())
        self._view, self._told, self._reason = SheetView(), PlainLabel(), PlainLabel()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._save = self._buttons.addButton(tr("Save sheet"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._prepare()
        self._arrange()
        self._save.setDefault(True)  # once it is in the dialog: else Enter cancels
        self._listen()
        self._refresh()

    # ---- what it is made of ----

    def _prepare(self) -> None:
        """Each field as it is at first."""
        kinds: list[tuple[Shown, str, bool]] = [
            ("faces", tr("This look on many faces"), True),
            ("sliders", tr("Sliders of methods, from −2 to +2"), bool(self._offer.sets)),
            ("before", tr("Before and after the edits"), True),
            ("snapshots", tr("The snapshots that were kept"), self._offer.snapshots > 1),
        ]
        for kind, words, there in kinds:
            if there:
                self._shown.addItem(words, kind)
        self._brought.setToolTip(plain_tip(tr("Faces of photos and files of codes: see Face > Faces brought in")))
        self._seeds.setToolTip(plain_tip(tr("Such as 1-20 or 3, 7, 12")))
        for key, title in self._offer.sets:
            item = QListWidgetItem(short(title), self._sets)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key == self._offer.shown else Qt.CheckState.Unchecked)
        self._sets.setFixedHeight(96)
        for box, low, high, value in ((self._each, 1, 20, 3), (self._columns, 0, 20, 0)):
            box.setRange(low, high)
            box.setValue(value)
            pad(box)
        self._columns.setSpecialValueText(tr("as it fits"))
        for field in (self._shown, self._each, self._columns):
            wheel_needs_focus(field)
        names: tuple[tuple[QWidget, str], ...] = (
            (self._shown, tr("what is shown")), (self._seeds, tr("seeds")), (self._sets, tr("methods")),
            (self._each, tr("sliders of each")), (self._columns, tr("columns")),
        )  # fmt: skip
        for named, name in names:
            named.setAccessibleName(name)
        self._labels.setChecked(True)
        self._told.setProperty("role", "quiet")
        self._reason.setProperty("role", "problem")
        self._told.setWordWrap(True)
        self._reason.setWordWrap(True)

    def _arrange(self) -> None:
        left = QWidget()
        self._form, column = form_and_column(left)
        column.setContentsMargins(0, 0, 0, 0)
        form = self._form
        form.row(tr("Shown"), self._shown)
        form.row(tr("Seeds"), self._seeds)
        form.row("", self._brought)
        form.row(tr("Methods"), self._sets)
        self._each_line = side_by_side(self._each, PlainLabel(tr("sliders of each")))
        form.row("", self._each_line)
        form.row(tr("Columns"), side_by_side(self._columns))
        form.row(tr("Each picture"), self._size.line())
        form.row(tr("Labels"), self._labels)
        form.row(tr("File"), self._file)
        column.addWidget(self._told)
        column.addWidget(self._reason)
        whole, both = QVBoxLayout(self), QHBoxLayout()
        whole.setContentsMargins(18, 16, 18, 14)
        both.setSpacing(18)
        both.addWidget(left)
        both.addWidget(self._view, 1)
        whole.addLayout(both, 1)
        whole.addWidget(self._buttons)

    def _listen(self) -> None:
        for changed in (
            self._shown.currentIndexChanged, self._seeds.textChanged, self._brought.toggled, self._sets.itemChanged,
            self._each.valueChanged, self._columns.valueChanged, self._labels.toggled, self._size.currentTextChanged,
            self._file.changed,
        ):  # fmt: skip
            changed.connect(self._refresh)
        self._shown.currentIndexChanged.connect(self._make_room)
        self._rest.timeout.connect(self._ask)
        self._buttons.accepted.connect(self._accept)
        self.finished.connect(self._rest.stop)
        self._buttons.rejected.connect(self.reject)

    # ---- what is asked ----

    def choice(self) -> SheetChoice:
        """What was asked for. ValueError with the sentence that is on screen while it cannot be made."""
        cells = self._made(self._asked())
        if problem := self._problem(len(cells)):
            raise ValueError(problem)
        path = str(self._file.target())
        return SheetChoice(cells, self._chosen_columns(), self._size.side, self._labels.isChecked(), path)

    def _problem(self, count: int) -> str:
        """Why no sheet of so many pictures can be made, in one sentence; empty: it can."""
        if not 2 <= count <= CELLS:
            return tr("Side by side stand 2 to {most} pictures, not {count}.", most=CELLS, count=count)
        return self._size.problem() or self._too_large(count) or self._file.problem()

    def _kind(self) -> Shown:
        kind: Shown = self._shown.currentData()
        return kind

    def _asked(self) -> SheetAsked:
        kind, brought = self._kind(), self._offer.brought > 0 and self._brought.isChecked()
        if kind == "faces":
            text = self._seeds.text()
            return SheetAsked(kind, () if brought and not text.strip() else seeds_of(text), brought)
        if kind == "sliders":
            items = (self._sets.item(row) for row in range(self._sets.count()))
            ticked = tuple(i.data(Qt.ItemDataRole.UserRole) for i in items if i.checkState() == Qt.CheckState.Checked)
            if not ticked:
                raise ValueError(tr("Tick at least one method."))
            return SheetAsked(kind, sets=ticked, each=self._each.value())
        return SheetAsked(kind)

    def _chosen_columns(self) -> int:
        return self._columns.value() or USUAL[self._kind()]

    def _measures(self, count: int) -> tuple[int, int, int]:
        """Columns, width and height in pixels of the sheet of so many pictures, as it will be written."""
        size, columns = sized(self._size.side, self._offer.aspect), self._chosen_columns()
        columns, _, width, height = shape_of(count, size, labels=self._labels.isChecked(), columns=columns)
        return columns, width, height

    def _too_large(self, count: int) -> str:
        _, width, height = self._measures(count)
        if max(width, height) <= LARGEST:
            return ""
        return tr(
            "The sheet would be {width} × {height} pixels, and has at most {most} a side: make its pictures smaller, "
            "or fewer.", width=width, height=height, most=LARGEST,
        )  # fmt: skip

    def _make_room(self) -> None:
        """Rows may have come."""
        self.resize(self.size().expandedTo(self.sizeHint()))

    def _refresh(self) -> None:
        kind = self._kind()
        self._form.setRowVisible(self._seeds, kind == "faces")
        self._form.setRowVisible(self._brought, kind == "faces" and self._offer.brought > 0)
        self._form.setRowVisible(self._sets, kind == "sliders")
        self._form.setRowVisible(self._each_line, kind == "sliders")
        try:
            self._cells = self._made(self._asked())
            problem = self._problem(len(self._cells))
        except ValueError as error:
            self._cells, problem = (), str(error)
        told, count = "", len(self._cells)
        if not problem:
            columns, width, height = self._measures(count)
            told = tr("{count} pictures in {columns} columns: {width} × {height} pixels", count=count,
                      columns=columns, width=width, height=height)  # fmt: skip
            if self._file.target().exists():
                told = tr("{told}, replaces the file that is there", told=told)
        self._told.setText(told)
        self._reason.setText(problem)
        self._reason.setVisible(bool(problem))
        self._save.setEnabled(not problem)
        self._save.setToolTip(plain_tip(problem))
        self._look()

    # ---- the small picture ----

    def _look(self) -> None:
        """Show what is there, and ask for the rest once nothing changes."""
        labels = [cell.label for cell in self._cells]
        self._view.show_cells(labels, columns=self._chosen_columns(), written=self._labels.isChecked())
        documents = [cell.document for cell in self._cells]
        self._drawn = [(document, pixels) for document, pixels in self._drawn if document in documents]
        self._view.clear()
        for document, pixels in self._drawn:
            self._place(document, pixels)
        self._rest.start()

    def _missing(self) -> tuple[Document, ...]:
        there = [document for document, _ in self._drawn]
        return tuple(cell.document for cell in self._cells if cell.document not in there)

    def _ask(self) -> None:
        if missing := self._missing():
            self.wanted.emit(missing)

    def _place(self, document: Document, pixels: np.ndarray) -> None:
        for place, cell in enumerate(self._cells):
            if cell.document == document:
                self._view.fill(place, pixels)

    def drawn(self, document: Document, pixels: np.ndarray) -> None:
        """The small picture of a document, uint8 (H, W, 3); of one that is not shown any more it is passed over."""
        if document in self._missing():
            self._drawn.append((document, pixels))
            self._place(document, pixels)

    def _accept(self) -> None:
        if self._file.agreed():
            self.accept()
