"""Documents as JSON, recipes and session files: what is written comes back, and damage is one plain sentence."""

from __future__ import annotations

import errno
import io
import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save

from engine.document.arrays import ArrayStore
from engine.document.asked.requests import LoadSession, SaveSession
from engine.document.document import Document, Edit, GeneratorRef
from engine.document.saved.serial import BadDocument, from_json, from_recipe, to_json, to_recipe
from engine.document.saved.session import Session, load_session, save_session
from engine.job import run
from tests.fakes import a_studio

VECTOR = np.linspace(-1, 1, 40, dtype=np.float32)
HELD = np.array([0.1, -2.5, 3e-8], np.float32)


def a_document(arrays: ArrayStore) -> Document:
    """One that uses everything a document can hold."""
    return Document(
        GeneratorRef("faces", "/home/ü/faces.safetensors", "ab" * 32),
        seed=2**32 - 1,
        truncation=0.7,
        edits=(
            Edit("z3.2", "turn", -1.25, "eigengan"),
            Edit("ganspace:1a2b#4", "fringe “soft”", 2.0, "ganspace", arrays.put(VECTOR), 1.5, True),
        ),
        held=(("z1", arrays.put(HELD)),),
        locked=("z1", "eps"),
        solo="z3",
        names=(("z3.2", "turn"),),
        starred=("z3.2",),
    )


def one_sentence(text: str) -> bool:
    return text.endswith(".") and "\n" not in text and len(text) < 400


def test_a_document_comes_back_from_json() -> None:
    document = a_document(ArrayStore())
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_keys_of_a_newer_version_survive() -> None:
    values = to_json(a_document(ArrayStore())) | {"keyframes": [{"at": 0.5}], "masks": {"hair": "k1"}}
    document = from_json(values)
    assert document.extra == {"keyframes": [{"at": 0.5}], "masks": {"hair": "k1"}}
    again = to_json(replace(document, seed=4))
    assert again["keyframes"] == [{"at": 0.5}] and again["masks"] == {"hair": "k1"} and again["seed"] == 4
    assert from_json(again) != document and from_json(to_json(document)) == document


def test_a_short_document_has_the_defaults() -> None:
    ref = {"name": "g", "source": "s", "sha256": "f"}
    assert from_json({"generator": ref, "seed": 3}) == Document(GeneratorRef("g", "s", "f"), 3)


BROKEN: dict[str, Callable[[dict], object]] = {
    "no generator": lambda v: v.pop("generator"),
    "no seed": lambda v: v.pop("seed"),
    "seed in words": lambda v: v.update(seed="seven"),
    "endless seed": lambda v: v.update(seed=float("inf")),
    "negative seed": lambda v: v.update(seed=-1),
    "huge seed": lambda v: v.update(seed=2**32),
    "truncation not finite": lambda v: v.update(truncation=float("nan")),
    "truncation missing": lambda v: v.update(truncation=None),
    "strength not finite": lambda v: v["edits"][0].update(strength=float("inf")),
    "edit without a key": lambda v: v["edits"][0].pop("key"),
    "edits are a number": lambda v: v.update(edits=3),
    "an edit is a text": lambda v: v.update(edits=["turn"]),
    "held of three": lambda v: v.update(held=[["a", "b", "c"]]),
    "generator is a text": lambda v: v.update(generator="faces"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_document_is_one_sentence(name: str) -> None:
    values = json.loads(json.dumps(to_json(a_document(ArrayStore()))))
    BROKEN[name](values)
    with pytest.raises(BadDocument) as caught:
        from_json(values)
    assert one_sentence(str(caught.value))


# ---- recipes ----


def test_a_recipe_carries_the_document_and_its_arrays() -> None:
    arrays, elsewhere = ArrayStore(), ArrayStore()
    document = a_document(arrays)
    again = from_recipe(to_recipe(document, arrays), elsewhere)
    assert again == document
    assert elsewhere[again.edits[1].vector].tobytes() == VECTOR.tobytes()
    assert elsewhere[again.held[0][1]].tobytes() == HELD.tobytes()


def changed_recipe(change: Callable[[dict], object]) -> str:
    arrays = ArrayStore()
    values = json.loads(to_recipe(a_document(arrays), arrays))
    change(values)
    return json.dumps(values)


def other_numbers(values: dict) -> None:
    first, second = values["arrays"].values()
    first[:], second[:] = list(second), list(first)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[]",
        "7",
        "{}",
        "[" * 100_000,
        changed_recipe(lambda v: v.pop("arrays")),
        changed_recipe(lambda v: v.update(arrays={})),
        changed_recipe(other_numbers),
        changed_recipe(lambda v: next(iter(v["arrays"].values())).__setitem__(0, [10**9])),
        changed_recipe(lambda v: next(iter(v["arrays"].values())).__setitem__(1, "%%%")),
        changed_recipe(lambda v: next(iter(v["arrays"].values())).__setitem__(1, "AAAA")),
        changed_recipe(lambda v: v["document"].pop("seed")),
    ],
    ids=range(13),
)
def test_a_broken_recipe_is_one_sentence(text: str) -> None:
    with pytest.raises(BadDocument) as caught:
        from_recipe(text, ArrayStore())
    assert one_sentence(str(caught.value))


