"""The menu of a face that the one in front can morph to, on one of three ways."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from engine.document.asked.between import MorphWay
from engine.language import tr
from widgets.parts.plain import add_plain

#: The way, what it is called, and what is said of it.
_WAYS: tuple[tuple[MorphWay, str, str], ...] = (
    ("prior", tr("Morph to this face"), tr("Every face on the way is as usual as the two ends")),
    ("whitened", tr("Morph to it, near the average"), tr("Half way the face is nearer to the average one")),
    (
        "straight",
        tr("Morph to it, straight"),
        tr("In a straight line: half way the face may be unusual"),
    ),
)


def morph_menu(parent: QWidget, say: Callable[[MorphWay], None]) -> QMenu:
    """A menu that is gone once it is closed; `say` hears the way that was chosen."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    for way, text, tip in _WAYS:
        action = add_plain(menu, text, tip)
        action.triggered.connect(partial(_said, say, way))
    return menu


def _said(say: Callable[[MorphWay], None], way: MorphWay, *_: bool) -> None:
    say(way)
