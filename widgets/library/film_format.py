"""In which format a film is written, how fine, and at how many frames a second: of each format what it is good for."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QRadioButton, QWidget

from engine.document.films.film import DELAYS
from engine.document.films.formats import FORMATS, GRADES, NAMED, Format, Grade, rounded, rounding, why_not
from engine.language import tr
from widgets.parts.gesture import wheel_needs_focus
from widgets.parts.plain import PlainLabel, plain_tip

#: Frames a second that are offered where a format holds any.
RATES = (10.0, 12.0, 15.0, 24.0, 25.0, 30.0, 50.0, 60.0)
USUAL = 25.0
WORDS: dict[Grade, str] = {"small": tr("smaller file"), "good": tr("good"), "best": tr("finest")}


class FilmFormat(QWidget):
    """Holds the fields, which a dialog lays out: `kinds` and `grades`, `rates`, `smooth` and `grain`, and `told`, what
    the format is good for."""

    changed = Signal()
    chosen = Signal()  # another format: the file ends otherwise now

    def __init__(self, name: str = "gif", rate: float = USUAL) -> None:
        super().__init__()
        self._wanted = rate  # what is proposed, or a person has chosen, whatever the format of the moment holds
        self.kinds, self.grades, self.rates = QComboBox(), QComboBox(), QComboBox()
        for box, called in (
            (self.kinds, tr("format")),
            (self.grades, tr("quality")),
            (self.rates, tr("frames a second")),
        ):
            wheel_needs_focus(box)
            box.setAccessibleName(called)
        for each in FORMATS:
            self.kinds.addItem(each.title, each.name)
        for grade in GRADES:
            self.grades.addItem(WORDS[grade], grade)
        self.grades.setCurrentIndex(GRADES.index("good"))
        self.grades.setToolTip(tr("Finer is larger"))
        self.smooth, self.grain = QRadioButton(tr("Smooth")), QRadioButton(tr("More shades, as grain"))
        self.smooth.setToolTip(tr("Smaller, and still from frame to frame"))
        self.grain.setToolTip(tr("Dithered: finer shades, in grain that crawls from frame to frame"))
        self.smooth.setChecked(True)
        self.told = PlainLabel()
        self.told.setProperty("role", "quiet")
        self.told.setWordWrap(True)
        self.kinds.setCurrentIndex(self.kinds.findData(name))
        self._fill()
        self.kinds.currentIndexChanged.connect(self._other)
        self.grades.currentIndexChanged.connect(self.changed)
        self.rates.currentIndexChanged.connect(self._rate_chosen)
        self.smooth.toggled.connect(self.changed)

    @property
    def format(self) -> Format:
        """The one that is chosen."""
        return NAMED[self.kinds.currentData()]

    @property
    def grade(self) -> Grade:
        """How fine."""
        return GRADES[self.grades.currentIndex()]

    @property
    def rate(self) -> float:
        """Frames a second."""
        return float(self.rates.currentData())

    @property
    def dithered(self) -> bool:
        """Whether a GIF's shades are made of grain."""
        return self.format.name == "gif" and self.grain.isChecked()

    def problem(self) -> str:
        """Why this format cannot be written here, in one sentence; empty when it can."""
        return why_not(self.format.name)

    def size_told(self, side: int) -> str:
        """That an odd size becomes an even one; empty: it stays."""
        return rounding(self.format.name, side)

    def bytes_of(self, frames: int, side: int) -> float:
        """How large a film of faces becomes, roughly; of all but a GIF."""
        side = rounded(self.format.name, side)
        return frames * side * side * self.format.share[GRADES.index(self.grade)]

    def _other(self) -> None:
        self._fill()
        self.chosen.emit()
        self.changed.emit()

    def _rate_chosen(self) -> None:
        self._wanted = self.rate
        self.changed.emit()

    def _fill(self) -> None:
        """The rates that this format holds, the one nearest to what is wanted in front; and what it is good for."""
        gif = self.format.name == "gif"
        offered = [100 / delay for delay in DELAYS] if gif else sorted({*RATES, self._wanted})
        with QSignalBlocker(self.rates):
            self.rates.clear()
            for rate in offered:
                self.rates.addItem(f"{round(rate, 1):g}", rate)
            self.rates.setCurrentIndex(min(range(len(offered)), key=lambda row: abs(offered[row] - self._wanted)))
        exact = tr("Frames a second; these are the rates that a GIF can hold")
        self.rates.setToolTip(plain_tip(exact if gif else tr("Frames a second")))
        self.grades.setVisible(self.format.levels)
        self.told.setText(self.format.good_for)
