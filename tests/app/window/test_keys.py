"""Keys that a person changed: they act, tips say them, the settings keep them, and none does two things."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.home import home
from app.model.settings import Settings, load_settings
from app.window.actions import ACTIONS, GESTURES
from app.window.tools.keys import KeyBook, fixed, real
from tests.app.opened import Opened, close_window, quiet, settle
from widgets.library.keys import KeySheet

Ctrl = Qt.KeyboardModifier.ControlModifier


def keys_of(opened: Opened, action: str) -> list[str]:
    return [key.toString() for key in opened.window.acts[action].shortcuts()]


def sheet_of(opened: Opened) -> KeySheet:
    opened.window.acts["show_keys"].trigger()
    sheet = opened.window.keys._sheet
    assert sheet is not None
    return sheet


def row_of(sheet: KeySheet, action: str) -> int:
    return next(place for place, row in sheet._rows.items() if row.action == action)


def press(sheet: KeySheet, action: str, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> str:
    """Choose a key on the sheet; returns what it says of it."""
    sheet.table.setCurrentCell(row_of(sheet, action), 0)
    QTest.keyClick(sheet.table, Qt.Key.Key_Return)
    QTest.keyClick(sheet.table, key, held)
    return sheet.said.text()


def test_at_first_every_action_has_the_keys_of_the_table_and_the_sheet_shows_them_all(window: Opened) -> None:
    for action in ACTIONS:
        assert keys_of(window, action.run) == list(action.keys), action.run
        assert all(real(key) for key in action.keys), action.run
    used = [key for action in ACTIONS for key in action.keys]
    assert len(used) == len(set(used)) and [key for key in used if fixed(key)] == ["Tab"]
    sheet = sheet_of(window)
    listed = [(row.action, row.keys) for row in sheet._rows.values() if row.action]
    native = {a.run: ", ".join(QKeySequence(k).toString(QKeySequence.SequenceFormat.NativeText) for k in a.keys)
              for a in ACTIONS}  # fmt: skip
    assert sorted(listed) == sorted(native.items())
    assert ("Ctrl + drag, Alt + drag", "subtract instead of add") in dict(GESTURES)["With the brush"]
    sheet.reject()
    settle()


def test_a_key_that_was_changed_acts_is_said_and_is_kept(window: Opened, make_window: Callable[..., Opened]) -> None:
    sheet, main = sheet_of(window), window.window
    assert "F6" in press(sheet, "new_face", Qt.Key.Key_F6)
    assert keys_of(window, "new_face") == ["F6"] and "(F6)" in main.acts["new_face"].toolTip()
    assert "F7" in press(sheet, "brush", Qt.Key.Key_F7)
    assert main.brush_bar._tools.button(0).toolTip().endswith("(F7)")
    sheet.reject()
    settle()
    main.activateWindow()
    window.wait(main.isActiveWindow)
    main.canvas.setFocus()
    seed = window.document.seed
    QTest.keyClick(main.canvas, Qt.Key.Key_N)
    assert window.document.seed == seed
    QTest.keyClick(main.canvas, Qt.Key.Key_F6)
    assert window.document.seed != seed
    window.rest()
    close_window(window)
    settings, _ = load_settings()
    assert settings.keys == {"new_face": ["F6"], "brush": ["F7"]}
    again = make_window(settings=settings)
    quiet(again)
    assert keys_of(again, "new_face") == ["F6"]


def test_a_key_that_another_has_is_said_and_the_two_can_be_swapped(window: Opened) -> None:
    sheet = sheet_of(window)
    assert press(sheet, "new_face", Qt.Key.Key_S, Ctrl) == "Ctrl+S is the key of “Save session”."
    assert keys_of(window, "new_face") == ["N"] and keys_of(window, "save_session") == ["Ctrl+S"]
    next(b for b in sheet.findChildren(QPushButton) if b.text() == "Swap the two").click()
    assert keys_of(window, "new_face") == ["Ctrl+S"] and keys_of(window, "save_session") == ["N"]
    press(sheet, "grow_region", Qt.Key.Key_N)  # which has none to give back
    sheet._swap.click()
    assert keys_of(window, "grow_region") == ["N"] and keys_of(window, "save_session") == []
    window.window.keys.reset("new_face")
    assert "is the key of “Grow” now" in sheet.said.text() and keys_of(window, "new_face") == ["Ctrl+S"]
    window.window.keys.reset("grow_region")
    window.window.keys.reset("new_face")
    assert keys_of(window, "new_face") == ["N"]
    window.window.keys.reset_all()
    assert keys_of(window, "save_session") == ["Ctrl+S"] and window.controller.settings.keys == {}
    sheet.reject()
    settle()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Backslash, Qt.Key.Key_Left, Qt.Key.Key_M, Qt.Key.Key_Tab])
def test_a_fixed_key_is_refused(window: Opened, key: Qt.Key) -> None:
    sheet = sheet_of(window)
    assert "is fixed" in press(sheet, "new_face", key)
    assert keys_of(window, "new_face") == ["N"]
    sheet.reject()
    settle()


def test_the_panels_have_tab_on_the_picture_alone_and_another_key_everywhere(window: Opened) -> None:
    hide = window.window.acts["toggle_panels"]
    assert hide.shortcutContext() == Qt.ShortcutContext.WidgetShortcut
    sheet = sheet_of(window)
    press(sheet, "toggle_panels", Qt.Key.Key_S, Ctrl)
    assert not sheet._swap.isVisible(), "Tab can be no other action's"
    press(sheet, "toggle_panels", Qt.Key.Key_F8)
    assert hide.shortcutContext() == Qt.ShortcutContext.WindowShortcut
    window.window.keys.reset("toggle_panels")
    assert keys_of(window, "toggle_panels") == ["Tab"] and hide.shortcutContext() == Qt.ShortcutContext.WidgetShortcut
    sheet.reject()
    settle()


def test_bad_keys_of_the_settings_are_passed_over_with_a_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    odd = {"undo": "Ctrl+U", "redo": [7], "fit": ["x" * 99], "brush": ["F5"]}
    (home() / "settings.json").write_text(json.dumps({"keys": odd, "theme": "light"}))
    with caplog.at_level(logging.WARNING):
        settings, problem = load_settings()
    assert (settings.keys, settings.theme, problem) == ({"brush": ["F5"]}, "light", "")
    assert all(f"'{name}'" in caplog.text for name in ("undo", "redo", "fit"))


def test_keys_that_cannot_be_are_passed_over_by_the_window(
    make_window: Callable[..., Opened], caplog: pytest.LogCaptureFixture
) -> None:
    given = {"undo": ["no such key"], "nothing": ["F4"], "brush": ["F5"], "eraser": ["F5"], "fit": ["Ctrl+S"],
             "lasso": ["Space"], "wipe": ["Ctrl+K, Ctrl+K"], "zoom_in": []}  # fmt: skip
    with caplog.at_level(logging.WARNING):
        window = make_window(settings=Settings(keys=given))
    quiet(window)
    assert window.controller.settings.keys == {"brush": ["F5"], "zoom_in": []}
    assert keys_of(window, "undo") == ["Ctrl+Z"] and keys_of(window, "zoom_in") == []
    assert sum("passed over" in line for line in caplog.messages) == 6
    assert isinstance(window.window.keys, KeyBook)
