"""Requests about which codes are usual; and the jobs that have to wait until that is measured."""

from __future__ import annotations

from typing import TypeVar

from engine.document.asked.requests import Request, SaveSession
from engine.document.asked.usual import FindRanges, MeasureCodes
from engine.document.document import Document
from engine.drawing.opened import Opened
from engine.drawing.ranges import ranges
from engine.job import Job, within
from engine.worker.answers import answers
from engine.worker.holdings import Holdings

A = TypeVar("A")


@answers(MeasureCodes)
def measure(held: Holdings, work: MeasureCodes) -> Job[None]:
    """Where a generator's codes lie."""
    yield from held.get(work.document.generator.sha256).prior()


@answers(FindRanges)
def find_ranges(held: Holdings, work: FindRanges) -> Job[dict[str, tuple[float, float]]]:
    """Up to where sliders stay within what the generator has learned."""
    return ranges(held.get(work.document.generator.sha256), work)


def after_measuring(held: Holdings, work: Request[A, object], job: Job[A]) -> Job[A]:
    """The job, after what its documents need has been measured: within one of its steps sliders would wait for that."""
    if isinstance(work, SaveSession | MeasureCodes):  # draws nothing; does it
        return job
    waiting: list[Opened] = []
    for document in (getattr(work, "document", None), *getattr(work, "documents", ())):
        if isinstance(document, Document) and (document.compression or document.passing):
            opened = held.get(document.generator.sha256)
            if opened.lacks(document) and opened not in waiting:
                waiting.append(opened)
    return _first(waiting, job) if waiting else job


def _first(waiting: list[Opened], job: Job[A]) -> Job[A]:
    for i, opened in enumerate(waiting):
        yield from within(0.2 * i / len(waiting), 0.2 * (i + 1) / len(waiting), opened.prior())
    return (yield from within(0.2, 1.0, job))
