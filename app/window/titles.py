"""The window's title: the session file, the generator, and whether anything is not saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from app.window.surface import Surface
from engine.document.disk.wording import short
from widgets.parts.plain import title_text

PROGRAM = "EigenBrush"
MARK = "[*]"  # where Qt puts its mark of what is not saved


class Titles(QObject):
    """Keeps it up to date."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller = window, window.controller
        self._controller.generator_opened.connect(self.refresh)
        self._controller.saving.named.connect(self.refresh)
        self._controller.changed.connect(self._mark)

    @Slot()
    def refresh(self) -> None:
        """As it is now."""
        workspace, path = self._controller.workspace, self._controller.saving.path
        parts = [Path(path).name] if path else []
        parts += [workspace.info.ref.name] if workspace is not None else []
        first, *others = [*parts, PROGRAM]
        shown = [title_text(short(part)) for part in others]
        self._window.setWindowTitle(" — ".join([title_text(short(first)) + MARK, *shown]))
        self._mark()

    @Slot()
    def _mark(self) -> None:
        self._window.setWindowModified(self._controller.saving.unsaved)
