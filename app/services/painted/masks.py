"""Masks as files: the region that is painted on as a PNG, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from app.model.painting import Painting
from app.workbench import Workbench
from engine.document.asked.requests import LoadMask, Mask, SaveMask
from engine.document.disk.wording import short
from engine.language import tr


class Paints(Protocol):
    """Who knows what is painted."""

    @property
    def painting(self) -> Painting | None: ...


class Masks(QObject):
    """Asks the engine to read and write them."""

    def __init__(self, bench: Workbench, regions: Paints) -> None:
        super().__init__(bench)
        self._bench, self._regions = bench, regions

    def save(self, path: str) -> None:
        """The current region as PNG."""
        bench, painting = self._bench, self._regions.painting
        if painting is not None:
            bench.settings.folder = str(Path(path).parent)
            bench.ask(
                SaveMask(painting.mask(), path), bench.say_saved, tr("Saving {name}", name=short(Path(path).name))
            )

    def load(self, path: str) -> None:
        """A PNG as the current region, unless another generator is on screen when it has been read."""
        bench, painting = self._bench, self._regions.painting
        if painting is None:
            return
        name, region = short(Path(path).name), painting.current

        def loaded(found: Mask) -> None:
            if self._regions.painting is not painting or painting.current != region:
                bench.say(
                    tr(
                        "{name} was not painted, because another region came up while it was read; load it again.",
                        name=name,
                    )
                )
                return
            bench.settings.folder = str(Path(path).parent)
            painting.paint(found.mask, tr("Loaded {name}", name=name))
            if found.told:
                bench.say(found.told)

        bench.ask(LoadMask(path, painting.side, painting.size.aspect), loaded, tr("Opening {name}", name=name))
