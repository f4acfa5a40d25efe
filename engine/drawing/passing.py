"""Base codes of moments of a film: between those of two pictures, and round the circles of wanderings."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from engine.codes.morph import curve
from engine.codes.prior import Prior
from engine.document.arrays import ArrayStore
from engine.document.code import Layout
from engine.document.composing import held_code
from engine.document.disk.wording import short
from engine.document.document import Document, Passing
from engine.document.timeline.curves import NoiseLoop
from engine.document.timeline.masks import ends_of
from engine.document.timeline.shapes import CodeWay
from engine.drawing.outlines import Outlines
from engine.language import tr

#: Ways between two codes that are kept; one is some 33 codes.
KEPT = 8


class Ways:
    """What lies between the codes of documents; `prior` is asked for where a way needs it, and says None where the
    generator has none: then the way is straight."""

    def __init__(
        self, layout: Layout, sample: Callable[[int, int], np.ndarray], mean: Callable[[int], np.ndarray],
        prior: Callable[[], Prior | None],
    ) -> None:  # fmt: skip
        self._layout, self._sample, self._mean, self._prior = layout, sample, mean, prior
        self._points: OrderedDict[tuple[bytes, bytes, CodeWay], np.ndarray] = OrderedDict()

    def code(self, passing: Passing, base: Callable[[Document], np.ndarray]) -> np.ndarray:
        """The base code (dimension,) float32 of a moment; `base` gives those of its documents.

        Raises:
            ValueError: a wandering is of a slot that the code does not have.
        """
        code = base(passing.start)
        if passing.end is not None:
            code = code + self._step(code, base(passing.end), passing.share, passing.way)
        for wander, turn in passing.wanders:
            code = code + self._wandered(wander, turn, passing.start.label)
        return np.asarray(code, np.float32)

    def _step(self, start: np.ndarray, end: np.ndarray, share: float, way: CodeWay) -> np.ndarray:
        """How far the code has gone from the start; beyond both ends straight on."""
        prior = None if way == "straight" else self._prior()
        if prior is None:
            return np.asarray(np.float32(share) * (end - start))
        key = (start.tobytes(), end.tobytes(), way)
        if key not in self._points:
            points = curve(prior, start, end, way)
            self._points[key] = points[len(points) // 2 :]
            if len(self._points) > KEPT:
                self._points.popitem(last=False)
        points = self._points[key]
        place = share * (len(points) - 1)
        before = int(min(max(math.floor(place), 0), len(points) - 2))
        along = np.float32(place - before)
        return np.asarray((1 - along) * points[before] + along * points[before + 1])

    def _wandered(self, wander: NoiseLoop, turn: float, label: int) -> np.ndarray:
        """From where the circle passes through the code: over a circle between two codes drawn at random."""
        names = [slot.name for slot in self._layout.latent if wander.slot in ("", slot.name)]
        if not names:
            raise ValueError(
                tr("The film wanders in the layer {name}, which this generator lacks; remove that wandering.",
                   name=short(wander.slot))
            )  # fmt: skip
        mean, angle = self._mean(label), 2 * math.pi * turn
        one, two = (self._sample((wander.seed + i) % 2**32, label) - mean for i in (0, 1))
        round_ = wander.strength * ((math.cos(angle) - 1) * one + math.sin(angle) * two)
        step = np.zeros_like(mean)
        for name in names:
            step[self._layout.slices[name]] = round_[self._layout.slices[name]]
        return step


def settled(document: Document, base: np.ndarray, layout: Layout, arrays: ArrayStore) -> Document:
    """A moment as a document that holds its `base` code and its masks; what was fitted to a photo stays where both of
    its pictures have the same."""
    passing = document.passing
    if passing is None:
        return document
    end = passing.end or passing.start
    made = held_code(replace(document, passing=None), base, layout, arrays)
    if end.label != passing.start.label:
        others = [slot.name for slot in layout.slots if slot.kind == "class"]
        made = replace(made, held=(*made.held, *((name, arrays.put(base[layout.slices[name]])) for name in others)))
    outlines = Outlines(arrays)
    edits = tuple(
        replace(edit, mask=arrays.put(outlines.mask(edit.mask))) if ends_of(edit.mask) else edit for edit in made.edits
    )
    photo = document.photo if passing.end is None else None
    tuning = passing.start.tuning if end.tuning == passing.start.tuning else None
    return replace(made, edits=edits, photo=photo, tuning=tuning)
