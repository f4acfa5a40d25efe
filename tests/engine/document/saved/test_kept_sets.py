"""Direction sets beside the documents of a session, and what was said of faces: they come back, or are refused."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.document.arrays import ArrayStore
from engine.document.aspect import Size
from engine.document.code import Layout, Slot
from engine.document.disk.limits import SETS
from engine.document.document import Document, Edit, GeneratorRef
from engine.document.judgements import from_array, to_array
from engine.document.saved.kept_sets import KeptSet, misfit_set
from engine.document.saved.serial import BadDocument, from_recipe, require_arrays, to_recipe
from engine.document.saved.session import load_session, save_session
from tests.direction_sets import a_set

ROWS = np.eye(5, dtype=np.float32)[:2]
FOUND = a_set(ROWS, ("grin", "frown"), sigma=(1.0, 2.0), method="interfacegan", parameters={"attribute": "examples"})
MARKS = {7: 1, 2**32 - 1: -1, 0: 1}


def saved(path: Path, found: object = FOUND, mask: np.ndarray | None = None) -> tuple[Document, ArrayStore]:
    arrays = ArrayStore()
    edit = Edit(f"{FOUND.key}#1", "grin", 1.5, vector=arrays.put(ROWS[0]))
    document = Document(GeneratorRef("n", "/n.pt", "a" * 64), 3, edits=(edit,), judged=arrays.put(to_array(MARKS)))
    kept = KeptSet("a" * 64, found, "" if mask is None else arrays.put(mask), absolute=True)  # type: ignore[arg-type]
    save_session(path, (document,), 0, arrays, b"", (kept,))
    return document, arrays


def test_sets_and_judgements_come_back(tmp_path: Path) -> None:
    mask = np.full((256, 256), 255, np.uint8)
    document, _ = saved(tmp_path / "a", mask=mask)
    arrays = ArrayStore()
    session = load_session(tmp_path / "a", arrays)
    (kept,) = session.sets
    assert session.documents == (document,) and from_array(arrays[document.judged]) == MARKS
    assert list(from_array(arrays[document.judged])) == list(MARKS)  # the last one said last
    assert (kept.generator, kept.absolute, kept.directions.key) == ("a" * 64, True, FOUND.key)
    assert [direction.name for direction in kept.directions] == ["grin", "frown"]
    assert kept.directions.provenance == FOUND.provenance and np.array_equal(arrays[kept.mask], mask)
    assert document.groups() == {FOUND.key}


def test_a_session_from_before_there_were_any_still_opens(tmp_path: Path) -> None:
    saved(tmp_path / "a")
    with zipfile.ZipFile(tmp_path / "a") as old, zipfile.ZipFile(tmp_path / "b", "w") as new:
        values = json.loads(old.read("session.json"))
        del values["sets"]
        del values["documents"][0]["judged"]
        new.writestr("session.json", json.dumps(values))
        new.writestr("arrays.safetensors", old.read("arrays.safetensors"))
    session = load_session(tmp_path / "b", ArrayStore())
    assert session.sets == () and session.documents[0].judged == ""


def changed(path: Path, **members: bytes) -> None:
    """Give members of a session another content."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, members.get(name.split("/")[-1].split(".")[0], old.read(name)))
    path.write_bytes(buffer.getvalue())


@pytest.mark.parametrize("what", ["noise", "too many", "no mask", "long rows"])
def test_a_damaged_set_is_refused_in_one_sentence(tmp_path: Path, what: str) -> None:
    path = tmp_path / "a"
    saved(path)
    with zipfile.ZipFile(path) as file:
        values = json.loads(file.read("session.json"))
        content = file.read("sets/0.safetensors")
    if what == "noise":
        changed(path, **{"0": b"noise"})
    elif what == "too many":
        changed(path, session=json.dumps(values | {"sets": values["sets"] * (SETS + 1)}).encode())
    elif what == "no mask":
        changed(path, session=json.dumps(values | {"sets": [values["sets"][0] | {"mask": "0" * 16}]}).encode())
    else:
        changed(path, **{"0": content.replace(np.float32(1).tobytes(), np.float32(9).tobytes())})
    with pytest.raises(BadDocument) as caught:
        load_session(path, ArrayStore())
    assert str(caught.value).endswith(".") and "\n" not in str(caught.value)


@pytest.mark.parametrize("array", [np.ones(3, np.float32), np.zeros(3), np.array([1.5]), np.array([2.0**32 + 1])])
def test_what_is_no_judgement_is_refused(array: np.ndarray) -> None:
    arrays = ArrayStore()
    document = Document(GeneratorRef("n", "/n.pt", "a" * 64), judged=arrays.put(array))
    with pytest.raises(BadDocument, match="what was said of faces is damaged"):
        require_arrays(document, arrays)


def test_a_picture_does_not_carry_what_was_said_of_other_faces(tmp_path: Path) -> None:
    document, arrays = saved(tmp_path / "a")
    assert from_recipe(to_recipe(document, arrays), ArrayStore()) == replace(document, judged="")


def test_a_set_of_another_code_does_not_fit() -> None:
    kept = KeptSet("a" * 64, FOUND)
    assert misfit_set(kept, ArrayStore(), Layout((Slot("z", 5, 4),)), Size(64, 64)) == ""
    assert misfit_set(kept, ArrayStore(), Layout((Slot("z", 6, 4),)), Size(64, 64)).startswith(
        "a direction has 5 numbers"
    )
