from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QSlider, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.canvas.brush_settings import LARGEST, SMALLEST
from widgets.look.keyed import keys
from widgets.regions.bar import LOOKING, BrushBar
from widgets.states import BrushState

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
STATE = BrushState(size=0.12, parts=("eyes", "left ear"), has_region=True)
SIGNALS = (
    "tool_chosen", "size_moved", "softness_moved", "subtract_toggled", "overlay_toggled", "part_wanted",
    "operation_wanted", "save_wanted", "load_wanted", "keep_masks_toggled", "follow_toggled", "closed",
)  # fmt: skip


@pytest.fixture
def bar(qtbot: QtBot) -> BrushBar:
    bar = BrushBar()
    qtbot.addWidget(bar)
    bar.set_state(STATE)
    bar.resize(1000, 40)
    with qtbot.waitExposed(bar):
        bar.show()
    bar.activateWindow()
    return bar


@pytest.fixture
def heard(bar: BrushBar) -> list[tuple[object, ...]]:
    said: list[tuple[object, ...]] = []
    for name in SIGNALS:
        getattr(bar, name).connect(lambda *values, name=name: said.append((name, *values)))
    return said


def button(bar: BrushBar, words: str) -> QAbstractButton:
    return next(b for b in bar.findChildren(QAbstractButton) if (b.text() or b.toolTip()).startswith(words))


def slider(bar: BrushBar, name: str) -> QSlider:
    return next(s for s in bar.findChildren(QSlider) if s.accessibleName() == name)


def entries(bar: BrushBar, words: str) -> dict[str, QAction]:
    menu = next(b for b in bar.findChildren(QPushButton) if b.text() == words).menu()
    return {action.text().split("\t")[0]: action for action in menu.actions() if not action.isSeparator()}


def test_it_shows_the_state_and_says_nothing(bar: BrushBar, heard: list[tuple[object, ...]]) -> None:
    state = BrushState("lasso", 0.034, 0.25, True, False, True, False, ("nose",), True, "Finding the sliders…")
    bar.set_state(state)
    assert button(bar, "Lasso").isChecked() and not button(bar, "Brush").isChecked()
    assert button(bar, "Painting takes away").isChecked()
    assert not button(bar, "Show the painted regions").isChecked()
    assert button(bar, "Follow").isChecked()
    assert slider(bar, "softness").value() == 25
    assert {"3.4 %", "Finding the sliders…"} <= {label.text() for label in bar.findChildren(QLabel)}
    assert list(entries(bar, "Ready-made")) == ["Nose"]
    assert not entries(bar, "Region")["Keep regions when the face changes"].isChecked()
    assert bar.accessibleDescription() == "Finding the sliders…"
    assert heard == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Eraser", ("tool_chosen", "eraser")),
        ("Rectangle", ("tool_chosen", "rectangle")),
        ("Ellipse", ("tool_chosen", "ellipse")),
        ("Painting adds", ("subtract_toggled", True)),
        ("Hide the painted regions", ("overlay_toggled", False)),
        ("Follow", ("follow_toggled", True)),
        ("Done", ("closed",)),
    ],
)
def test_a_button_asks_and_waits_for_the_state(
    bar: BrushBar, heard: list[tuple[object, ...]], words: str, said: tuple[object, ...]
) -> None:
    pressed = button(bar, words)
    before = pressed.isChecked()
    QTest.mouseClick(pressed, Left)
    assert heard == [said]
    assert pressed.isChecked() == before and button(bar, "Brush").isChecked()


def test_every_tool_names_its_key_and_is_reached_by_arrows(bar: BrushBar, heard: list[tuple[object, ...]]) -> None:
    tools = {"Brush": "B", "Eraser": "E", "Lasso": "L", "Rectangle": "R", "Ellipse": "O"}
    keys().set_keys({words.lower(): key for words, key in tools.items()})
    for words, key in tools.items():
        assert button(bar, words).accessibleName().startswith(words)
        assert button(bar, words).toolTip().endswith(f"({key})")
    keys().set_keys({"brush": "F5"})
    assert button(bar, "Brush").toolTip().endswith("(F5)") and not button(bar, "Lasso").toolTip().endswith(")")
    button(bar, "Brush").setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(button(bar, "Brush"), Key.Key_Right)
    assert heard == [("tool_chosen", "eraser")]
    assert QApplication.focusWidget() is button(bar, "Eraser")


