"""The engine thread: one mailbox, fair jobs, exactly one answer each, and no torch context left open."""

from __future__ import annotations

import itertools
import queue
import threading
from collections.abc import Callable, Generator, Iterator
from typing import Any

import numpy as np
import pytest
import torch
from torch.autograd import forward_ad

from engine.document.asked.offers import EngineReady
from engine.document.asked.requests import (
    Cancelled,
    Done,
    Failed,
    Frame,
    JobProgress,
    JobRequest,
    OpenGenerator,
    RenderFailed,
    RenderRequest,
)
from engine.document.document import Document, GeneratorRef
from engine.job import Job, Progress, run
from engine.worker.studio import Studio
from engine.worker.thread import EngineThread
from tests.fakes import GatedGenerator, a_studio, opening_of

DOCUMENT = Document(GeneratorRef("g", "", "a" * 64))
WAIT = 20.0
Answer = (Done, Failed, Cancelled)


def request(sequence: int) -> RenderRequest:
    return RenderRequest(1, sequence, DOCUMENT)


class Script:
    """A studio whose work is the job itself: a function that makes the generator. `log` is what happened, in order."""

    def __init__(self) -> None:
        self.log: list[Any] = []
        self.may_render, self.rendering = threading.Event(), threading.Event()
        self.may_render.set()
        self.problem: Exception | None = None

    def ready(self) -> EngineReady:
        return EngineReady("a test")

    def render(self, request: RenderRequest, newer: Callable[[], bool] | None = None) -> Frame:
        self.rendering.set()
        assert self.may_render.wait(WAIT)
        self.log.append(f"render {request.sequence}")
        if self.problem:
            raise self.problem
        return Frame(request.epoch, request.sequence, np.zeros((1, 1, 3), np.uint8), np.zeros(1), 0.0)

    def start(self, work: Callable[[], Job[Any]]) -> Job[Any]:
        return work()

    def modes(self) -> object:
        return ()

    def restore_modes(self) -> None: ...

    def close(self) -> None:
        self.log.append("closed")


class Desk:
    """An engine thread and everything that it posted."""

    def __init__(self, studio: Any) -> None:
        self.studio = studio
        self.posted: list[Any] = []
        self.arrived: queue.Queue[Any] = queue.Queue()
        self.also: Callable[[Any], None] = lambda message: None
        self.engine = EngineThread(lambda: studio, self.post)

    def post(self, message: Any) -> None:
        self.posted.append(message)
        self.also(message)
        self.arrived.put(message)

    def until(self, wanted: Callable[[Any], bool]) -> Any:
        """The first message of this kind from now on."""
        while not wanted(message := self.arrived.get(timeout=WAIT)):
            pass
        return message

    def submit(self, number: int, steps: Callable[[], Job[Any]]) -> None:
        self.engine.submit(JobRequest(number, steps))

    def answer(self, number: int) -> Any:
        return self.until(lambda m: isinstance(m, Answer) and m.job == number)

    def answers(self, number: int) -> list[Any]:
        return [m for m in self.posted if isinstance(m, Answer) and m.job == number]

    def hold(self, sequence: int = 0) -> None:
        """Keep the thread inside a render, until `may_render` is set."""
        self.studio.may_render.clear()
        self.studio.rendering.clear()
        self.engine.render(request(sequence))
        assert self.studio.rendering.wait(WAIT)

    def settle(self) -> None:
        """Everything asked for until now has been done."""
        self.submit(999, lambda: counting([], "settle", 1))
        self.answer(999)


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk(Script())
    desk.engine.start()
    yield desk
    desk.studio.may_render.set()
    assert desk.engine.close(WAIT)


def counting(log: list[Any], name: str, steps: int) -> Job[str]:
    for i in range(steps):
        log.append(f"{name}{i}")
        yield Progress((i + 1) / steps, name)
    return name


def endless(log: list[Any]) -> Job[None]:
    try:
        while True:
            yield Progress(0.5)
    finally:
        log.append("cleaned up")


