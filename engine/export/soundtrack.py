"""The sound of a film: read from a second of its file on, and encoded beside the pictures, as far as they have come."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from engine.document.disk.wording import short
from engine.language import tr

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import OutputContainer

#: Samples a second of every film's sound.
RATE = 48_000
#: What encodes it, by container.
CODECS = {"mp4": "aac", "webm": "libopus", "mov": "pcm_s16le"}
#: How a sound file begins, and what reads it; nothing else is opened.
READERS = {b"RIFF": "wav", b"fLaC": "flac", b"OggS": "ogg", b"ID3": "mp3"}
#: An MP3 without a tag begins with a frame: eleven ones, then MPEG 1 or 2, layer 3, with a checksum or without.
FRAMES = (b"\xff\xfa", b"\xff\xfb", b"\xff\xf2", b"\xff\xf3")


class Soundtrack:
    """One stream of a container, two channels at `RATE`: silence where the sound is over before the film."""

    def __init__(self, container: OutputContainer, kind: str, path: Path, begin: float, seconds: float) -> None:
        """`kind`: the container's name; the film shows `seconds` of the sound from the second `begin` on.

        Raises:
            ValueError: the file is none of a sound; one sentence.
        """
        with path.open("rb") as file:
            self._reader = reader_of(file.read(4))
        self._path, self._begin, self._total = path, round(begin * RATE), round(seconds * RATE)
        if not self._reader:
            raise self._refused()
        self._container, self._given = container, 0
        self._stream = cast("AudioStream", container.add_stream(CODECS[kind], rate=RATE, layout="stereo"))
        self._samples = self._read()
        self._left = np.zeros((2, 0), np.float32)

    def until(self, seconds: float) -> None:
        """Write the sound up to there, and a little more: some has to lie beside every picture."""
        from av import AudioFrame

        while self._given < min(self._total, round((seconds + 1) * RATE)):
            part = self._next(min(RATE, self._total - self._given))
            frame = AudioFrame.from_ndarray(part, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts = RATE, self._given
            self._given += part.shape[1]
            self._container.mux(self._stream.encode(frame))

    def finish(self) -> None:
        """What the codec still holds."""
        self.until(self._total / RATE)
        self._container.mux(self._stream.encode(None))

    def _next(self, count: int) -> np.ndarray:
        """(2, count) float32: the sound, then silence."""
        while self._left.shape[1] < count:
            more = next(self._samples, None)
            if more is None:
                more = np.zeros((2, count - self._left.shape[1]), np.float32)
            self._left = np.concatenate([self._left, more], 1)
        part, self._left = self._left[:, :count], self._left[:, count:]
        return np.ascontiguousarray(part)

    def _read(self) -> Iterator[np.ndarray]:
        """The file's sound in two channels at `RATE`, from where the film begins."""
        import av

        skip = self._begin
        try:
            with av.open(str(self._path), format=self._reader) as file:
                resampler = av.AudioResampler(format="fltp", layout="stereo", rate=RATE)
                for frame in chain(file.decode(audio=0), (None,)):  # the end of it empties the resampler
                    for made in resampler.resample(frame):
                        samples = made.to_ndarray()
                        if skip < samples.shape[1]:
                            yield samples[:, skip:]
                        skip = max(0, skip - samples.shape[1])
        except (av.error.FFmpegError, IndexError) as error:
            raise self._refused() from error

    def _refused(self) -> ValueError:
        return ValueError(
            tr("{name} is no sound that can be read, so the film cannot carry it; choose another, or take it out of "
               "the film.", name=short(self._path.name))
        )  # fmt: skip


def reader_of(begin: bytes) -> str:
    """What reads a sound file that begins with these four bytes, or nothing."""
    if begin.startswith(FRAMES):
        return "mp3"
    return next((reader for magic, reader in READERS.items() if begin.startswith(magic)), "")
