"""The training that methods share: shown, kept, gone on from to the same numbers, ended in time, honest in trouble."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import numpy as np
import pytest

from engine.document.asked.learning import Keeping, Learned
from engine.document.directions import DirectionSet
from engine.generator import Generator
from engine.job import Job, run
from engine.learning import training
from engine.learning.kept import write_packed
from engine.learning.pace import pace, parts
from engine.method import Context
from tests.fakes import LinearGenerator
from tests.learning_toy import Toy, true


def keeping(tmp_path: Path, **more: object) -> Context:
    return Context(keeping=Keeping(str(tmp_path / "toy.training"), **more))  # type: ignore[arg-type]


def ended_after(job: Job[DirectionSet], yields: int) -> None:
    for _ in range(yields):
        next(job)
    job.close()


def test_it_learns_and_progress_never_falls() -> None:
    seen: list[float] = []
    job = Toy(steps=400).discover(LinearGenerator(), Context())
    while True:
        try:
            seen.append(next(job).fraction)
        except StopIteration as end:
            found = end.value
            break
    answer = true(9)
    assert float(found.vectors[0] @ (answer / answer.norm()).numpy()) > 0.999
    assert found.sigma[0] == pytest.approx(float(answer.norm()), rel=0.01)
    assert seen == sorted(seen) and seen[-1] == 1.0
    assert found.provenance.method == "toy" and found.notes[0].text == "pulled"


def test_the_same_seed_gives_the_same_and_another_seed_another() -> None:
    a, b, c = (run(Toy().discover(LinearGenerator(), Context(seed))) for seed in (0, 0, 1))
    assert np.array_equal(a.vectors, b.vectors) and not np.array_equal(a.vectors, c.vectors)


@pytest.mark.parametrize("yields", [20, 21, 22, 39])
def test_ended_anywhere_it_goes_on_to_the_same_numbers(tmp_path: Path, yields: int) -> None:
    whole = run(Toy().discover(LinearGenerator(), Context()))
    context = keeping(tmp_path)
    ended_after(Toy().discover(LinearGenerator(), context), yields)
    assert (tmp_path / "toy.training").is_file()
    again = run(Toy().discover(LinearGenerator(), context))
    assert np.array_equal(whole.vectors, again.vectors) and whole.sigma == pytest.approx(again.sigma, rel=0, abs=0)


class Clock:
    """A time for the training alone, which passes only when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def worked(self) -> float:
        return self.now


def killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float, steps: int) -> tuple[Path, list[str]]:
    """What lies on the disk of a training whose program was killed after so many steps of so many seconds, and the
    threads that wrote it."""
    clock, writers = Clock(), list[str]()

    def written(path: Path, content: bytes) -> None:
        writers.append(threading.current_thread().name)
        write_packed(path, content)

    with monkeypatch.context() as patch:
        patch.setattr(training, "worked", clock.worked)
        patch.setattr(training, "write_packed", written)
        job, last = Toy().discover(LinearGenerator(), keeping(tmp_path)), ""
        while not last.startswith(f"step {steps + 1:,} "):
            if (note := next(job).note) != last:
                last, clock.now = note, clock.now + seconds
        left = tmp_path / "left"
        left.mkdir()
        if (tmp_path / "toy.training").is_file():  # copied before anything of the job is tidied up
            shutil.copy(tmp_path / "toy.training", left)
        seen = list(writers)
        job.close()
    return left, seen


def test_a_killed_one_has_lost_less_than_a_minute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left, writers = killed(tmp_path, monkeypatch, 10.0, 20)
    assert writers and threading.current_thread().name not in writers  # the engine draws meanwhile
    job = Toy().discover(LinearGenerator(), keeping(left))
    said: list[Learned] = []
    notes: list[str] = []
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            found = end.value
            break
        notes.append(step.note)
        said += [step.partial] if isinstance(step.partial, Learned) else []
    first = said[0]
    assert 20 - 60 / 10 <= first.step <= 20 and f"goes on from step {first.step}" in notes
    assert first.directions is None and first.curves[0].steps[-1] == first.step  # what was plotted is there at once
    assert np.array_equal(found.vectors, run(Toy().discover(LinearGenerator(), Context())).vectors)


