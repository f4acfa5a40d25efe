"""BigGAN and BigGAN-deep against plain evaluations of the same weights, step by step and with nothing folded.

The golden arrays are made anew by `python -m tests.engine.generators.test_biggan`, which is right only after a change
that must change pictures.
"""

from __future__ import annotations

import json
import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from scipy import stats
from torch import Tensor, nn

from engine.checkpoints.checkpoint import UnreadableFile
from engine.document.conditions import Conditions
from engine.generators import families, load
from engine.generators.biggan.family import BigGAN
from engine.generators.biggan.layers import RisingConvolution, at_truncation
from engine.generators.biggan.weights import Weights
from engine.generators.reading import DoesNotFit

GOLDEN = Path(__file__).parents[2] / "golden" / "biggan.npz"
CLASSES, EMBEDDING = 7, 5
LEVELS = 51
#: Up?, channels in, channels out, in units of `channel_width`; not every second block doubles the side.
LAYERS = [[False, 16, 8], [True, 8, 8], [True, 8, 4], [True, 4, 2], [False, 2, 1]]
USUAL = [[False, 16, 8], [True, 8, 4], [False, 4, 2], [True, 2, 1]]  # what no config.json is needed for
ATTENTION = {"theta": "snconv1x1_theta", "phi": "snconv1x1_phi", "g": "snconv1x1_g", "o": "snconv1x1_o_conv"}


class Random:
    """Weights as after some training, from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = torch.Generator().manual_seed(seed)
        self.weights: dict[str, Tensor] = {}

    def normal(self, name: str, *shape: int, mean: float = 0.0, deviation: float = 1.0) -> Tensor:
        self.weights[name] = mean + deviation * torch.randn(shape, generator=self.random)
        return self.weights[name]

    def variances(self, name: str, *shape: int) -> None:
        self.weights[name] = 0.3 + torch.rand(shape, generator=self.random)

    def layer(self, name: str, *shape: int, bias: bool = True, form: str = "hub", gain: float = 2.0) -> None:
        """A layer under spectral norm; its singular vectors are nearly, but not quite, converged."""
        size = math.prod(shape[1:])
        weight = self.normal(f"{name}.weight_orig" if form == "hub" else f"{name}.weight", *shape, deviation=gain)
        u = torch.randn(shape[0], generator=self.random)
        for _ in range(3):
            v = F.normalize(weight.flatten(1).T @ u, dim=0)
            u = F.normalize(weight.flatten(1) @ v, dim=0)
        if form == "hub":
            v = F.normalize(v + 0.1 * F.normalize(torch.randn(size, generator=self.random), dim=0), dim=0)
            self.weights |= {f"{name}.weight_u": u, f"{name}.weight_v": v}
        elif form == "original":
            self.weights |= {f"{name}.u0": u[None], f"{name}.sv0": torch.full((1,), 9.0)}
        if bias:
            self.normal(f"{name}.bias", shape[0], deviation=0.1)


def hub_weights(layers: list[list[int]] = LAYERS, width: int = 4, z: int = 6) -> dict[str, Tensor]:
    """BigGAN-deep as `pytorch-pretrained-biggan` saves it, with attention before its third block."""
    random, condition, place = Random(5), z + EMBEDDING, 0
    random.normal("embeddings.weight", EMBEDDING, CLASSES)
    random.layer("generator.gen_z", 16 * width * layers[0][1], condition)
    for i, (_, wide, narrow) in enumerate(layers):
        wide, narrow = wide * width, narrow * width
        if i == 2:
            prefix = f"generator.layers.{place}."
            for part, rows in (("theta", wide // 8), ("phi", wide // 8), ("g", wide // 2)):
                random.layer(f"{prefix}{ATTENTION[part]}", rows, wide, 1, 1, bias=False)
            random.layer(f"{prefix}{ATTENTION['o']}", wide, wide // 2, 1, 1, bias=False)
            random.weights[f"{prefix}gamma"] = torch.full((1,), 1.5)
            place += 1
        inner = wide // 4
        sizes = ((wide, inner, 1), (inner, inner, 3), (inner, inner, 3), (inner, narrow, 1))
        for j, (inputs, outputs, kernel) in enumerate(sizes):
            norm = f"generator.layers.{place}.bn_{j}."
            random.normal(f"{norm}running_means", LEVELS, inputs, deviation=0.3)
            random.variances(f"{norm}running_vars", LEVELS, inputs)
            for part in ("scale", "offset"):
                random.layer(f"{norm}{part}", inputs, condition, bias=False)
            random.layer(f"generator.layers.{place}.conv_{j}", outputs, inputs, kernel, kernel)
        place += 1
    random.normal("generator.bn.weight", width, mean=1, deviation=0.2)
    random.normal("generator.bn.bias", width, deviation=0.2)
    random.normal("generator.bn.running_means", LEVELS, width, deviation=0.3)
    random.variances("generator.bn.running_vars", LEVELS, width)
    random.layer("generator.conv_to_rgb", width, width, 3, 3)
    return random.weights


def config_of(layers: list[list[int]] = LAYERS, **others: object) -> dict[str, str]:
    return {"config": json.dumps({"layers": layers, "channel_width": 4, "eps": 1e-4, "n_stats": LEVELS} | others)}


def original_weights(
    widths: tuple[int, ...] = (16, 16, 12, 8), chunk: int = 4, blocks_read: int = 4, form: str = "original"
) -> dict[str, Tensor]:
    """BigGAN as its authors' code saves it; attention after the second block, and none of z in the blocks if 0."""
    random, condition = Random(6), EMBEDDING + blocks_read
    random.normal("shared.weight", CLASSES, EMBEDDING)
    random.layer("linear", 16 * widths[0], chunk, form=form, gain=0.5 if form == "plain" else 2.0)
    for i, (wide, narrow) in enumerate(pairwise(widths)):
        prefix = f"blocks.{i}.0."
        for name, out, inputs, kernel in (("conv1", narrow, wide, 3), ("conv2", narrow, narrow, 3),
                                          ("conv_sc", narrow, wide, 1)):  # fmt: skip
            random.layer(f"{prefix}{name}", out, inputs, kernel, kernel, form=form, gain=1 / (kernel * inputs**0.5))
        for j, size in ((1, wide), (2, narrow)):
            original_norm(random, f"{prefix}bn{j}.", size, condition, form)
        if i == 1:
            original_attention(random, f"blocks.{i}.1.", narrow, form)
    original_head(random, widths[-1], form)
    return random.weights


