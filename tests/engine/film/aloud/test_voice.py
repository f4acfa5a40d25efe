"""A film's sound is where its picture is, whatever the device's clock does: each sample says its place."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from engine.film.aloud.device import LOOKS, PERIOD, PERIODS, given
from engine.film.aloud.playhead import Playhead
from engine.film.aloud.voice import FADE, Reader, Voice

RATE = 8_000
SECONDS = 10
CLOSE = 0.04  # seconds that picture and sound may be apart


class Places:
    """A sound whose sample i has the value i, in one channel, or i and -i in two."""

    def __init__(self, channels: int = 1) -> None:
        self.samplerate, self.channels, self.frames = RATE, channels, RATE * SECONDS
        self.place, self.sought = 0, 0

    def seek(self, frames: int, /) -> int:
        self.place, self.sought = frames, self.sought + 1
        return frames

    def read(self, frames: int, dtype: str, *, always_2d: bool) -> np.ndarray:
        assert dtype == "float32" and always_2d
        found = np.arange(self.place, min(self.place + frames, self.frames), dtype=np.float32)
        self.place += len(found)
        return np.stack([found, -found][: self.channels], 1)


def voice(head: Playhead, channels: int = 1) -> tuple[Voice, Places]:
    file = Places(channels)
    return Voice(Reader(file), head), file


def heard(made: np.ndarray) -> np.ndarray:
    """The seconds of the sound that samples are from, without what is faded in."""
    assert made.dtype == np.float32 and made.shape[1] == 2
    return made[round(FADE * RATE) :, 0].astype(float) / RATE


def test_a_playhead_runs_ends_or_goes_round() -> None:
    once = Playhead(100.0, 1.0, 0.5, 3.0, again=False)
    assert [once.at(100.0 + t) for t in (0.0, 1.5, 2.0, 9.0)] == [1.0, 2.5, None, None]
    again = Playhead(100.0, 1.0, 0.5, 3.0, again=True)
    assert [again.at(100.0 + t) for t in (0.0, 1.5, 2.0, 4.5, 7.25)] == [1.0, 2.5, 0.5, 0.5, 0.75]


def test_any_part_is_read_and_silence_around() -> None:
    file = Places(2)
    reader = Reader(file)
    part = reader.read(RATE - 5, 10)
    assert np.array_equal(part[:, 0], np.arange(RATE - 5, RATE + 5)) and np.array_equal(part[:, 1], -part[:, 0])
    sought = file.sought
    assert np.array_equal(reader.read(RATE + 5, 3000)[:, 0], np.arange(RATE + 5, RATE + 3005))
    assert file.sought == sought  # what follows needs no seeking, which costs much in some files
    last = reader.read(RATE * SECONDS - 2, 5)
    assert np.array_equal(last[:, 0], [RATE * SECONDS - 2, RATE * SECONDS - 1, 0, 0, 0])
    assert not reader.read(RATE * SECONDS * 3, 5).any()


def test_the_first_sample_is_that_of_the_moment_at_which_it_is_heard() -> None:
    made, _ = voice(Playhead(50.0, 2.0, 0.0, 9.0, again=True))
    part = made.fill(400, 50.5)  # half a second after the film went on from its second 2
    skipped = round(FADE * RATE)
    assert heard(part) == pytest.approx(2.5 + np.arange(skipped, 400) / RATE, abs=1e-6)
    assert part[0, 0] == 0.0  # it begins without a click
    assert heard(np.concatenate([np.zeros((skipped, 2), np.float32), made.fill(400, 50.55)])) == pytest.approx(
        2.55 + np.arange(400) / RATE, abs=1e-6
    )


def test_a_loop_goes_round_without_a_gap() -> None:
    made, file = voice(Playhead(0.0, 1.9, 1.0, 2.0, again=True))
    made.fill(400, 0.0)
    part = made.fill(800, 0.05)[:, 0]
    assert part == pytest.approx(np.concatenate([np.arange(15_600, 16_000), np.arange(8_000, 8_400)]), abs=1e-2)
    sought = file.sought
    for i in range(40):
        made.fill(400, 0.15 + i * 0.05)
    assert file.sought == sought  # all of it is kept


def test_it_is_silent_behind_the_film_and_behind_the_sound() -> None:
    made, _ = voice(Playhead(0.0, 1.0, 0.0, 2.0, again=False))
    made.fill(400, 0.9)
    part = made.fill(800, 0.95)[:, 0]
    assert part[:400] == pytest.approx(np.arange(15_600, 16_000), abs=1e-2) and not part[400:].any()
    assert not made.fill(400, 1.05).any()
    longer, _ = voice(Playhead(0.0, 9.0, 0.0, 100.0, again=True))
    assert heard(longer.fill(400, 0.5))[-1] == pytest.approx(9.5 + 399 / RATE)
    assert not longer.fill(400, 5.0).any()


def test_two_channels_stay_two_and_more_become_their_mean() -> None:
    made, _ = voice(Playhead(0.0, 1.0, 0.0, 9.0, again=True), channels=2)
    part = made.fill(400, 0.0)
    assert np.array_equal(part[:, 0], -part[:, 1]) and part[-1, 0] == pytest.approx(8_399)


def times(kind: str, off: float, parts: int) -> Iterator[tuple[float, float]]:
    """When a device asks for each part, and when it plays it. Its second is `off` longer; it may ask half a part late.

    One `fills` its store at once, the other asks for one part while it plays the one `before`."""
    random = np.random.default_rng(0)
    held = PERIODS if kind == "fills" else 1
    for i in range(parts):
        late = random.uniform(0, 0.5) * (i >= held)
        yield tuple(10.0 + PERIOD / 1000 * (1 + off) * at for at in (max(0, i - held + late), i))  # type: ignore[misc]


@pytest.mark.parametrize("off", [-0.002, -0.0003, 0.0, 0.0003, 0.002])
@pytest.mark.parametrize("span", [(0.0, 9.0), (2.0, 3.7)])
@pytest.mark.parametrize("kind", ["fills", "before"])
def test_a_clock_that_is_off_never_takes_them_apart(off: float, span: tuple[float, float], kind: str) -> None:
    """Half a minute of a loop."""
    head, clock = Playhead(10.0, span[0], *span, again=True), [10.0]
    made, count, length = voice(head)[0], RATE * PERIOD // 1000, span[1] - span[0]
    parts = given(RATE, lambda count, wait: made.fill(count, clock[0] + wait), lambda: clock[0])
    next(parts)
    worst, odd = 0.0, 0
    for i, (asked, played) in enumerate(times(kind, off, 30_000 // PERIOD)):
        clock[0] = asked
        part = np.frombuffer(parts.send(count), np.float32)[::2].astype(float)
        middle = count // 2
        odd += i > 0 and bool(np.any(np.abs(np.diff(part) - 1) > 0.03))  # float32 are as coarse
        if abs(part[middle + 1] - part[middle]) < 2:  # between the loop's end and its beginning lies no place
            due = head.at(played + middle / RATE * (1 + off))
            assert due is not None
            worst = max(worst, abs((part[middle] / RATE - due + length / 2) % length - length / 2))
    assert worst < CLOSE
    assert odd <= 30 / length + 1  # going round; else no leap is ever heard


def test_after_a_stall_it_is_right_at_once() -> None:
    head = Playhead(0.0, 0.0, 0.0, 9.0, again=True)
    made, _ = voice(head)
    made.fill(400, 0.0)
    assert heard(made.fill(400, 3.0))[0] == pytest.approx(3.0 + FADE, abs=1e-4)


def test_another_playhead_takes_it_along() -> None:
    made, _ = voice(Playhead(0.0, 0.0, 0.0, 9.0, again=True))
    made.fill(400, 0.0)
    made.playhead = Playhead(0.0, 5.0, 4.0, 6.0, again=True)
    assert heard(made.fill(400, 0.05))[0] == pytest.approx(5.05 + FADE, abs=1e-4)


@pytest.mark.parametrize(("kind", "waits"), [("fills", (0, 20, 40, 60, 60, 60)), ("before", (0, 0, 0, 0, 0, 0))])
def test_what_waits_in_the_device_is_reckoned_with(kind: str, waits: tuple[int, ...]) -> None:
    clock, seen = [10.0], list[float]()

    def fill(count: int, wait: float) -> np.ndarray:
        seen.append(wait)
        return np.full((count, 2), 0.5)

    parts = given(RATE, fill, lambda: clock[0])
    next(parts)
    size = RATE * PERIOD // 1000
    for i in range(LOOKS + 1):
        clock[0] = 10.0 + max(0, i - (PERIODS - 1 if kind == "fills" else 0)) * PERIOD / 1000
        assert parts.send(size) == np.full((size, 2), 0.5, np.float32).tobytes()
    assert seen[:6] == pytest.approx([wait / 1000 for wait in waits], abs=1e-6)
    clock[0] += 0.5  # something held it up, and its store is empty: what is asked for now is heard as late as ever
    parts.send(size)
    assert seen[-1] == pytest.approx(waits[-1] / 1000, abs=1e-6)


def test_a_store_that_runs_empty_at_first_begins_anew() -> None:
    clock, seen = [10.0], list[float]()
    parts = given(RATE, lambda count, wait: (seen.append(wait), np.zeros((count, 2)))[1], lambda: clock[0])  # type: ignore[func-returns-value]
    next(parts)
    for now in (10.0, 10.0, 10.5, 10.5, 10.51):
        clock[0] = now
        parts.send(RATE * PERIOD // 1000)
    assert seen == pytest.approx([0.0, 0.02, 0.0, 0.02, 0.03], abs=1e-6)
