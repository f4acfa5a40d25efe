"""A photo through the real window over the real engine: found, fitted, gone on with, undone."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.document.alignment import Alignment
from engine.document.photo import PhotoRead
from engine.inversion.fitting.tuning import TuningRecipe
from engine.inversion.inverting import Recipe
from tests.app.opened import Opened


def test_the_switch_fits_the_generator_to_the_photo_and_undo_takes_it_back(
    window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.worker.faces.photos.Recipe", partial(Recipe, steps=10, layer_steps=0, rounds=1))
    monkeypatch.setattr("engine.worker.faces.closer.TuningRecipe", lambda: TuningRecipe(20))
    monkeypatch.setattr("engine.inversion.start.SAMPLES", 64)
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