def test_it_says_that_it_is_ready_first(desk: Desk) -> None:
    desk.settle()
    assert desk.posted[0] == EngineReady("a test")


def test_the_newest_request_replaces_the_waiting_one_and_the_last_is_always_rendered(desk: Desk) -> None:
    desk.hold(1)
    for sequence in range(2, 51):
        desk.engine.render(request(sequence))
    desk.studio.may_render.set()
    desk.until(lambda m: isinstance(m, Frame) and m.sequence == 50)
    desk.settle()
    assert [m.sequence for m in desk.posted if isinstance(m, Frame)] == [1, 50]  # the running one was not aborted


def test_a_job_ends_and_sliders_stay_live_while_requests_never_stop(desk: Desk) -> None:
    log, sequence = desk.studio.log, iter(range(1, 10_000))

    def feed(message: Any) -> None:
        if isinstance(message, (Frame, JobProgress)):
            desk.engine.render(request(next(sequence)))  # a new one is waiting before the thread looks again

    desk.also = feed
    desk.submit(1, lambda: counting(log, "step ", 25))
    assert desk.answer(1).result == "step "
    desk.also = lambda message: None
    steps = [i for i, entry in enumerate(log) if entry.startswith("step")]
    between = [b - a - 1 for a, b in itertools.pairwise(steps)]
    assert between == [1] * 24


def test_jobs_take_turns(desk: Desk) -> None:
    desk.hold()
    log: list[Any] = []
    for number, name in enumerate("abc", start=1):
        desk.submit(number, lambda name=name: counting(log, name, 3))
    desk.studio.may_render.set()
    assert [desk.answer(n).result for n in (1, 2, 3)] == ["a", "b", "c"]
    assert log == ["a0", "b0", "c0", "a1", "b1", "c1", "a2", "b2", "c2"]


def test_progress_and_the_result_come_in_order(desk: Desk) -> None:
    def job() -> Job[int]:
        yield Progress(0.25, "first", "half a face")
        yield Progress(1.0, "second")
        return 42

    desk.submit(5, job)
    desk.answer(5)
    assert [m for m in desk.posted if getattr(m, "job", None) == 5] == [
        JobProgress(5, 0.25, "first", "half a face"),
        JobProgress(5, 1.0, "second"),
        *desk.answers(5),
    ]
    assert desk.answers(5)[0].result == 42


def test_a_cancelled_job_cleans_up_and_answers_once(desk: Desk) -> None:
    desk.submit(1, lambda: endless(desk.studio.log))
    desk.until(lambda m: isinstance(m, JobProgress))
    desk.engine.cancel(1)
    assert desk.answer(1) == Cancelled(1)
    assert desk.studio.log == ["cleaned up"]
    desk.engine.cancel(1)
    desk.settle()
    mine = [m for m in desk.posted if getattr(m, "job", None) == 1]
    assert len(desk.answers(1)) == 1 and mine[-1] == Cancelled(1)  # no progress after the answer


def test_only_the_named_job_is_cancelled(desk: Desk) -> None:
    desk.hold()
    desk.submit(1, lambda: endless([]))
    desk.submit(2, lambda: counting([], "b", 3))
    desk.studio.may_render.set()
    assert desk.answer(2).result == "b"
    desk.engine.cancel(1)
    assert desk.answer(1) == Cancelled(1)


def test_a_job_cancelled_before_its_turn_never_starts(desk: Desk) -> None:
    desk.hold()
    log: list[Any] = []
    desk.submit(1, lambda: counting(log, "a", 3))
    desk.engine.cancel(1)
    desk.studio.may_render.set()
    assert desk.answer(1) == Cancelled(1)
    desk.settle()
    assert log == [] and len(desk.answers(1)) == 1


def test_cancelling_what_has_ended_changes_nothing(desk: Desk) -> None:
    desk.submit(1, lambda: counting([], "a", 1))
    desk.answer(1)
    desk.engine.cancel(1)
    desk.engine.cancel(77)
    desk.settle()
    assert [m.result for m in desk.answers(1)] == ["a"] and not desk.answers(77)


