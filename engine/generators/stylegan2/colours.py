"""The colours of StyleGAN2's features: a modulated 1 x 1 convolution, in pixels or in wavelets, and its slope.

SWAGAN (Gal et al. 2021, "SWAGAN: A style-based wavelet-driven generative model", section 3), as rosinality's port has
it, gives the four bands of a Haar transform for each colour; colours of smaller blocks are enlarged as pixels between
the inverse and the forward transform. The transform is orthogonal, so that is to enlarge the picture itself, of twice
the block's side, and the inverse is put into the weights here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.generators.stylegan2.filters import BANDS
from engine.generators.stylegan2.modulation import Modulation


@dataclass
class Colours:
    """Features to C channels: a 1 x 1 convolution, modulated and not demodulated; `weight` (C, I) is scaled for its
    fan-in. With `wavelets` it is (4 C, I), for the four pixels that each place becomes; so is `bias` (C,)."""

    modulation: Modulation
    weight: Tensor
    bias: Tensor
    clamp: float | None
    wavelets: bool = False

    def __call__(self, x: Tensor, codes: Tensor) -> Tensor:
        weight = self.weight * self.modulation(codes)[:, None]
        if len(x) == 1:
            colours = F.conv2d(x, weight[0].to(x.dtype)[:, :, None, None]).float()
        else:
            colours = torch.einsum("nchw,noc->nohw", x, weight.to(x.dtype)).float()
        colours = colours.contiguous() + self.bias[:, None, None]
        return self.placed(colours if self.clamp is None else colours.clamp(-self.clamp, self.clamp))

    def placed(self, channels: Tensor) -> Tensor:
        """What the convolution gives (N, C, h, w) or (N, 4 C, h, w), each number at its pixel."""
        return F.pixel_shuffle(channels, 2) if self.wavelets else channels

    @property
    def channels(self) -> int:
        """How many a pixel has."""
        return len(self.weight) // 4 if self.wavelets else len(self.weight)


def colours_of(modulation: Modulation, weight: Tensor, bias: Tensor, clamp: float | None, *, wavelets: bool) -> Colours:
    """The layer of a weight (C, I), or (4 C, I) of wavelets, band by band, and its bias, as a file holds them."""
    weight = weight / math.sqrt(weight.shape[1])
    if wavelets:
        weight, bias = _pixels(weight), _pixels(bias[:, None])[:, 0]
    return Colours(modulation, weight, bias, clamp, wavelets)


def _pixels(bands: Tensor) -> Tensor:
    """Rows (4 C, n), the colours of one band after those of another, as rows of pixels: four of a colour together."""
    inverse = BANDS.to(bands).flatten(1)
    return torch.einsum("kp,kcn->cpn", inverse, bands.unflatten(0, (4, -1))).flatten(0, 1).contiguous()


@dataclass(frozen=True, eq=False)
class ColoursAt:
    """The colours (1, C, h, w) of features `x` (1, I, h, w) at one code: by `weight` (C, I); `rise` (1, C, h, w) is 0
    where they are clamped, or None where nothing is."""

    layer: Colours
    x: Tensor
    colours: Tensor
    weight: Tensor
    rise: Tensor | None

    def slope(self, moved: Tensor | None, steps: Tensor) -> Tensor:
        """The tangent (n, C, h, w) of the colours along `steps` (n, dimension), from that (n, I, h, w) of x or None."""
        dstyle = self.layer.modulation.along(steps)
        weights = (self.layer.weight * dstyle[:, None]).flatten(0, 1)  # (n * C, I)
        made = F.conv2d(self.x, weights[:, :, None, None]).view(len(steps), -1, *self.x.shape[2:])
        if moved is not None:
            made = made + F.conv2d(moved, self.weight[:, :, None, None])
        return self.layer.placed(made if self.rise is None else made * self.rise)


def colours_at(layer: Colours, x: Tensor, code: Tensor) -> ColoursAt:
    """The colours where features x (1, I, h, w) come to them at `code` (1, dimension)."""
    weight = layer.weight * layer.modulation(code)[0]
    colours = F.conv2d(x, weight[:, :, None, None]) + layer.bias[:, None, None]
    rise: Tensor | None = None
    if layer.clamp is not None:
        rise = (colours.abs() < layer.clamp).to(x)
        colours = colours.clamp(-layer.clamp, layer.clamp)
    return ColoursAt(layer, x, layer.placed(colours), weight, rise)
