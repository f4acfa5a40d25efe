"""The page of all methods side by side: how much to measure, by what to judge, and the table."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from engine.language import tr
from widgets.look.glyphs import GlyphButton
from widgets.look.theme import PAGE, page_title
from widgets.parts.elided import ElidedLabel
from widgets.parts.page import Page
from widgets.parts.plain import PlainLabel, plain_tip
from widgets.parts.segments import Segments
from widgets.truth.bars import TruthTable
from widgets.truth.claims import ClaimsList
from widgets.truth.state import MEASURES, TruthState

EFFORTS = (tr("Quick look"), tr("Full"))
_TIPS = (
    tr(
        "One seed, 16 portraits, fewer faces to learn from, and no methods "
        "that have to train: a first idea, no intervals"
    ),
    tr("Three seeds, 200 portraits and every method: numbers to rely on, with their 95 % intervals"),
)
FORMS = (tr("a text (Markdown)"), tr("a spreadsheet (tabs)"))
_EMPTY = tr(
    "Nothing was measured here yet. Start measures every method on the same portraits, whose factors are known."
)
_BEGUN = tr("The portraits are read first. Rows appear here as they are whole.")


class TruthPage(Page):
    """Shows what `set_state` says, and asks for more; only the measure that is judged by is its own. Esc closes."""

    effort_asked = Signal(int)  # place in `EFFORTS`
    start_wanted = Signal()
    stop_wanted = Signal()
    save_wanted = Signal()
    open_wanted = Signal()
    picked = Signal(str, str)  # method, factor

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = TruthState()
        self.efforts = Segments(EFFORTS, _TIPS, tr("how much to measure"))
        self.measures = Segments(
            tuple(m.word for m in MEASURES), tuple(m.tip for m in MEASURES), tr("what to judge sliders by")
        )
        self.start = QPushButton()
        self.start.setProperty("role", "primary")
        self.back = QPushButton(tr("Close this table"))
        self.back.setToolTip(tr("Back to what was measured here"))
        self.menu = QPushButton(tr("Table"))
        self.menu.setToolTip(tr("Copy the table, save it as a file, or open one that was saved"))
        self._told, self._about, self._note = ElidedLabel(), ElidedLabel(), PlainLabel()
        self.table, self.claims = TruthTable(), ClaimsList()
        self.papers = QPushButton(tr("What the papers say"))
        self.papers.setCheckable(True)
        self.papers.setToolTip(tr("What each paper claims of its method, held against this table"))
        self._arrange()
        self.papers.toggled.connect(self._turn)
        self.start.clicked.connect(self._start_or_stop)
        self.back.clicked.connect(self._go_back)
        self.efforts.asked.connect(self.effort_asked)
        self.measures.asked.connect(self._judge)
        self.table.picked.connect(self.picked)
        self.setAccessibleName(tr("all methods side by side"))
        self.set_state(self._state)

    def _arrange(self) -> None:
        menu = QMenu(self.menu)
        self._with_rows = [menu.addAction(tr("Copy as table for {form}", form=form)) for form in FORMS]
        for action, form in zip(self._with_rows, FORMS, strict=True):
            action.triggered.connect(partial(self._copy, form))
        self._with_rows.append(menu.addAction(tr("Save…")))
        self._with_rows[-1].triggered.connect(lambda: self.save_wanted.emit())
        menu.addAction(tr("Open…")).triggered.connect(lambda: self.open_wanted.emit())
        self.menu.setMenu(menu)
        close = GlyphButton("close", tr("Close (Esc)"))
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(page_title(tr("All methods side by side")))
        top.addWidget(self._about, 1)
        top.addWidget(self.menu)
        top.addWidget(close)
        for label in (self._told, self._about, self._note):
            label.setProperty("role", "quiet")
        self._note.setWordWrap(True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line = QHBoxLayout()
        line.setSpacing(10)
        for widget in (self.efforts, self.start, self.back):
            line.addWidget(widget)
        line.addWidget(self._told, 1)
        judging = QHBoxLayout()
        judging.addWidget(self.measures)
        judging.addStretch(1)
        judging.addWidget(self.papers)
        self.column.setSpacing(8)
        self.column.addLayout(top)
        self.column.addLayout(line)
        self.column.addLayout(judging)
        self.column.addWidget(self._note, 1)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.claims, 1)

    def set_state(self, state: TruthState) -> None:
        """What there is to show now."""
        self._state = state
        self.efforts.set_chosen(state.effort)
        self._told.setText(state.told)
        self._told.setToolTip(plain_tip(state.told))
        self._about.setText(state.about)
        self._about.setToolTip(plain_tip(state.about))
        self.start.setText(tr("Stop") if state.running else state.start)
        self.start.setToolTip(tr("Keep the rows that are whole") if state.running else plain_tip(_TIPS[state.effort]))
        rows = bool(state.rows)
        for widget in (self.efforts, self.start):
            widget.setHidden(bool(state.why_not) or state.opened)
        self.back.setVisible(state.opened)
        for action in self._with_rows:
            action.setEnabled(rows)
        self.claims.set_claims(state.claims)
        self.papers.setVisible(bool(state.claims))
        if not state.claims:
            self.papers.setChecked(False)
        self._turn()
        self._note.setHidden(rows)
        self._note.setText(state.why_not or (_BEGUN if state.running else _EMPTY))
        self.table.set_rows(state.factors, state.rows)

    def _turn(self, *_: bool) -> None:
        """Show the table, or what the papers say of it."""
        rows, papers = bool(self._state.rows), self.papers.isChecked()
        self.measures.setVisible(rows)
        self.measures.setEnabled(not papers)
        self.table.setVisible(rows and not papers)
        self.claims.setVisible(rows and papers)

    def _start_or_stop(self) -> None:
        (self.stop_wanted if self._state.running else self.start_wanted).emit()

    def _judge(self, place: int) -> None:
        self.measures.set_chosen(place)
        self.table.set_measure(place)

    @property
    def measure(self) -> int:
        """By which of `MEASURES` it judges."""
        return self.measures.chosen

    def _go_back(self) -> None:
        self.effort_asked.emit(self._state.effort)

    def _copy(self, form: str, *_: bool) -> None:
        QGuiApplication.clipboard().setText(self.table.table.as_text(markdown=form == FORMS[0]))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.table.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def minimumSizeHint(self) -> QSize:
        return PAGE
