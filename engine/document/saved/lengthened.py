"""What was saved before a layout had slots for channels: its codes and directions end before them, and zeros follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from engine.document.arrays import ArrayStore
from engine.document.code import Layout
from engine.document.directions import DirectionSet
from engine.document.document import Document, Edit
from engine.document.keys import SliderKey
from engine.document.saved.kept_sets import KeptSet


def lengthened(numbers: np.ndarray, layout: Layout) -> np.ndarray:
    """Numbers (..., n) of codes of this layout, with zeros for its "style" slots where they end before these; others
    as they are."""
    missing = sum(slot.dimension for slot in layout.slots if slot.kind == "style")
    if not missing or not numbers.ndim or numbers.shape[-1] != layout.dimension - missing:
        return numbers
    return np.concatenate([numbers, np.zeros((*numbers.shape[:-1], missing), numbers.dtype)], -1)


def lengthened_set(found: DirectionSet, layout: Layout) -> DirectionSet:
    """The set, each of its directions lengthened; itself where none is."""

    def longer(numbers: np.ndarray | None) -> np.ndarray | None:
        return None if numbers is None else lengthened(numbers, layout)

    if all(lengthened(row.vector, layout) is row.vector for row in found):
        return found
    rows = (
        replace(row, vector=lengthened(row.vector, layout), unprojected=longer(row.unprojected), path=longer(row.path))
        for row in found
    )
    return replace(found, directions=tuple(rows))


def lengthened_document(
    document: Document, layout: Layout, arrays: ArrayStore, sets: Mapping[str, str] | None = None
) -> Document:
    """The document, each vector that it names lengthened; itself where none is. `sets` are new keys of direction sets
    by the old ones, which lengthening changes."""
    keys = sets or {}

    def vector(key: str) -> str:
        longer = lengthened(arrays[key], layout)
        return key if longer is arrays[key] else arrays.put(longer)

    def slider(key: str) -> str:
        group = SliderKey(key).group
        return keys[group] + key[len(group) :] if group in keys else key

    def longer_edits(edits: Iterable[Edit]) -> tuple[Edit, ...]:
        return tuple(replace(e, key=slider(e.key), vector=vector(e.vector) if e.vector else "") for e in edits)

    fixed = tuple((slider(name), vector(key)) for name, key in document.fixed)
    names = tuple((slider(key), name) for key, name in document.names)
    starred = tuple(slider(key) for key in document.starred)
    snapshots = tuple(
        replace(each, document=lengthened_document(each.document, layout, arrays, sets)) for each in document.snapshots
    )
    film = document.timeline
    timeline = replace(
        film,
        keys=tuple(replace(k, document=lengthened_document(k.document, layout, arrays, sets)) for k in film.keys),
        curves=tuple(replace(curve, target=slider(curve.target)) for curve in film.curves),
        sliders=longer_edits(film.sliders),
    )
    if film.sound is not None:
        drives = tuple(replace(drive, target=slider(drive.target)) for drive in film.sound.drives)
        timeline = replace(timeline, sound=replace(film.sound, drives=drives))
    return replace(
        document, edits=longer_edits(document.edits), fixed=fixed, names=names, starred=starred,
        solo=keys.get(document.solo, document.solo), snapshots=snapshots, timeline=timeline,
    )  # fmt: skip


def lengthened_all(
    documents: tuple[Document, ...], sets: tuple[KeptSet, ...], generator: str, layout: Layout, arrays: ArrayStore
) -> tuple[tuple[Document, ...], tuple[KeptSet, ...]]:
    """Those of the generator with this hash lengthened, the others as they are."""
    keys, longer = dict[str, str](), list[KeptSet]()
    for kept in sets:
        if kept.generator == generator:
            found = lengthened_set(kept.directions, layout)
            keys[kept.directions.key] = found.key
            kept = replace(kept, directions=found)
        longer.append(kept)
    made = tuple(
        lengthened_document(each, layout, arrays, keys) if each.generator.sha256 == generator else each
        for each in documents
    )
    return made, tuple(longer)
