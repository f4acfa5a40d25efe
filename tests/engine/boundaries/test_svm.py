"""The linear support vector machine, against answers that are known."""

from __future__ import annotations

import numpy as np
import pytest

from engine.boundaries.svm import fit_svm, fitting


def overlapping(n: int, d: int, share: float = 0.5, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """n points in d dimensions of two classes that cannot be parted without errors where n is well above d."""
    random = np.random.default_rng(seed)
    y = np.where(np.arange(n) < share * n, 1.0, -1.0)
    return random.normal(size=(n, d)) + 0.4 * y[:, None] * (np.arange(d) < 3), y


def objective(x: np.ndarray, y: np.ndarray, normal: np.ndarray, intercept: float, c: float = 1.0) -> float:
    """What is minimised, with each class weighing as much as the other."""
    weight = c * np.where(y > 0, len(y) / (2 * (y > 0).sum()), len(y) / (2 * (y < 0).sum()))
    return float(normal @ normal / 2 + weight @ np.maximum(0, 1 - y * (x @ normal + intercept)))


def test_two_points_are_parted_in_the_middle() -> None:
    normal, intercept = fit_svm(np.array([[1.0, 3.0], [1.0, 7.0]]), np.array([-1, 1]))
    assert normal == pytest.approx([0, 0.5], abs=1e-6) and intercept == pytest.approx(-2.5, abs=1e-6)


def test_the_normal_is_that_of_libsvm() -> None:
    # scikit-learn 1.9, SVC(kernel="linear", C=1, tol=1e-9, class_weight="balanced"): coef_ and intercept_.
    known = [1.35831925, -0.00266516, 0.10420654, -0.52850682, 0.14353971]
    i, j = np.indices((40, 5))
    x = np.sin(3.7 * i + 1.3 * j * j + 0.2 * i * j)
    y = np.where(x[:, 0] - 0.5 * x[:, 3] + 0.8 * np.cos(11.1 * i[:, 0]) > 0, 1.0, -1.0)
    normal, intercept = fit_svm(x, y)
    assert normal == pytest.approx(known, abs=1e-5) and intercept == pytest.approx(0.01872609, abs=1e-5)


@pytest.mark.parametrize(
    ("n", "d", "share"), [(200, 10, 0.5), (300, 40, 0.5), (30, 64, 0.5), (150, 12, 0.2), (6, 512, 0.5)]
)
@pytest.mark.parametrize("c", [0.01, 1.0, 100.0])
def test_nothing_near_the_answer_is_better(n: int, d: int, share: float, c: float) -> None:
    x, y = overlapping(n, d, share)
    normal, intercept = fit_svm(x, y, c)
    best = objective(x, y, normal, intercept, c)
    random = np.random.default_rng(1)
    for length in (1e-1, 1e-2, 1e-3):
        for _ in range(50):
            step = random.normal(size=d + 1)
            step *= length * np.linalg.norm(normal) / np.linalg.norm(step)
            assert objective(x, y, normal + step[:d], intercept + step[d], c) >= best * (1 - 1e-6)


def test_a_class_of_few_counts_as_much_as_one_of_many() -> None:
    x = np.concatenate([np.full((90, 1), -1.0), np.full((10, 1), 1.0)])
    y = np.concatenate([-np.ones(90), np.ones(10)])
    normal, intercept = fit_svm(x, y, c=0.001)
    assert normal == pytest.approx([0.1], abs=1e-6)  # every weight at its bound: 0.001 * 100 / 2 a class
    assert -0.9 <= intercept <= 0.9  # both sides lie within the margin


def test_a_shift_of_all_codes_moves_only_the_intercept() -> None:
    x, y = overlapping(120, 8)
    normal, intercept = fit_svm(x, y)
    moved, other = fit_svm(x + 100, y)
    assert moved == pytest.approx(normal, abs=1e-6)
    assert other == pytest.approx(intercept - 100 * normal.sum(), abs=1e-4)


def test_the_fit_is_deterministic_and_never_long_without_a_sign_of_life() -> None:
    x, y = overlapping(400, 30)
    assert np.array_equal(fit_svm(x, y)[0], fit_svm(x, y)[0])
    fractions = [progress.fraction for progress in fitting(x, y)]
    assert len(fractions) >= 5 and fractions == sorted(fractions) and fractions[-1] <= 1


def test_what_cannot_be_parted_is_refused_in_a_sentence() -> None:
    x = np.eye(4)
    with pytest.raises(ValueError, match="on one"):
        fit_svm(x, np.ones(4))
    with pytest.raises(ValueError, match="finite"):
        fit_svm(x * np.nan, np.array([1, 1, -1, -1]))
    with pytest.raises(ValueError, match="labels of -1"):
        fit_svm(x, np.array([1, 1, 0, 0]))
    with pytest.raises(ValueError, match="the same faces"):
        fit_svm(np.ones((4, 3)), np.array([1, 1, -1, -1]))
