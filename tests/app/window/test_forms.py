"""Networks of rarer forms in the real window: transparent ones, and those in wavelets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.app.opened import Opened, quiet
from tests.app.window.test_aspects import full, move
from tests.app.window.test_brush import still, stroke
from tests.engine.generators.test_stylegan2_kinds import wavelet_weights, with_colours
from tests.hostile import torch_bytes
from widgets.states import ExportChoice

pytestmark = pytest.mark.usefixtures("brief_ganspace")
FORMS = {"transparent": (lambda: with_colours(4), 32), "wavelets": (wavelet_weights, 64)}


@pytest.fixture(params=list(FORMS))
def form(request: pytest.FixtureRequest, make_window: Callable[..., Opened], tmp_path: Path) -> tuple[Opened, str]:
    """A window on such a network, its sliders found."""
    path = tmp_path / "network.pt"
    path.write_bytes(torch_bytes({"g_ema": FORMS[request.param][0]()}))
    opened = make_window(first=str(path))
    quiet(opened)
    return opened, request.param


def test_sliders_the_brush_films_and_saving_work(form: tuple[Opened, str], tmp_path: Path) -> None:
    opened, name = form
    side = FORMS[name][1]
    before = full(opened)
    assert before.shape == (side, side, 3)
    title = opened.window.title.text()
    assert title.endswith("SWAGAN, 64 px" if name == "wavelets" else "StyleGAN2, 32 px")
    key = move(opened)
    moved = full(opened)
    assert np.abs(moved.astype(int) - before).max() > 5
    opened.controller.saving.picture(str(tmp_path / "picture.png"))
    opened.wait(lambda: (tmp_path / "picture.png").exists())
    assert np.array_equal(np.asarray(Image.open(tmp_path / "picture.png")), moved)
    film = tmp_path / "film.gif"
    choice = ExportChoice((key,), -2.0, 2.0, 4, 10.0, there_and_back=False, size=64, path=str(film), format="gif")
    opened.controller.saving.film(choice)
    opened.rest()
    with Image.open(film) as written:
        assert written.size == (64, 64) and written.n_frames == 4  # type: ignore[attr-defined]
    QTest.keyClick(opened.window.canvas, Qt.Key.Key_B)
    still(opened)
    stroke(opened, (0.36, 0.5), (0.64, 0.5))
    still(opened)
    painting = opened.controller.regions.painting
    assert painting is not None and painting.mask().any()
