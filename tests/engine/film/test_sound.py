"""What is heard of sounds that were made so: bands, beginnings, the beat; and what is said of files that are none."""

from __future__ import annotations

import struct
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.document.timeline.sound import Tempo
from engine.film.listening import listen
from engine.film.preparing import Sounds
from engine.film.sound_file import read_sound
from engine.job import run

RATE = 22_050


def clicks(bpm: float, offset: float, seconds: float = 20.0) -> np.ndarray:
    """Short noises, one a beat."""
    sound, random = np.zeros(int(seconds * RATE), np.float32), np.random.default_rng(0)
    length = RATE // 20
    for begin in (np.arange(offset, seconds - 0.1, 60 / bpm) * RATE).astype(int):
        sound[begin : begin + length] += random.normal(size=length) * np.exp(-np.arange(length) / (0.01 * RATE))
    return sound * 0.2


def tone(hertz: float, seconds: float = 2.0) -> np.ndarray:
    return np.sin(2 * np.pi * hertz * np.arange(int(seconds * RATE)) / RATE).astype(np.float32)


def write_wav(path: Path, sound: np.ndarray, rate: int = RATE, width: int = 2, channels: int = 1) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        values = np.repeat(np.clip(sound, -1, 1), channels)
        whole = np.round(values * (2 ** (8 * width - 1) - 1)).astype("<i8") + (128 if width == 1 else 0)
        file.writeframes(whole.view(np.uint8).reshape(-1, 8)[:, :width].tobytes())
    return path


@pytest.mark.parametrize(("bpm", "offset"), [(120.0, 0.3), (97.3, 0.0), (75.0, 0.5), (180.0, 0.1)])
def test_the_beat_is_found(bpm: float, offset: float) -> None:
    levels, tempo = run(listen(clicks(bpm, offset), RATE))
    assert tempo is not None
    assert tempo.bpm == pytest.approx(bpm, abs=0.1)
    gap = 60 / tempo.bpm
    assert abs((tempo.offset - offset + gap / 2) % gap - gap / 2) < 0.03
    begun = np.flatnonzero(levels.values["onsets"]) / levels.rate
    beats = np.arange(offset, 19.9, 60 / bpm)
    assert len(begun) == len(beats) and np.abs(begun - beats).max() < 0.03


@pytest.mark.parametrize("sound", ["noise", "tone", "silence", "short"])
def test_where_there_is_no_beat_none_is_found(sound: str) -> None:
    made = {
        "noise": np.random.default_rng(1).normal(0, 0.1, 20 * RATE).astype(np.float32), "tone": tone(300, 20.0),
        "silence": np.zeros(20 * RATE, np.float32), "short": clicks(120, 0.1, 0.3),
    }  # fmt: skip
    assert run(listen(made[sound], RATE))[1] is None


def test_each_band_hears_its_own_tones() -> None:
    sound = np.concatenate([tone(80), tone(700), tone(4000), np.zeros(2 * RATE, np.float32)])
    levels, _ = run(listen(sound, RATE))
    middles = [int(t * levels.rate) for t in (1.0, 3.0, 5.0, 7.0)]
    for i, name in enumerate(("low", "middle", "high")):
        heard = levels.values[name][middles]  # type: ignore[index]
        assert heard[i] > 0.9 and np.delete(heard, i).max() < 0.05
    np.testing.assert_allclose(levels.values["loudness"][middles], [1, 1, 1, 0], atol=0.03)
    assert levels.seconds == 8.0


def test_the_same_sound_is_heard_the_same(tmp_path: Path) -> None:
    path = str(write_wav(tmp_path / "a.wav", clicks(120, 0.3, 6.0)))
    one, two = run(Sounds().hear(path)), run(Sounds().hear(path))
    assert one.sound == two.sound and one.tempo == two.tempo
    for name, values in one.levels.values.items():
        np.testing.assert_array_equal(values, two.levels.values[name])


@pytest.mark.parametrize(("rate", "width", "channels"), [(RATE, 1, 1), (44_100, 2, 2), (48_000, 3, 1), (8_000, 4, 6)])
def test_wav_of_every_kind_is_read(tmp_path: Path, rate: int, width: int, channels: int) -> None:
    wanted = 0.5 * np.sin(2 * np.pi * 100 * np.arange(2 * rate) / rate)
    sound, there = run(read_sound(write_wav(tmp_path / "a.wav", wanted, rate, width, channels)))
    assert there == (rate if rate < 40_000 else rate // 2) and len(sound) == 2 * there
    close = 0.5 * np.sin(2 * np.pi * 100 * (np.arange(2 * there) + 0.25 * (there != rate) * 2) / there)
    np.testing.assert_allclose(sound, close, atol=0.02)


def test_flac_ogg_and_mp3_are_read_where_soundfile_is(tmp_path: Path) -> None:
    soundfile: Any = pytest.importorskip("soundfile")
    for name in ("a.flac", "a.ogg", "a.mp3"):
        soundfile.write(str(tmp_path / name), clicks(120, 0.3, 8.0), RATE)
        heard = run(Sounds().hear(str(tmp_path / name)))
        assert isinstance(heard.tempo, Tempo) and heard.tempo.bpm == pytest.approx(120, abs=0.2)


def test_without_soundfile_it_is_said_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.film.sound_file.find_spec", lambda name: None)
    (tmp_path / "a.flac").write_bytes(b"fLaC" + bytes(100))
    with pytest.raises(ValueError, match=r"eigenbrush\[sound\]"):
        run(Sounds().hear(str(tmp_path / "a.flac")))


def test_what_is_no_sound_is_refused_in_one_sentence(tmp_path: Path) -> None:
    whole = write_wav(tmp_path / "a.wav", clicks(120, 0.3, 1.0)).read_bytes()
    wrong = {
        "cut": whole[:30], "empty": whole[:40] + struct.pack("<I", 0), "float": whole[:20] + b"\3\0" + whole[22:],
        "rate": whole[:24] + struct.pack("<I", 3) + whole[28:], "nothing": b"",
        "channels": whole[:22] + b"\0\0" + whole[24:],
    }  # fmt: skip
    for name, content in wrong.items():
        (tmp_path / f"{name}.wav").write_bytes(content)
        with pytest.raises(ValueError, match=rf"{name}\.wav .*(choose another|save the sound)"):
            run(Sounds().hear(str(tmp_path / f"{name}.wav")))
    with pytest.raises(ValueError, match="cannot be opened"):
        run(Sounds().hear(str(tmp_path / "gone.wav")))
    with pytest.raises(ValueError, match="has changed"):
        run(Sounds().hear(str(tmp_path / "a.wav"), "f" * 64))
