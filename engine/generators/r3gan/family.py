"""R3GAN (Huang et al. 2024, "A Modern GAN Baseline"): no styles, no norms, no noise but z.

A learned basis of 4 x 4 pixels weighted by z, then stages of residual blocks with grouped convolutions, each after the
first beginning with an enlargement by the StyleGANs' filter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.document.code import Layout, Slot
from engine.generator import Features, Generator, Stage, StyleMatrix, family, numpy_noise
from engine.generators.classes import with_classes, without_noise
from engine.generators.dcgan import LARGEST, MOST_FEATURES
from engine.generators.reading import DoesNotFit, WeightReader, more
from engine.generators.resample import enlarged
from engine.language import tr

SLOPE, SIDE = 0.2, 4
LAYER = re.compile(r"MainLayers\.(0|[1-9]\d?)\.Layers\.(0|[1-9]\d?)\..+")
#: What its training puts before the names of the network itself.
PREFIX = "Model."


class _Reader(WeightReader):
    """The weights without that, and the file's names for complaints."""

    def __init__(self, weights: Mapping[str, Tensor], given: Mapping[str, Tensor]) -> None:
        super().__init__(weights)
        self._prefix = PREFIX if any(name.startswith(PREFIX) for name in given) else ""

    def named(self, name: str) -> str:
        return self._prefix + name


