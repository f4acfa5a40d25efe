"""The edits panel: what was done to this picture, as a stack to mute, remove, reorder and keep to a region."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from engine.language import tr
from widgets.document.edit_row import EditRowView
from widgets.parts.plain import PlainLabel
from widgets.states import EditRow

_EMPTY = tr("No edits yet.\nMove a slider, and what it does to the picture appears here.")


class EditsPanel(QWidget):
    """The rows are shown in stack order, first applied on top. Drag a row, or Alt+Up and Alt+Down, to reorder."""

    chosen = Signal(str)  # key: its slider is to be shown
    moved = Signal(str, float)  # key, where its slider is to stand, in sigma
    muted = Signal(str, bool)  # key, muted from now on
    removed = Signal(str)  # key
    reordered = Signal(tuple)  # every key, in the new order
    reset_all = Signal()
    masked = Signal(str, str)  # key, the region that it is to keep to; "": everywhere
    region_wanted = Signal(str)  # key: it is to keep to a region that is still to be painted
    keep_outside_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.regions: tuple[str, ...] = ()  # by name
        self._keep_outside = True
        self._rows: dict[str, EditRowView] = {}  # in stack order
        self._empty = PlainLabel(_EMPTY)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("role", "quiet")
        self._reset = QPushButton(tr("Reset all"))
        self._reset.setToolTip(tr("Remove every edit; the seed stays. Undo brings them back."))
        self._reset.clicked.connect(self.reset_all)
        self._keep = QCheckBox(tr("Keep the outside exactly"))
        self._keep.setToolTip(tr("Outside the regions of these edits the picture stays as it is, to the last pixel"))
        self._keep.clicked.connect(self._toggle_keep)
        self._content = QWidget()
        self._stack = QVBoxLayout(self._content)
        self._stack.setContentsMargins(2, 2, 2, 2)
        self._stack.setSpacing(2)
        self._stack.addStretch(1)
        self._mark = QFrame(self._content)  # where a dragged row would land
        self._mark.setAutoFillBackground(True)
        self._mark.setBackgroundRole(QPalette.ColorRole.Highlight)
        self._mark.hide()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty, 1)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._keep)
        column.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignRight)
        self.set_rows(())

    def set_rows(self, rows: tuple[EditRow, ...], regions: tuple[str, ...] = (), *, keep_outside: bool = True) -> None:
        """Shows the stack, and which regions there are to keep to. Rows that stay keep their place in the focus, and
        cost nothing when nothing changed."""
        self.regions, self._keep_outside = regions, keep_outside
        keys = tuple(row.key for row in rows)
        if keys != tuple(self._rows):
            self._rearrange(rows)
        for state in rows:
            self._rows[state.key].set_state(state)
        self._empty.setVisible(not rows)
        self._scroll.setVisible(bool(rows))
        self._reset.setEnabled(bool(rows))
        self._keep.setChecked(keep_outside)
        self._keep.setVisible(any(row.mask for row in rows))

    def _toggle_keep(self) -> None:
        self._keep.setChecked(self._keep_outside)  # it changes when the document has
        self.keep_outside_toggled.emit(not self._keep_outside)

    def _rearrange(self, rows: tuple[EditRow, ...]) -> None:
        self._mark.hide()
        kept = {row.key for row in rows}
        for place, key in enumerate(list(self._rows)):
            if key not in kept:
                row = self._rows.pop(key)
                row.drag_from = None
                if row.isAncestorOf(QApplication.focusWidget() or self):
                    self._focus_near(place, kept)
                row.hide()
                row.deleteLater()
        arranged: dict[str, EditRowView] = {}
        for place, state in enumerate(rows):
            row = self._rows.get(state.key) or self._made(state)
            self._stack.insertWidget(place, row)  # moves it when it is there already
            arranged[state.key] = row
        self._rows = arranged
        self._mark.raise_()

    def _made(self, state: EditRow) -> EditRowView:
        row = EditRowView(state, self)
        row.chosen.connect(self.chosen)
        row.moved.connect(self.moved)
        row.muted.connect(self.muted)
        row.removed.connect(self.removed)
        row.masked.connect(self.masked)
        row.region_wanted.connect(self.region_wanted)
        return row

    def _focus_near(self, place: int, kept: set[str]) -> None:
        left = [row for key, row in self._rows.items() if key in kept]
        if left:
            left[min(place, len(left) - 1)].setFocus()

    def step_focus(self, row: EditRowView, by: int) -> None:
        """Gives the keyboard to the row `by` places further down."""
        rows = list(self._rows.values())
        place = rows.index(row) + by
        if 0 <= place < len(rows):
            rows[place].setFocus()
            self._scroll.ensureWidgetVisible(rows[place], 0, 4)

    def move_row(self, key: str, place: int) -> None:
        """Asks for `key` to stand at `place` of the stack; nothing is asked when it stands there."""
        keys = list(self._rows)
        keys.remove(key)
        keys.insert(max(0, place), key)
        if keys != list(self._rows):
            self.reordered.emit(tuple(keys))

    def step_row(self, key: str, by: int) -> None:
        """Asks for `key` to stand `by` places further down."""
        self.move_row(key, list(self._rows).index(key) + by)

    def show_landing(self, row: EditRowView, where: QPoint) -> None:
        """Draws the line where the dragged row would land; `where` is in the row's own coordinates."""
        point = row.mapTo(self._content, where)
        rows = list(self._rows.values())
        gap = self._gap(point.y())
        y = rows[gap].y() - 2 if gap < len(rows) else rows[-1].geometry().bottom() + 1
        self._mark.setGeometry(4, max(0, y), self._content.width() - 8, 2)
        self._mark.show()
        self._scroll.ensureVisible(0, point.y(), 0, 24)

    def land(self, row: EditRowView, where: QPoint) -> None:
        """Ends a drag: asks for the new order."""
        self.drop_mark()
        rows = list(self._rows.values())
        gap, old = self._gap(row.mapTo(self._content, where).y()), rows.index(row)
        self.move_row(row.state.key, gap - 1 if gap > old else gap)

    def drop_mark(self) -> None:
        """The drag is over."""
        self._mark.hide()

    def _gap(self, y: int) -> int:
        """The gap between rows nearest to y: 0 before the first, len(rows) after the last."""
        return sum(row.geometry().center().y() < y for row in self._rows.values())
