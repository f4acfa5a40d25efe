"""The program's icons, drawn as paths so that they are crisp on every screen and take the theme's colours."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from widgets.parts.plain import plain_tip

# Each glyph lives in a 24 x 24 box as (lines, filled shapes). Commands: M x y, L x y, Q cx cy x y, C (two controls and
# an end), Z; O cx cy r is a circle, R x y w h r a rounded box, A x y w h start sweep an arc of that box (degrees,
# anticlockwise from three o'clock) joined to the point before it.
_STAR = "M 12 3.2 L 14.7 8.9 L 20.9 9.7 L 16.3 14 L 17.5 20.2 L 12 17.1 L 6.5 20.2 L 7.7 14 L 3.1 9.7 L 9.3 8.9 Z"
_PIN = "M 9.7 3.5 L 14.3 3.5 L 14.3 9 L 17.8 14 L 6.2 14 L 9.7 9 Z"
_EYE = "M 2.5 12 Q 7 5.5 12 5.5 Q 17 5.5 21.5 12 Q 17 18.5 12 18.5 Q 7 18.5 2.5 12 Z"
_GLYPHS: dict[str, tuple[str, str]] = {
    "dice": (
        "R 4 4 16 16 3.5",
        "O 8.5 8.5 1.5 O 15.5 8.5 1.5 O 12 12 1.5 O 8.5 15.5 1.5 O 15.5 15.5 1.5",
    ),
    "lock": ("M 8 11 L 8 8 A 8 4 8 8 180 -180 L 16 11", "R 5 11 14 9.5 2"),
    "unlock": ("M 8 11 L 8 7.5 A 8 3.5 8 8 180 -160 R 5 11 14 9.5 2", ""),
    "solo": ("O 12 12 6 M 12 2.5 L 12 6 M 12 18 L 12 21.5 M 2.5 12 L 6 12 M 18 12 L 21.5 12", "O 12 12 2.2"),
    "directions": (
        "M 5 19 L 20 4 M 14.5 4 L 20 4 L 20 9.5 M 5 19 L 5 5.5 M 2.2 8.3 L 5 5.5 L 7.8 8.3 "
        "M 5 19 L 18.5 19 M 15.7 16.2 L 18.5 19 L 15.7 21.8",
        "",
    ),
    "reset": ("M 4.5 4.5 L 4.5 9.5 L 9.5 9.5 M 4.8 9.3 A 4 4 16 16 160 -300", ""),
    "star": (_STAR, _STAR),
    "star-outline": (_STAR, ""),
    "pin": ("M 8 3.5 L 16 3.5 M 12 14 L 12 20.8", _PIN),
    "pin-outline": (f"M 8 3.5 L 16 3.5 M 12 14 L 12 20.8 {_PIN}", ""),
    "strip": ("R 2.5 7 19 10 1.5 M 8.8 7 L 8.8 17 M 15.2 7 L 15.2 17", ""),
    "eye": (_EYE, "O 12 12 3.2"),
    "eye-off": (_EYE + " M 4.5 20 L 19.5 4", ""),
    "close": ("M 6 6 L 18 18 M 18 6 L 6 18", ""),
    "up": ("M 5 15 L 12 8.5 L 19 15", ""),
    "down": ("M 5 9 L 12 15.5 L 19 9", ""),
    "back": ("M 14.5 5 L 8 12 L 14.5 19", ""),
    "forward": ("M 9.5 5 L 16 12 L 9.5 19", ""),
    "open": (
        "M 3 18.5 L 3 6 Q 3 5 4 5 L 9 5 L 11 7.5 L 18 7.5 Q 19 7.5 19 8.5 L 19 11 "
        "M 3 18.5 L 6 11 L 21.5 11 L 18.5 18.5 Z",
        "",
    ),
    "save": (
        "M 4 4 L 16.5 4 L 20 7.5 L 20 20 L 4 20 Z M 8 4 L 8 9 L 15 9 L 15 4 M 7.5 20 L 7.5 13.5 L 16.5 13.5 L 16.5 20",
        "",
    ),
    "export": ("M 12 15 L 12 3.5 M 7.5 8 L 12 3.5 L 16.5 8 M 4 13 L 4 20 L 20 20 L 20 13", ""),
    "undo": ("M 8.5 4.5 L 4 9 L 8.5 13.5 M 4 9 L 14.5 9 A 9 9 10.5 10.5 90 -180 L 9 19.5", ""),
    "redo": ("M 15.5 4.5 L 20 9 L 15.5 13.5 M 20 9 L 9.5 9 A 4.5 9 10.5 10.5 90 180 L 15 19.5", ""),
    "wall": (
        "",
        "R 3.5 3.5 4.8 4.8 1 R 9.6 3.5 4.8 4.8 1 R 15.7 3.5 4.8 4.8 1 R 3.5 9.6 4.8 4.8 1 R 9.6 9.6 4.8 4.8 1 "
        "R 15.7 9.6 4.8 4.8 1 R 3.5 15.7 4.8 4.8 1 R 9.6 15.7 4.8 4.8 1 R 15.7 15.7 4.8 4.8 1",
    ),
    "library": ("R 3.5 4 7 7 1.5 R 13.5 4 7 7 1.5 R 3.5 14 7 6 1.5 M 14 15.5 L 20.5 15.5 M 14 19 L 18.5 19", ""),
    "compare": ("R 3.5 5 17 14 2 M 12 2.5 L 12 21.5", "M 4 5.5 L 12 5.5 L 12 18.5 L 4 18.5 Z"),
    "fit": (
        "M 3.5 9 L 3.5 3.5 L 9 3.5 M 15 3.5 L 20.5 3.5 L 20.5 9 M 20.5 15 L 20.5 20.5 L 15 20.5 "
        "M 9 20.5 L 3.5 20.5 L 3.5 15",
        "R 8 8 8 8 1",
    ),
    "pause": ("", "R 6.5 5 3.6 14 1.2 R 13.9 5 3.6 14 1.2"),
    "play": ("", "M 7.5 4.5 L 19 12 L 7.5 19.5 Z"),
    "tick": ("M 5 12.5 L 10 17.5 L 19 7", ""),
    "settings": ("M 3.5 7 L 12 7 M 18 7 L 20.5 7 M 3.5 17 L 6 17 M 12 17 L 20.5 17 O 15 7 2.8 O 9 17 2.8", ""),
    "plus": ("M 12 5 L 12 19 M 5 12 L 19 12", ""),
    "search": ("O 10.5 10.5 6.5 M 15.3 15.3 L 20.5 20.5", ""),
    "history": ("M 4.5 4.5 L 4.5 9.5 L 9.5 9.5 M 4.8 9.3 A 4 4 16 16 160 -300 M 12 7.8 L 12 12.3 L 15.2 14.2", ""),
    "sun": (
        "M 12 2 L 12 4.5 M 12 19.5 L 12 22 M 2 12 L 4.5 12 M 19.5 12 L 22 12 M 4.9 4.9 L 6.7 6.7 "
        "M 17.3 17.3 L 19.1 19.1 M 4.9 19.1 L 6.7 17.3 M 17.3 6.7 L 19.1 4.9",
        "O 12 12 4.6",
    ),
    "film": (
        "R 3.5 4 17 16 2 M 8 4 L 8 20 M 16 4 L 16 20 M 8 12 L 16 12 M 3.5 9.3 L 8 9.3 M 3.5 14.7 L 8 14.7 "
        "M 16 9.3 L 20.5 9.3 M 16 14.7 L 20.5 14.7",
        "",
    ),
    "brush": (
        "M 20.2 3.8 Q 14 7.2 9.4 12.6 M 20.2 3.8 Q 16.8 10 11.4 14.6",
        "M 9.6 13 Q 12.2 13.8 11.6 17 Q 10.4 21 3.4 20.4 Q 5.6 19 5.6 16.6 Q 6.2 13 9.6 13 Z",
    ),
    "eraser": (
        "M 13 4.2 L 20.2 11.4 L 12 19.6 L 7.6 19.6 L 3.8 15.8 Q 3 15 3.8 14 Z M 8.4 9 L 15.6 16.2 M 12 19.6 L 20 19.6",
        "",
    ),
    "lasso": (
        "M 8 15.4 C 1 13 2.4 4.6 12 4.6 C 21.6 4.6 22.6 15.2 12.4 15.8 Q 9.6 15.9 8 15.4 O 7.4 16.8 2.2 "
        "M 8 19 Q 8.4 21 5.6 21.4",
        "",
    ),
    "rectangle": ("R 3.5 5.5 17 13 1.5", ""),
    "ellipse": ("M 21 12 A 3 5 18 14 0 360 Z", ""),
    "add": ("O 12 12 8.5 M 12 8 L 12 16 M 8 12 L 16 12", ""),
    "subtract": ("O 12 12 8.5 M 8 12 L 16 12", ""),
    "mask": ("R 3.5 3.5 17 17 2", "O 12 12 4.6"),
    "loop": (
        "M 6.5 7 L 17 7 Q 20.5 7 20.5 10.5 L 20.5 12 M 17.5 17 L 7 17 Q 3.5 17 3.5 13.5 L 3.5 12 "
        "M 9.5 4 L 6.5 7 L 9.5 10 M 14.5 14 L 17.5 17 L 14.5 20",
        "",
    ),
    "round": ("M 19.5 4.5 L 19.5 9.5 L 14.5 9.5 M 19.2 9.3 A 4 4 16 16 20 300", "O 12 12 2.4"),
    "sound": (
        "M 15.5 9.2 Q 17.4 12 15.5 14.8 M 18 6.6 Q 21.6 12 18 17.4",
        "M 3.5 9.3 L 7 9.3 L 12.5 5 L 12.5 19 L 7 14.7 L 3.5 14.7 Z",
    ),
    "muted": (
        "M 15.8 9.3 L 21 14.7 M 21 9.3 L 15.8 14.7",
        "M 3.5 9.3 L 7 9.3 L 12.5 5 L 12.5 19 L 7 14.7 L 3.5 14.7 Z",
    ),
    "snap": (
        "M 5 4 L 5 12 A 5 5 14 14 180 180 L 19 4 L 14.5 4 L 14.5 12 A 9.5 9.5 5 5 0 -180 L 9.5 4 L 5 4 "
        "M 5 8 L 9.5 8 M 14.5 8 L 19 8",
        "",
    ),
    "curve": ("M 3 17.5 C 9 17.5 8 6.5 12 6.5 C 16 6.5 15 17.5 21 17.5", "O 12 6.5 2.4"),
    "onion": ("R 3 3 12.5 12.5 2 R 8.5 8.5 12.5 12.5 2", "R 8.5 8.5 7 7 1"),
}
_ARGUMENTS = {"M": 2, "L": 2, "Q": 4, "C": 6, "Z": 0, "O": 3, "R": 5, "A": 6}
GLYPH_NAMES = tuple(_GLYPHS)


def blend(under: QColor, over: QColor, share: float) -> QColor:
    """The opaque colour of `over` at `share` (0..1) laid on `under`: how widgets get greys out of a palette."""
    red = under.redF() + (over.redF() - under.redF()) * share
    green = under.greenF() + (over.greenF() - under.greenF()) * share
    blue = under.blueF() + (over.blueF() - under.blueF()) * share
    return QColor.fromRgbF(red, green, blue)


def paint_glyph(painter: QPainter, name: str, box: QRectF, color: QColor) -> None:
    """Draws the glyph into the square `box`; KeyError when there is no glyph of that name."""
    lines, shapes = _paths(name)  # first: a wrong name must not leave the painter half changed
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / 24, box.height() / 24)
    painter.fillPath(shapes, color)
    pen = QPen(color, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(lines, pen)
    painter.restore()


def glyph_pixmap(name: str, color: QColor, size: int = 18, ratio: float = 1.0) -> QPixmap:
    """The glyph as a transparent pixmap of `size` logical pixels on a screen of `ratio` device pixels each."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    try:
        paint_glyph(painter, name, QRectF(0, 0, size, size), color)
    finally:
        painter.end()  # a pixmap that goes while it is painted on takes the program with it
    return pixmap


