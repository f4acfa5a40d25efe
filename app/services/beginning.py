"""The start: the generator that ships is on screen and its sliders move before torch has been imported.

Until the engine has opened it, frames are drawn by `app/link/first.py`, and whatever else is asked of the engine waits.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from app.model.settings import cache_of
from app.model.workspace import Workspace
from app.workbench import Workbench
from engine.document.asked.offers import GeneratorInfo
from engine.document.asked.requests import Discover
from engine.document.document import Document


class Beginning(QObject):
    """`fresh` is the document that a generator begins with."""

    def __init__(self, bench: Workbench, fresh: Callable[[GeneratorInfo], Document]) -> None:
        super().__init__(bench)
        self._bench, self._fresh = bench, fresh

    def show(self, source: str) -> None:
        """Put the generator of this source on screen, if it is one that can be drawn without the engine."""
        from engine.first_picture import first_generator  # not before the window is there

        bench, first = self._bench, first_generator(source)
        if first is None:
            return
        workspace = Workspace(first.info, self._fresh(first.info), bench.arrays)
        bench.jobs.hold()
        bench.first.generator = first
        bench.job_ended.connect(self._ended)
        bench.add(workspace)
        bench.bring_up(workspace)
        workspace.catalogue.add(first.directions)
        bench.first.draw()

    def complete(self) -> None:
        """Find what else the engine knows of the sliders that were there first."""
        if (workspace := self._bench.workspace) is not None:
            work = Discover(workspace.info.ref.sha256, "eigengan", {}, 0, (), cache_of(self._bench.settings))
            self._bench.ask(work, lambda found: workspace.catalogue.renew(found, found.key))

    @Slot()
    def _ended(self) -> None:
        """Once nothing is being opened any more, well or not, the engine answers all that waits."""
        jobs = self._bench.jobs
        if not jobs.running("open") and not jobs.running("device"):
            self._bench.job_ended.disconnect(self._ended)
            jobs.release()
