"""View > Output window: the picture alone in a window of its own, the very frame that is on the canvas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication, QScreen

from app.window.surface import Surface

if TYPE_CHECKING:
    from widgets.canvas.output import OutputView


class Output(QObject):
    """Opens and closes it, and hands it what the canvas shows."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._settings = window, window.controller.settings
        self.view: OutputView | None = None  # while it is open
        window.canvas.seen_changed.connect(self._follow)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        # Once Qt has moved what was on that screen.
        application.screenRemoved.connect(self._screen_went, Qt.ConnectionType.QueuedConnection)

    def switch(self, on: bool) -> None:
        """Open it, or close it."""
        if not on:
            self.close()
        elif self.view is None:
            from widgets.canvas.output import OutputView

            self.view = OutputView(self._window)
            self.view.closed.connect(self._closed)
            self.view.addAction(self._window.acts["show_output"])  # its key closes it from here as well
            self._follow()
            own = self._window.screen()
            screen = screen_for(QGuiApplication.screens(), own, self._settings.output_screen)
            self.view.open_on(screen, whole=screen is not own)

    def close(self) -> None:
        """Close it if it is open."""
        if self.view is not None:
            self.view.close()

    @Slot()
    def _follow(self) -> None:
        if self.view is not None:
            self.view.show_picture(self._window.canvas.seen, smooth=self._window.canvas.smooth)

    @Slot()
    def _closed(self) -> None:
        view, self.view = self.view, None
        if view is None:
            return
        if len(QGuiApplication.screens()) > 1:  # else nobody chose the one it was on
            self._settings.output_screen = view.screen().name()
        self._window.acts["show_output"].setChecked(False)
        view.deleteLater()

    @Slot()
    def _screen_went(self) -> None:
        """A screen was unplugged: what filled it may not lie over the window that one works in."""
        own = self._window.screen()
        if self.view is not None and self.view.isFullScreen() and self.view.screen() is own:
            self.view.open_on(own, whole=False)


def screen_for(screens: Sequence[QScreen], own: QScreen, remembered: str) -> QScreen:
    """The screen that it opens on: the one remembered by name, else another than the main window's `own`, else that."""
    known = [screen for screen in screens if screen.name() == remembered]
    return next(iter((*known, *(screen for screen in screens if screen is not own))), own)
