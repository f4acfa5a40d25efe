"""The sound of the film while it plays in the window: given to what plays it, and silent where a person wants that."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.workbench import Workbench
from engine.document.timeline.sound import Sound
from engine.film.aloud.playhead import Playhead

if TYPE_CHECKING:
    from engine.film.aloud.speaker import Speaker


class FilmHeard(QObject):
    """Follows the player. Why nothing is heard is said once."""

    _bell = Signal()  # no payload: what is passed between threads lies in the deque

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self.speaker: Speaker | None = None  # made when a sound is first to be heard
        self._sound: Sound | None = None
        self._head: Playhead | None = None
        self._told: set[str] = set()
        self._inbox: deque[str] = deque()
        self._bell.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    def set_sound(self, sound: Sound | None) -> None:
        """The film's sound from now on."""
        if sound != self._sound:
            self._sound = sound
            self._play()

    @Slot(object)
    def follow(self, head: Playhead | None) -> None:
        """The film plays by this playhead, or stands."""
        self._head = head
        self._play()

    @Slot(bool)
    def mute(self, on: bool) -> None:
        """Let it play silently, or be heard."""
        self._bench.settings.film_muted = on
        self._play()

    def close(self) -> None:
        """Nothing is heard any more."""
        self._head = None
        if self.speaker is not None:
            self.speaker.close()

    def _play(self) -> None:
        if self._sound is not None and self._head is not None and not self._bench.settings.film_muted:
            if self.speaker is None:
                from engine.film.aloud.speaker import Speaker

                self.speaker = Speaker(self._post)
            self.speaker.play(self._sound, self._head)
        elif self.speaker is not None:
            self.speaker.stop()

    def _post(self, sentence: str) -> None:
        self._inbox.append(sentence)
        self._bell.emit()

    @Slot()
    def _drain(self) -> None:
        while self._inbox:
            sentence = self._inbox.popleft()
            if sentence not in self._told:
                self._told.add(sentence)
                self._bench.say(sentence)
