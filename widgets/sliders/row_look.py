"""How a slider row is laid out and painted. It decides nothing: `widgets.sliders.row` does."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPalette, QPen, QPolygonF

from engine.language import tr
from widgets.look.glyphs import blend, paint_glyph
from widgets.look.sigma import HARD_LIMIT, digits_font, sigma_text
from widgets.parts.pixels import fitted
from widgets.states import SliderState

_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_GAP, _DASH = 3.0, 3.0  # pixels of the dashed parts of a track
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


TRACK = 120  # pixels from end to end that a track has wherever the name can do with less


class RowPlan:
    """Where the parts of a row of `size` are (star, name, track, value, strip), and which sigma a pixel is, the track
    running from `low` to `high`."""

    def __init__(self, size: QSize, metrics: QFontMetrics, low: float, high: float) -> None:
        width, height = size.width(), size.height()
        value_width = metrics.horizontalAdvance("+10.00") + 10
        value_left = width - 24 - value_width
        # Where it is narrow the name gives room to the track, which keeps its least width before and after.
        room = value_left - 12 - TRACK - (22 + 4 + 8)
        name_width = max(64, min(170, round(width * 0.32), room))
        track_left = 22 + name_width + 4
        self.regions = {
            "star": QRect(0, 0, 22, height),
            "value": QRect(value_left, 0, value_width, height),
            "strip": QRect(width - 24, 0, 24, height),
            "track": QRect(track_left, 0, value_left - track_left - 4, height),
            "name": QRect(22, 0, name_width, height),
        }
        self.left = track_left + 8.0  # the middle of the handle at both ends
        self.right = max(self.left + 1.0, value_left - 12.0)
        self.low, self.high = low, high
        self.sigma_per_pixel = (high - low) / (self.right - self.left)

    def region_at(self, point: QPoint) -> str:
        """The part under `point`; between parts, the name."""
        return next((name for name, box in self.regions.items() if box.contains(point)), "name")

    def x_of(self, value: float) -> float:
        """The pixel of a value, held within the track's ends."""
        return self.left + (max(self.low, min(self.high, value)) - self.low) / self.sigma_per_pixel

    def value_at(self, x: float) -> float:
        """The value of a pixel, beyond the track's ends too."""
        return (x - self.left) * self.sigma_per_pixel + self.low


@dataclass(frozen=True)
class RowLook:
    """All that a row's picture depends on. `hover` names the part under the pointer, "" when there is none."""

    state: SliderState
    loudest: float
    hover: str
    focused: bool
    held: bool
    dimmed: bool
    strip_open: bool


