"""The layers of BigGAN and BigGAN-deep as evaluated: spectral norms folded in, batch norms a scale and a shift.

Brock, Donahue and Simonyan, "Large Scale GAN Training for High Fidelity Natural Image Synthesis", ICLR 2019, figures
15 and 16. Features are (N, C, side, side), channels last in memory. "Fast" layers hold bfloat16 convolutions; what
turns codes into scales and shifts stays float32, since it costs nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

import torch
import torch.nn.functional as F
from torch import Tensor

FAST = torch.bfloat16


def channels_last(weight: Tensor) -> Tensor:
    """The same convolution kernel, in the order that the features have."""
    return weight.contiguous(memory_format=torch.channels_last)


def doubled(h: Tensor) -> Tensor:
    """(N, C, s, s) to (N, C, 2s, 2s), each pixel four times."""
    return F.interpolate(h, scale_factor=2, mode="nearest")


@dataclass(frozen=True)
class Convolution:
    """A 1 x 1 or 3 x 3 convolution that keeps the side; `weight` (out, in, k, k)."""

    weight: Tensor
    bias: Tensor

    def __call__(self, h: Tensor) -> Tensor:
        return F.conv2d(h, self.weight, self.bias, padding=self.weight.shape[-1] // 2)

    def fast(self) -> Convolution:
        """The same in bfloat16."""
        return Convolution(self.weight.to(FAST), self.bias.to(FAST))


@dataclass(frozen=True)
class RisingConvolution(Convolution):
    """Each pixel four times and then a 3 x 3 convolution, as one transposed convolution: `weight` (in, out, 4, 4).

    Every output pixel sees 2 x 2 different input pixels, so 4 products do where the two steps take 9: half the time.
    """

    @classmethod
    def of(cls, weight: Tensor, bias: Tensor) -> Self:
        """From the 3 x 3 kernel (out, in, 3, 3) that follows the doubling."""
        turned = weight.flip(2, 3).transpose(0, 1)
        kernel = weight.new_zeros(weight.shape[1], weight.shape[0], 4, 4)
        for row in (0, 1):
            for column in (0, 1):
                kernel[:, :, row : row + 3, column : column + 3] += turned
        return cls(channels_last(kernel), bias)

    def __call__(self, h: Tensor) -> Tensor:
        return F.conv_transpose2d(h, self.weight, self.bias, stride=2, padding=1)

    def fast(self) -> Convolution:
        """The same in bfloat16, where processors are slow at transposed convolutions."""
        # Pixel 2i of the output sees the odd rows of the kernel, pixel 2i + 1 the even ones; and so the columns.
        phases = [self.weight[:, :, row::2, column::2].flip(2, 3) for row in (1, 0) for column in (1, 0)]
        weight = channels_last(torch.cat(phases, 1).transpose(0, 1).to(FAST))
        return PhaseConvolution(weight, self.bias.to(FAST).repeat(4))


@dataclass(frozen=True)
class PhaseConvolution(Convolution):
    """A rising convolution as one of 2 x 2 that makes four output pixels of each; `weight` (4 out, in, 2, 2)."""

    def __call__(self, h: Tensor) -> Tensor:
        side = h.shape[-1]
        wide = F.conv2d(h, self.weight, self.bias, padding=1)  # side + 1: the second phase starts one further on
        four = wide.permute(0, 2, 3, 1).unflatten(3, (2, 2, -1))  # (N, row, column, 2, 2, C)
        pairs = [[four[:, r : r + side, c : c + side, r, c] for c in (0, 1)] for r in (0, 1)]
        rows = [torch.stack(pair, 3).flatten(2, 3) for pair in pairs]
        return torch.stack(rows, 2).flatten(1, 2).permute(0, 3, 1, 2)


@dataclass(frozen=True)
class Modulation:
    """The conditional batch norms of one block: a condition (N, D) to each norm's scale and shift.

    `weight` (2 * sum of widths, D) holds the rows of all gains, then those of all offsets. `means` and `variances`
    (levels, sum of widths) are the statistics for truncations from 0 to 1 in equal steps (one level: for every one).
    """

    weight: Tensor
    widths: tuple[int, ...]
    means: Tensor
    variances: Tensor
    epsilon: float

    def at(self, truncation: float) -> Modulation:
        """The statistics of one truncation, in [0, 1], instead of those of all."""
        means, variances = (at_truncation(levels, truncation) for levels in (self.means, self.variances))
        return replace(self, means=means[None], variances=variances[None])

    def __call__(self, condition: Tensor, dtype: torch.dtype) -> list[tuple[Tensor, Tensor]]:
        gain, offset = F.linear(condition, self.weight).chunk(2, 1)
        scale = (1 + gain) * torch.rsqrt(self.variances + self.epsilon)
        shift = offset - self.means * scale
        scales, shifts = (x[:, :, None, None].to(dtype).split(self.widths, 1) for x in (scale, shift))
        return list(zip(scales, shifts, strict=True))


def at_truncation(levels: Tensor, truncation: float) -> Tensor:
    """The row of `levels` (count, C) that belongs to a truncation in [0, 1]."""
    if len(levels) == 1:
        return levels[0]
    # Between two stored truncations the published code gives the nearer one the smaller weight; so must the pictures.
    part, whole = math.modf(truncation / (1 / (len(levels) - 1)))
    low, high = int(whole), min(int(whole) + 1, len(levels) - 1)
    return levels[low] if part == 0 else levels[low] * part + levels[high] * (1 - part)


def activated(h: Tensor, norm: tuple[Tensor, Tensor]) -> Tensor:
    """A norm's scale and shift (N or 1, C, 1, 1), then ReLU."""
    scale, shift = norm
    return torch.addcmul(shift, h, scale).relu_()


