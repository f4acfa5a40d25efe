"""The film strip under a slider: drawn anew once what it shows is another, and dimmed until then."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Slot

from app.model.changes import PICTURE, Change
from app.model.workspace import Workspace
from app.window.surface import Surface
from engine.document.document import NO_FILM

REST = 200  # milliseconds after the last change, until it is drawn anew


class SliderStrip(QObject):
    """One at a time. Its own slider may be moved: the strip shows it from end to end all the same."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller = window, window.controller
        self._key = ""
        self._drawn: object = None  # what the one that is shown, or on its way, is of
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._make)
        window.sliders.strip_wanted.connect(self._open)
        window.sliders.strip_closed.connect(self._closed)
        window.controller.faces.strip_ready.connect(window.sliders.set_strip)
        window.controller.faces.strip_refused.connect(self._refused)
        window.controller.changed.connect(self._changed)

    @Slot(str)
    def _open(self, key: str) -> None:
        self._key = key
        self._window.sliders.set_strip(key, None, ())
        self._make()

    @Slot()
    def _make(self) -> None:
        if (workspace := self._controller.workspace) is not None and self._key:
            self._drawn = _pictured(workspace, self._key)
            self._controller.faces.make_strip(self._key)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        workspace = self._controller.workspace
        if not self._key or workspace is None or not change & (PICTURE | Change.SETS):
            return
        if _pictured(workspace, self._key) != self._drawn:
            self._drawn = None
            self._controller.faces.stop_strip()  # one of the former state may be under way
            self._window.sliders.dim_strip()
            self._rest.start()

    @Slot()
    def _closed(self) -> None:
        self._key = ""
        self._rest.stop()
        self._controller.faces.stop_strip()

    @Slot(str)
    def _refused(self, key: str) -> None:
        """There will be no pictures: nothing waits for them."""
        if key == self._key:
            self._closed()
            self._window.sliders.close_strip()


def _pictured(workspace: Workspace, key: str) -> object:
    """What the strip of a slider depends on: all but where that slider stands."""
    document = workspace.document
    try:
        edit = replace(workspace.track(key, (0.0,)).edit, muted=False)
    except ValueError:  # nothing is left of it, which making the strip says
        edit = None
    plain = replace(document.without(key), names=(), starred=(), locked=(), regions=(), snapshots=(),
                    timeline=NO_FILM)  # fmt: skip
    return plain, edit, workspace.home(key), workspace.face.base.tobytes()
