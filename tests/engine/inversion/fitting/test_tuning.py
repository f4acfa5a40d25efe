"""A generator is fitted to a picture: to one that a generator changed in a known way draws, and to a stranger's."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch import Tensor

from engine.codes.prior import Prior, fitted
from engine.document.tuning import Difference
from engine.drawing.tuned import Laid, with_laid
from engine.generator import Generator
from engine.generators import load
from engine.inversion.fitting.tuning import NO_MAPS, SHOWN, Tuned, TuningRecipe, check_fits, tuned
from engine.inversion.losses import psnr, squared
from engine.inversion.search import Target
from engine.job import run
from tests.contracts.test_generators import every, generator_of
from tests.engine.drawing.test_tuned import drawn, laid_into
from tests.fakes import LinearGenerator, small_eigengan

STYLE, EIGEN = "builtin:faces-stylegan2-64", "builtin:faces-eigengan-64"
RECIPE = TuningRecipe(steps=80)


@pytest.fixture(scope="module")
def style() -> tuple[Generator, Prior]:
    generator = load(STYLE)
    return generator, run(fitted(generator, 10_000))


def laid_of(difference: Difference) -> list[Laid]:
    return [
        Laid(stage, part, torch.tensor(into).float(), torch.tensor(out).float())
        for stage, part, into, out in difference.parts
    ]


def target_of(generator: Generator, picture: Tensor) -> Target:
    return Target(picture, generator.mean_code(), [(1.0, squared)])


def moves_of(generator: Generator, prior: Prior, code: Tensor) -> Tensor:
    """Codes around one, as sliders would move it: all layers alike, one and a half deviations in all."""
    random = torch.Generator().manual_seed(77)
    steps = torch.randn(12, 1, prior.dimension, generator=random)
    steps = 1.5 * steps / steps.norm(dim=2, keepdim=True)
    return prior.codes(prior.coordinates(code[None]) + steps, code)


def likeness_of_changes(plain: Generator, other: Generator, code: Tensor, moved: Tensor) -> float:
    """The mean correlation of how both pictures change from a code to the moved ones."""
    a, b = ((drawn(each, moved) - drawn(each, code[None])).flatten(1) for each in (plain, other))
    return float(torch.cosine_similarity(a, b).mean())


@pytest.mark.parametrize(("name", "gain"), [("small", 12.0), (EIGEN, 6.0)])
def test_a_generator_that_was_changed_is_followed(name: str, gain: float) -> None:
    """The target is what the generator would draw with a change of rank 2; without it the code is right already."""
    generator = small_eigengan() if name == "small" else load(name)
    code = generator.sample(1, 3)
    picture = drawn(with_laid(generator, laid_into(generator, 0.15)), code)
    before = float(psnr(drawn(generator, code), picture)[0])
    fit = run(tuned(generator, run(fitted(generator)), target_of(generator, picture), code[0], RECIPE))
    assert fit.likeness > before + gain
    after = drawn(with_laid(generator, laid_of(fit.difference)), code)
    assert torch.allclose(after, fit.picture, atol=1e-5)  # rounded as it is kept
    assert abs(float(psnr(after, picture)[0]) - fit.likeness) < 1e-3
    assert fit.difference.generator == generator.sha256


def test_a_stranger_comes_closer_and_what_moves_do_stays(style: tuple[Generator, Prior]) -> None:
    """The target is a quarter another face, mirrored: no code draws that, and the pivot lies near it."""
    generator, prior = style
    codes = generator.sample(2, 9)
    code, (face, other) = codes[:1], drawn(generator, codes)
    picture = (0.75 * face + 0.25 * other.flip(-1))[None]
    before = float(psnr(drawn(generator, code), picture)[0])
    plain, moved = drawn(generator, code), moves_of(generator, prior, code[0])
    alike = {}
    for weight in (0.0, 1.0):
        job = tuned(generator, prior, target_of(generator, picture), code[0], replace(RECIPE, weight=weight))
        fit = run(job)
        assert fit.likeness > before + 9
        size = sum(into.nbytes + out.nbytes for _, _, into, out in fit.difference.parts)
        assert size < 100_000
        alike[weight] = likeness_of_changes(generator, with_laid(generator, laid_of(fit.difference)), code[0], moved)
    assert alike[1.0] > 0.95 and alike[1.0] > alike[0.0] + 0.05
    assert torch.equal(drawn(generator, code), plain)  # the generator itself was never touched


def test_a_fit_that_is_ended_early_keeps_the_best_and_the_same_is_found_again(style: tuple[Generator, Prior]) -> None:
    generator, prior = style
    code, other = generator.sample(2, 20)
    target = target_of(generator, drawn(generator, other[None]))
    seen = []
    job = tuned(generator, prior, target, code, replace(RECIPE, steps=40))
    for step in job:
        if isinstance(step.partial, Tuned):
            seen.append(step.partial)
        if len(seen) == 4:
            job.close()
    assert [round(each.likeness, 2) for each in seen] == sorted(round(each.likeness, 2) for each in seen)
    assert seen[0].likeness == pytest.approx(float(psnr(drawn(generator, code[None]), target.pictures)[0]), abs=1e-3)
    assert seen[-1].likeness > seen[0].likeness + 1
    again = [step.partial for step in tuned(generator, prior, target, code, replace(RECIPE, steps=40))]
    assert torch.equal(again[3 * SHOWN + 1].picture, seen[-1].picture)  # type: ignore[attr-defined]


def test_steps_that_are_too_long_are_taken_back() -> None:
    generator = small_eigengan()
    code = generator.sample(1, 3)
    picture = drawn(with_laid(generator, laid_into(generator)), code)
    before = float(psnr(drawn(generator, code), picture)[0])
    recipe = TuningRecipe(steps=60, rate=30.0)
    fit = run(tuned(generator, run(fitted(generator)), target_of(generator, picture), code[0], recipe))
    assert fit.likeness >= before and torch.isfinite(fit.picture).all()


def test_a_generator_without_maps_is_one_sentence() -> None:
    generator = LinearGenerator()
    code = generator.sample(1, 0)[0]
    with pytest.raises(ValueError, match=NO_MAPS):
        check_fits(generator, code)
    target = target_of(generator, drawn(generator, code[None]))
    with pytest.raises(ValueError, match=NO_MAPS):
        run(tuned(generator, run(fitted(generator)), target, code, RECIPE))
    check_fits(small_eigengan(), small_eigengan().mean_code())


@every
def test_every_family_is_fitted_or_says_that_it_cannot_be(name: str) -> None:
    """Two tens of steps towards the same code's picture with its colours turned: never farther, and mostly closer."""
    generator = generator_of(name)
    code = generator.sample(1, 3)
    picture = drawn(generator, code).clamp(-1, 1).roll(1, 1)
    target, prior = target_of(generator, picture), run(fitted(generator, 2000))
    before = float(psnr(drawn(generator, code), picture)[0])
    recipe = TuningRecipe(steps=20, weight=0.0)
    if name in ("linear", "mapped"):
        with pytest.raises(ValueError, match=NO_MAPS):
            run(tuned(generator, prior, target, code[0], recipe))
        return
    fit = run(tuned(generator, prior, target, code[0], recipe))
    assert fit.likeness > before
    after = drawn(with_laid(generator, laid_of(fit.difference)), code)
    assert torch.allclose(after, fit.picture, atol=1e-4)
