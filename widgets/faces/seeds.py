"""The seed bar: dice, the way back through visited seeds, the seed itself, truncation, and what a new seed keeps."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QValidator, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QMenu, QWidget

from engine.document.disk.limits import SEEDS, TRUNCATION
from engine.document.disk.wording import short
from engine.language import tr
from widgets.fitting.sparing import SparingLine
from widgets.look.glyphs import GlyphButton
from widgets.look.theme import pad
from widgets.parts.plain import PlainLabel, plain_tip
from widgets.parts.press_slider import HomeSlider

LARGEST_SEED = SEEDS - 1
_TIP = tr(
    "Truncation: how far faces may stray from the average: 0 is the average face, 1 the generator's own variety, "
    "below 0 the opposite of a face.\n"
    "Times 1; arrows move by 0.01, Page keys by 0.1; double-click or Backspace goes back to 1."
)
_HELD = tr("This face comes from a photo or a file, and truncation leaves it as it is.")
_STEPS = 100  # slider positions to one unit of truncation


class SeedBar(SparingLine):
    """One line above or below the picture. `gesture` is constant over one drag, held key or turn of the wheel."""

    seed_chosen = Signal(object)  # an int, too large for one of Qt's
    dice = Signal()
    back = Signal()
    forward = Signal()
    truncation_moved = Signal(float, int)  # -1 to 2, gesture
    keep_edits_toggled = Signal(bool)
    wall_wanted = Signal()
    control_wanted = Signal()  # what is outside is to move truncation

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dice = GlyphButton("dice", tr("Another face: a seed by chance"), size=30)
        self._back = GlyphButton("back", tr("The seed before"), size=28)
        self._forward = GlyphButton("forward", tr("The seed after"), size=28)
        self._wall = GlyphButton("wall", tr("A wall of faces to pick from"), size=30)
        self._seed = SeedBox(tr("seed"), tr("The number of this face"))
        self._truncation = _TruncationSlider()
        self._value = PlainLabel("1.00")
        self._keep = QCheckBox(tr("keep edits"))
        self._arrange()
        self._dice.clicked.connect(self.dice)
        self._back.clicked.connect(self.back)
        self._forward.clicked.connect(self.forward)
        self._wall.clicked.connect(self.wall_wanted)
        self._seed.chosen.connect(self.seed_chosen)
        self._truncation.valueChanged.connect(self._truncation_changed)
        self._truncation.control_wanted.connect(self.control_wanted)
        self._keep.toggled.connect(self.keep_edits_toggled)
        self.set_history(can_back=False, can_forward=False)

    def _arrange(self) -> None:
        self._keep.setChecked(True)
        self._keep.setAccessibleName(tr("keep edits"))
        self._keep.setToolTip(tr("Keep edits: a new seed keeps them. When off, it starts from the plain face."))
        seed_label, self._label = PlainLabel(tr("seed")), PlainLabel(tr("truncation"))
        for label in (seed_label, self._label):
            label.setProperty("role", "quiet")
        seed_label.setBuddy(self._seed)
        self._label.setBuddy(self._truncation)
        self._value.setMinimumWidth(self._value.fontMetrics().horizontalAdvance("-0.00"))
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = self.line
        line.setContentsMargins(8, 4, 8, 4)
        line.setSpacing(4)
        for widget in (self._dice, self._back, self._forward):
            line.addWidget(widget)
        line.addSpacing(6)
        line.addWidget(seed_label)
        line.addWidget(self._seed)
        line.addSpacing(6)
        line.addWidget(self._label)
        line.addWidget(self._truncation, 1)
        line.addWidget(self._value)
        line.addSpacing(6)
        line.addWidget(self._keep)
        line.addStretch(1)
        line.addWidget(self._wall)
        self.spare(self._label, seed_label, self._keep)

    def set_state(self, seed: int, truncation: float, *, keep_edits: bool, away: str = "") -> None:
        """Shows the document's values; announces nothing. `away` is a word for a face that comes from no seed."""
        with QSignalBlocker(self._seed), QSignalBlocker(self._truncation), QSignalBlocker(self._keep):
            self._seed.set_away(away)
            if self._seed.value() != seed:  # setting it anew would wipe out what is being typed
                self._seed.setValue(seed)
            self._truncation.setValue(round(truncation * _STEPS))
            self._keep.setChecked(keep_edits)
        self._value.setText(f"{truncation:.2f}")

    def set_truncatable(self, *, able: bool) -> None:
        """Whether truncation moves anything: not where all of the face comes from a photo or a file."""
        self._truncation.setEnabled(able)
        self._truncation.setToolTip(plain_tip(_TIP if able else _HELD))

    def set_history(self, *, can_back: bool, can_forward: bool) -> None:
        """Whether there are seeds to go back or forward to."""
        self._back.setEnabled(can_back)
        self._forward.setEnabled(can_forward)

    def _truncation_changed(self, position: int) -> None:
        self._value.setText(f"{position / _STEPS:.2f}")
        self.truncation_moved.emit(position / _STEPS, self._truncation.gesture)


