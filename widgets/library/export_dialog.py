"""The dialog for a film of sliders moving: which, how far, how fast, how large, in which format and where to."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QListWidget,
    QListWidgetItem,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from engine.document.aspect import SQUARE, Aspect
from engine.document.films.formats import FRAMES
from engine.language import tr
from widgets.library.film_format import FilmFormat
from widgets.library.saving import FileLine, SizeBox, form_and_column, free_name, side_by_side
from widgets.look.theme import pad
from widgets.parts.gesture import wheel_needs_focus
from widgets.parts.plain import PlainLabel, plain_tip
from widgets.states import ExportChoice

#: From where to where a slider is proposed to move: in sigma, or of a way between two faces.
SIGMA, WAY = (-3.0, 3.0), (0.0, 1.0)
TITLE = tr("Export film")
SUFFIX = " \N{GREEK SMALL LETTER SIGMA}"
IN_SIGMA = tr("In standard deviations (sigma); arrows step by 0.5")
IN_WAYS = tr("0 is the face it begins at, 1 the one it leads to; arrows step by 0.1")


class ExportDialog(QDialog):
    """`sliders` are (key, name) pairs, `checked` the keys ticked at first; `resolution` the generator's side,
    the longer one as `aspect` says. `ways`
    are the keys of those that run from 0 to 1: where only such are ticked, that is what the numbers count in.
    `format`: the name of the one that is proposed."""

    def __init__(
        self,
        sliders: tuple[tuple[str, str], ...],
        checked: tuple[str, ...],
        resolution: int,
        folder: str,
        parent: QWidget | None = None,
        *,
        ways: frozenset[str] = frozenset(),
        format: str = "gif",
        aspect: Aspect = SQUARE,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export film"))
        self._resolution = resolution
        self._sliders = self._checklist(sliders, checked)
        self._low, self._high = _sigma(tr("from"), SIGMA[0]), _sigma(tr("to"), SIGMA[1])
        self._ways, self._in_ways = ways, False
        self._frames = QSpinBox()
        wheel_needs_focus(self._frames)
        self._frames.setRange(2, FRAMES)
        self._frames.setValue(48)
        pad(self._frames)
        self._format = FilmFormat(format)
        self._back = QRadioButton(tr("There and back"))
        self._loop = QRadioButton(tr("One way, then start again"))
        self._back.setChecked(True)
        self._size = SizeBox(max(256, resolution), resolution, aspect)
        ticked = [name for key, name in sliders if key in checked]
        kind = self._format.format
        path = free_name(folder, (ticked[0] if len(ticked) == 1 else "traversal").lower(), kind.ending)
        self._file = FileLine(path, what="film", ending=kind.ending, kind=kind.title, title=TITLE)
        self._summary, self._reason = PlainLabel(), PlainLabel()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._export = self._buttons.addButton(tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._arrange()
        self._export.setDefault(True)  # once it is in the dialog: else Enter cancels
        self._listen()
        self._refresh()

    def _count_in(self) -> None:
        """The numbers in the unit of what is ticked; those of another unit mean nothing in it."""
        ticked = set(self._ticked())
        if (in_ways := bool(ticked) and ticked <= self._ways) == self._in_ways:
            return
        self._in_ways = in_ways
        for box, value in zip((self._low, self._high), WAY if in_ways else SIGMA, strict=True):
            with QSignalBlocker(box):
                box.setValue(value)
                box.setSuffix(tr(" of the way") if in_ways else SUFFIX)
                box.setSingleStep(0.1 if in_ways else 0.5)
                box.setToolTip(plain_tip(IN_WAYS if in_ways else IN_SIGMA))

    def choice(self) -> ExportChoice:
        """What was asked for. ValueError with the sentence that is on screen while it cannot be exported."""
        problem = self._problem()
        if problem:
            raise ValueError(problem)
        return ExportChoice(
            sliders=self._ticked(),
            low=self._low.value(),
            high=self._high.value(),
            frames=self._frames.value(),
            rate=self._format.rate,
            there_and_back=self._back.isChecked(),
            size=self._size.side,
            path=str(self._file.target()),
            dither=self._format.dithered,
            format=self._format.format.name,
            quality=self._format.grade,
        )

    def _checklist(self, sliders: tuple[tuple[str, str], ...], checked: tuple[str, ...]) -> QListWidget:
        listing = QListWidget()
        listing.setAccessibleName(tr("sliders that move"))
        listing.setToolTip(tr("Space ticks the slider under the cursor"))
        listing.setMinimumHeight(110)
        listing.ensurePolished()  # rows laid out before the style sheet would keep their unstyled height
        first = None
        for key, name in sliders:
            item = QListWidgetItem(name, listing)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if key in checked else Qt.CheckState.Unchecked)
            first = item if first is None and key in checked else first
        if first is not None:
            listing.setCurrentItem(first)
            listing.scrollToItem(first)
        return listing

    def _arrange(self) -> None:
        self._frames.setAccessibleName(tr("frames"))
        self._reason.setProperty("role", "problem")
        self._reason.setWordWrap(True)
        form, column = form_and_column(self)
        self._form = form
        form.row(tr("Sliders,\ntogether"), self._sliders)
        form.row(tr("Range"), side_by_side(self._low, PlainLabel(tr("to")), self._high))
        form.row(
            tr("Frames"),
            side_by_side(self._frames, PlainLabel(tr("at")), self._format.rates, PlainLabel(tr("a second"))),
        )
        form.row(tr("Motion"), side_by_side(self._back, self._loop))
        form.row(tr("Size"), self._size.line())
        form.row(tr("Format"), side_by_side(self._format.kinds, self._format.grades))
        form.row("", self._format.told)
        self._colours = side_by_side(self._format.smooth, self._format.grain)
        form.row(tr("Colours"), self._colours)
        form.row(tr("File"), self._file)
        column.addWidget(self._summary)
        column.addWidget(self._reason)
        column.addWidget(self._buttons)

    def _listen(self) -> None:
        self._sliders.itemChanged.connect(self._refresh)
        for box in (self._low, self._high, self._frames):
            box.valueChanged.connect(self._refresh)
        self._back.toggled.connect(self._refresh)
        self._format.chosen.connect(self._rename)
        self._format.changed.connect(self._refresh)
        self._size.currentTextChanged.connect(self._refresh)
        self._file.changed.connect(self._refresh)
        self._buttons.accepted.connect(self._accept)
        self._buttons.rejected.connect(self.reject)

    def _ticked(self) -> tuple[str, ...]:
        items = (self._sliders.item(row) for row in range(self._sliders.count()))
        ticked = (item for item in items if item.checkState() == Qt.CheckState.Checked)
        return tuple(item.data(Qt.ItemDataRole.UserRole) for item in ticked)

    def _problem(self) -> str:
        """Why this cannot be exported, in one sentence; empty when it can."""
        if not self._ticked():
            return tr("Tick at least one slider.")
        if self._low.value() >= self._high.value():
            return tr("The range has to start below its end.")
        return self._size.problem() or self._format.problem() or self._file.problem()

    def _rename(self) -> None:
        kind = self._format.format
        self._file.become(kind.ending, kind.title)

    def _refresh(self) -> None:
        self._count_in()
        self._form.setRowVisible(self._colours, self._format.format.name == "gif")
        frames, rate = self._frames.value(), self._format.rate
        end = tr("loops seamlessly") if self._back.isChecked() else tr("jumps back to its start")
        parts = [tr("{frames} frames, {frames2:.1f} s, {end}", frames=frames, frames2=frames / rate, end=end)]
        problem = self._problem()
        if not problem:
            size = self._size.side
            taken = self._format.bytes_of(frames, size) or _estimate(
                frames, size, self._resolution, grain=self._format.dithered
            )
            taken *= self._size.pixels / size**2
            parts.append(tr("about {in_bytes}", in_bytes=_in_bytes(taken)))
            if told := self._format.size_told(size):
                parts.append(told)
            if self._file.target().exists():
                parts.append(tr("replaces the file that is there"))
        self._summary.setText(" · ".join(parts))
        self._reason.setText(problem)
        self._reason.setVisible(bool(problem))
        self._export.setEnabled(not problem)
        self._export.setToolTip(plain_tip(problem))

    def _accept(self) -> None:
        if self._file.agreed():
            self.accept()


def _sigma(name: str, value: float) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    wheel_needs_focus(box)
    box.setRange(-10, 10)
    box.setDecimals(2)
    pad(box)
    box.setSingleStep(0.5)
    box.setValue(value)
    box.setSuffix(SUFFIX)
    box.setAccessibleName(name)
    box.setToolTip(plain_tip(IN_SIGMA))
    return box


def _estimate(frames: int, size: int, resolution: int, *, grain: bool) -> float:
    """Bytes of a GIF of faces: so many a pixel at the generator's own size, and less each time the side doubles."""
    doubled = math.log2(max(size / resolution, 1))
    per_pixel = max(0.74 - 0.07 * doubled, 0.4) if grain else 0.85 * 0.68**doubled
    return frames * size * size * per_pixel


def _in_bytes(count: float) -> str:
    if count < 950_000:
        return f"{max(1, round(count / 10_000)) * 10} kB"
    megabytes = count / 1_000_000
    return f"{megabytes:.1f} MB" if megabytes < 10 else f"{megabytes:.0f} MB"
