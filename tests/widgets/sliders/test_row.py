"""A slider row under a real mouse and keyboard: what it asks for, and when one gesture ends and the next begins."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from widgets.look.sigma import parse_sigma, sigma_text
from widgets.sliders.row import SliderRow
from widgets.sliders.row_look import bar_share
from widgets.states import SliderState

HOME = 1.5
NO = Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


class Heard:
    """Everything a row said, in order."""

    def __init__(self, row: SliderRow) -> None:
        self.moves: list[tuple[float, int]] = []
        self.others: list[tuple[object, ...]] = []
        row.moved.connect(self._moved)
        row.reset.connect(self._reset)
        row.renamed.connect(self._renamed)
        row.starred.connect(self._starred)
        row.strip_wanted.connect(self._strip)

    def _moved(self, key: str, value: float, gesture: int) -> None:
        assert key == "z2.1"
        self.moves.append((value, gesture))

    def _reset(self, key: str) -> None:
        self.others.append(("reset", key))

    def _renamed(self, key: str, name: str) -> None:
        self.others.append(("renamed", key, name))

    def _starred(self, key: str, on: bool) -> None:
        self.others.append(("starred", key, on))

    def _strip(self, key: str) -> None:
        self.others.append(("strip", key))

    @property
    def values(self) -> list[float]:
        return [value for value, _ in self.moves]

    @property
    def gestures(self) -> list[int]:
        return [gesture for _, gesture in self.moves]


@pytest.fixture
def row(qtbot: QtBot) -> Iterator[SliderRow]:
    row = SliderRow(SliderState("z2.1", "turn", value=HOME, home=HOME, effect=0.2))
    qtbot.addWidget(row)
    row.resize(420, 32)
    row.show()
    qtbot.waitExposed(row)
    row.activateWindow()
    row.setFocus()
    qtbot.waitUntil(row.hasFocus)
    yield row


@pytest.fixture
def heard(row: SliderRow) -> Heard:
    return Heard(row)


def x_of(row: SliderRow, value: float) -> float:
    """The pixel of a value, found from the handle itself and not from the row's own sums."""
    shown = row.state
    places = {}
    for end in (-4.0, 4.0):
        row.set_state(SliderState("z2.1", "turn", value=end))
        places[end] = row.handle_x()
    row.set_state(shown)
    return places[-4.0] + (value + 4) / 8 * (places[4.0] - places[-4.0])


def mouse(row: SliderRow, kind: QEvent.Type, x: float, modifiers: Qt.KeyboardModifier = NO) -> None:
    point = QPointF(x, 16)
    moving = kind == QEvent.Type.MouseMove
    buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
    button = Qt.MouseButton.NoButton if moving else LEFT
    QApplication.sendEvent(row, QMouseEvent(kind, point, row.mapToGlobal(point), button, buttons, modifiers))


def press(row: SliderRow, x: float, modifiers: Qt.KeyboardModifier = NO) -> None:
    mouse(row, QEvent.Type.MouseButtonPress, x, modifiers)


def move(row: SliderRow, x: float, modifiers: Qt.KeyboardModifier = NO) -> None:
    mouse(row, QEvent.Type.MouseMove, x, modifiers)


def release(row: SliderRow, x: float) -> None:
    mouse(row, QEvent.Type.MouseButtonRelease, x)


