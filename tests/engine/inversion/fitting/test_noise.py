"""Noise is fitted to a picture that a generator drew with other noise: it comes closer than any code can, as noise."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from engine.codes.prior import fitted
from engine.document.conditions import Conditions
from engine.document.disk.limits import NOISE
from engine.generator import OTHER_NOISE, Generator
from engine.generators import load
from engine.inversion.fitting.noise import SHOWN, Noised, NoiseRecipe, in_common, movable, noised
from engine.inversion.losses import psnr, squared
from engine.inversion.search import Search, Target
from engine.job import run
from tests.contracts.test_generators import every, generator_of
from tests.engine.drawing.test_tuned import drawn
from tests.fakes import LinearGenerator, noisy_faces

SEEDED = Conditions("seeded", 5)


@pytest.fixture(scope="module")
def noisy() -> Generator:
    return noisy_faces()


def target_of(generator: Generator, picture: Tensor) -> Target:
    return Target(picture, generator.mean_code(), [(1.0, squared)])


def maps_of(found: Noised) -> dict[int, Tensor]:
    return {layer: torch.tensor(each).float() for layer, each in found.difference.noise}


def test_other_noise_is_followed_where_no_code_can(noisy: Generator) -> None:
    """By 12 dB from the true code; another code, sought from there with the generator's own noise, by less than 2."""
    code = noisy.sample(1, 3)
    target = target_of(noisy, drawn(noisy.prepared(SEEDED), code))
    before = float(psnr(drawn(noisy, code), target.pictures)[0])
    found = run(noised(noisy, target, code[0], NoiseRecipe()))
    assert found.likeness > before + 12
    prior = run(fitted(noisy, 2000))
    search = Search(noisy, prior, target, prior.coordinates(code).mean(1, keepdim=True), 60, 0.0, rate=0.025)
    assert float(run(search.ahead()).likeness[0]) < before + 2
    after = drawn(noisy.with_noise(maps_of(found)), code)
    assert torch.allclose(after, found.picture, atol=1e-5)  # rounded as it is kept
    assert found.difference.generator == noisy.sha256 and not found.difference.parts


def test_noise_stays_noise(noisy: Generator) -> None:
    """Mean 0, variance 1, and neighbours that have no more in common than in what was drawn, also where the picture is
    a stranger's; without its price they have."""
    code = noisy.sample(1, 3)
    picture = 0.75 * drawn(noisy, code) + 0.25 * drawn(noisy, noisy.sample(1, 9)).flip(-1)
    own = noisy.noise_maps
    common = {}
    for weight in (0.0, NoiseRecipe.weight):
        found = run(noised(noisy, target_of(noisy, picture), code[0], NoiseRecipe(60, weight=weight)))
        maps = maps_of(found)
        assert maps.keys() == own.keys() and len(maps) == 9
        for i, each in maps.items():
            assert each.shape == own[i].shape
            assert abs(float(each.mean())) < 1e-3 and float(each.square().mean()) == pytest.approx(1, abs=1e-3)
        common[weight] = float(in_common(maps.values()))
    assert common[NoiseRecipe.weight] < float(in_common(own.values())) < common[0.0] / 10


def test_what_neighbours_have_in_common_is_counted() -> None:
    random = torch.Generator().manual_seed(1)
    white = torch.randn(64, 64, generator=random)
    assert float(in_common([white])) < 0.1
    stripes = torch.ones(8, 8)
    stripes[:, ::2] = -1  # with the next to the right -1, with that below 1
    assert float(in_common([stripes])) == pytest.approx(2)
    wide = torch.ones(16, 16)  # and of its averages, which are 2: 16 each way
    assert float(in_common([wide])) == pytest.approx(2 + 2 * 16)


def test_the_generator_itself_draws_the_same_bits(noisy: Generator) -> None:
    codes = noisy.sample(2, 5)
    before, own = drawn(noisy, codes), noisy.noise_maps
    other = noisy.with_noise({i: each.flip(0) for i, each in own.items()})
    assert (drawn(other, codes) - before).abs().max() > 0.05
    run(noised(noisy, target_of(noisy, drawn(other, codes[:1])), codes[0], NoiseRecipe(10)))
    assert torch.equal(drawn(noisy, codes), before)
    assert torch.equal(
        drawn(noisy.prepared(Conditions("none")), codes), drawn(other.prepared(Conditions("none")), codes)
    )


def test_one_that_is_ended_early_keeps_the_best_and_the_same_is_found_again(noisy: Generator) -> None:
    code, other = noisy.sample(2, 20)
    target = target_of(noisy, drawn(noisy, other[None]))
    seen = [[step.partial for step in noised(noisy, target, code, NoiseRecipe(40))] for _ in range(2)]
    shown = [each for each in seen[0] if isinstance(each, Noised)]
    assert len(shown) == 40 // SHOWN + 1
    assert not shown[0].difference.noise and torch.equal(shown[0].picture, drawn(noisy, code[None]))
    assert [each.likeness for each in shown] == sorted(each.likeness for each in shown)
    assert torch.equal(seen[0][-1].picture, seen[1][-1].picture)  # type: ignore[union-attr]


def test_the_finest_maps_of_large_networks_are_left() -> None:
    class Large(LinearGenerator):
        @property
        def noise_maps(self) -> dict[int, Tensor]:
            return {i: torch.zeros(side, side) for i, side in enumerate((4, 8, 8, 256, 256, 512, 512))}

    assert list(movable(Large())) == [0, 1, 2, 3, 4]
    assert sum(each.numel() for each in movable(Large()).values()) <= NOISE


@every
def test_every_family_takes_its_own_maps_and_no_others(name: str) -> None:
    """With its own maps it draws its own pictures, with others others; in both precisions; those that have none say so
    of any, and are found as they are."""
    generator = generator_of(name)
    codes, own = generator.sample(2, 3), generator.noise_maps
    picture = drawn(generator, codes)
    assert bool(own) <= bool(generator.noises)
    for precision in ("full", "fast"):
        prepared = drawn(generator.prepared(Conditions(), precision), codes)
        assert torch.allclose(drawn(generator.with_noise(own, precision), codes), prepared, atol=1e-4)
    for i in own:
        random = torch.Generator().manual_seed(100 + i)
        other = generator.with_noise({i: torch.randn(own[i].shape, generator=random)})
        assert not torch.equal(drawn(other, codes), picture)
    for wrong in ({99: torch.zeros(4, 4)}, {i: torch.zeros(3, 3) for i in list(own)[:1]} or {0: torch.zeros(4, 4)}):
        with pytest.raises(ValueError, match=OTHER_NOISE):
            generator.with_noise(wrong)
    target = target_of(generator, picture[:1].clamp(-1, 1).flip(-1))
    found = run(noised(generator, target, codes[0], NoiseRecipe(10, weight=0.0)))
    before = float(psnr(picture[:1], target.pictures)[0])
    assert found.likeness > before - 1e-3 and bool(found.difference.noise) <= bool(own)
    if own and not name.startswith("builtin"):
        assert found.likeness > before


def test_the_shipped_network_hardly_lets_noise_through() -> None:
    """What the docstring says of it: why nothing is kept there."""
    generator = load("builtin:faces-stylegan2-64")
    codes = generator.sample(4, 0)
    likeness = psnr(drawn(generator.prepared(SEEDED), codes), drawn(generator, codes))
    assert float(likeness.min()) > 50
