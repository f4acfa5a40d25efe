"""The spectrum of a direction set: bars under a heading, and what is said of the one that is pointed at."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from widgets.directions.bars import Bars
from widgets.look.theme import heading
from widgets.parts.elided import ElidedLabel


class SpectrumPlot(QWidget):
    """One bar a direction, counted from 1; the current one stands out. Pointing at a bar says what it is."""

    picked = Signal(int)  # place from 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = np.zeros(0)
        self._names: tuple[str, ...] = ()
        self._current, self._hovered = -1, -1
        self.bars = Bars()
        self.bars.pointed.connect(self._pointed)
        self.bars.picked.connect(self.picked)
        self._words = ElidedLabel()
        self._words.setProperty("role", "quiet")
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(heading("Spectrum"))
        top.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self.bars, 1)
        self.setMinimumSize(200, 90)
        self._tell()

    def set_spectrum(self, values: tuple[float, ...], names: tuple[str, ...]) -> None:
        """Shows (k,) values, in the method's own terms, of directions of these names.

        ValueError where there are not as many names as values.
        """
        if len(values) != len(names):
            raise ValueError(f"{len(values)} values need as many names, not {len(names)}.")
        if names == self._names and values == tuple(self._values.tolist()):
            return
        self._values, self._names = np.asarray(values, float), names
        self._hovered = -1
        self.bars.set_values(self._values)
        self.set_current(self._current if self._current < len(values) else -1)
        self._tell()

    def set_current(self, place: int) -> None:
        """The direction that stands out, counted from 0; -1 for none."""
        if place != self._current:
            self._current = place if place < len(self._values) else -1
            self.bars.set_current(self._current)
            self._tell()

    def words(self) -> str:
        """What is said of the bar under the pointer, else of the current one."""
        place = self._hovered if self._hovered >= 0 else self._current
        if place < 0:
            return ""
        value, total = float(self._values[place]), float(np.abs(self._values).sum())
        share = f" \N{MIDDLE DOT} {abs(value) / total * 100:.3g} % of those found" if total > 0 else ""
        number, name = str(place + 1), self._names[place]
        return f"{number} \N{MIDDLE DOT} {name} \N{MIDDLE DOT} {value:.3g}{share}"

    @Slot(int)
    def _pointed(self, place: int) -> None:
        self._hovered = place
        self._tell()

    def _tell(self) -> None:
        self._words.setText(self.words())
        self.setAccessibleName(f"spectrum of {len(self._values)} directions")
        self.setAccessibleDescription(self.words())
