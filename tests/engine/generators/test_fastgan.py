"""A FastGAN rebuilt from its weights alone, against modules written from the paper, in each form that people have.

`python -m tests.engine.generators.test_fastgan` writes the golden pictures anew.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.nn.utils import spectral_norm

from app.cli.facts import facts_of, in_lines
from engine.checkpoints.convert import convert
from engine.checkpoints.reading import read
from engine.document.conditions import Conditions
from engine.generator import Generator
from engine.generators import families, load
from engine.generators.fastgan.family import FastGAN
from engine.generators.reading import DoesNotFit
from tests.engine.generators.golden import check_same, keep
from tests.hostile import network, nvidia_bytes, torch_bytes

GOLDEN = Path(__file__).parents[2] / "golden" / "fastgan.npz"
Z = 10
WIDTHS = {4: 32, 8: 16, 16: 8, 32: 6, 64: 4, 128: 4, 256: 3, 512: 3, 1024: 2}
BUFFERS = ("weight_u", "weight_v", "running_mean", "running_var", "stored_mean", "stored_var")


class Noisy(nn.Module):
    """Noise that is handed in by whoever asks for a picture, and drawn anew in training."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.full((1,), 0.1))
        self.maps: Iterator[Tensor] | None = None

    def forward(self, h: Tensor) -> Tensor:
        if self.training:
            return h + self.weight * torch.randn(len(h), 1, *h.shape[2:])
        return h if self.maps is None else h + self.weight * next(self.maps)


class OfClass(nn.Module):
    """A batch norm whose gain and offset are linear in the class's embedding."""

    def __init__(self, channels: int, inputs: int) -> None:
        super().__init__()
        self.gain, self.bias = (spectral_norm(nn.Linear(inputs, channels)) for _ in range(2))
        self.register_buffer("stored_mean", 0.2 * torch.randn(channels))
        self.register_buffer("stored_var", 0.5 + torch.rand(channels))

    def forward(self, h: Tensor, e: Tensor) -> Tensor:
        mean, var = (getattr(self, f"stored_{what}")[:, None, None] for what in ("mean", "var"))
        normed = (h - mean) / (var + 1e-5).sqrt()
        return normed * (1 + self.gain(e)[:, :, None, None]) + self.bias(e)[:, :, None, None]


def convolution(wide: int, narrow: int, kernel: int = 3, bias: bool = False) -> nn.Module:
    return spectral_norm(nn.Conv2d(wide, narrow, kernel, padding=1 if kernel == 3 else 0, bias=bias))


def block(wide: int, narrow: int, double: bool) -> nn.Sequential:
    layers = [nn.Upsample(scale_factor=2), convolution(wide, 2 * narrow), nn.BatchNorm2d(2 * narrow), nn.GLU(1)]
    if double:
        layers.insert(2, Noisy())
        layers += [convolution(narrow, 2 * narrow), Noisy(), nn.BatchNorm2d(2 * narrow), nn.GLU(1)]
    return nn.Sequential(*layers)


class ClassBlock(nn.Module):
    def __init__(self, wide: int, narrow: int, double: bool) -> None:
        super().__init__()
        self.double = double
        if double:
            self.conv1, self.conv2 = convolution(wide, 2 * narrow), convolution(narrow, 2 * narrow)
            self.bn1, self.bn2, self.noise = OfClass(2 * narrow, Z), OfClass(2 * narrow, Z), Noisy()
        else:
            self.conv, self.bn = convolution(wide, 2 * narrow), OfClass(2 * narrow, Z)

    def forward(self, x: Tensor, e: Tensor) -> Tensor:
        x = F.interpolate(x, scale_factor=2)
        if not self.double:
            return F.glu(self.bn(self.conv(x), e), 1)
        x = F.glu(self.bn1(self.noise(self.conv1(x)), e), 1)
        return F.glu(self.bn2(self.noise(self.conv2(x)), e), 1)


class Excitation(nn.Module):
    def __init__(self, low: int, high: int) -> None:
        super().__init__()
        first, second = convolution(low, high, 4), convolution(high, high, 1)
        self.main = nn.Sequential(nn.AdaptiveAvgPool2d(4), first, nn.SiLU(), second, nn.Sigmoid())

    def forward(self, low: Tensor, high: Tensor) -> Tensor:
        return high * self.main(low)


