"""The book of jobs: every answer reaches the one who asked, and a newer job of a kind replaces the older."""

from __future__ import annotations

from typing import Any

from app.link.jobs import Jobs
from engine.document.asked.requests import Cancelled, Done, Failed, JobProgress, JobRequest


class Engine:
    """Notes what it is asked."""

    def __init__(self) -> None:
        self.submitted: list[JobRequest] = []
        self.cancelled: list[int] = []
        self.rests: list[tuple[str, int]] = []
        self.jobs = Jobs(
            self.submitted.append,
            self.cancelled.append,
            lambda job: self.rests.append(("pause", job)),
            lambda job: self.rests.append(("go on", job)),
        )
        self.heard: list[tuple[str, Any]] = []

    def start(self, work: str, kind: str = "") -> int:
        def note(name: str) -> Any:
            return lambda value: self.heard.append((name, value))

        return self.jobs.start(
            work, note("done"), note("failed"), work, kind, partial=note("partial"), cancelled=note("cancelled")
        )


def test_answers_reach_the_one_who_asked() -> None:
    engine = Engine()
    first, second = engine.start("a"), engine.start("b")
    assert [(r.job, r.work) for r in engine.submitted] == [(first, "a"), (second, "b")]
    engine.jobs.answer(JobProgress(second, 0.5, "", "half"))
    engine.jobs.answer(JobProgress(second, 0.6))
    engine.jobs.answer(Done(first, 1))
    failure = Failed(second, "no")
    assert engine.jobs.answer(failure).title == "b"  # type: ignore[union-attr]
    assert engine.heard == [("partial", "half"), ("done", 1), ("failed", failure)]
    assert engine.jobs.answer(Done(first, 2)) is None and engine.jobs.waiting(second) is None


def test_a_newer_job_of_a_kind_silences_the_older() -> None:
    engine = Engine()
    old = engine.start("a", "strip")
    new = engine.start("b", "strip")
    assert engine.cancelled == [old] and engine.jobs.running("strip")
    assert engine.jobs.answer(Done(old, "late")).title == "a"  # type: ignore[union-attr]
    engine.jobs.answer(Done(new, "here"))
    assert engine.heard == [("done", "here")] and not engine.jobs.running("strip")


def test_cancel_asks_once_and_only_what_runs() -> None:
    engine = Engine()
    job = engine.start("a")
    engine.jobs.cancel(job)
    engine.jobs.answer(Cancelled(job))
    engine.jobs.cancel(job)
    engine.jobs.cancel(99)
    assert engine.cancelled == [job] and engine.heard == [("cancelled", Cancelled(job))]


def test_a_pause_is_asked_for_once_and_what_is_paused_is_not_under_way() -> None:
    engine = Engine()
    job = engine.start("a")
    assert not engine.jobs.idle
    for on in (True, True, False, False, True):
        engine.jobs.pause(job, on=on)
    engine.jobs.pause(99)
    assert engine.rests == [("pause", job), ("go on", job), ("pause", job)]
    assert engine.jobs.idle and engine.jobs.waiting(job) is not None
    engine.jobs.answer(Done(job, 1))
    engine.jobs.pause(job, on=False)
    assert engine.jobs.idle and engine.rests[-1] == ("pause", job)
