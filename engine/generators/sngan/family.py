"""SNGAN (Miyato et al. 2018, "Spectral Normalization for GANs", table 4): a residual generator, perhaps conditional."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

from torch import Tensor

from engine.document.code import Layout, Slot
from engine.generator import Generator, Stage, StyleMatrix, family
from engine.generators.classes import with_classes, without_noise
from engine.generators.sngan.building import built
from engine.generators.sngan.network import Block, End, Start
from engine.generators.sngan.weights import SNGANWeights, is_studio


@family("sngan")
class SNGAN(Generator):
    """A slot z that the first stage reads, and in a conditional network a slot class that every block reads."""

    title = "SNGAN"

    def __init__(self, start: Start, blocks: list[Block], end: End, classes: int, metadata: Mapping[str, str]) -> None:
        self.metadata = metadata
        self._first = start.parts["weight"]
        self._device = self._first.device
        self.z_dim, self.classes = self._first.shape[1], classes
        self.resolution = start.width * 2 ** len(blocks)
        slots = [Slot("z", self.z_dim, start.width)]
        if classes:
            slots.append(Slot("class", classes, start.width, "class"))
        self.layout = Layout(tuple(slots))
        reads = ("class",) if classes else ()
        rises = (Stage(f"{start.width * 2 ** (i + 1)} px", reads, block) for i, block in enumerate(blocks))
        self.stages = (Stage("z", ("z",), start), *rises, Stage("picture", (), end))

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        """Whether there is a first linear layer and a residual block with a batch norm after it."""
        linear = any(name.startswith(("l1.", "dense.")) for name in weights)
        return is_studio(weights) or (
            linear and any(name.startswith(("block2.b1.", "model.0.model.0.")) for name in weights)
        )

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        """Build from a state dict.

        Raises:
            DoesNotFit: a weight is missing, strange or of the wrong shape; it is named.
        """
        reader = SNGANWeights(weights)
        start, blocks, end, classes = built(reader)
        generator = cls(start, blocks, end, classes, metadata)
        generator.parameters = reader.parameters
        return generator

    @property
    def style_matrices(self) -> tuple[StyleMatrix, ...]:
        """The first linear layer."""
        return (StyleMatrix("z", self._first),)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        """Noise (N, z_dim) and classes (N,) or (N, classes) to codes (N, layout.dimension): one after the other.

        Raises:
            ValueError: there is no such class.
        """
        return with_classes(z.to(self._device), c, self.classes)

    def mean_code(self, label: int | None = None) -> Tensor:
        """No noise, and the whole class `label`: truncation moves a picture within its class."""
        return without_noise(self, label)
