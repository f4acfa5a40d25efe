"""What the screen asks of the engine about films: frozen values."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engine.document.asked.requests import Request
from engine.document.disk.caches import Cache
from engine.document.document import Document, Timeline
from engine.document.films.formats import Grade
from engine.document.timeline.prepared import Levels, Prepared
from engine.document.timeline.reading import checked
from engine.document.timeline.sound import Sound, Tempo


@dataclass(frozen=True)
class PrepareFilm(Request[Prepared, None]):
    """Measure what the document's film needs before it is played: its sound, and the pace of clips with even change ->
    Prepared. What was measured before comes at once."""

    document: Document


@dataclass(frozen=True, eq=False)
class Heard:
    """A sound that was read: `sound` has its path and hash and drives nothing yet; `tempo` is that which was found, or
    None where there is no beat."""

    sound: Sound
    levels: Levels
    tempo: Tempo | None


@dataclass(frozen=True)
class HearSound(Request[Heard, None]):
    """Read a sound file (WAV, and with `soundfile` FLAC, OGG and MP3) and listen for its beat -> Heard."""

    path: str


@dataclass(frozen=True)
class SettleMoment(Request[Document, None]):
    """A moment of a film (see `engine.document.timeline.moments`) as a document that can be kept and saved -> Document.
    The same picture comes of it, to rounding."""

    document: Document


@dataclass(frozen=True)
class WriteFilm(Request[str, np.ndarray]):
    """Render the document's film -> the path; its file carries the film's recipe. `size`: pixels a side, 0: the
    generator's own; `rate` frames a second and `span` in seconds in place of the film's own where they are given. All
    else is as in `ExportFilm`."""

    writes = True
    document: Document
    path: str
    size: int = 0
    rate: float = 0.0
    span: tuple[float, float] | None = None
    dither: bool = False
    format: str = ""
    quality: Grade = "good"
    cache: Cache | None = None


def asked(work: WriteFilm) -> Timeline:
    """The film at the rate and with the span that is asked for; raises ValueError where it has no such."""
    film = work.document.timeline
    return checked(replace(film, rate=work.rate or film.rate, span=work.span or film.span))
