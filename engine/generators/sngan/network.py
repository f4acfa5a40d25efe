"""The stages of SNGAN's generator (Miyato et al. 2018, table 4): a linear layer, residual blocks, a convolution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.generator import Features
from engine.generators.dcgan import Norm, Parts

Upsampling = Literal["nearest", "bilinear"]


@dataclass(frozen=True)
class Start:
    """z to the first features (N, C, width, width)."""

    parts: Parts
    z: slice
    width: int

    def __call__(self, features: Features | None, codes: Tensor) -> Tensor:
        weight = self.parts["weight"]
        h = F.linear(codes[:, self.z].to(weight.device), weight, self.parts.get("bias"))
        return h.view(len(codes), -1, self.width, self.width).contiguous(memory_format=torch.channels_last)


@dataclass(frozen=True)
class ClassNorm:
    """A batch norm; `scale` and `shift` (classes, C) are those of each class, or None where it takes no class."""

    norm: Norm
    scale: Tensor | None = None
    shift: Tensor | None = None

    def __call__(self, h: Tensor, c: Tensor) -> Tensor:
        h = self.norm(h)
        if self.scale is None or self.shift is None:
            return h
        return (c @ self.scale)[:, :, None, None] * h + (c @ self.shift)[:, :, None, None]


@dataclass(frozen=True)
class Block:
    """Norm, ReLU, double the side, convolve, norm, ReLU, convolve; beside it a 1 x 1 convolution or nothing."""

    b1: ClassNorm
    c1: Parts
    b2: ClassNorm
    c2: Parts
    beside: Parts | None
    place: slice
    upsampling: Upsampling = "nearest"

    def __call__(self, features: Features | None, codes: Tensor) -> Tensor:
        assert isinstance(features, Tensor)
        c = codes[:, self.place].to(features.device)
        h = self.doubled(F.relu(self.b1(features, c)))
        h = convolved(h, self.c1)
        h = convolved(F.relu(self.b2(h, c)), self.c2)
        # A 1 x 1 convolution before the doubling is the same as after it, at a quarter of the price.
        return h + self.doubled(features if self.beside is None else convolved(features, self.beside))

    def doubled(self, h: Tensor) -> Tensor:
        if self.upsampling == "nearest":
            return F.interpolate(h, scale_factor=2, mode="nearest")
        return F.interpolate(h, scale_factor=2, mode="bilinear", align_corners=False)


@dataclass(frozen=True)
class End:
    """The last features to the picture."""

    norm: Norm
    convolution: Parts

    def __call__(self, features: Features | None, codes: Tensor) -> Tensor:
        assert isinstance(features, Tensor)
        return torch.tanh(convolved(F.relu(self.norm(features)), self.convolution)).contiguous()


def convolved(h: Tensor, parts: Parts) -> Tensor:
    """`h` (N, C, H, W) by a convolution that keeps the side."""
    weight = parts["weight"]
    return F.conv2d(h, weight, parts.get("bias"), padding=weight.shape[-1] // 2)
