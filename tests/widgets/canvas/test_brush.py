from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter

from widgets.canvas.brush import Brush
from widgets.canvas.strokes import bounds
from widgets.canvas.viewport import Viewport

LEFT, RIGHT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.NoButton
NO_KEYS, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SIDE = 128


@pytest.fixture
def brush(qapp):
    made = Brush()
    made.set_mask(None, (SIDE, SIDE))
    made.set_size(0.1)
    made.set_softness(0)
    return made


@pytest.fixture
def view():
    """The picture of 64 pixels lies at 20, 20 and is 512 logical pixels wide: 4 of them a mask pixel."""
    made = Viewport()
    made.set_picture(64, 64)
    made.set_view(552, 552)
    made.fit()
    assert made.rect() == (20, 20, 512, 512)
    return made


def event(kind, x, y, button=LEFT, buttons=LEFT, keys=NO_KEYS):
    return QMouseEvent(kind, QPointF(x, y), QPointF(x, y), button, buttons, keys)


def press(brush, view, x, y, button=LEFT, keys=NO_KEYS):
    brush.press(view, event(QEvent.Type.MouseButtonPress, x, y, button, button, keys))


def move(brush, view, x, y, buttons=LEFT, keys=NO_KEYS):
    brush.move(view, event(QEvent.Type.MouseMove, x, y, NO_BUTTON, buttons, keys))


def release(brush, view, x, y):
    brush.release(view, event(QEvent.Type.MouseButtonRelease, x, y, LEFT, NO_BUTTON))


def draw(brush, view, *points, keys=NO_KEYS):
    """Points in logical pixels of the view."""
    press(brush, view, *points[0], keys=keys)
    for point in points[1:]:
        move(brush, view, *point)
    release(brush, view, *points[-1])


def key(brush, code, keys=NO_KEYS):
    return brush.key(QKeyEvent(QEvent.Type.KeyPress, code, keys))


def steps(brush):
    """What was painted, as (mask, word), in order."""
    found = []
    brush.painted.connect(lambda mask, word: found.append((mask, word)))
    return found


# Where it paints


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("zoom", [None, 0.7, 3.3, 21.0])
@pytest.mark.parametrize("picture", [(64, 64), (1000, 1000), (300, 200)])
def test_a_click_paints_round_the_mask_pixel_under_it(brush, ratio, zoom, picture):
    view = Viewport()
    view.set_picture(*picture)
    view.set_view(613, 541, ratio)
    view.fit()
    if zoom is not None:
        view.zoom_to(zoom, (171, 333))
        view.pan(13.4, -27.7)
    brush.set_size(1.2 / SIDE)
    for column, row in ((0, 0), (64, 77), (127, 30)):
        brush.set_mask(None, (SIDE, SIDE))
        at = view.to_view((column + 0.5) * picture[0] / SIDE, (row + 0.5) * picture[1] / SIDE)
        draw(brush, view, at)
        assert brush.mask[row, column] == 255
        assert np.argwhere(brush.mask > 127).tolist() == [[row, column]], "of its neighbours a tenth at most"
        brush.set_mask(np.zeros((SIDE, SIDE), np.uint8), (SIDE, SIDE))


def test_the_ring_is_as_wide_on_the_screen_as_what_it_paints(brush, view):
    for size, zoom in ((0.1, 8.0), (0.25, 8.0), (0.06, 30.0)):
        brush.set_size(size)
        view.zoom_to(zoom)
        brush.set_mask(np.zeros((SIDE, SIDE), np.uint8), (SIDE, SIDE))
        draw(brush, view, (276, 276))
        left, _, right, _ = bounds(brush.mask > 127)
        ring, (_, _, width, _) = brush.ring(view, QPointF(276, 276)), view.rect()
        assert abs(ring.width() - (right - left) * width / SIDE) <= width / SIDE  # one mask pixel
        assert ring.width() == pytest.approx(size * width)
        assert ring.center() == QPointF(276, 276)


def test_a_stroke_may_come_in_from_outside_and_end_there(brush, view):
    draw(brush, view, (-100, 276), (700, 276))
    assert (brush.mask[64] == 255).all()
    assert bounds(brush.mask)[1::2] == pytest.approx((64 - 6.4, 64 + 6.4), abs=1)