PROBLEMS = [
    (ValueError("There is no such file."), "There is no such file."),
    (OSError("a.gif could not be written."), "a.gif could not be written."),
    (MemoryError(), "There was not enough memory for this."),
    (RuntimeError("[enforce fail] DefaultCPUAllocator: not enough memory: you tried"), "There was not enough memory"),
    (KeyError("z9"), "This did not work because of a fault in EigenBrush (KeyError: 'z9'). Nothing was changed."),
]


@pytest.mark.parametrize(("problem", "sentence"), PROBLEMS)
@pytest.mark.parametrize("when", ["at the start", "at a step"])
def test_a_failing_job_says_so_once_and_the_next_one_runs(
    desk: Desk, problem: Exception, sentence: str, when: str
) -> None:
    def at_once() -> Job[None]:
        raise problem

    def later() -> Job[None]:
        yield Progress(0.5)
        raise problem

    desk.submit(1, at_once if when == "at the start" else later)
    failed = desk.answer(1)
    assert isinstance(failed, Failed) and failed.sentence.startswith(sentence) and "Traceback" in failed.details
    desk.settle()
    assert len(desk.answers(1)) == 1


@pytest.mark.parametrize(("problem", "sentence"), PROBLEMS)
def test_a_failing_render_says_so_and_the_next_one_is_right(desk: Desk, problem: Exception, sentence: str) -> None:
    desk.studio.problem = problem
    desk.engine.render(request(4))
    failed = desk.until(lambda m: isinstance(m, RenderFailed))
    assert (failed.epoch, failed.sequence) == (1, 4) and failed.sentence.startswith(sentence)
    desk.studio.problem = None
    desk.engine.render(request(5))
    assert desk.until(lambda m: isinstance(m, (Frame, RenderFailed))).sequence == 5
    assert not isinstance(desk.posted[-1], RenderFailed)


def test_a_job_that_yields_something_else_fails_and_the_thread_lives(desk: Desk) -> None:
    def job() -> Generator[Any, None, None]:
        yield 0.5

    desk.submit(1, job)
    assert isinstance(desk.answer(1), Failed)
    desk.settle()


def test_a_job_that_will_not_close_is_answered_all_the_same(desk: Desk) -> None:
    def job() -> Job[None]:
        try:
            while True:
                yield Progress(0.5)
        finally:
            raise RuntimeError("the file is gone")

    desk.submit(1, job)
    desk.until(lambda m: isinstance(m, JobProgress))
    desk.engine.cancel(1)
    assert desk.answer(1) == Cancelled(1)
    desk.settle()
    assert len(desk.answers(1)) == 1


def test_closing_cancels_everything_and_joins() -> None:
    desk = Desk(Script())
    desk.engine.start()
    desk.submit(1, lambda: endless(desk.studio.log))
    desk.until(lambda m: isinstance(m, JobProgress))
    desk.hold()
    desk.submit(2, lambda: counting([], "b", 3))
    closer = threading.Thread(target=desk.engine.close)
    closer.start()
    while not desk.engine._closing:  # it waits for the render that is under way
        threading.Event().wait(0)
    desk.studio.may_render.set()
    closer.join(WAIT)
    assert not closer.is_alive() and desk.engine.close(0)
    assert desk.answers(1) == [Cancelled(1)] and desk.answers(2) == [Cancelled(2)]
    assert desk.studio.log[-2:] == ["cleaned up", "closed"]


def test_an_engine_that_was_never_started_closes() -> None:
    assert Desk(Script()).engine.close(0)


@pytest.mark.parametrize("where", ["building", "asking"])
def test_an_engine_that_cannot_start_says_so_to_everything(where: str) -> None:
    class Broken(Script):
        def ready(self) -> EngineReady:
            raise ImportError("libtorch.so is missing.")

    def no_studio() -> Script:
        raise ImportError("libtorch.so is missing.")

    desk = Desk(Broken())
    if where == "building":
        desk.engine = EngineThread(no_studio, desk.post)
    desk.engine.start()
    sentence = "The engine could not start: libtorch.so is missing."
    failed = desk.answer(0)
    assert failed.sentence == sentence and "ImportError" in failed.details
    desk.submit(3, lambda: counting([], "a", 1))
    assert desk.answer(3).sentence == sentence
    desk.engine.render(request(8))
    assert desk.until(lambda m: isinstance(m, RenderFailed)).sequence == 8
    assert desk.engine.close(WAIT)


