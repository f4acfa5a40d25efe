"""Direction sets for tests: made of what tests have at hand, and read as columns."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file

from engine.document.directions import Direction, DirectionSet, Provenance, known, notes


def a_set(vectors: np.ndarray, names: Sequence[str], *, sigma: Sequence[float] | np.ndarray = (), method: str = "sefa",
          title: str = "SeFa", version: int = 1, parameters: Mapping[str, Any] | None = None, seed: int = 0,
          generator: str = "s", said: Sequence[str] = (), cuts: tuple[float, ...] = (), rank: int = 0,
          reach: float = 0.0, **columns: Sequence[Any] | np.ndarray) -> DirectionSet:  # fmt: skip
    """A set of rows (k, dimension); `sigma` (k,) are 1 unless given, `columns` more fields of each `Direction`."""
    lengths = np.asarray(sigma if len(sigma) else np.ones(len(vectors)), np.float32).tolist()
    rows = {"name": names, "vector": vectors, "sigma": lengths} | columns
    directions = tuple(Direction(**dict(zip(rows, row, strict=True))) for row in zip(*rows.values(), strict=True))
    provenance = Provenance(method, title, version, parameters or {}, seed, generator)
    return DirectionSet(directions, provenance, notes("found", said), cuts, rank, reach)


def each(directions: DirectionSet, field: str) -> tuple[Any, ...]:
    """What a field is of each direction; nothing where it is unknown."""
    return known(getattr(direction, field) for direction in directions)


def texts(directions: DirectionSet) -> tuple[str, ...]:
    """What the notes of a set say."""
    return tuple(note.text for note in directions.notes)


def rewrite(path: Path, tensors: Mapping[str, np.ndarray] | None = None, without: str = "", **said: Any) -> None:
    """Give a saved set other tensors, and let its metadata say something else, or nothing under the name `without`."""
    with safe_open(path, "np") as file:
        metadata = file.metadata() | {name: json.dumps(value) for name, value in said.items()}
        held = {name: file.get_tensor(name) for name in file.keys()} | dict(tensors or {})
    metadata.pop(without, None)
    save_file(held, path, metadata)