def wheel(row: SliderRow, notches: float, modifiers: Qt.KeyboardModifier = NO) -> QWheelEvent:
    point = QPointF(row.rect().center())
    event = QWheelEvent(
        point, row.mapToGlobal(point), QPoint(), QPoint(0, round(120 * notches)), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    event.setAccepted(True)
    row.wheelEvent(event)
    return event


def test_a_click_on_the_track_moves_the_handle_there(row: SliderRow, heard: Heard) -> None:
    x = round(x_of(row, -2.0))
    QTest.mouseClick(row, LEFT, NO, QPoint(x, 16))
    assert heard.values == [pytest.approx(-2.0, abs=0.03)]
    assert row.handle_x() == pytest.approx(x, abs=1)


def test_a_press_on_the_handle_changes_nothing_and_the_handle_follows_without_a_jump(
    row: SliderRow, heard: Heard
) -> None:
    start = row.handle_x() + 5  # off its middle
    press(row, start)
    assert heard.moves == []
    move(row, start + 40)
    release(row, start + 40)
    assert row.handle_x() == pytest.approx(start + 35, abs=1)
    assert heard.values[-1] == row.state.value


def test_one_drag_is_one_gesture_and_the_next_is_a_later_one(row: SliderRow, heard: Heard) -> None:
    for x in (x_of(row, -3.0), x_of(row, 3.0)):
        press(row, x)
        move(row, x + 10)
        move(row, x + 14)
        release(row, x + 14)
    first, second = heard.gestures[0], heard.gestures[-1]
    assert heard.gestures == [first] * 3 + [second] * 3
    assert second > first


def test_a_drag_stops_at_the_ends_and_comes_back_with_the_pointer(row: SliderRow, heard: Heard) -> None:
    press(row, x_of(row, 3.0))
    move(row, x_of(row, 4.0) + 200)
    assert heard.values[-1] == 4.0
    move(row, x_of(row, 2.0))
    assert heard.values[-1] == pytest.approx(2.0, abs=0.02)


def test_shift_makes_a_drag_ten_times_finer_from_where_the_handle_is(row: SliderRow, heard: Heard) -> None:
    per_pixel = 8 / (x_of(row, 4.0) - x_of(row, -4.0))
    press(row, x_of(row, -2.0))
    start = heard.values[-1]
    move(row, x_of(row, -2.0) + 1, SHIFT)
    move(row, x_of(row, -2.0) + 61, SHIFT)
    assert heard.values[-1] - start == pytest.approx(60 * per_pixel * 0.1, abs=0.015)


def test_a_press_with_shift_does_not_jump(row: SliderRow, heard: Heard) -> None:
    press(row, x_of(row, -3.0), SHIFT)
    move(row, x_of(row, -3.0) + 30, SHIFT)
    assert heard.values[-1] == pytest.approx(HOME + 30 * 0.8 / (x_of(row, 4.0) - x_of(row, -4.0)), abs=0.01)


def test_ctrl_drags_in_steps_of_a_half(row: SliderRow, heard: Heard) -> None:
    press(row, x_of(row, -3.9), CTRL)
    for x in range(round(x_of(row, -3.9)), round(x_of(row, 3.9))):
        move(row, x, CTRL)
    assert heard.values == [step / 2 for step in range(-8, 9)]


@pytest.mark.parametrize("mark", [0.0, HOME])
def test_a_drag_is_caught_near_zero_and_home_but_not_with_shift(row: SliderRow, heard: Heard, mark: float) -> None:
    press(row, x_of(row, -3.0))
    move(row, x_of(row, mark) + 2)
    assert heard.values[-1] == mark
    move(row, x_of(row, mark) + 5)
    assert heard.values[-1] > mark + 0.05
    move(row, x_of(row, mark) + 5, SHIFT)
    move(row, x_of(row, mark) + 4, SHIFT)
    assert heard.values[-1] > mark + 0.05


def test_escape_during_a_drag_goes_back_within_the_gesture(row: SliderRow, heard: Heard) -> None:
    press(row, x_of(row, -3.0))
    move(row, x_of(row, -1.0))
    QTest.keyClick(row, Qt.Key.Key_Escape)
    assert heard.values[-1] == HOME
    assert len(set(heard.gestures)) == 1
    count = len(heard.moves)
    move(row, x_of(row, 2.0))
    release(row, x_of(row, 2.0))
    assert len(heard.moves) == count


def test_the_name_drags_too_but_a_click_on_it_does_nothing(row: SliderRow, heard: Heard) -> None:
    x = row.region("name").center().x()
    press(row, x)
    move(row, x + 2)
    release(row, x + 2)
    assert heard.moves == []
    press(row, x)
    move(row, x + 20)
    move(row, x + 50)
    release(row, x + 50)
    assert heard.values[-1] == pytest.approx(HOME + 30 * 8 / (x_of(row, 4.0) - x_of(row, -4.0)), abs=0.02)


def test_a_double_click_on_the_handle_resets(row: SliderRow, heard: Heard) -> None:
    row.set_state(SliderState("z2.1", "turn", value=-2.0, home=HOME))
    at = QPoint(round(row.handle_x()), 16)
    QTest.mouseClick(row, LEFT, NO, at)
    QTest.mouseDClick(row, LEFT, NO, at)
    assert (heard.moves, heard.others) == ([], [("reset", "z2.1")])
    assert row.state.value == HOME


def test_a_double_click_beside_the_handle_goes_home_in_one_gesture(row: SliderRow, heard: Heard) -> None:
    at = QPoint(round(x_of(row, -2.0)), 16)
    QTest.mouseClick(row, LEFT, NO, at)
    QTest.mouseDClick(row, LEFT, NO, at)
    assert heard.values == [pytest.approx(-2.0, abs=0.03), HOME]
    assert len(set(heard.gestures)) == 1


@pytest.mark.parametrize(
    ("key", "modifiers", "change"),
    [
        (Qt.Key.Key_Right, NO, 0.1),
        (Qt.Key.Key_Left, NO, -0.1),
        (Qt.Key.Key_Up, SHIFT, 0.01),
        (Qt.Key.Key_Down, SHIFT, -0.01),
        (Qt.Key.Key_Right, CTRL, 1.0),
        (Qt.Key.Key_PageUp, NO, 1.0),
        (Qt.Key.Key_PageDown, NO, -1.0),
        (Qt.Key.Key_Home, NO, -HOME),
    ],
)
def test_keys(row: SliderRow, heard: Heard, key: Qt.Key, modifiers: Qt.KeyboardModifier, change: float) -> None:
    QTest.keyClick(row, key, modifiers)
    assert heard.values == [pytest.approx(HOME + change, abs=1e-9)]


def test_backspace_resets(row: SliderRow, heard: Heard) -> None:
    QTest.keyClick(row, Qt.Key.Key_Backspace)
    assert heard.others == [("reset", "z2.1")]


def test_a_held_key_is_one_gesture_and_a_second_press_another(row: SliderRow, heard: Heard) -> None:
    for repeat in (False, True, True, False):
        QApplication.sendEvent(row, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Right, NO, "", repeat))
    a, b, c, d = heard.gestures
    assert a == b == c < d
    assert heard.values[-1] == pytest.approx(HOME + 0.4)


