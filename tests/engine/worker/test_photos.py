"""A photo through the engine: read and placed, its code found, an edit laid back. The photo holds a face whose code is
known: one of the generator's own, enlarged and laid into a picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from engine.codes.prior import Prior, fitted
from engine.document.asked.requests import LoadSession, OpenGenerator, SaveSession
from engine.document.composing import held_code
from engine.document.disk.wording import said
from engine.document.document import Document, Edit, PhotoRef
from engine.document.photos.alignment import Alignment
from engine.document.photos.cut_out import CutOut
from engine.document.photos.ignored import ignored_of
from engine.document.photos.photo import Invert, Inverted, LayBack, PasteBack, ReadPhoto
from engine.inversion.fitting.tuning import TuningRecipe
from engine.inversion.inverting import Recipe
from engine.inversion.reference import Reference, measured
from engine.inversion.start import Regression, learned
from engine.job import run
from engine.worker.faces.photos import Photos
from engine.worker.studio import Studio
from tests.fakes import a_studio

STYLE, SEED = "builtin:faces-stylegan2-64", 2
SIDE, LEFT, TOP = 320, 180, 60  # where the face lies in the photo


@pytest.fixture(scope="module")
def studio() -> Studio:
    """The shipped StyleGAN2 with a prior and a first guess from fewer samples than the program takes."""
    made = a_studio()
    info = run(made.start(OpenGenerator(STYLE)))
    opened = made.held.get(info.ref.sha256)
    prior = run(opened.memory.once(Prior, lambda: fitted(opened.generator, 10_000)))
    run(opened.memory.once(Regression, lambda: learned(opened.generator, prior, 400)))
    run(opened.memory.once(Reference, lambda: measured(opened.generator, 16)))
    return made


@pytest.fixture(scope="module")
def document(studio: Studio) -> Document:
    return Document(run(studio.start(OpenGenerator(STYLE))).ref)


@pytest.fixture(scope="module")
def photo(studio: Studio, document: Document, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """640 x 480, grey, with the face of a seed in it."""
    face = studio.held.get(document.generator.sha256).pixels(replace(document, seed=SEED))
    assert face is not None
    picture = Image.new("RGB", (640, 480), (110, 116, 122))
    picture.paste(Image.fromarray(face).resize((SIDE, SIDE), Image.Resampling.BICUBIC), (LEFT, TOP))
    path = tmp_path_factory.mktemp("photos") / "aunt.png"
    picture.save(path)
    return path


TRUE = Alignment(SIDE / 2, 0.0, LEFT + SIDE / 2, TOP + SIDE / 2)


def test_the_face_is_found_where_it_lies(studio: Studio, document: Document, photo: Path) -> None:
    read = run(studio.start(ReadPhoto(document, str(photo))))
    assert read.pixels.shape == (480, 640, 3) and read.scale == 1.0
    assert len(read.faces) == 1
    corners = np.abs(read.faces[0].corners - TRUE.corners)
    assert corners.max() < 0.1 * SIDE  # as its own faces lie on average; this one may lie a little otherwise


def test_its_code_is_found_and_an_edit_laid_back(
    studio: Studio, document: Document, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.worker.faces.photos.Recipe", QUICK)
    job = studio.start(Invert(document, str(photo), TRUE))
    shown: list[Inverted] = []
    found = run(_kept(job, shown))
    assert len(shown) > 3 and found.likeness > 28 and found.likeness >= shown[0].likeness
    opened = studio.held.get(document.generator.sha256)
    here = held_code(document, found.code, opened.generator.layout, opened.arrays)
    pixels = opened.pixels(here)
    assert pixels is not None and np.abs(pixels.astype(int) - found.pixels).max() <= 1
    step = torch.randn(len(found.code), generator=torch.Generator().manual_seed(1))
    direction = step / step.norm()
    edit = Edit("x#1", "", 4.0, vector=opened.arrays.put(direction.numpy()), sigma=1.0)
    placed = replace(here, edits=(edit,), photo=PhotoRef(str(photo), TRUE))
    out = tmp_path / "edited.png"
    assert run(studio.start(PasteBack(placed, str(out)))) == str(out)
    with Image.open(photo) as before, Image.open(out) as after:
        old, new = np.asarray(before.convert("RGB")).astype(int), np.asarray(after).astype(int)
    changed = np.abs(new - old).max(2) > 0
    inside = np.zeros(changed.shape, bool)
    inside[TOP : TOP + SIDE, LEFT : LEFT + SIDE] = True
    assert not changed[~inside].any()  # to the last bit
    assert changed[inside].mean() > 0.2
    run(studio.start(PasteBack(replace(placed, edits=()), str(out))))  # nothing is changed: it is the photo
    with Image.open(out) as after:
        assert np.array_equal(np.asarray(after), old)


def test_a_photo_that_was_reduced_is_written_in_its_full_size(
    studio: Studio, document: Document, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same as if it had not been reduced: what it was shown in is half as large, its square and its bytes not."""
    opened = studio.held.get(document.generator.sha256)
    step = torch.randn(opened.generator.layout.dimension, generator=torch.Generator().manual_seed(1))
    edit = Edit("x#1", "", 4.0, vector=opened.arrays.put((step / step.norm()).numpy()), sigma=1.0)
    placed = replace(document, seed=SEED, edits=(edit,), photo=PhotoRef(str(photo), TRUE))
    run(studio.start(PasteBack(placed, str(tmp_path / "whole.png"))))
    half = Alignment(TRUE.scale / 2, 0.0, TRUE.dx / 2, TRUE.dy / 2)
    monkeypatch.setattr("engine.inversion.photo.PHOTO_KEPT", 640 * 480 // 3)
    opened.memory.of(Photos)._kept.clear()
    run(studio.start(PasteBack(replace(placed, photo=PhotoRef(str(photo), half)), str(tmp_path / "reduced.png"))))
    with Image.open(tmp_path / "whole.png") as whole, Image.open(tmp_path / "reduced.png") as reduced:
        assert reduced.size == (640, 480) and np.array_equal(np.asarray(whole), np.asarray(reduced))


def test_a_photo_that_is_another_by_now_is_not_edited_twice(
    studio: Studio, document: Document, photo: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.png"
    mine.write_bytes(photo.read_bytes())
    read = run(studio.start(ReadPhoto(document, str(mine))))
    edit = Edit("w1.1", "", 2.0)
    placed = replace(document, seed=SEED, edits=(edit,), photo=PhotoRef(str(mine), TRUE, read.sha256))
    run(studio.start(PasteBack(placed, str(mine))))
    once = mine.read_bytes()
    for work in (PasteBack(placed, str(mine)), LayBack(placed), CutOut(placed)):
        with pytest.raises(ValueError, match=r"mine\.png is another than when this face was found.*bring it in anew"):
            run(studio.start(work))
    assert mine.read_bytes() == once
    older = replace(placed, photo=PhotoRef(str(mine), TRUE))  # what an earlier version saved knows no hash
    run(studio.start(PasteBack(older, str(mine))))
    mine.write_bytes(photo.read_bytes())  # put back, whatever its time
    run(studio.start(PasteBack(placed, str(mine))))
    assert mine.read_bytes() == once


def test_the_generator_is_fitted_to_the_photo_and_a_session_brings_it_back(
    studio: Studio, document: Document, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over the photo lies a scarf that no code draws."""
    monkeypatch.setattr("engine.worker.faces.photos.Recipe", QUICK)
    monkeypatch.setattr("engine.worker.faces.closer.TuningRecipe", lambda: TuningRecipe(60))
    opened = studio.held.get(document.generator.sha256)
    stranger = tmp_path / "stranger.png"
    with Image.open(photo) as picture:
        scarf = Image.new("RGB", (SIDE, SIDE // 4), (200, 40, 40))
        picture.paste(scarf, (LEFT, TOP + SIDE - SIDE // 4))
        picture.save(stranger)
    before = opened.pixels(replace(document, seed=SEED))
    shown: list[Inverted] = []
    found = run(_kept(studio.start(Invert(document, str(stranger), TRUE, tune=True)), shown))
    assert found.difference is not None and found.likeness > found.unfitted + 3
    fitted_ones = [each for each in shown if each.difference is not None]
    assert 3 < len(fitted_ones) < len(shown) and fitted_ones[0].likeness <= found.likeness
    assert np.array_equal(opened.pixels(replace(document, seed=SEED)), before)  # type: ignore[arg-type]
    layout, arrays = opened.generator.layout, opened.arrays
    plain = held_code(document, found.code, layout, arrays)
    fitted_one = replace(plain, tuning=found.difference.kept(arrays))
    pixels, unfitted = opened.pixels(fitted_one), opened.pixels(plain)
    assert pixels is not None and unfitted is not None
    assert np.abs(pixels.astype(int) - found.pixels).max() <= 1
    assert np.abs(unfitted.astype(int) - found.pixels).max() > 20
    path = tmp_path / "a.eigenbrush"
    run(studio.start(SaveSession((fitted_one,), 0, str(path))))
    assert path.stat().st_size < 100_000
    other = a_studio()
    run(other.start(OpenGenerator(STYLE)))
    again = run(other.start(LoadSession(str(path)))).documents[0]
    assert again == fitted_one
    assert np.array_equal(other.held.get(document.generator.sha256).pixels(again), pixels)  # type: ignore[arg-type]


def test_a_photo_that_has_gone_is_said(studio: Studio, document: Document, tmp_path: Path) -> None:
    gone = replace(document, photo=PhotoRef(str(tmp_path / "gone.jpg"), TRUE))
    with pytest.raises(ValueError, match=r"is not there any more\. Put it back"):
        run(studio.start(PasteBack(gone, str(tmp_path / "out.png"))))
    with pytest.raises(ValueError, match="comes from no photo"):
        run(studio.start(PasteBack(document, str(tmp_path / "out.png"))))
    assert not (tmp_path / "out.png").exists()


def test_of_three_faces_the_largest_is_framed(
    studio: Studio, document: Document, photo: Path, tmp_path: Path
) -> None:  # fmt: skip
    with Image.open(photo) as picture:
        face = picture.crop((LEFT, TOP, LEFT + SIDE, TOP + SIDE))
    group = Image.new("RGB", (900, 400), (110, 116, 122))
    for size, left in ((240, 20), (320, 280), (260, 620)):
        group.paste(face.resize((size, size)), (left, 40))
    group.save(tmp_path / "family.jpg", quality=95)
    read = run(studio.start(ReadPhoto(document, str(tmp_path / "family.jpg"))))
    assert len(read.faces) == 3 and "3 faces were found; the largest is framed." in read.notes
    assert 280 < read.faces[0].dx < 600
    assert [face.scale for face in read.faces] == sorted((face.scale for face in read.faces), reverse=True)


def test_what_is_painted_over_does_not_count(
    studio: Studio, document: Document, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bar over the eyes, painted over: the whole face comes back, eyes and all, far closer than with the bar."""
    monkeypatch.setattr("engine.worker.faces.photos.Recipe", QUICK)
    face = studio.held.get(document.generator.sha256).pixels(replace(document, seed=SEED))
    assert face is not None
    spoilt, top = tmp_path / "bar.png", TOP + SIDE // 3
    with Image.open(photo) as picture:
        picture.paste((255, 0, 255), (LEFT, top, LEFT + SIDE, top + 60))
        picture.save(spoilt)
    mask = np.zeros((480, 640), np.uint8)
    mask[top - 4 : top + 64, LEFT - 4 : LEFT + SIDE + 4] = 255
    without, over = (run(studio.start(Invert(document, str(spoilt), TRUE, ignored=ignored)))
                     for ignored in (None, ignored_of(mask)))  # fmt: skip
    error = [np.square(found.pixels.astype(float) - face).mean() for found in (without, over)]
    assert error[1] < error[0] / 8
    assert without.counted == 1.0 and over.counted == pytest.approx(1 - 68 / SIDE, abs=0.02)
    assert over.likeness > without.likeness + 6  # of what counts


def test_everything_painted_over_is_refused(studio: Studio, document: Document, photo: Path) -> None:
    whole = ignored_of(np.full((4, 4), 255, np.uint8))
    with pytest.raises(ValueError, match="painted over"):
        run(studio.start(Invert(document, str(photo), TRUE, ignored=whole)))


def test_the_square_of_a_photo_is_shown_as_fine_as_it_is(
    studio: Studio, document: Document, photo: Path, tmp_path: Path
) -> None:
    shown = run(studio.start(CutOut(replace(document, photo=PhotoRef(str(photo), TRUE)))))
    assert shown.shape == (SIDE, SIDE, 3) and not shown.flags.writeable
    with Image.open(photo) as picture:
        assert np.array_equal(shown, np.asarray(picture)[TOP : TOP + SIDE, LEFT : LEFT + SIDE])
    small, large = (replace(TRUE, scale=scale) for scale in (10.0, 4000.0))
    sides = [len(run(studio.start(CutOut(replace(document, photo=PhotoRef(str(photo), square))))))
             for square in (small, large)]  # fmt: skip
    assert sides == [64, 512]
    gone = replace(document, photo=PhotoRef(str(tmp_path / "gone.jpg"), TRUE))
    with pytest.raises(ValueError, match=r"gone\.jpg is not there any more\."):
        run(studio.start(CutOut(gone)))
    with pytest.raises(ValueError, match="comes from no photo"):
        run(studio.start(CutOut(document)))


def test_without_a_face_the_middle_is_framed_and_all_that_was_decided_is_said(
    studio: Studio, document: Document, tmp_path: Path
) -> None:
    path = tmp_path / "wall.png"
    Image.new("RGBA", (300, 200), (90, 120, 150, 80)).save(path)
    read = run(studio.start(ReadPhoto(document, str(path))))
    assert [(face.dx, face.dy, face.scale) for face in read.faces] == [(150.0, 100.0, 100.0)]
    assert any("transparent" in note for note in read.notes) and any("No face" in note for note in read.notes)


@pytest.mark.parametrize("what", ["one pixel", "cut short", "bomb", "text", "gone"])
def test_a_picture_that_cannot_be_used_is_one_sentence(
    studio: Studio, document: Document, tmp_path: Path, what: str
) -> None:
    path = tmp_path / "a.jpg"
    if what == "cut short":
        Image.effect_noise((200, 200), 50).save(path, "JPEG")
        path.write_bytes(path.read_bytes()[:2000])
    elif what == "text":
        path.write_text("Dear diary")
    elif what != "gone":
        Image.new("1", (1, 1) if what == "one pixel" else (20_000, 6_000)).save(path, "PNG")
    with pytest.raises((ValueError, OSError)) as told:
        run(studio.start(ReadPhoto(document, str(path))))
    assert "a.jpg" in said(told.value) and said(told.value).endswith(".") and "\n" not in said(told.value)


def test_it_goes_on_from_where_it_was_stopped(
    studio: Studio, document: Document, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.worker.faces.photos.Recipe", QUICK)
    work = Invert(document, str(photo), TRUE, starts=2)
    whole = run(studio.start(work))
    job, shown = studio.start(work), list[Inverted]()
    part = _kept(job, shown)
    while len(shown) < 6:  # in the middle of a round
        next(part)
    job.close()
    moved = replace(document, seed=8)  # a person went on with sliders meanwhile
    found = run(studio.start(replace(work, document=moved, go_on=True)))
    assert np.array_equal(found.code, whole.code)
    further = run(studio.start(replace(work, go_on=True)))
    assert further.likeness > found.likeness
    other = studio.start(replace(work, alignment=TRUE.moved(3, 0), go_on=True))  # another square: from nothing
    first = next(step.partial for step in other if isinstance(step.partial, Inverted))
    assert first.likeness < found.likeness - 5


def test_two_do_not_go_on_with_one_search(
    studio: Studio, document: Document, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.worker.faces.photos.Recipe", QUICK)
    work = Invert(document, str(photo), TRUE.moved(1, 1))
    whole = run(studio.start(work))
    one, other = (studio.start(replace(work, go_on=True)) for _ in range(2))
    next(one)
    assert np.array_equal(run(other).code, whole.code)  # which began anew
    one.close()


#: A recipe of few steps.
QUICK = partial(Recipe, steps=50, layer_steps=30, rounds=3)


def _kept(job: Iterator[object], shown: list[Inverted]):  # type: ignore[no-untyped-def]
    """The same job; what it brings on the way goes into `shown`."""
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            return end.value
        if isinstance(step.partial, Inverted):  # type: ignore[attr-defined]
            shown.append(step.partial)  # type: ignore[attr-defined]
        yield step
