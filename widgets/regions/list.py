"""The painted regions: which is painted on, which change and which are kept."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engine.language import tr
from widgets.directions.card import percent
from widgets.look.glyphs import GlyphButton, blend
from widgets.parts.elided import ElidedLabel
from widgets.parts.inline_edit import InlineEdit
from widgets.parts.plain import PlainLabel, plain_tip
from widgets.parts.segments import Segments
from widgets.states import RegionRow

_EMPTY = tr("Nothing painted yet. Paint over what should change.")
_ROW, _MOST = 38, 4  # a row's height in logical pixels; rows before they scroll


class RegionList(QWidget):
    """Rows in the order they were made. A click or the arrows choose the one that is painted on."""

    chosen = Signal(str)
    added = Signal()
    removed = Signal(str)
    renamed = Signal(str, str)  # the old name, the new one
    keep_toggled = Signal(str, bool)  # kept from now on

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._empty = PlainLabel(_EMPTY)
        self._empty.setWordWrap(True)
        self._empty.setProperty("role", "quiet")
        self._empty.setContentsMargins(8, 2, 8, 2)
        self._content = QWidget()
        self._stack = QVBoxLayout(self._content)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.setSpacing(0)
        self._stack.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._content)
        self._add = QPushButton(tr("+ New region"))
        self._add.setProperty("role", "flat")
        self._add.setToolTip(tr("Paint another region beside these"))
        self._add.clicked.connect(self.added)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._bring_current)  # a row more or less
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._empty)
        column.addWidget(self._scroll)
        column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_rows(())

    def set_rows(self, rows: tuple[RegionRow, ...]) -> None:
        """Shows the regions; a row that stays in its place keeps the focus."""
        current = self._current()
        had_focus = any(row.isAncestorOf(QApplication.focusWidget() or self) for row in self._rows)
        while len(self._rows) > len(rows):
            row = self._rows.pop()
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(rows):
            row = _Row(rows[len(self._rows)], self)
            self._stack.insertWidget(len(self._rows), row)
            self._rows.append(row)
        for row, state in zip(self._rows, rows, strict=True):
            row.set_state(state)
        if had_focus and rows and not any(row.isAncestorOf(QApplication.focusWidget() or self) for row in self._rows):
            self._rows[-1].setFocus()
        self._empty.setVisible(not rows)
        self._scroll.setVisible(bool(rows))
        self._scroll.setFixedHeight(_ROW * max(1, min(len(rows), _MOST)))
        if self._current() != current:
            self._bring_current()

    def _current(self) -> int:
        return next((place for place, row in enumerate(self._rows) if row.state.current), 0)

    def _bring_current(self) -> None:
        """Scroll to the region that is painted on."""
        bar, top = self._scroll.verticalScrollBar(), _ROW * self._current()
        bar.setValue(min(max(bar.value(), top - _ROW * (_MOST - 1)), top))

    def step(self, row: _Row, by: int) -> None:
        """Gives the keyboard to the region `by` places further down, and asks to paint on it."""
        place = self._rows.index(row) + by
        if 0 <= place < len(self._rows):
            self._rows[place].setFocus()
            self._scroll.ensureWidgetVisible(self._rows[place], 0, 2)
            self.chosen.emit(self._rows[place].state.name)


class _Row(QWidget):
    def __init__(self, state: RegionRow, panel: RegionList) -> None:
        super().__init__()
        self.state = state
        self._panel = panel
        self._renaming = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(_ROW)
        self._name, self._share = ElidedLabel(), ElidedLabel()
        small = self._share.font()
        small.setPointSizeF(small.pointSizeF() * 0.85)
        self._share.setFont(small)
        self._share.setProperty("role", "quiet")
        for label in (self._name, self._share):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._keep = Segments(
            (tr("change"), tr("keep")),
            (tr("Sliders change this region (Space)"), tr("Sliders leave this region as it is (Space)")),
            "region", 0.85, 22,
        )  # fmt: skip
        self._keep.asked.connect(self._toggle)
        remove = GlyphButton("close", tr("Remove this region (Delete)"), size=22)
        remove.clicked.connect(self._remove)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addWidget(self._share)
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(26, 0, 4, 0)  # the dot is painted
        line.setSpacing(4)
        line.addLayout(words, 1)
        line.addWidget(self._keep)
        line.addWidget(remove)
        self._show()

    def sizeHint(self) -> QSize:
        return QSize(200, _ROW)

    def set_state(self, state: RegionRow) -> None:
        if state != self.state:
            self.state = state
            self._show()

    def _show(self) -> None:
        state = self.state
        self._name.setText(state.name)
        self._share.setText(percent(state.share))
        self._keep.set_chosen(int(state.keep))
        kind = tr("kept") if state.keep else tr("changes")
        current = tr(", current") if state.current else ""
        self.setAccessibleName(
            tr(
                "region {name}, {kind}, {percent} of the picture{current}",
                name=state.name,
                kind=kind,
                percent=percent(state.share),
                current=current,
            )
        )
        self.setToolTip(
            plain_tip(
                tr(
                    "{name}: {percent} of the picture\nClick to paint on it; double-click or F2 renames; "
                    "Space: change or keep; Delete removes",
                    name=state.name,
                    percent=percent(state.share),
                )
            )
        )
        self.update()

    def _toggle(self) -> None:
        self._panel.keep_toggled.emit(self.state.name, not self.state.keep)

    def _remove(self) -> None:
        self._panel.removed.emit(self.state.name)

    def _rename(self) -> None:
        self._renaming = self.state.name
        top = self._name.mapTo(self, QPoint(0, 0)).y()
        box = self._name.geometry().adjusted(-4, 0, 2, 0)
        box.moveTop(max(2, top - 2))
        box.setHeight(self._name.height() + 4)
        edit = InlineEdit(self.state.name, box, tr("name of the region"), self)
        edit.finished.connect(self._renamed)

    def _renamed(self, text: str | None) -> None:
        new = " ".join((text or "").split())
        if new and new != self._renaming:
            self._panel.renamed.emit(self._renaming, new)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._panel.step(self, 1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._panel.chosen.emit(self.state.name)
        elif key == Qt.Key.Key_F2:
            self._rename()
        elif key == Qt.Key.Key_Space:
            self._toggle()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._remove()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self.state.current:
            self._panel.chosen.emit(self.state.name)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._rename()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, roles = self.palette(), QPalette.ColorRole
        window, accent = palette.color(roles.Window), palette.color(roles.Highlight)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent, 1.3) if self.hasFocus() else Qt.PenStyle.NoPen)
        if self.state.current:
            painter.setBrush(blend(window, accent, 0.2))
        elif self.underMouse():
            painter.setBrush(palette.color(roles.Button))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        tint = QColor(self.state.tint)
        painter.setPen(QPen(tint, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush if self.state.keep else tint)
        painter.drawEllipse(QPointF(14, self.height() / 2), 4.5, 4.5)
        painter.end()
