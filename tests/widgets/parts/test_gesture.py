"""A drag from its press to its end, whichever that is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from widgets.parts.gesture import Drag, GivenUp, Steps, next_gesture


def at(x: float) -> QMouseEvent:
    left = Qt.MouseButton.LeftButton
    return QMouseEvent(QEvent.Type.MouseMove, QPointF(x, 0), QPointF(x, 0), left, left, Qt.KeyboardModifier(0))


def telling(story: list[object]) -> Steps:
    """Is a drag from the second move on."""
    story.append("press")
    try:
        while (event := (yield len(story) > 2)) is not None:
            story.append(event.position().x())
    except GivenUp:
        story.append("given up")
        return
    story.append("release")


def test_a_drag_is_told_in_order() -> None:
    story: list[object] = []
    drag = Drag(telling(story))
    assert story == [] and not drag.active
    drag.begin()
    assert story == ["press"] and not drag.active
    drag.move(at(3))
    assert not drag.active
    drag.move(at(5))
    assert drag.active
    drag.end()
    assert story == ["press", 3, 5, "release"]


def test_a_drag_that_is_given_up_goes_back() -> None:
    story: list[object] = []
    drag = Drag(telling(story))
    drag.begin()
    drag.move(at(3))
    drag.give_up()
    assert story == ["press", 3, "given up"]


def test_a_drag_that_is_let_go_of_stops_where_it_is() -> None:
    story: list[object] = []
    drag = Drag(telling(story))
    drag.begin()
    del drag
    assert story == ["press"]


def test_a_drag_that_has_nothing_to_take_back_may_be_given_up() -> None:
    def careless() -> Steps:
        yield True

    drag = Drag(careless())
    drag.begin()
    drag.give_up()


def test_every_gesture_has_a_number_of_its_own() -> None:
    first = next_gesture()
    assert next_gesture() > first
