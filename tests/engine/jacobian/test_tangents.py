"""Tangents pushed through the stages: every family against forward mode as a whole, and against differences."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.autograd import forward_ad

from engine.generator import Features, Generator, Stage
from engine.generators.stylegan2 import ending as stylegan2_ending
from engine.generators.stylegan2 import slopes as stylegan2_slopes
from engine.generators.stylegan2 import synthesis as stylegan2_synthesis
from engine.jacobian.tangents import Pushes, slope_of
from engine.job import run
from tests.contracts.test_generators import MAKERS, generator_of
from tests.engine.generators.test_stylegan2 import WIDTHS, opened, weights_of, with_architecture


def pushed(generator: Generator, code: Tensor, steps: Tensor, stages: tuple[Stage, ...] = ()) -> Tensor:
    moved = run(Pushes(stages or generator.stages, None, code).ahead(steps))
    assert isinstance(moved, Tensor)
    return moved


def forward_mode(generator: Generator, code: Tensor, steps: Tensor) -> Tensor:
    """The whole synthesis at once, each step on a copy of the code."""
    with forward_ad.dual_level():
        codes = forward_ad.make_dual(code.expand(len(steps), -1).contiguous(), steps)
        return forward_ad.unpack_dual(generator.synthesize(codes)).tangent


def some_steps(generator: Generator, count: int = 3) -> Tensor:
    return torch.randn(count, generator.layout.dimension, generator=torch.Generator().manual_seed(1))


@pytest.mark.parametrize("name", MAKERS)
def test_tangents_are_those_of_forward_mode(name: str) -> None:
    generator = generator_of(name)
    code, steps = generator.sample(1, 4), some_steps(generator)
    truth = forward_mode(generator, code, steps)
    found = pushed(generator, code, steps)
    assert found.shape == truth.shape and (found - truth).norm() < 2e-5 * truth.norm()


@pytest.mark.parametrize("clamp", [None, 0.4])
@pytest.mark.parametrize("architecture", ["skip", "orig", "resnet"])
@pytest.mark.parametrize("way", ["plain", "tiles"])
def test_the_slopes_written_out_for_stylegan2(
    architecture: str, clamp: float | None, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "tiles":
        monkeypatch.setattr(stylegan2_synthesis, "WIDE", 1)
        monkeypatch.setattr(stylegan2_synthesis, "WIDE_SIDE", 4)
    weights = weights_of(WIDTHS) if architecture == "skip" else with_architecture(architecture)
    generator = opened(weights, **{"kwargs": {"synthesis_kwargs": {"conv_clamp": clamp}}})
    code, steps = generator.sample(1, 4), some_steps(generator)
    features: Features | None = None
    moved: Features | None = None
    truth: Features | None = None
    for stage in generator.stages:
        assert stage.slope is not None
        with torch.no_grad():
            after, push = stage.slope(features, code)
            _, by_rule = slope_of(replace(stage, slope=None), features, code)
            moved, truth = push(moved, steps), by_rule(truth, steps)
            plain = stage.run(features, code)
        for one, other in ((after, plain), (moved, truth)):
            for part, wanted in zip(parts_of(one), parts_of(other), strict=True):
                assert part.shape == wanted.shape, stage.name
                assert (part - wanted).norm() <= 2e-5 * wanted.norm() + 1e-7, stage.name
        features = after


def parts_of(features: Features) -> tuple[Tensor, ...]:
    return features if isinstance(features, tuple) else (features,)


def test_steps_of_later_slots_alone_start_from_nothing() -> None:
    generator = generator_of("stylegan2")
    code, steps = generator.sample(1, 4), some_steps(generator)
    place = generator.layout.slices["w4"]
    only = torch.zeros_like(steps)
    only[:, place] = steps[:, place]
    truth = forward_mode(generator, code, only)
    features: Features | None = None
    for stage in generator.stages[:3]:
        features = stage.run(features, code)
    found = run(Pushes(generator.stages[3:], features, code).ahead(only))
    assert isinstance(found, Tensor) and (found - truth).norm() < 2e-5 * truth.norm()


@pytest.mark.parametrize("clamp", [None, 0.4])
@pytest.mark.parametrize("architecture", ["skip", "orig", "grey"])
def test_the_ending_of_a_stylegan2_is_the_two_slopes(
    architecture: str, clamp: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stylegan2_slopes, "BROAD", 1)
    monkeypatch.setattr(stylegan2_ending, "PRODUCTS", 20_000)  # some rows at a time
    weights = with_architecture(architecture) if architecture == "orig" else weights_of(WIDTHS)
    if architecture == "grey":
        weights |= {key: value[:1] for key, value in weights.items() if ".torgb." in key and "affine" not in key}
    generator = opened(weights, **{"kwargs": {"synthesis_kwargs": {"conv_clamp": clamp}}})
    code, steps = generator.sample(1, 4), some_steps(generator)
    truth = forward_mode(generator, code, steps)
    pushes = Pushes(generator.stages, None, code)
    fractions = [progress.fraction for progress in pushes.shorten(len(generator.stages) - 1)]
    assert fractions == sorted(fractions) and len(fractions) > 30 and fractions[-1] == 1
    assert len(pushes.stages) == len(generator.stages) - 1
    for some in (steps, steps[:1]):
        found = run(pushes.ahead(some))
        assert isinstance(found, Tensor) and (found - truth[: len(some)]).norm() < 2e-5 * truth.norm()


@pytest.mark.parametrize("largest", [0, 1 << 30])
def test_an_ending_from_nothing_and_one_that_does_not_fit(largest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stylegan2_slopes, "BROAD", 1)
    monkeypatch.setattr(stylegan2_ending, "LARGEST", largest)
    generator = opened(weights_of(WIDTHS))
    code, steps = generator.sample(1, 4), some_steps(generator)
    only = torch.zeros_like(steps)
    for name in ("w7", "w8"):  # the last convolution and its colours alone
        only[:, generator.layout.slices[name]] = steps[:, generator.layout.slices[name]]
    truth = forward_mode(generator, code, only)
    features: Features | None = None
    for stage in generator.stages[:-2]:
        features = stage.run(features, code)
    pushes = Pushes(generator.stages[-2:], features, code)
    run(pushes.shorten(1))
    assert len(pushes.stages) == (1 if largest else 2)
    found = run(pushes.ahead(only))
    assert isinstance(found, Tensor) and (found - truth).norm() < 2e-5 * truth.norm() and truth.any()


def test_where_there_is_no_ending_nothing_is_shortened() -> None:
    """Few channels, and residual branches that go beside the convolution."""
    for generator in (generator_of("stylegan2"), opened(with_architecture("resnet"))):
        pushes = Pushes(generator.stages, None, generator.sample(1, 4))
        assert list(pushes.shorten(len(generator.stages) - 1)) == [] and pushes.stages == generator.stages


def test_what_cannot_be_done_for_many_at_once_is_done_for_each() -> None:
    """`clone` in an order of its own is such an operation."""

    def run_stage(features: Features | None, codes: Tensor) -> Features:
        maps = codes[:, :, None, None].expand(-1, -1, 4, 4).clone(memory_format=torch.channels_last)
        return maps.square()

    code, steps = torch.tensor([[1.0, 2.0]]), torch.eye(2)
    _, push = slope_of(Stage("odd", ("z",), run_stage), None, code)
    with torch.no_grad():
        moved = push(None, steps)
    assert isinstance(moved, Tensor)
    assert np.allclose(moved[:, :, 0, 0].numpy(), [[2, 0], [0, 4]])


def test_nothing_is_left_open_between_two_stages() -> None:
    generator = generator_of("sngan")
    code, steps = generator.sample(1, 4), some_steps(generator)
    count = 0
    for _ in Pushes(generator.stages, None, code).ahead(steps):
        count += 1
        assert torch.is_grad_enabled() and forward_ad._current_level == -1
    assert count == len(generator.stages)
