"""Between the threads that listen and the screen's: one slot for each control, so that the last value always wins."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

HEARD = 1_000  # controls that are told apart while one is waited for

#: A control and how far it is turned, in [0, 1].
Turned = tuple[str, float]


@dataclass
class Taken:
    """What has come since the last time: where each control stands, the one that was learned, what there is
    to say."""

    values: dict[str, float] = field(default_factory=dict)
    learned: str = ""
    told: list[str] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)  # sentences that are true no more


class Mailbox:
    """Any thread puts in, the screen's takes out. `ring` is called once for all that comes until the next `take`.

    Only controls in `wanted` are kept, so no flood of others takes room or time. While it learns, it waits for the
    first control that stands at two places: one that moves, and not one that only repeats itself.
    """

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring
        self._lock = threading.Lock()
        self._waiting = Taken()
        self._rung = False
        self._wanted: frozenset[str] = frozenset()
        self._first: dict[str, float] | None = None  # while it learns: where each control was heard first
        self._told: set[str] = set()

    def want(self, controls: frozenset[str]) -> None:
        """Keep what these say from now on."""
        with self._lock:
            self._wanted = controls

    def learn(self, *, on: bool) -> None:
        """Wait for a control that moves, or no longer."""
        with self._lock:
            self._first = {} if on else None
            self._waiting.learned = ""

    @property
    def learning(self) -> bool:
        return self._first is not None

    def put(self, *turned: Turned) -> None:
        """What one message says. Of several numbers the one that moved most is learned."""
        with self._lock:
            if self._first is not None and (control := self._moved(turned)):
                self._waiting.learned, self._first = control, None
                self._wanted |= {control}
            wanted = {control: share for control, share in turned if control in self._wanted}
            self._waiting.values |= wanted
            must_ring = self._must_ring(something=bool(wanted))
        if must_ring:
            self._ring()

    def tell(self, sentence: str) -> None:
        """Say a sentence to the person; the same one only once."""
        with self._lock:
            if sentence in self._told:
                return
            self._told.add(sentence)
            self._waiting.told.append(sentence)
            must_ring = self._must_ring(something=True)
        if must_ring:
            self._ring()

    def take_back(self, sentence: str) -> None:
        """A sentence is true no more, and may be said again."""
        with self._lock:
            if sentence not in self._told:
                return
            self._told.discard(sentence)
            self._waiting.outdated.append(sentence)
            must_ring = self._must_ring(something=True)
        if must_ring:
            self._ring()

    def stir(self) -> None:
        """Something is another that the screen shows."""
        with self._lock:
            must_ring = self._must_ring(something=True)
        if must_ring:
            self._ring()

    def take(self) -> Taken:
        """All that has come since the last time."""
        with self._lock:
            taken, self._waiting, self._rung = self._waiting, Taken(), False
        return taken

    def _must_ring(self, *, something: bool) -> bool:
        must, self._rung = something and not self._rung, self._rung or something
        return must

    def _moved(self, turned: tuple[Turned, ...]) -> str:
        """The control that has moved most since it was heard first; empty if none has."""
        assert self._first is not None
        most, found = 0.0, ""
        for control, share in turned:
            if control not in self._first and len(self._first) < HEARD:
                self._first[control] = share
            if (far := abs(share - self._first.get(control, share))) > most:
                most, found = far, control
        return found
