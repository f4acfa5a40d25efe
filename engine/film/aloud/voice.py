"""The samples of a film's sound, in step with its playhead whatever clock the device has that plays them."""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import Protocol

import numpy as np

from engine.film.aloud.playhead import Playhead

#: Seconds by which the sound may be off before it leaps; below, it hurries or lingers, by this share at most.
LEAP, HURRY = 0.1, 0.005
#: Seconds in which what it is off is made up for, and the share of one look in the mean of them: looks jitter.
MADE_UP, LOOK = 2.0, 0.1
#: Seconds of a fade where it begins or leaps, which would click; and parts of a second that are read together.
FADE, PARTS = 0.005, 4
KEPT = 8  # of such parts


class SoundFile(Protocol):
    """As `soundfile.SoundFile`."""

    samplerate: int
    channels: int
    frames: int

    def seek(self, frames: int, /) -> int:
        """Go to this sample."""

    def read(self, frames: int, dtype: str, *, always_2d: bool) -> np.ndarray:
        """(<= frames, channels) samples from there on."""


class Reader:
    """Any part of a sound, as two channels. What was read last is kept, so that a loop need not be read again."""

    def __init__(self, file: SoundFile) -> None:
        self._file, self.rate = file, file.samplerate
        self._size = max(1, self.rate // PARTS)
        self._parts: OrderedDict[int, np.ndarray] = OrderedDict()
        self._next = -1  # the part behind the one that was read last: no need to seek it

    def read(self, first: int, count: int) -> np.ndarray:
        """(count, 2) float32 from the sample `first` on; silence before the sound's beginning and behind its end."""
        made = np.zeros((count, 2), np.float32)
        for number in range(max(0, first) // self._size, (first + count - 1) // self._size + 1):
            part, start = self._part(number), number * self._size
            low, high = max(first, start), min(first + count, start + len(part))
            if low < high:
                made[low - first : high - first] = part[low - start : high - start]
        return made

    def _part(self, number: int) -> np.ndarray:
        if number not in self._parts:
            self._parts[number] = self._read(number)
            while len(self._parts) > KEPT:
                self._parts.popitem(last=False)
        self._parts.move_to_end(number)
        return self._parts[number]

    def _read(self, number: int) -> np.ndarray:
        if number * self._size >= self._file.frames:
            return np.zeros((0, 2), np.float32)
        if number != self._next:
            self._file.seek(number * self._size)
        samples = self._file.read(self._size, "float32", always_2d=True)
        self._next = number + 1
        if samples.shape[1] == 2:
            return samples
        return np.repeat(samples.mean(1, keepdims=True), 2, axis=1)


class Voice:
    """Gives a device what is to be heard next. A device's own clock is off by some parts in ten thousand, so the sound
    is played as much faster or slower, which nobody hears, and never drifts away from the pictures."""

    def __init__(self, reader: Reader, playhead: Playhead) -> None:
        self._reader = reader
        self.playhead = playhead  # another one may be set from another thread
        self._place: float | None = None  # the sample that comes next
        self._off = 0.0  # samples by which it lags, in the mean
        self._played: Playhead | None = None  # that of the sample before

    def fill(self, count: int, when: float) -> np.ndarray:
        """(count, 2) float32 of which the first is heard at `when`, a time of the playhead's clock."""
        head, rate = self.playhead, self._reader.rate
        if (at := head.at(when)) is None:
            self._place = None
            return np.zeros((count, 2), np.float32)
        gap = 0.0 if self._place is None else self._lag(head, at)
        leaps = self._place is None or head != self._played or abs(gap) > LEAP * rate
        if leaps or self._place is None:
            self._place, self._off = at * rate, 0.0
        else:
            self._off += LOOK * (gap - self._off)
        step = 1 + min(HURRY, max(-HURRY, self._off / (MADE_UP * rate)))
        made = self._samples(head, self._place, step, count)
        if leaps:
            fade = min(count, max(1, round(FADE * rate)))
            made[:fade] *= np.linspace(0, 1, fade, dtype=np.float32)[:, None]
        self._place = self._round(head, self._place + step * count)
        self._played = head
        return made

    def _lag(self, head: Playhead, at: float) -> float:
        """By how many samples the sound is behind the second `at` of the film; in a loop, the shorter way round."""
        assert self._place is not None
        gap, length = at * self._reader.rate - self._place, (head.end - head.begin) * self._reader.rate
        return (gap + length / 2) % length - length / 2 if head.again else gap

    def _round(self, head: Playhead, place: float) -> float:
        begin, end = (side * self._reader.rate for side in (head.begin, head.end))
        return begin + (place - begin) % (end - begin) if head.again and place >= end else place

    def _samples(self, head: Playhead, place: float, step: float, count: int) -> np.ndarray:
        """Every `step` samples one from `place` on, between two samples what lies between."""
        first = math.floor(place)
        places = place - first + step * np.arange(count)
        there = self._source(head, first, math.ceil(places[-1]) + 2)
        before = places.astype(np.int64)
        share = (places - before).astype(np.float32)[:, None]
        return there[before] * (1 - share) + there[before + 1] * share

    def _source(self, head: Playhead, first: int, count: int) -> np.ndarray:
        """So many samples of the film's sound: behind the film's end its beginning, or silence."""
        begin, end = (round(side * self._reader.rate) for side in (head.begin, head.end))
        parts: list[np.ndarray] = []
        while count > 0:
            if first >= end:
                if not head.again:
                    parts.append(np.zeros((count, 2), np.float32))
                    break
                first = begin + (first - begin) % max(1, end - begin)
            take = min(count, end - first)
            parts.append(self._reader.read(first, take))
            first, count = first + take, count - take
        return np.concatenate(parts)
