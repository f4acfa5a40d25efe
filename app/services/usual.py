"""What is usual of a generator's codes: measured when compression needs it, and shown as the reach of sliders."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal, Slot

from app.model.changes import Change
from app.model.ends import REACH, ends
from app.model.workspace import Workspace
from app.quiet import WhenQuiet
from app.workbench import Workbench
from engine.document.asked.requests import Failed, MakePictures
from engine.document.asked.usual import FindRanges, MeasureCodes
from engine.document.directions import DirectionSet
from engine.document.films.film import Track
from engine.language import tr

REST = 400  # milliseconds of quiet, after which sliders are looked at
STEPS = 41  # places along a slider's track
SLIDERS = 120  # that are looked at, the first of a set


class Usual(QObject):
    """Asks for both, at most once a time; the reach of sliders only while somebody looks and nothing else is to do."""

    plain_ready = Signal(object)  # pixels of the document without compression

    def __init__(self, bench: Workbench, reach: float = REACH) -> None:
        super().__init__(bench)
        self._bench, self._reach = bench, reach
        self._asked: set[str] = set()  # generators whose codes are measured, or are being
        self._quiet = WhenQuiet(bench, REST, self._look)
        self.look = self._quiet.look
        bench.changed.connect(self._changed)
        bench.generator_opened.connect(self._opened)

    # ---- compression ----

    @Slot()
    def _opened(self) -> None:
        """It may be opened anew: what was measured went with the one before."""
        if (workspace := self._bench.workspace) is not None:
            self._asked.discard(workspace.info.ref.sha256)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        workspace = self._bench.workspace
        if workspace is None:
            return
        if change & Change.FACE and workspace.document.compression:
            self._measure(workspace)

    def _measure(self, workspace: Workspace) -> None:
        sha256 = workspace.info.ref.sha256
        if sha256 not in self._asked:
            self._asked.add(sha256)
            done, failed = partial(self._measured, sha256), partial(self._failed, sha256)
            cancelled = partial(self._stopped, sha256)
            self._bench.ask(MeasureCodes(workspace.document), done, tr("Measuring what is usual"), kind="codes",
                            failed=failed, cancelled=cancelled)  # fmt: skip

    def _measured(self, sha256: str, _: None) -> None:
        workspace = self._bench.workspace
        if workspace is not None and workspace.info.ref.sha256 == sha256:
            self._bench.frames.want(workspace.document)  # drawn without compression meanwhile

    def _failed(self, sha256: str, failure: Failed) -> None:
        self._asked.discard(sha256)
        self._bench.problem(failure)

    def _stopped(self, sha256: str, _: object) -> None:
        self._asked.discard(sha256)

    def ask_plain(self) -> None:
        """The document as it would be without compression, for a comparison."""
        workspace = self._bench.workspace
        if workspace is not None:
            document = replace(workspace.document, compression=0.0)
            work = MakePictures(((document,),), workspace.info.resolution)
            self._bench.ask(work, lambda _: None, kind="plain", partial=self._took_plain)

    def _took_plain(self, row: tuple[int, np.ndarray]) -> None:
        self.plain_ready.emit(row[1][0])

    # ---- the reach of sliders ----

    def _look(self) -> None:
        workspace = self._bench.workspace
        if workspace is not None and (tracks := self._tracks(workspace)):
            done = partial(self._take, workspace)
            self._bench.ask(FindRanges(workspace.document, tracks), done, kind="ranges", failed=lambda _: None)

    def _tracks(self, workspace: Workspace) -> tuple[Track, ...]:
        shown, tracks = workspace.catalogue.set_shown, list[Track]()
        if shown is None:
            return ()
        values = tuple(float(value) for value in np.linspace(*self._ends(shown), STEPS))
        for key in list(shown.places)[:SLIDERS]:
            try:
                tracks.append(workspace.track(key, values))
            except ValueError:
                continue  # nothing of it is left beside what is held
        return tuple(tracks)

    def _ends(self, shown: DirectionSet) -> tuple[float, float]:
        return min(-self._reach, ends(shown)[0]), max(self._reach, ends(shown)[1])

    def _take(self, workspace: Workspace, found: dict[str, tuple[float, float]]) -> None:
        if found != workspace.catalogue.ranges:
            workspace.catalogue.ranges = found
            workspace.ring(Change.RANGES)
