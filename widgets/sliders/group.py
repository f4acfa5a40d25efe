"""The sliders of one layer under a header: the first few shown, the rest folded away until they matter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from engine.language import tr
from widgets.look.glyphs import GlyphButton, blend, paint_glyph
from widgets.parts.plain import menu_text, plain_tip
from widgets.sliders.filmstrip import FilmStrip
from widgets.sliders.row import SliderRow
from widgets.states import SliderGroup, SliderState

_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class GroupSection(QWidget):
    """A header and the rows of one `SliderGroup`.

    Changed and starred sliders, and the one whose film strip is open, are shown whatever is folded. A row that came
    into view that way stays until the person folds: nothing vanishes or shifts under the pointer during a drag.
    """

    solo_toggled = Signal(str, bool)
    lock_toggled = Signal(str, bool)
    randomise_wanted = Signal(str)
    group_reset = Signal(str)

    def __init__(self, group: SliderGroup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folded = False
        self.expanded = False
        self._group = group
        self._told = False  # whether buttons and title tell of it
        self._needle = ""
        self._strip_key = ""
        self._kept: set[str] = set()
        self.rows: dict[str, SliderRow] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 6)
        layout.setSpacing(0)
        layout.addWidget(self._header())
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        layout.addLayout(self._lines)
        for state in group.sliders:
            self.rows[state.key] = SliderRow(state, self)
            self._lines.addWidget(self.rows[state.key])
        self._more = QPushButton(self)
        self._more.setProperty("role", "flat")
        self._more.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._more.clicked.connect(self._toggle_more)
        foot = QHBoxLayout()
        foot.setContentsMargins(13, 0, 0, 0)  # the words stand under the names
        foot.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(foot)

    def _header(self) -> QWidget:
        header = QWidget(self)
        line = QHBoxLayout(header)
        line.setContentsMargins(0, 0, 2, 0)
        line.setSpacing(0)
        self._title = GroupTitle(header)
        self._title.clicked.connect(self._toggle_folded)
        self._solo = GlyphButton("solo", tr("Solo: only this layer's edits count"), "solo", parent=header)
        self._lock = GlyphButton(
            "unlock", tr("Lock: dice and new seeds leave this layer as it is"), "lock", parent=header
        )
        self._dice = GlyphButton("dice", tr("Randomise this layer"), parent=header)
        self._reset = GlyphButton("reset", tr("Reset this layer to the picture's own values"), parent=header)
        policy = self._lock.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the dice of all layers stand in one column
        self._lock.setSizePolicy(policy)
        self._solo.clicked.connect(self._solo_clicked)
        self._lock.clicked.connect(self._lock_clicked)
        self._dice.clicked.connect(self._dice_clicked)
        self._reset.clicked.connect(self._reset_clicked)
        line.addWidget(self._title, 1)
        for button in (self._solo, self._lock, self._dice, self._reset):
            line.addWidget(button)
        return header

    # what it shows

    def set_group(self, group: SliderGroup, loudest: float, *, soloed: bool) -> None:
        """Shows `group` (same sliders in the same order); `soloed` says that some layer of the panel is soloed."""
        for state in group.sliders:
            row = self.rows[state.key]
            row.set_state(state)
            row.set_loudest(loudest)
            row.set_dimmed(dimmed=soloed and not group.solo)
        self._solo.setChecked(group.solo)
        self._lock.setChecked(group.locked)
        if group == self._group and self._told:
            return  # one of many while a slider of another moves
        self._group, self._told = group, True
        self._lock.setVisible(group.lockable)
        self._dice.setEnabled(not group.locked)
        self._reset.setEnabled(any(state.changed for state in group.sliders))
        self._fold()

    def set_needle(self, needle: str) -> None:
        """Shows the sliders whose name or hint has all the words of `needle` (lower case) only; "" ends it."""
        self._needle = needle
        self._fold()

    def set_strip_key(self, key: str) -> None:
        """Which slider's film strip is open; "" for none."""
        self._strip_key = key
        for row_key, row in self.rows.items():
            row.set_strip_open(is_open=row_key == key)
        self._fold()

    def set_folding(self, *, folded: bool, expanded: bool) -> None:
        """Folds the group away, or unfolds all of it."""
        self.folded, self.expanded = folded, expanded
        self._fold()

    def add_strip(self, strip: FilmStrip, key: str) -> None:
        """Puts the film strip under its slider."""
        self._lines.insertWidget(self._lines.indexOf(self.rows[key]) + 1, strip)
        QWidget.setTabOrder(self.rows[key], strip)

    def _matches(self, state: SliderState) -> bool:
        text = f"{state.name} {state.hint}".casefold()
        return all(word in text for word in self._needle.split())

    def _matters(self, state: SliderState) -> bool:
        return state.changed or state.starred or state.key == self._strip_key

    def _fold(self) -> None:
        matching = hidden = surplus = 0
        for index, state in enumerate(self._group.sliders):
            if self._matters(state):
                self._kept.add(state.key)
            first = index < self._group.shown and not self.folded
            if self._needle:
                visible = self._matches(state)
                matching += visible
            else:
                visible = first or state.key in self._kept or (self.expanded and not self.folded)
                hidden += not visible
                surplus += visible and not first and not self._matters(state)
            if self.rows[state.key].isHidden() == visible:
                self.rows[state.key].setVisible(visible)
        self.setVisible(bool(matching or not self._needle))
        self._more.setText(tr("{hidden} more", hidden=hidden) if hidden else tr("Fewer"))
        self._more.setVisible(not self._needle and not self.folded and bool(hidden or surplus))
        changed = sum(state.changed for state in self._group.sliders)
        folded = self.folded and not self._needle
        self._title.show_group(self._group.title, self._group.hint, changed, folded=folded, told=self._group.told)

    # what a person does

    def _toggle_folded(self) -> None:
        self._kept.clear()
        self.set_folding(folded=not self.folded, expanded=self.expanded)

    def _toggle_more(self) -> None:
        any_hidden = any(row.isHidden() for row in self.rows.values())
        self._kept.clear()
        self.set_folding(folded=False, expanded=any_hidden)

    def _solo_clicked(self, on: bool) -> None:  # noqa: FBT001  a slot of clicked(bool)
        self.solo_toggled.emit(self._group.key, on)

    def _lock_clicked(self, on: bool) -> None:  # noqa: FBT001  a slot of clicked(bool)
        self.lock_toggled.emit(self._group.key, on)

    def _dice_clicked(self) -> None:
        self.randomise_wanted.emit(self._group.key)

    def _reset_clicked(self) -> None:
        self._kept.clear()
        self.group_reset.emit(self._group.key)


