"""Ready-made regions of the face on screen: eyes, nose, mouth and so on."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.workbench import Workbench
from engine.document.asked.requests import Failed, FindParts
from engine.document.document import Document


class Parts(QObject):
    """Has them found once for each face."""

    ready = Signal()

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self.masks: dict[str, np.ndarray] = {}  # name -> uint8 (height, width)
        self.why_none = ""  # the sentence that says why there are none
        self._face: Document | None = None
        bench.generator_opened.connect(self._forget)

    def find(self, face: Document, side: int) -> None:
        """Those of this face, masks of `side` pixels, unless they are here or under way."""
        if face == self._face:
            return
        self._face = face
        self._bench.ask(FindParts(face, side), self._take, kind="parts", failed=self._failed)

    @Slot()
    def _forget(self) -> None:
        self.masks, self.why_none, self._face = {}, "", None
        self._bench.jobs.cancel_kind("parts")

    def _take(self, parts: dict[str, np.ndarray]) -> None:
        self.masks, self.why_none = parts, ""
        self.ready.emit()

    def _failed(self, failure: Failed) -> None:
        self.masks, self.why_none = {}, failure.sentence
        self.ready.emit()
