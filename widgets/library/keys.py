"""The sheet of keys: grouped as the menus are, and searched by key or by word."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engine.language import tr
from widgets.parts.plain import PlainLabel
from widgets.sliders.panel import SearchBox

HIGHEST = 640  # logical pixels, so that with its frame it fits a screen of 1366 x 768


class KeySheet(QDialog):
    """Groups of rows: (title, ((keys, what they do), ...))."""

    def __init__(
        self, groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        self._groups: list[range] = []  # the rows of each group, its title first
        self._search = SearchBox(self)
        self._search.setPlaceholderText(tr("Search keys"))
        self._search.setAccessibleName(tr("Search keys by key or by what they do"))
        self._search.setToolTip(tr("Show only the rows with these words; Esc shows all again"))
        self._search.textChanged.connect(self._searched)
        self._nothing = PlainLabel(tr("No key or gesture has these words."))
        self._nothing.setProperty("role", "quiet")
        self._nothing.hide()
        self.table = self._made(groups)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        for widget in (self._search, self._nothing, self.table, buttons):
            column.addWidget(widget)
        self._search.setFocus()

    def _made(self, groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> QTableWidget:
        table = QTableWidget(sum(1 + len(rows) for _, rows in groups), 2)
        table.setAccessibleName(tr("keys and what they do"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.horizontalHeader().hide()
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 3)
        bold = QFont(self.font())
        bold.setBold(True)
        place = 0
        for title, rows in groups:
            self._groups.append(range(place, place + 1 + len(rows)))
            table.setSpan(place, 0, 1, 2)
            table.setItem(place, 0, head := _item(title))
            head.setForeground(self.palette().placeholderText())
            head.setTextAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
            table.setRowHeight(place, 2 * self.fontMetrics().height())
            for keys, text in rows:
                place += 1
                table.setItem(place, 0, first := _item(keys))
                table.setItem(place, 1, _item(text))
                first.setFont(bold)
            place += 1
        table.resizeColumnToContents(0)
        table.setColumnWidth(0, table.columnWidth(0) + 24)
        table.horizontalHeader().setStretchLastSection(True)
        return table

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


def _item(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setFlags(Qt.ItemFlag.ItemIsEnabled)
    return item
