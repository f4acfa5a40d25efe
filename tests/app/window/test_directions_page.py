"""Finding, browsing, comparing and judging in the real window over the real engine."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.window import dialogs
from engine.document.saved.direction_file import load_directions
from tests.app.opened import Opened, close_window, quiet, settle
from tests.app.window.test_window import drop
from widgets.faces.judging import Judging

pytestmark = pytest.mark.usefixtures("brief_ganspace")
Left = Qt.MouseButton.LeftButton


@pytest.fixture
def tiny(window: Opened, dcgan_file: Path) -> Opened:
    """The window with the tiny DCGAN, its twelve GANSpace sliders and three of SeFa's."""
    drop(window, dcgan_file)
    window.wait(lambda: window.document.generator.name == "tiny" and bool(window.workspace.catalogue.sets))
    window.rest()
    window.window.methods.find_with.emit("sefa", {"components": 3})
    window.wait(lambda: bool(window.workspace.catalogue.latest("sefa")))
    window.rest()
    return window


def browse(opened: Opened) -> list[str]:
    """Turn to the browser; the keys of its directions."""
    opened.window.acts["show_browser"].trigger()
    opened.rest()
    return list(opened.workspace.catalogue.sets[opened.workspace.catalogue.shown].places)


def strips_there(opened: Opened, keys: list[str]) -> bool:
    browser = opened.window.directions.page
    return all(key in browser._strips for key in keys)


def test_a_method_finds_with_what_was_entered_and_its_sliders_work(tiny: Opened) -> None:
    found = tiny.workspace.catalogue.sets[tiny.workspace.catalogue.latest("sefa")]
    assert found.provenance.parameters["components"] == 3 and len(found.vectors) == 3
    (group,) = tiny.window.sliders._groups
    assert [s.key for s in group.sliders] == list(found.places)
    before = tiny.pixels()
    tiny.window.sliders.row(found.slider(0)).go_to(3.0)
    tiny.rest()
    assert np.abs(tiny.pixels().astype(int) - before).max() > 3
    assert tiny.notices == []


def test_a_method_that_cannot_is_a_sentence_and_loses_nothing(tiny: Opened) -> None:
    tiny.window.methods.find_with.emit("interfacegan", {"attribute": "brightness", "keep": "brightness"})
    sentence = tiny.wait_for_notice()
    assert "cannot be changed and kept at once" in sentence and len(tiny.workspace.catalogue.sets) == 2


def test_strips_in_the_browser_show_the_slider_from_end_to_end(tiny: Opened) -> None:
    keys = browse(tiny)
    tiny.wait(lambda: strips_there(tiny, keys))
    pixels, values = tiny.window.directions.page._strips[keys[0]]
    assert values == (-3, -2, -1, 0, 1, 2, 3) and len(pixels) == 7
    small = tiny.pixels()
    assert np.abs(pixels[3].astype(int) - small).max() <= 1, "the middle one is the picture itself"
    assert np.abs(pixels[0].astype(int) - pixels[6]).mean() > 1


def test_what_is_done_in_the_browser_reaches_the_document(tiny: Opened) -> None:
    keys = browse(tiny)
    browser = tiny.window.directions.page
    browser.moved.emit(keys[0], 2.0)
    browser.renamed.emit(keys[0], "chin")
    browser.starred.emit(keys[1], True)
    browser.held.emit(keys[2], True)
    tiny.rest()
    document = tiny.document
    assert document.edit(keys[0]).strength == 2.0 and dict(document.names)[keys[0]] == "chin"
    assert document.starred == (keys[1],) and document.holds(keys[2])
    assert tiny.window.held.text() == "held fixed: direction 3"
    assert browser.view(keys[0]).state.name == "chin" and browser.view(keys[2]).state.held
    tiny.window.acts["undo"].trigger()
    tiny.rest()
    assert tiny.document.fixed == () and tiny.window.held.text() == "" and not browser.view(keys[2]).state.held


