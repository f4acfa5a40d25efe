from __future__ import annotations

import math

import numpy as np
import pytest

from widgets.canvas import strokes
from widgets.canvas.strokes import Stroke


def covered(side: int, hardness: float, *samples: tuple[float, float, float]) -> np.ndarray:
    stroke = Stroke((side, side), hardness)
    for sample in samples:
        stroke.add(*sample)
    return stroke.coverage


def cut(start: tuple[float, float, float], end: tuple[float, float, float], pieces: int) -> list[tuple[float, ...]]:
    return [tuple(a + (b - a) * k / pieces for a, b in zip(start, end, strict=True)) for k in range(pieces + 1)]


def middles(side: int) -> tuple[np.ndarray, np.ndarray]:
    return np.meshgrid(np.arange(side) + 0.5, np.arange(side) + 0.5)


def test_a_dab_is_full_inside_and_fades_out_at_its_radius():
    x, y = middles(64)
    distance = np.hypot(x - 30.2, y - 33.7)
    dab = covered(64, 0.4, (30.2, 33.7, 20))
    assert (dab[distance <= 8] == 1).all() and (dab[distance >= 20] == 0).all()
    assert dab[(distance > 8.5) & (distance < 19.5)].max() < 1
    order = np.argsort(distance, axis=None)
    assert (np.diff(dab.ravel()[order]) <= 1e-6).all()
    assert dab[np.abs(distance - 14) < 0.1] == pytest.approx(0.5, abs=0.02)  # half way out


def test_a_hard_edge_is_antialiased():
    dab = covered(64, 1, (31.3, 32.8, 15))
    assert dab.sum() == pytest.approx(math.pi * 15**2, rel=0.002)
    x, y = middles(64)
    distance = np.hypot(x - 31.3, y - 32.8)
    assert (dab[distance < 14.5] == 1).all() and (dab[distance > 15.5] == 0).all()


def test_two_far_samples_leave_no_gap_and_are_as_wide_between_as_at_the_ends():
    stroke = covered(256, 1, (20.5, 20.5, 6), (230.5, 120.5, 6))
    x, y = middles(256)
    along = ((x - 20.5) * 210 + (y - 20.5) * 100) / math.hypot(210, 100)
    aside = np.abs((x - 20.5) * 100 - (y - 20.5) * 210) / math.hypot(210, 100)
    between = (along > 0) & (along < math.hypot(210, 100))
    assert (stroke[between & (aside < 5.4)] == 1).all()
    assert (stroke[between & (aside > 6.6)] == 0).all()


@pytest.mark.parametrize("hardness", [1.0, 0.6, 0.0])
@pytest.mark.parametrize("end_radius", [18.0, 6.0])
def test_it_does_not_matter_into_how_many_samples_a_move_is_cut(hardness, end_radius):
    start, end = (30.0, 40.0, 18.0), (170.0, 130.0, end_radius)
    empty = np.zeros((200, 200), np.uint8)
    whole = strokes.applied(empty, covered(200, hardness, start, end), subtract=False).astype(int)
    for pieces in (2, 7, 60):
        parts = strokes.applied(empty, covered(200, hardness, *cut(start, end, pieces)), subtract=False)
        assert np.abs(parts - whole).max() <= 1


def test_a_stroke_over_itself_is_no_denser():
    there = covered(64, 0.2, (10, 30, 8), (50, 30, 8))
    back = covered(64, 0.2, (10, 30, 8), (50, 30, 8), (10, 30, 8))
    assert np.abs(back - there).max() < 1e-5


def test_only_the_box_of_a_segment_changes_and_nothing_outside_the_mask():
    stroke = Stroke((100, 100), 0.5)
    stroke.add(20, 20, 5)
    before = stroke.coverage.copy()
    left, top, right, bottom = stroke.add(60, 30, 5)
    assert (left, top, right, bottom) == (14, 14, 66, 36)
    changed = stroke.coverage != before
    assert changed.any()
    changed[top:bottom, left:right] = False
    assert not changed.any()
    outside = Stroke((100, 100), 0.5)
    assert outside.add(-50, 20, 5) is None and not outside.coverage.any()
    assert outside.add(10, 20, 5) is not None and outside.coverage[20, 0] > 0.9  # it came in from outside


