"""Small sessions and recipes that would fill memory are refused before they do, and nothing of them stays."""

from __future__ import annotations

import base64
import json
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from engine.document.arrays import ArrayStore
from engine.document.disk import limits
from engine.document.disk.limits import TooLarge, parsed
from engine.document.saved.serial import BadDocument, from_recipe
from tests.limited import linux, opened_in_a_child

DOCUMENT = {"generator": {"name": "g", "source": "s", "sha256": "f"}, "seed": 1}


# ---- the scan of JSON ----


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * 65 + "]" * 65, "nested more than 64 deep"),
        ("[" * 100_000, "nested more than 64 deep"),
        ('{"a":' * 65 + "1" + "}" * 65, "nested more than 64 deep"),
        ('["]]]]", ' * 65 + "1" + "]" * 65, "nested more than 64 deep"),
        ("[" + "1," * 500_000 + "1]", "more than 500,000 values"),
        ("[" + "{}," * 300_000 + "1]", "more than 500,000 values"),
        (" " * 8_000_001, "would take 8.0 MB, and at most 8.0 MB are read"),
    ],
)
def test_json_is_refused_before_it_is_parsed(text: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json, "loads", lambda _: pytest.fail("it was parsed"))
    with pytest.raises(TooLarge, match=said):
        parsed(text)


@pytest.mark.parametrize("values", [[], {"[[[[": ['"', "\\", "}]" * 100, 'ü"[' * 100]}, ["[" * 1000], "a,b" * 1000])
def test_what_stands_in_texts_is_no_nesting(values: object) -> None:
    assert parsed(json.dumps(values)) == values


def test_texts_without_an_end_are_walked_through_once() -> None:
    for text in ('"' + '\\"' * 2_000_000, '"' * 499_999, "[\\" * 30, '"\\'):
        with pytest.raises(ValueError):
            parsed(text)


# ---- sessions and recipes ----


def header(arrays: dict[str, tuple[str, list[int], int]]) -> bytes:
    """The head of a safetensors file of arrays one after the other: type, shape, bytes of each."""
    at, entries = 0, {}
    for name, (kind, shape, size) in arrays.items():
        entries[name] = {"dtype": kind, "shape": shape, "data_offsets": [at, at + size]}
        at += size
    text = json.dumps(entries).encode()
    return struct.pack("<Q", len(text)) + text


def session(path: Path, values: Iterator[bytes], arrays: Iterator[bytes], **more: int) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **more) as file:
        for name, pieces in (("session.json", values), ("arrays.safetensors", arrays)):
            with file.open(name, "w") as member:
                for piece in pieces:
                    member.write(piece)


def plain(documents: int = 1, **more: object) -> Iterator[bytes]:
    yield json.dumps({"documents": [DOCUMENT | more] * documents, "current": 0}).encode()


def many_arrays(path: Path) -> None:
    """Ten of 30 MB, none of which is larger than one may be."""
    large = {f"{i:016x}": ("U8", [30_000_000], 30_000_000) for i in range(10)}
    session(path, plain(), iter([header(large), *[bytes(30_000_000)] * 10]))


def one_array(path: Path) -> None:
    session(path, plain(), iter([header({"a" * 16: ("F32", [16_000_000], 64_000_000)}), bytes(64_000_000)]))


def changed_at_the_end(path: Path) -> None:
    """Four of 30 MB that are what they say, and one that is not."""
    store = ArrayStore()
    keys = [store.put(np.full(30_000_000, i, np.uint8)) for i in range(4)]
    content = [bytes([i]) * 30_000_000 for i in range(4)]
    head = header({key: ("U8", [30_000_000], 30_000_000) for key in keys} | {"f" * 16: ("U8", [1], 1)})
    session(path, plain(), iter([head, *content, b"1"]))


def many_names(path: Path) -> None:
    names = header({f"{i:x}": ("U8", [0], 0) for i in range(20_000)})
    session(path, plain(), iter([names]))


def long_header(path: Path) -> None:
    session(path, plain(), iter([struct.pack("<Q", 100_000_000), b"{", *[b" " * 10_000_000] * 10, b"}"]))


def much_json(path: Path) -> None:
    session(path, iter([b'{"documents": [', *[b"[[]]," * 2_000_000] * 20, b"0]}"]), iter([header({})]))


def many_values(path: Path) -> None:
    session(path, iter([b'{"documents": [', b"[]," * 2_000_000, b"0]}"]), iter([header({})]))


def deep_json(path: Path) -> None:
    session(path, iter([b"[" * 7_000_000]), iter([header({})]))


def many_documents(path: Path) -> None:
    session(path, plain(300), iter([header({})]))


def many_edits(path: Path) -> None:
    session(path, plain(edits=[{"key": "z.1", "name": "", "strength": 1}] * 20_000), iter([header({})]))


