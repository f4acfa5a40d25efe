"""Methods that train: watched while they learn, stopped with what they have learned, and gone on with later."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.model.settings import cache_of
from app.model.workspace import Workspace
from app.workbench import Workbench
from engine.document.asked.learning import Learned, Train
from engine.document.asked.requests import Failed
from engine.document.directions import DirectionSet, Parameters
from engine.document.keys import SliderKey
from engine.language import tr

#: Seconds between two sets of sliders of one training: a person wants to try them before they are others.
FRESH = 10.0


class Training(QObject):
    """One training at a time. Its sliders so far are a set like any other, and another takes its place while nobody
    uses them."""

    learned = Signal(object)  # Learned
    ended = Signal()

    def __init__(self, bench: Workbench, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(bench)
        self._bench, self._clock = bench, clock
        self.method = ""  # the identifier of the method that trains now; empty: none
        self.title = ""
        self.used = False  # whether its sliders stay as they are because somebody uses them
        self.last: Learned | None = None
        self._where: Workspace | None = None
        self._unfinished: dict[str, str] = {}  # what was learned in part, by generator and method
        self._showed = 0.0
        self._job = 0
        bench.changed.connect(self._changed)

    @property
    def watched(self) -> bool:
        """Whether its sliders so far are those that are shown."""
        return self.here and bool(key := self._key) and self._where is not None and self._where.catalogue.shown == key

    @property
    def here(self) -> bool:
        """Whether something is trained on the generator in front."""
        return bool(self.method) and self._where is self._bench.workspace

    def trains(self, method: str) -> bool:
        """Whether finding with this method is a training."""
        workspace = self._bench.workspace
        return workspace is not None and any(m.identifier == method and m.trains for m in workspace.info.methods)

    def unfinished(self, key: str) -> bool:
        """Whether the set with this key was learned only in part."""
        return key in self._unfinished.values()

    def start(self, method: str, parameters: Parameters) -> None:
        """Train, or go on with the training that was stopped."""
        workspace = self._bench.workspace
        if workspace is None:
            return
        self.stop()
        self.title = next((m.title for m in workspace.info.methods if m.identifier == method), method)
        self.method, self._where, self.last, self._showed = method, workspace, None, 0.0
        work = Train(workspace.info.ref.sha256, method, dict(parameters), 0, (), cache_of(self._bench.settings))
        number = self._job = self._job + 1
        self._bench.ask(
            work,
            partial(self._done, number),
            tr("{title}: learning", title=self.title),
            kind="train",
            partial=partial(self._so_far, number),
            failed=partial(self._failed, number),
            cancelled=lambda _: self._stopped(number),
            keeps=True,
        )

    @Slot()
    def stop(self) -> None:
        """End it with what it has learned."""
        if self.method:
            self._bench.jobs.cancel_kind("train")
            self._stopped(self._job)

    # ---- what comes ----

    def _so_far(self, number: int, learned: Learned) -> None:
        if number != self._job or self._where is None:
            return
        self.last = learned
        key = self._key
        self.used = self._moved(key)
        due = not key or self._clock() - self._showed >= FRESH
        if learned.directions is not None and not self.used and due:
            self._showed = self._clock()
            self._take(learned.directions)
        self.learned.emit(learned)

    def _done(self, number: int, directions: DirectionSet) -> None:
        if number != self._job or self._where is None:
            return
        where = self._where
        self._take(directions)
        self._unfinished.pop(self._named, None)
        self._end()
        if where is self._bench.workspace and self.used:
            self._bench.say(tr("What was learned is shown. The edits made with its earlier sliders stay."))

    def _failed(self, number: int, failure: Failed) -> None:
        self._bench.problem(failure)
        if number == self._job:
            self._end()

    def _stopped(self, number: int) -> None:
        if number != self._job or not self.method:
            return
        learned, title = self.last, self.title
        if learned is not None and learned.directions is not None and not self._moved(self._key):
            self._take(learned.directions)
        self._end()
        if learned is not None:
            done = tr("{step:,} of {steps:,} steps", step=learned.step, steps=learned.steps)
            self._bench.say(
                tr(
                    "{title} was stopped after {done}. Its sliders so far stay; Find goes on from there.",
                    title=title,
                    done=done,
                )
            )

    def _end(self) -> None:
        self._job += 1
        self.method, self._where, self.last = "", None, None
        self.ended.emit()

    @Slot(object)
    def _changed(self, _: object) -> None:
        """Whether its sliders are in use may be another by now."""
        if self.method and self._where is not None and self.used != (used := self._moved(self._key)):
            self.used = used
            if self.last is not None:
                self.learned.emit(self.last)

    # ---- its set ----

    @property
    def _named(self) -> str:
        assert self._where is not None
        return f"{self._where.info.ref.sha256}:{self.method}"

    @property
    def _key(self) -> str:
        """The key of the set so far; empty if there is none, or it was removed."""
        key = self._unfinished.get(self._named, "") if self._where is not None else ""
        return key if self._where is not None and key in self._where.catalogue.sets else ""

    def _moved(self, key: str) -> bool:
        """Whether an edit is made with a slider of this set."""
        document = self._where.document if self._where is not None else None
        return bool(key) and document is not None and any(SliderKey(e.key).group == key for e in document.edits)

    def _take(self, directions: DirectionSet) -> None:
        """These sliders in the place of those before, which stay where an edit was made with them."""
        assert self._where is not None
        before, catalogue = self._key, self._where.catalogue
        shown = catalogue.shown
        watched = not before or shown == before
        catalogue.add(directions)
        if before and before != directions.key and not self._moved(before):
            catalogue.remove(before)
        if not watched:  # the person looks at other sliders meanwhile
            catalogue.show(shown)
        self._unfinished[self._named] = directions.key
