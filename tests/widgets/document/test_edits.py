from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from widgets.document.edits import EditsPanel
from widgets.states import EditRow

# Popups take the keyboard, and the offscreen platform has none to give.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard$")
Key, Left, Alt = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
ROWS = (
    EditRow("z3.1", "turn", 1.25, origin="EigenGAN, layer 3"),
    EditRow("z3.2", "smile", -0.5, muted=True),
    EditRow("g.1", "light", 2.0, origin="GANSpace"),
)


@pytest.fixture
def panel(qtbot: QtBot) -> EditsPanel:
    panel = EditsPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 400)
    panel.set_rows(ROWS)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    return panel


def row(panel: EditsPanel, name: str) -> QWidget:
    return next(w for w in panel.findChildren(QWidget) if w.accessibleName().startswith(f"edit {name},"))


def tool(panel: EditsPanel, name: str, word: str) -> QToolButton:
    return next(b for b in row(panel, name).findChildren(QToolButton) if b.accessibleName().startswith(word))


def pick(panel: EditsPanel, words: str) -> list[tuple[str, bool]]:
    """Picks an entry of the menu that is open; what stood in it, and whether it was ticked."""
    menu = next(m for m in panel.findChildren(QMenu) if m.isVisible())
    entries = [(action.text(), action.isChecked()) for action in menu.actions() if not action.isSeparator()]
    menu.setActiveAction(next(action for action in menu.actions() if action.text() == words))
    QTest.keyClick(menu, Key.Key_Return)
    return entries


def names(panel: EditsPanel) -> list[str]:
    """The names on screen, from top to bottom."""
    shown = [w for w in panel.findChildren(QWidget) if w.accessibleName().startswith("edit ") and w.isVisible()]
    return [w.accessibleName().split()[1].strip(",") for w in sorted(shown, key=QWidget.y)]


def orders(panel: EditsPanel) -> list[tuple[str, ...]]:
    seen: list[tuple[str, ...]] = []
    panel.reordered.connect(seen.append)
    return seen


def drag(panel: EditsPanel, name: str, to: str, below: bool, drop: bool = True) -> QPoint:
    moved, target = row(panel, name), row(panel, to)
    start = QPoint(120, moved.height() // 2)
    end = moved.mapFromGlobal(target.mapToGlobal(QPoint(120, target.height() - 3 if below else 3)))
    QTest.mousePress(moved, Left, pos=start)
    for part in (0.3, 0.7, 1.0):
        QTest.mouseMove(moved, start + (end - start) * part)
    if drop:
        QTest.mouseRelease(moved, Left, pos=end)
    return end


def test_a_row_says_what_how_strong_and_from_where(panel: EditsPanel) -> None:
    assert names(panel) == ["turn", "smile", "light"]
    words = [label.text() for label in row(panel, "turn").findChildren(QLabel)]
    assert words == ["turn", "EigenGAN, layer 3", "+1.25"]
    assert row(panel, "smile").accessibleName() == "edit smile, −0.50 sigma, muted"
    panel.set_rows((replace(ROWS[0], value=-2.0), *ROWS[1:]))
    assert row(panel, "turn").findChildren(QLabel)[2].text() == "−2.00"


def typed(panel: EditsPanel, name: str, text: str, key: Qt.Key = Key.Key_Return) -> None:
    """Types into the value that is open in this row."""
    editor = next(w for w in row(panel, name).findChildren(QLineEdit) if w.isVisible())
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, key)


def test_a_value_is_typed_in_the_row_after_a_click_on_it_or_f2(panel: EditsPanel) -> None:
    heard: list[tuple[str, float]] = []
    chosen: list[str] = []
    panel.moved.connect(lambda key, value: heard.append((key, value)))
    panel.chosen.connect(chosen.append)
    value = row(panel, "turn").findChildren(QLabel)[2]
    QTest.mouseClick(row(panel, "turn"), Left, pos=value.geometry().center())
    typed(panel, "turn", "-2,5")
    QTest.keyClick(row(panel, "light"), Key.Key_F2)
    typed(panel, "light", "40")
    QTest.keyClick(row(panel, "smile"), Key.Key_F2)
    typed(panel, "smile", "3", Key.Key_Escape)
    QTest.keyClick(row(panel, "smile"), Key.Key_F2)
    typed(panel, "smile", "much")
    assert heard == [("z3.1", -2.5), ("g.1", 10.0)] and chosen == []
    assert row(panel, "turn").findChildren(QLabel)[2].text() == "+1.25"  # it changes when the document has


