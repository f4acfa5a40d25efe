"""An SNGAN rebuilt from its weights alone, against modules written from the paper.

`python -m tests.engine.generators.test_sngan` writes the golden pictures anew.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import Tensor, nn

from engine.checkpoints.checkpoint import UnreadableFile
from engine.generator import Generator
from engine.generators import families, load
from engine.generators.reading import DoesNotFit
from engine.generators.sngan.family import SNGAN
from tests.engine.generators.golden import check_same, keep

GOLDEN = Path(__file__).parents[2] / "golden" / "sngan.npz"
Z = 10


class PairNorm(nn.Module):
    """Scale and shift side by side in one table, as `embed`, beside a norm `bn`."""

    def __init__(self, channels: int, classes: int) -> None:
        super().__init__()
        self.bn = nn.BatchNorm2d(channels, affine=False)
        self.embed = nn.Embedding(classes, 2 * channels)

    def forward(self, h: Tensor, c: Tensor) -> Tensor:
        scale, shift = self.embed(c)[:, :, None, None].chunk(2, dim=1)
        return self.bn(h) * scale + shift


class TableNorm(nn.BatchNorm2d):
    """Scale and shift in two tables, in the norm itself."""

    def __init__(self, channels: int, classes: int) -> None:
        super().__init__(channels, affine=False)
        self.weights, self.biases = nn.Embedding(classes, channels), nn.Embedding(classes, channels)

    def forward(self, h: Tensor, c: Tensor) -> Tensor:
        return super().forward(h) * self.weights(c)[:, :, None, None] + self.biases(c)[:, :, None, None]


class PlainNorm(nn.BatchNorm2d):
    def __init__(self, channels: int, classes: int) -> None:
        super().__init__(channels)

    def forward(self, h: Tensor, c: Tensor) -> Tensor:
        return super().forward(h)


class TrueBlock(nn.Module):
    def __init__(self, wide: int, narrow: int, norm: Callable[..., nn.Module], classes: int, mode: str) -> None:
        super().__init__()
        self.mode = mode
        self.b1, self.b2 = norm(wide, classes), norm(narrow, classes)
        self.c1, self.c2 = nn.Conv2d(wide, narrow, 3, 1, 1), nn.Conv2d(narrow, narrow, 3, 1, 1)
        self.c_sc = nn.Conv2d(wide, narrow, 1)

    def forward(self, x: Tensor, c: Tensor) -> Tensor:
        h = self.c1(F.interpolate(F.relu(self.b1(x, c)), scale_factor=2, mode=self.mode))
        return self.c2(F.relu(self.b2(h, c))) + self.c_sc(F.interpolate(x, scale_factor=2, mode=self.mode))


class Truth(nn.Module):
    """l1, block2, block3, ..., bN, cN; `kernel` and `last` are the last convolution's."""

    def __init__(
        self, widths: list[int], norm: Callable[..., nn.Module], classes: int, mode: str, side: int, last: str
    ) -> None:
        super().__init__()
        self.side, self.count = side, len(widths) - 1
        self.l1 = nn.Linear(Z, widths[0] * side * side)
        for i in range(self.count):
            setattr(self, f"block{i + 2}", TrueBlock(widths[i], widths[i + 1], norm, classes, mode))
        self.norm, self.last = f"b{self.count + 2}", f"{last}{self.count + 2}"
        setattr(self, self.norm, nn.BatchNorm2d(widths[-1]))
        kernel = 1 if last == "conv" else 3
        setattr(self, self.last, nn.Conv2d(widths[-1], 3, kernel, padding=kernel // 2))

    def forward(self, z: Tensor, c: Tensor) -> Tensor:
        h = self.l1(z).view(len(z), -1, self.side, self.side)
        for i in range(self.count):
            h = getattr(self, f"block{i + 2}")(h, c)
        return torch.tanh(getattr(self, self.last)(F.relu(getattr(self, self.norm)(h))))


class DenseBlock(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1, self.conv2 = (nn.Conv2d(channels, channels, 3, 1, 1) for _ in range(2))
        norms = nn.BatchNorm2d(channels), nn.BatchNorm2d(channels)
        up = nn.Upsample(scale_factor=2)
        self.model = nn.Sequential(norms[0], nn.ReLU(), up, self.conv1, norms[1], nn.ReLU(), self.conv2)

    def forward(self, x: Tensor) -> Tensor:
        return self.model(x) + F.interpolate(x, scale_factor=2, mode="nearest")


class DenseTruth(nn.Module):
    """dense, model, final: nothing beside the blocks, and the convolutions twice in the state dict."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.dense, self.final = nn.Linear(Z, 16 * channels), nn.Conv2d(channels, 3, 3, 1, 1)
        blocks = DenseBlock(channels), DenseBlock(channels)
        self.model = nn.Sequential(*blocks, nn.BatchNorm2d(channels), nn.ReLU(), self.final, nn.Tanh())

    def forward(self, z: Tensor, c: Tensor) -> Tensor:
        return self.model(self.dense(z).view(len(z), -1, 4, 4))


def trained(make: Callable[[], nn.Module], classes: int = 0, spectral: bool = False) -> nn.Module:
    """The module as after training: its batch norms hold the statistics of what it draws."""
    with torch.random.fork_rng():
        torch.manual_seed(8)
        truth = make()
        for module in list(truth.modules()):
            if isinstance(module, nn.BatchNorm2d):
                module.momentum = None
                if module.affine:
                    nn.init.normal_(module.weight, 1, 0.2)
                    nn.init.normal_(module.bias, 0, 0.2)
            if spectral and isinstance(module, nn.Conv2d | nn.Linear):
                nn.utils.parametrizations.spectral_norm(module)
        with torch.no_grad():
            for _ in range(3):
                truth.train()(torch.randn(64, Z), torch.randint(max(classes, 1), (64,)))
    return truth.eval().requires_grad_(False)


@cache
def plain(mode: str = "nearest", widths: tuple[int, ...] = (12, 10, 8), side: int = 4) -> nn.Module:
    return trained(lambda: Truth(list(widths), PlainNorm, 0, mode, side, "c"))


@cache
def conditional(mode: str = "bilinear", norm: Any = PairNorm, last: str = "c", spectral: bool = False) -> nn.Module:
    return trained(lambda: Truth([12, 10, 8], norm, 3, mode, 4, last), 3, spectral)


def small_sngan(classes: int = 3) -> Generator:
    """16 px, seeded; conditional unless `classes` is 0."""
    truth = conditional() if classes else plain()
    generator = SNGAN.from_weights(truth.state_dict(), {})
    generator.name, generator.sha256 = "small sngan", "5" * 64
    return generator


def old_spectral(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Today's names of spectral norm made those of torch 1."""
    ends = {"parametrizations.weight.original": "weight_orig"}
    ends |= {f"parametrizations.weight.0._{v}": f"weight_{v}" for v in "uv"}
    for new, old in ends.items():
        weights = {name.replace(new, old): weight for name, weight in weights.items()}
    return weights


@pytest.mark.parametrize("widths", [(12, 10, 8), (9, 9), (16, 16, 8, 4)])
@pytest.mark.parametrize("side", [4, 6])
@pytest.mark.parametrize("mode", ["nearest", "bilinear"])
def test_pictures_are_those_of_the_module(widths: tuple[int, ...], side: int, mode: str) -> None:
    truth = plain(mode, widths, side)
    generator = SNGAN.from_weights(truth.state_dict(), {})
    codes = generator.sample(4, seed=2)
    images = generator.synthesize(codes)
    size = side * 2 ** (len(widths) - 1)
    assert generator.resolution == size and images.shape == (4, 3, size, size) and images.std() > 0.05
    assert (images - truth(codes, torch.zeros(4))).abs().max() < 1e-5
    assert generator.parameters == sum(weight.numel() for weight in truth.parameters())
    assert [slot.name for slot in generator.layout.slots] == ["z"] and generator.classes == 0


@pytest.mark.parametrize(
    "make",
    [
        conditional,
        lambda: conditional("nearest"),
        lambda: conditional("bilinear", TableNorm, "conv"),
        lambda: conditional(spectral=True),
    ],
)
def test_a_class_is_the_modules_class(make: Callable[[], nn.Module]) -> None:
    truth = make()
    generator = SNGAN.from_weights(truth.state_dict(), {})
    slots = [(slot.name, slot.dimension, slot.kind) for slot in generator.layout.slots]
    assert slots == [("z", Z, "latent"), ("class", 3, "class")] and generator.classes == 3
    z, c = generator.noise(6, 4), torch.tensor([2, 0, 1, 1, 0, 2])
    images = generator.synthesize(generator.map(z, c))
    assert (images - truth(z, c)).abs().max() < 1e-5 and images.std() > 0.05
    alike = generator.synthesize(generator.map(z[:1].expand(3, -1), torch.arange(3)))
    assert (alike[0] - alike[1]).abs().max() > 0.05 and (alike[1] - alike[2]).abs().max() > 0.05
    assert torch.equal(generator.sample(1, seed=5, label=2), generator.map(generator.noise(1, 5), torch.tensor([2])))
    assert torch.equal(generator.sample(1, seed=5), generator.sample(1, seed=5, label=0))
    assert generator.parameters == sum(weight.numel() for weight in truth.parameters())


def test_both_names_of_spectral_norm_give_the_same_pictures() -> None:
    truth = conditional(spectral=True)
    new = SNGAN.from_weights(truth.state_dict(), {})
    old = SNGAN.from_weights(old_spectral(truth.state_dict()), {})
    codes = new.sample(3, label=1)
    assert torch.equal(new.synthesize(codes), old.synthesize(codes))
    raw = {
        name.replace("parametrizations.weight.original", "weight"): weight
        for name, weight in truth.state_dict().items()
        if not name.endswith(("._u", "._v"))
    }
    assert (SNGAN.from_weights(raw, {}).synthesize(codes) - new.synthesize(codes)).abs().max() > 0.01


def test_a_network_without_convolutions_beside_its_blocks() -> None:
    truth = trained(lambda: DenseTruth(9))
    generator = SNGAN.from_weights(truth.state_dict(), {})
    codes = generator.sample(4)
    assert generator.resolution == 16 and generator.synthesize(codes).std() > 0.05
    assert (generator.synthesize(codes) - truth(codes, codes)).abs().max() < 1e-5
    assert generator.parameters == sum(weight.numel() for weight in truth.parameters())


def test_classes_can_be_mixed_and_the_mean_keeps_its_class() -> None:
    generator = small_sngan()
    z = generator.noise(2, 0)
    mixed = generator.map(z, torch.tensor([[0.25, 0.75, 0], [0, 0, 1]]))
    assert torch.equal(mixed[:, Z:], torch.tensor([[0.25, 0.75, 0], [0, 0, 1]]))
    assert torch.equal(generator.mean_code(1), torch.tensor([0.0] * Z + [0, 1, 0]))
    assert torch.equal(generator.mean_code(), generator.mean_code(0))
    for wrong in (torch.tensor([0, 3]), torch.tensor([-1, 0]), torch.tensor([0]), torch.ones(2, 4)):
        with pytest.raises(ValueError, match="class"):
            generator.map(z, wrong)


def test_the_class_is_read_by_every_block_and_z_by_the_first_stage_only() -> None:
    generator = small_sngan()
    assert [(stage.name, stage.slots) for stage in generator.stages] == [
        ("z", ("z",)),
        ("8 px", ("class",)),
        ("16 px", ("class",)),
        ("picture", ()),
    ]
    assert [stage.slots for stage in small_sngan(0).stages] == [("z",), (), (), ()]


def without(name: str) -> dict[str, Tensor]:
    weights = conditional().state_dict()
    del weights[name]
    return weights


def with_other(name: str, weight: Tensor, truth: Callable[[], nn.Module] = conditional) -> dict[str, Tensor]:
    return truth().state_dict() | {name: weight}


def spectral() -> nn.Module:
    return conditional(spectral=True)


@cache
def dense() -> nn.Module:
    return trained(lambda: DenseTruth(9))


U = "block3.c1.parametrizations.weight.0._u"


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        (without("block3.b2.bn.running_var"), "block3.b2.bn.running_var is missing"),
        (without("block2.c_sc.weight"), "block2.c_sc.weight is missing"),
        (without("l1.weight"), "l1.weight is missing"),
        (without("c4.weight"), "c4.weight is missing"),
        (without("block2.b1.embed.weight"), "block2.b1.running_mean is missing"),
        (without("block3.b1.embed.weight"), "block3.b1.running_mean is of a norm that takes no class"),
        (
            with_other("block2.b1.embed.weight", torch.ones(3, 25)),
            "block2.b1.embed.weight is 3 x 25, where any x 24",
        ),
        (with_other("block3.b1.embed.weight", torch.ones(4, 20)), "block3.b1.embed.weight is 4 x 20, where 3 x 20 is"),
        (with_other("block3.c1.weight", torch.ones(8, 9, 3, 3)), "block3.c1.weight is 8 x 9 x 3 x 3, where any x 10 x"),
        (with_other("block3.c2.bias", torch.ones(2)), "block3.c2.bias is 2, where 8 is needed"),
        (with_other("c4.weight", torch.ones(1, 8, 3, 3)), "c4.weight is 1 x 8 x 3 x 3, where 3 x 8 x 3 x 3 is needed"),
        (with_other("l1.weight", torch.ones(190, Z)), "l1.weight gives 190 numbers, no square of 12 channels"),
        (with_other("l1.weight", torch.tensor(1.0)), "l1.weight is a single number, where any x any is needed"),
        (with_other("b4.running_var", -torch.ones(8)), "b4.running_var holds a negative variance"),
        (with_other("block5.c1.weight", torch.ones(2)), "block4.c1.weight is missing"),
        (with_other("b5.weight", torch.ones(2)), "b5.weight is no part of one"),
        (with_other("attention.gamma", torch.ones(1)), "attention.gamma is no part of one"),
        (with_other(U, torch.ones(3), spectral), f"{U} is 3, not 8"),
        (with_other(U, torch.zeros(8), spectral), "has no spectral norm"),
        (with_other("model.0.model.3.weight", torch.ones(9, 9, 3, 3), dense), "model.0.model.3.weight is not the same"),
        (
            with_other("model.1.conv1.bias", torch.ones(2), dense),
            "model.1.model.3.bias is not the same as model",
        ),
        (with_other("model.1.model.0.bias", torch.ones(2), dense), "model.1.model.0.bias is 2, where 9 is needed"),
        ({}, "block2.c1.weight is missing"),
    ],
)
def test_what_does_not_fit_is_named(weights: dict[str, Tensor], says: str) -> None:
    with pytest.raises(DoesNotFit) as caught:
        SNGAN.from_weights(weights, {})
    assert says in str(caught.value) and caught.value.keys


def test_a_network_that_no_memory_holds_is_refused() -> None:
    weights = {"l1.weight": torch.ones(4096, 1), "block2.c1.weight": torch.ones(70000, 1, 3, 3)}
    for norm, channels in (("block2.b1", 1), ("block2.b2", 70000), ("b3", 1)):
        weights |= {f"{norm}.running_{what}": torch.ones(channels) for what in ("mean", "var")}
    weights |= {"block2.c2.weight": torch.ones(1, 70000, 3, 3), "block2.c_sc.weight": torch.ones(1, 1, 1, 1)}
    with pytest.raises(DoesNotFit, match=r"block2\.c2\.weight is among 70000 channels of 128 px"):
        SNGAN.from_weights(weights | {"c3.weight": torch.ones(3, 1, 3, 3)}, {})


def test_its_weights_are_of_no_other_family_and_a_critic_is_not_taken_for_it() -> None:
    for truth in (plain(), conditional(), conditional(spectral=True), dense()):
        weights = truth.state_dict()
        assert [name for name, family in families().items() if family.matches(weights, {})] == ["sngan"]
    critic = {"block1.c1.weight": torch.ones(8, 3, 3, 3), "block2.c1.weight": torch.ones(8, 8, 3, 3)}
    assert not SNGAN.matches(critic | {"l5.weight": torch.ones(1, 8)}, {})


def test_a_checkpoint_opens_and_one_that_does_not_fit_is_refused_in_one_sentence(tmp_path: Path) -> None:
    truth = plain()
    torch.save({"model_state_dict": truth.state_dict(), "global_step": 4}, tmp_path / "netG.pth")
    generator = load(tmp_path / "netG.pth")
    codes = generator.sample(2)
    assert generator.family == "sngan"
    assert (generator.synthesize(codes) - truth(codes, codes)).abs().max() < 1e-5
    save_file(with_other("attention.gamma", torch.ones(1)), tmp_path / "odd.safetensors")
    with pytest.raises(UnreadableFile) as caught:
        load(tmp_path / "odd.safetensors")
    assert "SNGAN but does not fit together: attention.gamma is no part of one;" in str(caught.value)


def golden_pictures() -> dict[str, np.ndarray]:
    """Two pictures of each small network, averaged to 8 x 8."""
    pictures = {}
    for classes in (0, 3):
        generator = small_sngan(classes)
        images = generator.synthesize(generator.sample(2, seed=1, label=2 if classes else None))
        pictures[f"classes{classes}"] = F.avg_pool2d(images, 2).numpy()
    return pictures


def test_pictures_are_those_of_before() -> None:
    check_same(GOLDEN, golden_pictures())


if __name__ == "__main__":
    keep(GOLDEN, golden_pictures())