# ---- with torch ----


def inside_no_grad() -> Job[None]:
    with torch.no_grad():
        yield Progress(0.5)


def inside_inference_mode() -> Job[None]:
    with torch.inference_mode():
        yield Progress(0.5)


def inside_autocast() -> Job[None]:
    with torch.autocast("cpu", torch.bfloat16):
        yield Progress(0.5)


def inside_forward_mode() -> Job[None]:
    with forward_ad.dual_level():
        yield Progress(0.5)


def gradients_switched_off() -> Job[None]:
    torch.set_grad_enabled(False)
    yield Progress(0.5)


def autocast_switched_on() -> Job[None]:
    torch.set_autocast_enabled("cpu", True)
    yield Progress(0.5)


def forward_level_entered() -> Job[None]:
    forward_ad.enter_dual_level()
    yield Progress(0.5)


def switched_off_and_failed() -> Job[None]:
    torch.set_grad_enabled(False)
    yield from ()
    raise ValueError("a torch context was left open")


OFFENDERS = [
    inside_no_grad,
    inside_inference_mode,
    inside_autocast,
    inside_forward_mode,
    gradients_switched_off,
    autocast_switched_on,
    forward_level_entered,
    switched_off_and_failed,
]


@pytest.fixture
def torch_desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    studio = a_studio()
    started = Studio.start
    monkeypatch.setattr(
        Studio, "start", lambda self, work: work() if callable(work) else started(self, work)
    )  # a job of a test is its own work
    desk = Desk(studio)
    desk.engine.start()
    yield desk
    assert desk.engine.close(WAIT)


@pytest.mark.parametrize("offender", OFFENDERS, ids=lambda o: o.__name__)
def test_a_context_open_across_a_yield_is_caught_and_closed(torch_desk: Desk, offender: Callable[[], Job[Any]]) -> None:
    studio = torch_desk.studio

    def honest() -> Job[tuple[object, ...]]:
        before = studio.modes()
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            inside = studio.modes()
        yield Progress(0.5)
        return before, inside, studio.modes()

    torch_desk.submit(1, honest)
    clean, inside, again = torch_desk.answer(1).result
    assert clean == again != inside and clean[0] is True
    torch_desk.submit(2, offender)
    failed = torch_desk.answer(2)
    assert isinstance(failed, Failed) and "a torch context was left open" in failed.sentence
    torch_desk.submit(3, honest)
    assert torch_desk.answer(3).result == (clean, inside, clean)
    assert len(torch_desk.answers(2)) == 1
    assert not any(isinstance(m, JobProgress) and m.job == 2 for m in torch_desk.posted)


def test_two_jobs_and_a_picture_share_one_generator(torch_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    generator = GatedGenerator()
    monkeypatch.setattr("engine.worker.opening.opening", opening_of(generator))
    torch_desk.engine.submit(JobRequest(1, OpenGenerator("gated")))
    info = torch_desk.answer(1).result
    generator.gate.clear()
    torch_desk.engine.render(RenderRequest(1, 1, Document(info.ref, 1)))
    assert generator.entered.wait(WAIT)
    for seed in range(2, 30):
        torch_desk.engine.render(RenderRequest(1, seed, Document(info.ref, seed)))
    generator.gate.set()
    last = torch_desk.until(lambda m: isinstance(m, Frame) and m.sequence == 29)
    assert [m.sequence for m in torch_desk.posted if isinstance(m, Frame)] == [1, 29]
    expected = a_studio()
    run(expected.start(OpenGenerator("gated")))
    alone = expected.render(RenderRequest(1, 1, Document(info.ref, 29)))
    assert np.array_equal(last.pixels, alone.pixels) and np.array_equal(last.base, alone.base)