def original_norm(random: Random, norm: str, size: int, condition: int, form: str = "original") -> None:
    for part in ("gain", "bias"):
        random.layer(f"{norm}{part}", size, condition, bias=False, form=form, gain=0.3)
    random.normal(f"{norm}stored_mean", size, deviation=0.3)
    random.variances(f"{norm}stored_var", size)


def original_attention(random: Random, prefix: str, wide: int, form: str = "original") -> None:
    for part, out, inputs in (("theta", wide // 8, wide), ("phi", wide // 8, wide), ("g", wide // 2, wide),
                              ("o", wide, wide // 2)):  # fmt: skip
        random.layer(f"{prefix}{part}", out, inputs, 1, 1, bias=False, form=form, gain=0.3)
    random.weights[f"{prefix}gamma"] = torch.tensor(1.5)


def original_head(random: Random, wide: int, form: str = "original") -> None:
    random.normal("output_layer.0.gain", wide, mean=1, deviation=0.2)
    random.normal("output_layer.0.bias", wide, deviation=0.2)
    random.normal("output_layer.0.stored_mean", wide, deviation=0.3)
    random.variances("output_layer.0.stored_var", wide)
    random.layer("output_layer.2", 3, wide, 3, 3, form=form, gain=0.2)


def original_deep_weights(ch: int = 4, z: int = 6) -> dict[str, Tensor]:
    """BigGAN-deep of 64 px as its authors' code saves it: two blocks a side, attention after the sixth."""
    random, condition = Random(7), z + EMBEDDING
    random.normal("shared.weight", CLASSES, EMBEDDING)
    random.layer("linear", 16 * 16 * ch, condition, form="original")
    for i in range(8):
        wide = (16, 16, 8, 4)[i // 2] * ch
        narrow = (16, 8, 4, 2)[i // 2] * ch if i % 2 else wide
        inner, prefix = wide // 4, f"blocks.{i}.0."
        for name, out, inputs, kernel in (("conv1", inner, wide, 1), ("conv2", inner, inner, 3),
                                          ("conv3", inner, inner, 3), ("conv4", narrow, inner, 1)):  # fmt: skip
            random.layer(f"{prefix}{name}", out, inputs, kernel, kernel, form="original")
        for j, size in enumerate((wide, inner, inner, inner)):
            original_norm(random, f"{prefix}bn{j + 1}.", size, condition)
        if i == 5:
            original_attention(random, "blocks.5.1.", narrow)
    original_head(random, 2 * ch)
    return random.weights


def small_biggan_deep() -> BigGAN:
    generator = BigGAN.from_weights(hub_weights(), config_of())
    generator.name, generator.sha256 = "small biggan deep", "b" * 64
    return generator


def small_biggan() -> BigGAN:
    generator = BigGAN.from_weights(original_weights(), {})
    generator.name, generator.sha256 = "small biggan", "a" * 64
    return generator


class Plain:
    """The network as the paper draws it, in float64."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        self.weights = {name: weight.double() for name, weight in weights.items()}

    def kernel(self, name: str) -> Tensor:
        if f"{name}.weight_orig" in self.weights:
            weight, u, v = (self.weights[f"{name}.weight_{part}"] for part in ("orig", "u", "v"))
            return weight / torch.einsum("i,ij,j->", u, weight.flatten(1), v)
        weight = self.weights[f"{name}.weight"]
        if f"{name}.u0" not in self.weights:
            return weight
        matrix = weight.flatten(1)
        v = F.normalize(self.weights[f"{name}.u0"] @ matrix)
        u = F.normalize(v @ matrix.T)
        return weight / (v @ matrix.T @ u.T).squeeze()

    def convolution(self, name: str, h: Tensor) -> Tensor:
        kernel = self.kernel(name)
        return F.conv2d(h, kernel, self.weights.get(f"{name}.bias"), padding=kernel.shape[-1] // 2)

    def attention(self, names: dict[str, str], prefix: str, h: Tensor) -> Tensor:
        theta, phi, g = (self.convolution(prefix + names[part], h) for part in ("theta", "phi", "g"))
        phi, g = F.max_pool2d(phi, 2).flatten(2), F.max_pool2d(g, 2).flatten(2)
        seen = torch.einsum("nck,nqk->ncq", g, torch.einsum("ncq,nck->nqk", theta.flatten(2), phi).softmax(-1))
        seen = self.convolution(prefix + names["o"], seen.view(len(h), -1, *h.shape[2:]))
        return h + self.weights[f"{prefix}gamma"] * seen

    def norm(self, h: Tensor, name: str, gain: str, offset: str, condition: Tensor, level: float | None) -> Tensor:
        if level is None:
            mean, variance, epsilon = (*(self.weights[f"{name}stored_{part}"] for part in ("mean", "var")), 1e-5)
        else:
            mean, variance, epsilon = (*self.statistics(name, level), 1e-4)
        h = F.batch_norm(h, mean, variance, eps=epsilon)
        scale, shift = (F.linear(condition, self.kernel(name + part))[:, :, None, None] for part in (gain, offset))
        return F.relu(h * (1 + scale) + shift)

    def statistics(self, name: str, truncation: float) -> list[Tensor]:
        part, whole = math.modf(truncation / 0.02)
        rows = [self.weights[f"{name}running_{kind}"] for kind in ("means", "vars")]
        if not part:
            return [row[int(whole)] for row in rows]
        return [row[int(whole)] * part + row[int(whole) + 1] * (1 - part) for row in rows]

    def hub(self, z: Tensor, classes: Tensor, truncation: float, layers: list[list[int]]) -> Tensor:
        condition = torch.cat((z.double(), classes.double() @ self.weights["embeddings.weight"].T), 1)
        h = F.linear(condition, self.kernel("generator.gen_z"), self.weights["generator.gen_z.bias"])
        h, place = h.view(len(z), 4, 4, -1).permute(0, 3, 1, 2), 0
        for rises, wide, narrow in layers:
            if f"generator.layers.{place}.gamma" in self.weights:
                h = self.attention(ATTENTION, f"generator.layers.{place}.", h)
                place += 1
            x = h
            for j in range(4):
                x = self.norm(x, f"generator.layers.{place}.bn_{j}.", "scale", "offset", condition, truncation)
                x = F.interpolate(x, scale_factor=2.0) if rises and j == 1 else x
                x = self.convolution(f"generator.layers.{place}.conv_{j}", x)
            skip = h[:, : h.shape[1] * narrow // wide]
            h = x + (F.interpolate(skip, scale_factor=2.0) if rises else skip)
            place += 1
        learned = self.weights["generator.bn.weight"], self.weights["generator.bn.bias"]
        h = F.relu(F.batch_norm(h, *self.statistics("generator.bn.", truncation), *learned, eps=1e-4))
        return torch.tanh(self.convolution("generator.conv_to_rgb", h)[:, :3])

    def original(self, z: Tensor, classes: Tensor, deep: bool = False, hierarchical: bool = True) -> Tensor:
        y, z = classes.double() @ self.weights["shared.weight"], z.double()
        chunks = list(z.split(self.weights["linear.weight"].shape[1], 1))
        if deep:
            chunks = [torch.cat((y, z), 1)] * 9
        conditions = [torch.cat((y, chunk), 1) for chunk in chunks[1:]] if hierarchical else [y] * 9
        h = F.linear(chunks[0], self.kernel("linear"), self.weights["linear.bias"]).view(len(z), -1, 4, 4)
        i = 0
        while f"blocks.{i}.0.conv1.bias" in self.weights:
            prefix, x = f"blocks.{i}.0.", h
            up = not deep or i % 2 == 1
            for j in range(1, 5 if deep else 3):
                x = self.norm(x, f"{prefix}bn{j}.", "gain", "bias", chunks[0] if deep else conditions[i], None)
                x = F.interpolate(x, scale_factor=2.0) if up and j == (2 if deep else 1) else x
                x = self.convolution(f"{prefix}conv{j}", x)
            skip = F.interpolate(h, scale_factor=2.0) if up else h
            h = x + (skip[:, : x.shape[1]] if deep else self.convolution(f"{prefix}conv_sc", skip))
            if f"blocks.{i}.1.gamma" in self.weights:
                h = self.attention({part: part for part in ATTENTION}, f"blocks.{i}.1.", h)
            i += 1
        parts = (self.weights[f"output_layer.0.{part}"] for part in ("stored_mean", "stored_var", "gain", "bias"))
        h = F.batch_norm(h, *parts, eps=1e-5)  # type: ignore[arg-type]
        return torch.tanh(self.convolution("output_layer.2", F.relu(h)))


def difference(images: Tensor, truth: Tensor) -> float:
    assert images.shape == truth.shape and images.dtype == torch.float32 and truth.std() > 0.05
    return (images - truth).abs().max().item()


@pytest.mark.parametrize("truncation", [1.0, 0.4, 0.33, 0.335, 0.58, 0.001])
def test_pictures_of_the_hub_form_are_those_of_a_plain_evaluation(truncation: float) -> None:
    generator = small_biggan_deep().prepared(Conditions(truncation=truncation))
    z, classes = generator.noise(3, seed=1), torch.eye(CLASSES)[[2, 0, 6]]
    images = generator.synthesize(generator.map(z, torch.tensor([2, 0, 6])))
    assert generator.resolution == 32
    assert difference(images, Plain(hub_weights()).hub(z, classes, truncation, LAYERS)) < 2e-5


def test_without_settings_every_second_block_doubles_the_side() -> None:
    generator = BigGAN.from_weights(hub_weights(USUAL), {})
    z, classes = generator.noise(2, seed=1), torch.eye(CLASSES)[[0, 0]]
    truth = Plain(hub_weights(USUAL)).hub(z, classes, 1.0, USUAL)
    assert generator.resolution == 16 and difference(generator.synthesize(generator.map(z)), truth) < 2e-5


@pytest.mark.parametrize("form", ["original", "plain"])
def test_pictures_of_the_original_form_are_those_of_a_plain_evaluation(form: str) -> None:
    weights = original_weights(form=form)
    generator = BigGAN.from_weights(weights, {})
    z, classes = generator.noise(2, seed=3), torch.eye(CLASSES)[[4, 1]]
    images = generator.synthesize(generator.map(z, classes))
    assert generator.resolution == 32 and z.shape == (2, 16)
    assert difference(images, Plain(weights).original(z, classes)) < 2e-5


def test_without_a_hierarchy_the_blocks_read_the_class_alone() -> None:
    weights = original_weights(chunk=9, blocks_read=0)
    generator = BigGAN.from_weights(weights, {})
    z, classes = generator.noise(2, seed=3), torch.eye(CLASSES)[[4, 1]]
    assert [stage.slots for stage in generator.stages] == [("z1",), *(("class",),) * 3]
    truth = Plain(weights).original(z, classes, hierarchical=False)
    assert difference(generator.synthesize(generator.map(z, classes)), truth) < 1e-5


def test_pictures_of_the_original_deep_form_are_those_of_a_plain_evaluation() -> None:
    weights = original_deep_weights()
    generator = BigGAN.from_weights(weights, {})
    z, classes = generator.noise(2, seed=3), torch.eye(CLASSES)[[4, 1]]
    assert generator.resolution == 64 and generator.tied
    truth = Plain(weights).original(z, classes, deep=True)
    assert difference(generator.synthesize(generator.map(z, classes)), truth) < 1e-5


def test_summed_statistics_are_divided_by_their_count() -> None:
    weights, summed = original_weights(), {}
    for name, weight in weights.items():
        summed[name.replace("stored_", "bn.stored_")] = weight * (16 if "stored_" in name else 1)
        if name.endswith("stored_mean"):
            summed[name.replace("stored_mean", "bn.accumulation_counter")] = torch.full((1,), 16.0)
    codes = small_biggan().sample(2)
    assert torch.equal(BigGAN.from_weights(summed, {}).synthesize(codes), small_biggan().synthesize(codes))


@pytest.mark.parametrize("shape", [(6, 9), (5, 4, 3, 3)])
def test_a_spectral_norm_is_that_of_torch(shape: tuple[int, ...]) -> None:
    torch.manual_seed(0)
    layer: nn.Module = nn.Linear(9, 6) if len(shape) == 2 else nn.Conv2d(4, 5, 3)
    layer = nn.utils.spectral_norm(layer, eps=1e-4).eval()
    layer(torch.randn(1, *(9,) if len(shape) == 2 else (4, 5, 5)))
    weights = Weights({f"a.{name}": weight for name, weight in layer.state_dict().items()})
    assert torch.allclose(weights.normed("a", *shape), layer.weight, atol=1e-6)


def test_a_rising_convolution_is_the_doubling_and_then_the_convolution() -> None:
    random = torch.Generator().manual_seed(1)
    h, weight, bias = (torch.randn(size, generator=random) for size in ((2, 5, 4, 4), (3, 5, 3, 3), (3,)))
    truth = F.conv2d(F.interpolate(h, scale_factor=2.0), weight, bias, padding=1)
    rising = RisingConvolution.of(weight, bias)
    assert (rising(h) - truth).abs().max() < 1e-5
    fast = rising.fast()(h.bfloat16())
    assert fast.dtype == torch.bfloat16 and (fast - truth).abs().max() < 0.02 * truth.abs().max()


def test_statistics_between_two_truncations_are_weighted_as_in_the_published_code() -> None:
    levels = torch.arange(51.0)[:, None] ** 2
    assert at_truncation(levels, 0.0) == 0 and at_truncation(levels, 0.5) == 625 and at_truncation(levels, 1.0) == 2500
    assert at_truncation(levels, 0.33) == pytest.approx((16**2 + 17**2) / 2, rel=1e-5)
    assert at_truncation(levels, 0.335) == pytest.approx(0.75 * 16**2 + 0.25 * 17**2, rel=1e-5)
    assert at_truncation(levels[:1], 0.335) == 0


def test_noise_is_a_normal_cut_off_at_two() -> None:
    generator = small_biggan()
    noise = generator.noise(2000, seed=0)
    assert noise.shape == (2000, 16) and noise.abs().max() <= 2
    assert stats.kstest(noise.flatten().numpy(), stats.truncnorm(-2, 2).cdf).pvalue > 0.01
    assert torch.equal(generator.noise(1, seed=7), noise[7:8])
    assert not torch.equal(noise[0], noise[1])


@pytest.mark.parametrize("seed", [0, 1, 2**31, 2**32 - 1])
def test_seeds_of_the_hub_form_are_those_of_its_own_sampler(seed: int) -> None:
    generator = small_biggan_deep()
    theirs = stats.truncnorm.rvs(-2, 2, size=(1, 6), random_state=np.random.RandomState(seed)).astype(np.float32)
    found = generator.noise(1, seed)
    assert found.dtype == torch.float32 and found.numpy() == pytest.approx(theirs, abs=2e-7)
    assert torch.equal(generator.noise(2, seed)[0], found[0])
    if seed == 0:  # as scipy 1.17 prints it, 128 numbers wide
        assert found[0, :3].tolist() == pytest.approx([0.1170568, 0.53999046, 0.24840021], abs=5e-7)


@pytest.mark.parametrize("maker", [small_biggan, small_biggan_deep])
def test_classes_are_numbers_or_weights(maker: type[BigGAN]) -> None:
    generator = maker()
    z = generator.noise(2, seed=0)
    numbers, rows = torch.tensor([3, 5]), torch.eye(CLASSES)[[3, 5]]
    assert generator.classes == CLASSES
    assert torch.equal(generator.map(z, numbers), generator.map(z, rows))
    assert torch.equal(generator.map(z), generator.map(z, torch.tensor([0, 0])))
    half = generator.map(z[:1], rows.mean(0, keepdim=True))
    both = generator.map(z[:1].expand(2, -1), numbers)
    assert torch.allclose(half[0], both.mean(0), atol=1e-6)
    assert torch.equal(generator.sample(2, seed=0, label=5)[1], generator.map(z[1:], numbers[1:])[0])
    for wrong in (CLASSES, -1):
        with pytest.raises(ValueError, match="numbers 0 to 6"):
            generator.sample(1, label=wrong)


@pytest.mark.parametrize("maker", [small_biggan, small_biggan_deep])
def test_truncation_pulls_z_to_nothing_and_leaves_the_class(maker: type[BigGAN]) -> None:
    generator = maker()
    mean, code = generator.mean_code(4), generator.sample(1, seed=2, label=4)[0]
    for slot in generator.layout.slots:
        place = generator.layout.slices[slot.name]
        assert (slot.kind == "class") == slot.name.startswith("c")
        assert torch.equal(mean[place], code[place] if slot.kind == "class" else torch.zeros(slot.dimension))
    assert torch.equal(generator.mean_code(), generator.mean_code(0))


def test_every_block_of_the_deep_one_has_a_z_and_a_class_of_its_own() -> None:
    generator = small_biggan_deep()
    assert generator.tied and generator.z_dim == 6 and generator.layout.dimension == 6 * (6 + EMBEDDING)
    assert [stage.slots for stage in generator.stages] == [(f"z{i}", f"c{i}") for i in range(1, 7)]
    assert [slot.resolution for slot in generator.layout.slots][::2] == [4, 4, 8, 16, 32, 32]
    code = generator.sample(1)[0].view(6, -1)
    assert torch.equal(code, code[:1].expand(6, -1))


def test_every_block_of_the_original_one_has_a_chunk_of_z() -> None:
    generator = small_biggan()
    assert not generator.tied and generator.z_dim == 16 and generator.layout.dimension == 16 + EMBEDDING
    assert [stage.slots for stage in generator.stages] == [("z1",), *(("class", f"z{i}") for i in (2, 3, 4))]


def test_truncation_changes_the_network_where_statistics_depend_on_it() -> None:
    generator = small_biggan_deep()
    codes = generator.sample(2)
    images = generator.synthesize(codes)
    low = generator.prepared(Conditions(truncation=0.4))
    assert (low.synthesize(codes) - images).abs().max() > 0.05
    assert torch.equal(generator.synthesize(codes), images)  # it has not changed itself
    assert torch.equal(low.prepared(Conditions()).synthesize(codes), images)
    assert generator.prepared(Conditions(truncation=1.7)) is generator
    assert torch.equal(
        low.prepared(Conditions(truncation=-1)).synthesize(codes),
        generator.prepared(Conditions(truncation=0)).synthesize(codes),
    )
    first = low.stages[1].run.network.blocks[0].convolutions[0].weight  # type: ignore[attr-defined]
    assert first is generator.stages[1].run.network.blocks[0].convolutions[0].weight  # type: ignore[attr-defined]
    assert small_biggan().prepared(Conditions(truncation=0.4)).stages[0].slots == ("z1",)


def test_the_original_one_has_statistics_for_every_truncation() -> None:
    generator = small_biggan()
    assert generator.prepared(Conditions(truncation=0.4)) is generator


@pytest.mark.parametrize("maker", [small_biggan, small_biggan_deep])
def test_fast_pictures_are_nearly_the_same(maker: type[BigGAN]) -> None:
    generator = maker()
    fast = generator.prepared(Conditions(truncation=0.5), "fast")
    codes = generator.sample(4)
    truth = generator.prepared(Conditions(truncation=0.5)).synthesize(codes)
    images = fast.synthesize(codes)
    assert images.dtype == torch.float32 and not torch.equal(images, truth)
    assert (images - truth).abs().mean() < 1 / 255
    features = fast.stages[1].run(fast.stages[0].run(None, codes), codes)
    assert isinstance(features, Tensor) and features.dtype == torch.bfloat16
    assert torch.equal(fast.prepared(Conditions(truncation=0.5)).synthesize(codes), truth)


@pytest.mark.filterwarnings("ignore:`torch.jit.script` is deprecated")  # torch says so to itself
@pytest.mark.parametrize("maker", [small_biggan, small_biggan_deep])
def test_the_derivative_is_right_both_ways(maker: type[BigGAN]) -> None:
    generator = maker()
    code = generator.sample(1, seed=3)
    step = torch.randn(code.shape, generator=torch.Generator().manual_seed(0))
    # As a Jacobian is taken: several directions at once.
    forwards = torch.func.vmap(lambda s: torch.func.jvp(generator.synthesize, (code,), (s,))[1])(
        torch.stack((step, -step))
    )
    forward = forwards[0]
    assert torch.allclose(forwards[1], -forward, atol=1e-6)
    weights = torch.randn(forward.shape, generator=torch.Generator().manual_seed(1))
    leaf = code.clone().requires_grad_()
    (generator.synthesize(leaf) * weights).sum().backward()
    assert leaf.grad is not None
    assert (leaf.grad * step).sum().item() == pytest.approx((forward * weights).sum().item(), rel=1e-3)
    small = 1e-3
    slope = (generator.synthesize(code + small * step) - generator.synthesize(code - small * step)) / (2 * small)
    assert (slope - forward).norm() < 0.02 * forward.norm()


@pytest.mark.parametrize(
    ("weights", "metadata"), [(hub_weights(), config_of()), (original_weights(), {}), (original_deep_weights(), {})]
)
def test_learned_numbers_are_counted_and_frozen(weights: dict[str, Tensor], metadata: dict[str, str]) -> None:
    beside = ("weight_u", "weight_v", "u0", "sv0", "means", "vars", "stored_mean", "stored_var")
    learned = {name: nn.Parameter(weight) for name, weight in weights.items() if not name.endswith(beside)}
    generator = BigGAN.from_weights(weights | learned, metadata)
    assert generator.parameters == sum(weight.numel() for weight in learned.values())
    assert not generator.synthesize(generator.sample(1)).requires_grad


def all_weights(form: str) -> tuple[dict[str, Tensor], dict[str, str]]:
    if form == "hub":
        return hub_weights(USUAL), {}
    return (original_weights() if form == "original" else original_deep_weights()), {}


@pytest.mark.parametrize("form", ["hub", "original", "deep"])
def test_nothing_can_be_missing_or_of_another_shape(form: str) -> None:
    weights, metadata = all_weights(form)
    assert BigGAN.matches(weights, metadata)
    others = [torch.ones(()), torch.ones(0), torch.ones(1, 2, 3, 4, 5), torch.ones(99, 98), torch.ones(99, 98, 1, 1)]
    for i, name in enumerate(weights):
        if name.endswith("sv0"):  # a note that training makes
            continue
        if form == "deep" and name[:9] in ("blocks.1.", "blocks.2.", "blocks.3.", "blocks.4.", "blocks.6."):
            continue  # they are like the others, and each try takes its time
        damaged = [weights | {name: torch.ones(2) if name.endswith("gamma") else others[i % 5]}]
        if not name.endswith("u0"):  # without it, a layer has no spectral norm
            damaged.append({other: weight for other, weight in weights.items() if other != name})
        for given in damaged:
            with pytest.raises(DoesNotFit) as caught:
                BigGAN.from_weights(given, metadata)
            assert caught.value.keys, name


HUB, ORIGINAL, DEEP = hub_weights(), original_weights(), original_deep_weights()
NO_V = {name: weight for name, weight in HUB.items() if name != "generator.layers.0.conv_1.weight_v"}


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        (HUB | {"generator.extra": torch.ones(3)}, "generator.extra is no part of one"),
        (HUB | {"a": torch.ones(3), "b": torch.ones(3)}, "a (and 1 more) is no part of one"),
        (NO_V, "generator.layers.0.conv_1.weight_v is missing"),
        (HUB | {"generator.gen_z.weight_u": torch.zeros(1024)}, "generator.gen_z.weight_u gives a spectral norm of 0"),
        (HUB | {"generator.bn.running_vars": -torch.ones(51, 4)}, "generator.bn.running_vars holds a negative"),
        (HUB | {"generator.bn.running_vars": torch.ones(50, 4)}, "running_vars is 50 x 4, where 51 x 4 is needed"),
        (HUB | {"generator.bn.bias": torch.ones(4, dtype=torch.complex64)}, "bias holds complex numbers"),
        (HUB | {"embeddings.weight": torch.ones(11, 7)}, "takes 11 numbers, of which 11 are the class"),
        (HUB | {"embeddings.weight": torch.ones(5)}, "embeddings.weight is 5, where any x any is needed"),
        (ORIGINAL | {"linear.u0": torch.zeros(1, 256)}, "linear.u0 gives a spectral norm of 0"),
        (ORIGINAL | {"blocks.1.1.gamma": torch.ones(2)}, "blocks.1.1.gamma is 2, where 1 is needed"),
        (ORIGINAL | {"blocks.3.0.conv1.bias": torch.ones(2)}, "blocks.3.0.conv1.bias is no part of one"),
        (DEEP | {"shared.weight": torch.ones(7, 11)}, "takes 11 numbers, of which 11 are the class"),
    ],
)
def test_what_does_not_fit_is_named(weights: dict[str, Tensor], says: str) -> None:
    with pytest.raises(DoesNotFit) as caught:
        BigGAN.from_weights(weights, config_of() if "embeddings.weight" in weights else {})
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("config", "says"),
    [
        ("{", "cannot be read"),
        ("[" * 100_000, "cannot be read"),
        ("[1]", "holds no settings"),
        (config_of(eps="small")["config"], "eps in its config.json is not a number between 0 and 1"),
        (config_of(eps=0)["config"], "eps in its config.json is not a number between 0 and 1"),
        (config_of(eps=math.nan)["config"], "eps in its config.json is not a number between 0 and 1"),
        (config_of(LAYERS[:-1])["config"], "config.json has 4 layers, where the weights have 5"),
        (config_of([[1, 2, 3]] * 5)["config"], "do not say whether they double the side"),
        (config_of([[]] * 5)["config"], "is not a list of blocks"),
    ],
)
def test_settings_that_do_not_fit_are_named(config: str, says: str) -> None:
    with pytest.raises(DoesNotFit) as caught:
        BigGAN.from_weights(HUB, {"config": config})
    assert says in str(caught.value)


def test_absurd_sizes_are_refused_before_memory_is_asked_for() -> None:
    with pytest.raises(DoesNotFit, match="wider than 1024 pixels"):
        BigGAN.from_weights(original_weights((8,) * 10), {})
    every = [[True, *layer[1:]] for layer in LAYERS]
    assert BigGAN.from_weights(HUB, config_of(every)).resolution == 128
    late = original_weights((8,) * 8)
    random = Random(1)
    original_attention(random, "blocks.6.1.", 8)
    with pytest.raises(DoesNotFit, match=r"blocks\.6\.1\.gamma is of attention at 512 px"):
        BigGAN.from_weights(late | random.weights, {})


def test_files_open_and_strange_ones_are_not_called_a_biggan(tmp_path: Path) -> None:
    torch.save(hub_weights(USUAL), tmp_path / "pytorch_model.bin")
    torch.save({f"module.{name}": weight for name, weight in original_weights().items()}, tmp_path / "G_ema.pth")
    deep, original = load(tmp_path / "pytorch_model.bin"), load(tmp_path / "G_ema.pth")
    assert deep.family == original.family == "biggan" and deep.tied and not original.tied
    codes = original.sample(2)
    assert torch.equal(original.synthesize(codes), small_biggan().synthesize(codes))
    torch.save({f"encoder.{i}.weight": torch.ones(2, 2) for i in range(6)}, tmp_path / "other.pth")
    with pytest.raises(UnreadableFile) as caught:
        load(tmp_path / "other.pth")
    assert "the nearest is BigGAN" not in str(caught.value)
    for family in families().values():
        if family is not BigGAN:
            assert not any(family.matches(weights, {}) for weights in (HUB, ORIGINAL, DEEP)), family


def golden() -> dict[str, np.ndarray]:
    pictures = {}
    for name, generator in {"deep": small_biggan_deep(), "original": small_biggan()}.items():
        low = generator.prepared(Conditions(truncation=0.7))
        z = torch.cat([generator.draw(1, torch.Generator().manual_seed(seed)) for seed in (11, 12)])
        pictures[name] = F.avg_pool2d(low.synthesize(generator.map(z, torch.tensor([3, 3]))), 4).numpy()
    return pictures


def test_pictures_are_those_of_last_year() -> None:
    kept = np.load(GOLDEN)
    for name, picture in golden().items():
        np.testing.assert_allclose(picture, kept[name], atol=1e-4, err_msg=name)


if __name__ == "__main__":
    np.savez_compressed(GOLDEN, **golden())
