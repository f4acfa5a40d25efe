"""A slim strip for one plain sentence: something happened, or something did not work."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QGuiApplication,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from engine.language import tr
from widgets.look.glyphs import GlyphButton, blend
from widgets.parts.plain import PlainLabel

INFO_SECONDS = 8.0
UNREAD = 1.5  # seconds in which nobody can have read a notice

KINDS = ("info", "standing", "problem")  # the gravest last


Choice = tuple[str, Callable[[], object]]  # what can be done about it: words on a button, and what it does


@dataclass(frozen=True)
class Line:
    """One sentence of a notice."""

    text: str
    kind: str
    details: str = ""
    choices: tuple[Choice, ...] = ()


class Notice(QWidget):
    """Never asks, never blocks. An 'info' goes away by itself after 8 s, a 'problem' stays until it is closed, and what
    is 'standing' until it is taken back or closed, whatever comes after it.

    `clock` gives seconds.
    """

    covers = Signal(int)  # how many logical pixels of what lies below it; 0 while it is away

    def __init__(self, parent: QWidget | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock, self._since = clock, -UNREAD
        self._lines: list[Line] = []
        self._details = ""
        self._text = PlainLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._copy = QPushButton(tr("Copy details"))
        self._copy.setProperty("role", "flat")
        self._copy.clicked.connect(self._copy_details)
        close = GlyphButton("close", tr("Close this notice"))
        close.clicked.connect(self.close_notice)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 5, 6, 5)
        line.addWidget(self._text, 1)
        line.addWidget(self._copy)
        line.addWidget(close)
        self._choices = line
        self._buttons: list[QPushButton] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._read)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_notice(self, text: str, kind: str = "info", details: str = "") -> None:
        """Shows one sentence in place of the last; `details` can then be copied."""
        if kind not in KINDS:
            raise ValueError(tr("A notice is one of {kinds}, not {kind!r}.", kinds=", ".join(KINDS), kind=kind))
        self._say(Line(text, kind, details))

    def add_notice(self, text: str, kind: str = "info", details: str = "") -> None:
        """The same, but beside a sentence that came just now: two that come together are both shown."""
        just_now = not self.isHidden() and self._clock() - self._since < UNREAD
        if just_now and not any(text in line.text for line in self._lines):
            self._say(self._lines[-1], Line(text, kind, details))
        else:
            self.show_notice(text, kind, details)

    def offer(self, text: str, choices: tuple[Choice, ...]) -> None:
        """Says a sentence with buttons for what can be done about it; it stands until one is pressed or it is taken
        back."""
        self._say(Line(text, "standing", choices=choices))

    def take_back(self, text: str) -> None:
        """This sentence is true no more; another beside it stays."""
        self._leave([line for line in self._lines if line.text != text])

    def close_notice(self) -> None:
        """Takes the strip away."""
        self._lines = []
        self._show_choices()
        self._timer.stop()
        self.hide()

    def _say(self, *lines: Line) -> None:
        self._since = self._clock()
        stays = [line for line in self._lines if line.kind == "standing" and line not in lines]
        self._show([*stays, *lines])
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))  # screen readers say it

    def _leave(self, lines: list[Line]) -> None:
        """These stay of what is shown."""
        if not lines:
            self.close_notice()
        elif lines != self._lines:
            self._show(lines)

    def _show(self, lines: list[Line]) -> None:
        self._lines = lines
        text = "\n".join(line.text for line in lines)
        self._details = "\n".join(line.details for line in lines if line.details)
        self._text.setText(text)
        self._copy.setText(tr("Copy details"))
        self._copy.setVisible(bool(self._details))
        self._show_choices()
        self.setAccessibleName(text)
        self._timer.stop()
        self.show()
        self._count_down()
        self.update()

    def _show_choices(self) -> None:
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for line in self._lines:
            for words, action in line.choices:
                button = QPushButton(words)
                button.setProperty("role", "flat")
                button.clicked.connect(partial(self._chosen, line.text, action))
                self._choices.insertWidget(1 + len(self._buttons), button)
                button.show()
                self._buttons.append(button)

    def _chosen(self, text: str, action: Callable[[], object]) -> None:
        self.take_back(text)
        action()

    @property
    def _kind(self) -> str:
        """The gravest of what is shown."""
        return max((line.kind for line in self._lines), key=KINDS.index, default=KINDS[0])

    def _read(self) -> None:
        """There was time to read what is said in passing."""
        self._leave([line for line in self._lines if line.kind == "standing"])

    def _count_down(self) -> None:
        """From when it can be seen: in a window that is closed or not yet there nothing runs."""
        if self._kind != "problem" and self.isVisible() and any(line.kind == "info" for line in self._lines):
            self._timer.start(round(INFO_SECONDS * 1000))

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self._copy.setText(tr("Copied"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self.isVisible():
            self.covers.emit(self.height())

    def showEvent(self, event: QShowEvent) -> None:
        self._count_down()
        self.covers.emit(self.height())

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        self.covers.emit(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        roles = QPalette.ColorRole
        colour = palette.color(roles.BrightText if self._kind == "problem" else roles.Highlight)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(blend(palette.color(roles.Base), colour, 0.45), 1))
        painter.setBrush(blend(palette.color(roles.Base), colour, 0.10))
        painter.drawRoundedRect(frame, 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(QRectF(5, 7, 3, self.height() - 14), 1.5, 1.5)
        painter.end()