def test_adding_and_taking_away_follow_their_formulas():
    mask = np.array([[0, 100, 255]], np.uint8)
    half = np.full((1, 3), 0.5, np.float32)
    assert strokes.applied(mask, half, subtract=False).tolist() == [[128, 178, 255]]
    assert strokes.applied(mask, half, subtract=True).tolist() == [[0, 50, 128]]
    for subtract in (False, True):
        assert (strokes.applied(mask, np.zeros((1, 3), np.float32), subtract=subtract) == mask).all()
    coverage = covered(64, 1, (30, 30, 10), (40, 30, 10))
    added = strokes.applied(np.zeros((64, 64), np.uint8), coverage, subtract=False)
    assert added.max() == 255
    assert strokes.applied(added, (coverage > 0).astype(np.float32), subtract=True).max() == 0


def test_a_rectangle_covers_exactly_its_share_of_each_pixel():
    made = strokes.rectangle((16, 16), (11.5, 9.0), (3.25, 2.75))  # any two opposite corners
    across, down = np.zeros(16), np.zeros(16)
    across[3:12], down[2:9] = 1, 1
    across[3], across[11], down[2] = 0.75, 0.5, 0.25
    np.testing.assert_allclose(made, np.outer(down, across), atol=1e-6)


def test_a_lasso_has_the_area_of_its_polygon_also_where_it_leaves_the_mask():
    points = [(5.3, 3.1), (50.7, 20.2), (30.5, 60.9), (12.0, 30.0)]
    x, y = np.array(points).T
    area = abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2
    assert strokes.polygon((64, 64), points).sum() == pytest.approx(area, rel=1e-5)
    wide = strokes.polygon((16, 16), [(-100, -100), (8.5, -100), (8.5, 200), (-100, 200)])
    np.testing.assert_allclose(wide, np.tile((np.arange(16) < 8) + 0.5 * (np.arange(16) == 8), (16, 1)), atol=1e-5)
    assert strokes.polygon((16, 16), [(1, 1), (9, 9)]).max() == 0


def test_what_a_lasso_circles_twice_or_the_other_way_round_is_inside():
    square = [(4, 4), (12, 4), (12, 12), (4, 12)]
    once = strokes.polygon((16, 16), square)
    np.testing.assert_allclose(strokes.polygon((16, 16), square * 2), once, atol=1e-6)
    np.testing.assert_allclose(strokes.polygon((16, 16), square[::-1]), once, atol=1e-6)


def test_an_ellipse_fills_its_rectangle():
    made = strokes.ellipse((128, 128), (20, 30), (100, 80))
    assert made.sum() == pytest.approx(math.pi * 40 * 25, rel=2e-4)
    assert strokes.bounds(made) == (20, 30, 100, 80)
    assert made[55, 60] == 1


def test_growing_takes_the_largest_within_a_disc_and_shrinking_the_smallest():
    mask = np.random.default_rng(3).integers(0, 256, (24, 24)).astype(np.uint8)
    for pixels in (1, 4):
        padded, expected = np.pad(mask, pixels), np.zeros_like(mask)
        for down in range(-pixels, pixels + 1):
            for across in range(-pixels, pixels + 1):
                if down**2 + across**2 <= pixels**2:
                    there = padded[pixels + down : pixels + down + 24, pixels + across : pixels + across + 24]
                    expected = np.maximum(expected, there)
        assert (strokes.grown(mask, pixels) == expected).all()
        assert (strokes.grown(255 - mask, -pixels) == 255 - expected).all()
    assert (strokes.grown(mask, 0) == mask).all()
    assert (strokes.grown(np.full((9, 9), 255, np.uint8), -3) == 255).all(), "the picture's edge is no edge of the mask"


def test_feathering_is_a_gaussian_that_ends():
    dot = np.zeros((80, 80), np.float32)
    dot[40, 30] = 1
    soft = strokes.feathered(dot, 4)
    assert soft.sum() == pytest.approx(1, abs=1e-5)
    assert soft[40, 34] / soft[40, 30] == pytest.approx(math.exp(-0.5), rel=1e-4)
    np.testing.assert_allclose(soft[40, 30:43], soft[40:53, 30], rtol=1e-5)
    square = np.zeros((200, 200), np.uint8)
    square[:60, 90:140] = 255
    soft = strokes.feathered(square, 5)
    assert soft[:, : 90 - 15].max() == 0 and soft[60 + 15 :].max() == 0
    assert soft[0, 115] == 255, "nothing softens from the picture's edge"
    assert 120 < int(soft[10, 90]) < 150
    assert (strokes.feathered(square, 0) == square).all()


def test_inverting_twice_changes_nothing():
    mask = np.arange(256, dtype=np.uint8).reshape(16, 16)
    assert (strokes.invert(mask) == mask[::-1, ::-1]).all()
    assert (strokes.invert(strokes.invert(mask)) == mask).all()
