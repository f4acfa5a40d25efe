"""Words that may come from a file, shown as they are written: Qt would guess that some are HTML, or keys of a menu.

Every label, tip, menu entry, button and title that shows a name, a note, a path or an error takes it through here.
"""

from __future__ import annotations

import html
import textwrap

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from engine.document.disk.wording import LINES, short, visible

_WIDTH = 100  # letters in a line of a tip
_MOST = 24  # lines of a tip


class PlainLabel(QLabel):
    """A label that shows what it is given as it is written, tags and all."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


def plain_tip(text: str) -> str:
    """What to give `setToolTip` so that it shows `text` as it is written, in lines that are not too long."""
    lines = [part for line in text[: _WIDTH * _MOST].split("\n") for part in _wrapped(line)]
    words = "\n".join(lines[:_MOST])
    if "<" not in words and "&lt;" not in words:  # what Qt guesses by
        return words
    # There is no switch that makes a tip plain: what may pass for HTML is said in HTML.
    return "<qt>" + html.escape(words).replace("\n", "<br>") + "</qt>"


def _wrapped(line: str) -> list[str]:
    if line.isprintable() and len(line) <= _WIDTH:  # nearly all: tips are made while sliders move
        return [line.rstrip()]
    return textwrap.wrap(visible(line, keep=LINES), _WIDTH, replace_whitespace=False, drop_whitespace=True) or [""]


def menu_text(text: str) -> str:
    """What to give a menu entry or a button: an `&` is no key, a tab begins no second column."""
    return short(text).replace("&", "&&")


def add_plain(menu: QMenu, text: str, tip: str = "") -> QAction:
    """An entry of `menu` called `text`, with `tip`; without one, Qt would make a tip of the text."""
    action = menu.addAction(menu_text(text))
    action.setToolTip(plain_tip(tip or text))
    return action


def title_text(text: str) -> str:
    """What to give `setWindowTitle`, where `[*]` would stand for the mark of what is not saved."""
    return short(text, 120).replace("[*]", "[*][*]")
