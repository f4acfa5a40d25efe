"""The slider that leads from one picture to another: what differs between two, or the way from this face to that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject

from app.workbench import Workbench
from engine.document.asked.between import WORDS, End, MorphWay, SliderBetween, Way, pair_name
from engine.document.asked.requests import MakePictures
from engine.document.directions import DirectionSet
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.document.photos.photo import PhotoRead, ReadPhoto
from engine.language import tr

SIDE = 512  # pixels of a picture of a document, as it is chosen


class Between(QObject):
    """Asks the engine for such sliders, and puts them into the workspace."""

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench

    def slider(self, before: End, after: End, names: tuple[str, str]) -> None:
        """What differs between two pictures becomes a slider for every face."""
        self._find(((before, after),), pair_name(*names), "slider")

    def morph(self, target: End, name: str, way: MorphWay = "prior") -> None:
        """The way from the face in front to another becomes a slider from 0 to 1."""
        if (workspace := self._bench.workspace) is not None:
            self._find(((workspace.document, target),), tr("to {name}", name=short(name)), way)

    def morph_to_file(self, path: str) -> None:
        """The same, to a photo or whatever file holds a face."""
        self._bench.settings.folder = str(Path(path).parent)
        self.morph(path, Path(path).stem)

    def _find(self, pairs: tuple[tuple[End, End], ...], name: str, way: Way) -> None:
        bench, workspace = self._bench, self._bench.workspace
        if workspace is None:
            return

        def found(directions: DirectionSet) -> None:
            workspace.catalogue.add(directions)
            told = " ".join(note.text for note in directions.notes)
            bench.say(
                tr("The slider “{name}” is in the panel. {told}", name=short(directions[0].name), told=told).rstrip()
            )

        what = tr("what differs") if way == "slider" else tr("the way {name}, {words}", name=name, words=tr(WORDS[way]))
        bench.ask(
            SliderBetween(workspace.document, pairs, name, way), found, tr("Finding {what}", what=what), kind="pair"
        )

    # ---- what is shown of the two ----

    def read_photo(self, path: str, done: Callable[[PhotoRead], None]) -> None:
        """A photo and the faces in it."""
        bench = self._bench
        if bench.workspace is not None:
            bench.settings.folder = str(Path(path).parent)
            bench.ask(
                ReadPhoto(bench.workspace.document, path), done, tr("Reading {name}", name=short(Path(path).name))
            )

    def picture_of(self, document: Document, done: Callable[[np.ndarray], None]) -> None:
        """A document as a picture."""

        def ready(row: tuple[int, np.ndarray]) -> None:
            done(row[1][0])

        self._bench.ask(MakePictures(((document,),), SIDE), lambda _: None, partial=ready)
