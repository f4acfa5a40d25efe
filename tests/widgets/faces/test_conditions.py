from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from widgets.faces.conditions import Conditions
from widgets.states import ConditionsState

Left, Key = Qt.MouseButton.LeftButton, Qt.Key
STYLE = ConditionsState(0, ("constant", "none", "seeded"), 10)
CLASSES = ConditionsState(1000)


@pytest.fixture
def row(qtbot: QtBot) -> Conditions:
    row = Conditions()
    qtbot.addWidget(row)
    row.resize(800, 200)
    row.show()
    row.set_state(STYLE)
    row.activateWindow()
    return row


@pytest.fixture
def heard(row: Conditions) -> list[tuple[object, ...]]:
    heard: list[tuple[object, ...]] = []
    for name in ("label_chosen", "cutoff_chosen", "noise_chosen", "mix_wanted", "mixes_cleared", "folded"):
        getattr(row, name).connect(lambda *values, name=name: heard.append((name, *values)))
    return heard


def box(row: Conditions, name: str) -> QAbstractSpinBox:
    return next(b for b in row.findChildren(QAbstractSpinBox) if b.accessibleName() == name)


def button(row: Conditions, words: str) -> QAbstractButton:
    return next(b for b in row.findChildren(QAbstractButton) if b.isVisible() and (words in (b.text() or b.toolTip())))


def visible(row: Conditions, kind: type[QWidget]) -> set[str]:
    return {w.accessibleName() for w in row.findChildren(kind) if w.isVisible()}


def type_in(number: QAbstractSpinBox, text: str) -> None:
    number.setFocus()
    number.selectAll()
    QTest.keyClicks(number, text)
    QTest.keyClick(number, Key.Key_Return)


def choose(row: Conditions, noise: str) -> None:
    """Choose from the list as a person does."""
    combo = row.findChild(QComboBox)
    combo.setCurrentIndex(combo.findData(noise))
    combo.activated.emit(combo.currentIndex())


def test_only_what_the_generator_offers_is_there(row: Conditions) -> None:
    assert visible(row, QAbstractSpinBox) == {
        "layers that truncation reaches", "first layer to mix in", "last layer to mix in", "seed to mix in",
    }  # fmt: skip
    assert visible(row, QComboBox) == {"noise"}
    row.set_state(CLASSES)
    assert visible(row, QAbstractSpinBox) == {"class"} and visible(row, QComboBox) == set()
    row.set_state(ConditionsState(5, ("constant", "none")))
    assert visible(row, QAbstractSpinBox) == {"class"} and visible(row, QComboBox) == {"noise"}
    assert row.findChild(QComboBox).count() == 2


def test_where_nothing_is_offered_it_takes_no_place(row: Conditions) -> None:
    row.set_state(ConditionsState())
    assert row.isHidden()
    row.set_state(ConditionsState(latents=1))
    assert row.isHidden()
    row.set_state(STYLE)
    assert row.isVisible()


def test_showing_a_state_announces_nothing(row: Conditions, heard: list[tuple[object, ...]]) -> None:
    row.set_state(replace(STYLE, cutoff=4, noise="seeded", noise_seed=77, mixes=((12, 1, 4), (99, 8, 8))))
    assert box(row, "layers that truncation reaches").value() == 4
    assert row.findChild(QComboBox).currentData() == "seeded"
    assert box(row, "noise seed").value() == 77 and box(row, "noise seed").isVisible()
    words = [label.text() for label in row.findChildren(QLabel) if label.isVisible()]
    assert "layers 1–4 of seed 12 · layer 8 of seed 99" in words
    row.set_state(replace(CLASSES, label=207))
    assert box(row, "class").value() == 207
    assert heard == []


def test_an_undo_brings_every_box_back(row: Conditions, heard: list[tuple[object, ...]]) -> None:
    row.set_state(replace(STYLE, cutoff=4, noise="none", mixes=((1, 1, 2),)))
    row.set_state(STYLE)
    assert box(row, "layers that truncation reaches").text() == "all"
    assert row.findChild(QComboBox).currentData() == "constant"
    assert not any("of seed" in label.text() for label in row.findChildren(QLabel) if label.isVisible())
    assert heard == []


