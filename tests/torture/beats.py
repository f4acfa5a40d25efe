"""How long the event loop is held, in the processor time of the GUI's thread alone: others' work is not counted."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer

#: Seconds that one turn of the event loop may take on a usual machine, and how much more is let pass.
LIMIT, MARGIN = 0.1, 2.0
#: Seconds of `work` on a usual machine.
USUAL = 0.010
#: Pages whose first look is held to no limit, and why it takes longer than any later turn.
FIRST: Mapping[str, str] = {
    "DirectionBrowser": "its cards and the plot of the spectrum are made at the first look, and strips asked for",
}


class Beats(QObject):
    """A timer of no milliseconds on the event loop: what lies between two beats held it.

    `longest` are seconds by kind of event, with the name of the very event; `first` those of first looks at pages.
    """

    def __init__(self, front: Callable[[], QObject | None]) -> None:
        super().__init__()
        self._front, self._seen = front, {type(front()).__name__}
        self._kind, self._name = "start", "start"
        self.longest: dict[str, tuple[float, str]] = {}
        self.first: dict[str, tuple[float, str]] = {}
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.beat)
        self._last = time.thread_time()

    def start(self) -> None:
        """Begin to listen."""
        self._last = time.thread_time()
        self._timer.start(0)

    def stop(self) -> None:
        """Listen no longer."""
        self._timer.stop()

    def sent(self, kind: str, name: str) -> None:
        """An event is about to be sent; what follows is its doing until the next."""
        self.beat()
        self._kind, self._name = kind, name

    def called(self, name: str) -> None:
        """The event that is being sent has a name of its own."""
        self._name = name

    def beat(self) -> None:
        """The loop is free."""
        now = time.thread_time()
        took, self._last = now - self._last, now
        page = type(self._front()).__name__
        if page not in self._seen:
            self._seen.add(page)
            self.first[page] = (took, f"first look, {self._name}")
            return
        self.longest[self._kind] = max(self.longest.get(self._kind, (0.0, "")), (took, self._name))

    def too_long(self, limit: float) -> list[str]:
        """What held the loop for longer than `limit` seconds; a first look is let pass if FIRST says why."""
        held = [*self.longest.values(), *((t, page) for page, (t, _) in self.first.items() if page not in FIRST)]
        return [f"{name} held the window for {1000 * took:.0f} ms" for took, name in held if took > limit]


def work() -> float:
    """Seconds of processor time of some work in Python, as the window does it."""
    times = []
    for _ in range(5):
        before = time.thread_time()
        table = {f"{i % 997} {i}": [i, str(i)] for i in range(12_000)}
        sum(len(key) + value[0] for key, value in sorted(table.items()))
        times.append(time.thread_time() - before)
    return statistics.median(times)


def limit(*seen: float) -> float:
    """Seconds that a turn may take here, where `work` took so long at several moments."""
    return LIMIT * MARGIN * max(1.0, max(seen) / USUAL)
