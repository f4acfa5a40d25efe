"""StyleGAN2 networks that are built otherwise than most: pictures that are not square."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from engine.document.conditions import Conditions
from engine.generators.reading import DoesNotFit
from engine.generators.stylegan2 import synthesis as stylegan2_synthesis
from tests.engine.generators.test_stylegan2 import (
    codes_of,
    genforce_names,
    largest,
    opened,
    plain_picture,
    port_names,
    with_architecture,
)

STARTS = [(4, 2), (4, 8), (3, 5), (2, 4), (1, 1)]


def with_start(start: tuple[int, int], architecture: str = "skip") -> dict[str, Tensor]:
    """The weights of a network that begins from so many rows and columns, with noise to match."""
    random, weights = torch.Generator().manual_seed(11), with_architecture(architecture)
    for name, value in weights.items():
        if name.endswith((".const", ".noise_const")):
            size = [side * each // 4 for side, each in zip(value.shape[-2:], start, strict=True)]
            weights[name] = torch.randn(*value.shape[:-2], *size, generator=random)
    return weights


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("way", ["bands", "one band", "tiles", "one row of tiles"])
def test_pictures_of_any_aspect_follow_the_formulas(
    start: tuple[int, int], way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "bands":
        monkeypatch.setattr(stylegan2_synthesis, "BAND", 1)
    if "tiles" in way:
        monkeypatch.setattr(stylegan2_synthesis, "WIDE", 1)
        monkeypatch.setattr(stylegan2_synthesis, "WIDE_SIDE", 8)
        monkeypatch.setattr(stylegan2_synthesis, "TILES", 1 if way != "tiles" else 12)
    for architecture in ("skip", "resnet"):
        weights = with_start(start, architecture)
        generator = opened(weights)
        assert generator.size == (8 * start[0], 8 * start[1])
        assert generator.resolution == max(generator.size)
        codes = codes_of(generator)
        truth = torch.cat([plain_picture(weights, code) for code in codes])
        assert largest(generator.synthesize(codes), truth) < 1e-5
        with torch.no_grad():
            assert largest(generator.synthesize(codes), truth) < 1e-5
            other = generator.prepared(Conditions(noise="seeded", noise_seed=3))
            assert largest(other.synthesize(codes), truth) > 0.01


@pytest.mark.parametrize("start", STARTS[:3])
@pytest.mark.parametrize("names", [port_names, genforce_names])
def test_others_spell_them_alike(start: tuple[int, int], names: Callable[..., dict[str, Tensor]]) -> None:
    weights = with_start(start)
    ours, theirs = opened(weights), opened(names(weights))
    codes = codes_of(ours)
    assert theirs.layout == ours.layout
    assert largest(theirs.synthesize(codes), ours.synthesize(codes)) < 1e-5


def test_the_sides_of_features_are_the_longer_ones() -> None:
    generator = opened(with_start((4, 8)))
    assert [slot.resolution for slot in generator.layout.latent] == [8, 16, 16, 32, 32, 64, 64, 64]
    assert {stage.side for stage in generator.stages} == {8, 16, 32, 64} and generator.at(16) == (8, 16)


def test_a_constant_no_network_begins_from_is_refused() -> None:
    with pytest.raises(DoesNotFit, match="const is 16 x 4 x 17, where at most 16 x 16 is needed"):
        opened(with_start((4, 17)))
    weights = with_start((4, 2)) | {"synthesis.b8.conv0.noise_const": torch.zeros(8, 8)}
    with pytest.raises(DoesNotFit, match="noise_const is 8 x 8, where 8 x 4 is needed"):
        opened(weights)
