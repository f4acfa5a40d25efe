"""What is loaded beside the engine's thread: once, while the job lets others have their turns, and with its errors."""

from __future__ import annotations

from threading import Event, current_thread

import pytest

from engine.job import run
from engine.loading import aside, beside, imported


def test_a_job_goes_on_step_by_step_until_it_is_there_and_it_is_loaded_once() -> None:
    free, loads = Event(), []

    def load(what: str) -> str:
        assert free.wait(60)
        loads.append((what, current_thread().name))
        return what * 2

    job = beside(load, "ab")
    assert [next(job).note for _ in range(3)] == ["getting ready"] * 3 and loads == []
    job.close()  # cancelled: the next that asks gets it
    free.set()
    assert run(beside(load, "ab")) == run(beside(load, "ab")) == "abab"
    assert loads == [("ab", "loading ab")]


def test_what_goes_wrong_goes_wrong_in_the_job() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_module"):
        run(imported("no_such_module"))


def test_a_long_call_lets_the_job_go_on_and_is_over_when_it_is_cancelled() -> None:
    free, over = Event(), []

    def work() -> int:
        assert free.wait(60)
        over.append(True)
        return 7

    job = aside(work, "working", 0.5)
    assert [next(job).fraction for _ in range(3)] == [0.5] * 3 and not over
    free.set()
    job.close()
    assert over == [True] and run(aside(work, "working", 0.5)) == 7
