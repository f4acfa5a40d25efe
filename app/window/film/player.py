"""Plays a film in real time: what is not drawn in time is left out, and how much that is is said."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from engine.film.aloud.playhead import Playhead
from engine.language import tr


class Player(QObject):
    """Moves a playhead along by the clock. `show` puts a frame on screen and says whether it could; frames are numbered
    from 0 at the beginning of the film."""

    moved = Signal(float)  # seconds
    told = Signal(str)  # how well it goes
    switched = Signal(bool)
    running = Signal(object)  # the Playhead that it goes by from now on; None: it stands

    def __init__(
        self, show: Callable[[int], bool], parent: QObject | None = None, now: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._show, self._now = show, now
        self.rate, self.span, self.again = 30.0, (0.0, 10.0), True
        self._began = self._from = 0.0
        self._last = -1
        self._head: Playhead | None = None  # the one that was told
        self._seen: deque[tuple[float, bool]] = deque()  # of the last second: when, and whether it was shown
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    @property
    def playing(self) -> bool:
        return self._timer.isActive()

    def play(self, start: float) -> None:
        """From this time on; from the beginning of the span where that lies outside, or at its end."""
        begin, end = self.span
        self._from = start if begin <= start < end - 1 / self.rate else begin
        self._began, self._last = self._now(), -1
        self._seen.clear()
        self._timer.start(max(4, round(500 / self.rate)))  # twice a frame, so that none waits for long
        self.switched.emit(self.playing)
        self.tick()

    def stop(self) -> None:
        """Stay where it is."""
        if self.playing:
            self._timer.stop()
            self._head = None
            self.running.emit(None)
            self.switched.emit(self.playing)
            self.told.emit("")

    @Slot()
    def tick(self) -> None:
        """Show what is due now."""
        head = Playhead(self._began, self._from, *self.span, self.again)  # any of it may have been changed meanwhile
        if head != self._head:
            self._head = head
            self.running.emit(head)
        at = head.at(self._now())
        if at is None:
            self.moved.emit(head.end)
            self.stop()
            return
        place = int(at * self.rate + 1e-6)
        if place == self._last:
            return
        left_out = place - self._last - 1 if 0 <= self._last < place else 0
        self._last = place
        self.moved.emit(place / self.rate)
        self._count(left_out, shown=self._show(place))

    def _count(self, left_out: int, *, shown: bool) -> None:
        now = self._now()
        self._seen.extend((now, False) for _ in range(left_out))
        self._seen.append((now, shown))
        while self._seen and self._seen[0][0] < now - 1:
            self._seen.popleft()
        good = sum(each for _, each in self._seen)
        if good == len(self._seen):
            self.told.emit(tr("{rate:g} frames a second", rate=self.rate))
        else:
            rate = self.rate * good / len(self._seen)
            told = tr("{shown:.0f} of {rate:g} frames a second; the others are left out", shown=rate, rate=self.rate)
            self.told.emit(told)
