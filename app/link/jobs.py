"""The jobs that are under way: their numbers, and what to do with their answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial as partial_of
from typing import Literal, TypeVar, cast

from engine.document.asked.requests import (
    Cancelled,
    Done,
    Failed,
    JobProgress,
    JobRequest,
    Request,
)
from engine.document.document import Document

A = TypeVar("A")
P = TypeVar("P")
#: What a job is for. A new one of a kind takes the place of the older ones; those of no kind stand side by side.
Kind = Literal[
    "", "open", "identify", "device", "fetch", "discover", "name", "load directions", "boundary", "suggest", "strip",
    "strips", "others", "faces", "region", "prepare", "parts", "heat", "export", "autosave", "photo", "invert",
    "codes", "album", "brought", "pair", "cut out", "ranges", "names", "plain", "train", "truth", "compare",
    "lay", "snapshots", "film frame", "film frames", "film keys", "film sound",
    "film prepare", "film onion", "film steady", "readings", "sheet", "look", "workers", "engine",
]  # fmt: skip

#: What needs no open generator, but brings one.
FIRST: tuple[Kind, ...] = ("open", "device")


def written(work: Request[object, object]) -> str:
    """The path of the file that this work writes for a person; empty if it writes none."""
    return str(getattr(work, "path", "")) if work.writes else ""


def ignore(_: object) -> None:
    """The default for answers that nobody waits for."""


@dataclass(frozen=True)
class Waiting:
    """A job under way. `title` is shown while it runs; empty for work that needs no word."""

    number: int
    title: str
    kind: Kind
    about: str
    work: Request[object, object]
    done: Callable[[object], None] = ignore
    partial: Callable[[object], None] = ignore
    failed: Callable[[Failed], None] = ignore
    cancelled: Callable[[Cancelled], None] = ignore


class Jobs:
    """Numbers the jobs and hands every answer to the one who asked."""

    def __init__(
        self,
        submit: Callable[[JobRequest], None],
        cancel: Callable[[int], None],
        pause: Callable[[int], None] = ignore,
        go_on: Callable[[int], None] = ignore,
    ) -> None:
        self._submit, self._cancel, self._pause, self._go_on = submit, cancel, pause, go_on
        self._paused: set[int] = set()
        self._waiting: dict[int, Waiting] = {}
        self._last = 0
        self._held: dict[int, list[Callable[[], None]]] | None = None  # what the engine is told later, by job

    def start(
        self,
        work: Request[A, P],
        done: Callable[[A], None],
        failed: Callable[[Failed], None],
        title: str = "",
        kind: Kind = "",
        *,
        about: str = "",
        partial: Callable[[P], None] = ignore,
        cancelled: Callable[[Cancelled], None] = ignore,
    ) -> int:
        """Submit a job and return its number. `about` parts jobs of one kind that do not replace one another."""
        if kind:
            self.cancel_kind(kind, about)
        self._last += 1
        # Kept without its types; the table of the engine's answers holds to them.
        took = cast(Callable[[object], None], done), cast(Callable[[object], None], partial)
        self._waiting[self._last] = Waiting(self._last, title, kind, about, work, *took, failed, cancelled)
        request = JobRequest(self._last, work)
        if self._held is not None and kind not in FIRST:
            self._held[self._last] = [partial_of(self._submit, request)]
        else:
            self._submit(request)
        return self._last

    def hold(self) -> None:
        """Let all wait that needs an open generator, until `release`."""
        self._held = {}

    def release(self) -> None:
        """Let go what waits, in order."""
        held, self._held = self._held or {}, None
        for told in held.values():
            for tell in told:
                tell()

    def _stop(self, number: int) -> None:
        if self._held is not None and number in self._held:
            self._held[number].append(partial_of(self._cancel, number))
        else:
            self._cancel(number)

    def arrays_named(self) -> set[str]:
        """The keys of all arrays that work under way is about."""
        works = [waiting.work for waiting in self._waiting.values()]
        one = [getattr(work, "document", None) for work in works]
        several = [document for work in works for document in getattr(work, "documents", ())]
        return {key for document in (*one, *several) if isinstance(document, Document) for key in document.arrays()}

    def cancel(self, number: int) -> None:
        """Ask a job to stop."""
        if number in self._waiting:
            self._stop(number)

    def pause(self, number: int, *, on: bool = True) -> None:
        """Let a job rest, or go on."""
        if number in self._waiting and (number in self._paused) != on:
            (self._paused.add if on else self._paused.discard)(number)
            (self._pause if on else self._go_on)(number)

    def cancel_kind(self, kind: Kind, about: str = "") -> None:
        """Ask every job of this kind to stop and take no more answers from it but its end."""
        for number, waiting in list(self._waiting.items()):
            if (waiting.kind, waiting.about) == (kind, about):
                self._stop(number)
                self._waiting[number] = Waiting(number, waiting.title, "", "", waiting.work)

    def waiting(self, number: int) -> Waiting | None:
        """The job with this number, while it runs."""
        return self._waiting.get(number)

    def writing(self) -> tuple[str, ...]:
        """The files that a person waits for and that are not whole yet."""
        works = [waiting.work for waiting in self._waiting.values() if waiting.title]
        return tuple(path for work in works if (path := written(work)))

    def finish_writing(self) -> tuple[int, ...]:
        """Let every file be written to its end that waits in a pause; the numbers of these jobs."""
        files = [n for n, each in self._waiting.items() if n in self._paused and each.work.writes]
        for number in files:
            self.pause(number, on=False)
        return tuple(files)

    @property
    def idle(self) -> bool:
        """Whether nothing is under way, or only what is paused."""
        return not self._waiting.keys() - self._paused

    def running(self, kind: Kind, about: str = "") -> bool:
        """Whether a job of this kind is under way."""
        return any((waiting.kind, waiting.about) == (kind, about) for waiting in self._waiting.values())

    def answer(self, message: JobProgress | Done | Failed | Cancelled) -> Waiting | None:
        """Hand over one message; returns the job it belongs to, or None if it is not about a job of ours."""
        waiting = self._waiting.get(message.job)
        if waiting is None:
            return None
        if isinstance(message, JobProgress):
            if message.partial is not None:
                waiting.partial(message.partial)
            return waiting
        del self._waiting[waiting.number]
        self._paused.discard(waiting.number)
        if isinstance(message, Done):
            waiting.done(message.result)
        elif isinstance(message, Failed):
            waiting.failed(message)
        else:
            waiting.cancelled(message)
        return waiting