def test_the_size_goes_in_equal_ratios_from_end_to_end(bar: BrushBar, heard: list[tuple[object, ...]]) -> None:
    size = slider(bar, "brush size")
    for place in (size.minimum(), size.maximum(), 50):
        size.setValue(place)
    assert [name for name, _ in heard] == ["size_moved"] * 3
    assert [value for _, value in heard] == pytest.approx([SMALLEST, LARGEST, (SMALLEST * LARGEST) ** 0.5])
    for (_, value), place in zip(tuple(heard), (0, 100, 50), strict=True):
        bar.set_state(replace(STATE, size=value))
        assert size.value() == place
    bar.set_state(replace(STATE, size=3.0))
    assert size.value() == size.maximum() and len(heard) == 3


def test_a_press_on_the_groove_brings_the_handle_there(bar: BrushBar, heard: list[tuple[object, ...]]) -> None:
    soft = slider(bar, "softness")
    QTest.mouseClick(soft, Left, pos=QPoint(soft.width() - 2, soft.height() // 2))
    assert heard == [("softness_moved", 1.0)]
    QTest.keyClick(soft, Key.Key_Left)
    assert heard[1:] == [("softness_moved", 0.99)]


def test_ready_made_regions_are_asked_for_by_name(bar: BrushBar, heard: list[tuple[object, ...]]) -> None:
    assert list(entries(bar, "Ready-made")) == ["Eyes", "Left ear"]
    entries(bar, "Ready-made")["Left ear"].trigger()
    assert heard == [("part_wanted", "left ear")]
    for busy, words in (("", LOOKING), ("No face was found here.", "No face was found here.")):
        bar.set_state(replace(STATE, parts=(), busy=busy))
        (entry,) = entries(bar, "Ready-made").values()
        assert entry.text() == words and not entry.isEnabled()


def test_the_region_menu_asks(bar: BrushBar, heard: list[tuple[object, ...]]) -> None:
    menu = entries(bar, "Region")
    for words in menu:
        menu[words].trigger()
    assert heard == [
        *(("operation_wanted", what) for what in ("invert", "clear", "grow", "shrink", "feather")),
        ("save_wanted",), ("load_wanted",), ("keep_masks_toggled", False),
    ]  # fmt: skip
    assert menu["Keep regions when the face changes"].isChecked()  # as the state has it
    keys().set_keys({"invert_region": "Ctrl+I", "clear_region": "F9"})
    bar._region.menu().aboutToShow.emit()
    assert menu["Invert"].text() == "Invert\tCtrl+I" and menu["Clear"].text() == "Clear\tF9"


def test_without_a_region_only_loading_and_keeping_are_left(bar: BrushBar) -> None:
    bar.set_state(replace(STATE, has_region=False))
    usable = [words for words, action in entries(bar, "Region").items() if action.isEnabled()]
    assert usable == ["Load mask…", "Keep regions when the face changes"]


def test_it_takes_a_second_line_where_it_must_and_never_holds_its_column_wide(qtbot: QtBot) -> None:
    bar, column = BrushBar(), QWidget()
    bar.resize(1000, 40)
    with qtbot.waitExposed(bar):
        bar.show()  # what a window of its own asks of its size is over when it stands in a column
    qtbot.addWidget(column)
    QVBoxLayout(column).addWidget(bar)
    column.show()
    done, brush = button(bar, "Done"), button(bar, "Brush")

    def lines() -> int:
        return 1 + (done.mapTo(bar, done.rect().center()).y() - brush.mapTo(bar, brush.rect().center()).y() > 20)

    for width, wanted in ((1000, 1), (600, 2), (1000, 1)):
        column.resize(width, 120)
        assert column.width() == width
        qtbot.waitUntil(lambda wanted=wanted: lines() == wanted)
