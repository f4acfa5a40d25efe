"""The frames of the film, as far as they are drawn: kept while there is room, drawn ahead of where one looks."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.workbench import Workbench
from engine.document.asked.requests import Failed, MakePictures
from engine.document.document import Document

ROOM = 256 * 2**20  # bytes of pictures that are kept
_ROW, _ROWS = 4, 12  # frames that are drawn together, and such rows in a job: a newer place to look at is soon served


class FilmFrames(QObject):
    """By number, from 0. `came` says that some more are there; one that cannot be drawn ends the drawing, which
    `failed` says, until there is another film."""

    came = Signal()
    failed = Signal(str)

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._kept: OrderedDict[int, np.ndarray] = OrderedDict()
        self._document_at: Callable[[int], Document] | None = None
        self._count = self._size = self._place = 0
        self._broken = False

    def set_film(self, document_at: Callable[[int], Document] | None, count: int, size: int) -> None:
        """Another film of `count` frames, `size` pixels a side at most; `document_at` gives a frame's document, and may
        raise ValueError. None: there is no film."""
        self.stop()
        self._kept.clear()
        self._document_at, self._count, self._size = document_at, count, size
        self._broken = document_at is None

    @property
    def room(self) -> int:
        """How many frames are kept."""
        return max(1, ROOM // max(1, 3 * self._size**2))

    def frame(self, place: int) -> np.ndarray | None:
        """A frame, uint8 (h, w, 3), if it is there."""
        if place in self._kept:
            self._kept.move_to_end(place)
        return self._kept.get(place)

    def document(self, place: int) -> Document | None:
        """What a frame is of; None where that cannot be said."""
        if self._document_at is None:
            return None
        try:
            return self._document_at(place)
        except ValueError as error:
            self._fail(str(error))
            return None

    def look_at(self, place: int, *, now: bool = True) -> None:
        """Somebody looks there: if `now` this frame first, then those behind it."""
        self._place = place
        if now and place not in self._kept and not self._bench.jobs.running("film frame"):
            self._draw("film frame", ((place,),))
        elif not self._bench.jobs.running("film frames"):
            self._go_on()

    def stop(self) -> None:
        """Nobody looks any more."""
        self._bench.jobs.cancel_kind("film frame")
        self._bench.jobs.cancel_kind("film frames")

    def _go_on(self) -> None:
        """Those ahead of where one looks, round and round, as many as there is room for."""
        ahead = (self._place + i for i in range(min(self._count, self.room)))
        missing = [place % self._count for place in ahead if place % self._count not in self._kept][: _ROW * _ROWS]
        if missing:
            rows = tuple(tuple(missing[i : i + _ROW]) for i in range(0, len(missing), _ROW))
            self._draw("film frames", rows)

    def _draw(self, kind: str, rows: tuple[tuple[int, ...], ...]) -> None:
        if self._broken:
            return
        asked: list[tuple[Document, ...]] = []
        for row in rows:
            documents = tuple(document for place in row if (document := self.document(place)) is not None)
            if len(documents) < len(row):
                return
            asked.append(documents)

        def drawn(answer: tuple[int, np.ndarray]) -> None:
            number, pictures = answer
            for place, pixels in zip(rows[number], pictures, strict=True):
                self._keep(place, pixels)
            self.came.emit()

        def done(_: object) -> None:
            self.look_at(self._place, now=kind == "film frame")

        def failed(failure: Failed) -> None:
            self._fail(failure.sentence)

        work = MakePictures(tuple(asked), self._size)
        if kind == "film frame":
            self._bench.ask(work, done, kind="film frame", partial=drawn, failed=failed)
        else:
            self._bench.ask(work, done, kind="film frames", partial=drawn, failed=failed)

    def _keep(self, place: int, pixels: np.ndarray) -> None:
        self._kept.setdefault(place, np.ascontiguousarray(pixels))  # one of a batch may differ by rounding
        self._kept.move_to_end(place)
        while len(self._kept) > self.room:
            self._kept.popitem(last=False)

    def _fail(self, sentence: str) -> None:
        if not self._broken:
            self._broken = True
            self.failed.emit(sentence)
