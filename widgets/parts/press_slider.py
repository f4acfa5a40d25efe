"""A slider whose handle comes to where one presses, and that the wheel moves only while it has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider

from widgets.parts.gesture import next_gesture

_WHEEL_REST = 500  # milliseconds without a turn of the wheel that end its gesture


class PressSlider(QSlider):
    """Lies across; its values, width and steps are its user's."""

    def __init__(self, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setPageStep(10)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown() and not event.buttons() & Qt.MouseButton.LeftButton:
            self.setSliderDown(False)  # the release went elsewhere
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def _follow(self, event: QMouseEvent) -> None:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        style, control = self.style(), QStyle.ComplexControl.CC_Slider
        groove = style.subControlRect(control, option, QStyle.SubControl.SC_SliderGroove, self)
        handle = style.subControlRect(control, option, QStyle.SubControl.SC_SliderHandle, self)
        span = groove.width() - handle.width()
        place = round(event.position().x()) - groove.x() - handle.width() // 2
        self.setValue(QStyle.sliderValueFromPosition(self.minimum(), self.maximum(), place, span))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class HomeSlider(PressSlider):
    """One that a double-click or Backspace brings back to the position `home`.

    `gesture` is constant over one drag, held key or turn of the wheel.
    """

    def __init__(self, name: str, home: int) -> None:
        super().__init__(name)
        self.home, self.gesture = home, 0
        self._wheel_rest = QTimer(self, singleShot=True, interval=_WHEEL_REST)

    def _begin(self) -> None:
        self.gesture = next_gesture()
        self._wheel_rest.stop()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The first press of the two has moved the handle; as part of the same gesture it leaves no step of its own.
        self.setValue(self.home)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            self._begin()
        if event.key() == Qt.Key.Key_Backspace:
            self.setValue(self.home)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.hasFocus():
            event.ignore()
            return
        if not self._wheel_rest.isActive():
            self._begin()
        self._wheel_rest.start()
        super().wheelEvent(event)
