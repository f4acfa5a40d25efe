"""One-pass statistics against what numpy finds from all rows at once."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.codes.statistics import Moments, Sketch, hashed
from engine.job import run
from tests.fakes import orthonormal

BATCHES = (1, 400, 37, 562)


def normal(rows: int, columns: int, seed: int, dtype: torch.dtype = torch.float64) -> Tensor:
    return torch.randn(rows, columns, generator=torch.Generator().manual_seed(seed), dtype=dtype)


@pytest.mark.parametrize("size", [1, 20, 300])  # one strip of columns, and several
def test_the_covariance_is_that_of_all_rows_at_once(size: int) -> None:
    # Far from 0, as sums of squares dislike.
    rows = normal(1000, size, 0) @ normal(size, size, 1) + 1000 * torch.arange(size)
    moments = Moments()
    for batch in rows.split(BATCHES):
        moments.add(batch)
    truth = np.cov(rows.numpy().T)
    assert moments.count == 1000
    assert np.abs(moments.covariance.numpy() - truth).max() < 1e-9 * np.abs(truth).max()
    assert moments.mean.numpy() == pytest.approx(rows.numpy().mean(0), rel=1e-12)


def test_single_precision_rows_are_summed_in_double() -> None:
    rows = (normal(20_000, 8, 0) + 30).float()
    moments = Moments()
    for batch in rows.split(100):
        moments.add(batch)
    truth = np.cov(rows.double().numpy().T)
    assert np.abs(moments.covariance.numpy() - truth).max() < 1e-6 * np.abs(truth).max()


def test_the_covariance_of_two_kinds_of_rows() -> None:
    x, y = normal(1000, 6, 0) + 5, normal(1000, 3, 1) - 7
    y = y + x[:, :3]
    moments = Moments()
    for a, b in zip(x.split(BATCHES), y.split(BATCHES), strict=True):
        moments.add(a, b)
    truth = np.cov(x.numpy().T, y.numpy().T)[:6, 6:]
    assert np.abs(moments.covariance.numpy() - truth).max() < 1e-9


def sketched(y: Tensor, x: Tensor, width: int, k: int) -> tuple[Tensor, Tensor, float]:
    sketch = Sketch(y.shape[1], width)
    for a, b in zip(y.split(BATCHES), x.split(BATCHES), strict=True):
        sketch.add(a, b)
    return run(sketch.components(k, 0.5))


@pytest.mark.parametrize("width", [13, 40, 300, 1001], ids=["rank", "more", "the size", "all rows"])
def test_a_sketch_wider_than_the_rank_is_exact(width: int) -> None:
    x = normal(1000, 12, 0, torch.float32)
    y = x @ (orthonormal(12, 12, 1) * torch.linspace(6, 1, 12)) @ orthonormal(12, 200, 2) + 20
    variances, rows, total = sketched(y, x, width, 5)
    truth, basis = np.linalg.eigh(np.cov(y.double().numpy().T))
    truth, basis = truth[::-1], basis.T[::-1][:5]
    assert variances.numpy() == pytest.approx(truth[:5], rel=1e-5)
    assert total == pytest.approx(truth.sum(), rel=1e-4)
    standard = (y.double().numpy() - y.double().numpy().mean(0)) @ basis.T / np.sqrt(truth[:5])
    expected = standard.T @ (x.double().numpy() - x.double().numpy().mean(0)) / 999
    signs = np.sign((rows.numpy() * expected).sum(1))
    assert np.abs(rows.numpy() * signs[:, None] - expected).max() < 1e-3


def test_a_sketch_finds_the_leading_components_of_features_of_any_rank() -> None:
    x = normal(1000, 30, 0, torch.float32)
    y = torch.relu(x @ (torch.logspace(0, -1, 30)[:, None] * normal(30, 900, 1, torch.float32)))
    variances, rows, total = sketched(y, x, 250, 4)
    truth, basis = np.linalg.eigh(np.cov(y.double().numpy().T))
    assert variances.numpy() == pytest.approx(truth[::-1][:4], rel=1e-3)
    assert total == pytest.approx(truth.sum(), rel=1e-4)
    expected = (y.double().numpy() @ basis.T[::-1][:4].T).T @ (x.double().numpy() - x.double().numpy().mean(0))
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    found = rows.numpy() / np.linalg.norm(rows.numpy(), axis=1, keepdims=True)
    assert np.abs((found * expected).sum(1)).min() > 0.9999


def test_a_sketch_of_fewer_rows_than_its_width_is_exact() -> None:
    x, y = normal(1000, 4, 0, torch.float32), normal(1000, 1100, 1, torch.float32)
    y += x @ normal(4, 1100, 2, torch.float32)
    variances, _, _ = sketched(y, x, 1001, 3)
    singular = np.linalg.svd((y - y.mean(0)).double().numpy(), compute_uv=False)
    assert variances.numpy() == pytest.approx(singular[:3] ** 2 / 999, rel=1e-4)


def test_features_without_any_variance_have_no_components() -> None:
    variances, rows, total = sketched(torch.ones(1000, 50), normal(1000, 4, 0, torch.float32), 20, 3)
    assert len(variances) == len(rows) == 0 and total == 0


def test_long_rows_are_summed_so_that_their_angles_stay() -> None:
    rows = orthonormal(6, 5000, 0) * torch.linspace(3, 1, 6)[:, None]
    short = hashed(rows, 2000)
    assert short.shape == (6, 2000) and torch.equal(short, hashed(rows, 2000))
    assert (short @ short.T - rows @ rows.T).abs().max() < 9 * 4 / np.sqrt(2000)
    assert hashed(rows, 5000) is rows
