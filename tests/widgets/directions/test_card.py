from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from widgets.directions.card import HEIGHT, PLACES, DirectionView, moves_text, percent
from widgets.look.glyphs import GlyphButton
from widgets.parts.elided import ElidedLabel
from widgets.parts.inline_edit import InlineEdit
from widgets.states import DirectionCard

Left, Key = Qt.MouseButton.LeftButton, Qt.Key
TURN = DirectionCard("g#1", "turn", 1.2, 0.0, attribute="yaw +", purity=0.62, share=0.124, first=3, last=6)
SIGNALS = ("moved", "renamed", "starred", "layers_chosen", "held", "compared")


@pytest.fixture
def view(qtbot: QtBot) -> DirectionView:
    view = DirectionView(TURN, layers=8)
    qtbot.addWidget(view)
    view.resize(700, HEIGHT)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    return view


@pytest.fixture
def heard(view: DirectionView) -> list[tuple[object, ...]]:
    said: list[tuple[object, ...]] = []
    for name in SIGNALS:
        getattr(view, name).connect(lambda *values, name=name: said.append((name, *values)))
    return said


def button(view: DirectionView, word: str) -> GlyphButton:
    return next(b for b in view.findChildren(GlyphButton) if b.accessibleName().startswith(word))


def words(view: DirectionView) -> list[str]:
    return [label.text() for label in view.findChildren(ElidedLabel)]


@pytest.mark.parametrize(
    ("share", "text"), [(0.62, "62 %"), (1.0, "100 %"), (0.0996, "10 %"), (0.085, "8.5 %"), (0.0, "0.0 %")]
)
def test_a_share_is_told_as_exactly_as_it_is_worth(share: float, text: str) -> None:
    assert percent(share) == text


def test_what_a_direction_moves_is_said_with_how_purely(view: DirectionView) -> None:
    assert words(view) == ["turn", "yaw + · 62 % of its change", "12 % of the spectrum"]
    assert view.accessibleDescription() == "yaw + · 62 % of its change, 12 % of the spectrum"
    assert moves_text(replace(TURN, attribute="", purity=0.0)) == ""


def test_the_bar_is_as_long_as_the_purity(view: DirectionView) -> None:
    bar = next(w for w in view.findChildren(type(view._purity)))
    picture = bar.grab().toImage()
    filled = picture.pixelColor(1, 1)
    length = sum(picture.pixelColor(x, 1) == filled for x in range(bar.width()))
    assert length == pytest.approx(0.62 * bar.width(), abs=1.5)


def test_a_click_on_a_picture_sets_the_slider_there(view: DirectionView, heard: list) -> None:
    assert view.strip.marked() == 4  # +1 is nearest to 1.2
    view.set_strip(np.zeros((3, 8, 8, 3), np.uint8), (-2.0, 0.0, 2.0))
    QTest.mouseClick(view.strip, Left, pos=view.strip.cell(0).center())
    assert heard == [("moved", "g#1", -2.0)]
    assert view.strip.marked() == 0 and view.state.value == -2.0


def test_the_pictures_stand_in_one_line_inside_the_card(view: DirectionView, qtbot: QtBot) -> None:
    for width in (600, 700, 1300):
        view.resize(width, HEIGHT)
        qtbot.waitUntil(lambda width=width: view.strip.geometry().right() < width)
        cells = [view.strip.cell(i) for i in range(len(PLACES))]
        assert len({cell.top() for cell in cells}) == 1
        assert view.strip.geometry().bottom() < HEIGHT
        assert all(view.strip.rect().contains(cell) for cell in cells)


