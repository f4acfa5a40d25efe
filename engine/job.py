"""Long work: a Python generator that yields `Progress` and returns its result (design.md, "Jobs")."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

Result = TypeVar("Result")
Shown = TypeVar("Shown")


@dataclass(frozen=True)
class Progress:
    """How far a job has come.

    `fraction` runs from 0 to 1 and never falls; `note` is one line for people; `partial` is what can be shown already.
    """

    fraction: float
    note: str = ""
    partial: object = None


Job = Generator[Progress, None, Result]


class _Rest(threading.local):
    """For how many seconds the job that takes a step on this thread has been paused so far."""

    seconds = 0.0


_rest = _Rest()


def worked() -> float:
    """Seconds of a clock that stands still for a job while it is paused; one job may compare two times."""
    return time.monotonic() - _rest.seconds


@contextmanager
def after_rest(seconds: float) -> Iterator[None]:
    """Take a step of a job that has been paused for so many seconds in all."""
    _rest.seconds = seconds
    try:
        yield
    finally:
        _rest.seconds = 0.0


def run(job: Job[Result]) -> Result:
    """Drive a job to its end, as scripts and tests do, and return its result."""
    while True:
        try:
            next(job)
        except StopIteration as stop:
            return stop.value


def within(start: float, stop: float, job: Job[Result], note: str = "") -> Job[Result]:
    """A job as a part of a longer one: its progress runs from `start` to `stop`, with `note` if its own has none."""
    last = 0.0
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            return end.value
        last = max(last, step.fraction)  # a part may run several fits, each from 0
        yield Progress(start + (stop - start) * last, step.note or note, step.partial)


def mapped(job: Job[Result], kind: type[Result], to: Callable[[Result], Shown]) -> Job[Shown]:
    """The same job told in another form: its result, and what of this kind it shows on the way, go through `to`."""
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            return to(end.value)
        yield Progress(step.fraction, step.note, to(step.partial) if isinstance(step.partial, kind) else None)
