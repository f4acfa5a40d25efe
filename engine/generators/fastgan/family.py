"""FastGAN (Liu et al., "Towards Faster and Stabilized GAN Training", ICLR 2021): its authors' and projected-gan's.

Batch norms take the statistics that training kept, as in evaluation; the authors' own scripts draw with those of each
batch instead, so that their pictures depend on each other. No file holds noise: a map for each layer is drawn once and
kept. Their code ends in a tanh at 1024 px only.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Self

import torch
from torch import Tensor

from engine.document.code import Layout, Slot
from engine.document.conditions import NOISES, Conditions, Precision
from engine.generator import Generator, Stage, StyleMatrix, check_noise, family, numpy_noise
from engine.generators.classes import class_weights, without_noise
from engine.generators.fastgan.network import BACK, End, Half, Side, Start
from engine.generators.fastgan.weights import LOWEST, Parts, is_one, parts_of
from engine.generators.pggan.layers import FIRST

Sides = Mapping[int, tuple[Half, ...]]


@family("fastgan")
class FastGAN(Generator):
    """A slot z that the first stage reads, and in a conditional one a slot class, its embedding, that all others do."""

    title = "FastGAN"

    def __init__(self, parts: Parts, metadata: Mapping[str, str]) -> None:
        self.metadata, self.parameters, self._parts = metadata, parts.parameters, parts
        self.resolution, self.z_dim = parts.resolution, parts.start.shape[1]
        slots = [Slot("z", self.z_dim, FIRST)]
        if parts.embedding is not None:
            self.classes = len(parts.embedding)
            slots.append(Slot("class", parts.embedding.shape[1], 2 * FIRST, "class"))
        self.layout = Layout(tuple(slots))
        self._low: dict[int, tuple[Half, ...]] = {}
        if any(half.noise is not None for halves in parts.sides.values() for half in halves):
            self.noises = NOISES
        self._plain = self.stages = self._staged(parts.sides)

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        """Whether the first layer, the side of 8 px and the last layer are there, under this family's names."""
        return is_one(weights)

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        """Build from a state dict such as `init.init.0.weight_orig`, `feat_8.1.weight_orig`, ..., `to_big.weight_u`.

        Raises:
            DoesNotFit: a weight is missing, strange or of the wrong shape; it is named.
        """
        return cls(parts_of(weights), metadata)

    @property
    def style_matrices(self) -> tuple[StyleMatrix, ...]:
        """The first layer: a row for each channel and place."""
        return (StyleMatrix("z", self._parts.start),)

    def noise(self, count: int, seed: int) -> Tensor:
        """`count` rows of noise (count, z_dim) float32; projected-gan's as its tools, which are NVIDIA's, draw them."""
        return numpy_noise(count, seed, self.z_dim) if self._parts.projected else super().noise(count, seed)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        """Noise (N, z_dim), and the embeddings of classes (N,), or mixed by weights (N, classes); None is class 0.

        Raises:
            ValueError: there is no such class.
        """
        z, embedding = z.to(self._parts.start.device), self._parts.embedding
        if embedding is None:
            return z
        return torch.cat((z, class_weights(c, len(z), self.classes).to(embedding) @ embedding), 1)

    def mean_code(self, label: int | None = None) -> Tensor:
        """No noise, and the class itself: a truncated code stays of its class."""
        return without_noise(self, label)

    def prepared(self, conditions: Conditions, precision: Precision = "full") -> Generator:
        """With the noise maps that `conditions` ask for; "fast" computes in bfloat16."""
        if precision == "full" and conditions.noise == "constant" and self.stages is self._plain:
            return self
        maps: dict[int, Tensor] | None = None
        if conditions.noise == "seeded":
            random = torch.Generator().manual_seed(conditions.noise_seed)
            maps = {i: torch.randn(each.shape, generator=random) for i, each in self.noise_maps.items()}
        return self._drawn_with(maps, precision, silent=conditions.noise == "none")

    @property
    def noise_maps(self) -> Mapping[int, Tensor]:
        """Those that were drawn when the file was opened."""
        return {i: half.noise[0, 0] for i, half in enumerate(self._halves(self._parts.sides)) if half.noise is not None}

    def with_noise(self, maps: Mapping[int, Tensor], precision: Precision = "full") -> Generator:
        """See `Generator.with_noise`."""
        check_noise(maps, self.noise_maps)
        return self._drawn_with(maps, precision)

    def _drawn_with(self, maps: Mapping[int, Tensor] | None, precision: Precision, *, silent: bool = False) -> Self:
        if precision == "fast" and not self._low:
            self._low.update((side, tuple(h.halved() for h in halves)) for side, halves in self._parts.sides.items())
        sides = dict(self._parts.sides if precision == "full" else self._low)
        i = 0
        for side, halves in sides.items():
            drawn = list(halves)
            for k, half in enumerate(halves):
                if silent:
                    drawn[k] = replace(half, noise=None)
                elif maps and i in maps:
                    drawn[k] = replace(half, noise=maps[i].to(half.bias.device)[None, None])
                i += 1
            sides[side] = tuple(drawn)
        other = copy.copy(self)
        other.stages = self._staged(sides)
        return other

    @staticmethod
    def _halves(sides: Sides) -> list[Half]:
        return [half for halves in sides.values() for half in halves]

    def _staged(self, sides: Sides) -> tuple[Stage, ...]:
        parts, slices = self._parts, self.layout.slices
        gates, embedding = parts.gates, slices.get("class")
        start = Start(slices["z"], parts.start, parts.bias, parts.projected, gates.get(BACK * FIRST))
        stages = [Stage(f"{FIRST} px", ("z",), start)]
        for side, halves in sides.items():
            step = Side(halves, side in gates, gates.get(BACK * side), embedding)
            run = End(step, parts.colours) if side == self.resolution else step
            small = parts.small if side == LOWEST < self.resolution else None
            stages.append(
                Stage(f"{side} px", ("class",) if self.classes else (), run, small, side if small is not None else 0)
            )
        return tuple(stages)
