"""A row of the edits panel: an edit, and what a hand can do with it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QMenu, QWidget

from engine.language import tr
from widgets.look.glyphs import GlyphButton
from widgets.look.sigma import parse_sigma, sigma_text
from widgets.parts.elided import ElidedLabel
from widgets.parts.inline_edit import InlineEdit
from widgets.parts.plain import PlainLabel, add_plain, plain_tip
from widgets.states import EditRow


class Stack(Protocol):
    """What a row asks of the stack that it stands in."""

    regions: tuple[str, ...]

    def step_focus(self, row: EditRowView, by: int) -> None:
        """Gives the keyboard to the row `by` places further down."""

    def step_row(self, key: str, by: int) -> None:
        """Asks for `key` to stand `by` places further down."""

    def show_landing(self, row: EditRowView, where: QPoint) -> None:
        """Draws the line where the dragged row would land; `where` is in the row's own coordinates."""

    def land(self, row: EditRowView, where: QPoint) -> None:
        """Ends a drag: asks for the new order."""

    def drop_mark(self) -> None:
        """The drag is over."""


class EditRowView(QWidget):
    """One edit: its name, where it comes from, where its slider stands, and what can be done with it."""

    chosen = Signal(str)  # key: its slider is to be shown
    moved = Signal(str, float)  # key, where its slider is to stand, in sigma
    muted = Signal(str, bool)  # key, muted from now on
    removed = Signal(str)  # key
    masked = Signal(str, str)  # key, the region that it is to keep to; "": everywhere
    region_wanted = Signal(str)  # key: it is to keep to a region that is still to be painted

    def __init__(self, state: EditRow, stack: Stack) -> None:
        super().__init__()
        self.state = state
        self.drag_from: QPoint | None = None
        self._stack = stack
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._eye = GlyphButton("eye", tr("Mute this edit (Space)"), "eye-off")
        self._eye.clicked.connect(self._mute)
        self._name, self._origin = ElidedLabel(), ElidedLabel()
        self._value = PlainLabel()
        small = self._origin.font()
        small.setPointSizeF(small.pointSizeF() * 0.85)
        self._origin.setFont(small)
        self._origin.setProperty("role", "quiet")
        self._mask = GlyphButton("mask", "", "mask", size=22)
        self._mask.clicked.connect(self._choose_mask)
        remove = GlyphButton("close", tr("Remove this edit (Delete)"), size=22)
        remove.clicked.connect(self._remove)
        labels: tuple[QLabel, ...] = (self._name, self._origin, self._value)
        for label in labels:
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        grid = QGridLayout(self)
        grid.setContentsMargins(6, 4, 4, 4)
        grid.setHorizontalSpacing(2)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._eye, 0, 0, 2, 1)
        grid.addWidget(self._name, 0, 1)
        grid.addWidget(self._origin, 1, 1, 1, 4)
        for place, widget in enumerate((self._value, self._mask, remove), 2):
            grid.addWidget(widget, 0, place)
        self._show()

    def set_state(self, state: EditRow) -> None:
        """Shows `state`; costs nothing when it is the one on screen."""
        if state != self.state:
            self.state = state
            self._show()

    def _show(self) -> None:
        state = self.state
        self._eye.setChecked(state.muted)
        self._eye.setToolTip(tr("Let this edit act again (Space)") if state.muted else tr("Mute this edit (Space)"))
        self._name.setText(state.name)
        only = tr("only in {mask}", mask=state.mask) if state.mask else ""
        origin = " \N{MIDDLE DOT} ".join(words for words in (only, tr(state.origin)) if words)
        self._origin.setText(origin)
        self._origin.setVisible(bool(origin))
        self._mask.setChecked(bool(state.mask))
        tip = tr("Acts {only}: choose a region (M)", only=only or tr("everywhere"))
        self._mask.setToolTip(plain_tip(tip))
        self._mask.setAccessibleName(tip)
        value, home = sigma_text(state.value), sigma_text(state.home)
        self._value.setText(value)
        self._name.setEnabled(not state.muted)
        self._value.setEnabled(not state.muted)
        spoken = (
            tr("edit {name}", name=state.name),
            tr("{value} sigma", value=value),
            only,
            tr("muted") if state.muted else "",
        )
        self.setAccessibleName(", ".join(words for words in spoken if words))
        self.setToolTip(
            plain_tip(
                tr(
                    "{name}: its slider stands at {value} sigma; the picture without edits has it at "
                    "{home}\nClick or Enter shows its slider; a click on the number or F2 to type another; "
                    "drag or Alt+Up, Alt+Down to reorder; Space mutes; M: where it acts; Delete removes",
                    name=state.name,
                    value=value,
                    home=home,
                )
            )
        )

    def _mute(self) -> None:
        self._eye.setChecked(self.state.muted)  # it changes when the document has
        self.muted.emit(self.state.key, not self.state.muted)

    def _choose_mask(self) -> None:
        self._mask.setChecked(bool(self.state.mask))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in ("", *self._stack.regions):
            action = add_plain(menu, name or tr("Everywhere"))
            action.setCheckable(True)
            action.setChecked(name == self.state.mask)
            action.setData(name)
        menu.addSeparator()
        menu.addAction(tr("Paint a region…"))
        menu.triggered.connect(self._mask_chosen)
        menu.popup(self._mask.mapToGlobal(QPoint(0, self._mask.height())))

    def _mask_chosen(self, action: QAction) -> None:
        name = action.data()
        if name is None:
            self.region_wanted.emit(self.state.key)
        elif name != self.state.mask:
            self.masked.emit(self.state.key, name)

    def _choose(self) -> None:
        self.chosen.emit(self.state.key)

    def _type(self) -> None:
        """Opens the type-in over the value."""
        box = self._value.geometry().adjusted(-10, -3, 4, 3)
        box.setLeft(min(box.left(), box.right() - self.fontMetrics().horizontalAdvance("+10.00") - 10))
        editor = InlineEdit(f"{self.state.value:.2f}", box, tr("Value of {name} in sigma", name=self.state.name), self)
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.finished.connect(self._typed)

    def _typed(self, text: str | None) -> None:
        value = None if text is None else parse_sigma(text)
        if value is not None and abs(value - self.state.value) >= 5e-3:  # what is shown has two decimals
            self.moved.emit(self.state.key, value)

    def _remove(self) -> None:
        self.removed.emit(self.state.key)

    def _raise(self) -> None:
        self._stack.step_row(self.state.key, -1)

    def _lower(self) -> None:
        self._stack.step_row(self.state.key, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape and self.drag_from is not None:
            self._end_drag()
        elif key == Qt.Key.Key_Up:
            self._raise() if alt else self._stack.step_focus(self, -1)
        elif key == Qt.Key.Key_Down:
            self._lower() if alt else self._stack.step_focus(self, 1)
        elif key == Qt.Key.Key_Space:
            self._mute()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif key == Qt.Key.Key_F2:
            self._type()
        elif key == Qt.Key.Key_M and not event.modifiers():
            self._choose_mask()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, act in (
            (tr("Show its slider"), self._choose),
            (tr("Type a value…"), self._type),
            (tr("Let it act") if self.state.muted else tr("Mute"), self._mute),
            (tr("Where it acts…"), self._choose_mask),
            (tr("Move up"), self._raise),
            (tr("Move down"), self._lower), (tr("Remove"), self._remove),
        ):  # fmt: skip
            action = QAction(text, menu)
            action.triggered.connect(act)
            menu.addAction(action)
        menu.popup(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.drag_from = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.drag_from is not None and not event.buttons() & Qt.MouseButton.LeftButton:
            self._end_drag()  # the release went elsewhere
        if self.drag_from is None:
            return
        where = event.position().toPoint()
        if not self._dragging and (where - self.drag_from).manhattanLength() >= QApplication.startDragDistance():
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragging:
            self._stack.show_landing(self, where)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, dragged, where = self.drag_from is not None, self._dragging, event.position().toPoint()
        self._end_drag()
        if pressed and dragged:
            self._stack.land(self, where)
        elif pressed and self._value.geometry().contains(where):
            self._type()
        elif pressed and self.rect().contains(where):
            self._choose()

    def _end_drag(self) -> None:
        self.drag_from, self._dragging = None, False
        self.unsetCursor()
        self._stack.drop_mark()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = QPen(palette.color(QPalette.ColorRole.Highlight), 1.3)
        painter.setPen(focus if self.hasFocus() else Qt.PenStyle.NoPen)
        ground = QPalette.ColorRole.Button if self.underMouse() or self._dragging else QPalette.ColorRole.Base
        painter.setBrush(palette.color(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()
