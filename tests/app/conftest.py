"""The real window with the shipped generator, offscreen; and a tiny DCGAN of our own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.model.settings import Settings
from engine.methods.ganspace import GANSpace
from tests.app.desk import Desk
from tests.app.opened import FACES, Opened, close_window, open_window, quiet, settle
from widgets.look.theme import apply_theme


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    """A controller whose engine only writes down."""
    made = Desk()
    yield made
    assert made.controller.close()
    made.controller.deleteLater()  # now: else its timers may be collected on the engine's thread of a later test
    settle()


@pytest.fixture
def make_window(qtbot: QtBot) -> Iterator[Callable[..., Opened]]:
    """Opens windows that are closed at the end if the test has not done so."""
    apply_theme(QApplication.instance(), "dark")
    before = set(QApplication.topLevelWidgets())
    made: list[Opened] = []

    def make(settings: Settings | None = None, first: str = FACES) -> Opened:
        made.append(open_window(qtbot, settings, first))
        return made[-1]

    yield make
    for opened in made:
        close_window(opened)
    made.clear()
    assert not set(QApplication.topLevelWidgets()) - before, "a window or dialog was left behind"


@pytest.fixture
def brief_ganspace(monkeypatch: pytest.MonkeyPatch) -> None:
    """GANSpace from fewer samples: a second instead of six."""
    monkeypatch.setattr(GANSpace.__init__, "__defaults__", (1000, 12, 500, "all", "auto", False))


@pytest.fixture
def window(make_window: Callable[..., Opened]) -> Opened:
    """The real window with the shipped generator, its first frame and its sliders."""
    opened = make_window()
    quiet(opened)
    return opened


@pytest.fixture
def dcgan_file(tmp_path: Path) -> Path:
    """A tiny DCGAN: z of 20 numbers to 16 x 16 pixels, as torch saves it, under a name that says nothing."""
    import torch

    torch.manual_seed(3)
    weights = {
        "main.0.weight": torch.randn(20, 16, 4, 4) * 0.2,
        "main.3.weight": torch.randn(16, 8, 4, 4) * 0.2,
        "main.6.weight": torch.randn(8, 3, 4, 4) * 0.2,
    }
    path = tmp_path / "tiny.dat"
    torch.save(weights, path)
    return path
