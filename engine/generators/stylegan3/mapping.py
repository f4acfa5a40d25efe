"""The mappings of alias-free networks: StyleGAN3's, and that of StyleGAN-XL (Sauer, Schwarz and Geiger 2022).

StyleGAN-XL knows its classes by the features that a classifier has for them, a table that was never trained along; its
z is short (64), and it keeps a mean of w for each class.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.generators.reading import DoesNotFit, WeightReader
from engine.generators.stylegan3.layers import Linear, linear
from engine.language import tr

EPSILON = 1e-8
SLOPE, GAIN = 0.2, math.sqrt(2)
FC = re.compile(r"mapping\.fc(0|[1-9]\d?)\.weight")
TABLE = "mapping.embed.weight"

Weights = Mapping[str, Tensor]


@dataclass(frozen=True)
class ClassFeatures:
    """Weights of classes (N, classes) to numbers (N, z_dim), by way of a table (classes, features)."""

    table: Tensor
    projection: Linear

    def __call__(self, c: Tensor) -> Tensor:
        return F.leaky_relu(self.projection(c @ self.table), SLOPE) * GAIN


@dataclass(frozen=True)
class MappingNetwork:
    """z (N, z_dim), and class weights (N, classes) where there is an embedding, to w (N, w_dim)."""

    embed: Callable[[Tensor], Tensor] | None
    layers: Sequence[Linear]

    def __call__(self, z: Tensor, c: Tensor | None) -> Tensor:
        x = _normalised(z)
        if self.embed is not None and c is not None:
            x = torch.cat([x, _normalised(self.embed(c))], dim=1)
        for layer in self.layers:
            x = F.leaky_relu(layer(x), SLOPE) * GAIN
        return x


def _normalised(x: Tensor) -> Tensor:
    """Rows of unit mean square."""
    return x * (x.square().mean(1, keepdim=True) + EPSILON).rsqrt()


@dataclass(frozen=True)
class MappingShape:
    """`fcs` are its layers; `table` the rows and columns of StyleGAN-XL's class features, None in StyleGAN3."""

    z_dim: int
    w_dim: int
    classes: int
    fcs: int
    table: tuple[int, int] | None

    def needed(self) -> dict[str, tuple[int, ...]]:
        """The names and shapes of its weights."""
        w, classes = self.w_dim, self.classes
        average = (classes, w) if classes and self.table else (w,)
        needed: dict[str, tuple[int, ...]] = {"mapping.w_avg": average}
        beside = 0
        if self.table:
            needed[TABLE] = self.table
            if classes:
                beside = self.z_dim
                needed["mapping.embed_proj.weight"] = (beside, self.table[1])
                needed["mapping.embed_proj.bias"] = (beside,)
        elif classes:
            beside = w
            needed |= {TABLE: (w, classes), "mapping.embed.bias": (w,)}
        for i in range(self.fcs):
            needed[f"mapping.fc{i}.weight"] = (w, w if i else self.z_dim + beside)
            needed[f"mapping.fc{i}.bias"] = (w,)
        return needed

    def built(self, weights: Weights, multiplier: float) -> MappingNetwork:
        """The network of checked weights; its layers have the learning rate `multiplier`."""
        embed: Callable[[Tensor], Tensor] | None = None
        if self.classes and self.table:
            embed = ClassFeatures(weights[TABLE][: self.classes], linear(weights, "mapping.embed_proj"))
        elif self.classes:
            embed = linear(weights, "mapping.embed")
        return MappingNetwork(embed, [linear(weights, f"mapping.fc{i}", multiplier) for i in range(self.fcs)])


def is_xl(weights: Mapping[str, object]) -> bool:
    """Whether these are StyleGAN-XL's: its table of classes is no layer and so has no bias."""
    return TABLE in weights and "mapping.embed.bias" not in weights


def mapping_shape(reader: WeightReader) -> MappingShape:
    """What the shapes of the weights say; raises DoesNotFit."""
    table = (reader.size(TABLE, 0, 2), reader.size(TABLE, 1, 2)) if is_xl(reader.weights) else None
    by_class = table is not None and reader["mapping.w_avg"].dim() == 2
    wide = reader.size("mapping.fc0.weight", 1, 2)
    fcs = sum(FC.fullmatch(name) is not None for name in reader.weights)
    if table is not None:
        classes = reader.size("mapping.w_avg", 0, 2) if by_class else 0
        if classes > table[0]:
            raise reader.misfit(TABLE, tr("{classes} rows at least", classes=classes))
        w_dim = reader.size("mapping.w_avg", 1, 2) if by_class else reader.size("mapping.w_avg", 0, 1)
        return MappingShape(wide // 2 if classes else wide, w_dim, classes, fcs, table)
    classes = reader.size(TABLE, 1, 2) if TABLE in reader else 0
    w_dim = reader.size("mapping.w_avg", 0, 1)
    z_dim = wide - (w_dim if classes else 0)
    if z_dim < 1:
        raise DoesNotFit(tr("mapping.fc0.weight has no room for the noise beside the class"), ("mapping.fc0.weight",))
    return MappingShape(z_dim, w_dim, classes, fcs, None)
