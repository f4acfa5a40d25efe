"""A paused job: it takes no step, ends as without a pause, and can be cancelled or closed meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch

from engine.document.asked.requests import Cancelled, JobProgress
from engine.job import Job, Progress, after_rest, run, worked
from engine.method import Context
from tests.engine.worker.test_thread import WAIT, Desk, Script, counting, endless, request
from tests.fakes import LinearGenerator
from tests.learning_toy import Toy


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk(Script())
    desk.engine.start()
    yield desk
    assert desk.engine.close(WAIT)


def walking(log: list[int], steps: int = 60) -> Job[list[float]]:
    """A walk whose every step depends on all before it."""
    random, place, path = torch.Generator().manual_seed(3), 0.0, []
    for step in range(steps):
        place = place * 0.99 + float(torch.randn(1, generator=random))
        path.append(place)
        log.append(step)
        yield Progress((step + 1) / steps)
    return path


def paused_after(desk: Desk, number: int, steps: int) -> None:
    """Let a job take `steps` steps, and wait until the thread has passed it over."""
    taken = iter(range(1, steps + 1))

    def count(message: Any) -> None:  # on the engine's thread, between two steps
        if isinstance(message, JobProgress) and message.job == number and next(taken, steps) == steps:
            desk.engine.pause(number)

    desk.also = count
    desk.until(lambda m: isinstance(m, JobProgress) and m.job == number)
    while len([m for m in desk.posted if isinstance(m, JobProgress) and m.job == number]) < steps:
        desk.until(lambda m: isinstance(m, JobProgress) and m.job == number)
    desk.settle()
    desk.also = lambda message: None


def test_a_paused_job_takes_no_step_and_others_do(desk: Desk) -> None:
    log: list[int] = []
    desk.submit(1, lambda: walking(log))
    paused_after(desk, 1, 5)
    desk.engine.render(request(7))
    desk.submit(2, lambda: counting([], "b", 20))
    assert desk.answer(2).result == "b"
    desk.settle()
    assert log == [0, 1, 2, 3, 4] and "render 7" in desk.studio.log


def test_it_goes_on_to_the_same_answer_bit_for_bit(desk: Desk) -> None:
    log: list[int] = []
    desk.submit(1, lambda: walking(log))
    for steps in (1, 6):
        paused_after(desk, 1, steps)
        desk.engine.pause(1)  # twice is once
        desk.engine.go_on(1)
    assert desk.answer(1).result == run(walking([])) and log == list(range(60))


def test_a_training_that_was_paused_learns_the_same_numbers(desk: Desk) -> None:
    desk.submit(1, lambda: Toy().discover(LinearGenerator(), Context()))
    paused_after(desk, 1, 9)
    desk.engine.go_on(1)
    assert np.array_equal(desk.answer(1).result.vectors, run(Toy().discover(LinearGenerator(), Context())).vectors)


def test_a_paused_job_is_cancelled_and_cleans_up(desk: Desk) -> None:
    desk.submit(1, lambda: endless(desk.studio.log))
    paused_after(desk, 1, 3)
    desk.engine.cancel(1)
    assert desk.answer(1) == Cancelled(1) and desk.studio.log == ["cleaned up"]
    desk.engine.go_on(1)
    desk.settle()
    assert len(desk.answers(1)) == 1


def test_closing_ends_a_paused_job(desk: Desk) -> None:
    desk.submit(1, lambda: endless(desk.studio.log))
    paused_after(desk, 1, 3)
    assert desk.engine.close(WAIT)
    assert desk.studio.log == ["cleaned up", "closed"] and desk.answers(1) == [Cancelled(1)]


def test_a_job_may_be_paused_before_its_first_step(desk: Desk) -> None:
    log: list[int] = []
    desk.engine.pause(1)
    desk.submit(1, lambda: walking(log))
    desk.settle()
    assert log == []
    desk.engine.go_on(1)
    assert desk.answer(1).result == run(walking([]))


def test_its_clock_stands_still_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.monotonic", lambda: 100.0)
    assert worked() == 100.0
    with after_rest(30.0):
        assert worked() == 70.0
    assert worked() == 100.0