class SeedBox(QDoubleSpinBox):
    """A box for whole numbers, as Qt's own ends at 2**31. Typed seeds apply with Enter, or when the box is left; arrows
    step at once. Only digits can be typed. Any other text that is pasted, and a number beyond all seeds, is
    `refused` and the seed stays; Qt would leave the last digits out without a word."""

    chosen = Signal(object)  # the seed, an int
    refused = Signal(str)  # the sentence for a person

    def __init__(self, name: str, what: str) -> None:
        super().__init__()
        self._wrong = ""  # what was to be in the box last, and cannot be
        self._away = ""
        self.setDecimals(0)
        self.setRange(0, LARGEST_SEED)
        self.valueChanged.connect(lambda _: self.chosen.emit(self.value()))
        pad(self)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().inputRejected.connect(self._input_rejected)
        self.setFixedWidth(self.fontMetrics().horizontalAdvance(str(LARGEST_SEED)) + 44)
        self.setAccessibleName(name)
        self.setToolTip(
            plain_tip(
                tr(
                    "{what}, 0 to {largest_seed}.\nType one and press Enter; arrows step by one.",
                    what=what,
                    largest_seed=LARGEST_SEED,
                )
            )
        )

    def set_away(self, away: str) -> None:
        """What is on screen instead of the face of a seed, a word; empty: a seed's face is."""
        if away != self._away:
            self._away = away
            self.lineEdit().setPlaceholderText(away)
            self.setValue(self.value())  # shows it anew

    def value(self) -> int:
        """The seed."""
        return round(super().value())

    def textFromValue(self, value: float) -> str:
        return "" if self._away else f"{value:.0f}"

    def valueFromText(self, text: str) -> float:
        return float(text.strip() or self.value())

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        text = text.strip()  # what is pasted may have a blank or a line's end around it
        if not text or self._beyond(text):
            return QValidator.State.Intermediate, text, place
        if not (text.isascii() and text.isdigit()):
            self._wrong = text
            return QValidator.State.Invalid, text, place
        return QValidator.State.Acceptable, text, place

    def fixup(self, text: str) -> str:
        if self._beyond(text):
            self._refuse(text)
        return super().fixup(text)

    def _input_rejected(self) -> None:
        """A single letter is only not typed; what was pasted is told of."""
        pasted = QGuiApplication.clipboard().text().strip()
        if len(pasted) > 1 and pasted in self._wrong:
            self._refuse(pasted)
        self._wrong = ""

    def _refuse(self, text: str) -> None:
        self.refused.emit(
            tr(
                "{text} is no seed: they are whole numbers from 0 to {largest_seed:,}. The seed stays {value}.",
                text=short(text),
                largest_seed=LARGEST_SEED,
                value=self.value(),
            )
        )

    def _beyond(self, text: str) -> bool:
        return text.isascii() and text.isdigit() and float(text) > LARGEST_SEED

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _TruncationSlider(HomeSlider):
    """-1 to 2 in hundredths; a double-click brings it back to 1."""

    control_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(tr("truncation"), _STEPS)
        self.setRange(*(round(end * _STEPS) for end in TRUNCATION))
        self.setValue(_STEPS)
        self.setMinimumWidth(60)
        self.setMaximumWidth(200)
        self.setToolTip(plain_tip(_TIP))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Move with a controller…"), self.control_wanted.emit)
        menu.popup(event.globalPos())