def test_a_click_beside_the_picture_is_no_step(brush, view):
    found = steps(brush)
    draw(brush, view, (-200, -200))
    assert not found and brush.mask is None and not brush.drawing


# Gestures


def test_one_gesture_is_one_step_and_shows_what_comes_while_it_lasts(brush, view):
    found, boxes = steps(brush), []
    press(brush, view, 100, 100)
    assert brush.shown[20, 20] == 255 and brush.mask is None and not found
    brush.shown_changed.connect(boxes.append)
    before = brush.shown.copy()
    move(brush, view, 140, 100)
    left, top, right, bottom = boxes[0]
    assert right - left < 30 and bottom - top < 20
    changed = brush.shown != before
    assert changed.any()
    changed[top:bottom, left:right] = False
    assert not changed.any()
    release(brush, view, 140, 100)
    assert [word for _, word in found] == ["Brush"] and found[0][0] is brush.mask
    assert bounds(brush.mask)[0] == pytest.approx(20 - 6.4, abs=1) and bounds(brush.mask)[2] == pytest.approx(
        30 + 6.4, abs=1
    )


def test_adding_and_then_erasing_leaves_nothing(brush, view):
    found = steps(brush)
    draw(brush, view, (100, 100), (200, 150))
    brush.set_tool("eraser")
    brush.set_size(0.15)
    draw(brush, view, (100, 100), (200, 150))
    assert not brush.mask.any()
    assert [word for _, word in found] == ["Brush", "Eraser"]
    draw(brush, view, (100, 100), (200, 150))
    assert len(found) == 2, "nothing left to erase: no step"


@pytest.mark.parametrize("held", [CTRL, ALT])  # Alt-drag moves the window on many desktops
def test_ctrl_or_alt_swaps_adding_and_taking_away_for_one_gesture(brush, view, held):
    found = steps(brush)
    brush.set_tool("eraser")
    draw(brush, view, (100, 100), (200, 100), keys=held)
    assert brush.mask[20, 40] == 255
    brush.set_tool("brush")
    draw(brush, view, (150, 100), keys=held)
    assert brush.mask[20, 32] == 0 and brush.mask[20, 44] == 255
    draw(brush, view, (150, 100))
    assert brush.mask[20, 32] == 255
    brush.set_subtract(True)
    draw(brush, view, (150, 100))
    assert brush.mask[20, 32] == 0
    assert [word for _, word in found] == ["Brush", "Eraser", "Brush", "Eraser"]


@pytest.mark.parametrize("how", ["escape", "right"])
@pytest.mark.parametrize("tool", ["brush", "lasso"])
def test_escape_or_the_right_button_gives_a_gesture_up(brush, view, how, tool):
    found = steps(brush)
    put_away = []
    brush.put_away.connect(lambda: put_away.append(True))
    brush.set_tool(tool)
    press(brush, view, 100, 100)
    for place in ((200, 100), (200, 200)):
        move(brush, view, *place)
    assert brush.shown.any()
    if how == "escape":
        assert key(brush, Qt.Key.Key_Escape) and not brush.takes_menu()
    else:
        press(brush, view, 200, 200, RIGHT)
        assert brush.takes_menu() and not brush.takes_menu()
    assert brush.shown is None and not brush.drawing
    release(brush, view, 250, 250)
    assert not found and brush.mask is None and not put_away
    assert key(brush, Qt.Key.Key_Escape) and put_away == [True], "nothing to give up but the brush itself"


def test_a_release_that_went_elsewhere_ends_the_gesture(brush, view):
    found = steps(brush)
    press(brush, view, 100, 100)
    move(brush, view, 300, 300, NO_BUTTON)
    assert len(found) == 1 and not brush.drawing
    assert brush.mask[20, 20] == 255 and brush.mask[70, 70] == 0


