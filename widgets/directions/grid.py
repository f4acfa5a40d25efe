"""Cards of one height in as many columns as fit, made only where they can be seen: a set may have hundreds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from widgets.directions.card import HEIGHT, NARROWEST, DirectionView
from widgets.states import DirectionCard

GAP = 8


class DirectionGrid(QWidget):
    """The cards of one set. The same keys keep their widgets, in any order; a key that is gone loses its card."""

    arranged = Signal()

    def __init__(self, make: Callable[[DirectionCard], DirectionView]) -> None:
        super().__init__()
        self._make = make
        self._views: dict[str, DirectionView] = {}
        self._states: dict[str, DirectionCard] = {}
        self._order: tuple[str, ...] = ()
        self._sight = (0, 0)

    def set_cards(self, states: tuple[DirectionCard, ...], order: tuple[str, ...]) -> None:
        """All directions, and the keys of those to show in their order."""
        self._states = {state.key: state for state in states}
        before, self._order = self._order, tuple(key for key in self._order if key in self._states)
        for key in [key for key in self._views if key not in self._states]:
            view = self._views.pop(key)
            # An open type-in ends here: it was meant for a direction that is gone.
            view.blockSignals(True)  # noqa: FBT003  Qt takes no names
            view.hide()
            view.deleteLater()
        for key, view in self._views.items():
            view.set_state(self._states[key])
        if order != before:
            self._order = order
            self._arrange()

    @property
    def order(self) -> tuple[str, ...]:
        """The keys shown, in order."""
        return self._order

    def views(self) -> list[DirectionView]:
        """The cards that have been made, in order, those that are filtered out last."""
        shown = [self._views[key] for key in self._order if key in self._views]
        return shown + [view for key, view in self._views.items() if key not in self._order]

    def view(self, key: str) -> DirectionView | None:
        """The card of a direction, made if it is not yet; None where it is not shown."""
        if key in self._order:
            self._ensure(self._order.index(key))
        return self._views.get(key) if key in self._order else None

    def made(self, key: str) -> DirectionView | None:
        """The card of a direction, if there is one."""
        return self._views.get(key)

    def look(self, top: int, bottom: int) -> tuple[str, ...]:
        """Makes the cards that touch these heights and a few more; returns the keys of those that touch them."""
        self._sight = (top, bottom)
        columns, step = self._columns(), HEIGHT + GAP
        first, last = max(0, top // step), max(0, (bottom - 1) // step)
        for place in range(max(0, first - 1) * columns, min(len(self._order), (last + 2) * columns)):
            self._ensure(place)
        return self._order[first * columns : (last + 1) * columns]

    def beside(self, view: DirectionView, way: int) -> DirectionView | None:
        """The card before (-1) or after (1) this one; None at the end."""
        key = view.state.key
        place = self._order.index(key) + way if key in self._order else -1
        return self.view(self._order[place]) if 0 <= place < len(self._order) else None

    def _ensure(self, place: int) -> None:
        key = self._order[place]
        if key not in self._views:
            view = self._views[key] = self._make(self._states[key])
            view.setParent(self)
            view.setGeometry(*self._box(place))
            view.show()
            self._chain()

    def _chain(self) -> None:
        """Tab goes from card to card as they stand."""
        stops = [stop for view in self.views() for stop in view.stops()]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    # where they are

    def _columns(self, width: int = 0) -> int:
        return max(1, ((width or self.width()) + GAP) // (NARROWEST + GAP))

    def _box(self, place: int) -> tuple[int, int, int, int]:
        columns = self._columns()
        width = (self.width() - GAP * (columns - 1)) // columns
        row, column = divmod(place, columns)
        return column * (width + GAP), row * (HEIGHT + GAP), width, HEIGHT

    def _arrange(self) -> None:
        places = {key: place for place, key in enumerate(self._order)}
        for key, view in self._views.items():
            if key in places:
                view.setGeometry(*self._box(places[key]))
            view.setVisible(key in places)
        self.updateGeometry()
        self._chain()
        self.arranged.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self._arrange()

    # A height set on each resize instead makes the scroll area's bar come and go for ever.

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self._order) // self._columns(width))
        return max(0, rows * (HEIGHT + GAP) - GAP)

    def sizeHint(self) -> QSize:
        return QSize(360, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(360, 0)
