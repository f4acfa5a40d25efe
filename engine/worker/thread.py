"""One engine thread: a one-slot mailbox for renders and a fair queue of jobs. It knows no method and no Qt.

The newest render request replaces the waiting one, a running render is never aborted, and the last one is always
served. Jobs are Python generators; between two of their steps at most one waiting render is served, so sliders stay
live during a long job and the job still ends. Several jobs take turns; one that is paused lets its turns pass. torch is
imported on this thread only, by the studio that `make_studio` builds, so a window can be on screen long before.
"""

from __future__ import annotations

import logging
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from engine.document.asked.offers import EngineReady
from engine.document.asked.requests import (
    Cancelled,
    Done,
    Failed,
    Frame,
    JobProgress,
    JobRequest,
    Message,
    RenderFailed,
    RenderRequest,
    Request,
)
from engine.document.disk.wording import CLAUSE, said, short
from engine.job import Job, after_rest
from engine.language import tr

log = logging.getLogger(__name__)
A = TypeVar("A")


class StudioLike(Protocol):
    """What the thread needs of a studio."""

    def ready(self) -> EngineReady:
        """The message that says the engine has started."""

    def render(self, request: RenderRequest, newer: Callable[[], bool] | None = None) -> Frame | None:
        """The frame; None if the request was idle and `newer` said that something newer waits."""

    def start(self, work: Request[A, object]) -> Job[A]: ...

    def modes(self) -> object:
        """A value that changes if a torch context (grad mode, autocast, ...) is left open."""

    def restore_modes(self) -> None: ...

    def close(self) -> None:
        """Let go of what is no memory of this process."""


@dataclass
class _Running:
    number: int
    steps: Job[object]


class _Pauses:
    """Which jobs are paused, and for how long each has been so far, in seconds."""

    def __init__(self) -> None:
        self._since: dict[int, float] = {}
        self._rested: dict[int, float] = {}

    def __contains__(self, job: int) -> bool:
        return job in self._since

    def begin(self, job: int) -> None:
        self._since.setdefault(job, time.monotonic())

    def end(self, job: int) -> None:
        if (since := self._since.pop(job, None)) is not None:
            self._rested[job] = self.rested(job) + time.monotonic() - since

    def rested(self, job: int) -> float:
        """Seconds of the pauses that are over."""
        return self._rested.get(job, 0.0)

    def forget(self, job: int) -> None:
        self._since.pop(job, None)
        self._rested.pop(job, None)


def sentence_of(error: BaseException) -> str:
    """What a person is told. ValueError and OSError carry our own plain sentences; anything else is our fault."""
    if isinstance(error, (ValueError, OSError)):
        return said(error)
    if isinstance(error, MemoryError) or "not enough memory" in str(error) or "out of memory" in str(error):
        return tr("There was not enough memory for this. Close other programs or choose a smaller size, and try again.")
    return tr(
        "This did not work because of a fault in EigenBrush ({name}: {error}). Nothing was changed.",
        name=type(error).__name__,
        error=short(error, CLAUSE),
    )


