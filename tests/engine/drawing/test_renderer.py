"""Resuming at the first changed stage gives exactly what a full pass gives."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.drawing.renderer import Renderer, shrink, to_pixels
from engine.generator import Generator
from engine.generators import load
from tests.fakes import LinearGenerator, small_eigengan

SHIPPED = "builtin:faces-eigengan-64"
TOLERANCE = 1e-5


def generator_of(name: str) -> Generator:
    return {"linear": LinearGenerator, "small": small_eigengan}.get(name, lambda: load(name))()


def off(image: torch.Tensor, generator: Generator, code: torch.Tensor) -> float:
    """How far a picture is from a full pass."""
    with torch.no_grad():
        return (image - generator.synthesize(code[None])[0]).abs().max().item()


@pytest.mark.parametrize("name", ["linear", "small", SHIPPED])
def test_every_first_changed_slot_equals_a_full_pass(name: str) -> None:
    generator = generator_of(name)
    renderer = Renderer(generator)
    code = generator.sample(1, seed=0)[0]
    image = renderer.render(code)
    assert renderer.resumed_at == 0 and off(image, generator, code) < TOLERANCE
    for i, stage in enumerate(generator.stages):
        for slot in stage.slots:
            before, code = image, code.clone()
            code[generator.layout.slices[slot].stop - 1] += 1.5
            image = renderer.render(code)
            assert renderer.resumed_at == i
            assert off(image, generator, code) < TOLERANCE and (image - before).abs().max() > 1e-3
    assert torch.equal(renderer.render(code), image) and renderer.resumed_at == len(generator.stages)


@pytest.mark.parametrize(("name", "steps"), [("linear", 300), ("small", 60), (SHIPPED, 40)])
def test_a_random_walk_equals_a_full_pass_at_every_step(name: str, steps: int) -> None:
    generator = generator_of(name)
    renderer, random = Renderer(generator), np.random.default_rng(5)
    code, seen = generator.sample(1, seed=1)[0], set()
    for _ in range(steps):
        code = code.clone()
        for index in random.choice(len(code), random.integers(0, 4), replace=False):
            code[index] += random.normal()
        if random.random() < 0.2:
            renderer.batch(torch.stack([code, generator.sample(1, seed=2)[0]]))  # must leave no trace
        assert off(renderer.render(code), generator, code) < TOLERANCE
        seen.add(renderer.resumed_at)
    assert seen == set(range(len(generator.stages) + 1)) - ({3} if name == "linear" else set())


def test_only_the_stages_from_the_change_run() -> None:
    generator = LinearGenerator()
    renderer, code = Renderer(generator), torch.zeros(9)
    renderer.render(code)
    generator.ran.clear()
    renderer.render(code + torch.eye(9)[8])
    assert generator.ran == ["z2", "picture"]


def test_a_batch_resumes_from_what_its_codes_share_with_the_picture() -> None:
    generator = LinearGenerator()
    renderer, code = Renderer(generator), generator.sample(1, seed=3)[0]
    renderer.render(code)
    for slot, ran in (("z2", ["z2", "picture"]), ("z1", ["z1", "z2", "picture"])):
        codes = code.repeat(5, 1)
        codes[:, generator.layout.slices[slot]] = torch.randn(5, 2 if slot == "z2" else 3)
        expected = generator.synthesize(codes)
        generator.ran.clear()
        assert (renderer.batch(codes) - expected).abs().max() < TOLERANCE and generator.ran == ran
    generator.ran.clear()
    same = renderer.batch(code.repeat(3, 1))
    assert generator.ran == [] and same.shape == (3, 3, 16, 16)
    assert off(same[2], generator, code) < TOLERANCE


@pytest.mark.parametrize("name", ["small", SHIPPED])
def test_a_batch_equals_a_full_pass(name: str) -> None:
    generator = generator_of(name)
    renderer, code = Renderer(generator), generator.sample(1, seed=3)[0]
    fresh = Renderer(generator)
    renderer.render(code)
    for slot in generator.layout.slices:
        codes = code.repeat(4, 1)
        codes[:, generator.layout.slices[slot].start] = torch.linspace(-3, 3, 4)
        with torch.no_grad():
            expected = generator.synthesize(codes)
        assert (renderer.batch(codes) - expected).abs().max() < TOLERANCE
        assert (fresh.batch(codes) - expected).abs().max() < TOLERANCE
        assert expected.std(0).max() > 1e-3
    assert off(renderer.render(code), generator, code) < TOLERANCE


@pytest.mark.parametrize("stage", ["eps", "z1", "z2", "picture"])
@pytest.mark.parametrize("moved", [0, 4, 7, None])
def test_after_a_stage_broke_the_next_picture_is_right(stage: str, moved: int | None) -> None:
    generator = LinearGenerator()
    renderer, code = Renderer(generator), generator.sample(1, seed=0)[0]
    renderer.render(code)
    other = generator.sample(1, seed=1)[0]
    generator.fails = stage
    with pytest.raises(RuntimeError, match=f"stage {stage} broke"):
        renderer.render(other)
    generator.fails = ""
    # What is kept is a mixture now: neither the old code nor the one that broke may be taken for it.
    if moved is not None:
        code, other = code.clone(), other.clone()
        code[moved] += 1
        other[moved] += 1
    for again in (code, other, code):
        assert off(renderer.render(again), generator, again) < TOLERANCE


def test_a_code_changed_in_place_is_seen_as_changed() -> None:
    generator = LinearGenerator()
    renderer, code = Renderer(generator), torch.zeros(9)
    renderer.render(code)
    code[4] = 2
    assert off(renderer.render(code), generator, code) < TOLERANCE


def test_no_gradients_are_recorded() -> None:
    generator = small_eigengan()
    code = generator.sample(1)[0].requires_grad_()
    renderer = Renderer(generator)
    assert not renderer.render(code).requires_grad and not renderer.batch(code[None]).requires_grad


def test_pixels_round_to_nearest_and_clip() -> None:
    values = torch.tensor([-1.0, 1.0, 0.0, -5.0, 5.0, -1 + 1.4 / 127.5, -1 + 1.6 / 127.5])
    image = values.view(1, 1, 1, 7).repeat(1, 3, 1, 1)
    image[0, 2] = -1
    pixels = to_pixels(image)
    assert pixels.shape == (1, 1, 7, 3) and pixels.dtype == torch.uint8 and pixels.is_contiguous()
    assert pixels[0, 0, :, 0].tolist() == [0, 255, 128, 0, 255, 1, 2] and not pixels[..., 2].any()


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_picture_that_is_not_finite_is_one_sentence(bad: float) -> None:
    image = torch.zeros(2, 3, 4, 4)
    image[1, 2, 3, 3] = bad
    with pytest.raises(ValueError, match=r"^This picture holds numbers that are not finite; .*\.$"):
        to_pixels(image)


def test_thumbnails_are_averages_and_never_larger() -> None:
    image = torch.arange(16.0).view(1, 1, 4, 4).repeat(1, 3, 1, 1)
    assert shrink(image, 2)[0, 0].tolist() == [[2.5, 4.5], [10.5, 12.5]]
    assert shrink(image, 4) is image and shrink(image, 96) is image
