"""Undo and redo: one gesture is one step."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.document.document import Document, GeneratorRef
from engine.document.history import LIMIT, History
from engine.document.saved.kept_sets import KeptSet
from tests.direction_sets import a_set

START = Document(GeneratorRef("g", "", "a" * 64))


def at(seed: int) -> Document:
    return replace(START, seed=seed)


def seeds(history: History) -> list[int]:
    return [step.document.seed for step in history.steps]


def test_undo_and_redo_walk_the_steps_and_stop_at_the_ends() -> None:
    history = History(at(0))
    assert not history.can_undo and not history.can_redo
    assert all(history.push(at(seed), f"Seed {seed}") for seed in (1, 2))
    assert history.undo() == at(1) and history.undo() == at(0) and history.undo() == at(0)
    assert not history.can_undo and history.can_redo
    assert history.redo() == at(1) and history.redo() == at(2) and history.redo() == at(2)
    assert [step.label for step in history.steps] == ["Opened", "Seed 1", "Seed 2"]


def test_a_new_step_drops_what_was_undone() -> None:
    history = History(at(0))
    for seed in (1, 2, 3):
        history.push(at(seed), "")
    history.jump(1)
    history.push(at(9), "")
    assert seeds(history) == [0, 1, 9] and history.index == 2 and not history.can_redo


def test_what_changes_nothing_is_no_step_and_keeps_redo() -> None:
    history = History(at(0))
    history.push(at(1), "")
    history.undo()
    assert not history.push(at(0), "again", gesture=4)
    assert history.can_redo and seeds(history) == [0, 1]


def test_one_gesture_is_one_step() -> None:
    history = History(at(0))
    for seed in range(1, 30):
        assert history.push(at(seed), f"turn {seed}", gesture=7)
    for seed in range(30, 40):
        history.push(at(seed), "light", gesture=8)
    history.push(at(50), "dice")
    history.push(at(51), "dice")
    assert seeds(history) == [0, 29, 39, 50, 51]
    assert [step.label for step in history.steps][1] == "turn 29"
    assert history.jump(1) == at(29) and history.undo() == at(0)


def test_a_gesture_that_goes_on_after_an_undo_starts_from_there() -> None:
    history = History(at(0))
    history.push(at(1), "", gesture=7)
    history.push(at(2), "", gesture=8)
    history.undo()
    history.push(at(3), "", gesture=8)
    assert seeds(history) == [0, 1, 3]
    history.undo()
    history.undo()
    history.push(at(4), "", gesture=8)  # never merged into "as opened"
    assert seeds(history) == [0, 4]


def test_a_gesture_that_ends_where_it_began_leaves_no_step() -> None:
    history = History(at(0))
    history.push(at(1), "seed")
    for seed in (2, 3, 1):
        history.push(at(seed), "drag", gesture=7)
    assert seeds(history) == [0, 1] and history.index == 1 and history.document == at(1)
    history.push(at(5), "drag", gesture=7)
    assert seeds(history) == [0, 1, 5] and history.undo() == at(1)


def test_a_jump_out_of_range_stops_at_the_ends() -> None:
    history = History(at(0))
    for seed in (1, 2):
        history.push(at(seed), "")
    assert history.jump(-4) == at(0) and history.jump(1) == at(1) and history.jump(99) == at(2)


def test_the_oldest_steps_go_but_never_the_first() -> None:
    history = History(at(0))
    for seed in range(1, LIMIT + 20):
        history.push(at(seed), "")
    assert len(history.steps) == LIMIT and history.index == LIMIT - 1
    assert seeds(history)[:2] == [0, 21] and history.document == at(LIMIT + 19)
    assert history.jump(0) == at(0)


def test_a_step_of_other_sliders_is_one_although_no_number_changed() -> None:
    sets = [KeptSet("a" * 64, a_set(np.eye(4, dtype=np.float32)[i : i + 1], (f"s{i}",))) for i in range(3)]
    history, seen = History(START), list[tuple[str, str]]()
    history.turned = lambda out, came: seen.append((out.directions[0].name, came.directions[0].name))
    assert history.push(START, "Hold 2", -1, (sets[0], sets[1])) and history.can_undo
    assert history.push(START, "Hold 1", -1, (sets[1], sets[2])), "the same drag"
    assert [step.label for step in history.steps] == ["Opened", "Hold 1"] and seen == []
    history.undo()
    history.redo()
    assert seen == [("s2", "s0"), ("s0", "s2")]
    assert history.push(START, "Hold 3", -1, (sets[2], sets[0])), "it ended where it began"
    assert [step.label for step in history.steps] == ["Opened"]
