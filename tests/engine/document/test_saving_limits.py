"""What is written can be read again: the largest is, and one more is refused before the old file is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from app.home import home
from app.model.settings import Settings, load_settings, save_settings
from engine.checkpoints import convert as converting
from engine.checkpoints import safetensors_file
from engine.checkpoints.checkpoint import Checkpoint
from engine.checkpoints.reading import read
from engine.directions import files as direction_files
from engine.directions.files import load_any_directions, save_ganspace
from engine.document.arrays import ArrayStore
from engine.document.code import Layout, Slot
from engine.document.disk import array_file, limits, numpy_files
from engine.document.document import Document, Edit, GeneratorRef
from engine.document.saved import direction_file, serial, session
from engine.document.saved.direction_file import load_directions, save_directions
from engine.document.saved.serial import from_recipe, to_recipe
from engine.document.saved.session import load_session, save_session
from engine.export import png
from engine.export.png import read_recipe, save_picture
from engine.regions import masks
from engine.regions.masks import read_mask, write_mask
from engine.training.files import read_weights, write_weights
from engine.training.portraits import table
from engine.training.portraits.factors import FACTORS
from tests.direction_sets import a_set

PLAIN = Document(GeneratorRef("g", "s", "f" * 64), 1)
PIXELS = np.zeros((4, 4, 3), np.uint8)


@contextmanager
def refused(path: Path) -> Iterator[None]:
    """One sentence, and what was there is there still."""
    folder, before = sorted(path.parent.iterdir()), path.read_bytes()
    with pytest.raises(ValueError, match="was not saved, because it could not be opened again: ") as told:
        yield
    sentence = str(told.value)
    assert "\n" not in sentence and sentence.endswith(".") and len(sentence) < 400
    assert path.read_bytes() == before and sorted(path.parent.iterdir()) == folder


def with_edits(count: int, arrays: ArrayStore, size: int = 8) -> Document:
    keys = [arrays.put(np.full(size, i, np.float32)) for i in range(count)]
    return replace(PLAIN, edits=tuple(Edit(f"a#{i}", "n", 1.0, vector=key) for i, key in enumerate(keys)))


#: Which number is made smaller, where it is looked up, and a document that holds just so much of it.
AMOUNTS: dict[str, tuple[list[tuple[object, str]], int, Callable[[int, ArrayStore], Document]]] = {
    "entries": ([(serial, "ENTRIES")], 5, lambda n, _: replace(PLAIN, starred=("z.1",) * n)),
    "arrays": ([(array_file, "ARRAY_COUNT"), (serial, "ARRAY_COUNT")], 5, with_edits),
    "numbers of an array": (
        [(array_file, "ARRAY"), (serial, "ARRAY")], 40, lambda n, a: with_edits(1, a, n // 4 + (n > 40)),
    ),
    "depth": ([(limits, "DEPTH")], 12, lambda n, _: replace(PLAIN, extra={"new": nested(n - 4 + 2 * (n > 12))})),
}  # fmt: skip


def nested(depth: int) -> object:
    found: object = 1
    for _ in range(depth):
        found = [found]
    return found


@pytest.mark.parametrize("what", AMOUNTS)
@pytest.mark.parametrize("kind", ["session", "recipe"])
def test_the_largest_document_opens_and_one_more_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, kind: str
) -> None:
    places, most, make = AMOUNTS[what]
    for module, name in places:
        monkeypatch.setattr(module, name, most)
    arrays, path = ArrayStore(), tmp_path / "a.png"

    def save(document: Document) -> None:
        if kind == "session":
            save_session(path, [document], 0, arrays, b"")
        else:
            save_picture(PIXELS, to_recipe(document, arrays), path)

    largest = make(most, arrays)
    save(largest)
    opened = load_session(path, ArrayStore()).documents[0] if kind == "session" else recipe_of(path)
    assert opened == largest
    with refused(path):
        save(make(most + 1, arrays))


def recipe_of(path: Path) -> Document:
    return from_recipe(read_recipe(path), ArrayStore())


def test_as_many_documents_as_a_session_holds(tmp_path: Path) -> None:
    path = tmp_path / "s"
    save_session(path, [PLAIN] * limits.DOCUMENTS, 0, ArrayStore(), b"")
    assert len(load_session(path, ArrayStore()).documents) == limits.DOCUMENTS
    with refused(path):
        save_session(path, [PLAIN] * (limits.DOCUMENTS + 1), 0, ArrayStore(), b"")


def test_as_long_as_the_text_of_a_session_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "s"

    def save(letters: int) -> None:
        save_session(path, [replace(PLAIN, solo="x" * letters)], 0, ArrayStore(), b"")

    save(0)
    monkeypatch.setattr(session, "JSON", 2000)
    low, high = 0, 2000  # the most letters that can be opened again
    while high - low > 1:
        middle = (low + high) // 2
        try:
            save(middle)
            low = middle
        except ValueError:
            high = middle
    save(low)
    assert len(load_session(path, ArrayStore()).documents[0].solo) == low > 500
    with refused(path):
        save(low + 1)


def test_as_long_as_a_recipe_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, plain = tmp_path / "p.png", len(to_recipe(PLAIN, ArrayStore()))
    for module in (serial, png):
        monkeypatch.setattr(module, "RECIPE", plain + 100)
    largest = replace(PLAIN, solo="x" * 100)
    save_picture(PIXELS, to_recipe(largest, ArrayStore()), path)
    assert recipe_of(path) == largest
    with refused(path):
        save_picture(PIXELS, to_recipe(replace(PLAIN, solo="x" * 101), ArrayStore()), path)


@pytest.mark.parametrize("kind", ["float16", "float32", "float64"])
def test_codes_of_every_precision_travel_in_a_recipe(kind: str) -> None:
    arrays = ArrayStore()
    document = replace(PLAIN, edits=(Edit("a#1", "n", 1.0, vector=arrays.put(np.arange(3).astype(kind))),))
    assert from_recipe(to_recipe(document, arrays), ArrayStore()) == document


def test_as_many_directions_as_a_file_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "d.safetensors"
    monkeypatch.setattr(direction_file, "DIRECTIONS", 3)
    for count in (3, 4):
        found = a_set(np.eye(count, dtype=np.float32), tuple("abcd")[:count])
        if count == 3:
            save_directions(found, path)
            assert len(load_directions(path)) == 3
        else:
            with refused(path):
                save_directions(found, path)


@pytest.mark.parametrize("ending", [".safetensors", ".npz"])
def test_as_many_numbers_as_a_direction_file_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    path, layout = tmp_path / f"d{ending}", Layout((Slot("z", 6, 1),))
    for module in (limits, numpy_files, direction_files):
        monkeypatch.setattr(module, "NUMBERS", 2 * 6 + 2 + (6 if ending == ".npz" else 0))  # an .npz has the mean too
    few, many = (a_set(np.eye(6, dtype=np.float32)[:n], tuple("abc")[:n]) for n in (2, 3))

    def save(found: object) -> None:
        save_directions(found, path) if ending == ".safetensors" else save_ganspace(found, path, layout, tied=False)

    save(few)
    assert len(load_any_directions(path, layout, "s", tied=False)) == 2
    with refused(path):
        save(many)


@pytest.mark.parametrize("more", [{"reach": 1e6}, {"rank": 10**6}, {"purity": (1e30,), "attribute": ("smile",)}])
def test_numbers_that_no_direction_file_may_hold_are_not_written(tmp_path: Path, more: dict[str, object]) -> None:
    path = tmp_path / "d.safetensors"
    save_directions(a_set(np.eye(3, dtype=np.float32)[:1], ("a",)), path)
    with refused(path):
        save_directions(a_set(np.eye(3, dtype=np.float32)[:1], ("a",), **more), path)


def test_settings_that_would_be_thrown_away_at_the_next_start_are_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    save_settings(Settings(folder="before"))
    path = home() / "settings.json"
    for wrong in (Settings(brush_size=1.5), Settings(geometry="ü"), Settings(panels=[-1]), Settings(theme="pink")):
        with refused(path):
            save_settings(wrong)
    monkeypatch.setattr(limits, "VALUES", 200)
    with refused(path):
        save_settings(Settings(names={"f": {str(i): "n" for i in range(200)}}))
    assert load_settings() == (Settings(folder="before"), "")


def test_the_largest_mask_opens_and_a_larger_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "m.png"
    monkeypatch.setattr(masks, "PIXELS", 64)
    write_mask(path, np.full((8, 8), 255, np.uint8))
    assert read_mask(path, 8)[0].min() == 1
    with refused(path):
        write_mask(path, np.full((9, 8), 255, np.uint8))


def test_a_converted_checkpoint_has_no_longer_header_than_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.safetensors"

    def save(letters: int) -> None:
        checkpoint = Checkpoint(path, "torch", "a" * 64, {"w": torch.ones(2)}, {"card": "x" * letters})
        converting.convert(checkpoint, path, "dcgan")

    save(0)
    for module in (converting, safetensors_file):
        monkeypatch.setattr(module, "LONGEST_HEADER", int.from_bytes(path.read_bytes()[:8], "little") + 80)
    save(80)
    assert len(read(path).metadata["card"]) == 80
    with refused(path):
        save(90)  # headers are filled up to eights


def test_weights_that_no_generator_opens_with_do_not_replace_those_before(tmp_path: Path) -> None:
    path = tmp_path / "w.safetensors"
    write_weights(path, {"w": torch.ones(2)}, {})
    with refused(path):
        write_weights(path, {"w": torch.tensor([1e6, 1.0]).half()}, {})
    assert read_weights(path)[0]["w"].tolist() == [1, 1]


def test_the_largest_table_of_portraits_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures, rows = tmp_path / "p.npy", np.zeros((4, len(FACTORS)), np.float32)
    table.write_table(pictures, rows)
    monkeypatch.setattr(table, "FILE", table.table_path(pictures).stat().st_size)
    table.write_table(pictures, rows)
    found = table.read_table(pictures)
    assert found is not None and found.values.shape == rows.shape
    with refused(table.table_path(pictures)):
        table.write_table(pictures, np.zeros((5, len(FACTORS)), np.float32))
