"""The page of a person's own picture: the photo with the generator's square, and what the generator makes of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from engine.document.photos.alignment import Alignment
from engine.language import tr
from widgets.fitting.wrapping import WrappingLine
from widgets.look.glyphs import GlyphButton
from widgets.look.theme import page_title
from widgets.parts.elided import ElidedLabel
from widgets.parts.page import Page
from widgets.parts.plain import PlainLabel, plain_tip
from widgets.parts.segments import Segments
from widgets.photo.ignoring import Ignoring
from widgets.photo.ignoring_bar import IgnoringBar
from widgets.photo.likeness import MEANT, LikenessPlot
from widgets.photo.placing import Placing

_HELP = tr("Move the square so that the face fills it as the faces of this generator do, then press “Find the face”.")
_PAINT = tr("Paint over what should not count: glasses, a hand, the background. Then press Done, and “Find the face”.")
_BUSY = tr("The picture on the right comes closer while you watch. Stop keeps what is there.")
_FOUND = tr("Press “Use this picture” to go on with it; or move the square, and look again.")
_FIND = tr("Find the face")
_TALL = 460  # logical pixels of the page's height from which on there is room for the plot
_CLOSENESS = (0.0, 0.5, 1.0)
_WORDS = (tr("Easy to edit"), tr("Balanced"), tr("Closest"))
_TIPS = (
    tr("Stays among the faces the generator knows: sliders work best on it"),
    tr("Close to the photo, and sliders work well"),
    tr("As close to the photo as the generator can come; sliders may do odd things"),
)

#: The square, the closeness, and what is painted over.
Wish = tuple[Alignment, float, bytes]


class PhotoPage(Page):
    """Where a photo is placed and looked for. Esc closes; what was found stays until another photo comes."""

    found_wanted = Signal(object, float, bool)  # Alignment in pixels shown, closeness from 0 to 1, going on
    stopped = Signal()
    paused = Signal()
    used = Signal()
    other_face = Signal()  # the next of several faces
    chosen = Signal()  # a person wants to choose a file

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.placing = Placing()
        self.ignoring = Ignoring(self.placing)
        self.made = Placing(tr("What the generator makes of it appears here"))
        self.made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.made.setAccessibleName(tr("what the generator makes of the photo"))
        self._title, self._told = ElidedLabel(), PlainLabel(_HELP)
        self._told.setWordWrap(True)
        self._told.setProperty("role", "quiet")
        self._score = PlainLabel()
        self._score.setWordWrap(True)
        self._score.setToolTip(plain_tip(MEANT))
        self._score.setMinimumHeight(2 * self.fontMetrics().lineSpacing())  # else the picture jumps with the words
        self.likeness = LikenessPlot()
        self._find, self._stop, self._use = (
            QPushButton(_FIND),
            QPushButton(tr("Stop")),
            QPushButton(tr("Use this picture")),
        )
        self._pause = QPushButton(tr("Pause"))
        self._words = ""  # how like it is
        self._looks = 0  # at what was found so far
        self._notes: tuple[str, ...] = ()  # what is to be said of the photo
        self._asked: Wish | None = None  # what was looked for last
        self._pause.setToolTip(tr("Leave the computer to other things; “Go on” goes on from here"))
        self._stop.setToolTip(tr("Keep the best that was found so far"))
        self._use.setToolTip(tr("Go on with it: every slider and brush works on it"))
        self._other, self._open = QPushButton(tr("Next face")), QPushButton(tr("Another photo…"))
        self._closeness = Segments(_WORDS, _TIPS, tr("how close to the photo"))
        self._closeness.set_chosen(1)
        self._closeness.asked.connect(self._choose)
        self.fit = QCheckBox(tr("Fit the generator"))
        self.fit.setToolTip(
            tr("Closer to this photo, less editable. Kept with this picture; others are drawn as before.")
        )
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._close = GlyphButton("close", tr("Close (Esc)"))
        self._arrange()
        self._connect()
        self.setFocusProxy(self.placing)
        self.setAccessibleName(tr("your own picture"))
        self.set_busy(busy=False)
        self.set_photo("", None, (), 0)

    def _arrange(self) -> None:
        top, both = QHBoxLayout(), QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(page_title(tr("Your picture")))
        top.addWidget(self._title, 1)
        top.addWidget(self._use)
        top.addWidget(self._close)
        right = QVBoxLayout()
        right.addWidget(self.made, 1)
        right.addWidget(self.likeness)
        right.addWidget(self._progress)
        both.setSpacing(12)
        both.addWidget(self.placing, 1)
        both.addLayout(right, 1)
        buttons = (self._find, self._pause, self._stop, self._other, self._open)
        foot = WrappingLine(*buttons, self.fit, self._closeness, right=2)
        self.column.setSpacing(6)
        self.column.addLayout(top)
        self.column.addWidget(self._told)
        self.column.addLayout(both, 1)
        self.column.addWidget(IgnoringBar(self.ignoring))
        self.column.addWidget(self._score)
        self.column.addWidget(foot)

    def _connect(self) -> None:
        self._find.clicked.connect(self._wanted)
        self._pause.clicked.connect(self.paused)
        self._stop.clicked.connect(self.stopped)
        self._use.clicked.connect(self.used)
        self._other.clicked.connect(self.other_face)
        self._open.clicked.connect(self.chosen)
        self._close.clicked.connect(self.closed)
        self.placing.placed.connect(self._name_find)
        self.ignoring.changed.connect(self._name_find)

    def _wish(self) -> Wish | None:
        """What would be looked for; the same twice: it goes on."""
        alignment = self.placing.alignment
        if alignment is None:
            return None
        return alignment, _CLOSENESS[self._closeness.chosen], self.ignoring.ignored().tobytes()

    @property
    def _goes_on(self) -> bool:
        return self._asked is not None and self._asked == self._wish() and self._use.isEnabled()

    def _wanted(self) -> None:
        if (wish := self._wish()) is not None:
            goes_on, self._asked = self._goes_on, wish
            self.found_wanted.emit(*wish[:2], goes_on)

    def _choose(self, closeness: int) -> None:
        self._closeness.set_chosen(closeness)
        self._name_find()

    def _name_find(self) -> None:
        self._say_what_next()
        stale = bool(self._words) and self._asked is not None and self._asked != self._wish()
        self._score.setText(tr("Of the last search: {words}", words=self._words) if stale else self._words)
        self._find.setText(tr("Go on") if self._goes_on else _FIND)
        self._find.setToolTip(tr("Look on from what was found, for what is more like the photo") if self._goes_on else
                              tr("Look for the code that draws this part of the photo"))  # fmt: skip

    def _say_what_next(self) -> None:
        if not self._find.isEnabled():
            words = tr("Choose a photo, or drop one here.")
        elif self.ignoring.painting:
            words = _PAINT
        elif self._progress.isVisibleTo(self):
            words = _BUSY
        else:
            words = _FOUND if self._goes_on else " ".join((*self._notes, _HELP))
        self._told.setText(words)

    def event(self, event: QEvent) -> bool:
        """Here undo takes the last stroke back, wherever the keyboard is; without strokes it is the document's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.matches(QKeySequence.StandardKey.Undo) and self.ignoring.can_undo:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and self.ignoring.can_undo:
            self.ignoring.undo()
        else:
            super().keyPressEvent(event)

    # what it shows

    def set_photo(self, name: str, pixels: np.ndarray | None, notes: tuple[str, ...], faces: int) -> None:
        """A new photo, uint8 H x W x 3, its name, what is to be said of it, how many faces were found in it."""
        self._title.setText(name)
        self.placing.set_photo(pixels)
        self.placing.set_alignment(None)
        self._notes = notes
        self._other.setVisible(pixels is not None)
        self._other.setText(tr("Next face") if faces > 1 else tr("Frame the face"))
        self._other.setToolTip(tr("Put the square on the next of the faces that were found") if faces > 1 else
                               tr("Put the square back to where it was placed at first"))  # fmt: skip
        self._find.setEnabled(pixels is not None)
        self.made.set_photo(None)
        self._asked = None
        self.set_score("", usable=False)
        self.set_likeness(())

    def set_alignment(self, alignment: Alignment) -> None:
        """Where the square lies, in pixels of the photo as shown."""
        self.placing.set_alignment(alignment)
        self._name_find()

    def set_found(self, pixels: np.ndarray) -> None:
        """What the generator makes of it, uint8 S x S x 3."""
        self.made.set_photo(pixels)

    def set_score(self, words: str, *, usable: bool) -> None:
        """How like it is, in words; `usable`: whether there is something to go on with."""
        self._words = words
        self._use.setEnabled(usable)
        for button, first in ((self._find, not usable), (self._use, usable)):  # what to do first stands out
            button.setProperty("role", "primary" if first else "")
            button.style().unpolish(button)
            button.style().polish(button)
        self._use.setToolTip("" if usable else plain_tip(tr("Press “{find}” first", find=_FIND)))
        self._name_find()

    def set_likeness(self, values: Sequence[float]) -> None:
        """How like the photo it was at each look so far, in decibels."""
        self.likeness.set_values(values)
        self._looks = len(values)
        self._make_room_for_pictures()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room_for_pictures()

    def _make_room_for_pictures(self) -> None:
        """Where it is low, the pictures go before the plot."""
        self.likeness.setVisible(self._looks > 1 and self.height() >= _TALL)

    def set_busy(self, *, busy: bool, fraction: float = 0.0, paused: bool = False) -> None:
        """Whether it is being looked for or would be but for a pause, and how far that is."""
        shown = {self._find: not busy or paused, self._pause: busy and not paused, self._stop: busy}
        lost = any(button.hasFocus() and not there for button, there in shown.items())
        if lost:  # else the keyboard would be on what opens another photo
            next_one = self._find if shown[self._find] else self._stop
            next_one.show()
            next_one.setFocus()
        for button, there in shown.items():
            button.setVisible(there)
        self._progress.setVisible(busy)
        self._progress.setValue(round(100 * fraction))
        self._say_what_next()
