"""What every generator promises: small ones of each family, the fakes, and those that come with the program."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
import torch

from engine.generator import Generator
from engine.generators import builtins, families, load
from engine.generators.dcgan import DCGAN
from engine.renderer import to_pixels
from tests.fakes import LinearGenerator, MappedGenerator, small_eigengan


def small_dcgan() -> Generator:
    random, weights = torch.Generator().manual_seed(2), {}
    for index, (wide, narrow) in {0: (10, 12), 3: (12, 8), 6: (8, 3)}.items():
        weights[f"main.{index}.weight"] = torch.randn(wide, narrow, 4, 4, generator=random) * 0.2
        if narrow > 3:
            norm = {"weight": 1.0, "bias": 0.1, "running_mean": 0.2, "running_var": 0.8}
            weights |= {f"main.{index + 1}.{part}": torch.full((narrow,), value) for part, value in norm.items()}
    generator = DCGAN.from_weights(weights, {})
    generator.name, generator.sha256 = "small dcgan", "d" * 64
    return generator


MAKERS: dict[str, Callable[[], Generator]] = {
    "eigengan": small_eigengan,
    "dcgan": small_dcgan,
    "linear": LinearGenerator,
    "mapped": MappedGenerator,
} | {f"builtin:{name}": lambda name=name: load(f"builtin:{name}") for name in builtins()}
every = pytest.mark.parametrize("name", MAKERS)


@cache
def generator_of(name: str) -> Generator:
    return MAKERS[name]()


def test_every_family_is_among_them() -> None:
    assert set(families()) <= {generator_of(name).family for name in MAKERS} and builtins()


@every
def test_the_layout_and_the_stages_agree(name: str) -> None:
    generator = generator_of(name)
    slots = [slot.name for slot in generator.layout.slots]
    assert len(set(slots)) == len(slots) and all(slot.dimension > 0 for slot in generator.layout.slots)
    assert {slot for stage in generator.stages for slot in stage.slots} == set(slots)  # no number without a use
    assert set(generator.own_slots) <= set(slots)
    assert all(slot.resolution <= generator.resolution for slot in generator.layout.slots)
    assert all(0 <= generator.layout.index(slider) for slider in (*generator.effects, *generator.names))
    assert generator.parameters > 0 and generator.title and len(generator.sha256) == 64


@every
def test_pictures_are_finite_float32_of_the_right_size(name: str) -> None:
    generator = generator_of(name)
    images = generator.synthesize(generator.sample(3, seed=0))
    assert images.shape == (3, 3, generator.resolution, generator.resolution) and images.dtype == torch.float32
    assert images.isfinite().all() and images.std() > 0.05 and (images[0] - images[1]).abs().max() > 0.05
    if generator.family not in ("linear",):
        assert images.abs().max() <= 1


@every
def test_a_row_of_a_sample_is_that_seed(name: str) -> None:
    generator = generator_of(name)
    codes = generator.sample(3, seed=40)
    assert codes.shape == (3, generator.layout.dimension) and codes.dtype == torch.float32
    for i in range(3):
        assert torch.equal(generator.sample(1, seed=40 + i)[0], codes[i])
    assert generator.mean_code().shape == (generator.layout.dimension,)
    mean = generator.sample(400, seed=0).mean(0) - generator.mean_code()
    assert mean.abs().max() < 6 * generator.sample(400, seed=0).std(0).max() / 20


@every
def test_a_picture_depends_on_its_own_code_only(name: str) -> None:
    generator = generator_of(name)
    codes = generator.sample(5, seed=9)
    together = to_pixels(generator.synthesize(codes)).numpy().astype(int)
    for i in range(5):
        alone = to_pixels(generator.synthesize(codes[i : i + 1])).numpy()[0]
        assert np.abs(together[i] - alone).max() <= 1
    torch.manual_seed(99)
    assert torch.equal(generator.synthesize(codes), generator.synthesize(codes.clone()))


@every
def test_no_stage_changes_what_it_is_given(name: str) -> None:
    generator = generator_of(name)
    codes, features = generator.sample(2, seed=1), None
    for stage in generator.stages:
        kept = None if features is None else features.clone()
        with torch.no_grad():
            after = stage.run(features, codes)
        assert features is None or torch.equal(features, kept), stage.name  # the renderer keeps it
        features = after
    assert torch.equal(codes, generator.sample(2, seed=1))


@every
def test_a_stage_reads_the_slots_it_names_and_no_others(name: str) -> None:
    generator = generator_of(name)
    codes, features = generator.sample(2, seed=1), None
    for stage in generator.stages:
        others = codes + 1
        for slot in stage.slots:
            place = generator.layout.slices[slot]
            others[:, place] = codes[:, place]
        with torch.no_grad():
            after = stage.run(features, codes)
            assert torch.equal(stage.run(features, others), after), stage.name
            for slot in stage.slots:
                moved = codes.clone()
                moved[:, generator.layout.slices[slot]] += 1
                assert not torch.equal(stage.run(features, moved), after), (stage.name, slot)
        features = after


@every
def test_weights_are_frozen_and_pictures_follow_the_code(name: str) -> None:
    generator = generator_of(name)
    code = generator.sample(1, seed=2).requires_grad_()
    generator.synthesize(code).square().sum().backward()
    assert code.grad is not None and code.grad.isfinite().all()
    for slot, place in generator.layout.slices.items():
        assert code.grad[:, place].abs().max() > 0, slot
    if network := getattr(generator, "network", None):
        assert not any(weight.requires_grad for weight in network.parameters())


@every
def test_nothing_depends_on_the_global_seed(name: str) -> None:
    generator = generator_of(name)
    state = torch.get_rng_state()
    generator.synthesize(generator.sample(2, seed=3))
    assert torch.equal(torch.get_rng_state(), state)


@pytest.mark.parametrize("identifier", families())
def test_a_family_knows_its_own_weights_only(identifier: str) -> None:
    weights = {
        "eigengan": small_eigengan().network.state_dict(),
        "dcgan": {"main.0.weight": torch.zeros(10, 12, 4, 4), "main.3.weight": torch.zeros(12, 3, 4, 4)},
    }
    for family, theirs in weights.items():
        assert families()[identifier].matches(theirs, {}) == (family == identifier), family
