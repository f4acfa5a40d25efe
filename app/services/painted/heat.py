"""Where a slider acts: the heat map and the leakage of the one that the meter looks at."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.model.changes import PICTURE, Change
from app.model.painting import is_local, looked_at
from app.model.workspace import Workspace
from app.workbench import Workbench
from engine.document.asked.requests import Failed, Heat

REST = 100  # milliseconds after which a slider that was moved is looked at


class SliderHeat(QObject):
    """Asks for it while somebody looks."""

    ready = Signal(object)  # Heat, or None where there is nothing to look at
    changed = Signal()  # what the meter shows

    def __init__(self, bench: Workbench) -> None:
        super().__init__(bench)
        self._bench = bench
        self.heat: Heat | None = None
        self.former = False  # whether `heat` is of what was shown before
        self.slider = ""  # the one that the meter looks at
        self._looking = False  # whether anybody sees the meter
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._make)
        bench.changed.connect(self._changed)
        bench.generator_opened.connect(self._forget)

    def look(self, *, on: bool) -> None:
        """Somebody sees the meter, or nobody any more."""
        if on != self._looking:
            self._looking = on
            if on:
                self._rest.start()
            else:
                self._bench.jobs.cancel_kind("heat")

    def look_at(self, key: str) -> None:
        """The slider that the meter looks at."""
        if key != self.slider:
            self.slider, self.heat = key, None
            self.ready.emit(None)
            self.changed.emit()
        if self._looking:
            self._rest.start()

    @Slot()
    def _forget(self) -> None:
        self.heat, self.slider = None, ""
        self._bench.jobs.cancel_kind("heat")
        self.ready.emit(None)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        workspace = self._bench.workspace
        if workspace is not None and self._looking and change & (PICTURE | Change.REGIONS | Change.SETS):
            self._look_at_shown(workspace)
            self._outdate(change)
            self._rest.start()

    def _outdate(self, change: Change) -> None:
        """What is known is of the former state until it was looked at anew; over another face it is not laid."""
        if self.heat is None or self.former or not change & (PICTURE | Change.REGIONS):
            return
        self.former = True
        if change & Change.FACE:
            self.ready.emit(None)
        self.changed.emit()

    def _look_at_shown(self, workspace: Workspace) -> None:
        """Where other sliders are shown than the meter's, it waits for one of them to be moved; a region's own are
        looked at from the first on."""
        shown = workspace.catalogue.set_shown
        if shown is not None and self.slider not in shown.places:
            self.look_at(shown.slider(0) if is_local(workspace.info, shown.key) else "")

    @Slot()
    def _make(self) -> None:
        workspace = self._bench.workspace
        if workspace is None or not self.slider or workspace.catalogue.row(self.slider) is None:
            if self.heat is not None:
                self.heat = None
                self.ready.emit(None)
            return
        key = self.slider
        with self._bench.refusals():
            work = looked_at(workspace, key)
            self._bench.ask(work, self._take, kind="heat", failed=self._failed)

    def _take(self, heat: Heat) -> None:
        if heat.key == self.slider:
            self.heat, self.former = heat, False
            self.ready.emit(heat)
            self.changed.emit()

    def _failed(self, failure: Failed) -> None:
        self.heat = None
        self.ready.emit(None)
        self._bench.problem(failure)
