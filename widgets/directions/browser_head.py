"""The head of the browser of directions: how the set was found, its spectrum, and what can be done with all of it."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from engine.language import tr
from widgets.directions.spectrum import SpectrumPlot
from widgets.parts.elided import ElidedText
from widgets.parts.gesture import wheel_needs_focus
from widgets.parts.plain import plain_tip
from widgets.sliders.panel import SearchBox
from widgets.states import DirectionShelf

_HEIGHT = 146
_LINES = 4  # of how a set was found; the tooltip has all of it
_BESIDE = 640  # logical pixels of the page from which there is room for a plot beside the buttons
_SORTS = (tr("as found"), tr("by purity"), tr("by share"), tr("starred first"))


class BrowserHead(QWidget):
    """Says what is wanted of the set that is shown, and by which words and in which order its cards are."""

    naming_wanted = Signal()
    absolute_toggled = Signal(bool)
    save_wanted = Signal()
    delete_wanted = Signal()
    order_wanted = Signal()  # other words, or another order

    def __init__(self) -> None:
        super().__init__()
        self._has_spectrum = False
        self._subtitle = ElidedText()
        self._subtitle.setProperty("role", "quiet")
        self._subtitle.setFixedHeight(_LINES * self._subtitle.fontMetrics().lineSpacing())
        self._naming = QPushButton(tr("Name them"))
        self._naming.setToolTip(tr("Measure what each direction moves most, and call it that"))
        self._absolute = QPushButton(tr("Absolute"))
        self._absolute.setCheckable(True)
        self._absolute.setToolTip(tr("Sliders show where this face stands among all faces, not how far it was moved"))
        self._save, self._delete = QPushButton(tr("Save…")), QPushButton(tr("Delete"))
        self._save.setToolTip(tr("Save this set of directions to a file"))
        self._delete.setToolTip(tr("Take this set off the list; its directions can be found again"))
        self._search = SearchBox()
        self._search.setPlaceholderText(tr("Search directions"))
        self._search.setAccessibleName(tr("Search directions by name or attribute"))
        self._search.setToolTip(tr("Show only the directions with these words in their name or attribute; Esc ends it"))
        self._sort = QComboBox()
        wheel_needs_focus(self._sort)
        self._sort.addItems(list(_SORTS))
        self._sort.setAccessibleName(tr("order"))
        self.spectrum = SpectrumPlot()
        self._arrange()
        self._naming.clicked.connect(self.naming_wanted)
        self._absolute.clicked.connect(self.absolute_toggled)
        self._save.clicked.connect(self.save_wanted)
        self._delete.clicked.connect(self.delete_wanted)
        self._search.textChanged.connect(self.order_wanted)
        self._sort.currentIndexChanged.connect(self.order_wanted)

    def _arrange(self) -> None:
        buttons, tools = QHBoxLayout(), QHBoxLayout()
        for line in (buttons, tools):
            line.setSpacing(8)
        for button in (self._naming, self._absolute, self._save, self._delete):
            buttons.addWidget(button)
        buttons.addStretch(1)
        tools.addWidget(self._search, 1)
        tools.addWidget(self._sort)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self._subtitle)
        left.addStretch(1)
        left.addLayout(buttons)
        left.addLayout(tools)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 8, 4)
        whole.setSpacing(24)
        whole.addLayout(left, 1)
        whole.addWidget(self.spectrum, 1)
        self.setFixedHeight(_HEIGHT)

    def set_shelf(self, shelf: DirectionShelf, width: int) -> None:
        """Shows the head of this set, on a page of that width."""
        self._subtitle.setText(shelf.subtitle)
        self._subtitle.setToolTip(plain_tip(shelf.tip or shelf.subtitle))
        self._naming.setVisible(shelf.nameable)
        self._absolute.setVisible(shelf.can_be_absolute)
        self._delete.setVisible(shelf.deletable)
        with QSignalBlocker(self._absolute):
            self._absolute.setChecked(shelf.absolute)
        names = tuple(card.name for card in shelf.cards)
        fits = len(shelf.spectrum) == len(names)
        self._has_spectrum = fits and len(names) > 0
        self.set_width(width)
        self.spectrum.set_spectrum(shelf.spectrum if fits else (), names if fits else ())

    def set_width(self, width: int) -> None:
        """How wide the page is: on a narrow one there is no room for the spectrum."""
        self.spectrum.setVisible(self._has_spectrum and width >= _BESIDE)

    def words(self) -> str:
        """What is searched for."""
        return self._search.text().strip()

    def order(self) -> int:
        """By what the cards are sorted: as found, purity, share, stars."""
        return self._sort.currentIndex()

    def end_search(self) -> None:
        self._search.clear()
