"""The slider between two pictures through the engine, on a generator that is linear: what differs is known exactly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.document.arrays import ArrayStore
from engine.document.asked.between import MORPHS, End, SliderBetween, Way, recalled
from engine.document.asked.requests import SavePicture, SaveSession
from engine.document.composing import held_code
from engine.document.directions import DirectionSet
from engine.document.document import Document, Edit
from engine.document.saved.session import load_session
from engine.document.tuning import Difference
from engine.drawing.opened import Opened
from engine.job import run
from engine.worker.studio import Studio
from tests.direction_sets import texts
from tests.fakes import LinearGenerator, a_studio, open_in

TRUE = np.array([0.5, 0.0, 0.0, -0.9, 0.0, 0.6, 0.0, 0.0, 0.0])  # per slot: eps, z1, z2


@pytest.fixture(scope="module")
def studio() -> Studio:
    made = a_studio()
    with pytest.MonkeyPatch.context() as patch:
        open_in(made, LinearGenerator(), patch)
    return made


@pytest.fixture
def document(studio: Studio) -> Document:
    return Document(_opened(studio).info.ref, 4)


def _opened(studio: Studio) -> Opened:
    return next(iter(studio.held._open.values()))


def _at(studio: Studio, document: Document, code: np.ndarray) -> Document:
    """The document with this code."""
    return held_code(document, code.astype(np.float32), _opened(studio).generator.layout, studio.arrays)


def _photo(studio: Studio, document: Document, path: Path, turned: float = 0.0) -> str:
    """A picture of a document that carries no recipe, eight times as large; `turned` adds what it cannot draw."""
    pixels = _opened(studio).pixels(document)
    assert pixels is not None
    alien = turned * np.random.default_rng(len(path.stem)).standard_normal(pixels.shape)
    seen = np.clip(pixels + alien, 0, 255).astype(np.uint8)
    Image.fromarray(seen).resize((128, 128), Image.Resampling.NEAREST).save(path)
    return str(path)


def _found(studio: Studio, document: Document, *pairs: tuple[End, End], way: Way = "slider") -> DirectionSet:
    return run(studio.start(SliderBetween(document, pairs, "a to b", way)))


def _cosine(found: DirectionSet, true: np.ndarray) -> float:
    return float(found[0].vector @ true / np.linalg.norm(true))


def test_of_two_documents_it_is_exactly_what_differs(studio: Studio, document: Document) -> None:
    before = _at(studio, document, np.full(9, 0.2))
    after = _at(studio, document, np.full(9, 0.2) + TRUE)
    found = _found(studio, document, (before, after))
    assert _cosine(found, TRUE) == pytest.approx(1, abs=1e-6)
    assert found[0].name == "a to b" and found.key.startswith("pair:")
    strength = np.linalg.norm(TRUE) / found[0].sigma
    assert found.notes[0].text == f"At {strength:+.1f} the first picture has become the second."
    edit = Edit("x#1", "", float(strength), vector=studio.arrays.put(found[0].vector), sigma=found[0].sigma)
    moved = _opened(studio).pixels(replace(before, edits=(edit,)))
    assert moved is not None and np.array_equal(moved, _opened(studio).pixels(after))


def test_several_pairs_are_averaged(studio: Studio, document: Document) -> None:
    start, other = np.full(9, 0.2), np.full(9, -0.3)
    astray = np.eye(9)[7] * 0.8
    pairs = [(_at(studio, document, start), _at(studio, document, start + TRUE + astray)),
             (_at(studio, document, other), _at(studio, document, other + TRUE - astray))]  # fmt: skip
    assert _cosine(_found(studio, document, pairs[0]), TRUE) < 0.9
    assert _cosine(_found(studio, document, *pairs), TRUE) == pytest.approx(1, abs=1e-6)


def test_of_two_photos_it_is_found_again(studio: Studio, document: Document, tmp_path: Path) -> None:
    before, after = (_at(studio, document, np.full(9, 0.2) + k * TRUE) for k in (0, 2))
    pair = tuple(_photo(studio, d, tmp_path / f"{name}.png", 6.0) for d, name in ((before, "a"), (after, "bb")))
    found = _found(studio, document, (pair[0], pair[1]))
    assert _cosine(found, TRUE) > 0.98
    assert "is sure enough to be kept" in found.notes[1].text
    again = _found(studio, document, (pair[0], pair[1]))
    assert again.key == found.key  # the same photos, the same slider


def test_saved_pictures_sessions_and_codes_are_read_and_not_searched_for(
    studio: Studio, document: Document, tmp_path: Path
) -> None:
    before, after = (_at(studio, document, np.full(9, 0.2) + k * TRUE) for k in (0, 1))
    picture, session, code = (str(tmp_path / name) for name in ("a.png", "b.eigenbrush", "b.npy"))
    run(studio.start(SavePicture(before, picture)))
    run(studio.start(SaveSession((after,), 0, session)))
    np.save(code, (np.full(9, 0.2) + TRUE).astype(np.float32))
    for end in (session, code):
        assert _cosine(_found(studio, document, (picture, end)), TRUE) == pytest.approx(1, abs=1e-5)


def test_what_is_held_is_taken_out(studio: Studio, document: Document) -> None:
    held = np.eye(9, dtype=np.float32)[3]
    holding = replace(document, fixed=(("z1.1", studio.arrays.put(held)),))
    before, after = (_at(studio, document, np.full(9, 0.2) + k * TRUE) for k in (0, 1))
    found = _found(studio, holding, (before, after))
    assert abs(float(found[0].vector @ held)) < 1e-6
    assert _cosine(found, TRUE * (held == 0)) == pytest.approx(1, abs=1e-6)
    only = _at(studio, document, np.full(9, 0.2) + held)
    with pytest.raises(ValueError, match="but what is held fixed"):
        _found(studio, holding, (before, only))


@pytest.mark.parametrize("way", MORPHS)
def test_a_morph_is_the_first_at_0_and_the_second_at_1(studio: Studio, document: Document, way: Way) -> None:
    other = replace(document, seed=9)
    edited = document.with_edit(Edit("z1.2", "", 0.8))  # what was moved before stays where it is at 0
    found = _found(studio, edited, (edited, other), way=way)
    assert found.reach == 1 and found.key.startswith("morph:") and found[0].path is not None
    vector = studio.arrays.put(found[0].path)
    opened = _opened(studio)

    def drawn(value: float) -> np.ndarray:
        edit = Edit(found.slider(0), "", value, "Morph", vector, 1.0, reach=1.0)
        pixels = opened.pixels(edited.with_edit(edit))
        assert pixels is not None
        return pixels

    first, second = opened.pixels(edited), opened.pixels(other)
    assert first is not None and second is not None
    assert np.array_equal(drawn(0.0), first) and np.array_equal(drawn(1.0), second)
    assert not np.array_equal(drawn(0.5), first) and not np.array_equal(drawn(0.5), second)


def test_a_morph_says_where_it_begins_and_ends(studio: Studio, document: Document) -> None:
    found = _found(studio, document, (document, replace(document, seed=9)), way="prior")
    assert texts(found) == ("It begins at the face in front, whichever that is, and ends at the same one.",)
    assert np.array_equal(found[0].start, _opened(studio).code(document))  # type: ignore[arg-type]
    end = Difference(document.generator.sha256, ((1, 0, np.ones((2, 4, 3, 3), np.float16),
                                                 np.ones((4, 2), np.float16)),)).kept(studio.arrays)  # fmt: skip
    fitted = _found(studio, document, (document, replace(document, seed=9, tuning=end)), way="prior")
    assert fitted[0].tuning == end and "fades on the way" in texts(fitted)[1]


def test_a_morph_to_a_photo_goes_to_what_is_found_of_it(studio: Studio, document: Document, tmp_path: Path) -> None:
    there = np.full(9, 0.2) + TRUE
    photo = _photo(studio, _at(studio, document, there), tmp_path / "a.png")
    found = _found(studio, document, (document, photo), way="straight")
    path = found[0].path
    assert path is not None
    end = _opened(studio).code(document) + path[-1]
    assert float(end @ there / np.linalg.norm(end) / np.linalg.norm(there)) > 0.99


@pytest.mark.parametrize("way", ["slider", "prior"])
def test_a_saved_one_comes_back_from_its_own_arrays(
    studio: Studio, document: Document, tmp_path: Path, way: Way
) -> None:
    found = _found(studio, document, (document, replace(document, seed=9)), way=way)
    direction = found[0]
    array = studio.arrays.put(direction.vector if direction.curve is None else direction.curve)
    edit = Edit(found.slider(0), direction.name, 0.4, found.provenance.title, array, direction.sigma,
                reach=found.reach)  # fmt: skip
    path = tmp_path / "session"
    run(studio.start(SaveSession((document.with_edit(edit),), 0, str(path))))
    own = ArrayStore()
    saved = load_session(path, own).documents[0].edits[0]
    back = recalled(saved, own, document.generator.sha256)
    assert back is not None and back.key == found.key and back.slider(0) == saved.key
    assert back.provenance.title == found.provenance.title and np.array_equal(back.vectors, found.vectors)
    other = replace(saved, key="sefa:12345678#1")
    assert recalled(other, own, document.generator.sha256) is None


def test_what_cannot_be_is_said(studio: Studio, document: Document, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="differ by no more than finding them errs"):
        _found(studio, document, (document, document))
    with pytest.raises(ValueError, match="is the picture that is here already"):
        _found(studio, document, (document, document), way="prior")
    with pytest.raises(ValueError, match="Give one pair"):
        _found(studio, document, *[(document, replace(document, seed=9))] * 2, way="prior")
    stranger = replace(document, generator=replace(document.generator, sha256="0" * 64))
    with pytest.raises(ValueError, match="must be of the generator that is open"):
        _found(studio, document, (document, stranger))
    text = tmp_path / "note.txt"
    text.write_text("no picture")
    with pytest.raises(ValueError, match="is no picture that can be read"):
        _found(studio, document, (document, str(text)))
    two = tmp_path / "codes.npy"
    np.save(two, np.zeros((2, 9), np.float32))
    with pytest.raises(ValueError, match="holds 2 codes, and one is wanted"):
        _found(studio, document, (document, str(two)))
