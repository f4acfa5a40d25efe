"""The arrays that a file's documents name are what they are named as, and fit the generator that is opened."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.document.arrays import ArrayStore
from engine.document.aspect import Size
from engine.document.code import Layout, Slot
from engine.document.disk.limits import EDITS
from engine.document.document import Document, Edit, GeneratorRef
from engine.document.regions import Region
from engine.document.saved.named_arrays import misfit, unsound
from engine.document.saved.serial import BadDocument, from_json, from_recipe, to_json, to_recipe
from engine.document.saved.session import load_session, save_session

DOCUMENT = Document(GeneratorRef("g", "s", "f"))
LAYOUT = Layout((Slot("eps", 2, 4), Slot("z1", 3, 8)))
VECTOR, MASK = np.ones(5, np.float32), np.zeros((256, 256), np.uint8)


def with_array(what: str, array: np.ndarray) -> tuple[Document, ArrayStore]:
    """A document that names an array as this."""
    arrays = ArrayStore()
    key = arrays.put(array)
    edit = Edit("pca:a#1", "", 1.0, vector=arrays.put(VECTOR))
    return {
        "vector": replace(DOCUMENT, edits=(replace(edit, vector=key),)),
        "curve": replace(DOCUMENT, edits=(replace(edit, vector=key, reach=2.0),)),
        "mask": replace(DOCUMENT, edits=(replace(edit, mask=key),)),
        "region": replace(DOCUMENT, regions=(Region("mouth", key),)),
        "held": replace(DOCUMENT, held=(("z1", key),)),
        "fixed": replace(DOCUMENT, fixed=(("pca:a#2", key),)),
    }[what], arrays


UNSOUND = [
    ("region", np.zeros((4, 4), np.uint8), "a region has 4 pixels a side, and a mask has 256 to 512"),
    ("region", np.zeros((600, 600), np.uint8), "a region has 600 pixels a side"),
    ("region", np.zeros((300, 600), np.uint8), "a region has 600 pixels a side"),
    ("region", np.zeros((0, 300), np.uint8), "a region is no mask"),
    ("region", np.zeros(256, np.uint8), "a region is no mask"),
    ("region", np.zeros((256, 256), np.float32), "a region is no mask"),
    ("mask", np.zeros((256, 256, 1), np.uint8), "the mask of a slider is no mask"),
    ("vector", VECTOR[None], "the direction of a slider is not made of numbers of a code"),
    ("vector", np.ones(5, np.uint8), "the direction of a slider is not made of numbers of a code"),
    ("vector", VECTOR[:0], "the direction of a slider is not made of numbers of a code"),
    ("vector", VECTOR * np.float32(np.nan), "the direction of a slider holds numbers that are not finite"),
    ("curve", VECTOR, "the direction of a slider is not made of numbers of a code"),
    ("curve", np.ones((4, 5), np.float32), "the direction of a slider is not made of numbers of a code"),
    ("curve", np.ones((1, 5), np.float32), "the direction of a slider is not made of numbers of a code"),
    ("held", np.float32(1), "what a locked layer holds is not made of numbers of a code"),
    ("fixed", MASK, "a direction that is held fixed is not made of numbers of a code"),
]


@pytest.mark.parametrize(("what", "array", "said"), UNSOUND, ids=range(len(UNSOUND)))
def test_an_array_of_another_kind_is_refused_at_the_door(
    tmp_path: Path, what: str, array: np.ndarray, said: str
) -> None:
    document, arrays = with_array(what, array)
    assert unsound(document, arrays).startswith(said)
    path, store = tmp_path / "a.eigenbrush", ArrayStore()
    save_session(path, [document], 0, arrays, b"")
    with pytest.raises(BadDocument, match=rf"because {said}.*; the file is damaged\.$"):
        load_session(path, store)
    with pytest.raises(BadDocument, match=r"; the file is damaged\.$"):
        from_recipe(to_recipe(document, arrays), store)
    assert not len(store)


@pytest.mark.parametrize(
    ("what", "array", "said"),
    [
        ("vector", VECTOR, ""),
        ("vector", np.ones(7, np.float32), "the direction of a slider has 7 numbers where this generator takes 5"),
        ("curve", np.ones((3, 5), np.float32), ""),
        ("curve", np.ones((5, 3), np.float32), "the direction of a slider has 3 numbers where this generator takes 5"),
        ("held", np.ones(3, np.float32), ""),
        ("held", np.ones(2, np.float32), "what a locked layer holds has 2 numbers where this generator takes 3"),
        ("fixed", np.ones(3, np.float32), "a direction that is held fixed has 3 numbers where this generator takes 5"),
        ("region", MASK, ""),
        ("region", np.zeros((512, 512), np.uint8), "a region has 512 × 512 pixels where this generator's pictures"),
        ("mask", np.zeros((300, 300), np.uint8), "the mask of a slider has 300 × 300 pixels where this generator's"),
        ("mask", np.zeros((256, 128), np.uint8), "the mask of a slider has 128 × 256 pixels where this generator's"),
    ],
)
def test_what_does_not_fit_the_generator_is_said(what: str, array: np.ndarray, said: str) -> None:
    document, arrays = with_array(what, array)
    assert not unsound(document, arrays)
    told = misfit(document, arrays, LAYOUT, Size(256, 256))
    assert told.startswith(said) and bool(told) == bool(said)


def test_what_is_held_of_a_layer_that_is_not_there_does_not_fit() -> None:
    document, arrays = with_array("held", np.ones(3, np.float32))
    assert misfit(replace(document, held=(("z9", document.held[0][1]),)), arrays, LAYOUT, Size(256, 256))


TWICE: dict[str, tuple[Document, str]] = {
    "edits": (replace(DOCUMENT, edits=(Edit("z1.2", "", 1.0),) * 2000), "the slider z1.2 2,000 times"),
    "ranges": (replace(DOCUMENT, ranges=(("a#1", 1, 2), ("a#1", 3, 4))), "the layers of a#1 2 times"),
    "names": (replace(DOCUMENT, names=(("a#1", "smile"), ("a#1", "age"))), "the name of a#1 2 times"),
    "fixed": (replace(DOCUMENT, fixed=(("a#1", ""), ("a#1", ""))), "the held direction a#1 2 times"),
    "held": (replace(DOCUMENT, held=(("z1", ""), ("z1", ""))), "the locked layer z1 2 times"),
    "regions": (replace(DOCUMENT, regions=(Region("eyes", ""), Region("eyes", ""))), "the region eyes 2 times"),
}


@pytest.mark.parametrize("what", TWICE)
def test_what_is_said_twice_is_refused_in_a_sentence(what: str) -> None:
    """The window would show one of them, and the picture have all."""
    document, words = TWICE[what]
    with pytest.raises(BadDocument, match=rf"cannot be used, because it has {words}; the file is damaged\.$"):
        from_recipe(json.dumps({"document": to_json(document), "arrays": {}}), ArrayStore())


def test_more_edits_than_anybody_makes_are_refused() -> None:
    document = replace(DOCUMENT, edits=tuple(Edit(f"z1.{i}", "", 1.0) for i in range(1, EDITS + 2)))
    with pytest.raises(BadDocument, match="2,001 edits, and at most 2,000"):
        from_json(to_json(document))
    assert from_json(to_json(replace(document, edits=document.edits[:-1]))).edits == document.edits[:-1]
