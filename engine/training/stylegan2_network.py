"""A small StyleGAN2 to train (Karras et al. 2020, section 2 and figure 2d), plain and differentiable twice.

Its weights carry the names that opened StyleGAN2 files are brought to, so what is trained here opens like any other.
Everything that makes opened generators quick (see `engine.generators.stylegan2`) is left out on purpose: the two
implementations check each other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

SLOPE, GAIN = 0.2, math.sqrt(2.0)
MAPPING_RATE = 0.01  # the mapping learns a hundred times slower (appendix B)


@dataclass(frozen=True)
class StyleGAN2Shape:
    """Widths from 4 px up, the length of w (and z), and the number of layers of the mapping."""

    widths: tuple[int, ...]
    w: int = 128
    layers: int = 4

    @property
    def resolution(self) -> int:
        return 4 * 2 ** (len(self.widths) - 1)

    @property
    def slots(self) -> int:
        """How many w a w+ code has: one for each convolution, and one for the last colours."""
        return 2 * len(self.widths)


def shape_of(weights: Mapping[str, Tensor]) -> StyleGAN2Shape:
    """The shape of saved weights."""
    sides = sorted(int(key.split(".")[1][1:]) for key in weights if key.endswith(".torgb.weight"))
    widths = tuple(weights[f"synthesis.b{side}.conv1.weight"].shape[0] for side in sides)
    layers = sum(key.startswith("mapping.fc") and key.endswith("weight") for key in weights)
    return StyleGAN2Shape(widths, weights["mapping.fc0.weight"].shape[1], layers)


class Dense(nn.Module):
    """A linear layer of unit-variance weights, scaled as it runs ("equalised learning rate")."""

    def __init__(self, inputs: int, outputs: int, rate: float = 1.0, bias: float = 0.0) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(outputs, inputs))
        self.bias = nn.Parameter(torch.full((outputs,), bias / rate))
        self.rate, self.gain = rate, rate / math.sqrt(inputs)

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x, self.weight * self.gain, self.bias * self.rate)


class Mapping_(nn.Module):
    """z (N, w) -> w (N, w)."""

    w_avg: Tensor

    def __init__(self, shape: StyleGAN2Shape) -> None:
        super().__init__()
        self.layers = shape.layers
        for i in range(shape.layers):
            setattr(self, f"fc{i}", Dense(shape.w, shape.w, MAPPING_RATE))
        self.register_buffer("w_avg", torch.zeros(shape.w))

    def forward(self, z: Tensor) -> Tensor:
        w = z * torch.rsqrt(z.square().mean(1, keepdim=True) + 1e-8)
        for i in range(self.layers):
            w = GAIN * F.leaky_relu(getattr(self, f"fc{i}")(w), SLOPE)
        return w


class Modulated(nn.Module):
    """A 3 x 3 convolution whose input channels a style scales, and whose output is brought back to unit variance."""

    noise_const: Tensor
    resample_filter: Tensor

    def __init__(self, inputs: int, outputs: int, w: int, side: int, *, up: bool) -> None:
        super().__init__()
        self.affine = Dense(w, inputs, bias=1.0)
        self.weight = nn.Parameter(torch.empty(outputs, inputs, 3, 3))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.noise_strength = nn.Parameter(torch.zeros(()))
        self.register_buffer("noise_const", torch.zeros(side, side))
        self.register_buffer("resample_filter", _filter())
        self.up = up

    def forward(self, x: Tensor, w: Tensor, random: torch.Generator | None) -> Tensor:
        style = self.affine(w)
        spread = torch.rsqrt(style.square() @ self.weight.square().sum((2, 3)).T + 1e-8)
        x = x * style.to(x.dtype)[:, :, None, None]
        if self.up:
            x = F.conv_transpose2d(x, self.weight.transpose(0, 1), stride=2)
            x = F.conv2d(x, _depthwise(self.resample_filter, x), padding=1, groups=x.shape[1])
        else:
            x = F.conv2d(x, self.weight, padding=1)
        side = self.noise_const.shape[0]
        noise = self.noise_const
        if random is not None:
            noise = torch.randn(len(x), 1, side, side, generator=random)
        # The gain goes before the activation, which lets it through, onto the small factors: one pass less over x.
        # They take the type of x, so that under autocast no large map is widened to float32 and narrowed again.
        noise = (GAIN * self.noise_strength * noise).to(x.dtype)
        x = torch.addcmul(noise, x, (GAIN * spread).to(x.dtype)[:, :, None, None])
        return F.leaky_relu(x + (GAIN * self.bias).to(x.dtype)[:, None, None], SLOPE)


class Colours(nn.Module):
    """Features to RGB: a 1 x 1 convolution, modulated but not demodulated."""

    def __init__(self, inputs: int, w: int) -> None:
        super().__init__()
        self.affine = Dense(w, inputs, bias=1.0)
        self.weight = nn.Parameter(torch.empty(3, inputs, 1, 1))
        self.bias = nn.Parameter(torch.zeros(3))

    def forward(self, x: Tensor, w: Tensor) -> Tensor:
        style = self.affine(w) / math.sqrt(x.shape[1])
        return F.conv2d(x * style.to(x.dtype)[:, :, None, None], self.weight, self.bias)


class Block(nn.Module):
    """One resolution: the first begins from a constant, the others double the side."""

    resample_filter: Tensor

    def __init__(self, inputs: int, outputs: int, w: int, side: int) -> None:
        super().__init__()
        self.register_buffer("resample_filter", _filter())
        if inputs:
            self.conv0 = Modulated(inputs, outputs, w, side, up=True)
        else:
            self.const = nn.Parameter(torch.empty(outputs, side, side))
        self.conv1 = Modulated(outputs, outputs, w, side, up=False)
        self.torgb = Colours(outputs, w)


class Synthesis(nn.Module):
    """w+ (N, slots, w) -> images (N, 3, S, S), the colours of every resolution added up ("skip")."""

    def __init__(self, shape: StyleGAN2Shape) -> None:
        super().__init__()
        self.sides = [4 * 2**i for i in range(len(shape.widths))]
        for side, inputs, outputs in zip(self.sides, (0, *shape.widths), shape.widths, strict=False):
            setattr(self, f"b{side}", Block(inputs, outputs, shape.w, side))

    def forward(self, ws: Tensor, random: torch.Generator | None = None) -> Tensor:
        slot = 0
        x = image = ws.new_zeros(())
        for side in self.sides:
            block = getattr(self, f"b{side}")
            if side == 4:
                x = block.const.expand(len(ws), -1, -1, -1)
            else:
                x = block.conv0(x, ws[:, slot], random)
                slot += 1
            x = block.conv1(x, ws[:, slot], random)
            slot += 1
            colours = block.torgb(x, ws[:, slot])
            if side == 4:
                image = colours
            else:
                image = colours + F.conv_transpose2d(
                    image, _depthwise(block.resample_filter, image), stride=2, padding=1, groups=3
                )
        return image


class StyleGAN2Network(nn.Module):
    """z -> w -> image; see `shape_of` for what a saved file says of it."""

    def __init__(self, shape: StyleGAN2Shape) -> None:
        super().__init__()
        self.shape = shape
        self.mapping = Mapping_(shape)
        self.synthesis = Synthesis(shape)

    def initialise(self, random: torch.Generator) -> StyleGAN2Network:
        """Unit-variance weights, styles of 1, fixed noise maps; in place."""
        with torch.no_grad():
            for name, value in (*self.named_parameters(), *self.named_buffers()):
                if name.endswith(("weight", "const")):
                    value.normal_(generator=random)
                    if name.startswith("mapping"):
                        value.div_(MAPPING_RATE)
        return self


def _filter() -> Tensor:
    taps = torch.tensor([1.0, 3.0, 3.0, 1.0])
    return torch.outer(taps, taps) / 64


def _depthwise(taps: Tensor, x: Tensor) -> Tensor:
    # Times 4: three of four input pixels are zeros put in between.
    return (4 * taps).expand(x.shape[1], 1, 4, 4)
