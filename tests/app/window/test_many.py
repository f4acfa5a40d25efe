"""Many pictures at once: sheets and looks that the window asks for are those of the faces and edits, one by one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.window.many import sheets
from engine.document.requests import OpenGenerator, RenderRequest
from engine.job import run
from engine.worker.studio import Studio
from tests.app.opened import Opened
from widgets.library.sheet_dialog import SheetAsked, SheetDialog

SIDE = 64


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB")).copy()


def alone(window: Opened, document: object) -> np.ndarray:
    studio = Studio(window.controller.arrays)
    run(studio.start(OpenGenerator(window.document.generator.source)))
    frame = studio.render(RenderRequest(0, 0, document))  # type: ignore[arg-type]
    assert frame is not None
    return frame.pixels


def close(one: np.ndarray, other: np.ndarray) -> bool:
    return bool(np.abs(one.astype(int) - other).max() <= 1)


def test_a_sheet_is_looked_at_small_and_saved(window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window.workspace.move("z3.1", 2.5)
    looked: list[int] = []

    def play(dialog: SheetDialog) -> int:
        dialog.show()
        dialog._seeds.setText("3,8")
        dialog._labels.setChecked(False)
        dialog._size.setCurrentText(str(SIDE))
        dialog._file._path.setText(str(tmp_path / "sheet.png"))
        window.qtbot.waitUntil(lambda: dialog._view.drawn == 2, timeout=60_000)
        looked.append(dialog._view.drawn)
        dialog.close()
        return SheetDialog.DialogCode.Accepted

    monkeypatch.setattr(SheetDialog, "exec", play)
    window.window.acts["export_sheet"].trigger()
    window.rest()
    found = pixels(tmp_path / "sheet.png")
    assert looked == [2] and found.shape == (SIDE, 2 * SIDE, 3)
    for place, seed in enumerate((3, 8)):
        wanted = alone(window, window.workspace.face.after(seed, keep_edits=True))
        assert close(found[:, place * SIDE : (place + 1) * SIDE], wanted)


def test_what_stands_on_a_sheet(window: Opened) -> None:
    workspace, make = window.workspace, lambda asked: sheets.cells_of(window.window, window.workspace, asked)
    with pytest.raises(ValueError, match="No edit changes the picture"):
        make(SheetAsked("before"))
    workspace.move("z3.1", 2.5)
    before, after = make(SheetAsked("before"))
    assert before.document == workspace.document.unedited() and after.document == workspace.document
    key = workspace.catalogue.shown
    cells = make(SheetAsked("sliders", sets=(key,), each=2))
    assert len(cells) == 10 and cells[0].label.endswith("−2 σ") and cells[2].label.endswith(" 0 σ")
    slider = cells[0].document.edits[-1].key
    middle = next(cell.document for cell in cells if cell.label.endswith(" 0 σ"))
    edit = middle.edit(slider)
    assert (edit.strength if edit else 0.0) == pytest.approx(-workspace.home(slider), abs=5e-4)
    with pytest.raises(ValueError, match="not 101"):
        make(SheetAsked("faces", tuple(range(101))))
