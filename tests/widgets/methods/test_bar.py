from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton, QSpinBox
from pytestqt.qtbot import QtBot

from engine.document.asked.offers import MethodOffer, Parameter
from widgets.look.glyphs import GlyphButton
from widgets.methods.bar import MethodBar

# Popups take the keyboard, and the offscreen platform has none to give.
pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard$")
WHY = "SeFa needs style matrices, and this generator has none."
OFFERS = (
    MethodOffer("eigengan", "EigenGAN", "He et al. 2021"),
    MethodOffer("sefa", "SeFa", "Shen and Zhou 2021", WHY),
    MethodOffer(
        "ganspace",
        "GANSpace",
        "Härkönen et al. 2020",
        parameters=(Parameter("components", "int", 12, "directions to keep", 1, 512),),
        learns=True,
    ),
)

LOW_RANK = MethodOffer("lowrankgan", "LowRankGAN", "Zhu et al. 2021", needs_region=True)


@pytest.fixture
def bar(qtbot: QtBot) -> MethodBar:
    bar = MethodBar()
    qtbot.addWidget(bar)
    bar.resize(300, 40)
    bar.show()
    return bar


def button(bar: MethodBar) -> QPushButton:
    return bar.findChild(QPushButton, options=Qt.FindChildOption.FindDirectChildrenOnly)


def find(bar: MethodBar) -> list[str]:
    heard: list[str] = []
    bar.find_with.connect(lambda identifier, _: heard.append(identifier))
    QTest.mouseClick(button(bar), Qt.MouseButton.LeftButton)
    bar.find_with.disconnect()
    return heard


def choice(bar: MethodBar) -> QComboBox:
    return bar.findChild(QComboBox, options=Qt.FindChildOption.FindDirectChildrenOnly)


def test_choosing_a_method_is_said_once_and_only_of_a_persons_choice(bar: MethodBar) -> None:
    heard: list[str] = []
    bar.chosen.connect(heard.append)
    bar.set_offers(OFFERS, "eigengan")
    assert heard == []
    QTest.keyClick(choice(bar), Qt.Key.Key_Down)
    assert heard == [choice(bar).currentData()] and heard != ["eigengan"]


def test_find_asks_for_the_chosen_method(bar: MethodBar) -> None:
    bar.set_offers(OFFERS, "eigengan")
    assert find(bar) == ["eigengan"]
    bar.set_offers(OFFERS, "ganspace")
    assert find(bar) == ["ganspace"]


def test_what_cannot_run_says_why_and_the_keyboard_steps_over_it(bar: MethodBar) -> None:
    bar.set_offers(OFFERS, "eigengan")
    box = choice(bar)
    assert box.itemData(1, Qt.ItemDataRole.ToolTipRole) == WHY
    assert not box.model().index(1, 0).flags() & Qt.ItemFlag.ItemIsEnabled
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.toolTip() == "Härkönen et al. 2020"
    assert find(bar) == ["ganspace"]


def test_the_same_offers_again_leave_what_the_person_chose(bar: MethodBar) -> None:
    bar.set_offers(OFFERS, "eigengan")
    QTest.keyClick(choice(bar), Qt.Key.Key_Down)
    bar.set_offers(tuple(OFFERS), "eigengan")
    assert find(bar) == ["ganspace"]


def test_a_current_method_that_cannot_run_gives_way_to_one_that_can(bar: MethodBar) -> None:
    bar.set_offers(OFFERS, "sefa")
    assert find(bar) == ["eigengan"]


def test_without_a_method_that_can_run_there_is_nothing_to_find(bar: MethodBar) -> None:
    assert find(bar) == []
    bar.set_offers(OFFERS[1:2], "sefa")
    assert find(bar) == []
    assert choice(bar).currentIndex() == -1
    assert not bar.findChild(GlyphButton).isEnabled()


def test_while_busy_no_second_search_can_start(bar: MethodBar) -> None:
    bar.set_offers(OFFERS, "ganspace")
    bar.set_busy(busy=True)
    assert find(bar) == []
    assert button(bar).text() == "Finding…"
    bar.set_busy(busy=False)
    assert find(bar) == ["ganspace"]


