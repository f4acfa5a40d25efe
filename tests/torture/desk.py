"""An engine thread that can be told beforehand at which step of a job something is to happen."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

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
from engine.document.document import Document
from engine.worker.studio import Studio
from engine.worker.thread import EngineThread

ANSWER = (Done, Failed, Cancelled)
WAIT = 120.0  # seconds: only ever reached by a fault


@dataclass
class Run:
    """What became of one job. `steps` are own processor seconds from one message to the next, the last one the
    answer's; `modes` the torch contexts once it had ended."""

    answer: Message | None = None
    partials: list[object] = field(default_factory=list)
    steps: list[float] = field(default_factory=list)
    modes: object = None

    @property
    def yields(self) -> int:
        return len(self.steps) - 1


class Desk:
    """An engine thread around a studio."""

    def __init__(self, studio: Studio) -> None:
        self.studio = studio
        self.engine = EngineThread(lambda: studio, self._post)
        self._arrived: queue.Queue[Message] = queue.Queue()
        self._runs: dict[int, Run] = {}
        self._stops: dict[int, tuple[int, Callable[[], None]]] = {}
        self._before, self._sequence = 0.0, 0
        self.engine.start()
        self.until(lambda message: isinstance(message, EngineReady))

    def _post(self, message: Message) -> None:
        """Called on the engine's thread, between two steps."""
        took = time.thread_time() - self._before
        if isinstance(message, JobProgress | Done | Failed | Cancelled) and (run := self._runs.get(message.job)):
            run.steps.append(took)
            if isinstance(message, JobProgress):
                if message.partial is not None:
                    run.partials.append(message.partial)
                place, stop = self._stops.get(message.job, (0, lambda: None))
                if len(run.steps) == place:
                    stop()
            else:
                run.answer, run.modes = message, self.studio.modes()
        self._arrived.put(message)
        self._before = time.thread_time()

    def until(self, wanted: Callable[[Message], bool]) -> Message:
        """The first message of this kind from now on."""
        while not wanted(message := self._arrived.get(timeout=WAIT)):
            pass
        return message

    def begin(self, work: Request[object, object], at: int = 0, stop: Callable[[int], None] | None = None) -> int:
        """Start a job -> its number; after step `at` (from 1) `stop` is called with it, on the engine's thread."""
        number = len(self._runs) + 1
        self._runs[number] = Run()
        if stop is not None:
            self._stops[number] = (at, lambda: stop(number))
        self.engine.submit(JobRequest(number, work))
        return number

    def end(self, number: int) -> Run:
        """Wait for a job's answer."""
        if self._runs[number].answer is None:
            self.until(lambda message: isinstance(message, ANSWER) and message.job == number)
        return self._runs[number]

    def run(self, work: Request[object, object]) -> Run:
        """A job to its end."""
        return self.end(self.begin(work))

    def cancelled(self, work: Request[object, object], at: int) -> Run:
        """A job that is cancelled after this step, if it has as many."""
        return self.end(self.begin(work, at, self.engine.cancel))

    def show(self, document: Document) -> None:
        """Ask for a frame."""
        self._sequence += 1
        self.engine.render(RenderRequest(0, self._sequence, document))

    def frame(self, document: Document) -> np.ndarray:
        """The document's picture, uint8 (H, W, 3)."""
        self.show(document)
        return self.last_frame()

    def last_frame(self) -> np.ndarray:
        """What the last request becomes."""
        found = self.until(
            lambda message: isinstance(message, Frame | RenderFailed) and message.sequence == self._sequence
        )
        assert isinstance(found, Frame), found
        return found.pixels

    def close(self) -> None:
        """Stop the thread, which must end in time."""
        assert self.engine.close(WAIT), "the engine's thread did not end"
