"""The strip under the methods: there while one learns."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from app.model.changes import Change
from app.window.surface import Surface
from widgets.states import TrainingState


class Watching(QObject):
    """Shows the training of the generator in front, and the method bar stops it."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._training = window, window.controller.training
        self._training.learned.connect(self._show)
        self._training.ended.connect(self._show)
        window.controller.changed.connect(self._changed)
        window.methods.stop_wanted.connect(self._training.stop)

    @Slot(object)
    def _changed(self, change: Change) -> None:
        if change & (Change.JOBS | Change.SETS):
            self._show()

    @Slot()
    def _show(self) -> None:
        training, strip = self._training, self._window.training
        here = training.here
        self._window.methods.set_training(training.method if here else "", training.title)
        if here:
            last = training.last
            figures = () if last is None else tuple(
                (curve.name, tuple(curve.steps.tolist()), tuple(curve.values.tolist())) for curve in last.curves
            )  # fmt: skip
            strip.set_state(
                TrainingState(training.title, 0, 0, figures, training.used, ready=False)
                if last is None
                else TrainingState(
                    training.title, last.step, last.steps, figures, training.used, training.watched,
                    last.directions is not None,
                )
            )  # fmt: skip
        strip.setVisible(here)
