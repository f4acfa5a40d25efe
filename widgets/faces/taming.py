"""The line under the seed bar: what is unusual in a face is calmed, and how much of it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLabel, QWidget

from engine.language import tr
from widgets.fitting.sparing import SparingLine
from widgets.look.glyphs import GlyphButton
from widgets.parts.plain import PlainLabel, plain_tip
from widgets.parts.press_slider import HomeSlider
from widgets.states import TamingState

_FARTHEST = 4.0  # sigma: beyond it lies next to nothing, so that the slider begins without a jump
_STEPS = 20  # slider positions to one sigma
_NEAREST = 2  # positions: 0.1 sigma
_PARTS = 24  # positions of the other slider
_CALM = tr(
    "Draws in whatever is far from usual in this face, and leaves the rest of it alone; truncation changes all of it.\n"
    "Farther right reaches nearer to the usual. Double-click or Backspace switches it off."
)
_STRONGEST = tr(
    "Calms only the strongest parts: those in which faces differ most, where most faults lie.\n"
    "Double-click or Backspace goes back to all of them."
)


class TamingBar(SparingLine):
    """Two sliders and the button of the split view. `gesture` is constant over one drag, held key or turn."""

    moved = Signal(float, int, int)  # sigma from which on (0: off), strongest parts (0: all), gesture
    split_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = TamingState()
        self._calm, self._parts = (
            HomeSlider(tr("calm what is unusual"), 0),
            HomeSlider(tr("strongest parts only"), _PARTS),
        )
        self._calm.setRange(0, round(_FARTHEST * _STEPS) - _NEAREST + 1)
        self._parts.setRange(0, _PARTS)
        self._calm_told, self._parts_told = PlainLabel(), PlainLabel()
        self._split = GlyphButton("compare", tr("Split view: left as drawn, right calmed"), "compare", size=28)
        self._words = [PlainLabel(tr("calm what is unusual")), PlainLabel(tr("strongest parts only"))]
        line = self.line
        line.setContentsMargins(14, 0, 14, 6)
        line.setSpacing(6)
        for word, slider, told, widest in zip(
            self._words, (self._calm, self._parts), (self._calm_told, self._parts_told),
            ("beyond 0.00", "first 000"), strict=True,
        ):  # fmt: skip
            word.setProperty("role", "quiet")
            word.setBuddy(slider)
            slider.setMinimumWidth(70)
            slider.setMaximumWidth(200)
            told.setMinimumWidth(told.fontMetrics().horizontalAdvance(widest) + 6)
            line.addWidget(word)
            line.addWidget(slider, 1)
            line.addWidget(told)
            line.addSpacing(10)
        line.addStretch(1)
        line.addWidget(self._split)
        self.spare(*reversed(self._words))
        self._calm.valueChanged.connect(self._moved)
        self._parts.valueChanged.connect(self._moved)
        self._split.toggled.connect(self.split_toggled)
        self.set_state(self._state)

    def set_state(self, state: TamingState) -> None:
        """Shows the document's values; announces nothing."""
        self._state = state
        with QSignalBlocker(self._calm), QSignalBlocker(self._parts):
            self._calm.setValue(_position(state.threshold))
            self._parts.setValue(_place(state.first, state.components))
        self._calm_told.setText(
            tr("beyond {threshold:.2f}", threshold=state.threshold) if state.threshold else tr("off")
        )
        self._parts_told.setText(tr("first {first}", first=state.first) if state.first else tr("all"))
        _offer(self._calm, self._words[0], _CALM, state.why_not)
        why_all = state.why_not or ("" if state.components else tr("All parts of a face are equally strong here."))
        why_all = why_all or ("" if state.threshold else tr("Calm something first."))
        _offer(self._parts, self._words[1], _STRONGEST, why_all)
        self._split.setEnabled(not state.why_not)

    def set_split(self, *, on: bool) -> None:
        """Whether the split view is on screen."""
        with QSignalBlocker(self._split):
            self._split.setChecked(on)

    def _moved(self) -> None:
        slider = self.sender()
        assert isinstance(slider, HomeSlider)
        threshold, first = self._state.threshold, self._state.first
        if slider is self._calm:
            threshold = _threshold(self._calm.value())
        else:
            first = _count(self._parts.value(), self._state.components)
        self.moved.emit(threshold, first, slider.gesture)


def _offer(slider: HomeSlider, word: QLabel, tip: str, why_not: str) -> None:
    """Lets a slider be moved, or says why not."""
    slider.setEnabled(not why_not)
    for widget in (slider, word):
        widget.setToolTip(plain_tip(f"{slider.accessibleName().capitalize()}\n{why_not or tip}"))


def _threshold(position: int) -> float:
    """The threshold in sigma of a position: 0 is off, then from far to near."""
    return 0.0 if position == 0 else (round(_FARTHEST * _STEPS) + 1 - position) / _STEPS


def _position(threshold: float) -> int:
    return 0 if not threshold else max(1, round(_FARTHEST * _STEPS) + 1 - round(threshold * _STEPS))


def _count(place: int, components: int) -> int:
    """How many components a position stands for: few at the left in small steps; 0, all of them, at the right."""
    count = round(components ** (place / _PARTS)) if place < _PARTS else 0
    return max(1, count) if place < _PARTS and count < components else 0


def _place(first: int, components: int) -> int:
    places = range(_PARTS)
    return min(places, key=lambda place: abs((_count(place, components) or components) - first)) if first else _PARTS
