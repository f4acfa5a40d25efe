"""Faces that came together, from a file of several codes or many photos: kept to choose from, drawn, saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.model.brought import BroughtFace, as_file, from_file, gone_photos, new_of, take
from app.model.changes import Change
from app.services.brought.scores import in_words
from app.workbench import Workbench
from engine.document.asked.codes import SaveCodes
from engine.document.asked.offers import GeneratorInfo
from engine.document.asked.requests import MakePictures
from engine.document.composing import held_code
from engine.document.disk.limits import FACES
from engine.document.disk.wording import short
from engine.document.document import PhotoRef
from engine.document.photos.photo import Inverted
from engine.document.saved.code_file import Origin
from engine.document.saved.session import Session
from engine.language import tr

SIDE = 96  # pixels of a small picture


def face_of(path: str, found: Inverted) -> BroughtFace:
    """What was found of the photo with this path."""
    origin = Origin(PhotoRef(path, found.alignment, found.sha256), in_words(found), found.likeness)
    return BroughtFace(Path(path).stem, found.code, origin)


class BroughtFaces(QObject):
    """All that came for each generator since the program began; the page shows those of the one in front."""

    began = Signal()  # some are about to come: somebody waits for them
    came = Signal()  # more of them
    drawn = Signal(int, object)  # its place, pixels

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self._pictured: set[int] = set()  # the places whose pictures are on the page
        bench.generator_opened.connect(self._other_generator)

    @property
    def faces(self) -> tuple[BroughtFace, ...]:
        """Those of the generator in front."""
        workspace = self._bench.workspace
        return self._bench.faces_brought.get(workspace.info.ref.sha256, ()) if workspace is not None else ()

    def add(self, generator: str, faces: Sequence[BroughtFace]) -> None:
        """More of them for the generator with this hash."""
        bench = self._bench
        if faces:
            bench.faces_brought[generator] = (*bench.faces_brought.get(generator, ()), *faces)
            bench.changed.emit(Change.BROUGHT)
        self._tell(generator, {})

    @Slot(str, object)
    def session_opened(self, _: str, session: Session) -> None:
        """The faces that a session keeps come back, beside those that are there; photos that are gone are named."""
        count = 0
        for kept in session.faces:
            new = new_of(from_file(kept.found, FACES), self._bench.faces_brought.get(kept.generator, ()))
            count += len(new)
            self.add(kept.generator, new)
        if count:
            one = tr("Back with the session is the face brought in: see Face > Faces brought in.")
            more = tr(
                "Back with the session are the {count} faces brought in: see Face > Faces brought in.", count=count
            )
            self._bench.say(one if count == 1 else more)
        if gone := gone_photos(session):
            self._bench.say(
                tr(
                    "{gone} is not there any more, so nothing can be compared with it or saved into it; put it back "
                    "for that.",
                    gone=short(gone[0]),
                )
                if len(gone) == 1
                else tr(
                    "{gone} and {more} more are not there any more, so nothing can be compared with them or saved into "
                    "them; put them back for that.",
                    gone=short(gone[0]),
                    more=len(gone) - 1,
                )
            )

    def put(
        self, generator: str, faces: Sequence[BroughtFace], pictures: Sequence[np.ndarray], places: Sequence[int | None]
    ) -> tuple[int, ...]:  # fmt: skip
        """More of them with their pictures; one that has a place is what is found by now instead of before. -> the
        place of each."""
        bench = self._bench
        there = list(bench.faces_brought.get(generator, ()))
        found = []
        for face, place in zip(faces, places, strict=True):
            found.append(len(there) if place is None else place)
            there[found[-1] : found[-1] + 1] = [face]
        if found:
            bench.faces_brought[generator] = tuple(there)
            bench.changed.emit(Change.BROUGHT)
            self._tell(generator, dict(zip(found, pictures, strict=True)))
        return tuple(found)

    def _tell(self, generator: str, pictures: Mapping[int, np.ndarray]) -> None:
        """Have those who show this generator's faces show what came, with the pictures by their places."""
        workspace = self._bench.workspace
        if workspace is not None and workspace.info.ref.sha256 == generator:
            self.came.emit()
            for place, pixels in pictures.items():
                self._show(place, pixels)

    def draw(self) -> None:
        """Have small pictures made of those that have none."""
        bench, faces = self._bench, self.faces
        places = [place for place in range(len(faces)) if place not in self._pictured]
        if bench.workspace is None or not places:
            return
        info, plain = bench.workspace.info, bench.workspace.document.unedited()

        def drawn(row: tuple[int, np.ndarray]) -> None:
            self._show(places[row[0]], row[1][0])

        with bench.refusals():
            rows = tuple((held_code(plain, faces[place].code, info.layout, bench.arrays),) for place in places)
            bench.ask(MakePictures(rows, SIDE), lambda _: None, kind="brought", partial=drawn)

    def stop_drawing(self) -> None:
        """Nobody looks at them any more."""
        self._bench.jobs.cancel_kind("brought")

    def use(self, place: int) -> bool:
        """Go on with one of them; False if it is not there."""
        workspace, faces = self._bench.workspace, self.faces
        if workspace is None or not 0 <= place < len(faces):
            return False
        with self._bench.refusals():
            return take(workspace, faces[place], self._bench.settings)
        return False

    def save(self, path: str) -> None:
        """All their codes to one file, from which they come back."""
        bench, faces = self._bench, self.faces
        if bench.workspace is None or not faces:
            bench.say(tr("No faces were brought in yet: open a file of codes, or a folder of photos."))
            return
        bench.settings.folder = str(Path(path).parent)
        work = SaveCodes(bench.workspace.info.ref.sha256, as_file(faces), path)
        bench.ask(work, bench.say_saved, tr("Saving {name}", name=short(Path(path).name)))

    def _show(self, place: int, pixels: np.ndarray) -> None:
        self._pictured.add(place)
        self.drawn.emit(place, pixels)

    def _other_generator(self, _: GeneratorInfo) -> None:
        self.stop_drawing()
        self._pictured.clear()
