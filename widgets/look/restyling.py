"""Another theme for windows that are on screen, in a few turns of the event loop, none of which takes long."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QScrollBar, QWidget
from shiboken6 import isValid

from widgets.look.theme import apply_theme, tokens_for, undress


class Restyling(QObject):
    """Takes the old style sheet off in one turn, puts the new one on in the next, and then shows what came of it.

    Nothing is painted in between, and what was scrolled stays where it was.
    """

    def __init__(self, app: QApplication, parent: QObject, done: Callable[[], None]) -> None:
        super().__init__(parent)
        self._app, self._done, self._mode = app, done, ""
        self._hidden: list[QWidget] = []
        self._scrolled: list[tuple[QScrollBar, int]] = []

    def begin(self, mode: str) -> None:
        """Change to another theme; a change under way goes on to this one. ValueError otherwise."""
        tokens_for(mode, self._app)
        under_way, self._mode = bool(self._mode), mode
        if under_way:
            return
        self._hidden = [w for w in self._app.topLevelWidgets() if w.isVisible() and w.updatesEnabled()]
        self._scrolled = [(bar, bar.value()) for w in self._hidden for bar in w.findChildren(QScrollBar)]
        for widget in self._hidden:
            widget.setUpdatesEnabled(False)
        QTimer.singleShot(0, self, self._undress)

    @Slot()
    def _undress(self) -> None:
        undress(self._app)
        QTimer.singleShot(0, self, self._dress)

    @Slot()
    def _dress(self) -> None:
        mode, self._mode = self._mode, ""
        apply_theme(self._app, mode)
        QTimer.singleShot(0, self, self._show)

    @Slot()
    def _show(self) -> None:
        self._done()
        for bar, value in self._scrolled:
            if isValid(bar):
                bar.setValue(value)
        for widget in self._hidden:
            if isValid(widget):
                widget.setUpdatesEnabled(True)
                # A request to paint that came meanwhile was dropped, and Qt asks for no second one while what it was
                # about is still to be painted: `update` alone may show nothing at all.
                widget.repaint()
        self._hidden, self._scrolled = [], []
