"""The jobs that are under way: their numbers, and what to do with their answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engine.document.requests import Cancelled, Done, Failed, JobProgress, JobRequest


def _ignore(_: Any) -> None:
    """The default for answers that nobody waits for."""


@dataclass(frozen=True)
class Waiting:
    """A job under way. `title` is shown while it runs; empty for work that needs no word."""

    number: int
    title: str
    kind: str
    done: Callable[[Any], None]
    partial: Callable[[Any], None]
    failed: Callable[[Failed], None]
    cancelled: Callable[[Any], None]
    work: Any = None


class Jobs:
    """Numbers the jobs and hands every answer to the one who asked. A new job of a `kind` cancels the older ones."""

    def __init__(self, submit: Callable[[JobRequest], None], cancel: Callable[[int], None]) -> None:
        self._submit, self._cancel = submit, cancel
        self._waiting: dict[int, Waiting] = {}
        self._last = 0

    def start(
        self,
        work: Any,
        done: Callable[[Any], None],
        failed: Callable[[Failed], None],
        title: str = "",
        kind: str = "",
        partial: Callable[[Any], None] = _ignore,
        cancelled: Callable[[Any], None] = _ignore,
    ) -> int:
        """Submit a job and return its number."""
        if kind:
            self.cancel_kind(kind)
        self._last += 1
        self._waiting[self._last] = Waiting(self._last, title, kind, done, partial, failed, cancelled, work)
        self._submit(JobRequest(self._last, work))
        return self._last

    def arrays_named(self) -> set[str]:
        """The keys of all arrays that work under way is about."""
        works = [waiting.work for waiting in self._waiting.values()]
        documents = [work.document for work in works if getattr(work, "document", None) is not None]
        documents += [document for work in works for document in getattr(work, "documents", ())]
        return {key for document in documents for key in document.arrays()}

    def cancel(self, number: int) -> None:
        """Ask a job to stop."""
        if number in self._waiting:
            self._cancel(number)

    def cancel_kind(self, kind: str) -> None:
        """Ask every job of this kind to stop and take no more answers from it but its end."""
        for number, waiting in list(self._waiting.items()):
            if waiting.kind == kind:
                self._cancel(number)
                quiet = (_ignore, _ignore, _ignore, _ignore)
                self._waiting[number] = Waiting(number, waiting.title, "", *quiet, waiting.work)

    def waiting(self, number: int) -> Waiting | None:
        """The job with this number, while it runs."""
        return self._waiting.get(number)

    def running(self, kind: str) -> bool:
        """Whether a job of this kind is under way."""
        return any(waiting.kind == kind for waiting in self._waiting.values())

    def answer(self, message: Any) -> Waiting | None:
        """Hand over one message; returns the job it belongs to, or None if it is not about a job of ours."""
        waiting = self._waiting.get(getattr(message, "job", -1))
        if waiting is None:
            return None
        if isinstance(message, JobProgress):
            if message.partial is not None:
                waiting.partial(message.partial)
            return waiting
        del self._waiting[waiting.number]
        if isinstance(message, Done):
            waiting.done(message.result)
        elif isinstance(message, Failed):
            waiting.failed(message)
        elif isinstance(message, Cancelled):
            waiting.cancelled(message)
        return waiting
