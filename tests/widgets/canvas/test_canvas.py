from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRect, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QEnterEvent,
    QInputDevice,
    QMouseEvent,
    QPalette,
    QPointingDevice,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton

from widgets.canvas.brush import Brush
from widgets.canvas.canvas import Canvas

LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton
NO_BUTTON, NO_KEYS = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def canvas(qtbot):
    made = Canvas()
    qtbot.addWidget(made)
    made.resize(640, 540)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def plain(red: int, green: int, blue: int, side: int = 10) -> np.ndarray:
    return np.full((side, side, 3), (red, green, blue), np.uint8)


def squares(side: int = 10) -> np.ndarray:
    """Every pixel says where it is: red is the column, green the row, times 20."""
    pixels = np.zeros((side, side, 3), np.uint8)
    pixels[..., 0], pixels[..., 1], pixels[..., 2] = np.arange(side) * 20, (np.arange(side) * 20)[:, None], 77
    return pixels


def shown_at(canvas: Canvas, x: float, y: float) -> tuple[int, int, int]:
    return canvas.grab().toImage().pixelColor(int(x), int(y)).getRgb()[:3]


def wheel(canvas: Canvas, x: float, y: float, turn: int) -> bool:
    """True when the canvas took it."""
    at = QPointF(x, y)
    turned = QPoint(0, turn)
    event = QWheelEvent(
        at, canvas.mapToGlobal(at), QPoint(), turned, NO_BUTTON, NO_KEYS, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(canvas, event)
    return event.isAccepted()


def drag(canvas: Canvas, button: Qt.MouseButton, start: tuple[int, int], end: tuple[int, int]) -> None:
    QTest.mousePress(canvas, button, NO_KEYS, QPoint(*start))
    at = QPointF(*end)
    move = QMouseEvent(QEvent.Type.MouseMove, at, canvas.mapToGlobal(at), NO_BUTTON, button, NO_KEYS)
    QApplication.sendEvent(canvas, move)
    QTest.mouseRelease(canvas, button, NO_KEYS, QPoint(*end))


def files(*urls: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    return data


def enter(canvas: Canvas, data: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
    event.setAccepted(False)
    QApplication.sendEvent(canvas, event)
    return event.isAccepted()


# Frames


def test_a_frame_is_shown_with_its_own_colours_and_reported_once(canvas, qtbot):
    sequences: list[int] = []
    canvas.painted.connect(sequences.append)
    pixels = plain(200, 60, 20)
    with qtbot.waitSignal(canvas.painted):
        canvas.set_frame(pixels, 7)
    assert shown_at(canvas, 320, 270) == (200, 60, 20)
    canvas.repaint()
    assert sequences == [7]
    assert canvas.frame() is pixels


def test_only_the_newest_of_two_frames_is_painted(canvas, qtbot):
    sequences: list[int] = []
    canvas.painted.connect(sequences.append)
    canvas.set_frame(plain(1, 1, 1), 1)
    with qtbot.waitSignal(canvas.painted):
        canvas.set_frame(plain(0, 250, 0), 2)
    assert sequences == [2]
    assert shown_at(canvas, 320, 270) == (0, 250, 0)


def test_small_frames_that_follow_each_other_are_each_shown(canvas):
    """The enlarged picture is kept between paints: a stale one would show here."""
    for colour in ((10, 20, 30), (240, 0, 0), (0, 0, 240)):
        canvas.set_frame(plain(*colour, side=64))
        assert shown_at(canvas, 320, 270) == colour


def test_a_read_only_frame_and_a_strided_one_are_shown_right(canvas):
    pixels = squares()
    pixels.flags.writeable = False
    canvas.set_smooth(smooth=False)
    canvas.set_frame(pixels)
    assert shown_at(canvas, 345, 295) == (100, 100, 77)
    canvas.set_frame(squares()[:, ::-1])
    assert shown_at(canvas, 345, 295) == (80, 100, 77)


@pytest.mark.parametrize(
    "wrong", [np.zeros((4, 4, 3), np.float32), np.zeros((4, 4), np.uint8), np.zeros((0, 4, 3), np.uint8)]
)
def test_what_is_no_frame_is_refused_and_the_old_one_stays(canvas, wrong):
    pixels = plain(9, 9, 9)
    canvas.set_frame(pixels)
    with pytest.raises(ValueError, match="uint8 H x W x 3"):
        canvas.set_frame(wrong)
    assert canvas.frame() is pixels


def test_hundred_per_cent_shows_every_pixel_exactly(canvas):
    pixels = np.random.default_rng(0).integers(0, 256, (33, 50, 3), dtype=np.uint8)
    canvas.set_frame(pixels)
    canvas.actual_size()
    image = canvas.grab().toImage()
    left, top = (640 - 50) // 2, round((540 - 33) / 2)
    for row, column in ((0, 0), (0, 49), (32, 0), (32, 49), (16, 25)):
        assert image.pixelColor(left + column, top + row).getRgb()[:3] == tuple(pixels[row, column])


def test_not_smooth_gives_square_pixels_and_smooth_does_not(canvas):
    canvas.set_frame(squares())  # 50 device pixels a pixel, from (70, 20)
    near_edge = (70 + 5 * 50 + 3, 20 + 5 * 50 + 3)
    assert shown_at(canvas, *near_edge) != (100, 100, 77)
    canvas.set_smooth(smooth=False)
    assert shown_at(canvas, *near_edge) == (100, 100, 77)
    assert shown_at(canvas, near_edge[0] - 6, near_edge[1]) == (80, 100, 77)


# Zoom and pan


def test_a_picture_is_fitted_and_follows_the_window(canvas):
    assert canvas.zoom == 1.0
    heard: list[float] = []
    canvas.zoom_changed.connect(heard.append)
    canvas.set_frame(plain(1, 2, 3))
    assert canvas.zoom == 50.0
    canvas.resize(440, 540)
    assert canvas.zoom == 40.0
    assert heard == [50.0, 40.0]


def test_the_wheel_zooms_at_the_cursor(canvas, qtbot):
    canvas.set_frame(squares())
    seen: list[tuple[int, ...]] = []
    canvas.pixel_hovered.connect(lambda *pixel: seen.append(pixel))
    qtbot.mouseMove(canvas, QPoint(445, 95))  # the middle of pixel (7, 1)
    assert wheel(canvas, 445, 95, 120)
    assert canvas.zoom == pytest.approx(50 * 1.2)
    canvas.set_smooth(smooth=False)
    assert shown_at(canvas, 445, 95) == (140, 20, 77)
    assert set(seen) == {(7, 1, 140, 20, 77)}
    canvas.resize(700, 600)
    assert canvas.zoom == pytest.approx(60.0)


def test_a_wheel_without_a_picture_is_left_to_others(canvas):
    assert not wheel(canvas, 100, 100, 120)
    assert canvas.zoom == 1.0


def test_left_drag_pans_only_when_zoomed_in(canvas):
    canvas.set_frame(squares())
    canvas.set_smooth(smooth=False)
    drag(canvas, LEFT, (300, 300), (350, 300))
    assert shown_at(canvas, 345, 295) == (100, 100, 77)
    wheel(canvas, 320, 270, 120)  # 60 device pixels a pixel; pixel (5, 5) starts at the middle
    assert shown_at(canvas, 330, 280) == (100, 100, 77)
    drag(canvas, LEFT, (300, 300), (360, 240))
    assert shown_at(canvas, 330, 280) == (80, 120, 77)


def test_middle_drag_and_space_drag_pan_at_any_zoom(canvas):
    canvas.set_frame(squares())
    canvas.set_smooth(smooth=False)
    drag(canvas, MIDDLE, (300, 300), (350, 300))
    assert shown_at(canvas, 345, 295) == (80, 100, 77)
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    assert canvas.cursor().shape() == Qt.CursorShape.OpenHandCursor
    drag(canvas, LEFT, (300, 300), (350, 300))
    assert shown_at(canvas, 345, 295) == (60, 100, 77)
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    drag(canvas, LEFT, (300, 300), (350, 300))
    assert shown_at(canvas, 345, 295) == (60, 100, 77)
    assert canvas.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_arrow_keys_pan_when_zoomed_in(canvas):
    canvas.set_frame(squares())
    canvas.set_smooth(smooth=False)
    wheel(canvas, 320, 270, 120)  # 60 device pixels a pixel; pixel (5, 5) starts at the middle
    QTest.keyClick(canvas, Qt.Key.Key_Right)  # by 64
    assert shown_at(canvas, 320 - 2, 280) == (120, 100, 77)
    assert shown_at(canvas, 320 - 6, 280) == (100, 100, 77)


def test_double_click_toggles_fit_and_hundred_per_cent(canvas):
    canvas.set_frame(squares(100))
    QTest.mouseDClick(canvas, LEFT, NO_KEYS, QPoint(100, 100))
    assert canvas.zoom == 1.0
    QTest.mouseDClick(canvas, LEFT, NO_KEYS, QPoint(100, 100))
    assert canvas.zoom == 5.0


def test_zoom_in_and_out_step_through_round_levels_and_fit_returns(canvas):
    canvas.set_frame(squares(100))
    canvas.zoom_in()
    assert canvas.zoom == 6.0
    canvas.zoom_out()
    canvas.zoom_out()
    assert canvas.zoom == 3.0
    canvas.fit()
    assert canvas.zoom == 5.0


def test_a_huge_zoom_of_a_large_picture_shows_the_right_pixel(canvas):
    pixels = np.zeros((1024, 1024, 3), np.uint8)
    pixels[1000, 900] = (11, 22, 33)
    canvas.set_frame(pixels)
    left, top = (640 - 500) / 2, 20
    for _ in range(60):
        wheel(canvas, left + 900.5 * 500 / 1024, top + 1000.5 * 500 / 1024, 120)
    assert canvas.zoom == 64.0
    canvas.set_smooth(smooth=False)
    assert shown_at(canvas, left + 900.5 * 500 / 1024, top + 1000.5 * 500 / 1024) == (11, 22, 33)


# The pixel under the cursor


def test_the_pixel_under_the_cursor_is_told_also_when_the_frame_changes_under_it(canvas, qtbot):
    canvas.set_frame(squares())
    with qtbot.waitSignal(canvas.pixel_hovered) as told:
        qtbot.mouseMove(canvas, QPoint(70 + 3 * 50 + 25, 20 + 8 * 50 + 25))
    assert told.args == [3, 8, 60, 160, 77]
    with qtbot.waitSignal(canvas.pixel_hovered) as told:
        canvas.set_frame(plain(1, 2, 3))
    assert told.args == [3, 8, 1, 2, 3]
    with qtbot.waitSignal(canvas.pixel_left):
        qtbot.mouseMove(canvas, QPoint(60, 100))


# Compare


def test_backslash_shows_the_original_while_held(canvas):
    heard: list[bool] = []
    canvas.compare_held.connect(heard.append)
    canvas.set_frame(plain(200, 0, 0))
    canvas.set_original(plain(0, 0, 200))
    QTest.keyPress(canvas, Qt.Key.Key_Backslash)
    assert shown_at(canvas, 320, 270) == (0, 0, 200)
    QTest.keyRelease(canvas, Qt.Key.Key_Backslash)
    assert shown_at(canvas, 320, 270) == (200, 0, 0)
    assert heard == [True, False]


def test_the_button_compares_while_held(canvas):
    button = canvas.findChild(QAbstractButton)
    assert not button.isVisible()
    heard: list[bool] = []
    canvas.compare_held.connect(heard.append)
    canvas.set_frame(plain(200, 0, 0))
    canvas.set_original(plain(0, 0, 200))
    QTest.mousePress(button, LEFT)
    assert shown_at(canvas, 320, 270) == (0, 0, 200)
    QTest.mouseRelease(button, LEFT)
    assert shown_at(canvas, 320, 270) == (200, 0, 0)
    assert heard == [True, False]


def test_compare_ends_when_the_focus_goes_elsewhere(canvas, qtbot):
    canvas.set_frame(plain(200, 0, 0))
    canvas.set_original(plain(0, 0, 200))
    QTest.keyPress(canvas, Qt.Key.Key_Backslash)
    with qtbot.waitSignal(canvas.compare_held) as heard:
        canvas.clearFocus()
    assert heard.args == [False]


def test_an_original_that_arrives_while_held_is_shown_and_marked(canvas):
    canvas.set_frame(plain(200, 0, 0))
    QTest.keyPress(canvas, Qt.Key.Key_Backslash)
    assert shown_at(canvas, 320, 270) == (200, 0, 0)
    canvas.set_original(plain(0, 0, 200))
    assert shown_at(canvas, 320, 270) == (0, 0, 200)
    mark = canvas.grab(canvas.rect().adjusted(75, 25, -500, -480)).toImage()  # the corner's pill
    colours = {mark.pixelColor(x, y).rgb() for x in range(mark.width()) for y in range(mark.height())}
    assert len(colours) > 10


def test_a_frame_behind_the_original_is_reported_when_it_is_really_seen(canvas):
    sequences: list[int] = []
    canvas.painted.connect(sequences.append)
    canvas.set_original(plain(0, 0, 200))
    canvas.set_frame(plain(200, 0, 0), 1)
    canvas.repaint()
    canvas.hold_compare(held=True)
    canvas.set_frame(plain(0, 200, 0), 2)
    canvas.repaint()
    assert sequences == [1]
    canvas.hold_compare(held=False)
    canvas.repaint()
    assert sequences == [1, 2]


# Words over the picture


def ink(canvas: Canvas, left: int, top: int, width: int, height: int) -> int:
    """How many different colours a part of the canvas has: 1 where nothing is drawn."""
    image = canvas.grab().toImage()
    points = ((x, y) for x in range(left, left + width) for y in range(top, top + height))
    return len({image.pixelColor(x, y).rgb() for x, y in points})


def test_the_message_is_in_the_middle_before_a_frame_and_below_after(canvas):
    middle, bottom = (200, 220, 240, 100), (200, 523, 240, 16)
    assert ink(canvas, *middle) == 1
    canvas.set_message("Opening faces…")
    assert ink(canvas, *middle) > 1 and ink(canvas, *bottom) == 1
    canvas.set_frame(plain(90, 90, 90))
    assert ink(canvas, *middle) == 1 and ink(canvas, *bottom) > 20
    assert shown_at(canvas, 5, 535) != shown_at(canvas, 5, 5)
    canvas.set_message("")
    assert shown_at(canvas, 5, 535) == shown_at(canvas, 5, 5) and ink(canvas, *bottom) < 20


def test_the_badge_comes_and_goes(canvas):
    corner = (76, 482, 100, 30)  # inside the picture, clear of its shadow
    canvas.set_frame(plain(90, 90, 90))
    assert ink(canvas, *corner) == 1
    canvas.set_badge("preview")
    assert ink(canvas, *corner) > 1
    canvas.set_original(plain(90, 90, 90))
    canvas.hold_compare(held=True)
    assert ink(canvas, *corner) == 1, "the mark is about the frame, not about the original"
    canvas.hold_compare(held=False)
    canvas.set_badge("")
    assert ink(canvas, *corner) == 1


def test_the_surround_follows_the_palette_and_differs_from_the_window(canvas):
    palette = QPalette(canvas.palette())
    for window, text in ((QColor(20, 22, 26), QColor(230, 230, 230)), (QColor(246, 244, 240), QColor(30, 30, 30))):
        palette.setColor(QPalette.ColorRole.Window, window)
        palette.setColor(QPalette.ColorRole.WindowText, text)
        canvas.setPalette(palette)
        surround = QColor(*shown_at(canvas, 5, 5))
        assert 10 < abs(surround.lightness() - window.lightness()) < 60


# Files and menu


def test_local_files_are_offered_a_place_and_dropped(canvas, qtbot, tmp_path):
    before = ink(canvas, 0, 0, 60, 60)
    names = [tmp_path / "a face.png", tmp_path / "b.safetensors"]
    data = files(*(QUrl.fromLocalFile(str(name)).toString() for name in names), "https://example.org/c.png")
    assert enter(canvas, data)
    assert ink(canvas, 0, 0, 60, 60) > before
    with qtbot.waitSignal(canvas.paths_dropped) as dropped:
        event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, LEFT, NO_KEYS)
        QApplication.sendEvent(canvas, event)
    assert [QUrl.fromLocalFile(path) for path in dropped.args[0]] == data.urls()[:2]
    assert ink(canvas, 0, 0, 60, 60) == before


def test_a_drag_that_leaves_takes_its_outline_along(canvas):
    data = files(QUrl.fromLocalFile("/tmp/a.png").toString())
    before = ink(canvas, 0, 0, 60, 60)
    enter(canvas, data)
    QApplication.sendEvent(canvas, QDragLeaveEvent())
    assert ink(canvas, 0, 0, 60, 60) == before


def test_what_is_no_local_file_is_not_accepted(canvas):
    text = QMimeData()
    text.setText("hello")
    assert not enter(canvas, text)
    assert not enter(canvas, files("https://example.org/c.png"))


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
def test_right_click_and_menu_key_ask_for_a_menu(canvas, qtbot, reason):
    at = QPoint(33, 44)
    with qtbot.waitSignal(canvas.menu_wanted) as wanted:
        QApplication.sendEvent(canvas, QContextMenuEvent(reason, at, canvas.mapToGlobal(at)))
    expected = at if reason == QContextMenuEvent.Reason.Mouse else canvas.rect().center()
    assert wanted.args == [canvas.mapToGlobal(expected)]


def test_focus_that_comes_by_key_is_visible_and_by_mouse_is_not(canvas):
    accent = canvas.palette().color(QPalette.ColorRole.Highlight).getRgb()[:3]
    canvas.set_frame(plain(90, 80, 70))
    canvas.set_badge("preview")
    for reason, outlined in ((Qt.FocusReason.TabFocusReason, True), (Qt.FocusReason.MouseFocusReason, False)):
        canvas.clearFocus()
        assert shown_at(canvas, 0, 300) != accent
        canvas.setFocus(reason)
        assert (shown_at(canvas, 0, 300) == accent) is outlined
        assert shown_at(canvas, 320, 270) == (90, 80, 70)


def test_assistive_tools_can_name_it(canvas):
    assert canvas.accessibleName() == "Canvas"
    assert "zoom" in canvas.accessibleDescription()
    assert canvas.findChild(QAbstractButton).accessibleName() == "Compare with the original"


def test_a_new_frame_repaints_the_picture_and_nothing_round_it(canvas, qtbot, monkeypatch):
    with qtbot.waitSignal(canvas.painted):
        canvas.set_frame(plain(200, 10, 10), 1)
    repainted, paint = [], canvas.paintEvent

    def noted(event):
        repainted.append(event.rect())
        paint(event)

    monkeypatch.setattr(canvas, "paintEvent", noted)
    with qtbot.waitSignal(canvas.painted):
        canvas.set_frame(plain(10, 200, 10), 2)
    assert repainted == [QRect(70, 20, 500, 500)]  # fitted in 640 x 540 with a margin of 20
    repainted.clear()
    with qtbot.waitSignal(canvas.painted):
        canvas.set_frame(plain(10, 200, 10), 3)
        canvas.set_message("Opening")
    assert repainted == [canvas.rect()]


# Painting


@pytest.fixture
def brush(canvas):
    """A hard brush a tenth of the picture wide; the picture of 10 pixels is 500 wide and lies at (70, 20)."""
    made = Brush()
    made.set_mask(None, (100, 100))
    made.set_size(0.1)
    made.set_softness(0)
    canvas.set_frame(plain(128, 128, 128))
    canvas.set_tool(made)
    return made


def steps(brush: Brush) -> list[str]:
    words: list[str] = []
    brush.painted.connect(lambda mask, word: words.append(word))
    return words


def move(canvas: Canvas, x: float, y: float, buttons: Qt.MouseButton = NO_BUTTON) -> None:
    at = QPointF(x, y)
    event = QMouseEvent(QEvent.Type.MouseMove, at, canvas.mapToGlobal(at), NO_BUTTON, buttons, NO_KEYS)
    QApplication.sendEvent(canvas, event)


def test_left_drag_paints_at_any_zoom_and_the_tint_is_seen_while_it_lasts(canvas, brush):
    words = steps(brush)
    QTest.mousePress(canvas, LEFT, NO_KEYS, QPoint(320, 270))
    assert shown_at(canvas, 320, 270) != (128, 128, 128) and not words
    QTest.mouseRelease(canvas, LEFT, NO_KEYS, QPoint(320, 270))
    assert words == ["Brush"] and brush.mask[50, 50] == 255
    wheel(canvas, 320, 270, 480)
    zoom = canvas.zoom
    drag(canvas, LEFT, (100, 100), (200, 100))
    assert words == ["Brush"] * 2 and canvas.zoom == zoom
    column, row = (int(50 + (at - middle) / zoom * 10) for at, middle in ((150, 320), (100, 270)))
    assert brush.mask[row, column] == 255


def test_space_and_middle_drag_still_pan_and_paint_nothing(canvas, brush):
    words = steps(brush)
    canvas.set_frame(squares())
    canvas.set_smooth(smooth=False)
    drag(canvas, MIDDLE, (300, 300), (350, 300))
    assert shown_at(canvas, 345, 295) == (80, 100, 77)
    move(canvas, 100, 100)
    with_ring = ink(canvas, 70, 70, 60, 60)
    QTest.keyPress(canvas, Qt.Key.Key_Space)
    assert canvas.cursor().shape() == Qt.CursorShape.OpenHandCursor
    assert ink(canvas, 70, 70, 60, 60) < with_ring, "no ring while the hand pans"
    drag(canvas, LEFT, (300, 300), (350, 300))
    QTest.keyRelease(canvas, Qt.Key.Key_Space)
    assert shown_at(canvas, 345, 295) == (60, 100, 77) and not words
    assert canvas.cursor().shape() == Qt.CursorShape.BlankCursor


def test_a_double_click_is_two_dabs_and_zooms_nothing(canvas, brush):
    words, zoom = steps(brush), canvas.zoom
    QTest.mouseClick(canvas, LEFT, NO_KEYS, QPoint(200, 200))
    QTest.mouseDClick(canvas, LEFT, NO_KEYS, QPoint(400, 200))  # the second press alone, as Qt sends it
    QTest.mouseRelease(canvas, LEFT, NO_KEYS, QPoint(400, 200))
    assert canvas.zoom == zoom and words == ["Brush"] * 2


def test_keys_reach_the_brush_and_those_it_does_not_want_go_on(canvas, brush):
    QTest.keyClick(canvas, Qt.Key.Key_BracketRight)
    assert brush.size == pytest.approx(0.115)
    words = steps(brush)
    QTest.mousePress(canvas, LEFT, NO_KEYS, QPoint(320, 270))
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert shown_at(canvas, 320, 300) == (128, 128, 128)
    QTest.mouseRelease(canvas, LEFT, NO_KEYS, QPoint(320, 270))
    assert not words
    wheel(canvas, 320, 270, 120)
    canvas.set_frame(squares())
    canvas.set_smooth(smooth=False)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert shown_at(canvas, 320 - 2, 280) == (120, 100, 77)


def test_the_right_button_that_gives_up_opens_no_menu_and_the_next_one_does(canvas, brush, qtbot):
    asked: list[QPoint] = []
    canvas.menu_wanted.connect(asked.append)
    at = QPoint(320, 270)
    for drawing in (True, False):
        if drawing:
            QTest.mousePress(canvas, LEFT, NO_KEYS, at)
        QTest.mousePress(canvas, RIGHT, NO_KEYS, at)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, canvas.mapToGlobal(at))
        QApplication.sendEvent(canvas, event)
        QTest.mouseRelease(canvas, RIGHT, NO_KEYS, at)
        assert len(asked) == (0 if drawing else 1) and brush.mask is None


def test_a_live_stroke_repaints_only_what_it_touches(canvas, brush, qtbot, monkeypatch):
    QTest.mousePress(canvas, LEFT, NO_KEYS, QPoint(300, 270))
    canvas.repaint()
    repainted, paint = [], canvas.paintEvent

    def noted(event):
        repainted.append(event.rect())
        paint(event)

    monkeypatch.setattr(canvas, "paintEvent", noted)
    move(canvas, 320, 270, LEFT)
    qtbot.waitUntil(lambda: bool(repainted))
    for box in repainted:
        assert box.width() < 130 and box.height() < 100
    assert brush.shown[50, 50] == 255


def test_a_pen_presses_as_hard_as_it_says_and_the_mouse_fully(canvas, brush):
    pen = QPointingDevice.primaryPointingDevice()
    brush.set_size(0.4)
    widths = []
    for pressure in (0.5, None):
        brush.set_mask(np.zeros((100, 100), np.uint8), (100, 100))
        at = QPointF(320, 270)
        if pressure is not None:
            for kind, force, buttons in ((QEvent.Type.TabletPress, pressure, LEFT), (None, 0, NO_BUTTON)):
                event = QTabletEvent(
                    kind or QEvent.Type.TabletRelease, pen, at, canvas.mapToGlobal(at), force, 0, 0, 0, 0, 0, NO_KEYS,
                    LEFT, buttons,
                )  # fmt: skip
                QApplication.sendEvent(canvas, event)
                assert not event.isAccepted(), "it comes again as a mouse event"
                (QTest.mousePress if kind else QTest.mouseRelease)(canvas, LEFT, NO_KEYS, at.toPoint())
        else:
            QTest.mouseClick(canvas, LEFT, NO_KEYS, at.toPoint())
        widths.append(int((brush.mask[50] > 127).sum()))
        brush.set_mask(None, (100, 100))
    assert widths == [24, 40]


@pytest.mark.parametrize("end", [QPointingDevice.PointerType.Eraser, QPointingDevice.PointerType.Pen])
def test_a_pen_says_which_end_it_draws_with(canvas, brush, end):
    pen = QPointingDevice(
        "pen", 1, QInputDevice.DeviceType.Stylus, end, QInputDevice.Capability.Pressure, 1, 1
    )  # fmt: skip
    at = QPointF(320, 270)
    event = QTabletEvent(
        QEvent.Type.TabletPress, pen, at, canvas.mapToGlobal(at), 0.5, 0, 0, 0, 0, 0, NO_KEYS, LEFT, LEFT
    )
    QApplication.sendEvent(canvas, event)
    assert brush.turned == (end is QPointingDevice.PointerType.Eraser)


def test_the_ring_follows_the_pointer_and_goes_with_it(canvas, brush):
    around = (120, 120, 60, 60)
    assert ink(canvas, *around) == 1
    move(canvas, 150, 150)
    assert ink(canvas, *around) > 3
    assert canvas.cursor().shape() == Qt.CursorShape.BlankCursor
    move(canvas, 400, 400)
    assert ink(canvas, *around) == 1
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert ink(canvas, 370, 370, 60, 60) == 1


def test_without_a_tool_all_is_as_before(canvas, brush):
    drag(canvas, LEFT, (200, 200), (300, 200))
    move(canvas, 150, 150)
    canvas.set_tool(None)
    assert ink(canvas, 75, 25, 300, 300) == 1 and canvas.cursor().shape() == Qt.CursorShape.ArrowCursor
    words = steps(brush)
    drag(canvas, LEFT, (200, 200), (300, 200))
    QTest.mouseDClick(canvas, LEFT, NO_KEYS, QPoint(100, 100))
    assert not words and canvas.zoom == 3.2  # as far out as it goes
    brush.set_size(0.3)
    brush.set_mask(None, (100, 100))  # nobody listens any more


def test_regions_and_heat_lie_over_the_frame_and_not_over_the_original(canvas):
    canvas.set_frame(plain(128, 128, 128))
    canvas.set_original(plain(128, 128, 128))
    canvas.set_overlay_masks(((np.full((100, 100), 255, np.uint8), True),), 0)
    tinted = shown_at(canvas, 200, 200)
    assert tinted != (128, 128, 128)
    canvas.hold_compare(held=True)
    assert shown_at(canvas, 200, 200) == (128, 128, 128)
    canvas.hold_compare(held=False)
    canvas.set_overlay_masks(())
    heat = np.zeros((10, 10), np.float32)
    heat[:, :5] = 1
    canvas.set_frame(plain(200, 20, 20))
    canvas.set_heat(heat)
    hot, cold = shown_at(canvas, 150, 200), shown_at(canvas, 500, 200)
    assert hot[0] > 200 and hot[1] > 200
    assert max(cold) - min(cold) == 0 and cold[0] < 100, "dimmed to grey"
    canvas.set_frame(plain(20, 250, 20))
    assert shown_at(canvas, 500, 200)[0] > cold[0], "the new frame is dimmed anew"
    canvas.set_heat(None)
    assert shown_at(canvas, 150, 200) == (20, 250, 20)


def test_the_keys_go_to_the_brush_where_the_pointer_comes_unless_text_is_entered(canvas, brush, qtbot):
    def come_in() -> None:
        place = QPointF(20, 20)
        QApplication.sendEvent(canvas, QEnterEvent(place, place, place))

    button, text = QPushButton(canvas), QLineEdit(canvas)
    for other, taken in ((button, True), (text, False)):
        other.show()
        other.setFocus()
        qtbot.waitUntil(other.hasFocus)
        come_in()
        assert canvas.hasFocus() is taken
    canvas.set_tool(None)
    button.setFocus()
    come_in()
    assert button.hasFocus()
