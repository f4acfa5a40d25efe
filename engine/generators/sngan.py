"""SNGAN (Miyato et al. 2018, "Spectral Normalization for GANs", table 4): a residual generator, perhaps conditional.

Widths, depth and classes are read from the weights. Three ways of naming them are known: `l1, block2, ..., b5, c5`
with a convolution beside every block, its batch norms plain or with a scale and a shift for each class (Miyato and
Koyama, 2018), and `dense, model, final` without convolutions beside the blocks. Spectral norm is divided out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, Self

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.document.code import Layout, Slot
from engine.generator import Features, Generator, Stage, StyleMatrix, family
from engine.generators.dcgan import LARGEST, MOST_FEATURES, MOST_INPUTS, Norm, Parts, class_weights
from engine.generators.reading import DoesNotFit, WeightReader, by, more

NORM = r"weight|bias|running_mean|running_var"
KEY = re.compile(
    r"(?:l1|block\d{1,2}\.(?:c1|c2|c_sc)|(?:c|conv)\d{1,2})\.(?:weight|bias)"
    rf"|block\d{{1,2}}\.b[12]\.(?:bn\.)?(?:{NORM})|b\d{{1,2}}\.(?:{NORM})"
    r"|block\d{1,2}\.b[12]\.(?:embed|weights|biases)\.weight"
)
#: Spectral norm keeps a weight and two vectors, in its old form and in today's.
SPECTRAL = re.compile(r"(?P<layer>.*\.)(?:weight_orig|parametrizations\.weight\.original)")
SPECTRAL_END = re.compile(r"(?:weight_(?:orig|u|v)|parametrizations\.weight\.(?:original|0\._u|0\._v))$")
PROBES, PROBED = 32, 64

Upsampling = Literal["nearest", "bilinear"]


@dataclass(frozen=True)
class Start:
    """z to the first features (N, C, width, width)."""

    parts: Parts
    z: slice
    width: int

    def __call__(self, features: Features | None, codes: Tensor) -> Tensor:
        weight = self.parts["weight"]
        h = F.linear(codes[:, self.z].to(weight.device), weight, self.parts.get("bias"))
        return h.view(len(codes), -1, self.width, self.width).contiguous(memory_format=torch.channels_last)


@dataclass(frozen=True)
class ClassNorm:
    """A batch norm; `scale` and `shift` (classes, C) are those of each class, or None where it takes no class."""

    norm: Norm
    scale: Tensor | None = None
    shift: Tensor | None = None

    def __call__(self, h: Tensor, c: Tensor) -> Tensor:
        h = self.norm(h)
        if self.scale is None or self.shift is None:
            return h
        return (c @ self.scale)[:, :, None, None] * h + (c @ self.shift)[:, :, None, None]


@dataclass(frozen=True)
class Block:
    """Norm, ReLU, double the side, convolve, norm, ReLU, convolve; beside it a 1 x 1 convolution or nothing."""

    b1: ClassNorm
    c1: Parts
    b2: ClassNorm
    c2: Parts
    beside: Parts | None
    place: slice
    upsampling: Upsampling = "nearest"

    def __call__(self, features: Features | None, codes: Tensor) -> Tensor:
        assert isinstance(features, Tensor)
        c = codes[:, self.place].to(features.device)
        h = self.doubled(F.relu(self.b1(features, c)))
        h = _convolved(h, self.c1)
        h = _convolved(F.relu(self.b2(h, c)), self.c2)
        # A 1 x 1 convolution before the doubling is the same as after it, at a quarter of the price.
        return h + self.doubled(features if self.beside is None else _convolved(features, self.beside))

    def doubled(self, h: Tensor) -> Tensor:
        if self.upsampling == "nearest":
            return F.interpolate(h, scale_factor=2, mode="nearest")
        return F.interpolate(h, scale_factor=2, mode="bilinear", align_corners=False)


@dataclass(frozen=True)
class End:
    """The last features to the picture."""

    norm: Norm
    convolution: Parts

    def __call__(self, features: Features | None, codes: Tensor) -> Tensor:
        assert isinstance(features, Tensor)
        return torch.tanh(_convolved(F.relu(self.norm(features)), self.convolution)).contiguous()


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
        return linear and any(name.startswith(("block2.b1.", "model.0.model.0.")) for name in weights)

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        """Build from a state dict.

        Raises:
            DoesNotFit: a weight is missing, strange or of the wrong shape; it is named.
        """
        reader = _Reader(weights)
        start, blocks, end, classes = _read(reader)
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
        z = z.to(self._device)
        return torch.cat([z, class_weights(c, len(z), self.classes).to(z)], dim=1) if self.classes else z

    def mean_code(self, label: int | None = None) -> Tensor:
        """No noise, and the whole class `label`: truncation moves a picture within its class."""
        return self.map(torch.zeros(1, self.z_dim), None if label is None else torch.tensor([label]))[0]


def _convolved(h: Tensor, parts: Parts) -> Tensor:
    weight = parts["weight"]
    return F.conv2d(h, weight, parts.get("bias"), padding=weight.shape[-1] // 2)


class _Reader(WeightReader):
    """The weights under our names, as in evaluation; what is left in the end belongs to nothing."""

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        named = {name: weight for name, weight in weights.items() if not name.endswith(".num_batches_tracked")}
        renamed, called = _renamed(named)
        strange = tuple(called[name] for name in renamed if not KEY.fullmatch(SPECTRAL_END.sub("weight", name)))
        if strange:
            raise DoesNotFit(f"{strange[0]}{more(strange)} is no part of one", strange)
        super().__init__(_without_spectral_norm(renamed), called)

    @property
    def parameters(self) -> int:
        """How many learned numbers were taken."""
        return sum(weight.numel() for name, weight in self.weights.items() if ".running_" not in name)

    def convolution(self, name: str, narrow: int | None, wide: int, kernel: int) -> Parts:
        weight = self.take(f"{name}.weight", narrow, wide, kernel, kernel)
        # Channels last is the faster order on a processor.
        parts = {"weight": weight.contiguous(memory_format=torch.channels_last)}
        if f"{name}.bias" in self:
            parts["bias"] = self.take(f"{name}.bias", len(weight))
        return parts

    def norm(self, name: str, channels: int) -> Norm:
        parts = {
            "running_mean": self.take(f"{name}.running_mean", channels),
            "running_var": self.variances(f"{name}.running_var", channels),
        }
        affine = [what for what in ("weight", "bias") if f"{name}.{what}" in self]
        return Norm(parts | {what: self.take(f"{name}.{what}", channels) for what in affine})

    def class_norm(self, name: str, channels: int, classes: int | None) -> tuple[ClassNorm, int]:
        """The norm and how many classes it knows; 0 for a plain one."""
        key = next((k for k in (f"{name}.embed.weight", f"{name}.weights.weight") if k in self), "")
        if classes is not None and bool(classes) != bool(key):
            wrong = key or f"{name}.running_mean"
            problem = "of a norm that takes a class" if key else "of a norm that takes no class"
            raise DoesNotFit(f"{wrong} is {problem}, unlike the one before it", (wrong,))
        if key.endswith("embed.weight"):  # scale and shift side by side
            both = self.take(key, classes, 2 * channels)
            return ClassNorm(self.norm(f"{name}.bn", channels), *both.chunk(2, dim=1)), len(both)
        if key:
            scale = self.take(key, classes, channels)
            shift = self.take(f"{name}.biases.weight", len(scale), channels)
            return ClassNorm(self.norm(name, channels), scale, shift), len(scale)
        return ClassNorm(self.norm(name, channels)), 0


def _without_spectral_norm(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights as in evaluation: each one with spectral norm divided by u W v (Miyato et al. 2018, eq. 8)."""
    plain = dict(weights)
    for name in weights:
        if not (key := SPECTRAL.fullmatch(name)):
            continue
        old = name.endswith("weight_orig")
        names = [key["layer"] + ("weight" if old else "parametrizations.weight.0.") + end for end in ("_u", "_v")]
        weight = plain.pop(name).detach().float()
        if weight.dim() < 2:
            raise DoesNotFit(f"{name} is a single row, which has no spectral norm", (name,))
        vectors = []
        for vector, size in zip(names, (weight.shape[:1].numel(), weight.shape[1:].numel()), strict=True):
            if vector not in plain:
                raise DoesNotFit(f"{vector} is missing", (vector,))
            vectors.append(plain.pop(vector).detach().float())
            if tuple(vectors[-1].shape) != (size,):
                raise DoesNotFit(f"{vector} is {by(vectors[-1].shape)}, not {size}", (vector,))
        u, v = vectors
        sigma = u @ (weight.flatten(1) @ v)
        if not sigma.isfinite() or sigma == 0:
            raise DoesNotFit(f"{name} has no spectral norm ({names[0]} and {names[1]} give {sigma:g})", (name,))
        plain[f"{key['layer']}weight"] = weight / sigma
    return plain


