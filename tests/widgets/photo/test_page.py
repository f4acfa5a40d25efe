"""The page of a person's own picture: what it shows when, and what it asks for."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from engine.document.photos.alignment import Alignment
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
    assert not button(page, "Find the face").isEnabled() and not button(page, "Use this picture").isEnabled()
    assert button(page, "Another photo…").isEnabled()


def test_find_asks_with_the_square_and_the_closeness(page: PhotoPage, qtbot: QtBot) -> None:
    heard: list[tuple[object, float, bool]] = []
    page.found_wanted.connect(lambda *asked: heard.append(asked))
    page.set_photo("aunt.jpg", PIXELS, ("It was turned as the camera was held.",), 1)
    page.set_alignment(Alignment(30, 0, 80, 60))
    button(page, "Find the face").click()
    page._closeness.segment(2).click()
    button(page, "Find the face").click()
    assert heard == [(Alignment(30, 0, 80, 60), 0.5, False), (Alignment(30, 0, 80, 60), 1.0, False)]
    assert button(page, "Frame the face").isVisible()  # there is no other


def test_it_says_what_comes_next(page: PhotoPage) -> None:
    page.set_photo("aunt.jpg", PIXELS, (), 1)
    page.set_alignment(Alignment(30, 0, 80, 60))
    assert "then press “Find the face”" in page._told.text()
    page.ignoring.set_painting(on=True)
    assert "Paint over what should not count" in page._told.text()
    page.ignoring.set_painting(on=False)
    button(page, "Find the face").click()
    page.set_busy(busy=True, fraction=0.4)
    assert "Stop keeps what is there" in page._told.text()
    page.set_score("Very like it (33 dB).", usable=True)
    page.set_busy(busy=False)
    assert "Use this picture" in page._told.text()


def test_while_it_is_looked_for_there_is_a_stop_and_afterwards_something_to_use(page: PhotoPage, qtbot: QtBot) -> None:
    page.set_photo("aunt.jpg", PIXELS, (), 2)
    button(page, "Find the face").setFocus()
    page.set_busy(busy=True, fraction=0.4)
    assert button(page, "Stop").hasFocus()
    assert button(page, "Stop").isVisible() and not button(page, "Find the face").isVisible()
    page.set_found(PIXELS[:64, :64])
    page.set_score("Very like it (33 dB).", usable=True)
    with qtbot.waitSignals([page.stopped, page.used, page.other_face]):
        button(page, "Stop").click()
        button(page, "Use this picture").click()
        button(page, "Next face").click()
    page.set_busy(busy=False)
    assert button(page, "Find the face").hasFocus()
    assert button(page, "Find the face").isVisible() and not button(page, "Stop").isVisible()


def test_find_goes_on_while_nothing_else_is_wanted(page: PhotoPage) -> None:
    heard: list[bool] = []
    page.found_wanted.connect(lambda alignment, closeness, go_on: heard.append(go_on))
    page.set_photo("aunt.jpg", PIXELS, (), 1)
    page.set_alignment(Alignment(30, 0, 80, 60))
    button(page, "Find the face").click()
    assert not any(b.text() == "Go on" for b in page.findChildren(QPushButton))  # nothing was found yet
    page.set_score("Very like it (33 dB).", usable=True)
    button(page, "Go on").click()
    page._closeness.segment(2).click()
    button(page, "Find the face").click()
    page._closeness.segment(1).click()
    page._closeness.segment(2).click()
    button(page, "Go on").click()
    QTest.keyClick(page.placing, Qt.Key.Key_Right)
    button(page, "Find the face").click()
    assert heard == [False, True, False, True, False]
    page.set_photo("other.jpg", PIXELS, (), 1)
    assert button(page, "Find the face")


def test_a_pause_leaves_the_bar_and_can_be_ended(page: PhotoPage, qtbot: QtBot) -> None:
    page.set_photo("aunt.jpg", PIXELS, (), 1)
    page.set_alignment(Alignment(30, 0, 80, 60))
    button(page, "Find the face").click()
    page.set_busy(busy=True, fraction=0.4)
    page.set_score("Like it (25 dB).", usable=True)
    button(page, "Pause").setFocus()
    with qtbot.waitSignal(page.paused):
        button(page, "Pause").click()
    page.set_busy(busy=True, fraction=0.4, paused=True)
    assert not button(page, "Pause").isVisible() and button(page, "Stop").isVisible()
    assert button(page, "Go on").isVisible() and button(page, "Go on").hasFocus()
    assert page._progress.isVisible() and page._progress.value() == 40
    page.set_busy(busy=False)
    assert button(page, "Go on").isVisible() and not button(page, "Stop").isVisible()


def test_the_likeness_is_drawn_as_it_rises(page: PhotoPage, qtbot: QtBot) -> None:
    page.set_photo("aunt.jpg", PIXELS, (), 1)
    page.set_likeness((20.0,))
    assert not page.likeness.isVisible()  # one look is no line
    page.set_likeness((20.0, 26.0, 30.0))
    qtbot.waitUntil(lambda: page.likeness.ready)
    x, y = page.likeness._line.getData()
    assert x.tolist() == [0, 1, 2] and y.tolist() == [20, 26, 30]
    assert page.likeness.accessibleDescription() == "from 20 to 30 dB in 3 looks"
    low, high = page.likeness._plot.viewRange()[1]
    assert low < 20 < 30 < high
    page.set_likeness((30.0, 30.001))
    low, high = page.likeness._plot.viewRange()[1]
    assert high - low >= 3
    page.set_photo("other.jpg", PIXELS, (), 1)
    assert not page.likeness.isVisible()


def test_importing_the_page_imports_no_pyqtgraph() -> None:
    code = "import sys, widgets.photo.page; sys.exit('pyqtgraph' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=os.environ, timeout=60).returncode == 0


def test_a_name_from_a_file_is_plain_text(page: PhotoPage) -> None:
    page.set_photo("<b>x</b>.jpg", PIXELS, ("<img src=y>",), 1)
    page.set_score("<i>like</i>", usable=True)
    texts = [label.text() for label in page.findChildren(type(page._told))]
    assert "<i>like</i>" in texts and page._told.textFormat() == Qt.TextFormat.PlainText


def test_escape_closes(page: PhotoPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(page, Qt.Key.Key_Escape)
