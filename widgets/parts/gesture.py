"""What a hand does: a drag as one generator, with one `yield` for each move; the wheel."""

from __future__ import annotations

import itertools
from collections.abc import Generator
from contextlib import suppress

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

#: Yields whether the drag is one by now (a press may have to move some way first); is given each move, None at the end.
Steps = Generator[bool, QMouseEvent | None, None]

_gestures = itertools.count(1)


def next_gesture() -> int:
    """A number for a new gesture, larger than every one before it in this process: one gesture is one undo step."""
    return next(_gestures)


def wheel_needs_focus(box: QWidget) -> None:
    """Over a box that the keyboard is not in, the wheel scrolls what the box lies in and leaves its value alone."""
    box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt's own lets the wheel bring the keyboard here
    box.installEventFilter(_Wheel(box))


class _Wheel(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel or not isinstance(watched, QWidget) or watched.hasFocus():
            return False
        event.ignore()
        return True


class GivenUp(Exception):
    """Raised at the `yield` of a drag that is given up: there it goes back to where it began."""


class Drag:
    """One drag, from its press on. Whoever holds it lets go of it before `end` and `give_up`, which may lead anywhere;
    one that is let go of without either stops where it is."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self.active = False

    def begin(self) -> None:
        """The press."""
        self.active = next(self._steps)

    def move(self, event: QMouseEvent) -> None:
        self.active = self._steps.send(event)

    def end(self) -> None:
        """The button was let go."""
        with suppress(StopIteration):
            self._steps.send(None)

    def give_up(self) -> None:
        with suppress(StopIteration, GivenUp):
            self._steps.throw(GivenUp)
