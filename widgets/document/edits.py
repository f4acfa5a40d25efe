"""The edits panel: what was done to this picture, as a stack to mute, remove, reorder and keep to a region."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QGridLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from widgets.look.glyphs import GlyphButton
from widgets.look.sigma import sigma_text
from widgets.parts.elided import ElidedLabel
from widgets.parts.plain import PlainLabel, add_plain, plain_tip
from widgets.states import EditRow

_EMPTY = "No edits yet.\nMove a slider, and what it does to the picture appears here."


class EditsPanel(QWidget):
    """The rows are shown in stack order, first applied on top. Drag a row, or Alt+Up and Alt+Down, to reorder."""

    chosen = Signal(str)  # key: its slider is to be shown
    muted = Signal(str, bool)  # key, muted from now on
    removed = Signal(str)  # key
    reordered = Signal(tuple)  # every key, in the new order
    reset_all = Signal()
    masked = Signal(str, str)  # key, the region that it is to keep to; "": everywhere
    region_wanted = Signal(str)  # key: it is to keep to a region that is still to be painted
    keep_outside_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.regions: tuple[str, ...] = ()  # by name
        self._keep_outside = True
        self._rows: dict[str, _Row] = {}  # in stack order
        self._empty = PlainLabel(_EMPTY)
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("role", "quiet")
        self._reset = QPushButton("Reset all")
        self._reset.setToolTip("Remove every edit; the seed stays. Undo brings them back.")
        self._reset.clicked.connect(self.reset_all)
        self._keep = QCheckBox("Keep the outside exactly")
        self._keep.setToolTip("Outside the regions of these edits the picture stays as it is, to the last pixel")
        self._keep.clicked.connect(self._toggle_keep)
        self._content = QWidget()
        self._stack = QVBoxLayout(self._content)
        self._stack.setContentsMargins(2, 2, 2, 2)
        self._stack.setSpacing(2)
        self._stack.addStretch(1)
        self._mark = QFrame(self._content)  # where a dragged row would land
        self._mark.setAutoFillBackground(True)
        self._mark.setBackgroundRole(QPalette.ColorRole.Highlight)
        self._mark.hide()
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._empty, 1)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._keep)
        column.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignRight)
        self.set_rows(())

    def set_rows(self, rows: tuple[EditRow, ...], regions: tuple[str, ...] = (), *, keep_outside: bool = True) -> None:
        """Shows the stack, and which regions there are to keep to. Rows that stay keep their place in the focus, and
        cost nothing when nothing changed."""
        self.regions, self._keep_outside = regions, keep_outside
        keys = tuple(row.key for row in rows)
        if keys != tuple(self._rows):
            self._rearrange(rows)
        for state in rows:
            self._rows[state.key].set_state(state)
        self._empty.setVisible(not rows)
        self._scroll.setVisible(bool(rows))
        self._reset.setEnabled(bool(rows))
        self._keep.setChecked(keep_outside)
        self._keep.setVisible(any(row.mask for row in rows))

    def _toggle_keep(self) -> None:
        self._keep.setChecked(self._keep_outside)  # it changes when the document has
        self.keep_outside_toggled.emit(not self._keep_outside)

    def _rearrange(self, rows: tuple[EditRow, ...]) -> None:
        self._mark.hide()
        kept = {row.key for row in rows}
        for place, key in enumerate(list(self._rows)):
            if key not in kept:
                row = self._rows.pop(key)
                row.drag_from = None
                if row.isAncestorOf(QApplication.focusWidget() or self):
                    self._focus_near(place, kept)
                row.hide()
                row.deleteLater()
        arranged: dict[str, _Row] = {}
        for place, state in enumerate(rows):
            row = self._rows.get(state.key) or _Row(state, self)
            self._stack.insertWidget(place, row)  # moves it when it is there already
            arranged[state.key] = row
        self._rows = arranged
        self._mark.raise_()

    def _focus_near(self, place: int, kept: set[str]) -> None:
        left = [row for key, row in self._rows.items() if key in kept]
        if left:
            left[min(place, len(left) - 1)].setFocus()

    def step_focus(self, row: _Row, by: int) -> None:
        """Gives the keyboard to the row `by` places further down."""
        rows = list(self._rows.values())
        place = rows.index(row) + by
        if 0 <= place < len(rows):
            rows[place].setFocus()
            self._scroll.ensureWidgetVisible(rows[place], 0, 4)

    def move_row(self, key: str, place: int) -> None:
        """Asks for `key` to stand at `place` of the stack; nothing is asked when it stands there."""
        keys = list(self._rows)
        keys.remove(key)
        keys.insert(max(0, place), key)
        if keys != list(self._rows):
            self.reordered.emit(tuple(keys))

    def step_row(self, key: str, by: int) -> None:
        """Asks for `key` to stand `by` places further down."""
        self.move_row(key, list(self._rows).index(key) + by)

    def show_landing(self, row: _Row, where: QPoint) -> None:
        """Draws the line where the dragged row would land; `where` is in the row's own coordinates."""
        point = row.mapTo(self._content, where)
        rows = list(self._rows.values())
        gap = self._gap(point.y())
        y = rows[gap].y() - 2 if gap < len(rows) else rows[-1].geometry().bottom() + 1
        self._mark.setGeometry(4, max(0, y), self._content.width() - 8, 2)
        self._mark.show()
        self._scroll.ensureVisible(0, point.y(), 0, 24)

    def land(self, row: _Row, where: QPoint) -> None:
        """Ends a drag: asks for the new order."""
        self.drop_mark()
        rows = list(self._rows.values())
        gap, old = self._gap(row.mapTo(self._content, where).y()), rows.index(row)
        self.move_row(row.state.key, gap - 1 if gap > old else gap)

    def drop_mark(self) -> None:
        """The drag is over."""
        self._mark.hide()

    def _gap(self, y: int) -> int:
        """The gap between rows nearest to y: 0 before the first, len(rows) after the last."""
        return sum(row.geometry().center().y() < y for row in self._rows.values())


