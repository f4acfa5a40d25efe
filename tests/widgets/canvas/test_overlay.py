from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from widgets.canvas import overlay, strokes
from widgets.canvas.brush import Brush
from widgets.canvas.overlay import CHANGE, KEEP, MaskLayer, Overlay, box_in_view, contour, dimmed, heat_table, path_of

PLACE = QRectF(20, 20, 256, 256)


def disc(side: int = 64, x: float = 32, y: float = 32, radius: float = 12) -> np.ndarray:
    stroke = strokes.Stroke((side, side), 1)
    stroke.add(x, y, radius)
    return strokes.applied(np.zeros((side, side), np.uint8), stroke.coverage, subtract=False)


def painted(over: Overlay, ground: str = "#808080", place: QRectF = PLACE) -> np.ndarray:
    """Red, green and blue of a view of 300 x 300."""
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    over.paint(painter, place, image.rect())
    painter.end()
    return np.asarray(image.bits()).reshape(300, 300, 4)[..., 2::-1].astype(int)


def at(pixels: np.ndarray, column: float, row: float) -> list[int]:
    """The colour in the middle of a mask's pixel, of 64 a side."""
    return pixels[round(20 + (row + 0.5) * 4), round(20 + (column + 0.5) * 4)].tolist()


def mixed(colour: QColor, share: float, ground: int = 128) -> list[float]:
    return [pytest.approx(ground + (value - ground) * share, abs=2) for value in colour.getRgb()[:3]]


# The outline


def test_the_contour_is_where_the_mask_is_half_painted():
    lines = contour(np.pad(disc(64, 30.3, 33.6, 14), 1)) - 1
    for x, y in (lines[:, :2].T, lines[:, 2:].T):
        assert np.abs(np.hypot(x - 30.3, y - 33.6) - 14).max() < 0.2
    length = np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1]).sum()
    assert length == pytest.approx(2 * np.pi * 14, rel=0.01)
    ends = np.round(lines, 4)
    assert sorted(map(tuple, ends[:, :2])) == sorted(map(tuple, ends[:, 2:])), "every end is another's start: closed"


def test_a_mask_that_reaches_the_edge_is_outlined_there():
    lines = contour(np.pad(np.full((8, 8), 255, np.uint8), 1)) - 1
    assert lines.min() == pytest.approx(0, abs=0.01) and lines.max() == pytest.approx(8, abs=0.01)
    assert len(contour(np.zeros((8, 8), np.uint8))) == 0


def test_segments_become_a_path_unchanged():
    path = path_of(np.array([[1, 2, 3.5, 4], [7, 8, 9, 10]], np.float32))
    elements = [(path.elementAt(k).isMoveTo(), path.elementAt(k).x, path.elementAt(k).y) for k in range(4)]
    assert elements == [(True, 1, 2), (False, 3.5, 4), (True, 7, 8), (False, 9, 10)]


def test_a_layer_brought_up_to_date_by_boxes_is_as_one_made_anew():
    mask, stepwise = np.zeros((64, 64), np.uint8), MaskLayer()
    stepwise.set(mask.copy(), CHANGE, faint=False)
    stroke = strokes.Stroke((64, 64), 0.5)
    for point in ((5, 5), (20, 30), (63, 20), (40, 60), (41, 61)):
        left, top, right, bottom = box = stroke.add(*point, 6)
        part = np.s_[top:bottom, left:right]
        mask[part] = strokes.applied(np.zeros_like(mask)[part], stroke.coverage[part], subtract=False)
        stepwise.set(mask, CHANGE, box, faint=False)
    anew = MaskLayer()
    anew.set(mask, CHANGE, faint=False)
    images = []
    for layer in (stepwise, anew):
        image = QImage(300, 300, QImage.Format.Format_RGB32)
        image.fill(0)
        painter = QPainter(image)
        layer.paint(painter, PLACE, QRectF(image.rect()))
        painter.end()
        images.append(np.asarray(image.bits()).reshape(300, 300, 4).astype(int))
    assert images[0].any() and np.abs(images[0] - images[1]).max() <= 1
    assert len(stepwise._segments) == len(anew._segments)


# Regions


def test_regions_are_tinted_by_what_they_are_for_and_the_active_one_stands_out(qapp):
    over = Overlay()
    over.set_masks(((disc(x=16, radius=8), False), (disc(x=46, radius=8), True)), 0)
    pixels = painted(over)
    assert at(pixels, 16, 32) == mixed(CHANGE, overlay._TINT) and at(pixels, 46, 32) == mixed(KEEP, overlay._FAINT_TINT)
    assert at(pixels, 31, 5) == [128] * 3
    over.set_masks(((disc(x=16, radius=8), False),), -1)
    pixels = painted(over)
    assert at(pixels, 16, 32) == mixed(CHANGE, overlay._FAINT_TINT) and at(pixels, 46, 32) == [128] * 3


@pytest.mark.parametrize("ground", ["#101010", "#f4f4f4"])
def test_the_outline_is_seen_on_dark_and_on_light(qapp, ground):
    over = Overlay()
    over.set_masks(((disc(), False),), 0)
    level = QColor(ground).red()
    edge = painted(over, ground)[150, 20 + 80 - 3 : 20 + 80 + 3]  # across the disc's left edge
    assert np.abs(edge - level).max(axis=1).max() > 100