def test_a_class_is_typed_or_stepped_to_and_the_last_is_followed_by_the_first(
    row: Conditions, heard: list[tuple[object, ...]]
) -> None:
    row.set_state(replace(CLASSES, label=998))
    type_in(box(row, "class"), "207")
    QTest.mouseClick(button(row, "class after"), Left)
    QTest.mouseClick(button(row, "class before"), Left)
    row.set_state(replace(CLASSES, label=0))
    QTest.mouseClick(button(row, "class before"), Left)
    assert heard == [("label_chosen", n) for n in (207, 208, 207, 999)]


def test_noise_by_seed_has_a_seed_and_a_dice(row: Conditions, heard: list[tuple[object, ...]]) -> None:
    assert not box(row, "noise seed").isVisible()
    choose(row, "none")
    choose(row, "seeded")
    assert heard == [("noise_chosen", "none", 0), ("noise_chosen", "seeded", 0)]
    row.set_state(replace(STYLE, noise="seeded"))
    type_in(box(row, "noise seed"), "41")
    assert heard[-1] == ("noise_chosen", "seeded", 41)
    QTest.mouseClick(button(row, "Other noise"), Left)
    name, noise, seed = heard[-1]
    assert (name, noise) == ("noise_chosen", "seeded") and isinstance(seed, int) and 0 <= seed < 2**32


def test_the_reach_of_truncation(row: Conditions, heard: list[tuple[object, ...]]) -> None:
    reach = box(row, "layers that truncation reaches")
    assert (reach.minimum(), reach.maximum(), reach.text()) == (0, 10, "all")
    type_in(reach, "4")
    reach.setValue(0)
    assert heard == [("cutoff_chosen", 4), ("cutoff_chosen", 0)]


def test_layers_of_another_seed_are_mixed_in_and_cleared(row: Conditions, heard: list[tuple[object, ...]]) -> None:
    first, last = box(row, "first layer to mix in"), box(row, "last layer to mix in")
    assert (first.value(), last.value(), first.minimum(), last.maximum()) == (1, 3, 1, 10)
    type_in(first, "5")  # the other gives way
    assert last.value() == 5
    type_in(last, "2")
    assert first.value() == 2
    type_in(last, "8")
    type_in(box(row, "seed to mix in"), "1234")
    assert heard == [], "nothing happens before the button"
    QTest.mouseClick(button(row, "Mix in"), Left)
    assert heard == [("mix_wanted", 1234, 2, 8)]
    row.set_state(replace(STYLE, mixes=((1234, 2, 8),)))
    assert (first.value(), last.value()) == (2, 8), "what was asked for stays in the boxes"
    QTest.mouseClick(button(row, "Clear"), Left)
    assert heard[-1] == ("mixes_cleared",)
    QTest.mouseClick(button(row, "to mix in: a seed by chance"), Left)
    assert box(row, "seed to mix in").value() != 1234 and heard[-1] == ("mixes_cleared",)


def test_folding_leaves_the_title_the_class_and_what_is_set(row: Conditions, heard: list[tuple[object, ...]]) -> None:
    row.set_state(replace(STYLE, classes=10, noise="none", cutoff=3, mixes=((12, 1, 4),)))
    tall = row.sizeHint().height()
    QTest.mouseClick(button(row, "Noise and style mixing"), Left)
    assert heard == [("folded", True)]
    assert visible(row, QAbstractSpinBox) == {"class"} and visible(row, QComboBox) == set()
    assert row.sizeHint().height() < tall / 2
    tip = button(row, "Noise and style mixing").toolTip()
    assert "noise none, truncation reaches 3, layers 1–4 of seed 12" in tip
    row.set_folded(folded=False)
    assert visible(row, QComboBox) == {"noise"} and row.findChild(QPushButton).isVisible()