def test_keys_stop_at_the_end_of_the_track(row: SliderRow, heard: Heard) -> None:
    for _ in range(5):
        QTest.keyClick(row, Qt.Key.Key_PageUp)
    assert heard.values == [2.5, 3.5, 4.0]


def test_the_wheel_acts_only_with_the_keyboard_focus(row: SliderRow, heard: Heard, qtbot: QtBot) -> None:
    row.clearFocus()
    assert not wheel(row, 1).isAccepted()
    assert heard.moves == []
    row.setFocus()
    assert wheel(row, 1).isAccepted()
    assert heard.values == [pytest.approx(HOME + 0.1)]


def test_a_wheel_burst_is_one_gesture_until_it_rests(row: SliderRow, heard: Heard, qtbot: QtBot) -> None:
    wheel(row, 1)
    wheel(row, 1)
    qtbot.waitUntil(lambda: not row._wheel_rest.isActive())
    wheel(row, 1)
    a, b, c = heard.gestures
    assert a == b < c


def test_a_value_changed_from_outside_or_by_a_key_ends_the_wheel_burst(row: SliderRow, heard: Heard) -> None:
    wheel(row, 1)
    row.set_state(SliderState("z2.1", "turn", value=HOME, home=HOME))  # undo
    wheel(row, 1)
    QTest.keyClick(row, Qt.Key.Key_Right)
    wheel(row, 1)
    assert heard.gestures == sorted(set(heard.gestures))
    assert len(heard.gestures) == 4


