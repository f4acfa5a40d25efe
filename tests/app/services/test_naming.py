"""Sliders are named by themselves, once nothing else is to do, and only those that need it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.services.naming import PATIENCE
from app.window.states import slider_groups
from engine.document.asked.naming import THUMBNAIL, NameAtFace
from engine.document.asked.offers import MethodOffer
from engine.document.asked.requests import Cancelled, Failed, JobProgress, NameDirections
from engine.document.directions import DirectionSet
from tests.app.desk import Desk, info
from tests.direction_sets import a_set

GANSPACE = MethodOffer("ganspace", "GANSpace", "Härkönen 2020")
LOCAL = MethodOffer("lowrankgan", "LowRankGAN", "Zhu 2021", needs_region=True)


def found(method: str = "ganspace", **more: Any) -> DirectionSet:
    return a_set(np.eye(5, dtype=np.float32)[:2], ("component 1", "component 2"), method=method, generator="a" * 64,
                 **more)  # fmt: skip


@pytest.fixture
def looked_at(desk: Desk) -> Desk:
    """An open generator whose sliders somebody sees, with its first frame, and nothing to do."""
    desk.controller.naming.look(on=True)
    desk.open(info(methods=(GANSPACE, LOCAL)))
    desk.done(found())
    show(desk)
    return desk


def show(desk: Desk, seconds: float = 0.001) -> None:
    desk.answer(replace(desk.frame(desk.renders[-1]), seconds=seconds))


def begin(desk: Desk) -> list[NameDirections]:
    """What is asked for once the time is up."""
    before = len(desk.jobs)
    desk.controller.naming._quiet._due()
    return [request.work for request in desk.jobs[before:] if isinstance(request.work, NameDirections)]


def test_components_become_what_they_move_without_a_word(looked_at: Desk) -> None:
    workspace = looked_at.controller.workspace
    assert workspace is not None and looked_at.controller.naming._quiet.timer.isActive()
    said = len(looked_at.said)
    (work,) = begin(looked_at)
    assert work.directions.key == found().key and begin(looked_at) == [], "once"
    looked_at.done(found(attribute=("yaw +", "yaw −"), purity=(0.6, 0.3)))
    assert [workspace.name(found().slider(i)) for i in range(2)] == ["turn right", "turn left"]
    assert begin(looked_at) == [] and len(looked_at.said) == said


def test_a_hand_on_a_slider_ends_it_and_it_begins_anew(looked_at: Desk) -> None:
    workspace = looked_at.controller.workspace
    assert workspace is not None
    begin(looked_at)
    job = looked_at.jobs[-1].job
    workspace.move(found().slider(0), 1.0)
    assert looked_at.cancelled == [job]
    assert begin(looked_at) == [], "not before the frame is here"
    looked_at.answer(Cancelled(job))
    show(looked_at)
    assert len(begin(looked_at)) == 1


def test_what_cannot_be_measured_is_not_tried_again_and_nobody_is_told(looked_at: Desk) -> None:
    begin(looked_at)
    looked_at.answer(Failed(looked_at.jobs[-1].job, "The network is gone.", ""))
    assert begin(looked_at) == [] and "The network is gone." not in [words for words, *_ in looked_at.said]


def test_sliders_of_a_painted_region_are_named_by_what_they_move_on_this_face(looked_at: Desk) -> None:
    workspace = looked_at.controller.workspace
    assert workspace is not None
    local = found("lowrankgan")
    workspace.catalogue.add(local)
    workspace.move(local.slider(1), 0.5)
    show(looked_at)
    before = workspace.document
    assert begin(looked_at) == []
    work = looked_at.jobs[-1].work
    assert isinstance(work, NameAtFace) and work.directions.key == local.key
    strengths = [[document.edit(local.slider(i)).strength for document in pair] for i, pair in enumerate(work.ends)]
    assert strengths == [[2.0, -2.0]] * 2 and workspace.document == before
    assert work.ends[0][0].edit(local.slider(1)) == before.edit(local.slider(1)), "the others stand as they do"
    looked_at.done(found("lowrankgan", attribute=("smile +", ""), purity=(0.6, 0.0)))
    assert workspace.name(local.slider(0)) != "component 1" and workspace.name(local.slider(1)) == "component 2"


def test_sliders_of_a_painted_region_get_a_small_picture_of_where_they_lead(looked_at: Desk) -> None:
    workspace = looked_at.controller.workspace
    assert workspace is not None
    local = found("lowrankgan", attribute=("smile +", ""), purity=(0.6, 0.0))
    workspace.catalogue.add(local)
    show(looked_at)
    begin(looked_at)
    assert isinstance(looked_at.jobs[-1].work, NameAtFace), "it is named, but nobody has seen it on this face"
    ends = np.random.default_rng(0).integers(0, 256, (2, THUMBNAIL, THUMBNAIL, 3), np.uint8)
    looked_at.answer(JobProgress(looked_at.jobs[-1].job, 0.5, "", ends))
    shown = [slider for group in slider_groups(workspace) for slider in group.sliders]
    assert [slider.thumbnail for slider in shown] == [(end.tobytes(), end.shape[1]) for end in ends]
    looked_at.done(local)
    assert begin(looked_at) == [] and not isinstance(looked_at.jobs[-1].work, NameDirections)
    workspace.catalogue.remove(local.key)
    assert workspace.catalogue.thumbnails == {}


def test_generators_that_take_too_long_are_left_alone(looked_at: Desk) -> None:
    workspace = looked_at.controller.workspace
    assert workspace is not None
    looked_at.controller.frames.ask_full()
    show(looked_at, PATIENCE / 100)
    assert begin(looked_at) == []
