from __future__ import annotations

from dataclasses import replace

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
    QListWidget,
    QPushButton,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from engine.document.asked.offers import MethodOffer, Parameter
from widgets.look.glyphs import GlyphButton
from widgets.methods.features_field import FeaturesField, names_in
from widgets.methods.form import WIDTH, MethodForm

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
OF_REGIONS = MethodOffer(
    "still",
    "Still",
    "Nobody 2022",
    about="Keeps what it\nis told to.",
    parameters=(
        Parameter("share", "float", 0.9, "of what is kept", 0.0, 1.0),
        Parameter("change", "many", "region", "what to change", choices=("region", "smile", "pose")),
        Parameter("path", "choice", "straight", "how it goes", choices=("straight", "curved")),
        Parameter("keep", "many", "", "what to keep", choices=("region", "smile", "pose")),
    ),
    needs_region=True,
)
OTHER = MethodOffer("plain", "Plain", "Somebody 2001", learns=True)
Left = Qt.MouseButton.LeftButton
# Popups take the keyboard, and the offscreen platform has none to give.
popups = pytest.mark.qt_log_ignore("^This plugin does not support grabbing the keyboard$")


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


def of_regions(form: MethodForm, name: str) -> FeaturesField:
    """The field of a parameter of several names."""
    form.set_offer(OF_REGIONS)
    return next(f for f in form.findChildren(FeaturesField) if f.edit.accessibleName() == name)


def opened(field: FeaturesField) -> QListWidget:
    QTest.mouseClick(field.findChild(GlyphButton), Left)
    names = field.findChild(QListWidget)
    assert names.isVisible()
    return names


def click(names: QListWidget, name: str, x: int = 0) -> None:
    (item,) = names.findItems(name, Qt.MatchFlag.MatchExactly)
    where = names.visualItemRect(item)
    QTest.mouseClick(names.viewport(), Left, pos=QPoint(x or where.right() - 4, where.center().y()))


def ticked(names: QListWidget) -> list[str]:
    items = [names.item(row) for row in range(names.count())]
    return [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]


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
    form.set_busy(busy=True)
    QTest.keyClick(form.findChild(QSpinBox), Qt.Key.Key_Return)
    QTest.mouseClick(button(form, "Finding…"), Left)
    form.set_busy(busy=False)
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


# ---- several names ---------------------------------------------------------------------------------------------


@popups
def test_names_are_ticked_one_after_another(form: MethodForm) -> None:
    field = of_regions(form, "change")
    names = opened(field)
    assert ticked(names) == ["region"]
    click(names, "pose")
    click(names, "smile", x=12)  # on the box itself
    assert names.isVisible() and form.values()["change"] == "region, pose, smile"
    click(names, "region")
    assert form.values()["change"] == "pose, smile" and ticked(names) == ["smile", "pose"]
    QTest.keyClick(names, Qt.Key.Key_Escape)
    assert not names.isVisible() and form.isVisible()


@popups
def test_the_keyboard_opens_the_list_and_ticks(form: MethodForm, qtbot: QtBot) -> None:
    field = of_regions(form, "keep")
    field.setFocus()
    with qtbot.assertNotEmitted(form.find_wanted):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        names = field.findChild(QListWidget)
        QTest.keyClick(names, Qt.Key.Key_Space)
        QTest.keyClick(names, Qt.Key.Key_Down)
        QTest.keyClick(names, Qt.Key.Key_Return)
        assert form.values()["keep"] == "region, smile"
        QTest.keyClick(names, Qt.Key.Key_Space)
        assert form.values()["keep"] == "region"
        QTest.keyClick(names, Qt.Key.Key_Tab)
        assert not names.isVisible()
        field.findChild(GlyphButton).setFocus()
        QTest.keyClick(field.findChild(GlyphButton), Qt.Key.Key_Return)
        assert names.isVisible()
    assert (names.accessibleName(), field.findChild(GlyphButton).accessibleName()) == (
        "what to keep", "choose what to keep",
    )  # fmt: skip
    assert field.edit.accessibleDescription() == "what to keep"


@popups
def test_what_is_typed_is_ticked_and_unknown_names_stay(form: MethodForm, qtbot: QtBot) -> None:
    field = of_regions(form, "keep")
    field.setFocus()
    QTest.keyClicks(field.edit, " nose,Smile ,")
    names = opened(field)
    assert ticked(names) == ["smile"]
    click(names, "pose")
    assert form.values()["keep"] == "nose, smile, pose"
    click(names, "smile")
    QTest.keyClick(names, Qt.Key.Key_Escape)
    with qtbot.waitSignal(form.find_wanted) as heard:
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert heard.args[1]["keep"] == "nose, pose"
    QTest.mouseClick(button(form, "Defaults"), Left)
    assert form.values() == {p.name: p.default for p in OF_REGIONS.parameters}


@popups
def test_painted_regions_stand_first_where_a_method_changes_one(form: MethodForm) -> None:
    form.set_more_names(("mouth, left", "smile"))
    field = of_regions(form, "keep")
    names = opened(field)
    assert [names.item(row).text() for row in range(names.count())] == ["mouth, left", "smile", "region", "pose"]
    click(names, "mouth, left")
    click(names, "pose")
    assert form.values()["keep"] == "mouth, left, pose" and ticked(names) == ["mouth, left", "pose"]
    QTest.keyClick(names, Qt.Key.Key_Escape)
    form.set_more_names(())  # the document's regions are gone
    names = opened(field)
    assert names.count() == 3 and ticked(names) == ["pose"]
    QTest.keyClick(names, Qt.Key.Key_Escape)
    form.set_more_names(("mouth",))
    form.set_offer(replace(OF_REGIONS, identifier="global", needs_region=False))
    assert opened(form.findChild(FeaturesField)).count() == 3


def test_numbers_come_last_and_the_keyboard_goes_the_same_way(form: MethodForm) -> None:
    form.set_offer(OF_REGIONS)
    assert list(form.values()) == ["change", "path", "keep", "share"]
    assert "Keeps what it is told to." in {label.text() for label in form.findChildren(QLabel)}
    form.focus_first()
    went: list[QWidget] = []
    for _ in range(7):
        went.append(QApplication.focusWidget())
        QTest.keyClick(went[-1], Qt.Key.Key_Tab)
    words = ["change", "choose what to change", "path", "keep", "choose what to keep", "share"]
    assert [widget.accessibleName() for widget in went[:-1]] == words and went[-1] is button(form, "Defaults")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ()),
        (" , ", ()),
        ("pose, Pose ,nose", ("pose", "nose")),
        ("A, b", ("A, b",)),
        ("EYE, Eye, eye", ("eye", "Eye")),
        ("a,pose", ("a", "pose")),
    ],
)
def test_names_are_read_as_methods_read_them(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text, ("A, b", "Eye", "eye", "pose")) == names
