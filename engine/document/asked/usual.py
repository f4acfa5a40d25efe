"""What the screen asks of the engine about which codes are usual for a generator: frozen values."""

from __future__ import annotations

from dataclasses import dataclass, replace

from engine.document.asked.requests import Request
from engine.document.document import Document
from engine.document.films.film import Track


@dataclass(frozen=True)
class MeasureCodes(Request[None, None]):
    """Have measured where the codes of the document's generator lie, which its compression needs -> None."""

    document: Document


@dataclass(frozen=True)
class FindRanges(Request[dict[str, tuple[float, float]], None]):
    """Up to where sliders stay within what the generator has learned -> {key: (lowest, highest) strength}.

    Each track has the strengths (sigma from the base, rising) that its slider's track shows. A range ends where the
    code becomes stranger than 99 of 100 that are drawn, or with the track; it is a single place where all of the track
    is so strange. Where it cannot be told, the answer is empty.
    """

    document: Document
    tracks: tuple[Track, ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """All whose arrays it needs."""
        return (self.document, replace(self.document, edits=tuple(track.edit for track in self.tracks)))
