"""StyleGAN2 as lucidrains' stylegan2-pytorch trains it: its `model_N.pt`, whose averages SE and GE are taken.

Noise is uniform in [0, 1], one map for all sides that each reads from its corner; none is 0.5, its mean. The mean of w
is not in the file: it is that of 2000 codes drawn once with a seed, as their own tool draws them.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Self

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.document.code import Layout, Slot
from engine.document.conditions import NOISES, Conditions, Precision
from engine.generator import Generator, Stage, StyleMatrix, family
from engine.generators.colours import said_of
from engine.generators.lucidrains.network import Step
from engine.generators.lucidrains.weights import RATE, Parts, is_one, parts_of
from engine.generators.pggan.layers import FIRST, SLOPE, by_rows
from engine.language import tr

MEAN_OF = 2000


@family("stylegan2-pytorch")
class StyleGAN2PyTorch(Generator):
    """Slots w1, w2, ...: one for each side from 4 px up, tied in a sampled code."""

    title = "stylegan2-pytorch"
    bend = SLOPE
    tied = True
    noises = NOISES

    def __init__(self, parts: Parts, metadata: Mapping[str, str]) -> None:
        self.metadata, self.parameters, self._parts = metadata, parts.parameters, parts
        self.resolution, self.z_dim = parts.resolution, parts.width
        self.guesses = (
            tr(
                "This file does not tell how its mapping network was trained. A learning rate multiplier of {rate} is "
                "used, which is the usual one of stylegan2-pytorch.",
                rate=f"{RATE:g}",
            ),
            *said_of(len(parts.blocks[-1].colours.kernel)),
        )
        self.layout = Layout(tuple(Slot(f"w{i + 1}", parts.width, FIRST * 2**i) for i in range(len(parts.blocks))))
        self.stages = self._staged(self._noise(0))
        self._mean = self.map(self.draw(MEAN_OF, torch.Generator().manual_seed(0))).mean(0)

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        """Whether the first layers are there under this family's names."""
        return is_one(weights)

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        """Build from a state dict such as `S.net.0.weight`, `G.initial_block`, `G.blocks.0.to_style1.weight`, ...

        Raises:
            DoesNotFit: a weight is missing, strange or of the wrong shape; it is named.
        """
        return cls(parts_of(weights), metadata)

    @property
    def style_matrices(self) -> tuple[StyleMatrix, ...]:
        """The styles of both convolutions and of the colours of each side."""
        return tuple(
            StyleMatrix(f"w{i}", torch.cat([each.style[0] for each in (*block.convolutions, block.colours)]))
            for i, block in enumerate(self._parts.blocks, 1)
        )

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        """Noise (N, z_dim) to w, once for every side."""
        w = by_rows(self._mapped, z.to(self._parts.dense[0][0].device))
        return w.repeat(1, len(self._parts.blocks))

    def mean_code(self, label: int | None = None) -> Tensor:
        """The mean of w over noise that was drawn when the file was opened, in every slot."""
        return self._mean.clone()

    def prepared(self, conditions: Conditions, precision: Precision = "full") -> Generator:
        """With the noise that `conditions` ask for; "fast" computes as "full" does."""
        if conditions.noise == "constant":
            return self
        other = copy.copy(self)
        other.stages = self._staged(None if conditions.noise == "none" else self._noise(conditions.noise_seed))
        return other

    def _noise(self, seed: int) -> Tensor:
        drawn = torch.rand(self.resolution, self.resolution, generator=torch.Generator().manual_seed(seed))
        return drawn.to(self._parts.start.weight.device)

    def _mapped(self, z: Tensor) -> Tensor:
        w = F.normalize(z, dim=1)
        for weight, bias in self._parts.dense:
            w = F.leaky_relu(F.linear(w, weight, bias), SLOPE)
        return w

    def _staged(self, noise: Tensor | None) -> tuple[Stage, ...]:
        parts, stages, names = self._parts, list[Stage](), tuple(self.layout.slices)
        for i, (name, block) in enumerate(zip(names, parts.blocks, strict=True)):
            start = parts.start if i == 0 else None
            step = Step(block, self.layout.slices[name], noise, start, i == len(names) - 1)
            read = names if start is not None and not start.constant else (name,)
            stages.append(Stage(name, read, step))
        return tuple(stages)
