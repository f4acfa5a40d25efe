"""The dock by mouse and keys: each gesture is told once, as what it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import QDropEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from widgets.timeline.curves import CurveLane
from widgets.timeline.dock import TimelineDock
from widgets.timeline.state import CurveState, KeyState, Segment, SoundState, TimelineState

LEFT, NO = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
WAY = CurveState("", "Way", (Segment(0, 4, "linear"), Segment(4, 8, "cubic")), removable=False)
TURN = CurveState("z1.1", "Turn", (Segment(0, 5), Segment(5, 10, "linear", (1.0, 0.0))), ((0, 0), (5, 1), (10, 0)))
SOUND = SoundState("song.wav", 9.0, (0.5,) * 90, (1.0, 2.0, 3.1))
STATE = TimelineState(
    10.0, 30.0, (KeyState(0.0, "Seed 1"), KeyState(4.0, "Seed 2"), KeyState(8.0, "Seed 3")), (WAY, TURN), SOUND,
    SOUND.beats,
)  # fmt: skip
TEMPLATES = (("swing", "Swing this slider", ""), ("morph", "Morph through my snapshots", "Keep two first."))


@pytest.fixture
def dock(qtbot: QtBot) -> TimelineDock:
    dock = TimelineDock()
    qtbot.addWidget(dock)
    dock.set_templates(TEMPLATES)
    dock.set_state(STATE, {0.0: QPixmap(44, 44)})
    dock.resize(760, 300)
    with qtbot.waitExposed(dock):
        dock.show()
    return dock


def heard(signal: object) -> list[tuple[object, ...]]:
    told: list[tuple[object, ...]] = []
    signal.connect(lambda *values: told.append(values))  # type: ignore[attr-defined]
    return told


def drag(widget: QWidget, start: QPointF, end: QPointF, held: Qt.KeyboardModifier = NO) -> None:
    QTest.mousePress(widget, LEFT, held, start.toPoint())
    for share in (0.25, 0.5, 0.75, 1.0):
        _move(widget, start + (end - start) * share, held)
    QTest.mouseRelease(widget, LEFT, held, end.toPoint())


def _move(widget: QWidget, place: QPointF, held: Qt.KeyboardModifier) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtGui import QMouseEvent

    at = QPointF(place.toPoint())
    event = QMouseEvent(QEvent.Type.MouseMove, at, widget.mapToGlobal(at), Qt.MouseButton.NoButton, LEFT, held)
    QCoreApplication.sendEvent(widget, event)


def on_row(dock: TimelineDock, time: float) -> QPointF:
    return QPointF(dock.pictures.scale.x(time), dock.pictures.height() / 2)


def menu_of(widget: QWidget) -> QMenu:
    return next(menu for menu in widget.findChildren(QMenu) if menu.isVisible())


def press_entry(menu: QMenu, words: str) -> None:
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()


def test_an_empty_timeline_says_what_to_do_and_offers_beginnings(dock: TimelineDock) -> None:
    dock.set_state(TimelineState(), {})
    told = heard(dock.template_chosen)
    assert dock.first.isVisible() and not dock.pictures.isVisible() and not dock.head.play.isEnabled()
    swing, morph = dock.first.findChildren(QPushButton)
    assert not morph.isEnabled() and "Keep two first." in morph.toolTip()
    swing.click()
    assert told == [("swing",)]
    dock.set_state(STATE, {})
    assert not dock.first.isVisible() and dock.pictures.isVisible() and dock.head.play.isEnabled()


@pytest.mark.parametrize("width", [300, 420, 760])
def test_all_beginnings_are_seen_however_narrow_it_is(dock: TimelineDock, width: int) -> None:
    dock.set_state(TimelineState(), {})
    dock.resize(width, 400)
    QApplication.processEvents()
    dock.resize(width, dock.sizeHint().height())  # as high as it may become
    QApplication.processEvents()
    for button in dock.first.findChildren(QPushButton):
        assert dock.first.rect().contains(QRect(button.mapTo(dock.first, QPoint(0, 0)), button.size()))


def test_a_click_chooses_a_key_and_shows_its_time(dock: TimelineDock) -> None:
    told = heard(dock.sought)
    QTest.mouseClick(dock.pictures, LEFT, NO, on_row(dock, 4.0).toPoint())
    assert told == [(4.0,)] and dock.pictures.chosen == 4.0
    assert "Seed 2" in dock.pictures.accessibleDescription()


@pytest.mark.parametrize(
    ("held", "copies"),
    [(NO, False), (Qt.KeyboardModifier.AltModifier, True), (Qt.KeyboardModifier.ControlModifier, True)],
)
def test_a_drag_moves_a_key_and_with_alt_or_ctrl_a_copy_told_once(
    dock: TimelineDock, held: Qt.KeyboardModifier, copies: bool
) -> None:
    moved, copied = heard(dock.pictures.moved), heard(dock.pictures.copied)
    drag(dock.pictures, on_row(dock, 4.0), on_row(dock, 6.0), held)
    assert (copied if copies else moved) == [(4.0, 6.0)]
    assert (moved if copies else copied) == []


def test_what_is_dragged_snaps_to_a_beat_unless_snapping_is_off(dock: TimelineDock) -> None:
    moved = heard(dock.pictures.moved)
    drag(dock.pictures, on_row(dock, 4.0), on_row(dock, 3.06))
    assert moved == [(4.0, 3.1)]
    dock.set_state(STATE, {})
    dock.head.snap.setChecked(False)
    drag(dock.pictures, on_row(dock, 4.0), on_row(dock, 3.06))
    assert moved[1][1] == pytest.approx(92 / 30)


def test_escape_gives_a_drag_up(dock: TimelineDock) -> None:
    moved = heard(dock.pictures.moved)
    QTest.mousePress(dock.pictures, LEFT, NO, on_row(dock, 4.0).toPoint())
    _move(dock.pictures, on_row(dock, 6.0), NO)
    QTest.keyClick(dock.pictures, Qt.Key.Key_Escape)
    QTest.mouseRelease(dock.pictures, LEFT, NO, on_row(dock, 6.0).toPoint())
    assert moved == []


def test_the_row_of_keys_is_worked_by_the_keyboard(dock: TimelineDock) -> None:
    row = dock.pictures
    removed, opened, moved = heard(row.removed), heard(row.opened), heard(row.moved)
    row.setFocus()
    QTest.keyClick(row, Qt.Key.Key_Right)
    assert row.chosen == 4.0
    QTest.keyClick(row, Qt.Key.Key_Return)
    QTest.keyClick(row, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert opened == [(4.0,)] and moved == [(4.0, pytest.approx(121 / 30))]
    dock.set_state(STATE, {})
    row.chosen = 4.0
    QTest.keyClick(row, Qt.Key.Key_Delete)
    assert removed == [(4.0,)]


def test_a_double_click_opens_a_key_or_sets_one(dock: TimelineDock) -> None:
    opened, added = heard(dock.pictures.opened), heard(dock.pictures.added)
    QTest.mouseDClick(dock.pictures, LEFT, NO, on_row(dock, 8.0).toPoint())
    QTest.mouseDClick(dock.pictures, LEFT, NO, on_row(dock, 6.0).toPoint())
    assert opened == [(8.0,)] and added == [(6.0,)]


def test_the_ruler_scrubs_and_shift_marks_what_is_looped(dock: TimelineDock) -> None:
    ruler = dock.ruler
    sought, looped = heard(dock.sought), heard(ruler.loop_set)
    at: Callable[[float], QPointF] = lambda time: QPointF(ruler.scale.x(time), 10)  # noqa: E731
    drag(ruler, at(1.0), at(2.0))
    assert sought[0] == (1.0,) and sought[-1] == (2.0,) and len(sought) > 2
    drag(ruler, at(7.0), at(2.0), Qt.KeyboardModifier.ShiftModifier)
    assert looped == [((2.0, 7.0),)]
    dock.set_playhead(3.0)
    QTest.keyClick(ruler, Qt.Key.Key_Right)
    assert sought[-1][0] == pytest.approx(91 / 30)
    assert ruler.accessibleDescription() == "0:03.00"


def test_a_click_on_a_stretch_chooses_its_shape(dock: TimelineDock) -> None:
    lane, told = dock.curves[0], heard(dock.shape_chosen)
    QTest.mouseClick(lane, LEFT, NO, QPoint(round(lane.scale.x(2.0)), 20))
    menu = menu_of(lane)
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Even"]
    press_entry(menu, "Hold, then jump")
    assert told == [("", 0.0, "hold")]


def test_a_stretch_between_pictures_can_be_steady_to_the_eye(dock: TimelineDock) -> None:
    way = replace(WAY, segments=tuple(replace(segment, even=i == 1) for i, segment in enumerate(WAY.segments)))
    lane, told = dock.curves[0], heard(dock.even_chosen)
    lane.set_curve(way)
    QTest.mouseClick(lane, LEFT, NO, QPoint(round(lane.scale.x(2.0)), 20))
    press_entry(menu_of(lane), "Steady to the eye: equal times change the picture equally")
    assert told == [(0.0, True)]
    lane.set_curve(replace(WAY, key="z1.1"))
    QTest.mouseClick(lane, LEFT, NO, QPoint(round(lane.scale.x(2.0)), 20))
    assert not any(action.text().startswith("Steady") for action in menu_of(lane).actions()), "a slider's curve"


def test_a_cubics_handle_is_dragged_and_told_once(dock: TimelineDock) -> None:
    lane, told = dock.curves[0], heard(dock.handles_set)
    lane.chosen = 1
    place = lane.handle_places(WAY.segments[1])[0]
    drag(lane, place, QPointF(lane.scale.x(6.0), lane._y(0.5)))
    ((key, start, handles),) = told
    assert (key, start) == ("", 4.0)
    assert isinstance(handles, tuple) and handles[:2] == (pytest.approx(0.5, abs=0.01), pytest.approx(0.5, abs=0.05))


def test_points_of_a_slider_are_dragged_added_and_removed(dock: TimelineDock) -> None:
    lane: CurveLane = dock.curves[1]
    moved, added, removed, gone = (
        heard(dock.point_moved), heard(dock.point_added), heard(dock.point_removed), heard(dock.curve_removed),
    )  # fmt: skip
    drag(lane, lane.point_place(1), QPointF(lane.scale.x(6.0), lane._y(0.0)))
    assert moved == [("z1.1", 5, 6.0, 0.0)]
    QTest.mouseClick(lane, LEFT, NO, QPoint(round(lane.scale.x(8.0)), 6))
    press_entry(menu_of(lane), "Add a point here")
    assert added[0][:2] == ("z1.1", pytest.approx(8.0, abs=0.04)) and added[0][2] == 1.0
    QTest.keyClick(lane, Qt.Key.Key_Up)
    assert moved[-1] == ("z1.1", 5, 5.0, 1.0)
    QTest.keyClick(lane, Qt.Key.Key_Delete)
    assert removed == [("z1.1", 5)]
    QTest.mouseClick(lane, LEFT, NO, QPoint(round(lane.scale.x(8.0)), 6))
    press_entry(menu_of(lane), "Remove this curve")
    assert gone == [("z1.1",)]


def test_a_dropped_file_is_told_and_everything_has_a_name(dock: TimelineDock) -> None:
    told, data = heard(dock.paths_dropped), QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/song.wav")])
    dock.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT, NO))
    assert told == [(["/tmp/song.wav"],)]
    for lane in dock.lanes():
        assert lane.accessibleName() and lane.focusPolicy() == Qt.FocusPolicy.StrongFocus
    dock.set_state(TimelineState(), {})
    assert not dock.sound.isVisible()


def test_a_click_on_the_sound_chooses_what_it_moves(dock: TimelineDock) -> None:
    sound = replace(SOUND, features=(("loudness", "how loud it is"), ("low", "low tones")),
                    targets=(("z1.1", "turn"), ("z2.1", "smile")), drives=(("low", "z2.1"),))  # fmt: skip
    dock.set_state(replace(dock.state, sound=sound), {})
    told = heard(dock.sound.drive_chosen)
    QTest.mouseClick(dock.sound, LEFT, NO, QPoint(round(dock.sound.scale.x(2.0)), 10))
    menu = menu_of(dock.sound)
    first, second = (action.menu() for action in menu.actions()[:2])
    assert [action.text() for action in menu.actions()[:2]] == ["Moved by how loud it is", "Moved by low tones"]
    assert [(action.text(), action.isChecked()) for action in second.actions()] == [("turn", False), ("smile", True)]
    first.actions()[0].trigger()
    second.actions()[1].trigger()
    assert told == [("loudness", "z1.1", True), ("low", "z2.1", False)]


def test_the_sound_says_its_tempo_and_how_many_sliders_it_moves(dock: TimelineDock) -> None:
    sound = replace(SOUND, features=(("low", "low tones"), ("onsets", "beats")), targets=(("z1.1", "turn"),))
    said = []
    one, two = (("low", "z1.1"), ("onsets", "z1.1")), (("low", "z1.1"), ("low", "z2.1"))
    for drives, tempo in (((), 0.0), (one, 120.4), (two, 120.4)):
        dock.set_state(replace(dock.state, sound=replace(sound, drives=drives, tempo=tempo)), {})
        assert dock.sound.moves.isVisible() and dock.sound.rect().contains(dock.sound.moves.geometry())
        said.append((dock.sound._told, dock.sound.moves.text()))
    assert said == [("no beat found", "Moves no slider yet"), ("120 BPM", "Moves 1 slider"),
                    ("120 BPM", "Moves 2 sliders")]  # fmt: skip
    told = heard(dock.sound.drive_chosen)
    for _ in range(2):  # its menu is made anew each time
        dock.sound.moves.menu().aboutToShow.emit()
    choices = [action.menu() for action in dock.sound.moves.menu().actions() if action.menu()]
    assert len(choices) == 2
    choices[1].actions()[0].trigger()
    assert told == [("onsets", "z1.1", True)]
