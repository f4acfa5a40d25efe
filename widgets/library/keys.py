"""The sheet of keys: what each does, in a table that paints only what can be seen of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
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


class KeySheet(QDialog):
    """Rows of (keys, what they do)."""

    def __init__(self, rows: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        table = self.table = QTableWidget(len(rows), 2)
        table.setAccessibleName("keys and what they do")
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.horizontalHeader().hide()
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 3)
        bold = self.font()
        bold.setBold(True)
        for row, (keys, text) in enumerate(rows):
            first, second = QTableWidgetItem(keys), QTableWidgetItem(text)
            first.setFont(bold)
            for place, item in enumerate((first, second)):
                item.setFlags(Qt.ItemFlag.ItemIsEnabled)
                table.setItem(row, place, item)
        table.resizeColumnToContents(0)
        table.setColumnWidth(0, table.columnWidth(0) + 24)
        table.horizontalHeader().setStretchLastSection(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.addWidget(table)
        column.addWidget(buttons)

    def sizeHint(self) -> QSize:
        """So wide that no row is cut off, and not higher than a small screen."""
        return QSize(self.table.columnWidth(0) + self.table.sizeHintForColumn(1) + 70, 640)