def many_members(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as file:
        for i in range(30_000):
            file.writestr(f"{i:x}", b"")


def another_packing(path: Path) -> None:
    """bz2 gives out at once whatever a piece of the file unpacks to."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as file, file.open("session.json", "w") as member:
        for _ in range(50):
            member.write(bytes(10_000_000))
    content = path.read_bytes()  # it says that it is small
    path.write_bytes(content.replace(struct.pack("<L", 500_000_000), struct.pack("<L", 1000)))


SESSIONS: dict[Callable[[Path], None], str] = {
    many_arrays: "would take 300.0 MB, and at most 128.0 MB are read",
    one_array: "would take 64.0 MB, and at most 32.0 MB are read",
    changed_at_the_end: "is damaged: one of its arrays has changed",
    many_names: "has 20,000 arrays, and at most 10,000 are read",
    long_header: "would take 100.0 MB, and at most 8.0 MB are read",
    much_json: "would take 200.0 MB, and at most 8.0 MB are read",
    many_values: "has more than 500,000 values",
    deep_json: "nested more than 64 deep",
    many_documents: "has 300 documents, and at most 256 are read",
    many_edits: "20,000 entries in a list, and at most 10,000 are read",
    many_members: "bytes of names",
    another_packing: "packed in a way that does not tell how large it becomes",
}


@linux
@pytest.mark.parametrize("make", SESSIONS, ids=lambda make: make.__name__)
def test_a_small_session_that_becomes_large_is_refused(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "small.eigenbrush"
    make(path)
    assert path.stat().st_size < 3_000_000
    imports = "from engine.document.saved.session import load_session\nfrom engine.document.arrays import ArrayStore\n"
    said = opened_in_a_child(path, f"{imports}store = ArrayStore()", "load_session(path, store)", "print(len(store))")
    sentence, kept = said.rsplit("\n", 1)
    assert SESSIONS[make] in sentence and sentence.endswith(".") and "\n" not in sentence and len(sentence) < 400
    assert kept == "0"


def packed(size: int) -> str:
    return base64.b64encode(zlib.compress(bytes(size), 9)).decode()


def recipe(shapes: list[list[int]], text: str, kind: str = "uint8") -> str:
    return json.dumps({"document": DOCUMENT, "arrays": {f"{i:x}": [s, text, kind] for i, s in enumerate(shapes)}})


RECIPES = {
    "forty arrays": (lambda: recipe([[30_000_000]] * 40, packed(30_000_000)), "1,200.0 MB, and at most 128.0 MB"),
    "one array": (lambda: recipe([[64_000_000]], packed(64_000_000)), "64.0 MB, and at most 32.0 MB"),
    "more than its shape": (lambda: recipe([[10]], packed(500_000_000)), "cannot be read"),
    "less than its shape": (lambda: recipe([[30_000_000]], packed(10)), "cannot be read"),
    "many arrays": (lambda: recipe([[0]] * 20_000, packed(0)), "20,000 arrays, and at most 10,000"),
    "many values": (lambda: '{"arrays": [' + "[]," * 2_000_000 + "0]}", "more than 500,000 values"),
    "a negative shape": (lambda: recipe([[-1]], packed(100_000_000)), "no shape"),
    "many axes": (lambda: recipe([[1] * 70], packed(1)), "no shape"),
    "a long seed": (lambda: '{"arrays": {}, "document": {"generator": {}, "seed": ' + "9" * 4000 + "}}", "be read"),
}


@linux
@pytest.mark.parametrize("name", RECIPES)
def test_a_small_recipe_that_becomes_large_is_refused(tmp_path: Path, name: str) -> None:
    make, wanted = RECIPES[name]
    path = tmp_path / "recipe.json"
    path.write_text(make())
    imports = "from engine.document.saved.serial import from_recipe\nfrom engine.document.arrays import ArrayStore\n"
    said = opened_in_a_child(
        path, f"{imports}store = ArrayStore()", "from_recipe(path.read_text(), store)", "print(len(store))"
    )
    sentence, kept = said.rsplit("\n", 1)
    assert wanted in sentence and sentence.endswith(".") and "\n" not in sentence and len(sentence) < 400
    assert kept == "0"


def test_what_a_refused_recipe_names_is_not_kept() -> None:
    store, other = ArrayStore(), ArrayStore()
    key = other.put(np.zeros(10, np.uint8))
    with pytest.raises(BadDocument):
        from_recipe(
            json.dumps({"document": DOCUMENT | {"seed": -1}, "arrays": {key: [[10], packed(10), "uint8"]}}), store
        )
    with pytest.raises(BadDocument):
        from_recipe(recipe([[10], [10]], packed(10)).replace('"0"', f'"{key}"'), store)
    assert not len(store)


def test_the_limits_are_far_above_what_a_person_makes() -> None:
    longest = 18 * 512  # a code of StyleGAN2 at 1024 pixels
    assert limits.ARRAY > 100 * 4 * longest and limits.ARRAYS > 1000 * 4 * longest + 256 * 512**2
    assert limits.NUMBERS > 512 * longest
