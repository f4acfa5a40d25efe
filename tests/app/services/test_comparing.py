"""What the window's comparison of all methods does with what comes, over an engine that only writes down."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from app.model.workspace import Workspace
from app.services.comparing import NO_SLIDERS, Comparing
from engine.document.asked.offers import MethodOffer
from engine.document.asked.requests import Cancelled, Failed, JobProgress
from engine.document.directions import DirectionSet
from engine.document.truth.comparison import (
    FULL,
    QUICK,
    CompareMethods,
    Comparison,
    Effort,
    Estimate,
    FactorRow,
    KeepComparison,
    LoadComparison,
    LookUpTruth,
    MethodRow,
    SaveComparison,
    Truth,
    minutes,
)
from tests.app.desk import Desk, info
from tests.direction_sets import a_set

HERE, ELSEWHERE = "a" * 64, "b" * 64
METHODS = (MethodOffer("eigengan", "Layers", "He 2021"), MethodOffer("sefa", "SeFa", "Shen 2021"),
           MethodOffer("warp", "Warp", "Tzelepis 2021", trains=True))  # fmt: skip


def best(method: str, *places: int) -> DirectionSet:
    return a_set(np.eye(5, dtype=np.float32)[list(places)], [f"{method} {i}" for i in places], method=f"{method}-best",
                 title=method.title(), generator=HERE)  # fmt: skip


def row(method: str, keys: Sequence[str], found: DirectionSet | None = None) -> MethodRow:
    value = Estimate(1.0)
    factors = tuple(FactorRow(name, value, value, value, value, 0, key, key)
                    for name, key in zip(("yaw", "smile"), keys, strict=True))  # fmt: skip
    return MethodRow(method, method, factors=factors, best=found)


SEFA, WARP = best("sefa", 3, 4), best("warp", 1)
OWN_ROW = row("eigengan", ("", "z1.1"))
SEFA_ROW, WARP_ROW = row("sefa", (SEFA.slider(0), SEFA.slider(1)), SEFA), row("warp", ("", WARP.slider(0)), WARP)


def table(*rows: MethodRow, effort: Effort = QUICK, sha256: str = HERE) -> Comparison:
    seeds = tuple(range(effort.seeds))
    return Comparison("small", sha256, seeds, effort.portraits, effort.samples, "2", "any", rows)


class Seen:
    """An open desk on which the page is looked at."""

    def __init__(self, desk: Desk, truth: Truth) -> None:
        self.desk = desk
        desk.open(info(methods=METHODS))
        desk.done(a_set(np.eye(5, dtype=np.float32)[2:4], ("turn", "b"), method="eigengan", generator=HERE,
                        slider=("z1.1", "z1.2")))  # fmt: skip
        self.comparing.look()
        desk.done(truth)

    @property
    def comparing(self) -> Comparing:
        return self.desk.controller.comparing

    @property
    def workspace(self) -> Workspace:
        assert self.desk.controller.workspace is not None
        return self.desk.controller.workspace

    def comes(self, *rows: MethodRow, effort: Effort = QUICK) -> None:
        self.desk.answer(JobProgress(self.job(CompareMethods), 0.5, "", table(*rows, effort=effort)))

    def job(self, kind: type[Any]) -> int:
        return next(job.job for job in reversed(self.desk.jobs) if isinstance(job.work, kind))

    def work(self, kind: type[Any]) -> Any:
        return next(job.work for job in reversed(self.desk.jobs) if isinstance(job.work, kind))

    def rows(self) -> list[str]:
        return [row.method for row in self.comparing.found.rows] if self.comparing.found is not None else []


@pytest.fixture
def seen(desk: Desk) -> Seen:
    return Seen(desk, Truth(known=True, seconds=0.06))


def test_it_is_looked_up_once_what_there_is(seen: Seen) -> None:
    asked = len(seen.desk.jobs)
    assert isinstance(seen.desk.jobs[-1].work, LookUpTruth) and seen.comparing.known
    seen.comparing.look()
    assert len(seen.desk.jobs) == asked
    assert seen.comparing.minutes == pytest.approx(minutes(QUICK, METHODS, 0.06))


def test_minutes_grow_with_methods_and_effort() -> None:
    assert minutes(QUICK, METHODS, 0.06) == pytest.approx((400 + 2 * 12 * 5 * 32 + 12 * 400) * 0.001)
    assert minutes(FULL, METHODS[2:], 0.0) == 24.0 + 3 * 30.0  # three trainings, and the trials of three seeds
    gone = (*METHODS, MethodOffer("x", "X", "", why_not="Not here."))
    assert minutes(FULL, gone, 1.0) == minutes(FULL, METHODS, 1.0)


def test_a_kept_table_is_shown_the_fuller_one_where_there_is_no_other(desk: Desk) -> None:
    seen = Seen(desk, Truth(known=True, kept=(table(SEFA_ROW, effort=FULL),)))
    assert seen.comparing.effort == FULL and seen.rows() == ["sefa"] and seen.comparing.stopped
    seen.comparing.choose(QUICK)
    assert seen.rows() == []


def test_rows_are_shown_and_kept_as_they_come(seen: Seen) -> None:
    seen.comparing.start()
    assert seen.work(CompareMethods) == CompareMethods(HERE, QUICK) and seen.comparing.running
    seen.comes(SEFA_ROW)
    assert seen.rows() == ["sefa"] and seen.work(KeepComparison).found.rows == (SEFA_ROW,)
    seen.comes(SEFA_ROW, WARP_ROW)
    seen.comes(SEFA_ROW, WARP_ROW, OWN_ROW)
    job = seen.job(CompareMethods)
    seen.desk.jobs.append(next(each for each in seen.desk.jobs if each.job == job))
    seen.desk.done(table(SEFA_ROW, WARP_ROW, OWN_ROW))
    assert not seen.comparing.running and not seen.comparing.stopped and seen.rows() == ["sefa", "warp", "eigengan"]


def test_stop_keeps_the_whole_rows_and_going_on_measures_the_others(seen: Seen) -> None:
    seen.comparing.start()
    seen.comes(SEFA_ROW)
    job = seen.job(CompareMethods)
    seen.comparing.stop()
    seen.desk.answer(Cancelled(job))
    assert seen.desk.cancelled == [job] and not seen.comparing.running
    assert seen.rows() == ["sefa"] and seen.comparing.stopped
    seen.comparing.start()
    assert seen.work(CompareMethods).known == (SEFA_ROW,)


def test_a_job_that_is_stopped_in_the_bar_of_jobs_ends_too(seen: Seen) -> None:
    seen.comparing.start()
    seen.desk.answer(Cancelled(seen.job(CompareMethods)))
    assert not seen.comparing.running


def test_measured_again_old_rows_stay_until_the_new_ones_come(seen: Seen) -> None:
    old = MethodRow("sefa", "old"), MethodRow("warp", "old"), MethodRow("eigengan", "old")
    seen.comparing._found[HERE, QUICK] = table(*old)
    seen.comparing.start()
    assert seen.work(CompareMethods).known == ()
    seen.comes(SEFA_ROW)
    assert [row.title for row in seen.comparing.found.rows] == ["sefa", "old", "old"]  # type: ignore[union-attr]


def test_a_failure_is_said_and_ends_it(seen: Seen) -> None:
    seen.comparing.start()
    seen.desk.answer(Failed(seen.job(CompareMethods), "It broke."))
    assert seen.desk.said[-1][0] == "It broke." and not seen.comparing.running


def test_a_click_chooses_the_sliders_for_that_factor_in_their_order(seen: Seen) -> None:
    seen.comparing.start()
    seen.comes(SEFA_ROW, WARP_ROW, OWN_ROW)
    catalogue, shown = seen.workspace.catalogue, seen.workspace.catalogue.shown
    catalogue.compare("z1.2", on=True)
    assert seen.comparing.compare(("warp", "eigengan", "sefa"), "smile")
    assert catalogue.compared == [WARP.slider(0), "z1.1", SEFA.slider(1)] and catalogue.shown == shown
    assert np.array_equal(catalogue.row(SEFA.slider(1)), np.eye(5, dtype=np.float32)[4])
    assert seen.comparing.compare(("warp", "eigengan", "sefa"), "yaw")
    assert catalogue.compared == [SEFA.slider(0)] and set(catalogue.sets) >= {SEFA.key, WARP.key}
    assert catalogue.latest("sefa") == ""  # the best of a comparison is no set that the method found


def test_sliders_that_are_not_at_hand_are_a_sentence(seen: Seen) -> None:
    seen.comparing.opened = table(row("sefa", (SEFA.slider(0), "")))
    assert not seen.comparing.compare(("sefa",), "yaw") and seen.desk.said[-1][0] == NO_SLIDERS
    seen.comparing.opened = table(SEFA_ROW, sha256=ELSEWHERE)
    assert not seen.comparing.compare(("sefa",), "yaw")
    assert seen.desk.said[-1][0] == "This table is of small. Open it to see its sliders on a face."
    assert seen.workspace.catalogue.compared == []


def test_a_table_of_a_file_is_shown_until_another_is_asked_for(seen: Seen) -> None:
    seen.comparing.load("/there/a.json")
    assert isinstance(seen.desk.jobs[-1].work, LoadComparison)
    seen.desk.done(table(WARP_ROW, sha256=ELSEWHERE))
    assert seen.rows() == ["warp"]
    seen.comparing.save("/there/b.json")
    assert seen.work(SaveComparison) == SaveComparison(table(WARP_ROW, sha256=ELSEWHERE), "/there/b.json")
    seen.comparing.choose(QUICK)
    assert seen.rows() == []
