"""Running jobs: what each is doing, how far it is, how long it will still take, and ways to pause and to stop it."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QProgressBar, QVBoxLayout, QWidget

from engine.language import tr
from widgets.look.glyphs import GlyphButton
from widgets.parts.elided import ElidedLabel
from widgets.parts.picture import Picture
from widgets.parts.plain import PlainLabel, plain_tip

SHOW_AFTER = 150  # milliseconds: shorter jobs never flicker by
_SCALE = 1000
_SIDE = 64  # logical pixels of the picture beside it


class TimeLeft:
    """How long a job will still take, from how far it came since its start; smoothed, so that it does not jump."""

    def __init__(self, now: float) -> None:
        self._start = now
        self._finish: float | None = None

    def seconds(self, fraction: float, now: float) -> float | None:
        """Seconds left at `now`, or None in the first second or while nothing is done; `fraction` is 0 to 1."""
        elapsed = now - self._start
        if elapsed < 1 or fraction <= 0:
            return None
        finish = now + elapsed * (1 - fraction) / fraction
        # Smoothing the moment it ends, not the time left, lets the display count down by itself between reports.
        self._finish = finish if self._finish is None else self._finish + 0.25 * (finish - self._finish)
        if self._finish < now:  # it hung for longer than was left: what was hoped for is no longer news
            self._finish = finish
        return self._finish - now

    def rest(self, seconds: float) -> None:
        """So many seconds went by in which nothing was to be done."""
        self._start += seconds
        if self._finish is not None:
            self._finish += seconds


def in_words(seconds: float) -> str:
    """A time left as a person would say it."""
    if seconds < 59.5:
        return tr("{seconds} s left", seconds=max(1, round(seconds)))
    minutes = round(seconds / 60)
    return (
        tr("{minutes} min left", minutes=minutes)
        if minutes < 60
        else tr("{minutes} h {minutes2:02d} min left", minutes=minutes // 60, minutes2=minutes % 60)
    )


class JobBar(QWidget):
    """One row for each job; hidden when there is none. `clock` gives seconds."""

    cancel_wanted = Signal(int)  # job
    pause_wanted = Signal(int)
    going_on_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._rows: dict[int, _Row] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 4, 8, 4)
        self._column.setSpacing(2)
        self.hide()

    def start(self, job: int, title: str, *, keeps: bool = False) -> None:
        """A job has begun; its row appears if it still runs 150 ms later. `keeps`: what it has found so far stays when
        it is stopped."""
        row = _Row(job, title, self, keeps=keeps)
        self._rows[job] = row
        self._column.addWidget(row)

    def progress(self, job: int, fraction: float, note: str = "") -> None:
        """News of a job, `fraction` 0 to 1; a job that is over is passed over."""
        row = self._rows.get(job)
        if row is not None:
            row.set_progress(fraction, note, self._clock())

    def show_picture(self, job: int, pixels: np.ndarray) -> None:
        """What a job has drawn last, uint8 (h, w, 3), kept by reference; a job that is over is passed over."""
        row = self._rows.get(job)
        if row is not None:
            row.look.set_pixels(pixels)

    def show_paused(self, job: int, *, paused: bool) -> None:
        """Show a job as paused, or as going on again."""
        row = self._rows.get(job)
        if row is not None:
            row.set_paused(paused=paused)

    def finish(self, job: int) -> None:
        """The job is over: done, failed or cancelled."""
        row = self._rows.pop(job, None)
        if row is not None:
            row.appear.stop()
            row.hide()
            row.deleteLater()
            self.refresh()

    def refresh(self) -> None:
        """Shows the bar exactly while it has a row to show."""
        self.setVisible(any(not row.isHidden() for row in self._rows.values()))

    def now(self) -> float:
        """The bar's clock, in seconds."""
        return self._clock()


