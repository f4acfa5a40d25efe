"""StyleGAN2 rebuilt from its weights, against the network that we train and against the formulas written out plainly.

`python -m tests.engine.generators.test_stylegan2` writes tests/golden/stylegan2.npz anew, after a change that is meant.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.checkpoints.checkpoint import UnreadableFile
from engine.document.conditions import Conditions
from engine.drawing.renderer import Renderer, shrink
from engine.generator import Generator, numpy_noise
from engine.generators import load
from engine.generators.reading import DoesNotFit
from engine.generators.stylegan2 import family as stylegan2
from engine.generators.stylegan2 import synthesis as stylegan2_synthesis
from engine.generators.stylegan2.family import StyleGAN2
from engine.training.stylegan2_network import StyleGAN2Network, StyleGAN2Shape

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "stylegan2.npz"
WIDTHS = (16, 14, 12, 8)
W = 20


def trained(widths: tuple[int, ...] = WIDTHS) -> StyleGAN2Network:
    """The network that we train, with noise, biases and a mean that are not zero; colours within -1 and 1."""
    random = torch.Generator().manual_seed(4)
    network = StyleGAN2Network(StyleGAN2Shape(widths, W, 3)).initialise(random)
    with torch.no_grad():
        for name, value in (*network.named_parameters(), *network.named_buffers()):
            if name.endswith("noise_strength"):
                value.fill_(0.3)
            elif name.endswith("torgb.weight"):
                value.mul_(0.1)
            elif name.endswith("bias"):
                value.add_(0.1 * torch.randn(value.shape, generator=random))
        network.mapping.w_avg.copy_(network.mapping(torch.randn(4000, W, generator=random)).mean(0))
    return network.eval().requires_grad_(False)


def weights_of(widths: tuple[int, ...] = WIDTHS) -> dict[str, Tensor]:
    return {name: value.clone() for name, value in trained(widths).state_dict().items()}


def conditional_weights() -> dict[str, Tensor]:
    """Three classes; the noise keeps its length beside the embedding."""
    random, weights = torch.Generator().manual_seed(6), weights_of()
    weights["mapping.fc0.weight"] = torch.randn(W, W + 6, generator=random) / 0.01
    weights["mapping.fc0.weight"][:, W:] *= 0.3  # classes whose means are not far apart
    weights["mapping.embed.weight"] = torch.randn(6, 3, generator=random)
    weights["mapping.embed.bias"] = torch.randn(6, generator=random)
    return weights


def with_architecture(architecture: str) -> dict[str, Tensor]:
    random, weights = torch.Generator().manual_seed(8), weights_of()
    sides = [4 * 2**i for i in range(len(WIDTHS))]
    if architecture != "skip":
        weights = {k: v for k, v in weights.items() if ".torgb." not in k or k.startswith(f"synthesis.b{sides[-1]}.")}
    if architecture == "resnet":
        for side, inputs, outputs in zip(sides[1:], WIDTHS, WIDTHS[1:], strict=False):
            weights[f"synthesis.b{side}.skip.weight"] = torch.randn(outputs, inputs, 1, 1, generator=random)
    return weights


def opened(weights: dict[str, Tensor], **settings: object) -> StyleGAN2:
    metadata = {"config": json.dumps(settings)} if settings else {}
    return StyleGAN2.from_weights(weights, metadata)


def small_stylegan2() -> Generator:
    """For the contract tests: 32 px, noise, every slot at work."""
    generator = opened(weights_of())
    generator.name, generator.sha256 = "small stylegan2", "2" * 64
    return generator


def small_stylegan2_conditional() -> Generator:
    """The same with three classes; w_avg is the mean over them."""
    weights = conditional_weights()
    random, generator = torch.Generator().manual_seed(9), opened(weights)
    w = generator.map(torch.randn(6000, W, generator=random), torch.arange(6000) % 3)
    weights["mapping.w_avg"] = w[:, :W].mean(0)
    generator = opened(weights)
    generator.name, generator.sha256 = "small conditional stylegan2", "3" * 64
    return generator


class Code:
    """The w of one layer after the other, and what is added to the channels of each."""

    def __init__(self, code: Tensor, layers: int) -> None:
        self._ws = iter(code[: layers * W].view(-1, 1, W))
        self._left = code[layers * W :]
        self.w = next(self._ws)

    def channels(self, count: int) -> Tensor:
        found, self._left = self._left[:count], self._left[count:]
        return found

    def on(self) -> None:
        self.w = next(self._ws)

    def used(self) -> bool:
        return next(self._ws, None) is None and not len(self._left)


def plain_layer(
    weights: dict[str, Tensor], name: str, x: Tensor, code: Code, gain: float, clamp: float | None, noisy: bool
) -> Tensor:
    """Equations 1 and 3 of the paper for one picture, the zeros of the enlarging put in."""
    weight, colours = weights[f"{name}.weight"], name.endswith("torgb")
    style = code.w @ weights[f"{name}.affine.weight"].T / math.sqrt(W) + weights[f"{name}.affine.bias"]
    style = style + code.channels(style.shape[1])
    if colours:
        style = style / math.sqrt(weight.shape[1])
    weight = weight * style[:, :, None, None]
    if not colours:
        weight = weight / (weight.square().sum((1, 2, 3), keepdim=True) + 1e-8).sqrt()
    if name.endswith("conv0"):
        zeros = x.new_zeros(1, x.shape[1], 2 * x.shape[2], 2 * x.shape[3])
        zeros[:, :, ::2, ::2] = x
        taps = 4 * weights.get(f"{name}.resample_filter", torch.zeros(4, 4))
        n = len(taps)
        before, after = 1 + (n + 1) // 2, 1 + (n - 2) // 2  # the convolution's own, and what centres the filter
        kernel = taps.flip(0, 1).expand(x.shape[1], 1, n, n)
        x = F.conv2d(F.pad(zeros, (before, after, before, after)), kernel, groups=x.shape[1])
        x = F.conv2d(x, weight.flip(2, 3))
    else:
        x = F.conv2d(x, weight, padding=weight.shape[-1] // 2)
    if not colours and noisy:
        x = x + weights[f"{name}.noise_const"] * weights[f"{name}.noise_strength"]
    x = x + weights[f"{name}.bias"][:, None, None]
    if not colours:
        x = gain * F.leaky_relu(x, 0.2)
    limit = math.inf if clamp is None else clamp * (1 if colours else gain / math.sqrt(2))
    return x.clamp(-limit, limit)


def plain_enlarged(x: Tensor, taps: Tensor) -> Tensor:
    zeros, n = x.new_zeros(1, x.shape[1], 2 * x.shape[2], 2 * x.shape[3]), len(taps)
    zeros[:, :, ::2, ::2] = x
    kernel = 4 * taps.flip(0, 1).expand(x.shape[1], 1, n, n)
    before, after = (n + 1) // 2, (n - 2) // 2
    return F.conv2d(F.pad(zeros, (before, after, before, after)), kernel, groups=x.shape[1])


def plain_picture(weights: dict[str, Tensor], code: Tensor, clamp: float | None = None, noisy: bool = True) -> Tensor:
    """One picture, whatever the architecture; plain and slow."""
    sides = sum(name.endswith("conv1.affine.weight") for name in weights)
    given, x, image = Code(code, 2 * sides), weights["synthesis.b4.const"][None], None
    side, normal, half = 4, math.sqrt(2), math.sqrt(0.5)
    while f"synthesis.b{side}.conv1.weight" in weights:
        block = f"synthesis.b{side}"
        taps = weights.get(f"{block}.resample_filter", torch.zeros(4, 4))
        skip = weights.get(f"{block}.skip.weight")
        before = x
        if side > 4:
            x = plain_layer(weights, f"{block}.conv0", x, given, normal, clamp, noisy)
            given.on()
        gain = normal if skip is None else normal * half
        x = plain_layer(weights, f"{block}.conv1", x, given, gain, clamp, noisy)
        given.on()
        if skip is not None:
            x = x + half * plain_enlarged(F.conv2d(before, skip / math.sqrt(skip.shape[1])), taps)
        image = None if image is None else plain_enlarged(image, taps)
        if f"{block}.torgb.weight" in weights:
            colours = plain_layer(weights, f"{block}.torgb", x, given, 1, clamp, noisy)
            image = colours if image is None else image + colours
        side *= 2
    assert image is not None and given.used()
    return image


def codes_of(generator: Generator, count: int = 2) -> Tensor:
    """Codes whose slots differ, with something added to every channel."""
    return generator.sample(count, 5) + 0.3 * torch.randn(
        count, generator.layout.dimension, generator=torch.Generator().manual_seed(1)
    )


def largest(a: Tensor, b: Tensor) -> float:
    assert a.shape == b.shape and b.std() > 0.02
    return float((a - b).detach().abs().max())


@pytest.mark.parametrize("widths", [WIDTHS, (6, 9), (5,), (12, 10, 8, 6, 4)])
def test_what_we_train_opens_to_the_same_pictures(widths: tuple[int, ...]) -> None:
    network = trained(widths)
    generator = opened(dict(network.state_dict()))
    z = generator.noise(3, 0)
    codes = generator.map(z)
    assert generator.resolution == network.shape.resolution and len(generator.layout.latent) == network.shape.slots
    latent = network.shape.slots * W
    ws = network.mapping(z)[:, None].expand(-1, network.shape.slots, -1)
    assert largest(codes[:, :latent], ws.flatten(1)) < 1e-5 and not codes[:, latent:].any()
    codes = codes_of(generator, 3)
    codes[:, latent:] = 0
    truth = network.synthesis(codes[:, :latent].view(3, -1, W))
    assert largest(generator.synthesize(codes), truth) < 1e-5
    with torch.no_grad():
        assert largest(generator.synthesize(codes), truth) < 1e-5
    learned = sum(value.numel() for value in network.parameters())
    assert generator.parameters == learned


@pytest.mark.parametrize("clamp", [None, 0.4])
@pytest.mark.parametrize("architecture", ["skip", "orig", "resnet"])
@pytest.mark.parametrize("way", ["bands", "one band", "tiles", "one row of tiles"])
def test_pictures_follow_the_formulas(
    architecture: str, clamp: float | None, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way == "bands":
        monkeypatch.setattr(stylegan2_synthesis, "BAND", 1)
    if "tiles" in way:
        monkeypatch.setattr(stylegan2_synthesis, "WIDE", 1)
        monkeypatch.setattr(stylegan2_synthesis, "WIDE_SIDE", 4)
        monkeypatch.setattr(stylegan2_synthesis, "TILES", 1 if way != "tiles" else 12)
    weights = with_architecture(architecture)
    generator = opened(weights, **{"kwargs": {"synthesis_kwargs": {"conv_clamp": clamp}}})
    codes = codes_of(generator)
    truth = torch.cat([plain_picture(weights, code, clamp) for code in codes])
    if clamp:
        assert largest(truth, torch.cat([plain_picture(weights, code) for code in codes])) > 0.01
    assert largest(generator.synthesize(codes), truth) < 1e-5
    with torch.no_grad():
        assert largest(generator.synthesize(codes), truth) < 1e-5
        silent = generator.prepared(Conditions(noise="none"))
        quiet = torch.cat([plain_picture(weights, code, clamp, noisy=False) for code in codes])
        assert largest(silent.synthesize(codes), quiet) < 1e-5


def test_another_filter_is_taken_from_the_file() -> None:
    weights, taps = weights_of(), torch.rand(4, 4, generator=torch.Generator().manual_seed(2))
    weights = {k: taps / taps.sum() if k.endswith("resample_filter") else v for k, v in weights.items()}
    generator = opened(weights)
    code = codes_of(generator, 1)
    assert largest(generator.synthesize(code), plain_picture(weights, code[0])) < 1e-5
    bare = {k: v for k, v in weights_of().items() if not k.endswith("resample_filter")}
    assert torch.equal(opened(bare).synthesize(code), opened(weights_of()).synthesize(code))


def port_names(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """These weights as the port saves them, with the shapes that it gives them."""
    port, sides, convs = {}, [4 * 2**i for i in range(len(WIDTHS))], 0
    for i in range(3):
        port[f"style.{i + 1}.weight"] = weights[f"mapping.fc{i}.weight"]
        port[f"style.{i + 1}.bias"] = weights[f"mapping.fc{i}.bias"]
    port["input.input"] = weights["synthesis.b4.const"][None]
    for step, side in enumerate(sides):
        for conv in ("conv0", "conv1") if side > 4 else ("conv1",):
            ours, theirs = f"synthesis.b{side}.{conv}", f"convs.{convs - 1}" if side > 4 else "conv1"
            port[f"noises.noise_{convs}"] = weights[f"{ours}.noise_const"][None, None]
            convs += 1
            port[f"{theirs}.conv.weight"] = weights[f"{ours}.weight"][None]
            port[f"{theirs}.conv.modulation.weight"] = weights[f"{ours}.affine.weight"]
            port[f"{theirs}.conv.modulation.bias"] = weights[f"{ours}.affine.bias"]
            port[f"{theirs}.noise.weight"] = weights[f"{ours}.noise_strength"][None]
            port[f"{theirs}.activate.bias"] = weights[f"{ours}.bias"]
            if conv == "conv0":
                port[f"{theirs}.conv.blur.kernel"] = 4 * weights[f"{ours}.resample_filter"]
        ours, theirs = f"synthesis.b{side}.torgb", f"to_rgbs.{step - 1}" if step else "to_rgb1"
        port[f"{theirs}.conv.weight"] = weights[f"{ours}.weight"][None]
        port[f"{theirs}.conv.modulation.weight"] = weights[f"{ours}.affine.weight"]
        port[f"{theirs}.conv.modulation.bias"] = weights[f"{ours}.affine.bias"]
        port[f"{theirs}.bias"] = weights[f"{ours}.bias"][None, :, None, None]
        if step:
            port[f"{theirs}.upsample.kernel"] = 4 * weights[f"synthesis.b{side}.resample_filter"]
    return port


def test_the_port_is_the_same_network_under_other_names() -> None:
    weights = weights_of()
    ours, theirs = opened(weights), opened(port_names(weights))
    assert StyleGAN2.matches(port_names(weights), {}) and theirs.layout == ours.layout
    codes = codes_of(ours)
    assert torch.equal(theirs.sample(2, 0), ours.sample(2, 0))
    assert largest(theirs.synthesize(codes), ours.synthesize(codes)) < 1e-5


@pytest.mark.parametrize("names", [port_names, dict])
def test_a_mapping_that_was_trained_at_another_rate_is_seen_in_its_weights(names: Callable) -> None:
    weights = weights_of()
    fast = {k: v * 0.01 if k.startswith("mapping.fc") else v for k, v in weights.items()}
    ours, other = opened(names(weights)), opened(names(fast))
    assert ours.guesses == () and "multiplier of 1, not of the usual 0.01" in other.guesses[0]
    assert (other.sample(2, 0) - ours.sample(2, 0)).abs().max() < 1e-5
    told = opened(fast, kwargs={"mapping_kwargs": {"lr_multiplier": 0.01}})
    assert told.guesses == () and (told.sample(2, 0) - ours.sample(2, 0)).abs().max() > 0.1


def genforce_names(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """These weights as GenForce saves them: kernels that enlarge mirrored, styles without their 1."""
    found = {"truncation.w_avg": weights["mapping.w_avg"], "synthesis.upsample.kernel": torch.zeros(0)}
    found["synthesis.early_layer.const"] = weights["synthesis.b4.const"][None]
    for name, value in weights.items():
        place, _, part = name.removeprefix("mapping.").partition(".")
        if name.startswith("mapping.fc"):
            found[f"mapping.dense{place[2:]}.{part}"] = value
        elif name.count(".") > 2 or name.endswith(("noise_const", "torgb.weight", "torgb.bias")):
            _, side, layer, part = name.split(".", 3)
            block = int(math.log2(int(side[1:]))) - 2
            number = 2 * block - (layer == "conv0")
            theirs = f"synthesis.output{block}" if layer == "torgb" else f"synthesis.layer{number}"
            if part == "resample_filter":
                found[f"{theirs}.filter.kernel"] = 4 * value[None, None]
                found["synthesis.upsample.kernel"] = 4 * value[None, None]
            elif part == "noise_const":
                found[f"{theirs}.noise"] = value[None, None]
            elif part == "affine.bias":
                found[f"{theirs}.style.bias"] = value - 1
            else:
                mirrored = layer == "conv0" and part == "weight"
                found[f"{theirs}.{part.replace('affine', 'style')}"] = value.flip(2, 3) if mirrored else value
    return found


def test_genforce_s_is_the_same_network_under_other_names() -> None:
    weights = weights_of()
    named = genforce_names(weights)
    ours, theirs = opened(weights), opened(named)
    assert StyleGAN2.matches(named, {}) and theirs.layout == ours.layout
    codes = codes_of(ours)
    assert torch.equal(theirs.sample(2, 0), ours.sample(2, 0)) and torch.equal(theirs.mean_code(), ours.mean_code())
    assert largest(theirs.synthesize(codes), ours.synthesize(codes)) < 1e-5
    with pytest.raises(DoesNotFit, match=r"synthesis\.layer2\.style\.weight is missing"):
        opened({name: value for name, value in named.items() if name != "synthesis.layer2.style.weight"})
    with pytest.raises(DoesNotFit, match=r"mapping\.dense0\.weight takes 20 numbers, which leaves none for the noise"):
        opened(named | {"mapping.label_weight": torch.ones(3, W)})


def test_genforce_s_classes_join_the_noise() -> None:
    weights = genforce_names(conditional_weights())
    joined = torch.randn(3, 6, generator=torch.Generator().manual_seed(5))
    generator = opened(weights | {"mapping.label_weight": joined})
    assert (generator.z_dim, generator.classes) == (W, 3)
    z, c = generator.noise(2, 0), torch.tensor([0, 2])
    assert (generator.map(z, c) - generator.map(z, torch.tensor([0, 1])))[0].abs().max() == 0
    # Beside a class whose row is 0 the noise comes out longer, by what the wider layer is scaled down more.
    bare = opened(weights | {"mapping.label_weight": torch.zeros(3, 6)})
    plain = dict(weights_of()) | {"mapping.fc0.weight": conditional_weights()["mapping.fc0.weight"][:, :W]}
    assert (bare.map(z, c)[:, :W] - opened(plain).map(z)[:, :W]).abs().max() < 1e-5


def basicsr_names(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """These weights as BasicSR saves them, which keeps no filters."""
    found = {}
    for name, value in port_names(weights).items():
        if name.endswith(".kernel"):
            continue
        head, *rest = name.split(".")
        head = {"style": "style_mlp", "input": "constant_input", "conv1": "style_conv1", "convs": "style_convs"}.get(
            head, head
        )
        tail = ".".join("modulated_conv" if part == "conv" else part for part in rest)
        tail = tail.replace("noise.weight", "weight").replace("noise_", "noise").replace("input", "weight")
        found[f"{head}.{tail}"] = value
    return found


def test_basicsr_s_is_the_same_network_under_other_names() -> None:
    weights = weights_of()
    named = basicsr_names(weights)
    assert {"style_mlp.1.bias", "constant_input.weight", "style_conv1.weight", "noises.noise3"} <= named.keys()
    assert {"style_convs.0.modulated_conv.modulation.bias", "to_rgbs.1.modulated_conv.weight"} <= named.keys()
    assert {"style_convs.1.activate.bias", "style_convs.2.weight", "to_rgb1.bias"} <= named.keys()
    ours, theirs = opened(weights), opened(named)
    assert StyleGAN2.matches(named, {}) and theirs.layout == ours.layout
    codes = codes_of(ours)
    assert torch.equal(theirs.sample(2, 0), ours.sample(2, 0))
    assert largest(theirs.synthesize(codes), ours.synthesize(codes)) < 1e-5


def test_where_truncation_pulls() -> None:
    weights = weights_of()
    average = weights["mapping.w_avg"]
    assert torch.equal(opened(weights).mean_code()[: 8 * W], average.repeat(8))
    assert torch.equal(
        opened({**port_names(weights), "latent_avg": average[None]}).mean_code()[: 8 * W], average.repeat(8)
    )
    lost = opened(port_names(weights))
    mean = lost.mean_code()
    assert (mean[:W] - average).abs().max() < 0.1 * lost.sample(500)[:, :W].std(0).max()
    assert torch.equal(mean, opened(port_names(weights)).mean_code())


def test_a_port_without_noise_maps_draws_them_once() -> None:
    port = {name: value for name, value in port_names(weights_of()).items() if not name.startswith("noises.")}
    one, other = opened(port), opened(port)
    code = one.sample(1)
    assert torch.equal(one.synthesize(code), other.synthesize(code))
    assert largest(one.synthesize(code), one.prepared(Conditions(noise="none")).synthesize(code)) > 0.01


def test_seeds_draw_what_nvidias_tools_draw() -> None:
    generator = opened(weights_of())
    assert torch.equal(generator.noise(2, 7), numpy_noise(2, 7, W))
    assert torch.equal(generator.noise(1, 8)[0], torch.from_numpy(np.random.RandomState(8).randn(W)).float())


def test_classes_are_embedded_beside_the_noise() -> None:
    weights = conditional_weights()
    generator = opened(weights)
    assert (generator.z_dim, generator.classes) == (W, 3)

    def unit(x: Tensor) -> Tensor:
        return x / (x.square().mean(1, keepdim=True) + 1e-8).sqrt()

    z, c = generator.noise(4, 0), torch.tensor([0, 2, 1, 2])
    label = F.one_hot(c, 3).float() @ weights["mapping.embed.weight"].T / math.sqrt(3) + weights["mapping.embed.bias"]
    w = torch.cat([unit(z), unit(label)], 1)
    for i in range(3):
        weight, bias = weights[f"mapping.fc{i}.weight"], weights[f"mapping.fc{i}.bias"]
        w = math.sqrt(2) * F.leaky_relu(0.01 * (w @ weight.T / math.sqrt(weight.shape[1]) + bias), 0.2)
    codes = generator.map(z, c)
    assert largest(codes[:, : 8 * W], w.repeat(1, 8)) < 1e-5
    assert torch.equal(generator.map(z, F.one_hot(c, 3).float()), codes)
    assert torch.equal(generator.map(z), generator.map(z, torch.zeros(4, dtype=torch.long)))
    assert torch.equal(generator.sample(1, 3, label=2), generator.map(generator.noise(1, 3), torch.tensor([2])))


@pytest.mark.parametrize("port", [True, False])
def test_classes_that_a_conversion_has_dropped_are_missed(tmp_path: Path, port: bool) -> None:
    lost = weights_of() | {"mapping.fc0.weight": torch.randn(W, 2 * W, generator=torch.Generator().manual_seed(6))}
    path = tmp_path / "cars.pt"
    torch.save({"g_ema": port_names(lost)} if port else lost, path)
    key = "style.1.weight" if port else "mapping.fc0.weight"
    words = f"{key} takes {2 * W} numbers, {W} of noise and {W} of a class, but the embedding of the classes was lost"
    with pytest.raises(UnreadableFile, match=rf"^cars\.pt [^\n]*{words} [^\n]*the original \.pkl has it[^\n]*\.$"):
        load(path)


@pytest.mark.parametrize("count", [1, 15, 16, 33])
def test_a_code_does_not_depend_on_its_batch(count: int) -> None:
    generator = opened(conditional_weights())
    codes = generator.sample(count, 20, label=1)
    assert torch.equal(codes[-1:], generator.sample(1, 20 + count - 1, label=1))
    z = generator.noise(count, 20).requires_grad_()
    assert largest(generator.map(z, torch.ones(count)), codes) < 1e-5
    generator.map(z).sum().backward()
    assert z.grad is not None and z.grad.abs().max() > 0


def test_noise_maps_are_constant_or_left_out_or_drawn_from_their_own_seed() -> None:
    weights = weights_of()
    generator = opened(weights)
    assert generator.noises == ("constant", "none", "seeded")
    assert generator.prepared(Conditions(noise_seed=3)) is generator
    code = generator.sample(1)
    drawn = [generator.prepared(Conditions("seeded", seed)) for seed in (0, 0, 1)]
    images = [other.synthesize(code) for other in drawn]
    assert torch.equal(images[0], images[1]) and largest(images[0], images[2]) > 0.02
    both = drawn[0].synthesize(code.expand(2, -1))
    assert largest(both[:1], images[0]) < 1e-5 and largest(both[1:], images[0]) < 1e-5
    silent = opened({k: torch.zeros(()) if k.endswith("noise_strength") else v for k, v in weights.items()})
    assert largest(generator.prepared(Conditions("none")).synthesize(code), silent.synthesize(code)) < 1e-6
    without = opened({k: v for k, v in weights.items() if ".noise_" not in k})
    assert without.noises == () and without.prepared(Conditions("seeded", 2)) is without
    assert largest(without.synthesize(code), silent.synthesize(code)) < 1e-6


def test_previews_compute_in_bfloat16(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stylegan2, "fast_dtype", lambda device: torch.bfloat16)
    for weights in (weights_of(), with_architecture("resnet")):
        generator = opened(weights)
        fast = generator.prepared(Conditions(), "fast")
        codes = generator.sample(2)
        with torch.no_grad():
            full, preview = generator.synthesize(codes), fast.synthesize(codes)
        assert preview.dtype == torch.float32 and fast.layout is generator.layout
        assert 0 < (full - preview).abs().mean() < 1 / 255
        assert generator.prepared(Conditions(), "full") is generator


def test_previews_are_the_full_pictures_where_bfloat16_would_be_imitated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: False)
    generator = opened(weights_of())
    assert generator.prepared(Conditions(), "fast") is generator


def test_one_stage_reads_one_w_and_the_last_repeats_little() -> None:
    generator = opened(weights_of())
    assert [stage.slots for stage in generator.stages] == [
        (f"w{w}", f"s{s}") for s, w in enumerate((1, 2, 2, 3, 4, 4, 5, 6, 6, 7, 8), 1)
    ]  # a w shapes a block's enlarging and colours the block before
    assert [slot.resolution for slot in generator.layout.latent] == [4, 8, 8, 16, 16, 32, 32, 32]
    channels = [slot for slot in generator.layout.slots if slot.kind == "style"]
    assert [(slot.dimension, slot.resolution) for slot in channels] == [
        (16, 4), (16, 4), (16, 8), (14, 8), (14, 8), (14, 16), (12, 16), (12, 16), (12, 32), (8, 32), (8, 32)
    ]  # fmt: skip
    assert generator.tied and len(generator.layout.slots) == 8 + 11
    codes = codes_of(generator)
    assert generator.styles(codes).shape == (2, sum(slot.dimension for slot in channels))


@pytest.mark.parametrize("architecture", ["skip", "orig", "resnet"])
def test_resuming_gives_the_full_picture(architecture: str) -> None:
    generator = opened(with_architecture(architecture))
    renderer, code = Renderer(generator), codes_of(generator, 1)[0]
    renderer.render(code)
    for place in generator.layout.slices.values():
        code = code.clone()
        code[place] += 0.5
        with torch.no_grad():
            assert torch.equal(renderer.render(code), generator.synthesize(code[None])[0])


def test_the_small_picture_of_a_block_is_that_of_the_network_cut_there() -> None:
    weights = weights_of()
    generator = opened(weights)
    code = codes_of(generator, 1)
    cut = opened({k: v for k, v in weights.items() if not k.startswith(("synthesis.b16", "synthesis.b32"))})
    features = None
    for stage in generator.stages:
        features = stage.run(features, code)
        if stage.name == "8 px, colours":
            assert stage.rgb is not None
            small = stage.rgb(features)
            short = torch.cat([code[:, generator.layout.slices[slot.name]] for slot in cut.layout.slots], 1)
            assert torch.equal(small, cut.synthesize(short))
    assert sum(stage.rgb is not None for stage in generator.stages) == len(WIDTHS) - 1


def test_a_grey_network_gives_three_equal_channels() -> None:
    weights = weights_of()
    for name in [name for name in weights if name.endswith(("torgb.weight", "torgb.bias"))]:
        weights[name] = weights[name][:1]
    generator = opened(weights)
    code = codes_of(generator, 1)
    assert largest(generator.synthesize(code), plain_picture(weights, code[0]).expand(-1, 3, -1, -1)) < 1e-5


# torch itself scripts its decompositions when forward mode is first used.
@pytest.mark.filterwarnings("ignore:.torch.jit.script. is deprecated:DeprecationWarning")
def test_pictures_can_be_differentiated_both_ways() -> None:
    generator = opened(weights_of())
    code, step = (
        codes_of(generator, 1),
        torch.randn(1, generator.layout.dimension, generator=torch.Generator().manual_seed(3)),
    )

    def bright(codes: Tensor) -> Tensor:
        return generator.synthesize(codes).square().sum()

    code.requires_grad_()
    (gradient,) = torch.autograd.grad(bright(code), code)
    _, forward = torch.func.jvp(bright, (code.detach(),), (step,))
    assert forward == pytest.approx(float((gradient * step).sum()), rel=1e-4)
    near = (bright(code.detach() + 2e-3 * step) - bright(code.detach() - 2e-3 * step)) / 4e-3
    assert forward == pytest.approx(float(near), rel=1e-2)


def without(name: str) -> dict[str, Tensor]:
    weights = weights_of()
    del weights[name]
    return weights


def with_other(**others: Tensor) -> dict[str, Tensor]:
    return weights_of() | {name.replace("__", "."): value for name, value in others.items()}


PORT = port_names(weights_of())


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        (without("synthesis.b8.conv1.bias"), "synthesis.b8.conv1.bias is missing"),
        (without("synthesis.b32.torgb.weight"), "synthesis.b32.torgb.weight is missing"),
        (without("synthesis.b8.torgb.weight"), "synthesis.b8.torgb.weight is missing"),
        (without("mapping.fc2.bias"), "mapping.fc2.bias is missing"),
        (without("synthesis.b16.conv0.noise_const"), "synthesis.b16.conv0.noise_const is missing"),
        (with_other(mapping__extra=torch.ones(2)), "mapping.extra is no part of one"),
        (with_other(synthesis__b64__const=torch.ones(2)), "synthesis.b64.const is no part of one"),
        (
            with_other(synthesis__b8__conv1__weight=torch.ones(14, 14, 5, 5)),
            "is 14 x 14 x 5 x 5, where 14 x 14 x 3 x 3",
        ),
        (with_other(synthesis__b8__conv1__weight=torch.ones(3)), "synthesis.b8.conv1.weight is 3, where 4 dim"),
        (with_other(mapping__fc0__weight=torch.tensor(1.0)), "mapping.fc0.weight is a single number, where 2 dim"),
        (with_other(mapping__w_avg=torch.ones(3)), "mapping.w_avg is 3, where 20 is needed"),
        (with_other(mapping__embed__weight=torch.ones(W, 2)), "mapping.fc0.weight takes 20 numbers, which leaves none"),
        (
            with_other(synthesis__b8__conv0__resample_filter=torch.ones(40)),
            "is 40, where a filter of at most",
        ),
        (with_other(synthesis__b8__conv0__resample_filter=torch.ones(4, 4)), "is not the same filter as"),
        (with_other(synthesis__b8__conv0__resample_filter=torch.ones(5)), "is not the same filter as"),
        (with_other(synthesis__b32__torgb__weight=torch.ones(5, 8, 1, 1)), "gives 5 channels, where a picture has 3"),
        ({k: v for k, v in PORT.items() if k != "convs.1.conv.weight"}, "convs.1.conv.weight is missing"),
        ({k: v for k, v in PORT.items() if k != "to_rgb1.bias"}, "to_rgb1.bias is missing"),
        (PORT | {"convs.2.noise.weight": torch.ones(2)}, "convs.2.noise.weight is 2, where a single number is needed"),
        (PORT | {"noises.noise_9": torch.ones(1, 1, 4, 4)}, "noises.noise_9 is no part of one"),
    ],
)
def test_what_does_not_fit_is_named(weights: dict[str, Tensor], says: str) -> None:
    with pytest.raises(DoesNotFit) as caught:
        opened(weights)
    assert says in str(caught.value) and caught.value.keys


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"kwargs": {"synthesis_kwargs": {"activation": "relu"}}}, "its activation is relu"),
        ({"kwargs": {"mapping_kwargs": {"lr_multiplier": "fast"}}}, "its setting lr_multiplier is 'fast'"),
        ({"kwargs": {"conv_clamp": -1}}, "its setting conv_clamp is -1"),
        ({"kwargs": {"conv_clamp": True}}, "its setting conv_clamp is True"),
    ],
)
def test_settings_that_are_not_known_are_named(settings: dict, says: str) -> None:
    with pytest.raises(DoesNotFit, match=says):
        opened(weights_of(), **settings)
    with pytest.raises(DoesNotFit, match="not readable JSON"):
        StyleGAN2.from_weights(weights_of(), {"config": "{"})


def test_settings_tell_what_shapes_cannot() -> None:
    weights = weights_of()
    z, plain = torch.randn(2, W, generator=torch.Generator().manual_seed(1)), opened(weights)
    faster = opened(weights, kwargs={"mapping_kwargs": {"lr_multiplier": 0.02}})
    slow = {k: v * 2 if k.startswith("mapping.fc") else v for k, v in weights.items()}
    assert largest(faster.map(z), opened(slow).map(z)) < 1e-5
    assert largest(faster.map(z), plain.map(z)) > 0.1
    loud = {k: v * 3000 if k.endswith("noise_strength") else v for k, v in weights.items()}
    codes = plain.sample(1)
    images = [
        opened(loud, **settings).synthesize(codes)
        for settings in (
            {},
            {"class": "training.networks.Generator", "kwargs": {}},
            {"class": "training.networks_stylegan2.Generator", "kwargs": {}},
            {"class": "training.networks_stylegan2.Generator", "kwargs": {"conv_clamp": None}},
            {"class": "training.networks.Generator", "kwargs": {"synthesis_kwargs": {"conv_clamp": 256}}},
        )
    ]
    assert torch.equal(images[0], images[1]) and torch.equal(images[0], images[3])
    assert torch.equal(images[2], images[4]) and largest(images[0], images[2]) > 1


def damaged(weights: dict[str, Tensor], random: np.random.RandomState) -> Iterator[dict[str, Tensor]]:
    """Each weight in turn as a file with flipped bits in its header might have it."""
    for name, value in weights.items():
        shape = list(value.shape)
        if shape:
            shape[random.randint(len(shape))] = random.randint(0, 9)
        yield weights | {name: torch.ones(shape)}
        yield weights | {name: value.reshape(-1)}
        yield weights | {name: value.to(random.choice(np.array([torch.int32, torch.bool, torch.complex64])))}
        yield {name[:-1] + "~" if other == name else other: kept for other, kept in weights.items()}


@pytest.mark.filterwarnings("ignore:Casting complex values to real")
@pytest.mark.parametrize("port", [False, True])
def test_damaged_files_open_or_say_why(port: bool) -> None:
    weights = conditional_weights()
    weights = port_names(weights_of((16, 14, 12, 8))) if port else weights
    refused = 0
    for damage in damaged(weights, np.random.RandomState(0)):
        try:
            assert StyleGAN2.matches(damage, {}) in (True, False)
            generator = opened(damage)
            generator.synthesize(generator.sample(1))
        except DoesNotFit as error:
            refused += 1
            assert error.keys and len(str(error)) < 200
    assert refused > 2 * len(weights)


def picture_now() -> Tensor:
    generator = opened(weights_of())
    with torch.no_grad():
        return shrink(generator.synthesize(generator.sample(2)), 16)


def test_pictures_are_still_those_of_the_first_day() -> None:
    with np.load(GOLDEN) as kept:
        assert largest(picture_now(), torch.from_numpy(kept["images"])) < 1e-4


if __name__ == "__main__":
    GOLDEN.parent.mkdir(exist_ok=True)
    np.savez_compressed(GOLDEN, images=picture_now().numpy())