def test_what_is_entered_in_the_form_goes_along_with_find(bar: MethodBar, qtbot: QtBot) -> None:
    bar.set_offers(OFFERS, "ganspace")
    with qtbot.waitSignal(bar.find_with) as heard:
        QTest.mouseClick(button(bar), Qt.MouseButton.LeftButton)
    assert heard.args == ["ganspace", {}]
    QTest.mouseClick(bar.findChild(GlyphButton), Qt.MouseButton.LeftButton)
    assert bar.form.isVisible()
    box = bar.form.findChild(QSpinBox)
    assert bar.form.focusWidget() is box
    box.selectAll()
    QTest.keyClicks(box, "30")
    with qtbot.waitSignal(bar.find_with) as heard:
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert heard.args == ["ganspace", {"components": 30}]
    assert not bar.form.isVisible()
    with qtbot.waitSignal(bar.find_with) as heard:  # the bar's own button knows it too
        QTest.mouseClick(button(bar), Qt.MouseButton.LeftButton)
    assert heard.args == ["ganspace", {"components": 30}]


def test_escape_closes_the_form_and_judging_is_asked_for_the_method(bar: MethodBar, qtbot: QtBot) -> None:
    bar.set_offers(OFFERS, "ganspace")
    bar.open_form()
    QTest.keyClick(bar.form, Qt.Key.Key_Escape)
    assert not bar.form.isVisible()
    bar.open_form()
    judge = next(b for b in bar.form.findChildren(QPushButton) if b.text() == "Judge faces…")
    with qtbot.waitSignal(bar.judge_wanted) as heard:
        QTest.mouseClick(judge, Qt.MouseButton.LeftButton)
    assert heard.args == ["ganspace"]
    assert not bar.form.isVisible()


def test_methods_of_a_region_stand_last_behind_a_line(bar: MethodBar) -> None:
    bar.set_offers((LOW_RANK, *OFFERS), "eigengan")
    box = choice(bar)
    assert [box.itemText(row) for row in range(box.count())] == ["EigenGAN", "SeFa", "GANSpace", "", "LowRankGAN"]
    assert box.itemData(3, Qt.ItemDataRole.AccessibleDescriptionRole) == "separator"
    assert find(bar) == ["eigengan"]
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Down)  # over the line
    assert box.currentText() == "LowRankGAN" and box.toolTip() == "Zhu et al. 2021"
    bar.open_form()
    assert bar.form.isVisible()
    bar.set_offers((LOW_RANK,), "lowrankgan")
    assert box.count() == 1


def test_without_a_region_the_button_asks_for_the_brush(bar: MethodBar) -> None:
    wanted: list[str] = []
    bar.brush_wanted.connect(wanted.append)
    bar.set_offers((*OFFERS, LOW_RANK), "lowrankgan")
    assert button(bar).text() == "Paint…" and button(bar).toolTip().startswith("Paint a region first: ")
    assert find(bar) == [] and wanted == ["lowrankgan"]
    bar.form.find_wanted.emit("lowrankgan", {})  # the form's own button
    assert wanted == ["lowrankgan"] * 2
    bar.set_painted(painted=True)
    assert button(bar).text() == "Find"
    assert find(bar) == ["lowrankgan"] and wanted == ["lowrankgan"] * 2
    bar.set_painted(painted=False)
    bar.set_offers((*OFFERS, LOW_RANK), "eigengan")  # it needs none
    assert button(bar).text() == "Find" and find(bar) == ["eigengan"]


def test_sliders_of_no_method_leave_the_choice_as_it_was(bar: MethodBar) -> None:
    bar.set_offers(OFFERS, "")
    assert bar._choice.currentIndex() == -1 and not button(bar).isEnabled()
    assert button(bar).toolTip() == "Choose a method first"
    bar.set_offers(OFFERS, "ganspace")
    bar.set_offers(OFFERS, "pair")
    assert find(bar) == ["ganspace"]
