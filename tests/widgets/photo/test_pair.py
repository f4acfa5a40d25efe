"""The page of a slider from two pictures: what it shows, and when it can be asked for."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from engine.document.photos.alignment import Alignment
from widgets.photo.pair import PairPage

PIXELS = np.full((120, 160, 3), 128, np.uint8)


def test_both_are_needed_and_names_of_files_stay_plain(qtbot: QtBot) -> None:
    page, heard = PairPage(), []
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    page.wanted.connect(lambda: heard.append(True))
    make = next(b for b in page.findChildren(QPushButton) if b.text() == "Make the slider")
    assert not make.isEnabled() and make.toolTip() == "Choose both pictures first"
    before, after = page.wells
    empty = after.placing.grab().toImage()
    assert len({empty.pixel(x, empty.height() // 2) for x in range(0, empty.width(), 2)}) > 2, "it says what to do"
    before.set_picture("<b>anna</b>", PIXELS, Alignment(30, 0, 80, 60))
    page.set_told(("anna: It was turned as the camera says.",), ready=False)
    assert before.placing.alignment is not None and not make.isEnabled()
    after.set_picture("seed 5", PIXELS)
    assert after.placing.alignment is None
    page.set_told((), ready=True)
    QTest.mouseClick(make, Qt.MouseButton.LeftButton)
    assert heard == [True]


def test_escape_closes_it(qtbot: QtBot) -> None:
    page = PairPage()
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(page, Qt.Key.Key_Escape)
