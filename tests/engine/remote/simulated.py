"""A host of many workers in one process, on a clock of its own: nothing waits, and nothing depends on the machine.

A unit takes some time, what travels takes a while, and workers die in the middle of units. As Dask does it, a unit
whose worker died begins anew at another; one that has killed two comes back undone.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Literal

import numpy as np

from engine.generator import Generator
from engine.job import Job, Progress
from engine.units import Part, Unit

#: How many workers a unit may kill.
LIVES = 2


@dataclass
class Clock:
    """Seconds since the beginning, and what happens when."""

    now: float = 0.0
    _coming: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    _count: int = 0

    def after(self, seconds: float, do: Callable[[], None]) -> None:
        """Something happens so much later."""
        self._count += 1
        heapq.heappush(self._coming, (self.now + seconds, self._count, do))

    def pass_(self, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
        """Let so much time pass, or less if something is the case before."""
        end = self.now + seconds
        while self._coming and self._coming[0][0] <= end and not until():
            self.now, _, do = heapq.heappop(self._coming)
            do()
        if not until():
            self.now = end


class Answers:
    """What has come back: who waits for it lets time pass."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._there = clock, list[tuple[int, Part | None]]()

    def put(self, answer: tuple[int, Part | None]) -> None:
        self._there.append(answer)

    def get(self, timeout: float) -> tuple[int, Part | None]:
        self._clock.pass_(timeout, until=lambda: bool(self._there))
        return self.get_nowait()

    def get_nowait(self) -> tuple[int, Part | None]:
        if not self._there:
            raise Empty
        return self._there.pop(0)


class Simulated:
    """A way to so many workers: `latency` seconds there and as many back; a unit takes 0.5 to 1.5 of `seconds`, and its
    worker dies in it with a chance of `dying`, after which it takes `anew` seconds until there is another."""

    def __init__(self, workers: int, latency: float, dying: float, seconds: float = 1.0, anew: float = 5.0) -> None:
        self.state: Literal["up"] = "up"
        self.width, self.trouble, self.clock = workers, "", Clock()
        self.lost: set[int] = set()
        self.reached: SimpleQueue[tuple[int, float, Part]] = SimpleQueue()
        self.answers = Answers(self.clock)
        self.deaths, self.worked, self.home = 0, 0.0, 0
        self._latency, self._dying, self._seconds, self._anew = latency, dying, seconds, anew
        self._chance, self._idle, self._waiting = random.Random(1), workers, list[tuple[int, Unit, int]]()

    def begin(self) -> None: ...

    def close(self) -> None: ...

    def ask(self, _: Generator) -> Simulated:
        return self

    def send(self, number: int, unit: Unit) -> None:
        self.clock.after(self._latency, lambda: self._arrived(number, unit, 0))

    def _arrived(self, number: int, unit: Unit, killed: int) -> None:
        self._waiting.append((number, unit, killed))
        self._hand_out()

    def _hand_out(self) -> None:
        while self._idle and self._waiting:
            self._idle -= 1
            self._do(*self._waiting.pop(0))

    def _do(self, number: int, unit: Unit, killed: int) -> None:
        took = self.took(unit)
        if self._chance.random() < self._dying:
            self.clock.after(self._chance.random() * took, lambda: self._died(number, unit, killed + 1))
        else:
            self.clock.after(took, lambda: self._done(number, unit, took))

    def _done(self, number: int, unit: Unit, took: float) -> None:
        self._idle += 1
        self.worked += took
        self.clock.after(self._latency, lambda: self.answers.put((number, {"n": np.array(unit.start)})))
        self._hand_out()

    def _died(self, number: int, unit: Unit, killed: int) -> None:
        self.deaths += 1
        self.clock.after(self._anew, self._another)
        if killed == LIVES:
            self.clock.after(self._latency, lambda: self.answers.put((number, None)))
        else:
            self._arrived(number, unit, killed)

    def _another(self) -> None:
        self._idle += 1
        self._hand_out()

    def took(self, unit: Unit) -> float:
        """Seconds that this unit takes, whoever does it."""
        return self._seconds * random.Random(unit.start).uniform(0.5, 1.5)

    def here(self, _: Generator, unit: Unit) -> Job[Part]:
        """The unit done by the one who asked, in steps of 50 ms, while time passes for all."""
        self.home, took = self.home + 1, self.took(unit)
        self.worked += took
        for step in self._steps(took):
            self.clock.pass_(step)
            yield Progress(0.5)
        return {"n": np.array(unit.start)}

    @staticmethod
    def _steps(seconds: float) -> Iterator[float]:
        while seconds > 0:
            yield min(0.05, seconds)
            seconds -= 0.05

    @property
    def efficiency(self) -> float:
        """The share of all workers' time in which they did what counted."""
        return self.worked / (self.width * self.clock.now)
