"""The bar of the brush: what one paints with, and what can be done with the region that was painted."""

from __future__ import annotations

import math

from PySide6.QtCore import QSignalBlocker, QSize, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from engine.language import tr
from widgets.canvas.brush_settings import LARGEST, SMALLEST
from widgets.fitting.sparing import SparingLine
from widgets.look.keyed import keys
from widgets.look.sigma import digits_font
from widgets.parts.elided import ElidedLabel
from widgets.parts.plain import PlainLabel, add_plain, plain_tip
from widgets.parts.press_slider import PressSlider
from widgets.regions.buttons import MenuButton, Switch, Words
from widgets.states import BrushState

LOOKING = tr("Looking for the face…")
_STEPS = 100
#: tool, which is the name of its action too, and tip
_TOOLS = (
    ("brush", tr("Brush: paint what should change")),
    ("eraser", tr("Eraser: take away what was painted")),
    ("lasso", tr("Lasso: draw around a region")),
    ("rectangle", tr("Rectangle: drag from corner to corner")),
    ("ellipse", tr("Ellipse: drag from corner to corner")),
)
#: what `operation_wanted` says, words in the menu, tip
_OPERATIONS = (
    ("invert", tr("Invert"), tr("Everything but this region")),
    ("clear", tr("Clear"), tr("Paint this region anew")),
    ("grow", tr("Grow"), tr("Wider all round")),
    ("shrink", tr("Shrink"), tr("Narrower all round")),
    ("feather", tr("Feather"), tr("Soften the edge")),
)