class EngineThread:
    """Owns the studio. Every public method may be called from any thread and returns at once, but `close`."""

    def __init__(self, make_studio: Callable[[], StudioLike], post: Callable[[Message], None]) -> None:
        self._make_studio, self._post = make_studio, post
        self._wake = threading.Condition()
        self._mailbox: RenderRequest | None = None
        self._arriving: deque[JobRequest] = deque()
        self._cancelled: set[int] = set()
        self._pauses = _Pauses()
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)

    def start(self) -> None:
        """Start the thread; the studio is built on it."""
        self._thread.start()

    def render(self, request: RenderRequest) -> None:
        """Put the request into the mailbox; it replaces one that still waits."""
        with self._wake:
            self._mailbox = request
            self._wake.notify()

    def submit(self, request: JobRequest) -> None:
        """Queue a job."""
        with self._wake:
            self._arriving.append(request)
            self._wake.notify()

    def cancel(self, job: int) -> None:
        """Stop a job at its next yield; it answers `Cancelled` unless it has already ended."""
        with self._wake:
            self._cancelled.add(job)
            self._wake.notify()

    def pause(self, job: int) -> None:
        """Let a job rest before its next step, or before its first; what it holds stays as it is, to go on from."""
        with self._wake:
            self._pauses.begin(job)

    def go_on(self, job: int) -> None:
        """Let a paused job go on, to the same end as without a pause."""
        with self._wake:
            self._pauses.end(job)
            self._wake.notify()

    def close(self, timeout: float = 30.0) -> bool:
        """Cancel everything, wake, join; True if the thread has ended within `timeout` seconds."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        if self._thread.ident is not None:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        running: deque[_Running] = deque()
        try:
            studio = self._make_studio()
            ready = studio.ready()
        except Exception as error:
            log.exception("the engine could not start")
            self._refuse(
                Failed(
                    0,
                    tr("The engine could not start: {error}.", error=short(str(error).rstrip("."), CLAUSE)),
                    traceback.format_exc(),
                )
            )
            return
        self._post(ready)
        try:
            while (turn := self._next(running)) is not None:
                request, arrivals, cancelled = turn
                if request is not None:
                    self._render(studio, request)
                for arrival in arrivals:
                    self._begin(studio, arrival, running, cancelled=arrival.job in cancelled)
                self._drop(running, cancelled)
                if (job := self._due(running)) is not None:
                    self._step(studio, job, running)
        finally:
            for job in running:
                self._finish(job, Cancelled(job.number))
            studio.close()

    def _refuse(self, answer: Failed) -> None:
        """Say that there is no engine, and say it again to everything that is asked of it."""
        self._post(answer)
        while (turn := self._next(deque())) is not None:
            request, arrivals, _ = turn
            if request is not None:
                self._post(RenderFailed(request.epoch, request.sequence, answer.sentence, answer.details))
            for arrival in arrivals:
                self._post(replace(answer, job=arrival.job))

    def _next(self, running: deque[_Running]) -> tuple[RenderRequest | None, list[JobRequest], set[int]] | None:
        """Wait for something to do; None when closing."""
        with self._wake:
            while not (self._closing or self._mailbox or self._arriving or self._cancelled or self._awake(running)):
                self._wake.wait()
            if self._closing:
                for arrival in self._arriving:
                    self._post(Cancelled(arrival.job))
                return None
            turn = (self._mailbox, list(self._arriving), set(self._cancelled))
            self._mailbox = None
            self._arriving.clear()
            self._cancelled.clear()
            return turn

    def _awake(self, running: deque[_Running]) -> _Running | None:
        """The job whose turn it is; None where all are paused. For whoever holds the lock."""
        return next((job for job in running if job.number not in self._pauses), None)

    def _due(self, running: deque[_Running]) -> _Running | None:
        """The job whose turn it is, taken out of the queue."""
        with self._wake:
            job = self._awake(running)
        if job is not None:
            running.remove(job)
        return job

    def _render(self, studio: StudioLike, request: RenderRequest) -> None:
        try:
            if (frame := studio.render(request, self._newer)) is not None:
                self._post(frame)
        except Exception as error:
            log.exception("a frame failed")
            self._post(RenderFailed(request.epoch, request.sequence, sentence_of(error), traceback.format_exc()))

    def _newer(self) -> bool:
        """Whether a newer render request waits."""
        with self._wake:
            return self._mailbox is not None

    def _begin(self, studio: StudioLike, request: JobRequest, running: deque[_Running], *, cancelled: bool) -> None:
        if cancelled:
            self._answer(Cancelled(request.job))
            return
        try:
            running.append(_Running(request.job, studio.start(request.work)))
        except Exception as error:
            self._answer(Failed(request.job, sentence_of(error), traceback.format_exc()))

    def _answer(self, answer: Done | Cancelled | Failed) -> None:
        """The last word of a job."""
        with self._wake:
            self._pauses.forget(answer.job)
        self._post(answer)

    def _drop(self, running: deque[_Running], cancelled: set[int]) -> None:
        for job in [job for job in running if job.number in cancelled]:
            running.remove(job)
            self._finish(job, Cancelled(job.number))

    def _step(self, studio: StudioLike, job: _Running, running: deque[_Running]) -> None:
        """One step of a job, which then stands last in the queue; afterwards no torch context may be open."""
        before = studio.modes()
        try:
            with after_rest(self._pauses.rested(job.number)):
                progress = next(job.steps)
            message = JobProgress(job.number, progress.fraction, progress.note, progress.partial)
        except StopIteration as stop:
            self._answer(Done(job.number, stop.value))
        except Exception as error:
            if not isinstance(error, (ValueError, OSError)):
                log.exception("a job failed")
            self._answer(Failed(job.number, sentence_of(error), traceback.format_exc()))
        else:
            if studio.modes() == before:
                self._post(message)
                running.append(job)
            else:
                self._finish(job, Failed(job.number, sentence_of(RuntimeError(tr("a torch context was left open")))))
        finally:
            if studio.modes() != before:
                studio.restore_modes()

    def _finish(self, job: _Running, answer: Cancelled | Failed) -> None:
        """Close a job's generator, so that its `finally` blocks remove what is half done, and answer."""
        try:
            job.steps.close()
        except Exception:
            log.exception("a job did not close cleanly")
        self._answer(answer)