def test_a_click_on_the_value_types_one_beyond_the_soft_limit(row: SliderRow, heard: Heard) -> None:
    QTest.mouseClick(row, LEFT, NO, row.region("value").center())
    editor = row.findChild(QLineEdit)
    assert editor.text() == "1.50"
    assert editor.hasSelectedText()
    QTest.keyClicks(editor, "-7.25")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert heard.values == [-7.25]
    assert row.hasFocus()
    QTest.keyClick(row, Qt.Key.Key_Right)
    assert heard.values[-1] == pytest.approx(-7.15)


@pytest.mark.parametrize("text", ["abc", "", "nan", "1.50"])
def test_typing_nothing_useful_changes_nothing(row: SliderRow, heard: Heard, text: str) -> None:
    QTest.keyClick(row, Qt.Key.Key_Return)
    editor = row.findChild(QLineEdit)
    editor.clear()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert heard.moves == []


def test_escape_gives_up_typing(row: SliderRow, heard: Heard) -> None:
    QTest.keyClick(row, Qt.Key.Key_Return)
    editor = row.findChild(QLineEdit)
    QTest.keyClicks(editor, "3")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert heard.moves == []
    assert row.hasFocus()


def test_leaving_the_type_in_commits_it(row: SliderRow, heard: Heard) -> None:
    QTest.keyClick(row, Qt.Key.Key_Return)
    QTest.keyClicks(row.findChild(QLineEdit), "2")
    row.setFocus()
    assert heard.values == [2.0]


def test_rename_by_key_and_by_double_click(row: SliderRow, heard: Heard, qtbot: QtBot) -> None:
    QTest.keyClick(row, Qt.Key.Key_F2)
    editor = row.findChild(QLineEdit)
    QTest.keyClicks(editor, "  head   turn ")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert heard.others == [("renamed", "z2.1", "head turn")]
    qtbot.waitUntil(lambda: row.findChild(QLineEdit) is None)
    QTest.mouseDClick(row, LEFT, NO, row.region("name").center())
    editor = row.findChild(QLineEdit)
    assert editor.text() == "head turn"
    editor.clear()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert len(heard.others) == 1  # an empty name is no name


def test_star_and_strip_buttons(row: SliderRow, heard: Heard) -> None:
    QTest.mouseClick(row, LEFT, NO, row.region("star").center())
    QTest.mouseClick(row, LEFT, NO, row.region("star").center())
    QTest.mouseClick(row, LEFT, NO, row.region("strip").center())
    assert heard.others == [("starred", "z2.1", True), ("starred", "z2.1", False), ("strip", "z2.1")]
    assert heard.moves == []


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)  # menus, on the offscreen platform
def test_the_menu_does_what_it_says(row: SliderRow, heard: Heard, qtbot: QtBot) -> None:
    row.set_state(SliderState("z2.1", "turn", value=2.0, home=HOME))
    for label in ("Reset", "Star", "Film strip", "Set to 0"):
        QApplication.sendEvent(row, _menu_event(row))
        menu = row.findChildren(QMenu)[-1]
        action = next(action for action in menu.actions() if action.text().split("\t")[0] == label)
        assert action.isEnabled()
        action.trigger()
        menu.close()
    assert heard.others == [("reset", "z2.1"), ("starred", "z2.1", True), ("strip", "z2.1")]
    assert heard.values == [0.0]


