"""The sheet of keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.window.actions import ACTIONS, GESTURES, keys_by_menu
from widgets.library.keys import KeySheet

ROWS = tuple((f"Ctrl+{i}", f"what number {i} does, in some more words") for i in range(60))


@pytest.fixture
def sheet(qtbot: QtBot) -> KeySheet:
    sheet = KeySheet((("Numbers", ROWS), ("Brush", (("[", "smaller"), ("Ctrl + drag", "subtract")))))
    qtbot.addWidget(sheet)
    with qtbot.waitExposed(sheet):
        sheet.show()
    return sheet


def shown(sheet: KeySheet) -> list[str]:
    table = sheet.table
    return [table.item(row, 0).text() for row in range(table.rowCount()) if not table.isRowHidden(row)]


def test_every_row_is_there_uncut_and_the_keyboard_reaches_the_last(sheet: KeySheet) -> None:
    table = sheet.table
    assert shown(sheet) == ["Numbers", *(keys for keys, _ in ROWS), "Brush", "[", "Ctrl + drag"]
    assert [table.item(row, 1).text() for row in range(1, 61)] == [text for _, text in ROWS]
    assert all(table.columnWidth(place) >= table.sizeHintForColumn(place) for place in (0, 1))
    assert sheet.height() <= 700, "it fits a small screen"
    assert table.verticalScrollBar().maximum() > 0
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert table.visualItemRect(table.item(63, 0)).bottom() <= table.viewport().height()


def test_it_is_searched_by_key_by_word_and_by_group(sheet: KeySheet) -> None:
    (search,) = (box for box in sheet.findChildren(QLineEdit) if box.isVisible())
    assert search.hasFocus(), "one types at once"
    for words, found in (
        ("number 17", ["Numbers", "Ctrl+17"]),
        ("SUBTRACT", ["Brush", "Ctrl + drag"]),
        ("brush", ["Brush", "[", "Ctrl + drag"]),
        ("no such thing", []),
    ):
        search.setText(words)
        assert shown(sheet) == found
        assert sheet._nothing.isVisible() == (not found)
    QTest.keyClick(search, Qt.Key.Key_Escape)
    assert len(shown(sheet)) == 64 and sheet.isVisible(), "Esc empties the search first"


def test_every_action_with_keys_is_on_it_once_below_its_menu() -> None:
    listed = [(menu, keys) for menu, rows in keys_by_menu() for keys, _ in rows]
    assert sorted(listed) == sorted((a.menu, ", ".join(a.keys)) for a in ACTIONS if a.keys)
    assert [menu for menu, _ in keys_by_menu()] == ["File", "Edit", "Face", "Directions", "Region", "View", "Help"]
    assert ("Ctrl + drag, Alt + drag", "subtract instead of add") in dict(GESTURES)["With the brush"]
