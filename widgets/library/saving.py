"""What every dialog asks that saves something to look at: how large, and to which file."""

from __future__ import annotations

import os
import re
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engine.document.aspect import SQUARE, Aspect, sized
from engine.document.disk.wording import short
from engine.document.films.formats import LARGEST, SMALLEST
from engine.language import tr
from widgets.parts.gesture import wheel_needs_focus
from widgets.parts.plain import PlainLabel, plain_tip, title_text

SIZES = (64, 128, 256, 512, 1024, 2048, 4096)
ONE_LINE = 3  # a field that is lower than so many lines of words has one line itself


class SizeBox(QComboBox):
    """The longer side of a picture in pixels: one of the usual sizes, or any other that is typed."""

    def __init__(self, side: int, resolution: int, aspect: Aspect = SQUARE) -> None:
        """`side` is proposed; `resolution` is the generator's own, and `aspect` that of its pictures."""
        super().__init__()
        self._aspect, self._words = aspect, PlainLabel()
        wheel_needs_focus(self)
        self.setEditable(True)
        self.setCompleter(None)  # type: ignore[arg-type]  # else 102 becomes 1024 while one types
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems([str(size) for size in sorted({*SIZES, resolution})])
        self.setCurrentText(str(min(max(side, SMALLEST), LARGEST)))
        self.setValidator(QIntValidator(1, 99999, self))
        self.setAccessibleName(tr("size in pixels"))
        self.setToolTip(
            plain_tip(
                tr(
                    "Longer side in pixels, {smallest} to {largest}; the generator's own is {resolution}",
                    smallest=SMALLEST,
                    largest=LARGEST,
                    resolution=resolution,
                )
            )
        )

        self.currentTextChanged.connect(self._tell)
        self._tell()

    def line(self) -> QWidget:
        """It and what it counts, for a form."""
        return side_by_side(self, self._words)

    @property
    def side(self) -> int:
        """In pixels; 0 while nothing is typed."""
        return int(self.currentText() or 0)

    @property
    def pixels(self) -> int:
        """How many the picture has."""
        return sized(self.side, self._aspect).pixels

    def _tell(self) -> None:
        height, width = sized(self.side, self._aspect)
        if height == width:
            self._words.setText(tr("pixels a side"))
        elif height > width:
            self._words.setText(tr("pixels high, {width} wide", width=width))
        else:
            self._words.setText(tr("pixels wide, {height} high", height=height))

    def problem(self) -> str:
        """Why this size cannot be, in one sentence; empty when it can."""
        fits = SMALLEST <= min(sized(self.side, self._aspect)) and self.side <= LARGEST
        return (
            ""
            if fits
            else tr("The size has to lie between {smallest} and {largest} pixels.", smallest=SMALLEST, largest=LARGEST)
        )


