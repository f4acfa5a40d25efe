"""The networks of alias-free-gan-pytorch: those of StyleGAN3-T under other names, their settings beside them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import torch
from torch import Tensor

from engine.checkpoints import convert
from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.reading import read
from engine.generators import load
from engine.generators.reading import DoesNotFit
from engine.generators.stylegan3.family import StyleGAN3
from tests.engine.generators.test_stylegan3 import NAMES, W, state_dict
from tests.hostile import torch_bytes

PARTS = {
    "weight": "conv.weight",
    "bias": "bias",
    "magnitude_ema": "ema_var",
    "affine.weight": "conv.modulation.weight",
    "affine.bias": "conv.modulation.bias",
    "up_filter": "activation.upsample_filter",
    "down_filter": "activation.downsample_filter",
}
FIRST = {"affine.weight": "affine_fourier.weight", "affine.bias": "affine_fourier.bias", "weight": "conv1.weight"}
CONF = {
    "generator": {
        "__target": "model.Generator",
        "filter_parameters": {"__target": "model.filter_parameters", "cutoff_0": 2, "stopband_0": 2**2.1},
        "n_taps": 6,
        "margin": 10,
        "lr_mlp": 0.02,
    },
    "training": {"size": 32},
}


def alias_free() -> dict[str, Tensor]:
    """The weights of `state_dict` as that program saves them."""
    weights = {}
    for name, weight in state_dict().items():
        if name.startswith("mapping.fc"):
            weights[f"style.{int(name[10]) + 1}.{name[12:]}"] = weight
        elif name.startswith("synthesis.input."):
            part = name.removeprefix("synthesis.input.")
            weights[FIRST.get(part, f"input.{part}")] = weight[:, :, None, None] if part == "weight" else weight
        elif name.startswith("synthesis."):
            layer, _, part = name.removeprefix("synthesis.").partition(".")
            where = "to_rgb" if layer == NAMES[-1] else f"convs.{NAMES.index(layer)}"
            weights[f"{where}.{PARTS[part]}"] = weight[None] if part == "weight" else weight
    del weights["input.transform"]
    return weights


def test_a_training_checkpoint_draws_as_the_same_network_of_nvidia(tmp_path: Path) -> None:
    path, copy = tmp_path / "010000.pt", tmp_path / "copy.safetensors"
    halves = {name: weight * 0.5 for name, weight in alias_free().items()}
    path.write_bytes(torch_bytes({"g": halves, "d": {}, "g_ema": alias_free(), "conf": CONF}))
    settings = json.dumps({"kwargs": {"conv_clamp": None, "mapping_kwargs": {"lr_multiplier": 0.02}}})
    generator, plain = load(path), StyleGAN3.from_weights(state_dict(), {"config": settings})
    codes = plain.sample(2, seed=3)
    assert generator.family == "stylegan3" and torch.equal(generator.sample(2, seed=3), codes)
    assert torch.equal(generator.synthesize(codes), plain.synthesize(codes))
    mean = plain.sample(20_000, seed=0)[:, :W].mean(0)
    assert (generator.mean_code()[:W] - mean).abs().max() < 0.05 * mean.abs().max()
    convert.convert(read(path), copy, generator.family)
    assert torch.equal(load(copy).synthesize(codes), generator.synthesize(codes))
    assert torch.equal(load(copy).mean_code(), generator.mean_code())


def test_without_settings_it_is_the_published_one() -> None:
    generator, plain = StyleGAN3.from_weights(alias_free(), {}), StyleGAN3.from_weights(state_dict(), {})
    assert torch.equal(generator.sample(1), plain.sample(1)) and generator.resolution == 32


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"convs.1.activation.upsample_filter": torch.ones(24, 24)}, "is of the form R of that program"),
        ({"convs.0.conv.weight": torch.ones(1, 8, 8, 1, 1)}, "convs.0.conv.weight is of the form R"),
        ({"convs.2.activation.downsample_filter": None}, "convs.2.activation.downsample_filter is missing"),
        ({"convs.2.activation.downsample_filter": torch.ones(11)}, "is 11, where a multiple of 6 numbers is needed"),
        ({"convs.2.bias": None}, "convs.2.bias is missing"),
        ({"convs.2.ema_var": torch.ones(2)}, "convs.2.ema_var is 2, where"),
        ({"conv1.weight": torch.ones(8, 7, 1, 1)}, "conv1.weight is 8 x 7, where 8 x 8 is needed"),
        ({"to_rgb.conv.weight": torch.ones(3)}, "to_rgb.conv.weight is 3, where 5 sizes"),
        ({"more": torch.ones(3)}, "more is no part of one"),
    ],
)
def test_what_does_not_fit_is_named_as_the_file_does(change: dict[str, Tensor | None], says: str) -> None:
    weights = {name: weight for name, weight in (alias_free() | change).items() if weight is not None}
    with pytest.raises(DoesNotFit) as caught:
        StyleGAN3.from_weights(weights, {})
    assert says in str(caught.value)


@pytest.mark.parametrize("conf", [{"n_taps": "six"}, {"filter_parameters": {"stopband_0": -1}}, {"margin": 1e9}])
def test_settings_that_do_not_fit_are_named(tmp_path: Path, conf: dict[str, object]) -> None:
    path = tmp_path / "x.pt"
    path.write_bytes(torch_bytes({"g_ema": alias_free(), "conf": {"generator": conf}}))
    with pytest.raises(UnreadableFile, match="in its config is not a number"):
        load(path)
