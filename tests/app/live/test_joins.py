"""Which control moves which slider, and how: over the whole track, as one step until it rests, kept by generator."""

from __future__ import annotations

import itertools

import pytest

from app.live.controls import known, midi, osc, share_of_bend, share_of_control, words
from app.live.joins import REST, TRUNCATED, Joins
from app.model.settings import Settings
from app.model.workspace import Workspace
from tests.app.desk import Desk, info


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def joins(clock: Clock) -> Joins:
    return Joins(Settings(), itertools.count(1_000_000).__next__, clock)


@pytest.fixture
def workspace(desk: Desk) -> Workspace:
    desk.open(info())
    assert desk.controller.workspace is not None
    return desk.controller.workspace


def labels(workspace: Workspace) -> list[str]:
    return [step.label for step in workspace.history.steps[1:]]


@pytest.mark.parametrize(("share", "value"), [(0.0, -4.0), (0.5, 0.0), (0.75, 2.0), (1.0, 4.0)])
def test_a_control_brings_its_slider_to_the_same_share_of_the_track(
    joins: Joins, workspace: Workspace, share: float, value: float
) -> None:
    joins.join(workspace, "z1.1", "osc:/a")
    joins.join(workspace, TRUNCATED, "osc:/b")
    assert joins.move(workspace, {"osc:/a": share, "osc:/b": share, "osc:/c": 0.1}) == []
    assert workspace.value("z1.1") == pytest.approx(value, abs=1e-6)
    assert workspace.document.truncation == -1 + 3 * share
    assert [edit.key for edit in workspace.document.edits] == ["z1.1"][: len(workspace.document.edits)]


def test_all_that_moves_without_a_pause_is_one_step(joins: Joins, clock: Clock, workspace: Workspace) -> None:
    joins.join(workspace, "z1.1", "osc:/a")
    joins.join(workspace, "z1.2", "osc:/b")
    first = workspace.document
    for i in range(1, 20):  # two hands on two knobs
        clock.now += 0.9 * REST
        joins.move(workspace, {"osc:/a" if i % 2 else "osc:/b": i / 20})
    assert len(labels(workspace)) == 1
    assert (workspace.value("z1.1"), workspace.value("z1.2")) == (pytest.approx(3.6), pytest.approx(3.2))
    before = workspace.document
    clock.now += 1.1 * REST
    joins.move(workspace, {"osc:/a": 0.25})
    assert labels(workspace)[1:] == ["turn −2.00"]
    workspace.history.undo()
    assert workspace.document == before
    workspace.history.undo()
    assert workspace.document == first


def test_a_mouse_that_moves_meanwhile_leaves_no_step_for_each_movement(joins: Joins, workspace: Workspace) -> None:
    joins.join(workspace, "z1.1", "osc:/a")
    workspace.move("z1.2", 0.1, 7)
    for i in range(1, 100):
        joins.move(workspace, {"osc:/a": 0.5 + i / 200})
        workspace.move("z1.2", i / 50, 7)
    assert len(labels(workspace)) == 3
    assert (workspace.value("z1.1"), workspace.value("z1.2")) == (pytest.approx(3.96), pytest.approx(1.98))


def test_what_is_done_in_between_stays_a_step_of_its_own(joins: Joins, workspace: Workspace) -> None:
    joins.join(workspace, "z1.1", "osc:/a")
    joins.move(workspace, {"osc:/a": 1.0})
    workspace.star("z1.2", True)
    for share in (0.9, 0.8, 0.75):
        joins.move(workspace, {"osc:/a": share})
    assert labels(workspace)[0] == "turn +4.00" and labels(workspace)[2:] == ["turn +2.00"]
    workspace.history.undo()
    joins.move(workspace, {"osc:/a": 0.25})
    assert labels(workspace)[2:] == ["turn −2.00"]
    workspace.history.undo()
    assert workspace.value("z1.1") == 4.0 and workspace.document.starred == ("z1.2",)


def test_a_knob_that_comes_by_where_it_began_joins_no_earlier_step(joins: Joins, workspace: Workspace) -> None:
    joins.join(workspace, "z1.1", "osc:/a")
    workspace.move("z1.2", 1.0, 7)
    for share in (0.75, 0.5, 0.25):
        joins.move(workspace, {"osc:/a": share})
    assert len(labels(workspace)) == 2
    workspace.history.undo()
    assert (workspace.value("z1.1"), workspace.value("z1.2")) == (0.0, 1.0)