@dataclass(frozen=True)
class Block:
    """A residual block: single pixels to more channels, a grouped 3 x 3 convolution, single pixels back."""

    first: Tensor
    second: Tensor
    third: Tensor
    biases: tuple[Tensor, Tensor]
    groups: int

    def __call__(self, x: Tensor) -> Tensor:
        y = F.leaky_relu(F.conv2d(x, self.first, self.biases[0]), SLOPE)
        y = F.conv2d(y, self.second, self.biases[1], padding=self.second.shape[-1] // 2, groups=self.groups)
        return x + F.conv2d(F.leaky_relu(y, SLOPE), self.third)


@dataclass(frozen=True)
class Start:
    """z and the class's embedding to the weights (C, D) of a basis (C, 4, 4)."""

    place: slice
    weight: Tensor
    basis: Tensor

    def __call__(self, codes: Tensor) -> Tensor:
        condition = codes[:, self.place].to(self.weight.device)
        return self.basis * F.linear(condition, self.weight)[:, :, None, None]


@dataclass(frozen=True)
class Rise:
    """To other channels where they change, then to twice the side."""

    weight: Tensor | None
    taps: Tensor

    def __call__(self, x: Tensor) -> Tensor:
        return enlarged(x if self.weight is None else F.conv2d(x, self.weight), self.taps)


@dataclass(frozen=True)
class Run:
    """One stage; the last one ends in colours."""

    begin: Start | Rise
    blocks: Sequence[Block]
    colours: Tensor | None

    def __call__(self, features: Features | None, codes: Tensor) -> Tensor:
        if isinstance(self.begin, Start):
            x = self.begin(codes)
        else:
            assert isinstance(features, Tensor)
            x = self.begin(features)
        for block in self.blocks:
            x = block(x)
        return x if self.colours is None else F.conv2d(x, self.colours).expand(-1, 3, -1, -1)


@family("r3gan")
class R3GAN(Generator):
    """A slot z, and in a conditional network a slot class, which the first stage alone reads."""

    title = "R3GAN"

    def __init__(self, reader: WeightReader, metadata: Mapping[str, str]) -> None:
        self.metadata = metadata
        basis = reader.shape("MainLayers.0.Layers.0.Basis", 3)
        weight = reader.take("MainLayers.0.Layers.0.LinearLayer.weight", basis[0], None)
        conditional = "EmbeddingLayer.weight" in reader
        embedding = reader.take("EmbeddingLayer.weight", None, None) if conditional else weight.new_zeros(0, 0)
        self.classes = embedding.shape[1]
        self.z_dim = weight.shape[1] - len(embedding)
        if self.z_dim < 1:
            raise reader.misfit("EmbeddingLayer.weight", tr("room for the noise beside it"))
        self._z, self._device = weight[:, : self.z_dim], weight.device
        slots = [Slot("z", self.z_dim, SIDE)] + ([Slot("class", self.classes, SIDE, "class")] if conditional else [])
        self.layout = Layout(tuple(slots))
        # A class enters by its embedding alone, so both matrices are one.
        condition = torch.cat([self._z, weight[:, self.z_dim :] @ embedding], 1) if conditional else weight
        self.stages = _stages(reader, condition)
        self.resolution = self.stages[-1].side
        if rest := tuple(map(reader.named, reader.rest())):
            raise DoesNotFit(tr("{rest}{more} is no part of one", rest=rest[0], more=more(rest)), rest)
        self.parameters = sum(each.numel() for name, each in reader.weights.items() if not name.endswith(".Kernel"))

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        """Whether the basis and the first blocks are there by name."""
        names = {name.removeprefix(PREFIX) for name in weights}
        return {"MainLayers.0.Layers.0.Basis", "AggregationLayer.Layer.weight"} <= names

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        """Build from the weights of its published networks.

        Raises:
            DoesNotFit: a weight is missing, strange or of the wrong shape; it is named.
        """
        return cls(_Reader({name.removeprefix(PREFIX): weight for name, weight in weights.items()}, weights), metadata)

    @property
    def style_matrices(self) -> tuple[StyleMatrix, ...]:
        """What weighs the basis by z."""
        return (StyleMatrix("z", self._z),)

    def noise(self, count: int, seed: int) -> Tensor:
        """As its tools draw it, which are NVIDIA's."""
        return numpy_noise(count, seed, self.z_dim)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        """Noise (N, z_dim) and classes (N,) or (N, classes) to codes (N, layout.dimension): one after the other.

        Raises:
            ValueError: there is no such class.
        """
        return with_classes(z.to(self._device), c, self.classes)

    def mean_code(self, label: int | None = None) -> Tensor:
        """No noise, and the whole class `label`: truncation moves a picture within its class."""
        return without_noise(self, label)


def _stages(reader: WeightReader, condition: Tensor) -> tuple[Stage, ...]:
    """The checked stages of a network whose basis is weighed by `condition` (C, code)."""
    found = [(int(m[1]), int(m[2])) for name in reader.weights if (m := LAYER.fullmatch(name))]
    counts = [max((j for k, j in found if k == i), default=0) for i in range(1 + max(i for i, _ in found))]
    basis = reader.take("MainLayers.0.Layers.0.Basis", None, SIDE, SIDE)
    begin: Start | Rise = Start(slice(0, condition.shape[1]), condition, basis)
    reads = ("z", "class") if "EmbeddingLayer.weight" in reader else ("z",)
    channels, side, stages = len(basis), SIDE, list[Stage]()
    for i, count in enumerate(counts):
        name = f"MainLayers.{i}.Layers"
        if i:
            side *= 2
            begin, channels = _rise(reader, f"{name}.0", channels)
        key = reader.named(f"{name}.1.LinearLayer1.Layer.weight")
        blocks = [_block(reader, f"{name}.{j}", channels) for j in range(1, count + 1)]
        widest = max([channels, *(len(block.first) for block in blocks)])
        if side > LARGEST or widest * side**2 > MOST_FEATURES:
            raise DoesNotFit(tr("{key} gives features of {side} px, which no memory holds", key=key, side=side), (key,))
        last = i == len(counts) - 1
        colours = reader.take("AggregationLayer.Layer.weight", None, channels, 1, 1) if last else None
        if colours is not None and len(colours) not in (1, 3):
            raise reader.misfit("AggregationLayer.Layer.weight", tr("1 or 3 colours"))
        stages.append(Stage(f"{side} px", () if i else reads, Run(begin, blocks, colours), side=side))
    return tuple(stages)


def _rise(reader: WeightReader, name: str, channels: int) -> tuple[Rise, int]:
    taps = reader.take(f"{name}.Resampler.Kernel", 4, 4)
    if f"{name}.LinearLayer.Layer.weight" not in reader:
        return Rise(None, taps), channels
    weight = reader.take(f"{name}.LinearLayer.Layer.weight", None, channels, 1, 1)
    return Rise(weight, taps), len(weight)


def _block(reader: WeightReader, name: str, channels: int) -> Block:
    first = reader.take(f"{name}.LinearLayer1.Layer.weight", None, channels, 1, 1)
    wide = len(first)
    key = f"{name}.LinearLayer2.Layer.weight"
    kernel, inner = reader.size(key, 3, 4), reader.size(key, 1, 4)
    if wide % inner or kernel % 2 == 0:
        raise reader.misfit(key, tr("an odd kernel over a part of {wide} channels", wide=wide))
    second = reader.take(key, wide, inner, kernel, kernel)
    third = reader.take(f"{name}.LinearLayer3.Layer.weight", channels, wide, 1, 1)
    biases = (reader.take(f"{name}.NonLinearity1.Bias", wide), reader.take(f"{name}.NonLinearity2.Bias", wide))
    return Block(first, second, third, biases, wide // inner)