def _menu_event(row: SliderRow) -> QEvent:
    point = row.rect().center()
    return QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, point, row.mapToGlobal(point), NO)


def test_a_new_state_is_what_is_shown_and_read_out(row: SliderRow, heard: Heard) -> None:
    row.set_state(SliderState("z2.1", "smile", value=-0.25, home=0.5, hint="z2.1"))
    assert row.accessibleName() == "smile \N{MINUS SIGN}0.25 sigma"
    assert "+0.50" in row.accessibleDescription()
    assert heard.moves == []


def test_what_it_leads_to_stands_before_its_name_and_gives_way_to_the_star(row: SliderRow) -> None:
    red = bytes((200, 10, 10)) * 40**2, 40
    row.clearFocus()
    row.set_state(SliderState("z2.1", "turn", thumbnail=red))
    assert row.grab().toImage().pixelColor(11, row.height() // 2).getRgb()[:3] == (200, 10, 10)
    row.set_state(SliderState("z2.1", "turn", thumbnail=red, starred=True))
    assert row.grab().toImage().pixelColor(11, row.height() // 2).getRgb()[:3] != (200, 10, 10)


def test_the_changed_part_of_the_track_is_painted_in_the_accent_colour(row: SliderRow) -> None:
    accent = row.palette().highlight().color()
    row.clearFocus()
    between = QPoint(round(x_of(row, 0.7)), 16)
    assert row.grab().toImage().pixelColor(between) != accent
    row.set_state(SliderState("z2.1", "turn", value=-1.0, home=HOME))
    assert row.grab().toImage().pixelColor(between) == accent


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.2", 1.2), ("+1,5", 1.5), ("\u22120.5 \u03c3", -0.5), ("99", 10.0), ("-99", -10.0), ("nan", None), ("", None)],
)
def test_reading_a_value(text: str, value: float | None) -> None:
    assert parse_sigma(text) == value


@pytest.mark.parametrize(("value", "text"), [(1.25, "+1.25"), (-0.5, "\u22120.50"), (-0.001, "0.00"), (0.0, "0.00")])
def test_writing_a_value(value: float, text: str) -> None:
    assert sigma_text(value) == text


def test_the_track_is_dashed_beyond_what_is_usual(row: SliderRow) -> None:
    def dashes(low: int, high: int) -> int:
        """How often the groove begins anew between two pixels."""
        image, middle = row.grab().toImage(), row.height() // 2
        line = [image.pixelColor(x, middle).lightness() for x in range(low, high)]
        return sum(abs(one - other) > 8 for one, other in pairwise(line))

    row.set_state(SliderState("z1.1", "turn", usual=(-4.0, 2.0)))
    place = row._plan.x_of
    assert dashes(round(place(-3.9)), round(place(-0.8))) == 0
    assert dashes(round(place(0.8)), round(place(1.9))) == 0
    assert dashes(round(place(2.1)), round(place(3.9))) > 6
    assert "beyond" in row._tip(row.region("track").center())
    row.set_state(SliderState("z1.1", "turn", usual=(0.0, 0.0)))  # strange wherever it stands
    assert min(dashes(round(place(2.1)), round(place(3.9))), dashes(round(place(-3.9)), round(place(-2.1)))) > 6
    assert "Dashed all along" in row._tip(row.region("track").center())
    row.set_state(SliderState("z1.1", "turn", usual=(-4.0, 4.0)))
    assert dashes(round(place(2.1)), round(place(3.9))) == 0
    assert "Dashed" not in row._tip(row.region("track").center())


def test_the_bar_below_a_name_is_its_purity_else_how_much_the_slider_changes() -> None:
    assert bar_share(SliderState("a#1", "yaw", purity=0.61), 0.0) == 0.61
    assert bar_share(SliderState("z1.1", "turn", effect=0.1), 0.4) == 0.25
    assert bar_share(SliderState("a#2", "component 2"), 0.0) == 0.0
