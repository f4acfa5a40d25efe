"""What every page does alike."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.parts.page import Page


def test_esc_closes_a_page_unless_it_may_not_be_closed(qtbot: QtBot) -> None:
    page = Page()
    closed: list[bool] = []
    qtbot.addWidget(page)
    page.closed.connect(lambda: closed.append(True))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert closed == [True]
    page.closable = False
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert closed == [True]


def test_a_page_covers_what_lies_under_it_and_leaves_room_at_the_top(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    assert page.autoFillBackground()
    below = page.column.contentsMargins().top()
    page.make_room(40)
    assert page.column.contentsMargins().top() == below + 40
    page.make_room(0)
    assert page.column.contentsMargins().top() == below
