"""Averaging by area: pictures and masks at fewer pixels."""

from __future__ import annotations

import numpy as np
import pytest

from engine.jacobian.areas import areas, at_size


def test_averaging_by_area_is_exact_up_and_down() -> None:
    assert areas(4, 2) == pytest.approx(np.array([[0.5, 0.5, 0, 0], [0, 0, 0.5, 0.5]]))
    assert areas(3, 2) == pytest.approx(np.array([[2, 1, 0], [0, 1, 2]]) / 3)
    assert areas(2, 4) == pytest.approx(np.array([[1, 0], [1, 0], [0, 1], [0, 1]]))


@pytest.mark.parametrize("side", [1, 5, 13, 16, 40])
def test_a_resized_mask_keeps_its_share_of_the_picture(side: int) -> None:
    mask = np.random.default_rng(3).random((16, 16)).astype(np.float32)
    resized = at_size(mask, (side, side))
    assert resized.shape == (side, side) and resized.dtype == np.float32
    assert resized.mean() == pytest.approx(mask.mean(), abs=1e-6)
    assert (side != 16) or np.array_equal(resized, mask)


def test_a_pixel_goes_where_it_was() -> None:
    mask = np.zeros((16, 16), np.float32)
    mask[5, 14] = 1
    assert np.argwhere(at_size(mask, (8, 8))).tolist() == [[2, 7]] and at_size(mask, (8, 8))[2, 7] == pytest.approx(
        0.25
    )
