"""In the window: a face is calmed live and in one step, beside what it was; and sliders show how far they reach."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from app.window.states import slider_groups
from engine.document.composing import held_code
from tests.app.opened import Opened, settle
from widgets.parts.gesture import next_gesture
from widgets.parts.press_slider import HomeSlider


def test_one_drag_is_one_step_and_undone_in_one(window: Opened) -> None:
    bar, before, steps = window.window.taming, window.pixels(), len(window.workspace.history.steps)
    calm = bar.findChildren(HomeSlider)[0]
    QTest.mousePress(calm, Qt.MouseButton.LeftButton, pos=QPoint(calm.width() // 2, calm.height() // 2))
    QTest.mouseMove(calm, QPoint(calm.width(), calm.height() // 2))
    QTest.mouseRelease(calm, Qt.MouseButton.LeftButton, pos=QPoint(calm.width(), calm.height() // 2))
    window.rest()
    assert window.document.compression == 0.1 and len(window.workspace.history.steps) == steps + 1
    assert np.abs(window.pixels().astype(int) - before).mean() > 1
    window.controller.undo()
    window.rest()
    assert window.document.compression == 0.0 and np.abs(window.pixels().astype(int) - before).max() <= 1
    assert calm.value() == 0


def test_the_split_view_shows_both_and_follows(window: Opened) -> None:
    bar, page, workspace = window.window.taming, window.window.split.page, window.workspace
    before = window.pixels()
    workspace.face.set_compression(0.5, 0, next_gesture())
    window.rest()
    bar._split.click()
    window.wait(lambda: page.before.pixels is not None)
    assert page.after.pixels is not None and window.window.pages.currentWidget() is page
    assert np.abs(page.before.pixels.astype(int) - before).max() <= 1
    assert np.abs(page.after.pixels.astype(int) - before).mean() > 0.5
    kept = page.before.pixels
    workspace.face.set_compression(0.2, 0, next_gesture())
    window.rest()
    assert page.before.pixels is kept, "the left side does not depend on it"
    workspace.face.set_seed(workspace.document.seed + 1, keep_edits=True)
    window.wait(lambda: page.before.pixels is not kept)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    settle()
    assert window.window.pages.currentWidget() is window.window.canvas and not bar._split.isChecked()


def test_a_face_that_keeps_its_code_cannot_be_calmed(window: Opened) -> None:
    workspace = window.workspace
    found = held_code(workspace.document, workspace.face.base, workspace.info.layout, workspace.arrays)
    workspace.history.push(found, "Found")
    window.rest()
    calm = window.window.taming.findChildren(HomeSlider)[0]
    assert not calm.isEnabled() and "keeps its code" in calm.toolTip()


def test_sliders_learn_how_far_they_reach_once_nothing_moves(window: Opened) -> None:
    workspace = window.workspace
    window.wait(lambda: bool(workspace.catalogue.ranges))
    window.rest()
    before = workspace.catalogue.ranges
    assert set(before) == {state.key for group in slider_groups(workspace) for state in group.sliders}
    workspace.move("z1.1", 4.0, next_gesture())
    workspace.move("z2.1", -4.0, next_gesture())
    window.wait(lambda: workspace.catalogue.ranges is not before)  # the same code is that much stranger now
    window.rest()
    here, there = (np.diff(sorted(found["z3.1"])).item() for found in (before, workspace.catalogue.ranges))
    assert there < here
    (shown,) = (state.usual for group in slider_groups(workspace) for state in group.sliders if state.key == "z3.1")
    home, found = workspace.home("z3.1"), workspace.catalogue.ranges["z3.1"]
    assert shown == (home + found[0], home + found[1])
