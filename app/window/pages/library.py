"""The library page in the window: what it shows, and what happens when a card is chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from app.services.library import FETCH, fetchable, sections
from app.window.surface import Surface
from engine.document.disk.wording import short
from engine.document.keys import Source
from engine.language import tr


class Shelf(QObject):
    """Fills the page while it is on screen. Where nothing is open the page is what the window shows."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller, self._page = window, window.controller, window.library
        self._page.opened.connect(self._open)
        self._page.fetch_wanted.connect(self._fetch)
        self._page.removed.connect(self._remove)
        self._page.pinned.connect(self._pin)
        self._page.closed.connect(window.show_canvas)
        self._page.file_wanted.connect(window.acts["open_file"].trigger)
        self._page.paths_dropped.connect(window.dropped)
        self._controller.job_started.connect(self.refresh)
        self._controller.job_ended.connect(self.refresh)
        self._controller.generator_opened.connect(self.refresh)
        self._controller.opening.model_fetched.connect(self._fetched)

    def show(self) -> None:
        """Bring the page to the front."""
        window = self._window
        self._controller.faces.stop_faces()
        window.pages.setCurrentWidget(self._page)
        self.refresh()
        self._page.focus_card()

    @Slot()
    def refresh(self) -> None:
        """Show what there is now."""
        if self._window.pages.currentWidget() is not self._page:
            return
        workspace, jobs = self._controller.workspace, self._controller.jobs
        current = workspace.info.ref.source if workspace is not None else ""
        busy = frozenset(model.name for model in fetchable() if jobs.running("fetch", model.name))
        self._page.set_sections(sections(self._controller.settings, current, busy))
        hint = "" if workspace is not None else tr("Nothing is open. Choose a generator, or drop a file here.")
        self._page.set_closable(closable=workspace is not None, hint=hint)

    @Slot(str)
    def _open(self, key: str) -> None:
        workspace = self._controller.workspace
        if workspace is not None and workspace.info.ref.source == key:
            self._window.show_canvas()
        elif Source(key).is_file:
            self._controller.opening.drop(key)
        else:
            self._controller.opening.generator(key)

    @Slot(str)
    def _fetch(self, key: str) -> None:
        self._controller.opening.model(key.removeprefix(FETCH))

    @Slot(str, str)
    def _fetched(self, title: str, path: str) -> None:
        """Who still waits in the library wants to see it; who went on is only told."""
        if self._window.pages.currentWidget() is self._page:
            self._controller.opening.drop(path)
        else:
            self._controller.noticed.emit(
                tr("{title} is in the library now ({name}).", title=title, name=short(Path(path).name)), "info", ""
            )

    @Slot(str)
    def _remove(self, path: str) -> None:
        self._controller.settings.forget(path)
        self.refresh()
        self._page.focus_card()

    @Slot(str, bool)
    def _pin(self, path: str, on: bool) -> None:
        self._controller.settings.pin(path, on=on)
        self.refresh()
