"""BigGAN and BigGAN-deep (Brock, Donahue and Simonyan, ICLR 2019): generators of a thousand classes."""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import torch
from torch import Tensor

from engine.document.code import Layout, Slot
from engine.document.conditions import Conditions, Precision
from engine.generator import Features, Generator, Stage, StyleMatrix, family
from engine.generators.biggan.hub import looks_like_hub, read_hub
from engine.generators.biggan.layers import Network
from engine.generators.biggan.original import looks_like_original, read_original
from engine.generators.biggan.studio import EPSILON as STUDIO_EPSILON
from engine.generators.biggan.studio import looks_like_studio, renamed
from engine.generators.biggan.weights import Weights
from engine.language import tr

FARTHEST = 2.0  # where the noise is cut off


@dataclass(frozen=True)
class Step:
    """The start or one block, with the attention after it, and after the last one the picture."""

    network: Network
    index: int
    places: tuple[slice, ...]

    def __call__(self, features: Features | None, codes: Tensor) -> Tensor:
        network = self.network
        condition = torch.cat([codes[:, place] for place in self.places], 1).to(network.embedding.device)
        if self.index == 0:
            h = network.start(condition).to(network.dtype)
        else:
            assert isinstance(features, Tensor)
            h = network.blocks[self.index - 1](features, condition)
        if self.index in network.attentions:
            h = network.attentions[self.index](h)
        return network.head(h) if self.index == len(network.blocks) else h


