"""What every generator promises: small ones of each family, the fakes, and those that come with the program."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
import torch

from engine.document.conditions import Conditions
from engine.drawing.renderer import Renderer, to_pixels
from engine.generator import Features, Generator
from engine.generators import builtins, families, load
from engine.generators.dcgan import DCGAN
from tests.engine.generators.test_biggan import small_biggan, small_biggan_deep
from tests.engine.generators.test_biggan_kinds import small_biggan_unshared
from tests.engine.generators.test_dcgan import small_conditional_dcgan
from tests.engine.generators.test_fastgan import small_fastgan
from tests.engine.generators.test_glo import small_glo
from tests.engine.generators.test_lightweight import small_lightweight
from tests.engine.generators.test_lucidrains import small_lucidrains
from tests.engine.generators.test_pggan import small_pggan
from tests.engine.generators.test_r3gan import small_r3gan
from tests.engine.generators.test_sngan import small_sngan
from tests.engine.generators.test_studio_dcgan import small_studio_dcgan
from tests.engine.generators.test_stylegan1 import small_stylegan1
from tests.engine.generators.test_stylegan2 import small_stylegan2, small_stylegan2_conditional
from tests.engine.generators.test_stylegan2_kinds import small_transparent_stylegan2, small_wavelet_stylegan2
from tests.engine.generators.test_stylegan3 import small_stylegan3, small_stylegan3_r
from tests.engine.generators.test_stylegan_xl import small_stylegan_xl
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


def parts_of(features: Features | None) -> tuple[torch.Tensor, ...]:
    """What a stage gave, as a tuple."""
    return () if features is None else features if isinstance(features, tuple) else (features,)


def equal(one: Features | None, other: Features | None) -> bool:
    """Whether two stages gave the same, to the last bit."""
    return all(torch.equal(a, b) for a, b in zip(parts_of(one), parts_of(other), strict=True))


MAKERS: dict[str, Callable[[], Generator]] = {
    "eigengan": small_eigengan,
    "dcgan": small_dcgan,
    "glo": small_glo,
    "conditional dcgan": small_conditional_dcgan,
    "studio dcgan": small_studio_dcgan,
    "sngan": small_sngan,
    "fastgan": small_fastgan,
    "conditional fastgan": lambda: small_fastgan(3),
    "stylegan1": small_stylegan1,
    "stylegan2": small_stylegan2,
    "conditional stylegan2": small_stylegan2_conditional,
    "transparent stylegan2": small_transparent_stylegan2,
    "wavelet stylegan2": small_wavelet_stylegan2,
    "stylegan3": small_stylegan3,
    "stylegan3-r": small_stylegan3_r,
    "stylegan-xl": small_stylegan_xl,
    "stylegan2-pytorch": small_lucidrains,
    "lightweight-gan": small_lightweight,
    "pggan": small_pggan,
    "r3gan": small_r3gan,
    "biggan": small_biggan,
    "biggan-deep": small_biggan_deep,
    "biggan-unshared": small_biggan_unshared,
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
    assert images.abs().max() < 30  # a little beyond 1 where there is no last tanh, and random weights may add to it


@every
def test_a_row_of_a_sample_is_that_seed(name: str) -> None:
    generator = generator_of(name)
    codes = generator.sample(3, seed=40)
    assert codes.shape == (3, generator.layout.dimension) and codes.dtype == torch.float32
    for i in range(3):
        # A mapping network adds up in another order for one row than for three.
        assert torch.allclose(generator.sample(1, seed=40 + i)[0], codes[i], rtol=1e-5, atol=1e-5)
    assert generator.mean_code().shape == (generator.layout.dimension,)
    if generator.classes:
        return  # the mean of StyleGAN's codes is kept over all classes, a sample is of one
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
        kept = tuple(part.clone() for part in parts_of(features))
        with torch.no_grad():
            after = stage.run(features, codes)
        assert all(map(torch.equal, parts_of(features), kept)), stage.name  # the renderer keeps it
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
            assert equal(stage.run(features, others), after), stage.name
            for slot in stage.slots:
                moved = codes.clone()
                moved[:, generator.layout.slices[slot]] += 1
                assert not equal(stage.run(features, moved), after), (stage.name, slot)
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
        "glo": small_glo().network.state_dict(),
        "dcgan": {"main.0.weight": torch.zeros(10, 12, 4, 4), "main.3.weight": torch.zeros(12, 3, 4, 4)},
    }
    for family, theirs in weights.items():
        assert families()[identifier].matches(theirs, {}) == (family == identifier), family


@every
def test_the_picture_resumed_is_the_whole_picture(name: str) -> None:
    generator = generator_of(name)
    renderer = Renderer(generator)
    code = generator.sample(1, seed=4)[0]
    renderer.render(code)
    for slot, place in generator.layout.slices.items():
        moved = code.clone()
        moved[place] += 0.5
        whole = generator.synthesize(moved[None])[0]
        assert (renderer.render(moved) - whole).abs().max() < 1e-4 * max(1.0, whole.abs().max().item()), slot


@every
def test_lower_pictures_are_small_likenesses(name: str) -> None:
    generator = generator_of(name)
    features, codes = None, generator.sample(2, seed=5)
    for stage in generator.stages:
        with torch.no_grad():
            features = stage.run(features, codes)
            if stage.rgb is None or stage is generator.stages[-1]:
                continue
            picture = stage.rgb(features)
        assert picture.dtype == torch.float32 and picture.isfinite().all()
        assert picture.shape == (2, 3, *picture.shape[2:]) and picture.shape[2] == picture.shape[3]
        assert picture.shape[2] < generator.resolution or not generator.name.startswith("builtin")


@every
def test_fast_precision_is_close_and_noise_does_what_it_says(name: str) -> None:
    generator = generator_of(name)
    codes = generator.sample(2, seed=6)
    with torch.no_grad():
        full = generator.synthesize(codes)
        fast = generator.prepared(Conditions(), "fast").synthesize(codes)
        assert fast.dtype == torch.float32
        # bfloat16 carries 8 bits; pictures of random weights are far rougher than a face.
        assert (fast - full).abs().mean() < 0.03 * max(1.0, full.abs().mean().item())
        drawn = {
            (noise, seed): generator.prepared(Conditions(noise, seed)).synthesize(codes)
            for noise, seed in (("constant", 0), ("none", 0), ("seeded", 1), ("seeded", 2), ("seeded", 1))
        }
        assert torch.equal(drawn["constant", 0], full)
        different = len({picture.numpy().tobytes() for picture in drawn.values()})
        assert different == (4 if generator.noises else 1)
        assert torch.equal(drawn["seeded", 1], generator.prepared(Conditions("seeded", 1)).synthesize(codes))


@every
def test_classes_are_different_pictures(name: str) -> None:
    generator = generator_of(name)
    first = generator.sample(1, seed=7)
    if not generator.classes:
        return
    assert torch.equal(first, generator.sample(1, seed=7, label=0))  # class 0 where none is named
    last = generator.sample(1, seed=7, label=generator.classes - 1)
    assert not torch.equal(generator.synthesize(first), generator.synthesize(last))
    z, c = generator.noise(2, seed=7), torch.eye(generator.classes)[[0, generator.classes - 1]]
    assert torch.allclose(generator.map(z, c), generator.map(z, torch.tensor([0, generator.classes - 1])), atol=1e-6)
    assert generator.mean_code(1).shape == (generator.layout.dimension,)


@every
def test_tied_codes_are_alike_in_every_latent_slot(name: str) -> None:
    generator = generator_of(name)
    latent = [generator.layout.slices[s.name] for s in generator.layout.slots if s.kind == "latent"]
    code = generator.sample(1, seed=8)[0]
    alike = len({place.stop - place.start for place in latent}) == 1 and all(
        torch.equal(code[place], code[latent[0]]) for place in latent
    )
    assert alike == (generator.tied or len(latent) == 1)
