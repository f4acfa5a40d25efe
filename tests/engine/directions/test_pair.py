"""A change that is known, seen through searches that err by a known deviation along each axis."""

from __future__ import annotations

import pytest
import torch

from engine.codes.prior import fitted
from engine.directions import pair
from engine.job import run
from tests.engine.codes.test_prior import LAYERS, SIZE, BentGenerator


def test_what_the_searches_do_not_agree_on_goes_and_the_rest_stays() -> None:
    random = torch.Generator().manual_seed(3)
    true = torch.zeros(40)
    true[:5] = torch.tensor([2.0, -1.5, 1.2, 1.0, -0.9])
    errs = torch.full((40,), 0.8)
    errs[:5] = 0.05
    seen = true + errs * torch.randn((1, 3, 1, 40), generator=random)
    found, plain = pair.shrunk(seen)[0], seen.mean((0, 1, 2))
    assert found[:5] == pytest.approx(plain[:5], abs=0.02)
    assert float((found - true).square().sum()) < 0.5 * float((plain - true).square().sum())
    assert float((found[5:] == 0).float().mean()) > 0.5


def test_the_formula_is_the_one_that_is_stated() -> None:
    seen = torch.tensor([[[[3.0, 0.1]], [[1.0, -0.1]]]])  # means 2 and 0; variances of a search 2 and 0.02
    assert torch.allclose(pair.shrunk(seen), torch.tensor([[2 * (1 - 2 * (2 / 2) / 4), 0.0]]))
    both = torch.cat([seen, seen])  # twice the pairs, half the error
    assert torch.allclose(pair.shrunk(both), torch.tensor([[2 * (1 - 2 * (2 / 4) / 4), 0.0]]))


def test_a_step_in_p_is_one_of_the_code_and_leaves_what_is_not_latent() -> None:
    generator = BentGenerator()
    prior = run(fitted(generator, 20_000))
    codes = generator.sample(2, seed=5).double()
    codes[:, -1] = 0.7
    p = prior.coordinates(codes)
    step = pair.step(prior, codes[0], p[1] - p[0])
    assert torch.allclose(codes[0] + step, codes[1], atol=1e-5)
    assert step[LAYERS * SIZE :].abs().max() == 0
