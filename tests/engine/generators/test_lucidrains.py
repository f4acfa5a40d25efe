"""stylegan2-pytorch's files: rebuilt from the weights alone, against modules written from the paper and its layout."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.checkpoints.checkpoint import UnreadableFile
from engine.checkpoints.forms.prefixes import unwrapped
from engine.document.conditions import Conditions
from engine.generator import Generator
from engine.generators import load
from engine.generators.lucidrains.family import StyleGAN2PyTorch
from engine.generators.reading import DoesNotFit
from tests.hostile import torch_bytes

W = 12
WIDTHS = (10, 10, 8, 6)


class Truth:
    """A whole model's state dict, and its pictures weight by weight; `colours` 4 is with transparency."""

    def __init__(self, colours: int = 3, *, constant: bool = True, blurs: bool = True, attention: bool = False) -> None:
        random = torch.Generator().manual_seed(4)
        self.blurs, self.weights = blurs, dict[str, Tensor]()

        def put(name: str, *shape: int, bias: bool = True) -> None:
            fan = max(1, torch.Size(shape[1:]).numel())
            self.weights[f"{name}.weight"] = torch.randn(shape, generator=random) * fan**-0.5
            if bias:
                self.weights[f"{name}.bias"] = 0.1 * torch.randn(shape[0], generator=random)

        for i in range(3):
            put(f"S.net.{2 * i}", W, W)
            self.weights[f"S.net.{2 * i}.weight"] *= 20
        if constant:
            self.weights["G.initial_block"] = torch.randn(1, WIDTHS[0], 4, 4, generator=random)
        else:
            put("G.to_initial_block", W, WIDTHS[0], 4, 4, bias=False)
        put("G.initial_conv", WIDTHS[0], WIDTHS[0], 3, 3)
        for i, (wide, narrow) in enumerate(zip((WIDTHS[0], *WIDTHS), WIDTHS, strict=False)):
            root = f"G.blocks.{i}."
            for k, inputs in ((1, wide), (2, narrow)):
                put(f"{root}to_style{k}", inputs, W)
                put(f"{root}to_noise{k}", narrow, 1)
                put(f"{root}conv{k}", narrow, inputs, 3, 3, bias=False)
            put(f"{root}to_rgb.to_style", narrow, W)
            put(f"{root}to_rgb.conv", colours, narrow, 1, 1, bias=False)
            if blurs and i < len(WIDTHS) - 1:
                self.weights[f"{root}to_rgb.upsample.1.f"] = torch.tensor([1.0, 2.0, 1.0])
        if attention:
            wide, root = WIDTHS[1], "G.attns.2."
            for k in (0, 1):
                self.weights[f"{root}{k}.fn.norm.g"] = 1 + 0.1 * torch.randn(1, wide, 1, 1, generator=random)
                self.weights[f"{root}{k}.fn.norm.b"] = 0.1 * torch.randn(1, wide, 1, 1, generator=random)
            put(f"{root}0.fn.fn.to_q", 512, wide, 1, 1, bias=False)
            put(f"{root}0.fn.fn.to_kv.net.0", wide, 1, 3, 3, bias=False)
            put(f"{root}0.fn.fn.to_kv.net.1", 1024, wide, 1, 1, bias=False)
            put(f"{root}0.fn.fn.to_out", wide, 512, 1, 1)
            put(f"{root}1.fn.fn.0", 2 * wide, wide, 1, 1)
            put(f"{root}1.fn.fn.2", wide, 2 * wide, 1, 1)

    def linear(self, name: str, x: Tensor) -> Tensor:
        return F.linear(x, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"])

    def mapped(self, z: Tensor) -> Tensor:
        w = z / z.norm(dim=1, keepdim=True)
        for i in range(3):
            w = F.leaky_relu(0.1 * self.linear(f"S.net.{2 * i}", w), 0.2)
        return w

    def modulated(self, conv: str, style: str, x: Tensor, w: Tensor, *, normed: bool) -> Tensor:
        """With a kernel for each picture, as the paper has it."""
        found = []
        for one, s in zip(x, self.linear(style, w), strict=True):
            kernel = self.weights[f"{conv}.weight"] * (s + 1)[None, :, None, None]
            if normed:
                kernel = kernel / (kernel.square().sum((1, 2, 3), keepdim=True) + 1e-8).sqrt()
            found.append(F.conv2d(one[None], kernel, padding=kernel.shape[-1] // 2))
        return torch.cat(found)

    def attended(self, x: Tensor) -> Tensor:
        root, weights = "G.attns.2.", self.weights

        def convolved(name: str, h: Tensor) -> Tensor:
            return F.conv2d(h, weights[f"{root}{name}.weight"], weights.get(f"{root}{name}.bias"))

        def normed(k: int, h: Tensor) -> Tensor:
            var, mean = torch.var_mean(h, 1, unbiased=False, keepdim=True)
            return (h - mean) / (var + 1e-5).sqrt() * weights[f"{root}{k}.fn.norm.g"] + weights[f"{root}{k}.fn.norm.b"]

        h = normed(0, x)
        q = convolved("0.fn.fn.to_q", h)
        local = F.conv2d(h, weights[f"{root}0.fn.fn.to_kv.net.0.weight"], padding=1, groups=h.shape[1])
        k, v = convolved("0.fn.fn.to_kv.net.1", local).chunk(2, 1)
        parts = []
        for a, b, c in zip(q.split(64, 1), k.split(64, 1), v.split(64, 1), strict=True):
            context = torch.einsum("ndp,nep->nde", b.flatten(2).softmax(2), c.flatten(2))
            parts.append(torch.einsum("ndp,nde->nep", a.flatten(2).softmax(1) / 8, context))
        x = x + convolved("0.fn.fn.to_out", F.gelu(torch.cat(parts, 1).view_as(q)))
        return x + convolved("1.fn.fn.2", F.leaky_relu(convolved("1.fn.fn.0", normed(1, x)), 0.2))

    def picture(self, ws: Tensor, noise: Tensor) -> Tensor:
        """(N, sides, w) and noise (side, side) as theirs lies: columns first."""
        weights = self.weights
        if "G.initial_block" in weights:
            x = weights["G.initial_block"].repeat(len(ws), 1, 1, 1)
        else:
            x = F.conv_transpose2d(ws.mean(1)[:, :, None, None], weights["G.to_initial_block.weight"])
        x, rgb = F.conv2d(x, weights["G.initial_conv.weight"], weights["G.initial_conv.bias"], padding=1), None
        up = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False)
        for i, w in enumerate(ws.unbind(1)):
            root = f"G.blocks.{i}."
            x = self.attended(x) if f"G.attns.{i}.0.fn.norm.g" in weights else x
            x = up(x) if i else x
            for k in (1, 2):
                n = self.linear(f"{root}to_noise{k}", noise[: x.shape[2], : x.shape[3], None]).permute(2, 1, 0)
                x = F.leaky_relu(self.modulated(f"{root}conv{k}", f"{root}to_style{k}", x, w, normed=True) + n, 0.2)
            own = self.modulated(f"{root}to_rgb.conv", f"{root}to_rgb.to_style", x, w, normed=False)
            if rgb is not None:
                rgb = up(rgb)
                if self.blurs:
                    f = torch.tensor([1.0, 2.0, 1.0]) / 4
                    kernel = torch.outer(f, f).expand(rgb.shape[1], 1, 3, 3)
                    rgb = F.conv2d(F.pad(rgb, (1, 1, 1, 1), "reflect"), kernel, groups=rgb.shape[1])
                own = own + rgb
            rgb = own
        assert rgb is not None
        if rgb.shape[1] == 4:
            opaque = rgb[:, 3:].clamp(0, 1)
            rgb = rgb[:, :3].clamp(0, 1) * opaque + (1 - opaque)
        return 2 * rgb - 1


def small_lucidrains() -> Generator:
    """32 px, seeded."""
    generator = StyleGAN2PyTorch.from_weights(Truth().weights, {})
    generator.name, generator.sha256 = "small stylegan2-pytorch", "e" * 64
    return generator


@pytest.mark.parametrize(
    "truth",
    [Truth(), Truth(blurs=False), Truth(constant=False), Truth(colours=4), Truth(attention=True)],
    ids=["plain", "no blur", "no constant", "transparent", "attention"],
)
def test_the_picture_is_the_modules(truth: Truth) -> None:
    generator = StyleGAN2PyTorch.from_weights(truth.weights, {})
    z, sides = generator.noise(2, 3), len(WIDTHS)
    w = truth.mapped(z)
    assert torch.allclose(generator.map(z), w.repeat(1, sides), atol=1e-5)
    ws = w[:, None] + 0.2 * torch.randn(2, sides, W, generator=torch.Generator().manual_seed(1))
    maps = torch.rand(32, 32, generator=torch.Generator().manual_seed(7)).T
    for conditions, noise in ((Conditions("none"), torch.full((32, 32), 0.5)), (Conditions("seeded", 7), maps)):
        expected = truth.picture(ws, noise)
        found = generator.prepared(conditions).synthesize(ws.flatten(1))
        assert (found - expected).abs().max() < 1e-5 * (expected.max() - expected.min())


def test_a_whole_model_gives_its_averages(tmp_path: Path) -> None:
    truth = Truth()
    averages = {f"{name[0]}E{name[1:]}": weight for name, weight in truth.weights.items()}
    trained = {name: weight + 1 for name, weight in truth.weights.items()}
    other = {"D.blocks.0.conv_res.weight": torch.ones(2, 2), "D_aug.D.blocks.0.conv_res.weight": torch.ones(2, 2)}
    for content in ({"GAN": trained | averages | other, "version": "1.9.0"}, averages, truth.weights | other):
        path = tmp_path / "model_9.pt"
        path.write_bytes(torch_bytes(content))
        opened = load(path)
        assert opened.family == StyleGAN2PyTorch.family and "multiplier of 0.1 " in opened.guesses[0]
        expected = small_lucidrains()
        assert torch.equal(opened.synthesize(opened.sample(1, 4)), expected.synthesize(expected.sample(1, 4)))
    assert set(unwrapped(trained | averages | other)) == set(truth.weights)


def test_every_weight_that_is_missing_or_of_another_shape_is_named() -> None:
    whole = Truth(attention=True).weights
    for name in whole:
        if name.endswith(".f"):
            continue
        with pytest.raises(DoesNotFit):
            StyleGAN2PyTorch.from_weights({k: v for k, v in whole.items() if k != name}, {})
        with pytest.raises(DoesNotFit):
            StyleGAN2PyTorch.from_weights(whole | {name: torch.ones(3, 1, 7)}, {})
    with pytest.raises(DoesNotFit, match="strange is no part"):
        StyleGAN2PyTorch.from_weights(whole | {"G.strange": torch.ones(1)}, {})


def test_a_part_of_one_is_named(tmp_path: Path) -> None:
    path = tmp_path / "model_2.pt"
    path.write_bytes(torch_bytes({"GAN": {f"{p}.blocks.0.conv1.weight": torch.ones(2, 2) for p in ("S", "GE")}}))
    with pytest.raises(UnreadableFile, match="holds a part of a stylegan2-pytorch"):
        load(path)
