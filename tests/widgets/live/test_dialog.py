"""The dialog of controllers: it shows what it is given, as it is written, and says what a person wants."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from widgets.live.dialog import HOW, ControllerDialog
from widgets.live.state import JoinRow, LiveState

ROWS = (
    JoinRow("z1.1", "turn", "OSC /fader/1"),
    JoinRow("z1.2", "<b>grin</b>", "MIDI control 7, channel 1"),
    JoinRow("sefa:00#3", "SeFa 3", "OSC /a", there=False),
)


@pytest.fixture
def dialog(qtbot: QtBot) -> ControllerDialog:
    made = ControllerDialog((1024, 65535))
    qtbot.addWidget(made)
    made.show()
    return made


def cells(dialog: ControllerDialog) -> list[tuple[str, str]]:
    return [
        (dialog.table.item(row, 0).text(), dialog.table.item(row, 1).text()) for row in range(dialog.table.rowCount())
    ]


def test_it_shows_a_state_and_announces_nothing(dialog: ControllerDialog) -> None:
    said: list[object] = []
    for signal in (dialog.listen_wanted, dialog.port_wanted, dialog.removed, dialog.given_up):
        signal.connect(lambda *values: said.append(values))
    assert dialog.told.text() == "Nothing is listened to." and dialog.said.text() == HOW
    assert not dialog._give_up.isVisible()
    dialog.set_state(LiveState(True, ("OSC: here.", "MIDI: <i>x</i>."), 8000, True, ROWS, "turn"))
    assert dialog.listen.isChecked() and dialog.network.isChecked() and dialog.port.value() == 8000
    assert dialog.told.text() == "OSC: here.\nMIDI: <i>x</i>." and dialog.told.textFormat() == Qt.TextFormat.PlainText
    assert dialog.said.text() == "Turn a knob or move a fader now: it will move turn."
    assert dialog.said.font().bold() and dialog._give_up.isVisible()
    assert cells(dialog) == [
        ("turn", "OSC /fader/1"), ("<b>grin</b>", "MIDI control 7, channel 1"), ("SeFa 3 (not there now)", "OSC /a"),
    ]  # fmt: skip
    dialog.set_state(LiveState(True, said="OSC /fader/1 moves turn now."))
    assert dialog.said.text() == "OSC /fader/1 moves turn now." and not dialog.said.font().bold()
    assert cells(dialog) == [] and said == []


def test_it_says_what_a_person_wants(dialog: ControllerDialog) -> None:
    listened: list[bool] = []
    ports: list[tuple[int, bool]] = []
    ended: list[None] = []
    dialog.listen_wanted.connect(listened.append)
    dialog.port_wanted.connect(lambda port, network: ports.append((port, network)))
    dialog.given_up.connect(lambda: ended.append(None))
    dialog.listen.click()
    dialog.network.click()
    dialog.port.selectAll()
    QTest.keyClicks(dialog.port, "8000")
    assert ports == [(9000, True)], "a port that is being typed is none yet"
    QTest.keyClick(dialog.port, Qt.Key.Key_Return)
    assert listened == [True] and ports == [(9000, True), (8000, True)]
    assert dialog.isVisible(), "Enter in the port closes nothing"
    dialog.set_state(LiveState(True, waits="turn"))
    dialog._give_up.click()
    assert ended == [None]


def test_a_row_is_removed_by_its_button_and_by_del(dialog: ControllerDialog) -> None:
    removed: list[str] = []
    dialog.removed.connect(removed.append)
    dialog.set_state(LiveState(rows=ROWS))
    assert not dialog._remove.isEnabled()
    dialog._remove_chosen()
    dialog.table.setCurrentCell(1, 0)
    assert dialog._remove.isEnabled()
    dialog._remove.click()
    dialog.set_state(LiveState(rows=ROWS[::2]))
    assert dialog.table.currentRow() == 1, "the one that took its place"
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert removed == ["z1.2", "sefa:00#3"]


def test_esc_and_close_close_it(dialog: ControllerDialog) -> None:
    dialog._buttons.button(QDialogButtonBox.StandardButton.Close).click()
    assert not dialog.isVisible()
