"""What is kept beside a document: in a session with its arrays, never in a recipe; and what may be read of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.document import snapshots
from engine.document.arrays import ArrayStore
from engine.document.document import Document, Edit, GeneratorRef
from engine.document.saved.serial import BadDocument, from_json, from_recipe, to_json, to_recipe
from engine.document.saved.session import load_session, save_session

REF = GeneratorRef("n", "/n.pt", "a" * 64)


def kept_document(arrays: ArrayStore) -> Document:
    """Seed 7 with an edit is snapshot 3, called "Anna"; in front is seed 9 with a name and a star."""
    vector = arrays.put(np.arange(4, dtype=np.float32))
    kept = Document(REF, 7, 0.8, edits=(Edit("set#1", "smile", 2.0, vector=vector),), names=(("set#1", "old"),))
    document = snapshots.with_snapshot(kept, 3, "Anna")
    return replace(document, seed=9, edits=(), names=(("set#1", "Grin"),), starred=("z1.1",))


def test_it_comes_back_from_a_session_with_its_arrays(tmp_path: Path) -> None:
    arrays, again = ArrayStore(), ArrayStore()
    document = kept_document(arrays)
    save_session(tmp_path / "s.eigenbrush", [document], 0, arrays, b"")
    (read,) = load_session(tmp_path / "s.eigenbrush", again).documents
    assert read == document and [(each.number, each.name) for each in read.snapshots] == [(3, "Anna")]
    (edit,) = read.snapshots[0].document.edits
    assert np.array_equal(again[edit.vector], np.arange(4)) and read.groups() >= {"set"}


def test_going_back_leaves_names_stars_and_what_was_kept_as_they_are() -> None:
    document = kept_document(ArrayStore())
    back = snapshots.gone_back(document, document.snapshots[0].document)
    assert (back.seed, back.truncation, back.edits[0].strength) == (7, 0.8, 2.0)
    assert back.names == (("set#1", "Grin"),) and back.edits[0].name == "Grin" and back.starred == ("z1.1",)
    assert back.snapshots == document.snapshots
    assert snapshots.gone_back(back, document.snapshots[0].document) == back


def test_numbers_are_given_from_the_first_that_is_free_up_to_nine() -> None:
    document = Document(REF)
    for number in (1, 2, 4):
        document = snapshots.with_snapshot(document, number, str(number))
    assert snapshots.free_number(document) == 3
    for number in (3, *range(5, 10)):
        document = snapshots.with_snapshot(document, number, str(number))
    assert snapshots.free_number(document) == 0 and [s.name for s in document.snapshots] == list("123456789")
    document = snapshots.without(snapshots.renamed(document, 2, "Two"), 1)
    assert document.snapshots[0].name == "Two" and snapshots.free_number(document) == 1
    with pytest.raises(ValueError, match="1 to 9, not 10"):
        snapshots.with_snapshot(document, 10, "ten")


def test_a_recipe_carries_none_of_them() -> None:
    arrays, again = ArrayStore(), ArrayStore()
    document = kept_document(arrays)
    assert from_recipe(to_recipe(document, arrays), again) == replace(document, snapshots=())


@pytest.mark.parametrize("numbers", [(0,), (10,), (1, 1), tuple(range(1, 11)), ("x",)])
def test_others_than_nine_with_numbers_of_their_own_are_refused(numbers: tuple[object, ...]) -> None:
    plain = to_json(Document(REF))
    values = plain | {"snapshots": [{"number": n, "name": "n", "document": plain} for n in numbers]}
    with pytest.raises(BadDocument, match="cannot be read"):
        from_json(values)


def test_one_is_of_the_documents_generator_and_holds_no_others() -> None:
    plain = to_json(Document(REF, 5))
    inner = plain | {"generator": {"name": "evil", "source": "/evil", "sha256": "b" * 64}, "judged": "x"}
    inner |= {"snapshots": [{"number": 1, "name": "deeper", "document": plain}]}
    read = from_json(plain | {"snapshots": [{"number": 1, "name": "kept", "document": inner}]})
    assert read.snapshots[0].document == Document(REF, 5)


def test_an_array_that_one_lacks_makes_the_session_damaged(tmp_path: Path) -> None:
    arrays = ArrayStore()
    document = kept_document(arrays)
    lost = replace(document.snapshots[0].document.edits[0], vector="f" * 64)
    inner = replace(document.snapshots[0], document=replace(document.snapshots[0].document, edits=(lost, lost)))
    save_session(tmp_path / "s.eigenbrush", [document], 0, arrays, b"")
    from engine.document.saved.named_arrays import said_twice, unsound

    damaged = replace(document, snapshots=(inner,))
    assert "lacks 1 of its arrays" in unsound(damaged, arrays) and "the slider set#1 2 times" in said_twice(damaged)
