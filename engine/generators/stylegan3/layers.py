"""The layers of an alias-free generator (Karras et al. 2021): Fourier features, modulated convolutions."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.generators.colours import as_rgb
from engine.generators.stylegan3.filters import FilteredLeakyReLU

EPSILON = 1e-8


@dataclass(frozen=True)
class Linear:
    """(N, in) to (N, out) with the equalised learning rate: weight (out, in) / sqrt(in), both times `multiplier`."""

    weight: Tensor
    bias: Tensor
    multiplier: float = 1.0

    def __call__(self, x: Tensor) -> Tensor:
        return torch.addmm(self.bias, x, self.weight.t(), beta=self.multiplier, alpha=self._gain)

    def scaled(self) -> Tensor:
        """The matrix (out, in) that it multiplies with."""
        return self.weight * self._gain

    @property
    def _gain(self) -> float:
        return self.multiplier / math.sqrt(self.weight.shape[1])


def linear(weights: Mapping[str, Tensor], name: str, multiplier: float = 1.0) -> Linear:
    """The layer of these weights."""
    return Linear(weights[f"{name}.weight"], weights[f"{name}.bias"], multiplier)


@dataclass(frozen=True)
class FourierFeatures:
    """The first features: sine waves over the plane, turned and shifted, then mixed (sections 3.1 and 3.2).

    The learned turn and shift come from w; `stored` (3, 3) is the transform that lies in the file, and the user's
    (turn in radians, shift x, shift y) comes last: a turn counter-clockwise about the middle, then a shift to the right
    and down in picture sides. All are kept as what takes a point of the picture back to where its wave is computed.

    Attributes:
        places: where w and the user's transform lie in a code.
        freqs, phases: of the waves, (channels, 2) cycles per picture side and (channels,) in turns.
        weight: (channels, channels).
        size, rate, cutoff: of the band.
    """

    places: tuple[slice, slice]
    affine: Linear
    stored: Tensor
    freqs: Tensor
    phases: Tensor
    weight: Tensor
    size: int
    rate: int
    cutoff: float

    def __call__(self, features: object, codes: Tensor) -> Tensor:
        w, user = (codes[:, place].to(self.weight.device) for place in self.places)
        turn, shift = _learned(self.affine(w))
        # Each transform p -> A p + b acts on what the one after it gives: learned(stored(user's inverse(p))).
        turn, shift = turn @ self.stored[:2, :2], _apply(turn, self.stored[:2, 2].expand_as(shift)) + shift
        user_turn, user_shift = _undone(user)
        turn, shift = turn @ user_turn, _apply(turn, user_shift) + shift
        freqs = self.freqs @ turn
        phases = self.phases + shift @ self.freqs.t()
        # Waves that a transform pushes above the cutoff fade out, and are gone where they would alias.
        fade = (1 - (freqs.norm(dim=2) - self.cutoff) / (self.rate / 2 - self.cutoff)).clamp(0, 1)
        at = (torch.arange(self.size, device=w.device) + 0.5 - self.size / 2) / self.rate
        across = at[None, :, None] * freqs[:, None, :, 0]
        down = at[None, :, None] * freqs[:, None, :, 1] + phases[:, None]
        waves = torch.sin((down[:, :, None] + across[:, None]) * (2 * math.pi)) * fade[:, None, None]
        mixed = waves @ (self.weight.t() / math.sqrt(len(self.weight)))
        return mixed.permute(0, 3, 1, 2).contiguous()


def _learned(t: Tensor) -> tuple[Tensor, Tensor]:
    """The inverse of the learned transform, from (cosine, sine, x, y) (N, 4) of any length: (N, 2, 2) and (N, 2)."""
    t = t / t[:, :2].norm(dim=1, keepdim=True)
    cosine, sine = t[:, 0], t[:, 1]
    turn = torch.stack([cosine, -sine, sine, cosine], 1).view(-1, 2, 2)
    return turn, _apply(turn, -t[:, 2:])


def _undone(user: Tensor) -> tuple[Tensor, Tensor]:
    """The inverse of the user's transform (turn, shift x, shift y) (N, 3), as (N, 2, 2) and (N, 2)."""
    cosine, sine = user[:, 0].cos(), user[:, 0].sin()
    turn = torch.stack([cosine, -sine, sine, cosine], 1).view(-1, 2, 2)
    return turn, _apply(turn, -user[:, 1:])


def _apply(matrices: Tensor, vectors: Tensor) -> Tensor:
    """(N, 2, 2) times (N, 2)."""
    return (matrices @ vectors[:, :, None])[:, :, 0]


@dataclass(frozen=True)
class Convolution:
    """A convolution whose weights w scales by input channel, and which then have unit length by output channel.

    As in StyleGAN2, but without noise and with a fixed gain of the input (section 3.1). The weights' and styles' own
    lengths drop out of that but for the epsilon, so neither is normalised first; the epsilon is scaled instead.

    Attributes:
        weight: (out, in, k, k).
        bias: (out,).
        power: (out, in) squared weights, summed over the kernel; None in the last layer, which keeps its lengths.
        input_gain: the factor that brings this layer's input to unit mean square, as measured in training.
    """

    affine: Linear
    weight: Tensor
    bias: Tensor
    power: Tensor | None
    input_gain: Tensor

    def __call__(self, x: Tensor, w: Tensor) -> Tensor:
        """(N, in, s, s) and (N, w_dim) to (N, out, s + k - 1, s + k - 1)."""
        styles = self.affine(w)
        scale = (styles * self.input_gain)[:, None]
        if self.power is None:
            scale = scale / math.sqrt(self.weight[0].numel())
        else:
            squares = styles.square()
            kernel = self.weight[0, 0].numel()
            epsilon = EPSILON * self.power.mean(1) / kernel * squares.mean(1, keepdim=True)
            scale = scale * (squares @ self.power.t() + epsilon).rsqrt()[:, :, None]
        count, (out, channels, k, _) = len(x), self.weight.shape
        weight = (self.weight * scale[..., None, None]).view(count * out, channels, k, k)
        x = x.reshape(1, count * channels, *x.shape[2:])
        x = F.conv2d(x, weight, self.bias.repeat(count), padding=k - 1, groups=count)
        return x.view(count, out, *x.shape[2:])


@dataclass(frozen=True)
class Layer:
    """One layer of the synthesis: modulated convolution, then the filtered nonlinearity."""

    place: slice
    convolution: Convolution
    nonlinearity: FilteredLeakyReLU

    def __call__(self, features: object, codes: Tensor) -> Tensor:
        assert isinstance(features, Tensor)
        return self.nonlinearity(self.convolution(features, codes[:, self.place].to(features.device)))


@dataclass(frozen=True)
class Picture:
    """The last layer: single pixels to colours, no nonlinearity; grey and transparent pictures become three colours."""

    place: slice
    convolution: Convolution
    clamp: float | None
    scale: float

    def __call__(self, features: object, codes: Tensor) -> Tensor:
        assert isinstance(features, Tensor)
        image = self.convolution(features, codes[:, self.place].to(features.device))
        if self.clamp is not None:
            image = image.clamp(-self.clamp, self.clamp)
        return as_rgb(image * self.scale)
