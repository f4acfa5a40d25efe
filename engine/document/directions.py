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
LISTS = (
    "names", "spectrum", "sliders", "effects", "notes", "origins", "attributes", "purity", "leakage", "leakage_before",
    "cuts",
)  # fmt: skip
#: Tensors that only some sets have.
MORE = ("unprojected", "path")


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

    Methods of a painted region say more: `unprojected` (k, dimension) the unit directions if nothing were held;
    `leakage` and `leakage_before` (k,) the share of the first-order change that falls outside the region, of the
    directions and of the unprojected ones; `cuts` the singular values of what is held, the largest first, of which the
    first `rank` are. Curved directions have `path` (k, an odd number of points, dimension), codes from -`reach` to
    +`reach` sigma in equal steps with the face's own code in the middle; their `vectors` are the tangents there.
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
    unprojected: np.ndarray | None = None
    leakage: tuple[float, ...] = ()
    leakage_before: tuple[float, ...] = ()
    cuts: tuple[float, ...] = ()
    rank: int = 0
    path: np.ndarray | None = None
    reach: float = 0.0

    @cached_property
    def key(self) -> str:
        """A short name that is the same for the same directions: method and content hash."""
        digest = hashlib.sha256(np.ascontiguousarray(self.vectors).tobytes())
        if self.path is not None:  # curves with the same tangents
            digest.update(np.ascontiguousarray(self.path, np.float32).tobytes() + repr(self.reach).encode())
        return f"{self.method}:{digest.hexdigest()[:8]}"

    @cached_property
    def places(self) -> dict[str, int]:
        """The place (from 0) of each direction by its key."""
        return {self.slider(i): i for i in range(len(self.vectors))}

    def curve(self, i: int) -> np.ndarray | None:
        """The points of direction i as steps from the face's code (points, dimension) float32; None: it is straight."""
        if self.path is None:
            return None
        points = self.path[i]
        return np.asarray(points - points[len(points) // 2], np.float32)

    def slider(self, i: int) -> str:
        """The key of direction i (from 0) as documents and the screen use it."""
        return self.sliders[i] if self.sliders else f"{self.key}#{i + 1}"


def save_directions(directions: DirectionSet, path: Path) -> None:
    """Write the set as safetensors, whole or not at all."""
    fields = ("method", "title", "version", "seed", "generator", "rank", "reach", *LISTS)
    metadata = {name: json.dumps(getattr(directions, name)) for name in fields}
    metadata |= {"format": "eigenbrush-directions", "parameters": json.dumps(dict(directions.parameters))}
    tensors = {
        "vectors": np.ascontiguousarray(directions.vectors, np.float32),
        "sigma": np.ascontiguousarray(directions.sigma, np.float32),
    }
    for name in MORE:
        if (array := getattr(directions, name)) is not None:
            tensors[name] = np.ascontiguousarray(array, np.float32)
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
            more = {name: file.get_tensor(name) for name in MORE if name in file.keys()}
        values: dict[str, Any] = {name: json.loads(text) for name, text in metadata.items() if name != "format"}
        listed: dict[str, Any] = {k: tuple(v) if k in LISTS else v for k, v in values.items()}
        found = DirectionSet(vectors, sigma, **listed, **more)
        if vectors.ndim != 2 or not len(vectors) == len(sigma) == len(found.names):
            raise ValueError(f"{vectors.shape} vectors, {sigma.shape} sigma and {len(found.names)} names")
        if (found.path is not None and (found.path.ndim != 3 or found.path.shape[::2] != vectors.shape
                                        or found.path.shape[1] % 2 == 0 or not found.reach > 0)):  # fmt: skip
            raise ValueError(f"paths {found.path.shape} that reach {found.reach} sigma, for {vectors.shape} vectors")
        if found.unprojected is not None and found.unprojected.shape != vectors.shape:
            raise ValueError(f"{found.unprojected.shape} unprojected vectors for {vectors.shape}")
        if not all(np.isfinite(array).all() for array in (vectors, sigma, *more.values())):
            raise ValueError("some of its numbers are not finite")
        return found
    except (SafetensorError, OSError, ValueError, TypeError) as error:
        raise ValueError(f"{path} is not a direction set ({error}). Make one with `eigenbrush discover`.") from error
