"""The picture that one works on while the film lies over it: Esc shows it again, and if the film lacks it, that is
said, with a way to have it there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Slot

from app.model.changes import Change
from app.window.film.screen import FilmScreen
from app.window.surface import Surface
from engine.document.document import Document
from engine.document.snapshots import values_of
from engine.language import tr


class HiddenPicture(QObject):
    """Each picture is told of once; `set_key` has the film pass it where the playhead stands."""

    def __init__(self, window: Surface, screen: FilmScreen, set_key: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._screen, self._set_key = window, screen, set_key
        self._told: Document | None = None
        self._sentence = tr("Your picture is not in the film yet. Esc shows it again.")
        screen.covers.connect(self._covered)
        window.controller.changed.connect(self._changed)

    @Slot(bool)
    def _covered(self, on: bool) -> None:
        for watched in (self._window, self._window.canvas):
            (watched.installEventFilter if on else watched.removeEventFilter)(self)
        if not on:
            self._window.notice.take_back(self._sentence)
        elif (lacking := self._lacking()) is not None and lacking != self._told:
            self._told = lacking
            show, key = (tr("Show it"), self._screen.leave), (tr("Set a key here"), self._set_key)
            self._window.notice.offer(self._sentence, (show, key))

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._screen.showing and change & Change.FILM and self._lacking() is None:
            self._window.notice.take_back(self._sentence)

    def _lacking(self) -> Document | None:
        """What makes the picture, if the film has keys and none is of it."""
        workspace = self._window.controller.workspace
        keys = () if workspace is None else workspace.document.timeline.keys
        if workspace is None or not keys:
            return None
        values = values_of(workspace.document)
        return None if any(key.document == values for key in keys) else values

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc on the picture, or anywhere that has no use for it."""
        if not self._window.left_by(event):
            return False
        self._screen.leave()
        return True
