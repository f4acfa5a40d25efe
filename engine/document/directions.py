"""Direction sets: what a method returns, and their file form (safetensors; design.md, "Interfaces")."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from engine.document.files import write_whole

#: The fields that hold one value a direction (or none at all).
LISTS = ("names", "spectrum", "sliders", "effects", "notes", "origins", "attributes", "purity")


@dataclass(frozen=True, eq=False)
class DirectionSet:
    """k directions of a code.

    `vectors` (k, dimension) float32 unit rows; `sigma` (k,) the length of one standard deviation; `spectrum` (k,) how
    much each explains, in the method's own terms; `sliders` their SLOT.INDEX where they are a generator's own numbers;
    `effects` (k,) measured mean absolute change from -2 to +2 sigma, 0 where unknown; `origins` (k,) where along each
    row, in sigma, a slider that shows absolute places has its 0 (GANSpace's mean, InterFaceGAN's boundary): a code's
    place is `code @ row / sigma - origin`; `maps` (k,) uint8 (side, side), never saved, where in its layer each acts;
    `attributes` (k,) the attribute that each moves most and `purity` (k,) its share of the whole change, in [0, 1],
    once measured. Tuples may be empty where there is nothing to say.
    """

    vectors: np.ndarray
    sigma: np.ndarray
    names: tuple[str, ...]
    spectrum: tuple[float, ...]
    method: str
    title: str
    version: int
    parameters: Mapping[str, Any]
    seed: int
    generator: str
    sliders: tuple[str, ...] = ()
    effects: tuple[float, ...] = ()
    notes: tuple[str, ...] = field(default=())
    origins: tuple[float, ...] = ()
    maps: tuple[np.ndarray, ...] = ()
    attributes: tuple[str, ...] = ()
    purity: tuple[float, ...] = ()

    @cached_property
    def key(self) -> str:
        """A short name that is the same for the same directions: method and content hash."""
        digest = hashlib.sha256(np.ascontiguousarray(self.vectors).tobytes()).hexdigest()[:8]
        return f"{self.method}:{digest}"

    @cached_property
    def places(self) -> dict[str, int]:
        """The place (from 0) of each direction by its key."""
        return {self.slider(i): i for i in range(len(self.vectors))}

    def slider(self, i: int) -> str:
        """The key of direction i (from 0) as documents and the screen use it."""
        return self.sliders[i] if self.sliders else f"{self.key}#{i + 1}"


def save_directions(directions: DirectionSet, path: Path) -> None:
    """Write the set as safetensors, whole or not at all."""
    fields = ("method", "title", "version", "seed", "generator", *LISTS)
    metadata = {name: json.dumps(getattr(directions, name)) for name in fields}
    metadata |= {"format": "eigenbrush-directions", "parameters": json.dumps(dict(directions.parameters))}
    tensors = {
        "vectors": np.ascontiguousarray(directions.vectors, np.float32),
        "sigma": np.ascontiguousarray(directions.sigma, np.float32),
    }
    write_whole(path, save(tensors, metadata))


def load_directions(path: Path) -> DirectionSet:
    """Read a direction set.

    Raises:
        ValueError: the file is not one; one sentence.
    """
    try:
        with safe_open(path, "np") as file:
            metadata = file.metadata() or {}
            vectors, sigma = file.get_tensor("vectors"), file.get_tensor("sigma")
        values: dict[str, Any] = {name: json.loads(text) for name, text in metadata.items() if name != "format"}
        listed: dict[str, Any] = {k: tuple(v) if k in LISTS else v for k, v in values.items()}
        found = DirectionSet(vectors, sigma, **listed)
        if vectors.ndim != 2 or not len(vectors) == len(sigma) == len(found.names):
            raise ValueError(f"{vectors.shape} vectors, {sigma.shape} sigma and {len(found.names)} names")
        if not (np.isfinite(vectors).all() and np.isfinite(sigma).all()):
            raise ValueError("some of its numbers are not finite")
        return found
    except (SafetensorError, OSError, ValueError, TypeError) as error:
        raise ValueError(f"{path} is not a direction set ({error}). Make one with `eigenbrush discover`.") from error
