from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QShortcut, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QSlider, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from widgets.faces.seeds import LARGEST_SEED, SeedBar, SeedBox

Key, Left = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def bar(qtbot: QtBot) -> SeedBar:
    bar = SeedBar()
    qtbot.addWidget(bar)
    bar.resize(726, 40)
    bar.set_state(12, 1.0, keep_edits=True)
    with qtbot.waitExposed(bar):
        bar.show()
    bar.activateWindow()
    return bar


def button(bar: SeedBar, words: str) -> QToolButton:
    return next(b for b in bar.findChildren(QToolButton) if words in b.accessibleName())


def moves(bar: SeedBar) -> list[tuple[float, int]]:
    seen: list[tuple[float, int]] = []
    bar.truncation_moved.connect(lambda value, gesture: seen.append((round(value, 4), gesture)))
    return seen


def turn(widget: QWidget, up: bool) -> QWheelEvent:
    centre = QPointF(widget.rect().center())
    event = QWheelEvent(
        centre, widget.mapToGlobal(centre), QPoint(), QPoint(0, 120 if up else -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
    return event


def test_a_seed_is_typed_and_applied_with_enter_only(bar: SeedBar, qtbot: QtBot) -> None:
    seeds: list[int] = []
    bar.seed_chosen.connect(seeds.append)
    box = bar.findChild(SeedBox)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "4711")
    assert seeds == []
    QTest.keyClick(box, Key.Key_Return)
    assert seeds == [4711]
    QTest.keyClick(box, Key.Key_Up)
    QTest.keyClick(box, Key.Key_Down)
    assert seeds == [4711, 4712, 4711]


def test_the_seed_box_holds_every_seed_and_no_other(bar: SeedBar) -> None:
    seeds: list[int] = []
    bar.seed_chosen.connect(seeds.append)
    box = bar.findChild(SeedBox)
    for text in ("-3", "4294967295", "42949672959"):
        box.selectAll()
        QTest.keyClicks(box, text)
        QTest.keyClick(box, Key.Key_Return)
    assert seeds == [3, LARGEST_SEED]  # the sign, and the digit too many, cannot be typed


def test_showing_a_state_announces_nothing_and_spares_what_is_being_typed(bar: SeedBar) -> None:
    heard: list[object] = []
    for signal in (bar.seed_chosen, bar.truncation_moved, bar.keep_edits_toggled):
        signal.connect(lambda *values: heard.append(values))
    box = bar.findChild(SeedBox)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "77")
    bar.set_state(12, 0.7, keep_edits=False)
    assert box.lineEdit().text() == "77"
    assert bar.findChild(QSlider).value() == 70
    assert not bar.findChild(QCheckBox).isChecked()
    assert "0.70" in [label.text() for label in bar.findChildren(QLabel)]
    bar.set_state(5, 0.7, keep_edits=False)
    assert box.value() == 5
    assert heard == []


