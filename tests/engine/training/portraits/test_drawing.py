"""What each factor does is seen in the pixels, where it should be and the way round that its words say."""

from __future__ import annotations

import colorsys

import numpy as np
import pytest

from engine.training.portraits.factors import FACTORS, draw_factors
from tests.engine.training.portraits.drawn import SIDE, drawer, portrait

#: Rows and columns of the picture, in parts of the side.
FACE = (slice(int(0.30 * SIDE), int(0.68 * SIDE)), slice(int(0.36 * SIDE), int(0.64 * SIDE)))
CORNER = (slice(0, 6), slice(0, 6))
CHEST = (slice(SIDE - 3, SIDE), slice(SIDE // 2 - 8, SIDE // 2 + 8))


def changed(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """How much each pixel changed (S, S)."""
    return np.abs(a - b).mean(2)


def light(picture: np.ndarray) -> float:
    return float((picture @ [0.299, 0.587, 0.114]).mean())


def test_the_same_factors_give_the_same_pixels_alone_and_in_a_batch() -> None:
    factors = draw_factors(4, 0, 3)
    together = drawer().draw(factors)
    assert together.dtype == np.uint8 and together.shape == (3, SIDE, SIDE, 3)
    assert np.array_equal(drawer().draw(factors[1:2])[0], together[1])
    assert changed(together[0].astype(float), together[1].astype(float)).mean() > 10


@pytest.mark.parametrize("factor", FACTORS, ids=lambda f: f.name)
def test_every_factor_changes_the_picture(factor) -> None:
    # Frames are seen where glasses are worn, and nothing else of a switch than its two sides.
    worn = {"glasses": 1.5} if factor.name == "frames" else {}
    low, high = (portrait(**worn, **{factor.name: value}) for value in (-2.0, 2.0))
    assert changed(low, high).max() > 5, factor.name
    assert changed(low, high).mean() > 0.05, factor.name


def test_the_head_turns_the_way_that_is_said() -> None:
    # Turned to our right, what is seen of the face moves right: the reddish lips do.
    def lips(picture: np.ndarray) -> float:
        red = np.clip(picture[..., 0] - picture[..., 1] - 40, 0, None)[int(0.55 * SIDE) : int(0.75 * SIDE)]
        return float((red.sum(0) * np.arange(SIDE)).sum() / red.sum())

    left, ahead, right = (lips(portrait(yaw=v, lip_colour=2.0)) for v in (-1.5, 0.0, 1.5))
    assert left + 3 < ahead < right - 3


def test_light_comes_from_where_it_is_said() -> None:
    left, right = slice(FACE[1].start, SIDE // 2), slice(SIDE // 2, FACE[1].stop)
    for value, bright, dark in ((-1.5, left, right), (1.5, right, left)):
        picture = portrait(light_across=value)
        assert light(picture[FACE[0], bright]) > light(picture[FACE[0], dark]) + 10


def test_tone_of_skin_and_hair_rise_and_fall_in_step() -> None:
    skin = [light(portrait(skin_tone=v)[FACE]) for v in (-2, -1, 0, 1, 2)]
    assert skin == sorted(skin, reverse=True) and skin[0] - skin[-1] > 80
    top = (slice(int(0.09 * SIDE), int(0.15 * SIDE)), slice(SIDE // 2 - 5, SIDE // 2 + 5))
    hair = [light(portrait(hair_colour=v, hair_volume=1.0)[top]) for v in (-2, -1, 0, 1, 2)]
    assert hair == sorted(hair) and hair[-1] - hair[0] > 60


def test_hue_and_lightness_of_the_background_never_come_round() -> None:
    hues = [colorsys.rgb_to_hsv(*(portrait(background_hue=v)[CORNER].mean((0, 1)) / 255))[0] for v in (-2, -1, 0, 1, 2)]
    assert hues == sorted(hues) and hues[-1] - hues[0] > 0.5
    shades = [light(portrait(background_lightness=v)[CORNER]) for v in (-2, 0, 2)]
    assert shades == sorted(shades) and shades[2] - shades[0] > 60


@pytest.mark.parametrize(
    ("factor", "rows"),
    [("open_mouth", (0.56, 0.86)), ("smile", (0.44, 0.74)), ("closed_eyes", (0.36, 0.50)), ("iris", (0.38, 0.48))],
)
def test_what_the_face_does_stays_where_it_belongs(factor, rows) -> None:
    change = changed(portrait(**{factor: -1.0}), portrait(**{factor: 2.0}))
    inside = change[int(rows[0] * SIDE) : int(np.ceil(rows[1] * SIDE))].sum()
    assert inside > 0.75 * change.sum()


def test_eyes_keep_their_height_and_distance_at_yaw_0() -> None:
    """Whoever it is: where blue irises differ from brown ones, there the eyes are."""
    places = []
    for other in ({}, {"age": -2.0}, {"age": 2.0}, {"face_length": 2.0}, {"weight": 2.0}, {"gender_shape": 2.0}):
        change = changed(portrait(**other, iris=-2.0), portrait(**other, iris=2.0))
        change[change < 3] = 0
        y, x = np.indices(change.shape)
        left = change * (x < SIDE / 2)
        right = change * (x >= SIDE / 2)
        places.append([(left * y).sum() / left.sum(), (left * x).sum() / left.sum(), (right * x).sum() / right.sum()])
    assert np.ptp(np.array(places), axis=0).max() < 0.02 * SIDE


def test_lids_that_are_closed_hide_the_eyes() -> None:
    for other in ({}, {"eye_size": 2.0}, {"eye_size": -2.0}, {"eye_slant": 2.0}, {"origin_2": 2.0}):
        change = changed(portrait(**other, closed_eyes=2.2, iris=-2.0), portrait(**other, closed_eyes=2.2, iris=2.0))
        assert change.max() < 12, other


def test_glasses_are_worn_or_not() -> None:
    off = [portrait(glasses=v) for v in (-2.0, 0.0, 0.6)]
    on = [portrait(glasses=v) for v in (0.8, 2.0)]
    assert np.array_equal(off[0], off[2]) and np.array_equal(on[0], on[1])
    assert changed(off[0], on[0]).max() > 40


def test_clothes_lie_on_the_chest_and_take_their_colour() -> None:
    dark, bright = (light(portrait(clothes_lightness=v)[CHEST]) for v in (-2.0, 2.0))
    assert bright > dark + 50
