"""Units done by the workers of a host, and here whatever they cannot do: the same parts in the same order."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from queue import Empty
from typing import TYPE_CHECKING

from engine.document.wording import short
from engine.job import Job, Progress, within
from engine.language import tr
from engine.units import KINDS, Part, Unit, Units, here

if TYPE_CHECKING:
    from engine.document.offers import Workers
    from engine.generator import Generator
    from engine.remote.link import Asked, Link

#: Where the workers are, and the folder of what they are reached with.
HOST, CERTIFICATES = "EIGENBRUSH_ENGINE", "EIGENBRUSH_CERTIFICATES"
WAIT = 0.01  # seconds between two looks whether a part has come; the engine draws in between
#: Units that wait at each worker while it does another.
AHEAD = 4


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
        self, generator: Generator, units: Iterable[Unit], total: int, take: Callable[[Part], None]
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

    def __init__(self, elsewhere: Elsewhere, asked: Asked, generator: Generator, units: Iterator[Unit], total: int,
                 take: Callable[[Part], None]) -> None:  # fmt: skip
        self._elsewhere, self._link = elsewhere, elsewhere.link
        self._asked, self._generator, self._units = asked, generator, units
        self._total, self._take = total, take
        self._away: dict[int, Unit] = {}
        self._again: list[tuple[int, Unit]] = []  # what was lost with the connection, and waits for it
        self._parts: dict[int, Part] = {}
        self._number, self._taken, self._done = 0, 0, 0

    def job(self) -> Job[None]:
        """Until every part is taken."""
        more = True
        while more or self._away or self._again:
            if (more or self._again) and self._can_begin():
                if (following := self._following()) is None:
                    more = False
                else:
                    yield from self._begun(*following)
                yield from self._come(0.0)
            else:
                if self._waiting():
                    self._link.begin()  # it may have come back
                yield from self._come(WAIT)
            self._elsewhere.at_work = self._link.width if self._up() and self._away else 0
            yield self._now()

    def _following(self) -> tuple[int, Unit] | None:
        """The next unit to begin, with its number; None if there is none."""
        if self._again:
            return self._again.pop(0)
        if (unit := next(self._units, None)) is None:
            return None
        self._number += 1
        return self._number - 1, unit

    def _can_begin(self) -> bool:
        """Whether it is known who does the next unit, and he has not too much to do already."""
        if self._link.state == "connecting" or self._waiting():
            return False
        return len(self._away) <= AHEAD * self._link.width if self._up() else not self._away

    def _waiting(self) -> bool:
        """Whether the connection was lost, and it is waited for."""
        return self._patient() and self._link.state == "down"

    def _patient(self) -> bool:
        return self._elsewhere.waits and self._link.was_up and not self._asked.trouble

    def _up(self) -> bool:
        return self._link.state == "up" and not self._asked.trouble

    def _now(self) -> Progress:
        return Progress(self._done / self._total, self._note())

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
                if part is not None:
                    self._has(number, unit, part)
                elif number in self._asked.lost and self._patient():
                    self._again.append((number, unit))
                else:
                    undone.append((number, unit))
        for number, unit in undone:
            yield from self._here(number, unit)

    def _here(self, number: int, unit: Unit) -> Job[None]:
        done, why = self._done, self._now().note
        job = KINDS[unit.kind](self._generator, unit)
        part = yield from within(done / self._total, (done + unit.count) / self._total, job, why)
        self._has(number, unit, part)

    def _has(self, number: int, unit: Unit, part: Part) -> None:
        """Give on the parts whose turn it is."""
        self._done += unit.count
        self._parts[number] = part
        while self._taken in self._parts:
            self._take(self._parts.pop(self._taken))
            self._taken += 1
