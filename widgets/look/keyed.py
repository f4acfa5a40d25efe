"""Tips that say the key of an action: the key that it has now, also after a person has chosen another."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from widgets.parts.plain import plain_tip


class Keys(QObject):
    """The key of each action as people read it, by the action's name; `changed` when one is another."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keys: dict[str, str] = {}

    def set_keys(self, keys: dict[str, str]) -> None:
        """The keys of all actions that have one."""
        if keys != self._keys:
            self._keys = dict(keys)
            self.changed.emit()

    def of(self, action: str) -> str:
        """The key; empty if the action has none."""
        return self._keys.get(action, "")


def keys() -> Keys:
    """Those of the application."""
    app = QCoreApplication.instance()
    assert app is not None
    return app.findChild(Keys) or Keys(app)


def with_key(words: str, action: str) -> str:
    """These words, and the key of the action behind them, if it has one."""
    key = keys().of(action)
    return f"{words} ({key})" if key else words


def keyed_tip(widget: QWidget, words: str, action: str) -> None:
    """Give a widget a tip that ends in the action's key, whatever that becomes; again with other words."""
    keyed = widget.findChild(_Keyed)
    if keyed is None:
        keyed = _Keyed(widget, action)
    keyed.say(words)


class _Keyed(QObject):
    def __init__(self, widget: QWidget, action: str) -> None:
        super().__init__(widget)
        self._widget, self._action, self._words = widget, action, ""
        keys().changed.connect(self._show)

    def say(self, words: str) -> None:
        self._words = words
        self._show()

    @Slot()
    def _show(self) -> None:
        self._widget.setToolTip(plain_tip(with_key(self._words, self._action)))
