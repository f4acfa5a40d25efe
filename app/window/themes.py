"""How the window looks: the theme of the settings at the start, another one when it is chosen; the icons follow."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from app.model.settings import THEMES
from app.window.actions import ACTIONS
from app.window.menus import ICON
from app.window.surface import Surface
from widgets.look.glyphs import glyph
from widgets.look.restyling import Restyling
from widgets.look.theme import apply_theme


class Themes(QObject):
    """Applies a theme to the program; the window's actions must have been made."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._settings = window, window.controller.settings
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply_theme(app, self._settings.theme)
        self._colour_icons()
        self._restyling = Restyling(app, window, self._colour_icons)

    def doing(self) -> dict[str, Callable[[], None]]:
        """Actions that are done, by name."""
        return {f"theme_{mode}": partial(self.choose, mode) for mode in THEMES}

    def choose(self, mode: str) -> None:
        """Another theme."""
        self._settings.theme = mode
        self._restyling.begin(mode)

    def _colour_icons(self) -> None:
        colour = QApplication.palette().color(QPalette.ColorRole.WindowText)
        for action in ACTIONS:
            if action.icon:
                self._window.acts[action.run].setIcon(glyph(action.icon, colour, ICON))
