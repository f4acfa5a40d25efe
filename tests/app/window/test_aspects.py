"""Generators whose pictures are tall or wide, in the real window: what is shown and written has their aspect."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.app.opened import Opened, close_window, quiet
from tests.app.window.test_brush import still, stroke
from tests.app.window.test_window import close_to, drop
from tests.aspect import write_generator
from widgets.library.sheet_dialog import SheetDialog
from widgets.states import ExportChoice

pytestmark = pytest.mark.usefixtures("brief_ganspace")
TALL, WIDE = (64, 32), (32, 64)


@pytest.fixture(params=[TALL, WIDE], ids=["tall", "wide"])
def aspect(request: pytest.FixtureRequest, make_window: Callable[..., Opened], tmp_path: Path) -> Opened:
    """A window on a generator of 64 x 32 or 32 x 64 pixels, its sliders found."""
    path = write_generator(tmp_path / "other.safetensors", wide=request.param == WIDE)
    opened = make_window(first=str(path))
    quiet(opened)
    return opened


def shape(opened: Opened) -> tuple[int, int]:
    height, width = opened.pixels().shape[:2]
    return height, width


def full(opened: Opened) -> np.ndarray:
    """The picture itself: a busy machine shows previews first, made by the network's earlier blocks."""
    opened.rest()
    if (last := opened.controller.last_frame) is not None and last.quality == "preview":
        opened.controller.frames.ask_full()
    opened.wait(lambda: (frame := opened.controller.last_frame) is not None and frame.quality == "full")
    opened.rest()
    return opened.pixels()


def move(opened: Opened) -> str:
    """Move the first slider, and wait for its picture."""
    key = str(opened.workspace.catalogue.set_shown.slider(0))
    opened.window.sliders.row(key).go_to(3.0)
    opened.rest()
    return key


def test_it_opens_in_the_middle_of_the_canvas_and_a_slider_moves_it(aspect: Opened) -> None:
    canvas = aspect.window.canvas
    height, width = shape(aspect)
    assert (height, width) in (TALL, WIDE)
    left, top, across, down = canvas._viewport.rect()
    assert across == pytest.approx(down * width / height, abs=2), "whole pixels of the screen"
    assert left + across / 2 == pytest.approx(canvas.width() / 2, abs=1)
    assert top + down / 2 == pytest.approx(canvas.height() / 2, abs=1)
    before = full(aspect)
    move(aspect)
    assert np.abs(full(aspect).astype(int) - before).max() > 5 and aspect.notices == []


def test_what_is_painted_on_the_canvas_is_what_its_sliders_keep_to(aspect: Opened) -> None:
    QTest.keyClick(aspect.window.canvas, Qt.Key.Key_B)
    still(aspect)
    stroke(aspect, (0.36, 0.7), (0.64, 0.7))
    still(aspect)
    painting = aspect.controller.regions.painting
    assert painting is not None
    mask, (height, width) = painting.mask(), shape(aspect)
    assert mask.shape == (4 * height, 4 * width)
    rows, columns = np.nonzero(mask > 127)
    assert rows.mean() / len(mask) == pytest.approx(0.7, abs=0.02)
    assert columns.mean() / mask.shape[1] == pytest.approx(0.5, abs=0.02)
    assert aspect.workspace.catalogue.set_shown.provenance.method == "lowrankgan" and aspect.notices == []
    before = full(aspect)
    move(aspect)
    still(aspect)
    changed = np.abs(full(aspect).astype(int) - before).max(2)
    outside = mask.reshape(height, 4, width, 4).max((1, 3)) == 0
    assert changed[~outside].max() > 5 and not changed[outside].any()
    heat = aspect.controller.heat.heat
    assert heat is not None and heat.realised_leakage is not None and heat.realised_leakage < 0.05
    aspect.window.metering.show_heat("first-order")
    assert aspect.window.canvas._overlay.heated
    aspect.painted()


def test_pictures_films_and_sheets_have_its_aspect(
    aspect: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, (height, width) = move(aspect), shape(aspect)
    aspect.controller.saving.picture(str(tmp_path / "face.png"))
    aspect.rest()
    with Image.open(tmp_path / "face.png") as picture:
        assert np.array_equal(np.asarray(picture.convert("RGB")), full(aspect))
    for kind in ("gif", "webp"):
        path = tmp_path / f"film.{kind}"
        aspect.controller.saving.film(
            ExportChoice((key,), -2.0, 2.0, 4, 10.0, there_and_back=False, size=64, path=str(path), format=kind)
        )
        aspect.rest()
        with Image.open(path) as film:
            assert film.size == (width, height) and film.n_frames == 4  # type: ignore[attr-defined]

    def play(dialog: SheetDialog) -> int:
        dialog.show()
        dialog._seeds.setText("3,8")
        dialog._labels.setChecked(False)
        dialog._size.setCurrentText("64")
        dialog._file._path.setText(str(tmp_path / "sheet.png"))
        aspect.wait(lambda: dialog._view.drawn == 2)
        dialog.close()
        return SheetDialog.DialogCode.Accepted

    monkeypatch.setattr(SheetDialog, "exec", play)
    aspect.window.acts["export_sheet"].trigger()
    aspect.rest()
    with Image.open(tmp_path / "sheet.png") as sheet:
        assert sheet.size == (2 * width, height)


def test_its_session_and_its_picture_bring_it_back(
    aspect: Opened, make_window: Callable[..., Opened], tmp_path: Path
) -> None:
    QTest.keyClick(aspect.window.canvas, Qt.Key.Key_B)
    still(aspect)
    stroke(aspect, (0.36, 0.7), (0.64, 0.7))
    still(aspect)
    move(aspect)
    still(aspect)
    edited, document = full(aspect), aspect.document
    assert document.regions and document.edits
    aspect.controller.saving.picture(str(tmp_path / "face.png"))
    aspect.rest()
    aspect.controller.saving.session(str(tmp_path / "kept.eigenbrush"))
    aspect.rest()
    close_window(aspect)
    again = make_window()
    quiet(again)
    drop(again, tmp_path / "kept.eigenbrush")
    again.wait(lambda: again.document == document)
    again.rest()
    assert close_to(full(again), edited)
    assert not [words for words, kind in again.notices if kind == "problem"]
    again.workspace.reset_all()
    again.rest()
    assert not close_to(full(again), edited)
    drop(again, tmp_path / "face.png")
    again.wait(lambda: again.document == document)
    again.rest()
    assert close_to(full(again), edited)
    assert not [words for words, kind in again.notices if kind == "problem"]


def test_the_wall_and_the_strips_are_not_squashed(aspect: Opened) -> None:
    faces: dict[int, np.ndarray] = {}
    aspect.controller.faces.face_ready.connect(faces.__setitem__)
    aspect.window.acts["show_wall"].trigger()
    aspect.wait(lambda: len(faces) == 48)
    aspect.rest()
    height, width = shape(aspect)
    assert all(face.shape[0] * width == face.shape[1] * height for face in faces.values())
    aspect.window.wall.grab()
    aspect.window.acts["show_browser"].trigger()
    key, strips = str(aspect.workspace.catalogue.set_shown.slider(0)), aspect.window.directions.page
    aspect.wait(lambda: key in strips._strips)
    aspect.rest()
    pixels, _ = strips._strips[key]
    assert pixels[0].shape[0] * width == pixels[0].shape[1] * height
    assert not [words for words, kind in aspect.notices if kind == "problem"]
