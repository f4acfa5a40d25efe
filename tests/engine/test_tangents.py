"""Tangents pushed through the stages: every family against forward mode as a whole, and against differences."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor
from torch.autograd import forward_ad

from engine.generator import Features, Generator, Stage
from engine.generators import stylegan2_synthesis
from engine.job import run
from engine.tangents import Pushes, ready, slope_of
from tests.contracts.test_generators import MAKERS, generator_of
from tests.engine.test_stylegan2 import WIDTHS, opened, weights_of, with_architecture


def pushed(generator: Generator, code: Tensor, steps: Tensor, stages: tuple[Stage, ...] = ()) -> Tensor:
    moved = run(Pushes(stages or generator.stages, None, code).ahead(steps))
    assert isinstance(moved, Tensor)
    return moved


def forward_mode(generator: Generator, code: Tensor, steps: Tensor) -> Tensor:
    """The whole synthesis at once, each step on a copy of the code."""
    ready()
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