def test_strips_are_drawn_anew_when_the_face_is_another(tiny: Opened) -> None:
    keys = browse(tiny)
    tiny.wait(lambda: strips_there(tiny, keys))
    before = tiny.window.directions.page._strips[keys[0]][0]
    tiny.controller.faces.choose_seed(77)
    tiny.wait(lambda: not np.array_equal(tiny.window.directions.page._strips.get(keys[0], (before,))[0], before))
    tiny.rest()


def test_names_are_measured_on_request(tiny: Opened) -> None:
    keys = browse(tiny)
    tiny.window.directions.page.naming_wanted.emit()
    tiny.wait(lambda: tiny.workspace.catalogue.sets[tiny.workspace.catalogue.shown][0].attribute is not None)
    tiny.rest()
    found = tiny.workspace.catalogue.sets[tiny.workspace.catalogue.shown]
    for i, key in enumerate(keys):
        named = found.labels[i]
        assert tiny.window.directions.page.view(key).state.name == named


def test_absolute_places_and_back(tiny: Opened) -> None:
    tiny.workspace.catalogue.shown = tiny.workspace.catalogue.latest("ganspace")
    keys = browse(tiny)
    tiny.window.directions.page.absolute_toggled.emit(True)
    tiny.rest()
    home = tiny.workspace.home(keys[0])
    assert home != 0 and tiny.window.sliders.row(keys[0]).state.home == pytest.approx(home)
    tiny.window.directions.page.absolute_toggled.emit(False)
    tiny.rest()
    assert tiny.workspace.home(keys[0]) == 0


