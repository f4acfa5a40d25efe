"""PyTorch-StudioGAN's DCGAN (its `deep_conv`): a linear start, transposed convolutions of 4 x 4, a last 3 x 3 one.

Depth and widths are read from the weights; classes, if there are any, scale and shift each batch norm (de Vries et al.
2017), and attention may follow a block. Its activation, which no file tells, is taken to be the usual ReLU.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.document.code import Layout, Slot
from engine.generator import Features, Generator, Stage, StyleMatrix, family
from engine.generators.biggan.layers import Attention, channels_last
from engine.generators.biggan.studio import EPSILON
from engine.generators.biggan.weights import Weights, check_code, check_size
from engine.generators.classes import with_classes, without_noise
from engine.generators.reading import DoesNotFit
from engine.generators.spectral import without_spectral_norm
from engine.language import tr

FIRST = 4
NEEDED = ("linear0.", "blocks.0.0.deconv0.", "conv4.")
ATTENTION = {"theta": "conv1x1_theta", "phi": "conv1x1_phi", "g": "conv1x1_g", "o": "conv1x1_attn"}


@dataclass(frozen=True)
class Norm:
    """A batch norm (C,), whose scale and shift classes give where there are some: `gain` and `offset` are (C,), or
    (C, classes), of which the gain lacks its 1."""

    means: Tensor
    variances: Tensor
    gain: Tensor
    offset: Tensor

    def __call__(self, h: Tensor, codes: Tensor) -> Tensor:
        """(N, C, h, w) with the weights of classes (N, classes), which are none where nothing reads them."""
        if self.gain.dim() == 1:
            return F.batch_norm(h, self.means, self.variances, self.gain, self.offset, eps=EPSILON)
        scale, shift = 1 + F.linear(codes, self.gain), F.linear(codes, self.offset)
        h = F.batch_norm(h, self.means, self.variances, eps=EPSILON)
        return torch.addcmul(shift[:, :, None, None], h, scale[:, :, None, None])


@dataclass(frozen=True)
class Block:
    """A transposed convolution (in, out, 4, 4) that doubles the side, its norm, ReLU, and perhaps attention."""

    weight: Tensor
    bias: Tensor
    norm: Norm
    attention: Attention | None
    place: slice

    def __call__(self, features: Features | None, codes: Tensor) -> Tensor:
        assert isinstance(features, Tensor)
        h = F.conv_transpose2d(features, self.weight, self.bias, stride=2, padding=1)
        h = F.relu(self.norm(h, codes[:, self.place].to(h.device)))
        return h if self.attention is None else self.attention(h)


@family("studio-dcgan")
class StudioDCGAN(Generator):
    """A slot z that the first stage reads, and in a conditional network a slot class that every block reads."""

    title = "DCGAN"

    def __init__(self, parts: Weights, metadata: Mapping[str, str]) -> None:
        self.metadata = metadata
        start = parts.take("linear0.weight", None, None)
        self._start = start, parts.take("linear0.bias", len(start))
        self.z_dim, self.classes = start.shape[1], _classes(parts)
        check_code(parts.named("linear0.weight"), self.z_dim + self.classes)
        if len(start) % FIRST**2:
            raise parts.misfit("linear0.weight", tr("a number of rows that 16 divides"))
        place = slice(self.z_dim, self.z_dim + self.classes)
        blocks, wide = _blocks(parts, len(start) // FIRST**2, place)
        self._last = channels_last(parts.take("conv4.weight", 3, wide, 3, 3)), parts.take("conv4.bias", 3)
        parts.check_rest()
        self.parameters = parts.parameters()
        self.resolution = FIRST * int(2 ** len(blocks))
        slots = [Slot("z", self.z_dim, FIRST)]
        if self.classes:
            slots.append(Slot("class", self.classes, FIRST, "class"))
        self.layout = Layout(tuple(slots))
        reads = ("class",) if self.classes else ()
        rises = (Stage(f"{FIRST * 2 ** (i + 1)} px", reads, block) for i, block in enumerate(blocks))
        self.stages = (Stage("z", ("z",), self._run_start), *rises, Stage("picture", (), self._run_last))

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        """Whether the names are of this form."""
        return all(any(name.startswith(start) for name in weights) for start in NEEDED)

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        """Build from a state dict such as `linear0.weight`, `blocks.0.0.deconv0.weight`, ...

        Raises:
            DoesNotFit: a weight is missing, strange or of the wrong shape; it is named.
        """
        for name in weights:
            if name.startswith(("info_mix_linear.", "info_proj_linear.")):
                raise DoesNotFit(tr("{name} is of InfoGAN's further codes, which do not open here", name=name), (name,))
        plain = without_spectral_norm(weights, lambda layer: layer.endswith(".deconv0."))
        kept = {name: weight for name, weight in plain.items() if not name.endswith(".num_batches_tracked")}
        called = {name.removesuffix(".sigma") + ".gamma": name for name in kept if name.endswith(".sigma")}
        theirs = {name: ours for ours, name in called.items()}
        return cls(Weights({theirs.get(name, name): weight for name, weight in kept.items()}, called), metadata)

    @property
    def style_matrices(self) -> tuple[StyleMatrix, ...]:
        """The first linear layer."""
        return (StyleMatrix("z", self._start[0]),)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        """Noise (N, z_dim) and classes (N,) or (N, classes) to codes (N, layout.dimension): one after the other.

        Raises:
            ValueError: there is no such class.
        """
        return with_classes(z.to(self._start[0].device), c, self.classes)

    def mean_code(self, label: int | None = None) -> Tensor:
        """No noise, and the whole class `label`: truncation moves a picture within its class."""
        return without_noise(self, label)

    def _run_start(self, features: Features | None, codes: Tensor) -> Tensor:
        z = codes[:, : self.z_dim].to(self._start[0].device)
        return channels_last(F.linear(z, *self._start).unflatten(1, (-1, FIRST, FIRST)))

    def _run_last(self, features: Features | None, codes: Tensor) -> Tensor:
        assert isinstance(features, Tensor)
        return torch.tanh(F.conv2d(features, *self._last, padding=1)).contiguous()


def _classes(parts: Weights) -> int:
    """How many classes the first norm knows."""
    name = "blocks.0.0.bn0.gain.weight"
    return parts.size(name, 1, 2) if name in parts else 0


def _blocks(parts: Weights, wide: int, place: slice) -> tuple[list[Block], int]:
    """The blocks, and how many channels the last gives."""
    blocks, i = list[Block](), 0
    while f"blocks.{i}.0.deconv0.weight" in parts:
        root = f"blocks.{i}.0."
        weight = parts.take(f"{root}deconv0.weight", wide, None, 4, 4)
        wide, side = weight.shape[1], FIRST * int(2 ** (len(blocks) + 1))
        check_size(parts.named(f"{root}deconv0.weight"), wide, side)
        bias, norm = parts.take(f"{root}deconv0.bias", wide), _norm(parts, f"{root}bn0.", wide, place)
        attention, i = None, i + 1
        if f"blocks.{i}.0.gamma" in parts:
            attention, i = parts.attention(ATTENTION, f"blocks.{i}.0.", wide, side), i + 1
        blocks.append(Block(channels_last(weight), bias, norm, attention, place))
    if not blocks:
        raise parts.missing("blocks.0.0.deconv0.weight")
    return blocks, wide


def _norm(parts: Weights, root: str, wide: int, place: slice) -> Norm:
    classes = place.stop - place.start
    inner, shape = (f"{root}bn.", (wide, classes)) if classes else (root, (wide,))
    names = ("gain.weight", "bias.weight") if classes else ("weight", "bias")
    gain, offset = (parts.take(root + name, *shape) for name in names)
    return Norm(parts.take(f"{inner}running_mean", wide), parts.variances(f"{inner}running_var", wide), gain, offset)
