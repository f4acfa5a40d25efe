"""From a workspace to the plain values that the widgets show."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.model.workspace import Workspace
from app.window.states import direction_shelves, edit_rows, history_rows, slider_groups
from engine.document.arrays import ArrayStore
from engine.document.asked.offers import GeneratorInfo, MethodOffer
from engine.document.code import Layout, Slot
from engine.document.directions import DirectionSet
from engine.document.document import Document, GeneratorRef
from tests.direction_sets import a_set

LAYOUT = Layout((Slot("eps", 2, 4), Slot("z1", 2, 4), Slot("z2", 2, 8), Slot("z3", 1, 16)))
OWN = ("z1.1", "z1.2", "z2.1", "z2.2", "z3.1")
METHODS = (
    MethodOffer("eigengan", "EigenGAN layers", "He 2021"),
    MethodOffer("magic", "Magic", "Nobody 1999", "It needs a wand."),
)


@pytest.fixture
def workspace() -> Workspace:
    ref = GeneratorRef("small", "/small.pt", "a" * 64)
    names, hints = {"z1.1": "turn", "z2.1": "smile"}, {"z1.1": "head to the left"}
    info = GeneratorInfo(ref, "eigengan", "EigenGAN", LAYOUT, 32, 9, ("z1", "z2", "z3"), names, hints, methods=METHODS)
    made = Workspace(info, Document(ref), ArrayStore())
    made.face.base = np.array([9, 9, 0.5, -0.25, 1.0, 0.0, 2.0], np.float32)
    made.catalogue.add(
        a_set(np.eye(7, dtype=np.float32)[2:], OWN, method="eigengan", title="EigenGAN layers", generator="a" * 64,
              slider=OWN, effect=(0.3, 0.2, 0.1, 0.05, 0.4))
    )  # fmt: skip
    return made


def found() -> DirectionSet:
    return a_set(np.eye(7, dtype=np.float32)[:2], ("first", "second"), sigma=(2.0, 0.5), spectrum=(0.7, 0.3),
                 method="ganspace", title="GANSpace", generator="a" * 64,
                 said=("components of the codes",))  # fmt: skip


def test_before_any_directions_there_are_no_groups(workspace: Workspace) -> None:
    workspace.catalogue.sets.clear()
    assert slider_groups(workspace) == ()


def test_layers_are_groups_coarse_to_fine_with_the_seeds_own_values(workspace: Workspace) -> None:
    groups = slider_groups(workspace)
    assert [group.key for group in groups] == ["z1", "z2", "z3"]
    assert [word for group in groups for word in ("coarse", "middle", "fine") if word in group.title] == [
        "coarse", "middle", "fine",
    ]  # fmt: skip
    sliders = {s.key: s for group in groups for s in group.sliders}
    assert tuple(sliders) == OWN
    assert {key: s.value for key, s in sliders.items()} == {
        "z1.1": 0.5, "z1.2": -0.25, "z2.1": 1.0, "z2.2": 0.0, "z3.1": 2.0,
    }  # fmt: skip
    assert [s.effect for s in sliders.values()] == pytest.approx([0.3, 0.2, 0.1, 0.05, 0.4])
    assert sliders["z1.1"].name == "turn" and sliders["z1.2"].name == "z1.2"
    assert sliders["z1.1"].hint == "z1.1 · head to the left"
    assert not any(s.changed for s in sliders.values())


def test_a_moved_slider_shows_where_it_is_and_where_home_is(workspace: Workspace) -> None:
    workspace.move("z2.1", -1.5)
    state = slider_groups(workspace)[1].sliders[0]
    assert (state.value, state.home, state.changed) == (pytest.approx(-1.5), 1.0, True)
    (row,) = edit_rows(workspace)
    assert (row.key, row.name, row.muted) == ("z2.1", "smile", False)
    assert (row.value, row.home) == (pytest.approx(-1.5), 1.0)  # as the slider and the history say it
    assert "2" in row.origin and not state.muted
    workspace.mute("z2.1", True)
    assert slider_groups(workspace)[1].sliders[0].muted and not slider_groups(workspace)[0].sliders[0].muted


def test_solo_lock_and_stars_are_shown(workspace: Workspace) -> None:
    workspace.solo("z2", True)
    workspace.lock("z3", True)
    workspace.star("z1.2", True)
    groups = slider_groups(workspace)
    assert [group.solo for group in groups] == [False, True, False]
    assert [group.locked for group in groups] == [False, False, True]
    assert [s.key for group in groups for s in group.sliders if s.starred] == ["z1.2"]


def test_a_found_set_is_one_group_and_the_layers_can_be_shown_again(workspace: Workspace) -> None:
    workspace.catalogue.add(found())
    (group,) = slider_groups(workspace)
    assert (group.key, group.title, group.hint) == (found().key, "GANSpace", "")
    assert group.told == "components of the codes", "how it was found is in the tip"
    assert [(s.name, s.value, s.home) for s in group.sliders] == [("first", 0, 0), ("second", 0, 0)]
    workspace.move(group.sliders[1].key, 1.5)
    assert slider_groups(workspace)[0].sliders[1].value == 1.5
    workspace.catalogue.shown = workspace.catalogue.latest("eigengan")
    assert len(slider_groups(workspace)) == 3
    assert [row.name for row in edit_rows(workspace)] == ["second"]


def test_the_shelf_tells_what_is_known_of_a_set_and_its_cards(workspace: Workspace) -> None:
    workspace.catalogue.add(found())
    own, shelf = direction_shelves(workspace)
    assert (own.title, own.spectrum, own.deletable) == ("EigenGAN layers", (), False)
    assert own.subtitle == "what training itself put into each layer, coarse to fine" and own.tip == ""
    assert (shelf.title, shelf.subtitle, shelf.deletable) == ("GANSpace", "components of the codes", True)
    assert shelf.spectrum == (0.7, 0.3) and not shelf.can_be_absolute and not own.can_be_absolute
    first = shelf.cards[0]
    assert (first.share, first.attribute, first.purity, first.basis) == (0.7, "", 0.0, None)
    measured = (replace(found()[0], attribute="yaw +", purity=0.5, origin=1.0),
                replace(found()[1], attribute="", purity=0.0, origin=0.0))  # fmt: skip
    workspace.catalogue.renew(replace(found(), directions=measured), found().key)
    shelf = direction_shelves(workspace)[1]
    assert [(card.name, card.attribute, card.purity) for card in shelf.cards] == [
        ("turn right", "turn right", 0.5), ("second", "", 0.0),
    ]  # fmt: skip
    assert shelf.can_be_absolute
    named, unnamed = slider_groups(workspace)[0].sliders
    assert (named.name, named.purity, unnamed.purity) == ("turn right", 0.5, 0.0)
    assert named.hint.endswith("50 % of its change is yaw")


def test_an_edit_whose_directions_are_not_found_again_keeps_its_name(workspace: Workspace) -> None:
    workspace.catalogue.add(found())
    workspace.move(found().slider(1), 1.5)
    workspace.catalogue.sets.clear()
    assert [row.name for row in edit_rows(workspace)] == ["second"]


def test_edits_are_rows_in_stack_order(workspace: Workspace) -> None:
    for key in ("z3.1", "z1.1", "z2.1"):
        workspace.move(key, 3.0)
    workspace.mute("z1.1", True)
    assert [(row.key, row.muted) for row in edit_rows(workspace)] == [("z3.1", False), ("z1.1", True), ("z2.1", False)]


def test_the_history_says_what_was_done_and_where_one_is(workspace: Workspace) -> None:
    workspace.move("z1.1", 2.0)
    workspace.face.set_seed(8, keep_edits=True)
    workspace.history.undo()
    rows = history_rows(workspace)
    assert [row.current for row in rows] == [False, True, False]
    assert "turn" in rows[1].label and "8" in rows[2].label


def test_a_person_s_own_name_is_shown_everywhere(workspace: Workspace) -> None:
    workspace.move("z1.1", 2.0)
    workspace.rename("z1.1", "left and right")
    assert slider_groups(workspace)[0].sliders[0].name == "left and right"
    assert edit_rows(workspace)[0].name == "left and right"
    workspace.history.push(replace(workspace.document, names=()), "Restored")
    assert slider_groups(workspace)[0].sliders[0].name == "turn"


def test_sliders_of_a_painted_region_are_explained_without_numbers_which_the_tip_has(workspace: Workspace) -> None:
    offer = MethodOffer("reds", "REDs", "Balakrishnan 2022", needs_region=True)
    workspace.info = replace(workspace.info, methods=(offer,))
    local = replace(found(), provenance=replace(found().provenance, method="reds", title="REDs"))
    workspace.catalogue.add(local)
    shelf = direction_shelves(workspace)[-1]
    assert shelf.subtitle == "for this face, and for what is painted on it" and shelf.tip == "components of the codes"
