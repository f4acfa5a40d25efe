"""Units done by the workers of a host, and here whatever they cannot do: the same parts in the same order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from queue import Empty
from typing import TYPE_CHECKING

from engine.document.disk.wording import short
from engine.job import Job, Progress, within
from engine.language import tr
from engine.units import KINDS, Making, Part, Unit, Units, here

if TYPE_CHECKING:
    from engine.document.asked.offers import Workers
    from engine.generator import Generator
    from engine.remote.link import Asked, Link

#: Where the workers are, and the folder of what they are reached with.
HOST, CERTIFICATES = "EIGENBRUSH_ENGINE", "EIGENBRUSH_CERTIFICATES"
WAIT = 0.01  # seconds between two looks whether a part has come; the engine draws in between
#: Units that wait at each worker while it does another; and parts that wait for one before them, as many times that.
AHEAD, EARLY = 4, 2


def chosen(told: Callable[[Workers], None] | None = None) -> Units:
    """Who does units: the workers that the environment names, if it names some."""
    if not (address := os.environ.get(HOST, "")):
        return here
    return reached(address, os.environ.get(CERTIFICATES, ""), told)


def reached(
    address: str, certificates: str, told: Callable[[Workers], None] | None = None, *, waits: bool = False
) -> Elsewhere:
    """The workers at an address; they are not connected to before there is work. `told` hears how it stands."""
    from engine.remote.link import Link

    return Elsewhere(Link(address, certificates, told), waits=waits)


class Elsewhere:
    """Has units done by workers, and does those that come back undone.

    `waits`: what was lost with the connection waits for it instead; it may change at any time. `at_work` is how many
    workers do units of the job whose step was taken last.
    """

    def __init__(self, link: Link, *, waits: bool = False) -> None:
        self.link, self.waits, self.at_work = link, waits, 0

    def __call__(
        self, generator: Generator, units: Iterable[Unit | Making], total: int, take: Callable[[Part], None]
    ) -> Job[None]:
        """As `engine.units.here`; a generator that came out of no file is known here alone."""
        if not generator.sha256 or not generator.source:
            yield from here(generator, units, total, take)
            return
        self.link.begin()
        asked = self.link.ask(generator)
        try:
            yield from _Course(self, asked, generator, iter(units), total, take).job()
        finally:
            asked.close()


class _Course:
    """One call of `Elsewhere`: which units are under way, and which parts have come before their turn."""

    def __init__(self, elsewhere: Elsewhere, asked: Asked, generator: Generator, units: Iterator[Unit | Making],
                 total: int, take: Callable[[Part], None]) -> None:  # fmt: skip
        self._elsewhere, self._link = elsewhere, elsewhere.link
        self._asked, self._generator, self._units = asked, generator, units
        self._total, self._take = total, take
        self._away: dict[int, Unit] = {}
        self._again: list[tuple[int, Unit]] = []  # what was lost with the connection, and waits for it
        self._parts: dict[int, Part] = {}
        self._number, self._taken, self._done = 0, 0, 0
        self._reached: dict[int, float] = {}  # how far those under way have come, if they take long
        self._last = 0.0

    def job(self) -> Job[None]:
        """Until every part is taken."""
        more = True
        while more or self._away or self._again:
            if (more or self._again) and self._can_begin():
                more = yield from self._next(more=more)
                yield from self._come(0.0)
            else:
                if self._waiting():
                    self._link.begin()  # it may have come back
                yield from self._come(WAIT)
            self._elsewhere.at_work = self._link.width if self._up() and self._away else 0
            yield from self._shown()
            yield self._now()

    def _next(self, *, more: bool) -> Job[bool]:
        """Begin what waits for the connection, else the next unit; whether there may be another."""
        if self._again:
            yield from self._begun(*self._again.pop(0))
            return more
        each = next(self._units, None)
        more = each is not None
        if isinstance(each, Making):
            each = yield from self._made(each)
        if each is not None:
            self._number += 1
            yield from self._begun(self._number - 1, each)
        return more

    def _can_begin(self) -> bool:
        """Whether it is known who does the next unit, and he has not too much to do already."""
        if self._link.state == "connecting" or self._waiting():
            return False
        if not self._up():
            return not self._away
        most = AHEAD * self._link.width
        return len(self._away) <= most and self._number - self._taken <= EARLY * most

    def _waiting(self) -> bool:
        """Whether the connection was lost, and it is waited for."""
        return self._patient() and self._link.state == "down"

    def _patient(self) -> bool:
        return self._elsewhere.waits and self._link.was_up and not self._asked.trouble

    def _up(self) -> bool:
        return self._link.state == "up" and not self._asked.trouble

    def _shown(self) -> Job[None]:
        """What those show that take long."""
        with suppress(Empty):
            while True:
                number, fraction, part = self._asked.reached.get_nowait()
                if number in self._away:
                    self._reached[number] = fraction
                    if part:
                        yield replace(self._now(), partial=part)

    def _now(self) -> Progress:
        begun = sum(self._away[number].count * fraction for number, fraction in self._reached.items())
        self._last = max(self._last, (self._done + begun) / self._total)  # one that died begins anew
        return Progress(self._last, self._note())

    def _made(self, making: Making) -> Job[Unit | None]:
        """A unit that takes long to make, while others are under way."""
        now = self._now()
        unit = yield from within(now.fraction, now.fraction, making.job, now.note)
        if unit is None:
            self._done += making.count
        return unit

    def _note(self) -> str:
        if not self._waiting():
            return self._asked.trouble or self._link.trouble
        return tr(
            "The connection to the workers at {address} was lost; this waits for it. Stop it, or choose to go on here.",
            address=short(self._link.address),
        )

    def _begun(self, number: int, unit: Unit) -> Job[None]:
        if self._up():
            self._away[number] = unit
            self._asked.send(number, unit)
        else:
            self._link.begin()  # it may have come back
            yield from self._here(number, unit)

    def _come(self, wait: float) -> Job[None]:
        """Take what has come, for which is waited so many seconds; what came back undone is done here."""
        undone = []
        with suppress(Empty):
            while True:
                number, part = self._asked.answers.get(timeout=wait) if wait else self._asked.answers.get_nowait()
                wait, unit = 0.0, self._away.pop(number)
                self._reached.pop(number, None)
                if part is not None:
                    self._has(number, unit, part)
                elif number in self._asked.lost and self._patient():
                    self._again.append((number, unit))
                else:
                    undone.append((number, unit))
        for number, unit in undone:
            yield from self._here(number, unit)

    def _here(self, number: int, unit: Unit) -> Job[None]:
        now, job = self._now(), _on_one_core(KINDS[unit.kind](self._generator, unit))
        end = max(now.fraction, (self._done + unit.count) / self._total)
        part = yield from within(now.fraction, end, job, now.note)
        self._has(number, unit, part)

    def _has(self, number: int, unit: Unit, part: Part) -> None:
        """Give on the parts whose turn it is."""
        self._done += unit.count
        self._parts[number] = part
        while self._taken in self._parts:
            self._take(self._parts.pop(self._taken))
            self._taken += 1


def _on_one_core(job: Job[Part]) -> Job[Part]:
    """The job with each of its steps on one thread, as workers have them: sums of more come out otherwise in their last
    bits, and what comes of a unit should not depend on who did it."""
    import torch  # whoever chooses who does units has not loaded it yet

    try:
        while True:
            threads = torch.get_num_threads()
            torch.set_num_threads(1)
            try:
                step = next(job)
            except StopIteration as end:
                return end.value
            finally:
                torch.set_num_threads(threads)
            yield step
    finally:
        job.close()
