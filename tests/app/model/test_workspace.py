"""Every action of a person on a document, without a window and without an engine."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.model.workspace import Workspace
from app.window.states import edit_rows, history_rows, slider_groups
from engine.document.arrays import ArrayStore
from engine.document.asked.offers import GeneratorInfo
from engine.document.composing import base_code, final_code
from engine.document.directions import DirectionSet
from engine.document.document import Document, GeneratorRef
from tests.direction_sets import a_set
from tests.fakes import LinearGenerator

OWN = ("z1.1", "z1.2", "z1.3", "z2.1", "z2.2")


def own_set(layout_dimension: int) -> DirectionSet:
    return a_set(np.eye(layout_dimension, dtype=np.float32)[4:9], OWN, method="eigengan", title="EigenGAN layers",
                 slider=OWN, effect=(0.5, 0.25, 0.1, 0.4, 0.2))  # fmt: skip


def found_set(dimension: int) -> DirectionSet:
    vectors = np.eye(dimension, dtype=np.float32)[:2]
    return a_set(vectors, ("first", "second"), sigma=(2.0, 0.5), spectrum=(0.7, 0.3), method="ganspace",
                 title="GANSpace")  # fmt: skip


@pytest.fixture
def workspace() -> Workspace:
    generator = LinearGenerator()
    ref = GeneratorRef("linear", "nowhere", generator.sha256)
    info = GeneratorInfo(ref, "linear", "Linear", generator.layout, 16, 9, ("z1", "z2"), {"z1.1": "turn"}, {})
    made = Workspace(info, Document(ref), ArrayStore())
    made.face.base = np.linspace(-1, 1, 9).astype(np.float32)
    made.catalogue.add(own_set(9))
    return made


def code(workspace: Workspace) -> np.ndarray:
    return final_code(workspace.document, workspace.face.base, workspace.info.layout, workspace.arrays)


def test_a_slider_shows_the_coordinate_and_the_edit_stores_the_offset(workspace: Workspace) -> None:
    assert workspace.value("z1.2") == pytest.approx(workspace.face.base[5])
    assert workspace.move("z1.2", 2.0)
    edit = workspace.document.edit("z1.2")
    assert (
        edit is not None and edit.strength == pytest.approx(2.0 - workspace.face.base[5]) and edit.origin == "layer 1"
    )
    assert workspace.value("z1.2") == pytest.approx(2.0)
    assert code(workspace)[5] == pytest.approx(2.0)
    assert workspace.reset("z1.2") and workspace.document.edits == ()
    assert not workspace.reset("z1.2")


def test_one_gesture_is_one_step(workspace: Workspace) -> None:
    for value in (0.5, 0.75, 1.0):
        workspace.move("z1.1", value, gesture=7)
    workspace.move("z1.1", 2.0, gesture=8)
    assert [row.label for row in history_rows(workspace)] == ["Opened", "turn +1.00", "turn +2.00"]
    workspace.history.undo()
    assert workspace.value("z1.1") == pytest.approx(1.0)


def test_a_found_direction_moves_by_its_own_sigma(workspace: Workspace) -> None:
    directions = found_set(9)
    workspace.catalogue.add(directions)
    assert workspace.catalogue.shown == directions.key and workspace.home(directions.slider(0)) == 0.0
    workspace.move(directions.slider(0), 1.5)
    assert code(workspace) - workspace.face.base == pytest.approx(np.eye(9)[0] * 3.0, abs=1e-6)
    (group,) = slider_groups(workspace)
    assert [(s.name, s.value) for s in group.sliders] == [("first", 1.5), ("second", 0.0)]
    assert edit_rows(workspace)[0].origin == "GANSpace"
    with pytest.raises(ValueError, match="find its directions again"):
        workspace.move("lost:1#1", 1.0)


def test_names_come_from_the_person_then_the_generator_then_the_method(workspace: Workspace) -> None:
    directions = found_set(9)
    workspace.catalogue.add(directions)
    key = directions.slider(1)
    workspace.move(key, 1.0)
    assert (workspace.name("z1.1"), workspace.name("z1.2"), workspace.name(key)) == ("turn", "z1.2", "second")
    workspace.rename(key, "  glow ")
    assert workspace.name(key) == "glow" and workspace.document.edit(key).name == "glow"  # type: ignore[union-attr]
    workspace.rename(key, "")
    assert workspace.name(key) == "second" and workspace.document.edit(key).name == "second"  # type: ignore[union-attr]
    workspace.star("z1.1", True)
    assert workspace.document.starred == ("z1.1",)


def test_groups_are_the_layers_coarse_to_fine(workspace: Workspace) -> None:
    groups = slider_groups(workspace)
    assert [(g.key, g.title) for g in groups] == [("z1", "Layer 1 · coarse"), ("z2", "Layer 2 · fine")]
    assert [s.key for g in groups for s in g.sliders] == list(OWN)
    assert groups[0].sliders[0].effect == 0.5 and groups[0].hint == "4 × 4"


def test_solo_counts_one_group_only_and_mute_one_edit_not(workspace: Workspace) -> None:
    workspace.move("z1.1", 1.0)
    workspace.move("z2.1", 2.0)
    both = code(workspace)
    workspace.solo("z2", True)
    assert code(workspace)[4] == workspace.face.base[4] and code(workspace)[7] == pytest.approx(2.0)
    workspace.solo("z2", False)
    assert np.array_equal(code(workspace), both)
    workspace.mute("z2.1", True)
    assert code(workspace)[7] == workspace.face.base[7] and len(workspace.document.edits) == 2
    assert workspace.reorder(("z2.1", "z1.1")) and [e.key for e in workspace.document.edits] == ["z2.1", "z1.1"]
    assert not workspace.reorder(("z2.1",))
    workspace.remove("z2.1")
    assert [e.key for e in workspace.document.edits] == ["z1.1"]
    workspace.reset_group("z1")
    assert workspace.document.edits == ()


def test_a_locked_layer_keeps_its_numbers_when_a_new_seed_comes(workspace: Workspace) -> None:
    workspace.move("z1.1", 3.0)
    workspace.move("z2.1", 3.0)
    workspace.lock("z1", True)
    assert not workspace.randomise("z1", 1)
    before = code(workspace)
    workspace.face.set_seed(5, keep_edits=False)
    assert [e.key for e in workspace.document.edits] == ["z1.1"]
    other = np.full(9, 0.25, np.float32)
    layout = workspace.info.layout
    workspace.face.base = base_code(workspace.document, other, np.zeros(9, np.float32), layout, workspace.arrays)
    assert code(workspace)[4:7] == pytest.approx(before[4:7]) and code(workspace)[7] == 0.25
    picture = code(workspace)
    workspace.lock("z1", False)
    assert np.array_equal(code(workspace), picture)  # unlocking changes no picture


def test_randomise_is_a_draw_that_can_be_had_again(workspace: Workspace) -> None:
    workspace.randomise("z1", 42)
    first = code(workspace)
    workspace.reset_all()
    workspace.randomise("z1", 42)
    assert np.array_equal(code(workspace), first)
    draw = np.random.default_rng(42).standard_normal(3)
    assert first[4:7] == pytest.approx(draw, abs=1e-5) and np.array_equal(first[7:], workspace.face.base[7:])


def test_seeds_go_back_and_forward(workspace: Workspace) -> None:
    for seed in (11, 22):
        workspace.face.set_seed(seed, keep_edits=True)
    assert workspace.face.step_seed(-1, keep_edits=True) and workspace.document.seed == 11
    assert workspace.face.step_seed(-1, keep_edits=True) and workspace.document.seed == 0
    assert not workspace.face.step_seed(-1, keep_edits=True)
    assert workspace.face.step_seed(1, keep_edits=True) and workspace.document.seed == 11
    workspace.face.set_seed(33, keep_edits=True)
    assert workspace.face.visited == [0, 11, 33] and not workspace.face.step_seed(1, keep_edits=True)
    workspace.face.set_truncation(0.5, 3)
    workspace.face.set_truncation(0.4, 3)
    assert workspace.history.steps[-1].label == "Truncation 0.40" and workspace.document.truncation == 0.4


def test_a_track_is_offsets_from_the_seed(workspace: Workspace) -> None:
    track = workspace.track("z1.1", (-1.0, 0.0, 2.0))
    assert track.offsets == pytest.approx(np.array([-1.0, 0.0, 2.0]) - workspace.face.base[4])
    assert (track.edit.vector, track.edit.sigma) == ("", 1.0)


def slanted_set() -> DirectionSet:
    """Two directions that share a part: cosine 0.6."""
    vectors = np.zeros((2, 9), np.float32)
    vectors[0, 0] = 1.0
    vectors[1, :2] = 0.6, 0.8
    return a_set(vectors, ("a", "b"), sigma=(1.0, 2.0), origin=(0.25, -0.5))


def test_what_is_held_fixed_is_left_alone_by_all_others(workspace: Workspace) -> None:
    directions = slanted_set()
    workspace.catalogue.add(directions)
    a, b = directions.slider(0), directions.slider(1)
    workspace.move(b, 1.0)
    assert code(workspace)[:2] - workspace.face.base[:2] == pytest.approx([1.2, 1.6])
    assert workspace.hold(a, True)
    assert code(workspace)[:2] - workspace.face.base[:2] == pytest.approx([0.0, 2.0]), (
        "the edit there was is aimed anew"
    )
    workspace.move(b, 2.0)
    assert code(workspace)[:2] - workspace.face.base[:2] == pytest.approx([0.0, 4.0])
    workspace.move(a, 1.0)  # the held one still moves when a person moves it
    assert code(workspace)[0] - workspace.face.base[0] == pytest.approx(1.0)
    assert workspace.hold(a, False)
    assert code(workspace)[:2] - workspace.face.base[:2] == pytest.approx([1.0 + 2.4, 3.2])
    workspace.history.undo()
    assert workspace.document.holds(a) and len(workspace.document.fixed) == 1


def test_a_layers_slider_is_held_off_too(workspace: Workspace) -> None:
    """Own sliders are single numbers; with a held direction across two of them they become slanted."""
    vectors = np.zeros((1, 9), np.float32)
    vectors[0, 4:6] = 0.6, 0.8
    directions = a_set(vectors, ("c",))
    workspace.catalogue.add(directions)
    workspace.hold(directions.slider(0), True)
    workspace.move("z1.1", float(workspace.face.base[4]) + 1.0)
    step = code(workspace) - workspace.face.base
    assert step @ vectors[0] == pytest.approx(0.0, abs=1e-6)
    assert step[4] > 0 and np.linalg.norm(step) == pytest.approx(1)
    workspace.move("z2.1", float(workspace.face.base[7]) + 1.0)  # not touched by it: stays a plain number
    assert workspace.document.edit("z2.1").vector == ""  # type: ignore[union-attr]


def test_what_is_held_stays_also_where_only_some_layers_move(workspace: Workspace) -> None:
    """Over the whole code the two are orthogonal already; within the second layer they are not."""
    workspace.info = replace(workspace.info, latents=3)
    vectors = np.zeros((2, 9), np.float32)
    vectors[0, [0, 4]] = 0.6, 0.8  # held: half in the first layer, half in the second
    vectors[1, [0, 4, 5]] = -0.64, 0.48, 0.6
    assert vectors[0] @ vectors[1] == pytest.approx(0, abs=1e-6)
    directions = a_set(vectors, ("c", "d"))
    workspace.catalogue.add(directions)
    held, moved = directions.slider(0), directions.slider(1)
    workspace.hold(held, True)
    workspace.move(moved, 1.0)
    assert code(workspace) - workspace.face.base == pytest.approx(vectors[1], abs=1e-6)
    workspace.set_range(moved, 2, 2)
    step = code(workspace) - workspace.face.base
    assert step @ vectors[0] == pytest.approx(0, abs=1e-6) and step[5] > 0.5 and not step[:4].any()
    workspace.set_range(moved, 1, 3)
    assert code(workspace) - workspace.face.base == pytest.approx(vectors[1], abs=1e-6)


def test_what_is_held_is_held_also_when_its_set_is_not_at_hand(workspace: Workspace) -> None:
    """After a restart the document is there before its directions are found again."""
    held = slanted_set()
    workspace.catalogue.add(held)
    workspace.hold(held.slider(0), True)
    again = Workspace(workspace.info, workspace.document, workspace.arrays)
    again.face.base = workspace.face.base
    other = a_set(held.vectors[1:], ("b",), sigma=held.sigma[1:], method="ganspace")
    again.catalogue.add(other)
    again.move(other.slider(0), 1.0)
    assert (code(again) - again.face.base) @ held.vectors[0] == pytest.approx(0, abs=1e-6)
    assert again.document.holds(held.slider(0)) and set(again.document.arrays()) <= set(again.arrays._arrays)
    assert again.hold(held.slider(0), False) and again.document.fixed == ()


def test_a_set_that_holds_something_fixed_cannot_be_forgotten(workspace: Workspace) -> None:
    held = slanted_set()
    workspace.catalogue.add(held)
    workspace.hold(held.slider(0), True)
    with pytest.raises(ValueError, match=r"^SeFa holds a direction fixed; release it first\.$"):
        workspace.remove_set(held.key)
    assert held.key in workspace.catalogue.sets


def test_a_direction_of_one_layer_stays_in_it_beside_a_held_one_of_all(workspace: Workspace) -> None:
    workspace.info = replace(workspace.info, latents=3)
    vectors = np.full((2, 9), 1 / 3, np.float32)
    vectors[1] = 0
    vectors[1, 4:7] = 0.8, 0.6, 0.0
    directions = a_set(vectors, ("all", "one"))
    workspace.catalogue.add(directions)
    key = directions.slider(1)
    assert workspace.layers_of(key) == (2, 2) and workspace.layers_of(directions.slider(0)) == (0, 0)
    workspace.hold(directions.slider(0), True)
    workspace.move(key, 1.0)
    step = code(workspace) - workspace.face.base
    assert step @ vectors[0] == pytest.approx(0, abs=1e-6) and not step[:4].any() and not step[7:].any()
    with pytest.raises(ValueError, match=r"^one was found in layer 2 and moves no other\.$"):
        workspace.set_range(key, 3, 3)


def test_nothing_left_beside_what_is_held_is_refused_and_nothing_changes(workspace: Workspace) -> None:
    directions = slanted_set()
    workspace.catalogue.add(directions)
    a, b = directions.slider(0), directions.slider(1)
    workspace.move(b, 1.0)
    twin = a_set(directions.vectors[1:], ("b again",), method="ganspace", title="GANSpace")
    workspace.catalogue.add(twin)
    before = workspace.document
    with pytest.raises(ValueError, match=r"^Nothing of b is left beside what is held fixed\. Release some\.$"):
        workspace.hold(twin.slider(0), True)
    assert workspace.document == before
    workspace.hold(a, True)
    assert workspace.document.holds(a) and len(workspace.document.fixed) == 1


def test_a_direction_may_move_some_layers_only(workspace: Workspace) -> None:
    workspace.info = replace(workspace.info, latents=3)
    vectors = np.full((1, 9), 1 / 3, np.float32)
    directions = a_set(vectors, ("all",), sigma=(3.0,), method="ganspace", title="GANSpace")
    workspace.catalogue.add(directions)
    key = directions.slider(0)
    workspace.move(key, 1.0)
    assert code(workspace) - workspace.face.base == pytest.approx(np.ones(9))
    assert workspace.set_range(key, 2, 2)
    assert code(workspace) - workspace.face.base == pytest.approx([0] * 4 + [1] * 3 + [0] * 2)
    workspace.reset(key)
    workspace.move(key, 2.0)
    assert code(workspace) - workspace.face.base == pytest.approx([0] * 4 + [2] * 3 + [0] * 2), (
        "the range is remembered"
    )
    assert workspace.track(key, (1.0,)).edit.first == 2
    assert workspace.set_range(key, 3, 1)  # the other way round: all of them
    assert workspace.document.ranges == () and code(workspace) - workspace.face.base == pytest.approx(np.full(9, 2.0))


def test_absolute_sliders_show_the_place_from_the_origin_of_the_set(workspace: Workspace) -> None:
    directions = slanted_set()
    workspace.catalogue.add(directions)
    b = directions.slider(1)
    place = float(workspace.face.base @ directions.vectors[1]) / 2.0 + 0.5
    assert workspace.value(b) == 0
    workspace.catalogue.show_absolute(directions.key, True)
    assert workspace.value(b) == workspace.home(b) == pytest.approx(place)
    workspace.move(b, 0.0)  # onto the origin: the boundary, or the mean
    assert code(workspace) @ directions.vectors[1] / 2.0 == pytest.approx(-0.5)
    assert workspace.track(b, (0.0, 1.0)).offsets == pytest.approx((-place, 1.0 - place))
    workspace.catalogue.show_absolute(directions.key, False)
    assert workspace.value(b) == pytest.approx(-place)


def test_several_sets_of_one_method_stand_side_by_side_and_can_be_forgotten(workspace: Workspace) -> None:
    first = slanted_set()
    vectors = first.vectors[::-1].copy()
    second = a_set(vectors, ("a", "b"), sigma=first.sigma, origin=(0.25, -0.5))
    workspace.catalogue.add(first)
    workspace.catalogue.add(second)
    assert workspace.catalogue.latest("sefa") == second.key == workspace.catalogue.shown and first.key != second.key
    workspace.move(second.slider(0), 1.0)
    workspace.catalogue.compare(second.slider(0), True)
    workspace.catalogue.compare(first.slider(1), True)
    workspace.remove_set(second.key)
    assert workspace.catalogue.latest("sefa") == first.key and workspace.catalogue.compared == [first.slider(1)]
    assert workspace.catalogue.shown in workspace.catalogue.sets
    assert edit_rows(workspace)[0].name == "a", "what was made with it stays"
    workspace.hold(first.slider(0), True)  # and is left as it is where its direction is gone
    assert len(workspace.document.edits) == 1


def test_a_measured_direction_is_called_by_what_it_moves(workspace: Workspace) -> None:
    plain = slanted_set()
    moves = (replace(plain[0], attribute="yaw +", purity=0.62), replace(plain[1], attribute="", purity=0.0))
    named = replace(plain, directions=moves)
    workspace.catalogue.add(named)
    assert [workspace.name(named.slider(i)) for i in (0, 1)] == ["turn right", "b"]
    workspace.rename(named.slider(0), "turn")
    assert workspace.name(named.slider(0)) == "turn"


def curved_set() -> DirectionSet:
    """One direction along eps.1 that bends into eps.2."""
    path = np.zeros((1, 5, 9), np.float32)
    path[0, :, 0] = np.arange(-2, 3)
    path[0, :, 1] = np.square(np.arange(-2, 3)) * 0.5
    path += 7  # codes, wherever the face was
    return a_set(np.eye(9, dtype=np.float32)[:1], ("bow",), method="reds", title="REDs", path=path, reach=2.0)


def test_a_curved_direction_is_a_slider_like_any_other(workspace: Workspace) -> None:
    workspace.catalogue.add(curved_set())
    key = curved_set().slider(0)
    workspace.move(key, 1.5)
    assert code(workspace)[:2] - workspace.face.base[:2] == pytest.approx([1.5, 1.25])
    workspace.move(key, -2.0)
    assert code(workspace)[:2] - workspace.face.base[:2] == pytest.approx([-2, 2])
    track = workspace.track(key, (-1.0, 0.0, 1.0))
    assert track.edit.reach == 2.0 and track.offsets == (-1.0, 0.0, 1.0)


def test_what_is_held_is_taken_out_of_every_point_of_a_curve(workspace: Workspace) -> None:
    workspace.catalogue.add(curved_set())
    up = np.eye(9, dtype=np.float32)[1:2]
    across = a_set(up, ("up",))
    workspace.catalogue.add(across)
    workspace.hold(across.slider(0), True)
    workspace.move(curved_set().slider(0), 1.5)
    assert code(workspace)[:2] - workspace.face.base[:2] == pytest.approx([1.5, 0])
