"""What is open, and how to work on it: the one thing that every service is given.

A service asks the engine by `ask`, says something by `say`, changes the document through the workspace, which rings.
What an action means for the document is in `app/model/workspace.py`, which frames are asked for and shown in
`app/link/frames.py`.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.link.bridge import Bridge
from app.link.first import FirstFrames
from app.link.frames import Frames
from app.link.jobs import Jobs, Kind, Waiting, ignore, written
from app.link.troubles import DRAWING, OPENING, Troubles
from app.model.brought import BroughtFace
from app.model.changes import EVERYTHING, PICTURE, Change
from app.model.settings import Settings
from app.model.workspace import Workspace
from engine.document.arrays import ArrayStore
from engine.document.asked.offers import EngineReady, Workers
from engine.document.asked.requests import Cancelled, Done, Failed, Frame, JobProgress, Message, RenderFailed, Request
from engine.document.disk.limits import SEEDS
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.document.saved.kept_sets import KeptSet
from engine.language import tr

A = TypeVar("A")
P = TypeVar("P")
TIDY = 20_000  # milliseconds after a change, until arrays that nobody names are let go


class Workbench(QObject):
    """The open workspaces, the way to the engine and back, and what is told of both."""

    engine_started = Signal(object)  # EngineReady
    engine_ready = Signal(str)  # the device, in words
    workers_told = Signal(object)  # Workers: how it stands with those on other machines
    frame_ready = Signal(object)  # Frame
    original_ready = Signal(object)  # pixels of the seed without edits
    changed = Signal(object)  # Change: what of the workspace in front, or of what panels show of it, is another
    generator_opened = Signal(object)  # GeneratorInfo
    noticed = Signal(str, str, str)  # sentence; "info", "problem" or "standing"; details
    outdated = Signal(str)  # a sentence that was said and is true no more
    job_started = Signal(
        int, str, bool
    )  # its number; its title; whether what it has found so far stays when it is stopped
    job_progressed = Signal(int, float, str)
    job_pictured = Signal(int, object)  # what a job that writes a film has drawn last, uint8 (h, w, 3)
    job_ended = Signal(int)
    saved = Signal(str)

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings, self.arrays = settings, ArrayStore()
        self.bridge = Bridge(self.arrays, self)
        self.bridge.arrived.connect(self._arrived)
        engine = self.bridge.engine
        self.jobs = Jobs(engine.submit, engine.cancel, engine.pause, engine.go_on)
        self.workspaces: dict[str, Workspace] = {}
        self.workspace: Workspace | None = None
        self.parked: dict[str, Document] = {}  # of a session, by generator: those whose generator is not open yet
        self.parked_sets: tuple[KeptSet, ...] = ()  # their direction sets
        self.faces_brought: dict[str, tuple[BroughtFace, ...]] = {}  # the faces that a person brought, by generator
        self.first = FirstFrames(self.arrays, self.bridge.engine.render, self)
        self.first.drawn.connect(self._arrived)
        self.frames = Frames(self.first.ask, self)
        self.frames.shown.connect(self._show)
        self.frames.original.connect(self.original_ready)
        self._tidying = QTimer(self, singleShot=True, interval=TIDY)
        self._tidying.timeout.connect(self.tidy)
        self.changed.connect(self._tidy_later)
        self.troubles = Troubles()
        self.workers_now = Workers()
        self._told: set[tuple[str, str]] = set()  # notices of frames, by generator: each is said once

    @property
    def last_frame(self) -> Frame | None:
        """The frame on screen."""
        return self.frames.last

    # ---- the engine ----

    @Slot(object)
    def _arrived(self, message: Message) -> None:
        if isinstance(message, Frame):
            self.frames.take(message)
        elif isinstance(message, RenderFailed):
            between = self.jobs.running("open") or self.jobs.running("device")  # its generator may be closed already
            if self.frames.failed(message) and not between:
                self.troubles.add(DRAWING, message.sentence)
                self.noticed.emit(message.sentence, "problem", message.details)
        elif isinstance(message, EngineReady):
            self.engine_started.emit(message)
            for note in message.notes:
                self.say(note)
        elif isinstance(message, Workers):
            self.workers_now = message
            self.workers_told.emit(message)
        elif isinstance(message, Failed) and message.job == 0:
            self.problem(message)
        elif (waiting := self.jobs.answer(message)) is not None:
            self._answered(waiting, message)

    def _answered(self, waiting: Waiting, message: JobProgress | Done | Failed | Cancelled) -> None:
        for sentence in self.troubles.heard(waiting.work, message):
            self.outdated.emit(sentence)
        if isinstance(message, JobProgress) and waiting.title:
            self.job_progressed.emit(message.job, message.fraction, message.note)
            if waiting.work.writes and isinstance(message.partial, np.ndarray):
                self.job_pictured.emit(message.job, message.partial)
        elif waiting.title:
            self.job_ended.emit(waiting.number)
            self.changed.emit(Change.JOBS)

    @Slot(object)
    def _show(self, frame: Frame) -> None:
        workspace = self.workspace
        assert workspace is not None  # no frame was asked for without one
        for sentence in self.troubles.over(DRAWING):
            self.outdated.emit(sentence)
        if not np.array_equal(frame.base, workspace.face.base):
            workspace.face.base = frame.base
            self.changed.emit(Change.FACE)
        self.frame_ready.emit(frame)
        sha256 = workspace.info.ref.sha256
        if frame.notice and (sha256, frame.notice) not in self._told:
            self._told.add((sha256, frame.notice))
            self.say(frame.notice)

    def ask(
        self,
        work: Request[A, P],
        done: Callable[[A], None],
        title: str = "",
        *,
        kind: Kind = "",
        about: str = "",
        partial: Callable[[P], None] = ignore,
        failed: Callable[[Failed], None] | None = None,
        cancelled: Callable[[Cancelled], None] | None = None,
        keeps: bool = False,
    ) -> int:
        """Ask the engine for work; with a `title` it is shown while it runs. `keeps`: what it has found so far stays
        when it is stopped. The rest is for `Jobs.start`."""
        if cancelled is None and title and (path := written(work)):
            sentence = tr("{name} was not written, because it was stopped.", name=short(Path(path).name))
            cancelled = lambda _: self.say(sentence)  # noqa: E731
        failed, cancelled = failed or self.problem, cancelled or ignore
        for sentence in self.troubles.again(work) if title else ():
            self.outdated.emit(sentence)
        number = self.jobs.start(work, done, failed, title, kind, about=about, partial=partial, cancelled=cancelled)
        if title:
            self.job_started.emit(number, title, keeps)
            self.changed.emit(Change.JOBS)
        return number

    @Slot()
    def _tidy_later(self) -> None:
        if not self._tidying.isActive():
            self._tidying.start()

    @Slot()
    def tidy(self) -> None:
        """Let go of arrays that no document, set or work under way names any more."""
        named = self.jobs.arrays_named()
        for workspace in self.workspaces.values():
            named |= workspace.arrays_named()
        for document in self.parked.values():
            named |= set(document.arrays())
        named |= {kept.mask for kept in self.parked_sets}
        self.arrays.let_go(named)

    def close(self) -> bool:
        """Stop the engine; True if it ended in time."""
        return self.bridge.close()

    # ---- what is said ----

    def say(self, sentence: str) -> None:
        """Tell the person something."""
        self.noticed.emit(sentence, "info", "")

    def problem(self, failure: Failed) -> None:
        """Say what went wrong."""
        self.noticed.emit(failure.sentence, "problem", failure.details)

    def say_saved(self, path: str) -> None:
        """A file was written."""
        self.saved.emit(path)
        self.say(tr("Saved {name} in {parent}.", name=short(Path(path).name), parent=short(Path(path).parent)))

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """What cannot be done (a ValueError within) is said, and what a widget shows of it goes back."""
        try:
            yield
        except ValueError as refused:
            self.say(str(refused))
            self.changed.emit(EVERYTHING)

    # ---- the document ----

    def add(self, workspace: Workspace) -> None:
        """A generator was opened; what changes in its workspace is heard from now on."""
        self.workspaces[workspace.info.ref.sha256] = workspace
        workspace.rung = partial(self._rang, workspace)

    def bring_up(self, workspace: Workspace) -> None:
        """Put a workspace in front and ask for its first frame."""
        self.frames.begin()
        if workspace is not self.workspace:
            for sentence in self.troubles.left_behind():
                self.outdated.emit(sentence)
        self.workspace = workspace
        self.generator_opened.emit(workspace.info)
        for sentence in self.troubles.over(OPENING):
            self.outdated.emit(sentence)
        self._rang(workspace, EVERYTHING)

    def take_over(self, workspace: Workspace) -> None:
        """The engine draws the workspace in front from here on; nothing of it is another."""
        for sentence in self.troubles.over(OPENING):
            self.outdated.emit(sentence)
        self._rang(workspace, EVERYTHING)

    def _rang(self, workspace: Workspace, change: Change) -> None:
        """Something changed in a workspace: ask for a frame where it shows, and let the panels know."""
        if workspace is not self.workspace:
            return
        if change & Change.NAMES:
            self.settings.remember_labels(workspace.document)
        if change & PICTURE:
            self.frames.want(workspace.document)
        self.changed.emit(change)

    def undo(self) -> None:
        """One step back."""
        if self.workspace is not None:
            self.workspace.history.undo()

    def redo(self) -> None:
        """One step forward."""
        if self.workspace is not None:
            self.workspace.history.redo()

    def jump(self, index: int) -> None:
        """To a step of the history list."""
        if self.workspace is not None:
            self.workspace.history.jump(index)

    def randomise(self, group: str) -> None:
        """New values for every slider of a layer."""
        if self.workspace is not None:
            with self.refusals():
                self.workspace.randomise(group, secrets.randbelow(SEEDS))
