"""Documents drawn one after the other, as films and sheets need them; what is on screen becomes no slower for it."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

import numpy as np
from torch import Tensor

from engine.document.conditions import Conditions
from engine.document.document import Document
from engine.drawing.blending import Blender
from engine.drawing.opened import Opened
from engine.drawing.renderer import to_pixels
from engine.drawing.shots import Shot

LONG = 0.03  # seconds after which the stages of a picture let others have a turn


class Drawing:
    """Draws documents of one generator, or what they come to, one after the other, each from the first stage that
    changed."""

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self._made: tuple[Conditions, Blender] | None = None

    def picture(self, document: Document | Shot, end: int = 0) -> Tensor:
        """The picture (3, r, r) in [-1, 1] that the first `end` stages make; 0: all of them."""
        shot = self._shot(document)
        image = self._blender(shot).render(self.opened.paths_of(shot), end)
        assert image is not None
        return image

    def frame(self, document: Document | Shot) -> np.ndarray:
        """The whole picture as a frame, uint8 (H, W, 3)."""
        return np.asarray(to_pixels(self.picture(document)[None]).numpy()[0])

    def ahead(self, document: Document | Shot, end: int = 0) -> Iterator[int]:
        """Do in steps what `picture` would take long for."""
        shot = self._shot(document)
        blender, code = self._blender(shot), self.opened.tensor(shot.code)
        since = perf_counter()
        for stage in range(1, end or len(blender.generator.stages)):
            blender.base.run(code, stage)
            if perf_counter() - since > LONG:
                yield stage
                since = perf_counter()

    def _shot(self, document: Document | Shot) -> Shot:
        return document if isinstance(document, Shot) else self.opened.shot(document)

    def _blender(self, shot: Shot) -> Blender:
        if self._made is None or self._made[0] != shot.conditions:  # a morph leaves what was fitted to a photo
            self._made = shot.conditions, self.opened.apart(shot.conditions)
        return self._made[1]
