"""Many pictures at once: sheets and looks that the window asks for are those of the faces and edits, one by one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from app.window.many import looks, sheets
from engine.document.asked.requests import OpenGenerator, RenderRequest
from engine.job import run
from engine.worker.studio import Studio
from tests.app.opened import Opened
from widgets.library.looks_dialog import LooksDialog
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


def test_a_look_out_of_a_file_goes_on_many_faces_as_films(
    window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.workspace.move("z3.1", 2.5)
    edited = window.document
    window.controller.saving.picture(str(tmp_path / "look.png"))
    window.rest()
    window.workspace.reset_all()
    (tmp_path / "plain.json").write_text("no recipe")

    def play(dialog: LooksDialog) -> int:
        dialog.show()
        dialog._kind.setCurrentIndex(1)
        assert not dialog._make.isEnabled(), "the picture on screen has no edits"
        looks.read_look(window.window, window.workspace, dialog, str(tmp_path / "plain.json"))
        window.qtbot.waitUntil(lambda: "no recipe" in dialog._reason.text() or "look" in dialog._reason.text())
        looks.read_look(window.window, window.workspace, dialog, str(tmp_path / "look.png"))
        window.qtbot.waitUntil(lambda: dialog._look is not None, timeout=60_000)
        dialog._seeds.setText("3,8")
        dialog._seconds.setValue(0.2)
        dialog._format.kinds.setCurrentIndex(dialog._format.kinds.findData("apng"))
        dialog._file._path.setText(str(tmp_path / "out"))
        assert dialog._make.isEnabled(), dialog._reason.text()
        dialog.close()
        return LooksDialog.DialogCode.Accepted

    monkeypatch.setattr(LooksDialog, "exec", play)
    window.window.acts["use_look"].trigger()
    window.rest()
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["seed-0003.png", "seed-0008.png"]
    (edit,) = edited.edits
    with Image.open(tmp_path / "out" / "seed-0008.png") as film:
        frames = [np.asarray(film.convert("RGB")) for i in range(film.n_frames) if film.seek(i) is None]
    assert len(frames) == 5
    look = replace(window.workspace.face.of_seed(8), edits=())
    assert close(frames[0], alone(window, look)), "it begins as the face is"
    most = edit.strength * (0.5 - 0.5 * np.cos(2 * np.pi * 2 / 5))
    assert close(frames[2], alone(window, look.with_edit(replace(edit, strength=float(most)))))
