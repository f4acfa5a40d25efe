"""The page of an edit that is laid back into its photo: looked at against the photo as it was, then saved."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from engine.language import tr
from widgets.canvas.canvas import Canvas
from widgets.canvas.split_view import Way
from widgets.fitting.wrapping import WrappingLine
from widgets.look.glyphs import GlyphButton
from widgets.look.theme import page_title
from widgets.parts.elided import ElidedLabel
from widgets.parts.page import Page
from widgets.parts.plain import PlainLabel
from widgets.parts.segments import Segments

_WAYS: tuple[Way, ...] = ("", "wipe", "onion")
_WORDS = (tr("With the edit"), tr("By a line"), tr("Onion skin"))
_TIPS = (
    tr("The photo as it would be saved"),
    tr("Left of the line the photo as it was, right of it with the edit"),
    tr("One shining through the other"),
)


class LayingPage(Page):
    """Shows the photo with the edit, alone or against the photo as it was. Esc closes."""

    saved = Signal()  # a person wants it written

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = Canvas()
        self.view.setMinimumSize(160, 120)
        self.view.setAccessibleName(tr("the photo with the edit"))
        self.view.setAcceptDrops(False)
        self._before: np.ndarray | None = None
        self._name, self._told = ElidedLabel(), PlainLabel()
        self._told.setWordWrap(True)
        self._told.setProperty("role", "quiet")
        self._ways = Segments(_WORDS, _TIPS, tr("how the photo is compared"))
        self._save, close = QPushButton(tr("Save…")), GlyphButton("close", tr("Close (Esc)"))
        self._save.setToolTip(tr("Write the whole photo, in its full size, with the edit"))
        self._save.setProperty("role", "primary")
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(page_title(tr("Save into the photo")))
        top.addWidget(self._name, 1)
        top.addWidget(self._save)
        top.addWidget(close)
        self.column.setSpacing(8)
        self.column.addLayout(top)
        self.column.addWidget(self._told)
        self.column.addWidget(WrappingLine(self._ways))
        self.column.addWidget(self.view, 1)
        self.setFocusProxy(self._save)
        self.setAccessibleName(tr("the edit laid into its photo"))
        self._ways.asked.connect(self._compare)
        self._save.clicked.connect(self.saved)
        self.view.compare_held.connect(self._hold)
        close.clicked.connect(self.closed)

    def show_laid(self, name: str, before: np.ndarray, after: np.ndarray, told: str) -> None:
        """A photo of this name as it was and with the edit, uint8 (h, w, 3) of one size; what is to be said of it."""
        self._name.setText(name)
        self._told.setText(told)
        self._before = before
        self.view.set_frame(after)
        self.view.set_original(before)
        self.view.set_left(before, tr("photo"), tr("with the edit"))
        self.view.fit()

    def _compare(self, place: int) -> None:
        self._ways.set_chosen(place)
        self.view.set_way(_WAYS[place])

    def _hold(self, held: bool) -> None:  # noqa: FBT001  a slot
        """The photo as it was is at hand already."""
        if held:
            self.view.set_original(self._before)