def test_the_eye_and_space_ask_to_mute_and_wait_for_the_document(panel: EditsPanel, qtbot: QtBot) -> None:
    heard: list[tuple[str, bool]] = []
    panel.muted.connect(lambda key, on: heard.append((key, on)))
    eye = row(panel, "turn").findChildren(QToolButton)[0]
    qtbot.mouseClick(eye, Left)
    assert not eye.isChecked()
    QTest.keyClick(row(panel, "smile"), Key.Key_Space)
    assert heard == [("z3.1", True), ("z3.2", False)]
    panel.set_rows((replace(ROWS[0], muted=True), *ROWS[1:]))
    assert eye.isChecked()


def test_the_cross_and_delete_ask_to_remove(panel: EditsPanel, qtbot: QtBot) -> None:
    heard: list[str] = []
    panel.removed.connect(heard.append)
    qtbot.mouseClick(tool(panel, "light", "Remove"), Left)
    QTest.keyClick(row(panel, "smile"), Key.Key_Delete)
    assert heard == ["g.1", "z3.2"]


def test_alt_and_arrows_reorder_and_stop_at_the_ends(panel: EditsPanel) -> None:
    seen = orders(panel)
    QTest.keyClick(row(panel, "turn"), Key.Key_Down, Alt)
    QTest.keyClick(row(panel, "light"), Key.Key_Up, Alt)
    QTest.keyClick(row(panel, "turn"), Key.Key_Up, Alt)
    QTest.keyClick(row(panel, "light"), Key.Key_Down, Alt)
    assert seen == [("z3.2", "z3.1", "g.1"), ("z3.1", "g.1", "z3.2")]


@pytest.mark.parametrize(
    ("name", "to", "below", "order"),
    [
        ("turn", "light", True, ("z3.2", "g.1", "z3.1")),
        ("turn", "smile", True, ("z3.2", "z3.1", "g.1")),
        ("light", "turn", False, ("g.1", "z3.1", "z3.2")),
        ("light", "smile", False, ("z3.1", "g.1", "z3.2")),
    ],
)
def test_a_row_is_dragged_to_where_the_line_shows(
    panel: EditsPanel, name: str, to: str, below: bool, order: tuple[str, ...]
) -> None:
    seen = orders(panel)
    drag(panel, name, to, below)
    assert seen == [order]


def test_a_drag_back_home_a_click_and_escape_reorder_nothing(panel: EditsPanel) -> None:
    seen = orders(panel)
    drag(panel, "smile", "turn", True)
    QTest.mouseClick(row(panel, "turn"), Left, pos=QPoint(120, 10))
    end = drag(panel, "turn", "light", True, drop=False)
    QTest.keyClick(row(panel, "turn"), Key.Key_Escape)
    QTest.mouseRelease(row(panel, "turn"), Left, pos=end)
    assert seen == []


def test_the_new_order_is_shown_and_the_focus_goes_with_the_row(panel: EditsPanel, qtbot: QtBot) -> None:
    row(panel, "turn").setFocus()
    panel.set_rows((ROWS[1], ROWS[0], ROWS[2]))
    qtbot.waitUntil(lambda: names(panel) == ["smile", "turn", "light"])
    assert QApplication.focusWidget() is row(panel, "turn")
    QTest.keyClick(row(panel, "turn"), Key.Key_Down)
    assert QApplication.focusWidget() is row(panel, "light")


