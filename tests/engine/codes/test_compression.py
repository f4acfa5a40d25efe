"""Outlying coordinates are drawn in, the others stay to the last bit."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from engine.codes.compression import THRESHOLD, components_of, compressed, tamed, why_not
from engine.codes.prior import fitted, is_noise
from engine.document.code import Layout, Slot
from engine.generator import Generator
from engine.job import run
from tests.contracts.test_generators import small_dcgan
from tests.engine.codes.test_prior import BentGenerator
from tests.fakes import LinearGenerator


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


def test_where_it_can_be_had_and_has_strongest_components() -> None:
    bent, noise = BentGenerator(), LinearGenerator()
    assert (why_not(bent), components_of(bent)) == ("", 6)
    assert (why_not(noise), components_of(noise)) == ("", 0), "all numbers of N(0, I) vary alike"
    bent.classes = 3
    assert "differs with the class" in why_not(bent) and components_of(bent) == 0


class Beside(LinearGenerator):
    """A class stands behind the noise in its codes."""

    classes, z_dim = 3, 9

    def __init__(self) -> None:
        super().__init__()
        self.layout = Layout((*self.layout.slots, Slot("class", 3, 4, "class")))

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        return torch.cat([z, torch.ones(len(z), 3)], 1)


@pytest.mark.parametrize("make", [small_dcgan, Beside])
def test_noise_beside_a_class_is_told_from_a_mapping(make: Callable[[], Generator]) -> None:
    generator = make()
    assert is_noise(generator) and (why_not(generator), components_of(generator)) == ("", 0)
    prior = run(fitted(generator))
    assert torch.equal(prior.values, torch.ones(prior.dimension)) and not prior.mean.any()
