"""The contract of a generator, and the registry of families.

A family is one file in `engine/generators/` with one class, registered by `@family("name")`. A checkpoint's family is
found from its weights and metadata, never from its file name.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Self

import torch
from torch import Tensor

from engine.document.code import Layout


@dataclass(frozen=True)
class Stage:
    """One step of a synthesis: `run(features, codes) -> features`; the first gets None, the last gives the images.

    `slots` are the only parts of the code that it reads, so a later change elsewhere need not run it again.
    """

    name: str
    slots: tuple[str, ...]
    run: Callable[[Tensor | None, Tensor], Tensor]


class Generator(ABC):
    """A network that turns codes into pictures. Weights are frozen; nothing depends on the batch or a global seed.

    Attributes:
        family: the family's identifier.
        layout: how a code is cut into slots.
        resolution: side of the picture in pixels.
        stages: the synthesis, step by step.
        own_slots: slots whose single numbers are sliders found by the generator itself (EigenGAN's z1, z2, ...).
        effects, names, card: what the file says of its sliders (SLOT.INDEX) and of itself; mostly empty.
        parameters: how many numbers the network holds.
        name, source, sha256, metadata: set by whoever opened the file.
    """

    family: ClassVar[str]
    title: ClassVar[str]
    layout: Layout
    resolution: int
    stages: tuple[Stage, ...]
    own_slots: tuple[str, ...] = ()
    effects: Mapping[str, float] = MappingProxyType({})
    names: Mapping[str, str] = MappingProxyType({})
    card: str = ""
    parameters: int = 0
    name: str = ""
    source: str = ""
    sha256: str = ""
    metadata: Mapping[str, str]

    @classmethod
    @abstractmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        """Whether these weights look like this family's (cheap; names and shapes only)."""

    @classmethod
    @abstractmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        """Build the network.

        Raises:
            ValueError: something does not fit; one sentence that names the key or shape.
        """

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        """Noise (N, z_dim) and classes to codes (N, layout.dimension), truncation 1. Here: the noise is the code."""
        return z

    def sample(self, count: int, seed: int = 0) -> Tensor:
        """`count` codes (count, layout.dimension) float32; row i is that of `sample(1, seed + i)`, truncation 1."""
        rows = []
        for i in range(count):
            random = torch.Generator().manual_seed(seed + i)
            rows.append(torch.randn(1, self.layout.dimension, generator=random))
        return self.map(torch.cat(rows))

    def mean_code(self) -> Tensor:
        """The code (layout.dimension,) towards which truncation pulls."""
        return torch.zeros(self.layout.dimension)

    def synthesize(self, codes: Tensor) -> Tensor:
        """Codes (N, layout.dimension) to images (N, 3, resolution, resolution) in [-1, 1], float32; differentiable."""
        features: Tensor | None = None
        for stage in self.stages:
            features = stage.run(features, codes)
        assert features is not None
        return features


FAMILIES: dict[str, type[Generator]] = {}


def family(identifier: str) -> Callable[[type[Generator]], type[Generator]]:
    """Register a family under its identifier."""

    def register(cls: type[Generator]) -> type[Generator]:
        cls.family = identifier
        FAMILIES[identifier] = cls
        return cls

    return register
