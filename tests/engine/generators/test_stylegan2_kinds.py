"""StyleGAN2 networks that are built otherwise than most: not square, transparent, in wavelets, with other filters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.document.conditions import Conditions
from engine.generator import Generator
from engine.generators.reading import DoesNotFit
from engine.generators.stylegan2 import synthesis as stylegan2_synthesis
from tests.engine.generators.test_stylegan2 import (
    Code,
    codes_of,
    genforce_names,
    largest,
    opened,
    plain_enlarged,
    plain_layer,
    plain_picture,
    port_names,
    weights_of,
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


FILTERS = [[1.0, 1.0], [1.0], [1.0, 2.0, 1.0], [1.0, 2.0, 4.0, 3.0, 2.0], [1.0, 4.0, 10.0, 10.0, 4.0, 1.0],
           [1.0, 2.0, 5.0, 7.0, 6.0, 4.0, 2.0, 1.0, 1.0]]  # fmt: skip


def taps_of(row: list[float]) -> Tensor:
    taps = torch.tensor(row)
    return torch.outer(taps, taps) / taps.sum() ** 2


@pytest.mark.parametrize("row", FILTERS, ids=len)
@pytest.mark.parametrize("band", [1, 1 << 20])
def test_a_filter_of_any_length_follows_the_formulas(
    row: list[float], band: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stylegan2_synthesis, "BAND", band)
    for architecture in ("skip", "resnet"):
        weights = with_architecture(architecture)
        weights |= {name: taps_of(row) for name in weights if name.endswith("resample_filter")}
        generator = opened(weights)
        codes = codes_of(generator)
        truth = torch.cat([plain_picture(weights, code) for code in codes])
        bound = 1e-6 * float(truth.max() - truth.min())  # what is not smoothed has long peaks
        assert largest(generator.synthesize(codes), truth) < bound
        with torch.no_grad():
            assert largest(generator.synthesize(codes), truth) < bound


def test_nvidia_keeps_long_filters_as_a_row_and_another_where_none_is_used() -> None:
    row, weights = FILTERS[-1], weights_of()
    weights |= {name: taps_of(row) for name in weights if name.endswith("resample_filter")}
    kept = dict(weights)
    for name in kept:
        if name.endswith("resample_filter"):
            # A layer that does not enlarge is built with the usual filter, and does not use it.
            unused = name.endswith(".conv1.resample_filter")
            kept[name] = taps_of([1.0, 3.0, 3.0, 1.0]) if unused else torch.tensor(row) / sum(row)
    ours, theirs = opened(weights), opened(kept)
    codes = codes_of(ours)
    assert largest(theirs.synthesize(codes), ours.synthesize(codes)) < 1e-5


def test_the_port_enlarges_its_colours_with_the_usual_filter_whatever_its_layers_have() -> None:
    weights, row = weights_of(), taps_of([1.0, 2.0, 1.0])
    weights |= {name: row for name in weights if name.endswith("conv0.resample_filter")}
    theirs = opened(port_names(weights))
    codes = codes_of(theirs)
    truth = torch.cat([plain_picture(weights, code) for code in codes])
    assert largest(theirs.synthesize(codes), truth) < 1e-5


def with_colours(channels: int, architecture: str = "skip") -> dict[str, Tensor]:
    """The weights of a network that gives so many channels."""
    random, weights = torch.Generator().manual_seed(12), with_architecture(architecture)
    for name, value in weights.items():
        if name.endswith("torgb.weight"):
            weights[name] = 0.5 * torch.randn(channels, *value.shape[1:], generator=random)
        elif name.endswith("torgb.bias"):
            weights[name] = 0.1 * torch.randn(channels, generator=random)
    return weights


def small_transparent_stylegan2() -> Generator:
    """For the contract tests: red, green, blue and an opacity."""
    generator = opened(with_colours(4))
    generator.name, generator.sha256 = "small transparent stylegan2", "4" * 64
    return generator


@pytest.mark.parametrize("architecture", ["skip", "orig", "resnet"])
def test_what_is_transparent_lies_over_white(architecture: str) -> None:
    weights = with_colours(4, architecture)
    generator = opened(weights)
    codes = codes_of(generator)
    whole = torch.cat([plain_picture(weights, code) for code in codes])
    rgb, opaque = (whole[:, :3].clamp(-1, 1) + 1) / 2, ((whole[:, 3:] + 1) / 2).clamp(0, 1)
    assert 0.1 < opaque.mean() < 0.9 and opaque.std() > 0.03
    truth = 2 * (rgb * opaque + (1 - opaque)) - 1
    assert largest(generator.synthesize(codes), truth) < 1e-5
    assert "over white" in generator.guesses[0]


def test_the_port_s_transparent_network_is_the_same() -> None:
    ours, theirs = opened(with_colours(4)), opened(port_names(with_colours(4)))
    codes = codes_of(ours)
    assert largest(theirs.synthesize(codes), ours.synthesize(codes)) < 1e-5


HAAR = {"ll": [[1, 1], [1, 1]], "lh": [[1, 1], [-1, -1]], "hl": [[1, -1], [1, -1]], "hh": [[1, -1], [-1, 1]]}


def wavelet_weights() -> dict[str, Tensor]:
    """A SWAGAN under the port's names, its transforms as that keeps them."""
    weights = port_names(with_colours(12))
    inverse = {name: torch.tensor(taps) / 2 for name, taps in HAAR.items()}
    forward = {name: taps.flip(0, 1) for name, taps in inverse.items()}
    kept = {"iwt": inverse} | {f"to_rgbs.{i}.{way}": t for i in range(3) for way, t in
                               (("iwt", inverse), ("dwt", forward))}  # fmt: skip
    return weights | {f"{place}.{name}": taps for place, each in kept.items() for name, taps in each.items()}


