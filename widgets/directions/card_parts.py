"""The small parts of a direction's card that are painted or typed into."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPixmap, QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget

from engine.language import tr
from widgets.look.glyphs import blend
from widgets.parts.pixels import pixmap_of
from widgets.parts.plain import plain_tip


class BasisMap(QWidget):
    """Where in its layer a slider acts: its column of U, one square a place, brighter where it does more."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: QPixmap | None = None
        self.setFixedSize(32, 32)
        self.setAccessibleName(tr("where it acts in its layer"))

    def set_map(self, basis: np.ndarray | None) -> None:
        """uint8 (side, side); None: there is nothing to show."""
        self.setVisible(basis is not None)
        if basis is not None:
            self._picture = pixmap_of(np.repeat(basis[:, :, None], 3, 2))
            side = f"{len(basis)} × {len(basis)}"
            self.setToolTip(
                plain_tip(
                    tr("U: where in its {side} layer this slider acts: white the most, black the least", side=side)
                )
            )

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is not None:
            painter = QPainter(self)
            painter.drawPixmap(self.rect(), self._picture)
            painter.end()


class ShareBar(QWidget):
    """A thin bar, as long as a share is large; nothing where it is 0."""

    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(3)

    def set_share(self, share: float) -> None:
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._share <= 0:
            return
        base, text = (self.palette().color(r) for r in (QPalette.ColorRole.Base, QPalette.ColorRole.WindowText))
        painter = QPainter(self)
        box = QRectF(self.rect())
        painter.fillRect(box, blend(base, text, 0.12))
        box.setWidth(box.width() * min(1.0, self._share))
        painter.fillRect(box, blend(base, text, 0.5))
        painter.end()


class LayerBox(QSpinBox):
    """The number of a layer: typed, or turned by arrows and, with the keyboard here, by the wheel."""

    def __init__(self, which: str) -> None:
        super().__init__()
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setStyleSheet(
            "QSpinBox { padding: 0 14px 0 0; min-height: 20px; border-radius: 5px; }"
            "QSpinBox::up-button, QSpinBox::down-button { width: 14px; }"
            "QSpinBox::up-arrow, QSpinBox::down-arrow { width: 7px; height: 7px; }"
        )
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("99") + 30)
        self.setToolTip(plain_tip(tr("The {which} layer that this direction moves, 1 is the coarsest", which=which)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
