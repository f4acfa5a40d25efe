"""The dialog for the film of the timeline as a file: in which format, how large, how fast, and where to."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from engine.document.aspect import SQUARE, Aspect
from engine.document.films.formats import SOUNDING, Grade
from engine.language import tr
from widgets.library.film_format import USUAL, FilmFormat
from widgets.library.saving import FileLine, SizeBox, form_and_column, free_name, side_by_side
from widgets.parts.plain import PlainLabel, plain_tip


@dataclass(frozen=True)
class FilmChoice:
    """What was asked for: `size` pixels on the longer side, `rate` frames a second, `format` and `quality` by name."""

    path: str
    size: int
    rate: float
    format: str
    quality: Grade
    dither: bool = False


class FilmDialog(QDialog):
    """Of a film of so many `seconds` at `rate` frames a second, called `name` at first; `closed`: it leads from
    its end into its beginning; `sounds`: it has a sound, of which is said whether the format carries it."""

    def __init__(
        self,
        name: str,
        seconds: float,
        resolution: int,
        folder: str,
        parent: QWidget | None,
        format: str,
        *,
        closed: bool,
        rate: float = USUAL,
        sounds: bool = False,
        aspect: Aspect = SQUARE,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Save film"))
        self._seconds, self._closed, self._sounds = seconds, closed, sounds
        self._format = FilmFormat(format, rate)
        self._size = SizeBox(max(512, resolution), resolution, aspect)
        kind = self._format.format
        path = free_name(folder, name, kind.ending)
        self._file = FileLine(path, what="film", ending=kind.ending, kind=kind.title, title=tr("Save film"))
        self._summary, self._reason = PlainLabel(), PlainLabel()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._save = self._buttons.addButton(tr("Save film"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._arrange()
        self._save.setDefault(True)
        self._refresh()

    def _arrange(self) -> None:
        self._reason.setProperty("role", "problem")
        self._reason.setWordWrap(True)
        self._form, column = form_and_column(self)
        form, fields = self._form, self._format
        form.row(tr("Format"), side_by_side(fields.kinds, fields.grades))
        form.row("", fields.told)
        self._colours = side_by_side(fields.smooth, fields.grain)
        form.row(tr("Colours"), self._colours)
        form.row(tr("Frames"), side_by_side(fields.rates, PlainLabel(tr("a second"))))
        form.row(tr("Size"), self._size.line())
        form.row(tr("File"), self._file)
        for widget in (self._summary, self._reason, self._buttons):
            column.addWidget(widget)
        fields.chosen.connect(lambda: self._file.become(fields.format.ending, fields.format.title))
        fields.changed.connect(self._refresh)
        self._size.currentTextChanged.connect(self._refresh)
        self._file.changed.connect(self._refresh)
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)

    def choice(self) -> FilmChoice:
        """What was asked for. ValueError with the sentence that is on screen while it cannot be saved."""
        if problem := self._problem():
            raise ValueError(problem)
        fields = self._format
        return FilmChoice(str(self._file.target()), self._size.side, fields.rate, fields.format.name, fields.grade,
                          fields.dithered)  # fmt: skip

    def _problem(self) -> str:
        return self._size.problem() or self._format.problem() or self._file.problem()

    def _refresh(self) -> None:
        self._form.setRowVisible(self._colours, self._format.format.name == "gif")
        frames = max(1, round(self._seconds * self._format.rate))
        end = tr("goes round") if self._closed else tr("ends with its last picture")
        parts = [tr("{frames} frames, {seconds:.1f} s, {end}", frames=frames, seconds=self._seconds, end=end)]
        if self._sounds:
            carried = self._format.format.name in SOUNDING
            parts.append(tr("with its sound") if carried else tr("without its sound"))
        problem = self._problem()
        if not problem and (told := self._format.size_told(self._size.side)):
            parts.append(told)
        if not problem and self._file.target().exists():
            parts.append(tr("replaces the file that is there"))
        self._summary.setText(" · ".join(parts))
        self._reason.setText(problem)
        self._reason.setVisible(bool(problem))
        self._save.setEnabled(not problem)
        self._save.setToolTip(plain_tip(problem))

    def _accept(self) -> None:
        if self._file.agreed():
            self.accept()