def _renamed(weights: dict[str, Tensor]) -> tuple[dict[str, Tensor], dict[str, str]]:
    """Weights under the names l1, block2, ..., b5, c5, and what each name stands for in the file."""
    depth = sum(1 for name in weights if re.fullmatch(r"model\.\d{1,2}\.conv1\.weight", name))
    if "dense.weight" not in weights or not depth:
        return weights, {name: name for name in weights}
    tail = depth + 2
    roots = {"dense": "l1", "final": f"c{tail}", f"model.{depth}": f"b{tail}"}
    copies = {f"model.{depth + 2}": "final"}  # the file holds these layers twice
    for i in range(depth):
        parts = {"conv1": "c1", "conv2": "c2", "model.0": "b1", "model.4": "b2"}
        roots |= {f"model.{i}.{theirs}": f"block{i + 2}.{ours}" for theirs, ours in parts.items()}
        copies |= {f"model.{i}.model.3": f"model.{i}.conv1", f"model.{i}.model.6": f"model.{i}.conv2"}
    renamed: dict[str, Tensor] = {}
    real: dict[str, str] = {}
    for name, weight in weights.items():
        root, _, part = name.rpartition(".")
        twin = weights.get(f"{copies[root]}.{part}") if root in copies else None
        if twin is None:
            ours = f"{roots[root]}.{part}" if root in roots else name
            renamed[ours], real[ours] = weight, name
        elif not torch.equal(weight, twin):
            raise DoesNotFit(f"{name} is not the same as {copies[root]}.{part}", (name,))
    return renamed, real


