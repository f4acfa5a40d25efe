"""StyleGAN2's layers at one code: what comes out, and how it moves along steps of the code.

A layer is y = f(p conv(s x) + shift), with style s, spread p and activation f (Karras et al. 2020, equations 1 and 3).
Along a step, conv(s x) moves by conv(s dx + ds x).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.generators.stylegan2.mapping import SLOPE
from engine.generators.stylegan2.synthesis import Convolution
from engine.generators.stylegan2.winograd import convolve_tiles

#: Tiles in one band of the convolution with fewer products: more than for a frame, whose bands stay in the cache.
TILES = 1024


@dataclass(frozen=True, eq=False)
class Layer:
    """A convolution at one code: `x` (1, I, h, w) goes in and `y` (1, O, h, w) comes out, with `style` (1, I) and
    `spread` (1, O). Along a step y moves by `risen` times how the convolution does and `shaped` times how the spread
    does, both (1, O, h, w)."""

    conv: Convolution
    x: Tensor
    y: Tensor
    style: Tensor
    spread: Tensor
    risen: Tensor
    shaped: Tensor

    def slope(self, moved: Tensor | None, steps: Tensor) -> Tensor:
        """The tangent (n, O, h, w) of y along `steps` (n, dimension), from that (n, I, h, w) of x, or None."""
        # With a frame of a pixel, of which the plain convolution needs no part.
        framed = _framed(self.x, len(steps))
        inner = framed[:, :, 1:-1, 1:-1]
        dspread = self.gather(moved, steps, inner)
        made = _tiled(self.conv, framed) if self.conv.in_tiles(self.x) else self.conv.convolved(inner, self.conv.weight)
        return made.mul_(self.risen).addcmul_(self.shaped, dspread[:, :, None, None])

    def gather(self, moved: Tensor | None, steps: Tensor, out: Tensor) -> Tensor:
        """Writes the tangent (n, I, h, w) of what is convolved, and tells that (n, O) of the spread."""
        dstyle = self.conv.modulation.along(steps)
        torch.mul(self.x, dstyle[:, :, None, None], out=out)
        if moved is not None:
            out.addcmul_(moved, self.style[:, :, None, None])
        # The spread is gain / sqrt(style^2 squares + e), so it moves by -spread^3 / gain^2 * (style dstyle) squares.
        return -(self.spread**3) / self.conv.gain**2 * ((self.style * dstyle) @ self.conv.squares)


def layer_at(conv: Convolution, x: Tensor, code: Tensor, noise: Tensor | None) -> Layer:
    """The layer where x (1, I, h, w) comes to it at `code` (1, dimension)."""
    style, spread = conv.factors(code)
    bias = conv.bias[:, None, None]
    products = conv.convolved(x * style[:, :, None, None], conv.weight)
    before = torch.addcmul(bias if noise is None else noise + bias, products, spread[:, :, None, None])
    # As the tangents lie: numbers of two orders take six times as long to multiply.
    before = before.contiguous(memory_format=torch.channels_last)
    y = F.leaky_relu(before, SLOPE)
    rise = torch.where(before < 0, SLOPE, 1.0).to(x)
    if conv.clamp is not None:
        rise = rise * (y.abs() < conv.clamp)
        y = y.clamp(-conv.clamp, conv.clamp)
    return Layer(conv, x, y, style, spread, rise * spread[:, :, None, None], rise * products)


def _framed(x: Tensor, n: int) -> Tensor:
    """Zeros (n, I, h + 2, w + 2) for n maps like x (1, I, h, w) with a frame, channels last."""
    channels, height, width = x.shape[1:]
    return x.new_zeros(n, height + 2, width + 2, channels).permute(0, 3, 1, 2)


def _tiled(conv: Convolution, framed: Tensor) -> Tensor:
    """The convolution alone of maps with a frame, with fewer products: one after the other, in bands of tiles."""
    made, (height, width) = conv.empty(framed), conv.size
    nothing = framed.new_zeros(made.shape[1])
    rows = 2 * max(1, 2 * TILES // width)
    padded = framed.permute(0, 2, 3, 1)
    for i in range(len(framed)):
        out = made[i].permute(1, 2, 0)
        for top in range(0, height, rows):
            end = min(top + rows, height)
            convolve_tiles(padded[i, top : end + 2], conv.tiled, nothing, out[top:end])
    return made
