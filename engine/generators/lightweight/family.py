"""lucidrains' lightweight-gan: its `model_N.pt`, whose averages GE are taken.

Batch norms take the statistics that training kept, as in evaluation. No file holds noise: a map for each side is drawn
once and kept; none is 0, its mean.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Self

import torch
from torch import Tensor

from engine.document.code import Layout, Slot
from engine.document.conditions import NOISES, Conditions, Precision
from engine.generator import Generator, Stage, StyleMatrix, check_noise, family
from engine.generators.colours import said_of
from engine.generators.lightweight.network import Parts, Step
from engine.generators.lightweight.weights import is_one, parts_of


@family("lightweight-gan")
class LightweightGAN(Generator):
    """A slot z, which the first stage reads."""

    title = "lightweight-gan"
    noises = NOISES

    def __init__(self, parts: Parts, metadata: Mapping[str, str]) -> None:
        self.metadata, self.parameters, self._parts = metadata, parts.parameters, parts
        self.resolution, self.z_dim = parts.resolution, parts.z_dim
        self.guesses = said_of(len(parts.colours[0]))
        self.layout = Layout((Slot("z", parts.z_dim, 4),))
        self._maps = self._drawn(0)
        self.stages = self._staged(self._maps)

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        """Whether the first and the last layers are there under this family's names."""
        return is_one(weights)

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        """Build from a state dict such as `initial_conv.0.weight`, `layers.0.0.0.net.0.weight`, ...

        Raises:
            DoesNotFit: a weight is missing, strange or of the wrong shape; it is named.
        """
        return cls(parts_of(weights), metadata)

    @property
    def style_matrices(self) -> tuple[StyleMatrix, ...]:
        """The first layer: a row for each channel and place."""
        return (StyleMatrix("z", self._parts.start.weight),)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        """Noise (N, z_dim) is the code."""
        return z.to(self._parts.start.weight.device)

    def prepared(self, conditions: Conditions, precision: Precision = "full") -> Generator:
        """With the noise maps that `conditions` ask for; "fast" computes as "full" does."""
        if conditions.noise == "constant":
            return self
        return self._drawn_with(self._drawn(conditions.noise_seed) if conditions.noise == "seeded" else {})

    @property
    def noise_maps(self) -> Mapping[int, Tensor]:
        """Those that were drawn when the file was opened, where a side lets any through."""
        return {i: each[0, 0] for i, each in self._maps.items()}

    def with_noise(self, maps: Mapping[int, Tensor], precision: Precision = "full") -> Generator:
        """See `Generator.with_noise`."""
        check_noise(maps, self.noise_maps)
        device = self._parts.start.weight.device
        return self._drawn_with(self._maps | {i: each.to(device)[None, None] for i, each in maps.items()})

    def _drawn(self, seed: int) -> dict[int, Tensor]:
        random, parts = torch.Generator().manual_seed(seed), self._parts
        shapes = ((i, 8 * 2**i, side.strength) for i, side in enumerate(parts.sides))
        drawn = {i: (torch.randn(1, 1, side, side, generator=random), strength) for i, side, strength in shapes}
        return {i: each.to(strength.device) for i, (each, strength) in drawn.items() if strength.any()}

    def _drawn_with(self, maps: Mapping[int, Tensor]) -> Self:
        other = copy.copy(self)
        other.stages = self._staged(maps)
        return other

    def _staged(self, maps: Mapping[int, Tensor]) -> tuple[Stage, ...]:
        parts, stages = self._parts, [Stage("4 px", ("z",), self._parts.start)]
        for i, side in enumerate(parts.sides):
            colours = parts.colours if i == len(parts.sides) - 1 else None
            step = Step(side, maps.get(i), i in parts.gates.values(), colours)
            stages.append(Stage(f"{8 * 2**i} px", (), step))
        return tuple(stages)
