from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QStyledItemDelegate, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from widgets.document.history import PICTURE, HistoryPanel
from widgets.states import HistoryRow

ROWS = (HistoryRow("Seed 0"), HistoryRow("Turn"), HistoryRow("Smile", current=True), HistoryRow("Light"))


@pytest.fixture
def panel(qtbot: QtBot) -> HistoryPanel:
    panel = HistoryPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 200)
    panel.set_rows(ROWS)
    with qtbot.waitExposed(panel):
        panel.show()
    return panel


def darkness(panel: HistoryPanel, row: int) -> int:
    """How far the strongest pixel of a row's words stands from the row's ground."""
    grid = panel.findChild(QListWidget)
    box = grid.visualItemRect(grid.item(row))
    image = grid.viewport().grab().toImage()
    ground = image.pixelColor(box.right() - 10, box.center().y()).lightness()
    spots = ((x, y) for x in range(box.x() + 32, box.x() + 90) for y in range(box.top() + 3, box.bottom() - 2))
    return max(abs(image.pixelColor(x, y).lightness() - ground) for x, y in spots)


def test_a_click_jumps_to_that_step(panel: HistoryPanel, qtbot: QtBot) -> None:
    grid = panel.findChild(QListWidget)
    steps: list[int] = []
    panel.jumped.connect(steps.append)
    for row in (0, 3):
        QTest.mouseClick(
            grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualItemRect(grid.item(row)).center() + QPoint(0, 1)
        )
    assert steps == [0, 3]


def test_arrows_walk_without_jumping_and_enter_jumps_once(panel: HistoryPanel) -> None:
    grid = panel.findChild(QListWidget)
    steps: list[int] = []
    panel.jumped.connect(steps.append)
    QTest.keyClick(grid, Qt.Key.Key_Up)
    assert steps == []
    QTest.keyClick(grid, Qt.Key.Key_Return)
    assert steps == [1]


def test_showing_rows_jumps_nowhere_and_says_where_we_stand(panel: HistoryPanel) -> None:
    steps: list[int] = []
    panel.jumped.connect(steps.append)
    panel.set_rows((*ROWS[:2], HistoryRow("Hat", current=True)))
    grid = panel.findChild(QListWidget)
    assert [grid.item(row).text() for row in range(grid.count())] == ["Seed 0", "Turn", "Hat"]
    assert grid.currentRow() == 2
    spoken = [grid.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken == ["Seed 0", "Turn", "Hat, current"]
    panel.set_rows((HistoryRow("Seed 0", current=True), HistoryRow("Turn"), HistoryRow("Hat")))
    spoken = [grid.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken == ["Seed 0, current", "Turn, undone", "Hat, undone"]
    assert steps == []


def test_undone_steps_are_dimmed(panel: HistoryPanel) -> None:
    assert darkness(panel, 3) < 0.8 * darkness(panel, 1)


def test_the_current_step_of_a_long_history_is_in_sight(panel: HistoryPanel) -> None:
    panel.set_rows(tuple(HistoryRow(f"Step {n}", current=n == 150) for n in range(300)))
    grid = panel.findChild(QListWidget)
    assert grid.viewport().rect().contains(grid.visualItemRect(grid.item(150)).center())


def test_a_word_that_changes_is_painted_anew_alone(panel: HistoryPanel, qtbot: QtBot) -> None:
    """While a slider moves its step says another number 60 times a second."""
    grid = panel.findChild(QListWidget)
    painted: list[int] = []

    class Counting(QStyledItemDelegate):
        def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
            painted.append(index.row())
            own.paint(painter, option, index)

    own = grid.itemDelegate()
    grid.setItemDelegate(Counting(grid))
    qtbot.waitUntil(lambda: set(painted) == {0, 1, 2, 3})
    painted.clear()
    before = grid.viewport().grab().toImage()
    painted.clear()
    panel.set_rows((*ROWS[:2], HistoryRow("Smile +2.10", current=True), ROWS[3]))
    qtbot.waitUntil(lambda: bool(painted))
    QApplication.processEvents()
    assert set(painted) == {2}
    assert grid.item(2).text() == "Smile +2.10" and grid.viewport().grab().toImage() != before


def test_a_step_s_picture_stands_at_the_end_of_its_row_and_only_there(panel: HistoryPanel) -> None:
    def greens(row: int) -> list[int]:
        box = panel.findChild(QListWidget).visualItemRect(panel.findChild(QListWidget).item(row))
        image = panel.findChild(QListWidget).viewport().grab().toImage()
        spots = ((x, box.center().y()) for x in range(box.left(), box.right()))
        return [x for x, y in spots if image.pixelColor(x, y).green() > 150 > image.pixelColor(x, y).red() + 50]

    picture = QPixmap(PICTURE, PICTURE)
    picture.fill(QColor(0, 220, 0))
    panel.set_pictures([None, picture])
    box = panel.findChild(QListWidget).visualItemRect(panel.findChild(QListWidget).item(1))
    found = greens(1)
    assert len(found) == PICTURE and box.right() - 12 < max(found) < box.right() - 4
    assert not greens(0) and not greens(2)
    panel.set_rows(ROWS[:1])
    panel.set_pictures([None, picture])  # of a step that is not there
    panel.set_rows(ROWS)
    assert not greens(1)
