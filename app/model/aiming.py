"""A slider's direction as an edit stores it: within its layers, and orthogonal to what is held fixed."""

from __future__ import annotations

import numpy as np

from app.model.catalogue import Catalogue
from engine.document.arrays import ArrayStore
from engine.document.code import Layout
from engine.document.composing import final_code, within_layers
from engine.document.directions import Direction
from engine.document.document import Document
from engine.document.keys import SliderKey
from engine.document.projection import project_out, spanned

Held = tuple[tuple[str, str], ...]  # (slider, array key of its direction)


class NothingLeft(ValueError):
    """All of a direction is held fixed."""


def aimed(
    key: str, held: Held, layers: tuple[int, int], catalogue: Catalogue, layout: Layout, arrays: ArrayStore
) -> str:
    """The array key of a slider's direction, with what is held fixed taken out; empty for an untouched own slider.

    It is made orthogonal within the layers that it moves (at most those of `layers`, counted from 1, both included;
    (0, 0): all), so that it stays in them. A curve is made orthogonal point by point.

    Raises:
        NothingLeft: nothing is left of it.
    """
    row = catalogue.row(key)
    assert row is not None, "callers ask for sliders that are at hand"
    if (curve := catalogue.curve(key)) is not None:
        span = spanned(np.stack([arrays[array] for other, array in held if other != key] or [0 * row]))
        return arrays.put(np.asarray(curve - curve @ span.T @ span, np.float32))
    moving = within_layers(row, layout, *layers) if layers[0] else row
    within = np.zeros_like(moving)
    for place in layout.slices.values():
        if moving[place].any():
            within[place] = 1.0
    others = [arrays[array] * within for _, array in held]
    if any(other == key for other, _ in held) or not any(abs(float(other @ moving)) > 1e-6 for other in others):
        return "" if SliderKey(key).own else arrays.put(np.asarray(row, np.float32))
    try:
        left = project_out(moving[None], np.stack(others))[0] * np.linalg.norm(moving)
    except ValueError as error:
        raise NothingLeft(key) from error
    return arrays.put(np.asarray(left, np.float32))


def begun(direction: Direction, others: Document, base: np.ndarray, layout: Layout, arrays: ArrayStore) -> str:
    """The array key of the base code (dimension,) from which a morph leads as it was found, beside the document's
    `others`; `base` is that of the document. Empty: the direction is no morph."""
    if direction.start is None:
        return ""
    moved = final_code(others, base, layout, arrays) - base
    return arrays.put(np.asarray(direction.start - moved, np.float32))
