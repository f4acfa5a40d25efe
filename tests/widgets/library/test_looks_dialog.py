"""The dialog that lays one look on many faces says what will be made, or why it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from engine.document.document import Document, Edit, GeneratorRef
from widgets.library.looks_dialog import LooksDialog
from widgets.states import LookChoice


def made(qtbot: QtBot, path: Path, brought: int = 0) -> LooksDialog:
    dialog = LooksDialog(64, brought, path)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def field(dialog: LooksDialog, name: str) -> QLineEdit:
    return next(each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == name)


def shown(dialog: LooksDialog, role: str) -> str:
    return next((x.text() for x in dialog.findChildren(QLabel) if x.property("role") == role and x.isVisible()), "")


def button(dialog: LooksDialog) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == "Make pictures")


def test_it_opens_ready_and_says_how_many(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = made(qtbot, tmp_path / "look")
    assert dialog.choice() == LookChoice(tuple(range(1, 21)), False, 64, str(tmp_path / "look"))
    assert shown(dialog, "quiet").startswith("20 pictures with") and button(dialog).isEnabled()
    assert not any(box.isVisible() for box in dialog.findChildren(QCheckBox))
    field(dialog, "seeds").setText("7, 3 9-10")
    assert dialog.choice().seeds == (7, 3, 9, 10)


def test_faces_brought_in_may_come_alone(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = made(qtbot, tmp_path / "look", 3)
    assert shown(dialog, "quiet").startswith("23 pictures") and dialog.choice().brought
    field(dialog, "seeds").setText("")
    assert shown(dialog, "quiet").startswith("3 pictures") and dialog.choice().seeds == ()
    dialog.findChild(QCheckBox).setChecked(False)
    assert shown(dialog, "problem") == "Say which seeds, such as 1-20 or 3, 7, 12." and not button(dialog).isEnabled()


@pytest.mark.parametrize(("seeds", "words"), [
    ("a", "names no seeds"), ("9-2", "'9-2' names no seeds"), ("0-10000", "At most 10000 faces"),
    ("99999999999", "names"),
])  # fmt: skip
def test_what_names_no_seeds_is_said(qtbot: QtBot, tmp_path: Path, seeds: str, words: str) -> None:
    dialog = made(qtbot, tmp_path / "look")
    field(dialog, "seeds").setText(seeds)
    assert words in shown(dialog, "problem") and not button(dialog).isEnabled()


def test_a_folder_with_something_in_it_is_refused(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("mine")
    dialog = made(qtbot, tmp_path)
    assert "taken by a folder" in shown(dialog, "problem")


def test_films_of_the_look_coming_and_going(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = made(qtbot, tmp_path / "look")
    kinds = next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == "pictures or films")
    kinds.setCurrentIndex(1)
    choice = dialog.choice()
    assert (choice.frames, choice.rate, choice.format) == (50, 25.0, "gif")
    assert shown(dialog, "quiet").startswith("20 films of 50 frames")
    still = Document(GeneratorRef("small", "/there/small.pt", "a" * 64), 5)
    dialog.take_look(still, "still.png")
    assert "nothing would move" in shown(dialog, "problem")
    dialog.take_look(still.with_edit(Edit("z1.1", "turn", 2.0)), "turned.png")
    assert dialog.choice().look is not None and not shown(dialog, "problem")
    dialog.take_look(None, "")
    assert dialog.choice().look is None
