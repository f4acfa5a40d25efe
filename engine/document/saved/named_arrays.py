"""Whether the arrays that a document names are what they are named as (codes are codes, masks are masks), and whether
it says each thing once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from engine.document.arrays import ArrayStore
from engine.document.aspect import Size
from engine.document.code import Layout
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.document.judgements import are_judgements
from engine.document.regions import MASK_SIDES
from engine.document.tuning import unsound_tuning
from engine.language import tr


def said_twice(document: Document) -> str:
    """What a document says more than once, of which the window shows one and the picture has all, to stand in a
    sentence; empty: nothing."""
    lists: tuple[tuple[str, list[str]], ...] = (
        (tr("the slider"), [edit.key for edit in document.edits]),
        (tr("the region"), [region.name for region in document.regions]),
        (tr("the layers of"), [key for key, *_ in document.ranges]),
        (tr("the name of"), [key for key, _ in document.names]),
        (tr("the held direction"), [key for key, _ in document.fixed]),
        (tr("the locked layer"), [slot for slot, _ in document.held]),
    )
    for what, names in lists:
        if twice := next((name for name, count in Counter(names).items() if count > 1), ""):
            return tr("it has {what} {twice} {count:,} times", what=what, twice=short(twice), count=names.count(twice))
    return next((wrong for each in document.beside() if (wrong := said_twice(each))), "")


def unsound(document: Document, arrays: ArrayStore) -> str:
    """What is wrong with an array, whatever the generator, to stand in a sentence; empty: nothing.

    Codes are finite floating numbers (dimension,), those of a curved edit an odd number of points of them; masks are
    uint8 of a size that pictures are painted with.
    """
    if missing := [key for key in document.arrays() if key not in arrays]:
        return tr("it lacks {missing_count} of its arrays", missing_count=len(missing))
    for name, key, axes, _ in _codes(document):
        code = arrays[key]
        bad_curve = axes == 2 and (len(code) < 3 or len(code) % 2 == 0) if code.ndim == axes else True
        if code.dtype.kind != "f" or bad_curve or not code.size:
            return tr("{name} is not made of numbers of a code", name=name)
        if not np.isfinite(code).all():
            return tr("{name} holds numbers that are not finite", name=name)
    for name, key in _masks(document):
        if wrong := unsound_mask(name, arrays[key]):
            return wrong
    if document.judged and not are_judgements(arrays[document.judged]):
        return tr("what was said of faces is damaged")
    tunings = (unsound_tuning(each, document.generator.sha256, arrays) for each in document.tunings())
    inner = (unsound(each, arrays) for each in document.beside())
    return next((wrong for wrong in (*tunings, *inner) if wrong), "")


def unsound_mask(name: str, mask: np.ndarray) -> str:
    """What is wrong with a mask that is called so; empty: nothing."""
    smallest, largest = MASK_SIDES
    if mask.dtype != np.uint8 or mask.ndim != 2 or not mask.size:
        return tr("{name} is no mask", name=name)
    if not smallest <= max(mask.shape) <= largest:
        return tr(
            "{name} has {mask_count} pixels a side, and a mask has {smallest} to {largest}",
            name=name,
            mask_count=max(mask.shape),
            smallest=smallest,
            largest=largest,
        )
    return ""


def misfit(document: Document, arrays: ArrayStore, layout: Layout, size: Size) -> str:
    """What does not fit a generator of this layout whose masks have this size, to stand in a sentence; empty: all fits.

    The arrays are sound.
    """
    sizes = {slot.name: slot.dimension for slot in layout.slots} | {"": layout.dimension}
    for name, key, _, slot in _codes(document):
        dimension = sizes.get(slot, 0)
        if arrays[key].shape[-1] != dimension:
            return tr(
                "{name} has {shape:,} numbers where this generator takes {dimension:,}",
                name=name,
                shape=arrays[key].shape[-1],
                dimension=dimension,
            )
    for name, key in _masks(document):
        if arrays[key].shape != size:
            return tr(
                "{name} has {found} pixels where this generator's pictures are painted with {size}",
                name=name,
                found=str(Size(*arrays[key].shape)),
                size=str(size),
            )
    inner = (misfit(each, arrays, layout, size) for each in document.beside())
    return next((wrong for wrong in inner if wrong), "")


def _codes(document: Document) -> Iterator[tuple[str, str, int, str]]:
    """What each code is of, its key, how many axes it has, and of which slot it is (empty: of the whole code)."""
    for edit in (*document.edits, *document.timeline.sliders):
        if edit.vector:
            yield tr("the direction of a slider"), edit.vector, 2 if edit.reach else 1, ""
        if edit.start:
            yield tr("the face that a morph begins at"), edit.start, 1, ""
    yield from ((tr("what a locked layer holds"), key, 1, slot) for slot, key in document.held)
    yield from ((tr("a direction that is held fixed"), key, 1, "") for _, key in document.fixed)


def _masks(document: Document) -> Iterator[tuple[str, str]]:
    yield from (("a region", region.mask) for region in document.regions)
    yield from ((tr("the mask of a slider"), edit.mask) for edit in document.edits if edit.mask)
