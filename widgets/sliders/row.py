"""One slider in one line: star, name, track, value. It shows a `SliderState` and says what a person asked for."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from engine.language import tr
from widgets.look.sigma import HARD_LIMIT, parse_sigma
from widgets.parts.gesture import Drag, GivenUp, Steps, next_gesture
from widgets.parts.inline_edit import InlineEdit
from widgets.parts.tips import tip_shown
from widgets.sliders.pull import Pull, shifted
from widgets.sliders.row_view import RowView
from widgets.states import SliderState

_JUMP = 8.0  # pixels: a press on the track farther from the handle than that brings it there
_WHEEL_REST = 500  # milliseconds without a turn of the wheel that end its gesture
_STEP, _FINE, _COARSE = 0.1, 0.01, 1.0
_STEP_KEYS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_PageUp: 1,
    Qt.Key.Key_PageDown: -1,
}
_OWN_KEYS = {*_STEP_KEYS, Qt.Key.Key_Home, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2}


class SliderRow(RowView):
    """One slider. What a person does is shown at once; `set_state` has the last word. Values are in sigma.

    Drag the handle or the track (Shift: a tenth of the speed; Ctrl: steps of 0.5), or the name sideways. Arrows step
    0.1, with Shift 0.01, with Ctrl or the page keys 1. Home is 0, Backspace or a double-click goes home. Enter types a
    value, F2 a name. The wheel steps only while the row has the keyboard.
    """

    moved = Signal(str, float, int)  # key, sigma, gesture
    reset = Signal(str)
    renamed = Signal(str, str)
    starred = Signal(str, bool)
    strip_wanted = Signal(str)
    control_wanted = Signal(str)

    def __init__(self, state: SliderState, parent: QWidget | None = None) -> None:
        super().__init__(state, parent)
        self._drag: Drag | None = None
        self._key_gesture = 0
        self._jump = 0  # the gesture of the last click if it moved the handle
        self._wheel_rest = QTimer(self)
        self._wheel_rest.setSingleShot(True)
        self._wheel_rest.setInterval(_WHEEL_REST)
        self._wheel_gesture = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_state(self, state: SliderState) -> None:
        """Shows `state`; costs nothing when it is the one on screen."""
        if abs(state.value - self._state.value) > 5e-4:
            self._wheel_rest.stop()  # the value changed elsewhere (undo, say): the next turn is a new gesture
        self._show(state)

    @property
    def held(self) -> bool:
        """Whether it is being dragged."""
        return self._drag is not None and self._drag.active

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._drag is not None:
            return
        where = self._plan.region_at(event.position().toPoint())
        if where == "star":
            self.toggle_star()
        elif where == "strip":
            self.ask_strip()
        else:
            self._drag = drag = Drag(self._dragging(where, event))
            drag.begin()

    def _dragging(self, where: str, press: QMouseEvent) -> Steps:
        """A press on the track or, once it has moved far enough to be a drag, on the name or the value."""
        start, gesture, x = self._state.value, next_gesture(), press.position().x()
        pull, active = Pull(start, x, start, shifted(press.modifiers())), where == "track"
        jumps = active and not pull.fine and abs(x - self.handle_x()) > _JUMP
        self.update()
        if jumps:
            pull.value = self._plan.value_at(x)
            self._follow(pull, press, gesture)
        try:
            while (event := (yield active)) is not None:
                if not active and abs(event.position().x() - x) >= QApplication.startDragDistance():
                    active, pull.x = True, event.position().x()
                if active:
                    self._follow(pull, event, gesture)
        except GivenUp:
            self._move(start, gesture)
            self.update()
            return
        self._jump = gesture if jumps else 0
        self.update()
        if not active and where == "value":
            self.type_value()

    def _follow(self, pull: Pull, event: QMouseEvent, gesture: int) -> None:
        x, keys = event.position().x(), event.modifiers()
        self._move(pull.to(x, keys, self._state.value, self._state.home, self._plan), gesture)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and not event.buttons() & Qt.MouseButton.LeftButton:
            self._drag = None  # the release went elsewhere
        if self._drag is None:
            self._set_hover(self._plan.region_at(event.position().toPoint()))
        else:
            self._drag.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and event.button() == Qt.MouseButton.LeftButton:
            drag, self._drag = self._drag, None
            drag.end()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        where = self._plan.region_at(event.position().toPoint())
        if where == "name":
            self.rename()
        elif where == "track" and self._jump:
            # The first click moved the handle already: going home in its gesture leaves one undo step, not two.
            self._move(self._state.home, self._jump)
        elif where == "track":
            self.go_home()
        else:
            self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turn = event.angleDelta().y() or event.angleDelta().x()  # Shift turns a wheel sideways on some systems
        if not self.hasFocus() or turn == 0:
            event.ignore()  # so that the panel scrolls
            return
        event.accept()
        if not self._wheel_rest.isActive():
            self._wheel_gesture = next_gesture()
        self._wheel_rest.start()
        self._step(turn / 120 * _step_size(event.modifiers()), self._wheel_gesture)

    # the keyboard

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            dragging = event.key() == Qt.Key.Key_Escape and self._drag is not None
            if dragging or (event.key() in _OWN_KEYS and not event.modifiers() & Qt.KeyboardModifier.AltModifier):
                event.accept()
                return True
        return tip_shown(self, event, self._tip) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._drag is not None:  # the handle belongs to the mouse
            if key == Qt.Key.Key_Escape:
                drag, self._drag = self._drag, None
                drag.give_up()
        elif key in _STEP_KEYS:
            self._key_step(key, event)
        elif key == Qt.Key.Key_Home:
            self.go_to_zero()
        elif key == Qt.Key.Key_Backspace:
            self.go_home()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.type_value()
        elif key == Qt.Key.Key_F2:
            self.rename()
        else:
            super().keyPressEvent(event)

    def _key_step(self, key: Qt.Key, event: QKeyEvent) -> None:
        if not event.isAutoRepeat() or not self._key_gesture:
            self._key_gesture = next_gesture()
        page = key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        size = _COARSE if page else _step_size(event.modifiers())
        self._step(_STEP_KEYS[key] * size, self._key_gesture)

    def _step(self, change: float, gesture: int) -> None:
        now, state = self._state.value, self._state
        value = max(min(state.low, now), min(max(state.high, now), round(now + change, 4)))
        self._move(0.0 if abs(value) < 5e-5 else value, gesture)

    def _move(self, value: float, gesture: int) -> None:
        if gesture != self._wheel_gesture:
            self._wheel_rest.stop()
        if value != self._state.value:
            self._show(replace(self._state, value=value))
            self.moved.emit(self._state.key, value, gesture)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._wheel_rest.stop()
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._drag = None
        super().hideEvent(event)

    # what a person may ask for

    def go_home(self) -> None:
        """Asks for a reset to the picture's own value."""
        self._wheel_rest.stop()
        self._show(replace(self._state, value=self._state.home))
        self.reset.emit(self._state.key)

    def go_to(self, value: float) -> None:
        """Sets the slider to `value` sigma, as a gesture of its own."""
        self._move(value, next_gesture())

    def go_to_zero(self) -> None:
        self.go_to(0.0)

    def toggle_star(self) -> None:
        """Stars the slider, or takes its star away."""
        self._show(replace(self._state, starred=not self._state.starred))
        self.starred.emit(self._state.key, self._state.starred)

    def ask_strip(self) -> None:
        """Asks for the slider's film strip (or, where it is shown, for its end)."""
        self.strip_wanted.emit(self._state.key)

    def type_value(self) -> None:
        """Opens the type-in over the value."""
        box = self.region("value").adjusted(-6, 4, 2, -4)
        editor = InlineEdit(
            f"{self._state.value:.2f}", box, tr("Value of {name} in sigma", name=self._state.name), self
        )
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.finished.connect(self._typed)

    def rename(self) -> None:
        """Opens the type-in over the name."""
        box = self.region("name").adjusted(-2, 4, 24, -4)
        InlineEdit(self._state.name, box, tr("Name of {name}", name=self._state.name), self).finished.connect(
            self._named
        )

    def _typed(self, text: str | None) -> None:
        value = None if text is None else parse_sigma(text, max(HARD_LIMIT, self._state.high))
        if value is not None and abs(value - self._state.value) >= 5e-3:  # what is shown has two decimals
            self.go_to(value)

    def _named(self, text: str | None) -> None:
        name = " ".join((text or "").split())
        if name and name != self._state.name:
            self._show(replace(self._state, name=name))
            self.renamed.emit(self._state.key, name)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Reset\tBackspace"), self.go_home).setEnabled(self._state.changed)
        menu.addAction(tr("Set to 0\tHome"), self.go_to_zero).setEnabled(self._state.value != 0)
        menu.addAction(tr("Type a value\N{HORIZONTAL ELLIPSIS}\tEnter"), self.type_value)
        menu.addSeparator()
        menu.addAction(tr("Rename\N{HORIZONTAL ELLIPSIS}\tF2"), self.rename)
        menu.addAction(tr("Remove star") if self._state.starred else tr("Star"), self.toggle_star)
        menu.addAction(tr("Close film strip") if self._strip_open else tr("Film strip"), self.ask_strip)
        menu.addAction(tr("Move with a controller…"), lambda: self.control_wanted.emit(self._state.key))
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        menu.popup(self.mapToGlobal(QPoint(22, self.height())) if by_key else event.globalPos())


def _step_size(modifiers: Qt.KeyboardModifier) -> float:
    if shifted(modifiers):
        return _FINE
    return _COARSE if modifiers & Qt.KeyboardModifier.ControlModifier else _STEP