def test_a_brush_takes_the_place_of_the_active_region_in_its_colour(qapp):
    over, brush = Overlay(), Brush()
    over.set_masks(((disc(x=16, radius=8), True), (disc(x=46, radius=8), False)), 0)
    brush.set_mask(disc(y=50, radius=8), (64, 64))
    over.set_live(brush)
    pixels = painted(over)
    assert at(pixels, 16, 32) == [128] * 3 and at(pixels, 32, 50) == mixed(KEEP, overlay._TINT)
    assert at(pixels, 46, 32) == mixed(CHANGE, overlay._FAINT_TINT)
    brush.set_overlay(on=False)
    over.set_live(brush)
    assert at(painted(over), 32, 50) == [128] * 3
    over.set_live(None)
    assert at(painted(over), 16, 32) == mixed(KEEP, overlay._TINT)


def test_nothing_is_painted_beside_the_picture(qapp):
    over = Overlay()
    over.set_masks(((np.full((64, 64), 255, np.uint8), False),), 0)
    over.set_heat(np.ones((8, 8), np.float32))
    pixels = painted(over)
    assert (pixels[30:270, 30:270] != 128).any()
    pixels[20:276, 20:276] = 128
    assert (pixels == 128).all()


def test_a_box_of_a_mask_has_room_for_its_outline_in_the_view():
    box = box_in_view(PLACE, (10, 20, 30, 40), (64, 64))
    assert box.contains(20 + 40 - 4, 20 + 80 - 4) and box.contains(20 + 120 + 4, 20 + 160 + 4)
    assert box.width() < 80 + 20


# Heat


def test_heat_is_hottest_at_the_top_and_cold_places_stay_as_they_are(qapp):
    values = np.zeros((32, 32), np.float32)
    values[8:12, 20:28] = 2.0
    values[20:24, 4:8] = 1.0
    over = Overlay()
    over.set_heat(values)
    pixels = painted(over)
    hot, warm, cold = at(pixels, 48, 20), at(pixels, 12, 44), at(pixels, 50, 55)
    assert cold == [128] * 3
    assert hot[0] > 220 and hot[1] > 220
    assert warm[0] > 150 and warm[1] < 110 and sum(warm) < sum(hot)
    assert over.heated
    over.set_heat(None)
    assert not over.heated and (painted(over) == 128).all()


def test_one_extreme_pixel_does_not_make_all_others_cold(qapp):
    values = np.full((64, 64), 0.5, np.float32)
    values[3, 3] = 1000
    over = Overlay()
    over.set_heat(values)
    assert at(painted(over), 40, 40)[0] > 200
    over.set_heat(np.zeros((64, 64), np.float32))
    assert at(painted(over), 40, 40) == [128] * 3


@pytest.mark.parametrize("wrong", [np.zeros(4, np.float32), np.full((4, 4), np.nan, np.float32)])
def test_what_is_no_plane_of_numbers_is_refused(wrong):
    with pytest.raises(ValueError, match="plane of finite numbers"):
        Overlay().set_heat(wrong)


def test_the_heat_table_grows_brighter_and_less_transparent():
    table = heat_table().astype(float)
    brightness = table @ [0.11, 0.59, 0.3, 0]
    assert (np.diff(table[:, 3]) >= 0).all() and (np.diff(brightness) > -0.51).all()
    assert table[0, 3] == 0 and table[-1, 3] > 220 and brightness[-1] > 200
    assert (table[:, :3].max(axis=1) <= table[:, 3]).all()  # premultiplied


def test_dimmed_is_grey_and_keeps_the_order_of_light_and_dark():
    pixels = np.array([[[0, 0, 0], [255, 0, 0], [0, 255, 0], [255, 255, 255]]], np.uint8)
    grey = dimmed(pixels)
    assert (grey == grey[..., :1]).all()
    assert (np.diff(grey[0, :, 0].astype(int)) > 15).all() and grey.max() < 190


def test_where_the_layer_is_zoomed_in_the_tint_lies_where_the_mask_is(qapp):
    over = Overlay()
    over.set_masks(((disc(x=40.5, y=20.5, radius=1.5), False),), 0)
    place = QRectF(QPointF(150 - 40.5 * 64, 150 - 20.5 * 64), PLACE.size() * 16)  # 64 pixels a mask pixel
    pixels = painted(over, place=place)
    assert pixels[150, 150].tolist() == mixed(CHANGE, overlay._TINT)
    assert pixels[10, 10].tolist() == [128] * 3


def test_two_regions_of_one_kind_have_two_colours_in_the_picture_and_beside_it(qapp):
    colours = [colour.name() for colour in overlay.tints([False, True, False, True, False])]
    assert colours[:2] == [CHANGE.name(), KEEP.name()] and len(set(colours)) == 5
    over = Overlay()
    over.set_masks([(disc(x=16), False), (disc(x=48), False)], active=1)
    pixels = painted(over)
    assert at(pixels, 16, 32) == mixed(QColor(colours[0]), overlay._FAINT_TINT)
    assert at(pixels, 48, 32) == mixed(QColor(colours[2]), overlay._TINT)
    brush = Brush()
    brush.set_mask(disc(x=48), (64, 64))
    over.set_live(brush)
    assert at(painted(over), 48, 32) == mixed(QColor(colours[2]), overlay._TINT), "the same while it is painted"