def test_star_hold_and_compare_say_what_they_became(view: DirectionView, heard: list) -> None:
    QTest.mouseClick(button(view, "star"), Left)
    QTest.mouseClick(button(view, "hold"), Left)
    QTest.keyClick(view.findChild(QCheckBox), Key.Key_Space)
    QTest.mouseClick(button(view, "star"), Left)
    assert heard == [
        ("starred", "g#1", True), ("held", "g#1", True), ("compared", "g#1", True), ("starred", "g#1", False),
    ]  # fmt: skip
    view.set_state(TURN)
    assert not button(view, "hold").isChecked() and not view.findChild(QCheckBox).isChecked()
    assert len(heard) == 4  # what is shown announces nothing


@pytest.mark.parametrize("way", ["double click", "F2"])
def test_a_direction_is_renamed_in_place(view: DirectionView, heard: list, way: str) -> None:
    name = view.findChildren(ElidedLabel)[0]
    if way == "F2":
        view.setFocus()
        QTest.keyClick(QApplication.focusWidget(), Key.Key_F2)
    else:
        QTest.mouseDClick(name, Left)
    edit = view.findChild(InlineEdit)
    QTest.keyClicks(edit, " look   left ")
    QTest.keyClick(edit, Key.Key_Return)
    assert heard == [("renamed", "g#1", "look left")]
    assert name.text() == "look left"


def test_giving_up_or_an_empty_name_renames_nothing(view: DirectionView, heard: list) -> None:
    for typed, key in (("left", Key.Key_Escape), ("   ", Key.Key_Return)):
        view.rename()
        edit = next(e for e in view.findChildren(InlineEdit) if e.isVisible())
        QTest.keyClicks(edit, typed)
        QTest.keyClick(edit, key)
    assert heard == [] and view.state.name == "turn"


def test_layers_are_chosen_in_order_and_hidden_where_there_are_none(view: DirectionView, heard: list) -> None:
    first, last = view.findChildren(QSpinBox)
    assert (first.value(), last.value()) == (3, 6)
    QTest.keyClick(last, Key.Key_Up)
    first.selectAll()
    QTest.keyClicks(first, "8")
    assert heard == [("layers_chosen", "g#1", 3, 7)]  # not while one types
    QTest.keyClick(first, Key.Key_Return)
    assert heard[1:] == [("layers_chosen", "g#1", 8, 8)]
    assert last.value() == 8
    view.set_state(replace(TURN, first=0, last=0))
    assert (first.value(), last.value()) == (1, 8) and len(heard) == 2
    view.set_layers(1)
    assert not first.isVisible()


def test_keys_reset_and_walk(view: DirectionView, heard: list) -> None:
    steps: list[int] = []
    view.walked.connect(lambda card, way: steps.append(way))
    view.setFocus()
    assert QApplication.focusWidget() is view.strip
    for key in (Key.Key_Down, Key.Key_Up, Key.Key_Backspace):
        QTest.keyClick(view.strip, key)
    assert steps == [1, -1]
    assert heard == [("moved", "g#1", 0.0)]


def test_a_new_state_leaves_a_type_in_and_the_keyboard_alone(view: DirectionView) -> None:
    view.rename()
    edit = view.findChild(InlineEdit)
    QTest.keyClicks(edit, "half a na")
    view.set_state(replace(TURN, value=2.0))
    assert isinstance(edit, QLineEdit) and edit.isVisible() and edit.hasFocus() and edit.text() == "half a na"


def test_where_a_layers_slider_acts_is_drawn_as_its_map(qtbot: QtBot) -> None:
    basis = np.zeros((4, 4), np.uint8)
    basis[0, 3] = 255
    view = DirectionView(DirectionCard("z1.1", "turn", basis=basis))
    qtbot.addWidget(view)
    view.resize(500, view.height())
    with qtbot.waitExposed(view):
        view.show()
    assert view._basis.isVisible() and "4 × 4" in view._basis.toolTip()
    image = view._basis.grab().toImage()
    assert image.pixelColor(28, 4).red() == 255 and image.pixelColor(4, 4).red() == 0
    view.set_state(DirectionCard("z1.1", "turn!"))
    assert view._basis.isHidden()
