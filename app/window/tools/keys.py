"""The keys of the actions: those of the table or those that a person chose, and the sheet on which they are chosen."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeySequence

from app.window.actions import ACTIONS, FIXED_ALONE, FIXED_ALWAYS, GESTURES
from app.window.surface import Surface
from engine.document.disk.wording import short
from engine.language import tr
from widgets.library.keys import KeyRow, KeySheet
from widgets.look.keyed import keys
from widgets.parts.plain import plain_tip

log = logging.getLogger(__name__)
_TABLE = {action.run: action for action in ACTIONS}
HIDE = "toggle_panels"  # has Tab at first, which elsewhere than on the picture moves the focus


class KeyBook(QObject):
    """Gives every action its keys, and says each where a tip names it."""

    def __init__(self, window: Surface) -> None:
        super().__init__(window)
        self._window, self._settings = window, window.controller.settings
        self._sheet: KeySheet | None = None
        self._settings.keys = self._usable(self._settings.keys)
        self._apply()

    def of(self, action: str) -> tuple[str, ...]:
        """Its keys, as Qt writes them everywhere."""
        return tuple(self._settings.keys.get(action, _TABLE[action].keys))

    def owner(self, key: str, but: str = "") -> str:
        """The action that has this key, other than `but`; empty if none has."""
        return next((run for run in _TABLE if run != but and key in self.of(run)), "")

    def choose(self, action: str, key: str) -> None:
        """Give an action this one key in place of those it has; where that cannot be, the sheet says why."""
        if fixed(key):
            self._say(
                tr(
                    "{shown} is fixed: lists, sliders and the picture act on it themselves. Press another key.",
                    shown=shown(key),
                )
            )
        elif other := self.owner(key, action):
            can_swap = not any(fixed(each) for each in self.of(action)[:1])  # Tab stays where it is
            self._say(
                tr("{shown} is the key of “{words}”.", shown=shown(key), words=words(other)),
                swap=key if can_swap else "",
            )
        else:
            self._set(action, (key,))
            self._say(tr("“{words}” has the key {shown} now.", words=words(action), shown=shown(key)))

    def swap(self, action: str, key: str) -> None:
        """Give an action this key, and the action that has it the first key of the one."""
        other, first = self.owner(key, action), self.of(action)[:1]
        rest = tuple(first[0] if first and each == key else each for each in self.of(other) if first or each != key)
        self._set(action, (key,))
        self._set(other, rest)
        self._say(tr("“{words}” and “{words2}” have swapped their keys.", words=words(action), words2=words(other)))

    def clear(self, action: str) -> None:
        """An action without a key."""
        self._set(action, ())
        self._say(tr("“{words}” has no key now.", words=words(action)))

    def reset(self, action: str) -> None:
        """The keys that it had at first, unless another action has one of them by now."""
        taken = next((key for key in _TABLE[action].keys if self.owner(key, action)), "")
        if taken:
            self._say(
                tr(
                    "{shown} is the key of “{words}” now. Reset that first.",
                    shown=shown(taken),
                    words=words(self.owner(taken, action)),
                )
            )
            return
        self._set(action, _TABLE[action].keys)
        self._say(tr("“{words}” has the key that it had at first.", words=words(action)))

    def reset_all(self) -> None:
        """All keys as they were at first."""
        self._settings.keys = {}
        self._apply()
        self._say(tr("All keys are as they were at first."))

    def show(self) -> None:
        """The sheet."""
        if self._sheet is None:
            self._sheet = sheet = KeySheet(self._groups(), self._window)
            sheet.chosen.connect(self.choose)
            sheet.swap_wanted.connect(self.swap)
            sheet.cleared.connect(self.clear)
            sheet.reset_wanted.connect(self.reset)
            sheet.reset_all_wanted.connect(self.reset_all)
            sheet.finished.connect(self._closed)
        self._sheet.show()
        self._sheet.raise_()

    @Slot()
    def _closed(self) -> None:
        if self._sheet is not None:
            self._sheet.deleteLater()
            self._sheet = None

    def _say(self, sentence: str, swap: str = "") -> None:
        if self._sheet is not None:
            self._sheet.set_groups(self._groups())
            self._sheet.say(sentence, swap)

    def _groups(self) -> tuple[tuple[str, tuple[KeyRow, ...]], ...]:
        """Every action below the menu that it is in, then the gestures."""
        menus = dict.fromkeys(action.menu for action in ACTIONS)
        actions = tuple(
            (tr(menu), tuple(self._row(action.run) for action in ACTIONS if action.menu == menu)) for menu in menus
        )
        return (
            *actions,
            *((tr(where), tuple(KeyRow(tr(key), tr(does)) for key, does in rows)) for where, rows in GESTURES),
        )

    def _row(self, action: str) -> KeyRow:
        its = ", ".join(shown(key) for key in self.of(action))
        return KeyRow(its, words(action), action, action in self._settings.keys)

    def _set(self, action: str, given: tuple[str, ...]) -> None:
        self._settings.keys = {run: each for run, each in self._settings.keys.items() if run != action}
        if given != _TABLE[action].keys:
            self._settings.keys[action] = list(given)
        self._apply()

    def _apply(self) -> None:
        """Shortcuts and tips, as the settings say."""
        named = {}
        for action in ACTIONS:
            made, given = self._window.acts[action.run], self.of(action.run)
            made.setShortcuts([QKeySequence(key) for key in given])
            tip = tr(action.tip) or words(action.run)
            made.setToolTip(plain_tip(f"{tip} ({shown(given[0])})" if given else tip))
            if given:
                named[action.run] = shown(given[0])
        contexts = Qt.ShortcutContext
        tab = self.of(HIDE) == ("Tab",)
        self._window.acts[HIDE].setShortcutContext(contexts.WidgetShortcut if tab else contexts.WindowShortcut)
        keys().set_keys(named)

    def _usable(self, given: dict[str, list[str]]) -> dict[str, list[str]]:
        """What of the settings can be: keys that there are, of actions that there are, each of one action."""
        kept, used = dict[str, list[str]](), set[str]()
        for action, its in given.items():
            if action not in _TABLE or any(not real(key) or fixed(key) or key in used for key in its):
                log.warning("the key %s of %s was passed over", short(repr(its)), short(repr(action)))
                continue
            kept[action] = its
            used.update(its)
        while twice := [a for a, its in kept.items() if any(_at_first(key, kept) for key in its)]:
            log.warning("the key of %s was passed over: another action has it", short(repr(twice[-1])))
            kept.pop(twice[-1])
        return kept


def _at_first(key: str, changed: dict[str, list[str]]) -> bool:
    """Whether an action whose keys were not changed has this key."""
    return any(key in action.keys for action in ACTIONS if action.run not in changed)


def words(action: str) -> str:
    """What an action is called."""
    return tr(_TABLE[action].text).rstrip("…")


def shown(key: str) -> str:
    """A key as people read it here."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def real(key: str) -> bool:
    """Whether this is one key that can be pressed, as Qt writes it."""
    sequence = QKeySequence(key)
    return bool(key) and sequence.count() == 1 and sequence.toString() == key


def fixed(key: str) -> bool:
    """Whether no action can have this key."""
    alone = "+" if key.endswith("+") else key.rpartition("+")[2]
    return (alone in FIXED_ALWAYS and "Alt+" not in key) or key in FIXED_ALONE
