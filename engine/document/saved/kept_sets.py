"""The direction sets that a session keeps beside its documents, so that edits come back with their sliders."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.document.arrays import ArrayStore
from engine.document.aspect import Size
from engine.document.code import Layout
from engine.document.directions import DirectionSet
from engine.document.disk.archives import unpacked
from engine.document.disk.limits import ARRAYS, JSON, NUMBERS, SETS, no_more
from engine.document.saved.direction_file import from_bytes, to_bytes
from engine.document.saved.named_arrays import unsound_mask
from engine.language import tr

#: How far from 1 the length of a direction may be.
_OFF = 1e-3


@dataclass(frozen=True, eq=False)
class KeptSet:
    """A set of the generator with this hash; `mask` is the array key of what its edits keep to from the start, empty:
    nothing; `absolute`: its sliders show absolute places."""

    generator: str
    directions: DirectionSet
    mask: str = ""
    absolute: bool = False


def write_sets(file: zipfile.ZipFile, sets: Sequence[KeptSet]) -> list[dict[str, Any]]:
    """Write each as a direction file into the zip of a session -> what its JSON says of them."""
    for i, kept in enumerate(sets):
        file.writestr(_name(i), to_bytes(kept.directions), zipfile.ZIP_STORED)  # numbers hardly become smaller
    return [{"generator": kept.generator, "mask": kept.mask, "absolute": kept.absolute} for kept in sets]


def read_sets(file: zipfile.ZipFile, told: Any) -> tuple[KeptSet, ...]:
    """The sets of a session, of which its JSON says so much.

    Raises:
        TooLarge: there are too many, or they are too large.
        ValueError, and what damaged zips and JSON raise: they are damaged.
    """
    no_more(len(told), SETS, tr("direction sets"))
    no_more(sum(file.getinfo(_name(i)).file_size for i in range(len(told))), ARRAYS, "bytes")
    found = []
    for i, values in enumerate(told):
        directions = from_bytes(unpacked(file, _name(i), 4 * NUMBERS + JSON))
        off = np.abs(np.linalg.norm(directions.vectors, axis=1) - 1).max()
        if directions.own or directions.vectors.dtype != np.float32 or off > _OFF or not (directions.sigma > 0).all():
            raise ValueError(tr("one of its direction sets is damaged"))
        found.append(KeptSet(str(values["generator"]), directions, str(values["mask"]), bool(values["absolute"])))
    return tuple(found)


def unsound_set(kept: KeptSet, arrays: ArrayStore) -> str:
    """What is wrong with the mask of a set, whatever the generator, to stand in a sentence; empty: nothing."""
    if not kept.mask:
        return ""
    return unsound_mask(tr("the mask of a slider"), arrays[kept.mask]) if kept.mask in arrays else tr("it lacks a mask")


def misfit_set(kept: KeptSet, arrays: ArrayStore, layout: Layout, size: Size) -> str:
    """What does not fit a generator of this layout whose masks have this size, to stand in a sentence; empty: all."""
    numbers = len(kept.directions[0].vector)
    if numbers != layout.dimension:
        return tr(
            "a direction has {numbers:,} numbers where this generator takes {dimension:,}",
            numbers=numbers,
            dimension=layout.dimension,
        )
    if kept.mask and arrays[kept.mask].shape != size:
        return tr(
            "a mask has {found} pixels where this generator's pictures take {size}",
            found=str(Size(*arrays[kept.mask].shape)),
            size=str(size),
        )
    return ""


def _name(i: int) -> str:
    return f"sets/{i}.safetensors"