# ---- session files ----


def saved(path: Path) -> Document:
    arrays = ArrayStore()
    document = a_document(arrays)
    save_session(path, [document, replace(document, edits=(), held=(), seed=1)], 1, arrays, b"a picture")
    return document


def test_a_session_comes_back_with_its_arrays_and_its_preview(tmp_path: Path) -> None:
    path, arrays = tmp_path / "mine.eigenbrush", ArrayStore()
    document = saved(path)
    session = load_session(path, arrays)
    assert session == Session((document, replace(document, edits=(), held=(), seed=1)), 1)
    assert arrays[document.edits[1].vector].tobytes() == VECTOR.tobytes()
    with zipfile.ZipFile(path) as file:
        assert file.namelist() == ["session.json", "arrays.safetensors", "preview.png"]
        assert file.read("preview.png") == b"a picture"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def rewritten(path: Path, **members: bytes | None) -> None:
    """Replace members of a session ("session" and "arrays"); None leaves one out."""
    names = {"session": "session.json", "arrays": "arrays.safetensors"}
    with zipfile.ZipFile(path) as file:
        content = {name: file.read(member) for name, member in names.items()}
    with zipfile.ZipFile(path, "w") as file:
        for name, value in (content | members).items():
            if value is not None:
                file.writestr(names[name], value)


def session_with(path: Path, **values: object) -> bytes:
    with zipfile.ZipFile(path) as file:
        return json.dumps(json.loads(file.read("session.json")) | values).encode()


def flip(path: Path, wanted: bytes, to: bytes) -> None:
    """Change bytes of the file without touching its table of contents."""
    content = path.read_bytes()
    at = content.index(wanted)
    path.write_bytes(content[:at] + to + content[at + len(to) :])


def deflated_wrongly(path: Path) -> None:
    """The stream of the first member begins with a block of a type that does not exist."""
    content = bytearray(path.read_bytes())
    at = content.index(b"session.json") + len("session.json")
    content[at] |= 0b111
    path.write_bytes(bytes(content))


def swapped_arrays(path: Path) -> None:
    arrays = ArrayStore()
    document = a_document(arrays)
    vector, held = document.edits[1].vector, document.held[0][1]
    rewritten(path, arrays=save({vector: VECTOR * 2, held: HELD}))


def in_flags(path: Path, bit: int) -> None:
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= bit
    path.write_bytes(bytes(content))