class RowPainter:
    """Paints one row, once."""

    def __init__(self, painter: QPainter, plan: RowPlan, look: RowLook, palette: QPalette, font: QFont) -> None:
        self._painter, self._plan, self._look, self._font = painter, plan, look, font
        self._window = palette.color(QPalette.ColorRole.Window)
        self._text = palette.color(QPalette.ColorRole.WindowText)
        self._accent = palette.color(QPalette.ColorRole.Highlight)
        self._line = palette.color(QPalette.ColorRole.Mid)
        self._ring = self._accent
        if look.dimmed:  # paler colours, not opacity, which would show the track through the handle
            self._text = blend(self._window, self._text, 0.45)
            self._accent = blend(self._window, self._accent, 0.45)
            self._line = blend(self._window, self._line, 0.45)

        self._under = self._grey(0.05) if look.hover or look.held else self._window

    def paint(self, bounds: QRect) -> None:
        """Paints the row into `bounds`, which start at 0, 0."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(QRectF(bounds).adjusted(1, 1, -1, -1))
        self._name()
        self._track(bounds.height() / 2)
        self._value(bounds.height() / 2)
        self._buttons()

    def _grey(self, share: float) -> QColor:
        return blend(self._window, self._text, share)

    def _fill(self, color: QColor) -> QPainter:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(color)
        return self._painter

    def _ground(self, frame: QRectF) -> None:
        if self._look.hover or self._look.held:
            self._fill(self._under).drawRoundedRect(frame, 5, 5)
        if self._look.focused:
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.setPen(QPen(self._ring, 1.5))
            self._painter.drawRoundedRect(frame, 5, 5)

    def _name(self) -> None:
        state, box = self._look.state, self._plan.regions["name"]
        self._painter.setPen(self._grey(1.0 if state.changed else 0.85))
        metrics = QFontMetrics(self._font)
        numbered = state.name.endswith(")")  # the number that tells equal names apart is not cut off
        how = Qt.TextElideMode.ElideMiddle if numbered else Qt.TextElideMode.ElideRight
        name = metrics.elidedText(state.name, how, box.width())
        self._painter.drawText(box.adjusted(0, -1, 0, -1), _LEFT, name)
        if (share := bar_share(state, self._look.loudest)) > 0:
            bar = QRectF(box.left(), box.bottom() - 4, box.width() - 8, 2)
            self._painter.fillRect(bar, self._grey(0.10))
            bar.setWidth(bar.width() * share)
            self._painter.fillRect(bar, self._grey(0.38))

    def _track(self, middle: float) -> None:
        plan, state = self._plan, self._look.state
        zero, home, handle = plan.x_of(0.0), plan.x_of(state.home), plan.x_of(state.value)
        groove = QRectF(plan.left - 2, middle - 2, plan.right - plan.left + 4, 4)
        self._fill(self._line).drawRoundedRect(groove, 2, 2)
        for start, end in beyond(plan, state):
            self._dashes(QRectF(start, groove.top(), end - start, groove.height()))
        self._fill(self._grey(0.35)).drawRect(QRectF(zero - 0.5, middle - 7, 1, 14))
        if state.changed:
            self._fill(self._accent).drawRect(QRectF(min(home, handle), middle - 2, abs(handle - home), 4))
        self._fill(self._grey(0.75)).drawRoundedRect(QRectF(home - 1, middle - 7, 2, 14), 1, 1)
        self._fill(self._accent if self._look.held or self._look.focused else self._grey(0.9))
        self._painter.setPen(QPen(self._window, 2))
        if (
            not state.low - 1e-6 <= state.value <= state.high + 1e-6
        ):  # an arrow says that the value lies beyond the track's end
            tip = math.copysign(8, state.value - state.low - 1e-6)
            base = handle - tip / 2
            corners = [QPointF(handle + tip, middle), QPointF(base, middle - 7), QPointF(base, middle + 7)]
            self._painter.drawPolygon(QPolygonF(corners))
        else:
            self._painter.drawEllipse(QPointF(handle, middle), 7, 7)

    def _dashes(self, part: QRectF) -> None:
        """Takes every other piece out of a part of the groove."""
        x = part.left()
        while x < part.right():
            self._painter.fillRect(QRectF(x, part.top(), min(_GAP, part.right() - x), part.height()), self._under)
            x += _GAP + _DASH

    def _value(self, middle: float) -> None:
        state, box = self._look.state, self._plan.regions["value"]
        if self._look.hover == "value" and not self._look.held:
            self._fill(self._grey(0.10)).drawRoundedRect(QRectF(box).adjusted(0, 5, 0, -5), 3, 3)
        if state.changed:
            self._fill(self._accent).drawEllipse(QPointF(box.left() + 3, middle), 2.5, 2.5)
        self._painter.setFont(digits_font(self._font))
        self._painter.setPen(self._grey(1.0 if state.changed else 0.65))
        self._painter.drawText(box.adjusted(0, 0, -2, 0), _RIGHT, sigma_text(state.value))

    def _buttons(self) -> None:
        look, regions = self._look, self._plan.regions
        reached = bool(look.hover) or look.focused
        if look.state.thumbnail[0] and not (look.state.starred or reached):
            pixels, width = look.state.thumbnail
            picture = QImage(pixels, width, len(pixels) // (3 * width), 3 * width, QImage.Format.Format_RGB888)
            self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._painter.drawImage(fitted(_square(regions["star"], 18), picture.width(), picture.height()), picture)
        if look.state.starred or reached:
            name = "star" if look.state.starred else "star-outline"
            grey = self._grey(0.9 if look.hover == "star" else 0.6 if look.state.starred else 0.4)
            paint_glyph(self._painter, name, _square(regions["star"], 14), grey)
        if look.state.filmed and not (look.strip_open or reached):
            paint_glyph(self._painter, "curve", _square(regions["strip"], 16), self._accent)
        if look.strip_open or reached:
            grey = self._grey(0.9 if look.hover == "strip" else 0.45)
            color = self._accent if look.strip_open else grey
            paint_glyph(self._painter, "strip", _square(regions["strip"], 16), color)


def bar_share(state: SliderState, loudest: float) -> float:
    """How long the bar below the name is, in [0, 1]: how much of all it changes is what it is called by, else how much
    it changes beside the `loudest` of the panel; 0 where neither is known."""
    if state.purity > 0:
        return min(1.0, state.purity)
    return min(1.0, state.effect / loudest) if loudest > 0 else 0.0


def beyond(plan: RowPlan, state: SliderState) -> tuple[tuple[float, float], ...]:
    """The parts of the track, in pixels, where the generator does not know any more what it draws."""
    if state.usual is None:
        return ()
    parts = (plan.left - 2, plan.x_of(state.usual[0])), (plan.x_of(state.usual[1]), plan.right + 2)
    return tuple((start, end) for start, end in parts if end - start > 3)


def row_tip(state: SliderState, part: str, *, strip_open: bool) -> str:
    """The tooltip over a part of a row: what it is, its unit and its keys."""
    shown = sigma_text(state.value)
    if part == "star":
        return tr("Remove the star") if state.starred else tr("Star: keep this slider in view")
    if part == "strip":
        return tr("Close the film strip") if strip_open else tr("Film strip: this slider from end to end")
    if part == "value":
        unit = tr("sigma (standard deviations)") if state.low < 0 else tr("of the way")
        return tr(
            "{shown} {unit}\nClick or Enter to type a value, up to ±{hard_limit:.0f}",
            shown=shown,
            unit=unit,
            hard_limit=max(HARD_LIMIT, state.high),
        )
    if part == "name":
        effect = tr("Mean change of the picture from −2 to +2 sigma: {effect:.2f}", effect=state.effect)
        filmed = tr("A curve of the film moves it") if state.filmed else ""
        rename = tr("Double-click or F2 to rename")
        lines = (state.name, state.hint, effect if state.effect > 0 else "", filmed, rename)
        return "\n".join(line for line in lines if line)
    muted = tr("Muted: it does not act on the picture; let it act again in Edits\n") if state.muted else ""
    low, high = state.usual or (state.low, state.high)
    inside = low > state.low + 0.05 or high < state.high - 0.05
    strange = tr("Dashed all along: this face is stranger than 99 of 100 here, wherever this slider stands\n")
    usual = (
        strange
        if low == high
        else tr(
            "Dashed: beyond {sigma_text} and {sigma_text2} faces are stranger than 99 of 100 here\n",
            sigma_text=sigma_text(low),
            sigma_text2=sigma_text(high),
        )
    )
    unit = tr("sigma") if state.low < 0 else tr("of the way")
    return tr(
        "{muted}{shown} {unit}; the picture's own value is {sigma_text}\n{usual}Drag: Shift fine, "
        "Ctrl steps of 0.5, Esc gives up\nArrows 0.1, with Shift 0.01, with Ctrl 1; Home = "
        "0\nDouble-click or Backspace: back to the picture's own value",
        muted=muted,
        shown=shown,
        unit=unit,
        sigma_text=sigma_text(state.home),
        usual=usual if inside else "",
    )


def _square(box: QRect, side: int) -> QRectF:
    return QRectF(box.x() + (box.width() - side) / 2, box.y() + (box.height() - side) / 2, side, side)
