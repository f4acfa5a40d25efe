"""Snapshots in the real window: kept, gone back to, saved and loaded to the very pixels, and undone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLineEdit, QListWidget

from tests.app.opened import Opened, settle

SLIDER = "z1.1"


def grid(opened: Opened) -> QListWidget:
    found = opened.window.snapshots.findChild(QListWidget)
    assert isinstance(found, QListWidget)
    return found


def names(opened: Opened) -> list[str]:
    opened.rest()
    return [grid(opened).item(i).text() for i in range(grid(opened).count())]


def press_number(opened: Opened, number: int) -> None:
    key = next(k for k in opened.window.findChildren(QShortcut) if k.key().toString() == f"Alt+{number}")
    key.activated.emit()
    opened.rest()


def test_one_is_kept_and_gone_back_to_as_one_step_to_the_very_pixels(window: Opened) -> None:
    assert window.window.acts["keep_snapshot"].shortcut().toString() == "K"
    assert window.window.snapshots_box.isHidden()
    window.workspace.face.set_seed(7, keep_edits=False)
    window.workspace.move(SLIDER, 1.5, 1)
    window.rest()
    kept = window.pixels()
    window.window.acts["keep_snapshot"].trigger()
    assert names(window) == ["Seed 7"] and not window.window.snapshots_box.isHidden()
    window.workspace.face.set_seed(11, keep_edits=False)
    window.workspace.face.set_truncation(0.5)
    window.workspace.rename(SLIDER, "Turn")
    window.rest()
    steps = len(window.workspace.history.steps)
    assert not np.array_equal(window.pixels(), kept)
    press_number(window, 1)
    assert np.array_equal(window.pixels(), kept) and len(window.workspace.history.steps) == steps + 1
    assert window.workspace.name(SLIDER) == "Turn" == window.document.edits[0].name
    window.controller.undo()
    assert window.document.seed == 11 and len(window.document.snapshots) == 1


def test_what_is_kept_renamed_replaced_or_removed_is_undone(window: Opened) -> None:
    panel, acts = window.window.snapshots, window.window.acts
    acts["keep_snapshot"].trigger()
    first = names(window)[0]
    grid(window).setCurrentRow(0)
    grid(window).editItem(grid(window).item(0))
    (line,) = grid(window).findChildren(QLineEdit)
    line.setText("Anna")
    grid(window).itemDelegate().commitData.emit(line)
    grid(window).itemDelegate().closeEditor.emit(line)
    settle()
    assert window.document.snapshots[0].name == "Anna" and names(window) == ["Anna"]
    window.workspace.face.set_seed(12, keep_edits=False)
    panel.replaced.emit(1)
    assert window.document.snapshots[0].document.seed == 12
    panel.removed.emit(1)
    assert names(window) == [] and window.window.snapshots_box.isHidden()
    for _ in range(2):
        window.controller.undo()
    assert names(window) == ["Anna"] and window.document.snapshots[0].document.seed != 12
    for _ in range(2):
        window.controller.undo()
    assert names(window) == [first]
    window.controller.undo()
    assert names(window) == []


def test_a_session_brings_them_back_with_their_pictures(window: Opened, tmp_path: Path) -> None:
    path = tmp_path / "kept.eigenbrush"
    window.workspace.face.set_seed(21, keep_edits=False)
    window.workspace.move(SLIDER, -2.0, 1)
    window.rest()
    kept = window.pixels()
    window.window.acts["keep_snapshot"].trigger()
    window.workspace.face.set_seed(22, keep_edits=False)
    window.rest()
    window.controller.saving.session(str(path))
    window.rest()
    for _ in range(2):
        window.controller.undo()
    window.window.kept._pictures.clear()  # as in a program that was started anew
    window.controller.opening.session(str(path))
    window.wait(lambda: names(window) == ["Seed 21"])
    window.wait(lambda: grid(window).item(0).data(Qt.ItemDataRole.UserRole + 2) is not None)
    press_number(window, 1)
    assert np.array_equal(window.pixels(), kept)


def test_the_tenth_is_refused_in_words_and_so_is_a_number_that_is_free(window: Opened) -> None:
    press_number(window, 4)
    assert window.said("There is no snapshot 4 yet: K keeps the picture as one.")
    for _ in range(10):
        window.window.acts["keep_snapshot"].trigger()
    assert [each.number for each in window.document.snapshots] == list(range(1, 10))
    assert window.said("All nine snapshots are taken")