class Truth(nn.Module):
    """`form`: "authors", "tanh" (their older code), "big" or "lite" of projected-gan; `held`: the largest in it."""

    def __init__(self, side: int, form: str, classes: int = 0, held: int = 0) -> None:
        super().__init__()
        self.side, self.form, self.projected = side, form, form in ("big", "lite")
        self.init = nn.Module()
        first = spectral_norm(nn.ConvTranspose2d(Z, 2 * WIDTHS[4], 4, bias=False))
        self.init.init = nn.Sequential(first, nn.BatchNorm2d(2 * WIDTHS[4]), nn.GLU(1))
        self.sides = [s for s in WIDTHS if 4 < s <= max(side, held)]
        for s in self.sides:
            double = form == "big" or (not self.projected and s in (8, 32, 128, 512))
            kind = ClassBlock if classes else block
            self.add_module(f"feat_{s}", kind(WIDTHS[s // 2], WIDTHS[s], double))
            if 64 <= s <= 512:
                self.add_module(f"se_{s}", Excitation(WIDTHS[s // 16], WIDTHS[s]))
        last = convolution(WIDTHS[side], 3, bias=self.projected)
        self.to_big = nn.Sequential(last, nn.Tanh()) if form == "tanh" else last
        if not self.projected and side >= 128:
            small = convolution(WIDTHS[128], 3, 1)
            self.to_128 = nn.Sequential(small, nn.Tanh()) if form == "tanh" else small
        if classes:
            self.embed = nn.Embedding(classes, Z)

    def forward(self, z: Tensor, c: Tensor) -> tuple[Tensor, Tensor | None]:
        if self.projected:
            z = z / z.square().mean(1, keepdim=True).sqrt()
        e = (self.embed(c),) if hasattr(self, "embed") else ()
        h = {4: self.init.init(z[:, :, None, None])}
        for s in [s for s in self.sides if s <= self.side]:
            h[s] = self.get_submodule(f"feat_{s}")(h[s // 2], *e)
            if 64 <= s <= 512:
                h[s] = self.get_submodule(f"se_{s}")(h[s // 16], h[s])
        end = torch.tanh if self.side == 1024 and not self.projected else nn.Identity()
        return end(self.to_big(h[self.side])), end(self.to_128(h[128])) if hasattr(self, "to_128") else None


@cache
def trained(side: int, form: str, classes: int = 0, held: int = 0) -> Truth:
    """The module as after training: statistics of what it draws, and vectors of spectral norm not yet at rest."""
    with torch.random.fork_rng():
        torch.manual_seed(side + classes)
        truth = Truth(side, form, classes, held)
        for module in truth.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.momentum = None
                nn.init.normal_(module.weight, 1, 0.2)
                nn.init.normal_(module.bias, 0, 0.2)
        with torch.no_grad():
            count = 16 if side <= 128 else 3
            for _ in range(2):
                truth.train()(torch.randn(count, Z), torch.randint(max(classes, 1), (count,)))
            for name, buffer in truth.named_buffers():
                if name.endswith("_u") and name.startswith("feat"):
                    buffer.copy_(F.normalize(buffer + 0.05 * torch.randn_like(buffer), dim=0))
                if name.endswith(("to_big.weight_u", "to_128.weight_u")):
                    buffer.mul_(0.4)  # so that pictures fill their range
    return truth.eval().requires_grad_(False)


def prefixed(truth: nn.Module, prefix: str) -> dict[str, Tensor]:
    return {prefix + name: weight for name, weight in truth.state_dict().items()}


def projected(truth: nn.Module, **settings: object) -> bytes:
    """projected-gan's snapshot."""
    module = network(prefixed(truth, "synthesis."), BUFFERS, **settings)
    return nvidia_bytes({"G": None, "D": network({"a": torch.ones(9)}), "G_ema": module, "training_set_kwargs": {}})


def small_fastgan(classes: int = 0) -> Generator:
    """64 px, seeded; projected-gan's with classes unless `classes` is 0, when it is the authors' with noise."""
    truth = trained(64, "big", classes) if classes else trained(64, "authors")
    generator = FastGAN.from_weights(truth.state_dict(), {})
    generator.name, generator.sha256 = "small fastgan", "f" * 64
    return generator


def check(generator: Generator, truth: Truth, classes: int = 0) -> None:
    """The picture, the small one beside it, and every kind of noise are the module's."""
    z, c = generator.noise(2, 3), torch.arange(2) % max(classes, 1)
    codes = generator.map(z, c if classes else None)
    noisy = [module for module in truth.modules() if isinstance(module, Noisy)]
    for conditions in (Conditions("none"), Conditions()):
        maps = iter([each[None, None] for _, each in sorted(generator.noise_maps.items())])
        for module in noisy:
            module.maps = maps if conditions.noise == "constant" and generator.noises else None
        picture, small = truth(z, c)
        drawn = generator.prepared(conditions)
        images = drawn.synthesize(codes)
        assert images.shape == (2, 3, truth.side, truth.side) and 0.02 < picture.std() < 8
        assert (images - picture).abs().max() < 1e-4 * float(picture.max() - picture.min())
        features, found = None, None
        for stage in drawn.stages:
            features = stage.run(features, codes)
            found = stage.rgb(features) if stage.rgb is not None else found
        assert (small is None or truth.side == 128) == (found is None)
        assert found is None or (found - small).abs().max() < 1e-4 * float(small.max() - small.min())
    for module in noisy:
        module.maps = None


@pytest.mark.parametrize("side", [64, 128, 256, 512, 1024])
def test_pictures_of_the_authors_form_are_those_of_the_module(side: int) -> None:
    truth = trained(side, "authors")
    generator = FastGAN.from_weights(truth.state_dict(), {})
    check(generator, truth)
    assert generator.resolution == side and generator.noises and generator.classes == 0 and generator.z_dim == Z
    assert generator.parameters == sum(weight.numel() for weight in truth.parameters())
    assert generator.synthesize(generator.sample(1)).abs().max() <= 1 or side < 1024  # where it ends in a tanh


def test_older_files_of_theirs_end_in_a_tanh() -> None:
    check(FastGAN.from_weights(trained(256, "tanh").state_dict(), {}), trained(256, "tanh"))


@pytest.mark.parametrize(("form", "classes"), [("big", 0), ("lite", 0), ("big", 3), ("lite", 3)])
@pytest.mark.parametrize(("side", "held"), [(64, 0), (128, 256), (256, 0)])
def test_projected_gans_pickle_opens(tmp_path: Path, form: str, classes: int, side: int, held: int) -> None:
    truth, path = trained(side, form, classes, held), tmp_path / "network-snapshot.pkl"
    path.write_bytes(projected(truth, z_dim=Z, c_dim=classes, img_resolution=side))
    generator = load(path)
    check(generator, truth, classes)
    assert (generator.family, generator.resolution, generator.classes) == ("fastgan", side, classes)
    assert torch.equal(generator.noise(1, 7)[0], torch.tensor(np.random.RandomState(7).randn(Z), dtype=torch.float32))
    assert {stage.slots for stage in generator.stages[1:]} == {("class",) if classes else ()}


def average(truth: nn.Module) -> list[Tensor]:
    random = torch.Generator().manual_seed(1)
    return [p + 0.005 * torch.randn(p.shape, generator=random) for p in truth.parameters()]


@pytest.mark.parametrize("prefix", ["", "module."])
def test_the_averages_without_names_are_the_ones_taken(tmp_path: Path, prefix: str) -> None:
    truth, path = Truth(64, "authors"), tmp_path / "all_50000.pth"
    truth.load_state_dict(trained(64, "authors").state_dict())
    means = average(truth)
    optimizer = {"state": {0: {"exp_avg": torch.ones(3)}}, "param_groups": [{"lr": 1, "params": [0]}]}
    saved = {"g": prefixed(truth, prefix), "d": {"down.0.weight": torch.ones(99)}, "g_ema": means, "opt_g": optimizer}
    path.write_bytes(torch_bytes(saved))
    with torch.no_grad():
        for parameter, mean in zip(truth.parameters(), means, strict=True):
            parameter.copy_(mean)
    check(load(path), truth.eval().requires_grad_(False))


@pytest.mark.parametrize("shorter", [lambda means: means[:-1], lambda means: [torch.ones(2), *means[1:]]])
def test_averages_that_belong_to_another_network_are_left(tmp_path: Path, shorter: Callable) -> None:
    truth, path = trained(64, "authors"), tmp_path / "all_1.pth"
    path.write_bytes(torch_bytes({"g": truth.state_dict(), "g_ema": shorter(average(truth))}))
    check(load(path), truth)


@pytest.mark.parametrize("form", [lambda t: pickle.dumps(dict(t.state_dict())), lambda t: torch_bytes(t.state_dict())])
def test_a_plain_state_dict_opens_and_its_safetensors_are_the_same(tmp_path: Path, form: Callable) -> None:
    truth, path = trained(128, "authors"), tmp_path / "g.pth"
    path.write_bytes(form(truth))
    check(load(path), truth)
    convert(read(path), tmp_path / "g.safetensors", load(path).family)
    again = load(tmp_path / "g.safetensors")
    check(again, truth)
    assert "FastGAN" in in_lines(facts_of(again)) and again.sha256 == load(path).sha256


def test_seeded_noise_is_that_of_its_seed_and_maps_can_be_laid_in() -> None:
    generator = small_fastgan()
    codes, maps = generator.sample(1, 2), generator.noise_maps
    assert len(maps) == 4 and [each.shape[-1] for each in maps.values()] == [8, 8, 32, 32]
    drawn = generator.prepared(Conditions("seeded", 5)).synthesize(codes)
    assert not torch.equal(drawn, generator.synthesize(codes))
    random = torch.Generator().manual_seed(5)
    own = {i: torch.randn(1, 1, *each.shape, generator=random)[0, 0] for i, each in maps.items()}
    assert torch.equal(generator.with_noise(own).synthesize(codes), drawn)
    with pytest.raises(ValueError, match="another"):
        generator.with_noise({99: torch.ones(8, 8)})


def test_noise_of_no_strength_is_none() -> None:
    weights = trained(64, "authors").state_dict() | {f"feat_{s}.{i}.weight": torch.zeros(1) for s in (8, 32)
                                                     for i in (2, 6)}  # fmt: skip
    assert FastGAN.from_weights(weights, {}).noises == ()


def test_classes_mix_by_their_embeddings() -> None:
    generator, embedding = small_fastgan(3), trained(64, "big", 3).embed.weight
    mixed = generator.map(generator.noise(1, 0), torch.tensor([[0.25, 0.0, 0.75]]))
    assert torch.allclose(mixed[0, Z:], 0.25 * embedding[0] + 0.75 * embedding[2], atol=1e-6)
    assert torch.equal(generator.mean_code(2), torch.cat((torch.zeros(Z), embedding[2])))
    with pytest.raises(ValueError, match="The classes here"):
        generator.map(generator.noise(1, 0), torch.tensor([3]))


def broken(name: str, weight: Tensor | None, form: str = "authors", classes: int = 0) -> dict[str, Tensor]:
    weights = dict(trained(64, form, classes).state_dict())
    if weight is None:
        del weights[name]
        return weights
    return weights | {name: weight}


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        (broken("feat_16.1.weight_u", None), "feat_16.1.weight_u is missing"),
        (broken("feat_8.7.running_var", None), "feat_8.7.running_var is missing"),
        (broken("se_64.main.3.weight_u", torch.ones(9)), "se_64.main.3.weight_u is 9, not 4"),
        (broken("init.init.0.weight_u", torch.ones(Z)), "init.init.0.weight_u is 10, not 64"),
        (broken("feat_8.3.running_var", -torch.ones(32)), "feat_8.3.running_var holds a negative variance"),
        (broken("feat_16.2.bias", torch.ones(3)), "feat_16.2.bias is 3, where 16 is needed"),
        (broken("feat_8.2.weight", torch.ones(3)), "feat_8.2.weight is 3, where 1 is needed"),
        (broken("style.0.weight", torch.ones(3)), "style.0.weight is no part of one"),
        (broken("embed.weight", None, "big", 3), "feat_8.1.weight is missing"),
        (broken("feat_8.bn1.gain.weight_orig", torch.ones(32, 9), "big", 3), "gain.weight_v is 10, not 9"),
        (
            broken("to_big.weight_orig", torch.ones(4, 4, 3, 3), "authors") | {"to_big.weight_u": torch.ones(4)},
            "to_big.weight gives 4 channels, where a picture has 3",
        ),
    ],
)
def test_what_does_not_fit_is_named(weights: dict[str, Tensor], says: str) -> None:
    with pytest.raises(DoesNotFit) as caught:
        FastGAN.from_weights(weights, {})
    assert says in str(caught.value) and caught.value.keys


def test_its_weights_are_of_no_other_family() -> None:
    for weights in (trained(64, "authors").state_dict(), prefixed(trained(64, "lite", 3), "synthesis.")):
        assert [name for name, family in families().items() if family.matches(weights, {})] == ["fastgan"]


def golden_pictures() -> dict[str, np.ndarray]:
    """Two pictures of each small network, averaged to 16 x 16."""
    found = {}
    for classes in (0, 3):
        generator = small_fastgan(classes)
        images = generator.synthesize(generator.sample(2, seed=1, label=2 if classes else None))
        found[f"classes{classes}"] = F.avg_pool2d(images, 4).numpy()
    return found


def test_pictures_are_those_of_before() -> None:
    check_same(GOLDEN, golden_pictures())


if __name__ == "__main__":
    keep(GOLDEN, golden_pictures())
