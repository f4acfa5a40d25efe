"""The size of the interface: chosen in the menu, kept, and in force when the program starts again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QScreen

from app.home import home
from app.model.settings import SIZES, Settings, load_settings, save_settings
from app.window.sizes import VARIABLE, set_size
from tests.app.opened import Opened, close_window, quiet
from tests.app.test_main import ROOT

#: The program's own start up to the window, which says how large a pixel of it is, and closes.
RUN = """
from PySide6.QtCore import QTimer
from app.window import window as module

class Watched(module.MainWindow):
    def showEvent(self, event):
        print("ratio", self.devicePixelRatioF(), self.width() <= self.screen().availableGeometry().width())
        self._first = ""
        super().showEvent(event)
        QTimer.singleShot(0, self, self.close)

module.MainWindow = Watched
from app.__main__ import main
main([])
"""


def started(**more: str) -> str:
    env = {name: value for name, value in os.environ.items() if name != VARIABLE} | more
    ended = subprocess.run(
        [sys.executable, "-c", RUN], cwd=ROOT, capture_output=True, text=True, check=False, timeout=100, env=env
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


@pytest.mark.parametrize(("size", "ratio"), [(100, "1.0"), (125, "1.25"), (200, "2.0")])
def test_the_size_of_the_settings_is_that_of_the_next_start(size: int, ratio: str) -> None:
    save_settings(Settings(size=size))
    assert started().startswith(f"ratio {ratio}")


def test_what_the_system_says_stays_where_no_other_size_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "1.5")
    set_size(100)
    assert os.environ[VARIABLE] == "1.5"
    set_size(80)
    assert os.environ[VARIABLE] == "0.8"


@pytest.mark.parametrize("size", [0, 99, -100, 10_000, True, "125"])
def test_a_size_that_is_none_is_damage(size: object) -> None:
    (home() / "settings.json").write_text(
        f'{{"size": {str(size).lower() if size is True else repr(size)}}}'.replace("'", '"')
    )
    settings, problem = load_settings()
    assert settings == Settings() and "could not be read" in problem


def test_it_is_chosen_in_the_menu_and_what_fits_no_screen_is_not_offered(
    make_window: Callable[..., Opened], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _: QRect(0, 0, 1366, 740))
    window = make_window()
    quiet(window)
    menu = window.window.size_menu
    menu.aboutToShow.emit()
    offered = {action.data(): action.isEnabled() for action in menu.actions()}
    assert tuple(offered) == SIZES and offered[125] and not offered[200]
    assert [action.data() for action in menu.actions() if action.isChecked()] == [100]
    next(action for action in menu.actions() if action.data() == 125).trigger()
    assert window.said("from the next start")
    close_window(window)
    assert load_settings()[0].size == 125
