"""A lightweight-gan rebuilt from its weights alone, against modules written as its generator is."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.document.conditions import Conditions
from engine.generator import Generator
from engine.generators import load
from engine.generators.lightweight.family import LightweightGAN
from engine.generators.reading import DoesNotFit
from tests.engine.checkpoints.test_checkpoints import torch_bytes

Z, HEADS = 12, 8


class Noise(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.full((1,), 0.02))
        self.map = torch.zeros(1)

    def forward(self, x: Tensor) -> Tensor:
        drawn = torch.randn(len(x), 1, *x.shape[2:]) if self.training else self.map
        return x + self.weight * drawn


class Blur(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("f", torch.tensor([1.0, 2.0, 1.0]))

    def forward(self, x: Tensor) -> Tensor:
        kernel = torch.outer(self.f, self.f) / 16
        return F.conv2d(F.pad(x, (1, 1, 1, 1), "reflect"), kernel.expand(x.shape[1], 1, 3, 3), groups=x.shape[1])


class Rise(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.net = nn.Sequential(nn.Conv2d(channels, 4 * channels, 1), nn.SiLU(), nn.PixelShuffle(2))

    def forward(self, x: Tensor) -> Tensor:
        return self.net(x)


class Attended(nn.Module):
    """Over all places and over nine, written with a loop over the heads."""

    def __init__(self, wide: int) -> None:
        super().__init__()
        inner = 4 * HEADS
        self.to_lin_q = nn.Conv2d(wide, inner, 1, bias=False)
        self.to_lin_kv = nn.Module()
        local = nn.Conv2d(wide, wide, 3, padding=1, groups=wide, bias=False)
        self.to_lin_kv.net = nn.Sequential(local, nn.Conv2d(wide, 2 * inner, 1, bias=False))
        self.to_q, self.to_kv = (nn.Conv2d(wide, k * inner, 1, bias=False) for k in (1, 2))
        self.to_out = nn.Conv2d(2 * inner, wide, 1)

    def forward(self, x: Tensor) -> Tensor:
        side, all_places, near = x.shape[-1], [], []
        lin = self.to_lin_q(x), *self.to_lin_kv.net(x).chunk(2, 1)
        own = self.to_q(x), *self.to_kv(x).chunk(2, 1)
        for h in range(HEADS):
            q, k, v = (t[:, 4 * h : 4 * h + 4].flatten(2) for t in lin)
            context = torch.einsum("ndp,nep->nde", k.softmax(2), v)
            all_places.append(torch.einsum("ndp,nde->nep", q.softmax(1) / 2, context).unflatten(2, (side, side)))
            q, k, v = (t[:, 4 * h : 4 * h + 4] for t in own)
            k, v = F.pad(k, (1, 1, 1, 1)), F.pad(v, (1, 1, 1, 1))
            shifts = [(slice(a, a + side), slice(b, b + side)) for a in range(3) for b in range(3)]
            scores = torch.stack([(q * k[:, :, a, b]).sum(1) / 2 for a, b in shifts], 1).softmax(1)
            near.append(sum(scores[:, i : i + 1] * v[:, :, a, b] for i, (a, b) in enumerate(shifts)))
        return self.to_out(torch.cat([F.gelu(torch.cat(all_places, 1)), *near], 1))


class Normed(nn.Module):
    def __init__(self, wide: int) -> None:
        super().__init__()
        self.fn, self.norm = Attended(wide), nn.Module()
        self.norm.g, self.norm.b = (nn.Parameter(torch.randn(1, wide, 1, 1)) for _ in range(2))

    def forward(self, x: Tensor) -> Tensor:
        h = F.layer_norm(x.movedim(1, -1), (x.shape[1],)).movedim(-1, 1)
        return self.fn(h * self.norm.g + self.norm.b) + x


class Gated(nn.Module):
    def __init__(self, wide: int, to: int, side: int, *, waves: bool) -> None:
        super().__init__()
        if waves:
            self.register_buffer("dct_weights", torch.randn(1, wide, side, side) / side)
        else:
            self.to_k = nn.Conv2d(wide, 1, 1)
        self.net = nn.Sequential(nn.Conv2d(wide, 3, 1), nn.LeakyReLU(0.1), nn.Conv2d(3, to, 1), nn.Sigmoid())

    def forward(self, x: Tensor) -> Tensor:
        if hasattr(self, "dct_weights"):
            return self.net((x * self.dct_weights).sum((2, 3), keepdim=True))
        where = self.to_k(x).flatten(2).softmax(2)
        return self.net((x.flatten(2) * where).sum(2)[:, :, None, None])


class Truth(nn.Module):
    """Gates lead from the second side on over three doublings."""

    def __init__(self, widths: tuple[int, ...], colours: int, attention: tuple[int, ...], *, waves: bool) -> None:
        super().__init__()
        wide = widths[0]
        self.initial_conv = nn.Sequential(nn.ConvTranspose2d(Z, 2 * wide, 4), nn.BatchNorm2d(2 * wide), nn.GLU(1))
        layers = []
        for i, (wide, narrow) in enumerate(pairwise(widths)):
            same = nn.Sequential(nn.ZeroPad2d((2, 1, 2, 1)), nn.Conv2d(wide, 2 * narrow, 4))
            rise = nn.Sequential(Rise(wide), Blur(), same, Noise(), nn.BatchNorm2d(2 * narrow), nn.GLU(1))
            gated = 1 <= i and i + 4 < len(widths)
            gate = Gated(narrow, widths[i + 4], 8 * 2**i, waves=waves) if gated else None
            layers.append(nn.ModuleList([rise, gate, Normed(wide) if i in attention else None]))
        self.layers, self.out_conv = nn.ModuleList(layers), nn.Conv2d(widths[-1], colours, 3, padding=1)

    def forward(self, z: Tensor) -> Tensor:
        x = self.initial_conv(z[:, :, None, None])
        x, gates = x / x.norm(dim=1, keepdim=True), dict[int, Tensor]()
        for i, (rise, gate, attention) in enumerate(self.layers):
            x = rise(x if attention is None else attention(x))
            if gate is not None:
                gates[i + 3] = gate(x)
            x = x * gates.get(i, 1)
        return self.out_conv(x)


@cache
def trained(colours: int = 3, attention: tuple[int, ...] = (1,), waves: bool = False) -> Truth:
    """The module as after training, its batch norms with statistics of what it draws, and the noise of the opened."""
    with torch.random.fork_rng():
        torch.manual_seed(7)
        truth = Truth((16, 14, 12, 10, 8, 6), colours, attention, waves=waves)
        for module in list(truth.modules()):
            if isinstance(module, nn.BatchNorm2d):
                module.momentum = None
                nn.init.normal_(module.weight, 1, 0.2)
                nn.init.normal_(module.bias, 0, 0.2)
        nn.init.normal_(truth.out_conv.weight, 0, 0.2)
        nn.init.constant_(truth.out_conv.bias, 0.5)
        with torch.no_grad():
            for _ in range(2):
                truth.train()(torch.randn(16, Z))
    return truth.eval().requires_grad_(False)


def opened(truth: Truth) -> LightweightGAN:
    generator = LightweightGAN.from_weights(truth.state_dict(), {})
    with_noise(truth, generator)
    return generator


def with_noise(truth: Truth, generator: LightweightGAN, conditions: Conditions | None = None) -> Generator:
    """The generator under these conditions, and the module with the same maps, drawn again from the same seed."""
    seed = None if conditions is None else conditions.noise_seed
    random = torch.Generator().manual_seed(seed or 0)
    for i, (rise, _, _) in enumerate(truth.layers):
        drawn = torch.randn(1, 1, 8 * 2**i, 8 * 2**i, generator=random)
        rise[3].map = torch.zeros(1) if conditions is not None and conditions.noise == "none" else drawn
    return generator if conditions is None else generator.prepared(conditions)


def small_lightweight() -> Generator:
    """For the contract tests: 128 px, gates and attention."""
    generator = opened(trained())
    generator.name, generator.sha256 = "small lightweight-gan", "7" * 64
    return generator


@pytest.mark.parametrize(
    "truth",
    [lambda: trained(attention=()), trained, lambda: trained(waves=True), lambda: trained(4), lambda: trained(1)],
    ids=["plain", "attention", "waves", "transparent", "grey"],
)
@pytest.mark.parametrize("conditions", [None, Conditions("none"), Conditions("seeded", 7)], ids=str)
def test_the_picture_is_the_modules(truth, conditions: Conditions | None) -> None:
    module = truth()
    generator = opened(module)
    drawn = with_noise(module, generator, conditions)
    z = torch.randn(2, Z, generator=torch.Generator().manual_seed(2))
    wanted, picture = module(z), drawn.synthesize(generator.map(z))
    if wanted.shape[1] == 4:
        clear = 1 - wanted[:, 3:].clamp(0, 1)
        wanted = wanted[:, :3].clamp(0, 1) * (1 - clear) + clear
        assert "over white" in generator.guesses[0] and 0.1 < clear.mean() < 0.9
    assert wanted.std() > 0.05 and generator.resolution == 128
    assert (picture - (2 * wanted - 1)).abs().max() < 1e-5 * (wanted.max() - wanted.min()) * 2


def test_noise_of_ones_own_is_laid_in() -> None:
    module = trained()
    generator = opened(module)
    assert set(generator.noise_maps) == {0, 1, 2, 3, 4}
    mine = torch.randn(16, 16, generator=torch.Generator().manual_seed(3))
    module.layers[1][0][3].map = mine
    code = generator.sample(1)
    assert (generator.with_noise({1: mine}).synthesize(code) - (2 * module(code) - 1)).abs().max() < 1e-4


def test_a_whole_model_gives_its_averages(tmp_path: Path) -> None:
    weights = trained().state_dict()
    model = {f"G.{name}": weight + 0.1 for name, weight in weights.items()}
    model |= {f"GE.{name}": weight for name, weight in weights.items()}
    model |= {f"{d}residual_layers.0.0.0.weight": torch.ones(2, 2) for d in ("D.", "D_aug.D.")}
    path = tmp_path / "model_12.pt"
    path.write_bytes(torch_bytes({"GAN": model, "version": "1.1.1", "G_scaler": {"scale": 1.0}}))
    generator, own = load(path), opened(trained())
    assert generator.family == "lightweight-gan"
    assert torch.equal(generator.synthesize(generator.sample(1, 4)), own.synthesize(own.sample(1, 4)))


def test_every_weight_that_is_missing_or_of_another_shape_is_named() -> None:
    whole = trained(waves=True).state_dict()
    fixed = (".1.f", ".num_batches_tracked")
    for name in whole:
        if name.endswith(fixed):
            continue
        for wrong in ({k: v for k, v in whole.items() if k != name}, whole | {name: torch.ones(3, 1, 7)}):
            with pytest.raises(DoesNotFit):
                LightweightGAN.from_weights(wrong, {})
    with pytest.raises(DoesNotFit, match="strange is no part of one"):
        LightweightGAN.from_weights(whole | {"strange": torch.ones(1)}, {})


def test_an_older_one_is_told_what_it_lacks() -> None:
    older = {name.replace(".0.0.net.0.", ".0.1."): weight for name, weight in trained().state_dict().items()}
    assert LightweightGAN.matches(older, {})
    with pytest.raises(DoesNotFit, match=r"layers\.0\.0\.0\.net\.0\.weight is missing"):
        LightweightGAN.from_weights(older, {})
