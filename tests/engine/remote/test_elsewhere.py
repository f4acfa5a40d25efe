"""Who does which unit, without any worker: a way to workers that are quick, slow, gone or dying as the test says."""

from __future__ import annotations

import random
from collections.abc import Iterator
from queue import SimpleQueue
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from engine.generator import Generator
from engine.job import Job, Progress, run
from engine.remote.elsewhere import AHEAD, EARLY, Elsewhere
from engine.units import KINDS, Making, Part, Unit
from tests.engine.remote.simulated import Simulated

FROM_A_FILE = SimpleNamespace(sha256="a" * 64, source="generator.safetensors")
LOST = "The workers cannot be reached, so the work goes on here."


class Pretended:
    """Workers that are asked through this: what they have done comes back when the test lets it."""

    def __init__(self, state: str = "up", width: int = 2) -> None:
        self.state, self.width, self.trouble = state, width, ""
        self.address, self.was_up, self.begun = "tls://there:1", state == "up", 0
        self.lost: set[int] = set()
        self.answers: SimpleQueue[tuple[int, Part | None]] = SimpleQueue()
        self.reached: SimpleQueue[tuple[int, float, Part]] = SimpleQueue()
        self.under_way: dict[int, Unit] = {}
        self.sent: list[int] = []
        self.most = 0
        self.closed = False

    def begin(self) -> None:
        self.begun += 1

    def ask(self, _: Generator) -> Pretended:
        return self

    def send(self, number: int, unit: Unit) -> None:
        self.under_way[number] = unit
        self.sent.append(number)
        self.most = max(self.most, len(self.under_way))

    def close(self) -> None:
        self.closed = True

    def answer(self, number: int, *, dead: bool = False) -> None:
        unit = self.under_way.pop(number)
        if self.state == "down":
            self.lost.add(number)
        self.answers.put((number, None if dead else {"n": np.array(unit.start), "here": np.array(0)}))


@pytest.fixture(autouse=True)
def _kind(monkeypatch: pytest.MonkeyPatch) -> None:
    def number(_: Generator, unit: Unit) -> Job[Part]:
        yield Progress(0.5)
        return {"n": np.array(unit.start), "here": np.array(1)}

    monkeypatch.setitem(KINDS, "number", number)


def begun(link: Pretended, count: int, parts: list[Part], *, waits: bool = False) -> Iterator[Progress]:
    units = (Unit("number", "a" * 64, i, 1) for i in range(count))
    return Elsewhere(link, waits=waits)(FROM_A_FILE, units, count, parts.append)  # type: ignore[arg-type]


def numbers(parts: list[Part]) -> list[int]:
    return [int(part["n"]) for part in parts]


def test_sixty_four_workers_of_which_some_die_give_the_parts_in_order() -> None:
    link, parts, chance, last, sent = Pretended(width=64), list[Part](), random.Random(1), 0.0, -1
    for step in begun(link, 2000, parts):
        assert step.fraction >= last
        assert len(link.sent) - len(parts) <= EARLY * AHEAD * 64 + 1, "parts before their turn take only so much room"
        last, before, sent = step.fraction, sent, len(link.sent)
        if sent == before:  # as many as can be are under way; in any order, as quick ones and slow ones do
            for each in chance.sample(sorted(link.under_way), min(64, len(link.under_way))):
                link.answer(each, dead=chance.random() < 0.05)
    assert numbers(parts) == list(range(2000)) and last == 1.0
    assert 50 < sum(int(part["here"]) for part in parts) < 150, "what they did not do was done here"
    assert link.most == 64 * AHEAD + 1 and link.closed


