from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from widgets.faces.wall import Wall
from widgets.states import Face

SEEDS = (40, 41, 42, 43, 44, 45)


def plain(red: int, green: int, blue: int) -> np.ndarray:
    return np.full((64, 64, 3), (red, green, blue), np.uint8)


@pytest.fixture
def wall(qtbot: QtBot) -> Wall:
    wall = Wall()
    qtbot.addWidget(wall)
    wall.resize(370, 420)  # three faces a row
    wall.set_faces(tuple(Face(seed) for seed in SEEDS))
    with qtbot.waitExposed(wall):
        wall.show()
    wall.activateWindow()
    wall.setFocus()
    return wall


def centre(wall: Wall, seed: int) -> QPoint:
    grid = wall.findChild(QListWidget)
    row = next(row for row in range(grid.count()) if grid.item(row).text() == str(seed))
    return grid.visualItemRect(grid.item(row)).center()


def colour(wall: Wall, seed: int) -> tuple[int, int, int]:
    pixel = wall.findChild(QListWidget).viewport().grab().toImage().pixelColor(centre(wall, seed))
    return pixel.red(), pixel.green(), pixel.blue()


def test_faces_fill_in_as_they_arrive(wall: Wall) -> None:
    blank = colour(wall, 44)
    wall.set_face(44, plain(200, 30, 60))
    wall.set_face(99, plain(1, 2, 3))  # no longer wanted
    assert colour(wall, 44) == (200, 30, 60)
    assert colour(wall, 45) == blank != (200, 30, 60)


def test_pictures_are_kept_when_the_array_goes_and_when_more_faces_come(wall: Wall) -> None:
    pixels = plain(10, 220, 90)
    wall.set_face(41, pixels)
    pixels[:] = 0
    wall.set_faces((*(Face(seed) for seed in SEEDS), Face(46, plain(5, 6, 250))))
    assert colour(wall, 41) == (10, 220, 90)
    assert wall.findChild(QListWidget).count() == 7
    wall.set_faces((Face(7, plain(9, 9, 9)),))
    assert colour(wall, 7) == (9, 9, 9)
    assert wall.findChild(QListWidget).count() == 1


def test_a_click_picks_the_face_under_it(wall: Wall, qtbot: QtBot) -> None:
    with qtbot.waitSignal(wall.picked) as heard:
        QTest.mouseClick(wall.findChild(QListWidget).viewport(), Qt.MouseButton.LeftButton, pos=centre(wall, 43))
    assert heard.args == [43]


def test_seeds_beyond_an_int_of_qts_are_picked_whole(wall: Wall, qtbot: QtBot) -> None:
    wall.set_faces((Face(2**32 - 1), Face(2**31)))
    wall.set_face(2**32 - 1, plain(200, 30, 60))
    assert colour(wall, 2**32 - 1) == (200, 30, 60)
    with qtbot.waitSignal(wall.picked) as heard:
        QTest.mouseClick(wall.findChild(QListWidget).viewport(), Qt.MouseButton.LeftButton, pos=centre(wall, 2**32 - 1))
    assert heard.args == [2**32 - 1]


def test_arrows_walk_over_the_grid_and_enter_picks(wall: Wall, qtbot: QtBot) -> None:
    grid = wall.findChild(QListWidget)
    assert centre(wall, 43).x() == centre(wall, 40).x()  # 43 is below 40
    QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    with qtbot.waitSignal(wall.picked) as heard:
        QTest.keyClick(grid, Qt.Key.Key_Return)
    assert heard.args == [44]


def test_escape_and_the_close_button_close_and_more_asks_for_more(wall: Wall, qtbot: QtBot) -> None:
    heard: list[str] = []
    wall.closed.connect(lambda: heard.append("closed"))
    wall.more_wanted.connect(lambda: heard.append("more"))
    QTest.keyClick(wall.findChild(QListWidget), Qt.Key.Key_Escape)
    qtbot.mouseClick(wall.findChild(QToolButton), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(wall.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert heard == ["closed", "closed", "more"]


def test_the_chosen_face_stays_chosen_when_more_arrive(wall: Wall, qtbot: QtBot) -> None:
    grid = wall.findChild(QListWidget)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    wall.set_faces(tuple(Face(seed) for seed in (39, *SEEDS)))
    with qtbot.waitSignal(wall.picked) as heard:
        QTest.keyClick(grid, Qt.Key.Key_Return)
    assert heard.args == [41]


def test_faces_of_no_seed_have_a_label_of_their_own_with_room_for_its_lines(wall: Wall) -> None:
    grid = wall.findChild(QListWidget)
    before = grid.visualItemRect(grid.item(0)).height()
    faces = tuple(Face(i, None, f"DSC_{i}\n{i} dB", f"DSC_{i}. Like it (3{i} dB).") for i in range(4))
    wall.set_faces(faces)
    grid.executeDelayedItemsLayout()
    assert grid.visualItemRect(grid.item(0)).height() == before + grid.fontMetrics().height()
    item = grid.item(2)
    assert item.text() == "DSC_2\n2 dB" and item.data(Qt.ItemDataRole.AccessibleTextRole) == "DSC_2 2 dB"
    assert "DSC_2. Like it (32 dB): click" in item.toolTip()
    wall.set_hint("They appear here.")
    assert any(label.text() == "They appear here." and label.isVisible() for label in wall.findChildren(QLabel))
    wall.set_hint("")
    assert not any(label.text() == "They appear here." for label in wall.findChildren(QLabel) if label.isVisible())
