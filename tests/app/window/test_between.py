"""Two pictures in the real window: chosen on the page, made into a slider; morphs from the history and the wall."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog

from engine.document.document import PhotoRef
from engine.document.photos.alignment import Alignment
from tests.app.opened import Opened


def test_two_faces_become_a_slider_that_carries_the_one_to_the_other(window: Opened) -> None:
    page, workspace = window.window.pair, window.workspace
    window.window.acts["show_pair"].trigger()  # the face in front is the first
    home = workspace.home("z3.2")
    workspace.move("z3.2", home + 2.0)
    window.rest()
    wanted = window.pixels()
    menu = page.page.wells[1].menu
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions()]
    assert texts[:2] == ["A picture from a file…", "The picture in front"] and "Opened" in texts
    menu.actions()[1].trigger()
    window.rest()
    assert all(well.placing._picture.pixels is not None for well in page.page.wells)
    page.page.wanted.emit()
    window.wait(lambda: workspace.catalogue.shown.startswith("pair:"))
    assert window.window.pages.currentWidget() is window.window.canvas
    workspace.reset_all()
    key = workspace.catalogue.set_shown.slider(0)
    assert workspace.name(key) == "seed 27 to seed 27 edited"
    told = workspace.catalogue.set_shown.notes[0].text
    workspace.move(key, 2.0 / float(workspace.catalogue.find(key)[1].sigma))
    window.rest()
    assert told.startswith("At +") and np.abs(window.pixels().astype(int) - wanted).max() <= 1


def test_a_photo_is_placed_by_hand_if_need_be(window: Opened, tmp_path: Path) -> None:
    path = tmp_path / "aunt.png"
    window.controller.saving.picture(str(path))
    window.rest()
    window.window.acts["show_pair"].trigger()
    page = window.window.pair
    page.page.paths_dropped.emit([str(path)])
    window.wait(lambda: 1 in page._chosen)
    assert page._chosen[1].end == str(path) and page._chosen[1].name == "aunt"
    page.page.wells[1].placing.placed.emit(Alignment(20.0, 0.0, 30.0, 31.0))
    assert page._chosen[1].end == PhotoRef(str(path), Alignment(20.0, 0.0, 30.0, 31.0))
    window.rest()


@pytest.mark.parametrize("way", ["prior", "straight"])
def test_a_morph_to_an_earlier_face_ends_there(window: Opened, way: str) -> None:
    workspace, first = window.workspace, window.pixels()
    workspace.face.set_seed(77, keep_edits=True)
    window.rest()
    second = window.pixels()
    window.window.history_panel.morph_wanted.emit(0, way)
    window.wait(lambda: workspace.catalogue.shown.startswith("morph:"))
    key = workspace.catalogue.set_shown.slider(0)
    workspace.move(key, 1.0)
    window.rest()
    assert np.array_equal(window.pixels(), first)
    workspace.move(key, 0.0)
    window.rest()
    assert np.array_equal(window.pixels(), second)


def test_a_morph_to_a_face_of_the_wall_and_to_a_file(
    window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = window.workspace
    window.window.wall.morph_wanted.emit(77, "whitened")
    window.wait(lambda: workspace.catalogue.shown.startswith("morph:"))
    assert workspace.name(workspace.catalogue.set_shown.slider(0)) == "to seed 77"
    path = str(tmp_path / "other.png")
    workspace.face.set_seed(77, keep_edits=True)
    window.controller.saving.picture(path)
    window.rest()
    window.controller.undo()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))
    window.window.acts["morph_to_file"].trigger()
    window.rest()
    assert workspace.name(workspace.catalogue.set_shown.slider(0)) == "to other"