@dataclass(frozen=True)
class Block:
    """A residual block of BigGAN (figure 15b): two 3 x 3 convolutions, after the doubling; always rises."""

    modulation: Modulation
    convolutions: tuple[Convolution, ...]
    shortcut: Convolution

    def __call__(self, h: Tensor, condition: Tensor) -> Tensor:
        x = h
        for norm, convolution in zip(self.modulation(condition, h.dtype), self.convolutions, strict=True):
            x = convolution(activated(x, norm))
        return x + doubled(
            self.shortcut(h)
        )  # a 1 x 1 convolution may come before the doubling, at a quarter of the cost

    def fast(self) -> Block:
        """The same in bfloat16."""
        return replace(self, convolutions=tuple(c.fast() for c in self.convolutions), shortcut=self.shortcut.fast())


@dataclass(frozen=True)
class DeepBlock:
    """A residual block of BigGAN-deep (figure 16b): 1 x 1, 3 x 3, 3 x 3, 1 x 1; the skip keeps the first channels, or
    has a 1 x 1 convolution of its own (as StudioGAN's)."""

    modulation: Modulation
    convolutions: tuple[Convolution, ...]
    rises: bool
    shortcut: Convolution | None = None

    def __call__(self, h: Tensor, condition: Tensor) -> Tensor:
        x = h
        for norm, convolution in zip(self.modulation(condition, h.dtype), self.convolutions, strict=True):
            x = convolution(activated(x, norm))
        skip = h[:, : x.shape[1]] if self.shortcut is None else self.shortcut(h)
        return x + (doubled(skip) if self.rises else skip)

    def fast(self) -> DeepBlock:
        """The same in bfloat16."""
        shortcut = None if self.shortcut is None else self.shortcut.fast()
        return replace(self, convolutions=tuple(c.fast() for c in self.convolutions), shortcut=shortcut)


