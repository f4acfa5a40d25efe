"""The shifts that are learned: one a number for all faces, or one a face (Zhuang et al. 2021, section 3.1)."""

from __future__ import annotations

from abc import ABC, abstractmethod

import torch
from torch import Tensor, nn

from engine.codes.subspace import Subspace

#: Numbers in a hidden layer of the local shift, and the slope of its activation below zero.
HIDDEN, SLOPE = 128, 0.2


class Shift(ABC, nn.Module):
    """`shift(codes, asked)`: codes (N, layout.dimension) and what is asked of each number (N, k), to moved codes."""

    def __init__(self, subspace: Subspace) -> None:
        super().__init__()
        self.subspace = subspace

    @abstractmethod
    def steps(self, codes: Tensor) -> Tensor:
        """The steps (N, k, subspace.dimension) of codes (N, layout.dimension) by which 1 is asked of each number."""

    def forward(self, codes: Tensor, asked: Tensor) -> Tensor:
        moves = (asked[:, :, None] * self.steps(codes)).sum(1)
        return codes + self.subspace.laid(moves)


class Global(Shift):
    """w' = w + sum over k of asked_k d_k, the same d for all faces, a row a number; in w+ each layer has its own."""

    def __init__(self, subspace: Subspace, begin: Tensor) -> None:
        super().__init__(subspace)
        self.d = nn.Parameter(begin.clone())

    def steps(self, codes: Tensor) -> Tensor:
        return self.d.expand(len(codes), *self.d.shape)


class Local(Shift):
    """z' = z + sum over k of asked_k r_k f_k(z) / |f_k(z)|, f_k a perceptron of three layers.

    f_k begins as the global step, and r_k, which the paper holds at 3, as that step's length; both are learned. It
    reads the code less its mean, over its deviation.
    """

    def __init__(self, subspace: Subspace, begin: Tensor, codes: Tensor, random: torch.Generator) -> None:
        super().__init__(subspace)
        k, size = begin.shape
        self.d = nn.Parameter(begin / begin.norm(dim=1, keepdim=True))
        self.long = nn.Parameter(begin.norm(dim=1).log())
        inside = subspace.project(codes)
        self.register_buffer("mean", inside.mean(0))
        self.register_buffer("deviation", inside.std(0).clamp_min(1e-6))
        linear = nn.Linear(size, HIDDEN), nn.Linear(HIDDEN, HIDDEN), nn.Linear(HIDDEN, k * size)
        self.layers = nn.Sequential(linear[0], nn.LeakyReLU(SLOPE), linear[1], nn.LeakyReLU(SLOPE), linear[2])
        with torch.no_grad():
            for layer in linear:
                layer.weight.normal_(0, layer.in_features**-0.5, generator=random)
                layer.bias.zero_()
            linear[-1].weight.zero_()

    def steps(self, codes: Tensor) -> Tensor:
        assert isinstance(self.mean, Tensor) and isinstance(self.deviation, Tensor)
        seen = (self.subspace.project(codes) - self.mean) / self.deviation
        found = self.d + self.layers(seen).view(len(codes), *self.d.shape)
        return self.long.exp()[:, None] * found / found.norm(dim=2, keepdim=True).clamp_min(1e-12)