class _Look(QWidget):
    """The picture that was drawn last; nothing is there before the first one. However many come, only those that are
    painted are made smaller."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = Picture()
        self.setFixedSize(_SIDE, _SIDE)
        self.setAccessibleName(tr("The picture that was drawn last"))
        self.setToolTip(plain_tip(self.accessibleName()))
        self.hide()

    def set_pixels(self, pixels: np.ndarray) -> None:
        self._picture.set(pixels)
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        high, wide = self._picture.shape
        if not high:
            return
        scale = _SIDE / max(high, wide)
        image = self._picture.image(scale * self.devicePixelRatioF())
        place = QRectF((_SIDE - wide * scale) / 2, (_SIDE - high * scale) / 2, wide * scale, high * scale)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image, QRectF(image.rect()))
        painter.end()


class _Row(QWidget):
    def __init__(self, job: int, title: str, bar: JobBar, *, keeps: bool) -> None:
        super().__init__(bar)
        self._job, self._bar, self._name = job, bar, title
        self._rests: float | None = None  # since when it is paused
        self._time = TimeLeft(bar.now())
        self._title, self._note, self._left = ElidedLabel(), ElidedLabel(), PlainLabel()
        self._title.setText(title)
        self._title.setToolTip(plain_tip(title))
        for label in (self._note, self._left):
            label.setProperty("role", "quiet")
        self._progress = QProgressBar()
        self._progress.setRange(0, _SCALE)
        self._progress.setTextVisible(False)
        self._progress.setAccessibleName(title)
        stop = (
            tr("Stop, and keep what is there so far: {title}", title=title)
            if keeps
            else tr("Cancel: {title}", title=title)
        )
        self._cancel = GlyphButton("close", stop)
        self._cancel.clicked.connect(self._ask)
        self._pause = GlyphButton("pause", tr("Pause: {title}", title=title))
        self._pause.clicked.connect(self._pause_or_go_on)
        self.look = _Look()
        grid = QGridLayout(self)  # three lines: the column it stands in is narrow
        grid.setContentsMargins(0, 2, 0, 4)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.look, 0, 0, 3, 1)
        grid.addWidget(self._title, 0, 1, 1, 4)
        grid.addWidget(self._progress, 1, 1, 1, 2)
        grid.addWidget(self._pause, 1, 3)
        grid.addWidget(self._cancel, 1, 4)
        grid.addWidget(self._note, 2, 1)
        grid.addWidget(self._left, 2, 2, 1, 3)
        self.hide()
        self.appear = QTimer(self)
        self.appear.setSingleShot(True)
        self.appear.timeout.connect(self._appear)
        self.appear.start(SHOW_AFTER)

    def set_progress(self, fraction: float, note: str, now: float) -> None:
        self._progress.setValue(round(min(max(fraction, 0.0), 1.0) * _SCALE))
        if self._rests is None:  # else this is of the step that was under way
            seconds = self._time.seconds(fraction, now)
            self._left.setText("" if seconds is None else in_words(seconds))
        if self._cancel.isEnabled():  # else it says that it is stopping
            self._note.setText(note)
            self._note.setToolTip(plain_tip(note))

    def _appear(self) -> None:
        self.show()
        self._bar.refresh()

    def set_paused(self, *, paused: bool) -> None:
        now = self._bar.now()
        if paused and self._rests is None:
            self._rests = now
        elif not paused and self._rests is not None:
            self._time.rest(now - self._rests)
            self._rests = None
        self._left.setText(tr("paused") if paused else "")
        self._pause.set_glyph("play" if paused else "pause")
        tip = tr("Go on: {name}", name=self._name) if paused else tr("Pause: {name}", name=self._name)
        self._pause.setToolTip(plain_tip(tip))
        self._pause.setAccessibleName(tip)

    def _pause_or_go_on(self) -> None:
        going_on = self._rests is not None
        self.set_paused(paused=not going_on)
        (self._bar.going_on_wanted if going_on else self._bar.pause_wanted).emit(self._job)

    def _ask(self) -> None:
        self._pause.setEnabled(False)
        self._cancel.setEnabled(False)
        self._note.setText(tr("stopping…"))
        self._bar.cancel_wanted.emit(self._job)
