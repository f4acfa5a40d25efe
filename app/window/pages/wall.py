"""The wall in the window: many faces to pick from, in the picture's place."""

from __future__ import annotations

import time

import numpy as np
from PySide6.QtCore import QObject, QTimer, Slot

from app.model.changes import PICTURE, Change
from app.window.surface import Surface
from engine.document.disk.limits import SEEDS
from widgets.states import Face

WALL = 48  # faces at once
REST = 200  # milliseconds after the last change, until the faces are drawn anew


class WallPage(QObject):
    """Fills the page with faces nobody has seen."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._faces = window, window.controller.faces
        self._seeds: tuple[int, ...] = ()
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._again)
        window.controller.changed.connect(self._changed)
        window.seeds.keep_edits_toggled.connect(self._toggled)
        self._faces.face_ready.connect(window.wall.set_face)
        window.wall.picked.connect(self._pick)
        window.wall.more_wanted.connect(self._more)
        window.wall.closed.connect(window.show_canvas)
        window.seeds.wall_wanted.connect(self.show)
        window.controller.generator_opened.connect(self._forget)

    @Slot()
    def show(self) -> None:
        """Bring the wall to the front."""
        if self._window.turn_to(self._window.wall):
            self._more()

    @Slot()
    def _forget(self) -> None:
        self._seeds = ()
        self._window.wall.set_faces(())

    @Slot()
    def _more(self) -> None:
        random = np.random.default_rng(time.time_ns())
        seeds = tuple(int(seed) for seed in random.integers(0, SEEDS, WALL))
        self._window.wall.set_faces(tuple(Face(seed) for seed in seeds))
        self._seeds = seeds
        self._faces.make_faces(seeds)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        """What every face would have is another: the same faces are drawn anew once it rests."""
        if change & PICTURE and self._in_front():
            self._rest.start()

    @Slot()
    def _toggled(self) -> None:
        if self._in_front():
            self._rest.start()

    def _in_front(self) -> bool:
        return self._window.pages.currentWidget() is self._window.wall and bool(self._seeds)

    @Slot()
    def _again(self) -> None:
        if self._in_front():
            self._faces.make_faces(self._seeds)

    @Slot(object)
    def _pick(self, seed: int) -> None:
        self._window.show_canvas()
        self._faces.choose_seed(seed)
