"""The sheet of keys: grouped as the menus are, searched by key or by word, and the place where a key is changed."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.language import tr
from widgets.parts.plain import PlainLabel, plain_tip
from widgets.sliders.panel import SearchBox

HIGHEST = 640  # logical pixels, so that with its frame it fits a screen of 1366 x 768
_BARE = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock)
_MODIFIERS = Qt.KeyboardModifier


class KeyRow(NamedTuple):
    """Keys and what they do; `action` names what can be given another key, `changed` says that it was."""

    keys: str
    text: str
    action: str = ""
    changed: bool = False


Groups = tuple[tuple[str, tuple[KeyRow, ...]], ...]


class KeySheet(QDialog):
    """Shows groups of rows, (title, rows), and asks for other keys; it holds none itself."""

    chosen = Signal(str, str)  # action, key as Qt writes it everywhere
    swap_wanted = Signal(str, str)
    cleared = Signal(str)
    reset_wanted = Signal(str)
    reset_all_wanted = Signal()

    def __init__(self, groups: Groups, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        self._groups: list[range] = []  # the rows of each group, its title first
        self._rows: dict[int, KeyRow] = {}
        self._waits = self._asked = ""  # the action whose new key is waited for, or was asked for last
        self._other = ""  # the key that another action has
        self._search = SearchBox(self)
        self._search.setPlaceholderText(tr("Search keys"))
        self._search.setAccessibleName(tr("Search keys by key or by what they do"))
        self._search.setToolTip(tr("Show only the rows with these words; Esc shows all again"))
        self._search.textChanged.connect(self._searched)
        self._nothing = PlainLabel(tr("No key or gesture has these words."))
        self._nothing.setProperty("role", "quiet")
        self._nothing.hide()
        self.table = _table(self)
        self.table.cellClicked.connect(self._clicked)
        self.table.currentCellChanged.connect(self._offer)
        self.table.installEventFilter(self)
        self.said = PlainLabel(tr("Click a key, or press Enter on it, to choose another."))
        self.said.setWordWrap(True)
        self._swap = QPushButton(tr("Swap the two"))
        self._swap.setToolTip(tr("Each of the two actions gets the key of the other"))
        self._swap.clicked.connect(self._want_swap)
        self._swap.hide()
        column = QVBoxLayout(self)
        for widget in (self._search, self._nothing, self.table):
            column.addWidget(widget)
        line = QHBoxLayout()
        line.addWidget(self.said, 1)
        line.addWidget(self._swap)
        column.addLayout(line)
        column.addWidget(self._buttons())
        self.set_groups(groups)
        self.resize(self.sizeHint())  # else it is as low as the sentence that may break lets it be
        self._search.setFocus()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        self._reset = buttons.addButton(tr("Reset this key"), QDialogButtonBox.ButtonRole.ResetRole)
        self._reset.setToolTip(tr("The key that the chosen row had at first"))
        self._reset.clicked.connect(self._want_reset)
        everything = buttons.addButton(tr("Reset all keys"), QDialogButtonBox.ButtonRole.ResetRole)
        everything.setToolTip(tr("All keys as they were at first"))
        everything.clicked.connect(self.reset_all_wanted)
        self._reset.setEnabled(False)
        return buttons

    def set_groups(self, groups: Groups) -> None:
        """Shows these rows; the row that one is at and the place one has scrolled to stay."""
        row, scrolled = self.table.currentRow(), self.table.verticalScrollBar().value()
        self._waits = ""
        _fill(self.table, groups)
        self._groups, self._rows, place = [], {}, 0
        for _, rows in groups:
            self._groups.append(range(place, place + 1 + len(rows)))
            self._rows |= {place + 1 + i: each for i, each in enumerate(rows)}
            place += 1 + len(rows)
        self._searched()
        if row >= 0:
            self.table.setCurrentCell(row, 0)
        self._offer()  # the row may be the same, and its key another
        self.table.verticalScrollBar().setValue(scrolled)

    def say(self, sentence: str, swap: str = "") -> None:
        """Say what came of it; with the key `swap`, which another action has, a button offers to swap the two."""
        self.said.setText(sentence)
        self._other = swap
        self._swap.setVisible(bool(swap))

    # ---- a key is chosen ----

    @Slot(int, int)
    def _clicked(self, row: int, column: int) -> None:
        if column == 0:
            self._wait(row)

    def _wait(self, row: int) -> None:
        """The next key is for this row."""
        self._stop_waiting()
        there = self._rows.get(row)
        if there is None:
            return
        if not there.action:
            self.say(tr("This key is fixed: it belongs to what has the focus."))
            return
        self._waits = self._asked = there.action
        self.say(tr("Press the new key of “{text}”; Esc leaves it, Backspace takes it away.", text=there.text))
        item = self.table.item(row, 0)
        assert item is not None
        item.setText(tr("press a key…"))

    def _stop_waiting(self) -> None:
        place = next((place for place, row in self._rows.items() if row.action and row.action == self._waits), None)
        self._waits = ""
        if place is not None and (item := self.table.item(place, 0)) is not None:
            item.setText(self._rows[place].keys)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys for the table: while a new one is waited for they are that one, else Enter asks for one."""
        kinds = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if watched is not self.table or not isinstance(event, QKeyEvent) or event.type() not in kinds:
            return super().eventFilter(watched, event)
        if self._waits:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
            return True
        if event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._wait(self.table.currentRow())
            return True
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> None:
        key = key_of(event)
        if event.key() in _BARE:
            return
        action = self._waits
        self._stop_waiting()
        if key == "Esc":
            self.say(tr("It stays as it is."))
        elif key == "Backspace":
            self.cleared.emit(action)
        elif key:
            self.chosen.emit(action, key)

    @Slot()
    def _want_swap(self) -> None:
        self.swap_wanted.emit(self._asked, self._other)

    @Slot()
    def _want_reset(self) -> None:
        if (row := self._rows.get(self.table.currentRow())) is not None:
            self.reset_wanted.emit(row.action)

    @Slot()
    def _offer(self) -> None:
        """Reset is offered for a key that was changed; another row is no answer to what was waited for."""
        row = self._rows.get(self.table.currentRow())
        self._reset.setEnabled(row is not None and row.changed)
        if self._waits and (row is None or row.action != self._waits):
            self._stop_waiting()

    # ---- the search ----

    @Slot()
    def _searched(self) -> None:
        """Show the rows with every word of the search, and the titles above them; a title's words show its rows."""
        words, any_row = self._search.text().casefold().split(), False
        for rows in self._groups:
            title = self._text(rows[0])
            shown = [row for row in rows[1:] if all(word in f"{title} {self._text(row)}" for word in words)]
            for row in rows:
                self.table.setRowHidden(row, row not in shown and not (shown and row == rows[0]))
            any_row = any_row or bool(shown)
        self._nothing.setVisible(not any_row)

    def _text(self, row: int) -> str:
        return " ".join(item.text() for place in (0, 1) if (item := self.table.item(row, place))).casefold()

    def sizeHint(self) -> QSize:
        """So wide that no row is cut off, and not higher than a small screen."""
        return QSize(self.table.columnWidth(0) + self.table.sizeHintForColumn(1) + 70, HIGHEST)


