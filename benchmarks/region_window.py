"""Strokes in the real window, offscreen and with its own settings folder: the section `window` of `region.py`.

Every other stroke goes on with the region before; frames and the meter's measurements run beside it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from time import perf_counter

import numpy as np


def painted(name: str, count: int) -> tuple[list[float], list[float]]:
    """Milliseconds of `count` first strokes and as many further ones, on one face of a generator."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EIGENBRUSH_HOME"] = folder
        return _painted(name, count)


def _painted(name: str, count: int) -> tuple[list[float], list[float]]:
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from app.controller import Controller
    from app.model.settings import Settings
    from app.window.window import MainWindow

    app = QApplication.instance() or QApplication([])
    made = MainWindow(Controller(Settings()), name)
    made.show()
    control, times, random = made.controller, ([], []), np.random.default_rng(0)

    def wait(true: Callable[[], bool]) -> None:
        while not true():
            app.processEvents()

    def rests() -> bool:
        work, last = control.brushwork, control.last_frame
        busy = work._rest.isActive() or control.heat._rest.isActive() or control.jobs._waiting
        return not busy and last is not None and last.sequence >= control.frames.wanted

    wait(lambda: control.workspace is not None and bool(control.workspace.catalogue.sets) and rests())
    made.acts["brush"].trigger()
    wait(rests)
    left, top, width, height = made.canvas._viewport.rect()
    for _ in range(count):
        made.acts["clear_region"].trigger()
        for taken in times:
            wait(rests)
            before, (x, y) = control.workspace.catalogue.shown, random.uniform(0.2, 0.8, 2)
            points = [QPoint(round(left + (x + 0.01 * i) * width), round(top + y * height)) for i in range(8)]
            QTest.mousePress(made.canvas, Qt.MouseButton.LeftButton, pos=points[0])
            for point in points:
                QTest.mouseMove(made.canvas, point)
            begun = perf_counter()
            QTest.mouseRelease(made.canvas, Qt.MouseButton.LeftButton, pos=points[-1])
            wait(lambda before=before: control.workspace.catalogue.shown != before and _in_panel(made))
            taken.append(1000 * (perf_counter() - begun))
    made.close()
    return times


def _in_panel(made) -> bool:  # type: ignore[no-untyped-def]
    """Whether the panel holds the sliders of the set that is shown."""
    workspace = made.controller.workspace
    groups = made.sliders._groups
    return bool(groups) and groups[0].key == workspace.catalogue.shown
