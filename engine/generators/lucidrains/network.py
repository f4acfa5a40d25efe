"""The layers of stylegan2-pytorch's generator (StyleGAN2, Karras et al., CVPR 2020, as lucidrains wrote it)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.generator import Features
from engine.generators.colours import as_rgb
from engine.generators.pggan.layers import EPSILON, SLOPE

#: What is added to the variance in the attention's norms, and how many parts its features are cut into.
NORM_EPSILON, HEADS = 1e-5, 8
Affine = tuple[Tensor, Tensor]


def doubled(x: Tensor) -> Tensor:
    """Twice the side, between the centres of pixels."""
    return F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)


def blurred(x: Tensor) -> Tensor:
    """(1, 2, 1) / 4 along both axes, mirrored at the border."""
    x = F.pad(x, (1, 1, 1, 1), mode="reflect")
    x = (x[..., :-2, :] + 2 * x[..., 1:-1, :] + x[..., 2:, :]) / 4
    return (x[..., :-2] + 2 * x[..., 1:-1] + x[..., 2:]) / 4


@dataclass(frozen=True)
class Modulated:
    """A convolution whose inputs are scaled by 1 + the style; `kernel` (out, in, k, k), `normed` if demodulated."""

    kernel: Tensor
    style: Affine
    normed: bool

    def __call__(self, x: Tensor, w: Tensor) -> Tensor:
        scale = F.linear(w, *self.style) + 1
        h = F.conv2d(x * scale[:, :, None, None], self.kernel, padding=self.kernel.shape[-1] // 2)
        if not self.normed:
            return h
        power = F.linear(scale.square(), self.kernel.square().sum((2, 3)))
        return h * (power + EPSILON).rsqrt()[:, :, None, None]


@dataclass(frozen=True)
class Attention:
    """Linear attention over the places and two dense layers, each added to what it is made of."""

    norms: tuple[Affine, Affine]
    query: Tensor
    local: Tensor
    pair: Tensor
    out: Affine
    wide: Affine
    narrow: Affine

    def __call__(self, x: Tensor) -> Tensor:
        x = x + self._attended(normed(x, self.norms[0]))
        h = F.leaky_relu(F.conv2d(normed(x, self.norms[1]), *self.wide), SLOPE)
        return x + F.conv2d(h, *self.narrow)

    def _attended(self, x: Tensor) -> Tensor:
        local = F.conv2d(x, self.local, padding=1, groups=len(self.local))
        key, value = F.conv2d(local, self.pair).chunk(2, 1)
        # (N, heads, features, places)
        query, key, value = (t.flatten(2).unflatten(1, (HEADS, -1)) for t in (F.conv2d(x, self.query), key, value))
        context = torch.softmax(key, 3) @ value.transpose(2, 3)
        query = torch.softmax(query, 2) * query.shape[2] ** -0.5
        found = context.transpose(2, 3) @ query
        return F.conv2d(F.gelu(found.flatten(1, 2).unflatten(2, x.shape[2:])), *self.out)


def normed(x: Tensor, affine: Affine) -> Tensor:
    """x (N, C, h, w) with mean 0 and variance 1 over the channels of each place, scaled and shifted (1, C, 1, 1)."""
    x = x - x.mean(1, keepdim=True)
    return x * (x.square().mean(1, keepdim=True) + NORM_EPSILON).rsqrt() * affine[0] + affine[1]


@dataclass(frozen=True)
class Start:
    """The first features (N, C, 4, 4): a constant, or (w, C, 4, 4) applied to the mean of all w; then `first`."""

    weight: Tensor
    constant: bool
    first: Affine

    def __call__(self, codes: Tensor, width: int) -> Tensor:
        if self.constant:
            x = self.weight.expand(len(codes), -1, -1, -1)
        else:
            mean = codes.unflatten(1, (-1, width)).mean(1).to(self.weight.device)
            x = F.conv_transpose2d(mean[:, :, None, None], self.weight)
        return F.conv2d(x, *self.first, padding=1)


@dataclass(frozen=True)
class Block:
    """A side: two convolutions with noise, and colours (N, 3 or 4, side, side) added to those of half the side.

    `strengths` are what noise in [0, 1] is multiplied by, and what is added; `blurs` where the colours before are
    smoothed once they are doubled.
    """

    attention: Attention | None
    convolutions: tuple[Modulated, Modulated]
    strengths: tuple[Affine, Affine]
    colours: Modulated
    blurs: bool

    def __call__(self, x: Tensor, before: Tensor | None, w: Tensor, noise: Tensor | None) -> tuple[Tensor, Tensor]:
        x = x if self.attention is None else self.attention(x)
        x = x if before is None else doubled(x)
        # Without noise its mean stays.
        n = torch.tensor(0.5).to(x) if noise is None else noise[: x.shape[2], : x.shape[3]]
        for convolution, (factor, offset) in zip(self.convolutions, self.strengths, strict=True):
            x = F.leaky_relu(convolution(x, w) + (factor * n + offset), SLOPE)
        rgb = self.colours(x, w)
        if before is None:
            return x, rgb
        before = doubled(before)
        return x, rgb + (blurred(before) if self.blurs else before)


@dataclass(frozen=True)
class Step:
    """A block as a stage; `start` in the first, and `ends` in the last, which gives the picture."""

    block: Block
    place: slice
    noise: Tensor | None
    start: Start | None
    ends: bool

    def __call__(self, features: Features | None, codes: Tensor) -> Features:
        w = codes[:, self.place].to(self.block.colours.kernel.device)
        before: Tensor | None = None
        if self.start is not None:
            x = self.start(codes, w.shape[1])
        else:
            assert isinstance(features, tuple)
            x, before = features
        x, rgb = self.block(x, before, w, self.noise)
        return as_rgb(2 * rgb - 1) if self.ends else (x, rgb)
