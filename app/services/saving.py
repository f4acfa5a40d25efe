"""What is written: pictures, films, sessions, recipes as text."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from app.home import home
from app.model.brought import BroughtFace, as_file
from app.model.many.looks import on_faces
from app.model.settings import cache_of
from app.workbench import Workbench
from engine.document.asked.looks import LooksSaved, SaveLooks
from engine.document.asked.requests import SavePicture, SaveSession
from engine.document.disk.limits import FACES
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.document.films.exporting import ExportFilm
from engine.document.films.film import positions
from engine.document.saved.kept_faces import KeptFaces
from engine.document.saved.serial import to_recipe
from engine.document.saved.session import Belongs, Session
from engine.language import tr
from widgets.states import ExportChoice, LookChoice

Stamp = tuple[int, int] | None  # when a file was written last (ns) and how long it is; None if it cannot be told


def _nothing() -> None:
    """What follows on most autosaves."""


class Saving(QObject):
    """Asks the engine to write what is open; knows which session file that belongs to, and what of it lies there."""

    pictured = Signal(str)  # the path of a picture that was saved with the recipe of what is on screen
    filed = Signal(str)  # the path of a session file in which what is open lies now
    named = Signal()  # `path` is another, or another state is saved

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self.path = ""  # of the session file; empty: there is none yet
        self._stamp: Stamp = None  # of that file, as it was left here
        self._saved: dict[str, Document] = {}  # what lies there, by generator
        self._faces: dict[str, tuple[BroughtFace, ...]] = {}  # the faces brought in that do
        self._restored = False  # what is open came back from a run that had not saved it

    @property
    def unsaved(self) -> bool:
        """Whether a person has done anything that lies in no file of theirs."""
        return (
            self._restored
            or self._bench.faces_brought != self._faces
            or any(
                workspace.document != self._saved.get(sha256, workspace.history.steps[0].document)
                for sha256, workspace in self._bench.workspaces.items()
            )
        )

    @property
    def changed_elsewhere(self) -> bool:
        """Whether the session file is another than the one that was opened or written here: another window saved it."""
        return bool(self.path) and self._stamp is not None and stamp_of(self.path) not in (None, self._stamp)

    @Slot(str, object)
    def session_opened(self, path: str, session: Session) -> None:
        """A session is on screen; one that the program kept for itself says which file it is of, if any."""
        if not Path(path).is_relative_to(home()):
            self._name(path, stamp_of(path), session.documents)
        elif (known := session.belongs or Belongs()).changed or known.stamp != stamp_of(known.path):
            self.path, self._stamp, self._restored = known.path, known.stamp, True
            self.named.emit()
        else:
            self._name(known.path, known.stamp, session.documents)

    def _name(self, path: str, stamp: Stamp, documents: Iterable[Document]) -> None:
        """What is open lies in this file; empty: there was nothing that need lie in one."""
        self.path, self._stamp, self._restored = path, stamp, False
        self._faces = dict(self._bench.faces_brought)
        self._saved |= {document.generator.sha256: document for document in documents}
        if path:
            self._bench.settings.remember_session(path)
            self.filed.emit(path)
        self.named.emit()

    def film(self, choice: ExportChoice) -> None:
        """A traversal as a film."""
        bench, workspace = self._bench, self._bench.workspace
        if workspace is None:
            return
        values = positions(choice.low, choice.high, choice.frames, there_and_back=choice.there_and_back)
        with bench.refusals():
            tracks = tuple(workspace.track(key, values) for key in choice.sliders)
            work = ExportFilm(workspace.document, tracks, choice.rate, choice.size, choice.path, choice.dither,
                              choice.format, choice.quality, cache_of(bench.settings))  # fmt: skip
            bench.settings.folder = str(Path(choice.path).parent)
            bench.ask(work, bench.say_saved, tr("Exporting {name}", name=short(Path(choice.path).name)),
                      kind="export", about=choice.path)  # fmt: skip

    def looks(self, choice: LookChoice) -> None:
        """A look on many faces, as pictures with their recipes or as films, in a folder."""
        bench, workspace = self._bench, self._bench.workspace
        if workspace is None:
            return
        with bench.refusals():
            brought = bench.faces_brought.get(workspace.info.ref.sha256, ()) if choice.brought else ()
            pictures = on_faces(workspace, choice.look, choice.seeds, brought, choice.frames)
            bench.settings.folder = str(Path(choice.path).parent)
            work = SaveLooks(pictures, choice.path, choice.size, choice.rate, choice.format, choice.quality,
                             choice.dither, cache_of(bench.settings))  # fmt: skip
            title = tr("Using this look on {count} faces", count=len(pictures))
            bench.ask(work, self._looks_saved, title, kind="export", about=choice.path)

    def _looks_saved(self, saved: LooksSaved) -> None:
        """The folder is there; of what failed the first is told, and the others in the details."""
        self._bench.say_saved(saved.path)
        if saved.failed:
            told = [f"{short(name)}: {why}" for name, why in saved.failed]
            sentence = tr("{count} faces could not be drawn. The first: {told}", count=len(told), told=told[0])
            self._bench.noticed.emit(sentence, "problem", "\n".join(told))

    def picture(self, path: str, size: int = 0) -> None:
        """The picture as PNG with its recipe, `size` pixels a side; 0: the generator's own."""
        bench = self._bench
        if bench.workspace is not None:
            bench.settings.folder = str(Path(path).parent)
            work = SavePicture(bench.workspace.document, path, size)
            self.pictured.emit(path)
            bench.ask(work, self._saved_picture, tr("Saving {name}", name=short(Path(path).name)))

    def _saved_picture(self, path: str) -> None:
        self._bench.settings.remember_picture(path)
        self._bench.say_saved(path)

    def session_request(self, path: str) -> SaveSession | None:
        """The request that saves everything open to a session file."""
        bench = self._bench
        if bench.workspace is None:
            return None
        documents = (*(w.document for w in bench.workspaces.values()), *bench.parked.values())
        current = list(bench.workspaces.values()).index(bench.workspace)
        preview = bench.last_frame.pixels if bench.last_frame else None
        sets = [
            kept
            for sha256, workspace in bench.workspaces.items()
            for kept in workspace.catalogue.kept(workspace.document.groups(), sha256)
        ]
        faces = tuple(
            KeptFaces(sha256, as_file(faces[-FACES:])) for sha256, faces in bench.faces_brought.items() if faces
        )
        return SaveSession(documents, current, path, preview, (*sets, *bench.parked_sets), faces)

    def session(self, path: str) -> None:
        """Everything open to a session file, which is theirs from now on."""
        if (work := self.session_request(path)) is None:
            return

        for faces in self._bench.faces_brought.values():
            if len(faces) > FACES:
                self._bench.say(
                    tr(
                        "Of the {faces_count} faces brought in the session keeps the last {faces}; “Save all…” "
                        "on their page keeps every one in a file of its own.",
                        faces_count=len(faces),
                        faces=FACES,
                    )
                )

        def saved(path: str) -> None:
            self._name(path, stamp_of(path), work.documents)
            self._bench.say_saved(path)

        self._bench.settings.folder = str(Path(path).parent)
        self._bench.ask(work, saved, tr("Saving {name}", name=short(Path(path).name)))

    def kept_request(self, path: str) -> SaveSession | None:
        """The same for what the program keeps for itself, which says what file it is of."""
        if (work := self.session_request(path)) is None:
            return None
        return replace(work, belongs=Belongs(self.path, self._stamp, time.time_ns(), self.unsaved))

    def autosave(self, path: str, done: Callable[[], None] = _nothing) -> None:
        """That, quietly; a failure is said once it happens."""
        if (work := self.kept_request(path)) is not None:
            self._bench.ask(work, lambda _: done(), kind="autosave")

    def recipe(self) -> str | None:
        """The document with its arrays as text; raises BadDocument where that is more than is read again."""
        workspace = self._bench.workspace
        return None if workspace is None else to_recipe(workspace.document, self._bench.arrays)


def stamp_of(path: str) -> Stamp:
    """When the file was written last, and how long it is; None if it cannot be told."""
    try:
        seen = os.stat(path)
    except (OSError, ValueError):
        return None
    return seen.st_mtime_ns, seen.st_size
