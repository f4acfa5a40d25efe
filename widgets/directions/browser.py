"""The browser of directions: the sets found so far, one at a time, each direction a card with pictures."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from engine.document.disk.wording import short
from engine.language import tr
from widgets.directions.browser_head import BrowserHead
from widgets.directions.card import PLACES, DirectionView
from widgets.directions.grid import GAP, DirectionGrid
from widgets.look.glyphs import GlyphButton
from widgets.look.theme import PAGE, page_title
from widgets.parts.gesture import wheel_needs_focus
from widgets.parts.page import Page
from widgets.parts.plain import PlainLabel
from widgets.states import DirectionCard, DirectionShelf

_REST = 60  # milliseconds of rest after scrolling before pictures are asked for
_EMPTY = tr("No directions yet: choose a method on the right and press Find.")


class DirectionBrowser(Page):
    """A page in place of the picture. Esc closes it. What a person does is shown at once; `set_shelves` has the last
    word."""

    moved = Signal(str, float)  # key, sigma
    renamed = Signal(str, str)
    starred = Signal(str, bool)
    layers_chosen = Signal(str, int, int)  # key, first, last; counted from 1
    held = Signal(str, bool)
    compared = Signal(str, bool)
    strips_wanted = Signal(tuple)  # keys of all cards in sight without pictures
    shelf_chosen = Signal(str)
    naming_wanted = Signal()  # of the shelf shown, as the next three
    absolute_toggled = Signal(bool)
    save_wanted = Signal()
    delete_wanted = Signal()
    load_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf: DirectionShelf | None = None
        self._strips: dict[str, tuple[np.ndarray, tuple[float, ...]]] = {}
        self._fresh: set[str] = set()  # the directions whose pictures are of the face as it is
        self._asked: frozenset[str] = frozenset()
        self._sorted_by: tuple[object, ...] = ()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._ask_strips)
        self._make_parts()
        self._arrange()
        self._connect()
        self.setAccessibleName(tr("browser of directions"))
        self.set_shelves((), "")

    def _make_parts(self) -> None:
        self._choice = QComboBox()
        wheel_needs_focus(self._choice)
        self._choice.setAccessibleName(tr("set of directions"))
        self._choice.setMinimumWidth(130)
        self._choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._load = QPushButton(tr("Load…"))
        self._load.setToolTip(tr("Load a set of directions that was saved"))
        self._close = GlyphButton("close", tr("Close the browser of directions (Esc)"))
        self._head = BrowserHead()
        self.spectrum = self._head.spectrum
        self._grid = DirectionGrid(self._card)
        self._note = PlainLabel()
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note.setProperty("role", "quiet")

    def _arrange(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(page_title(tr("Directions")))
        top.addWidget(self._choice)
        top.addStretch(1)
        top.addWidget(self._load)
        top.addWidget(self._close)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 2, 8, 8)
        inner.addWidget(self._grid)
        inner.addStretch(1)
        self._scroll.setWidget(content)
        self.column.setSpacing(6)
        self.column.addLayout(top)
        self.column.addWidget(self._head)
        self.column.addWidget(self._note, 1)
        self.column.addWidget(self._scroll, 1)

    def _connect(self) -> None:
        self._choice.activated.connect(self._chosen)
        self._load.clicked.connect(self.load_wanted)
        self._close.clicked.connect(self.closed)
        self._head.naming_wanted.connect(self.naming_wanted)
        self._head.absolute_toggled.connect(self.absolute_toggled)
        self._head.save_wanted.connect(self.save_wanted)
        self._head.delete_wanted.connect(self.delete_wanted)
        self._head.order_wanted.connect(self._order)
        self.spectrum.picked.connect(self._bar_picked)
        self._grid.arranged.connect(self._look)
        self._scroll.verticalScrollBar().valueChanged.connect(self._look)

    def _card(self, state: DirectionCard) -> DirectionView:
        view = DirectionView(state, self._shelf.layers if self._shelf is not None else 0)
        if state.key in self._strips:
            view.set_strip(*self._strips[state.key])
        for name in ("moved", "renamed", "starred", "layers_chosen", "held", "compared"):
            getattr(view, name).connect(getattr(self, name))
        view.walked.connect(self._walk)
        view.reached.connect(self._reached)
        return view

    # what it shows

    def set_shelves(self, shelves: tuple[DirectionShelf, ...], current: str) -> None:
        """Shows these sets, `current` of them open (else the first). The same directions keep their cards, the
        keyboard and their place."""
        shelf = next((s for s in shelves if s.key == current), next(iter(shelves), None))
        listed = [(self._choice.itemData(i), self._choice.itemText(i)) for i in range(self._choice.count())]
        titles = [(each.key, short(each.title)) for each in shelves]
        if listed != titles:
            self._choice.clear()
            for key, title in titles:
                self._choice.addItem(title, key)
        self._choice.setCurrentIndex(self._choice.findData(shelf.key) if shelf is not None else -1)
        changed = shelf is None or self._shelf is None or shelf.key != self._shelf.key
        self._shelf = shelf
        keys = {card.key for card in shelf.cards} if shelf is not None else set()
        self._strips = {key: strip for key, strip in self._strips.items() if key in keys}
        self._fresh &= keys
        self._head.setVisible(shelf is not None)
        self._choice.setVisible(shelf is not None)
        if shelf is not None:
            self._head.set_shelf(shelf, self.width())
            for view in self._grid.views():
                view.set_layers(shelf.layers)
        if changed:
            self._head.end_search()
            self._asked = frozenset()
            self._scroll.verticalScrollBar().setValue(0)
            self.spectrum.set_current(-1)
        self._order()

    def set_strip(self, key: str, pixels: np.ndarray, values: tuple[float, ...]) -> None:
        """The pictures (n, h, w, 3) uint8 of a direction at `values` in sigma; of an unknown key they are passed over.

        ValueError where pictures and values do not fit.
        """
        if all(card.key != key for card in self._cards()):
            return
        view = self._grid.made(key)
        if view is not None:
            view.set_strip(pixels, values)
        self._strips[key] = (pixels, values)
        self._fresh.add(key)

    def renew_strips(self) -> None:
        """All pictures are out of date: those in sight are asked for anew, and stay until the new ones come."""
        self._fresh.clear()
        self._asked = frozenset()
        self._rest.start()

    def forget_strips(self) -> None:
        """All pictures are of something else: none stays."""
        self._strips.clear()
        for view in self._grid.views():
            view.set_strip(None, PLACES)
        self.renew_strips()

    def view(self, key: str) -> DirectionView | None:
        """The card of a direction; None where it is not shown."""
        return self._grid.view(key)

    def focus_card(self, key: str = "") -> None:
        """Gives the keyboard to this direction's card, else to the first."""
        view = self._grid.view(key) or (self._grid.view(self._grid.order[0]) if self._grid.order else None)
        if view is not None:
            view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # order and search

    def _cards(self) -> tuple[DirectionCard, ...]:
        return self._shelf.cards if self._shelf is not None else ()

    def _order(self) -> None:
        """Which cards, in which order. A star or a new value moves no card away under the pointer."""
        cards = self._cards()
        words, sort = self._head.words().casefold().split(), self._head.order()
        measured = tuple((card.key, card.purity, card.share) for card in cards)
        basis = (measured, tuple(words), sort)
        order = self._grid.order
        if basis != self._sorted_by:
            self._sorted_by = basis
            found = [c for c in cards if all(w in f"{c.name} {c.attribute} {c.origin}".casefold() for w in words)]
            ranks = (lambda c: 0, lambda c: -c.purity, lambda c: -c.share, lambda c: not c.starred)
            order = tuple(card.key for card in sorted(found, key=ranks[sort]))
        self._grid.set_cards(cards, order)
        self._scroll.setVisible(bool(order))
        self._note.setVisible(not order)
        unknown = tr("No direction is called “{words}”.", words=self._head.words())
        self._note.setText(unknown if words and cards else _EMPTY)
        self._look()

    # pictures

    def _look(self) -> None:
        """Makes the cards in sight; those without pictures are asked for once scrolling rests."""
        bar = self._scroll.verticalScrollBar()
        self._grid.look(bar.value(), bar.value() + self._scroll.viewport().height())
        self._rest.start()

    def _ask_strips(self) -> None:
        if not self.isVisible() or self._scroll.isHidden():
            return
        top = self._scroll.verticalScrollBar().value()
        seen = self._grid.look(top, top + self._scroll.viewport().height())
        missing = tuple(key for key in seen if key not in self._fresh)
        # All of them, though some may be on their way: whoever renders can let the rest go.
        if set(missing) - self._asked:
            self.strips_wanted.emit(missing)
        self._asked = frozenset(missing)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._asked = frozenset()
        self._rest.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._head.set_width(self.width())
        self._look()

    def minimumSizeHint(self) -> QSize:
        return PAGE

    # what a person does

    def _chosen(self, row: int) -> None:
        self.shelf_chosen.emit(self._choice.itemData(row))

    def _walk(self, view: DirectionView, way: int) -> None:
        beside = self._grid.beside(view, way)
        if beside is not None:
            beside.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reached(self, view: DirectionView) -> None:
        place = next((i for i, card in enumerate(self._cards()) if card.key == view.state.key), -1)
        if place >= 0:  # as cards of a set that is no longer shown go, the keyboard passes over the others of them
            self._scroll.ensureWidgetVisible(view, 0, GAP)
            self.spectrum.set_current(place)

    def _bar_picked(self, place: int) -> None:
        key = self._cards()[place].key
        if key not in self._grid.order:
            self._head.end_search()
        self.focus_card(key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._grid.order:
            self.focus_card()
