"""The slider of the one strength that all rows of the comparison share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSlider

from engine.language import tr

_LIMIT = 3.0  # sigma


class StrengthSlider(QSlider):
    """From -3 to 3 sigma in steps of 0.1; Home or a double-click is 0."""

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setRange(round(-_LIMIT * 10), round(_LIMIT * 10))
        self.setPageStep(10)
        self.setFixedWidth(260)
        self.setAccessibleName(tr("strength in sigma"))
        self.setToolTip(
            tr("Which column stands out, in sigma (standard deviations)\nArrows 0.1, page keys 1, Home = 0")
        )

    def strength(self) -> float:
        return self.value() / 10

    def set_strength(self, value: float) -> None:
        self.setValue(round(value * 10))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home:
            self.setValue(0)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.setValue(0)
