from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from widgets.method_bar import MethodBar
from widgets.states import MethodChoice

WHY = "SeFa needs style matrices, and this generator has none."
CHOICES = (
    MethodChoice("eigengan", "EigenGAN", "He et al. 2021"),
    MethodChoice("sefa", "SeFa", "Shen and Zhou 2021", WHY),
    MethodChoice("ganspace", "GANSpace", "Härkönen et al. 2020"),
)


@pytest.fixture
def bar(qtbot: QtBot) -> MethodBar:
    bar = MethodBar()
    qtbot.addWidget(bar)
    bar.resize(300, 40)
    bar.show()
    return bar


def find(bar: MethodBar) -> list[str]:
    heard: list[str] = []
    bar.find_wanted.connect(heard.append)
    QTest.mouseClick(bar.findChild(QPushButton), Qt.MouseButton.LeftButton)
    bar.find_wanted.disconnect()
    return heard


def test_find_asks_for_the_chosen_method(bar: MethodBar) -> None:
    bar.set_choices(CHOICES, "eigengan")
    assert find(bar) == ["eigengan"]
    bar.set_choices(CHOICES, "ganspace")
    assert find(bar) == ["ganspace"]


def test_what_cannot_run_says_why_and_the_keyboard_steps_over_it(bar: MethodBar) -> None:
    bar.set_choices(CHOICES, "eigengan")
    box = bar.findChild(QComboBox)
    assert box.itemData(1, Qt.ItemDataRole.ToolTipRole) == WHY
    assert not box.model().index(1, 0).flags() & Qt.ItemFlag.ItemIsEnabled
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.toolTip() == "Härkönen et al. 2020"
    assert find(bar) == ["ganspace"]


def test_a_current_method_that_cannot_run_gives_way_to_one_that_can(bar: MethodBar) -> None:
    bar.set_choices(CHOICES, "sefa")
    assert find(bar) == ["eigengan"]


def test_without_a_method_that_can_run_there_is_nothing_to_find(bar: MethodBar) -> None:
    assert find(bar) == []
    bar.set_choices(CHOICES[1:2], "sefa")
    assert find(bar) == []
    assert bar.findChild(QComboBox).currentIndex() == -1


def test_while_busy_no_second_search_can_start(bar: MethodBar) -> None:
    bar.set_choices(CHOICES, "ganspace")
    bar.set_busy(True)
    assert find(bar) == []
    assert bar.findChild(QPushButton).text() == "Finding…"
    bar.set_busy(False)
    assert find(bar) == ["ganspace"]
