"""The Gaussian of a generator's codes: on mappings whose truth is known."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from engine.codes.prior import FLOOR, Prior, fitted
from engine.document.code import Layout, Slot
from engine.job import run
from engine.method import Memory
from tests.fakes import LinearGenerator, MappedGenerator, small_eigengan

SIZE, LAYERS, SLOPE = 6, 3, 0.2


class BentGenerator(LinearGenerator):
    """w+ codes of three tied slots: w = LReLU(mean + stretched, turned noise), and a transform that is never drawn."""

    tied, bend = True, SLOPE

    def __init__(self, deviations: tuple[float, ...] = (2.0, 1.5, 1.0, 0.7, 0.5, 0.3)) -> None:
        super().__init__(own=(), name="bent")
        slots = tuple(Slot(f"w{i}", SIZE, 4) for i in range(LAYERS))
        self.layout = Layout((*slots, Slot("transform", 2, 4, "transform")))
        self.z_dim = SIZE
        self.true_mean = torch.linspace(-0.5, 0.8, SIZE)
        self.deviations = torch.tensor(deviations)
        random = torch.Generator().manual_seed(4)
        self.turned = torch.linalg.qr(torch.randn(SIZE, SIZE, generator=random))[0]

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        v = self.true_mean + z * self.deviations @ self.turned
        w = torch.where(v < 0, SLOPE * v, v)
        return torch.cat([w.repeat(1, LAYERS), torch.zeros(len(w), 2)], 1)

    def mean_code(self, label: int | None = None) -> Tensor:
        return torch.zeros(self.layout.dimension)


def test_the_gaussian_before_the_bend_is_found() -> None:
    generator = BentGenerator()
    prior = run(fitted(generator, 50_000))
    assert torch.allclose(prior.mean, generator.true_mean, atol=0.03)
    assert torch.allclose(prior.values.flip(0).sqrt(), generator.deviations, rtol=0.02)
    overlap = (prior.axes.T.flip(0) @ generator.turned.T).abs()
    assert overlap.diagonal().min() > 0.99
    assert (prior.slots, prior.dimension) == (LAYERS, SIZE)


def test_a_random_code_has_a_mean_square_of_one_and_comes_back() -> None:
    generator = BentGenerator()
    prior = run(fitted(generator, 50_000))
    codes = generator.sample(4000, seed=1)
    p = prior.coordinates(codes)
    assert p.shape == (4000, LAYERS, SIZE)
    assert float(p.square().mean()) == pytest.approx(1.0, rel=0.05)
    assert torch.allclose(prior.codes(p, generator.mean_code()), codes, atol=1e-4)
    tied = prior.codes(p[:, :1], generator.mean_code())  # one row for all slots
    assert torch.allclose(tied, codes, atol=1e-4)


def test_what_is_not_latent_is_taken_from_the_given_code() -> None:
    prior = run(fitted(BentGenerator(), 2000))
    like = torch.arange(LAYERS * SIZE + 2.0)
    assert prior.codes(torch.zeros(2, 1, SIZE), like)[:, -2:].tolist() == [like[-2:].tolist()] * 2


def test_a_direction_that_mappings_flatten_is_not_outlandish() -> None:
    generator = BentGenerator((2.0, 1.5, 1.0, 0.7, 0.5, 1e-4))
    prior = run(fitted(generator, 20_000))
    codes = generator.sample(200, seed=3)
    flat = generator.turned[-1] * 0.05  # far along the flat direction, and not to be seen
    v = torch.where(codes < 0, codes / SLOPE, codes)
    v[:, : LAYERS * SIZE] += flat.repeat(LAYERS)
    moved = torch.where(v < 0, SLOPE * v, v)
    assert float(prior.coordinates(moved).square().mean()) > 1e3
    assert float(prior.strangeness(moved).mean()) == pytest.approx(1.0, rel=0.2)
    lengths = prior.values.clamp(min=FLOOR * float(prior.values.max())).sqrt()
    assert float(lengths.min() / lengths.max()) == pytest.approx(FLOOR**0.5)


def test_noise_that_is_the_code_is_standard() -> None:
    generator = small_eigengan()
    prior = run(fitted(generator))
    codes = generator.sample(5, seed=2)
    assert (prior.slots, prior.dimension) == (1, generator.layout.dimension)
    assert torch.equal(prior.coordinates(codes)[:, 0], codes)


def test_a_mapping_without_a_bend_is_measured() -> None:
    generator = MappedGenerator()
    prior = run(fitted(generator, 50_000))
    assert torch.allclose(prior.values.flip(0).sqrt(), generator.deviations, rtol=0.02)
    assert float(prior.coordinates(generator.sample(2000, 5)).square().mean()) == pytest.approx(1.0, rel=0.05)


def test_it_is_measured_once_and_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    generator, memory = BentGenerator(), Memory()
    first = run(memory.once(Prior, lambda: fitted(generator, 2000)))
    monkeypatch.setattr(generator, "map", None)
    assert run(memory.once(Prior, lambda: fitted(generator, 2000))) is first
    again: Prior = run(fitted(BentGenerator(), 2000))
    assert torch.equal(again.mean, first.mean) and torch.equal(again.axes, first.axes)
