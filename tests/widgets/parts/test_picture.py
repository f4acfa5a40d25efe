from __future__ import annotations

import numpy as np
import pytest

from widgets.parts.picture import Enlarger, enlargement


def test_only_small_pictures_shown_large_are_enlarged():
    assert enlargement(64, 64, 10.0) == 4
    assert enlargement(64, 64, 1.5) == 2
    assert enlargement(64, 64, 1.0) == 1
    assert enlargement(16, 16, 40.0) == 8
    assert enlargement(128, 64, 5.0) == 2
    assert enlargement(256, 256, 2.5) == 1


@pytest.mark.parametrize(("width", "height", "factor"), [(9, 6, 4), (6, 9, 2), (5, 5, 8)])
def test_enlarging_is_catmull_rom(width, height, factor):
    pixels = np.random.default_rng(1).integers(0, 256, (height, width, 3), dtype=np.uint8)

    def kernel(x: float) -> float:  # Keys 1981, a = -1/2
        x = abs(x)
        if x < 1:
            return 1.5 * x**3 - 2.5 * x**2 + 1
        return -0.5 * x**3 + 2.5 * x**2 - 4 * x + 2 if x < 2 else 0.0

    def matrix(count: int) -> np.ndarray:
        made = np.zeros((count * factor, count))
        for i in range(count * factor):
            centre = (i + 0.5) / factor - 0.5
            for j in range(-4, count + 4):
                made[i, min(max(j, 0), count - 1)] += kernel(centre - j)
        return made

    truth = np.einsum("yh,xw,hwc->yxc", matrix(height), matrix(width), pixels.astype(float))
    truth = np.clip(np.floor(truth + 0.5), 0, 255)
    large = Enlarger(width, height, factor)(pixels)
    assert large.shape == (height * factor, width * factor, 3) and large.dtype == np.uint8
    assert np.abs(large.astype(int) - truth).max() <= 1  # float32 against float64 at a rounding edge
    assert np.mean(large != truth) < 0.01


def test_an_enlarger_remembers_nothing_of_the_picture_before():
    first, second = np.random.default_rng(2).integers(0, 256, (2, 8, 8, 3), dtype=np.uint8)
    used = Enlarger(8, 8, 4)
    used(first)
    assert np.array_equal(used(second), Enlarger(8, 8, 4)(second))
