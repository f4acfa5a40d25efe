"""The EigenGAN network (He, Kan and Shan, "EigenGAN: Layer-Wise Eigen-Learning for GANs", ICCV 2021, section 3).

Only the network lives here, so that the trainer and the generator family share one definition. Shapes are read from
the weights: the number of levels, the sliders of each, the channels and the kernel sizes are never written down twice.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.language import tr

SLOPE = 0.2


@dataclass(frozen=True)
class EigenGANShape:
    """Everything that fixes the sizes of an EigenGAN.

    `channels[i]` is the width at side 4 * 2**i; the image has side 4 * 2**(len(channels) - 1).
    """

    channels: tuple[int, ...]
    eps: int
    sliders: tuple[int, ...]
    up_kernel: int = 3
    out_kernel: int = 3

    @property
    def levels(self) -> int:
        return len(self.channels) - 1

    @property
    def resolution(self) -> int:
        return 4 * 2**self.levels


class Subspace(nn.Module):
    """phi = U (L * z) + mu, the linear subspace of one level (eq. 1); rows of `U` are its orthonormal basis."""

    def __init__(self, shape: tuple[int, int, int], sliders: int) -> None:
        super().__init__()
        self.shape = shape
        size = math.prod(shape)
        self.U = nn.Parameter(torch.empty(sliders, size))
        self.L = nn.Parameter(torch.ones(sliders))
        self.mu = nn.Parameter(torch.zeros(size))

    def basis(self) -> Tensor:
        """(sliders, C, side, side): what a step of each number of z adds, the rows of U times L."""
        return (self.L[:, None] * self.U).view(-1, *self.shape)

    def forward(self, z: Tensor) -> Tensor:
        """(N, sliders) -> (N, C, side, side)."""
        return ((self.L * z) @ self.U + self.mu).view(-1, *self.shape)

    def orthogonality(self) -> Tensor:
        """1/2 ||U^T U - I||_F^2, the regulariser of eq. 4 (a scalar)."""
        gram = self.U @ self.U.T
        return 0.5 * (gram - torch.eye(len(gram), device=gram.device)).square().sum()


class Level(nn.Module):
    """One level: the subspace enters before and after the upsampling (figure 2 of the paper and its code)."""

    def __init__(self, side: int, wide: int, narrow: int, sliders: int, kernel: int) -> None:
        super().__init__()
        spare = 1 if kernel == 3 else 0
        self.sub = Subspace((wide, side, side), sliders)
        self.a = nn.Conv2d(wide, wide, 1)
        self.b = nn.ConvTranspose2d(wide, narrow, kernel, 2, 1, spare)
        self.c = nn.ConvTranspose2d(wide, narrow, kernel, 2, 1, spare)
        self.d = nn.Conv2d(narrow, narrow, 3, padding=1)

    def forward(self, h: Tensor, z: Tensor) -> Tensor:
        """(N, wide, s, s), (N, sliders) -> (N, narrow, 2s, 2s)."""
        before, after = self.added(z)
        return self.rise(h, before, after)

    def added(self, z: Tensor) -> tuple[Tensor, Tensor]:
        """What z (N, sliders) adds before and after the upsampling.

        Both are linear in z: each basis map goes through the convolutions once, instead of each picture's phi.
        """
        maps = torch.cat([self.sub.basis(), self.sub.mu.view(1, *self.sub.shape)])
        maps = maps.contiguous(memory_format=torch.channels_last)
        weights = F.pad(z, (0, 1), value=1.0)
        spare = self.b.output_padding
        grown = F.conv_transpose2d(maps, self.b.weight, None, stride=2, padding=1, output_padding=spare)
        both = []
        for image, bias in ((F.conv2d(maps, self.a.weight), self.a.bias), (grown, self.b.bias)):
            # Channels last, as the features are: a sum of two orders takes several times as long.
            flat = image.permute(0, 2, 3, 1)
            assert bias is not None, "every convolution of a level has a bias"
            spread = (weights @ flat.flatten(1)).view(-1, *flat.shape[1:])
            both.append((spread + bias.to(spread.dtype)).permute(0, 3, 1, 2))
        return both[0], both[1]

    def rise(self, h: Tensor, before: Tensor, after: Tensor) -> Tensor:
        """(N, wide, s, s) -> (N, narrow, 2s, 2s), with what z adds before and after the upsampling."""
        h = self.c(F.leaky_relu(before + h, SLOPE))
        h = self.d(F.leaky_relu(after + h, SLOPE))
        return h

    def first_map(self) -> Tensor:
        """(wide * s * s, sliders): what a step of z adds to h."""
        return F.conv2d(self.sub.basis(), self.a.weight).flatten(1).T


class EigenGANNetwork(nn.Module):
    """eps and one small z a level -> image in [-1, 1]."""

    def __init__(self, shape: EigenGANShape) -> None:
        super().__init__()
        self.shape = shape
        widths = shape.channels
        self.fc = nn.Linear(shape.eps, 16 * widths[0])
        self.blocks = nn.ModuleList(
            Level(4 * 2**i, widths[i], widths[i + 1], shape.sliders[i], shape.up_kernel) for i in range(shape.levels)
        )
        self.out = nn.Conv2d(widths[-1], 3, shape.out_kernel, padding=shape.out_kernel // 2)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels, coarse to fine."""
        return tuple(cast(Level, block) for block in self.blocks)

    def start(self, eps: Tensor) -> Tensor:
        """(N, eps) -> (N, C, 4, 4)."""
        return self.fc(eps).view(-1, self.shape.channels[0], 4, 4)

    def finish(self, h: Tensor) -> Tensor:
        """(N, C, S, S) -> (N, 3, S, S) in [-1, 1]."""
        return torch.tanh(self.out(F.leaky_relu(h, SLOPE)))

    def forward(self, eps: Tensor, zs: Sequence[Tensor]) -> Tensor:
        h = self.start(eps)
        for block, z in zip(self.levels, zs, strict=True):
            h = block(h, z)
        return self.finish(h)

    def orthogonality(self) -> Tensor:
        """The summed regulariser of all levels (a scalar)."""
        return torch.stack([level.sub.orthogonality() for level in self.levels]).sum()


