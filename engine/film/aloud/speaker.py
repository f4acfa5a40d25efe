"""A film's sound played on a thread of its own: opening a file or a device, or their ends, holds nobody up."""

from __future__ import annotations

import os
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread
from typing import cast

import numpy as np

from engine.document.disk.limits import FILE
from engine.document.disk.reading import opened
from engine.document.disk.wording import in_brackets, short
from engine.document.timeline.sound import Sound
from engine.film.aloud.device import Device, Fill, open_device
from engine.film.aloud.playhead import Playhead
from engine.film.aloud.voice import Reader, SoundFile, Voice
from engine.film.sound_file import changed, check, not_opened, sha256_of
from engine.language import tr

PACKAGES = ("soundfile", "miniaudio")
#: Seconds between two looks at the device, and after which one that asks for nothing is lost.
LOOK, LOST = 0.25, 2.0
PATIENCE = 2.0  # seconds in which a device should close
Open = Callable[[int, Fill], Device]


class Speaker:
    """Plays one sound at a time. `tell` is told in one sentence why it is not heard, on a thread of the speaker's; the
    film plays on whatever happens here. `now` is the playhead's clock."""

    def __init__(
        self, tell: Callable[[str], None], open_device: Open = open_device, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._tell, self._open, self._now = tell, open_device, now
        self._known: dict[tuple[str, int, int], str] = {}  # hashes of files, by path, time and length
        self._last: _Playing | None = None

    def play(self, sound: Sound, playhead: Playhead) -> None:
        """Let this be heard, in place of what is heard."""
        last = self._last
        if last is not None and last.sound == sound and last.goes_on:
            last.follow(playhead)
            return
        self.stop()
        session = Session(sound, playhead, self._open, self._now, self._known)
        self._last = _Playing(session, self._tell, last)
        self._last.start()

    def stop(self) -> None:
        """Let nothing be heard."""
        if self._last is not None:
            self._last.over.set()

    def close(self) -> None:
        """The same, and wait until the device is closed."""
        self.stop()
        if self._last is not None:
            self._last.join(PATIENCE)
            self._last = None


class _Playing(Thread):
    """One sound on its device, from play to stop; begins once the one before has let go of it."""

    def __init__(self, session: Session, tell: Callable[[str], None], before: Thread | None) -> None:
        super().__init__(name="film-sound", daemon=True)  # a driver that hangs does not hold the program's end up
        self._session, self._tell, self._before = session, tell, before
        self.over = Event()

    @property
    def sound(self) -> Sound:
        return self._session.sound

    @property
    def goes_on(self) -> bool:
        return self.is_alive() and not self.over.is_set()

    def follow(self, playhead: Playhead) -> None:
        self._session.follow(playhead)

    def run(self) -> None:
        if self._before is not None:
            self._before.join()
            self._before = None
        try:
            with self._session.playing():
                while not self.over.wait(LOOK):
                    self._session.look()
        except ValueError as error:
            self._tell(str(error))
            self.over.wait()  # the same film is not told of again while it plays


class Session:
    """A sound that is heard."""

    def __init__(
        self,
        sound: Sound,
        playhead: Playhead,
        open_device: Open,
        now: Callable[[], float],
        known: dict[tuple[str, int, int], str],
    ) -> None:
        self.sound, self._playhead, self._open, self._now, self._known = sound, playhead, open_device, now, known
        self._voice: Voice | None = None
        self._asked = 0.0  # when the device wanted something last
        self._broken: Exception | None = None

    def follow(self, playhead: Playhead) -> None:
        """Another playhead from now on."""
        self._playhead = playhead
        if (voice := self._voice) is not None:
            voice.playhead = playhead

    @contextmanager
    def playing(self) -> Iterator[None]:
        """It is heard within; raises ValueError where it cannot be, one plain sentence."""
        if any(find_spec(name) is None for name in PACKAGES):
            raise ValueError(
                tr("The film plays without its sound, for which the packages soundfile and miniaudio are needed: run "
                   'pip install "eigenbrush[sound]".')
            )  # fmt: skip
        with self._opened() as file:
            self._voice = Voice(Reader(file), self._playhead)
            self._voice.playhead = self._playhead  # one may have come in between
            self._asked = self._now()
            device = self._open(file.samplerate, self._fill)
            try:
                yield
            finally:
                device.close()

    def look(self) -> None:
        """See to it that the device is there and the file can be read; raises ValueError if not, one plain sentence."""
        if self._broken is not None:
            raise ValueError(self._not_read(self._broken))
        if self._now() - self._asked > LOST:
            raise ValueError(
                tr("The film plays on without its sound: the device that plays it does not answer any more.")
            )

    def _fill(self, count: int, ahead: float) -> np.ndarray:
        """For the device, on its thread, where nothing may be raised."""
        self._asked = self._now()
        try:
            if self._voice is not None and self._broken is None:
                return self._voice.fill(count, self._asked + ahead)
        except (OSError, RuntimeError, ValueError) as error:
            self._broken = error  # `look` says it
        return np.zeros((count, 2), np.float32)

    @contextmanager
    def _opened(self) -> Iterator[SoundFile]:
        """The sound's file, if it is still the very same."""
        import soundfile

        path = Path(self.sound.path)
        try:
            seen = os.stat(path)
            stamp = (self.sound.path, seen.st_mtime_ns, seen.st_size)
            if stamp not in self._known:
                self._known[stamp] = sha256_of(path)
            if self._known[stamp] != self.sound.sha256:
                raise ValueError(changed(self.sound.path))
            raw = opened(path, FILE)
        except OSError as error:
            raise ValueError(not_opened(self.sound.path)) from error
        with raw:
            try:
                file = cast("SoundFile", soundfile.SoundFile(raw))
                check(file.samplerate, file.channels, file.frames)
            except (RuntimeError, TypeError, wave.Error) as error:
                raise ValueError(self._not_read(error)) from error
            yield file

    def _not_read(self, error: Exception) -> str:
        name = short(Path(self.sound.path).name)
        return tr("The film plays without its sound: {name} cannot be read{why}.", name=name, why=in_brackets(error))
