"""Masks as files: the region that is painted on as a PNG, and back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from app.window import dialogs
from app.window.surface import Surface
from engine.language import tr

PNG = tr("Mask (*.png)")


class MaskFiles(QObject):
    """Asks where to, or what from."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller = window, window.controller
        self._work = window.controller.regions
        window.brush_bar.save_wanted.connect(self.save)
        window.brush_bar.load_wanted.connect(self.load)

    @Slot()
    def save(self) -> None:
        """The current region as PNG."""
        painting = self._work.painting
        if painting is None or not painting.current:
            self._controller.noticed.emit(tr("There is no region to save yet; paint one."), "info", "")
            return
        if path := dialogs.ask_where(self._window, tr("Save mask"), f"{painting.current}.png", PNG):
            self._controller.masks.save(path)

    @Slot()
    def load(self) -> None:
        """A PNG as the current region."""
        folder = self._controller.settings.starting_folder()
        path, _ = QFileDialog.getOpenFileName(
            self._window, tr("Load mask"), folder, tr("{png};;All files (*)", png=PNG)
        )
        if path:
            self._controller.masks.load(path)
