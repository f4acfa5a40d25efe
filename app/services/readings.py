"""The other ways to read what is open, where its file does not tell all settings of its network."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.model.settings import cache_of
from app.services.opening import Opening
from app.workbench import Workbench
from engine.document.asked.requests import ReadOtherwise


class Readings(QObject):
    """Draws what each would give, and opens the file by the one that is chosen, from then on."""

    drawn = Signal(str, object)  # the reading, uint8 (h, w, 3): its picture of the seed on screen

    def __init__(self, bench: Workbench, opening: Opening) -> None:
        super().__init__(bench)
        self._bench, self._opening = bench, opening

    def draw(self) -> None:
        """Ask for their pictures."""
        if (workspace := self._bench.workspace) is None or not workspace.info.readings:
            return
        cache, document = cache_of(self._bench.settings), workspace.document
        work = ReadOtherwise(workspace.info.ref.sha256, document.seed, document.label, cache)
        self._bench.ask(work, lambda _: None, kind="readings", partial=lambda each: self.drawn.emit(*each))

    def choose(self, reading: str) -> None:
        """Read the file in this way, now and whenever it is opened."""
        if (workspace := self._bench.workspace) is None:
            return
        info = workspace.info
        self._bench.settings.readings[info.file] = reading
        self._opening.generator(info.ref.source)
