"""The output window beside the real one: it shows what the canvas shows, whatever happens there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.app.opened import Opened, close_window, settle
from widgets.canvas.output import OutputView

ROOT = Path(__file__).parents[3]
TWO = """{"screens": [
 {"name": "desk", "x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1},
 {"name": "projector", "x": 1366, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "logicalBaseDpi": 96,
  "dpr": 1}]}"""
SCREENS = """
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from app.controller import Controller
from app.link.bridge import Bridge
from app.model.settings import Settings
from app.window.window import MainWindow

application = QApplication([])
Bridge.start = lambda self: None
settings = Settings()
window = MainWindow(Controller(settings), "builtin:faces-eigengan-64")
desk, projector = (next(s for s in application.screens() if s.name() == name) for name in ("desk", "projector"))
window.setScreen(desk)
window.move(desk.geometry().topLeft())
window.show()
action = window.acts["show_output"]
action.trigger()
application.processEvents()
view = window.output.view
assert view.isFullScreen() and view.geometry() == projector.geometry(), view.geometry()
assert window.screen() is desk and view.screen() is projector
action.trigger()
assert window.output.view is None and settings.output_screen == "projector"
action.trigger()
window.output.view.showNormal()
window.output.view.setScreen(desk)
window.output.view.move(50, 50)
application.processEvents()
window.output.view.close()
assert settings.output_screen == "desk" and not action.isChecked()
action.trigger()  # remembered where one works: a window there, never over the whole of it
assert window.output.view.screen() is desk and not window.output.view.isFullScreen()
window.close()
assert window.output.view is None
print("well")
"""


def view_of(opened: Opened) -> OutputView:
    view = opened.window.output.view
    assert view is not None
    return view


def test_it_shows_the_very_frame_whatever_the_canvas_shows(window: Opened, dcgan_file: Path) -> None:
    canvas, action = window.window.canvas, window.window.acts["show_output"]
    assert action.shortcut().toString() == "Shift+F11"
    action.trigger()
    view = view_of(window)
    assert view.isVisible() and view.isWindow() and view.pixels is canvas.frame()
    window.workspace.move("z1.1", 2.0, 1)
    window.rest()
    moved = canvas.frame()
    assert view.pixels is moved
    window.window.shelf.show()  # the canvas is covered by a page
    window.workspace.face.set_seed(7, keep_edits=True)
    window.rest()
    assert view.pixels is canvas.frame() and view.pixels is not moved
    canvas.hold_compare(held=True)
    window.wait(lambda: canvas.seen is not canvas.frame())
    window.rest()
    assert view.pixels is canvas.seen
    canvas.hold_compare(held=False)
    assert view.pixels is canvas.frame()
    window.controller.opening.drop(str(dcgan_file))  # 16 pixels
    window.wait(lambda: window.workspace.info.resolution == 16)
    window.rest()
    assert view.pixels is canvas.frame() and view.pixels is not None and view.pixels.shape == (16, 16, 3)
    assert action.isChecked()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert window.window.output.view is None and not action.isChecked()


def test_it_follows_the_film(window: Opened) -> None:
    acts = window.window.acts
    acts["show_output"].trigger()
    for seed in (3, 7):
        window.workspace.face.set_seed(seed, keep_edits=False)
        window.rest()
        acts["set_film_key"].trigger()
        window.rest()
    film = window.window.film
    film.dock.sought.emit(1.0)
    window.rest()
    assert film.screen.showing and view_of(window).pixels is film.screen.frames.frame(30)
    film.screen.player._now = lambda: 0.0
    film.screen.play()
    film.screen.player._now = lambda: 0.5  # what is due now is frame 45
    window.wait(lambda: film.screen.frames.frame(45) is not None)
    film.screen.player.tick()
    film.screen._show(45)
    assert view_of(window).pixels is film.screen.frames.frame(45)
    film.screen.leave()


def test_it_has_none_of_what_lies_over_the_picture(window: Opened) -> None:
    window.window.acts["show_output"].trigger()
    view = view_of(window)
    view.resize(64, 64)
    view.setMinimumSize(64, 64)
    view.resize(64, 64)
    window.window.painter.use("brush")
    window.window.canvas.set_badge("a badge")
    image = view.grab().toImage()
    seen = np.array(image.constBits(), np.uint8).reshape(64, 64, 4)[..., 2::-1]
    assert np.array_equal(seen, window.pixels())


def test_it_goes_with_the_window_and_squares_go_to_it(window: Opened) -> None:
    window.window.acts["show_output"].trigger()
    window.window.acts["toggle_smooth"].trigger()
    assert not view_of(window)._smooth
    view_of(window).showFullScreen()
    screen = QGuiApplication.primaryScreen()
    application = QGuiApplication.instance()
    assert isinstance(application, QApplication)
    application.screenRemoved.emit(screen)  # the other one was unplugged
    settle()
    assert not view_of(window).isFullScreen() and view_of(window).isVisible()
    close_window(window)
    assert window.window.output.view is None and not any(
        isinstance(each, OutputView) for each in QApplication.topLevelWidgets()
    )


def test_a_second_screen_is_filled_and_the_one_chosen_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "two.json").write_text(TWO, encoding="utf-8")
    platform = f"offscreen:configfile={tmp_path / 'two.json'}"
    environment = os.environ | {"QT_QPA_PLATFORM": platform, "EIGENBRUSH_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-c", SCREENS], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=100
    )
    assert done.stdout.split() == ["well"], done.stderr[-3000:]
