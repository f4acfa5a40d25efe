"""Y and Shift+Y in the real window: what is on the left is true, whatever happens meanwhile, or the comparison ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.window.tools.compare import differences
from engine.document.asked.requests import RenderRequest
from engine.document.document import PhotoRef
from engine.document.photos.alignment import Alignment
from tests.app.opened import Opened

SQUARE = Alignment(48.0, 0.0, 80.0, 60.0)  # 96 px wide, within the photo
SLIDER = "z1.1"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """160 x 120: blue, and where the square lies, orange on the left and green on the right."""
    pixels = np.full((120, 160, 3), (0, 0, 255), np.uint8)
    pixels[12:108, 32:80], pixels[12:108, 80:128] = (255, 128, 0), (0, 128, 0)
    path = tmp_path / "aunt.png"
    Image.fromarray(pixels).save(path)
    return path


def left(opened: Opened) -> np.ndarray | None:
    """The picture on the left, if there is one."""
    return opened.window.canvas._left.pixels


def compared(opened: Opened) -> np.ndarray:
    """The picture on the left, once it is of what it should be of: originals come in their own time."""
    compare = opened.window.compare
    opened.wait(lambda: compare._wanted is not None and compare._shown == compare._wanted)
    opened.rest()
    pixels = left(opened)
    assert pixels is not None
    return pixels


def from_photo(opened: Opened, path: Path) -> None:
    opened.workspace.face.take_photo(opened.workspace.face.base.copy(), PhotoRef(str(path), SQUARE))
    opened.rest()


def press(opened: Opened, name: str) -> None:
    opened.window.acts[name].trigger()
    opened.rest()


def unedited(opened: Opened) -> np.ndarray:
    """The picture of the document without its edits, by way of the canvas."""
    edits = opened.document.edits
    opened.workspace.reset_all()
    opened.rest()
    pixels = opened.pixels()
    if edits:
        opened.controller.undo()
        opened.rest()
    return pixels


def test_without_a_photo_it_is_the_picture_without_edits_while_sliders_move(window: Opened) -> None:
    plain = window.pixels()
    assert window.window.acts["wipe"].shortcut().toString() == "Y"
    press(window, "wipe")
    assert np.array_equal(compared(window), plain)
    for strength in (0.5, 1.5, 2.5):
        window.workspace.move(SLIDER, strength, 1)
    window.rest()
    assert np.array_equal(compared(window), plain) and not np.array_equal(window.pixels(), plain)
    assert window.window.canvas._words == ("without edits", "now")


def test_another_face_brings_another_original(window: Opened) -> None:
    window.workspace.move(SLIDER, 2.0, 1)
    press(window, "onion")
    first = compared(window)
    for seed in (5, 6, 7):
        window.workspace.face.set_seed(seed, keep_edits=True)
    second = compared(window)
    assert not np.array_equal(first, second)
    press(window, "onion")
    assert left(window) is None
    assert np.array_equal(second, unedited(window))


def test_an_original_that_was_lost_in_the_mailbox_is_asked_for_again(window: Opened) -> None:
    window.workspace.move(SLIDER, 2.0, 1)
    window.rest()
    ask = window.controller.frames.ask
    dropped: list[RenderRequest] = []

    def lossy(request: RenderRequest) -> None:
        if not dropped and not request.document.edits:
            dropped.append(request)
        else:
            ask(request)

    window.controller.frames.ask = lossy
    press(window, "wipe")
    assert len(dropped) == 1 and left(window) is None
    window.workspace.move(SLIDER, 1.0, 2)
    assert not np.array_equal(compared(window), window.pixels())


def test_the_photos_square_is_shown_as_fine_as_it_is(window: Opened, photo: Path) -> None:
    from_photo(window, photo)
    press(window, "wipe")
    shown = compared(window)
    assert shown.shape == (96, 96, 3)
    assert (shown[:, :48] == (255, 128, 0)).all() and (shown[:, 48:] == (0, 128, 0)).all()
    assert window.window.canvas._words == ("photo", "now")
    window.workspace.move(SLIDER, 2.0, 1)
    window.workspace.face.set_truncation(0.5)
    window.rest()
    assert left(window) is shown


def test_a_photo_that_is_not_there_is_said_and_the_original_stands_in(window: Opened, photo: Path) -> None:
    from_photo(window, photo)
    photo.unlink()
    press(window, "wipe")
    assert window.said(
        "aunt.png is not there any more. Put it back, then try again. So the left side is the picture without edits."
    )
    assert np.array_equal(compared(window), window.pixels())
    assert window.window.canvas._words == ("without edits", "now")


def test_a_face_from_no_photo_ends_the_comparison_with_one(window: Opened, photo: Path) -> None:
    from_photo(window, photo)
    press(window, "wipe")
    window.workspace.face.set_seed(9, keep_edits=True)
    window.rest()
    assert window.said("ended, because this face comes from no photo")
    assert left(window) is None and window.window.canvas.way == "" and not window.window.acts["wipe"].isChecked()


def test_another_generator_ends_it(window: Opened, dcgan_file: Path) -> None:
    press(window, "wipe")
    window.controller.opening.generator(str(dcgan_file))
    window.wait(lambda: window.workspace.info.resolution == 16)
    window.rest()
    assert window.said("ended, because a generator was opened")
    assert left(window) is None and window.window.canvas.way == ""


@pytest.mark.parametrize("where", ["canvas", "line", "sliders", "brush"])
def test_escape_ends_it_from_wherever_one_is(window: Opened, where: str) -> None:
    surface = window.window
    if where == "brush":
        surface.acts["brush"].trigger()
    press(window, "wipe")
    on: dict[str, Callable[[], object]] = {
        "canvas": lambda: surface.canvas, "line": lambda: surface.canvas.line, "sliders": lambda: surface.sliders,
        "brush": lambda: surface.canvas,
    }  # fmt: skip
    QTest.keyClick(on[where](), Qt.Key.Key_Escape)
    assert surface.canvas.way == "" and not surface.acts["wipe"].isChecked()
    assert surface.acts["brush"].isChecked() == (where == "brush")  # which the next Esc puts away


def test_one_way_takes_the_place_of_the_other(window: Opened) -> None:
    acts = window.window.acts
    press(window, "wipe")
    press(window, "onion")
    assert acts["onion"].isChecked() and not acts["wipe"].isChecked()
    compared(window)
    press(window, "onion")
    assert not acts["onion"].isChecked() and left(window) is None


def test_d_maps_what_differs_from_the_picture_without_edits_and_nothing_where_nothing_does(window: Opened) -> None:
    plain = window.pixels()
    assert window.window.acts["difference"].shortcut().toString() == "D"
    seen: list[np.ndarray | None] = []
    canvas, show = window.window.canvas, window.window.canvas.set_heat
    canvas.set_heat = lambda values: (seen.append(values), show(values))[1]  # type: ignore[method-assign]
    press(window, "difference")
    compared(window)
    assert seen[-1] is not None and not seen[-1].any()
    window.workspace.move(SLIDER, 3.0)
    window.rest()
    compared(window)
    window.wait(lambda: seen[-1] is not None and bool(seen[-1].any()))
    assert np.array_equal(seen[-1], np.abs(plain.astype(float) - window.pixels()).astype(np.float32).mean(2) / 255)
    press(window, "wipe")
    assert seen[-1] is None and canvas.way == "wipe" and not window.window.acts["difference"].isChecked()
    press(window, "difference")
    assert canvas.way == "" and seen[-1] is not None and not window.window.acts["wipe"].isChecked()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert seen[-1] is None and not window.window.acts["difference"].isChecked()


def test_differences_are_told_over_pictures_of_any_two_sizes() -> None:
    large, small = np.zeros((600, 300, 3), np.uint8), np.zeros((300, 150, 3), np.uint8)
    large[:300], small[:150, :75] = 51, 51
    found = differences(large, small)
    assert found.shape == (256, 150) and found[:128, :75].max() == 0 and found[128:].max() == 0
    assert np.allclose(found[:128, 75:], 0.2)