def test_a_set_is_saved_taken_off_and_opened_again(
    tiny: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = browse(tiny)
    path = tmp_path / "kept.safetensors"
    monkeypatch.setattr(dialogs, "ask_where", lambda *_: str(path))
    browser = tiny.window.directions.page
    browser.save_wanted.emit()
    assert tiny.wait_for_notice().startswith("Saved kept.safetensors")
    assert len(load_directions(path).vectors) == 3
    browser.delete_wanted.emit()
    tiny.wait_for_notice(2)
    assert tiny.workspace.catalogue.latest("sefa") == ""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    browser.load_wanted.emit()
    assert tiny.wait_for_notice(3) == "3 directions from kept.safetensors."
    assert list(tiny.workspace.catalogue.sets[tiny.workspace.catalogue.shown].places) == keys
    drop(tiny, path)
    assert tiny.wait_for_notice(4) == "3 directions from kept.safetensors."


def test_only_forms_that_can_hold_the_set_are_offered(tiny: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    browse(tiny)
    workspace, offered = tiny.workspace, []
    monkeypatch.setattr(dialogs, "ask_where", lambda *given: offered.append(given[3]) or "")
    found = workspace.catalogue.set_shown
    assert found is not None and len(found) == 3
    curve = np.stack([found[0].vector * step for step in (-1, 0, 1)])
    bent = replace(found, directions=(replace(found[0], path=curve),), reach=1.0)
    for each in (found, replace(found, directions=found.directions[:1]), bent):
        workspace.catalogue.add(each)
        workspace.catalogue.show(each.key)
        tiny.window.directions.save()
    ours, npz, npy = "Directions (*.safetensors)", "GANSpace (*.npz)", "InterFaceGAN (*.npy)"
    assert offered == [f"{ours};;{npz}", f"{ours};;{npz};;{npy}", ours]


def test_a_file_that_holds_no_directions_of_this_size_is_a_sentence(tiny: Opened, tmp_path: Path) -> None:
    np.save(tmp_path / "boundary.npy", np.ones((1, 7), np.float32))
    drop(tiny, tmp_path / "boundary.npy")
    assert "7" in tiny.wait_for_notice() and tiny.notices[0][1] == "problem" and len(tiny.workspace.catalogue.sets) == 2


def test_directions_of_two_methods_side_by_side(tiny: Opened) -> None:
    sefa, ganspace = tiny.workspace.catalogue.latest("sefa"), tiny.workspace.catalogue.latest("ganspace")
    for key in (f"{sefa}#1", f"{sefa}#2", f"{ganspace}#1"):
        tiny.window.directions.page.compared.emit(key, True)
    tiny.window.acts["show_comparison"].trigger()
    page = tiny.window.comparison.page
    tiny.wait(lambda: all(not page.strip(card.key).waiting for card in page.rows()))
    tiny.rest()
    assert [card.origin for card in page.rows()] == ["SeFa", "SeFa", "GANSpace"]
    matrix = page._cosines._cosines
    rows = [tiny.workspace.catalogue.row(card.key) for card in page.rows()]
    assert matrix == pytest.approx(np.array(rows) @ np.array(rows).T, abs=1e-5) and matrix[0, 0] == pytest.approx(1)
    assert all(picture is not None for picture in page.others._pictures)
    page.compared.emit(f"{sefa}#2", False)
    tiny.rest()
    assert len(page.rows()) == 2
    seed = tiny.controller.directions.other_seeds()[2]
    tiny.workspace.move(f"{sefa}#1", 1.0)
    page.other_picked.emit(2)
    tiny.rest()
    assert tiny.document.seed == seed and tiny.document.edit(f"{sefa}#1").strength == 1.0


def test_what_is_judged_is_kept_while_it_is_typed(tiny: Opened) -> None:
    tiny.window.acts["show_judging"].trigger()
    page, steps = tiny.window.judging.page, len(tiny.workspace.history.steps)
    QTest.keyClicks(page._name, "hat")
    assert tiny.document.judging == "hat" and len(tiny.workspace.history.steps) == steps + 1
    page.closed.emit()
    tiny.controller.undo()
    tiny.window.acts["show_judging"].trigger()
    assert page.name() == ""
    tiny.controller.redo()
    assert page.name() == "hat"


def test_judging_faces_gives_a_slider(tiny: Opened) -> None:
    tiny.window.acts["show_judging"].trigger()
    page = tiny.window.judging.page
    tiny.wait(lambda: page._grid.count() == 24)
    tiny.rest()
    assert not page._use.isEnabled()
    for i in range(8):
        item = page._grid.item(i)
        for _ in range(1 + i % 2):
            QTest.mouseClick(page._grid.viewport(), Left, pos=page._grid.visualItemRect(item).center())
    tiny.wait(lambda: page._use.isEnabled())
    tiny.rest()
    assert sorted(tiny.workspace.judgements.marks.values()) == [-1] * 4 + [1] * 4 and "accuracy" in page._told.text()
    page._name.setText("grin")
    page._use.click()
    settle()
    assert tiny.window.pages.currentWidget() is tiny.window.canvas
    found = tiny.workspace.catalogue.sets[tiny.workspace.catalogue.shown]
    assert found.provenance.method == "interfacegan" and tiny.workspace.name(found.slider(0)) == "grin"
    before = tiny.pixels()
    tiny.window.sliders.row(found.slider(0)).go_to(3.0)
    tiny.rest()
    assert not np.array_equal(tiny.pixels(), before)


def judged_page(tiny: Opened) -> Judging:
    """The page, on which three faces were judged yes and three no, and the direction was fitted."""
    tiny.window.acts["show_judging"].trigger()
    page = tiny.window.judging.page
    tiny.wait(lambda: page._grid.count() == 24)
    for i in range(6):
        page._judge(page._grid.item(i), 1 if i % 2 else -1)
    tiny.wait(lambda: page._use.isEnabled())
    tiny.rest()
    assert page._counts.text() == "3 yes \N{MIDDLE DOT} 3 no"
    return page


def test_clear_takes_the_marks_off_the_faces_too(tiny: Opened) -> None:
    page = judged_page(tiny)
    page._clear.click()
    assert tiny.workspace.judgements.marks == {} and page._counts.text() == "0 yes \N{MIDDLE DOT} 0 no"
    assert not page._clear.isEnabled() and not page._use.isEnabled()
    tiny.window.acts["undo"].trigger()  # a slip of the hand loses nothing
    assert page._counts.text() == "3 yes \N{MIDDLE DOT} 3 no"
    tiny.wait(lambda: page._use.isEnabled())
    tiny.window.acts["undo"].trigger()
    assert page._counts.text() == "2 yes \N{MIDDLE DOT} 3 no"
    tiny.rest()


def test_a_judged_direction_and_the_faces_come_back_with_a_session(
    tiny: Opened, make_window: Callable[..., Opened], tmp_path: Path
) -> None:
    judged_page(tiny)._name.setText("grin")
    tiny.window.judging.page._use.click()
    (key,) = tiny.workspace.catalogue.set_shown.places
    tiny.workspace.move(key, 2.0)
    tiny.rest()
    path = tmp_path / "a.eigenbrush"
    tiny.controller.saving.session(str(path))
    tiny.wait(lambda: tiny.said("Saved a.eigenbrush"))
    document, marks, pixels = tiny.document, tiny.workspace.judgements.marks, tiny.pixels()
    close_window(tiny)
    again = make_window(first=str(path))
    again.wait(lambda: again.controller.workspace is not None)
    quiet(again)
    assert again.document == document and again.workspace.judgements.marks == marks
    assert again.workspace.name(key) == "grin" and np.abs(again.pixels().astype(int) - pixels).max() <= 1
    again.workspace.move(key, 3.0)  # it is a slider again
    again.window.methods.chosen.emit("interfacegan")
    again.rest()
    assert again.window.sliders.row(key).state.value == 3.0
    again.window.acts["show_judging"].trigger()
    page = again.window.judging.page
    again.wait(lambda: page._use.isEnabled())
    assert page._counts.text() == "3 yes \N{MIDDLE DOT} 3 no"
    again.rest()


def test_what_was_judged_can_be_used_after_another_generator(tiny: Opened) -> None:
    page, own = judged_page(tiny), tiny.document.generator
    tiny.controller.opening.generator("builtin:faces-eigengan-64")
    tiny.wait(lambda: tiny.document.generator.name == "faces-eigengan-64")
    tiny.rest()
    tiny.controller.opening.generator(own.source)
    tiny.wait(lambda: tiny.document.generator == own)
    tiny.rest()
    tiny.window.acts["show_judging"].trigger()
    tiny.wait(lambda: page._grid.count() > 0)
    tiny.rest()
    assert page._counts.text() == "3 yes \N{MIDDLE DOT} 3 no" and page._use.isEnabled()
    assert "accuracy" in page._told.text()


def test_labels_come_from_a_table(tiny: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "labels.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("seed", "label"), *((i, "yes" if i % 3 else "no") for i in range(12)), ("x", "")])
    tiny.window.acts["show_judging"].trigger()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    page = tiny.window.judging.page
    page.table_wanted.emit()
    tiny.wait(lambda: page._use.isEnabled())
    assert tiny.wait_for_notice().startswith("12 labels from labels.csv. 1 row")
    assert len(tiny.workspace.judgements.marks) == 12
    path.write_text("nothing of the kind")
    page.table_wanted.emit()
    assert tiny.wait_for_notice(2) and tiny.notices[1][1] == "problem" and len(tiny.workspace.judgements.marks) == 12
    page.cleared.emit()
    assert tiny.workspace.judgements.marks == {} and not page._use.isEnabled()


def test_another_generator_leaves_nothing_of_the_old_one_on_the_pages(tiny: Opened) -> None:
    keys = browse(tiny)
    tiny.wait(lambda: strips_there(tiny, keys))
    tiny.controller.opening.generator("builtin:faces-eigengan-64")
    tiny.wait(lambda: tiny.document.generator.name == "faces-eigengan-64")
    tiny.rest()
    assert tiny.window.pages.currentWidget() is tiny.window.canvas
    own = browse(tiny)
    assert own[0] == "z1.1" and not set(keys) & set(tiny.window.directions.page._strips)


def test_nobody_draws_for_a_page_that_was_left(tiny: Opened) -> None:
    """Going on to the other page of directions leaves its strips alone."""
    jobs, comparison = tiny.controller.jobs, tiny.window.comparison
    for key in list(next(iter(tiny.workspace.catalogue.sets.values())).places)[:2]:
        tiny.workspace.catalogue.compare(key, True)
    tiny.window.directions.show()
    comparison.show()
    assert jobs.running("others")
    tiny.window.show_canvas()
    assert not jobs.running("others") and not jobs.running("strips")
    tiny.rest()
