"""Morphs in the window: to a face of the wall, to an earlier one, to that of a file."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from app.window.surface import Surface
from engine.document.asked.between import MORPHS, MorphWay
from engine.document.photos.photo import PHOTOS
from engine.language import tr

FACES = tr(
    "Faces ({value});;All files (*)",
    value=" ".join(f"*{ending}" for ending in (*PHOTOS, ".eigenbrush", ".npz", ".npy", ".pt")),
)


class Morphing(QObject):
    """Hears where a person wants to go, and asks for the way."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._between = window, window.controller.between
        window.wall.morph_wanted.connect(self._to_seed)
        window.history_panel.morph_wanted.connect(self._to_step)

    @Slot(object, str)
    def _to_seed(self, seed: int, way: str) -> None:
        if (workspace := self._window.controller.workspace) is not None:
            self._window.show_canvas()
            self._between.morph(workspace.face.of_seed(seed), tr("seed {seed}", seed=seed), _way(way))

    @Slot(int, str)
    def _to_step(self, index: int, way: str) -> None:
        workspace = self._window.controller.workspace
        if workspace is not None and index < len(workspace.history.steps):
            step = workspace.history.steps[index]
            self._between.morph(step.document, step.label, _way(way))

    @Slot()
    def to_file(self) -> None:
        """Ask for a file with a face, and for the way to it."""
        folder = self._window.controller.settings.starting_folder()
        path, _ = QFileDialog.getOpenFileName(self._window, tr("Morph to a picture"), folder, FACES)
        if path:
            self._between.morph_to_file(path)


def _way(text: str) -> MorphWay:
    """Qt's signals carry it as text."""
    return next(way for way in MORPHS if way == text)
