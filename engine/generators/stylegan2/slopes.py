"""The slopes of StyleGAN2's stages along steps of the code, written out: a step costs one convolution a layer.

What does not depend on the step is computed once for all of them; forward mode would repeat it, and could not use the
convolution with fewer products.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import torch.nn.functional as F
from torch import Tensor

from engine.generator import Features, Push, Stage
from engine.generators.colours import as_rgb, rgb_along
from engine.generators.resample import enlarged
from engine.generators.stylegan2.colours import colours_at
from engine.generators.stylegan2.ending import ending
from engine.generators.stylegan2.layers import layer_at
from engine.generators.stylegan2.synthesis import Block, Synthesis, split

#: From how many channels on a picture's end is one map where many steps are to follow (measured).
BROAD = 128


def with_slopes(synthesis: Synthesis) -> tuple[Stage, ...]:
    """The stages of a synthesis in float32, each of which tells its slope."""
    stages = iter(synthesis.stages)
    told = []
    for block in synthesis.blocks:
        if block.conv0 is not None:
            told.append(replace(next(stages), slope=partial(_enlarged, synthesis, block)))
        told.append(replace(next(stages), slope=partial(_convolved, synthesis, block)))
        if block.colours is not None:
            plain = block.skip is None and not block.wavelets and block.colours.channels < 4
            broad = plain and min(block.conv1.squares.shape) >= BROAD
            short = partial(ending, synthesis, block) if broad else None
            told.append(replace(next(stages), slope=partial(_coloured, synthesis, block), ending=short))
    return tuple(told)


def _enlarged(synthesis: Synthesis, block: Block, features: Features | None, code: Tensor) -> tuple[Features, Push]:
    x, image = split(features)
    conv, skip = block.conv0, block.skip
    assert conv is not None
    layer = layer_at(conv, x, code, synthesis.noise(block.side, 0))

    def beside(part: Tensor) -> Tensor:
        assert skip is not None
        return enlarged(F.conv2d(part, skip), synthesis.taps)

    def push(moved: Features | None, steps: Tensor) -> Features:
        dx, dimage = (None, None) if moved is None else split(moved)
        if skip is None:
            return _joined(layer.slope(dx, steps), _zeros_for(image, dimage, steps))
        residual = beside(x.new_zeros(1, *x.shape[1:]).expand(len(steps), -1, -1, -1) if dx is None else dx)
        return layer.slope(dx, steps), residual

    return _joined(layer.y, image if skip is None else beside(x)), push


def _convolved(synthesis: Synthesis, block: Block, features: Features | None, code: Tensor) -> tuple[Features, Push]:
    x, other = (synthesis.const, None) if features is None else split(features)
    layer = layer_at(block.conv1, x, code, synthesis.noise(block.side, 1))
    adds = block.skip is not None

    def push(moved: Features | None, steps: Tensor) -> Features:
        dx, dother = (None, None) if moved is None else split(moved)
        dy = layer.slope(dx, steps)
        if adds:
            return dy if dother is None else dy + dother
        return _joined(dy, _zeros_for(other, dother, steps))

    if adds:
        assert other is not None
        return layer.y + other, push
    return _joined(layer.y, other), push


def _coloured(synthesis: Synthesis, block: Block, features: Features | None, code: Tensor) -> tuple[Features, Push]:
    x, image = split(features)
    assert block.colours is not None
    at = colours_at(block.colours, x, code)
    last = block is synthesis.blocks[-1]

    def push(moved: Features | None, steps: Tensor) -> Features:
        dx, dimage = (None, None) if moved is None else split(moved)
        dcolours = at.slope(dx, steps)
        if dimage is not None:
            dcolours = enlarged(dimage, synthesis.taps) + dcolours
        if last:
            return rgb_along(colours, dcolours)
        return (x.new_zeros(len(steps), *x.shape[1:]) if dx is None else dx), dcolours

    colours = at.colours if image is None else enlarged(image, synthesis.taps) + at.colours
    return (as_rgb(colours) if last else (x, colours)), push


def _joined(x: Tensor, other: Tensor | None) -> Features:
    return x if other is None else (x, other)


def _zeros_for(part: Tensor | None, moved: Tensor | None, steps: Tensor) -> Tensor | None:
    """The tangent of a part that is passed on: its own, or zeros where none has come to it yet."""
    if part is None or moved is not None:
        return moved
    return part.new_zeros(len(steps), *part.shape[1:])