class _Row(QWidget):
    def __init__(self, state: EditRow, panel: EditsPanel) -> None:
        super().__init__()
        self.state = state
        self.drag_from: QPoint | None = None
        self._panel = panel
        self._dragging = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._eye = GlyphButton("eye", "Mute this edit (Space)", "eye-off")
        self._eye.clicked.connect(self._mute)
        self._name, self._origin = ElidedLabel(), ElidedLabel()
        self._strength = PlainLabel()
        small = self._origin.font()
        small.setPointSizeF(small.pointSizeF() * 0.85)
        self._origin.setFont(small)
        self._origin.setProperty("role", "quiet")
        self._mask = GlyphButton("mask", "", "mask", size=22)
        self._mask.clicked.connect(self._choose_mask)
        remove = GlyphButton("close", "Remove this edit (Delete)", size=22)
        remove.clicked.connect(self._remove)
        labels: tuple[QLabel, ...] = (self._name, self._origin, self._strength)
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
        for place, widget in enumerate((self._strength, self._mask, remove), 2):
            grid.addWidget(widget, 0, place)
        self._show()

    def set_state(self, state: EditRow) -> None:
        if state != self.state:
            self.state = state
            self._show()

    def _show(self) -> None:
        state = self.state
        self._eye.setChecked(state.muted)
        self._eye.setToolTip("Let this edit act again (Space)" if state.muted else "Mute this edit (Space)")
        self._name.setText(state.name)
        only = f"only in {state.mask}" if state.mask else ""
        origin = " \N{MIDDLE DOT} ".join(words for words in (only, state.origin) if words)
        self._origin.setText(origin)
        self._origin.setVisible(bool(origin))
        self._mask.setChecked(bool(state.mask))
        tip = f"Acts {only or 'everywhere'}: choose a region (M)"
        self._mask.setToolTip(plain_tip(tip))
        self._mask.setAccessibleName(tip)
        self._strength.setText(sigma_text(state.strength))
        self._name.setEnabled(not state.muted)
        self._strength.setEnabled(not state.muted)
        strength = sigma_text(state.strength)
        spoken = (f"edit {state.name}", f"{strength} sigma", only, "muted" if state.muted else "")
        self.setAccessibleName(", ".join(words for words in spoken if words))
        self.setToolTip(
            plain_tip(
                f"{state.name}: {strength} sigma from the picture without edits\n"
                "Click or Enter shows its slider; drag or Alt+Up, Alt+Down to reorder; Space mutes; M: where it acts; "
                "Delete removes"
            )
        )

    def _mute(self) -> None:
        self._eye.setChecked(self.state.muted)  # it changes when the document has
        self._panel.muted.emit(self.state.key, not self.state.muted)

    def _choose_mask(self) -> None:
        self._mask.setChecked(bool(self.state.mask))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in ("", *self._panel.regions):
            action = add_plain(menu, name or "Everywhere")
            action.setCheckable(True)
            action.setChecked(name == self.state.mask)
            action.setData(name)
        menu.addSeparator()
        menu.addAction("Paint a region…")
        menu.triggered.connect(self._mask_chosen)
        menu.popup(self._mask.mapToGlobal(QPoint(0, self._mask.height())))

    def _mask_chosen(self, action: QAction) -> None:
        name = action.data()
        if name is None:
            self._panel.region_wanted.emit(self.state.key)
        elif name != self.state.mask:
            self._panel.masked.emit(self.state.key, name)

    def _choose(self) -> None:
        self._panel.chosen.emit(self.state.key)

    def _remove(self) -> None:
        self._panel.removed.emit(self.state.key)

    def _raise(self) -> None:
        self._panel.step_row(self.state.key, -1)

    def _lower(self) -> None:
        self._panel.step_row(self.state.key, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape and self.drag_from is not None:
            self._end_drag()
        elif key == Qt.Key.Key_Up:
            self._raise() if alt else self._panel.step_focus(self, -1)
        elif key == Qt.Key.Key_Down:
            self._lower() if alt else self._panel.step_focus(self, 1)
        elif key == Qt.Key.Key_Space:
            self._mute()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
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
            ("Show its slider", self._choose),
            ("Let it act" if self.state.muted else "Mute", self._mute),
            ("Where it acts…", self._choose_mask),
            ("Move up", self._raise),
            ("Move down", self._lower), ("Remove", self._remove),
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
            self._panel.show_landing(self, where)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, dragged, where = self.drag_from is not None, self._dragging, event.position().toPoint()
        self._end_drag()
        if pressed and dragged:
            self._panel.land(self, where)
        elif pressed and self.rect().contains(where):
            self._choose()

    def _end_drag(self) -> None:
        self.drag_from, self._dragging = None, False
        self.unsetCursor()
        self._panel.drop_mark()

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
