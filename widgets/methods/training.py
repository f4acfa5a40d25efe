"""A method that learns, watched: how far it is, and how its figures fall."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from engine.language import tr
from widgets.look.lines import LinePlot
from widgets.parts.elided import ElidedLabel
from widgets.parts.gesture import wheel_needs_focus
from widgets.states import TrainingState

_HEIGHT = 84


class TrainingStrip(QWidget):
    """It shows what `set_state` says; which of several figures is plotted is the person's choice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: TrainingState | None = None
        self._where = ElidedLabel()
        self._use = ElidedLabel()
        self._figures = QComboBox()
        wheel_needs_focus(self._figures)
        self._figures.setAccessibleName(tr("figure that is plotted"))
        self._figures.setToolTip(tr("Which of its figures is plotted, step by step"))
        self._figures.hide()
        self.plot = LinePlot(tr("a figure of the training over its steps"), _HEIGHT)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._where, 1)
        line.addWidget(self._figures)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 2, 8, 4)
        column.setSpacing(3)
        column.addLayout(line)
        column.addWidget(self.plot)
        column.addWidget(self._use)
        self._figures.currentIndexChanged.connect(self._draw)

    def set_state(self, state: TrainingState) -> None:
        """Shows a training, or what has become of it."""
        self._state = state
        step = tr(
            "step {step:,} of {steps:,}", step=state.step, steps=state.steps
        )  # the time left stands with the job, once
        self._where.setText(
            tr("getting ready") if not state.steps else step if state.ready else tr("goes on from {step}", step=step)
        )
        names = [name for name, _, _ in state.figures]
        if names != [self._figures.itemText(i) for i in range(self._figures.count())]:
            self._figures.clear()
            self._figures.addItems(names)
        self._figures.setVisible(len(names) > 1)
        self._use.setText(_use(state))
        self._draw()

    def _draw(self) -> None:
        place = self._figures.currentIndex()
        if self._state is None or not 0 <= place < len(self._state.figures):
            self.plot.set_line((), ())
            return
        name, steps, values = self._state.figures[place]
        self.plot.set_axis(name)
        self.plot.set_line(steps, values)
        self.plot.setAccessibleDescription(
            tr("{name}: {values:.3g} at first, {values2:.3g} now", name=name, values=values[0], values2=values[-1])
            if values
            else ""
        )


def _use(state: TrainingState) -> str:
    """What a person can do meanwhile."""
    if state.used:
        return tr("Its sliders stay while you use them. Newer ones come when you are done.")
    if not state.step or not state.ready:
        return tr("Its sliders come in a moment.")
    if not state.shown:
        return tr("Choose it above to try its sliders so far.")
    return tr("Its sliders so far are below: try them.")
