"""A plot of one line, whose library is loaded beside the window when it is first shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QPalette, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from widgets.loading import loaded
from widgets.look.plots import bare_plot, colour_plot

_LOOK = 15  # milliseconds between two looks whether pyqtgraph is there


class LinePlot(QWidget):
    """One line over its points; `least` is what the axis of values spans at least, so that rounding is no mountain."""

    def __init__(self, name: str, height: int, least: float = 0.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height, self._least, self._axis, self._name = height, least, "", name
        self._x: tuple[float, ...] = ()
        self._y: tuple[float, ...] = ()
        self._plot: Any = None
        self._line: Any = None
        self._soon = QTimer(self)  # half a second of loading: what stands around the plot is painted first
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._make)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(name)

    def sizeHint(self) -> QSize:
        return QSize(200, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)  # the plot claims 75 pixels of its own, for which the window would have to grow

    def set_axis(self, label: str) -> None:
        """Words beside the axis of values."""
        if label != self._axis:
            self._axis = label
            self._colour()

    def set_line(self, x: Sequence[float], y: Sequence[float]) -> None:
        """Shows these points, as many of the one as of the other."""
        self._x, self._y = tuple(x), tuple(y)
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
        self._plot = bare_plot(self, self._name)
        self._plot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._plot.getAxis("bottom").setTicks([])  # the place along it is no measure of anything
        self._line = self._plot.plot([], [], antialias=True)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._plot)
        self._colour()
        self._draw()

    def _draw(self) -> None:
        if self._plot is None:
            return
        self._line.setData(list(self._x), list(self._y))
        low, high = (min(self._y), max(self._y)) if self._y else (0.0, 0.0)
        room = max(0.0, self._least - (high - low)) / 2
        first, last = (self._x[0], self._x[-1]) if self._x else (0.0, 1.0)
        self._plot.setXRange(first, max(last, first + 1), padding=0.01)
        self._plot.setYRange(low - room, high + room, padding=0.06)

    def _colour(self) -> None:
        if self._plot is not None:
            colour_plot(self._plot, self, {"left": self._axis, "bottom": ""})
            self._plot.getAxis("bottom").setHeight(4)
            pen = QPen(self.palette().color(QPalette.ColorRole.Highlight), 1.6)
            pen.setCosmetic(True)
            self._line.setPen(pen)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._colour()
