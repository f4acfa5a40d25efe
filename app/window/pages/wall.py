"""The wall in the window: many faces to pick from, in the picture's place."""

from __future__ import annotations

import time

import numpy as np
from PySide6.QtCore import QObject, Slot

from app.model.face import SEEDS
from app.window.surface import Surface
from widgets.states import Face

WALL = 48  # faces at once


class WallPage(QObject):
    """Fills the page with faces nobody has seen."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._faces = window, window.controller.faces
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
        self._window.wall.set_faces(())

    @Slot()
    def _more(self) -> None:
        random = np.random.default_rng(time.time_ns())
        seeds = tuple(int(seed) for seed in random.integers(0, SEEDS, WALL))
        self._window.wall.set_faces(tuple(Face(seed) for seed in seeds))
        self._faces.make_faces(seeds)

    @Slot(int)
    def _pick(self, seed: int) -> None:
        self._window.show_canvas()
        self._faces.choose_seed(seed)
