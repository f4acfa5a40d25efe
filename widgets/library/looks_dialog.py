"""The dialog to use a look on many faces: whose, on which, as stills or films, how large, and into which folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QLineEdit,
    QPushButton,
    QWidget,
)

from engine.document.asked.looks import seeds_of
from engine.document.aspect import SQUARE, Aspect
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.document.films.formats import FRAMES
from engine.language import tr
from widgets.library.film_format import FilmFormat
from widgets.library.saving import FileLine, SizeBox, form_and_column, side_by_side
from widgets.look.theme import pad
from widgets.parts.gesture import wheel_needs_focus
from widgets.parts.plain import PlainLabel, plain_tip
from widgets.states import LookChoice


class LooksDialog(QDialog):
    """`resolution` is the generator's own side in pixels, the longer one as `aspect` says, `brought` how many faces
    were brought in; `path` is the folder that is proposed. `moves`: the picture on screen has edits; else its look
    makes no film."""

    file_wanted = Signal()  # the look of a file, which comes by `take_look`

    def __init__(
        self,
        resolution: int,
        brought: int,
        path: Path,
        parent: QWidget | None = None,
        *,
        moves: bool = True,
        aspect: Aspect = SQUARE,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Use this look on many faces"))
        self._look: Document | None = None
        self._moves = moves
        self._whose, self._open, self._back = (
            PlainLabel(),
            QPushButton(tr("From a file…")),
            QPushButton(tr("On screen")),
        )
        self._kind, self._seconds, self._format = QComboBox(), QDoubleSpinBox(), FilmFormat("gif")
        self._brought_count = brought
        self._seeds = QLineEdit("1-20")
        self._seeds.setAccessibleName(tr("seeds"))
        self._seeds.setToolTip(plain_tip(tr("Such as 1-20 or 3, 7, 12")))
        self._brought = QCheckBox(tr("The {count} faces brought in", count=brought))
        self._brought.setToolTip(plain_tip(tr("Faces of photos and files of codes: see Face > Faces brought in")))
        self._brought.setChecked(brought > 0)
        self._size = SizeBox(resolution, resolution, aspect)
        self._file = FileLine(path, what="folder", ending="", kind=tr("Folder"), title=self.windowTitle())
        self._told, self._reason = PlainLabel(), PlainLabel()
        self._told.setProperty("role", "quiet")
        self._told.setWordWrap(True)
        self._reason.setProperty("role", "problem")
        self._reason.setWordWrap(True)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._make = self._buttons.addButton(tr("Make pictures"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._prepare()
        self._arrange()
        self._make.setDefault(True)  # once it is in the dialog: else Enter cancels
        self._listen()
        self.take_look(None, "")

    def _listen(self) -> None:
        self._seeds.textChanged.connect(self._refresh)
        self._brought.toggled.connect(self._refresh)
        self._size.currentTextChanged.connect(self._refresh)
        self._file.changed.connect(self._refresh)
        self._kind.currentIndexChanged.connect(self._refresh)
        self._kind.currentIndexChanged.connect(self._make_room)  # rows come that need room
        self._format.chosen.connect(self._make_room)
        self._seconds.valueChanged.connect(self._refresh)
        self._format.changed.connect(self._refresh)
        self._open.clicked.connect(self.file_wanted)
        self._back.clicked.connect(self._look_at_screen)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _prepare(self) -> None:
        for words, film in ((tr("Pictures"), False), (tr("Films, in which the look comes and goes"), True)):
            self._kind.addItem(words, film)
        self._kind.setAccessibleName(tr("pictures or films"))
        wheel_needs_focus(self._kind)
        wheel_needs_focus(self._seconds)
        self._seconds.setRange(0.2, 60.0)
        self._seconds.setValue(2.0)
        self._seconds.setSingleStep(0.5)
        self._seconds.setAccessibleName(tr("seconds of each film"))
        pad(self._seconds)
        self._open.setToolTip(plain_tip(tr("A saved picture or film, a session, or a recipe as text")))
        for button in (self._open, self._back):
            button.setAutoDefault(False)

    def _arrange(self) -> None:
        self._form, column = form_and_column(self)
        form, fields = self._form, self._format
        form.row(tr("Look"), side_by_side(self._whose, self._open, self._back))
        form.row(tr("Seeds"), self._seeds)
        form.row("", self._brought)
        form.setRowVisible(self._brought, self._brought_count > 0)
        form.row(tr("As"), self._kind)
        seconds = side_by_side(self._seconds, PlainLabel(tr("seconds, at")), fields.rates, PlainLabel(tr("a second")))
        self._colours = side_by_side(fields.smooth, fields.grain)
        self._filmed = (side_by_side(fields.kinds, fields.grades), seconds)
        form.row(tr("Format"), self._filmed[0])
        form.row(tr("Colours"), self._colours)
        form.row(tr("Length"), self._filmed[1])
        form.row(tr("Size"), self._size.line())
        form.row(tr("Folder"), self._file)
        for widget in (self._told, self._reason, self._buttons):
            column.addWidget(widget)

    def take_look(self, look: Document | None, name: str) -> None:
        """The look of a file called `name`; None: that of the picture on screen again."""
        self._look = look
        self._whose.setText(tr("of the picture on screen") if look is None else tr("of {name}", name=short(name)))
        self._back.setVisible(look is not None)
        self._refresh()

    def _look_at_screen(self) -> None:
        self.take_look(None, "")

    def _make_room(self) -> None:
        """Rows came, or went."""
        self.adjustSize()

    def refuse_look(self, sentence: str) -> None:
        """A file was chosen whose look cannot be used; which was used before stays."""
        self._reason.setText(sentence)
        self._reason.setVisible(True)

    def choice(self) -> LookChoice:
        """What was asked for. ValueError with the sentence that is on screen while it cannot be made."""
        seeds = self._chosen()
        if problem := self._problem():
            raise ValueError(problem)
        path, fields = str(self._file.target()), self._format
        frames = self._frames() if self._as_films() else 0
        return LookChoice(seeds, self._with_brought(), self._size.side, path, self._look, frames, fields.rate,
                          fields.format.name, fields.grade, fields.dithered)  # fmt: skip

    def _problem(self) -> str:
        """Why it cannot be made, in one sentence; empty: it can."""
        if self._as_films():
            if not (self._moves if self._look is None else self._look.counting()):
                return tr("This look has no edits, so that nothing would move in a film; move a slider first.")
            if not 2 <= self._frames() <= FRAMES:
                return tr("A film has 2 to {most} frames; choose another length.", most=FRAMES)
            if problem := self._format.problem():
                return problem
        return self._size.problem() or self._file.problem()

    def _as_films(self) -> bool:
        return bool(self._kind.currentData())

    def _frames(self) -> int:
        return round(self._seconds.value() * self._format.rate)

    def _with_brought(self) -> bool:
        return self._brought_count > 0 and self._brought.isChecked()

    def _chosen(self) -> tuple[int, ...]:
        """The seeds; none where only the faces brought in are wanted."""
        return () if self._with_brought() and not self._seeds.text().strip() else seeds_of(self._seeds.text())

    def _refresh(self) -> None:
        films = self._as_films()
        for line in self._filmed:
            self._form.setRowVisible(line, films)
        self._form.setRowVisible(self._colours, films and self._format.format.name == "gif")
        self._make.setText(tr("Make films") if films else tr("Make pictures"))
        problem = told = ""
        try:
            choice = self.choice()
            count = len(choice.seeds) + (self._brought_count if choice.brought else 0)
            told = tr(
                "{count} pictures with these edits, without the face that they were made on; each carries its recipe.",
                count=count,
            )
            if films:
                told = tr(
                    "{count} films of {frames} frames, in which these edits come and go; each carries its recipe.",
                    count=count,
                    frames=choice.frames,
                )
        except ValueError as error:
            problem = str(error)
        self._told.setText(told)
        self._reason.setText(problem)
        self._reason.setVisible(bool(problem))
        self._make.setEnabled(not problem)
