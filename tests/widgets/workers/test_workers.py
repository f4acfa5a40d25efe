"""The dialogs of workers by themselves: what they say, what they offer, and that nothing of it is cut."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from engine.document.asked.offers import Workers
from engine.document.asked.workers import EngineFacts, WorkerFacts
from widgets.workers.connect import LEAST, ConnectDialog
from widgets.workers.engine import EngineDialog
from widgets.workers.words import all_memory, mark

THERE = "tls://there:8786"
LOST = "The workers at tls://there:8786 cannot be reached (the connection was lost)."


@pytest.mark.parametrize(
    ("state", "words", "short", "join", "leave"),
    [
        (Workers(), "all work is done on this machine", "", True, False),
        (Workers(THERE), "are connected to once there is work", "workers", True, True),
        (Workers(THERE, "connecting"), "Connecting to tls://there:8786…", "connecting to workers…", False, True),
        (Workers(THERE, "up", 1), ": 1 worker.", "1 worker", False, True),
        (Workers(THERE, "up", 12), ": 12 workers.", "12 workers", False, True),
        (Workers(THERE, "down", trouble=LOST), "It is tried again with the next work", "no workers", True, True),
        (Workers(THERE, "refused", trouble="They have other versions."), "other versions", "no workers", True, True),
    ],
)
def test_it_says_how_it_stands_and_offers_what_does_something(
    qtbot: QtBot, state: Workers, words: str, short: str, join: bool, leave: bool
) -> None:
    dialog = ConnectDialog("there:8786", "", None)
    qtbot.addWidget(dialog)
    dialog.set_state(state)
    assert words in dialog.told.text() and mark(state) == short
    assert (dialog.join.isEnabled(), dialog.leave.isEnabled()) == (join, leave)
    dialog.address.setText("tls://another:1")
    assert dialog.join.isEnabled(), "another host can always be chosen"


def test_everything_can_be_reached_by_keys_has_a_name_and_is_whole_at_its_smallest(qtbot: QtBot) -> None:
    dialog = ConnectDialog(THERE, "/there", waits=True)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.set_state(Workers(THERE, "down", trouble=LOST * 4))
    dialog.resize(1, 1)
    assert dialog.width() == LEAST and dialog.told.height() >= dialog.told.heightForWidth(dialog.told.width())
    fields = dialog.findChildren(QLineEdit)
    assert len(fields) == 5 and all(field.accessibleName() for field in fields)
    assert dialog.waits.isChecked() and dialog.join.isDefault()
    with qtbot.waitSignal(dialog.waits_wanted) as chosen:
        dialog.stays.click()
    assert chosen.args == [False]


def test_the_page_keeps_its_rows_and_says_what_each_does(qtbot: QtBot) -> None:
    page = EngineDialog()
    qtbot.addWidget(page)
    page.set_state(Workers(THERE, "up", 2))
    two = (
        WorkerFacts("1", "CPU", 300_000_000, 0, "codes", 7), WorkerFacts("2", "", 2_500_000_000, 9_000_000, "other", 0)
    )  # fmt: skip
    page.set_facts(EngineFacts("CPU, 2 cores", 2, 0, 0, "EigenBrush 1", two))
    shown = [[page.table.item(row, column).text() for column in range(5)] for row in range(2)]
    assert shown[0] == ["1", "CPU", "300 MB", "drawing codes", "7"]
    assert shown[1] == ["2", "getting ready", "2.5 GB, 9 MB on the GPU", "other", "0"]
    assert page.memory.text() == "" == all_memory(0, 0) and page.threads.text() == "2"
    item = page.table.item(0, 4)
    page.set_facts(EngineFacts("CPU, 2 cores", 2, 0, 0, "EigenBrush 1", two))
    assert page.table.item(0, 4) is item
    page.set_state(Workers())
    assert page.table.isHidden()