class BrushBar(QWidget):
    """Shows a `BrushState`: one line where there is room for it, else two. The window knows the keys."""

    tool_chosen = Signal(str)
    size_moved = Signal(float)  # diameter as a share of the picture's side
    softness_moved = Signal(float)  # 0 to 1
    subtract_toggled = Signal(bool)
    overlay_toggled = Signal(bool)
    part_wanted = Signal(str)
    operation_wanted = Signal(str)  # "invert", "clear", "grow", "shrink", "feather"
    save_wanted = Signal()
    load_wanted = Signal()
    keep_masks_toggled = Signal(bool)
    follow_toggled = Signal(bool)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = BrushState()
        self._shown_parts: tuple[object, ...] = ()
        self._make_tools()
        self._make_sliders()
        self._make_menus()
        self._overlay = Switch("eye-off", tr("Hide or show the painted regions"), "eye", "toggle_overlay")
        self._overlay.clicked.connect(self._toggle_overlay)
        self._follow = Words(tr("Follow"))
        self._follow.setCheckable(True)
        self._follow.clicked.connect(self._toggle_follow)
        self._busy = ElidedLabel()
        self._busy.setProperty("role", "quiet")
        self._done = QPushButton(tr("Done"))
        self._done.setToolTip(tr("Close the brush (Esc); what was painted stays"))
        self._done.setStyleSheet("QPushButton { padding: 5px 10px; }")
        self._done.clicked.connect(self.closed)
        self._arrange()
        self.set_state(self._state)

    def _make_tools(self) -> None:
        self._tools = QButtonGroup(self)
        for place, (tool, tip) in enumerate(_TOOLS):
            button = Switch(tool, tip, tool, tool)
            self._tools.addButton(button, place)
        self._tools.idClicked.connect(self._choose_tool)
        self._subtract = Switch("add", "", "subtract", "swap_subtract")
        self._subtract.clicked.connect(self._toggle_subtract)

    def _make_sliders(self) -> None:
        self._size, self._softness = _slider(tr("brush size")), _slider(tr("softness"))
        self._size.setToolTip(tr("How wide the brush is, in % of the picture's side ([ and ])"))
        self._size_text = PlainLabel()
        self._size_text.setFont(digits_font(self._size_text.font()))
        self._size_text.setFixedWidth(self._size_text.fontMetrics().horizontalAdvance("100 %") + 2)
        self._size.valueChanged.connect(self._move_size)
        self._softness.valueChanged.connect(self._move_softness)

    def _make_menus(self) -> None:
        self._parts = MenuButton(tr("Ready-made"), tr("Regions found in this face: eyes, mouth, hair and more"))
        self._parts.menu().triggered.connect(self._want_part)
        self._region = MenuButton(tr("Region"), tr("What can be done with the region that is painted"))
        menu = self._region.menu()
        menu.setToolTipsVisible(True)
        self._needing: list[QAction] = []  # a region
        for what, words, tip in _OPERATIONS:
            action = menu.addAction(words)
            action.setData(what)
            action.setToolTip(plain_tip(tip))
            self._needing.append(action)
        menu.addSeparator()
        save, load = menu.addAction(tr("Save mask as PNG…")), menu.addAction(tr("Load mask…"))
        save.triggered.connect(self.save_wanted)
        load.triggered.connect(self.load_wanted)
        self._needing.append(save)
        menu.addSeparator()
        self._keep = menu.addAction(tr("Keep regions when the face changes"))
        self._keep.setCheckable(True)
        menu.aboutToShow.connect(self._show_keys)
        menu.triggered.connect(self._operate)
        self._keep.triggered.connect(self._toggle_keep)

    @Slot()
    def _show_keys(self) -> None:
        """The window has the shortcuts themselves, which a person may change."""
        for action, (what, words, _) in zip(self._needing, _OPERATIONS, strict=False):
            key = keys().of(f"{what}_region")
            action.setText(f"{words}\t{key}" if key else words)

    def _arrange(self) -> None:
        tools = _line(1, *self._tools.buttons())
        size, softness = PlainLabel(tr("Size")), PlainLabel(tr("Soft"))
        size.setBuddy(self._size)
        softness.setBuddy(self._softness)
        for label in (size, softness):
            label.setProperty("role", "quiet")
        self._first = _line(6, tools, 3, self._subtract, 3, size, (self._size, 100), self._size_text, 3, softness,
                            (self._softness, 100), 3, self._overlay, 0)  # fmt: skip
        self._first.spare(softness, size)
        self._second = _line(6, self._parts, self._region, self._follow, (self._busy, 1), self._done)
        self._grid = QGridLayout(self)
        self._grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)  # see minimumSizeHint
        self._grid.setContentsMargins(8, 3, 8, 3)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._rows = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._break()

    def _break(self) -> None:
        """One line or two, as there is room."""
        margins, gap = self._grid.contentsMargins(), self._grid.horizontalSpacing()
        needed = self._first.full_width() + gap + self._second.minimumSizeHint().width()
        needed += margins.left() + margins.right()
        rows = 1 if self.width() >= needed else 2
        if rows != self._rows:
            self._rows = rows
            self._grid.addWidget(self._first, 0, 0)
            self._grid.addWidget(self._second, rows - 1, 2 - rows)

    def minimumSizeHint(self) -> QSize:
        """As narrow as two lines may be, whatever it shows now: the columns of the window stay free to move."""
        margins = self._grid.contentsMargins()
        width = max(self._first.minimumSizeHint().width(), self._second.minimumSizeHint().width())
        return QSize(width + margins.left() + margins.right(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._break()

    # what it shows

    def set_state(self, state: BrushState) -> None:
        """Shows the brush and what is known of the regions; announces nothing."""
        self._state = state
        place = next(place for place, (tool, _) in enumerate(_TOOLS) if tool == state.tool)
        self._tools.button(place).setChecked(True)
        self._subtract.setChecked(state.subtract)
        adding = tr("Painting adds; click to take away")
        self._subtract.say(tr("Painting takes away; click to add") if state.subtract else adding)
        with QSignalBlocker(self._size), QSignalBlocker(self._softness):
            self._size.setValue(_position(state.size))
            self._softness.setValue(round(state.softness * _STEPS))
        self._size_text.setText(f"{100 * state.size:.1f} %" if state.size < 0.0995 else f"{100 * state.size:.0f} %")
        self._softness.setToolTip(plain_tip(tr("How soft its edge is: {share:.0f} %", share=100 * state.softness)))
        self._overlay.setChecked(state.overlay)
        self._overlay.say(tr("Hide the painted regions") if state.overlay else tr("Show the painted regions"))
        self._follow.setChecked(state.follow)
        tip = tr("Find the sliders again when the region or the face changes")
        self._follow.setToolTip(plain_tip(f"{tip}\n{state.busy}" if state.busy else tip))
        self._busy.setText(state.busy)
        self.setAccessibleDescription(state.busy)
        self._keep.setChecked(state.keep_masks)
        for action in self._needing:
            action.setEnabled(state.has_region)
        self._fill_parts()

    def _fill_parts(self) -> None:
        state = self._state
        shown = state.parts or (state.busy or LOOKING,)
        if (shown, bool(state.parts)) == self._shown_parts:
            return  # filling it anew would close it under the pointer
        self._shown_parts = (shown, bool(state.parts))
        menu = self._parts.menu()
        menu.clear()
        for name in shown:
            words = tr(name) if state.parts else name
            action = add_plain(menu, words[:1].upper() + words[1:])
            action.setData(name)
            action.setEnabled(bool(state.parts))

    # what a person does; what is shown changes when the state has

    def _choose_tool(self, place: int) -> None:
        self.set_state(self._state)
        self.tool_chosen.emit(_TOOLS[place][0])

    def _toggle_subtract(self) -> None:
        self.set_state(self._state)
        self.subtract_toggled.emit(not self._state.subtract)

    def _toggle_overlay(self) -> None:
        self.set_state(self._state)
        self.overlay_toggled.emit(not self._state.overlay)

    def _toggle_follow(self) -> None:
        self.set_state(self._state)
        self.follow_toggled.emit(not self._state.follow)

    def _toggle_keep(self) -> None:
        self.set_state(self._state)
        self.keep_masks_toggled.emit(not self._state.keep_masks)

    def _move_size(self, position: int) -> None:
        self.size_moved.emit(_diameter(position))

    def _move_softness(self, position: int) -> None:
        self.softness_moved.emit(position / _STEPS)

    def _want_part(self, action: QAction) -> None:
        self.part_wanted.emit(action.data())

    def _operate(self, action: QAction) -> None:
        if action.data():
            self.operation_wanted.emit(action.data())


def _diameter(position: int) -> float:
    """Equal steps of the slider are equal ratios of the diameter: small brushes are set as finely as large ones."""
    return SMALLEST * (LARGEST / SMALLEST) ** (position / _STEPS)


def _position(diameter: float) -> int:
    inside = min(max(diameter, SMALLEST), LARGEST)
    return round(_STEPS * math.log(inside / SMALLEST) / math.log(LARGEST / SMALLEST))


def _line(spacing: int, *parts: QWidget | tuple[QWidget, int] | int) -> SparingLine:
    """Widgets side by side, with their stretch; a number is more room between two, 0 stretches by 1."""
    row = SparingLine()
    line = row.line
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(spacing)
    for part in parts:
        if isinstance(part, QWidget):
            line.addWidget(part)
        elif isinstance(part, tuple):
            line.addWidget(*part)
        elif part:
            line.addSpacing(part)
        else:
            line.addStretch(1)
    return row


def _slider(name: str) -> PressSlider:
    made = PressSlider(name)
    made.setRange(0, _STEPS)
    made.setMinimumWidth(56)
    made.setMaximumWidth(150)
    return made
