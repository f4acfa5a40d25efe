"""The document: base code, conditions, a stack of edits: what is undone, saved and exported. It never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from engine.document.arrays import ArrayStore
from engine.document.code import Layout
from engine.document.conditions import Conditions, Noise
from engine.document.regions import Region

UNFIT = "This picture's edits do not fit its generator: they were made for a code of another shape."


@dataclass(frozen=True)
class GeneratorRef:
    """Which weights a document is about: named by hash and by where they were found, never embedded."""

    name: str
    source: str
    sha256: str


@dataclass(frozen=True)
class Edit:
    """One direction with a strength.

    `key` is "SLOT.INDEX" for a generator's own slider, "SET#INDEX" for a direction set (counted from 1). `strength` is
    in sigma, as an offset from the base code; `vector` is the array key of the code-sized unit direction, empty for an
    own slider; one sigma is `sigma` long. Only the latent slots `first` to `last` (counted from 1, both included) move;
    0: all of them. With `reach`, the direction is curved: `vector` holds its points (an odd number, dimension), steps
    from the base code evenly from -`reach` to +`reach` sigma. `mask` is the array key of a stored mask (see
    `engine.document.regions`) outside of which the picture stays; empty: everywhere.
    """

    key: str
    name: str
    strength: float
    origin: str = ""
    vector: str = ""
    sigma: float = 1.0
    muted: bool = False
    first: int = 0
    last: int = 0
    reach: float = 0.0
    mask: str = ""

    @property
    def group(self) -> str:
        """The slot or the direction set that the direction belongs to."""
        return group_of(self.key)


def group_of(key: str) -> str:
    """ "z3.2" -> "z3", "ganspace:1a2b#4" -> "ganspace:1a2b"."""
    return key.rsplit("#", 1)[0] if "#" in key else key.rpartition(".")[0]


@dataclass(frozen=True)
class Mix:
    """Style mixing: the latent slots `first` to `last` (counted from 1, both included) are those of another seed."""

    seed: int
    first: int
    last: int


@dataclass(frozen=True)
class Document:
    """A picture in the making. Compare two with `==`: arrays are compared by their content keys."""

    generator: GeneratorRef
    seed: int = 0
    truncation: float = 1.0
    edits: tuple[Edit, ...] = ()
    held: tuple[tuple[str, str], ...] = ()  # slots whose base is not the seed's: (slot, array key of its values)
    locked: tuple[str, ...] = ()  # groups that a new seed or a throw of the dice leaves alone
    solo: str = ""  # the one group whose edits count while it is set
    names: tuple[tuple[str, str], ...] = ()  # sliders renamed by a person: (key, name)
    starred: tuple[str, ...] = ()
    cutoff: int = 0  # truncation reaches the first so many latent slots; 0: all of them
    label: int = 0  # the class, in conditional generators
    noise: Noise = "constant"
    noise_seed: int = 0
    mixes: tuple[Mix, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()  # held fixed, whatever else moves: (direction, array key of its vector)
    ranges: tuple[tuple[str, int, int], ...] = ()  # directions that move some layers only: (key, first, last)
    regions: tuple[Region, ...] = ()  # painted, in the order they were made
    keep_outside: bool = True  # outside the masks of edits the picture stays to the last bit, not only in the features
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)  # keys of a newer version, kept as they came

    @property
    def conditions(self) -> Conditions:
        """What the picture depends on besides its code."""
        return Conditions(self.noise, self.noise_seed, self.truncation)

    def range_of(self, key: str) -> tuple[int, int]:
        """The layers that this direction moves, counted from 1, both included; (0, 0): all of them."""
        return next(((first, last) for other, first, last in self.ranges if other == key), (0, 0))

    def holds(self, key: str) -> bool:
        """Whether this direction is held fixed."""
        return any(other == key for other, _ in self.fixed)

    def edit(self, key: str) -> Edit | None:
        """The edit of this slider, if it is active."""
        return next((edit for edit in self.edits if edit.key == key), None)

    def counting(self) -> tuple[Edit, ...]:
        """The edits that change the picture: not muted, and of the soloed group if there is one."""
        return tuple(e for e in self.edits if not e.muted and (not self.solo or e.group == self.solo))

    def with_edit(self, edit: Edit) -> Document:
        """Set, add or (at strength 0) remove one edit; its place in the stack is kept."""
        if abs(edit.strength) < 5e-4:
            return self.without(edit.key)
        if self.edit(edit.key) is None:
            return replace(self, edits=(*self.edits, edit))
        return replace(self, edits=tuple(edit if e.key == edit.key else e for e in self.edits))

    def without(self, *keys: str) -> Document:
        """Remove these edits."""
        return replace(self, edits=tuple(e for e in self.edits if e.key not in keys))

    def unedited(self) -> Document:
        """The same seed without edits: the "original" of a comparison."""
        return replace(self, edits=(), solo="")

    def seeds(self) -> tuple[int, ...]:
        """Every seed whose code is needed: the document's own, then those mixed in."""
        return tuple(dict.fromkeys((self.seed, *(mix.seed for mix in self.mixes))))

    def arrays(self) -> tuple[str, ...]:
        """The keys of every array the document needs."""
        edits = [key for edit in self.edits for key in (edit.vector, edit.mask) if key]
        regions = [region.mask for region in self.regions]
        return tuple(dict.fromkeys(edits + regions + [key for _, key in (*self.held, *self.fixed)]))

    def region(self, name: str) -> Region | None:
        """The region of this name."""
        return next((region for region in self.regions if region.name == name), None)

    def branches(self) -> tuple[Document, tuple[tuple[str, Document], ...]]:
        """The document without its masked edits; and each mask in stack order, with the document that has those of
        that mask besides the unmasked ones. Muted edits and groups that are not soloed are gone from all."""
        counting = self.counting()
        free = tuple(edit for edit in counting if not edit.mask)
        masks = dict.fromkeys(edit.mask for edit in counting if edit.mask)
        return replace(self, edits=free, solo=""), tuple(
            (mask, replace(self, edits=(*free, *(edit for edit in counting if edit.mask == mask)), solo=""))
            for mask in masks
        )


