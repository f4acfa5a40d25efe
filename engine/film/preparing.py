"""All that has to be measured before a film is played: where codes lie, the pace of clips, the sound."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from engine.codes.compression import why_not
from engine.document.document import Document, Timeline
from engine.document.timeline.prepared import Levels, Prepared, pairs
from engine.document.timeline.requests import Heard
from engine.document.timeline.sound import Sound, Tempo
from engine.drawing.opened import Opened
from engine.film.listening import listen
from engine.film.pacing import pace_of
from engine.film.sound_file import changed, not_opened, read_sound, sha256_of
from engine.job import Job, Progress, within
from engine.language import tr
from engine.loading import imported

#: Sounds that were heard and are kept; ten minutes are a megabyte.
KEPT = 4


class Sounds:
    """What was heard of sounds, by the hash of their content, the last one last."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[Levels, Tempo | None]] = OrderedDict()

    def hear(self, path: str, expected: str = "") -> Job[Heard]:
        """What is in a sound file; one whose content was heard is not heard again.

        Raises:
            ValueError: it cannot be read, or is not the file with the hash that is `expected`; one plain sentence.
        """
        try:
            sha256 = sha256_of(Path(path))
            if sha256 not in self._kept and expected in ("", sha256):
                sound, rate = yield from within(0.0, 0.5, read_sound(Path(path)))
                self._kept[sha256] = yield from within(0.5, 1.0, listen(sound, rate))
        except OSError as error:
            raise ValueError(not_opened(path)) from error
        if expected not in ("", sha256):
            raise ValueError(changed(path))
        self._kept.move_to_end(sha256)
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        levels, tempo = self._kept[sha256]
        yield Progress(1.0, tr("listening"))
        return Heard(Sound(path, sha256), levels, tempo)


def prepare(opened: Opened, document: Document, sounds: Sounds) -> Job[Prepared]:
    """What the document's film needs; what cannot be had is said.

    Raises:
        ValueError: the sound that moves something cannot be read, or a clip cannot be drawn; one plain sentence.
    """
    film, levels = document.timeline, None
    if film.sound is not None and film.sound.drives:
        heard = yield from within(0.0, 0.3, sounds.hear(film.sound.path, film.sound.sha256))
        levels = heard.levels
    if _follows_prior(film) and not why_not(opened.generator):
        yield from within(0.3, 0.5, opened.prior())
    if any(edit.mask for key in film.keys for edit in key.document.edits):
        yield from within(0.5, 0.5, imported("scipy.ndimage"))  # for masks between two others
    clips = [(start, end) for start, end in pairs(film) if start.clip.even and start.document != end.document]
    paces, changes = {}, {}
    for i, (start, end) in enumerate(clips):
        part = (0.5 + 0.5 * i / len(clips), 0.5 + 0.5 * (i + 1) / len(clips))
        clip = (start.document, end.document, start.clip.way)
        paces[clip], changes[clip] = yield from within(*part, pace_of(opened, start, end))
    return Prepared(paces, levels, changes)


def _follows_prior(film: Timeline) -> bool:
    """Whether a way between two pictures goes by what is usual, or a picture is compressed by it."""
    return any(start.clip.way != "straight" and start.document != end.document for start, end in pairs(film)) or any(
        key.document.compression for key in film.keys
    )
