"""The last convolution of a StyleGAN2 picture and its colours as one map: three channels to carry a step to, not 512.

Of the last features the colours alone are wanted, and what a place of the convolution's input does to those is a matrix
of 3 colours x 9 neighbours rows (Karras et al. 2020, equation 1). These are the product of the convolution with slopes
and colours, taken once a face from the picture's side, as on the way back, and then serve every step.
"""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.generator import Features, Push
from engine.generators.resample import enlarged
from engine.generators.stylegan2.colours import ColoursAt, colours_at
from engine.generators.stylegan2.layers import layer_at
from engine.generators.stylegan2.synthesis import Block, Synthesis, split
from engine.job import Job, Progress, within

#: Bytes of the matrices beyond which they are not made.
LARGEST = 512 * 2**20
#: Products between two steps of the job that makes them.
PRODUCTS = 400_000_000


def ending(synthesis: Synthesis, block: Block, features: Features | None, code: Tensor) -> Job[Push | None]:
    """How tangents of what comes to the last convolution of a block move the picture (n, 3, side, side) of its colours,
    at `code` (1, dimension). It is worth what it takes from some twenty steps on; None where it would not fit."""
    x = synthesis.const if features is None else split(features)[0]
    assert block.colours is not None and block.skip is None
    rows = 9 * len(block.colours.weight)
    if rows * x.numel() * x.element_size() > LARGEST:
        return None
    with torch.no_grad():
        layer = layer_at(block.conv1, x, code, synthesis.noise(block.side, 1))
    yield Progress(0.05)
    with torch.no_grad():
        at = colours_at(block.colours, layer.y, code)
        beside = _seen(at, layer.shaped).permute(3, 2, 0, 1).flatten(1).contiguous()  # (O, C * h * w)
    yield Progress(0.1)
    with torch.no_grad():
        around = F.pad(_seen(at, layer.risen), (0, 0, 0, 0, 1, 1, 1, 1))
    yield Progress(0.15)
    matrices = yield from within(0.15, 1, _matrices(layer.conv.weight, around))
    height, width = x.shape[2:]

    def push(moved: Features | None, steps: Tensor) -> Features:
        dx, dimage = (None, None) if moved is None else split(moved)
        n = len(steps)
        inner = x.new_empty(height, width, n, x.shape[1])
        dspread = layer.gather(dx, steps, inner.permute(2, 3, 0, 1))
        made = torch.bmm(matrices, inner.flatten(0, 1).transpose(1, 2))  # (h * w, C * 9, n)
        picture = F.fold(made.permute(2, 1, 0), (height, width), 3, padding=1)
        picture += (dspread @ beside).view_as(picture)
        picture += at.slope(None, steps)
        if dimage is not None:
            picture += enlarged(dimage, synthesis.taps)
        return picture.expand(-1, 3, -1, -1)

    return push


def _seen(at: ColoursAt, factors: Tensor) -> Tensor:
    """How the colours follow the features times factors (1, O, h, w): (h, w, C, O)."""
    seen = factors[0].permute(1, 2, 0)[:, :, None] * at.weight
    return seen if at.rise is None else seen * at.rise[0].permute(1, 2, 0)[..., None]


def _matrices(weight: Tensor, around: Tensor) -> Job[Tensor]:
    """The matrices (h * w, C * 9, I): how a place of the input of the convolution by `weight` (O, I, 3, 3) moves the
    colours of the 3 x 3 places around it. `around` (h + 2, w + 2, C, O), with a frame of zeros, tells how each place's
    colours follow its own features."""
    (height, width), colours = (side - 2 for side in around.shape[:2]), around.shape[2]
    made = around.new_empty(height, width, colours, 9, weight.shape[1])
    band = max(1, PRODUCTS // (width * colours * weight[:, :, 0, 0].numel()))
    for top in range(0, height, band):
        end = min(top + band, height)
        for k in range(9):
            down, across = divmod(k, 3)
            there = around[top + down : end + down, across : across + width]
            with torch.no_grad():  # a place above another lies in the lower row of the other's kernel
                made[top:end, :, :, k] = there @ weight[:, :, 2 - down, 2 - across]
            yield Progress((top + (end - top) * (k + 1) / 9) / height)
    return made.view(height * width, colours * 9, -1)