def mixed_code(document: Document, sampled: Mapping[int, np.ndarray], layout: Layout) -> np.ndarray:
    """The sampled code (dimension,) of the document's seed, with the slots of other seeds mixed in, in order."""
    code = np.array(sampled[document.seed], np.float32)
    latent = [layout.slices[slot.name] for slot in layout.latent]
    for mix in document.mixes:
        for place in latent[mix.first - 1 : mix.last]:
            code[place] = sampled[mix.seed][place]
    return code


def base_code(
    document: Document, sampled: np.ndarray, mean: np.ndarray, layout: Layout, arrays: ArrayStore
) -> np.ndarray:
    """The code before edits (dimension,): truncation pulls the latent slots to the mean, held slots stay.

    `sampled` is what `mixed_code` gives, `mean` the mean code of the document's class.

    Raises:
        ValueError: a held slot is not of this layout.
    """
    base = np.array(sampled, np.float32)
    latent = [layout.slices[slot.name] for slot in layout.latent]
    for place in latent[: document.cutoff or None]:
        base[place] = mean[place] + document.truncation * (base[place] - mean[place])
    for name, key in document.held:
        place = layout.slices.get(name, slice(0, 0))
        base[place] = _fitting(arrays[key], place.stop - place.start)
    return base


def final_code(document: Document, base: np.ndarray, layout: Layout, arrays: ArrayStore) -> np.ndarray:
    """The code after edits (dimension,): base + sum of strength * sigma * unit direction; masks are no matter here.

    Raises:
        ValueError: an edit is not of this layout.
    """
    code = np.array(base, np.float32)
    for edit in document.counting():
        if edit.vector:
            step = _step(edit, arrays[edit.vector], len(code))
            code += step if not edit.first else within_layers(step, layout, edit.first, edit.last)
        else:
            code[layout.index(edit.key)] += np.float32(edit.strength * edit.sigma)
    return code


def _step(edit: Edit, array: np.ndarray, size: int) -> np.ndarray:
    """How far an edit moves a code (size,): along its unit direction, or along its curve and straight on beyond."""
    if not edit.reach:
        return np.asarray(np.float32(edit.strength * edit.sigma) * _fitting(array, size))
    if array.ndim != 2 or len(array) < 3 or not len(array) % 2:
        raise ValueError(UNFIT)
    half = len(array) // 2
    place = half + edit.strength / edit.reach * half
    before = int(min(max(np.floor(place), 0), len(array) - 2))
    along = np.float32(place - before)
    return _fitting((1 - along) * array[before] + along * array[before + 1], size)


def within_layers(step: np.ndarray, layout: Layout, first: int, last: int) -> np.ndarray:
    """A step of a code (dimension,), zero but for the latent slots `first` to `last` (from 1, both included)."""
    kept = np.zeros_like(step)
    for slot in layout.latent[first - 1 : last]:
        kept[layout.slices[slot.name]] = step[layout.slices[slot.name]]
    return kept


def _fitting(array: np.ndarray, size: int) -> np.ndarray:
    """The array, if it is a piece of code of this size; ValueError otherwise."""
    if array.shape != (size,) or not size:
        raise ValueError(UNFIT)
    return array
