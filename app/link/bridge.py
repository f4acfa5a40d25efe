"""The one file that knows both threads: the engine fills a deque and rings a bell, the screen's thread drains it."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.link.garbage import ScreenCollector
from engine.document.arrays import ArrayStore
from engine.document.asked.offers import EngineReady
from engine.document.asked.requests import Message
from engine.worker.thread import EngineThread, StudioLike


class Bridge(QObject):
    """Carries the answers of the engine's thread to the screen's, in order; requests go to `engine` itself."""

    arrived = Signal(object)  # Message
    _bell = Signal()  # no payload: what is passed between threads lies in the deque

    def __init__(self, arrays: ArrayStore, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrays = arrays
        self._inbox: deque[Message] = deque()
        self._collector = ScreenCollector(self)
        self.engine = EngineThread(self._make_studio, self._post)
        self._closed = False
        self._bell.connect(self._drain, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        """Start the engine behind the window."""
        self._collector.start()
        self.engine.start()

    def close(self) -> bool:
        """Cancel, wake, join; afterwards nothing arrives any more. True if the engine ended in time."""
        ended = self.engine.close()
        if ended:
            self._collector.stop()
        self._drain()
        if not self._closed:  # a window may be closed twice
            self._closed = True
            self._bell.disconnect(self._drain)
        return ended

    def _make_studio(self) -> StudioLike:
        from engine.worker.studio import Studio  # here, on the engine thread: this is the import of torch

        return Studio(self._arrays, self._post)

    def _post(self, message: Message) -> None:
        self._inbox.append(message)
        self._bell.emit()

    @Slot()
    def _drain(self) -> None:
        while self._inbox:
            message = self._inbox.popleft()
            if isinstance(message, EngineReady):
                self._collector.spare()
            self.arrived.emit(message)
