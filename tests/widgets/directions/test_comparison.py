from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from widgets.directions.comparison import Comparison
from widgets.directions.cosines import CosineMatrix
from widgets.directions.strength import StrengthSlider
from widgets.look.glyphs import GlyphButton
from widgets.look.theme import apply_theme
from widgets.parts.elided import ElidedLabel
from widgets.states import DirectionCard

Left, Key = Qt.MouseButton.LeftButton, Qt.Key
ROWS = (
    DirectionCard("g#1", "turn", 1.2, origin="GANSpace", compared=True),
    DirectionCard("s#4", "smile", origin="SeFa", compared=True),
    DirectionCard("i#1", "light", origin="InterFaceGAN", compared=True),
)
PLACES = tuple(float(v) for v in range(-3, 4))


@pytest.fixture
def page(qtbot: QtBot) -> Comparison:
    page = Comparison()
    qtbot.addWidget(page)
    page.resize(790, 620)
    page.set_rows(ROWS)
    page.set_cosines(np.eye(3), tuple(row.name for row in ROWS))
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def pictures(shade: int) -> np.ndarray:
    return np.full((7, 8, 8, 3), shade, np.uint8)


def slider(page: Comparison) -> StrengthSlider:
    return page.findChild(StrengthSlider)


def said(page: Comparison) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_each_row_says_what_it_is_and_waits_for_its_own_pictures(page: Comparison) -> None:
    assert [text for text in said(page) if text in ("turn", "GANSpace", "now +1.20", "smile", "SeFa", "now 0.00")]
    assert {"turn", "GANSpace", "now +1.20", "smile", "SeFa", "now 0.00", "InterFaceGAN"} <= set(said(page))
    page.set_strip("s#4", pictures(90), PLACES)
    page.set_strip("gone", pictures(1), PLACES)
    assert [page.strip(row.key).waiting for row in ROWS] == [True, False, True]
    strip = page.strip("s#4")
    assert strip.grab().toImage().pixelColor(strip.cell(2).center()).red() == 90


def test_one_strength_marks_the_same_column_of_all_rows(page: Comparison) -> None:
    assert [page.strip(row.key).marked() for row in ROWS] == [5, 5, 5]
    slider(page).setFocus()
    QTest.keyClick(slider(page), Key.Key_Home)
    assert [page.strip(row.key).marked() for row in ROWS] == [3, 3, 3]
    assert page.strength() == 0.0
    QTest.keyClick(slider(page), Key.Key_PageDown)
    assert page.strength() == -1.0
    QTest.keyClick(slider(page), Key.Key_Left)
    assert page.strength() == -1.1
    assert "−1.10" in said(page)
    page.set_strength(3.0)
    assert page.strength() == 3.0 and page.strip("g#1").marked() == 6


def test_a_click_on_a_picture_is_a_strength_too(page: Comparison) -> None:
    strip = page.strip("s#4")
    QTest.mouseClick(strip, Left, pos=strip.cell(1).center())
    assert page.strength() == -2.0
    assert [page.strip(row.key).marked() for row in ROWS] == [1, 1, 1]


def test_pictures_and_other_faces_are_asked_for_when_it_is_shown(page: Comparison, qtbot: QtBot) -> None:
    page.hide()
    page.set_strip("g#1", pictures(9), PLACES)
    with qtbot.waitSignals([page.strips_wanted, page.others_wanted]), qtbot.waitSignal(page.strips_wanted) as wanted:
        page.show()
    assert wanted.args == [("s#4", "i#1")]
    with qtbot.waitSignal(page.strips_wanted) as wanted:
        page.renew_strips()
    assert wanted.args == [("g#1", "s#4", "i#1")]
    assert not page.strip("g#1").waiting  # the old pictures stay until the new ones come
    with qtbot.waitSignal(page.strips_wanted):
        page.forget_strips()
    assert page.strip("g#1").waiting


def test_a_row_is_taken_out_by_its_cross_or_delete(page: Comparison) -> None:
    heard: list[tuple[str, bool]] = []
    page.compared.connect(lambda key, on: heard.append((key, on)))
    cross = next(b for b in page.findChildren(GlyphButton) if b.accessibleName() == "take smile out of the comparison")
    QTest.mouseClick(cross, Left)
    page.strip("i#1").setFocus()
    QTest.keyClick(page.strip("i#1"), Key.Key_Delete)
    assert heard == [("s#4", False), ("i#1", False)]