def test_when_a_row_goes_the_focus_stays_in_the_list(panel: EditsPanel) -> None:
    row(panel, "smile").setFocus()
    panel.set_rows((ROWS[0], ROWS[2]))
    assert names(panel) == ["turn", "light"]
    assert QApplication.focusWidget() is row(panel, "light")
    panel.set_rows((ROWS[0],))
    assert QApplication.focusWidget() is row(panel, "turn")


def test_with_no_edits_it_says_so_and_there_is_nothing_to_reset(panel: EditsPanel, qtbot: QtBot) -> None:
    heard: list[bool] = []
    panel.reset_all.connect(lambda: heard.append(True))
    button = next(b for b in panel.findChildren(QPushButton))
    qtbot.mouseClick(button, Left)
    assert heard == [True]
    panel.set_rows(())
    shown = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert len(shown) == 1 and shown[0].startswith("No edits yet.")
    qtbot.mouseClick(button, Left)
    assert heard == [True]


def test_a_row_says_where_it_acts(panel: EditsPanel) -> None:
    panel.set_rows((replace(ROWS[0], mask="mouth"), replace(ROWS[1], mask="hair"), ROWS[2]), ("mouth", "hair"))
    words = [label.text() for name in ("turn", "smile") for label in row(panel, name).findChildren(QLabel)]
    assert words[1] == "only in mouth · EigenGAN, layer 3" and words[4] == "only in hair"
    assert row(panel, "smile").accessibleName() == "edit smile, −0.50 sigma, only in hair, muted"
    assert tool(panel, "turn", "Acts only in mouth").isChecked()
    assert not tool(panel, "light", "Acts everywhere").isChecked()


def test_the_mask_button_and_its_key_ask_for_a_region(panel: EditsPanel, qtbot: QtBot) -> None:
    heard: list[tuple[str, ...]] = []
    panel.masked.connect(lambda key, name: heard.append((key, name)))
    panel.region_wanted.connect(lambda key: heard.append((key,)))
    rows = (replace(ROWS[0], mask="mouth"), *ROWS[1:])
    panel.set_rows(rows, ("mouth", "hair"))
    button = tool(panel, "turn", "Acts")
    qtbot.mouseClick(button, Left)
    assert button.isChecked()  # as the document has it
    assert pick(panel, "hair") == [("Everywhere", False), ("mouth", True), ("hair", False), ("Paint a region…", False)]
    qtbot.mouseClick(button, Left)
    pick(panel, "Everywhere")
    qtbot.mouseClick(button, Left)
    pick(panel, "mouth")  # it is there already
    QTest.keyClick(row(panel, "light"), Key.Key_M)
    pick(panel, "Paint a region…")
    assert heard == [("z3.1", "hair"), ("z3.1", ""), ("g.1",)]


def test_keeping_the_outside_is_asked_only_where_an_edit_has_a_region(panel: EditsPanel, qtbot: QtBot) -> None:
    box = panel.findChild(QCheckBox)
    assert box.isHidden()
    heard: list[bool] = []
    panel.keep_outside_toggled.connect(heard.append)
    masked = (replace(ROWS[0], mask="mouth"),)
    panel.set_rows(masked, ("mouth",), keep_outside=True)
    assert box.isVisible() and box.isChecked()
    QTest.keyClick(box, Key.Key_Space)
    assert heard == [False] and box.isChecked()  # until the document has changed
    panel.set_rows(masked, ("mouth",), keep_outside=False)
    assert not box.isChecked()
    QTest.keyClick(box, Key.Key_Space)
    assert heard == [False, True]


def test_a_click_asks_for_the_slider_and_a_drag_does_not(panel: EditsPanel) -> None:
    seen: list[str] = []
    panel.chosen.connect(seen.append)
    first = row(panel, names(panel)[0])
    QTest.mouseClick(first, Left, pos=QPoint(120, first.height() // 2))
    assert len(seen) == 1
    QTest.keyClick(first, Key.Key_Return)
    assert seen == [ROWS[0].key] * 2
    drag(panel, names(panel)[0], names(panel)[1], below=True)
    assert len(seen) == 2
