"""What the window's training does with what comes, over an engine that only writes down."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.model.workspace import Workspace
from app.services.training import FRESH
from engine.document.asked.learning import Curve, Learned, Train
from engine.document.asked.offers import MethodOffer
from engine.document.asked.requests import Cancelled, Discover, Failed, JobProgress
from engine.document.directions import DirectionSet
from tests.app.desk import Desk, info
from tests.direction_sets import a_set

METHODS = (MethodOffer("eigengan", "Layers", "He 2021"), MethodOffer("warp", "Warp", "Tzelepis 2021", trains=True))


class Shown(Learned):
    """A `Learned` that has sliders already."""

    directions: DirectionSet


def learned(step: int) -> Shown:
    vectors = np.eye(5, dtype=np.float32)[:1] + np.float32(step / 1000)
    vectors /= np.linalg.norm(vectors)
    directions = a_set(vectors, ("one",), method="warp", generator="a" * 64)
    return Shown(directions, (Curve("error", np.arange(1.0, 3), np.ones(2)),), step, 100, 9.0)


class Watched:
    """An open desk on which the method trains, with a clock of its own."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.now = desk, 1000.0
        desk.open(info(methods=METHODS))
        desk.done(a_set(np.eye(5, dtype=np.float32)[2:4], ("a", "b"), method="eigengan", generator="a" * 64))
        self.training = desk.controller.training
        self.training._clock = lambda: self.now
        desk.controller.directions.find_or_show("warp", {})

    @property
    def workspace(self) -> Workspace:
        assert self.desk.controller.workspace is not None
        return self.desk.controller.workspace

    @property
    def shown(self) -> str:
        return self.workspace.catalogue.shown

    def comes(self, step: int, after: float = FRESH) -> Shown:
        self.now += after
        made = learned(step)
        self.desk.answer(JobProgress(self.desk.jobs[-1].job, 0.5, "", made))
        return made

    def found(self, step: int) -> DirectionSet:
        made = learned(step).directions
        self.desk.done(made)
        return made


@pytest.fixture
def watched(desk: Desk) -> Watched:
    return Watched(desk)


def test_a_method_that_trains_is_trained_and_others_are_not(watched: Watched) -> None:
    work: Any = watched.desk.jobs[-1].work
    assert isinstance(work, Train) and (work.method, work.generator) == ("warp", "a" * 64) and work.cache is not None
    assert watched.training.here and watched.desk.controller.jobs.running("train")
    watched.desk.controller.directions.find("eigengan", {})
    assert isinstance(watched.desk.jobs[-1].work, Discover) and watched.training.here


def test_sliders_so_far_take_the_place_of_those_before_but_not_too_often(watched: Watched) -> None:
    first = watched.comes(1)
    assert watched.shown == first.directions.key
    watched.comes(2, after=FRESH / 2)
    assert watched.shown == first.directions.key and watched.training.last is not None
    assert watched.training.last.step == 2
    third = watched.comes(3)
    assert watched.shown == third.directions.key and first.directions.key not in watched.workspace.catalogue.sets
    final = watched.found(100)
    assert watched.shown == final.key and list(watched.workspace.catalogue.sets)[1:] == [final.key]
    assert not watched.training.here


def test_one_that_goes_on_shows_its_curve_before_it_has_sliders(watched: Watched) -> None:
    kept = Learned(None, (Curve("error", np.arange(1.0, 3), np.ones(2)),), 30, 100, 0.0)
    watched.desk.answer(JobProgress(watched.desk.jobs[-1].job, 0.0, "goes on from step 30", kept))
    assert watched.training.last is kept and not watched.training.watched
    first = watched.comes(31)
    assert watched.shown == first.directions.key and watched.training.watched
    watched.desk.controller.directions.show("eigengan")
    assert not watched.training.watched


def test_sliders_in_use_stay(watched: Watched) -> None:
    first = watched.comes(1)
    watched.workspace.move(first.directions.slider(0), 1.5, 1)
    watched.comes(2)
    assert watched.training.used and watched.shown == first.directions.key
    watched.workspace.reset_all()
    assert not watched.training.used
    third = watched.comes(3)
    assert watched.shown == third.directions.key
    watched.workspace.move(third.directions.slider(0), 1.5, 2)
    final = watched.found(100)
    sets = watched.workspace.catalogue.sets
    assert watched.shown == final.key and third.directions.key in sets
    assert watched.workspace.document.edits and any("stay" in said[0] for said in watched.desk.said)


def test_who_looks_at_other_sliders_goes_on_seeing_them(watched: Watched) -> None:
    watched.comes(1)
    watched.desk.controller.directions.show("eigengan")
    other = watched.shown
    watched.comes(2)
    assert watched.shown == other
    watched.found(100)
    assert watched.shown == other


def test_stopped_it_keeps_what_it_has_and_find_goes_on(watched: Watched) -> None:
    watched.comes(1)
    last = watched.comes(2, after=1.0)
    job = watched.desk.jobs[-1].job
    watched.training.stop()
    assert watched.desk.cancelled == [job] and not watched.training.here and watched.shown == last.directions.key
    assert "stopped after 2 of 100 steps" in watched.desk.said[-1][0]
    watched.desk.answer(Cancelled(job))
    count = len(watched.desk.jobs)
    watched.desk.controller.directions.find_or_show("warp", {})
    assert len(watched.desk.jobs) == count + 1 and watched.training.here
    watched.comes(3)
    final = watched.found(100)
    assert list(watched.workspace.catalogue.sets)[1:] == [final.key]
    count = len(watched.desk.jobs)
    watched.desk.controller.directions.find_or_show("warp", {})  # what is learned is shown
    assert len(watched.desk.jobs) == count


def test_cancelled_in_the_job_bar_or_failed_it_ends_the_same(watched: Watched) -> None:
    first = watched.comes(1)
    watched.desk.answer(Cancelled(watched.desk.jobs[-1].job))
    assert not watched.training.here and watched.shown == first.directions.key
    watched.desk.controller.directions.find_or_show("warp", {})
    watched.desk.answer(Failed(watched.desk.jobs[-1].job, "It went astray.", ""))
    assert not watched.training.here and watched.desk.said[-1][:2] == ("It went astray.", "problem")
