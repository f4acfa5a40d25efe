"""The page of a slider from two pictures: before and after, each a photo or a face made here."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from engine.document.photos.alignment import Alignment
from engine.language import tr
from widgets.look.glyphs import GlyphButton
from widgets.look.theme import page_title
from widgets.parts.elided import ElidedLabel
from widgets.parts.page import Page
from widgets.parts.plain import PlainLabel
from widgets.photo.placing import Placing

_HELP = tr(
    "Choose the same face before and after. What differs becomes a slider that works on every face; "
    "what you hold fixed is left out of it."
)
_TITLES = (tr("Before"), tr("After"))
_EMPTY = tr("Choose a picture, or drop a file here")


class Well(QWidget):
    """One of the two pictures, and the menu that chooses it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.placing, self.menu = Placing(_EMPTY), QMenu(self)
        self.placing.setAccessibleName(
            tr("{title}: the picture, and the square that the generator draws", title=title.lower())
        )
        self._title, self._name = PlainLabel(title), ElidedLabel()
        self._title.setProperty("role", "heading")
        self._name.setProperty("role", "quiet")
        self.choose = QPushButton(tr("Choose"))
        self.choose.setAccessibleName(tr("choose the picture {title}", title=title.lower()))
        self.choose.setMenu(self.menu)
        self.menu.setToolTipsVisible(True)
        line, column = QHBoxLayout(), QVBoxLayout(self)
        line.addWidget(self._title)
        line.addWidget(self._name, 1)
        line.addWidget(self.choose)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.placing, 1)
        self.set_picture("", None)

    def set_picture(self, name: str, pixels: np.ndarray | None, alignment: Alignment | None = None) -> None:
        """What was chosen, uint8 H x W x 3, and where the square lies in it, if it is a photo."""
        self._name.setText(name)
        self.placing.set_photo(pixels)
        self.placing.set_alignment(alignment)


class PairPage(Page):
    """Two wells and what is made of them. One file that is dropped fills the first empty well, two fill both."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("slider from two pictures"))
        self.wells = tuple(Well(title) for title in _TITLES)
        self._told = PlainLabel(_HELP)
        self._told.setWordWrap(True)
        self._told.setProperty("role", "quiet")
        self._find, close = QPushButton(tr("Make the slider")), GlyphButton("close", tr("Close (Esc)"))
        self._find.setProperty("role", "primary")
        top, both = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(page_title(tr("Slider from two pictures")), 1)
        top.addWidget(self._find)
        top.addWidget(close)
        both.setSpacing(16)
        for well in self.wells:
            both.addWidget(well, 1)
        self.column.setSpacing(8)
        self.column.addLayout(top)
        self.column.addWidget(self._told)
        self.column.addLayout(both, 1)
        self.setFocusProxy(self.wells[0].choose)
        self._find.clicked.connect(self.wanted)
        close.clicked.connect(self.closed)
        self.set_told((), ready=False)

    def set_told(self, notes: tuple[str, ...], *, ready: bool) -> None:
        """What is to be said of the pictures, and whether both are there."""
        self._told.setText(" ".join((*notes, _HELP)))
        self._find.setEnabled(ready)
        self._find.setToolTip(
            tr("Find the two faces, and what differs between them") if ready else tr("Choose both pictures first")
        )
