"""The slider panel: what is shown and folded, what survives a rebuild, and what its buttons ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from widgets.sliders.filmstrip import FilmStrip
from widgets.sliders.panel import SliderPanel
from widgets.states import SliderGroup, SliderState

LEFT, NO = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
VALUES = (-2.0, 0.0, 2.0)
FRAMES = np.full((3, 8, 8, 3), 90, np.uint8)


def groups(count: int = 4, **changes: dict[str, object]) -> tuple[SliderGroup, ...]:
    """`count` layers of six sliders; `z2_5={"value": 1.0}` changes one slider, `z2={"solo": True}` a group."""
    made = []
    for layer in range(1, count + 1):
        states = []
        for index in range(1, 7):
            state = SliderState(f"z{layer}.{index}", f"slider {'abcdef'[index - 1]}{layer}", effect=0.3 / index)
            states.append(replace(state, **changes.get(f"z{layer}_{index}", {})))
        group = SliderGroup(f"z{layer}", f"Layer {layer}", "", tuple(states))
        made.append(replace(group, **changes.get(f"z{layer}", {})))
    return tuple(made)


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[SliderPanel]:
    panel = SliderPanel()
    qtbot.addWidget(panel)
    panel.resize(320, 400)
    panel.set_groups(groups())
    panel.show()
    qtbot.waitExposed(panel)
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    yield panel


def shown(panel: SliderPanel, group: str = "z1") -> list[str]:
    """The sliders of a group that are in view, top down."""
    section = panel.section(group)
    return sorted((key for key, row in section.rows.items() if row.isVisible()), key=lambda key: section.rows[key].y())


def search(panel: SliderPanel, text: str) -> QLineEdit:
    box = panel.findChild(QLineEdit)
    box.setFocus()
    box.clear()
    QTest.keyClicks(box, text)
    return box


def test_three_sliders_are_shown_and_the_rest_is_a_click_away(panel: SliderPanel) -> None:
    section = panel.section("z1")
    assert shown(panel) == ["z1.1", "z1.2", "z1.3"]
    assert section._more.text() == "3 more"
    QTest.mouseClick(section._more, LEFT)
    assert len(shown(panel)) == 6
    assert section._more.text() == "Fewer"
    QTest.mouseClick(section._more, LEFT)
    assert shown(panel) == ["z1.1", "z1.2", "z1.3"]
    assert shown(panel, "z2") == ["z2.1", "z2.2", "z2.3"]


def test_changed_and_starred_sliders_are_always_shown(panel: SliderPanel) -> None:
    panel.set_groups(groups(z1_5={"value": 1.0}, z1_6={"starred": True}))
    assert shown(panel) == ["z1.1", "z1.2", "z1.3", "z1.5", "z1.6"]
    assert panel.section("z1")._more.text() == "1 more"
    QTest.mouseClick(panel.section("z1")._title, LEFT)
    assert shown(panel) == ["z1.5", "z1.6"]
    assert not panel.section("z1")._more.isVisible()


def test_a_slider_that_comes_home_stays_in_view_until_the_group_is_folded(panel: SliderPanel) -> None:
    panel.set_groups(groups(z1_5={"value": 1.0}))
    panel.set_groups(groups())
    assert "z1.5" in shown(panel)
    QTest.mouseClick(panel.section("z1")._title, LEFT)
    QTest.mouseClick(panel.section("z1")._title, LEFT)
    assert shown(panel) == ["z1.1", "z1.2", "z1.3"]


def test_search_shows_matching_sliders_wherever_they_are_folded(panel: SliderPanel) -> None:
    QTest.mouseClick(panel.section("z3")._title, LEFT)
    box = search(panel, "E3")
    assert shown(panel, "z3") == ["z3.5"]
    assert not panel.section("z1").isVisible()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.text() == ""
    assert shown(panel, "z3") == []
    assert shown(panel) == ["z1.1", "z1.2", "z1.3"]


def test_a_search_without_a_match_says_so(panel: SliderPanel) -> None:
    search(panel, "nose")
    assert panel._note.isVisible()
    assert "nose" in panel._note.text()
    search(panel, "slider a1")
    assert not panel._note.isVisible()
    assert shown(panel) == ["z1.1"]


def test_without_groups_the_explanation_is_shown(panel: SliderPanel) -> None:
    panel.set_empty_text("Open a generator.")
    assert not panel._note.isVisible()
    panel.set_groups(())
    assert panel._note.isVisible()
    assert panel._note.text() == "Open a generator."
    assert not panel.findChild(QLineEdit).isVisible()


def test_the_same_sliders_are_updated_in_place(panel: SliderPanel) -> None:
    row = panel.row("z2.2")
    panel.set_groups(groups(z2_2={"value": -1.25, "name": "smile"}))
    assert panel.row("z2.2") is row
    assert (row.state.value, row.state.name) == (-1.25, "smile")


def test_a_rebuild_keeps_folding_scroll_and_focus(panel: SliderPanel, qtbot: QtBot) -> None:
    QTest.mouseClick(panel.section("z2")._more, LEFT)
    QTest.mouseClick(panel.section("z1")._title, LEFT)
    bar = panel._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 100)
    old = panel.row("z3.2")
    old.setFocus()
    bar.setValue(90)
    panel.set_groups(groups(5))
    assert panel.row("z3.2") is not old
    qtbot.waitUntil(lambda: panel.row("z3.2").isVisible())
    assert shown(panel, "z1") == []
    assert len(shown(panel, "z2")) == 6
    assert shown(panel, "z5") == ["z5.1", "z5.2", "z5.3"]
    assert panel.focusWidget() is panel.row("z3.2")
    assert bar.value() == 90
    panel.set_groups(())
    panel.set_groups(groups())
    assert shown(panel, "z1") == []


def test_header_buttons_ask_for_their_group(panel: SliderPanel, qtbot: QtBot) -> None:
    panel.set_groups(groups(z2_1={"value": 1.0}, z3={"solo": True}))
    section = panel.section("z2")
    for button, signal, arguments in (
        (section._solo, panel.solo_toggled, ["z2", True]),
        (section._lock, panel.lock_toggled, ["z2", True]),
        (section._dice, panel.randomise_wanted, ["z2"]),
        (section._reset, panel.group_reset, ["z2"]),
        (panel.section("z3")._solo, panel.solo_toggled, ["z3", False]),
    ):
        with qtbot.waitSignal(signal) as asked:
            QTest.mouseClick(button, LEFT)
        assert asked.args == arguments


def test_the_header_shows_what_the_group_is(panel: SliderPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.solo_toggled), qtbot.assertNotEmitted(panel.lock_toggled):
        panel.set_groups(groups(z1={"solo": True, "locked": True}, z2={"lockable": False}))
    section = panel.section("z1")
    assert section._solo.isChecked()
    assert section._lock.isChecked()
    assert not section._dice.isEnabled()
    assert not section._reset.isEnabled()
    assert not panel.section("z2")._lock.isVisible()
    assert panel.section("z2")._dice.isEnabled()


def test_other_layers_are_faint_while_one_is_soloed(panel: SliderPanel) -> None:
    row = panel.row("z2.1")
    plain = row.grab().toImage()
    panel.set_groups(groups(z1={"solo": True}))
    assert row.grab().toImage() != plain
    panel.set_groups(groups(z2={"solo": True}))
    assert row.grab().toImage() == plain


def test_what_a_row_says_is_passed_on(panel: SliderPanel, qtbot: QtBot) -> None:
    row = panel.row("z1.2")
    row.setFocus()
    with qtbot.waitSignal(panel.moved) as moved:
        QTest.keyClick(row, Qt.Key.Key_Right)
    assert moved.args[:2] == ["z1.2", 0.1]
    with qtbot.waitSignal(panel.reset) as reset:
        QTest.keyClick(row, Qt.Key.Key_Backspace)
    assert reset.args == ["z1.2"]
    with qtbot.waitSignal(panel.starred) as starred:
        QTest.mouseClick(row, LEFT, NO, row.region("star").center())
    assert starred.args == ["z1.2", True]
    QTest.keyClick(row, Qt.Key.Key_F2)
    editor = row.findChild(QLineEdit)
    QTest.keyClicks(editor, "jaw")
    with qtbot.waitSignal(panel.renamed) as renamed:
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert renamed.args == ["z1.2", "jaw"]


def turn_wheel_over(panel: SliderPanel, key: str) -> None:
    row = panel.row(key)
    QTest.wheelEvent(panel.windowHandle(), QPointF(row.mapTo(panel, row.rect().center())), QPoint(0, -120))


def test_the_wheel_scrolls_the_panel_unless_the_row_has_the_keyboard(panel: SliderPanel, qtbot: QtBot) -> None:
    bar = panel._scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    with qtbot.assertNotEmitted(panel.moved):
        turn_wheel_over(panel, "z1.1")
    assert bar.value() > 0
    bar.setValue(0)
    panel.row("z1.1").setFocus()
    with qtbot.waitSignal(panel.moved) as moved:
        turn_wheel_over(panel, "z1.1")
    assert moved.args[:2] == ["z1.1", -0.1]
    assert bar.value() == 0


def test_the_strip_button_asks_and_then_closes(panel: SliderPanel, qtbot: QtBot) -> None:
    row = panel.row("z1.2")
    button = row.region("strip").center()
    with qtbot.waitSignal(panel.strip_wanted) as wanted:
        QTest.mouseClick(row, LEFT, NO, button)
    assert wanted.args == ["z1.2"]
    panel.set_strip("z1.2", None, VALUES)
    strip = panel.findChild(FilmStrip)
    assert strip.isVisible()
    assert strip.waiting
    panel.set_strip("z1.2", FRAMES, VALUES)
    assert not strip.waiting
    with qtbot.waitSignal(panel.strip_closed) as closed:
        QTest.mouseClick(row, LEFT, NO, button)
    assert closed.args == ["z1.2"]
    assert not strip.isVisible()


def test_the_strip_stands_under_its_slider_which_it_keeps_in_view(panel: SliderPanel, qtbot: QtBot) -> None:
    panel.set_strip("z1.2", FRAMES, VALUES)
    panel.set_strip("z1.5", FRAMES, VALUES)
    strip = panel.findChild(FilmStrip)
    assert "z1.5" in shown(panel)
    qtbot.waitUntil(lambda: strip.geometry().top() == panel.row("z1.5").geometry().bottom() + 1)
    assert len(panel.findChildren(FilmStrip)) == 1
    panel.set_strip("gone", FRAMES, VALUES)
    assert strip.isVisible()


def test_a_picture_of_the_strip_sets_the_slider_in_a_new_gesture(panel: SliderPanel, qtbot: QtBot) -> None:
    panel.set_strip("z1.2", FRAMES, VALUES)
    strip = panel.findChild(FilmStrip)
    gestures = []
    for index in (2, 0):
        with qtbot.waitSignal(panel.moved) as moved:
            QTest.mouseClick(strip, LEFT, NO, strip.cell(index).center())
        assert moved.args[:2] == ["z1.2", VALUES[index]]
        gestures.append(moved.args[2])
    assert gestures[1] > gestures[0]
    panel.set_groups(groups(z1_2={"value": 0.1}))
    assert strip.marked() == 1


def test_the_strip_survives_a_rebuild_with_its_slider_and_closes_without(panel: SliderPanel, qtbot: QtBot) -> None:
    panel.set_strip("z4.1", FRAMES, VALUES)
    strip = panel.findChild(FilmStrip)
    panel.set_groups(groups(5))
    qtbot.waitUntil(strip.isVisible)
    with qtbot.waitSignal(panel.strip_closed) as closed:
        panel.set_groups(groups(3))
    assert closed.args == ["z4.1"]
    assert not strip.isVisible()


def test_every_slider_is_reached_by_tab(panel: SliderPanel) -> None:
    panel.findChild(QLineEdit).setFocus()
    reached = []
    for _ in range(40):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
        reached += [key for key, home in panel._homes.items() if home.rows[key] is panel.focusWidget()]
    visible = [key for group in ("z1", "z2", "z3", "z4") for key in shown(panel, group)]
    assert reached[: len(visible)] == visible


def test_a_type_in_left_open_does_not_reach_the_next_generator(panel: SliderPanel, qtbot: QtBot) -> None:
    row = panel.row("z1.1")
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Return)
    QTest.keyClicks(row.findChild(QLineEdit), "3")
    with qtbot.assertNotEmitted(panel.moved):
        panel.set_groups(groups(2))
    assert panel.row("z1.1").state.value == 0.0


def test_tab_goes_from_a_slider_into_its_strip_and_on(panel: SliderPanel) -> None:
    panel.set_strip("z1.2", FRAMES, VALUES)
    strip = panel.findChild(FilmStrip)
    panel.row("z1.2").setFocus()
    reached = []
    for _ in range(2):
        QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
        reached.append(panel.focusWidget())
    assert reached == [strip, panel.row("z1.3")]
