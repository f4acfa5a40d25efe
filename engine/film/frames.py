"""The frames of a film, drawn one by one, whatever is on screen meanwhile; memory does not grow with their number."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.document.document import Document
from engine.document.timeline.moments import moment
from engine.document.timeline.prepared import Prepared
from engine.drawing.one_by_one import Drawing
from engine.drawing.opened import Opened


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
        return self._drawing.frame(self.document(i))

    def ahead(self, i: int) -> Iterator[int]:
        """Do in steps what `frame` would take long for."""
        return self._drawing.ahead(self.document(i))
