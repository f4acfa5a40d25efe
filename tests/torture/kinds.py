"""Every kind of file that the program writes: written with a number in it, and read back by our own reader."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from app.model.settings import Settings, load_settings, save_settings
from engine.boundaries.labels import read_labels, write_labels
from engine.checkpoints.checkpoint import Checkpoint
from engine.checkpoints.convert import convert
from engine.checkpoints.reading import read
from engine.directions.files import load_any_directions, save_ganspace
from engine.document.arrays import ArrayStore
from engine.document.code import Layout, Slot
from engine.document.document import Document, Edit, GeneratorRef
from engine.document.films.formats import planned
from engine.document.saved.direction_file import load_directions, save_directions
from engine.document.saved.serial import from_recipe, to_recipe
from engine.document.saved.session import load_session, save_session
from engine.document.truth.comparison import Comparison, MethodRow
from engine.document.truth.comparison_file import load_comparison, save_comparison
from engine.export.png import read_recipe, save_picture
from engine.export.writing import write_film
from engine.job import run
from engine.regions.masks import read_mask, write_mask
from engine.training.files import read_weights, write_weights
from engine.training.portraits import table
from engine.training.portraits.factors import FACTORS
from tests.direction_sets import a_set

#: Numbers that are written stay below.
MOST = 200
LAYOUT = Layout((Slot("z", 64, 1),))


@dataclass(frozen=True)
class Kind:
    """`write(path, n)` and `read(path)`, which returns n where the file is whole and raises otherwise; `ending` of the
    name. `write` may also raise, where it cannot: the program's own error."""

    ending: str
    write: Callable[[Path, int], None]
    read: Callable[[Path], int]


def _document(n: int, arrays: ArrayStore) -> Document:
    edits = tuple(
        Edit(f"sefa:1#{i}", "turn", 1.0, vector=arrays.put(np.random.default_rng(n + i).normal(size=5000)))
        for i in range(4)
    )
    return Document(GeneratorRef("n", "/n.pt", "a" * 64), n, edits=edits)


def _session(path: Path, n: int) -> None:
    arrays = ArrayStore()
    save_session(path, (_document(n, arrays),), 0, arrays, b"")


def _in_session(path: Path) -> int:
    return load_session(path, ArrayStore()).documents[0].seed


def _settings(path: Path, n: int) -> None:
    """In the home that is the folder of `path`, whose name is the program's affair."""
    os.environ["EIGENBRUSH_HOME"] = str(path.parent)
    names = {str(i): f"slider {n}" for i in range(500)}
    save_settings(Settings(folder=str(n), names={"a" * 64: names}))


def _in_settings(path: Path) -> int:
    os.environ["EIGENBRUSH_HOME"] = str(path.parent)
    settings, problem = load_settings()
    if problem:
        raise ValueError(problem)
    return int(settings.folder)


def _picture(path: Path, n: int) -> None:
    arrays = ArrayStore()
    pixels = np.random.default_rng(n).integers(0, 256, (64, 64, 3), np.uint8)
    save_picture(pixels, to_recipe(_document(n, arrays), arrays), path)


def _in_picture(path: Path) -> int:
    with Image.open(path) as file:
        pixels = np.asarray(file)
    n = from_recipe(read_recipe(path), ArrayStore()).seed
    if not np.array_equal(pixels, np.random.default_rng(n).integers(0, 256, (64, 64, 3), np.uint8)):
        raise ValueError("the picture is not its recipe's")
    return n


def _film(path: Path, n: int) -> None:
    run(write_film(lambda _: np.full((32, 32, 3), n, np.uint8), planned("gif", 4, (32, 32), 25), path))


def _in_film(path: Path) -> int:
    with Image.open(path) as file:
        values = set()
        for i in range(4):
            file.seek(i)
            values |= set(np.unique(np.asarray(file.convert("RGB"))).tolist())
    (n,) = values
    return int(n)


