"""Controls side by side that go on in another line where one is too short."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_BETWEEN = 6  # logical pixels between two lines


class WrappingLine(QWidget):
    """Controls from the left; the last `right` of them from the right, where all stand in one line. What lies `between`
    has the room that they leave there, or else behind the last one, and asks for none."""

    def __init__(self, *controls: QWidget, right: int = 0, gap: int = 8, between: QWidget | None = None) -> None:
        super().__init__()
        self._controls, self._right, self._gap, self._between = controls, right, gap, between
        for control in (*controls, *(() if between is None else (between,))):
            control.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        sizes = [_size(control) for control in self._here()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:
        """As wide as its widest control; as high as it is at its width now, if it has got one."""
        widest = max((_size(control).width() for control in self._here()), default=0)
        height = self.heightForWidth(max(self.width(), widest)) if self.isVisible() else self.sizeHint().height()
        return QSize(widest, height)

    def heightForWidth(self, width: int) -> int:
        lines = self._lines(width)
        return sum(map(_height, lines)) + _BETWEEN * max(0, len(lines) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # one of them came, went or has another word
            self._place()
        return super().event(event)

    def _here(self) -> list[QWidget]:
        return [control for control in self._controls if not control.isHidden()]

    def _lines(self, width: int) -> list[list[QWidget]]:
        lines, used = list[list[QWidget]](), width + 1
        for control in self._here():
            wide = _size(control).width()
            if used + self._gap + wide > width:
                lines.append([])
                used = -self._gap
            lines[-1].append(control)
            used += self._gap + wide
        return lines

    def _place(self) -> None:
        lines, y = self._lines(self.width()), 0
        for line in lines:
            x, height = 0, _height(line)
            free = self.width() - self.sizeHint().width() if len(lines) == 1 else 0
            for control in line:
                size = _size(control)
                if free and control in self._controls[len(self._controls) - self._right :]:
                    self._fill(x, y, free, height)
                    x, free = x + free, 0
                at = QRect(x, y + (height - size.height()) // 2, size.width(), size.height())
                control.setGeometry(at)
                x += size.width() + self._gap
            if len(lines) > 1 and line is lines[-1]:
                self._fill(x, y, self.width() - x, height)
            y += height + _BETWEEN
        self.updateGeometry()

    def _fill(self, x: int, y: int, width: int, height: int) -> None:
        if self._between is not None:
            self._between.setGeometry(x, y, max(0, width - self._gap), height)


def _size(control: QWidget) -> QSize:
    """What it wants, within what it must have."""
    return control.sizeHint().expandedTo(control.minimumSize()).boundedTo(control.maximumSize())


def _height(line: list[QWidget]) -> int:
    return max(_size(control).height() for control in line)
