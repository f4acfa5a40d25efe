"""The main job, with the shipped generator and real input: turn the head, undo, another face, leave with a GIF.

Also run under Xvfb: `xvfb-run -a env EIGENBRUSH_TEST_PLATFORM=xcb python -m pytest tests/test_main_job.py`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from app.controller import Controller
from app.model.settings import Settings
from app.window.window import MainWindow
from widgets.library.export_dialog import ExportDialog
from widgets.look.glyphs import GlyphButton
from widgets.sliders.row import SliderRow

GENERATOR = "faces-eigengan-64"
LONG = 60_000  # milliseconds: only ever reached by a fault
FRAMES, SIZE = 20, 128


def _turning_slider() -> str:
    """The shipped generator's slider that turns the head, by its name."""
    labels = resources.files("resources") / "generators" / f"{GENERATOR}.json"
    names = json.loads(labels.read_text("utf-8")).get("names", {}) if labels.is_file() else {}
    return next((slider for slider, name in names.items() if "turn" in name.split()), "z2.2")


TURN = _turning_slider()


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    window = MainWindow(Controller(Settings()), f"builtin:{GENERATOR}")
    window.show()
    qtbot.waitExposed(window)
    control = window.controller
    qtbot.waitUntil(lambda: bool(control.workspace and control.workspace.catalogue.sets), timeout=LONG)
    window.activateWindow()
    rest(window, qtbot)
    yield window
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def rest(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the canvas has painted the last document's frame and no job is under way."""
    controller = window.controller

    def quiet() -> bool:
        last = controller.last_frame
        return bool(last and last.sequence >= controller.frames.wanted and not controller.jobs._waiting)

    qtbot.waitUntil(quiet, timeout=LONG)
    QApplication.processEvents()
    qtbot.waitUntil(quiet, timeout=LONG)


def picture(window: MainWindow) -> np.ndarray:
    """What the canvas paints of the frame: uint8 (H, W, 4) of its middle, without the button in the corner."""
    image = window.canvas.grab().toImage()
    pixels = np.array(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[pixels.shape[0] // 4 : -pixels.shape[0] // 4, pixels.shape[1] // 4 : -pixels.shape[1] // 4]


def drag(row: SliderRow, by: int) -> None:
    """Take the handle and move it `by` pixels, as a hand does: in steps."""
    start = QPoint(round(row.handle_x()), row.height() // 2)
    QTest.mousePress(row, Qt.MouseButton.LeftButton, pos=start)
    for step in range(0, by, 8 if by > 0 else -8):
        QTest.mouseMove(row, start + QPoint(step, 0))
    QTest.mouseMove(row, start + QPoint(by, 0))
    QTest.mouseRelease(row, Qt.MouseButton.LeftButton, pos=start + QPoint(by, 0))


def find_row(window: MainWindow, key: str) -> SliderRow:
    """Bring the slider into view as a person does: by looking for it."""
    search = window.sliders.findChild(QLineEdit)
    search.clear()
    QTest.keyClicks(search, key)
    QApplication.processEvents()
    row = window.sliders.row(key)
    assert row.isVisible()
    return row


def menu_action(window: MainWindow, menu: str, text: str) -> QAction:
    found = next(a for a in window.menuBar().actions() if a.text().replace("&", "") == menu)
    return next(a for a in found.menu().actions() if a.text().replace("&", "") == text)


def when_open(kind: type[QDialog], drive: Callable[[QDialog], None]) -> list[QDialog]:
    """Drive the next modal dialog once it is there; the list then holds it."""
    driven: list[QDialog] = []
    timer = QTimer(interval=5)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            timer.stop()
            driven.append(dialog)
            try:
                drive(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()

    timer.timeout.connect(look)
    timer.start()
    return driven


def test_turn_the_head_undo_new_face_and_leave_with_a_gif(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    workspace = window.controller.workspace
    assert workspace is not None
    original, seed = picture(window), workspace.document.seed
    assert original.std() > 10, "there is no face on the canvas"

    # a real drag changes the picture while it goes on, and is one step
    row = find_row(window, TURN)
    home = workspace.value(TURN)
    by = 60 if home < 0 else -60
    drag(row, by)
    rest(window, qtbot)
    turned = picture(window)
    assert np.sign(workspace.value(TURN) - home) == np.sign(by)
    assert abs(workspace.value(TURN) - home) > 1
    assert np.abs(turned.astype(int) - original).mean() > 1
    assert len(workspace.history.steps) == 2

    # undo brings back the very same pixels, redo the others
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    rest(window, qtbot)
    assert np.array_equal(picture(window), original)
    assert workspace.document.edits == ()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    rest(window, qtbot)
    assert np.array_equal(picture(window), turned)

    # the dice: another face, the edit is kept
    dice = next(b for b in window.seeds.findChildren(GlyphButton) if "by chance" in b.toolTip())
    QTest.mouseClick(dice, Qt.MouseButton.LeftButton)
    rest(window, qtbot)
    assert workspace.document.seed != seed
    assert [edit.key for edit in workspace.document.edits] == [TURN]
    assert np.abs(picture(window).astype(int) - turned).mean() > 1

    # File > Export film…
    film = tmp_path / "turn.gif"

    def fill_in(dialog: QDialog) -> None:
        frames = next(box for box in dialog.findChildren(QSpinBox) if box.accessibleName() == "frames")
        file = next(line for line in dialog.findChildren(QLineEdit) if line.accessibleName() == "file")
        sizes = next(box for box in dialog.findChildren(QComboBox) if box.accessibleName() == "size in pixels")
        for box, text in ((frames, str(FRAMES)), (file, str(film)), (sizes.lineEdit(), str(SIZE))):
            box.selectAll()
            QTest.keyClicks(box, text)
        export = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Export")
        QTest.mouseClick(export, Qt.MouseButton.LeftButton)

    driven = when_open(ExportDialog, fill_in)
    with qtbot.waitSignal(window.controller.saved, timeout=LONG) as saved:
        menu_action(window, "File", "Export film…").trigger()
    assert driven
    assert saved.args == [str(film)]
    rest(window, qtbot)
    with Image.open(film) as gif:
        assert (gif.n_frames, gif.size) == (FRAMES, (SIZE, SIZE))
        frames = []
        for i in range(gif.n_frames):
            gif.seek(i)
            assert gif.info["duration"] == 40
            frames.append(np.asarray(gif.convert("RGB")).astype(int))
    assert np.abs(frames[FRAMES // 2] - frames[0]).mean() > 2
    # there and back: the last frame leads into the first
    assert np.abs(frames[-1] - frames[0]).mean() < np.abs(frames[FRAMES // 2] - frames[0]).mean() / 2
    assert [file.name for file in tmp_path.iterdir() if file.suffix in (".gif", ".part")] == ["turn.gif"]
