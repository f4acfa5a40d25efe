"""Masks as files: the region that is painted on as a PNG, and back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from app.window import dialogs
from app.window.surface import Surface
from engine.document.files import write_whole
from engine.document.regions import as_mask
from engine.document.wording import said, short
from engine.regions.masks import read_mask

PNG = "Mask (*.png)"


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
            self._controller.noticed.emit("There is no region to save yet; paint one.", "info", "")
            return
        if path := dialogs.ask_where(self._window, "Save mask", f"{painting.current}.png", PNG):
            from engine.export.png import png_bytes  # here: what it imports would add 10 ms to every start

            try:
                write_whole(Path(path), png_bytes(painting.mask()))
            except OSError as error:
                self._controller.noticed.emit(said(error), "problem", "")
            else:
                self._controller.settings.folder = str(Path(path).parent)
                self._controller.say_saved(path)

    @Slot()
    def load(self) -> None:
        """A PNG as the current region."""
        folder = self._controller.settings.folder
        path, _ = QFileDialog.getOpenFileName(self._window, "Load mask", folder, f"{PNG};;All files (*)")
        painting = self._work.painting
        if not path or painting is None:
            return
        try:
            weights, told = read_mask(Path(path), painting.side)
        except ValueError as error:
            self._controller.noticed.emit(said(error), "problem", "")
            return
        self._controller.settings.folder = str(Path(path).parent)
        painting.paint(as_mask(weights), f"Loaded {short(Path(path).name)}")
        if told:
            self._controller.noticed.emit(told, "info", "")
