"""The layers of FastGAN's generator (Liu et al. 2021, section 3), and each side of its pictures as a stage.

Batch norms are folded into the convolutions before them, with the noise that is added in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.generator import Features
from engine.generators.pggan.layers import FIRST, pixel_norm

#: Where skip-layer excitation begins: a side's gates are made of the features of a sixteenth of it.
BACK = 16


def gated(h: Tensor) -> Tensor:
    """The first half of the channels, times the sigmoid of the second; torch's own has no fast tangents."""
    first, second = h.chunk(2, 1)
    return first * torch.sigmoid(second)


@dataclass(frozen=True)
class Modulated:
    """What a class's embedding gives a batch norm: gains 1 + `gain` e and offsets `offset` e, each with its bias."""

    gain: Tensor
    gain_bias: Tensor
    offset: Tensor
    offset_bias: Tensor

    def __call__(self, h: Tensor, e: Tensor) -> Tensor:
        gain = F.linear(e, self.gain, self.gain_bias)[:, :, None, None]
        return torch.addcmul(F.linear(e, self.offset, self.offset_bias)[:, :, None, None], h, gain)


@dataclass(frozen=True)
class Half:
    """A convolution, noise, a batch norm and a gated linear unit: (N, C, H, W) to (N, D, H, W), twice the side if
    `rising`.

    `kernel` (2 D, C, 3, 3), or (C, 2 D, 4, 4) of a transposed convolution if `rising`; `strength` (2 D, 1, 1) of the
    map `noise` (1, 1, side, side), None where there is none.
    """

    kernel: Tensor
    bias: Tensor
    rising: bool
    strength: Tensor | None = None
    noise: Tensor | None = None
    modulated: Modulated | None = None

    def __call__(self, x: Tensor, e: Tensor | None) -> Tensor:
        x = x.to(self.kernel.dtype)
        if self.rising:
            h = F.conv_transpose2d(x, self.kernel, stride=2, padding=1).float()
        else:
            h = F.conv2d(x, self.kernel, padding=1).float()
        h = h + self.bias
        if self.strength is not None and self.noise is not None:
            h = torch.addcmul(h, self.noise, self.strength)
        if self.modulated is not None:
            assert e is not None
            h = self.modulated(h, e)
        return gated(h)

    def halved(self) -> Half:
        """With its convolution in bfloat16."""
        return replace(self, kernel=self.kernel.bfloat16())


@dataclass(frozen=True)
class Gate:
    """Skip-layer excitation (section 3.1): low features to the factors (N, C, 1, 1) of the high ones' channels."""

    narrow: Tensor
    wide: Tensor

    def __call__(self, low: Tensor) -> Tensor:
        h = F.silu(F.conv2d(F.adaptive_avg_pool2d(low, FIRST), self.narrow))
        return torch.sigmoid(F.conv2d(h, self.wide))


@dataclass(frozen=True)
class Start:
    """z to the first features (N, C, 4, 4): `weight` (2 C 16, z), `bias` (2 C, 1, 1); and `gate`, that of 64 px.

    `normed`: z is put onto the sphere first, as the projected FastGAN's are.
    """

    z: slice
    weight: Tensor
    bias: Tensor
    normed: bool
    gate: Gate | None

    def __call__(self, features: Features | None, codes: Tensor) -> Tensor | tuple[Tensor, ...]:
        z = codes[:, self.z].to(self.weight.device)
        h = F.linear(pixel_norm(z) if self.normed else z, self.weight).unflatten(1, (-1, FIRST, FIRST)) + self.bias
        x = gated(h).contiguous(memory_format=torch.channels_last)
        return (x,) if self.gate is None else (x, self.gate(x))


@dataclass(frozen=True)
class Side:
    """The features of one side to those of twice that; with them go the gates of sides to come, the nearest first.

    `gated`: the first gate is this side's; `gate` makes the one of 16 times this side, if there is one.
    `embedding` is where the class's embedding lies in the code.
    """

    halves: tuple[Half, ...]
    gated: bool
    gate: Gate | None
    embedding: slice | None

    def __call__(self, features: Features | None, codes: Tensor) -> tuple[Tensor, ...]:
        assert isinstance(features, tuple)
        x, *gates = features
        e = None if self.embedding is None else codes[:, self.embedding].to(x.device)
        for half in self.halves:
            x = half(x, e)
        if self.gated:
            x = x * gates.pop(0)
        if self.gate is not None:
            gates.append(self.gate(x))
        return (x, *gates)

    def drawn_with(self, halves: Sequence[Half]) -> Side:
        """The same with these halves."""
        return replace(self, halves=tuple(halves))


@dataclass(frozen=True)
class Colours:
    """Features to a picture (N, 3, side, side): a convolution, and perhaps a tanh."""

    kernel: Tensor
    bias: Tensor | None
    tanh: bool

    def __call__(self, features: Features | None) -> Tensor:
        assert isinstance(features, tuple)
        h = F.conv2d(features[0], self.kernel, self.bias, padding=self.kernel.shape[-1] // 2)
        # A grey picture becomes three equal channels.
        return (torch.tanh(h) if self.tanh else h).expand(-1, 3, -1, -1).contiguous()


@dataclass(frozen=True)
class End:
    """The last side and the picture."""

    side: Side
    colours: Colours

    def __call__(self, features: Features | None, codes: Tensor) -> Tensor:
        return self.colours(self.side(features, codes))
