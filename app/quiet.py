"""When nobody is at work and somebody looks: the moment for what was not asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from app.model.changes import PICTURE, Change
from app.workbench import Workbench


class WhenQuiet(QObject):
    """Does something `rest` milliseconds after the last change of the picture or the sliders, once no frame is awaited
    and no job runs; never while nobody looks."""

    def __init__(self, bench: Workbench, rest: int, do: Callable[[], object]) -> None:
        super().__init__(bench)
        self._bench, self._do, self._looking = bench, do, False
        self.timer = QTimer(self, singleShot=True, interval=rest)
        self.timer.timeout.connect(self._due)
        bench.changed.connect(self._changed)

    def look(self, *, on: bool) -> None:
        """Somebody sees the sliders, or nobody any more."""
        self._looking = on
        if on:
            self.timer.start()
        else:
            self.timer.stop()

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if self._looking and change & (PICTURE | Change.SETS):
            self.timer.start()

    @Slot()
    def _due(self) -> None:
        if self._bench.workspace is None or not self._looking:
            return
        if self._bench.frames.awaited or not self._bench.jobs.idle:
            self.timer.start()
        else:
            self._do()
