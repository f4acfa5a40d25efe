"""One card of the library: a picture, a name, and what is known of the generator."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QPushButton, QWidget

from engine.language import tr
from widgets.look.glyphs import GlyphButton, blend, paint_glyph
from widgets.parts.pixels import fitted
from widgets.parts.plain import menu_text, plain_tip
from widgets.states import LibraryCard

SIDE = 96  # logical pixels of a thumbnail
_PAD = 10
HEIGHT = SIDE + 2 * _PAD


class Card(QAbstractButton):
    """Click, Space or Enter opens. A card with an offer is fetched by its button or Enter, never by a stray click."""

    opened = Signal(str)
    fetch_wanted = Signal(str)
    removed = Signal(str)
    pinned = Signal(str, bool)  # it is to stay, above the others, from now on, or not
    reached = Signal(QWidget)  # it has the keyboard now
    walked = Signal(object, object)  # the card itself, and the arrow key

    def __init__(self, state: LibraryCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = state
        self._image, self._png = QImage(), b""
        self._get = QPushButton(self)
        self._get.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter on the card presses it
        self._get.clicked.connect(self._fetch)
        self._remove = GlyphButton("close", tr("Take it off this list (Delete)"), parent=self)
        self._remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._remove.clicked.connect(self._ask_removal)
        self._pin = GlyphButton("pin-outline", tr("Keep it above the others (P)"), "pin", parent=self)
        self._pin.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pin.clicked.connect(self._ask_pin)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._clicked)
        self.set_state(state)

    def set_state(self, state: LibraryCard) -> None:
        """Shows another state of the same card."""
        self.state = state
        if state.picture != self._png:
            self._png, self._image = state.picture, QImage.fromData(state.picture)
        self._get.setText(tr("Getting…") if state.busy else menu_text(state.offer))
        self._get.setEnabled(not state.busy)
        self._get.setVisible(bool(state.offer))
        self._get.setAccessibleName(f"{state.offer}: {state.title}")
        self._remove.setVisible(state.gone and state.removable)
        self._pin.setChecked(state.pinned)
        self._show_pin()
        self.setText(menu_text(state.title))
        self.setToolTip(plain_tip(state.tip))
        self.setAccessibleName(state.title)
        marks = (tr("open now") if state.current else "", "pinned" if state.pinned else "")
        words = (state.facts, state.line, *marks, state.offer)
        self.setAccessibleDescription(", ".join(word for word in words if word))
        self.setCursor(Qt.CursorShape.ArrowCursor if state.gone or state.offer else Qt.CursorShape.PointingHandCursor)
        self._place()
        self.update()

    def _clicked(self) -> None:
        if not self.state.gone and not self.state.offer:
            self.opened.emit(self.state.key)

    def _fetch(self) -> None:
        self.fetch_wanted.emit(self.state.key)

    def _ask_removal(self) -> None:
        self.removed.emit(self.state.key)

    def _ask_pin(self) -> None:
        self.pinned.emit(self.state.key, not self.state.pinned)

    def _show_pin(self) -> None:
        near = self.underMouse() or self.hasFocus()
        self._pin.setVisible(self.state.removable and (self.state.pinned or near))

    def event(self, event: QEvent) -> bool:
        # P pins here, whatever the window's menus do with it.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._pins(event):
            event.accept()
            return True
        return super().event(event)

    def _pins(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_P and self.state.removable and not event.modifiers()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.state.offer:
            self._get.click()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.state.removable:
            self._ask_removal()
        elif self._pins(event):
            self._ask_pin()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.walked.emit(self, Qt.Key(key))  # a key left to the parents would scroll the page instead
        elif key == Qt.Key.Key_Escape:
            event.ignore()  # the library's
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_pin()
        self.reached.emit(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_pin()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_pin()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_pin()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()

    def _place(self) -> None:
        size = self._get.sizeHint()
        self._get.setGeometry(
            self.width() - _PAD - size.width(), self.height() - _PAD - size.height(), size.width(), size.height()
        )
        self._remove.move(self.width() - self._remove.width() - 5, 5)
        self._pin.move(self.width() - self._pin.width() - 5, self.height() - self._pin.height() - 5)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, state = self.palette(), self.state
        roles = QPalette.ColorRole
        base, text = palette.color(roles.Base), palette.color(roles.WindowText)
        hovered = self.underMouse() and not state.gone and not state.offer
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        edge, width = palette.color(roles.Dark), 1.0
        if self.hasFocus() or state.current:
            edge, width = palette.color(roles.Highlight), 2.0 if self.hasFocus() else 1.5
        painter.setPen(QPen(edge, width))
        painter.setBrush(blend(base, text, 0.06) if hovered else base)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        self._paint_picture(painter)
        self._paint_words(painter)
        painter.end()

    def _paint_picture(self, painter: QPainter) -> None:
        box = QRectF(_PAD, _PAD, SIDE, SIDE)
        outline = QPainterPath()
        outline.addRoundedRect(box, 7, 7)
        painter.save()
        if self._image.isNull():
            base, text = self.palette().color(QPalette.ColorRole.Base), self.palette().color(QPalette.ColorRole.Text)
            painter.fillPath(outline, blend(base, text, 0.07))
            inner = QRectF(0, 0, 30, 30)
            inner.moveCenter(box.center())
            paint_glyph(painter, "wall", inner, blend(base, text, 0.25))
        else:
            painter.setOpacity(0.3 if self.state.gone else 1.0)
            painter.setClipPath(outline)
            painter.drawImage(fitted(box, self._image.width(), self._image.height()), self._image)
        painter.restore()

    def _paint_words(self, painter: QPainter) -> None:
        palette, state = self.palette(), self.state
        quiet = palette.color(QPalette.ColorRole.PlaceholderText)
        faint = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)
        left = _PAD + SIDE + 14
        right = self.width() - _PAD - 2
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        line = QFontMetrics(bold).height() + 3
        title_right = right
        if state.current:
            title_right -= self._paint_mark(painter, right, _PAD + 4) + 8
        elif state.gone:
            title_right -= self._remove.width()
        ink = faint if state.gone else palette.color(QPalette.ColorRole.WindowText)
        _text(painter, bold, ink, QRect(left, _PAD + 4, title_right - left, line), state.title)
        quiet = faint if state.gone else quiet
        facts = QRect(left, _PAD + 4 + line, right - left, line)
        words = QRect(left, _PAD + 6 + 2 * line, right - left, 2 * line)
        if state.offer:  # its button takes the place beside the facts
            facts = QRect(left, self._get.y(), self._get.x() - left - 8, self._get.height())
            words.moveTop(_PAD + 4 + line)
        _text(painter, self.font(), quiet, facts, state.facts)
        _two_lines(painter, self.font(), quiet, words, state.line)

    def _paint_mark(self, painter: QPainter, right: int, top: int) -> int:
        """The word that marks the open generator; returns its width."""
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.85)
        metrics = QFontMetrics(font)
        width, height = metrics.horizontalAdvance(tr("open")) + 14, metrics.height() + 2
        box = QRectF(right - width, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Highlight))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.HighlightedText))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, tr("open"))
        return width


def _text(painter: QPainter, font: QFont, ink: QColor, box: QRect, text: str) -> None:
    painter.setFont(font)
    painter.setPen(ink)
    text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _two_lines(painter: QPainter, font: QFont, ink: QColor, box: QRect, text: str) -> None:
    """Words on two lines at the most; what does not fit ends in an ellipsis."""
    metrics, words, first = QFontMetrics(font), text.split(" "), ""
    while words and metrics.horizontalAdvance(f"{first} {words[0]}") <= box.width():
        first = f"{first} {words.pop(0)}".lstrip()
    height = box.height() // 2
    _text(painter, font, ink, QRect(box.x(), box.y(), box.width(), height), first or text)
    if first and words:
        _text(painter, font, ink, QRect(box.x(), box.y() + height, box.width(), height), " ".join(words))