def test_one_drag_of_the_truncation_is_one_gesture(bar: SeedBar) -> None:
    seen = moves(bar)
    slider = bar.findChild(QSlider)
    middle = slider.height() // 2
    for _ in range(2):
        QTest.mousePress(slider, Left, pos=QPoint(slider.width() // 2, middle))
        QTest.mouseMove(slider, QPoint(slider.width() // 4, middle))
        QTest.mouseMove(slider, QPoint(0, middle))
        QTest.mouseRelease(slider, Left, pos=QPoint(0, middle))
    values, gestures = zip(*seen, strict=True)
    assert values[0] == pytest.approx(0.5, abs=0.06)
    assert values[1] == pytest.approx(-0.28, abs=0.12)
    assert values[2] == -1
    assert len(set(gestures[:3])) == 1 and len(set(gestures[3:])) == 1 and gestures[3] > gestures[0]


def test_double_click_and_backspace_bring_the_truncation_back_to_one(bar: SeedBar) -> None:
    seen = moves(bar)
    slider = bar.findChild(QSlider)
    spot = QPoint(5, slider.height() // 2)
    QTest.mouseClick(slider, Left, pos=spot)
    QTest.mouseDClick(slider, Left, pos=spot)
    assert seen[-1][0] == 1
    bar.set_state(12, 0.3, keep_edits=True)
    slider.setFocus()
    QTest.keyClick(slider, Key.Key_Backspace)
    assert seen[-1][0] == 1
    QTest.keyClick(slider, Key.Key_Left)
    assert seen[-1] == (0.99, seen[-2][1] + 1)


def test_the_wheel_acts_only_with_the_focus_and_a_burst_is_one_gesture(bar: SeedBar) -> None:
    seen = moves(bar)
    seeds: list[int] = []
    bar.seed_chosen.connect(seeds.append)
    slider, box = bar.findChild(QSlider), bar.findChild(SeedBox)
    bar.findChild(QCheckBox).setFocus()
    assert not turn(slider, True).isAccepted() and not turn(box, True).isAccepted()
    assert seen == [] and seeds == []
    slider.setFocus()
    turn(slider, False)
    turn(slider, False)
    assert len(seen) == 2 and seen[1][0] < seen[0][0] < 1
    assert seen[0][1] == seen[1][1]
    box.setFocus()
    turn(box, True)
    assert seeds == [13]


def test_the_buttons_say_what_is_wanted_and_the_ends_of_the_history_are_dead(bar: SeedBar, qtbot: QtBot) -> None:
    heard: list[str] = []
    bar.dice.connect(lambda: heard.append("dice"))
    bar.back.connect(lambda: heard.append("back"))
    bar.forward.connect(lambda: heard.append("forward"))
    bar.wall_wanted.connect(lambda: heard.append("wall"))
    buttons = [button(bar, words) for words in ("chance", "before", "after", "wall")]
    for each in buttons:
        qtbot.mouseClick(each, Left)
    assert heard == ["dice", "wall"]
    bar.set_history(can_back=True, can_forward=False)
    for each in buttons:
        qtbot.mouseClick(each, Left)
    bar.set_history(can_back=True, can_forward=True)
    qtbot.mouseClick(buttons[2], Left)
    assert heard[2:] == ["dice", "back", "wall", "forward"]


def test_keep_edits_is_on_at_first_and_says_when_it_changes(qtbot: QtBot) -> None:
    bar = SeedBar()
    qtbot.addWidget(bar)
    box = bar.findChild(QCheckBox)
    assert box.isChecked()
    with qtbot.waitSignal(bar.keep_edits_toggled) as heard:
        QTest.keyClick(box, Key.Key_Space)
    assert heard.args == [False]


def test_it_fits_between_two_side_panels_of_a_small_laptop(bar: SeedBar) -> None:
    assert bar.minimumSizeHint().width() <= 1366 - 2 * 330


def test_where_it_is_narrow_nothing_lies_over_anything_else(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    bar = SeedBar(window)
    window.resize(900, 60)
    bar.setGeometry(0, 0, 900, 40)
    with qtbot.waitExposed(window):
        window.show()
    word = next(label for label in bar.findChildren(QLabel) if label.text() == "truncation")
    assert word.isVisible()
    narrow = bar.layout().minimumSize().width() - 1
    bar.setGeometry(0, 0, narrow, 40)
    assert not word.isVisible()
    bar.layout().activate()
    boxes = [w.geometry() for w in bar.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
             if w.isVisible()]  # fmt: skip
    assert not any(a.intersects(b) for i, a in enumerate(boxes) for b in boxes[:i])
    bar.setGeometry(0, 0, narrow + 1, 40)
    assert word.isVisible()


def test_letters_typed_in_the_seed_are_neither_the_windows_keys_nor_in_it(bar: SeedBar, qtbot: QtBot) -> None:
    """1e9 took the eraser in hand, and became 1."""
    heard: list[str] = []
    for key in ("B", "E", "7", "-"):
        QShortcut(key, bar, lambda key=key: heard.append(key))
    box = bar._seed
    box.refused.connect(heard.append)
    box.setFocus()
    qtbot.waitUntil(box.hasFocus)
    box.selectAll()
    for key in (Key.Key_B, Key.Key_Minus, Key.Key_7, Key.Key_E, Key.Key_4):
        QTest.keyClick(box, key)
    assert heard == [] and box.text() == "74"


@pytest.mark.parametrize(("text", "shown"), [("-5", None), ("1e9", None), ("3.5", None), (" 42\n", "42")])
def test_what_is_pasted_and_is_no_seed_is_refused_in_words(bar: SeedBar, text: str, shown: str | None) -> None:
    box, chosen, said = bar._seed, list[int](), list[str]()
    bar.seed_chosen.connect(chosen.append)
    box.refused.connect(said.append)
    box.setFocus()
    box.selectAll()
    QApplication.clipboard().setText(text)
    box.lineEdit().paste()
    QTest.keyClick(box, Key.Key_Return)
    if shown is None:
        assert said == [f"{text} is no seed: they are whole numbers from 0 to 4,294,967,295. The seed stays 12."]
        assert (box.text(), chosen) == ("12", [])
    else:
        assert said == [] and box.text() == shown and chosen == [int(shown)]


def test_a_seed_beyond_all_seeds_is_refused_in_words_and_the_seed_stays(bar: SeedBar) -> None:
    """Qt leaves out the digits that make a number too large: 9999999999 became another seed, without a word."""
    box = bar._seed
    chosen: list[int] = []
    said: list[str] = []
    bar.seed_chosen.connect(chosen.append)
    box.refused.connect(said.append)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box.lineEdit(), "9999999999")
    QTest.keyClick(box, Key.Key_Return)
    assert (box.value(), box.text(), chosen) == (12, "12", [])
    assert said == ["9999999999 is no seed: they are whole numbers from 0 to 4,294,967,295. The seed stays 12."]
    box.selectAll()
    QTest.keyClicks(box.lineEdit(), str(LARGEST_SEED))
    QTest.keyClick(box, Key.Key_Return)
    assert chosen == [LARGEST_SEED] and len(said) == 1
