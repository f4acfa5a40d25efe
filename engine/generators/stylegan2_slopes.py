"""The slopes of StyleGAN2's stages along steps of the code, written out: a step costs one convolution a layer.

A layer is y = f(p conv(s x) + shift), with style s, spread p and activation f (Karras et al. 2020, equations 1 and 3).
Along a step, conv(s x) moves by conv(s dx + ds x). What does not depend on the step is computed once for all of them;
forward mode would repeat it, and could not use the convolution with fewer products.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.generator import Features, Push, Stage
from engine.generators.resample import enlarged
from engine.generators.stylegan2_synthesis import SLOPE, TILES, Block, Colours, Convolution, Synthesis, split
from engine.generators.winograd import convolve_tiles


def with_slopes(synthesis: Synthesis) -> tuple[Stage, ...]:
    """The stages of a synthesis in float32, each of which tells its slope."""
    slopes = []
    for block in synthesis.blocks:
        if block.conv0 is not None:
            slopes.append(partial(_enlarged, synthesis, block))
        slopes.append(partial(_convolved, synthesis, block))
        if block.colours is not None:
            slopes.append(partial(_coloured, synthesis, block))
    return tuple(replace(stage, slope=slope) for stage, slope in zip(synthesis.stages, slopes, strict=True))


def _enlarged(synthesis: Synthesis, block: Block, features: Features | None, code: Tensor) -> tuple[Features, Push]:
    x, image = split(features)
    conv, skip = block.conv0, block.skip
    assert conv is not None
    y, layer = _layer(conv, x, code, synthesis.noise(block.side, 0))

    def beside(part: Tensor) -> Tensor:
        assert skip is not None
        return enlarged(F.conv2d(part, skip), synthesis.taps)

    def push(moved: Features | None, steps: Tensor) -> Features:
        dx, dimage = (None, None) if moved is None else split(moved)
        if skip is None:
            return _joined(layer(dx, steps), _zeros_for(image, dimage, steps))
        residual = beside(x.new_zeros(1, *x.shape[1:]).expand(len(steps), -1, -1, -1) if dx is None else dx)
        return layer(dx, steps), residual

    return _joined(y, image if skip is None else beside(x)), push


def _convolved(synthesis: Synthesis, block: Block, features: Features | None, code: Tensor) -> tuple[Features, Push]:
    x, other = (synthesis.const, None) if features is None else split(features)
    y, layer = _layer(block.conv1, x, code, synthesis.noise(block.side, 1))
    adds = block.skip is not None

    def push(moved: Features | None, steps: Tensor) -> Features:
        dx, dother = (None, None) if moved is None else split(moved)
        dy = layer(dx, steps)
        if adds:
            return dy if dother is None else dy + dother
        return _joined(dy, _zeros_for(other, dother, steps))

    if adds:
        assert other is not None
        return y + other, push
    return _joined(y, other), push


def _coloured(synthesis: Synthesis, block: Block, features: Features | None, code: Tensor) -> tuple[Features, Push]:
    x, image = split(features)
    assert block.colours is not None
    colours, slope = _colours(block.colours, x, code)
    last = block is synthesis.blocks[-1]

    def push(moved: Features | None, steps: Tensor) -> Features:
        dx, dimage = (None, None) if moved is None else split(moved)
        dcolours = slope(dx, steps)
        if dimage is not None:
            dcolours = enlarged(dimage, synthesis.taps) + dcolours
        if last:
            return dcolours.expand(-1, 3, -1, -1)
        return (x.new_zeros(len(steps), *x.shape[1:]) if dx is None else dx), dcolours

    if image is not None:
        colours = enlarged(image, synthesis.taps) + colours
    return (colours.expand(-1, 3, -1, -1) if last else (x, colours)), push


def _layer(conv: Convolution, x: Tensor, code: Tensor, noise: Tensor | None):  # type: ignore[no-untyped-def]
    """The layer's features (1, O, h, w), and the function of the tangent (n, I, h, w) of x, or None, and of the steps
    (n, dimension) that gives their tangent (n, O, h, w)."""
    style = conv.modulation(code)
    spread = conv.gain * torch.rsqrt(style.square() @ conv.squares + 1e-8)
    bias = conv.bias[:, None, None]
    products = conv.convolved(x * style[:, :, None, None], conv.weight)
    before = torch.addcmul(bias if noise is None else noise + bias, products, spread[:, :, None, None])
    y = F.leaky_relu(before, SLOPE)
    rise = torch.where(before < 0, SLOPE, 1.0).to(x)
    if conv.clamp is not None:
        rise = rise * (y.abs() < conv.clamp)
        y = y.clamp(-conv.clamp, conv.clamp)
    risen, shaped = rise * spread[:, :, None, None], rise * products

    def slope(moved: Tensor | None, steps: Tensor) -> Tensor:
        dstyle = steps[:, conv.modulation.place] @ conv.modulation.weight.T
        # With a frame of a pixel, of which the plain convolution needs no part.
        framed = _framed(x, len(steps))
        inner = framed[:, :, 1:-1, 1:-1]
        torch.mul(x, dstyle[:, :, None, None], out=inner)
        if moved is not None:
            inner.addcmul_(moved, style[:, :, None, None])
        # The spread is gain / sqrt(style^2 squares + e), so it moves by -spread^3 / gain^2 * (style dstyle) squares.
        dspread = -(spread**3) / conv.gain**2 * ((style * dstyle) @ conv.squares)
        made = _tiled(conv, framed) if conv.in_tiles(x) else conv.convolved(inner, conv.weight)
        return made.mul_(risen).addcmul_(shaped, dspread[:, :, None, None])

    return y, slope


def _framed(x: Tensor, n: int) -> Tensor:
    """Zeros (n, I, h + 2, w + 2) for n maps like x (1, I, h, w) with a frame, channels last."""
    channels, height, width = x.shape[1:]
    return x.new_zeros(n, height + 2, width + 2, channels).permute(0, 3, 1, 2)


def _tiled(conv: Convolution, framed: Tensor) -> Tensor:
    """The convolution alone of maps with a frame, with fewer products: one after the other, in bands of tiles."""
    made = conv.empty(framed)
    nothing = framed.new_zeros(made.shape[1])
    rows = 2 * max(1, 2 * TILES // conv.side)
    padded = framed.permute(0, 2, 3, 1)
    for i in range(len(framed)):
        out = made[i].permute(1, 2, 0)
        for top in range(0, conv.side, rows):
            end = min(top + rows, conv.side)
            convolve_tiles(padded[i, top : end + 2], conv.tiled, nothing, out[top:end])
    return made


def _colours(layer: Colours, x: Tensor, code: Tensor):  # type: ignore[no-untyped-def]
    """The colours (1, 3, h, w), and the function of tangent and steps as in `_layer`."""
    weight = layer.weight * layer.modulation(code)[0]  # (3, I)
    colours = F.conv2d(x, weight[:, :, None, None]) + layer.bias[:, None, None]
    rise: Tensor | None = None
    if layer.clamp is not None:
        rise = (colours.abs() < layer.clamp).to(x)
        colours = colours.clamp(-layer.clamp, layer.clamp)

    def slope(moved: Tensor | None, steps: Tensor) -> Tensor:
        dstyle = steps[:, layer.modulation.place] @ layer.modulation.weight.T
        weights = (layer.weight * dstyle[:, None]).flatten(0, 1)  # (n * 3, I)
        made = F.conv2d(x, weights[:, :, None, None]).view(len(steps), -1, *x.shape[2:])
        if moved is not None:
            made = made + F.conv2d(moved, weight[:, :, None, None])
        return made if rise is None else made * rise

    return colours, slope


def _joined(x: Tensor, other: Tensor | None) -> Features:
    return x if other is None else (x, other)


def _zeros_for(part: Tensor | None, moved: Tensor | None, steps: Tensor) -> Tensor | None:
    """The tangent of a part that is passed on: its own, or zeros where none has come to it yet."""
    if part is None or moved is not None:
        return moved
    return part.new_zeros(len(steps), *part.shape[1:])
