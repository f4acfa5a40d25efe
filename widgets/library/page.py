"""The library: every generator within reach as a card, in sections."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engine.language import tr
from widgets.library.card import HEIGHT, Card
from widgets.look.glyphs import GlyphButton
from widgets.look.keyed import keyed_tip
from widgets.look.theme import heading, page_title
from widgets.parts.elided import ElidedLabel
from widgets.parts.page import Page
from widgets.parts.plain import PlainLabel
from widgets.states import LibraryCard, LibrarySection

_NARROWEST = 340  # logical pixels of a card
_GAP = 12
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_UPRIGHT = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Library(Page):
    """Cards in sections. Arrows move, Enter opens, Delete takes a file off the list, Esc closes; files can be dropped
    here."""

    opened = Signal(str)  # key of the card
    fetch_wanted = Signal(str)  # key of a card with an offer
    pinned = Signal(str, bool)
    removed = Signal(str)  # key: off the list
    file_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._sections: list[_Section] = []
        self._hint = ElidedLabel()
        self._hint.setProperty("role", "quiet")
        self._hint_text = ""
        self._open = QPushButton(tr("Open a file…"))
        keyed_tip(self._open, tr("Open a generator, a session or a saved picture"), "open_file")
        self._open.clicked.connect(self.file_wanted)
        self._close = GlyphButton("close", tr("Close the library (Esc)"))
        self._close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(page_title(tr("Library")))
        top.addWidget(self._hint, 1)
        top.addWidget(self._open)
        top.addWidget(self._close)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 2, 8, 8)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(content)
        self.column.setSpacing(6)
        self.column.addLayout(top)
        self.column.addWidget(self._scroll, 1)
        self.setAccessibleName(tr("library of generators"))
        self.set_closable(closable=True)

    def set_sections(self, sections: tuple[LibrarySection, ...]) -> None:
        """Shows these sections; the card that has the keyboard keeps it."""
        if [s.shape for s in self._sections] == [_shape(section) for section in sections]:
            for shown, section in zip(self._sections, sections, strict=True):
                shown.set_cards(section.cards)
            return
        focus = QApplication.focusWidget()
        key = focus.state.key if isinstance(focus, Card) and self.isAncestorOf(focus) else None
        for old in self._sections:
            old.hide()
            old.deleteLater()
        self._sections = [_Section(section) for section in sections]
        for place, made in enumerate(self._sections):
            self._column.insertWidget(place, made)
            for card in made.cards:
                self._connect(card)
        if key is not None:
            self.focus_card(key)

    def set_closable(self, *, closable: bool, hint: str = "") -> None:
        """Whether there is something to go back to; `hint` says what to do first."""
        self.closable = closable
        self._close.setVisible(closable)
        self._hint_text = hint
        self._hint.setText(hint)
        self._open.setProperty("role", "" if closable else "primary")
        self._open.style().unpolish(self._open)
        self._open.style().polish(self._open)

    def cards(self) -> list[Card]:
        """Every card, in order."""
        return [card for section in self._sections for card in section.cards]

    def focus_card(self, key: str = "") -> None:
        """Gives the keyboard to this card, else to the open one, else to the first."""
        cards = self.cards()
        chosen = next((c for c in cards if c.state.key == key), next((c for c in cards if c.state.current), None))
        if chosen is None and cards:
            chosen = cards[0]
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self, card: Card) -> None:
        card.opened.connect(self.opened)
        card.fetch_wanted.connect(self.fetch_wanted)
        card.removed.connect(self.removed)
        card.pinned.connect(self.pinned)
        card.reached.connect(self._reached)
        card.walked.connect(self._walk)

    def _reached(self, card: QWidget) -> None:
        self._scroll.ensureWidgetVisible(card, 0, _GAP)

    # keys

    def _walk(self, card: Card, key: Qt.Key) -> None:
        if key in _UPRIGHT:
            self._step_row(card, _UPRIGHT[key])
        else:
            cards = self.cards()
            cards[max(0, min(len(cards) - 1, cards.index(card) + _SIDEWAYS[key]))].setFocus()

    def _step_row(self, card: Card, way: int) -> None:
        """To the nearest card of the next row, up (-1) or down (1)."""

        def place(of: Card) -> QPoint:
            return of.mapTo(self, of.rect().center())

        here = place(card)
        further = [c for c in self.cards() if way * (place(c).y() - here.y()) > 0]
        if further:
            min(further, key=lambda c: (way * place(c).y(), abs(place(c).x() - here.x()))).setFocus()

    # files

    def set_dropping(self, *, dropping: bool) -> None:
        super().set_dropping(dropping=dropping)
        self._hint.setText(tr("Drop to open") if dropping else self._hint_text)


def _shape(section: LibrarySection) -> tuple[str, ...]:
    return (section.title, *(card.key for card in section.cards))


class _Section(QWidget):
    """A heading, and its cards in as many columns as there is room for."""

    def __init__(self, section: LibrarySection) -> None:
        super().__init__()
        self.shape = _shape(section)
        self._grid = _Grid([Card(state) for state in section.cards])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(8)
        column.addWidget(heading(section.title))
        if section.cards:
            column.addWidget(self._grid)
        else:
            self._grid.setParent(self)
            self._grid.hide()
            empty = PlainLabel(section.empty)
            empty.setProperty("role", "quiet")
            column.addWidget(empty)

    @property
    def cards(self) -> list[Card]:
        return self._grid.cards

    def set_cards(self, states: tuple[LibraryCard, ...]) -> None:
        for card, state in zip(self.cards, states, strict=True):
            card.set_state(state)


class _Grid(QWidget):
    """Cards of one size: no layout of Qt's makes a new row where the width ends."""

    def __init__(self, cards: list[Card]) -> None:
        super().__init__()
        self.cards = cards
        for card in cards:
            card.setParent(self)

    def sizeHint(self) -> QSize:
        return QSize(2 * _NARROWEST + _GAP, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self.cards) // self._columns(width))
        return rows * (HEIGHT + _GAP) - _GAP

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, HEIGHT)

    def _columns(self, width: int) -> int:
        return max(1, (width + _GAP) // (_NARROWEST + _GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        columns = self._columns(self.width())
        side = (self.width() - _GAP * (columns - 1)) // columns
        for i, card in enumerate(self.cards):
            card.setGeometry(i % columns * (side + _GAP), i // columns * (HEIGHT + _GAP), side, HEIGHT)
