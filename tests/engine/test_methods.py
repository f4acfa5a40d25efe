"""What the methods find, against generators whose true directions are known."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.document.directions import DirectionSet
from engine.generators import load
from engine.job import run
from engine.method import Context, fix_signs
from engine.methods.eigengan import EigenGAN
from engine.methods.ganspace import GANSpace, is_isotropic
from tests.fakes import LinearGenerator, MappedGenerator, small_eigengan


def cosines(found: DirectionSet, truth: np.ndarray) -> np.ndarray:
    """|cos| between the found rows and the true ones, one by one."""
    return np.abs((found.vectors * truth).sum(1))


@pytest.mark.parametrize("seed", [0, 1])
def test_ganspace_recovers_the_components_of_mapped_codes(seed: int) -> None:
    generator = MappedGenerator()
    found = run(GANSpace().discover(generator, Context(seed)))
    assert found.vectors.shape == (9, 9) and found.notes == ("components of the codes",)
    assert cosines(found, generator.axes.numpy()).min() > 0.99
    assert found.sigma == pytest.approx(generator.deviations.numpy(), rel=0.03)
    variances = generator.deviations.numpy() ** 2
    assert found.spectrum == pytest.approx(variances / variances.sum(), abs=0.01)


@pytest.mark.parametrize("seed", [0, 1])
def test_ganspace_recovers_what_the_first_features_follow(seed: int) -> None:
    generator = LinearGenerator()
    found = run(GANSpace(samples=2000).discover(generator, Context(seed)))
    assert "first features" in found.notes[0]
    # Only eps reaches the first features: there are four directions, and none of them touches the rest of the code.
    assert found.vectors.shape == (4, 9) and not found.vectors[:, 4:].any()
    truth = np.zeros((4, 9), np.float32)
    truth[:, :4] = generator.turn["eps"].T.numpy()
    assert cosines(found, truth).min() > 0.99
    assert found.sigma.tolist() == [1, 1, 1, 1] and list(found.spectrum) == sorted(found.spectrum, reverse=True)


def test_ganspace_keeps_as_many_as_are_asked_for_the_strongest_first() -> None:
    found = run(GANSpace(samples=1000, components=3).discover(MappedGenerator(), Context()))
    assert found.vectors.shape == (3, 9) and found.names == ("component 1", "component 2", "component 3")
    assert list(found.sigma) == sorted(found.sigma, reverse=True)


def test_white_noise_is_told_from_codes_with_components() -> None:
    random = np.random.default_rng(0)
    for d, n in ((9, 500), (40, 500), (100, 2000)):
        white = random.normal(size=(n, d))
        assert is_isotropic(np.cov(white.T), n)
        assert not is_isotropic(np.cov((white * np.linspace(1.6, 0.6, d)).T), n)
        assert not is_isotropic(np.cov((white * 1.5).T), n)


def test_ganspace_moves_the_shipped_faces() -> None:
    generator = load("builtin:faces-eigengan-64")
    found = run(GANSpace(samples=500, feature_samples=500, components=4).discover(generator, Context()))
    code = generator.sample(1, seed=3)
    step = torch.from_numpy(found.vectors)
    with torch.no_grad():
        change = generator.synthesize(code + 2 * step) - generator.synthesize(code - 2 * step)
    assert change.abs().mean((1, 2, 3)).min() > 0.01


def test_eigengan_hands_over_the_sliders_that_training_made() -> None:
    generator = small_eigengan()
    found = run(EigenGAN().discover(generator, Context()))
    assert found.sliders == found.names == (
        "z1.1", "z1.2", "z1.3", "z1.4", "z2.1", "z2.2", "z2.3", "z3.1", "z3.2",
    )  # fmt: skip
    for slider, row in zip(found.sliders, found.vectors, strict=True):
        assert row.nonzero()[0].tolist() == [generator.layout.index(slider)]
    assert found.slider(4) == "z2.1" and set(found.sigma.tolist()) == {1.0}


def test_eigengan_tells_the_measured_effects() -> None:
    found = run(EigenGAN().discover(LinearGenerator(), Context()))
    assert found.effects == (0.5, 0.25, 0.0, 0.125, 0.0)


def test_eigengan_says_why_it_cannot() -> None:
    assert EigenGAN.why_not(small_eigengan()) == ""
    reason = EigenGAN.why_not(LinearGenerator(own=()))
    assert reason.startswith("linear has no sliders of its own") and reason.endswith(".")


def test_the_largest_entry_of_a_row_is_made_positive() -> None:
    rows = np.array([[0.1, -0.9, 0.3], [0.8, -0.2, 0.0], [0.0, 0.0, 0.0], [-0.5, 0.5, 0.0]])
    assert fix_signs(rows).tolist() == [[-0.1, 0.9, -0.3], [0.8, -0.2, 0.0], [0.0, 0.0, 0.0], [0.5, -0.5, 0.0]]
