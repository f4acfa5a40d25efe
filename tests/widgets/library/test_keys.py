"""The sheet of keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.library.keys import KeySheet

ROWS = [(f"Ctrl+{i}", f"what number {i} does, in some more words") for i in range(60)]


def test_every_row_is_there_uncut_and_the_keyboard_reaches_the_last(qtbot: QtBot) -> None:
    sheet = KeySheet(ROWS)
    qtbot.addWidget(sheet)
    with qtbot.waitExposed(sheet):
        sheet.show()
    table = sheet.table
    assert [(table.item(row, 0).text(), table.item(row, 1).text()) for row in range(table.rowCount())] == ROWS
    assert all(table.columnWidth(place) >= table.sizeHintForColumn(place) for place in (0, 1))
    assert sheet.height() <= 700, "it fits a small screen"
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert table.visualItemRect(table.item(59, 0)).bottom() <= table.viewport().height()
