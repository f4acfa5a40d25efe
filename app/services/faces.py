"""Which face is shown: seeds, walls of faces, the strip of a slider, the picture without edits."""

from __future__ import annotations

import secrets
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.model.ends import looks
from app.workbench import Workbench
from engine.document.asked.requests import Failed, MakePictures
from engine.document.disk.limits import SEEDS
from engine.document.document import Document
from engine.document.films.film import along


class Faces(QObject):
    """Goes from face to face, and has small pictures of others made."""

    strip_ready = Signal(str, object, object)  # slider key, pixels (n, h, w, 3), values
    strip_refused = Signal(str)  # slider key: there will be none, and it was said why
    face_ready = Signal(object, object)  # seed (an int of Qt's is too small), pixels

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench

    def dice(self) -> None:
        """A face nobody has seen."""
        self.choose_seed(secrets.randbelow(SEEDS))

    def choose_seed(self, seed: int) -> None:
        """Go to a seed."""
        bench, keep = self._bench, self._bench.settings
        if bench.workspace is not None:
            bench.workspace.face.set_seed(seed, keep_edits=keep.keep_edits, keep_regions=keep.keep_regions)

    def back(self) -> None:
        """The face before, among those visited."""
        self._step(-1)

    def forward(self) -> None:
        """The face after, among those visited."""
        self._step(+1)

    def _step(self, step: int) -> None:
        bench, keep = self._bench, self._bench.settings
        if bench.workspace is not None:
            bench.workspace.face.step_seed(step, keep_edits=keep.keep_edits, keep_regions=keep.keep_regions)

    def ask_original(self) -> None:
        """Render the seed without edits, for a comparison."""
        if self._bench.workspace is not None:
            self._bench.frames.want_original(self._bench.workspace.document.unedited())

    def make_strip(self, key: str) -> None:
        """A film strip of one slider from -3 to +3 sigma, or of a morph from end to end."""
        workspace = self._bench.workspace
        if workspace is None:
            return

        def ready(row: tuple[int, np.ndarray]) -> None:
            self.strip_ready.emit(key, row[1], looks(key))

        def failed(failure: Failed) -> None:
            self._bench.problem(failure)
            self.strip_refused.emit(key)

        try:
            work = MakePictures((along(workspace.document, (workspace.track(key, looks(key)),)),))
        except ValueError as refused:
            self._bench.say(str(refused))
            self.strip_refused.emit(key)
            return
        self._bench.ask(work, lambda _: None, kind="strip", partial=ready, failed=failed)

    def stop_strip(self) -> None:
        """Nobody looks at the strip any more."""
        self._bench.jobs.cancel_kind("strip")

    def make_faces(self, seeds: tuple[int, ...]) -> None:
        """Thumbnails of these seeds, one by one, each as going there would show it: with the edits if they are kept."""
        workspace, keep = self._bench.workspace, self._bench.settings
        if workspace is not None:
            there = workspace.face.after(0, keep_edits=keep.keep_edits, keep_regions=keep.keep_regions)
            self._make(tuple(replace(there, seed=seed) for seed in seeds))

    def make_faces_as(self, document: Document, seeds: tuple[int, ...]) -> None:
        """Thumbnails without edits, with the truncation, class and mixing of this document."""
        plain = replace(document, edits=(), photo=None, tuning=None)
        self._make(tuple(replace(plain, seed=seed) for seed in seeds))

    def _make(self, documents: tuple[Document, ...]) -> None:

        def ready(row: tuple[int, np.ndarray]) -> None:
            place, (face,) = row
            self.face_ready.emit(documents[place].seed, face)

        work = MakePictures(tuple((document,) for document in documents))
        self._bench.ask(work, lambda _: None, kind="faces", partial=ready)

    def stop_faces(self) -> None:
        """Nobody looks at the wall any more."""
        self._bench.jobs.cancel_kind("faces")
