"""Python's garbage collector, kept on the screen's thread.

The collector runs on whichever thread happens to allocate. Rows, cards and dialogs hold one another in circles; were
they collected on the engine's thread, Qt would stop their timers and end them there, which it warns of and sometimes
crashes from. While an engine runs, collection is therefore switched off and done here, by a timer.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY = 1000  # milliseconds between two looks
FULL = 30  # looks between two full collections


class ScreenCollector(QObject):
    """Collects on its own thread alone, from `start` to `stop`; several may be at work at once."""

    _at_work = 0

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._looks = 0
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Take over from Python."""
        if not self._timer.isActive():
            ScreenCollector._at_work += 1
            gc.disable()
            self._timer.start()

    def stop(self) -> None:
        """Give back to Python, once no other is at work."""
        if self._timer.isActive():
            self._timer.stop()
            ScreenCollector._at_work -= 1
            if ScreenCollector._at_work == 0:
                gc.unfreeze()
                gc.enable()

    def spare(self) -> None:
        """Never look again at what is there now: with torch loaded that takes a fifth of a second."""
        if self._timer.isActive():
            gc.freeze()

    @Slot()
    def look(self) -> None:
        """Collect what is young; now and then everything."""
        self._looks += 1
        if self._looks % FULL == 0:
            gc.collect()
        elif gc.get_count()[0] > gc.get_threshold()[0]:
            gc.collect(1)
