"""The thread that plays a film's sound: with a device that a test holds, with one that plays to nobody, with none."""

from __future__ import annotations

import importlib.util
import queue
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from engine.document.timeline.sound import Sound
from engine.film.aloud import device
from engine.film.aloud import speaker as module
from engine.film.aloud.device import Device, Fill, asked_backends, open_device
from engine.film.aloud.playhead import Playhead
from engine.film.aloud.speaker import LOST, Session, Speaker
from engine.film.aloud.voice import Voice
from engine.film.sound_file import sha256_of
from tests.engine.film.test_sound import write_wav

pytest.importorskip("soundfile")
pytest.importorskip("miniaudio")

RATE = 8_000
LONG = 60  # seconds: only ever reached by a fault
HEAD = Playhead(100.0, 0.0, 0.0, 4.0, again=True)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Held:
    """A device that asks when the test does."""

    def __init__(self, rate: int, fill: Fill) -> None:
        self.rate, self.fill, self.closed = rate, fill, Event()

    def close(self) -> None:
        self.closed.set()


class Shop:
    """Where a speaker gets its devices; the test gets them too."""

    def __init__(self) -> None:
        self.opened: queue.Queue[Held] = queue.Queue()

    def __call__(self, rate: int, fill: Fill) -> Device:
        made = Held(rate, fill)
        self.opened.put(made)
        return made


@pytest.fixture
def sound(tmp_path: Path) -> Sound:
    """A sound that rises from 0 to 1 in four seconds."""
    path = write_wav(tmp_path / "rising.wav", np.linspace(0, 1, 4 * RATE, endpoint=False, dtype=np.float32), RATE)
    return Sound(str(path), sha256_of(path))


def where(part: np.ndarray) -> float:
    """The second of the rising sound that the last sample is from."""
    return 4 * float(part[-1, 0])


def test_it_plays_where_the_film_is_through_seeking_and_stopping(sound: Sound) -> None:
    told: list[str] = []
    clock, shop = Clock(), Shop()
    speaker = Speaker(told.append, shop, clock)
    speaker.play(sound, HEAD)
    device = shop.opened.get(timeout=LONG)
    assert device.rate == RATE
    last = 99 / RATE
    clock.now = 101.0
    assert where(device.fill(100, 0.08)) == pytest.approx(1.08 + last, abs=1e-3)
    speaker.play(sound, Playhead(101.0, 3.0, 2.0, 4.0, again=True))  # sought, and with a range: on the same device
    clock.now = 101.5
    assert where(device.fill(100, 0.0)) == pytest.approx(3.5 + last, abs=1e-3)
    clock.now = 102.5  # once round
    assert where(device.fill(100, 0.0)) == pytest.approx(2.5 + last, abs=1e-3)
    speaker.stop()
    assert device.closed.wait(LONG)
    speaker.play(sound, HEAD)
    second = shop.opened.get(timeout=LONG)
    speaker.play(Sound(sound.path, "0" * 64), HEAD)  # another sound: the one before is let go first
    assert second.closed.wait(LONG)
    speaker.close()
    assert len(told) == 1 and "has changed" in told[0] and shop.opened.empty()


@pytest.mark.parametrize("fault", ["gone", "changed", "no sound", "no device", "no package"])
def test_why_it_is_not_heard_is_said_once_and_playing_goes_on(
    sound: Sound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    said: queue.Queue[str] = queue.Queue()

    def refuses(rate: int, fill: Fill) -> Device:
        raise ValueError("no device, in a sentence")

    words = {"gone": "cannot be opened", "changed": "has changed", "no sound": "cannot be read",
             "no device": "no device, in a sentence",
             "no package": 'pip install "eigenbrush[sound]"'}[fault]  # fmt: skip
    if fault == "gone":
        Path(sound.path).unlink()
    elif fault == "changed":
        write_wav(Path(sound.path), np.zeros(100, np.float32), RATE)
    elif fault == "no sound":
        (tmp_path / "text.wav").write_text("no sound at all, but a text", encoding="utf-8")
        sound = Sound(str(tmp_path / "text.wav"), sha256_of(tmp_path / "text.wav"))
    elif fault == "no package":
        found = importlib.util.find_spec
        monkeypatch.setattr(module, "find_spec", lambda name: None if name == "miniaudio" else found(name))
    speaker = Speaker(said.put, refuses if fault == "no device" else Shop(), Clock())
    speaker.play(sound, HEAD)
    assert words in said.get(timeout=LONG)
    speaker.play(sound, HEAD)  # the playhead moved on: nothing is tried or said anew
    speaker.close()
    assert said.empty()


def test_a_device_that_is_lost_is_told_of_and_let_go(sound: Sound) -> None:
    clock, shop = Clock(), Shop()
    session = Session(sound, HEAD, shop, clock, {})
    with pytest.raises(ValueError, match="does not answer any more"), session.playing():
        device = shop.opened.get_nowait()
        for _ in range(5):
            clock.now += LOST
            device.fill(100, 0.0)
            session.look()
        clock.now += LOST + 0.1
        session.look()
    assert device.closed.is_set()


def test_a_file_that_breaks_while_it_plays_is_told_of_and_silent(sound: Sound, monkeypatch: pytest.MonkeyPatch) -> None:
    clock, shop = Clock(), Shop()
    session = Session(sound, HEAD, shop, clock, {})

    def breaks(*_: object) -> np.ndarray:
        raise RuntimeError("the disk is gone")

    with pytest.raises(ValueError, match=r"rising\.wav cannot be read"), session.playing():
        monkeypatch.setattr(Voice, "fill", breaks)
        part = shop.opened.get_nowait().fill(100, 0.0)
        assert part.shape == (100, 2) and not part.any()
        session.look()


def test_the_package_asks_for_every_sample_in_order() -> None:
    """Its device that plays to nobody, by the real time of the system."""
    enough, asked = Event(), list[tuple[int, float]]()

    def fill(count: int, ahead: float) -> np.ndarray:
        asked.append((count, ahead))
        if len(asked) == 6:
            enough.set()
        return np.zeros((count, 2), np.float32)

    device = open_device(48_000, fill, silent=True)
    assert enough.wait(LONG)
    device.close()
    count = len(asked)
    assert asked[0][1] == 0.0 and all(0 <= ahead < 1 for _, ahead in asked[1:count])
    assert all(0 < size <= 48_000 * 4 * 20 // 1000 for size, _ in asked)


def test_alsa_is_not_asked_where_there_is_no_card(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pcmC0D0c").touch()  # a microphone
    assert "ALSA" not in asked_backends("linux", tmp_path) and asked_backends("linux", tmp_path)
    assert asked_backends("linux", tmp_path / "none") == asked_backends("linux", tmp_path)
    assert asked_backends("darwin", tmp_path) == asked_backends("win32", tmp_path) == ()
    (tmp_path / "pcmC0D0p").touch()
    assert asked_backends("linux", tmp_path) == ()
    monkeypatch.setattr(device, "asked_backends", lambda: ("NULL",))  # what is left where no server runs either
    with pytest.raises(ValueError, match="no device that plays sound was found"):
        open_device(48_000, lambda count, _: np.zeros((count, 2), np.float32))
    assert capfd.readouterr().err == ""
