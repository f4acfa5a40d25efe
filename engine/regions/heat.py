"""Where a slider acts: heat maps of a direction at a face, and how much of its change leaks out of a region."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import torch
from torch import Tensor

from engine.document.arrays import ArrayStore
from engine.document.asked.requests import Heat, MakeHeat
from engine.document.aspect import Size, sized
from engine.document.composing import final_code
from engine.document.document import Document, Edit
from engine.document.regions import as_weights
from engine.drawing.opened import Opened
from engine.drawing.renderer import check_finite
from engine.generator import images_of
from engine.jacobian.areas import areas, at_size
from engine.jacobian.columns import finite
from engine.jacobian.tangents import Pushes
from engine.job import Job, Progress, within
from engine.language import tr

#: Pixels a side of the largest map.
SIDE = 256
#: A slider nearer to 0 than this rests; it is looked at 1 sigma away.
RESTS = 0.05
#: How far to either side of 0 a curve's tangent is taken, in sigma: within its middle pieces.
STEP = 0.01
#: Squares of change inside, as a share of all, that are rounding.
NOTHING = 1e-12
DRAWING, FOLLOWING = tr("drawing the picture"), tr("following the picture along the slider")


def make_heat(opened: Opened, work: MakeHeat, arrays: ArrayStore) -> Job[Heat]:
    """The maps of `work.edit` at the document without it, and their leakages if `work.region` names a stored mask.

    `first_order` is the derivative along the edit for 1 sigma (of a curved one along its tangent), in its layers, and
    knows no masks. `realised` is of the pictures as they are drawn, masks and all, from strength 0 to the edit's, or to
    1 sigma if it rests. `work.before` is looked at where it changes the region as much as the edit does to first order,
    so its realised change there is nearly the same, not exactly.

    Raises:
        ValueError: an edit does not fit the generator, the region is damaged, or the picture is not finite.
    """
    strength = work.edit.strength if abs(work.edit.strength) >= RESTS else 1.0
    moved = _standing(work.document, replace(work.edit, strength=strength, muted=False))
    still = moved.without(work.edit.key)
    end = 1.0 if work.before is None else 0.5
    pushes = _pushes(opened, still)
    slope = yield from within(0, 0.9 * end, _slope(opened, pushes, work.edit, arrays))
    first = _pooled(slope)
    unmoved = _picture(opened, still)
    yield Progress(0.95 * end, DRAWING)
    realised = _pooled(_picture(opened, moved) - unmoved)
    yield Progress(end, DRAWING)
    heat = Heat(work.edit.key, first, realised)
    if not work.region:
        return heat
    mask = at_size(as_weights(arrays[work.region]), first.shape)
    heat = replace(heat, leakage=_leakage(first, mask), realised_leakage=_leakage(realised, mask))
    if work.before is None:
        return heat
    slope = yield from within(end, 0.95, _slope(opened, pushes, work.before, arrays))
    before = _pooled(slope)
    yield Progress(0.95, DRAWING)
    heat = replace(heat, leakage_before=_leakage(before, mask))
    if (inside := _inside(before, mask)) <= NOTHING * _inside(before, np.ones_like(mask)):
        return heat
    alike = strength * float(np.sqrt(_inside(first, mask) / inside))
    other = replace(work.before, key=work.edit.key, strength=alike, muted=False)
    edits = tuple(other if edit.key == other.key else edit for edit in moved.edits)
    change = _pooled(_picture(opened, replace(moved, edits=edits)) - unmoved)
    yield Progress(1.0, DRAWING)
    return replace(heat, realised_leakage_before=_leakage(change, mask))


def _standing(document: Document, edit: Edit) -> Document:
    """The document with this edit, which counts whatever is muted or soloed, and with the others that count."""
    keys = {edit.key, *(other.key for other in document.counting())}
    whole = document.with_edit(edit)
    return replace(whole, edits=tuple(other for other in whole.edits if other.key in keys), solo="")


def _pushes(opened: Opened, document: Document) -> Pushes:
    """The stages at the document's code."""
    stages = opened.full(document.conditions).generator.stages
    return Pushes(stages, None, opened.tensor(opened.code(document))[None])


def _slope(opened: Opened, pushes: Pushes, edit: Edit, arrays: ArrayStore) -> Job[Tensor]:
    """How the picture (3, h, w) at the code of `pushes` moves along the edit, for 1 sigma at its strength 0."""
    layout, rest = opened.generator.layout, np.zeros(opened.generator.layout.dimension, np.float32)
    there, back = (
        final_code(Document(opened.info.ref, edits=(replace(edit, strength=h, muted=False),)), rest, layout, arrays)
        for h in (STEP, -STEP)
    )
    step = opened.tensor((there - back) / np.float32(2 * STEP))
    moved = yield from within(0, 1, pushes.ahead(step[None]), FOLLOWING)
    return finite(images_of(moved)[0])


def _picture(opened: Opened, document: Document) -> Tensor:
    """The document's picture (3, h, w) from -1 to 1, masks and all; what the screen has drawn is kept as it is."""
    image = opened.masked(document.conditions).apart().render(opened.paths(document))
    assert image is not None
    check_finite(image)
    return image


def _pooled(change: Tensor) -> np.ndarray:
    """A change (3, h, w) averaged by area to at most SIDE pixels: the root of its mean square over colours, (h, w)."""
    change = change.detach().cpu().double()
    size = Size(*change.shape[1:])
    if max(size) > SIDE:
        lengths = zip(size, sized(SIDE, size.aspect), strict=True)
        rows, columns = (torch.from_numpy(areas(*each)) for each in lengths)
        change = rows @ change @ columns.T
    return change.square().mean(0).sqrt().float().numpy()


def _inside(heat: np.ndarray, mask: np.ndarray) -> float:
    """The sum of squares inside a mask."""
    return float((np.square(heat, dtype=np.float64) * mask).sum())


def _leakage(heat: np.ndarray, mask: np.ndarray) -> float | None:
    """The share of the squares outside a mask; None if all are 0."""
    total = float(np.square(heat, dtype=np.float64).sum())
    return _inside(heat, 1 - mask) / total if total else None
