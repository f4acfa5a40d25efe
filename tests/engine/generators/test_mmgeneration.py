"""MMGeneration's StyleGAN2: the port's network under further names, within the state dict of a whole model."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor

from engine.checkpoints import convert
from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.reading import read
from engine.generators import load
from tests.engine.generators.test_stylegan2 import opened, port_names, weights_of
from tests.hostile import torch_bytes

PORT = {name: value for name, value in port_names(weights_of()).items() if not name.startswith("style.4")}


def as_mmgeneration(port: dict[str, Tensor]) -> dict[str, Tensor]:
    """The port's weights as MMGeneration saves them."""
    made = {}
    for name, value in port.items():
        head, _, rest = name.partition(".")
        if head == "style":
            number, _, part = rest.partition(".")
            made[f"style_mapping.{number}.{'linear.weight_orig' if part == 'weight' else part}"] = value
        elif head == "input":
            made["constant_input.input"] = value
        elif head == "noises":
            made[f"injected_{rest}"] = value
        else:
            name = name.replace("conv.modulation.weight", "conv.style_modulation.linear.weight_orig")
            name = name.replace("conv.modulation.bias", "conv.style_modulation.bias")
            name = name.replace("conv.weight", "conv.weight_orig").replace("noise.weight", "noise_injector.weight")
            made[name] = value
    return made


def test_the_averaged_generator_of_a_model_draws_as_the_port(tmp_path: Path) -> None:
    path, copy = tmp_path / "stylegan2_c2_ffhq.pth", tmp_path / "copy.safetensors"
    theirs = as_mmgeneration(PORT)
    state = {f"generator.{name}": value * 0.5 for name, value in theirs.items()}
    state |= {f"generator_ema.{name}": value for name, value in theirs.items()}
    state |= {"discriminator.convs.0.conv.weight_orig": torch.ones(3, 3)}
    path.write_bytes(torch_bytes({"meta": {"mmgen_version": "0.7.1"}, "state_dict": state}))
    generator, plain = load(path), opened(PORT)
    codes = plain.sample(2, 3)
    assert torch.equal(generator.sample(2, 3), codes)
    assert torch.equal(generator.synthesize(codes), plain.synthesize(codes))
    assert torch.equal(generator.mean_code(), plain.mean_code())
    convert.convert(read(path), copy, generator.family)
    assert torch.equal(load(copy).synthesize(codes), generator.synthesize(codes))


@pytest.mark.parametrize("name", ["conv1.conv.style_modulation.bias", "to_rgb1.bias", "style_mapping.2.bias"])
def test_what_is_missing_is_named_as_the_file_does(tmp_path: Path, name: str) -> None:
    path = tmp_path / "x.pth"
    path.write_bytes(torch_bytes({key: value for key, value in as_mmgeneration(PORT).items() if key != name}))
    with pytest.raises(UnreadableFile, match=rf"{name} is missing"):
        load(path)
