"""A page of directions while it is on screen: filled as the workspace changes, its film strips asked for as they come
into sight and drawn anew once the picture rests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, QTimer, Slot

from app.model.changes import Change
from app.model.workspace import Workspace
from app.window.surface import Surface
from engine.document.document import NO_FILM, Document
from widgets.directions.browser import DirectionBrowser
from widgets.directions.comparison import Comparison

#: After the last change strips and other faces wait so long (ms) before they are drawn anew.
REST = 200
STRIP_SIZE = 72


class Strips(QObject):
    """Those of one page, which `fill` fills. What they show is of `_drawn`; else they wait until the picture rests."""

    def __init__(self, window: Surface, page: DirectionBrowser | Comparison, fill: Callable[[Workspace], None]) -> None:
        super().__init__(window)
        self._window, self._page, self._fill = window, page, fill
        self._directions = window.controller.directions
        self._drawn: object = None
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._redraw)
        self._directions.strip_ready.connect(self._show)
        window.controller.generator_opened.connect(self._forget)
        window.controller.changed.connect(self._changed)
        page.strips_wanted.connect(self._make)
        page.closed.connect(window.show_canvas)
        window.add_page(page)
        window.pages.currentChanged.connect(self._turned)

    def show(self) -> None:
        """Bring the page to the front."""
        if self._window.turn_to(self._page):
            self.refill()

    def refill(self) -> None:
        """Show what there is now; pictures follow once it rests."""
        if (workspace := self._window.controller.workspace) is not None:
            self._fill(workspace)
            self._rest.start()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._in_front() and change & ~(Change.STEPS | Change.JOBS):
            self.refill()

    @Slot(tuple)
    def _make(self, keys: tuple[str, ...]) -> None:
        """The strips of these sliders."""
        workspace = self._window.controller.workspace
        if workspace is None:
            return
        now = _pictured(workspace)
        if self._drawn is None:
            self._drawn = now
        if self._drawn == now:  # else what is shown is of an older document: all is drawn anew once the picture rests
            self._directions.make_strips(keys, round(STRIP_SIZE * self._window.devicePixelRatioF()))

    def _in_front(self) -> bool:
        return self._window.pages.currentWidget() is self._page

    @Slot()
    def _redraw(self) -> None:
        workspace = self._window.controller.workspace
        if workspace is not None and self._in_front() and self._drawn not in (None, _pictured(workspace)):
            self._drawn = None
            self._page.renew_strips()

    @Slot(str, object, object)
    def _show(self, key: str, pixels: np.ndarray, values: tuple[float, ...]) -> None:
        if self._in_front():
            self._page.set_strip(key, pixels, values)

    @Slot()
    def _turned(self) -> None:
        if not self._in_front():
            self._rest.stop()
        if not isinstance(self._window.pages.currentWidget(), DirectionBrowser | Comparison):
            self._directions.stop()

    @Slot()
    def _forget(self) -> None:
        """Another generator: nothing of the old one stays."""
        self._drawn = None
        self._page.forget_strips()


def _pictured(workspace: Workspace) -> tuple[Document, bytes, frozenset[str]]:
    """What the strips depend on: the document, the seed's own code, and which sets show absolute places."""
    plain = replace(workspace.document, names=(), starred=(), locked=(), regions=(), snapshots=(),
                    timeline=NO_FILM)  # fmt: skip
    return plain, workspace.face.base.tobytes(), frozenset(workspace.catalogue.absolute)
