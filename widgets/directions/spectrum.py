"""The spectrum of a direction set as bars. pyqtgraph is loaded when a plot is first shown, beside the window."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPalette, QPen, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from engine.language import tr
from widgets.loading import loaded
from widgets.look.glyphs import blend
from widgets.look.plots import bare_plot, colour_plot
from widgets.look.theme import heading
from widgets.parts.elided import ElidedLabel

_MOST_TICKS = 9
_LOOK = 15  # milliseconds between two looks whether pyqtgraph is there


class SpectrumPlot(QWidget):
    """One bar a direction, counted from 1; the current one stands out. Pointing at a bar says what it is."""

    picked = Signal(int)  # place from 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = np.zeros(0)
        self._names: tuple[str, ...] = ()
        self._current, self._hovered = -1, -1
        self._soon = QTimer(self)  # half a second of loading: what stands around the plot is painted first
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._make)
        self._plot: Any = None
        self._bars: Any = None
        self._words = ElidedLabel()
        self._words.setProperty("role", "quiet")
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(heading(tr("Spectrum")))
        top.addWidget(self._words, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addLayout(top)
        self.setMinimumSize(200, 90)
        self._tell()

    def set_spectrum(self, values: tuple[float, ...], names: tuple[str, ...]) -> None:
        """Shows (k,) values, in the method's own terms, of directions of these names.

        ValueError where there are not as many names as values.
        """
        if len(values) != len(names):
            raise ValueError(
                tr(
                    "{values_count} values need as many names, not {names_count}.",
                    values_count=len(values),
                    names_count=len(names),
                )
            )
        if names == self._names and values == tuple(self._values.tolist()):
            return
        self._values, self._names = np.asarray(values, float), names
        self._hovered = -1
        self._current = self._current if self._current < len(values) else -1
        self._draw()

    def set_current(self, place: int) -> None:
        """The direction that stands out, counted from 0; -1 for none."""
        if place != self._current:
            self._current = place if place < len(self._values) else -1
            self._paint_bars()

    def words(self) -> str:
        """What is said of the bar under the pointer, else of the current one."""
        place = self._hovered if self._hovered >= 0 else self._current
        if place < 0:
            return ""
        value, total = float(self._values[place]), float(np.abs(self._values).sum())
        share = tr(" · {value:.3g} % of those found", value=abs(value) / total * 100) if total > 0 else ""
        number, name = str(place + 1), self._names[place]
        return f"{number} \N{MIDDLE DOT} {name} \N{MIDDLE DOT} {value:.3g}{share}"

    def bar_centre(self, place: int) -> QPoint:
        """Where the foot of a bar is, in the plot's viewport; the plot must be ready."""
        from PySide6.QtCore import QPointF

        scene = self._plot.getViewBox().mapViewToScene(QPointF(place + 1, 0))
        return self._plot.mapFromScene(scene)

    # the plot

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._plot is None:
            self._soon.start()

    @property
    def ready(self) -> bool:
        """Whether the bars are there."""
        return self._plot is not None

    def _make(self) -> None:
        if not loaded("pyqtgraph"):
            if self.isVisible():  # else the next look at it goes on
                self._soon.start(_LOOK)
            return
        import pyqtgraph

        self._plot = plot = bare_plot(self, tr("spectrum"))
        plot.viewport().setMouseTracking(True)
        plot.viewport().installEventFilter(self)
        self._bars = pyqtgraph.BarGraphItem(x=[], height=[], width=0.7)
        plot.addItem(self._bars)
        self._column.addWidget(plot, 1)
        self._draw()
        self._colour()

    def _draw(self) -> None:
        """The bars and the axes anew."""
        if self._plot is None:
            self._tell()
            return
        count = len(self._values)
        self._bars.setOpts(x=np.arange(1, count + 1), height=self._values)
        low, high = (min(0.0, self._values.min()), max(0.0, self._values.max())) if count else (0.0, 1.0)
        self._plot.setXRange(0.4, max(count, 1) + 0.6, padding=0)
        self._plot.setYRange(low, high if high > low else low + 1, padding=0.02)
        step = next(s for s in _steps() if count / s <= _MOST_TICKS)
        places = [1, *range(step, count + 1, step)] if step > 1 else list(range(1, count + 1))
        self._plot.getAxis("bottom").setTicks([[(place, str(place)) for place in places]])
        self._paint_bars()

    def _paint_bars(self) -> None:
        if self._bars is not None:
            window, text = self._colours()
            accent = self.palette().color(QPalette.ColorRole.Highlight)
            plain, hovered = blend(window, text, 0.34), blend(window, text, 0.6)
            brushes = [plain] * len(self._values)
            if self._hovered >= 0:
                brushes[self._hovered] = hovered
            if self._current >= 0:
                brushes[self._current] = accent
            self._bars.setOpts(brushes=brushes, pen=QPen(Qt.PenStyle.NoPen))
        self._tell()

    def _tell(self) -> None:
        self._words.setText(self.words())
        count = len(self._values)
        self.setAccessibleName(tr("spectrum of {count} directions", count=count))
        self.setAccessibleDescription(self.words())

    def _colours(self) -> tuple[Any, Any]:
        palette = self.palette()
        return palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)

    def _colour(self) -> None:
        """The theme's colours on everything that pyqtgraph paints."""
        if self._plot is None:
            return
        colour_plot(self._plot, self, {"bottom": tr("direction"), "left": tr("strength")})
        self._plot.getAxis("bottom").setHeight(2 * self.fontMetrics().height() - 1)
        self._paint_bars()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._colour()

    # the mouse

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Leave:
            self._hover(-1)
        elif isinstance(event, QMouseEvent):  # nothing of it is pyqtgraph's: no panning, no zoom
            place = self._place(event.position().toPoint())
            self._hover(place)
            if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton and place >= 0:
                self.picked.emit(place)
            return True
        return kind == QEvent.Type.Wheel or super().eventFilter(watched, event)

    def _place(self, point: QPoint) -> int:
        box = self._plot.getViewBox()
        scene = self._plot.mapToScene(point)
        if not box.sceneBoundingRect().contains(scene):
            return -1
        place = round(box.mapSceneToView(scene).x()) - 1
        return place if 0 <= place < len(self._values) else -1

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            pointing = Qt.CursorShape.PointingHandCursor if place >= 0 else Qt.CursorShape.ArrowCursor
            self._plot.viewport().setCursor(pointing)
            self._paint_bars()


def _steps() -> Any:
    """1, 2, 5, 10, 20, 50, ..."""
    scale = 1
    while True:
        yield from (scale, 2 * scale, 5 * scale)
        scale *= 10