def _read(reader: _Reader) -> tuple[Start, list[Block], End, int]:
    """The checked network and the number of its classes; raises DoesNotFit."""
    dense = "dense.weight" in reader.called.values()
    numbers = {int(name[5 : name.index(".")]) for name in reader.weights if name.startswith("block")}
    count = max(numbers, default=2) - 1
    missing = next((i for i in range(2, count + 2) if i not in numbers), None)
    if missing is not None or min(numbers) < 2:
        key = f"block{missing or min(numbers)}.c1.weight"
        raise DoesNotFit(f"{key} is {'missing' if missing else 'of a critic'}", (key, *reader.weights))
    linear = {"weight": reader.take("l1.weight", None, None)}
    first = reader.find("block2.c1.weight")
    channels = first.shape[1] if first is not None and first.dim() == 4 else 0
    rows, z_dim = linear["weight"].shape
    width = math.isqrt(rows // channels) if channels else 0
    if not width or width * width * channels != rows:
        raise DoesNotFit(f"l1.weight gives {rows} numbers, no square of {channels} channels", ("l1.weight",))
    if "l1.bias" in reader:
        linear["bias"] = reader.take("l1.bias", rows)
    blocks: list[Block] = []
    classes: int | None = None
    for i in range(count):
        block, channels, classes = _block(reader, f"block{i + 2}", channels, (z_dim, classes), dense=dense)
        _check_size(f"block{i + 2}.c2.weight", block, width * 2 ** (i + 1), z_dim + classes)
        blocks.append(block)
    tail = f"conv{count + 2}" if f"conv{count + 2}.weight" in reader else f"c{count + 2}"
    kernel = 1 if (last := reader.find(f"{tail}.weight")) is not None and last.shape[2:] == (1, 1) else 3
    end = End(reader.norm(f"b{count + 2}", channels), reader.convolution(tail, 3, channels, kernel))
    if strange := tuple(map(reader.named, reader.rest())):
        raise DoesNotFit(f"{strange[0]} is no part of one", strange)
    start = Start(linear, slice(0, z_dim), width)
    if not dense:
        upsampling = _upsampling(start, blocks[0], classes or 0)
        blocks = [replace(block, upsampling=upsampling) for block in blocks]
    return start, blocks, end, classes or 0


def _block(
    reader: _Reader, name: str, channels: int, given: tuple[int, int | None], *, dense: bool
) -> tuple[Block, int, int]:
    """A block, the channels that it gives and the classes that it knows; `given`: z's length and the classes so far."""
    z_dim, classes = given
    b1, classes = reader.class_norm(f"{name}.b1", channels, classes)
    c1 = reader.convolution(f"{name}.c1", None, channels, 3)
    b2, classes = reader.class_norm(f"{name}.b2", len(c1["weight"]), classes)
    c2 = reader.convolution(f"{name}.c2", channels if dense else None, len(c1["weight"]), 3)
    narrow = len(c2["weight"])
    beside = None if dense else reader.convolution(f"{name}.c_sc", narrow, channels, 1)
    return Block(b1, c1, b2, c2, beside, slice(z_dim, z_dim + classes)), narrow, classes


def _check_size(key: str, block: Block, side: int, inputs: int) -> None:
    if side > LARGEST:
        raise DoesNotFit(f"{key} would make a picture wider than {LARGEST} pixels", (key,))
    if (channels := max(*block.c1["weight"].shape[:2], len(block.c2["weight"]))) * side * side > MOST_FEATURES:
        raise DoesNotFit(f"{key} is among {channels} channels of {side} px, which no memory holds", (key,))
    if inputs > MOST_INPUTS:
        raise DoesNotFit(
            f"l1.weight and the classes make a code of {inputs} numbers; {MOST_INPUTS} are the most", ("l1.weight",)
        )


@torch.no_grad()
def _upsampling(start: Start, block: Block, classes: int) -> Upsampling:
    """How the first block doubles the side, which names and shapes do not tell: the paper repeats pixels, some blend.

    Blended features vary less, and the block's second batch norm holds the mean and variance that they had in
    training. So a few pictures are begun in both ways, and the way that agrees better is the network's.
    """
    weight = start.parts["weight"]
    z = torch.randn(PROBES, weight.shape[1], generator=torch.Generator().manual_seed(0)).to(weight.device)
    c = F.one_hot(torch.arange(PROBES) * classes // PROBES, classes).to(z) if classes else z[:, :0]
    features = F.relu(block.b1(start(None, torch.cat([z, c], dim=1)), c))
    some = {name: value[:PROBED] for name, value in block.c1.items()}
    mean = block.b2.norm.parts["running_mean"][:PROBED]
    variance = block.b2.norm.parts["running_var"][:PROBED].clamp_min(1e-12)
    errors: dict[Upsampling, float] = {}
    ways: tuple[Upsampling, ...] = ("nearest", "bilinear")
    for way in ways:
        h = _convolved(replace(block, upsampling=way).doubled(features), some)
        spread = h.var((0, 2, 3)).clamp_min(1e-12)
        off = (h.mean((0, 2, 3)) - mean).square() / variance + (spread / variance).log().square()
        errors[way] = float(off.mean())
    return "bilinear" if errors["bilinear"] < errors["nearest"] else "nearest"