def test_another_mask_in_the_middle_of_a_gesture_ends_it_and_the_same_one_does_not(brush, view):
    found = steps(brush)
    draw(brush, view, (100, 100))
    press(brush, view, 200, 200)
    brush.set_mask(brush.mask, (SIDE, SIDE))
    assert brush.drawing
    brush.set_mask(np.zeros((256, 256), np.uint8), (256, 256))
    release(brush, view, 300, 200)
    assert len(found) == 1 and not brush.mask.any()
    with pytest.raises(ValueError, match="uint8 64 x 64"):
        brush.set_mask(brush.mask, (64, 64))


# Shapes


def test_shapes_are_what_is_drawn(brush, view):
    found = steps(brush)
    brush.set_tool("rectangle")
    draw(brush, view, (60, 100), (400, 400), (260, 180))  # only where it ends counts
    expected = np.zeros((SIDE, SIDE), np.uint8)
    expected[20:40, 10:60] = 255
    assert (brush.mask == expected).all()
    brush.set_subtract(True)
    brush.set_tool("ellipse")
    draw(brush, view, (60, 100), (260, 180))
    assert brush.mask[30, 35] == 0 and brush.mask[21, 11] == 255
    brush.set_subtract(False)
    brush.set_tool("lasso")
    draw(brush, view, (300, 300), (500, 300), (500, 500))
    assert brush.mask[75, 110] == 255 and brush.mask[110, 75] == 0
    assert [word for _, word in found] == ["Rectangle", "Ellipse", "Lasso"]


def test_with_shift_shapes_are_squares_and_circles(brush, view):
    brush.set_tool("rectangle")
    press(brush, view, 260, 180)
    move(brush, view, 60, 100, keys=SHIFT)  # up and to the left, wider than high
    assert bounds(brush.shown) == (10, 0, 60, 40), "the square goes beyond the picture's edge"
    move(brush, view, 60, 100)
    assert bounds(brush.shown) == (10, 20, 60, 40), "without Shift as before"
    brush.give_up()
    brush.set_tool("lasso")
    press(brush, view, 100, 100)
    for x, y in ((300, 100), (300, 160), (100, 160)):
        move(brush, view, x, y, keys=SHIFT)
    assert bounds(brush.shown) == (20, 20, 70, 35), "a lasso goes where the hand goes"


def test_a_pens_other_end_takes_away_whatever_the_brush_does(brush, view):
    brush.set_softness(0)
    for subtract in (False, True):
        brush.set_subtract(False)
        brush.turned = False
        draw(brush, view, (100, 100), (300, 300))
        assert brush.mask[40, 40] == 255
        brush.set_subtract(subtract)
        brush.turned = True
        draw(brush, view, (180, 180), (182, 182))
        assert brush.mask[40, 40] == 0 and brush.mask[20, 20] == 255


def test_a_shape_that_shrinks_while_it_is_drawn_leaves_nothing_behind_and_a_soft_one_fades(brush, view):
    brush.set_tool("rectangle")
    press(brush, view, 60, 100)
    move(brush, view, 500, 500)
    move(brush, view, 100, 140)
    assert bounds(brush.shown) == (10, 20, 20, 30)
    brush.give_up()
    brush.set_softness(1)
    draw(brush, view, (160, 160), (360, 360))
    assert 100 < brush.mask[60, 35] < 160 and brush.mask[60, 60] == 255 and brush.mask[60, 5] == 0


# Size and softness


def test_shift_drag_sizes_and_paints_nothing(brush, view):
    heard, found = [], steps(brush)
    brush.size_changed.connect(heard.append)
    press(brush, view, 200, 200, keys=SHIFT)
    move(brush, view, 225.6, 290)
    assert brush.size == pytest.approx(0.2)  # 25.6 of 512 further out on each side
    ring = brush.ring(view, QPointF(225.6, 290))
    assert ring.center() == QPointF(200, 200) and ring.right() == pytest.approx(200 + 25.6 + 25.6)
    release(brush, view, 225.6, 290)
    assert heard == [pytest.approx(0.2)] and not found and brush.mask is None
    press(brush, view, 200, 200, keys=SHIFT)
    move(brush, view, -900, 200)
    assert brush.size == 0.005
    assert key(brush, Qt.Key.Key_Escape)
    assert brush.size == pytest.approx(0.2), "given up"


