"""The sound under the film, as a wave with its beats."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QMenu, QWidget

from engine.language import tr
from widgets.parts.plain import add_plain, menu_text, plain_tip
from widgets.regions.buttons import MenuButton
from widgets.timeline.lane import Lane
from widgets.timeline.state import SoundState, TimelineState

HEIGHT = 30
_ON_THE_WAVE = (
    "QPushButton { background: palette(base); border-radius: 6px; padding-top: 1px; padding-bottom: 1px; "
    "min-height: 0 } QPushButton:hover { background: palette(button) } "
    "QPushButton:focus { border-color: palette(highlight) }"
)


class SoundLane(Lane):
    """Its wave is drawn about the middle, mirrored; ticks are beats. A button on it says how many sliders it moves, and
    offers them, as a click anywhere on it does."""

    removed = Signal()
    drive_chosen = Signal(str, str, bool)  # what of the sound, the slider, whether it moves it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Sound"), HEIGHT, parent)
        self.moves = MenuButton("", tr("Choose which sliders it moves"))
        self.moves.setParent(self)
        self.moves.setStyleSheet(self.moves.styleSheet() + _ON_THE_WAVE)
        self.moves.setFixedHeight(HEIGHT - 8)
        self.moves.menu().aboutToShow.connect(lambda: self._fill(self.moves.menu()))

    def set_sound(self, sound: SoundState) -> None:
        """Shows this sound."""
        self._name = sound.name
        self._told = tr("{tempo:.0f} BPM", tempo=sound.tempo) if sound.tempo else tr("no beat found")
        count = len({target for _, target in sound.drives})
        self.moves.setText(
            tr("Moves no slider yet") if not count else tr("Moves 1 slider") if count == 1
            else tr("Moves {count} sliders", count=count)
        )  # fmt: skip
        self.moves.setAccessibleName(self.moves.text())
        self._lay_out()
        self.setAccessibleName(tr("Sound: {name}", name=sound.name))
        beats = tr("{count} beats: what is dragged snaps to them.", count=len(sound.beats))
        self.setAccessibleDescription(beats)
        click = tr("Click: choose which sliders it moves")
        self.setToolTip(plain_tip(f"{sound.name}\n{beats}\n{click}"))
        self.update()

    def set_state(self, state: TimelineState) -> None:
        super().set_state(state)
        self._lay_out()

    def set_span(self, width: int) -> None:
        super().set_span(width)
        self._lay_out()

    def _lay_out(self) -> None:
        """The button lies at the end of the wave."""
        wide, high, sound = self.moves.sizeHint().width(), self.moves.height(), self.state.sound
        seconds = self.state.seconds if sound is None else min(sound.seconds, self.state.seconds)
        left = max(self.scale.x(0), self.scale.x(seconds) - wide - 8)
        self.moves.setGeometry(round(left) + 4, (self.height() - high) // 2, wide, high)

    def paint_lane(self, painter: QPainter) -> None:
        sound, middle = self.state.sound, self.height() / 2
        if sound is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(QPen(self.ink(0.5), 1))
        left, right = self.scale.x(0), self.scale.x(min(sound.seconds, self.state.seconds))
        for column in range(round(left), round(right)):
            if not sound.wave:
                break
            place = int(self.scale.time(column) / max(sound.seconds, 1e-9) * len(sound.wave))
            high = sound.wave[min(place, len(sound.wave) - 1)] * (middle - 3)
            painter.drawLine(QPointF(column, middle - high), QPointF(column, middle + high))
        painter.setPen(QPen(self.palette().link().color(), 1))
        for beat in sound.beats:
            if beat <= self.state.seconds:
                x = self.scale.x(beat)
                painter.drawLine(QPointF(x, 0), QPointF(x, 5))
        if sound.seconds < self.state.seconds:
            painter.setPen(self.ink(0.65))
            free = max(right, self.moves.geometry().right()) + 6
            box = QRectF(free, 0, self.scale.x(self.state.seconds) - free - 2, self.height())
            words = tr("the sound ends here")
            if box.width() > painter.fontMetrics().horizontalAdvance(words):
                painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._menu(event.globalPosition().toPoint())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._menu(event.globalPos())

    def _menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu)
        menu.popup(place)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for old in menu.findChildren(QMenu):
            old.deleteLater()
        if (sound := self.state.sound) is not None:
            for feature, words in sound.features:
                self._offer(menu.addMenu(menu_text(tr("Moved by {what}", what=words))), sound, feature)
            menu.addSeparator()
        menu.addAction(tr("Remove the sound")).triggered.connect(lambda: self.removed.emit())

    def _offer(self, menu: QMenu, sound: SoundState, feature: str) -> None:
        """The sliders that this may move, those that it does marked."""
        for target, name in sound.targets:
            action = add_plain(menu, name)
            action.setCheckable(True)
            action.setChecked((feature, target) in sound.drives)
            action.triggered.connect(lambda on, target=target: self.drive_chosen.emit(feature, target, on))
        if not sound.targets:
            menu.addAction(tr("Move a slider first, then it can be chosen here")).setEnabled(False)
