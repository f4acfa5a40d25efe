"""Sliders between two pictures in the workspace: moved, undone, saved, and there again in a session that is opened."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.model.ends import looks
from app.model.turning import recall
from app.model.workspace import Workspace
from app.window.states import slider_groups
from engine.document.arrays import ArrayStore
from engine.document.asked.between import MorphWay, SliderBetween, morph_set, pair_set
from engine.document.composing import final_code
from engine.document.document import Document
from engine.document.saved.session import load_session, save_session
from tests.app.desk import LAYOUT, Desk, info


def _vector() -> np.ndarray:
    vector = np.zeros(LAYOUT.dimension, np.float32)
    vector[1], vector[3] = 0.6, 0.8
    return vector


def _path() -> np.ndarray:
    return np.linspace(-1, 1, 33, dtype=np.float32)[:, None] * 2 * _vector()


def test_what_is_found_is_a_slider_with_the_two_names(desk: Desk) -> None:
    desk.open(info())
    workspace = desk.controller.workspace
    assert workspace is not None
    other = replace(workspace.document, seed=5)
    desk.controller.between.slider("/there/anna.jpg", other, ("anna", "seed 5"))
    work = desk.jobs[-1].work
    assert work == SliderBetween(workspace.document, (("/there/anna.jpg", other),), "anna to seed 5")
    assert work.documents == (other,)
    desk.done(pair_set("anna to seed 5", _vector(), 1.5, workspace.info.ref.sha256))
    (group,) = slider_groups(workspace)
    assert group.title == "Slider from two pictures" and group.sliders[0].name == "anna to seed 5"
    assert (group.sliders[0].low, group.sliders[0].high) == (-4.0, 4.0)
    assert "“anna to seed 5” is in the panel" in desk.said[-1][0]


@pytest.mark.parametrize("way", ["prior", "straight"])
def test_a_morph_runs_from_0_to_1_and_is_one_step(desk: Desk, way: MorphWay) -> None:
    desk.open(info())
    workspace = desk.controller.workspace
    assert workspace is not None
    desk.controller.between.morph(workspace.face.of_seed(5), "seed 5", way)
    assert desk.jobs[-1].work.way == way  # type: ignore[attr-defined]
    desk.done(morph_set("to seed 5", _path(), way, workspace.info.ref.sha256))
    (group,) = slider_groups(workspace)
    slider = group.sliders[0]
    assert (slider.low, slider.high) == (0.0, 1.0)
    assert looks(slider.key) == pytest.approx(np.linspace(0, 1, 7))
    before = workspace.document
    for value in (0.2, 0.5, 0.7):
        workspace.move(slider.key, value, gesture=9)
    assert workspace.value(slider.key) == pytest.approx(0.7)
    track = workspace.track(slider.key, (0.0, 0.5, 1.0))
    assert track.offsets == (0.0, 0.5, 1.0) and track.edit.reach == 1.0
    desk.controller.undo()
    assert workspace.document == before


def test_a_morph_leads_to_its_face_from_another_seed_with_and_without_other_edits() -> None:
    one, arrays = info(), ArrayStore()
    workspace = Workspace(one, Document(one.ref, 3), arrays)
    base, other = np.zeros(5, np.float32), np.arange(5, dtype=np.float32)

    def code() -> np.ndarray:
        return final_code(workspace.document, workspace.face.base, LAYOUT, arrays)

    workspace.face.base = base
    workspace.move("z1.2", 0.5)
    end = code() + _path()[-1]
    found = morph_set("to b", _path(), "prior", one.ref.sha256, start=code())
    workspace.catalogue.add(found)
    workspace.move(found.slider(0), 1.0)
    assert code() == pytest.approx(end)
    workspace.move("z1.1", 0.25)  # what is moved after it is seen
    assert code()[2] == pytest.approx(end[2] + 0.25)
    workspace.move("z1.1", 0.0)
    workspace.face.set_seed(4, keep_edits=True)
    workspace.face.base = other
    assert code() == pytest.approx(end)
    again = Workspace(one, workspace.document, arrays)
    again.face.base = other
    recall(again)
    (back,) = again.catalogue.sets.values()
    assert back[0].start == pytest.approx(found[0].start)
    workspace.face.set_seed(5, keep_edits=False)
    workspace.move(found.slider(0), 1.0)
    assert code() == pytest.approx(end)


def test_a_session_brings_the_slider_back_with_its_value(tmp_path: Path) -> None:
    one, arrays = info(), ArrayStore()
    workspace = Workspace(one, Document(one.ref, 3), arrays)
    sets = (pair_set("a to b", _vector(), 1.5, one.ref.sha256), morph_set("to b", _path(), "whitened", one.ref.sha256))
    for found, value in zip(sets, (1.25, 0.4), strict=True):
        workspace.catalogue.add(found)
        workspace.move(found.slider(0), value)
    path = tmp_path / "session"
    save_session(path, [workspace.document], 0, arrays, b"")
    store = ArrayStore()
    again = Workspace(one, load_session(path, store).documents[0], store)
    recall(again)
    assert list(again.catalogue.sets) == [found.key for found in sets]
    for found, value in zip(sets, (1.25, 0.4), strict=True):
        assert again.value(found.slider(0)) == pytest.approx(value)
        back = again.catalogue.sets[found.key]
        assert back.provenance.title == found.provenance.title
        again.move(found.slider(0), 0.0)  # gone from the stack, and still there to be moved
        again.move(found.slider(0), value)
    assert again.document.edits == workspace.document.edits
    recall(again)
    assert len(again.catalogue.sets) == 2


def test_a_session_whose_slider_was_narrowed_still_opens(tmp_path: Path) -> None:
    one, arrays = info(), ArrayStore()
    workspace = Workspace(one, Document(one.ref, 3), arrays)
    found = pair_set("a to b", _vector(), 1.5, one.ref.sha256)
    workspace.catalogue.add(found)
    workspace.hold("z1.2", on=True)  # so the edit's own vector is another than the set's
    workspace.move(found.slider(0), 1.0)
    again = Workspace(one, workspace.document, arrays)
    recall(again)
    assert not again.catalogue.sets and again.value(found.slider(0)) == 1.0


def test_another_seed_leaves_a_photo(desk: Desk) -> None:
    desk.open(info())
    workspace = desk.controller.workspace
    assert workspace is not None
    held = workspace.arrays.put(np.ones(2, np.float32))
    photo = replace(workspace.document, held=(("eps", held),))
    workspace.history.push(photo, "Photo aunt.jpg")
    assert workspace.face.of_seed(7).held == ()
    desk.controller.faces.make_faces((1, 2))
    assert all(document.held == () for document in desk.jobs[-1].work.documents)  # type: ignore[attr-defined]
