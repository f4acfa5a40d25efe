from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from widgets.faces.judging import Judging
from widgets.look.glyphs import GlyphButton
from widgets.states import Labelled

SEEDS = (40, 41, 42, 43, 44, 45)
Left, Key = Qt.MouseButton.LeftButton, Qt.Key


@pytest.fixture
def page(qtbot: QtBot) -> Judging:
    page = Judging()
    qtbot.addWidget(page)
    page.resize(400, 420)  # three faces a row
    page.set_faces(tuple(Labelled(seed) for seed in SEEDS))
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.setFocus()
    return page


@pytest.fixture
def heard(page: Judging) -> list[tuple[int, int]]:
    said: list[tuple[int, int]] = []
    page.judged.connect(lambda seed, mark: said.append((seed, mark)))
    return said


def grid(page: Judging) -> QListWidget:
    return page.findChild(QListWidget)


def centre(page: Judging, seed: int) -> QPoint:
    return grid(page).visualItemRect(grid(page).item(SEEDS.index(seed))).center()


def click(page: Judging, seed: int) -> None:
    QTest.mouseClick(grid(page).viewport(), Left, pos=centre(page, seed))


def pixel(page: Judging, seed: int, x: int = 0, y: int = 0) -> tuple[int, int, int]:
    """The colour at a place off the middle of a face."""
    colour = grid(page).viewport().grab().toImage().pixelColor(centre(page, seed) + QPoint(x, y))
    return colour.red(), colour.green(), colour.blue()


def says(page: Judging) -> set[str]:
    return {label.text() for label in page.findChildren(QLabel) if label.isVisible()}


def button(page: Judging, text: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.text() == text)


def test_one_click_is_yes_two_no_three_neither(page: Judging, heard: list) -> None:
    assert "0 yes · 0 no" in says(page)
    click(page, 43)
    assert "1 yes · 0 no" in says(page)
    click(page, 43)
    click(page, 41)
    assert "1 yes · 1 no" in says(page)
    click(page, 43)
    assert heard == [(43, 1), (43, -1), (41, 1), (43, 0)]
    assert grid(page).item(1).data(Qt.ItemDataRole.AccessibleTextRole) == "face of seed 41, yes"


def test_a_double_click_is_two_clicks(page: Judging, heard: list) -> None:
    click(page, 42)
    QTest.mouseDClick(grid(page).viewport(), Left, pos=centre(page, 42))
    QTest.mouseRelease(grid(page).viewport(), Left, pos=centre(page, 42))
    assert heard == [(42, 1), (42, -1)]


def test_keys_walk_and_judge(page: Judging, heard: list) -> None:
    for key in (Key.Key_Y, Key.Key_Y, Key.Key_Down, Key.Key_N, Key.Key_Right, Key.Key_Space, Key.Key_Backspace):
        QTest.keyClick(grid(page), key)
    assert heard == [(40, 1), (43, -1), (44, 1), (44, 0)]


def test_yes_and_no_differ_in_colour_and_shape(page: Judging) -> None:
    marks = dict.fromkeys(SEEDS, 0) | {40: 1, 41: -1}
    grey = np.full((64, 64, 3), 120, np.uint8)
    faces = tuple(Labelled(seed, mark, grey) for seed, mark in marks.items())
    page.set_faces(faces)
    corner = (20, 20)  # inside a square badge, outside a round one
    middle = (21, 30)  # inside both
    yes, no = pixel(page, 40, *middle), pixel(page, 41, *middle)
    assert yes[1] > yes[0] + 50 and no[0] > no[1] + 50
    assert pixel(page, 40, *corner) == (120, 120, 120) and pixel(page, 41, *corner) == no
    assert pixel(page, 40) == (120, 120, 120) != pixel(page, 41)  # what is not it is dimmed
    assert pixel(page, 42, *middle) == (120, 120, 120)


def test_pictures_and_the_chosen_face_stay_when_more_faces_come(page: Judging, heard: list) -> None:
    page.set_face(41, np.full((64, 64, 3), (10, 220, 90), np.uint8))
    page.set_face(99, np.zeros((64, 64, 3), np.uint8))  # no longer here
    QTest.keyClick(grid(page), Key.Key_Right)
    page.set_faces((*(Labelled(seed) for seed in SEEDS), Labelled(46, -1)))
    assert pixel(page, 41) == (10, 220, 90)
    assert "0 yes · 1 no" in says(page)
    QTest.keyClick(grid(page), Key.Key_N)
    assert heard == [(41, -1)]


def test_what_is_judged_gets_a_name(page: Judging, qtbot: QtBot) -> None:
    name = page.findChild(QLineEdit)
    page.set_name("hat")
    name.setFocus()
    name.selectAll()
    QTest.keyClicks(name, " smile")
    page.set_name("hat")  # does not wipe out what is being typed
    QTest.keyClick(name, Key.Key_Return)
    grid(page).setFocus()
    assert page.name() == "smile"


def test_buttons_say_their_word(page: Judging) -> None:
    words: list[str] = []
    for signal in ("more_wanted", "table_wanted", "cleared", "used", "closed"):
        getattr(page, signal).connect(lambda signal=signal: words.append(signal))
    assert not button(page, "Clear").isEnabled()
    click(page, 42)
    for text in ("More faces", "Labels from a CSV…", "Clear", "Use this direction"):
        QTest.mouseClick(button(page, text), Left)
    assert words == ["more_wanted", "table_wanted", "cleared", "used", "closed"]
    QTest.keyClick(grid(page), Key.Key_Escape)
    QTest.mouseClick(page.findChild(GlyphButton), Left)
    assert words[5:] == ["closed", "closed"]
    page.set_usable(usable=False, why_not="Judge at least one yes and one no.")
    QTest.mouseClick(button(page, "Use this direction"), Left)
    assert len(words) == 7 and button(page, "Use this direction").toolTip().startswith("Judge at least")


def test_how_well_it_does_is_told_else_how_to_judge(page: Judging) -> None:
    assert any(text.startswith("A click says yes") for text in says(page))
    page.set_told("Knows 19 of 20 answers.")
    assert "Knows 19 of 20 answers." in says(page)
