"""The contract of work that can be done elsewhere: the parts of a job that know nothing of each other.

A job cuts such work into units and takes their parts in the order of the units, whoever did them and whoever was
quicker. So its answer does not depend on who does them: `here`, in the job's own steps, or workers elsewhere
(`engine.remote`). No work is written twice: what a kind of unit does is one function, entered by `unit_of_kind`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import torch

from engine.generator import Generator
from engine.job import Job, Progress, within

#: What comes of a unit: arrays by name.
Part = Mapping[str, np.ndarray]
Word = str | int | float | bool


@dataclass(frozen=True, eq=False)
class Unit:
    """Some of the work of one kind, as values alone: what it is about can be said to another process.

    `generator` is the SHA-256 of the generator's file; `start` and `count` what of the whole it is; `state` that of the
    one random stream before its first number, empty where nothing is drawn; `words` and `given` whatever else the kind
    asks for.
    """

    kind: str
    generator: str
    start: int
    count: int
    state: bytes = b""
    words: Mapping[str, Word] = field(default_factory=dict)
    given: Mapping[str, np.ndarray] = field(default_factory=dict)

    def stream(self) -> torch.Generator:
        """The random stream as it stands before the first number of this unit."""
        random = torch.Generator()
        random.set_state(torch.frombuffer(bytearray(self.state), dtype=torch.uint8))
        return random


@dataclass(frozen=True, eq=False)
class Making:
    """A unit that takes long to make, which others need not wait for: a job that gives it, of this `count`, or None if
    there is nothing to do after all. To make it is `share` of its whole time."""

    count: int
    job: Job[Unit | None]
    share: float


#: Does units of one kind: a job, whose steps are as short as those of every job. What it shows on the way (`partial`)
#: are parts as well, of what there is so far.
Doing = Callable[[Generator, Unit], Job[Part]]
#: Has units done, `total` in all their counts, and gives their parts to `take` in the order of the units. These are
#: asked for as they are needed, so each may be made then.
Units = Callable[[Generator, Iterable[Unit | Making], int, Callable[[Part], None]], Job[None]]

KINDS: dict[str, Doing] = {}


def unit_of_kind(kind: str) -> Callable[[Doing], Doing]:
    """Enter a function as what does units of this kind."""

    def enter(doing: Doing) -> Doing:
        KINDS[kind] = doing
        return doing

    return enter


def here(generator: Generator, units: Iterable[Unit | Making], total: int, take: Callable[[Part], None]) -> Job[None]:
    """Do them in this job, one after the other."""
    done = 0
    for each in units:
        begun, end = float(done), done + each.count
        if isinstance(each, Making):
            begun = done + each.share * each.count
            unit = yield from within(done / total, begun / total, each.job)
        else:
            unit = each
        if unit is not None:
            take((yield from within(begun / total, end / total, KINDS[unit.kind](generator, unit))))
        done = end
        yield Progress(done / total)
