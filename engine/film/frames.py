"""The frames of a film, drawn one by one, whatever is on screen meanwhile; memory does not grow with their number."""

from __future__ import annotations

from engine.document.document import Document
from engine.document.timeline.moments import moment
from engine.document.timeline.prepared import Prepared
from engine.drawing.opened import Opened
from engine.film.units import Frames
from engine.units import Units, here


class FilmFrames(Frames):
    """The frames of the document's film at these times in seconds."""

    def __init__(
        self, opened: Opened, document: Document, times: tuple[float, ...], prepared: Prepared, units: Units = here
    ) -> None:
        super().__init__(opened, self.document, units)
        self._whole, self._times, self._prepared = document, times, prepared

    def __len__(self) -> int:
        return len(self._times)

    def document(self, i: int) -> Document:
        """What frame i is of."""
        return moment(self._whole, self._times[i], self._prepared)
