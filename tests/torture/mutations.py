"""Every form that opens, damaged at random: our own error with one sentence, or it opens; the same for a seed."""

from __future__ import annotations

import io
import json
import pickle
import random
import struct
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from safetensors.torch import save

from engine.boundaries.labels import read_labels
from engine.checkpoints.reading import read
from engine.directions.files import load_any_directions, save_ganspace
from engine.document.arrays import ArrayStore
from engine.document.document import Document, Edit, GeneratorRef
from engine.document.judgements import to_array
from engine.document.regions import Region
from engine.document.saved.direction_file import save_directions
from engine.document.saved.kept_sets import KeptSet
from engine.document.saved.serial import from_recipe, to_recipe
from engine.document.saved.session import load_session, save_session
from engine.document.truth.comparison import Comparison, Estimate, FactorRow, MethodRow
from engine.document.truth.comparison_file import load_comparison, save_comparison
from engine.export.png import read_recipe, save_picture
from engine.regions.masks import read_mask
from tests.direction_sets import a_set
from tests.engine.checkpoints.test_tensorflow import Network, of_stylegan2, pickled
from tests.engine.generators.test_stylegan2 import weights_of
from tests.fakes import LinearGenerator
from tests.hostile import torch_bytes
from tests.torture.figures import Told

LONGEST = 400  # letters that a sentence may have
MASK = np.full((256, 256), 255, np.uint8)


def forms(folder: Path) -> Mapping[str, tuple[bytes, Callable[[Path], object]]]:
    """A good file of each form, and how it is opened."""
    layout = LinearGenerator().layout
    weights = {
        "main.0.weight": torch.ones(6, 4, 4, 4), "main.3.weight": torch.ones(4, 4, 4, 4),
        "main.6.weight": torch.ones(4, 3, 4, 4),
    }  # fmt: skip
    arrays = ArrayStore()
    row = np.eye(9, dtype=np.float32)[0]
    edit = Edit("sefa:1#1", "turn", 1.0, vector=arrays.put(row), sigma=2.0)
    document = Document(
        GeneratorRef("n", "/n.pt", "a" * 64), 3, edits=(edit,), regions=(Region("A", arrays.put(MASK)),)
    )
    directions = a_set(np.eye(9, dtype=np.float32)[:2], ("a", "b"), generator="a" * 64)
    judged = replace(document, judged=arrays.put(to_array({3: 1, 4: -1})))
    kept = KeptSet("a" * 64, directions, document.regions[0].mask)
    save_session(folder / "s", (document, judged), 1, arrays, b"", (kept,))
    save_directions(directions, folder / "d.safetensors")
    save_ganspace(directions, folder / "d.npz", layout, tied=False)
    save_picture(np.zeros((8, 8, 3), np.uint8), to_recipe(document, arrays), folder / "p.png")
    value = Estimate(0.5, 0.1)
    factor = FactorRow("yaw", value, value, value, value, 0, "a", "sefa-best:0a1b2c3d#1")
    rows = MethodRow("sefa", "SeFa", 2, value, factors=(factor,)), MethodRow("reds", "REDs", failed="It cannot.")
    save_comparison(Comparison("n", "a" * 64, (0, 1), 9, 100, "2", "any", rows), folder / "c.json")
    mask = io.BytesIO()
    Image.fromarray(MASK[:32, :32]).save(mask, "PNG")
    return {
        "torch zip": (torch_bytes(weights), read),
        "torch legacy": (torch_bytes(weights, zipped=False), read),
        "safetensors": (save(weights), read),
        "plain pickle": (pickle.dumps({name: weight.numpy() for name, weight in weights.items()}), read),
        "pickle of TensorFlow": (pickled((Network("G", {}), of_stylegan2(weights_of((3, 2))))), read),
        "session": ((folder / "s").read_bytes(), lambda path: load_session(path, ArrayStore())),
        "recipe": ((folder / "p.png").read_bytes(), lambda path: from_recipe(read_recipe(path), ArrayStore())),
        "directions": ((folder / "d.safetensors").read_bytes(), lambda path: _directions(path, layout)),
        "npz": ((folder / "d.npz").read_bytes(), lambda path: _named(path, ".npz", layout)),
        "mask": (mask.getvalue(), lambda path: read_mask(path, 256)),
        "comparison": ((folder / "c.json").read_bytes(), load_comparison),
        "labels": (b"seed,smile\n" + b"".join(b"%d,%d\n" % (i, i % 2) for i in range(40)), read_labels),
    }


def _named(path: Path, ending: str, layout: object) -> object:
    return _directions(path.rename(path.with_suffix(ending)), layout)


def _directions(path: Path, layout: object) -> object:
    return load_any_directions(path, layout, "a" * 64, tied=False)  # type: ignore[arg-type]


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The content with one kind of damage."""
    kind = chance.choice(("flip", "flip", "cut", "splice", "repeat", "huge", "zero"))
    at, length = chance.randrange(len(content)), chance.randint(1, 64)
    if kind == "flip":
        found = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
        return bytes(found)
    if kind == "cut":
        return content[:at]
    if kind == "splice":
        other = chance.randrange(len(content))
        return content[:at] + content[other : other + length] + content[at + length :]
    if kind == "repeat":
        return content[:at] + content[at : at + length] * chance.randint(2, 40) + content[at:]
    if kind == "huge":
        size = struct.pack(chance.choice(("<Q", ">Q", "<I", ">I")), chance.choice((2**31 - 1, 2**32 - 1, 10**8)))
        return content[:at] + size + content[at + len(size) :]
    return content[:at] + bytes(length) + content[at + length :]


def torture(folder: Path, count: int, seed: int, told: Told, kept: Path | None = None) -> None:
    """`count` damaged files; what neither opens nor is refused in one sentence is told, and kept in a folder."""
    chance, made = random.Random(seed), forms(folder)
    for i in range(count):
        name = chance.choice(sorted(made))
        content, opens = made[name]
        damaged = mutated(content, chance)
        told.tried[name] += 1
        path = folder / f"{i}.bin"
        path.write_bytes(damaged)
        problem = _problem(opens, path, told, name)
        if problem:
            told.problems.append(f"{name}, seed {seed}, file {i}: {problem}")
            if kept is not None:
                (kept / f"{name.replace(' ', '-')}-{seed}-{i}.bin").write_bytes(damaged)
        for left in (path, path.with_suffix(".npz")):
            left.unlink(missing_ok=True)


def _problem(opens: Callable[[Path], object], path: Path, told: Told, name: str) -> str:
    try:
        opens(path)
    except (ValueError, OSError) as error:
        told.came["refused"] += 1
        told.came[f"refused {name}"] += 1
        sentence = str(error)
        wrong = "\n" in sentence or "Traceback" in sentence or not sentence or len(sentence) > LONGEST
        return f"says {sentence!r}" if wrong or isinstance(error, json.JSONDecodeError) else ""
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    told.came["opened"] += 1
    return ""
