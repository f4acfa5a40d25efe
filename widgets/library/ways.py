"""The other ways to read a file that does not tell all settings of its network: a picture each, to click."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QToolButton, QVBoxLayout, QWidget

from engine.language import tr
from widgets.parts.pixels import thumbnail
from widgets.parts.plain import PlainLabel, plain_tip

SIDE, WIDTH = 104, 132  # logical pixels of a picture, and of the words under it


class Ways(QWidget):
    """A heading, a sentence, and the pictures in a row that scrolls."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QToolButton] = {}
        heading = PlainLabel(tr("Looks wrong? Other ways to read this file"))
        heading.setProperty("role", "heading")
        about = PlainLabel(
            tr("The file does not tell these settings of its network. A click reads it so, now and the next time.")
        )
        about.setProperty("role", "quiet")
        about.setWordWrap(True)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(10)
        self._inside = QWidget()
        self._inside.setLayout(self._row)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self._inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addWidget(about)
        column.addWidget(self._area)

    def set_ways(self, ways: tuple[tuple[str, str], ...]) -> None:
        """One button each, without a picture so far."""
        for reading, words in ways:
            button = QToolButton()
            button.setIconSize(QSize(SIDE, SIDE))
            button.setFixedSize(SIDE + 10, SIDE + 10)
            button.setAccessibleName(words)
            button.setToolTip(plain_tip(tr("Read the file so: {words}", words=words)))
            button.clicked.connect(lambda _=False, reading=reading: self.chosen.emit(reading))
            label = PlainLabel(words)
            label.setWordWrap(True)
            label.setFixedWidth(WIDTH)
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
            column = QVBoxLayout()
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label, 1)
            self._row.addLayout(column)
            self._buttons[reading] = button
        self._row.addStretch(1)
        self._area.setFixedHeight(self._inside.sizeHint().height() + 14)

    def set_picture(self, reading: str, picture: np.ndarray) -> None:
        """What one of them gives, uint8 H x W x 3; others' pictures are passed over."""
        if (button := self._buttons.get(reading)) is not None:
            button.setIcon(QIcon(thumbnail(picture, self.devicePixelRatioF(), SIDE)))
