"""Each loss has a value that is known beforehand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
import torch
from torch import Tensor

from engine.attributes.contract import Measures
from engine.attributes.general import General
from engine.generators import load
from engine.inversion.losses import BINOMIAL, Identity, Perceptual, by_frequency, lap1, psnr, squared


def pictures(count: int = 2, side: int = 64, seed: int = 1) -> Tensor:
    return torch.rand(count, 3, side, side, generator=torch.Generator().manual_seed(seed)) * 2 - 1


@pytest.mark.parametrize("loss", [squared, lap1, by_frequency, Perceptual(), Identity(General())])
def test_equal_pictures_cost_nothing_and_others_something(loss: Callable[[Tensor, Tensor], Tensor]) -> None:
    x = pictures()
    assert loss(x, x).tolist() == pytest.approx([0, 0], abs=1e-6)
    y = x.clone()
    y[1, :, 10:30, 20:40] *= -1
    costs = loss(y, x)
    assert costs.shape == (2,) and float(costs[0]) == pytest.approx(0, abs=1e-6) and float(costs[1]) > 1e-4


def test_squared_counts_where_the_mask_is() -> None:
    x, mask = torch.zeros(1, 3, 8, 8), torch.zeros(1, 1, 8, 8)
    mask[..., :2] = 1
    y = x.clone()
    y[..., :1] = 1.0  # half of what counts
    y[..., 5:] = 9.0  # what does not
    assert float(squared(y, x, mask)) == pytest.approx(0.5)
    assert float(squared(y, x)) == pytest.approx((8 + 24 * 81) / 64)


def test_lap1_of_a_constant_and_of_an_impulse() -> None:
    x = torch.zeros(1, 1, 64, 64)
    assert float(lap1(x + 0.5, x)) == pytest.approx(0.5, abs=1e-6)
    impulse = x.clone()
    impulse[0, 0, 32, 32] = 1.0
    # Means of the levels 1.718750, 0.256157 * 4 / 4, ...: in sums over pixels 4^j times the level's own sum.
    expected = (1.718750 + 4 * 0.256157 + 16 * 0.061144 + 64 * 0.015625) / 64**2
    assert float(lap1(impulse, x)) == pytest.approx(expected, rel=1e-4)
    assert 1.718750 == pytest.approx(2 * (1 - (BINOMIAL[2]) ** 2))


def test_lap1_grows_with_the_difference() -> None:
    x, y = pictures(seed=1), pictures(seed=2)
    assert torch.allclose(lap1(3 * x, 3 * y), 3 * lap1(x, y), rtol=1e-5)


def test_what_is_coarse_counts_more() -> None:
    steps = torch.arange(64.0)
    waves = [torch.cos(2 * torch.pi * f * steps / 64).expand(1, 3, 64, 64) for f in (1, 4, 16)]
    zero = torch.zeros(1, 3, 64, 64)
    costs = [float(by_frequency(wave, zero)) for wave in waves]
    power = float(squared(waves[1], zero))
    assert costs == pytest.approx([power / 2, power / 5, power / 17], rel=1e-4)
    assert float(by_frequency(waves[1], zero, None, 0.0)) == pytest.approx(power, rel=1e-5)


def test_a_blur_is_seen_more_than_a_shade() -> None:
    x = pictures(1, 64, 3)
    blurred = torch.nn.functional.avg_pool2d(x, 3, 1, 1)
    size = float(squared(blurred, x))
    shaded = x + size**0.5
    assert float(squared(shaded, x)) == pytest.approx(size, rel=1e-3)
    loss = Perceptual()
    assert float(loss(blurred, x)) > 1.5 * float(loss(shaded, x))


class Corners(Measures):
    """Whose face it is stands in the corner of a picture."""

    def score(self, images: Tensor, names: Sequence[str]) -> Tensor:
        raise NotImplementedError

    def identity(self, images: Tensor) -> Tensor:
        return images[:, :, 0, 0]

    def nameable(self, images: Tensor) -> tuple[str, ...]:
        return ()

    def doubt(self, images: Tensor, names: Sequence[str]) -> str:
        return ""


def test_identity_is_the_squared_distance_of_who_is_seen_where_it_counts() -> None:
    x, mask = torch.zeros(2, 3, 8, 8), torch.ones(1, 1, 8, 8)
    y = x.clone()
    y[1] = 0.5
    loss = Identity(Corners())
    assert loss(y, x).tolist() == [0, pytest.approx(0.75)]
    mask[..., 0, 0] = 0.5
    assert loss(y, x, mask).tolist() == [0, pytest.approx(0.75 / 4)]


def test_a_person_in_other_light_is_nearer_than_another_person() -> None:
    generator = load("builtin:faces-stylegan2-64")
    one, other = generator.synthesize(generator.sample(2, 3)).detach().clamp(-1, 1).split(1)
    loss = Identity(General())
    assert float(loss(0.8 * one, one)) < 0.5 * float(loss(other, one))


def test_decibels() -> None:
    x = torch.zeros(1, 3, 8, 8)
    assert float(psnr(x + 0.2, x)) == pytest.approx(20.0, abs=1e-4)
    assert float(psnr(x, x)) == 99.0
    assert float(psnr(x + 5, x + 2)) == 99.0  # both are white


@pytest.mark.parametrize("loss", [squared, lap1, by_frequency, Perceptual(), Identity(General())])
def test_gradients_lead_to_the_target(loss: Callable[[Tensor, Tensor], Tensor]) -> None:
    target, x = pictures(1, 32, 5), pictures(1, 32, 6).requires_grad_()
    before = loss(x, target)
    (gradient,) = torch.autograd.grad(before.sum(), x)
    assert torch.isfinite(gradient).all()
    step = 1e-3 * gradient / gradient.abs().max()
    assert float(loss((x - step).detach(), target)) < float(before.detach())
