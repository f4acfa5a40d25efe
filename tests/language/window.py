"""The window in a language that brackets every sentence: whatever is shown without brackets went past `tr`.

Run in a process of its own, as the language is chosen before anything else is imported: `python -m
tests.language.window` prints what it saw without brackets, a line each: where, and the words.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator

from engine.language import speak

OPEN, CLOSE = "⟦", "⟧"


def bracketed(sentence: str) -> str:
    """The sentence in brackets that no other text has."""
    return f"{OPEN}{sentence}{CLOSE}"


if __name__ == "__main__":
    speak(bracketed)

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtGui import QAction  # noqa: E402
from PySide6.QtWidgets import (  # noqa: E402
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QMessageBox,
    QSpinBox,
    QTableWidget,
    QWidget,
)

#: Pages and dialogs that are opened one after the other, by the names of the actions.
PAGES = (
    "show_library", "show_photo", "show_pair", "show_wall", "show_brought", "show_browser", "show_comparison",
    "show_truth", "show_judging", "brush", "show_card", "show_keys", "show_about", "export_film", "save_picture",
    "show_controllers", "show_workers", "show_engine",
)  # fmt: skip


def words_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """What a widget shows or says, with what kind of words it is."""
    yield "tip", widget.toolTip()
    yield "name", widget.accessibleName()
    yield "description", widget.accessibleDescription()
    if widget.isWindow():
        yield "title", widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    if isinstance(widget, QGroupBox | QMenu):
        yield "title", widget.title()
    if isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QSpinBox):
        yield from (("prefix", widget.prefix()), ("suffix", widget.suffix()))
    yield from (("entry", text) for text in entries(widget))
    for action in widget.actions():
        yield from action_words(action)


def entries(widget: QWidget) -> Iterator[str]:
    """What the rows of a list or a table say."""
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(i) for i in range(widget.count()))
    if isinstance(widget, QListWidget):
        yield from (widget.item(i).text() for i in range(widget.count()))
    if isinstance(widget, QTableWidget):
        cells = (widget.item(row, column) for row in range(widget.rowCount()) for column in range(widget.columnCount()))
        yield from (cell.text() for cell in cells if cell is not None)


def action_words(action: QAction) -> Iterator[tuple[str, str]]:
    """What an entry of a menu says."""
    yield from (("entry", action.text()), ("tip", action.toolTip()))


def bare(text: str) -> str:
    """What of a text stands outside all brackets."""
    left, depth = [], 0
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        if not depth and letter not in (OPEN, CLOSE):
            left.append(letter)
    return "".join(left)


#: Keys, and what is the same in every language.
_SAME = re.compile(
    r"\((?:Ctrl|Shift|Alt|Tab|Esc|Enter|F\d+|[A-Z])[^()]*\)|\t.*|EigenBrush|\b(?:px|ms|dB|GIF|PNG|MB|GB|FID)\b"
)


LOOKED = [0]  # texts so far


def seen(root: QWidget) -> Iterator[tuple[str, str]]:
    """(where, words) of all that has letters outside brackets below `root`."""
    # The menus that pyqtgraph makes for every plot, also where, as here, plots have none.
    menus = [menu for menu in root.findChildren(QMenu) if menu.title() == "Plot Options"]
    never_shown = {*menus, *(each for menu in menus for each in menu.findChildren(QWidget))}
    for widget in (root, *root.findChildren(QWidget)):
        if widget in never_shown:
            continue
        for kind, text in words_of(widget):
            LOOKED[0] += bool(text)
            if any(letter.isalpha() for letter in _SAME.sub("", bare(text))):
                yield f"{type(widget).__module__}.{type(widget).__name__} {kind}", text


def wait(until: object = None, milliseconds: int = 0) -> None:
    """Lets the program work, until what `until` calls says so or for a time."""
    loop = QEventLoop()
    ended = QTimer(loop)
    ended.setInterval(20)
    ended.timeout.connect(lambda: loop.quit() if callable(until) and until() else None)
    ended.start()
    QTimer.singleShot(milliseconds or 60_000, loop.quit)
    loop.exec()


def look() -> set[tuple[str, str]]:
    """Opens the window and its pages, and gathers what is not in brackets."""
    from app.controller import Controller
    from app.model.settings import Settings
    from app.window.states import slider_groups
    from app.window.window import MainWindow

    found: set[tuple[str, str]] = set()

    def instead(dialog: QDialog) -> int:
        found.update(seen(dialog))
        return 0

    def no_file(_: QWidget, caption: str, folder: str = "", kinds: str = "", *__: object) -> tuple[str, str]:
        texts = (caption, kinds.replace(";;All files", ""))
        found.update(("file dialog", text) for text in texts if any(map(str.isalpha, _SAME.sub("", bare(text)))))
        return "", ""

    QFileDialog.getOpenFileName = QFileDialog.getSaveFileName = no_file  # type: ignore[method-assign, assignment]
    QDialog.exec = QMessageBox.exec = instead  # type: ignore[method-assign, assignment]
    controller = Controller(Settings())
    window = MainWindow(controller, "builtin:faces-eigengan-64")
    window.show()
    found.update(seen(window))
    wait(lambda: controller.workspace is not None and window.canvas.frame() is not None)
    workspace = controller.workspace
    assert workspace is not None
    sliders = [slider.key for group in slider_groups(workspace) for slider in group.sliders]
    for i, key in enumerate(sliders[:3]):
        workspace.move(key, 1.0 + i)
    for name in PAGES:
        window.acts[name].trigger()
        wait(milliseconds=400)
        found.update(seen(window))
    return found


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    for where, words in sorted(look()):
        print(f"{where}\t{words!r}")
    print(f"looked at {LOOKED[0]} texts", flush=True)
    os._exit(0)  # the engine's thread is in the middle of something
