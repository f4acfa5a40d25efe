"""The leakage meter: how much of a slider's change falls outside the region that it was found for."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.language import tr
from widgets.directions.card import percent
from widgets.look.glyphs import blend
from widgets.look.sigma import digits_font
from widgets.parts.elided import ElidedLabel
from widgets.parts.plain import PlainLabel, plain_tip
from widgets.parts.segments import Segments
from widgets.states import HeatMap, LeakageState

_EMPTY = tr("Move a slider: what it changes outside the region is measured here.")
HEATS: tuple[HeatMap, ...] = ("off", "first-order", "realised")
_UNKNOWN = "–"
HOW = tr("how it was found")  # the numbers are in its tip
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight

_DIM = 0.4  # how much is left of figures of what was shown before


class LeakageMeter(QWidget):
    """Shows a `LeakageState`. A full bar is all of the change; what is not known is a dash, never 0."""

    heat_chosen = Signal(str)  # "off", "first-order", "realised"
    again_wanted = Signal()
    only_inside_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = LeakageState()
        self._name = ElidedLabel()
        bold = QFont(self._name.font())
        bold.setWeight(QFont.Weight.DemiBold)
        self._name.setFont(bold)
        self._inside = QCheckBox(tr("only inside"))
        self._inside.setToolTip(tr("Sliders of the region get it as their mask: outside, the picture stays as it is"))
        self._inside.clicked.connect(self._ask_inside)
        self._bars = _Bars()
        self._heat = Segments(
            (tr("Off"), tr("Where it acts"), tr("What changed")),
            (
                tr("The picture as it is"),
                tr("Over the picture: how much each pixel moves along the slider, at this face"),
                tr("Over the picture: how much each pixel has moved at the slider's strength"),
            ),
            tr("heat"),
            action="next_heat",
        )
        self._heat.asked.connect(self._ask_heat)
        self._words = ElidedLabel()
        self._words.setProperty("role", "quiet")
        self._again = QPushButton(tr("Find again"))
        self._again.setProperty("role", "flat")
        self._again.setStyleSheet("QPushButton { padding: 1px 8px; min-height: 0; }")
        self._again.clicked.connect(self.again_wanted)
        self._empty = PlainLabel(_EMPTY)
        self._empty.setProperty("role", "quiet")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._arrange()
        self.set_state(self._state)

    def _arrange(self) -> None:
        self._again.setFixedHeight(self._heat.height())
        measured = QWidget()
        foot = QHBoxLayout()
        foot.setSpacing(4)
        foot.addWidget(self._words, 1)
        foot.addWidget(self._again)
        foot.addStrut(self._heat.height())  # nothing moves when the button comes
        inner = QVBoxLayout(measured)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._inside)
        head.addStrut(self._inside.sizeHint().height())  # nothing moves when it comes
        inner.addLayout(head)
        for widget in (self._bars, self._heat):
            inner.addWidget(widget)
        inner.addLayout(foot)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(measured)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 10, 2)
        column.addWidget(self._stack)
        self.setMinimumWidth(240)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_state(self, state: LeakageState) -> None:
        """Shows the slider last touched; announces nothing."""
        self._state = state
        self._name.setText(state.name)
        self._name.setToolTip(plain_tip(state.name))
        self._stack.setCurrentIndex(int(bool(state.name)))
        self._inside.setVisible(state.local)
        self._inside.setChecked(state.only_inside)
        self._bars.set_state(state)
        self._heat.set_chosen(HEATS.index(state.heat))
        self._words.setText(state.stale or (HOW if state.note else ""))
        self._words.setToolTip(plain_tip("\n".join(words for words in (state.stale, state.note) if words)))
        self._again.setVisible(bool(state.stale))
        self._again.setToolTip(
            plain_tip(
                tr("{stale}\nFind the sliders again for the face and the region as they are now", stale=state.stale)
            )
        )
        former = tr("of what was shown before") if state.former else ""
        spoken = (former, *self._bars.spoken(), state.stale, state.note)
        self.setAccessibleName(tr("leakage of {name}", name=state.name) if state.name else tr("leakage"))
        self.setAccessibleDescription("; ".join(words for words in spoken if words) if state.name else _EMPTY)

    def _ask_inside(self) -> None:
        self._inside.setChecked(self._state.only_inside)  # it changes when the state has
        self.only_inside_toggled.emit(not self._state.only_inside)

    def _ask_heat(self, place: int) -> None:
        self.heat_chosen.emit(HEATS[place])


class _Bars(QWidget):
    """A table of two rows: the slider's bar over the hollow one of the same slider if nothing were held."""

    def __init__(self) -> None:
        super().__init__()
        self._state = LeakageState()
        small = QFont(self.font())
        small.setPointSizeF(small.pointSizeF() * 0.85)
        self._small = digits_font(small)
        self.setFixedHeight(2 * self._line() + 16)
        self.setToolTip(
            tr(
                "The share of the change that falls outside the region.\nA slight move: "
                "as the slider begins to move at this face (to first order). As it "
                "stands: at the strength that it has now, or at 1 sigma while it rests "
                "(realised).\nHollow, and on the right: the same slider if its method "
                "did not hold the outside still."
            )
        )

    def _line(self) -> int:
        return max(19, self.fontMetrics().height() + 2)

    def set_state(self, state: LeakageState) -> None:
        self._state = state
        self.update()

    def rows(self) -> tuple[tuple[str, float | None, float | None], ...]:
        """What it is called, the share outside, the same if nothing were held."""
        state = self._state
        return (
            (tr("a slight move"), state.first_order, state.first_order_before),
            (tr("as it stands"), state.realised, state.realised_before),
        )

    def spoken(self) -> tuple[str, ...]:
        """The rows in words."""
        return tuple(
            tr("{words} {share} outside, {share2} if not held", words=words, share=_share(now), share2=_share(free))
            for words, now, free in self.rows()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, roles = self.palette(), QPalette.ColorRole
        window, text = palette.color(roles.Window), palette.color(roles.WindowText)
        quiet, accent = palette.color(roles.PlaceholderText), palette.color(roles.Highlight)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        column = self.fontMetrics().horizontalAdvance(tr("if not held")) + 4
        names = self.fontMetrics().horizontalAdvance(tr("a slight move")) + 10
        painter.setOpacity(_DIM if self._state.former else 1.0)
        free_x, now_x = self.width() - column, self.width() - 2 * column - 4
        bar = QRectF(names, 0, now_x - names - 4, 5)
        painter.setFont(self._small)
        painter.setPen(quiet)
        painter.drawText(QRectF(0, 0, bar.right(), 14), _LEFT, tr("share of the change"))
        painter.drawText(QRectF(now_x - 8, 0, column + 8, 14), _RIGHT, tr("outside"))
        painter.drawText(QRectF(free_x, 0, column, 14), _RIGHT, tr("if not held"))
        top, height = 16, self._line()
        for words, now, free in self.rows():
            painter.setFont(self.font())
            painter.setPen(quiet)
            painter.drawText(QRectF(0, top, names, height), _LEFT, words)
            painter.drawText(QRectF(free_x, top, column, height), _RIGHT, _share(free))
            painter.setPen(quiet if _known(now) is None else text)
            painter.drawText(QRectF(now_x, top, column, height), _RIGHT, _share(now))
            middle = top + height / 2
            for share, y, hollow in ((now, middle - 6, False), (free, middle + 1, True)):
                groove = QRectF(bar.x(), y, bar.width(), 5)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(blend(window, text, 0.07))
                painter.drawRoundedRect(groove, 2.5, 2.5)
                length = (_known(share) or 0.0) * bar.width()
                if _known(share) is not None:
                    filled = QRectF(bar.x(), y, max(length, 2.0), 5)
                    if hollow:
                        filled.adjust(0.5, 0.5, -0.5, -0.5)
                        painter.setPen(QPen(blend(window, text, 0.5), 1))
                        painter.setBrush(Qt.BrushStyle.NoBrush)
                    else:
                        painter.setBrush(accent)
                    curve = min(2.5, filled.width() / 2)
                    painter.drawRoundedRect(filled, curve, curve)
            top += height
        painter.end()


def _known(share: float | None) -> float | None:
    """The share within [0, 1]; None where it is not known."""
    return None if share is None or not math.isfinite(share) else min(max(share, 0.0), 1.0)


def _share(share: float | None) -> str:
    known = _known(share)
    return _UNKNOWN if known is None else percent(known)