def _set(n: int):  # type: ignore[no-untyped-def]
    vectors = np.linalg.qr(np.random.default_rng(n).normal(size=(64, 64)))[0].astype(np.float32)
    return a_set(vectors, [str(i) for i in range(64)], sigma=[n + 1.0] * 64, seed=n, generator="a" * 64)


def _in_ganspace(path: Path) -> int:
    return round(float(load_any_directions(path, LAYOUT, "a" * 64, tied=False).sigma[0])) - 1


def _checkpoint(path: Path, n: int) -> None:
    convert(Checkpoint(path, "torch", "a" * 64, {"w": torch.full((30_000,), float(n))}, {}), path, "dcgan")


def _one(values: torch.Tensor) -> int:
    (n,) = values.unique().tolist()
    return int(n)


def _pair(path: Path) -> tuple[Path, Path]:
    return path.with_name("d.safetensors"), path


def _training(path: Path, n: int) -> None:
    """As trainers do: the discriminator, then the generator."""
    for each in _pair(path):
        write_weights(each, {"w": torch.full((30_000,), float(n)).half()}, {"steps": str(n)})


def _in_training(path: Path) -> int:
    found = [read_weights(each) for each in _pair(path)]
    steps = [int(metadata["steps"]) for _, metadata in found]
    if [_one(weights["w"]) for weights, _ in found] != steps or steps[0] - steps[1] not in (0, 1):
        raise ValueError(f"the pair is of the steps {steps}")
    return steps[1]


def _labels(path: Path, n: int) -> None:
    write_labels(path, [(i, 1.0 if i % 2 else -1.0) for i in range(n + 2)])


def _comparison(path: Path, n: int) -> None:
    save_comparison(Comparison("n", "a" * 64, (0,), n, n, "2", "any", (MethodRow("a", "b" * 2000, n),)), path)


def _in_comparison(path: Path) -> int:
    found = load_comparison(path)
    (n,) = {found.portraits, found.samples, found.rows[0].directions}
    return n


def _mask(path: Path, n: int) -> None:
    mask = np.zeros((256, 256), np.uint8)
    mask[:n] = 255
    write_mask(path, mask)


def _table(path: Path, n: int) -> None:
    table.write_table(path, np.full((20, len(FACTORS)), n, np.float32))


def _in_table(path: Path) -> int:
    found = table.read_table(path)
    if found is None:
        raise FileNotFoundError(path)
    (n,) = np.unique(found.values).tolist()
    return int(n)


#: By their names. `settings`, `autosave`, `training` and `table` choose or add names of their own.
KINDS: Mapping[str, Kind] = {
    "session": Kind(".eigenbrush", _session, _in_session),
    "autosave": Kind(".eigenbrush", _session, _in_session),
    "settings": Kind(".json", _settings, _in_settings),
    "picture": Kind(".png", _picture, _in_picture),
    "film": Kind(".gif", _film, _in_film),
    "directions": Kind(".safetensors", lambda path, n: save_directions(_set(n), path),
                       lambda path: load_directions(path).provenance.seed),
    "GANSpace": Kind(".npz", lambda path, n: save_ganspace(_set(n), path, LAYOUT, tied=False), _in_ganspace),
    "conversion": Kind(".safetensors", _checkpoint, lambda path: _one(read(path).weights["w"])),
    "training": Kind(".safetensors", _training, _in_training),
    "mask": Kind(".png", _mask, lambda path: int(read_mask(path, 256)[0][:, 0].sum())),
    "labels": Kind(".csv", _labels, lambda path: len(read_labels(path).examples) - 2),
    "comparison": Kind(".json", _comparison, _in_comparison),
    "table": Kind(".npz", _table, _in_table),
}  # fmt: skip
#: Those that are killed, and those that are written under any name.
KILLED = ("session", "autosave", "settings", "picture", "film", "directions", "conversion", "training")
ANYWHERE = tuple(name for name in KINDS if name not in ("autosave", "settings", "training", "table"))


def place(name: str, folder: Path) -> Path:
    """Where a file of this kind lies in a folder."""
    return folder / ({"settings": "settings", "autosave": "autosave"}.get(name, "a") + KINDS[name].ending)
