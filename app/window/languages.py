"""The menu of languages: one is chosen now and spoken from the next start on."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from app.language import ENGLISH, OTHERS
from app.window.surface import Surface
from engine.language import tr
from widgets.parts.plain import add_plain


def fill_languages(window: Surface, menu: QMenu) -> None:
    """The languages there are, each in its own words, that of the settings marked."""
    settings, group = window.controller.settings, QActionGroup(menu)
    for name, words in (("", tr("As the system")), (ENGLISH, "English"), *OTHERS.items()):
        action = add_plain(menu, words)
        action.setCheckable(True)
        action.setChecked(name == settings.language)
        action.triggered.connect(partial(_choose, window, name))
        group.addAction(action)


def _choose(window: Surface, name: str, *_: bool) -> None:
    if name != window.controller.settings.language:
        window.controller.settings.language = name
        window.notice.show_notice(tr("Kept: EigenBrush speaks this language from its next start on."), "info")
