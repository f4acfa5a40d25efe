"""The sheet of keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from widgets.library.keys import KeyRow, KeySheet, key_of

ROWS = tuple(KeyRow(f"Ctrl+{i}", f"what number {i} does, in some more words", f"run {i}", i == 3) for i in range(60))
BRUSH = (KeyRow("[", "smaller"), KeyRow("Ctrl + drag", "subtract"))


@pytest.fixture
def sheet(qtbot: QtBot) -> KeySheet:
    sheet = KeySheet((("Numbers", ROWS), ("Brush", BRUSH)))
    qtbot.addWidget(sheet)
    with qtbot.waitExposed(sheet):
        sheet.show()
    return sheet


def shown(sheet: KeySheet) -> list[str]:
    table = sheet.table
    return [table.item(row, 0).text() for row in range(table.rowCount()) if not table.isRowHidden(row)]


def test_every_row_is_there_uncut_and_the_keyboard_reaches_the_last(sheet: KeySheet) -> None:
    table = sheet.table
    assert shown(sheet) == ["Numbers", *(row.keys for row in ROWS), "Brush", "[", "Ctrl + drag"]
    assert [table.item(row, 1).text() for row in range(1, 61)] == [row.text for row in ROWS]
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


def heard_of(sheet: KeySheet) -> list[tuple[str, ...]]:
    heard: list[tuple[str, ...]] = []
    for name in ("chosen", "swap_wanted", "cleared", "reset_wanted", "reset_all_wanted"):
        getattr(sheet, name).connect(lambda *said, name=name: heard.append((name, *said)))
    return heard


def click(sheet: KeySheet, row: int, column: int = 0) -> None:
    box = sheet.table.visualItemRect(sheet.table.item(row, column))
    QTest.mouseClick(sheet.table.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def test_a_click_on_a_key_waits_for_another_and_asks_for_it(sheet: KeySheet) -> None:
    heard = heard_of(sheet)
    click(sheet, 2)
    assert sheet.table.item(2, 0).text() == "press a key…" and "number 1" in sheet.said.text()
    QTest.keyClick(sheet.table, Qt.Key.Key_Control)  # not yet
    QTest.keyClick(sheet.table, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert heard == [("chosen", "run 1", "Ctrl+Shift+K")] and sheet.table.item(2, 0).text() == "Ctrl+1"
    click(sheet, 2)
    QTest.keyClick(sheet.table, Qt.Key.Key_Tab)  # which would move the focus
    click(sheet, 2, 1)  # what a key does is no key
    assert heard[1:] == [("chosen", "run 1", "Tab")] and sheet.table.item(2, 0).text() == "Ctrl+1"


def test_with_the_keyboard_alone_it_is_chosen_left_and_taken_away(sheet: KeySheet) -> None:
    heard = heard_of(sheet)
    sheet.table.setFocus()
    sheet.table.setCurrentCell(5, 0)
    QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    QTest.keyClick(sheet.table, Qt.Key.Key_Escape)
    assert heard == [] and sheet.isVisible() and sheet.table.item(5, 0).text() == "Ctrl+4"
    QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    QTest.keyClick(sheet.table, Qt.Key.Key_Backspace)
    assert heard == [("cleared", "run 4")]


def test_a_fixed_key_says_so_and_only_what_was_changed_can_be_reset(sheet: KeySheet) -> None:
    heard = heard_of(sheet)
    reset = next(b for b in sheet.findChildren(QPushButton) if b.text() == "Reset this key")
    sheet.table.scrollToBottom()
    click(sheet, 62)
    assert "fixed" in sheet.said.text() and not reset.isEnabled()
    sheet.table.setCurrentCell(4, 0)
    assert reset.isEnabled()
    reset.click()
    assert heard == [("reset_wanted", "run 3")]


def test_a_sign_that_takes_shift_is_the_sign_alone() -> None:
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    press = QEvent.Type.KeyPress
    assert key_of(QKeyEvent(press, Qt.Key.Key_Question, shift, "?")) == "?"
    assert key_of(QKeyEvent(press, Qt.Key.Key_Y, shift, "Y")) == "Shift+Y"
    assert key_of(QKeyEvent(press, Qt.Key.Key_5, Qt.KeyboardModifier.KeypadModifier, "5")) == "5"
    assert key_of(QKeyEvent(press, Qt.Key.Key_F6, none)) == "F6"


def test_a_key_that_was_just_changed_can_be_reset_at_once(sheet: KeySheet) -> None:
    sheet.table.setCurrentCell(1, 0)
    reset = next(button for button in sheet.findChildren(QPushButton) if button.text() == "Reset this key")
    assert not reset.isEnabled()
    changed = KeyRow("Ctrl+X", ROWS[0].text, ROWS[0].action, True)
    sheet.set_groups((("Numbers", (changed, *ROWS[1:])), ("Brush", BRUSH)))
    assert sheet.table.currentRow() == 1 and reset.isEnabled()
