"""The comparison: directions of several methods on the same face, one below the other."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.language import tr
from widgets.directions.card import PLACES
from widgets.directions.comparison_row import WIDEST_STRIP, WORDS, ComparisonRow
from widgets.directions.cosines import CosineMatrix
from widgets.directions.other_faces import OtherFaces
from widgets.directions.strength import StrengthSlider
from widgets.look.glyphs import GlyphButton
from widgets.look.sigma import digits_font, sigma_text
from widgets.look.theme import PAGE, heading, page_title
from widgets.parts.elided import ElidedLabel
from widgets.parts.page import Page
from widgets.parts.plain import PlainLabel
from widgets.sliders.filmstrip import FilmStrip
from widgets.states import DirectionCard

_WIDE = 1120  # logical pixels from which the table stands beside the rows
_FOOT, _WHOLE = 206, 16_777_215  # its height below the rows; Qt's word for as much as there is
_START = 2.0  # sigma
_EMPTY = tr("Nothing to compare yet: tick “compare” on some directions, of one method or of several.")


class Comparison(Page):
    """A page in place of the picture. One strength for all rows: its column stands out. Esc closes."""

    compared = Signal(str, bool)  # key, False: it leaves the comparison
    strips_wanted = Signal(tuple)  # keys of the rows without pictures
    others_wanted = Signal()
    other_picked = Signal(int)  # place from 0 of the other face to go on with

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, ComparisonRow] = {}
        self._table_of: tuple[str, ...] = ()  # the keys that the table of cosines is of
        self._strength = StrengthSlider()
        self._told = PlainLabel()
        self._told.setFont(digits_font(self._told.font()))
        self._told.setMinimumWidth(self._told.fontMetrics().horizontalAdvance("+3.00") + 2)
        self._told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._cosines, self.others = CosineMatrix(), OtherFaces()
        self._note = PlainLabel(_EMPTY)
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note.setProperty("role", "quiet")
        close = GlyphButton("close", tr("Close the comparison (Esc)"))
        close.clicked.connect(self.closed)
        self._arrange(close)
        self._strength.valueChanged.connect(self._show_strength)
        self.others.picked.connect(self.other_picked)
        self.setAccessibleName(tr("comparison of directions"))
        self.set_strength(_START)
        self.set_rows(())

    def _arrange(self, close: QWidget) -> None:
        top, line = QHBoxLayout(), QHBoxLayout()
        top.addWidget(page_title(tr("Comparison")), 1)
        top.addWidget(close)
        words = PlainLabel(tr("strength"))
        words.setProperty("role", "quiet")
        words.setBuddy(self._strength)
        self._strength_row = QWidget()
        self._strength_row.setLayout(line)
        line.setContentsMargins(0, 0, 0, 2)
        line.setSpacing(8)
        line.addWidget(words)
        line.addWidget(self._strength)
        line.addWidget(self._told)
        line.addStretch(1)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(content)
        self._table = _titled(tr("Cosines"), tr("1 the same, 0 independent, −1 opposed"), self._cosines)
        others = _titled(tr("Other faces"), tr("with the edits that this one has now"), self.others)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(28)
        self._foot.setContentsMargins(0, 0, 8, 0)
        self._foot.addWidget(self._table, 1)
        self._foot.addWidget(others, 1)
        self._foot.addStretch(0)
        self._foot_widget = QWidget()
        self._foot_widget.setLayout(self._foot)
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._body.setSpacing(12)
        self._line = QFrame()
        self._line.setFixedHeight(1)
        self._line.setAutoFillBackground(True)
        self._line.setBackgroundRole(QPalette.ColorRole.Dark)
        self._body.addWidget(self._scroll, 1)
        self._body.addWidget(self._line)
        self._body.addWidget(self._foot_widget)
        self.column.setSpacing(6)
        self.column.addLayout(top)
        self.column.addWidget(self._strength_row)
        self.column.addWidget(self._note, 1)
        self.column.addLayout(self._body, 1)

    # what it shows

    def set_rows(self, cards: tuple[DirectionCard, ...]) -> None:
        """The directions to compare, in this order. Those that stay keep their pictures and the keyboard."""
        for key in [key for key in self._rows if key not in {card.key for card in cards}]:
            row = self._rows.pop(key)
            row.hide()
            row.deleteLater()
        for place, card in enumerate(cards):
            row = self._rows.get(card.key) or self._make_row(card)
            row.set_card(card)
            row.set_strength(self.strength())
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
        self._rows = {card.key: self._rows[card.key] for card in cards}
        # Of other rows than these there is nothing to show until their cosines come.
        self._table.setVisible(len(cards) > 1 and tuple(self._rows) == self._table_of)
        for widget in (self._strength_row, self._scroll, self._foot_widget):
            widget.setVisible(bool(cards))
        self._line.setVisible(bool(cards) and self.width() < _WIDE)
        self._note.setVisible(not cards)
        if self.isVisible():
            self._ask_strips()

    def set_strip(self, key: str, pixels: np.ndarray, values: tuple[float, ...]) -> None:
        """Pictures (n, h, w, 3) uint8 of a direction at `values` in sigma; of an unknown key they are passed over."""
        if key in self._rows:
            self._rows[key].strip.set_frames(pixels, values)
            self._rows[key].fresh = True

    def renew_strips(self) -> None:
        """All pictures are out of date: they are asked for anew, and stay until the new ones come."""
        for row in self._rows.values():
            row.fresh = False
        if self.isVisible():
            self._ask_strips()

    def forget_strips(self) -> None:
        """All pictures are of something else: none stays."""
        for row in self._rows.values():
            row.strip.set_frames(None, PLACES)
        self.others.clear()
        self.renew_strips()

    def set_cosines(self, cosines: np.ndarray, names: tuple[str, ...]) -> None:
        """(n, n) cosines of the rows, in their order. ValueError where names and numbers do not fit."""
        self._cosines.set_cosines(cosines, names)
        self._table_of = tuple(self._rows)
        self._table.setVisible(len(names) > 1)

    def set_others(self, pixels: tuple[np.ndarray | None, ...]) -> None:
        """Other faces with the document's edits, uint8 H x W x 3 each; None where one is still rendered."""
        self.others.set_faces(pixels)

    def strength(self) -> float:
        """In sigma, as the slider stands."""
        return self._strength.strength()

    def set_strength(self, value: float) -> None:
        """Puts the slider there; announces nothing."""
        with QSignalBlocker(self._strength):
            self._strength.set_strength(value)
        self._show_strength()

    def focus_first(self) -> None:
        """Gives the keyboard to the strength, or to the page where there is nothing to compare."""
        (self._strength if self._rows else self).setFocus(Qt.FocusReason.OtherFocusReason)

    def rows(self) -> list[DirectionCard]:
        """What is compared, top to bottom."""
        return [row.card for row in self._rows.values()]

    def strip(self, key: str) -> FilmStrip:
        """The pictures of a row; KeyError where there is none."""
        return self._rows[key].strip

    def _make_row(self, card: DirectionCard) -> ComparisonRow:
        row = self._rows[card.key] = ComparisonRow(card)
        row.removed.connect(self._remove)
        row.walked.connect(self._walk)
        row.strip.picked.connect(self._strength.set_strength)
        return row

    def _ask_strips(self) -> None:
        missing = tuple(key for key, row in self._rows.items() if not row.fresh)
        if missing:
            self.strips_wanted.emit(missing)

    def _show_strength(self) -> None:
        self._told.setText(sigma_text(self.strength()))
        for row in self._rows.values():
            row.set_strength(self.strength())

    # what happens

    def _remove(self, key: str) -> None:
        self.compared.emit(key, False)  # noqa: FBT003  a signal takes no names

    def _walk(self, key: str, way: int) -> None:
        keys = list(self._rows)
        strip = self._rows[keys[max(0, min(len(keys) - 1, keys.index(key) + way))]].strip
        strip.setFocus(Qt.FocusReason.OtherFocusReason)
        self._scroll.ensureWidgetVisible(strip, 0, 12)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._rows:
            self.focus_first()

    def minimumSizeHint(self) -> QSize:
        return PAGE

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask_strips()
        if self._rows:
            self.others_wanted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide, across = self.width() >= _WIDE, QBoxLayout.Direction.LeftToRight
        self._body.setDirection(across if wide else QBoxLayout.Direction.TopToBottom)
        self._foot.setDirection(QBoxLayout.Direction.TopToBottom if wide else across)
        for place, stretch in enumerate((0, 0, 1) if wide else (1, 1, 0)):
            self._foot.setStretch(place, stretch)
        self._line.setVisible(bool(self._rows) and not wide)
        beside = max(340, self.width() - WORDS - WIDEST_STRIP - 90)
        self._foot_widget.setMinimumSize(*((340, 0) if wide else (0, _FOOT)))
        self._foot_widget.setMaximumSize(*((beside, _WHOLE) if wide else (_WHOLE, _FOOT)))


def _titled(title: str, words: str, content: QWidget) -> QWidget:
    """A heading with quiet words beside it, and what stands under it."""
    quiet = ElidedLabel()
    quiet.setText(words)
    quiet.setProperty("role", "quiet")
    line = QHBoxLayout()
    line.setSpacing(10)
    line.addWidget(heading(title))
    line.addWidget(quiet, 1)
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addLayout(line)
    column.addWidget(content, 1)
    return whole
