"""The layers of lucidrains' lightweight-gan (after Liu et al. 2021), each side of its pictures as a stage.

Batch norms are folded into the convolutions before them, with the noise that is added in between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.generator import Features
from engine.generators.colours import as_rgb
from engine.generators.fastgan.network import gated
from engine.generators.lucidrains.network import Affine, blurred, normed

#: How many parts the attention's features are cut into, and how wide its windows are.
HEADS, WINDOW = 8, 3
GATE_SLOPE = 0.1


@dataclass(frozen=True)
class Attention:
    """Attention over all places, linear, and over each place's 3 x 3 neighbours, side by side, added to what it reads.

    `linear` and `near` make queries and then keys and values (1 x 1), the former's after `local` for each channel.
    """

    norm: Affine
    query: Tensor
    local: Tensor
    pair: Tensor
    near_query: Tensor
    near_pair: Tensor
    out: Affine

    def __call__(self, x: Tensor) -> Tensor:
        h = normed(x, self.norm)
        both = torch.cat([F.gelu(self._linear(h)), self._near(h)], 1)
        return x + F.conv2d(both, *self.out)

    def _linear(self, x: Tensor) -> Tensor:
        key, value = F.conv2d(F.conv2d(x, self.local, padding=1, groups=len(self.local)), self.pair).chunk(2, 1)
        query = F.conv2d(x, self.query)
        # (N, heads, features, places)
        query, key, value = (t.flatten(2).unflatten(1, (HEADS, -1)) for t in (query, key, value))
        context = torch.softmax(key, 3) @ value.transpose(2, 3)
        query = torch.softmax(query, 2) * query.shape[2] ** -0.5
        return (context.transpose(2, 3) @ query).flatten(1, 2).unflatten(2, x.shape[2:])

    def _near(self, x: Tensor) -> Tensor:
        query = F.conv2d(x, self.near_query).flatten(2).unflatten(1, (HEADS, -1))
        key, value = (
            F.unfold(t, WINDOW, padding=WINDOW // 2).unflatten(1, (HEADS, -1, WINDOW**2))
            for t in F.conv2d(x, self.near_pair).chunk(2, 1)
        )  # (N, heads, features, neighbours, places); those outside are zeros, and count
        scores = (query[:, :, :, None] * key).sum(2) * query.shape[2] ** -0.5
        found = (torch.softmax(scores, 2)[:, :, None] * value).sum(3)
        return found.flatten(1, 2).unflatten(2, x.shape[2:])


@dataclass(frozen=True)
class Gate:
    """Low features to the factors (N, C, 1, 1) of the high ones' channels: their mean under `pooled`, then two layers.

    `pooled` is a 1 x 1 convolution that says where to look (Cao et al. 2020), or fixed waves (1, C, side, side) that
    are summed over (Qin et al. 2021).
    """

    pooled: Affine | Tensor
    narrow: Affine
    wide: Affine

    def __call__(self, x: Tensor) -> Tensor:
        if isinstance(self.pooled, Tensor):
            mean = (x * self.pooled).sum((2, 3), keepdim=True)
        else:
            where = torch.softmax(F.conv2d(x, *self.pooled).flatten(2), 2)
            mean = (x.flatten(2) @ where.transpose(1, 2))[..., None]
        return torch.sigmoid(F.conv2d(F.leaky_relu(F.conv2d(mean, *self.narrow), GATE_SLOPE), *self.wide))


@dataclass(frozen=True)
class Start:
    """z to the first features (N, C, 4, 4), of length 1 at each place: `weight` (2 C 16, z), `bias` (2 C, 1, 1)."""

    weight: Tensor
    bias: Tensor

    def __call__(self, features: Features | None, codes: Tensor) -> tuple[Tensor, ...]:
        h = F.linear(codes.to(self.weight.device), self.weight).unflatten(1, (-1, 4, 4)) + self.bias
        return (F.normalize(gated(h), dim=1),)


@dataclass(frozen=True)
class Side:
    """The features of one side to those of twice that.

    `rise` (4 C, C, 1, 1) gives four pixels for each; `kernel` (2 D, C, 4, 4); `strength` (2 D, 1, 1) of the noise.
    """

    attention: Attention | None
    rise: Affine
    kernel: Tensor
    bias: Tensor
    strength: Tensor
    gate: Gate | None

    def __call__(self, x: Tensor, noise: Tensor | None) -> Tensor:
        x = x if self.attention is None else self.attention(x)
        x = blurred(F.pixel_shuffle(F.silu(F.conv2d(x, *self.rise)), 2))
        h = F.conv2d(F.pad(x, (2, 1, 2, 1)), self.kernel) + self.bias
        return gated(h if noise is None else torch.addcmul(h, noise, self.strength))


@dataclass(frozen=True)
class Step:
    """A side as a stage: with its features go the gates of sides to come, the nearest first. `gated`: the first is this
    side's; `colours` make the picture, in the last stage."""

    side: Side
    noise: Tensor | None
    gated: bool
    colours: Affine | None

    def __call__(self, features: Features | None, codes: Tensor) -> Features:
        assert isinstance(features, tuple)
        x, *gates = features
        x = self.side(x, self.noise)
        if self.side.gate is not None:
            gates.append(self.side.gate(x))
        if self.gated:
            x = x * gates.pop(0)
        if self.colours is None:
            return (x, *gates)
        return as_rgb(2 * F.conv2d(x, *self.colours, padding=1) - 1).contiguous()


@dataclass(frozen=True)
class Parts:
    """A whole network; `gates` tells which side's gate (by number) each side makes for another."""

    start: Start
    sides: tuple[Side, ...]
    colours: Affine
    gates: Mapping[int, int]
    parameters: int

    @property
    def z_dim(self) -> int:
        return self.start.weight.shape[1]

    @property
    def resolution(self) -> int:
        return 4 * int(2 ** len(self.sides))
