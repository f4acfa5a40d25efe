from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from engine.document.messages import MethodOffer, Parameter
from widgets.method_form import WIDTH, MethodForm

OFFER = MethodOffer(
    "magic",
    "Magic",
    "Nobody 1999, section 3",
    about="Waves a wand over many codes and keeps what moves.",
    parameters=(
        Parameter("wand_length", "int", 12, "in inches", 1, 512),
        Parameter("rate", "float", 0.0001, "of learning", 0.0, 1.0),
        Parameter("twice", "bool", False, "wave it twice"),
        Parameter("wood", "choice", "yew", "what it is made of", choices=("oak", "yew")),
        Parameter("spell", "text", "", "words to say"),
    ),
)
OTHER = MethodOffer("plain", "Plain", "Somebody 2001", learns=True)
Left = Qt.MouseButton.LeftButton


@pytest.fixture
def form(qtbot: QtBot) -> MethodForm:
    form = MethodForm(OFFER)
    qtbot.addWidget(form)
    form.resize(WIDTH, form.wanted_height())
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    return form


def button(form: MethodForm, text: str) -> QPushButton:
    return next(b for b in form.findChildren(QPushButton) if b.text() == text)


def test_it_starts_with_the_defaults_each_of_its_kind(form: MethodForm) -> None:
    assert form.values() == {"wand_length": 12, "rate": 0.0001, "twice": False, "wood": "yew", "spell": ""}
    assert form.findChild(QDoubleSpinBox).text() == "0.0001"
    shown = {label.text() for label in form.findChildren(QLabel) if label.isVisible()}
    assert {"Magic", "Nobody 1999, section 3", "wand length", "in inches", OFFER.about} <= shown


def test_what_is_entered_is_found_with(form: MethodForm, qtbot: QtBot) -> None:
    whole, real = form.findChild(QSpinBox), form.findChild(QDoubleSpinBox)
    for box, typed in ((whole, "9999"), (real, "0.25")):
        box.selectAll()
        QTest.keyClicks(box, typed)
    QTest.keyClick(form.findChild(QCheckBox), Qt.Key.Key_Space)
    QTest.keyClick(form.findChild(QComboBox), Qt.Key.Key_Up)
    spell = next(e for e in form.findChildren(QLineEdit) if e.accessibleName() == "spell")
    QTest.keyClicks(spell, " lumos ")
    with qtbot.waitSignal(form.find_wanted) as heard:
        QTest.mouseClick(button(form, "Find"), Left)
    # four digits do not fit 512: the box takes as many as do
    assert heard.args == [
        "magic", {"wand_length": 99, "rate": 0.25, "twice": True, "wood": "oak", "spell": "lumos"},
    ]  # fmt: skip


def test_defaults_bring_the_defaults_back(form: MethodForm) -> None:
    form.findChild(QSpinBox).setValue(40)
    QTest.mouseClick(form.findChild(QCheckBox), Left, pos=QPoint(8, 12))
    assert form.values()["twice"] and form.values()["wand_length"] == 40
    QTest.mouseClick(button(form, "Defaults"), Left)
    assert form.values() == {p.name: p.default for p in OFFER.parameters}


def test_each_method_keeps_what_was_entered(form: MethodForm) -> None:
    form.findChild(QSpinBox).setValue(40)
    form.set_offer(OTHER)
    assert form.values() == {}
    assert form.values_of("magic")["wand_length"] == 40
    form.set_offer(OFFER)
    assert form.values()["wand_length"] == 40


def test_only_a_method_that_learns_offers_to_judge(form: MethodForm, qtbot: QtBot) -> None:
    judge = button(form, "Judge faces…")
    assert not judge.isVisible()
    form.set_offer(OTHER)
    with qtbot.waitSignal(form.judge_wanted):
        QTest.mouseClick(judge, Left)


def test_enter_finds_but_never_twice_at_once(form: MethodForm) -> None:
    heard: list[str] = []
    form.find_wanted.connect(lambda identifier, values: heard.append(identifier))
    form.focus_first()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    form.set_busy(True)
    QTest.keyClick(form.findChild(QSpinBox), Qt.Key.Key_Return)
    QTest.mouseClick(button(form, "Finding…"), Left)
    form.set_busy(False)
    button(form, "Defaults").setFocus()
    QTest.keyClick(button(form, "Defaults"), Qt.Key.Key_Return)  # presses that button
    assert heard == ["magic"]


def test_the_wheel_turns_a_number_only_where_the_keyboard_is(form: MethodForm) -> None:
    box = form.findChild(QSpinBox)

    def turn() -> None:
        up, no = QPoint(0, 120), Qt.KeyboardModifier.NoModifier
        where, phase = QPointF(5, 5), Qt.ScrollPhase.NoScrollPhase
        wheel = QWheelEvent(where, box.mapToGlobal(where), QPoint(), up, Qt.MouseButton.NoButton, no, phase, False)
        QApplication.sendEvent(box, wheel)

    button(form, "Find").setFocus()
    turn()
    assert box.value() == 12
    box.setFocus()
    turn()
    assert box.value() > 12


def test_nothing_is_cut_off_at_the_height_it_wants(form: MethodForm) -> None:
    for label in form.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()
            assert form.rect().contains(label.mapTo(form, label.rect().bottomRight())), label.text()
