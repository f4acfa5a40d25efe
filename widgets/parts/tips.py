"""Tips of widgets that paint themselves: what is under the mouse decides what is said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from widgets.parts.plain import plain_tip


def tip_shown(widget: QWidget, event: QEvent, tip: Callable[[QPoint], str]) -> bool:
    """Whether the event asked for a tip; then what `tip` says of that place is shown, "" hides it."""
    if event.type() != QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
        return False
    QToolTip.showText(event.globalPos(), plain_tip(tip(event.pos())), widget)
    return True
