"""The three ways between two codes, on Gaussians that are known."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.codes.morph import STEPS, curve
from engine.codes.prior import Prior, fitted
from engine.document.asked.between import MORPHS, MorphWay
from engine.job import run
from tests.engine.codes.test_prior import LAYERS, SIZE, SLOPE, BentGenerator
from tests.fakes import LinearGenerator


@pytest.fixture(scope="module")
def bent() -> tuple[BentGenerator, Prior]:
    generator = BentGenerator()
    return generator, run(fitted(generator, 20_000))


@pytest.mark.parametrize("way", MORPHS)
def test_it_begins_at_the_one_and_ends_at_the_other(bent: tuple[BentGenerator, Prior], way: MorphWay) -> None:
    generator, prior = bent
    start, end = generator.sample(2, seed=1).numpy()
    path = curve(prior, start, end, way)
    assert path.shape == (2 * STEPS + 1, LAYERS * SIZE + 2) and path.dtype == np.float32
    assert not path[STEPS].any() and np.array_equal(path[-1], end - start)
    assert np.array_equal(path, -path[::-1])
    assert np.abs(np.diff(path, axis=0)).max() < 0.5 * np.abs(end - start).max()  # no leaps


def test_whitened_is_straight_before_the_bend_as_computed_by_hand(bent: tuple[BentGenerator, Prior]) -> None:
    generator, prior = bent
    start, end = generator.sample(2, seed=1).numpy().astype(np.float64)
    start[:SIZE], end[:SIZE] = 1.0, -0.4  # crosses the bend: v goes from 1 to -2, so its middle is -0.5, and w -0.1
    middle = start + curve(prior, start.astype(np.float32), end.astype(np.float32), "whitened")[STEPS + STEPS // 2]
    assert middle[:SIZE] == pytest.approx(SLOPE * -0.5, abs=1e-4)
    straight = start + curve(prior, start.astype(np.float32), end.astype(np.float32), "straight")[STEPS + STEPS // 2]
    assert straight[:SIZE] == pytest.approx(0.3, abs=1e-6)


def test_along_the_prior_all_is_as_usual_as_the_ends_are() -> None:
    generator = LinearGenerator()
    prior = run(fitted(generator))  # N(0, I)
    start, end = np.zeros(9, np.float32), np.zeros(9, np.float32)
    start[0], end[1] = 3.0, 1.5  # a right angle
    path = start + curve(prior, start, end, "prior")[STEPS:]
    assert path[STEPS // 2][:2] == pytest.approx(np.array([3.0, 1.5]) / np.sqrt(2), abs=1e-6)
    strange = prior.strangeness(torch.from_numpy(path)).numpy()
    assert (np.diff(strange) < 0).all()
    assert strange[STEPS // 2] == pytest.approx((9 + 2.25) / 2 / 9, rel=1e-5)
    straight = start + curve(prior, start, end, "straight")[STEPS + STEPS // 2]
    assert float(prior.strangeness(torch.from_numpy(straight[None]))) == pytest.approx((1.5**2 + 0.75**2) / 9, rel=1e-5)


def test_from_a_strange_code_no_more_of_the_other_face_comes_than_there_is() -> None:
    prior = run(fitted(LinearGenerator()))
    start, end = np.zeros(9, np.float32), np.zeros(9, np.float32)
    start[0], end[1] = 12.0, 1.5  # as far away as a photo's code may lie
    path = start + curve(prior, start, end, "prior")[STEPS:]
    assert (np.diff(path[:, 1]) > 0).all() and path[:, 1].max() == pytest.approx(1.5)


def test_of_any_two_faces_none_on_the_way_is_stranger_or_plainer(bent: tuple[BentGenerator, Prior]) -> None:
    generator, prior = bent
    codes = generator.sample(20, seed=40)
    for start, end in zip(codes[::2], codes[1::2], strict=True):
        path = start.numpy() + curve(prior, start.numpy(), end.numpy(), "prior")[STEPS:]
        strange = prior.strangeness(torch.from_numpy(path))
        low, high = sorted([float(strange[0]), float(strange[-1])])
        assert low * 0.999 <= float(strange.min()) and float(strange.max()) <= high * 1.001


def test_opposite_and_mean_codes_have_a_way_too() -> None:
    prior = run(fitted(LinearGenerator()))
    one = np.ones(9, np.float32)
    for start, end in ((one, -one), (0 * one, one), (one, 2 * one)):
        path = curve(prior, start, end, "prior")
        assert np.isfinite(path).all() and np.allclose(path[STEPS + STEPS // 2], (end - start) / 2, atol=1e-6)
