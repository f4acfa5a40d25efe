"""What the controller asks and does about directions, over an engine that only writes down."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from app.home import home
from engine.document.asked.offers import MethodOffer
from engine.document.asked.requests import (
    Discover,
    Done,
    Failed,
    JobProgress,
    LoadDirections,
    MakePictures,
    NameDirections,
    SaveDirections,
    SuggestFaces,
)
from engine.document.directions import DirectionSet, Note
from engine.document.disk.caches import Cache
from tests.app.desk import Desk, info
from tests.direction_sets import a_set, each

METHODS = (MethodOffer("eigengan", "Layers", "He 2021"), MethodOffer("sefa", "SeFa", "Shen 2021"))


def found(method: str = "sefa", place: int = 0, **more: Any) -> DirectionSet:
    vectors = np.eye(5, dtype=np.float32)[place : place + 2]
    return a_set(vectors, ("one", "two"), method=method, generator="a" * 64, **more)


def opened(desk: Desk) -> Desk:
    desk.open(info(methods=METHODS))
    desk.done(found("eigengan", 2))
    return desk


def test_finding_asks_with_the_parameters_and_shows_what_came(desk: Desk) -> None:
    directions = opened(desk).controller.directions
    directions.find("sefa", {"layers": "1-2"})
    work = desk.jobs[-1].work
    assert work == Discover("a" * 64, "sefa", {"layers": "1-2"}, 0, (), Cache(str(home())))
    assert desk.controller.jobs.running("discover")
    desk.done(found())
    workspace = desk.controller.workspace
    assert workspace is not None and workspace.catalogue.shown == found().key and len(workspace.catalogue.sets) == 2


def test_a_method_that_has_found_is_shown_without_searching_again(desk: Desk) -> None:
    directions = opened(desk).controller.directions
    directions.find("sefa")
    desk.done(found())
    count = len(desk.jobs)
    assert not directions.show("ganspace")
    assert directions.show("eigengan")
    directions.find_or_show("eigengan", {})
    assert len(desk.jobs) == count and desk.controller.workspace.catalogue.shown == found("eigengan", 2).key  # type: ignore[union-attr]


def test_names_come_into_the_set_that_was_asked_about(desk: Desk) -> None:
    directions = opened(desk).controller.directions
    directions.find("sefa")
    desk.done(found())
    workspace = desk.controller.workspace
    assert workspace is not None
    directions.name(found().key)
    assert isinstance(desk.jobs[-1].work, NameDirections)
    desk.done(found(attribute=("yaw +", "smile −"), purity=(0.5, 0.25)))
    assert workspace.name(found().slider(1)) == "less smile"


def test_a_set_is_saved_with_the_names_a_person_gave(desk: Desk) -> None:
    directions = opened(desk).controller.directions
    directions.find("sefa")
    desk.done(found())
    workspace = desk.controller.workspace
    assert workspace is not None
    workspace.rename(found().slider(0), "chin")
    directions.save(found().key, "/somewhere/a.npz")
    work = desk.jobs[-1].work
    assert isinstance(work, SaveDirections) and work.path == "/somewhere/a.npz"
    assert each(work.directions, "name") == ("chin", "two")
    desk.done(work.path)
    assert desk.said[-1][0].startswith("Saved a.npz")


def test_directions_of_another_generator_are_said_to_be_tried(desk: Desk) -> None:
    directions = opened(desk).controller.directions
    desk.controller.opening.drop("/there/d.npz")
    from engine.document.asked.offers import Identified

    desk.done(Identified("/there/d.npz", "directions"))
    assert desk.jobs[-1].work == LoadDirections("a" * 64, "/there/d.npz")
    elsewhere = Note("elsewhere", "Made for another generator: it fits by shape and is tried here.")
    desk.done(replace(found(), notes=(Note("found", "From another generator.npz."), elsewhere)))
    assert desk.said[-1][0] == f"2 directions from d.npz. {elsewhere.text}"
    assert directions.boundary is None


def test_a_direction_file_without_a_generator_is_a_sentence(desk: Desk) -> None:
    desk.controller.directions.load("/there/d.npz")
    assert desk.jobs == [] and desk.said[-1][0] == "Open a generator first, then its directions."


def test_strips_show_the_values_that_the_slider_shows(desk: Desk) -> None:
    directions = opened(desk).controller.directions
    heard: list[tuple[object, ...]] = []
    directions.strip_ready.connect(lambda *values: heard.append(values))
    workspace = desk.controller.workspace
    assert workspace is not None
    workspace.face.base = np.array([0, 0, 0.5, 0, 0], np.float32)
    key = "z1.1"
    directions.make_strips((key,), 64)
    work = desk.jobs[-1].work
    strengths = [edit.strength for document in work.rows[0] for edit in document.edits]
    assert isinstance(work, MakePictures) and strengths == [-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5]
    desk.answer(JobProgress(desk.jobs[-1].job, 1.0, "", (0, np.zeros((7, 4, 4, 3), np.uint8))))
    assert heard[0][0] == key and heard[0][2] == (-3, -2, -1, 0, 1, 2, 3)
    directions.stop()
    assert desk.cancelled == [desk.jobs[-1].job]


def test_other_faces_carry_the_edits_and_are_never_the_one_on_screen(desk: Desk) -> None:
    directions = opened(desk).controller.directions
    workspace = desk.controller.workspace
    assert workspace is not None
    workspace.move("z1.2", 2.0)
    directions.make_others()
    work = desk.jobs[-1].work
    assert isinstance(work, MakePictures) and len(work.documents) == 6
    assert all(document.edits == workspace.document.edits for document in work.documents)
    first = desk.jobs[-1].job
    directions.make_others()
    directions.make_others()
    assert desk.jobs[-1].job == first, "one at a time"
    heard: list[object] = []
    directions.others_ready.connect(heard.append)
    face = np.zeros((4, 4, 3), np.uint8)
    for place in range(6):
        desk.answer(JobProgress(first, (place + 1) / 6, "", (place, face[None])))
    desk.done(None)
    assert len(heard) == 1 and len(heard[0]) == 6 and desk.jobs[-1].job != first, "then the newest"  # type: ignore[arg-type]
    workspace.face.set_seed(103, keep_edits=True)
    assert 103 not in directions.other_seeds() and len(set(directions.other_seeds())) == 6


def test_judging_refits_and_tells_and_the_boundary_becomes_a_set(desk: Desk) -> None:
    directions = opened(desk).controller.directions
    told: list[str] = []
    directions.boundary_told.connect(told.append)
    for seed, mark in ((1, 1), (2, -1), (3, 1), (2, 0)):
        directions.judge(seed, mark)
    work = desk.jobs[-1].work
    assert work.method == "interfacegan" and work.parameters == {"attribute": "examples"} and work.cache is None
    assert work.examples == ((1, 1.0), (3, 1.0))
    desk.answer(Failed(desk.jobs[-1].job, "Judge at least 3 faces with no."))
    assert told == ["Judge at least 3 faces with no."] and desk.said == []
    assert not directions.use_boundary("smile")
    directions.judge(4, -1)
    desk.done(a_set(np.eye(5, dtype=np.float32)[:1], ("examples",), method="interfacegan", generator="a" * 64,
                    said=("accuracy 0.9",)))  # fmt: skip
    assert told[-1] == "accuracy 0.9" and directions.use_boundary("grin")
    workspace = desk.controller.workspace
    assert workspace is not None and workspace.name(f"{workspace.catalogue.shown}#1") == "grin"
    directions.suggest()
    suggested: list[object] = []
    directions.faces_suggested.connect(suggested.append)
    assert desk.jobs[-1].work == SuggestFaces("a" * 64, ((1, 1.0), (3, 1.0), (4, -1.0)), 24, 1)
    directions.suggest()
    assert desk.jobs[-1].work.seed == 2
    desk.done((7, 8))
    assert suggested == [(7, 8)]


def test_a_boundary_that_comes_after_the_generator_was_changed_is_passed_over(desk: Desk) -> None:
    directions = opened(desk).controller.directions
    directions.judge(1, 1)
    fitting = desk.jobs[-1].job
    desk.open(info("other", "b" * 64, methods=METHODS))
    desk.answer(Done(fitting, found("interfacegan")))
    assert directions.boundary is None and not directions.use_boundary("smile")


def test_what_is_refused_is_said_and_the_rest_is_done(desk: Desk) -> None:
    """A direction of which nothing is left beside a held one has no strip; the others have theirs."""
    directions = opened(desk).controller.directions
    for method in ("sefa", "ganspace"):
        directions.find(method)
        desk.done(found(method, title=method))
    workspace = desk.controller.workspace
    assert workspace is not None
    held, same, free = found("sefa").slider(0), found("ganspace").slider(0), found("ganspace").slider(1)
    workspace.hold(held, True)
    directions.make_strips((same, free), 64)
    assert {edit.key for edit in desk.jobs[-1].work.rows[0][0].edits} == {free}
    count = len(desk.jobs)
    desk.controller.faces.make_strip(same)
    assert desk.said[-1][0] == "Nothing of one is left beside what is held fixed. Release some."
    assert len(desk.jobs) == count
    directions.make_strips((same,), 64)
    assert len(desk.jobs) == count