def key_of(event: QKeyEvent) -> str:
    """What was pressed, as Qt writes it everywhere; of a sign that takes Shift on this keyboard, the sign alone."""
    held = event.modifiers() & ~_MODIFIERS.KeypadModifier
    sign = event.text()
    if held & _MODIFIERS.ShiftModifier and len(sign) == 1 and sign.isprintable() and not sign.isalpha() and sign != " ":
        held &= ~_MODIFIERS.ShiftModifier
    return QKeySequence(held.value | event.key()).toString()


def _table(parent: QWidget) -> QTableWidget:
    table = QTableWidget(0, 2, parent)
    table.setAccessibleName(tr("keys and what they do"))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.horizontalHeader().hide()
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 3)
    table.horizontalHeader().setStretchLastSection(True)
    return table


def _fill(table: QTableWidget, groups: Groups) -> None:
    table.clearSpans()
    table.setRowCount(sum(1 + len(rows) for _, rows in groups))
    bold = QFont(table.font())
    bold.setBold(True)
    place = 0
    for title, rows in groups:
        table.setSpan(place, 0, 1, 2)
        table.setItem(place, 0, head := _item(title))
        head.setForeground(table.palette().placeholderText())
        head.setTextAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        table.setRowHeight(place, 2 * table.fontMetrics().height())
        for row in rows:
            place += 1
            table.setItem(place, 0, first := _item(row.keys))
            table.setItem(place, 1, _item(row.text))
            first.setFont(bold)
            first.setToolTip(plain_tip(tr("Click to choose another key") if row.action else tr("This key is fixed")))
            if row.changed:
                first.setForeground(table.palette().link())
        place += 1
    table.resizeColumnToContents(0)
    table.setColumnWidth(0, max(table.columnWidth(0), table.fontMetrics().horizontalAdvance(tr("press a key…"))) + 24)


def _item(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    return item
