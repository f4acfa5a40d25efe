"""The timeline as a whole: its head, then the lanes one below the other, or what to do first."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from engine.language import tr
from widgets.fitting.wrapping import WrappingLine
from widgets.look.keyed import keys
from widgets.parts import pill
from widgets.parts.drops import DropTarget
from widgets.parts.plain import PlainLabel, plain_tip
from widgets.timeline.curves import HEIGHT, CurveLane
from widgets.timeline.head import Head
from widgets.timeline.keys import KeyRow
from widgets.timeline.lane import Lane
from widgets.timeline.ruler import Ruler
from widgets.timeline.sound import SoundLane
from widgets.timeline.state import CurveState, TimelineState

_SEEN = 3  # curves that are seen at once
_LOW, _LOWER = 860, 700  # pixels of a window in which it is one less, and two


class TimelineDock(DropTarget):
    """Shows a film and says what is asked of it. Curves are told by the keys of their sliders; "" is the way from
    picture to picture. A file that is dropped anywhere on it is told as of every other drop target."""

    sought = Signal(float)
    template_chosen = Signal(str)
    shape_chosen = Signal(str, float, str)  # curve, begin of the segment, shape
    even_chosen = Signal(float, bool)  # begin of the way from a picture to the next
    handles_set = Signal(str, float, object)
    point_moved = Signal(str, float, float, float)
    point_added = Signal(str, float, float)
    point_removed = Signal(str, float)
    round_chosen = Signal(str, bool)
    curve_removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = TimelineState()
        self.head, self.ruler, self.pictures, self.sound = Head(), Ruler(), KeyRow(), SoundLane()
        self.curves: tuple[CurveLane, ...] = ()
        # as high as the lanes of a first key, which must not move the button that was pressed for it
        self.first = _First(self.ruler.height() + self.pictures.height() + HEIGHT)
        self._lanes = QWidget()
        self._curves = QVBoxLayout()
        self._lay_out()
        self.head.template_chosen.connect(self.template_chosen)
        self.first.template_chosen.connect(self.template_chosen)
        self.head.snap.toggled.connect(self._snap)
        for lane in (self.ruler, self.pictures):
            lane.sought.connect(self.sought)
        self.setAccessibleName(tr("Timeline"))
        self.set_state(TimelineState(), {})

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(0)
        lanes = QVBoxLayout(self._lanes)
        self._scroll = QScrollArea()
        for layout in (lanes, self._curves):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        inner = QWidget()
        inner.setLayout(self._curves)
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in (self.ruler, self.pictures, self._scroll, self.sound):
            lanes.addWidget(part)
        for widget in (self.head, self.first, self._lanes):
            column.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """It is no higher than this, so this is never less than it must have: its head and its words may stand in
        more lines the narrower it is."""
        hint = super().sizeHint().expandedTo(self.minimumSizeHint())
        return hint.expandedTo(QSize(0, self.heightForWidth(self.width())))

    def minimumSizeHint(self) -> QSize:
        """Nor is it any lower while it has no film: what one may begin with is all seen."""
        hint = super().minimumSizeHint()
        return hint.expandedTo(QSize(0, self.heightForWidth(self.width()))) if self.state.empty else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _measure(self) -> None:
        """All lanes have one scale, and as many curves are seen as a low window has room for."""
        for lane in self.lanes():
            lane.set_span(self.width())
        high = self.window().height()
        seen = _SEEN - (high <= _LOW) - (high <= _LOWER)
        self._scroll.setFixedHeight(min(seen, len(self.curves)) * HEIGHT)

    def lanes(self) -> tuple[Lane, ...]:
        """All of them, from above."""
        return (self.ruler, self.pictures, *self.curves, self.sound)

    # ---- what is shown ----

    def set_state(self, state: TimelineState, pictures: Mapping[float, QPixmap]) -> None:
        """Shows this film; `pictures` by the times of their keys."""
        self.state = state
        self.first.setVisible(state.empty)
        self._lanes.setVisible(not state.empty)
        self.head.set_state(state)
        self.head.templates.setVisible(not state.empty)  # else they stand below, in full
        self._set_curves(state.curves)
        self.sound.setVisible(state.sound is not None)
        if state.sound is not None:
            self.sound.set_sound(state.sound)
        self.pictures.set_keys(state, pictures)
        for lane in self.lanes():
            lane.set_state(state)

    def _set_curves(self, curves: tuple[CurveState, ...]) -> None:
        if tuple(lane.curve.key for lane in self.curves) != tuple(curve.key for curve in curves):
            for lane in self.curves:
                self._curves.removeWidget(lane)
                lane.hide()
                lane.deleteLater()
            self.curves = tuple(self._lane(curve) for curve in curves)
            self._measure()
            self._scroll.setVisible(bool(curves))
        for lane, curve in zip(self.curves, curves, strict=True):
            lane.set_curve(curve)

    def _lane(self, curve: CurveState) -> CurveLane:
        lane, key = CurveLane(curve), curve.key
        lane.snaps, lane.playhead = self.head.snap.isChecked(), self.ruler.playhead
        lane.shape_chosen.connect(lambda start, shape: self.shape_chosen.emit(key, start, shape))
        lane.even_chosen.connect(self.even_chosen)
        lane.handles_set.connect(lambda start, handles: self.handles_set.emit(key, start, handles))
        lane.point_moved.connect(lambda start, to, height: self.point_moved.emit(key, start, to, height))
        lane.point_added.connect(lambda time, height: self.point_added.emit(key, time, height))
        lane.point_removed.connect(lambda time: self.point_removed.emit(key, time))
        lane.round_chosen.connect(lambda on: self.round_chosen.emit(key, on))
        lane.removed.connect(lambda: self.curve_removed.emit(key))
        self._curves.addWidget(lane)
        return lane

    def set_playhead(self, time: float) -> None:
        """Where the film is."""
        for lane in self.lanes():
            lane.set_playhead(time)

    def set_templates(self, templates: tuple[tuple[str, str, str], ...], slider: str = "") -> None:
        """What one may start from: a name, words, and a sentence why it cannot be (or nothing); the name of the slider
        that can be given a curve, or nothing."""
        self.head.set_templates(templates, slider)
        self.first.set_templates(templates)

    @Slot(bool)
    def _snap(self, on: bool) -> None:  # noqa: FBT001  a slot
        for lane in self.lanes():
            lane.snaps = on

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(self.palette().mid().color())
        painter.drawLine(0, 0, self.width(), 0)
        if self.dropping:
            pill.paint_invitation(painter, self, tr("Drop a sound"))
        painter.end()


class _First(QWidget):
    """What to do where there is no film yet, at least as high as is said."""

    template_chosen = Signal(str)

    def __init__(self, least: int) -> None:
        super().__init__()
        self._words = PlainLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._line: WrappingLine | None = None
        self._shown: tuple[tuple[str, str, str], ...] = ()
        self._column = QVBoxLayout()
        self._column.setContentsMargins(14, 2, 14, 8)
        line = QHBoxLayout(self)  # a strut beside it: a least height would hide what is wrapped into more lines
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addSpacerItem(QSpacerItem(0, least, QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum))
        line.addLayout(self._column)
        self._column.addWidget(self._words)
        self._column.addStretch(1)
        keys().changed.connect(self._say)
        self._say()

    def sizeHint(self) -> QSize:
        return QSize(400, super().sizeHint().height())

    def _say(self) -> None:
        self._words.setText(
            tr(
                "Set a key of what is shown: {key}. Change the picture by a slider or a new face, and set the next "
                "key. The film moves from one to the other. Or begin with one of these:",
                key=keys().of("set_film_key") or tr("Set key, above"),
            )
        )

    def set_templates(self, templates: tuple[tuple[str, str, str], ...]) -> None:
        if templates == self._shown:
            return
        self._shown = templates
        buttons = []
        for name, words, why_not in templates:
            button = QPushButton(words)
            button.setEnabled(not why_not)
            button.setToolTip(plain_tip(why_not or words))
            button.clicked.connect(lambda _=False, name=name: self.template_chosen.emit(name))
            buttons.append(button)
        if self._line is not None:
            self._column.removeWidget(self._line)
            self._line.hide()
            self._line.deleteLater()
        self._line = WrappingLine(*buttons)
        self._column.insertWidget(1, self._line)
