"""A workspace says of each action what it is about, once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from app.model.changes import Change
from app.model.painting import Painting
from app.model.workspace import Workspace
from engine.document.arrays import ArrayStore
from engine.document.asked.offers import GeneratorInfo
from engine.document.document import Document, GeneratorRef
from tests.direction_sets import a_set
from tests.fakes import LinearGenerator

STEP = Change.STEPS


@pytest.fixture
def workspace() -> Workspace:
    generator = LinearGenerator()
    ref = GeneratorRef("linear", "nowhere", generator.sha256)
    info = GeneratorInfo(ref, "linear", "Linear", generator.layout, 16, 9, ("z1", "z2"), {}, {})
    made = Workspace(info, Document(ref), ArrayStore())
    made.catalogue.add(found())
    return made


def found(place: int = 0):  # type: ignore[no-untyped-def]
    return a_set(np.eye(9, dtype=np.float32)[place : place + 2], ("a", "b"), origin=(0.0, 0.0))


def heard(workspace: Workspace, action: Callable[[], object]) -> list[Change]:
    rung: list[Change] = []
    workspace.rung = rung.append
    action()
    return rung


def test_each_action_rings_once_for_what_it_is_about(workspace: Workspace) -> None:
    key, sets = found().slider(0), workspace.catalogue
    mask = np.full((256, 256), 255, np.uint8)
    for action, change in (
        (lambda: workspace.move(key, 1.0), Change.EDITS | STEP),
        (lambda: workspace.star(key, True), Change.NAMES | STEP),
        (lambda: workspace.rename(key, "turn"), Change.NAMES | Change.EDITS | STEP),
        (lambda: workspace.mute(key, True), Change.EDITS | STEP),
        (lambda: workspace.hold(found().slider(1), True), Change.EDITS | STEP),
        (lambda: workspace.face.set_seed(5, keep_edits=True), Change.FACE | STEP),
        (lambda: workspace.face.set_truncation(0.5), Change.FACE | STEP),
        (lambda: Painting(workspace).paint(mask, "Brush"), Change.REGIONS | STEP),
        (lambda: workspace.history.undo(), Change.REGIONS | STEP),
        (lambda: workspace.history.redo(), Change.REGIONS | STEP),
        (lambda: sets.add(found(3)), Change.SETS),
        (lambda: sets.show(found().key), Change.SETS),
        (lambda: sets.compare(key, True), Change.SETS),
        (lambda: sets.show_absolute(found().key, True), Change.SETS),
        (lambda: workspace.remove_set(found(3).key), Change.SETS),
    ):
        assert heard(workspace, action) == [change]


def test_what_changes_nothing_is_not_rung(workspace: Workspace) -> None:
    for action in (
        workspace.reset_all,
        workspace.history.undo,
        workspace.history.redo,
        lambda: workspace.history.jump(7),
        lambda: workspace.face.set_seed(0, keep_edits=True),
        lambda: workspace.catalogue.show(found().key),
        lambda: workspace.catalogue.show("gone"),
    ):
        assert heard(workspace, action) == []


def test_several_at_once_are_one_ring(workspace: Workspace) -> None:
    def several() -> None:
        with workspace.at_once():
            workspace.move(found().slider(0), 1.0)
            workspace.catalogue.add(found(3))

    assert heard(workspace, several) == [Change.EDITS | Change.SETS | STEP]

    def broken() -> None:
        with pytest.raises(ZeroDivisionError), workspace.at_once():
            workspace.move(found().slider(0), 2.0)
            raise ZeroDivisionError

    assert heard(workspace, broken) == [Change.EDITS | STEP], "what has happened is said, whatever came after"


def test_a_slider_of_another_generator_is_not_at_hand(workspace: Workspace) -> None:
    assert workspace.catalogue.row("z9.1") is None and workspace.catalogue.row("gone:1#1") is None