@dataclass(frozen=True)
class Attention:
    """Self-attention (Zhang et al. 2019, section 3, with keys and values pooled 2 x 2 as BigGAN does).

    `inner` (q + q + v, C, 1, 1) makes queries, keys and values at once; `outer` (C, v) holds the learned strength too.
    """

    inner: Tensor
    outer: Tensor

    def __call__(self, h: Tensor) -> Tensor:
        values = self.outer.shape[1]
        keys = (self.inner.shape[0] - values) // 2
        x = F.conv2d(h, self.inner)
        query = x[:, :keys].flatten(2).transpose(1, 2)
        key, value = F.max_pool2d(x[:, keys:], 2).flatten(2).split((keys, values), 1)
        weights = torch.softmax(query @ key, -1)  # (N, places, places / 4)
        seen = F.linear(weights @ value.transpose(1, 2), self.outer)
        return h + seen.transpose(1, 2).unflatten(2, h.shape[2:])

    def fast(self) -> Attention:
        """The same in bfloat16."""
        return Attention(self.inner.to(FAST), self.outer.to(FAST))


@dataclass(frozen=True)
class Start:
    """The first linear layer; its outputs are ordered (row, column, channel)."""

    weight: Tensor
    bias: Tensor
    side: int

    def __call__(self, condition: Tensor) -> Tensor:
        h = F.linear(condition, self.weight, self.bias)
        return h.view(len(h), self.side, self.side, -1).permute(0, 3, 1, 2)


@dataclass(frozen=True)
class Head:
    """Batch norm with learned scale and shift (C,), ReLU, a 3 x 3 convolution to three channels, tanh."""

    weight: Tensor
    bias: Tensor
    means: Tensor
    variances: Tensor
    epsilon: float
    convolution: Convolution

    def at(self, truncation: float) -> Head:
        """The statistics of one truncation instead of those of all."""
        means, variances = (at_truncation(levels, truncation) for levels in (self.means, self.variances))
        return replace(self, means=means[None], variances=variances[None])

    def __call__(self, h: Tensor) -> Tensor:
        scale = self.weight * torch.rsqrt(self.variances + self.epsilon)
        shift = self.bias - self.means * scale
        norm = scale[:, :, None, None].to(h.dtype), shift[:, :, None, None].to(h.dtype)
        return torch.tanh(self.convolution(activated(h, norm)).float())


@dataclass(frozen=True)
class Network:
    """A whole generator.

    Attributes:
        embedding: (classes, E), what a class becomes.
        start: z (and class) to the first features.
        blocks: the residual blocks, coarse to fine.
        attentions: the attention after so many blocks.
        head: the last features to the picture.
        chunks: the lengths of z that the start and each block read; 0 where a block reads the class alone.
        whole: BigGAN-deep: everything, the start too, reads the same whole z and the class.
        class_first: whether the class comes before z in a condition.
    """

    embedding: Tensor
    start: Start
    blocks: tuple[Block | DeepBlock, ...]
    attentions: Mapping[int, Attention]
    head: Head
    chunks: tuple[int, ...]
    whole: bool
    class_first: bool
    dtype: torch.dtype = torch.float32

    @property
    def sides(self) -> tuple[int, ...]:
        """The side in pixels of what the start and each block give."""
        sides = [self.start.side]
        for block in self.blocks:
            sides.append(sides[-1] if isinstance(block, DeepBlock) and not block.rises else 2 * sides[-1])
        return tuple(sides)

    @property
    def by_truncation(self) -> bool:
        """Whether the statistics of the batch norms depend on truncation."""
        return len(self.head.means) > 1

    def at(self, truncation: float) -> Network:
        """With the statistics for a truncation in [0, 1]; the weights are shared."""
        blocks = tuple(replace(block, modulation=block.modulation.at(truncation)) for block in self.blocks)
        return replace(self, blocks=blocks, head=self.head.at(truncation))

    def fast(self) -> Network:
        """The same with bfloat16 features."""
        return replace(
            self,
            blocks=tuple(block.fast() for block in self.blocks),
            attentions={place: attention.fast() for place, attention in self.attentions.items()},
            head=replace(self.head, convolution=self.head.convolution.fast()),
            dtype=FAST,
        )