class FileLine(QWidget):
    """The path of a file to write, typed or chosen."""

    changed = Signal()

    def __init__(self, path: Path, *, what: str, ending: str, kind: str, title: str) -> None:
        """`what` is written ("film", "picture"), as a file of this `ending` (".gif"); `kind` as a file dialog names it
        ("GIF film"), `title` stands above that dialog."""
        super().__init__()
        self._what, self._ending, self._title = what, ending, title
        self._kinds = f"{kind} (*{ending})"
        self._agreed = ""  # the file that a person has agreed to replace
        self._path = QLineEdit(str(path))
        self._path.setAccessibleName(tr("file"))
        self._path.setMinimumWidth(280)
        self._path.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        browse = QPushButton(tr("Browse…"))
        browse.setAutoDefault(False)
        browse.clicked.connect(self._choose)
        self._path.textChanged.connect(self.changed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._path)
        line.addWidget(browse)

    def become(self, ending: str, kind: str) -> None:
        """Write a file of another ending and kind; without an ending it is a folder. The name stays."""
        path = Path(self._path.text().strip())
        if path.suffix.lower() == self._ending and self._ending:
            path = path.with_suffix("")
        self._ending = ending
        self._kinds = f"{kind} (*{ending})"
        if path.name:
            self._path.setText(str(path) if foreign(path) else str(path.with_name(path.name + ending)))
        self.changed.emit()

    def target(self) -> Path:
        """The file that is meant: with its ending, where none is typed."""
        path = Path(self._path.text().strip()).expanduser()
        return path if path.suffix.lower() == self._ending or not path.name else self._with_ending(path)

    def _with_ending(self, path: Path) -> Path:
        """ "anna v1.2" has no ending; "anna.mp4" has another, which is refused."""
        return path if foreign(path) else path.with_name(path.name + self._ending)

    def problem(self) -> str:
        """Why nothing can be written there, in one sentence; empty when it can."""
        path = self.target()
        if not self._path.text().strip():
            return tr("Say where the {what} should go.", what=self._what)
        if path.suffix.lower() != self._ending and (self._ending or foreign(path)):
            if not self._ending:
                return tr("The {what} goes into a folder, whose name has no ending.", what=self._what)
            kind = self._ending[1:].upper()
            return tr(
                "The {what} is a {kind}, so its name has to end in {ending}.",
                what=self._what,
                kind=kind,
                ending=self._ending,
            )
        if path.is_dir() and (self._ending or any(path.iterdir())):
            return tr("The name {name} is taken by a folder; choose another.", name=path.name)
        if not path.parent.is_dir():
            return tr("There is no folder {parent}.", parent=path.parent)
        if not os.access(path if path.exists() else path.parent, os.W_OK):
            return tr("Nothing may be written to {path}.", path=path if path.exists() else path.parent)
        return ""

    def agreed(self) -> bool:
        """Whether the file may be written: it is asked before one is replaced, as a dialog to save does."""
        path = self.target()
        if not path.exists() or str(path) == self._agreed:
            return True
        return replaces(self, self._title, path.name)

    def _choose(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self._title, str(self.target()), self._kinds)
        if path:
            self._path.setText(path)
            self._agreed = path  # that dialog asks


def foreign(path: Path) -> bool:
    """Whether a name has an ending at all: "anna.mp4" has one, "anna v1.2" has none."""
    return bool(re.fullmatch(r"\.[A-Za-z]\w{1,4}", path.suffix))


def replaces(parent: QWidget, title: str, name: str) -> bool:
    """Whether a person, asked, wants the file of this name replaced."""
    question = plain_tip(tr("{name} is there already. Replace it?", name=short(name)))
    yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
    return QMessageBox.question(parent, title_text(title), question, yes | no, no) == yes


def side_by_side(*widgets: QWidget) -> QWidget:
    """Widgets in one line of a form, which centres its labels beside widgets and not beside layouts."""
    whole = QWidget()
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    for widget in widgets:
        line.addWidget(widget)
    line.addStretch(1)
    return whole


class Form(QFormLayout):
    """A form whose words stand at the height of the words in their fields. QFormLayout makes no label higher than
    seven fourths of its line, which our fields are: the words would stand two to four pixels too high."""

    def row(self, words: str, field: QWidget) -> None:
        """A field, and what it is."""
        self.addRow(_RowLabel(words, field), field)


class _RowLabel(PlainLabel):
    """As high as a field of one line; beside a higher one it stands at the top."""

    def __init__(self, words: str, field: QWidget) -> None:
        super().__init__(words)
        self._field = field
        self.setBuddy(field)

    def sizeHint(self) -> QSize:
        own, high = super().sizeHint(), self._field.sizeHint().height()
        return QSize(own.width(), high if own.height() < high < ONE_LINE * own.height() else own.height())


def form_and_column(dialog: QWidget) -> tuple[Form, QVBoxLayout]:
    """The form of such a dialog, and the column that it is first in."""
    form = Form()
    form.setHorizontalSpacing(14)
    form.setVerticalSpacing(9)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(18, 16, 18, 14)
    column.setSpacing(10)
    column.addLayout(form, 1)
    return form, column


def free_name(folder: str, name: str, ending: str) -> Path:
    """A file in `folder` named after `name` that is not there yet; it leads to no other folder."""
    stem = re.sub(r"[^\w.-]+|\.\.+", "-", name).strip("-.") or "picture"
    path, number = Path(folder) / f"{stem}{ending}", 2
    while os.path.lexists(path):
        path, number = Path(folder) / f"{stem}-{number}{ending}", number + 1
    return path
