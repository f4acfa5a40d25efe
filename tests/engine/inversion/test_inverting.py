"""Codes are found again: on generators whose codes are known."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from engine.codes.prior import Prior, fitted
from engine.document.photos.photo import LossName
from engine.generator import Generator
from engine.generators import load
from engine.inversion import losses
from engine.inversion.inverting import Course, Recipe, inverted
from engine.inversion.newton import Newton
from engine.inversion.search import Found, Search, Target, searched
from engine.inversion.start import Regression, learned
from engine.inversion.starts import Starts, several
from engine.job import run
from engine.method import Memory
from tests.fakes import LinearGenerator, MappedGenerator

STYLE = "builtin:faces-stylegan2-64"


def test_a_linear_generators_code_is_found_to_rounding() -> None:
    generator = LinearGenerator()
    codes = generator.sample(3, seed=5)
    target = Target(generator.synthesize(codes), generator.mean_code(), [(1.0, losses.squared)])
    prior = run(fitted(generator))
    found = run(searched(generator, prior, target, torch.zeros(3, 1, 9), 400, 0.0))
    assert torch.allclose(found.codes, codes, atol=2e-3)
    assert float(found.likeness.min()) > 60


def test_the_prior_draws_to_the_mean_as_far_as_is_reckoned() -> None:
    """Of a linear generator the best code is known: ridge regression."""
    generator = LinearGenerator()
    code, weight = generator.sample(1, seed=6)[0], 0.05
    x = generator.synthesize(code[None])
    rows = torch.cat([generator.turn[s] * generator.strengths[s] @ generator.directions[s] for s in generator.turn])
    blocks = torch.zeros(9, x.numel())
    for name, place in generator.layout.slices.items():
        blocks[place] = generator.turn[name] * generator.strengths[name] @ generator.directions[name]
    product = blocks @ blocks.T / x.numel() + weight / 9 * torch.eye(9)
    best = torch.linalg.solve(product, blocks @ x.flatten() / x.numel())
    assert rows.shape == blocks.shape
    target = Target(x, generator.mean_code(), [(1.0, losses.squared)])
    found = run(searched(generator, run(fitted(generator)), target, torch.zeros(1, 1, 9), 600, weight))
    assert torch.allclose(found.codes[0], best, atol=5e-3)
    assert float(found.strangeness) < float(code.square().mean())


def best_code(generator: LinearGenerator, picture: Tensor, weight: float, counts: Tensor | None = None) -> Tensor:
    """The code of least price of a linear generator: ridge regression, where `counts` (pixels,) tells what counts."""
    blocks = torch.zeros(9, picture.numel())
    for name, place in generator.layout.slices.items():
        blocks[place] = generator.turn[name] * generator.strengths[name] @ generator.directions[name]
    share = torch.full((picture.numel(),), 1 / picture.numel()) if counts is None else counts / counts.sum()
    product = blocks * share @ blocks.T + weight / 9 * torch.eye(9)
    return torch.linalg.solve(product, blocks * share @ picture.flatten())


@pytest.mark.parametrize("masked", [False, True])
def test_one_round_of_gauss_newton_solves_a_linear_generator(*, masked: bool) -> None:
    generator, weight = LinearGenerator(), 0.05
    picture = generator.synthesize(generator.sample(1, seed=6)) + 0.1
    mask = torch.ones(1, 1, 16, 16)
    mask[..., 10:, :] = 0 if masked else 1
    target = Target(picture, generator.mean_code(), [(1.0, losses.squared)], mask if masked else None)
    newton = Newton(generator, run(fitted(generator)), target, torch.ones(1, 1, 9), 6, weight)
    found = run(newton.ahead())
    best = best_code(generator, picture[0], weight, mask.expand(1, 3, 16, 16).flatten())
    assert torch.allclose(found.codes[0], best, atol=1e-3)
    ahead = newton.ahead()
    with pytest.raises(StopIteration):  # it knows that it is at its end
        next(ahead)


def test_gauss_newton_never_makes_it_worse() -> None:
    generator = BentGenerator()
    picture = generator.synthesize(generator.sample(1, seed=3))
    target = Target(picture, generator.mean_code(), [(1.0, losses.squared)])
    seen = list(Newton(generator, run(fitted(generator)), target, 2 * torch.ones(1, 1, 9), 12, 0.0).ahead())
    likeness = [float(step.partial.likeness) for step in seen if isinstance(step.partial, Found)]
    assert likeness == sorted(likeness) and likeness[-1] > 60


class BentGenerator(LinearGenerator):
    """A LinearGenerator whose pictures are bent, so that one round does not do."""

    def _picture(self, features: Tensor | None, codes: Tensor) -> Tensor:
        return super()._picture(features, codes).mul(8).tanh()


def test_a_search_that_was_stopped_goes_on_to_the_very_same_end() -> None:
    generator = LinearGenerator()
    target = Target(generator.synthesize(generator.sample(2, 1)), generator.mean_code(), [(1.0, losses.squared)])
    prior = run(fitted(generator))
    whole = run(searched(generator, prior, target, torch.zeros(2, 1, 9), 60, 1e-3))
    parted = Search(generator, prior, target, torch.zeros(2, 1, 9), 60, 1e-3)
    for _ in range(3):
        job = parted.ahead()
        for _ in range(11):
            next(job)
        job.close()
    assert torch.equal(run(parted.ahead()).codes, whole.codes)


def test_of_several_starts_the_best_goes_on() -> None:
    """The picture is even in the code: from the wrong side of 0 no search finds it."""
    generator = LinearGenerator()
    prior, codes = run(fitted(generator)), generator.sample(2, seed=5)
    target = Target(generator.synthesize(codes), generator.mean_code(), [(1.0, losses.squared)])
    guess = prior.coordinates(codes)
    guess[1] += 40  # the mean is nearer for the second picture
    starts = several(guess, 4)
    assert torch.equal(starts[:2], guess) and not starts[2:4].any() and torch.equal(starts, several(guess, 4))
    found = run(Starts(generator, prior, target, guess, 2, 0.0).ahead())
    assert found.likeness.shape == (2,) and float(found.likeness[0]) > 60
    assert float((found.codes[1] - codes[1]).abs().max()) < 10


def test_what_lies_outside_the_mask_does_not_count() -> None:
    generator = LinearGenerator()
    code = generator.sample(1, seed=7)
    x, mask = generator.synthesize(code), torch.zeros(1, 1, 16, 16)
    mask[..., :12, :] = 1
    spoilt = x.clone()
    spoilt[..., 12:, :] = 5.0
    target = Target(spoilt, generator.mean_code(), [(1.0, losses.squared)], mask)
    found = run(searched(generator, run(fitted(generator)), target, torch.zeros(1, 1, 9), 500, 0.0))
    assert torch.allclose(found.codes, code, atol=2e-2)


def test_the_best_counts_although_the_search_is_ended_early() -> None:
    generator = LinearGenerator()
    target = Target(generator.synthesize(generator.sample(2, 1)), generator.mean_code(), [(1.0, losses.squared)])
    job = searched(generator, run(fitted(generator)), target, torch.zeros(2, 1, 9), 100, 0.0)
    seen = [step.partial for step in job if isinstance(step.partial, Found)]
    likeness = torch.stack([found.likeness for found in seen])
    assert len(seen) == 11 and (likeness[1:] >= likeness[:-1]).all()
    assert torch.equal(generator.synthesize(seen[-1].codes), seen[-1].pictures)


def test_the_first_guess_of_a_linear_generator_is_the_code() -> None:
    generator = MappedGenerator()
    prior = run(fitted(generator, 20_000))
    regression = run(learned(generator, prior, 400))
    codes = generator.sample(20, seed=3)
    p = regression(generator.synthesize(codes))
    assert regression.unexplained < 0.01
    assert torch.allclose(p, prior.coordinates(codes), atol=0.3)


@pytest.fixture(scope="module")
def shipped() -> tuple[Generator, Memory]:
    """The shipped StyleGAN2 with its prior and its first guess, from fewer samples than the program takes."""
    generator, memory = load(STYLE), Memory()
    prior = run(memory.once(Prior, lambda: fitted(generator, 10_000)))
    run(memory.once(Regression, lambda: learned(generator, prior, 400)))
    return generator, memory


def test_the_shipped_generators_own_samples_come_back(shipped: tuple[Generator, Memory]) -> None:
    generator, memory = shipped
    pictures = generator.synthesize(generator.sample(2, seed=70_000)).detach()
    found = run(inverted(generator, pictures, Recipe(steps=60, layer_steps=20), memory))
    assert float(found.likeness.min()) > 30  # the nearest of 3,000 samples has 18 dB
    assert float(found.strangeness.max()) < 1.5
    assert found.codes.shape == (2, generator.layout.dimension)
    assert not torch.equal(found.codes[:, :128], found.codes[:, 128:256])  # each layer went on by itself


def test_an_inversion_goes_on_where_it_was_stopped_and_beyond_its_end(shipped: tuple[Generator, Memory]) -> None:
    generator, memory = shipped
    pictures = generator.synthesize(generator.sample(1, seed=70_002)).detach()
    recipe = Recipe(layer_steps=20, rounds=2, starts=2)
    whole = run(inverted(generator, pictures, recipe, memory))
    course = Course()
    for _ in range(4):  # among the starts, in a round, between layers
        job = inverted(generator, pictures, recipe, memory, course=course)
        fractions = [step.fraction for step, _ in zip(job, range(30), strict=False)]
        assert fractions == sorted(fractions)
        job.close()
    found = run(inverted(generator, pictures, recipe, memory, course=course))
    assert torch.equal(found.codes, whole.codes)
    assert course.done == 3
    further = run(inverted(generator, pictures, recipe, memory, course=course))
    assert float(further.likeness) > float(found.likeness)


def test_too_many_starts_and_unknown_losses_are_said(shipped: tuple[Generator, Memory]) -> None:
    generator, memory = shipped
    pictures = torch.zeros(2, 3, 64, 64)
    with pytest.raises(ValueError, match="from 1 to 4 starts; 5 is not possible"):
        run(inverted(generator, pictures, Recipe(starts=5), memory))
    with pytest.raises(ValueError, match="There is no loss 'beauty'; there are squared, lap1"):
        run(inverted(generator, pictures, Recipe(losses=(("beauty", 1.0),)), memory))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["lap1", "frequency", "perceptual", "identity"])
def test_every_loss_can_be_searched_with(shipped: tuple[Generator, Memory], name: LossName) -> None:
    generator, memory = shipped
    pictures = generator.synthesize(generator.sample(1, seed=70_001)).detach()
    before, after = (
        run(inverted(generator, pictures, Recipe(steps=steps, layer_steps=0, losses=((name, 1.0),)), memory))
        for steps in (1, 25)
    )
    assert float(after.likeness) > float(before.likeness)