def test_one_that_is_killed_soon_has_kept_its_first_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left, writers = killed(tmp_path, monkeypatch, 1.0, 8)
    assert len(writers) == 1 and (left / "toy.training").is_file()


def test_more_steps_go_on_from_fewer(tmp_path: Path) -> None:
    context = keeping(tmp_path)
    run(Toy(steps=15).discover(LinearGenerator(), context))
    longer = run(Toy(steps=40).discover(LinearGenerator(), context))
    assert np.array_equal(longer.vectors, run(Toy(steps=40).discover(LinearGenerator(), Context())).vectors)


def test_what_it_learned_is_shown_on_the_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "SHOWN", 0.0)
    shown = [p.partial for p in Toy(steps=5).discover(LinearGenerator(), Context()) if p.partial is not None]
    assert [each.step for each in shown if isinstance(each, Learned)] == [1, 2, 3, 4, 5]
    last = shown[-1]
    assert isinstance(last, Learned) and last.directions is not None
    assert last.steps == 5 and last.directions.provenance.method == "toy"
    (curve,) = last.curves
    assert curve.name == "error" and curve.steps.tolist() == [1, 2, 3, 4, 5] and (curve.values > 0).all()


def test_it_ends_when_its_minutes_are_over_and_when_nothing_gets_better(tmp_path: Path) -> None:
    context = keeping(tmp_path, minutes=1e-9)
    found = run(Toy(steps=1000).discover(LinearGenerator(), context))
    assert len(found) == 1 and not (tmp_path / "toy.training").exists()  # not one step was made
    monkey = run(Toy(steps=1000, rate=0.0, stretch=20).discover(LinearGenerator(), keeping(tmp_path)))
    assert len(monkey) == 1
    from engine.learning.kept import read_state

    state = read_state(tmp_path / "toy.training", training._question(
        Toy(steps=1000, rate=0.0, stretch=20), LinearGenerator(), Context()))  # fmt: skip
    assert state is not None and 40 <= state.step < 200


@pytest.mark.parametrize(
    ("method", "generator", "words"),
    [
        (Toy(), LinearGenerator(name="other"), "another generator"),
        (Toy(rate=0.1), LinearGenerator(), "other settings"),
    ],
)
def test_the_training_of_something_else_is_refused(
    tmp_path: Path, method: Toy, generator: Generator, words: str
) -> None:
    context = keeping(tmp_path)
    run(Toy(steps=3).discover(LinearGenerator(), context))
    before = (tmp_path / "toy.training").read_bytes()
    with pytest.raises(ValueError, match=words):
        run(method.discover(generator, context))
    assert (tmp_path / "toy.training").read_bytes() == before
    run(method.discover(generator, keeping(tmp_path, resume=False)))  # anew it may


@pytest.mark.parametrize("content", [b"", b"nonsense" * 100, b"\xff" * 16])
def test_a_damaged_training_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "toy.training").write_bytes(content)
    with pytest.raises(ValueError, match="damaged, or no training"):
        run(Toy(steps=3).discover(LinearGenerator(), keeping(tmp_path)))


def test_a_training_that_goes_astray_says_so_and_keeps_what_was_good(tmp_path: Path) -> None:
    context = keeping(tmp_path)
    with pytest.raises(ValueError, match=r"went astray.*error.*no number.*after [1-9]"):
        run(Toy(steps=100, rate=1e30).discover(LinearGenerator(), context))


def test_a_full_disk_does_not_end_it(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_bytes(b"")
    context = Context(keeping=Keeping(str(tmp_path / "file" / "toy.training")))
    found = run(Toy(steps=3).discover(LinearGenerator(), context))
    assert len(found) == 1 and "could not be kept" in caplog.text


def test_the_pace_is_a_power_of_two_and_parts_cover_all() -> None:
    assert run(pace(LinearGenerator())) in (1, 2, 4, 8, 16)
    assert [(p.start, p.stop) for p in parts(10, 4)] == [(0, 4), (4, 8), (8, 10)]
