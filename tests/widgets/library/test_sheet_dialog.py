"""The dialog for pictures side by side shows small what will be made, and says why it cannot be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QListWidget, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from engine.document.asked.looks import Cell
from engine.document.document import Document, GeneratorRef
from widgets.library.sheet_dialog import SheetAsked, SheetDialog, SheetOffer
from widgets.library.sheet_view import SheetView

REF = GeneratorRef("small", "/there/small.pt", "a" * 64)
SETS = (("sefa", "SeFa"), ("ganspace", "GANSpace"))


def cells(asked: SheetAsked) -> tuple[Cell, ...]:
    """One picture a seed; of each slider of a set five."""
    if asked.shown == "before":
        raise ValueError("Nothing was edited.")
    seeds = asked.seeds or range(5 * asked.each * len(asked.sets))
    return tuple(Cell(f"seed {seed}", Document(REF, seed)) for seed in seeds)


def made(qtbot: QtBot, folder: Path, **offer: int) -> SheetDialog:
    dialog = SheetDialog(SheetOffer(64, SETS, "sefa", **offer), cells, folder / "a.png")
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def shown(dialog: SheetDialog, role: str) -> str:
    return next((x.text() for x in dialog.findChildren(QLabel) if x.property("role") == role and x.isVisible()), "")


def named(dialog: SheetDialog, kind: type, name: str):  # type: ignore[no-untyped-def]
    return next(each for each in dialog.findChildren(kind) if each.accessibleName() == name)


def test_it_opens_ready_with_nine_faces_and_asks_for_their_pictures(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = SheetDialog(SheetOffer(64), cells, tmp_path / "a.png")
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.wanted) as asked:
        dialog.show()
    assert [document.seed for document in asked.args[0]] == list(range(1, 10))
    assert "768 × 831" in shown(dialog, "quiet")
    choice = dialog.choice()
    assert [cell.document.seed for cell in choice.cells] == list(range(1, 10))
    assert (choice.columns, choice.size, choice.labels, choice.path) == (0, 256, True, str(tmp_path / "a.png"))


def test_what_is_drawn_stays_where_it_is_shown_still(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = made(qtbot, tmp_path)
    view = dialog.findChild(SheetView)
    red = np.full((8, 8, 3), (255, 0, 0), np.uint8)
    dialog.drawn(Document(REF, 2), red)
    dialog.drawn(Document(REF, 77), red)
    assert view.drawn == 1, "a face that is not shown has no place"
    with qtbot.waitSignal(dialog.wanted) as asked:
        named(dialog, QLineEdit, "seeds").setText("2,5")
    assert [document.seed for document in asked.args[0]] == [5], "the other is there already"
    next(b for b in dialog.findChildren(QCheckBox) if b.isChecked() and b.isVisible()).setChecked(False)
    named(dialog, QSpinBox, "columns").setValue(1)
    image = view.grab().toImage()
    middle = image.width() // 2
    assert image.pixelColor(middle, image.height() // 4).getRgb()[:3] == (255, 0, 0)
    assert image.pixelColor(middle, 3 * image.height() // 4).green() > 0, "the second is on its way"


def test_sliders_of_methods_stand_five_in_a_row(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = made(qtbot, tmp_path)
    kinds = named(dialog, QComboBox, "what is shown")
    kinds.setCurrentIndex(kinds.findData("sliders"))
    named(dialog, QSpinBox, "sliders of each").setValue(2)
    assert len(dialog.choice().cells) == 10 and dialog.choice().columns == 5
    methods = dialog.findChild(QListWidget)
    methods.item(1).setCheckState(Qt.CheckState.Checked)
    assert len(dialog.choice().cells) == 20
    for row in range(2):
        methods.item(row).setCheckState(Qt.CheckState.Unchecked)
    assert shown(dialog, "problem") == "Tick at least one method."


@pytest.mark.parametrize(("seeds", "words"), [
    ("7", "2 to 100 pictures, not 1"), ("x", "names no seeds"), ("1-90", "2560 × 2493"), ("1-300", "not 300"),
])  # fmt: skip
def test_what_cannot_be_is_said(qtbot: QtBot, tmp_path: Path, seeds: str, words: str) -> None:
    dialog = made(qtbot, tmp_path)
    save = next(b for b in dialog.findChildren(QPushButton) if b.isDefault())
    named(dialog, QLineEdit, "seeds").setText(seeds)
    if seeds == "1-90":  # ten by nine fit; twice as large they do not
        assert words in shown(dialog, "quiet") and save.isEnabled()
        named(dialog, QComboBox, "size in pixels").setCurrentText("512")
        assert "at most 4096 a side" in shown(dialog, "problem")
    else:
        assert words in shown(dialog, "problem")
    assert not save.isEnabled()


def test_a_reason_of_the_document_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = made(qtbot, tmp_path)
    kinds = named(dialog, QComboBox, "what is shown")
    kinds.setCurrentIndex(kinds.findData("before"))
    assert shown(dialog, "problem") == "Nothing was edited."
    assert kinds.findData("snapshots") < 0, "there are none"
