"""Requests about what computes: workers on other machines, and what runs where; and what jobs say of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as TooLate
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import torch

from engine import device
from engine.document.asked.offers import Workers
from engine.document.asked.workers import EngineFacts, LookAtEngine, UseWorkers, WorkerFacts
from engine.job import Job, Progress
from engine.language import tr
from engine.memory import on_device, taken
from engine.remote.elsewhere import WAIT, reached
from engine.units import here
from engine.worker.answers import answers
from engine.worker.holdings import Holdings

if TYPE_CHECKING:
    from engine.remote.elsewhere import Elsewhere

A = TypeVar("A")
PATIENCE = 6.0  # seconds in which workers say what they do, or say nothing


@answers(UseWorkers)
def use_workers(held: Holdings, work: UseWorkers) -> Job[None]:
    """Leave those there are, unless they are the same, and begin to connect; nothing is waited for."""
    yield Progress(0.0)
    now = held.elsewhere
    if now is not None and _same(now, work):
        if now.waits == work.waits:
            now.link.again()
        now.waits = work.waits
        return
    if now is not None:
        now.link.end()
    if work.address:
        made = held.units = reached(work.address, work.certificates, held.tell, waits=work.waits)
        made.link.begin()
    else:
        held.units = here
        if held.tell is not None:
            held.tell(Workers())


def _same(now: Elsewhere, work: UseWorkers) -> bool:
    """Whether these are the workers that are asked already, and may still come."""
    link = now.link
    return (link.address, link.folder) == (work.address, work.certificates) and link.state != "refused"


@answers(LookAtEngine)
def look(held: Holdings, work: LookAtEngine) -> Job[EngineFacts]:
    """The workers are asked beside what else they do."""
    yield Progress(0.0)
    workers: tuple[WorkerFacts, ...] = ()
    coming = held.elsewhere.link.look() if held.elsewhere is not None else None
    until = time.monotonic() + PATIENCE
    while coming is not None and time.monotonic() < until:
        with suppress(TooLate):
            workers = _come(coming.result, WAIT)
            break
        yield Progress(0.0)
    from engine.remote.parcel import versions

    where = device.in_words(held.device)
    return EngineFacts(where, torch.get_num_threads(), taken(), on_device(), versions(), workers)


def _come(result: Callable[[float], tuple[WorkerFacts, ...]], seconds: float) -> tuple[WorkerFacts, ...]:
    """What the workers have said; nothing if they were left meanwhile. Raises TooLate where it has not come."""
    try:
        return result(seconds)
    except CancelledError:
        return ()


def saying(held: Holdings, job: Job[A]) -> Job[A]:
    """The job, whose notes say so while its work is done by workers."""
    try:
        while True:
            elsewhere = held.elsewhere  # it may become another meanwhile
            if elsewhere is not None:
                elsewhere.at_work = 0
            try:
                step = next(job)
            except StopIteration as end:
                return end.value
            if elsewhere is not None and elsewhere.at_work:
                step = replace(step, note=_by(step.note, elsewhere.at_work))
            yield step
    finally:
        job.close()


def _by(note: str, count: int) -> str:
    who = tr("by 1 worker") if count == 1 else tr("by {count} workers", count=count)
    return tr("{note}, {who}", note=note, who=who) if note else who