def in_method(path: Path, method: int) -> None:
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.index(mark) + offset] = method
    path.write_bytes(bytes(content))


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda p: p.write_bytes(b""),
    "text": lambda p: p.write_text("Dear session,"),
    "truncated": lambda p: p.write_bytes(p.read_bytes()[: p.stat().st_size // 2]),
    "last bytes missing": lambda p: p.write_bytes(p.read_bytes()[:-30]),
    "first bytes missing": lambda p: p.write_bytes(p.read_bytes()[10:]),
    "flipped bits": deflated_wrongly,
    "a password": lambda p: in_flags(p, 1),
    "unknown compression": lambda p: in_method(p, 99),
    "no session.json": lambda p: rewritten(p, session=None),
    "no arrays": lambda p: rewritten(p, arrays=None),
    "not json": lambda p: rewritten(p, session=b"{"),
    "not text": lambda p: rewritten(p, session=b"\xff\xfe\x00"),
    "a list": lambda p: rewritten(p, session=b"[]"),
    "nested too deeply": lambda p: rewritten(p, session=b"[" * 100_000),
    "no documents": lambda p: rewritten(p, session=session_with(p, documents=[])),
    "documents are a number": lambda p: rewritten(p, session=session_with(p, documents=5)),
    "documents are texts": lambda p: rewritten(p, session=session_with(p, documents=["a"])),
    "current is none of them": lambda p: rewritten(p, session=session_with(p, current=2)),
    "current is negative": lambda p: rewritten(p, session=session_with(p, current=-1)),
    "current is endless": lambda p: rewritten(p, session=session_with(p, current=float("inf"))),
    "arrays are garbage": lambda p: rewritten(p, arrays=b"\x08\0\0\0\0\0\0\0{garbage"),
    "arrays are missing": lambda p: rewritten(p, arrays=save({})),
    "arrays have changed": swapped_arrays,
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_damaged_session_is_one_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / "mine.eigenbrush"
    saved(path)
    DAMAGE[name](path)
    with pytest.raises(BadDocument) as caught:
        load_session(path, ArrayStore())
    assert one_sentence(str(caught.value))


def test_arrays_that_have_changed_are_named_as_such(tmp_path: Path) -> None:
    path = tmp_path / "mine.eigenbrush"
    saved(path)
    swapped_arrays(path)
    with pytest.raises(BadDocument, match=r"^mine\.eigenbrush is damaged: one of its arrays has changed\.$"):
        load_session(path, ArrayStore())


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bomb.eigenbrush"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file, file.open("session.json", "w") as member:
        member.write(bytes(256_000_000))
    assert path.stat().st_size < 1_000_000

    def unpacked(*_: object) -> bytes:
        raise AssertionError("it was unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "read", unpacked)
    with pytest.raises(
        BadDocument,
        match=r"was not opened: it would take 256.0 MB, and at most 8.0 MB are read. Choose another session\.$",
    ):
        load_session(path, ArrayStore())


def test_a_bomb_that_lies_about_its_size_unpacks_no_more_than_it_says(tmp_path: Path) -> None:
    path = tmp_path / "bomb.eigenbrush"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("session.json", bytes(20_000_000))
    honest = (20_000_000).to_bytes(4, "little")
    path.write_bytes(buffer.getvalue().replace(honest, (100).to_bytes(4, "little")))
    with pytest.raises(BadDocument):
        load_session(path, ArrayStore())


@pytest.mark.parametrize("where", ["fsync", "replace", "open"])
def test_a_session_that_cannot_be_saved_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    path, studio = tmp_path / "mine.eigenbrush", a_studio()
    saved(path)
    before = path.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, where, full)
    document = a_document(studio.arrays)
    with pytest.raises(OSError, match=r"could not be written to .*: no space left on device\.") as caught:
        run(studio.start(SaveSession((document,), 0, str(path), np.zeros((4, 4, 3), np.uint8))))
    assert one_sentence(str(caught.value))
    assert path.read_bytes() == before and [p.name for p in tmp_path.iterdir()] == [path.name]


def test_the_studio_saves_and_reads_a_session(tmp_path: Path) -> None:
    path, studio, other = tmp_path / "mine.eigenbrush", a_studio(), a_studio()
    document = a_document(studio.arrays)
    preview = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    assert run(studio.start(SaveSession((document,), 0, str(path), preview))) == str(path)
    assert run(other.start(LoadSession(str(path)))) == Session((document,), 0)
    assert run(studio.start(SaveSession((document,), 0, str(path)))) == str(path)
    with zipfile.ZipFile(path) as file:
        assert "preview.png" not in file.namelist()
    with pytest.raises(OSError, match=r"cannot be opened: no such file or directory\.$"):
        run(other.start(LoadSession(str(tmp_path / "gone"))))
