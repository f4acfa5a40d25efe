"""A search for a code sees the pictures that its document is then drawn with: under the document's own conditions."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.services.brought.scores import in_words
from engine.codes.prior import Prior, fitted
from engine.document.asked.between import SliderBetween
from engine.document.asked.requests import LoadSession, SavePicture, SaveSession
from engine.document.composing import held_code
from engine.document.conditions import Conditions
from engine.document.document import Document, PhotoRef
from engine.document.photos.album import InvertAll
from engine.document.photos.alignment import Alignment
from engine.document.photos.ignored import ignored_of
from engine.document.photos.photo import Invert, Inverted
from engine.document.saved.serial import from_recipe
from engine.drawing.opened import Opened
from engine.export.png import read_recipe
from engine.inversion.fitting.noise import NoiseRecipe
from engine.inversion.fitting.tuning import TuningRecipe
from engine.inversion.inverting import Recipe
from engine.inversion.start import Regression, learned
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
    monkeypatch.setattr("engine.worker.faces.closer.TuningRecipe", lambda: TuningRecipe(20))
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


# ---- noise of the photo's own ----


@pytest.fixture
def other(studio: Studio, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The face of a seed with noise that is not the stored one; fits of noise are short."""
    monkeypatch.setattr("engine.worker.faces.closer.NoiseRecipe", lambda: NoiseRecipe(100))
    path = tmp_path / "other.png"
    Image.fromarray(pixels(studio, replace(document, seed=SEED, noise="seeded", noise_seed=5))).save(path)
    return path


def test_at_closest_the_noise_is_fitted_and_a_session_and_a_picture_bring_it_back(
    studio: Studio, document: Document, other: Path, tmp_path: Path
) -> None:
    opened, shown = opened_in(studio, document), list[Inverted]()
    before = pixels(studio, replace(document, seed=SEED))
    job = studio.start(Invert(document, str(other), WHOLE, closeness=1.0))
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            found = end.value
            break
        if isinstance(step.partial, Inverted):
            shown.append(step.partial)
    assert found.difference is not None and len(found.difference.noise) == 9 and not found.difference.parts
    assert found.likeness > found.unfitted + 3 and not found.note
    assert "before the noise was fitted to it" in in_words(found)
    assert sum(each.difference is not None for each in shown) > 3
    assert np.array_equal(pixels(studio, replace(document, seed=SEED)), before)  # the plain one draws the same bits
    here = gone_on_with(studio, document, found)
    drawn = pixels(studio, here)
    assert np.abs(drawn.astype(int) - found.pixels).max() <= 1
    assert likeness(other, drawn) == pytest.approx(found.likeness, abs=0.05)
    assert likeness(other, pixels(studio, replace(here, tuning=None))) == pytest.approx(found.unfitted, abs=0.05)
    session, picture = tmp_path / "a.eigenbrush", tmp_path / "a.png"
    run(studio.start(SaveSession((here,), 0, str(session))))
    run(studio.start(SavePicture(here, str(picture))))
    assert session.stat().st_size < 40_000
    store = a_studio()
    with pytest.MonkeyPatch.context() as patch:
        open_in(store, noisy_faces(), patch)
    for again in (
        run(store.start(LoadSession(str(session)))).documents[0],
        from_recipe(read_recipe(picture), store.arrays),
    ):
        assert again == here and np.array_equal(pixels(store, again), drawn)
    for noise in (NONE, SEEDED):  # other noise takes the place of this as of the stored one, and it comes back
        there = replace(here, **noise)  # type: ignore[arg-type]
        assert np.array_equal(pixels(studio, there), pixels(studio, replace(there, tuning=None)))
    assert np.array_equal(pixels(studio, here), drawn)
    far = replace(here, tuning=replace(here.tuning, noise=((7, here.tuning.noise[0][1]),)))  # type: ignore[union-attr, type-var]
    with pytest.raises(ValueError, match="does not fit its generator"):
        opened.pixels(far)
    fit = here.tuning
    assert fit is not None
    (layer, key), stored = fit.noise[0], opened.generator.noise_maps
    half = opened._noise(Conditions(fits=((fit, 0.25), (fit, 0.5))))[layer].numpy()  # a morph between two such photos
    own, fitted = stored[layer].numpy(), opened.arrays[key].astype(np.float32)
    assert half == pytest.approx(0.25 * own + 0.75 * fitted, abs=1e-5)


def test_the_generator_is_fitted_with_that_noise(
    studio: Studio, document: Document, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.worker.faces.closer.TuningRecipe", lambda: TuningRecipe(60))
    alone, both = (
        run(studio.start(Invert(document, str(other), WHOLE, closeness=1.0, tune=tune))) for tune in (False, True)
    )
    assert both.difference is not None and both.difference.parts and len(both.difference.noise) == 9
    assert both.likeness > alone.likeness and both.unfitted == alone.unfitted
    drawn = pixels(studio, gone_on_with(studio, document, both))
    assert np.abs(drawn.astype(int) - both.pixels).max() <= 1
    assert "before the generator was fitted to it" in in_words(both)


def test_what_is_painted_over_has_no_part_in_the_noise(studio: Studio, document: Document, other: Path) -> None:
    mask = np.zeros((64, 64), np.uint8)
    mask[:, :32] = 255
    work = Invert(document, str(other), WHOLE, closeness=1.0, ignored=ignored_of(mask))
    found = run(studio.start(work))
    assert found.difference is not None and found.likeness > found.unfitted + 3
    drawn = pixels(studio, gone_on_with(studio, document, found))
    with Image.open(other) as picture:
        error = np.square(np.asarray(picture).astype(float) - drawn).mean((0, 2))
    assert error[34:].mean() < error[:30].mean() / 3


@pytest.mark.parametrize("noise", [NONE, SEEDED], ids=["none", "seeded"])
def test_where_the_document_has_other_noise_it_is_said(
    studio: Studio, document: Document, other: Path, noise: dict[str, str]
) -> None:
    here = replace(document, **noise)  # type: ignore[arg-type]
    found = run(studio.start(Invert(here, str(other), WHOLE, closeness=1.0)))
    assert found.difference is None and "that needs noise \u201cas stored\u201d" in in_words(found)


def test_short_of_closest_the_stored_noise_stays(studio: Studio, document: Document, other: Path) -> None:
    found = run(studio.start(Invert(document, str(other), WHOLE, closeness=0.9)))
    assert found.difference is None and not found.note
