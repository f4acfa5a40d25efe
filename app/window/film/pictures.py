"""Small pictures of the film's keys: drawn once each, and found again by what they are of."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from app.window.surface import Surface
from engine.document.asked.requests import MakePictures
from engine.document.document import Document, Timeline
from widgets.parts.pixels import thumbnail
from widgets.timeline.keys import PICTURE

_DRAWN = 96  # pixels
_KEPT = 400  # pictures, undone or not


class KeyPictures(QObject):
    """`came` when there are more than before."""

    came = Signal()

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window = window
        self._kept: dict[Document, QPixmap] = {}
        self._failed: set[Document] = set()

    def of(self, film: Timeline) -> dict[float, QPixmap]:
        """Those that are there, by the times of their keys; the others are asked for."""
        missing = tuple(dict.fromkeys(
            key.document for key in film.keys if key.document not in self._kept and key.document not in self._failed
        ))  # fmt: skip
        if missing:
            self._draw(missing)
        return {key.time: self._kept[key.document] for key in film.keys if key.document in self._kept}

    def _draw(self, documents: tuple[Document, ...]) -> None:

        def drawn(row: tuple[int, np.ndarray]) -> None:
            place, (pixels,) = row
            while len(self._kept) >= _KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[documents[place]] = thumbnail(pixels, self._window.devicePixelRatioF(), PICTURE)
            self.came.emit()

        def failed(_: object) -> None:
            self._failed.update(documents)  # playing them says why

        work = MakePictures(tuple((document,) for document in documents), _DRAWN)
        self._window.controller.ask(work, lambda _: None, kind="film keys", partial=drawn, failed=failed)
