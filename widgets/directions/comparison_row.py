"""One row of the comparison: a direction and its pictures."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engine.language import tr
from widgets.directions.card import PLACES
from widgets.look.glyphs import GlyphButton
from widgets.look.sigma import digits_font, sigma_text
from widgets.parts.elided import ElidedLabel
from widgets.parts.plain import plain_tip
from widgets.sliders.filmstrip import FilmStrip
from widgets.states import DirectionCard

WORDS = 190  # logical pixels of the words beside the pictures
WIDEST_STRIP = 7 * 99 + 4
_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ComparisonRow(QWidget):
    """A direction's name, where it comes from, where its slider is, and its pictures."""

    removed = Signal(str)
    walked = Signal(str, int)  # from this row; -1 up, 1 down

    def __init__(self, card: DirectionCard) -> None:
        super().__init__()
        self.card = card
        self.fresh = False  # whether its pictures are of the face as it is
        self._name, self._origin, self._value = ElidedLabel(), ElidedLabel(), ElidedLabel()
        bold = QFont(self._name.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self._name.setFont(bold)
        self._value.setFont(digits_font(self._value.font()))
        for label in (self._origin, self._value):
            label.setProperty("role", "quiet")
        self._remove = GlyphButton("close", tr("Take it out of the comparison (Delete)"), size=22)
        self._remove.clicked.connect(self._ask_removal)
        self.strip = FilmStrip(titled=False)
        self.strip.set_frames(None, PLACES)
        self.strip.setMaximumWidth(WIDEST_STRIP)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self._name, 1)
        head.addWidget(self._remove)
        words = QVBoxLayout()
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(1)
        words.addLayout(head)
        words.addWidget(self._origin)
        words.addWidget(self._value)
        words.addStretch(1)
        words_widget = QWidget()
        words_widget.setLayout(words)
        words_widget.setFixedWidth(WORDS)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(14)
        line.addWidget(words_widget)
        line.addWidget(self.strip, 100)
        line.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_card(self, card: DirectionCard) -> None:
        self.card = card
        self._name.setText(card.name)
        self._name.setToolTip(plain_tip(card.name))
        self._origin.setText(card.origin)
        self._value.setText(tr("now {sigma_text}", sigma_text=sigma_text(card.value)))
        self._value.setToolTip(tr("Where its slider is now, in sigma (standard deviations)"))
        self._remove.setAccessibleName(tr("take {name} out of the comparison", name=card.name))
        self.setAccessibleName(f"{card.name}, {card.origin}" if card.origin else card.name)

    def set_strength(self, value: float) -> None:
        self.strip.set_slider(self.card.name, value)

    def _ask_removal(self) -> None:
        self.removed.emit(self.card.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _WAYS:  # a key left to the parents would scroll the page instead
            self.walked.emit(self.card.key, _WAYS[key])
        elif key == Qt.Key.Key_Delete:
            self._ask_removal()
        else:
            super().keyPressEvent(event)
