"""How far pictures are from given ones: in pixels, and in what a network sees in them.

For a start by regression from known factors: L1 on pixels alone gives a blur, the features bring edges.
"""

from __future__ import annotations

from typing import cast

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.measure.features import Block, load_features

PIXELS = 4.0
#: Blocks of EfficientNet-lite0 after which its features are compared: sides of 1/2, 1/4 and 1/8 of the picture.
TAPS = (0, 2, 4)


class Likeness:
    """4 x L1 on pixels in [-1, 1], plus the mean L1 on the taps, each as a share of the given pictures' own size.

    The features are compared on half of the pictures: they cost as much as drawing them.
    """

    def __init__(self, *, fast: bool) -> None:
        self.network, self.fast = load_features(), fast
        self.blocks = [cast(Block, block) for block in self.network.blocks][: max(TAPS) + 1]
        self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]

    def taps(self, images: Tensor) -> list[Tensor]:
        """Features of (N, 3, S, S), one tensor a tap."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.fast):
            x = ((images + 1) * 127.5 - 127) / 128
            x = F.hardtanh(self.network.stem(x), 0, 6)
            kept = []
            for i, block in enumerate(self.blocks):
                x = _through(block, x)
                if i in TAPS:
                    kept.append(x)
            return kept

    def __call__(self, images: Tensor, given: Tensor) -> Tensor:
        """A scalar; gradients go to `images` alone."""
        half = (len(images) + 1) // 2
        with torch.no_grad():
            wanted = self.taps(given[:half])
        apart = [
            (mine - theirs).abs().float().mean() / theirs.abs().float().mean()
            for mine, theirs in zip(self.taps(images[:half]), wanted, strict=True)
        ]
        return PIXELS * (images - given).abs().mean() + torch.stack(apart).mean()


def _through(block: Block, x: Tensor) -> Tensor:
    """`block(x)`; of the two ways to hold numbers in 0 to 6, this one goes back in one pass instead of four."""
    inner = x if block.expand is None else F.hardtanh(block.expand(x), 0, 6)
    h: Tensor = block.project(F.hardtanh(block.depthwise(inner), 0, 6))
    return x + h if block.residual else h