def test_rows_that_stay_keep_pictures_and_keyboard_in_the_new_order(page: Comparison, qtbot: QtBot) -> None:
    page.set_strip("i#1", pictures(9), PLACES)
    kept = page.strip("i#1")
    kept.setFocus()
    page.set_rows((replace(ROWS[2], name="dark"), ROWS[0]))
    assert page.strip("i#1") is kept and not kept.waiting and kept.hasFocus()
    assert [card.key for card in page.rows()] == ["i#1", "g#1"]

    def top(key: str) -> int:
        return page.strip(key).mapTo(page, page.strip(key).rect().topLeft()).y()

    qtbot.waitUntil(lambda: top("i#1") < top("g#1"))
    assert not page.findChild(CosineMatrix).isVisible()  # it is of other rows
    page.set_cosines(np.eye(2), ("dark", "turn"))
    assert page.findChild(CosineMatrix).isVisible()


def test_up_and_down_walk_from_row_to_row_and_escape_closes(page: Comparison, qtbot: QtBot) -> None:
    page.strip("g#1").setFocus()
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Down, Key.Key_Up):
        QTest.keyClick(QApplication.focusWidget(), key)
    assert QApplication.focusWidget() is page.strip("s#4")
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    page.focus_first()
    assert QApplication.focusWidget() is slider(page)
    close = next(b for b in page.findChildren(GlyphButton) if b.toolTip() == "Close the comparison (Esc)")
    with qtbot.waitSignal(page.closed):
        QTest.mouseClick(close, Left)


def test_without_rows_it_says_what_to_do(page: Comparison, qtbot: QtBot) -> None:
    page.set_rows(())
    shown = [text for text in said(page) if text]
    assert shown == [
        "Comparison",
        "Nothing to compare yet: tick “compare” on some directions, of one method or of several.",
    ]
    page.focus_first()
    with qtbot.waitSignal(page.closed):
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)


def test_one_row_has_nothing_to_be_compared_in_a_table(page: Comparison) -> None:
    page.set_rows(ROWS[:1])
    page.set_cosines(np.eye(1), ("turn",))
    assert not page.findChild(CosineMatrix).isVisible()


@pytest.mark.parametrize("size", [(430, 200), (700, 90), (200, 500)])
def test_six_faces_fill_in_as_they_arrive(page: Comparison, size: tuple[int, int]) -> None:
    def red(place: int) -> int:
        return page.others.grab().toImage().pixelColor(page.others.box(place).center().toPoint()).red()

    page.others.setMinimumSize(1, 1)
    page.others.resize(*size)
    boxes = [page.others.box(i).toRect() for i in range(6)]
    assert all(page.others.rect().adjusted(0, 0, 1, 1).contains(box) for box in boxes)
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])
    faces = tuple(np.full((8, 8, 3), 100 + place, np.uint8) for place in range(6))
    page.set_others((*faces[:3], None, None, None))
    assert [red(place) for place in range(3)] == [100, 101, 102] and red(3) not in range(100, 106)
    page.set_others((None, None, None, *faces[3:]))  # those that are rendered anew stay until they come
    assert [red(place) for place in range(6)] == [100, 101, 102, 103, 104, 105]


def test_an_other_face_is_picked_by_click_or_keys_once_it_is_there(page: Comparison) -> None:
    heard: list[int] = []
    page.other_picked.connect(heard.append)
    page.set_others((np.zeros((8, 8, 3), np.uint8),) * 5)
    for place in (5, 4, 1):
        QTest.mouseClick(page.others, Left, pos=page.others.box(place).center().toPoint())
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Left, Key.Key_Return):
        QTest.keyClick(page.others, key)
    assert heard == [4, 1, 2]
    page.others.clear()
    QTest.keyClick(page.others, Key.Key_Space)
    assert len(heard) == 3


def test_the_table_stands_beside_the_rows_where_there_is_room(page: Comparison, qtbot: QtBot) -> None:
    table, strip = page.findChild(CosineMatrix), page.strip("g#1")

    def beside() -> bool:
        return table.mapTo(page, table.rect().topLeft()).x() > strip.mapTo(page, strip.rect().topRight()).x()

    assert not beside()
    page.resize(1340, 960)
    qtbot.waitUntil(beside)
    page.resize(790, 620)
    qtbot.waitUntil(lambda: not beside())
    name = next(label for label in page.findChildren(ElidedLabel) if label.text() == "turn")
    assert name.isVisible()


@pytest.mark.parametrize("theme", ("dark", "light"))
def test_at_no_height_the_bar_comes_and_goes_for_ever(page: Comparison, theme: str) -> None:
    """A row's height follows its width, which follows the bar: Qt crashed where a bar was needed only without one."""
    apply_theme(QApplication.instance(), theme)
    for height in range(420, 700, 3):
        page.resize(790, height)
        QApplication.processEvents()
        for strip in (page.strip(row.key) for row in ROWS):
            assert strip.cell(6).bottom() < strip.height() - 12
            assert strip.width() - strip.cell(6).right() < 60, "the pictures fill the width"
