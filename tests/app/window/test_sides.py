"""A and B in the real window: set, flipped between as one step, compared by the line, gone with another generator."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from tests.app.opened import Opened
from tests.app.window.test_compare import compared, press

SLIDER = "z1.1"


def two_faces(opened: Opened) -> tuple[np.ndarray, np.ndarray]:
    """Seed 3 is set as A, and seed 4 with a slider moved as B -> their pictures."""
    opened.workspace.face.set_seed(3, keep_edits=False)
    opened.rest()
    a = opened.pixels()
    press(opened, "set_a")
    opened.workspace.face.set_seed(4, keep_edits=False)
    opened.workspace.move(SLIDER, 2.0, 1)
    opened.rest()
    press(opened, "set_b")
    return a, opened.pixels()


def mark(opened: Opened) -> str:
    return opened.window.canvas._mark


def test_the_key_flips_between_them_to_the_very_pixels_and_the_picture_says_which(window: Opened) -> None:
    a, b = two_faces(window)
    keys = [window.window.acts[name].shortcut().toString() for name in ("set_a", "set_b", "flip")]
    assert keys == ["Shift+A", "Shift+B", "A"] and mark(window) == "B"
    press(window, "flip")
    assert np.array_equal(window.pixels(), a) and mark(window) == "A"
    press(window, "flip")
    assert np.array_equal(window.pixels(), b) and mark(window) == "B"
    window.workspace.move(SLIDER, 2.5, 2)
    window.rest()
    assert mark(window) == ""
    press(window, "flip")
    assert np.array_equal(window.pixels(), a)


def test_flipping_is_one_step_and_none_where_it_ends_as_it_began(window: Opened) -> None:
    a, b = two_faces(window)
    steps = len(window.workspace.history.steps)
    for _ in range(3):
        press(window, "flip")
    assert len(window.workspace.history.steps) == steps + 1 and np.array_equal(window.pixels(), a)
    press(window, "flip")
    assert len(window.workspace.history.steps) == steps and np.array_equal(window.pixels(), b)
    press(window, "flip")
    window.controller.undo()
    window.rest()
    assert np.array_equal(window.pixels(), b)


def test_the_line_has_a_on_its_left_or_b_where_a_is_in_front(window: Opened) -> None:
    a, b = two_faces(window)
    press(window, "wipe")
    assert np.array_equal(compared(window), a) and window.window.canvas._words == ("A", "B")
    window.workspace.move(SLIDER, 3.0, 3)
    window.rest()
    assert np.array_equal(compared(window), a) and window.window.canvas._words == ("A", "now")
    press(window, "flip")
    assert np.array_equal(compared(window), b) and window.window.canvas._words == ("B", "A")
    window.window.canvas.hold_compare(held=True)
    window.rest()
    window.window.canvas.hold_compare(held=False)
    assert np.array_equal(compared(window), b), "the picture without edits is not that of B"


def test_setting_a_while_comparing_shows_it_at_once(window: Opened) -> None:
    press(window, "wipe")
    before = window.pixels()
    press(window, "set_a")
    window.workspace.face.set_seed(31, keep_edits=False)
    window.rest()
    assert np.array_equal(compared(window), before) and window.window.canvas._words == ("A", "now")


def test_another_generator_clears_both_and_a_recipe_of_the_same_does_not(window: Opened, dcgan_file: Path) -> None:
    two_faces(window)
    recipe = window.controller.saving.recipe()
    assert recipe is not None
    window.controller.opening.recipe(recipe)
    window.rest()
    assert mark(window) == "B"
    first = window.workspace
    window.controller.opening.generator(str(dcgan_file))
    window.wait(lambda: window.workspace.info.resolution == 16)
    window.rest()
    assert mark(window) == "" and not first.sides
    press(window, "flip")
    assert window.said("Set this picture as A and another as B first")


def test_their_arrays_stay_while_they_are_set(window: Opened) -> None:
    window.workspace.lock("z1", True)
    window.workspace.face.set_seed(6, keep_edits=False)
    press(window, "set_a")
    named = set(window.document.arrays())
    for _ in range(2):
        window.controller.undo()
    window.workspace.face.set_seed(5, keep_edits=False)  # no step names them any more
    assert named and named <= window.workspace.arrays_named()
    window.controller.tidy()
    a = window.workspace.sides["a"]
    press(window, "flip")
    assert window.document == a and window.pixels().any()
