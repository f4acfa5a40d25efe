"""Codes of other programs and many photos in the real window: asked about, chosen from, undone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton

from engine.document.photos.alignment import Alignment
from engine.drawing.opened import Opened as OpenGenerator
from engine.generators import load
from engine.inversion.inverting import Recipe
from engine.inversion.photo import Photo
from engine.job import Job, Progress
from engine.worker.faces import albums
from tests.app.opened import Opened, quiet
from tests.brief import measure_briefly

pytestmark = pytest.mark.usefixtures("brief_ganspace")
STYLE = "builtin:faces-stylegan2-64"


def full(opened: Opened) -> np.ndarray:
    """The picture once it is no preview: a busy machine shows one first."""
    opened.rest()
    opened.wait(lambda: (last := opened.controller.last_frame) is not None and last.quality == "full")
    return opened.pixels()


def press(opened: Opened, text: str) -> None:
    """Press a button of the question that is on screen."""
    opened.wait(lambda: bool(opened.window.findChildren(QMessageBox)))
    (box,) = opened.window.findChildren(QMessageBox)
    next(button for button in box.findChildren(QPushButton) if button.text() == text).click()
    opened.wait(lambda: not opened.window.findChildren(QMessageBox))
    opened.rest()


def test_a_code_is_the_face_and_what_may_be_either_is_asked(
    make_window: Callable[..., Opened], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = make_window(first=STYLE)
    quiet(window)
    generator = load(STYLE)
    codes = generator.sample(2, 11)
    rows = codes[:, generator.layout.columns(generator.layout.latent)].reshape(2, 10, 128).numpy()
    before, sets = full(window), dict(window.workspace.catalogue.sets)
    start = window.document
    np.save(tmp_path / "smile.npy", rows[:1])
    window.window.dropped([str(tmp_path / "smile.npy")])
    press(window, "Cancel")
    assert window.document == start
    window.window.dropped([str(tmp_path / "smile.npy")])
    press(window, "Open as a picture")
    window.wait(lambda: window.workspace.history.steps[-1].label == "Code smile")
    window.rest()
    drawn = generator.synthesize(codes[:1])[0].clamp(-1, 1).permute(1, 2, 0)
    assert np.abs(full(window) - ((drawn + 1) * 127.5).numpy()).max() <= 1.5
    window.window.dropped([str(tmp_path / "smile.npy")])
    press(window, "Use as a direction")
    window.wait(lambda: len(window.workspace.catalogue.sets) == len(sets) + 1)
    window.controller.undo()
    window.rest()
    assert np.array_equal(full(window), before)

    np.savez(tmp_path / "projected_w.npz", w=np.ones((1, 18, 512), np.float32))
    count = len(window.notices)
    window.window.dropped([str(tmp_path / "projected_w.npz")])
    assert "takes 10 x 128. Open the generator" in window.wait_for_notice(count + 1)
    assert window.document == start

    out = tmp_path / "me.safetensors"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    window.window.acts["save_code"].trigger()
    window.wait(out.exists)
    window.rest()
    window.controller.faces.choose_seed(99)
    window.rest()
    window.window.dropped([str(out)])
    window.wait(lambda: window.workspace.history.steps[-1].label == "Code me")
    window.rest()
    assert np.array_equal(full(window), before)

    np.savez(tmp_path / "projected_ws.npz", w=rows)
    window.window.dropped([str(tmp_path / "projected_ws.npz")])
    page = window.window.brought.page
    window.wait(lambda: window.window.pages.currentWidget() is page)
    window.rest()
    page.picked.emit(1)
    window.rest()
    assert window.window.pages.currentWidget() is window.window.canvas
    drawn = generator.synthesize(codes[1:])[0].clamp(-1, 1).permute(1, 2, 0)
    assert np.abs(full(window) - ((drawn + 1) * 127.5).numpy()).max() <= 1.5


def test_a_folder_of_pictures_becomes_faces_to_choose(
    window: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def whole(_: OpenGenerator, photo: Photo) -> Job[tuple[tuple[Alignment, ...], tuple[str, ...]]]:
        yield Progress(1.0)
        return (Alignment(32.0, 0.0, 32.0, 32.0),), photo.notes

    monkeypatch.setattr(albums, "faces_in", whole)
    monkeypatch.setattr("engine.worker.faces.photos.Recipe", partial(Recipe, steps=5, layer_steps=0, rounds=1))
    measure_briefly(monkeypatch)
    start = window.document
    Image.fromarray(full(window)).save(tmp_path / "aunt.png")
    (tmp_path / "broken.jpg").write_text("Dear diary")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    window.window.acts["show_brought"].trigger()
    assert window.said("No faces were brought in yet")
    window.window.acts["open_album"].trigger()
    page = window.window.brought.page
    assert window.window.pages.currentWidget() is page
    window.wait(lambda: window.said("1 of 2 pictures became a face. broken.jpg is no picture"))
    window.rest()
    assert window.document == start
    page.picked.emit(0)
    window.rest()
    assert window.document.photo is not None and window.document.photo.path == str(tmp_path / "aunt.png")
    count = len(window.controller.brought.faces)
    window.window.dropped([str(tmp_path / "aunt.png"), str(tmp_path / "broken.jpg")])  # several files, the same way
    window.wait(lambda: len(window.controller.brought.faces) == count + 1)
    window.rest()
    assert QApplication.activeModalWidget() is None
