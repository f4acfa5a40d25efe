"""The split view in the window: the face as it is drawn beside the calmed one, live; and the sliders that calm it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Slot

from app.model.changes import PICTURE, Change
from app.window.surface import Surface
from engine.document.asked.requests import Frame
from engine.document.document import Document
from widgets.faces.split import SplitView

REST = 60  # milliseconds after a change, until the face as it is drawn is asked for anew


class SplitPage(QObject):
    """Fills both sides while they are on screen."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller = window, window.controller
        self._plain: Document | None = None  # what the left side shows, or is going to
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._ask)
        self.page = SplitView()
        window.add_page(self.page)
        window.taming.moved.connect(window.acting(lambda workspace: workspace.face.set_compression))
        window.taming.split_toggled.connect(self._toggle)
        window.pages.currentChanged.connect(self._turned)
        self.page.closed.connect(window.show_canvas)
        self._controller.usual.plain_ready.connect(self.page.before.set_pixels)
        self._controller.frame_ready.connect(self._frame_came)
        self._controller.changed.connect(self._changed)

    @property
    def _seen(self) -> bool:
        return self._window.pages.currentWidget() is self.page

    @Slot(bool)
    def _toggle(self, on: bool) -> None:
        if not on:
            self._window.show_canvas()
        elif self._window.turn_to(self.page):
            self._plain = None
            self._ask()
            if (frame := self._controller.last_frame) is not None:
                self.page.after.set_pixels(frame.pixels)

    @Slot()
    def _turned(self) -> None:
        self._window.taming.set_split(on=self._seen)

    @Slot(object)
    def _frame_came(self, frame: Frame) -> None:
        if self._seen:
            self.page.after.set_pixels(frame.pixels)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._seen and change & PICTURE:
            self._rest.start()

    @Slot()
    def _ask(self) -> None:
        workspace = self._controller.workspace
        if workspace is None or not self._seen:
            return
        plain = replace(workspace.document, compression=0.0, components=0)
        if plain != self._plain:
            self._plain = plain
            self._controller.usual.ask_plain()