class GroupTitle(QAbstractButton):
    """The header's words: a fold arrow, the title and as much of the hint as fits. A click folds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = self._hint = self._told = ""
        self._folded = False
        self._changed = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_group(self, title: str, hint: str, changed: int, *, folded: bool, told: str = "") -> None:
        """Shows the title and hint, which way the arrow points, and a dot when some sliders are `changed`; `told` is
        for the tip alone."""
        new = (title, hint, folded, changed, told)
        if new != (self._title, self._hint, self._folded, self._changed, self._told):
            self.setText(menu_text(title))
            self._title, self._hint, self._folded, self._changed, self._told = new
            self.setAccessibleName(
                tr(
                    "{title}, {value}, {changed} changed",
                    title=title,
                    value="folded" if folded else "open",
                    changed=changed,
                )
            )
            self.setToolTip(
                plain_tip(
                    "\n".join(
                        line
                        for line in (title, hint, told, tr("Click to unfold") if folded else tr("Click to fold"))
                        if line
                    )
                )
            )
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 30)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        window, text = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
        accent = palette.color(QPalette.ColorRole.Highlight)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(accent, 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 2, -1, -2), 5, 5)
        grey = blend(window, text, 0.95 if self.underMouse() else 0.6)
        paint_glyph(painter, "forward" if self._folded else "down", QRectF(5, self.height() / 2 - 6, 12, 12), grey)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(bold)
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, self.width() - 26)
        painter.setFont(bold)
        painter.setPen(text)
        painter.drawText(QRect(22, 0, self.width() - 22, self.height()), _LEFT, title)
        x = 22 + metrics.horizontalAdvance(title) + 9
        if self._changed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawEllipse(QPointF(x, self.height() / 2 + 0.5), 2.5, 2.5)
            x += 9
        room = self.width() - x - 4
        if room > 30:
            painter.setFont(self.font())
            painter.setPen(blend(window, text, 0.72))
            hint = self.fontMetrics().elidedText(self._hint, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(x, 0, room, self.height()), _LEFT, hint)
        painter.end()
