"""A person's own picture: read, placed, looked for in the generator, and gone on with."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.services.brought.faces import BroughtFaces, face_of
from app.workbench import Workbench
from engine.document.asked.offers import GeneratorInfo
from engine.document.asked.requests import Cancelled, Failed
from engine.document.disk.wording import short
from engine.document.document import Document, PhotoRef
from engine.document.photos.alignment import Alignment
from engine.document.photos.ignored import Ignored
from engine.document.photos.photo import Invert, Inverted, LayBack, PasteBack, PhotoRead, ReadPhoto
from engine.language import tr

STARTS = 3  # places that a search begins from: a second more, and it seldom ends in the wrong place


class Photos(QObject):
    """Holds the photo in front, and the best that was found of it."""

    read = Signal(object)  # PhotoRead
    found = Signal(object)  # Inverted: the best so far, or in the end
    progressed = Signal(float)  # from 0 to 1, while it is looked for
    ended = Signal()  # nothing is looked for any more, or not while it is paused
    forgotten = Signal()  # another generator: the photo would lie elsewhere in it
    laid = Signal(object, object)  # Document, LaidBack: how it would look in its photo
    returned = Signal(object)  # PhotoRead: its generator is in front again

    def __init__(self, bench: Workbench, brought: BroughtFaces) -> None:
        super().__init__(bench)
        self._bench, self._brought = bench, brought
        self.photo: PhotoRead | None = None
        self.best: Inverted | None = None
        self.likeness: list[float] = []  # in decibels, of each look at what was found so far
        self.paused = False  # whether it would be looked for, but for a pause
        self.unused = False  # whether something was found that nobody has gone on with
        self._job = 0
        self._sha256 = ""
        self._kept: dict[str, tuple[Inverted, int]] = {}  # among the faces brought in, and where
        self._left: dict[str, tuple[PhotoRead | None, Inverted | None, list[float], bool]] = {}  # by generator
        bench.generator_opened.connect(self._forget)
        bench.job_progressed.connect(self._progressed)

    def open(self, path: str) -> None:
        """Read a picture, and find the faces in it."""
        bench = self._bench
        if bench.workspace is None:
            bench.say(tr("{name} is a photo: open a generator first, then drop it again.", name=short(Path(path).name)))
            return
        bench.settings.folder = str(Path(path).parent)
        work = ReadPhoto(bench.workspace.document, path)
        bench.ask(work, self._read, tr("Reading {name}", name=short(Path(path).name)), kind="photo")

    def _read(self, photo: PhotoRead) -> None:
        if self._job and self.photo is not None:
            before, now = short(Path(self.photo.path).name), short(Path(photo.path).name)
            kept = tr(" What was found of it so far is under Face > Faces brought in.") if self.best else ""
            self._bench.say(
                tr("Finding {before} ended, because {now} was opened.{kept}", before=before, now=now, kept=kept)
            )
        self.stop()
        self._keep()
        self._kept.pop(self._sha256, None)  # the next one has a place of its own
        self.photo = photo
        self._bench.settings.remember_picture(photo.path)
        self._begin_anew()
        self.read.emit(photo)

    def look(
        self, alignment: Alignment, closeness: float, ignored: Ignored | None = None, *, tune: bool = False,
        go_on: bool = False,
    ) -> None:  # fmt: skip
        """Look for what lies in this square, in the photo's own pixels; `closeness`, `ignored`, `tune` as in `Invert`.

        `go_on`: from where the last search was paused, stopped or ended, which was for the same.
        """
        bench = self._bench
        if self.photo is None or bench.workspace is None:
            return
        if not go_on:
            self._begin_anew()
        self.paused = False
        work = Invert(bench.workspace.document, self.photo.path, alignment, closeness, STARTS, tune=tune,
                      ignored=ignored, go_on=go_on)  # fmt: skip
        title = tr("Finding {name}", name=short(Path(self.photo.path).name))
        self._job = bench.ask(
            work, self._done, title, kind="invert", partial=self._take, failed=self._failed, cancelled=self._cancelled,
            keeps=True,
        )  # fmt: skip

    def _begin_anew(self) -> None:
        self.best, self.likeness, self.paused, self.unused = None, [], False, False

    def pause(self) -> None:
        """Stop, so that the engine is free, and wait for a person who goes on; the engine keeps how far it has come."""
        if self._job:
            self.paused = True
            self._bench.jobs.cancel(self._job)

    def stop(self) -> None:
        """Look no further; the best so far is kept."""
        was, self.paused = self.paused, False
        if self._job:
            self._bench.jobs.cancel(self._job)
        elif was:
            self._end()

    def use(self) -> bool:
        """Go on with what was found; False if there is nothing."""
        if self.best is None or self.photo is None or self._bench.workspace is None:
            return False
        best, photo = self.best, PhotoRef(self.photo.path, self.best.alignment, self.best.sha256)
        settings = self._bench.settings
        self._bench.workspace.face.take_photo(
            best.code, photo, best.difference, keep_edits=settings.keep_edits, keep_regions=settings.keep_regions
        )
        self.unused = False
        return True

    @property
    def waiting(self) -> bool:
        """Whether something was found that nobody has gone on with, here or from the faces brought in."""
        workspace = self._bench.workspace
        photo = workspace.document.photo if workspace is not None else None
        taken = photo is not None and self.photo is not None and photo.path == self.photo.path
        return self.unused and not taken

    def lay_back(self) -> None:
        """Have the edits laid into the photo, to look at first."""
        bench = self._bench
        if bench.workspace is None or bench.workspace.document.photo is None:
            bench.say(tr("This face comes from no photo: bring one in with File > Your own picture."))
            return
        document = bench.workspace.document
        bench.ask(
            LayBack(document), partial(self.laid.emit, document), tr("Laying the edit into the photo"), kind="lay"
        )

    def paste_back(self, document: Document, path: str) -> None:
        """Write the photo of a document in its full size with what the edits change."""
        bench = self._bench
        bench.settings.folder = str(Path(path).parent)
        title = tr("Saving {name}", name=short(Path(path).name))
        bench.ask(PasteBack(document, path), bench.say_saved, title, kind="export", about=path)

    def _take(self, found: Inverted) -> None:
        self.best, self.unused = found, True
        self.likeness.append(found.likeness)
        self.found.emit(found)

    def _done(self, found: Inverted) -> None:
        self.paused = False
        self._take(found)
        self._end()

    def _failed(self, failure: Failed) -> None:
        self.paused = False
        self._bench.problem(failure)
        self._end()

    def _cancelled(self, _: Cancelled) -> None:
        self._end()

    def _keep(self) -> None:
        """What nobody has gone on with yet stands among the faces brought in, which no crash loses."""
        if self.best is None or self.photo is None or not self.unused:
            return
        was, place = self._kept.get(self._sha256, (None, None))
        if was is self.best:
            return
        plain = replace(self.best, difference=None, likeness=self.best.unfitted) if self.best.difference else self.best
        face = face_of(self.photo.path, plain)
        (place,) = self._brought.put(self._sha256, (face,), (plain.pixels,), (place,))
        self._kept[self._sha256] = self.best, place

    def _end(self) -> None:
        self._job = 0
        self._keep()
        self.ended.emit()

    def _progressed(self, job: int, fraction: float, _: str) -> None:
        if job and job == self._job:
            self.progressed.emit(fraction)

    def _forget(self, info: GeneratorInfo) -> None:
        """What was found in another generator waits until that is in front again."""
        self.stop()
        self._keep()
        self._left[self._sha256] = self.photo, self.best, self.likeness, self.unused
        self._sha256, self.paused = info.ref.sha256, False
        left = self._left.pop(self._sha256, (None, None, list[float](), False))
        self.photo, self.best, self.likeness, self.unused = left
        self.forgotten.emit()
        if self.photo is not None:
            self.returned.emit(self.photo)
