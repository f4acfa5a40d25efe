from __future__ import annotations

import pytest

from widgets.canvas.viewport import GAP, MARGIN, Viewport


def viewport(view=(800.0, 600.0), picture=(64, 64), ratio=1.0) -> Viewport:
    made = Viewport()
    made.set_view(*view, ratio)
    made.set_picture(*picture)
    return made


def test_a_picture_fits_inside_its_margin_and_in_the_middle():
    shown = viewport(picture=(64, 32))
    x, y, width, height = shown.rect()
    assert width == 800 - 2 * MARGIN and height == width / 2
    assert (x, y) == (MARGIN, (600 - height) / 2)
    assert shown.fitted and not shown.overflows


def test_fit_follows_the_view_until_somebody_zooms():
    shown = viewport()
    shown.set_view(400, 340)
    assert shown.zoom == pytest.approx(300 / 64)
    shown.zoom_to(2.0)
    shown.set_view(900, 900)
    assert shown.zoom == 2.0 and not shown.fitted
    assert shown.to_picture(450, 450) == (32, 32)
    shown.fit()
    shown.set_view(540, 540)
    assert shown.zoom == pytest.approx(500 / 64)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_the_place_under_the_cursor_stays_through_many_zooms(ratio):
    shown = viewport(ratio=ratio)
    at = (500.0, 210.0)
    before = shown.to_picture(*at)
    for factor in [1.2] * 9 + [1 / 1.2] * 9 + [1.7, 1.1]:
        shown.zoom_to(shown.zoom * factor, at)
        assert shown.to_picture(*at) == pytest.approx(before, abs=1.5 / shown.zoom)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_hundred_per_cent_is_one_device_pixel_a_pixel_on_whole_device_pixels(ratio):
    shown = viewport(view=(701, 533), picture=(65, 64), ratio=ratio)
    shown.zoom_to(1.0)
    x, y, width, height = (value * ratio for value in shown.rect())
    assert (width, height) == pytest.approx((65, 64))
    assert x == pytest.approx(round(x)) and y == pytest.approx(round(y))


def test_places_go_to_the_view_and_back():
    shown = viewport(ratio=2.0)
    shown.zoom_to(13.0, (300, 300))
    shown.pan(40, -25)
    assert shown.to_picture(*shown.to_view(12.25, 50.5)) == pytest.approx((12.25, 50.5))


def test_pixels_are_hit_from_edge_to_edge_and_not_beyond():
    shown = viewport(ratio=2.0)
    left, top, width, height = shown.rect()
    assert shown.pixel_at(left, top) == (0, 0)
    assert shown.pixel_at(left + width - 0.5, top + height - 0.5) == (63, 63)
    assert shown.pixel_at(left - 0.5, top) is None
    assert shown.pixel_at(left, top + height) is None


def test_panning_moves_by_logical_pixels_and_never_loses_the_picture():
    shown = viewport(ratio=2.0)
    shown.zoom_to(20.0)
    x, y, *_ = shown.rect()
    shown.pan(30, -12)
    assert shown.rect()[:2] == (x + 30, y - 12)
    shown.pan(1e6, 1e6)
    assert shown.to_picture(400, 300) == (0, 0)
    shown.pan(-1e6, -1e6)
    assert shown.to_picture(400, 300) == (64, 64)


def test_steps_go_through_round_levels_both_ways():
    shown = viewport()
    shown.zoom_to(2.5)
    seen = []
    for step in (1, 1, -1, -1, -1):
        shown.zoom_step(step)
        seen.append(shown.zoom)
    assert seen == [3, 4, 3, 2, 1.5]


def test_zoom_has_a_largest_and_a_smallest_that_always_include_fit():
    shown = viewport(picture=(1024, 1024))
    shown.zoom_to(1e9)
    assert shown.zoom == 64
    shown.zoom_to(0)
    assert shown.zoom == 32 / 1024
    tiny = viewport(picture=(4, 4))
    tiny.zoom_to(1e9)
    assert tiny.zoom == tiny.fit_zoom == 140


def test_a_preview_of_another_size_takes_the_same_place():
    shown = viewport()
    shown.zoom_to(20.0, (100, 100))
    before = shown.rect()
    shown.set_picture(32, 32)
    assert shown.rect() == pytest.approx(before) and shown.zoom == 40
    shown.set_picture(64, 64)
    assert shown.zoom == 20


def test_the_visible_part_covers_the_view_and_not_much_more():
    shown = viewport(picture=(1024, 1024))
    shown.zoom_to(64.0)
    left, top, width, height = shown.visible()
    assert width < 800 / 64 + 6 and height < 600 / 64 + 6
    x0, y0 = shown.to_view(left, top)
    x1, y1 = shown.to_view(left + width, top + height)
    assert x0 <= 0 and y0 <= 0 and x1 >= 800 and y1 >= 600
    shown.fit()
    assert shown.visible() == (0, 0, 1024, 1024)


def test_a_fitted_picture_stands_below_what_covers_the_view_and_stays_where_it_is_once_zoomed() -> None:
    view = Viewport()
    view.set_view(600, 400)
    view.set_picture(64, 64)
    plain = view.rect()
    view.set_covered(34)
    left, top, width, height = view.rect()
    assert top == 34 + GAP and top + height == 400 - MARGIN and left + width / 2 == 300
    place = view.rect()
    view.pan(0, 0)
    assert view.rect() == pytest.approx(place, abs=0.51), "panning begins where the picture is"
    view.fit()
    view.zoom_to(view.zoom * 2, (300, 200))
    under = view.to_picture(300, 200)
    view.fit()
    assert view.to_picture(300, 200) == pytest.approx(under, abs=0.1), "what is under the cursor stays there"
    view.set_covered(0)
    assert view.rect() == plain
