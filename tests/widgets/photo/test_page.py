"""The page of a person's own picture: what it shows when, and what it asks for."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from engine.document.alignment import Alignment
from widgets.photo.page import PhotoPage

PIXELS = np.full((120, 160, 3), 128, np.uint8)


@pytest.fixture
def page(qtbot: QtBot) -> PhotoPage:
    widget = PhotoPage()
    qtbot.addWidget(widget)
    widget.resize(900, 600)
    widget.show()
    return widget


def button(page: PhotoPage, text: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() == text)


def test_without_a_photo_there_is_nothing_to_find_or_use(page: PhotoPage) -> None:
    assert not button(page, "Find").isEnabled() and not button(page, "Use this picture").isEnabled()
    assert button(page, "Another photo…").isEnabled()


def test_find_asks_with_the_square_and_the_closeness(page: PhotoPage, qtbot: QtBot) -> None:
    heard: list[tuple[object, float]] = []
    page.found_wanted.connect(lambda alignment, closeness: heard.append((alignment, closeness)))
    page.set_photo("aunt.jpg", PIXELS, ("It was turned as the camera was held.",), 1)
    page.set_alignment(Alignment(30, 0, 80, 60))
    button(page, "Find").click()
    page._closeness.segment(2).click()
    button(page, "Find").click()
    assert heard == [(Alignment(30, 0, 80, 60), 0.5), (Alignment(30, 0, 80, 60), 1.0)]
    assert not button(page, "Next face").isVisible()


def test_while_it_is_looked_for_there_is_a_stop_and_afterwards_something_to_use(page: PhotoPage, qtbot: QtBot) -> None:
    page.set_photo("aunt.jpg", PIXELS, (), 2)
    button(page, "Find").setFocus()
    page.set_busy(busy=True, fraction=0.4)
    assert button(page, "Stop").hasFocus()
    assert button(page, "Stop").isVisible() and not button(page, "Find").isVisible()
    page.set_found(PIXELS[:64, :64])
    page.set_score("Very like it (33 dB).", usable=True)
    with qtbot.waitSignals([page.stopped, page.used, page.other_face]):
        button(page, "Stop").click()
        button(page, "Use this picture").click()
        button(page, "Next face").click()
    page.set_busy(busy=False)
    assert button(page, "Find").hasFocus()
    assert button(page, "Find").isVisible() and not button(page, "Stop").isVisible()


def test_a_name_from_a_file_is_plain_text(page: PhotoPage) -> None:
    page.set_photo("<b>x</b>.jpg", PIXELS, ("<img src=y>",), 1)
    page.set_score("<i>like</i>", usable=True)
    texts = [label.text() for label in page.findChildren(type(page._told))]
    assert "<i>like</i>" in texts and page._told.textFormat() == Qt.TextFormat.PlainText


def test_escape_closes(page: PhotoPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(page, Qt.Key.Key_Escape)
