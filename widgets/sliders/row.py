"""One slider in one line: star, name, track, value. It shows a `SliderState` and says what a person asked for."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QSizePolicy, QWidget

from widgets.look.sigma import SOFT_LIMIT, parse_sigma, sigma_text
from widgets.parts.inline_edit import InlineEdit
from widgets.parts.tips import tip_shown
from widgets.sliders.row_look import RowLook, RowPainter, RowPlan, row_tip
from widgets.states import SliderState

ROW_HEIGHT = 32
_DETENT = 3.0  # pixels: how near 0 or home a dragged handle is caught
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
_gestures = itertools.count(1)


def next_gesture() -> int:
    """A number for a new gesture, larger than every one before it in this process: one gesture is one undo step."""
    return next(_gestures)


@dataclass
class _Drag:
    """A press and what follows. `anchor_x` and `anchor_value` are where the pointer and the handle last agreed."""

    gesture: int
    start: float
    region: str
    press_x: float
    anchor_x: float
    anchor_value: float
    fine: bool
    active: bool  # False until a press on the name or the value has moved far enough to be a drag
    jumped: bool = False


class SliderRow(QWidget):
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

    def __init__(self, state: SliderState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._plan = RowPlan(self.size(), self.fontMetrics())
        self._loudest = 0.0
        self._dimmed = False
        self._strip_open = False
        self._drag: _Drag | None = None
        self._key_gesture = 0
        self._jump = 0  # the gesture of the last click if it moved the handle
        self._hover = ""
        self._wheel_rest = QTimer(self)
        self._wheel_rest.setSingleShot(True)
        self._wheel_rest.setInterval(_WHEEL_REST)
        self._wheel_gesture = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    # what it shows

    @property
    def state(self) -> SliderState:
        """What is on screen now."""
        return self._state

    def set_state(self, state: SliderState) -> None:
        """Shows `state`; costs nothing when it is the one on screen."""
        if abs(state.value - self._state.value) > 5e-4:
            self._wheel_rest.stop()  # the value changed elsewhere (undo, say): the next turn is a new gesture
        self._show(state)

    def _show(self, state: SliderState) -> None:
        if state != self._state:
            self._state = state
            self._describe()
            self.update()

    def set_loudest(self, effect: float) -> None:
        """The largest effect in the panel, which the small effect bar is measured against; 0 hides the bar."""
        if effect != self._loudest:
            self._loudest = effect
            self.update()

    def set_dimmed(self, dimmed: bool) -> None:
        """Paints the row faint: another layer is soloed, so this slider does not count at the moment."""
        if dimmed != self._dimmed:
            self._dimmed = dimmed
            self.update()

    def set_strip_open(self, is_open: bool) -> None:
        """Marks the strip button while this slider's film strip is shown."""
        if is_open != self._strip_open:
            self._strip_open = is_open
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, ROW_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, ROW_HEIGHT)

    def _describe(self) -> None:
        self.setAccessibleName(f"{self._state.name} {sigma_text(self._state.value)} sigma")
        home = f"The seed's own value is {sigma_text(self._state.home)} sigma."
        self.setAccessibleDescription(f"{home} {self._state.hint}".strip())

    # where things are

    def region(self, name: str) -> QRect:
        """The rectangle of "star", "name", "track", "value" or "strip"."""
        return self._plan.regions[name]

    def handle_x(self) -> float:
        """Where the handle's middle is, in the row's pixels."""
        return self._plan.x_of(self._state.value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._plan = RowPlan(self.size(), self.fontMetrics())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._plan = RowPlan(self.size(), self.fontMetrics())
            self.update()

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._drag is not None:
            return
        where, x = self._plan.region_at(event.position().toPoint()), event.position().x()
        if where == "star":
            self.toggle_star()
        elif where == "strip":
            self.ask_strip()
        else:
            self._begin_drag(where, x, event.modifiers())

    def _begin_drag(self, where: str, x: float, modifiers: Qt.KeyboardModifier) -> None:
        value = self._state.value
        fine = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        on_track = where == "track"
        self._drag = _Drag(next_gesture(), value, where, x, x, value, fine, active=on_track)
        if on_track and not fine and abs(x - self.handle_x()) > 8:
            self._drag.anchor_value = self._plan.value_at(x)
            self._drag.jumped = True
            self._follow(x, modifiers)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._drag is None:
            self._set_hover(self._plan.region_at(event.position().toPoint()))
            return
        if not self._drag.active:
            if abs(x - self._drag.press_x) < QApplication.startDragDistance():
                return
            self._drag.active = True
            self._drag.anchor_x = x
        self._follow(x, event.modifiers())

    def _follow(self, x: float, modifiers: Qt.KeyboardModifier) -> None:
        drag = self._drag
        assert drag is not None
        fine = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if fine != drag.fine:  # a new speed starts from where the handle is now
            drag.anchor_value, drag.anchor_x, drag.fine = self._state.value, x, fine
        speed = self._plan.sigma_per_pixel * (0.1 if fine else 1.0)
        raw = drag.anchor_value + (x - drag.anchor_x) * speed
        limit = max(SOFT_LIMIT, abs(drag.start))  # a typed value beyond the track does not snap back when touched
        raw = round(max(-limit, min(limit, raw)), 2)
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            raw = round(raw * 2) / 2
        elif not fine:
            raw = self._caught(raw)
        self._move(raw, drag.gesture)

    def _caught(self, value: float) -> float:
        """The value, or 0 or home where the handle is within a few pixels of one."""
        mark = min((0.0, self._state.home), key=lambda m: abs(value - m))
        return mark if abs(value - mark) <= _DETENT * self._plan.sigma_per_pixel else value

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag = self._drag
        if drag is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._drag = None
        self._jump = drag.gesture if drag.jumped else 0
        self.update()
        if not drag.active and drag.region == "value":
            self.type_value()

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

    def _set_hover(self, where: str) -> None:
        if where != self._hover:
            self._hover = where
            self.setCursor(Qt.CursorShape.IBeamCursor if where == "value" else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hover("")

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

    def _tip(self, place: QPoint) -> str:
        return row_tip(self._state, self._plan.region_at(place), self._strip_open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._drag is not None:  # the handle belongs to the mouse
            if key == Qt.Key.Key_Escape:
                drag, self._drag = self._drag, None
                self._move(drag.start, drag.gesture)
                self.update()
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
        limit = max(SOFT_LIMIT, abs(self._state.value))
        value = max(-limit, min(limit, round(self._state.value + change, 4)))
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
        """Asks for a reset to the seed's own value."""
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
        editor = InlineEdit(f"{self._state.value:.2f}", box, f"Value of {self._state.name} in sigma", self)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.finished.connect(self._typed)

    def rename(self) -> None:
        """Opens the type-in over the name."""
        box = self.region("name").adjusted(-2, 4, 24, -4)
        InlineEdit(self._state.name, box, f"Name of {self._state.name}", self).finished.connect(self._named)

    def _typed(self, text: str | None) -> None:
        value = None if text is None else parse_sigma(text)
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
        menu.addAction("Reset\tBackspace", self.go_home).setEnabled(self._state.changed)
        menu.addAction("Set to 0\tHome", self.go_to_zero).setEnabled(self._state.value != 0)
        menu.addAction("Type a value\N{HORIZONTAL ELLIPSIS}\tEnter", self.type_value)
        menu.addSeparator()
        menu.addAction("Rename\N{HORIZONTAL ELLIPSIS}\tF2", self.rename)
        menu.addAction("Remove star" if self._state.starred else "Star", self.toggle_star)
        menu.addAction("Close film strip" if self._strip_open else "Film strip", self.ask_strip)
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        menu.popup(self.mapToGlobal(QPoint(22, self.height())) if by_key else event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        held = self._drag is not None and self._drag.active
        look = RowLook(self._state, self._loudest, self._hover, self.hasFocus(), held, self._dimmed, self._strip_open)
        painter = QPainter(self)
        RowPainter(painter, self._plan, look, self.palette(), self.font()).paint(self.rect())
        painter.end()


def _step_size(modifiers: Qt.KeyboardModifier) -> float:
    if modifiers & Qt.KeyboardModifier.ShiftModifier:
        return _FINE
    return _COARSE if modifiers & Qt.KeyboardModifier.ControlModifier else _STEP