@family("biggan")
class BigGAN(Generator):
    """BigGAN: a chunk of z for the start and for each block (z1, z2, ...), and one class slot that all blocks read.

    BigGAN-deep: the start and each block read a whole z and a class of their own (z1, c1, z2, c2, ...), all equal in a
    sampled code. Class slots hold the class's embedding, so that classes can be mixed.
    """

    title = "BigGAN"

    def __init__(
        self, network: Network, parameters: int, metadata: Mapping[str, str], *, seeds_as_hub: bool = False
    ) -> None:
        self.metadata, self.parameters, self._seeds_as_hub = metadata, parameters, seeds_as_hub
        self.classes = len(network.embedding)
        self.tied = network.whole
        self.z_dim = network.chunks[0] if network.whole else sum(network.chunks)
        self.resolution = network.sides[-1]
        self.layout = Layout(tuple(_slots(network)))
        self._precisions: dict[Precision, Network] = {"full": network}
        self.prepared_for: tuple[float, Precision] = (1.0, "full")
        self.stages = self._stages(network.at(1.0))

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        """Whether the embedding, the first linear layer and the first block are there, under any form's names."""
        return looks_like_hub(weights) or looks_like_original(weights) or looks_like_studio(weights)

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        """Build from BigGAN-deep as converted from TensorFlow Hub, or from BigGAN or BigGAN-deep as trained in PyTorch,
        by the authors' code or StudioGAN's.

        Raises:
            DoesNotFit: a weight is missing, strange or of the wrong shape, or the settings are; it is named.
        """
        hub = any(name.startswith(("generator.", "embeddings.")) for name in weights)
        if looks_like_studio(weights):
            given = renamed(weights)
            network = read_original(given, STUDIO_EPSILON)
        else:
            given = Weights(weights)
            network = read_hub(given, metadata) if hub else read_original(given)
        return cls(network, given.parameters(), metadata, seeds_as_hub=hub)

    @property
    def style_matrices(self) -> tuple[StyleMatrix, ...]:
        """The columns for z of the first linear layer, and of the gains and offsets of each block's batch norms."""
        network = self._precisions["full"]
        weights = (network.start.weight, *(block.modulation.weight for block in network.blocks))
        found = []
        for i, (weight, chunk) in enumerate(zip(weights, network.chunks, strict=True), 1):
            if chunk:
                columns = weight[:, -chunk:] if network.class_first else weight[:, :chunk]
                found.append(StyleMatrix(f"z{i}", columns))
        return tuple(found)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        """Noise (N, z_dim) and classes to codes (N, layout.dimension).

        `c` is (N,) class numbers or (N, classes) weights, which mix the embeddings; None is class 0.

        Raises:
            ValueError: there is no such class.
        """
        embedding = self._embedded(torch.zeros(len(z), dtype=torch.long) if c is None else c)
        code = torch.cat((z.to(embedding), embedding), 1)
        return code.repeat(1, len(self.stages)) if self.tied else code

    def noise(self, count: int, seed: int) -> Tensor:
        """`count` rows of normal noise cut off at -2 and 2 (section 3.1) (count, z_dim); row i is that of seed + i.

        A network of the Hub's form gets what `truncated_noise_sample(seed=...)` of pytorch-pretrained-biggan gives: the
        uniform numbers of numpy's old stream, which scipy's truncnorm.rvs puts through the inverse distribution.
        """
        if not self._seeds_as_hub:
            return torch.cat([self.draw(1, torch.Generator().manual_seed(seed + i)) for i in range(count)])
        rows = [np.random.RandomState((seed + i) % 2**32).uniform(size=self.z_dim) for i in range(count)]
        return _cut_normal(torch.from_numpy(np.stack(rows)))

    def draw(self, count: int, random: torch.Generator) -> Tensor:
        """`count` rows of such noise from one stream (count, z_dim)."""
        return _cut_normal(torch.rand(count, self.z_dim, generator=random).double())

    def mean_code(self, label: int | None = None) -> Tensor:
        """z 0 with the class `label`; (layout.dimension,)."""
        return self.map(torch.zeros(1, self.z_dim), torch.tensor([label or 0]))[0]

    def prepared(self, conditions: Conditions, precision: Precision = "full") -> Generator:
        """With the batch norms' statistics for this truncation (cut to [0, 1]), where the file has several."""
        full = self._precisions["full"]
        truncation = min(max(conditions.truncation, 0.0), 1.0) if full.by_truncation else 1.0
        if (truncation, precision) == self.prepared_for:
            return self
        if precision not in self._precisions:
            self._precisions[precision] = full.fast()
        other = copy.copy(self)
        other.prepared_for = (truncation, precision)
        other.stages = self._stages(self._precisions[precision].at(truncation))
        return other

    def _embedded(self, c: Tensor) -> Tensor:
        embedding = self._precisions["full"].embedding
        if c.dim() == 2:
            return c.to(embedding) @ embedding
        if not all(0 <= label < self.classes for label in c.tolist()):
            raise ValueError(
                tr("Classes here have the numbers 0 to {classes}; choose one of them.", classes=self.classes - 1)
            )
        return embedding[c.to(embedding.device, torch.long)]

    def _stages(self, network: Network) -> tuple[Stage, ...]:
        stages = []
        for i, (chunk, side) in enumerate(zip(network.chunks, network.sides, strict=True)):
            slots = [f"z{i + 1}"] if chunk else []
            if network.whole or i > 0:
                slots.insert(0 if network.class_first else 1, f"c{i + 1}" if network.whole else "class")
            places = tuple(self.layout.slices[slot] for slot in slots)
            stages.append(
                Stage(
                    tr("block {i}, {side} px", i=i, side=side) if i else f"{side} px",
                    tuple(slots),
                    Step(network, i, places),
                )
            )
        return tuple(stages)


def _cut_normal(uniform: Tensor) -> Tensor:
    """Uniform numbers in [0, 1), float64, as float32 of the normal distribution cut off at -2 and 2."""
    # The inverse of the cut normal's distribution; its middle part is symmetric, so erf alone will do.
    inner = (2 * uniform - 1) * math.erf(FARTHEST / math.sqrt(2))
    return (math.sqrt(2) * torch.erfinv(inner)).clamp(-FARTHEST, FARTHEST).float()


def _slots(network: Network) -> list[Slot]:
    width = network.embedding.shape[1]
    slots = []
    for i, (chunk, side) in enumerate(zip(network.chunks, network.sides, strict=True)):
        if chunk:
            slots.append(Slot(f"z{i + 1}", chunk, side))
        if network.whole:
            slots.append(Slot(f"c{i + 1}", width, side, "class"))
    if not network.whole:
        slots.append(Slot("class", width, network.sides[1], "class"))
    return slots
