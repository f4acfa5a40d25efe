from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from widgets.parts.inline_edit import InlineEdit
from widgets.regions.list import RegionList
from widgets.states import RegionRow

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
ROWS = (
    RegionRow("mouth", current=True, share=0.083),
    RegionRow("left eye", keep=True, share=0.021, tint="#ff3b6b"),
    RegionRow("hair", share=0.34),
)
SIGNALS = ("chosen", "added", "removed", "renamed", "keep_toggled")


@pytest.fixture
def panel(qtbot: QtBot) -> RegionList:
    panel = RegionList()
    qtbot.addWidget(panel)
    panel.set_rows(ROWS)
    panel.resize(222, panel.sizeHint().height())
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    return panel


@pytest.fixture
def heard(panel: RegionList) -> list[tuple[object, ...]]:
    said: list[tuple[object, ...]] = []
    for name in SIGNALS:
        getattr(panel, name).connect(lambda *values, name=name: said.append((name, *values)))
    return said


def row(panel: RegionList, name: str) -> QWidget:
    return next(w for w in panel.findChildren(QWidget) if w.accessibleName().startswith(f"region {name},"))


def part(panel: RegionList, name: str, words: str) -> QAbstractButton:
    found = row(panel, name).findChildren(QAbstractButton)
    return next(b for b in found if b.isVisible() and (b.text() or b.toolTip()).startswith(words))


def test_a_row_says_what_it_is(panel: RegionList) -> None:
    assert row(panel, "mouth").accessibleName() == "region mouth, changes, 8.3 % of the picture, current"
    assert row(panel, "left eye").accessibleName() == "region left eye, kept, 2.1 % of the picture"
    assert [label.text() for label in row(panel, "hair").findChildren(QLabel)] == ["hair", "34 %"]
    assert part(panel, "mouth", "change").isChecked() and part(panel, "left eye", "keep").isChecked()


def test_a_region_wears_its_tint_full_where_it_changes_and_hollow_where_it_is_kept(panel: RegionList) -> None:
    for name, tint, full in (("mouth", "#00c2ff", True), ("left eye", "#ff3b6b", False)):
        picture = row(panel, name).grab().toImage()
        y = picture.height() // 2
        assert (picture.pixelColor(14, y).name() == tint) == full
        near = [picture.pixelColor(x, y).getRgb() for x in range(8, 21)]  # its edge is blended with what is beneath
        assert min(sum(abs(a - b) for a, b in zip(rgb, QColor(tint).getRgb(), strict=True)) for rgb in near) < 60


def test_a_click_and_the_arrows_choose(panel: RegionList, heard: list[tuple[object, ...]]) -> None:
    QTest.mouseClick(row(panel, "hair"), Left, pos=QPoint(40, 10))
    assert heard == [("chosen", "hair")]
    QTest.keyClick(row(panel, "hair"), Key.Key_Down)  # the last
    QTest.keyClick(row(panel, "hair"), Key.Key_Up)
    assert heard[1:] == [("chosen", "left eye")]
    assert QApplication.focusWidget() is row(panel, "left eye")
    QTest.mouseClick(row(panel, "mouth"), Left, pos=QPoint(40, 10))  # it is current already
    QTest.keyClick(row(panel, "left eye"), Key.Key_Return)
    assert heard[2:] == [("chosen", "left eye")]


def test_the_switch_and_space_ask_to_keep_and_wait_for_the_document(
    panel: RegionList, heard: list[tuple[object, ...]]
) -> None:
    QTest.mouseClick(part(panel, "mouth", "keep"), Left)
    assert part(panel, "mouth", "change").isChecked()
    QTest.mouseClick(part(panel, "mouth", "change"), Left)  # it does already
    QTest.keyClick(row(panel, "left eye"), Key.Key_Space)
    assert heard == [("keep_toggled", "mouth", True), ("keep_toggled", "left eye", False)]
    panel.set_rows((replace(ROWS[0], keep=True), *ROWS[1:]))
    assert part(panel, "mouth", "keep").isChecked()


def test_the_cross_and_delete_ask_to_remove(panel: RegionList, heard: list[tuple[object, ...]]) -> None:
    QTest.mouseClick(part(panel, "hair", "Remove"), Left)
    QTest.keyClick(row(panel, "mouth"), Key.Key_Delete)
    assert heard == [("removed", "hair"), ("removed", "mouth")]


@pytest.mark.parametrize("by_key", [True, False])
def test_a_region_is_renamed_in_its_place(panel: RegionList, heard: list[tuple[object, ...]], by_key: bool) -> None:
    for typed, key in (("  upper   lip ", Key.Key_Return), ("gone", Key.Key_Escape), ("  ", Key.Key_Return)):
        if by_key:
            QTest.keyClick(row(panel, "mouth"), Key.Key_F2)
        else:
            QTest.mouseDClick(row(panel, "mouth"), Left, pos=QPoint(40, 10))
        edit = next(e for e in row(panel, "mouth").findChildren(InlineEdit) if e.isVisible())
        assert edit.text() == "mouth" and QApplication.focusWidget() is edit
        edit.setText(typed)
        QTest.keyClick(edit, key)
    assert heard == [("renamed", "mouth", "upper lip")]


def test_another_region_can_be_made_and_with_none_it_says_what_to_do(
    panel: RegionList, heard: list[tuple[object, ...]]
) -> None:
    panel.set_rows(())
    shown = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert shown == ["Nothing painted yet. Paint over what should change."]
    QTest.mouseClick(next(b for b in panel.findChildren(QPushButton)), Left)
    assert heard == [("added",)]


def test_the_focus_stays_in_the_list_and_it_grows_to_four_rows(panel: RegionList) -> None:
    row(panel, "hair").setFocus()
    panel.set_rows(ROWS[:2])
    assert QApplication.focusWidget() is row(panel, "left eye")
    heights = []
    for count in (1, 4, 9):
        panel.set_rows(tuple(RegionRow(f"r{n}") for n in range(count)))
        heights.append(panel.sizeHint().height())
    assert heights[0] < heights[1] == heights[2]


def test_the_region_that_is_painted_on_is_in_sight(panel: RegionList, qtbot: QtBot) -> None:
    def shown(name: str) -> bool:
        return not row(panel, name).visibleRegion().isEmpty()

    many = tuple(RegionRow(f"part {i}", current=i == 7) for i in range(8))
    panel.set_rows(many)
    qtbot.waitUntil(lambda: shown("part 7"))
    assert not shown("part 0")
    panel.set_rows(tuple(replace(state, current=state.name == "part 0") for state in many))
    assert shown("part 0") and not shown("part 7")
