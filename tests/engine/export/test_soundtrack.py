"""Films carry their sound: from the second that they begin at, as long as they last."""

from __future__ import annotations

import wave
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.document.films.formats import planned
from engine.export.writing import write_film
from engine.film.preparing import Sounds
from engine.job import run

av = pytest.importorskip("av", reason='the extra "video" is not installed: pip install "eigenbrush[video]"')
RATE = 44_100


@pytest.fixture
def clicks(tmp_path: Path) -> Path:
    """Five seconds of silence with a short tone at the seconds 1, 2.5 and 4."""
    sound = np.zeros(5 * RATE)
    for second in (1.0, 2.5, 4.0):
        at = np.arange(RATE // 20)
        sound[round(second * RATE) + at] = np.sin(2 * np.pi * 1_000 * at / RATE)
    with wave.open(str(tmp_path / "clicks.wav"), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes((0.5 * 32767 * sound).astype("<i2").tobytes())
    return tmp_path / "clicks.wav"


def heard(path: Path) -> tuple[float, list[float]]:
    """How many seconds of sound a film has, and the seconds at which tones begin in it."""
    with av.open(str(path)) as film:
        stream = film.streams.audio[0]
        resampler = av.AudioResampler(format="fltp", layout="mono", rate=stream.rate)
        frames = [each for frame in film.decode(stream) for each in resampler.resample(frame)]
        start = float(frames[0].pts * frames[0].time_base)
        sound = np.concatenate([frame.to_ndarray()[0] for frame in frames])
    loud = np.abs(sound) > 0.15
    beginnings = [i for i in np.flatnonzero(loud) if not loud[max(0, i - stream.rate // 10) : i].any()]
    return start + len(sound) / stream.rate, [start + i / stream.rate for i in beginnings]


@pytest.mark.parametrize("tagged", [False, True])
def test_an_mp3_is_heard_and_carried_at_the_same_times_as_a_wav(clicks: Path, tmp_path: Path, tagged: bool) -> None:
    soundfile: Any = pytest.importorskip("soundfile")
    sound, rate = soundfile.read(str(clicks))
    path = tmp_path / "clicks.mp3"
    soundfile.write(str(path), sound, rate)
    if tagged:  # as shops and recorders write them: an empty tag of 64 bytes
        path.write_bytes(b"ID3\x03\0\0" + bytes((0, 0, 0, 64)) + bytes(64) + path.read_bytes())
    plan = replace(planned("mp4", 50, (64, 64), 10), sound=str(path))
    run(write_film(lambda i: np.full((64, 64, 3), 5 * i, np.uint8), plan, tmp_path / "film.mp4"))
    lasts, found = heard(tmp_path / "film.mp4")
    assert lasts == pytest.approx(5, abs=0.06) and found == pytest.approx([1.0, 2.5, 4.0], abs=0.03)
    levels = run(Sounds().hear(str(path))).levels
    loud = levels.values["loudness"] > 0.5 * levels.values["loudness"].max()
    begins = np.flatnonzero(loud & ~np.roll(loud, 1)) / levels.rate
    assert begins == pytest.approx([1.0, 2.5, 4.0], abs=0.06)


@pytest.mark.parametrize("name", ["mp4", "webm", "prores"])
@pytest.mark.parametrize(("begin", "seconds", "tones"), [(0.0, 3.0, [1.0, 2.5]), (2.0, 2.4, [0.5, 2.0])])
def test_a_film_carries_its_part_of_the_sound(
    clicks: Path, tmp_path: Path, name: str, begin: float, seconds: float, tones: list[float]
) -> None:
    plan = replace(planned(name, round(seconds * 10), (64, 64), 10), sound=str(clicks), begin=begin)
    path = tmp_path / f"film.{'mov' if name == 'prores' else name}"
    run(write_film(lambda i: np.full((64, 64, 3), 5 * i, np.uint8), plan, path))
    lasts, found = heard(path)
    assert lasts == pytest.approx(seconds, abs=0.06)
    assert found == pytest.approx(tones, abs=0.03)
    with av.open(str(path)) as film:
        assert sum(1 for _ in film.decode(video=0)) == plan.count


def test_a_sound_that_is_over_is_followed_by_silence(clicks: Path, tmp_path: Path) -> None:
    plan = replace(planned("mp4", 80, (64, 64), 10), sound=str(clicks))
    run(write_film(lambda i: np.zeros((64, 64, 3), np.uint8), plan, tmp_path / "film.mp4"))
    lasts, found = heard(tmp_path / "film.mp4")
    assert lasts == pytest.approx(8, abs=0.06) and len(found) == 3


@pytest.mark.parametrize("content", [b"", b"MThd: of notes", b"RIFF" + bytes(100), b"OggS" + bytes(100)])
def test_what_is_no_sound_is_one_sentence_and_leaves_no_film(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sound.wav").write_bytes(content)
    plan = replace(planned("mp4", 5, (64, 64), 10), sound=str(tmp_path / "sound.wav"))
    with pytest.raises(ValueError, match=r"sound\.wav is no sound that can be read, so the film cannot carry it"):
        run(write_film(lambda i: np.zeros((64, 64, 3), np.uint8), plan, tmp_path / "film.mp4"))
    assert [path.name for path in tmp_path.iterdir()] == ["sound.wav"]
