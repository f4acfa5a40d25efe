"""The sounds of films: read when they are dropped, and again for their wave when a session brings one along."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.workbench import Workbench
from engine.document.asked.requests import Failed
from engine.document.disk.wording import short
from engine.document.timeline.prepared import Levels
from engine.document.timeline.requests import Heard, HearSound
from engine.document.timeline.sound import Sound
from engine.language import tr

#: The endings of what is taken for a sound.
SOUNDS = (".wav", ".flac", ".ogg", ".mp3")


class FilmSounds(QObject):
    """`came` when another sound is known."""

    came = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._known: dict[str, Levels | None] = {}  # by hash; None: it could not be read, which was said

    def hear(self, path: str, heard: Callable[[Heard], None]) -> None:
        """Read a sound; `heard` is told of it."""

        def done(answer: Heard) -> None:
            self._known[answer.sound.sha256] = answer.levels
            heard(answer)
            self.came.emit()

        self._bench.ask(
            HearSound(path), done, tr("Listening to {name}", name=short(Path(path).name)), kind="film sound"
        )

    def levels(self, sound: Sound | None) -> Levels | None:
        """How loud a sound is when, if that is known; else it is read for it."""
        if sound is None or sound.sha256 in self._known:
            return None if sound is None else self._known[sound.sha256]
        self._known[sound.sha256] = None

        def done(answer: Heard) -> None:
            if answer.sound.sha256 == sound.sha256:  # else another file lies there now, which playing says
                self._known[sound.sha256] = answer.levels
                self.came.emit()

        self._bench.ask(HearSound(sound.path), done, kind="film sound", failed=partial(self._failed, sound))
        return None

    def _failed(self, sound: Sound, failure: Failed) -> None:
        self._bench.problem(failure)