def test_brackets_change_the_size_and_with_shift_the_softness(brush):
    sizes, softnesses = [], []
    brush.size_changed.connect(sizes.append)
    brush.softness_changed.connect(softnesses.append)
    assert key(brush, Qt.Key.Key_BracketRight) and key(brush, Qt.Key.Key_BracketLeft)
    assert sizes == [pytest.approx(0.115), pytest.approx(0.1)]
    assert key(brush, Qt.Key.Key_BraceRight, SHIFT) and key(brush, Qt.Key.Key_BraceRight, SHIFT)
    assert key(brush, Qt.Key.Key_BraceLeft, SHIFT)
    assert softnesses == [0.1, 0.2, 0.1]
    assert not key(brush, Qt.Key.Key_A)


def test_what_changes_is_told_once_and_kept_in_range(brush):
    heard = []
    for signal in (brush.size_changed, brush.softness_changed, brush.tool_changed, brush.subtract_changed):
        signal.connect(heard.append)
    for _ in range(2):
        brush.set_size(7)
        brush.set_softness(-3)
        brush.set_tool("lasso")
        brush.set_subtract(True)
    assert heard == [1.0, "lasso", True]
    with pytest.raises(KeyError):
        brush.set_tool("hammer")
    assert brush.tool == "lasso"


def test_pressure_scales_the_radius_and_a_lifted_pen_does_not(brush, view):
    widths = []
    for pressure in (0.0, 0.5, 1.0):
        brush.set_mask(np.zeros((SIDE, SIDE), np.uint8), (SIDE, SIDE))
        brush.set_size(0.3)
        brush.pressure = pressure
        press(brush, view, 276, 276)
        brush.pressure = 1.0
        release(brush, view, 276, 276.4)
        box = bounds(brush.mask > 127)
        widths.append((box[2] - box[0]) / (0.3 * SIDE))
    assert widths == pytest.approx([0.2, 0.6, 1.0], abs=0.04)


# What is seen


def test_the_overlay_is_off_but_for_while_something_is_drawn(brush, view):
    draw(brush, view, (100, 100))
    assert brush.shown is brush.mask
    brush.set_overlay(on=False)
    assert brush.shown is None
    press(brush, view, 200, 200)
    assert brush.shown[45, 45] == 255
    release(brush, view, 200, 200)
    assert brush.shown is None


@pytest.mark.parametrize("ground", ["#000000", "#808080", "#ffffff"])
def test_the_ring_is_seen_on_any_ground_and_stays_in_its_box(brush, view, ground):
    brush.set_size(0.3)
    brush.set_softness(0.5)
    for size in (0.3, 0.005):
        brush.set_size(size)
        at = QPointF(276, 276)
        image = QImage(552, 552, QImage.Format.Format_RGB32)
        image.fill(QColor(ground))
        painter = QPainter(image)
        brush.paint(painter, view, at)
        painter.end()
        grey = np.asarray(image.bits()).reshape(552, 552, 4)[..., 1].astype(int)
        changed = np.abs(grey - QColor(ground).green())
        box = brush.look_box(view, at)
        assert changed.max() > 75
        changed[box.top() : box.bottom() + 1, box.left() : box.right() + 1] = 0
        assert not changed.any()
        if size == 0.3:
            assert changed.shape == (552, 552) and np.abs(grey[276, 276 - 77 : 276 - 74] - grey[5, 5]).max() > 60
            assert np.abs(grey[276, 276 - 39 : 276 - 36] - grey[5, 5]).max() > 30  # where the full part ends


def test_shapes_have_a_crosshair_and_an_outline_while_they_are_drawn(brush, view):
    assert brush.cursor == Qt.CursorShape.BlankCursor
    brush.set_tool("rectangle")
    assert brush.cursor == Qt.CursorShape.CrossCursor and brush.ring(view, QPointF(9, 9)).isEmpty()
    assert brush.look_box(view, QPointF(9, 9)).isEmpty()
    press(brush, view, 60, 100)
    move(brush, view, 260, 180)
    assert brush.look_box(view, None).contains(60, 100) and brush.look_box(view, None).contains(260, 180)
