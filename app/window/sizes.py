"""How large the whole interface is drawn: chosen in the menu View, in force from the next start."""

from __future__ import annotations

import os

from PySide6.QtCore import QObject, QSize, Slot
from PySide6.QtGui import QAction, QActionGroup

from app.model.settings import SIZES
from app.window.surface import Surface
from engine.language import tr
from widgets.parts.plain import plain_tip

VARIABLE = "QT_SCALE_FACTOR"  # Qt reads it once, when the application is made


def set_size(size: int) -> None:
    """Have Qt draw everything at `size` per cent; before there is an application. At 100 what the system says stays."""
    if size != 100:
        os.environ[VARIABLE] = f"{size / 100:g}"


class Sizes(QObject):
    """Fills the menu of sizes; those that leave the window no room on this screen cannot be chosen."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._settings = window, window.controller.settings
        self._now = self._settings.size  # what is on screen
        self._group = QActionGroup(self)
        window.size_menu.setToolTipsVisible(True)
        for size in SIZES:
            action = window.size_menu.addAction(f"{size} %")
            action.setCheckable(True)
            action.setData(size)
            action.triggered.connect(self._choose)
            self._group.addAction(action)
        window.size_menu.aboutToShow.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """Mark the size that is chosen, and offer what fits."""
        for action in self._group.actions():
            action.setChecked(action.data() == self._settings.size)
            fits = action.data() <= self._now or self._fits(action.data())
            action.setEnabled(fits)
            action.setToolTip(plain_tip(f"{action.data()} %" if fits else tr("The window would not fit this screen")))

    def _fits(self, size: int) -> bool:
        """Whether the smallest window is not larger than the screen in so many per cent."""
        room, least = self._window.screen().availableGeometry().size(), self._window.minimumSizeHint()
        there = QSize(room.width() * self._now // size, room.height() * self._now // size)
        return least.boundedTo(there) == least

    @Slot()
    def _choose(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self._settings.size = action.data()
        now = self._settings.size == self._now
        told = tr("This is the size on screen now.") if now else tr("This size is used from the next start on.")
        self._window.controller.say(told)
