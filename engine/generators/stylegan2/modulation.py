"""How a StyleGAN2 layer reads a code (Karras et al. 2020, section 2.2), and where its channels lie in it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.generators.stylegan2.weights import StyleGAN2Weights


@dataclass
class Modulation:
    """w to one factor for each of a layer's channels: an affine map with "equalised" weights already scaled. What the
    code asks of the channels themselves (StyleSpace, Wu et al. 2021) is added."""

    weight: Tensor
    bias: Tensor
    place: slice  # where this layer's w lies in a code
    channels: slice  # and where what is added to its factors

    def __call__(self, codes: Tensor) -> Tensor:
        return self.of_w(codes) + codes[:, self.channels].to(self.weight.device)

    def of_w(self, codes: Tensor) -> Tensor:
        """The factors (N, channels) that w gives."""
        return torch.addmm(self.bias, codes[:, self.place].to(self.weight.device), self.weight.T)

    def along(self, steps: Tensor) -> Tensor:
        """How the factors move along steps (n, dimension)."""
        return torch.addmm(steps[:, self.channels], steps[:, self.place], self.weight.T)


@dataclass
class Modulations:
    """Builds one after the other; `start` is where the channels of the next lie in a code."""

    weights: StyleGAN2Weights
    start: int

    def next(self, name: str, number: int) -> Modulation:
        """That of this layer, which reads the w of this number."""
        parts, w_dim = self.weights.parts, self.weights.w_dim
        scaled = parts[f"{name}.affine.weight"] / math.sqrt(w_dim)
        channels = slice(self.start, self.start + len(scaled))
        self.start = channels.stop
        return Modulation(scaled, parts[f"{name}.affine.bias"], slice(number * w_dim, (number + 1) * w_dim), channels)
