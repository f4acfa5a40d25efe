"""Outlying coordinates are drawn in, the others stay to the last bit."""

from __future__ import annotations

import pytest
import torch

from engine.codes.compression import THRESHOLD, compressed, tamed
from engine.codes.prior import fitted
from engine.job import run
from tests.engine.codes.test_prior import BentGenerator


def test_nothing_changes_up_to_the_threshold() -> None:
    p = torch.linspace(-THRESHOLD, THRESHOLD, 101)
    assert torch.equal(compressed(p), p)


def test_it_rises_everywhere_with_slope_one_at_the_threshold() -> None:
    p = torch.linspace(-60, 60, 4001, dtype=torch.float64, requires_grad=True)
    drawn = compressed(p)
    (slope,) = torch.autograd.grad(drawn.sum(), p)
    assert bool((slope > 0).all()) and bool((slope <= 1).all())
    near = torch.tensor([THRESHOLD + 1e-6, -THRESHOLD - 1e-6], dtype=torch.float64, requires_grad=True)
    (slope,) = torch.autograd.grad(compressed(near).sum(), near)
    assert torch.allclose(slope, torch.ones(2, dtype=torch.float64), atol=1e-5)
    assert float(compressed(torch.tensor(10.0))) == pytest.approx(2 + torch.log(torch.tensor(9.0)).item())


def test_the_components_of_largest_variance_alone() -> None:
    p = torch.full((2, 6), 5.0)
    drawn = compressed(p, first=2)
    assert torch.equal(drawn[:, :4], p[:, :4]) and bool((drawn[:, 4:] < 4).all())
    assert torch.equal(compressed(p, first=6), compressed(p))


def test_a_code_with_an_outlier_comes_nearer_and_others_stay() -> None:
    generator = BentGenerator()
    prior = run(fitted(generator, 20_000))
    p = torch.zeros(2, 1, 6)
    p[1, 0, 5] = 8.0
    codes = prior.codes(p, torch.arange(20.0))
    after = tamed(prior, codes)
    assert torch.allclose(after[0], codes[0], atol=1e-5)
    assert torch.equal(after[:, -2:], codes[:, -2:])
    there = prior.coordinates(after)[1]
    assert torch.allclose(there[:, 5], torch.full((3,), 2 + torch.log(torch.tensor(7.0)).item()), atol=1e-3)
    assert there[:, :5].abs().max() < 1e-3
