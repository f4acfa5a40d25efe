"""What each step of the history looked like: a small picture, taken when its frame has come to rest on screen."""

from __future__ import annotations

from weakref import ReferenceType, ref

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QPixmap

from app.window.surface import Surface
from engine.document.history import Step
from widgets.document.history import PICTURE
from widgets.parts.pixels import thumbnail

#: Milliseconds without another frame, after which one is at rest: none is shrunk while a slider moves.
REST = 250


class StepPictures(QObject):
    """Steps that were never on screen, such as those of before the program was opened, have none."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._controller = window, window.controller
        self._taken: dict[int, tuple[ReferenceType[Step], QPixmap]] = {}
        self._timer = QTimer(self, singleShot=True, interval=REST)
        self._timer.timeout.connect(self.take)
        self._controller.frame_ready.connect(self._frame_came)

    @Slot(object)
    def _frame_came(self) -> None:
        self._timer.start()

    @Slot()
    def take(self) -> None:
        """Keep what is on screen as the picture of the step where we stand, unless another frame is still to come."""
        workspace, frame = self._controller.workspace, self._controller.last_frame
        if workspace is None or frame is None or self._controller.frames.awaited:
            return
        step = workspace.history.steps[workspace.history.index]
        picture = thumbnail(frame.pixels, self._window.devicePixelRatio(), PICTURE)
        self._taken = {i: kept for i, kept in self._taken.items() if kept[0]() is not None}
        self._taken[id(step)] = ref(step), picture
        self.show()

    def show(self) -> None:
        """The pictures beside the steps of the generator in front."""
        if (workspace := self._controller.workspace) is not None:
            self._window.history_panel.set_pictures([self._of(step) for step in workspace.history.steps])

    def _of(self, step: Step) -> QPixmap | None:
        known, picture = self._taken.get(id(step), (None, None))
        return picture if known is not None and known() is step else None
