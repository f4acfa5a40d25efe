"""The picture alone on black, in a window of its own: what a projector shows."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QScreen
from PySide6.QtWidgets import QWidget

from engine.language import tr
from widgets.parts.picture import Picture
from widgets.parts.pixels import fitted

REST = 2.0  # times as long as it took to paint, and to bring that to the screen, it rests
SHARE = 0.6  # of a screen's sides that a window takes


class OutputView(QWidget):
    """Shows the frames it is given as large as they fit. It takes a third of the time at most on any screen, and
    paints no more than the picture: what comes meanwhile is left out, so that the live view beside it goes on. `now`
    gives seconds."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._now = now
        self._picture, self._smooth = Picture(), True
        self._due = False  # another picture came while it rested
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._rested)
        self._began = 0.0  # painting
        self._flush = QTimer(self, singleShot=True, interval=0)  # it rings once what was painted is on the screen
        self._flush.timeout.connect(self._flushed)
        self.setWindowTitle(tr("EigenBrush output"))
        self.setAccessibleName(tr("Output window"))
        self.setAccessibleDescription(
            tr("The picture alone. Double-click or F11 toggles the whole screen; Esc leaves it, then closes this.")
        )
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)  # whoever opens it goes on with the sliders
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setMinimumSize(160, 120)

    def show_picture(self, pixels: np.ndarray | None, *, smooth: bool = True) -> None:
        """Show uint8 H x W x 3 `pixels`, kept by reference, smooth or in squares; None: only black."""
        if pixels is self._picture.pixels and smooth == self._smooth:
            return
        before = self._place()
        self._picture.set(pixels)
        self._smooth = smooth
        place = self._place()
        if before != place:  # else what lies around it stays: on a wide screen that is nearly half of it
            self.update()
            self._due = False
        elif self._rest.isActive():
            self._due = True
        else:
            self.update(place)

    @property
    def pixels(self) -> np.ndarray | None:
        """What it shows."""
        return self._picture.pixels

    def open_on(self, screen: QScreen, *, whole: bool) -> None:
        """Come up on this screen: on the whole of it, or as a window in its middle."""
        free = screen.availableGeometry()
        size = free.size() * SHARE
        self.setScreen(screen)
        self.setGeometry(free.x() + (free.width() - size.width()) // 2, free.y() + (free.height() - size.height()) // 2,
                         size.width(), size.height())  # fmt: skip
        self.create()
        if (handle := self.windowHandle()) is not None:
            # It neither lies above the main window nor goes away with it to the icons.
            handle.setTransientParent(None)  # type: ignore[arg-type]
        self.showFullScreen() if whole else self.showNormal()

    def _toggle_whole(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    @Slot()
    def _rested(self) -> None:
        if self._due:
            self.update(self._place())

    @Slot()
    def _flushed(self) -> None:
        self._begin_rest()

    def _begin_rest(self) -> None:
        self._rest.start(math.ceil(REST * 1000 * (self._now() - self._began)))

    # ---- what a person does, and painting ----

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._toggle_whole()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F11:
            self._toggle_whole()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.isFullScreen():
            self.showNormal()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._rest.stop()
        self._flush.stop()
        self.closed.emit()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._began = self._now()
        painter, place = QPainter(self), self._place()
        painter.setClipRegion(event.region().subtracted(QRegion(place)))
        painter.fillRect(event.rect(), Qt.GlobalColor.black)
        painter.setClipping(False)
        if self._picture.pixels is not None:
            self._paint_picture(painter, place)
        painter.end()
        self._due = False
        self._begin_rest()
        self._flush.start()

    def _place(self) -> QRect:
        """Where the picture lies; empty while there is none."""
        high, wide = self._picture.shape
        return fitted(QRectF(self.rect()), wide, high).toRect() if high and wide else QRect()

    def _paint_picture(self, painter: QPainter, place: QRect) -> None:
        scale = place.width() / self._picture.shape[1]
        image = self._picture.image(scale * self.devicePixelRatioF() if self._smooth else 1.0)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._smooth)
        painter.drawImage(place, image)
