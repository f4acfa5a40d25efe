"""The generator's square in a photo: known transforms come back, and what is sampled is what lies there."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine.inversion.alignment import Alignment, aligned, aligning, centred, fitted
from engine.inversion.photo import Photo

FIVE = np.array([[-0.3, -0.05], [0.3, -0.05], [0.0, 0.36], [-0.25, 0.62], [0.25, 0.62]])


def waves(height: int = 300, width: int = 400, length: float = 40.0) -> Photo:
    """A photo of smooth waves, of which every point between pixels is known (`wave`)."""
    y, x = np.mgrid[0:height, 0:width] + 0.5
    return Photo(np.rint(wave(np.stack([x, y], -1), length)).astype(np.uint8))


def wave(points: np.ndarray, length: float = 40.0) -> np.ndarray:
    x, y = points[..., 0] * 2 * np.pi / length, points[..., 1] * 2 * np.pi / length
    return 127.5 + 100 * np.stack([np.sin(x), np.cos(y), np.sin(x + y)], -1)


def same(one: Alignment, other: Alignment) -> bool:
    return bool(np.allclose(one.corners, other.corners, atol=1e-6))


@pytest.mark.parametrize("angle", [-179.0, -90.0, -20.0, 0.0, 3.0, 90.0, 180.0])
def test_a_known_transform_comes_back(angle: float) -> None:
    true = Alignment(150.0, angle, 480.0, 210.5)
    found = fitted(FIVE, true.to_photo(FIVE))
    assert same(found, true)
    assert found.scale == pytest.approx(150) and math.cos(math.radians(found.angle - angle)) == pytest.approx(1)


def test_points_that_are_a_little_off_move_it_little() -> None:
    random = np.random.default_rng(0)
    true = Alignment(150.0, 12.0, 480.0, 210.5)
    for _ in range(50):
        found = fitted(FIVE, true.to_photo(FIVE) + random.normal(0, 0.25, (5, 2)))
        assert math.hypot(found.dx - true.dx, found.dy - true.dy) < 1
        assert abs(found.angle - true.angle) < 0.5 and abs(found.scale - true.scale) < 1.5


def test_it_is_the_least_of_squares() -> None:
    random = np.random.default_rng(1)
    photo = FIVE * 90 + random.normal(0, 15, (5, 2)) + (200, 100)
    best = fitted(FIVE, photo)

    def cost(one: Alignment) -> float:
        return float(((one.to_photo(FIVE) - photo) ** 2).sum())

    for step in (0.2, -0.2):
        assert cost(best) < min(cost(best.moved(step, 0)), cost(best.moved(0, step)), cost(best.turned(step)))
        assert cost(best) < cost(best.scaled(1 + step / 50))


def test_a_mirrored_face_is_not_mirrored_back() -> None:
    found = fitted(FIVE, (FIVE * (-1, 1)) * 100)
    assert np.linalg.det(found.matrix) > 0


@pytest.mark.parametrize("photo", [np.zeros((5, 2)), np.full((5, 2), np.nan)])
def test_points_that_say_nothing_are_refused(photo: np.ndarray) -> None:
    with pytest.raises(ValueError, match="Place the square by hand"):
        fitted(FIVE, photo)
    with pytest.raises(ValueError, match="Place the square by hand"):
        fitted(np.zeros((5, 2)), FIVE)


def test_there_and_back() -> None:
    one = Alignment(70.0, 33.0, 50.0, -20.0)
    points = np.random.default_rng(2).normal(size=(4, 3, 2))
    assert np.allclose(one.to_square(one.to_photo(points)), points)
    assert np.allclose(Alignment(2.0, 90.0, 10.0, 0.0).to_photo(np.array([1.0, 0])), [10, 2])  # clockwise: y runs down


def test_moves() -> None:
    one = Alignment(70.0, 10.0, 50.0, 20.0)
    assert same(one.moved(3, -4), Alignment(70.0, 10.0, 53.0, 16.0))
    assert same(one.turned(5), Alignment(70.0, 15.0, 50.0, 20.0))
    assert same(one.scaled(2), Alignment(140.0, 10.0, 50.0, 20.0))
    corner = tuple(one.corners[0])
    for moved in (one.turned(77, corner), one.scaled(0.3, corner)):
        assert np.allclose(moved.corners[0], corner) and not np.allclose(moved.corners[2], one.corners[2])
    assert same(one.turned(40, (9, 9)).turned(-40, (9, 9)), one) and same(
        one.scaled(3, (9, 9)).scaled(1 / 3, (9, 9)), one
    )
    assert one.turned(360 * 5 + 175).angle == pytest.approx(-175)
    for factor in (0.0, -1.0, math.inf, math.nan):
        with pytest.raises(ValueError, match="above 0"):
            one.scaled(factor)


@pytest.mark.parametrize("side", [16, 64, 100, 333])
def test_what_is_sampled_lies_there(side: int) -> None:
    one = Alignment(90.0, 25.0, 200.0, 150.0)
    places = (np.arange(side) + 0.5) * 2 / side - 1
    length = 160.0 if side == 16 else 40.0
    wanted = wave(one.to_photo(np.stack(np.meshgrid(places, places), -1)), length)
    got = aligned(waves(length=length), one, side)
    assert got.dtype == np.uint8 and got.shape == (side, side, 3)
    assert np.abs(got - wanted).max() < 5 and np.abs(got - wanted).mean() < 2


def test_the_whole_photo_at_its_own_size_is_itself() -> None:
    pixels = np.random.default_rng(3).integers(0, 256, (64, 64, 3)).astype(np.uint8)
    assert np.array_equal(aligned(Photo(pixels), centred(Photo(pixels)), 64), pixels)


def test_fine_stripes_do_not_alias() -> None:
    stripes = np.zeros((512, 512, 3), np.uint8)
    stripes[:, ::2] = 255
    got = aligned(Photo(stripes), Alignment(200.0, 7.0, 256.0, 256.0), 64)
    assert np.abs(got.astype(int) - 128).max() <= 6


def test_beyond_the_edges_the_photo_goes_on_mirrored() -> None:
    photo = waves(120, 120)
    got = aligned(photo, Alignment(120.0, 0.0, 120.0, 60.0), 120)  # the right half lies outside
    assert np.abs(got.astype(int) - got[:, ::-1]).max() <= 1
    far = aligned(photo, Alignment(30.0, 0.0, 1e5, -1e5), 40)
    assert far.std() > 10


def test_a_tiny_square_and_a_huge_one_are_sampled() -> None:
    photo = waves(50, 70)
    assert np.ptp(aligned(photo, Alignment(0.01, 0.0, 20.5, 20.5), 8), axis=(0, 1)).max() <= 1
    photo = waves(64, 64)
    means = aligned(photo, Alignment(1e5, 0.0, 20, 20), 8)
    assert np.abs(means.astype(int) - photo.pixels.mean((0, 1))).max() < 4


def test_a_large_picture_is_cut_out_some_rows_a_step() -> None:
    photo, one = waves(length=64), Alignment(100.0, 3.0, 120.0, 110.0)
    steps = list(aligning(photo, one, 1024))
    assert len(steps) == 16 and steps[-1].fraction == 1.0
    got = aligned(photo, one, 1024)
    at = (np.arange(1024) + 0.5) / 512 - 1
    assert np.abs(got - wave(one.to_photo(np.stack(np.meshgrid(at, at), -1)), 64)).max() < 2
