"""Another theme in a few turns of the event loop."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
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
