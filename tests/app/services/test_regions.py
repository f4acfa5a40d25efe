"""What the engine is asked for while a region is painted, over an engine that only writes down."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.model.changes import Change
from app.model.painting import Painting
from app.services.painted.regions import Regions
from app.window.states import leakage_state
from engine.document.asked.offers import MethodOffer
from engine.document.asked.requests import Discover, Done, Failed, FindParts, Heat, JobProgress, MakeHeat, Prepare
from engine.document.directions import DirectionSet, Note
from tests.app.desk import Desk, info
from tests.direction_sets import a_set

LOCAL = MethodOffer("lowrankgan", "LowRankGAN", "Zhu 2021", needs_region=True)
REDS = MethodOffer("reds", "REDs", "Balakrishnan 2022", needs_region=True)
SEFA = MethodOffer("sefa", "SeFa", "Shen 2021")


def found(method: str = "lowrankgan", place: int = 0, **more: Any) -> DirectionSet:
    vectors = np.eye(5, dtype=np.float32)[place : place + 2]
    return a_set(vectors, ("one", "two"), method=method, title=method, generator="a" * 64, **more)


def mask(last: int = 9) -> np.ndarray:
    made = np.zeros((256, 256), np.uint8)
    made[:last] = 255
    return made


@pytest.fixture
def work(desk: Desk) -> Regions:
    desk.open(info(methods=(SEFA, LOCAL, REDS)))
    desk.done(found("sefa", 2))  # asked for by the generator's own accord
    return desk.controller.regions


def painting(work: Regions) -> Painting:
    made = work.painting
    assert made is not None
    return made


def paint(desk: Desk, last: int = 9) -> None:
    painting(desk.controller.regions).paint(mask(last), "Brush")


def asked(desk: Desk, kind: type) -> list[Any]:
    return [request.work for request in desk.jobs if isinstance(request.work, kind)]


def last(desk: Desk, kind: type) -> int:
    return [request.job for request in desk.jobs if isinstance(request.work, kind)][-1]


def rest(work: Regions) -> None:
    """The face rests."""
    assert work._rest.isActive()
    work._rest.stop()
    work._settled()


def test_an_open_brush_has_the_face_made_ready(desk: Desk, work: Regions) -> None:
    desk.controller.faces.choose_seed(4)
    assert not asked(desk, Prepare) and not work._rest.isActive()
    work.set_open(on=True)
    rest(work)
    (prepared,) = asked(desk, Prepare)
    assert prepared.method == "lowrankgan" and prepared.document.seed == 4 and not prepared.document.regions
    (parts,) = asked(desk, FindParts)
    assert parts.side == 256
    desk.answer(Done(last(desk, FindParts), {"mouth": mask()}))
    assert list(desk.controller.parts.masks) == ["mouth"]


def test_a_stroke_asks_at_once_and_the_answer_is_shown(desk: Desk, work: Regions) -> None:
    work.set_open(on=True)
    rest(work)
    paint(desk)
    (search,) = asked(desk, Discover)[-1:]
    assert search.method == "lowrankgan" and search.document == work.question().face  # type: ignore[union-attr]
    assert desk.cancelled == [last(desk, Prepare)]
    desk.answer(Done(last(desk, Discover), found()))
    workspace = painting(work).workspace
    assert workspace.catalogue.shown == found().key and desk.controller.heat.slider == found().slider(0)
    assert not work.stale(found().key)


def test_the_next_stroke_replaces_the_sliders_unless_they_are_used(desk: Desk, work: Regions) -> None:
    workspace = painting(work).workspace
    work.set_open(on=True)
    paint(desk)
    desk.answer(Done(last(desk, Discover), found(place=0)))
    paint(desk, 19)
    assert work.stale(found(place=0).key) == "Found before the region was changed."
    desk.answer(Done(last(desk, Discover), found(place=1)))
    assert (
        workspace.catalogue.latest("lowrankgan") == found(place=1).key
        and found(place=0).key not in workspace.catalogue.sets
    )
    workspace.move(found(place=1).slider(0), 1.0)
    count = len(asked(desk, Discover))
    assert not work.stale(found(place=1).key)  # its own sliders do not make it stale
    paint(desk, 29)
    assert len(asked(desk, Discover)) == count + 1
    desk.answer(Done(last(desk, Discover), found(place=3)))
    assert {found(place=1).key, found(place=3).key} <= set(workspace.catalogue.sets)


def test_early_sliders_are_shown_until_the_answer_comes(desk: Desk, work: Regions) -> None:
    work.set_open(on=True)
    paint(desk)
    desk.answer(JobProgress(last(desk, Discover), 0.2, "", found(place=0)))
    workspace = painting(work).workspace
    assert workspace.catalogue.shown == found(place=0).key
    desk.answer(Done(last(desk, Discover), found(place=1)))
    assert workspace.catalogue.shown == found(place=1).key and found(place=0).key not in workspace.catalogue.sets


def test_a_new_face_is_waited_for_and_then_asked_about(desk: Desk, work: Regions) -> None:
    work.set_open(on=True)
    paint(desk)
    desk.answer(Done(last(desk, Discover), found()))
    count = len(asked(desk, Discover))
    desk.controller.faces.choose_seed(8)
    assert len(asked(desk, Discover)) == count and work.stale(found().key) == "Found on another face."
    rest(work)
    assert asked(desk, Discover)[-1].document.seed == 8
    assert any("stay where they are on the new face" in words[0] for words in desk.said)


def test_without_follow_the_sliders_stay_and_are_marked(desk: Desk, work: Regions) -> None:
    work.set_open(on=True)
    paint(desk)
    desk.answer(Done(last(desk, Discover), found()))
    desk.controller.settings.follow = False
    count = len(asked(desk, Discover))
    paint(desk, 19)
    assert len(asked(desk, Discover)) == count and work.stale(found().key)
    work.find()
    assert len(asked(desk, Discover)) == count + 1


def test_undoing_a_stroke_shows_what_was_found_for_it(desk: Desk, work: Regions) -> None:
    workspace = painting(work).workspace
    work.set_open(on=True)
    paint(desk)
    desk.answer(Done(last(desk, Discover), found(place=0)))
    workspace.star(found(place=0).slider(0), True)  # so that it stays
    paint(desk, 19)
    desk.answer(Done(last(desk, Discover), found(place=1)))
    count = len(asked(desk, Discover))
    desk.controller.undo()
    assert workspace.catalogue.shown == found(place=0).key and len(asked(desk, Discover)) == count


def test_nothing_painted_is_said_and_nothing_lost(desk: Desk, work: Regions) -> None:
    work.set_open(on=True)
    work.find("reds", {})
    assert not [w for w in asked(desk, Discover) if w.method == "reds"]
    assert desk.said[-1][0].startswith("Paint a region first")
    paint(desk)
    assert asked(desk, Discover)[-1].method == "reds"  # what was asked for last


def test_a_search_that_fails_leaves_the_sliders_there_are(desk: Desk, work: Regions) -> None:
    work.set_open(on=True)
    paint(desk)
    desk.answer(Done(last(desk, Discover), found()))
    paint(desk, 256)
    desk.answer(Failed(last(desk, Discover), "The region is the whole picture."))
    assert desk.said[-1][:2] == ("The region is the whole picture.", "problem")
    assert painting(work).workspace.catalogue.shown == found().key


def test_an_answer_for_another_generator_is_dropped(desk: Desk, work: Regions) -> None:
    first = painting(work).workspace
    work.set_open(on=True)
    paint(desk)
    number = last(desk, Discover)
    desk.open(info("other", "b" * 64, methods=(SEFA, LOCAL)))
    assert number in desk.cancelled
    desk.answer(Done(number, found()))
    assert found().key not in first.catalogue.sets and not painting(work).document.regions


def test_the_meter_looks_at_the_slider_that_was_moved(desk: Desk, work: Regions) -> None:
    work.set_open(on=True)
    paint(desk)
    unprojected = np.eye(5, dtype=np.float32)[2:4]
    directions = found(unprojected=unprojected)
    desk.answer(Done(last(desk, Discover), directions))
    desk.controller.heat.look(on=True)
    key = directions.slider(1)
    painting(work).workspace.move(key, 1.5)
    desk.controller.heat.look_at(key)
    desk.controller.heat._rest.stop()
    desk.controller.heat._make()
    (heat,) = asked(desk, MakeHeat)[-1:]
    arrays = painting(work).workspace.arrays
    assert heat.edit.key == key and heat.edit.strength == 1.5
    assert np.array_equal(arrays[heat.region], mask())
    assert np.array_equal(arrays[heat.before.vector], unprojected[1]) and heat.before.strength == 1.5
    came: list[Heat | None] = []
    desk.controller.heat.ready.connect(came.append)
    answer = Heat(key, np.ones((4, 4), np.float32), np.ones((4, 4), np.float32), 0.25)
    desk.answer(Done(last(desk, MakeHeat), answer))
    assert came == [answer] and desk.controller.heat.heat is answer
    desk.controller.heat.look_at(directions.slider(0))
    assert came == [answer, None] and desk.controller.heat.heat is None


def test_the_meter_tells_how_it_was_found_and_leaves_out_what_leaks(desk: Desk, work: Regions) -> None:
    work.set_open(on=True)
    paint(desk)
    told = (Note("found", "rank 3, and 9.9% outside of its reach"), Note("leakage", "nothing"), Note("found", "looked"))
    directions = replace(found(cuts=(2.0, 1.0), rank=1), notes=told)
    desk.answer(Done(last(desk, Discover), directions))
    state = leakage_state(painting(work).workspace, work, desk.controller.heat, "off")
    assert state.note == "rank 3, and 9.9% outside of its reach · looked"
    assert state.local and (state.cuts, state.rank, state.can_cut) == ((2.0, 1.0), 1, False)


def test_a_slider_that_is_gone_is_not_looked_at(desk: Desk, work: Regions) -> None:
    desk.controller.heat.look(on=True)
    desk.controller.heat.slider = "lowrankgan:gone#1"
    desk.controller.heat._make()
    assert not asked(desk, MakeHeat)


def test_a_rank_that_is_dragged_asks_with_it(desk: Desk, work: Regions) -> None:
    work.set_open(on=True)
    paint(desk)
    desk.answer(Done(last(desk, Discover), found()))
    work.cut(7)
    assert asked(desk, Discover)[-1].parameters == {"rank": 7}
    assert replace(asked(desk, Discover)[-1], parameters={}) == asked(desk, Discover)[-2]
    desk.answer(Done(last(desk, Discover), found(place=1)))
    paint(desk, 19)
    assert asked(desk, Discover)[-1].parameters == {"rank": 7}  # and so does every stroke after


def test_the_line_asks_the_method_of_the_set_that_is_shown_whatever_the_next_stroke_asks(
    desk: Desk, work: Regions
) -> None:
    desk.controller.settings.follow = False
    work.set_open(on=True)
    paint(desk)
    work.find("lowrankgan", {"held": 0.5})
    desk.answer(Done(last(desk, Discover), found()))
    work.prefer("reds", {"reach": 2})
    work.cut(7)
    search = asked(desk, Discover)[-1]
    assert (search.method, search.parameters) == ("lowrankgan", {"held": 0.5, "rank": 7})
    desk.answer(Done(last(desk, Discover), found(place=1)))
    workspace = painting(work).workspace
    assert workspace.catalogue.shown == found(place=1).key and found().key not in workspace.catalogue.sets
    work.cut(8)  # the same line, dragged on
    assert asked(desk, Discover)[-1].parameters == {"held": 0.5, "rank": 8}
    work.find()  # as a stroke does
    assert (asked(desk, Discover)[-1].method, asked(desk, Discover)[-1].parameters) == ("reds", {"reach": 2})


def test_a_drag_of_the_line_is_one_step_and_undo_brings_its_sliders_back(desk: Desk, work: Regions) -> None:
    work.set_open(on=True)
    paint(desk)
    desk.answer(Done(last(desk, Discover), found(cuts=(3.0, 2.0, 1.0), rank=3)))
    workspace = painting(work).workspace
    history, first = workspace.history, workspace.catalogue.shown
    steps = [step.label for step in history.steps]
    for place, rank in ((1, 2), (2, 1)):  # one drag over two ranks
        work.cut(rank)
        desk.answer(Done(last(desk, Discover), found(place=place, cuts=(3.0, 2.0, 1.0), rank=rank)))
    work.let_go()
    second = workspace.catalogue.shown
    assert [step.label for step in history.steps] == [*steps, "Hold 1 of 3"]
    assert second == found(place=2).key and set(workspace.catalogue.sets) == {found("sefa", 2).key, second}
    workspace.move(found(place=2).slider(0), 2.0, 5)
    work.cut(2)
    desk.answer(Done(last(desk, Discover), found(place=1, cuts=(3.0, 2.0, 1.0), rank=2)))
    work.let_go()
    names = [workspace.name(key) for key in (found(place=2).slider(0), found(place=1).slider(0))]
    assert names == ["one (2)", "one (3)"], "what is moved and what is new are two things"
    assert [step.label for step in history.steps[-3:]] == ["Hold 1 of 3", "one (2) +2.00", "Hold 2 of 3"]
    mask_of = workspace.catalogue.mask_of(second)
    assert mask_of and workspace.catalogue.mask_of(found(place=1).key) == mask_of
    history.undo()
    assert workspace.catalogue.shown == second and found(place=1).key not in workspace.catalogue.sets
    history.undo()
    history.undo()
    assert workspace.catalogue.shown == first and second not in workspace.catalogue.sets
    assert workspace.catalogue.mask_of(first) == mask_of and work.parameters == {}
    history.jump(len(history.steps) - 1)
    assert workspace.catalogue.shown == found(place=1).key and work.parameters == {"rank": 2}
    assert workspace.value(found(place=2).slider(0)) == 2.0


def test_a_drag_of_the_line_that_ends_where_it_began_is_no_step(desk: Desk, work: Regions) -> None:
    work.set_open(on=True)
    paint(desk)
    desk.answer(Done(last(desk, Discover), found(rank=3)))
    history = painting(work).workspace.history
    count = len(history.steps)
    for place, rank in ((1, 2), (0, 3)):
        work.cut(rank)
        desk.answer(Done(last(desk, Discover), found(place=place, rank=rank)))
    assert len(history.steps) == count


def test_the_brush_that_only_looked_gives_the_former_sliders_back(desk: Desk, work: Regions) -> None:
    workspace = painting(work).workspace
    catalogue, sefa = workspace.catalogue, found("sefa", 2).key
    work.set_open(on=True)
    paint(desk)
    desk.answer(Done(last(desk, Discover), found()))
    work.set_open(on=False)
    assert catalogue.shown == found().key, "they were asked for by painting"
    for moved in (False, True):
        catalogue.show(sefa)
        work.set_open(on=True)
        work._settled()
        assert catalogue.shown == found().key
        if moved:
            workspace.move(found().slider(0), 1.0, 3)
        work.set_open(on=False)
        assert catalogue.shown == (found().key if moved else sefa)


def test_sliders_that_come_after_the_brush_that_only_looked_was_put_away_wait_their_turn(
    desk: Desk, work: Regions
) -> None:
    catalogue = painting(work).workspace.catalogue
    paint(desk)
    before = catalogue.shown
    work.set_open(on=True)
    work._settled()
    search = last(desk, Discover)
    work.set_open(on=False)
    desk.answer(Done(search, found()))
    assert catalogue.shown == before and found().key in catalogue.sets


def test_the_line_of_a_set_whose_question_is_not_known_asks_what_the_set_says(desk: Desk, work: Regions) -> None:
    came = found()
    came = replace(came, provenance=replace(came.provenance, parameters={"held": 0.25, "rank": 2}))
    painting(work).workspace.catalogue.add(came)  # as out of a file
    paint(desk)
    work.cut(4)
    assert asked(desk, Discover)[-1].parameters == {"held": 0.25, "rank": 4}


def test_a_refusal_is_taken_back_once_the_question_is_another(desk: Desk, work: Regions) -> None:
    outdated: list[str] = []
    work.outdated.connect(outdated.append)
    work.set_open(on=True)
    paint(desk, 256)
    desk.answer(Failed(last(desk, Discover), "The region is the whole picture."))
    assert outdated == []
    paint(desk, 19)
    paint(desk, 29)
    assert outdated == ["The region is the whole picture."]


def test_a_method_that_is_preferred_answers_at_once_and_every_stroke_after(desk: Desk, work: Regions) -> None:
    work.prefer("reds", {})
    assert not [w for w in asked(desk, Discover) if w.method == "reds"]  # nothing is painted
    work.set_open(on=True)
    paint(desk)
    assert asked(desk, Discover)[-1].method == "reds"
    desk.answer(Done(last(desk, Discover), found("reds")))
    work.prefer("lowrankgan", {"held": 0.5})
    assert asked(desk, Discover)[-1].method == "lowrankgan" and asked(desk, Discover)[-1].parameters == {"held": 0.5}
    desk.answer(Done(last(desk, Discover), found()))
    count, workspace = len(asked(desk, Discover)), painting(work).workspace
    desk.controller.settings.follow = False
    work.prefer("reds", {"rank": 3})
    assert len(asked(desk, Discover)) == count and workspace.catalogue.shown == found().key


def test_the_meter_goes_along_with_the_sliders_that_are_shown(desk: Desk, work: Regions) -> None:
    workspace = painting(work).workspace
    work.set_open(on=True)
    desk.controller.heat.look(on=True)
    paint(desk)
    desk.answer(Done(last(desk, Discover), found()))
    assert desk.controller.heat.slider == found().slider(0)
    desk.controller.directions.show("sefa")
    assert desk.controller.heat.slider == ""  # none of them has been moved yet
    desk.controller.heat.look_at(found("sefa", 2).slider(1))
    desk.controller.changed.emit(Change.SETS)
    assert desk.controller.heat.slider == found("sefa", 2).slider(1)
    desk.controller.directions.show("lowrankgan")
    assert desk.controller.heat.slider == found().slider(0) and workspace.catalogue.shown == found().key


def test_keeping_inside_is_of_the_set_that_is_shown(desk: Desk, work: Regions) -> None:
    workspace = painting(work).workspace
    work.set_open(on=True)
    paint(desk)
    desk.answer(Done(last(desk, Discover), found()))
    workspace.move(found().slider(0), 1.0)
    work.find("reds", {})
    desk.answer(Done(last(desk, Discover), found("reds", 2)))
    workspace.move(found("reds", 2).slider(0), 1.0)
    desk.controller.directions.show("lowrankgan")
    work.keep_inside(on=False)
    assert [bool(edit.mask) for edit in workspace.document.edits] == [False, True]
    assert workspace.catalogue.masks == {
        found().key: "",
        found("reds", 2).key: "",
    }  # for those that are moved from now on


def test_taking_the_brush_up_again_shows_the_sliders_of_what_is_painted(desk: Desk, work: Regions) -> None:
    workspace = painting(work).workspace
    paint(desk)  # as in a picture that was dropped
    work.set_open(on=True)
    rest(work)
    desk.answer(Done(last(desk, Discover), found()))
    assert workspace.catalogue.shown == found().key
    desk.controller.directions.show("sefa")
    work.set_open(on=True)  # another tool
    assert not work._rest.isActive()
    assert workspace.catalogue.latest("sefa") == workspace.catalogue.shown
    workspace.move(found("sefa", 2).slider(0), 1.0)
    rest(work)
    desk.answer(Done(last(desk, Discover), found(place=3)))
    assert workspace.catalogue.latest("sefa") == workspace.catalogue.shown  # they are being moved
    work.set_open(on=False)
    work.set_open(on=True)
    rest(work)
    assert workspace.catalogue.shown == found(place=3).key
