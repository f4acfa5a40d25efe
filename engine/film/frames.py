"""The frames of a film, drawn one by one, whatever is on screen meanwhile; memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

import numpy as np
from torch import Tensor

from engine.document.conditions import Conditions
from engine.document.document import Document
from engine.document.timeline.moments import moment
from engine.document.timeline.prepared import Prepared
from engine.drawing.blending import Blender
from engine.drawing.opened import Opened
from engine.drawing.renderer import to_pixels

LONG = 0.03  # seconds after which the stages of a frame let others have a turn


class Drawing:
    """Draws documents of one generator, one after the other, each from the first stage that changed."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._made: tuple[Conditions, Blender] | None = None

    def picture(self, document: Document, end: int = 0) -> Tensor:
        """The picture (3, r, r) in [-1, 1] that the first `end` stages make; 0: all of them."""
        image = self._blender(document).render(self._opened.paths(document), end)
        assert image is not None
        return image

    def ahead(self, document: Document, end: int = 0) -> Iterator[int]:
        """Do in steps what `picture` would take long for."""
        blender, code = self._blender(document), self._opened.paths(document).base
        since = perf_counter()
        for stage in range(1, end or len(blender.generator.stages)):
            blender.base.run(code, stage)
            if perf_counter() - since > LONG:
                yield stage
                since = perf_counter()

    def _blender(self, document: Document) -> Blender:
        if self._made is None or self._made[0] != document.conditions:
            self._made = document.conditions, self._opened.apart(document.conditions)
        return self._made[1]


class FilmFrames:
    """The frames of the document's film at these times in seconds."""

    def __init__(self, opened: Opened, document: Document, times: tuple[float, ...], prepared: Prepared) -> None:
        self._document, self._times, self._prepared = document, times, prepared
        self._drawing = Drawing(opened)

    def __len__(self) -> int:
        return len(self._times)

    def document(self, i: int) -> Document:
        """What frame i is of."""
        return moment(self._document, self._times[i], self._prepared)

    def frame(self, i: int) -> np.ndarray:
        """Frame i, uint8 (H, W, 3)."""
        return np.asarray(to_pixels(self._drawing.picture(self.document(i))[None]).numpy()[0])

    def ahead(self, i: int) -> Iterator[int]:
        """Do in steps what `frame` would take long for."""
        return self._drawing.ahead(self.document(i))