def test_several_sliders_ring_once(joins: Joins, workspace: Workspace) -> None:
    for key in ("z1.1", "z1.2", "z1.3"):
        joins.join(workspace, key, "osc:/a")
    rings: list[object] = []
    workspace.rung = rings.append
    joins.move(workspace, {"osc:/a": 0.75})
    assert [workspace.value(key) for key in ("z1.1", "z1.2", "z1.3")] == pytest.approx([2.0] * 3)
    assert len(rings) == 1


def test_a_slider_that_is_not_there_is_said_once_and_moves_no_other(joins: Joins, workspace: Workspace) -> None:
    joins.join(workspace, "sefa:00ff#3", "osc:/a")
    joins.join(workspace, "z1.1", "osc:/a")
    said = joins.move(workspace, {"osc:/a": 0.75})
    assert said == ["This slider is not there any more; find its directions again."]
    assert joins.move(workspace, {"osc:/a": 1.0}) == []
    assert workspace.value("z1.1") == pytest.approx(4.0)


def test_a_slider_of_another_generators_layout_is_said_and_not_a_fault(joins: Joins, workspace: Workspace) -> None:
    joins.join(workspace, "z9.77", "osc:/a")
    said = joins.move(workspace, {"osc:/a": 0.75})
    assert len(said) == 1 and said[0].endswith(".")


def test_each_slider_has_one_control_and_each_generator_its_own(desk: Desk, joins: Joins, workspace: Workspace) -> None:
    joins.join(workspace, "z1.1", "osc:/a")
    joins.join(workspace, "z1.1", midi(1, 7))
    assert joins.of(workspace) == {"z1.1": "midi:1/7"}
    desk.open(info("other", "b" * 64))
    other = desk.controller.workspace
    assert other is not None and other is not workspace and joins.of(other) == {}
    joins.join(other, "z1.2", "osc:/a")
    joins.remove(other, "z1.2")
    joins.remove(other, "z1.2")
    assert joins.of(workspace) == {"z1.1": "midi:1/7"} and joins.of(other) == {}


def test_what_settings_say_that_is_no_control_is_passed_over(joins: Joins, workspace: Workspace) -> None:
    odd = ["", "osc:", "osc:a", "osc:/a#1", "osc:/a#99", "osc:/a#x", "osc:/\x1b", "midi:0/1", "midi:17/1", "midi:1/128",
           "midi:1/", "midi:1/wheel", "mouse:1", "osc:/" + "a" * 300]  # fmt: skip
    assert not any(known(text) for text in odd)
    joins._settings.joined[workspace.info.ref.sha256] = {f"z1.{i}": text for i, text in enumerate(odd)}
    assert joins.of(workspace) == {}
    good = [osc("/a"), osc("/a", 2), osc("/a", 16), midi(16, 127), midi(1, 0), midi(10, 100), midi(2, None)]
    assert all(known(text) for text in good)
    assert words(osc("/a", 2)) == "OSC /a, number 2" and words(midi(2, None)) == "MIDI pitch wheel, channel 2"
    assert words(midi(16, 127)) == "MIDI control 127, channel 16"


def test_the_marked_middle_of_a_knob_and_of_a_wheel_is_exactly_the_middle() -> None:
    assert [share_of_control(value) for value in (0, 64, 127)] == [0.0, 0.5, 1.0]
    assert [share_of_bend(pitch) for pitch in (-8192, 0, 8191)] == [0.0, 0.5, 1.0]
    shares = [share_of_control(value) for value in range(128)]
    assert shares == sorted(set(shares))


def test_truncation_leaves_a_face_that_comes_from_a_photo_alone(joins: Joins, workspace: Workspace) -> None:
    joins.join(workspace, TRUNCATED, "osc:/a")
    slots = tuple((slot.name, "0" * 16) for slot in workspace.info.layout.latent)
    held = workspace.history.document
    object.__setattr__(held, "held", slots)  # a document is frozen; this one is of this test alone
    assert joins.move(workspace, {"osc:/a": 0.0}) == []
    assert workspace.document.truncation == 1.0
