"""A search for a code sees the pictures that its document is then drawn with: under the document's own conditions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.codes.prior import Prior, fitted
from engine.document.album import InvertAll
from engine.document.alignment import Alignment
from engine.document.between import SliderBetween
from engine.document.composing import held_code
from engine.document.conditions import Conditions
from engine.document.document import Document, PhotoRef
from engine.document.ignored import ignored_of
from engine.document.photo import Invert, Inverted
from engine.drawing.opened import Opened
from engine.inversion.inverting import Recipe
from engine.inversion.start import Regression, learned
from engine.inversion.tuning import TuningRecipe
from engine.job import run
from engine.worker.studio import Studio
from tests.fakes import a_studio, noisy_faces, open_in

SEED = 2
WHOLE = Alignment(32.0, 0.0, 32.0, 32.0)
QUICK = partial(Recipe, steps=30, layer_steps=20, rounds=2)


@pytest.fixture(scope="module")
def studio() -> Studio:
    """A StyleGAN2 whose noise can be seen, with a prior and a first guess from fewer samples than the program takes."""
    made = a_studio()
    with pytest.MonkeyPatch.context() as patch:
        info = open_in(made, noisy_faces(), patch)
    opened = made.held.get(info.ref.sha256)
    prior = run(opened.memory.once(Prior, lambda: fitted(opened.generator, 10_000)))
    run(opened.memory.once(Regression, lambda: learned(opened.generator, prior, 400)))
    return made


@pytest.fixture
def document(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> Document:
    monkeypatch.setattr("engine.worker.faces.photos.Recipe", QUICK)
    monkeypatch.setattr("engine.worker.faces.between.Recipe", QUICK)
    return Document(next(iter(studio.held._open.values())).info.ref)


@pytest.fixture
def photo(studio: Studio, document: Document, tmp_path: Path) -> Path:
    """The face of a seed, 64 px."""
    path = tmp_path / "aunt.png"
    Image.fromarray(pixels(studio, replace(document, seed=SEED))).save(path)
    return path


def opened_in(studio: Studio, document: Document) -> Opened:
    return studio.held.get(document.generator.sha256)


def pixels(studio: Studio, document: Document) -> np.ndarray:
    made = opened_in(studio, document).pixels(document)
    assert made is not None
    return made


def gone_on_with(studio: Studio, document: Document, found: Inverted) -> Document:
    """The document as the window goes on with what was found."""
    opened = opened_in(studio, document)
    difference = found.difference
    tuning = None if difference is None else difference.kept(opened.arrays)
    return replace(held_code(document, found.code, opened.generator.layout, opened.arrays), tuning=tuning)


def likeness(photo: Path, made: np.ndarray) -> float:
    """In decibels, of what is drawn to a photo that is the square."""
    with Image.open(photo) as picture:
        error = np.square(np.asarray(picture).astype(float) - made).mean()
    return float(10 * np.log10(255**2 / error))


NONE, SEEDED = {"noise": "none"}, {"noise": "seeded", "noise_seed": 7}


@pytest.mark.parametrize("noise", [NONE, SEEDED], ids=["none", "seeded"])
@pytest.mark.parametrize("tune", [False, True], ids=["code", "tuned"])
def test_what_is_found_is_what_is_then_drawn(
    studio: Studio, document: Document, photo: Path, monkeypatch: pytest.MonkeyPatch, noise: dict[str, str], tune: bool
) -> None:  # fmt: skip
    monkeypatch.setattr("engine.worker.faces.photos.TuningRecipe", lambda: TuningRecipe(20))
    here = replace(document, **noise)  # type: ignore[arg-type]
    found = run(studio.start(Invert(here, str(photo), WHOLE, tune=tune)))
    drawn = pixels(studio, gone_on_with(studio, here, found))
    assert np.abs(drawn.astype(int) - found.pixels).max() <= 1
    assert likeness(photo, drawn) == pytest.approx(found.likeness, abs=0.05)
    plain = pixels(studio, gone_on_with(studio, document, found))
    assert np.abs(drawn.astype(int) - plain).max() > 20  # else it were not told apart


def test_what_is_painted_over_is_guessed_under_them_too(studio: Studio, document: Document, photo: Path) -> None:
    mask = np.zeros((64, 64), np.uint8)
    mask[20:30] = 255
    here = replace(document, noise="none")
    found = run(studio.start(Invert(here, str(photo), WHOLE, ignored=ignored_of(mask))))
    drawn = pixels(studio, gone_on_with(studio, here, found))
    assert np.abs(drawn.astype(int) - found.pixels).max() <= 1


def test_many_photos_are_looked_for_under_them(studio: Studio, document: Document, photo: Path) -> None:
    here = replace(document, noise="none")
    (taken,) = run(studio.start(InvertAll(here, (str(photo),))))
    assert taken.found is not None
    drawn = pixels(studio, gone_on_with(studio, here, taken.found))
    assert np.abs(drawn.astype(int) - taken.found.pixels).max() <= 1


def test_a_morph_ends_at_what_is_like_the_photo_under_them(
    studio: Studio, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr("engine.worker.faces.between.Recipe", partial(Recipe, steps=60, layer_steps=80, weight=1e-4))
    here, opened, photo = replace(document, noise="none"), opened_in(studio, document), tmp_path / "aunt.png"
    Image.fromarray(pixels(studio, replace(here, seed=SEED))).save(photo)
    pair = here, PhotoRef(str(photo), WHOLE)
    path = run(studio.start(SliderBetween(here, (pair,), "to aunt", "straight")))[0].path
    assert path is not None
    code = opened.code(here) + path[-1]
    under, without = (pixels(studio, held_code(each, code, opened.generator.layout, opened.arrays))
                      for each in (here, document))  # fmt: skip
    assert likeness(photo, under) > 33
    assert likeness(photo, under) > likeness(photo, without) + 6


def test_other_conditions_are_another_search(studio: Studio, document: Document, photo: Path) -> None:
    """Who goes on with a search under other conditions begins anew; what was laid in for another photo counts for
    none."""
    work = Invert(document, str(photo), WHOLE)
    run(studio.start(work))
    other = replace(document, noise="none")
    anew = run(studio.start(Invert(other, str(photo), WHOLE)))
    run(studio.start(work))
    gone_on = run(studio.start(Invert(other, str(photo), WHOLE, go_on=True)))
    assert np.array_equal(gone_on.code, anew.code)
    assert other.conditions.untuned == other.conditions == Conditions("none")
