"""How far pictures are from given ones: in pixels, and in what a network sees in them.

For a start by regression from known factors: L1 on pixels alone gives a blur, the features bring edges.
"""

from __future__ import annotations

import torch
from torch import Tensor

from engine.measure.features import load_features

PIXELS = 4.0


class Likeness:
    """4 x L1 on pixels in [-1, 1], plus the mean L1 on the taps, each as a share of the given pictures' own size.

    The features are compared on half of the pictures: they cost as much as drawing them.
    """

    def __init__(self, *, fast: bool) -> None:
        self.network, self.fast = load_features(), fast
        self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]

    def taps(self, images: Tensor) -> list[Tensor]:
        """Features of (N, 3, S, S), one tensor a tap."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.fast):
            return self.network.taps(images)

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
