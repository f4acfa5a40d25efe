"""The critic that every training here uses, and its initialisation."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

SLOPE = 0.2
#: Widths at sides 4, 8, 16, ..., and how many numbers the judgement is made from. From pictures of 128 px on, the
#: widths are multiples of 32, which is what the matrix units of a processor take at once.
WIDTHS, HIDDEN = {4: 256, 8: 128, 16: 64, 32: 32}, 256
WIDTHS_FROM_128, HIDDEN_FROM_128 = {4: 192, 8: 192, 16: 192, 32: 128, 64: 64, 128: 32}, 128


class Discriminator(nn.Module):
    """(N, 3, S, S) -> (N,) logits; N is `groups` batches, and each sees its own standard deviation as one feature."""

    def __init__(self, resolution: int) -> None:
        super().__init__()
        side = resolution // 2
        widths, hidden = (WIDTHS_FROM_128, HIDDEN_FROM_128) if resolution >= 128 else (WIDTHS, HIDDEN)
        self.first = nn.Conv2d(12, widths[side], 3, padding=1)
        stages: list[nn.Module] = []
        while side > 4:
            wide, next_wide = widths[side], widths[side // 2]
            stages += [nn.Conv2d(wide, wide, 3, padding=1), nn.LeakyReLU(SLOPE)]
            stages += [nn.Conv2d(wide, next_wide, 3, 2, 1), nn.LeakyReLU(SLOPE)]
            side //= 2
        self.stages = nn.Sequential(*stages)
        self.last = nn.Conv2d(widths[4], widths[4], 3, padding=1)
        self.hidden = nn.Linear(16 * widths[4] + 1, hidden)
        self.logit = nn.Linear(hidden, 1)

    def forward(self, x: Tensor, groups: int = 1) -> Tensor:
        h = self.seen(x)
        spread = self.spread(h, groups)
        # Times 16: one number beside 3072 features would otherwise start all but unheard.
        return self.judged(h, 16 * spread.repeat_interleave(len(h) // groups)[:, None])

    def seen(self, x: Tensor) -> Tensor:
        """What it sees in each picture alone (N, C, 4, 4)."""
        h = F.leaky_relu(self.first(F.pixel_unshuffle(x, 2)), SLOPE)
        return self.stages(h)

    @staticmethod
    def spread(h: Tensor, groups: int = 1) -> Tensor:
        """How much the pictures of each batch differ in that (groups,)."""
        # The small number: R1 differentiates twice, and a root has no second derivative at 0, where bfloat16 can land.
        return h.float().view(groups, -1, *h.shape[1:]).var(1, unbiased=False).add(1e-8).sqrt().mean((1, 2, 3))

    def judged(self, h: Tensor, spread: Tensor) -> Tensor:
        """The logits (N,) of what is seen (N, C, 4, 4) and of 16 times the spread (N, 1)."""
        h = F.leaky_relu(self.last(h), SLOPE)
        return self.logit(F.leaky_relu(self.hidden(torch.cat([h.flatten(1), spread], 1)), SLOPE)).squeeze(1)


def he_(module: nn.Module, generator: torch.Generator) -> None:
    """He initialisation of one convolution or linear layer, in place."""
    if not isinstance(module, (nn.Conv2d, nn.ConvTranspose2d, nn.Linear)):
        return
    weight = module.weight
    # A stride-2 transposed convolution lets k*k/4 taps reach each output pixel.
    fan = weight.shape[0] * weight[0, 0].numel() / 4 if isinstance(module, nn.ConvTranspose2d) else weight[0].numel()
    with torch.no_grad():
        weight.normal_(0, math.sqrt(2 / (1 + SLOPE**2) / fan), generator=generator)
        if module.bias is not None:
            module.bias.zero_()
