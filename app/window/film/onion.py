"""Onion skin of the film: the keys before and after the playhead shine through what is shown."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QSignalBlocker, Slot
from PySide6.QtWidgets import QAbstractButton

from app.window.film.screen import SIDE, FilmScreen
from app.window.surface import Surface
from engine.document.asked.requests import MakePictures
from engine.document.document import Document
from engine.language import tr

COMPARING = ("wipe", "onion", "difference")


class Onion(QObject):
    """Takes the place of other comparisons, and gives way to them."""

    def __init__(self, window: Surface, screen: FilmScreen, button: QAbstractButton) -> None:
        super().__init__(window)
        self._window, self._screen, self._button = window, screen, button
        self._of: tuple[Document, ...] = ()
        button.toggled.connect(self._switch)
        screen.moved.connect(self._follow)
        window.controller.changed.connect(self._follow)
        for name in COMPARING:
            window.acts[name].toggled.connect(self._compared)

    def end(self) -> None:
        """Nothing shines through any more."""
        self._button.setChecked(False)

    @Slot(bool)
    def _compared(self, on: bool) -> None:
        if on and self._button.isChecked():
            with QSignalBlocker(self._button):
                self._button.setChecked(False)
            self._of = ()

    @Slot(bool)
    def _switch(self, on: bool) -> None:
        canvas = self._window.canvas
        self._of = ()
        if not on:
            self._window.controller.jobs.cancel_kind("film onion")
            canvas.set_way("")
            canvas.set_left(None)
            return
        for name in COMPARING:
            if self._window.acts[name].isChecked():
                self._window.acts[name].trigger()
        canvas.set_left(None)
        canvas.set_way("onion")
        self._follow()

    @Slot()
    def _follow(self, *_: object) -> None:
        workspace = self._window.controller.workspace
        if not self._button.isChecked() or workspace is None:
            return
        keys, at = workspace.document.timeline.keys, self._screen.at
        before = [key.document for key in keys if key.time < at - 1e-6][-1:]
        after = [key.document for key in keys if key.time > at + 1e-6][:1]
        of = (*before, *after)
        if of == self._of:
            return
        self._of = of
        self._window.canvas.set_left(None)
        if not of:
            return

        def drawn(answer: tuple[int, np.ndarray]) -> None:
            if self._button.isChecked() and of == self._of:
                mean = answer[1].astype(np.float32).mean(0).round().astype(np.uint8)
                self._window.canvas.set_left(np.ascontiguousarray(mean), tr("keys beside it"), tr("film"))

        size = min(SIDE, workspace.info.resolution)
        self._window.controller.ask(MakePictures((of,), size), lambda _: None, kind="film onion", partial=drawn)
