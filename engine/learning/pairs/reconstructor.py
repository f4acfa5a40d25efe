"""The network that sees a picture and the same one shifted, and says along which direction and how far."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.training.adversarial.discriminator import SLOPE, he_

#: Channels after each convolution, and the groups that each is normalised in.
WIDTHS, GROUPS = (32, 64, 128, 128), 8
#: The side to which the first convolutions bring pictures down; the last one is at half of it.
SIDE = 8
#: What a step's change of the picture is multiplied by, so that it is as loud as the picture itself.
LOUD = 2.0


class Reconstructor(nn.Module):
    """Pictures (N, 3, side, side), shifted ones, to logits (N, count) and how far (N,), in shares of the farthest.

    It sees the first picture and the difference, which any first convolution of both could make of them: what is to be
    told is in the difference from the first step on. Groups are normalised, not batches: so a batch may come in parts.
    """

    def __init__(self, count: int, side: int, random: torch.Generator) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        before, reached = 6, side
        with torch.device("meta"):  # nothing is drawn from torch's own random numbers
            for i, width in enumerate(WIDTHS):
                stride = 2 if reached > SIDE or i == len(WIDTHS) - 1 else 1
                reached = -(-reached // stride)
                layers += [nn.Conv2d(before, width, 3, stride, 1), nn.GroupNorm(GROUPS, width), nn.LeakyReLU(SLOPE)]
                before = width
            self.seeing = nn.Sequential(*layers)
            self.which = nn.Linear(4 * before, count)
            self.far = nn.Linear(4 * before, 1)
        self.to_empty(device="cpu")
        for layer in self.modules():
            he_(layer, random)
            if isinstance(layer, nn.GroupNorm):
                layer.reset_parameters()

    def forward(self, first: Tensor, shifted: Tensor) -> tuple[Tensor, Tensor]:
        seen = self.seeing(torch.cat((first, LOUD * (shifted - first)), 1))
        told = F.adaptive_avg_pool2d(seen, 2).flatten(1)
        return self.which(told), self.far(told)[:, 0]
