"""What a slider row shows: a `SliderState` in one line, star, name, track, value and strip button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from engine.language import tr
from widgets.look.sigma import sigma_text
from widgets.sliders.row_look import RowLook, RowPainter, RowPlan, row_tip
from widgets.states import SliderState

ROW_HEIGHT = 32


class RowView(QWidget):
    """A row as it is seen; the slider row adds all that a hand can do with it."""

    def __init__(self, state: SliderState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._plan = self._planned()
        self._loudest = 0.0
        self._dimmed = False
        self._strip_open = False
        self._hover = ""
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    @property
    def state(self) -> SliderState:
        """What is on screen now."""
        return self._state

    def _show(self, state: SliderState) -> None:
        if state != self._state:
            ends_moved = (state.low, state.high) != (self._state.low, self._state.high)
            self._state = state
            if ends_moved:
                self._plan = self._planned()
            self._describe()
            self.update()

    def set_loudest(self, effect: float) -> None:
        """The largest effect in the panel, which the small effect bar is measured against; 0 hides the bar."""
        if effect != self._loudest:
            self._loudest = effect
            self.update()

    def set_dimmed(self, *, dimmed: bool) -> None:
        """Paints the row faint: another layer is soloed, so this slider does not count at the moment."""
        if dimmed != self._dimmed:
            self._dimmed = dimmed
            self.update()

    def set_strip_open(self, *, is_open: bool) -> None:
        """Marks the strip button while this slider's film strip is shown."""
        if is_open != self._strip_open:
            self._strip_open = is_open
            self.update()

    def _planned(self) -> RowPlan:
        return RowPlan(self.size(), self.fontMetrics(), self._state.low, self._state.high)

    def sizeHint(self) -> QSize:
        return QSize(300, ROW_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, ROW_HEIGHT)

    def _describe(self) -> None:
        muted = tr(", muted") if self._state.muted else ""
        self.setAccessibleName(
            tr(
                "{name} {sigma_text} sigma{muted}",
                name=self._state.name,
                sigma_text=sigma_text(self._state.value),
                muted=muted,
            )
        )
        home = tr("The picture's own value is {sigma_text} sigma.", sigma_text=sigma_text(self._state.home))
        self.setAccessibleDescription(f"{home} {self._state.hint}".strip())

    @property
    def held(self) -> bool:
        """Whether the handle is being dragged."""
        return False

    # where things are

    def region(self, name: str) -> QRect:
        """The rectangle of "star", "name", "track", "value" or "strip"."""
        return self._plan.regions[name]

    def handle_x(self) -> float:
        """Where the handle's middle is, in the row's pixels."""
        return self._plan.x_of(self._state.value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._plan = self._planned()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._plan = self._planned()
            self.update()

    def _set_hover(self, where: str) -> None:
        if where != self._hover:
            self._hover = where
            self.setCursor(Qt.CursorShape.IBeamCursor if where == "value" else Qt.CursorShape.ArrowCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._set_hover("")

    def _tip(self, place: QPoint) -> str:
        return row_tip(self._state, self._plan.region_at(place), strip_open=self._strip_open)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = RowLook(
            self._state,
            self._loudest,
            self._hover,
            self.hasFocus(),
            self.held,
            self._dimmed or self._state.muted,
            self._strip_open,
        )
        painter = QPainter(self)
        RowPainter(painter, self._plan, look, self.palette(), self.font()).paint(self.rect())
        painter.end()
