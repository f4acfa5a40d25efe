"""What was fitted to a photo, in a document that is saved: it comes back as it was, and nothing else in its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.document.arrays import ArrayStore
from engine.document.code import Layout, Slot
from engine.document.composing import held_code
from engine.document.disk.limits import TUNED
from engine.document.document import Document, Edit, GeneratorRef
from engine.document.saved.serial import BadDocument, from_json, from_recipe, to_json, to_recipe
from engine.document.saved.session import load_session, save_session
from engine.document.tuning import Difference

REF = GeneratorRef("g", "s", "f")
INTO, OUT = np.ones((2, 5, 3, 3), np.float16), np.ones((5, 2), np.float16)


def a_document(arrays: ArrayStore, into: np.ndarray = INTO, out: np.ndarray = OUT) -> Document:
    difference = Difference("f", ((3, 0, into, out), (4, 1, INTO * 2, OUT)))
    return Document(REF, tuning=difference.kept(arrays))


def test_it_comes_back_from_sessions_and_recipes(tmp_path: Path) -> None:
    arrays, path = ArrayStore(), tmp_path / "a.eigenbrush"
    document = a_document(arrays)
    assert document.tuning is not None and set(document.arrays()) == set(document.tuning.arrays())
    assert len(document.arrays()) == 3  # arrays that are equal lie there once
    save_session(path, [document], 0, arrays, b"")
    for read in (
        lambda store: load_session(path, store).documents[0],
        lambda store: from_recipe(to_recipe(document, arrays), store),
    ):
        store = ArrayStore()
        found = read(store)
        assert found == document and found.conditions == document.conditions
        assert all(np.array_equal(store[key], arrays[key]) for key in document.arrays())


def test_a_morph_keeps_what_was_fitted_to_its_end(tmp_path: Path) -> None:
    arrays, path = ArrayStore(), tmp_path / "a.eigenbrush"
    end = Difference("f", ((3, 0, INTO * 5, OUT),)).kept(arrays)
    code, way = arrays.put(np.ones(4, np.float32)), arrays.put(np.ones((3, 4), np.float32))
    document = Document(REF, edits=(Edit("morph:0#1", "", 0.5, "", way, reach=1.0, start=code, tuning=end),))
    assert {code, way, *end.arrays()} == set(document.arrays())
    save_session(path, [document], 0, arrays, b"")
    store = ArrayStore()
    found = load_session(path, store).documents[0]
    assert found == document and np.array_equal(store[code], arrays[code])
    assert from_recipe(to_recipe(document, arrays), ArrayStore()) == document
    stranger = replace(document, edits=(replace(document.edits[0], tuning=replace(end, generator="other")),))
    with pytest.raises(BadDocument, match="belongs to another generator"):
        from_recipe(to_recipe(stranger, arrays), ArrayStore())


def test_two_are_equal_by_their_content_and_what_was_saved_before_has_none() -> None:
    arrays = ArrayStore()
    document = a_document(arrays)
    assert document == a_document(ArrayStore()) and document != a_document(arrays, INTO * 3)
    assert document.conditions != replace(document, tuning=None).conditions
    old = to_json(replace(document, tuning=None))
    del old["tuning"]
    assert from_json(old).tuning is None


MAP = np.linspace(-1, 1, 64, dtype=np.float16).reshape(8, 8)


def with_noise(arrays: ArrayStore, *noise: np.ndarray, parts: bool = True) -> Document:
    """With these maps, in layers 0, 2, 4, ..."""
    laid = ((3, 0, INTO, OUT),) if parts else ()
    difference = Difference("f", laid, tuple((2 * i, each) for i, each in enumerate(noise)))
    return Document(REF, tuning=difference.kept(arrays))


@pytest.mark.parametrize("parts", [False, True])
def test_noise_comes_back_too_and_what_was_saved_before_has_none(tmp_path: Path, parts: bool) -> None:
    arrays, path = ArrayStore(), tmp_path / "a.eigenbrush"
    document = with_noise(arrays, MAP, MAP[::-1].copy(), parts=parts)
    assert document.tuning is not None and set(document.arrays()) == set(document.tuning.arrays())
    assert [layer for layer, _ in document.tuning.noise] == [0, 2]
    save_session(path, [document], 0, arrays, b"")
    for read in (
        lambda store: load_session(path, store).documents[0],
        lambda store: from_recipe(to_recipe(document, arrays), store),
    ):
        store = ArrayStore()
        found = read(store)
        assert found == document and found.conditions == document.conditions
        assert all(np.array_equal(store[key], arrays[key]) for key in document.arrays())
    assert document != with_noise(ArrayStore(), MAP, MAP, parts=parts)
    old = to_json(document)
    del old["tuning"]["noise"]
    tuning = from_json(old).tuning
    assert tuning is not None and not tuning.noise and len(tuning.parts) == parts


def test_another_code_leaves_it() -> None:
    arrays, layout = ArrayStore(), Layout((Slot("z", 4, 4),))
    assert held_code(a_document(arrays), np.zeros(4, np.float32), layout, arrays).tuning is None


def refused(document: Document, arrays: ArrayStore, path: Path) -> str:
    """What is said of a session with it, of which nothing gets into the store; a recipe says the same."""
    said, store = [], ArrayStore()
    save_session(path, [document], 0, arrays, b"")
    for read in (
        lambda: load_session(path, store),
        lambda: from_recipe(to_recipe(document, arrays), store),
    ):
        with pytest.raises(BadDocument) as caught:
            read()
        said.append(str(caught.value))
    assert said[0] == said[1] and not len(store) and "\n" not in said[0]
    return said[0]


def test_that_of_another_generator_is_refused(tmp_path: Path) -> None:
    arrays = ArrayStore()
    document = replace(a_document(arrays), generator=GeneratorRef("other", "s", "e"))
    said = refused(document, arrays, tmp_path / "a.eigenbrush")
    assert "what was fitted to its photo belongs to another generator" in said


@pytest.mark.parametrize(
    ("into", "out", "says"),
    [
        (INTO.astype(np.float32), OUT, "is no convolution"),
        (INTO[0], OUT, "is no convolution"),
        (INTO, OUT[0], "is no convolution"),
        (INTO, OUT.T, "has the shapes"),
        (INTO[:, :4], OUT, "has the shapes"),
        (INTO[..., :2, :2], OUT, "has the shapes"),
        (INTO[..., :2], OUT, "has the shapes"),
        (INTO[:0], OUT[:, :0], "has the shapes"),
        (np.ones((2, 5, 9, 9), np.float16), OUT, "has the shapes"),
        (np.ones((65, 5, 1, 1), np.float16), np.ones((5, 65), np.float16), "has the shapes"),
        (INTO * np.float16(np.inf), OUT, "holds numbers that are not finite"),
    ],
    ids=range(11),
)
def test_arrays_of_another_shape_are_refused_at_the_door(
    tmp_path: Path, into: np.ndarray, out: np.ndarray, says: str
) -> None:
    arrays = ArrayStore()
    said = refused(a_document(arrays, into, out), arrays, tmp_path / "a.eigenbrush")
    assert f"what was fitted to the photo {says}" in said


@pytest.mark.parametrize(
    ("noise", "says"),
    [
        (MAP.astype(np.float32), "what was fitted to the photo is no noise"),
        (MAP[0], "what was fitted to the photo is no noise"),
        (MAP[:4], "what was fitted to the photo is no noise"),
        (MAP[:0, :0], "what was fitted to the photo is no noise"),
        (MAP * np.float16(np.nan), "what was fitted to the photo holds numbers that are not finite"),
        (np.zeros((512, 512), np.float16), "the noise that was fitted to the photo has 262,208 numbers, and at most"),
    ],
    ids=range(6),
)
def test_what_is_no_noise_is_refused_at_the_door(tmp_path: Path, noise: np.ndarray, says: str) -> None:
    arrays = ArrayStore()
    assert says in refused(with_noise(arrays, MAP, noise), arrays, tmp_path / "a.eigenbrush")


def missing(values: dict[str, Any]) -> None:
    del values["parts"][0]["into"]


@pytest.mark.parametrize(
    "change",
    [
        missing,
        lambda v: v.update(parts=v["parts"] * 2),
        lambda v: v["parts"][0].update(stage=-1),
        lambda v: v["parts"][0].update(stage=TUNED),
        lambda v: v["parts"][0].update(part="first"),
        lambda v: v.update(parts=[dict(v["parts"][0], stage=i) for i in range(TUNED)] * 2),
        lambda v: v.update(parts=7),
        lambda v: v.update(noise=[[0, "a"], [0, "b"]]),
        lambda v: v.update(noise=[[-1, "a"]]),
        lambda v: v.update(noise=[["a"]]),
        lambda v: v.update(noise=[[i % TUNED, "a"] for i in range(TUNED + 1)]),
        lambda v: v.update(noise=7),
        lambda v: v.pop("generator"),
    ],
)
def test_values_that_are_no_fit_are_one_sentence(change: Callable[[dict[str, Any]], object]) -> None:
    values = to_json(a_document(ArrayStore()))
    change(values["tuning"])
    with pytest.raises(BadDocument, match="cannot be read"):
        from_json(values)
    with pytest.raises(BadDocument, match="cannot be read"):
        from_json(values | {"tuning": [1, 2]})