def test_when_the_connection_is_lost_the_rest_is_done_here_and_said() -> None:
    link, parts, said = Pretended(), list[Part](), set[str]()
    for step in begun(link, 50, parts):
        said.add(step.note)
        if link.state == "up" and len(link.sent) == 20:
            link.state, link.trouble = "down", LOST
            for each in sorted(link.under_way, reverse=True):
                link.answer(each, dead=True)
        elif link.state == "up" and link.under_way:
            link.answer(min(link.under_way))
    assert numbers(parts) == list(range(50)) and len(link.sent) == 20
    assert said == {"", LOST}


def test_it_is_waited_while_the_way_is_made_and_gone_when_it_is_there() -> None:
    link, parts, steps = Pretended("connecting"), list[Part](), 0
    for _ in begun(link, 10, parts):
        steps += 1
        if steps < 5:
            assert not parts and not link.sent
        link.state = "up" if steps == 5 else link.state
        for each in sorted(link.under_way):
            link.answer(each)
    assert numbers(parts) == list(range(10)) and len(link.sent) == 10


def test_workers_that_come_back_are_given_the_rest() -> None:
    link, parts = Pretended("down"), list[Part]()
    link.trouble = LOST
    for _ in begun(link, 20, parts):
        if len(parts) == 5:
            link.state, link.trouble = "up", ""
        for each in sorted(link.under_way):
            link.answer(each)
    assert numbers(parts) == list(range(20))
    assert link.sent == list(range(5, 20))


def lose(link: Pretended) -> None:
    link.state = "down"  # without its trouble, which would be that of what is asked as well: they are one here
    for each in sorted(link.under_way):
        link.answer(each, dead=True)


def test_where_it_is_waited_nothing_is_done_here_and_what_was_lost_is_sent_again() -> None:
    link, parts, steps, said = Pretended(), list[Part](), 0, list[str]()
    for step in begun(link, 30, parts, waits=True):
        said.append(step.note)
        if link.state == "down":
            steps += 1
            if steps == 10:
                assert not parts and link.begun > 5, "it is tried again meanwhile"
                link.state = "up"
        elif not steps and len(link.under_way) == 9:
            lose(link)
        elif steps and link.under_way:
            link.answer(min(link.under_way))
    assert numbers(parts) == list(range(30))
    assert not any(int(part["here"]) for part in parts)
    assert len(link.sent) == 39, "nine were sent twice"
    (waiting,) = set(said) - {""}
    assert waiting.startswith("The connection to the workers at tls://there:1 was lost; this waits for it.")


def test_whoever_tires_of_waiting_has_the_rest_done_here() -> None:
    link, parts, steps = Pretended(), list[Part](), 0
    units = Elsewhere(link, waits=True)  # type: ignore[arg-type]
    job = units(FROM_A_FILE, (Unit("number", "a" * 64, i, 1) for i in range(9)), 9, parts.append)  # type: ignore[arg-type]
    for _ in job:
        steps += link.state == "down"
        if len(link.sent) == 9 and link.state == "up":
            lose(link)
        units.waits = steps < 5
        assert not parts or not units.waits
    assert numbers(parts) == list(range(9)) and all(int(part["here"]) for part in parts)


def test_workers_that_were_never_there_are_not_waited_for() -> None:
    link, parts = Pretended("down"), list[Part]()
    for _ in begun(link, 5, parts, waits=True):
        pass
    assert numbers(parts) == list(range(5)) and not link.sent


def test_a_job_says_how_many_workers_do_its_units() -> None:
    link, parts = Pretended(), list[Part]()
    units = Elsewhere(link)  # type: ignore[arg-type]
    job = units(FROM_A_FILE, (Unit("number", "a" * 64, i, 1) for i in range(9)), 9, parts.append)  # type: ignore[arg-type]
    next(job)
    assert units.at_work == 2
    lose(link)
    units.at_work = 0  # as whoever drives the job does
    next(job)
    assert units.at_work == 0


def test_a_job_that_is_stopped_takes_its_units_back() -> None:
    link, parts = Pretended(), list[Part]()
    job = begun(link, 20, parts)
    for _ in job:
        if link.under_way:
            break
    job.close()  # type: ignore[attr-defined]
    assert link.closed


