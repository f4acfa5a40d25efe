"""How like a photo what is found has become, from one look to the next. pyqtgraph is loaded when it is first shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QPalette, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from widgets.loading import loaded
from widgets.look.plots import bare_plot, colour_plot

_LOOK = 15  # milliseconds between two looks whether pyqtgraph is there
_LEAST = 3.0  # decibels that the axis spans at least, so that rounding is no mountain
_HEIGHT = 92


class LikenessPlot(QWidget):
    """A line that rises while a photo is looked for and lies flat when there is no more to gain."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[float, ...] = ()
        self._plot: Any = None
        self._line: Any = None
        self._soon = QTimer(self)  # half a second of loading: what stands around the plot is painted first
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._make)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setToolTip("How like the photo it has become: where the line lies flat, going on gains little")
        self.set_values(())

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)  # the plot claims 75 pixels of its own, for which the window would have to grow

    def set_values(self, values: Sequence[float]) -> None:
        """Shows likenesses in decibels, the first look first."""
        self._values = tuple(values)
        told = f"from {values[0]:.0f} to {values[-1]:.0f} dB in {len(values)} looks" if values else "nothing yet"
        self.setAccessibleName("how like the photo it has become")
        self.setAccessibleDescription(told)
        self._draw()

    @property
    def ready(self) -> bool:
        """Whether the line is there."""
        return self._plot is not None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._plot is None:
            self._soon.start()

    def _make(self) -> None:
        if not loaded("pyqtgraph"):
            if self.isVisible():  # else the next look at it goes on
                self._soon.start(_LOOK)
            return
        self._plot = bare_plot(self, "likeness")
        self._plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._plot.getAxis("bottom").setTicks([])  # looks are no measure of anything
        self._line = self._plot.plot([], [], antialias=True)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._plot)
        self._colour()
        self._draw()

    def _draw(self) -> None:
        if self._plot is None:
            return
        values = self._values
        self._line.setData(list(range(len(values))), list(values))
        low, high = (min(values), max(values)) if values else (0.0, 0.0)
        room = max(0.0, _LEAST - (high - low)) / 2
        self._plot.setXRange(0, max(len(values) - 1, 1), padding=0.01)
        self._plot.setYRange(low - room, high + room, padding=0.06)

    def _colour(self) -> None:
        if self._plot is not None:
            colour_plot(self._plot, self, {"left": "likeness, dB", "bottom": ""})
            self._plot.getAxis("bottom").setHeight(4)
            pen = QPen(self.palette().color(QPalette.ColorRole.Highlight), 1.6)
            pen.setCosmetic(True)
            self._line.setPen(pen)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._colour()
