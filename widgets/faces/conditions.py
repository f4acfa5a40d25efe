"""Class, noise, reach of truncation, style mixing: what a generator may offer besides its code."""

from __future__ import annotations

from PySide6.QtCore import QRandomGenerator, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from engine.language import tr
from widgets.faces.seeds import SeedBox
from widgets.fitting.scrolling import ScrollingBox
from widgets.fitting.wrapping import WrappingLine
from widgets.look.glyphs import GlyphButton
from widgets.look.theme import pad
from widgets.parts.elided import ElidedLabel
from widgets.parts.gesture import wheel_needs_focus
from widgets.parts.plain import PlainLabel, plain_tip
from widgets.sliders.group import GroupTitle
from widgets.states import ConditionsState

#: What each way of treating noise is called, and what it does.
_NOISES = {
    "constant": (tr("as stored"), tr("The noise maps that came with the weights: the same fine detail every time")),
    "none": ("none", tr("No noise: smooth, a little flat")),
    "seeded": (tr("by seed"), tr("Noise maps drawn from a seed of their own: other curls of hair, the same face")),
}


class Conditions(QWidget):
    """A foldable row that shows only what the open generator offers, and nothing at all where it offers nothing."""

    label_chosen = Signal(int)
    cutoff_chosen = Signal(int)  # 0: all layers
    noise_chosen = Signal(str, object)  # "constant", "none" or "seeded"; the noise seed
    mix_wanted = Signal(object, int, int)  # seed, first layer, last layer; layers counted from 1
    mixes_cleared = Signal()
    folded = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = ConditionsState()
        self._is_folded = False
        self._title = GroupTitle()
        self._title.clicked.connect(self._toggle)
        self._label = _Number(tr("class"), tr("The class that is drawn.\nType a number and press Enter."))
        self._label.setWrapping(True)
        self._of = _quiet("")
        self._class_row = _row(
            _quiet(tr("class")), self._step("back", tr("The class before"), -1), self._label,
            self._step("forward", tr("The class after"), 1), self._of,
        )  # fmt: skip
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._title, 1)
        head.addWidget(self._class_row)
        self._noise_row, self._cutoff_row = self._make_noise(), self._make_cutoff()
        line = WrappingLine(self._noise_row, self._cutoff_row, gap=24)
        self._mix_row, self._mixed_row = self._make_mix(), self._make_mixed()
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setContentsMargins(22, 0, 0, 4)  # under the words of the title
        column.setSpacing(6)
        column.addWidget(line)
        column.addWidget(self._mix_row)
        column.addWidget(self._mixed_row)
        self._body = ScrollingBox(rows)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 0, 8, 4)
        whole.setSpacing(4)
        whole.addLayout(head)
        whole.addWidget(self._body)
        self._label.valueChanged.connect(self.label_chosen)
        self.set_state(self._state)

    def _step(self, glyph: str, tip: str, by: int) -> GlyphButton:
        button = GlyphButton(glyph, tip, size=26)
        button.clicked.connect(self._label.stepUp if by > 0 else self._label.stepDown)
        return button

    def _make_noise(self) -> QWidget:
        self._noise = QComboBox()
        wheel_needs_focus(self._noise)
        self._noise.setAccessibleName(tr("noise"))
        self._noise_seed = SeedBox(tr("noise seed"), tr("The number of these noise maps"))
        self._noise_dice = GlyphButton("dice", tr("Other noise: a seed by chance"), size=28)
        self._noise.activated.connect(self._noise_changed)
        self._noise_seed.chosen.connect(self._noise_changed)
        self._noise_dice.clicked.connect(self._noise_thrown)
        return _row(_quiet(tr("noise")), self._noise, self._noise_seed, self._noise_dice)

    def _make_cutoff(self) -> QWidget:
        self._cutoff = _Number(
            tr("layers that truncation reaches"),
            tr("Truncation pulls only the first so many layers to the mean: coarse form calmer, fine detail as it is."),
        )
        self._cutoff.setSpecialValueText(tr("all"))
        self._cutoff.valueChanged.connect(self.cutoff_chosen)
        return _row(_quiet(tr("truncation reaches")), self._cutoff, _quiet(tr("layers")))

    def _make_mix(self) -> QWidget:
        self._first = _Number(tr("first layer to mix in"), tr("From this layer, 1 is the coarsest"))
        self._last = _Number(tr("last layer to mix in"), tr("Up to and with this layer"))
        self._mix_seed = SeedBox(tr("seed to mix in"), tr("The face that these layers are taken from"))
        dice = GlyphButton("dice", tr("Another face to mix in: a seed by chance"), size=28)
        dice.clicked.connect(self._mix_thrown)
        self._mix = QPushButton(tr("Mix in"))
        self._mix.setToolTip(tr("Take these layers from that seed"))
        self._mix.clicked.connect(self._ask_mix)
        self._first.valueChanged.connect(self._keep_order)
        self._last.valueChanged.connect(self._keep_order)
        words = (_quiet(tr("layers")), _quiet(tr("to")), _quiet(tr("from seed")))
        layers = _row(words[0], self._first, words[1], self._last)
        return WrappingLine(layers, _row(words[2], self._mix_seed, dice, self._mix), gap=6)

    def _make_mixed(self) -> QWidget:
        self._mixed = ElidedLabel()
        clear = QPushButton(tr("Clear"))
        clear.setProperty("role", "flat")
        clear.setToolTip(tr("Every layer from the face's own seed again"))
        clear.clicked.connect(self.mixes_cleared)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(_quiet(tr("mixed in")))
        line.addWidget(self._mixed, 1)
        line.addWidget(clear)
        return row

    # what it shows

    def set_state(self, state: ConditionsState) -> None:
        """Shows the document's values; announces nothing."""
        offers = (self._state.classes, self._state.noises, self._state.latents)
        if offers != (state.classes, state.noises, state.latents) or not self._noise.count():
            self._offer(state)
        self._state = state
        boxes = ((self._label, state.label), (self._cutoff, state.cutoff), (self._noise_seed, state.noise_seed))
        for box, value in boxes:
            with QSignalBlocker(box):
                if box.value() != value:  # setting it anew would wipe out what is being typed
                    box.setValue(value)
        self._noise.setCurrentIndex(self._noise.findData(state.noise))
        seeded = state.noise == "seeded"
        self._noise_seed.setVisible(seeded)
        self._noise_dice.setVisible(seeded)
        self._mixed.setText(" · ".join(_in_words(*mix) for mix in state.mixes))
        self._mixed.setToolTip(plain_tip("\n".join(_in_words(*mix) for mix in state.mixes)))
        self._mixed_row.setVisible(bool(state.mixes))
        self._fold()

    def set_folded(self, *, folded: bool) -> None:
        """Folds the row away, but for its title and the class."""
        self._is_folded = folded
        self._fold()

    def _offer(self, state: ConditionsState) -> None:
        self.setVisible(state.offered)
        self._class_row.setVisible(state.classes > 0)
        self._noise_row.setVisible(bool(state.noises))
        self._cutoff_row.setVisible(state.latents > 1)
        self._mix_row.setVisible(state.latents > 1)
        self._of.setText(tr("of {classes}, from 0", classes=state.classes))
        last = max(1, state.latents)
        with QSignalBlocker(self._label), QSignalBlocker(self._cutoff):
            self._label.setRange(0, max(0, state.classes - 1))
            self._cutoff.setRange(0, last)
        with QSignalBlocker(self._first), QSignalBlocker(self._last):
            for box in (self._first, self._last):
                box.setRange(1, last)
            self._first.setValue(1)
            self._last.setValue(max(1, last // 3))  # the coarse third: pose and form
        self._noise.clear()
        for noise in state.noises:
            words, tip = _NOISES[noise]
            self._noise.addItem(words, noise)
            self._noise.setItemData(self._noise.count() - 1, plain_tip(tip), Qt.ItemDataRole.ToolTipRole)

    def _fold(self) -> None:
        state = self._state
        more = [(tr("noise"), bool(state.noises)), (tr("style mixing"), state.latents > 1)]
        title = tr(" and ").join(word for word, there in more if there)
        self._title.setVisible(bool(title))
        self._body.setVisible(bool(title) and not self._is_folded)
        set_here = (
            [tr("noise {noise}", noise=_NOISES[state.noise][0])] if state.noise != "constant" and state.noises else []
        )
        set_here += [tr("truncation reaches {cutoff}", cutoff=state.cutoff)] if state.cutoff else []
        set_here += [_in_words(*mix) for mix in state.mixes]
        hint, changed = (", ".join(set_here), len(set_here)) if self._is_folded else ("", 0)
        self._title.show_group(title[:1].upper() + title[1:], hint, changed, folded=self._is_folded)

    # what a person does

    def _toggle(self) -> None:
        self.set_folded(folded=not self._is_folded)
        self.folded.emit(self._is_folded)

    def _noise_changed(self) -> None:
        self.noise_chosen.emit(self._noise.currentData(), self._noise_seed.value())

    def _noise_thrown(self) -> None:
        self._noise_seed.setValue(_by_chance())

    def _mix_thrown(self) -> None:
        self._mix_seed.setValue(_by_chance())

    def _ask_mix(self) -> None:
        self.mix_wanted.emit(self._mix_seed.value(), self._first.value(), self._last.value())

    def _keep_order(self) -> None:
        """The box that was not touched gives way."""
        if self._first.value() > self._last.value():
            (self._last if self.sender() is self._first else self._first).setValue(
                self._first.value() if self.sender() is self._first else self._last.value()
            )


class _Number(QSpinBox):
    """A small number; typed ones apply with Enter, or when the box is left."""

    def __init__(self, name: str, tip: str) -> None:
        super().__init__()
        pad(self)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("9999") + 40)
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(tip))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _in_words(seed: int, first: int, last: int) -> str:
    layers = tr("layer {first}", first=first) if first == last else tr("layers {first}–{last}", first=first, last=last)
    return tr("{layers} of seed {seed}", layers=layers, seed=seed)


def _by_chance() -> int:
    return QRandomGenerator.global_().generate()


def _quiet(text: str) -> QLabel:
    label = PlainLabel(text)
    label.setProperty("role", "quiet")
    return label


def _row(*widgets: QWidget) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return row
