"""Frames before the engine is there: the first generator draws them on the screen's thread, a few milliseconds each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from engine.document.arrays import ArrayStore
from engine.document.asked.requests import RenderFailed, RenderRequest
from engine.document.disk.wording import said

if TYPE_CHECKING:
    from engine.first_picture import FirstGenerator


class FirstFrames(QObject):
    """A mailbox of one slot, emptied between two events; what the first generator cannot draw goes on to the engine."""

    drawn = Signal(object)  # Frame or RenderFailed

    def __init__(
        self, arrays: ArrayStore, engine: Callable[[RenderRequest], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._arrays, self._engine = arrays, engine
        self.generator: FirstGenerator | None = None
        self._newest: RenderRequest | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.draw)

    def ask(self, request: RenderRequest) -> None:
        """Draw this document, instead of one that still waits."""
        if self.generator is not None and self.generator.draws(request.document):
            self._newest = request
            self._timer.start(0)
        else:
            self._newest = None
            self._engine(request)

    def end(self, sha256: str) -> bool:
        """The engine has opened this generator and draws it from now on -> whether it was drawn here until now."""
        if self.generator is None or self.generator.info.ref.sha256 != sha256:
            return False
        self.generator = self._newest = None
        return True

    @Slot()
    def draw(self) -> None:
        """Draw what waits, now."""
        request, self._newest = self._newest, None
        if request is None or self.generator is None:
            return
        try:
            self.drawn.emit(self.generator.frame(request, self._arrays))
        except ValueError as error:
            self.drawn.emit(RenderFailed(request.epoch, request.sequence, said(error)))
