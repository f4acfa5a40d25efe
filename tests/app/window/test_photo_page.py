"""A photo through the real window over the real engine: found, fitted, gone on with, undone."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.window.pages.laying import FINE, SAME
from engine.document.document import PhotoRef
from engine.document.photos.alignment import Alignment
from engine.document.photos.photo import GHOST, Inverted, LaidBack, PhotoRead
from engine.inversion.fitting.tuning import TuningRecipe
from engine.inversion.inverting import Recipe
from tests.app.opened import Opened
from tests.brief import measure_briefly


def test_the_switch_fits_the_generator_to_the_photo_and_undo_takes_it_back(
    window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.worker.faces.photos.Recipe", partial(Recipe, steps=10, layer_steps=0, rounds=1))
    monkeypatch.setattr("engine.worker.faces.closer.TuningRecipe", lambda: TuningRecipe(20))
    measure_briefly(monkeypatch)
    first, seed = window.pixels(), window.document.seed
    path = tmp_path / "aunt.png"
    pixels = np.repeat(np.repeat(first[:, ::-1], 3, 0), 3, 1)
    Image.fromarray(pixels).save(path)
    photos, page = window.controller.photos, window.window.photo.page
    half = len(pixels) / 2
    photos._read(PhotoRead(str(path), pixels, 1.0, (Alignment(half, 0.0, half, half),)))
    assert not page.fit.isChecked()
    page.fit.click()
    page._find.click()
    window.wait(lambda: photos.best is not None and photos.best.difference is not None and not photos._job)
    best = photos.best
    assert best is not None and "before the generator was fitted" in page._score.text()
    page._use.click()
    window.rest()
    assert window.document.tuning is not None
    assert np.abs(window.pixels().astype(int) - best.pixels).max() <= 1
    window.controller.undo()
    window.rest()
    assert window.document.tuning is None and np.array_equal(window.pixels(), first)
    window.controller.redo()
    window.controller.faces.choose_seed(seed)
    window.rest()
    assert window.document.tuning is None and np.array_equal(window.pixels(), first)
    assert window.notices == []


@pytest.fixture
def found(window: Opened, tmp_path: Path) -> Opened:
    """A window in which something was found of a photo, and nobody has gone on with it."""
    pixels, photos = window.pixels(), window.controller.photos
    half = len(pixels) / 2
    square = Alignment(half, 0.0, half, half)
    photos._read(PhotoRead(str(tmp_path / "aunt.png"), pixels, 1.0, (square,)))
    code = np.zeros(window.workspace.info.layout.dimension, np.float32)
    photos._done(Inverted(code, square, pixels, 31.0, 0.9))
    return window


def test_what_was_found_and_is_not_used_is_asked_about_before_the_window_closes(found: Opened) -> None:
    window, photos = found.window, found.controller.photos
    assert not window.close() and window.isVisible()
    (box,) = [box for box in window.findChildren(QMessageBox) if box.isVisible()]
    assert box.text() == "aunt.png was found, and is not used yet."
    box.reject()
    assert window.isVisible() and photos.unused
    photos.use()
    found.rest()
    assert found.document.photo is not None and not photos.unused


def test_truncation_is_offered_where_it_moves_something(found: Opened) -> None:
    slider = found.window.seeds._truncation
    assert slider.isEnabled()
    found.controller.photos.use()
    found.rest()
    assert not slider.isEnabled() and "comes from a photo" in slider.toolTip()
    found.controller.faces.choose_seed(5)
    found.rest()
    assert slider.isEnabled() and "comes from a photo" not in slider.toolTip()


def test_what_was_found_waits_until_its_generator_is_in_front_again(found: Opened, dcgan_file: Path) -> None:
    photos, page, first = found.controller.photos, found.window.photo.page, found.workspace.info.ref
    best = photos.best
    found.controller.opening.generator(str(dcgan_file))
    found.wait(lambda: found.workspace.info.ref != first)
    assert photos.photo is None and photos.best is None and not photos.unused and page.placing.alignment is None
    found.controller.opening.generator(first.source)
    found.wait(lambda: found.workspace.info.ref == first)
    found.rest()
    assert photos.best is best and photos.unused and page.placing.alignment is not None
    assert "31 dB" in page._score.text() and page._use.isEnabled()


def test_an_edit_is_looked_at_in_its_photo_before_it_is_saved(
    window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pixels, path = np.repeat(np.repeat(window.pixels(), 4, 0), 4, 1), tmp_path / "aunt.png"
    Image.fromarray(pixels).save(path)
    half = len(pixels) / 2
    code, laying = window.workspace.face.base.copy(), window.window.laying
    window.workspace.face.take_photo(code, PhotoRef(str(path), Alignment(half, 0.0, half, half)))
    window.rest()
    window.window.acts["paste_back"].trigger()
    window.wait(lambda: window.window.pages.currentWidget() is laying.page)
    assert laying.page._told.text() == SAME
    key = "z2.2"
    window.workspace.move(key, 0.3)  # beside the page, which follows
    window.wait(lambda: laying._document == window.document)
    assert laying.page._told.text() == FINE
    after = laying.page.view.frame()
    assert after is not None and after.shape == pixels.shape and (after != pixels).any()
    laying.page._ways.segment(1).click()
    assert laying.page.view.way == "wipe"
    out = tmp_path / "out.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    laying.page._save.click()
    window.wait(out.is_file)
    with Image.open(out) as saved:
        assert np.array_equal(np.asarray(saved), after)  # what was seen
    window.workspace.move(key, 4.0)
    window.window.acts["paste_back"].trigger()
    window.wait(lambda: window.window.pages.currentWidget() is laying.page)
    proposed, asked, original = list[str](), list[tuple[object, ...]](), path.read_bytes()

    def over_itself(*given: object) -> tuple[str, str]:
        proposed.append(str(given[2]))
        return str(path), ""

    def no(*given: object) -> object:
        asked.append(given)
        return given[4]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", over_itself)
    monkeypatch.setattr(QMessageBox, "question", no)
    (tmp_path / "aunt edited.png").touch()
    laying.page._save.click()
    window.rest()
    assert proposed == [str(tmp_path / "aunt edited 2.png")]
    assert "aunt.png is the photo itself: your original would be gone" in str(asked[0][2])
    assert asked[0][4] == QMessageBox.StandardButton.No and path.read_bytes() == original
    window.window.acts["paste_back"].trigger()
    window.wait(lambda: window.window.pages.currentWidget() is laying.page)
    window.controller.faces.choose_seed(5)
    assert window.window.pages.currentWidget() is window.window.canvas


def test_an_edit_that_is_too_strong_for_its_photo_says_so(window: Opened) -> None:
    window.workspace.face.take_photo(window.workspace.face.base.copy(), PhotoRef("/a.png", Alignment(9, 0.0, 9, 9)))
    shown = np.zeros((8, 8, 3), np.uint8)
    window.controller.photos.laid.emit(window.document, LaidBack(shown, shown + 9, GHOST))
    assert "too strong to lay in well" in window.window.laying.page._told.text()
