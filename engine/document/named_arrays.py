"""Whether the arrays that a document names are what they are named as (codes are codes, masks are masks), and whether
it says each thing once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from engine.document.arrays import ArrayStore
from engine.document.code import Layout
from engine.document.document import Document
from engine.document.judgements import are_judgements
from engine.document.regions import MASK_SIDES
from engine.document.tuning import unsound_tuning
from engine.document.wording import short


def said_twice(document: Document) -> str:
    """What a document says more than once, of which the window shows one and the picture has all, to stand in a
    sentence; empty: nothing."""
    lists: tuple[tuple[str, list[str]], ...] = (
        ("the slider", [edit.key for edit in document.edits]),
        ("the region", [region.name for region in document.regions]),
        ("the layers of", [key for key, *_ in document.ranges]),
        ("the name of", [key for key, _ in document.names]),
        ("the held direction", [key for key, _ in document.fixed]),
        ("the locked layer", [slot for slot, _ in document.held]),
    )
    for what, names in lists:
        if twice := next((name for name, count in Counter(names).items() if count > 1), ""):
            return f"it has {what} {short(twice)} {names.count(twice):,} times"
    return ""


def unsound(document: Document, arrays: ArrayStore) -> str:
    """What is wrong with an array, whatever the generator, to stand in a sentence; empty: nothing.

    Codes are finite floating numbers (dimension,), those of a curved edit an odd number of points of them; masks are
    uint8 (side, side) of a side that pictures are painted with.
    """
    if missing := [key for key in document.arrays() if key not in arrays]:
        return f"it lacks {len(missing)} of its arrays"
    for name, key, axes, _ in _codes(document):
        code = arrays[key]
        bad_curve = axes == 2 and (len(code) < 3 or len(code) % 2 == 0) if code.ndim == axes else True
        if code.dtype.kind != "f" or bad_curve or not code.size:
            return f"{name} is not made of numbers of a code"
        if not np.isfinite(code).all():
            return f"{name} holds numbers that are not finite"
    for name, key in _masks(document):
        if wrong := unsound_mask(name, arrays[key]):
            return wrong
    if document.judged and not are_judgements(arrays[document.judged]):
        return "what was said of faces is damaged"
    tunings = (unsound_tuning(each, document.generator.sha256, arrays) for each in document.tunings())
    return next((wrong for wrong in tunings if wrong), "")


def unsound_mask(name: str, mask: np.ndarray) -> str:
    """What is wrong with a mask that is called so; empty: nothing."""
    smallest, largest = MASK_SIDES
    if mask.dtype != np.uint8 or mask.ndim != 2 or mask.shape[0] != mask.shape[1]:
        return f"{name} is no mask"
    if not smallest <= len(mask) <= largest:
        return f"{name} has {len(mask)} pixels a side, and a mask has {smallest} to {largest}"
    return ""


def misfit(document: Document, arrays: ArrayStore, layout: Layout, side: int) -> str:
    """What does not fit a generator of this layout whose masks have this side, to stand in a sentence; empty: all fits.

    The arrays are sound.
    """
    sizes = {slot.name: slot.dimension for slot in layout.slots} | {"": layout.dimension}
    for name, key, _, slot in _codes(document):
        dimension = sizes.get(slot, 0)
        if arrays[key].shape[-1] != dimension:
            return f"{name} has {arrays[key].shape[-1]:,} numbers where this generator takes {dimension:,}"
    for name, key in _masks(document):
        if len(arrays[key]) != side:
            return (
                f"{name} has {len(arrays[key])} pixels a side where this generator's pictures are painted with {side}"
            )
    return ""


def _codes(document: Document) -> Iterator[tuple[str, str, int, str]]:
    """What each code is of, its key, how many axes it has, and of which slot it is (empty: of the whole code)."""
    for edit in document.edits:
        if edit.vector:
            yield "the direction of a slider", edit.vector, 2 if edit.reach else 1, ""
        if edit.start:
            yield "the face that a morph begins at", edit.start, 1, ""
    yield from (("what a locked layer holds", key, 1, slot) for slot, key in document.held)
    yield from (("a direction that is held fixed", key, 1, "") for _, key in document.fixed)


def _masks(document: Document) -> Iterator[tuple[str, str]]:
    yield from (("a region", region.mask) for region in document.regions)
    yield from (("the mask of a slider", edit.mask) for edit in document.edits if edit.mask)
