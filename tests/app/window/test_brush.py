"""Painting in the real window over the real engine: a region, its sliders, masks of edits, what the meter says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from app.window import dialogs
from engine.document.disk.wording import short
from tests.app.opened import Opened

Left = Qt.MouseButton.LeftButton


def at(opened: Opened, x: float, y: float) -> QPoint:
    """A place of the picture (0 to 1) on the canvas."""
    left, top, width, height = opened.window.canvas._viewport.rect()
    return QPoint(round(left + x * width), round(top + y * height))


def stroke(opened: Opened, *places: tuple[float, float]) -> None:
    canvas = opened.window.canvas
    QTest.mousePress(canvas, Left, pos=at(opened, *places[0]))
    for place in places:
        QTest.mouseMove(canvas, at(opened, *place))
    QTest.mouseRelease(canvas, Left, pos=at(opened, *places[-1]))


def still(opened: Opened) -> None:
    """Everything that was started by resting is over too."""
    work = opened.controller.regions
    opened.wait(
        lambda: not work._rest.isActive() and not opened.controller.heat._rest.isActive() and opened.up_to_date()
    )
    opened.rest()


@pytest.fixture
def brush(window: Opened) -> Opened:
    """The window with the brush taken up by its key."""
    QTest.keyClick(window.window.canvas, Qt.Key.Key_B)
    still(window)
    assert window.window.brush_bar.isVisible() and window.window.regions_box.isVisible()
    return window


def paint_mouth(opened: Opened) -> None:
    stroke(opened, (0.36, 0.76), (0.64, 0.76))
    still(opened)


def slider(opened: Opened, place: int = 0) -> str:
    return str(opened.workspace.catalogue.set_shown.slider(place))


def test_a_stroke_finds_sliders_that_move_what_is_painted(brush: Opened) -> None:
    paint_mouth(brush)
    found = brush.workspace.catalogue.set_shown
    assert found.provenance.method == "lowrankgan" and len(found.vectors) > 3 and brush.notices == []
    assert [step.label for step in brush.workspace.history.steps] == ["Opened", "Brush: region A"]
    before = brush.pixels()
    brush.window.sliders.row(slider(brush)).go_to(3.0)
    still(brush)
    changed = np.abs(brush.pixels().astype(int) - before).max(2)
    mask = brush.controller.regions.painting.mask()  # type: ignore[union-attr]
    outside = mask.reshape(64, 4, 64, 4).max((1, 3)) == 0
    assert changed[~outside].max() > 5 and not changed[outside].any()  # bit-equal: it keeps to the region


def test_everywhere_it_leaks_and_the_meter_says_how_much(brush: Opened) -> None:
    paint_mouth(brush)
    brush.window.sliders.row(slider(brush)).go_to(3.0)
    still(brush)
    assert (inside := brush.controller.heat.heat) is not None
    brush.window.meter.only_inside_toggled.emit(False)
    still(brush)
    heat = brush.controller.heat.heat
    assert heat is not None and not brush.document.edits[0].mask
    assert inside.realised_leakage < 0.05 < heat.realised_leakage < heat.realised_leakage_before  # type: ignore[operator]
    assert 0 < heat.leakage < heat.leakage_before < 1  # type: ignore[operator]
    brush.window.metering.show_heat("first-order")
    assert brush.window.canvas._overlay.heated
    brush.window.metering.next_heat()
    brush.window.metering.next_heat()
    assert not brush.window.canvas._overlay.heated


def test_a_second_stroke_follows_and_undo_goes_back(brush: Opened) -> None:
    paint_mouth(brush)
    first = brush.workspace.catalogue.shown
    stroke(brush, (0.4, 0.3), (0.6, 0.3))
    still(brush)
    second = brush.workspace.catalogue.shown
    assert second != first and first not in brush.workspace.catalogue.sets  # nothing was done with it
    brush.controller.undo()
    still(brush)
    assert brush.workspace.catalogue.shown == first
    assert brush.notices == []


def test_a_new_face_finds_its_own_sliders(brush: Opened) -> None:
    paint_mouth(brush)
    first = brush.workspace.catalogue.shown
    brush.controller.faces.choose_seed(17)
    still(brush)
    shown = brush.workspace.catalogue.set_shown
    assert shown.key != first and shown.provenance.method == "lowrankgan"
    assert "stay where they are" in brush.notices[0][0]


def test_ready_made_regions_and_other_methods(brush: Opened) -> None:
    parts = brush.controller.parts.masks
    assert {"eyes", "nose", "mouth", "chin", "hair and background"} <= set(parts)
    brush.window.brush_bar.part_wanted.emit("mouth")
    still(brush)
    assert brush.document.regions[0].name == "mouth"
    assert brush.workspace.name(slider(brush)) == "mouth 1"
    for method in ("resefa", "reds"):
        brush.window.methods.find_with.emit(method, {})
        still(brush)
        assert brush.workspace.catalogue.set_shown.provenance.method == method, brush.notices
    brush.window.brush_bar.operation_wanted.emit("grow")
    still(brush)
    assert brush.workspace.catalogue.set_shown.provenance.method == "reds"  # goes on with the one chosen last
    assert brush.notices == []


def test_the_threshold_is_dragged_and_the_sliders_follow(brush: Opened) -> None:
    paint_mouth(brush)
    plot = brush.window.threshold
    before, rank = brush.workspace.catalogue.shown, plot.rank
    assert plot.isVisible() and rank == brush.workspace.catalogue.sets[before].rank > 1
    QTest.keyClick(plot, Qt.Key.Key_Left)
    still(brush)
    after = brush.workspace.catalogue.set_shown
    assert after.rank == rank - 1 and after.key != before
    (*_, step) = brush.workspace.history.steps
    assert step.label == f"Hold {rank - 1} of {len(after.cuts)}" and brush.window.acts["undo"].isEnabled()
    for action, shown in (("undo", before), ("redo", after.key)):
        brush.window.acts[action].trigger()
        still(brush)
        assert brush.workspace.catalogue.shown == shown
        assert plot.rank == brush.workspace.catalogue.set_shown.rank
        assert list(brush.window.sliders._homes) == list(brush.workspace.catalogue.set_shown.places)


def test_any_edit_takes_a_mask_and_gives_it_back(brush: Opened) -> None:
    paint_mouth(brush)
    plain = brush.pixels()
    brush.workspace.move("z1.1", 2.5)
    still(brush)
    everywhere = brush.pixels()
    brush.window.edits.masked.emit("z1.1", "region A")
    still(brush)
    masked = brush.pixels()
    outside = brush.controller.regions.painting.mask().reshape(64, 4, 64, 4).max((1, 3)) == 0  # type: ignore[union-attr]
    assert np.array_equal(masked[outside], plain[outside]) and not np.array_equal(masked, plain)
    assert not np.array_equal(masked, everywhere)
    brush.window.edits.keep_outside_toggled.emit(False)
    still(brush)
    assert not np.array_equal(brush.pixels(), masked)
    brush.window.edits.masked.emit("z1.1", "")
    still(brush)
    assert np.array_equal(brush.pixels(), everywhere)


def test_a_region_for_an_edit_is_painted_next(window: Opened) -> None:
    window.workspace.move("z1.1", 2.5)
    window.rest()
    before = window.pixels()
    window.window.edits.region_wanted.emit("z1.1")
    still(window)
    assert window.window.brush_bar.isVisible() and window.document.edits[0].mask
    stroke(window, (0.5, 0.5), (0.5, 0.6))
    still(window)
    assert window.document.edits[0].mask == window.document.regions[0].mask
    assert not np.array_equal(window.pixels(), before)


def test_masks_are_saved_and_loaded(brush: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paint_mouth(brush)
    painting = brush.controller.regions.painting
    assert painting is not None
    path, mask = tmp_path / "mouth.png", painting.mask()
    monkeypatch.setattr(dialogs, "ask_where", lambda *_: str(path))
    brush.window.brush_bar.save_wanted.emit()
    brush.wait(path.exists)
    with Image.open(path) as picture:
        assert np.array_equal(np.asarray(picture), mask)
    brush.window.brush_bar.operation_wanted.emit("clear")
    still(brush)
    assert not painting.painted
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    brush.window.brush_bar.load_wanted.emit()
    brush.wait(lambda: painting.painted)
    still(brush)
    assert np.array_equal(painting.mask(), mask)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "none.png"), ""))
    brush.window.brush_bar.load_wanted.emit()
    brush.wait(lambda: brush.said("is not a mask"))
    assert np.array_equal(painting.mask(), mask)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.document.disk.files.os.fsync", full)
    brush.window.acts["save_mask"].trigger()
    brush.wait(lambda: brush.said("could not be written"))
    assert brush.notices[-1] == (
        f"mouth.png could not be written to {short(tmp_path)}: no space left on device. Free some "
        "space, or choose a folder on another disk.", "problem",
    )  # fmt: skip


def test_the_whole_picture_is_refused_in_a_sentence_and_the_sliders_stay(brush: Opened) -> None:
    paint_mouth(brush)
    before = brush.workspace.catalogue.shown
    brush.window.brush_bar.operation_wanted.emit("clear")
    brush.window.brush_bar.operation_wanted.emit("invert")
    still(brush)
    assert "whole picture" in brush.notices[-1][0] and brush.workspace.catalogue.shown == before
    brush.controller.undo()
    brush.controller.undo()
    still(brush)
    brush.window.sliders.row(slider(brush)).go_to(2.0)
    still(brush)
    assert brush.document.edits


def test_esc_puts_the_brush_away_and_what_is_painted_stays(brush: Opened) -> None:
    paint_mouth(brush)
    QTest.keyClick(brush.window.canvas, Qt.Key.Key_Escape)
    assert not brush.window.brush_bar.isVisible() and brush.document.regions
    count = len(brush.workspace.history.steps)
    stroke(brush, (0.2, 0.2), (0.3, 0.3))
    assert len(brush.workspace.history.steps) == count
    brush.rest()


def test_a_method_of_regions_asks_for_the_brush_first(window: Opened) -> None:
    bar = window.window.methods
    bar._choice.setCurrentIndex(bar._choice.findData("reds"))
    bar._find.click()
    still(window)
    assert window.window.brush_bar.isVisible() and window.controller.regions.method == "reds"
    paint_mouth(window)
    assert window.workspace.catalogue.set_shown.provenance.method == "reds"


def test_a_face_change_in_the_middle_of_a_search_leaves_no_wrong_sliders(brush: Opened) -> None:
    stroke(brush, (0.36, 0.76), (0.64, 0.76))
    for seed in (4, 5, 6):
        brush.controller.faces.choose_seed(seed)
    still(brush)
    work = brush.controller.regions
    assert brush.workspace.catalogue.set_shown.provenance.method == "lowrankgan"
    assert not work.stale(brush.workspace.catalogue.shown)
    assert not [words for words, kind in brush.notices if kind == "problem"]


def test_the_menu_offers_what_would_do_something(window: Opened) -> None:
    acts = window.window.acts

    def offered() -> set[str]:
        names = ("swap_subtract", "toggle_overlay", "next_heat", "invert_region", "save_mask", "close_brush", "brush")
        return {name for name in names if acts[name].isEnabled()}

    assert offered() == {"brush"}
    QTest.keyClick(window.window.canvas, Qt.Key.Key_B)
    still(window)
    assert offered() == {"brush", "swap_subtract", "toggle_overlay", "close_brush"}
    paint_mouth(window)
    assert len(offered()) == 7
    window.window.painter.close()
    window.window.controller.directions.show("eigengan")
    window.rest()
    assert offered() == {"brush", "invert_region", "save_mask"}
    acts["grow_region"].trigger()
    still(window)
    assert window.window.brush_bar.isVisible() and window.workspace.history.steps[-1].label == "Grow: region A"


def test_whether_regions_stay_is_in_the_menu_too(brush: Opened) -> None:
    paint_mouth(brush)
    keep = brush.window.acts["keep_regions"]
    assert keep.isChecked()
    keep.trigger()
    assert not brush.controller.settings.keep_regions and not keep.isChecked()
    brush.controller.faces.choose_seed(17)
    still(brush)
    assert not brush.document.regions
    brush.window.brush_bar.keep_masks_toggled.emit(True)
    assert keep.isChecked()


def test_the_bar_is_there_only_with_the_picture(brush: Opened) -> None:
    brush.window.directions.show()
    still(brush)
    assert not brush.window.brush_bar.isVisible() and brush.controller.regions.open
    brush.window.show_canvas()
    assert brush.window.brush_bar.isVisible()
    brush.rest()


def test_a_method_chosen_from_the_list_is_the_one_that_strokes_ask(brush: Opened) -> None:
    paint_mouth(brush)
    choice = brush.window.methods._choice
    choice.setCurrentIndex(choice.findData("resefa"))
    choice.activated.emit(choice.currentIndex())
    still(brush)
    assert brush.workspace.catalogue.set_shown.provenance.method == "resefa"
    stroke(brush, (0.4, 0.3), (0.6, 0.3))
    still(brush)
    assert brush.workspace.catalogue.set_shown.provenance.method == "resefa" and brush.notices == []


def test_a_refusal_goes_with_its_cause(brush: Opened) -> None:
    paint_mouth(brush)
    brush.window.brush_bar.operation_wanted.emit("clear")
    brush.window.brush_bar.operation_wanted.emit("invert")
    still(brush)
    assert "whole picture" in brush.window.notice.accessibleName() and brush.window.notice.isVisible()
    brush.controller.undo()
    still(brush)
    assert not brush.window.notice.isVisible()


@pytest.mark.parametrize("interruption", ["show_library", "show_wall", "another window"])
def test_a_stroke_that_is_interrupted_is_a_step_and_nothing_of_it_stays_outside(
    brush: Opened, interruption: str
) -> None:
    canvas, history = brush.window.canvas, brush.workspace.history
    QTest.mousePress(canvas, Left, pos=at(brush, 0.4, 0.7))
    QTest.mouseMove(canvas, at(brush, 0.6, 0.8))
    assert brush.window.painter._brush.drawing and len(history.steps) == 1
    if interruption in brush.window.acts:
        brush.window.acts[interruption].trigger()
    else:
        QApplication.sendEvent(canvas, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.ActiveWindowFocusReason))
    assert not brush.window.painter._brush.drawing and history.steps[1].label == "Brush: region A"
    assert np.array_equal(brush.window.painter._brush.shown, brush.controller.regions.painting.mask())
    QTest.mouseRelease(canvas, Left, pos=at(brush, 0.6, 0.8))
    brush.rest()
    assert len(history.steps) == 2


def test_a_stroke_on_a_face_that_goes_is_dropped(brush: Opened, dcgan_file: Path) -> None:
    canvas, before = brush.window.canvas, brush.workspace
    QTest.mousePress(canvas, Left, pos=at(brush, 0.4, 0.7))
    QTest.mouseMove(canvas, at(brush, 0.6, 0.8))
    brush.controller.opening.generator(str(dcgan_file))
    brush.wait(lambda: brush.workspace is not before)
    assert not brush.window.painter._brush.drawing
    brush.rest()
    assert len(before.history.steps) == len(brush.workspace.history.steps) == 1


def test_sliders_of_a_region_are_named_by_what_they_move_once_it_is_quiet(brush: Opened) -> None:
    paint_mouth(brush)
    key = brush.workspace.catalogue.shown
    brush.wait(lambda: brush.workspace.catalogue.sets[key][0].attribute is not None)
    still(brush)
    found, document = brush.workspace.catalogue.sets[key], brush.document
    moved = [direction for direction in found if direction.attribute]
    assert all(0 < (direction.purity or 0) <= 1 for direction in moved) and brush.notices == []
    assert [brush.workspace.name(slider(brush, i)) for i in range(len(found))] == list(found.labels)
    assert document.edits == () and brush.workspace.catalogue.shown == key


def test_the_key_of_the_brush_puts_it_away_again(window: Opened) -> None:
    bar, press = window.window.brush_bar, window.window.acts["brush"].trigger
    press()
    assert bar.isVisible()
    press()
    assert not bar.isVisible(), "in hand already"
    window.window.acts["eraser"].trigger()
    press()
    assert bar.isVisible(), "from another tool it is taken up"
    window.window.acts["show_wall"].trigger()
    press()
    assert bar.isVisible(), "and from another page"