def test_what_came_from_no_file_is_done_here() -> None:
    link, parts = Pretended(), list[Part]()
    made = SimpleNamespace(sha256="", source="")
    run(Elsewhere(link)(made, iter([Unit("number", "", 3, 1)]), 1, parts.append))  # type: ignore[arg-type]
    assert numbers(parts) == [3] and not link.sent


def test_of_what_takes_long_it_is_told_how_far_it_has_come_and_what_it_shows() -> None:
    link, parts, steps, shown = Pretended(), list[Part](), list[float](), list[int]()
    for step in begun(link, 4, parts):
        steps.append(step.fraction)
        if step.partial is not None:
            shown.append(int(step.partial["so far"]))  # type: ignore[index]
        if len(steps) == 20:
            link.reached.put((2, 0.5, {"so far": np.array(7)}))
            link.reached.put((99, 0.5, {"so far": np.array(8)}))  # nobody's any more
        if len(steps) == 30:
            assert steps[-1] == 0.125
            link.reached.put((2, 0.0, {}))  # its worker died, and another has begun
        if len(steps) == 40:
            for each in sorted(link.under_way):
                link.answer(each)
    assert shown == [7] and steps == sorted(steps) and numbers(parts) == [0, 1, 2, 3]


@pytest.mark.parametrize(("dying", "least"), [(0.0, 0.9), (0.05, 0.65)])
def test_sixty_four_workers_far_away_are_well_used_though_some_die(
    monkeypatch: pytest.MonkeyPatch, dying: float, least: float
) -> None:
    link, parts, count = Simulated(64, 0.05, dying), list[Part](), 64 * 50
    monkeypatch.setitem(KINDS, "number", link.here)
    units = (Unit("number", "a" * 64, i, 1) for i in range(count))
    run(Elsewhere(link)(FROM_A_FILE, units, count, parts.append))  # type: ignore[arg-type]
    assert numbers(parts) == list(range(count))
    assert (link.deaths > 100) == (dying > 0) and (link.home > 0) == (dying > 0)
    assert least < link.efficiency < 1


def test_what_is_done_here_instead_is_computed_on_one_core_as_workers_do(monkeypatch: pytest.MonkeyPatch) -> None:
    link, parts, threads = Pretended("down"), list[Part](), list[int]()

    def counted(_: Generator, unit: Unit) -> Job[Part]:
        for _ in range(3):
            yield Progress(0.5)
            threads.append(torch.get_num_threads())
        return {"n": np.array(unit.start)}

    monkeypatch.setitem(KINDS, "number", counted)
    before = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        for _ in begun(link, 3, parts):
            assert torch.get_num_threads() == 2, "in between frames are drawn as ever"
    finally:
        torch.set_num_threads(before)
    assert threads == [1] * 9 and numbers(parts) == [0, 1, 2]


@pytest.mark.parametrize("state", ["up", "down"])
def test_units_that_take_long_to_make_are_made_while_others_are_under_way(state: str) -> None:
    link, parts, under_way = Pretended(state), list[Part](), list[int]()

    def made(i: int) -> Job[Unit | None]:
        for step in range(3):
            under_way.append(len(link.under_way))
            yield Progress(step / 3)
        return None if i == 2 else Unit("number", "a" * 64, i, 1)  # of the third nothing is left to do

    last = 0.0
    for step in Elsewhere(link)(FROM_A_FILE, (Making(1, made(i), 0.5) for i in range(6)), 6, parts.append):  # type: ignore[arg-type]
        assert step.fraction >= last
        last = step.fraction
        if len(link.under_way) > 3 or len(under_way) == 18:
            for each in sorted(link.under_way):
                link.answer(each)
    assert numbers(parts) == [0, 1, 3, 4, 5] and last == 1.0
    assert (max(under_way) > 2) == (state == "up")
