"""BigGAN whose blocks embed the classes themselves, and the residual networks of StudioGAN: as ours of other names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import torch
from torch import Tensor

from engine.checkpoints import convert
from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.reading import read
from engine.generators import load
from engine.generators.biggan.family import BigGAN
from engine.generators.reading import DoesNotFit
from engine.generators.sngan.family import SNGAN
from tests.engine.generators.test_biggan import CLASSES, original_deep_weights, original_weights
from tests.hostile import torch_bytes

Weights = dict[str, Tensor]
#: The authors' names in StudioGAN.
NAMES = (
    (r"^linear\.", "linear0."),
    (r"^output_layer\.0\.gain", "bn4.weight"),
    (r"^output_layer\.0\.bias", "bn4.bias"),
    (r"^output_layer\.0\.stored_", "bn4.running_"),
    (r"^output_layer\.2\.", "conv2d5."),
    (r"\.conv_sc\.", ".conv2d0."),
    (r"\.conv(\d)\.", r".conv2d\1."),
    (r"\.stored_", ".bn.running_"),
    (r"\.1\.gamma$", ".0.sigma"),
    (r"\.1\.o\.", ".0.conv1x1_attn."),
    (r"\.1\.(theta|phi|g)\.", r".0.conv1x1_\1."),
)


def unshared(weights: Weights, *, by_rows: bool = True) -> Weights:
    """The network with the embedding multiplied into the gains and offsets of every class."""
    embedding = weights["shared.weight"]
    made = {}
    for name, weight in weights.items():
        if re.search(r"\.bn\d\.(gain|bias)\.weight$", name):
            of_classes = embedding @ weight.T
            made[name] = of_classes if by_rows else of_classes.T.contiguous()
        elif name != "shared.weight":
            made[name] = weight
    return made


def studio(weights: Weights, attention_after: int) -> Weights:
    """As StudioGAN names them, whose norms add 1e-4 to the variances and whose attention counts as a block."""
    made = {}
    for name, weight in weights.items():
        block = re.match(r"blocks\.(\d+)\.(\d)", name)
        if block:
            later = int(block[1]) + (int(block[1]) > attention_after or block[2] == "1")
            name = f"blocks.{later}.{name[name.index('.', 7) + 1 :]}"
        for ours, theirs in NAMES:
            name = re.sub(ours, theirs, name)
        made[name] = weight - 9e-5 if name.endswith("var") else weight
        if name.endswith("running_mean"):
            made[name.replace("running_mean", "num_batches_tracked")] = torch.tensor(7)
    return made


FLAT = original_weights(chunk=9, blocks_read=0, form="plain")
SHARED = original_weights(form="plain")


def small_biggan_unshared() -> BigGAN:
    """Each block with an embedding of its own, so that a class is a row of the unit matrix."""
    generator = BigGAN.from_weights(unshared(FLAT), {})
    generator.name, generator.sha256 = "small biggan, unshared", "6" * 64
    return generator


def pictures(weights: Weights) -> Tensor:
    generator = BigGAN.from_weights(weights, {})
    return generator.synthesize(generator.map(generator.noise(2, seed=3), torch.tensor([4, 1])))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (FLAT, unshared(FLAT)),
        (SHARED, studio(SHARED, 1)),
        (FLAT, studio(unshared(FLAT, by_rows=False), 1)),
    ],
)
def test_another_form_of_the_same_network_draws_the_same(tmp_path: Path, ours: Weights, theirs: Weights) -> None:
    truth = pictures(ours)
    assert truth.std() > 0.05 and (pictures(theirs) - truth).abs().max() < 5e-5
    path, copy = tmp_path / "model=G_ema-best-weights-step=100.pth", tmp_path / "copy.safetensors"
    path.write_bytes(torch_bytes({"state_dict": theirs, "seed": 1, "run_name": "x", "optimizer": {"state": {}}}))
    generator = load(path)
    convert.convert(read(path), copy, generator.family)
    codes = generator.sample(2, label=6)
    assert generator.family == "biggan" and generator.classes == CLASSES
    assert torch.equal(load(copy).synthesize(codes), generator.synthesize(codes))


def test_deep_blocks_of_studio_have_convolutions_beside_them() -> None:
    given = original_deep_weights()
    plain = {name: weight * 0.02 if name.endswith("weight") else weight for name, weight in given.items()
             if not name.endswith(("u0", "sv0"))}  # fmt: skip
    theirs = studio(plain, 5)
    truth = pictures(plain)
    assert (pictures(theirs) - truth).abs().max() < 5e-5
    for name in list(theirs):
        if name.endswith("conv2d1.weight"):  # the first channels, by a convolution that picks them
            block = name.removesuffix("conv2d1.weight")
            wide, narrow = theirs[name].shape[1], len(theirs[f"{block}conv2d4.weight"])
            theirs[f"{block}conv2d0.weight"] = torch.eye(narrow, wide)[:, :, None, None]
            theirs[f"{block}conv2d0.bias"] = torch.zeros(narrow)
    assert (pictures(theirs) - truth).abs().max() < 5e-5


def studio_sngan() -> tuple[Weights, Weights]:
    """One network without classes under SNGAN's names and under StudioGAN's."""
    random = torch.Generator().manual_seed(4)
    made: tuple[Weights, Weights] = ({}, {})

    def both(ours: str, theirs: str, *shape: int, bias: bool = True) -> None:
        weight = torch.randn(*shape, generator=random) / shape[1] ** 0.5
        for weights, name in zip(made, (ours, theirs), strict=True):
            weights[f"{name}.weight"] = weight
            weights[f"{name}.bias"] = torch.full(shape[:1], 0.1)

    def norm(ours: str, theirs: str, channels: int) -> None:
        parts = {part: torch.rand(channels, generator=random) + 0.5 for part in ("weight", "bias", "running_mean")}
        variance = torch.rand(channels, generator=random) + 0.5
        for weights, name, rise in zip(made, (ours, theirs), (0.0, 9e-5), strict=True):
            weights.update({f"{name}.{part}": value for part, value in parts.items()})
            weights[f"{name}.running_var"] = variance - rise

    both("l1", "linear0", 16 * 8, 5)
    for i in range(2):
        norm(f"block{i + 2}.b1", f"blocks.{i}.0.bn1", 8)
        norm(f"block{i + 2}.b2", f"blocks.{i}.0.bn2", 8)
        both(f"block{i + 2}.c1", f"blocks.{i}.0.conv2d1", 8, 8, 3, 3)
        both(f"block{i + 2}.c2", f"blocks.{i}.0.conv2d2", 8, 8, 3, 3)
        both(f"block{i + 2}.c_sc", f"blocks.{i}.0.conv2d0", 8, 8, 1, 1)
    norm("b4", "bn4", 8)
    both("c4", "conv2d5", 3, 8, 3, 3)
    return made


def test_a_network_of_studio_without_classes_is_an_sngan(tmp_path: Path) -> None:
    ours, theirs = studio_sngan()
    path = tmp_path / "g.pth"
    path.write_bytes(torch_bytes({"state_dict": theirs}))
    generator, plain = load(path), SNGAN.from_weights(ours, {})
    codes = plain.sample(2)
    assert generator.family == "sngan" and generator.classes == 0
    assert (generator.synthesize(codes) - plain.synthesize(codes)).abs().max() < 5e-5
    del theirs["blocks.1.0.conv2d2.weight"]
    path.write_bytes(torch_bytes({"state_dict": theirs}))
    with pytest.raises(UnreadableFile, match="SNGAN"):
        load(path)


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        (studio(SHARED, 1) | {"info_mix_linear.weight": torch.ones(2, 2)}, "info_mix_linear.weight is of InfoGAN"),
        (studio(SHARED, 1) | {"blocks.0.0.bn1.bias.weight": torch.ones(2, 2)}, "blocks.0.0.bn1.bias.weight is 2 x 2"),
        (studio(SHARED, 1) | {"more": torch.ones(2)}, "more is no part of one"),
        (unshared(FLAT) | {"blocks.1.0.bn1.gain.weight": torch.ones(6, 16)}, "is 6 x 16, where 7 x 16 is needed"),
        ({k: v for k, v in original_weights().items() if k != "shared.weight"}, "shared.weight is missing"),
    ],
)
def test_what_does_not_fit_is_named(weights: Weights, says: str) -> None:
    with pytest.raises(DoesNotFit) as caught:
        BigGAN.from_weights(weights, {})
    assert says in str(caught.value)