def small_wavelet_stylegan2() -> Generator:
    """For the contract tests: a picture of twice the last block's side."""
    generator = opened(wavelet_weights())
    generator.name, generator.sha256 = "small wavelet stylegan2", "5" * 64
    return generator


def inverse_haar(bands: Tensor) -> Tensor:
    """(1, 12, h, w) to (1, 3, 2h, 2w): each band's number spread over its four pixels."""
    made = bands.new_zeros(1, 3, 2 * bands.shape[2], 2 * bands.shape[3])
    for band, taps in zip(bands.chunk(4, 1), HAAR.values(), strict=True):
        for a, row in enumerate(taps):
            for b, sign in enumerate(row):
                made[:, :, a::2, b::2] += sign * band / 2
    return made


def forward_haar(image: Tensor) -> Tensor:
    bands = []
    for taps in HAAR.values():
        kernel = torch.tensor(taps, dtype=torch.float32).expand(3, 1, 2, 2) / 2
        bands.append(F.conv2d(image, kernel, stride=2, groups=3))
    return torch.cat(bands, 1)


def plain_swagan(weights: dict[str, Tensor], code: Tensor) -> Tensor:
    """One picture by way of the wavelets of every side, as the paper has it."""
    given, x, bands, side = Code(code, 8), weights["synthesis.b4.const"][None], torch.zeros(1, 12, 2, 2), 4
    while f"synthesis.b{side}.conv1.weight" in weights:
        for conv in ("conv0", "conv1")[side == 4 :]:
            x = plain_layer(weights, f"synthesis.b{side}.{conv}", x, given, 2**0.5, None, True)
            given.on()
        taps = weights["synthesis.b8.resample_filter"]
        bands = forward_haar(plain_enlarged(inverse_haar(bands), taps))
        bands = bands + plain_layer(weights, f"synthesis.b{side}.torgb", x, given, 1, None, False)
        side *= 2
    assert given.used()
    return inverse_haar(bands)


def test_wavelets_become_a_picture_of_twice_the_side() -> None:
    weights, generator = with_colours(12), small_wavelet_stylegan2()
    assert (generator.title, generator.size) == ("SWAGAN", (64, 64)) and [stage.side for stage in generator.stages][
        -4:
    ] == [32, 32, 32, 64]
    codes = codes_of(generator)
    truth = torch.cat([plain_swagan(weights, code) for code in codes])
    assert largest(generator.synthesize(codes), truth) < 1e-5
    with torch.no_grad():
        assert largest(generator.synthesize(codes), truth) < 1e-5


def test_another_wavelet_is_refused() -> None:
    weights = wavelet_weights()
    with pytest.raises(DoesNotFit, match=r"to_rgbs\.1\.iwt\.lh is of another wavelet than Haar's"):
        opened(weights | {"to_rgbs.1.iwt.lh": -weights["to_rgbs.1.iwt.lh"]})
    bare = {name: value for name, value in weights.items() if "wt." not in name}
    with pytest.raises(DoesNotFit, match="gives 12 channels, where a picture has 3"):
        opened(bare)