def glyph(name: str, color: QColor, size: int = 18) -> QIcon:
    """The glyph as an icon for 1x to 3x screens, fainter when disabled. Remake it when the palette changes."""
    faint = QColor(color)
    faint.setAlphaF(0.35)
    icon = QIcon()
    for ratio in (1.0, 1.5, 2.0, 3.0):
        icon.addPixmap(glyph_pixmap(name, color, size, ratio), QIcon.Mode.Normal)
        icon.addPixmap(glyph_pixmap(name, faint, size, ratio), QIcon.Mode.Disabled)
    return icon


class GlyphButton(QToolButton):
    """A flat button that paints its glyph in the palette's colours, so it follows a change of theme by itself.

    When checked it shows `checked_glyph` (or the same one) in the accent colour.
    """

    def __init__(
        self, name: str, tip: str, checked_glyph: str = "", size: int = 24, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        _paths(name)  # a wrong name is found here, not in the middle of painting
        self._name = name
        self._checked_name = checked_glyph or name
        self.setCheckable(bool(checked_glyph))
        self.setToolTip(plain_tip(tip))
        self.setAccessibleName(tip)
        self.setFixedSize(QSize(size, size))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_glyph(self, name: str) -> None:
        """Shows another glyph when not checked."""
        self._name = name
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange):
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self.palette()
        window, text = palette.color(QPalette.ColorRole.Window), palette.color(QPalette.ColorRole.WindowText)
        accent = palette.color(QPalette.ColorRole.Highlight)
        hovered = self.isEnabled() and self.underMouse()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(accent, 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        if self.isDown() or hovered:
            painter.setBrush(blend(window, text, 0.2 if self.isDown() else 0.1))
        painter.drawRoundedRect(frame, 4, 4)
        color = accent if self.isChecked() else blend(window, text, 0.95 if hovered else 0.7)
        if not self.isEnabled():
            color = blend(window, text, 0.6)
        side = round(min(self.width(), self.height()) * 0.66)
        corner = QPointF((self.width() - side) / 2, (self.height() - side) / 2)
        name = self._checked_name if self.isChecked() else self._name
        paint_glyph(painter, name, QRectF(corner.x(), corner.y(), side, side), color)
        painter.end()


@cache
def _paths(name: str) -> tuple[QPainterPath, QPainterPath]:
    lines, shapes = _GLYPHS[name]
    return _path(lines), _path(shapes)


def _path(commands: str) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    words = iter(commands.split())
    for command in words:
        n = [float(next(words)) for _ in range(_ARGUMENTS[command])]
        if command == "M":
            path.moveTo(n[0], n[1])
        elif command == "L":
            path.lineTo(n[0], n[1])
        elif command == "Q":
            path.quadTo(*n)
        elif command == "C":
            path.cubicTo(*n)
        elif command == "Z":
            path.closeSubpath()
        elif command == "O":
            path.addEllipse(QPointF(n[0], n[1]), n[2], n[2])
        elif command == "R":
            path.addRoundedRect(n[0], n[1], n[2], n[3], n[4], n[4])
        else:
            path.arcTo(*n)
    return path
