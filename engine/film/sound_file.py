"""Sound files read as one channel of moderate rate, a second at a time, and never as more than is needed to listen."""

from __future__ import annotations

import hashlib
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import BinaryIO

import numpy as np

from engine.document.disk.limits import FILE
from engine.document.disk.reading import opened
from engine.document.disk.wording import in_brackets, short
from engine.job import Job, Progress
from engine.language import tr

#: Samples a second that are enough to listen for bands and beats.
ENOUGH = 20_000
#: Seconds of a sound at most, rates that files have, and channels.
SECONDS, RATES, CHANNELS = 1_200, (4_000, 384_000), 64
#: How the values of a WAV lie, by its bytes a value: kind of number, and what is 1.
KINDS = {1: ("u1", 128.0), 2: ("<i2", 2.0**15), 4: ("<i4", 2.0**31)}


def sha256_of(path: Path) -> str:
    """The hash (hex) of a file's content; raises what `opened` raises."""
    with opened(path, FILE) as file:
        found = hashlib.sha256()
        while part := file.read(2**20):
            found.update(part)
        return found.hexdigest()


def read_sound(path: Path) -> Job[tuple[np.ndarray, int]]:
    """A sound as (samples,) float32, about -1 to 1, the mean of its channels, and how many there are a second.

    Raises:
        ValueError: it is no sound that can be read, or longer than any that is; one plain sentence.
        OSError: it cannot be opened.
    """
    parts: list[np.ndarray] = []
    with _parts(path) as (rate, count, blocks):
        step = max(1, rate // ENOUGH)
        for block in blocks:
            parts.append(block[: len(block) // step * step].reshape(-1, step).mean(1))
            yield Progress(min(1.0, step * sum(map(len, parts)) / count), tr("reading the sound"))
    sound = np.concatenate([*parts, np.zeros(0, np.float32)]).astype(np.float32)
    if not sound.size or not np.isfinite(sound).all():
        raise ValueError(tr("{name} is empty or damaged; choose another sound.", name=short(path.name)))
    return sound, rate // step


@contextmanager
def _parts(path: Path) -> Iterator[tuple[int, int, Iterator[np.ndarray]]]:
    """The rate of a sound, how many samples it has, and the mean of its channels, a second at a time."""
    with opened(path, FILE) as raw:
        wav = raw.read(4) in (b"RIFF", b"RIFX")
        raw.seek(0)
        if not wav and find_spec("soundfile") is None:
            raise ValueError(
                tr('{name} is no WAV, and to read FLAC, OGG and MP3 the package soundfile is needed: run pip install '
                   '"eigenbrush[sound]", or save the sound as WAV.', name=short(path.name))
            )  # fmt: skip
        try:
            yield from _wav(raw) if wav else _other(raw)
        except (wave.Error, EOFError, RuntimeError, OSError, TypeError, LookupError) as error:
            raise ValueError(
                tr("{name} is no sound that can be read, or it is damaged{why}; choose another, or save it as WAV of "
                   "16 bits.", name=short(path.name), why=in_brackets(error))
            ) from error  # fmt: skip


def _wav(raw: BinaryIO) -> Iterator[tuple[int, int, Iterator[np.ndarray]]]:
    with wave.open(raw) as file:
        rate, channels, width, count = file.getframerate(), file.getnchannels(), file.getsampwidth(), file.getnframes()
        check(rate, channels, count)

        def blocks() -> Iterator[np.ndarray]:
            while data := file.readframes(rate):
                data = data[: len(data) // (width * channels) * width * channels]
                if width == 3:  # each is the upper three of four bytes
                    four = np.zeros((len(data) // 3, 4), np.uint8)
                    four[:, 1:] = np.frombuffer(data, np.uint8).reshape(-1, 3)
                    values = four.view("<i4")[:, 0] / 2.0**31
                else:
                    kind, one = KINDS[width]
                    values = (np.frombuffer(data, kind) - (one if kind == "u1" else 0.0)) / one
                yield values.reshape(-1, channels).mean(1)

        yield rate, max(1, count), blocks()


def _other(raw: BinaryIO) -> Iterator[tuple[int, int, Iterator[np.ndarray]]]:
    import soundfile

    with soundfile.SoundFile(raw) as file:
        check(file.samplerate, file.channels, file.frames)
        blocks = file.blocks(file.samplerate, dtype="float32", always_2d=True)
        yield file.samplerate, max(1, file.frames), (block.mean(1) for block in blocks)


def check(rate: int, channels: int, count: int) -> None:
    """Raises wave.Error for samples a second, channels or a length that no sound has that is read."""
    if not (RATES[0] <= rate <= RATES[1] and 1 <= channels <= CHANNELS):
        raise wave.Error(tr("it has {rate} samples a second in {channels} channels", rate=rate, channels=channels))
    if count > SECONDS * rate:
        raise wave.Error(tr("it is longer than {minutes} minutes", minutes=SECONDS // 60))


def not_opened(path: str) -> str:
    """What is said of a sound that cannot be opened."""
    return tr("The sound {path} cannot be opened; choose it again, or take it out of the film.", path=short(path))


def changed(path: str) -> str:
    """What is said where another sound lies by now."""
    return tr("The sound {path} has changed since the film was made; choose it again.", path=short(path))
