"""The strip of a first start: what a person has done of its three steps, and that it never comes back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from app.model.changes import Change
from app.window.surface import Surface

SLIDER, FACE, REGION = range(3)


class FirstStart(QObject):
    """Ticks what the document shows was done, whichever way it was."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller = window, window.controller
        self._seed: int | None = None  # of the first face
        window.first_steps.done.connect(self._done)
        window.pages.currentChanged.connect(self._show)
        window.acts["show_timeline"].toggled.connect(self._show)
        self._show()
        self._controller.changed.connect(self._changed)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        workspace = self._controller.workspace
        if workspace is None or not self._controller.settings.first_steps:
            return
        document, strip = workspace.document, self._window.first_steps
        self._seed = document.seed if self._seed is None else self._seed
        if document.edits:
            strip.tick(SLIDER)
        if document.seed != self._seed:
            strip.tick(FACE)
        if document.regions:
            strip.tick(REGION)

    @Slot()
    def _show(self) -> None:
        """Below the picture alone: pages and the timeline need the height."""
        window = self._window
        here = window.pages.currentWidget() is window.canvas and not window.acts["show_timeline"].isChecked()
        window.first_steps.setVisible(here and self._controller.settings.first_steps)

    @Slot()
    def _done(self) -> None:
        self._controller.settings.first_steps = False
        self._show()
