"""Another theme in a few turns of the event loop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.look.restyling import Restyling
from widgets.look.theme import DARK, LIGHT, apply_theme


@pytest.fixture
def app(qtbot: QtBot) -> QApplication:
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    apply_theme(found, "dark")
    return found


@pytest.fixture
def shown(app: QApplication, qtbot: QtBot) -> QWidget:
    """A window with a button above a text that is scrolled to its end."""
    window, button, text = QWidget(), QPushButton("Open"), QPlainTextEdit("line\n" * 99)
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(button)
    column.addWidget(text)
    window.resize(200, 200)
    with qtbot.waitExposed(window):
        window.show()
    bar = text.verticalScrollBar()
    bar.setValue(bar.maximum())
    return window


def ground(window: QWidget) -> str:
    button = window.findChild(QPushButton)
    return button.grab().toImage().pixelColor(20, 12).name()


def test_nothing_is_painted_until_all_is_in_the_new_theme(shown: QWidget, app: QApplication, qtbot: QtBot) -> None:
    before, told = shown.findChild(QPlainTextEdit).verticalScrollBar().value(), list[str]()
    change = Restyling(app, shown, lambda: told.append(app.palette().color(QPalette.ColorRole.Window).name()))
    change.begin("light")
    assert not shown.updatesEnabled() and ground(shown) == DARK.button and told == [], "nothing is done at once"
    qtbot.waitUntil(shown.updatesEnabled)
    assert ground(shown) == LIGHT.button and told == [LIGHT.window]
    assert shown.findChild(QPlainTextEdit).verticalScrollBar().value() == before


def test_the_last_of_several_changes_counts(shown: QWidget, app: QApplication, qtbot: QtBot) -> None:
    change = Restyling(app, shown, lambda: None)
    for mode in ("light", "dark", "light", "dark"):
        change.begin(mode)
    qtbot.waitUntil(shown.updatesEnabled)
    assert ground(shown) == DARK.button


def test_a_window_that_goes_meanwhile_is_let_go(shown: QWidget, app: QApplication, qtbot: QtBot) -> None:
    gone, keeper, told = QWidget(), QObject(), list[int]()
    gone.show()
    Restyling(app, keeper, lambda: told.append(1)).begin("light")
    gone.deleteLater()
    qtbot.waitUntil(lambda: told == [1] and shown.updatesEnabled())


def test_an_unknown_theme_is_refused(shown: QWidget, app: QApplication) -> None:
    with pytest.raises(ValueError, match="no theme called 'pink'"):
        Restyling(app, shown, lambda: None).begin("pink")
    assert shown.updatesEnabled()


def test_a_request_to_paint_that_comes_meanwhile_is_not_lost(shown: QWidget, app: QApplication, qtbot: QtBot) -> None:
    painted = Painted()
    button = shown.findChild(QPushButton)
    button.installEventFilter(painted)
    change = Restyling(app, shown, lambda: None)
    button.update()  # as a menu that closes makes the window under it ask
    change.begin("light")
    QApplication.sendEvent(shown, QEvent(QEvent.Type.UpdateRequest))
    assert painted.colours == [], "it was dropped"
    qtbot.waitUntil(shown.updatesEnabled)
    qtbot.waitUntil(lambda: bool(painted.colours))
    assert painted.colours[0] == LIGHT.window


class Painted(QObject):
    """The window's colour whenever what it watches is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.colours: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.colours.append(QApplication.palette().color(QPalette.ColorRole.Window).name())
        return False