def shape_of(weights: Mapping[str, Tensor]) -> EigenGANShape:
    """Read the sizes from a state dict.

    Raises:
        KeyError: a weight that every EigenGAN has is missing (the key is named).
        ValueError: the shapes contradict each other.
    """
    levels = 1 + max((int(k.split(".")[1]) for k in weights if k.startswith("blocks.")), default=-1)
    if levels < 1:
        raise KeyError("blocks.0.sub.U")
    wide = [weights[f"blocks.{i}.c.weight"].shape[0] for i in range(levels)]
    narrow = [weights[f"blocks.{i}.c.weight"].shape[1] for i in range(levels)]
    if wide[1:] != narrow[:-1] or weights["fc.weight"].shape[0] != 16 * wide[0]:
        raise ValueError(tr("the widths of neighbouring levels do not fit together"))
    for i in range(levels):
        if weights[f"blocks.{i}.sub.U"].shape[1] != wide[i] * (4 * 2**i) ** 2:
            raise ValueError(
                tr(
                    "blocks.{i}.sub.U does not fit a side of {value} and {wide} channels",
                    i=i,
                    value=4 * 2**i,
                    wide=wide[i],
                )
            )
    return EigenGANShape(
        channels=(*wide, narrow[-1]),
        eps=weights["fc.weight"].shape[1],
        sliders=tuple(weights[f"blocks.{i}.sub.U"].shape[0] for i in range(levels)),
        up_kernel=weights["blocks.0.c.weight"].shape[2],
        out_kernel=weights["out.weight"].shape[2],
    )
