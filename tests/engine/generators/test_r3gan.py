"""R3GAN against a plain evaluation in double precision."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.checkpoints import convert
from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.reading import read
from engine.generators import load
from engine.generators.r3gan.family import R3GAN
from engine.generators.reading import DoesNotFit
from tests.hostile import network, nvidia_bytes

Z, CLASSES, EMBEDDED, WIDTHS, GROUPS = 5, 3, 4, (8, 8, 4), 2
TAPS = torch.outer(torch.tensor([1.0, 3.0, 3.0, 1.0]), torch.tensor([1.0, 3.0, 3.0, 1.0])) / 64


def r3gan_weights(classes: int = CLASSES) -> dict[str, Tensor]:
    """Under the published names, drawn from one seed; two blocks a stage."""
    random = torch.Generator().manual_seed(9)
    weights = {}

    def draw(name: str, *shape: int) -> None:
        gain = 0.1 if "LinearLayer3" in name or "Aggregation" in name else 0.5
        weights[f"Model.{name}"] = torch.randn(*shape, generator=random) * gain

    for i, width in enumerate(WIDTHS):
        stage = f"MainLayers.{i}.Layers"
        if i == 0:
            draw(f"{stage}.0.Basis", width, 4, 4)
            draw(f"{stage}.0.LinearLayer.weight", width, Z + (EMBEDDED if classes else 0))
        else:
            weights[f"Model.{stage}.0.Resampler.Kernel"] = TAPS
            if WIDTHS[i - 1] != width:
                draw(f"{stage}.0.LinearLayer.Layer.weight", width, WIDTHS[i - 1], 1, 1)
        for j in (1, 2):
            draw(f"{stage}.{j}.LinearLayer1.Layer.weight", 2 * width, width, 1, 1)
            draw(f"{stage}.{j}.LinearLayer2.Layer.weight", 2 * width, 2 * width // GROUPS, 3, 3)
            draw(f"{stage}.{j}.LinearLayer3.Layer.weight", width, 2 * width, 1, 1)
            for k in (1, 2):
                draw(f"{stage}.{j}.NonLinearity{k}.Bias", 2 * width)
    draw("AggregationLayer.Layer.weight", 3, WIDTHS[-1], 1, 1)
    if classes:
        draw("EmbeddingLayer.weight", EMBEDDED, classes)
    return weights


def small_r3gan() -> R3GAN:
    """16 pixels, three classes."""
    generator = R3GAN.from_weights(r3gan_weights(), {})
    generator.name, generator.sha256 = "small r3gan", "4" * 64
    return generator


def plain(weights: Mapping[str, Tensor], z: Tensor, c: Tensor | None) -> Tensor:
    """The picture of noise z (N, Z) and weights of classes (N, classes)."""
    parts = {name.removeprefix("Model."): weight.double() for name, weight in weights.items()}
    x = z.double()
    if c is not None:
        x = torch.cat([x, c.double() @ parts["EmbeddingLayer.weight"].T], 1)
    h = (
        parts["MainLayers.0.Layers.0.Basis"]
        * (x @ parts["MainLayers.0.Layers.0.LinearLayer.weight"].T)[..., None, None]
    )
    for i in range(len(WIDTHS)):
        stage = f"MainLayers.{i}.Layers"
        if i:
            if f"{stage}.0.LinearLayer.Layer.weight" in parts:
                h = F.conv2d(h, parts[f"{stage}.0.LinearLayer.Layer.weight"])
            zeros = h.new_zeros(*h.shape[:2], h.shape[2], 2, h.shape[3], 2)
            zeros[:, :, :, 0, :, 0] = h
            h = F.pad(zeros.reshape(*h.shape[:2], 2 * h.shape[2], 2 * h.shape[3]), (2, 1, 2, 1)).flatten(0, 1)[:, None]
            h = F.conv2d(h, 4 * TAPS.double()[None, None]).view(len(z), -1, 4 * 2**i, 4 * 2**i)
        for j in (1, 2):
            block = f"{stage}.{j}"
            y = F.conv2d(h, parts[f"{block}.LinearLayer1.Layer.weight"], parts[f"{block}.NonLinearity1.Bias"])
            y = F.conv2d(F.leaky_relu(y, 0.2), parts[f"{block}.LinearLayer2.Layer.weight"], padding=1, groups=GROUPS)
            y = F.leaky_relu(y + parts[f"{block}.NonLinearity2.Bias"][:, None, None], 0.2)
            h = h + F.conv2d(y, parts[f"{block}.LinearLayer3.Layer.weight"])
    return F.conv2d(h, parts["AggregationLayer.Layer.weight"])


@pytest.mark.parametrize("classes", [CLASSES, 0])
def test_pictures_are_those_of_a_plain_evaluation(classes: int) -> None:
    weights = r3gan_weights(classes)
    generator = R3GAN.from_weights(weights, {})
    z = generator.noise(2, seed=3)
    assert np.array_equal(z[:1].numpy(), np.random.RandomState(3).randn(1, Z).astype(np.float32))
    c = torch.tensor([[0.5, 0.5, 0.0], [0.0, 0.0, 1.0]]) if classes else None
    images, truth = generator.synthesize(generator.map(z, c)), plain(weights, z, c)
    assert (generator.classes, generator.z_dim, generator.resolution) == (classes, Z, 16)
    assert images.shape == truth.shape and (images - truth).abs().max() < 1e-5 * truth.abs().max()
    assert generator.parameters == sum(each.numel() for name, each in weights.items() if not name.endswith("Kernel"))


def test_its_pickle_opens_and_so_does_its_copy(tmp_path: Path) -> None:
    path, copy = tmp_path / "network-snapshot.pkl", tmp_path / "copy.safetensors"
    judge = network({"Model.ExtractionLayer.Layer.weight": torch.ones(4, 3, 1, 1)})
    path.write_bytes(nvidia_bytes({"G": None, "D": judge, "G_ema": network(r3gan_weights(), ("Kernel",))}))
    generator = load(path)
    codes = generator.sample(2, label=1)
    assert generator.family == "r3gan" and torch.equal(generator.synthesize(codes), small_r3gan().synthesize(codes))
    convert.convert(read(path), copy, generator.family)
    assert torch.equal(load(copy).synthesize(codes), generator.synthesize(codes))


@pytest.mark.parametrize(
    ("name", "weight", "says"),
    [
        ("MainLayers.1.Layers.2.NonLinearity1.Bias", None, "Model.MainLayers.1.Layers.2.NonLinearity1.Bias is missing"),
        ("MainLayers.1.Layers.1.LinearLayer2.Layer.weight", torch.ones(16, 5, 3, 3), "is 16 x 5 x 3 x 3, where an odd"),
        ("MainLayers.2.Layers.0.Resampler.Kernel", torch.ones(6, 6), "Kernel is 6 x 6, where 4 x 4 is needed"),
        ("MainLayers.0.Layers.0.Basis", torch.ones(8), "Basis is 8, where 3 sizes"),
        ("EmbeddingLayer.weight", torch.ones(9, 3), "room for the noise beside it"),
        ("AggregationLayer.Layer.weight", torch.ones(4, 4, 1, 1), "where 1 or 3 colours"),
        ("other", torch.ones(3), "Model.other is no part of one"),
    ],
)
def test_what_does_not_fit_is_named(name: str, weight: Tensor | None, says: str) -> None:
    weights = {k: v for k, v in r3gan_weights().items() if k != f"Model.{name}"}
    if weight is not None:
        weights[f"Model.{name}"] = weight
    with pytest.raises(DoesNotFit) as caught:
        R3GAN.from_weights(weights, {})
    assert says in str(caught.value)


def test_the_judge_alone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "d.pkl"
    names = ("Model.ExtractionLayer.Layer.weight", "Model.MainLayers.0.Layers.0.LinearLayer1.Layer.weight")
    path.write_bytes(nvidia_bytes(network({name: torch.ones(4, 3, 1, 1) for name in names})))
    with pytest.raises(UnreadableFile, match="no generator family known"):
        load(path)
