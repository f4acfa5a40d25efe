"""One direction of the browser: what it is called, what it moves, and how a face looks along it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSignalBlocker, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from engine.language import tr
from widgets.directions.card_parts import BasisMap, LayerBox, ShareBar
from widgets.look.glyphs import GlyphButton
from widgets.look.sigma import digits_font, sigma_text
from widgets.parts.elided import ElidedLabel
from widgets.parts.inline_edit import InlineEdit
from widgets.parts.plain import PlainLabel, plain_tip
from widgets.sliders.filmstrip import FilmStrip
from widgets.states import DirectionCard

HEIGHT = 112  # logical pixels of a card
NARROWEST = 600  # below that its pictures are too small
PLACES = (-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0)  # sigma: where pictures will be, until there are some
_WORDS = 240  # of the column of words
_WIDEST_STRIP = 7 * 75 + 4  # so that a picture with its value is no higher than the card
_PAD = 8
_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class DirectionView(QWidget):
    """A card. In its pictures arrows choose, Enter sets the slider there, Backspace resets it; up and down walk to the
    next card, F2 renames."""

    moved = Signal(str, float)  # key, sigma
    renamed = Signal(str, str)
    starred = Signal(str, bool)
    layers_chosen = Signal(str, int, int)  # key, first, last; counted from 1
    held = Signal(str, bool)
    compared = Signal(str, bool)
    walked = Signal(object, int)  # this card; -1 up, 1 down
    reached = Signal(QWidget)  # it has the keyboard now

    def __init__(self, state: DirectionCard, layers: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self.has_strip = False
        self._layers = -1
        self._star = GlyphButton("star-outline", tr("Star: also keeps its slider in view"), "star")
        self._hold = GlyphButton("unlock", tr("Hold fixed: the others leave it alone"), "lock")
        self._name = ElidedLabel()
        self._name.setToolTip(tr("Double-click or F2 to rename"))
        bold = QFont(self._name.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self._name.setFont(bold)
        self._moves, self._share, self._value = ElidedLabel(), ElidedLabel(), PlainLabel()
        self._purity = ShareBar()
        self._compare = QCheckBox(tr("compare"))
        self._compare.setToolTip(tr("Put it beside directions of other methods"))
        self._basis = BasisMap()
        self._first, self._last = LayerBox(tr("first")), LayerBox(tr("last"))
        self.strip = FilmStrip(titled=False)
        self.strip.set_frames(None, PLACES)
        self.strip.setMaximumWidth(_WIDEST_STRIP)
        self._arrange()
        self._connect()
        self.set_layers(layers)
        self._show()

    def _arrange(self) -> None:
        words, dash = PlainLabel(tr("layers")), PlainLabel("–")
        for label in (words, dash, self._moves, self._share):
            label.setProperty("role", "quiet")
        self._value.setFont(digits_font(self._value.font()))
        head = _line(self._star, (self._name, 1), self._hold, spacing=2)
        self._layer_row = QWidget()
        layers = _line(words, self._first, dash, self._last, spacing=4)
        layers.setContentsMargins(0, 0, 0, 0)
        self._layer_row.setLayout(layers)
        self._layer_row.setToolTip(tr("The layers that this direction moves, 1 is the coarsest"))
        words_column = QVBoxLayout()
        words_column.setSpacing(0)
        words_column.addLayout(head)
        for row in (self._moves, self._purity):
            words_column.addLayout(_line((row, 1), left=5))
            words_column.addSpacing(3)
        words_column.addLayout(_line((self._share, 1), self._value, left=5))
        words_column.addStretch(1)
        words_column.addLayout(_line(self._compare, None, self._basis, self._layer_row, left=2))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(_PAD, _PAD - 2, _PAD, _PAD - 2)
        whole.setSpacing(16)
        words_widget = QWidget()
        words_widget.setLayout(words_column)
        words_widget.setMinimumWidth(_WORDS)
        words_column.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(words_widget, 1)
        whole.addWidget(self.strip, 100, Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(HEIGHT)
        self.setFocusProxy(self.strip)

    def _connect(self) -> None:
        self._star.clicked.connect(self._toggle_star)
        self._hold.clicked.connect(self._toggle_hold)
        self._compare.clicked.connect(self._toggle_compare)
        self.strip.picked.connect(self._picked)
        self._first.valueChanged.connect(self._layers_changed)
        self._last.valueChanged.connect(self._layers_changed)
        self._name.installEventFilter(self)
        for child in self.stops():
            child.installEventFilter(self)

    def stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return (self._star, self._hold, self._compare, self._first, self._last, self.strip)

    # what it shows

    def set_state(self, state: DirectionCard) -> None:
        """Shows another state of the same direction; announces nothing."""
        if state != self.state:
            self.state = state
            self._show()

    def set_layers(self, layers: int) -> None:
        """How many layers there are to choose a range from; below 2 there is nothing to choose."""
        if layers != self._layers:
            self._layers = layers
            self._layer_row.setVisible(layers > 1)
            with QSignalBlocker(self._first), QSignalBlocker(self._last):
                self._first.setRange(1, max(1, layers))
                self._last.setRange(1, max(1, layers))
            self._show_layers()

    def set_strip(self, pixels: np.ndarray | None, values: tuple[float, ...]) -> None:
        """Pictures (n, h, w, 3) uint8 at `values` in sigma; None forgets them. ValueError as `FilmStrip.set_frames`."""
        self.strip.set_frames(pixels, values)
        self.has_strip = pixels is not None

    def _show(self) -> None:
        state = self.state
        self._star.setChecked(state.starred)
        self._hold.setChecked(state.held)
        self._compare.setChecked(state.compared)
        self._name.setText(state.name)
        self._moves.setText(moves_text(state))
        self._moves.setToolTip(plain_tip(_moves_tip(state)))
        self._purity.set_share(state.purity)
        self._share.setText(tr("{percent} of the spectrum", percent=percent(state.share)) if state.share > 0 else "")
        self._value.setText(sigma_text(state.value))
        self._value.setToolTip(tr("Where its slider is now, in sigma (standard deviations)"))
        changed = abs(state.value - state.home) > 5e-4
        self._value.setForegroundRole(QPalette.ColorRole.WindowText if changed else QPalette.ColorRole.PlaceholderText)
        self.strip.set_slider(state.name, state.value)
        for button, words in ((self._star, tr("star")), (self._hold, tr("hold fixed")), (self._compare, tr("compare"))):
            button.setAccessibleName(f"{words}: {state.name}")
        self._show_layers()
        self._basis.set_map(state.basis)
        self.setAccessibleName(state.name)
        self.setAccessibleDescription(", ".join(t for t in (moves_text(state), self._share.text()) if t))

    def _show_layers(self) -> None:
        ends = (self.state.first or 1, self.state.last or max(1, self._layers))
        for box, value, word in ((self._first, ends[0], tr("first")), (self._last, ends[1], tr("last"))):
            with QSignalBlocker(box):
                if box.value() != value:  # setting it anew would wipe out what is being typed
                    box.setValue(value)
            box.setAccessibleName(tr("{word} layer of {name}", word=word, name=self.state.name))

    # what a person does

    def rename(self) -> None:
        """Opens the type-in over the name."""
        corner = self._name.mapTo(self, QPoint(0, 0))
        box = self._name.rect().translated(corner).adjusted(-4, -1, 0, 1)
        edit = InlineEdit(self.state.name, box, tr("Name of {name}", name=self.state.name), self)
        edit.finished.connect(self._named)

    def _named(self, text: str | None) -> None:
        name = " ".join((text or "").split())
        if name and name != self.state.name:
            self._say(self.renamed, name, name=name)

    def _say(self, signal: SignalInstance, said: object, **changed: object) -> None:
        """Shows a change at once and announces it; `set_state` has the last word."""
        self.state = replace(self.state, **changed)  # type: ignore[arg-type]
        self._show()
        signal.emit(self.state.key, said)

    def _toggle_star(self, on: bool) -> None:  # noqa: FBT001  a slot of clicked(bool)
        self._say(self.starred, on, starred=on)

    def _toggle_hold(self, on: bool) -> None:  # noqa: FBT001  a slot of clicked(bool)
        self._say(self.held, on, held=on)

    def _toggle_compare(self, on: bool) -> None:  # noqa: FBT001  a slot of clicked(bool)
        self._say(self.compared, on, compared=on)

    def _picked(self, value: float) -> None:
        self._say(self.moved, value, value=value)

    def _layers_changed(self) -> None:
        """The box that was not touched gives way."""
        if self._first.value() > self._last.value():
            other = self._last if self.sender() is self._first else self._first
            with QSignalBlocker(other):
                other.setValue(self._first.value() if other is self._last else self._last.value())
        first, last = self._first.value(), self._last.value()
        self.state = replace(self.state, first=first, last=last)
        self.layers_chosen.emit(self.state.key, first, last)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.reached.emit(self)
            self.update()
        elif event.type() == QEvent.Type.FocusOut:
            self.update()
        elif watched is self._name and event.type() == QEvent.Type.MouseButtonDblClick:
            self.rename()
            return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.strip.setFocus(Qt.FocusReason.MouseFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _WAYS:
            self.walked.emit(self, _WAYS[key])
        elif key == Qt.Key.Key_F2:
            self.rename()
        elif key == Qt.Key.Key_Backspace:
            self._picked(self.state.home)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        focused = any(child.hasFocus() for child in self.stops())
        edge = palette.color(QPalette.ColorRole.Highlight if focused else QPalette.ColorRole.Dark)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(edge, 1.5 if focused else 1.0))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        painter.end()


def moves_text(state: DirectionCard) -> str:
    """What a direction moves most, in words: "yaw + · 62 % of its change"; empty while unmeasured."""
    if not state.attribute:
        return ""
    if state.name == state.attribute:
        return tr("{percent} of its change", percent=percent(state.purity))
    return tr("{attribute} · {percent} of its change", attribute=state.attribute, percent=percent(state.purity))


def percent(share: float) -> str:
    """A share in [0, 1] as "62 %", below 10 % with one decimal."""
    value = 100 * share
    return f"{value:.0f} %" if value >= 9.95 else f"{value:.1f} %"


def _moves_tip(state: DirectionCard) -> str:
    if not state.attribute:
        return ""
    return tr(
        "Of all that changes in the picture along it, as far as it is measured, {percent} is "
        "“{attribute}”; the rest comes along.",
        percent=percent(state.purity),
        attribute=state.attribute,
    )


def _line(*parts: QWidget | tuple[QWidget, int] | None, left: int = 0, spacing: int = 6) -> QHBoxLayout:
    """Widgets side by side, with their stretch; None is room that stretches."""
    line = QHBoxLayout()
    line.setContentsMargins(left, 0, 0, 0)
    line.setSpacing(spacing)
    for part in parts:
        if part is None:
            line.addStretch(1)
        else:
            widget, stretch = part if isinstance(part, tuple) else (part, 0)
            line.addWidget(widget, stretch)
    return line
