"""Progressive GAN (Karras et al., "Progressive Growing of GANs", ICLR 2018), from GenForce's `.pth` files.

Sizes and the kind of upsampling are read from the weights; where all widths are equal, so that they do not show it, it
is nearest-neighbour, as by default. Labels lie beside the noise, whose length weights do not show: it is taken for a
power of two, 512 at most where there is more. A tanh at the end shows nowhere, and is taken to be none, as in every
published file; the learning rate was equalised unless the weights are too small for that. All of these can be chosen.

The outputs of lower blocks, which the files still hold, give no previews: each was last trained when its block was the
highest, and the layers below have moved on since.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Self

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.document.code import Layout, Slot
from engine.document.conditions import Conditions, Precision
from engine.document.saved.readings import TOLD, Left
from engine.generator import Generator, Stage, StyleMatrix, family, numpy_noise
from engine.generators.classes import with_classes, without_noise
from engine.generators.guessed import choices, left, scales_weights
from engine.generators.pggan.layers import (
    FIRST,
    RELU_GAIN,
    SLOPE,
    Parts,
    Scale,
    Shape,
    as_it_is,
    doubling,
    last,
    pixel_norm,
    scaled,
)
from engine.generators.reading import DoesNotFit
from engine.language import tr

#: What interfacegan, GenForce's older code, calls the same weights.
RENAMING = ((re.compile(r"\.conv\.weight$"), ".weight"), (re.compile(r"\.wscale\.bias$"), ".bias"))
NOISE = 512


@dataclass(frozen=True)
class Sizes:
    """Everything that fixes the shapes: `channels[b]` is the width at side 4 * 2**b."""

    channels: tuple[int, ...]
    z: int
    labels: int
    colours: int
    resolution: int
    #: Upsampling by transposed convolution, its weights kept as (in, out, 3, 3), or in older files as (3, 3, in, out).
    fused: bool
    older: bool
    #: Whether names or shapes tell that.
    shown: bool

    @property
    def layers(self) -> int:
        return 2 * len(self.channels)


@dataclass(frozen=True)
class Start:
    """z and class weights to the first 4 x 4 features: a dense layer `weight` (16 C, in) after pixel norm."""

    z: int
    weight: Tensor
    bias: Tensor

    def __call__(self, features: object, codes: Tensor) -> Tensor:
        codes = codes.to(self.weight.device)
        x = pixel_norm(torch.cat((pixel_norm(codes[:, : self.z]), codes[:, self.z :]), 1))
        h = F.linear(x, self.weight).unflatten(1, (FIRST, FIRST, -1)) + self.bias
        return F.leaky_relu(h.permute(0, 3, 1, 2), SLOPE)


@dataclass(frozen=True)
class Layer:
    """Pixel norm (section 4.2), convolution, leaky ReLU; the last one ends in the picture, through `colours` and, where
    the network is `squeezed`, a tanh."""

    kernel: Tensor
    bias: Tensor
    rising: bool
    colours: tuple[Tensor, Tensor] | None
    squeezed: bool

    def __call__(self, features: Tensor | tuple[Tensor, ...] | None, codes: Tensor) -> Tensor:
        assert isinstance(features, Tensor)
        x = pixel_norm(features).to(self.kernel.dtype)
        if self.rising:
            x = F.conv_transpose2d(x, self.kernel, self.bias, stride=2, padding=1)
        else:
            x = F.conv2d(x, self.kernel, self.bias, padding=1)
        x = F.leaky_relu(x.float(), SLOPE, inplace=True)
        if self.colours is None:
            return x
        # A grey picture becomes three equal channels.
        picture = F.conv2d(pixel_norm(x), *self.colours).expand(-1, 3, -1, -1).contiguous()
        return torch.tanh(picture) if self.squeezed else picture

    def halved(self) -> Layer:
        """With its convolution in bfloat16."""
        return replace(self, kernel=self.kernel.bfloat16(), bias=self.bias.bfloat16())


@family("pggan")
class PGGAN(Generator):
    """Slot z, as it was drawn (it is normalised inside), and in a conditional one slot class: a weight for each."""

    title = "progressive GAN"

    def __init__(self, sizes: Sizes, parts: Parts, metadata: Mapping[str, str]) -> None:
        self.metadata = metadata
        self.resolution, self.z_dim, self.classes = sizes.resolution, sizes.z, sizes.labels
        classes = (Slot("class", sizes.labels, FIRST, "class"),) if sizes.labels else ()
        self.layout = Layout((Slot("z", sizes.z, FIRST), *classes))
        chosen = choices(metadata)
        kernels = [parts[f"layer{i}.weight"] for i in range(1, sizes.layers)]
        scaling = left(chosen, "use_wscale", "yes" if TOLD in metadata or scales_weights(kernels) else "no")
        tanh = left(chosen, "final_tanh", "no")
        if TOLD not in metadata:
            upsampling = Left("all" if sizes.fused else "none", "none", ("none", "all"))
            fused = {} if sizes.shown else {"fused_scale": upsampling}
            self.readings = {"final_tanh": tanh, "use_wscale": scaling} | fused
        scale, squeezed = scaled if scaling.taken == "yes" else as_it_is, tanh.taken == "yes"
        self._start = _start(parts, sizes, scale)
        self._layers = tuple(_layer(parts, sizes, scale, i, squeezed=squeezed) for i in range(1, sizes.layers))
        self._low: list[Layer] = []
        self._plain = self.stages = self._staged(self._start, *self._layers)
        self.parameters = sum(weight.numel() for name, weight in parts.weights.items() if name != "lod")

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        """Whether layers and outputs have the names of this family's, and the first a 4 x 4 kernel."""
        try:
            parts = Parts.of(weights, RENAMING)
        except DoesNotFit:
            return False
        named = all(name in parts for name in ("layer0.weight", "layer0.bias", "layer1.weight", "output0.weight"))
        return named and tuple(parts["layer0.weight"].shape[2:]) == (FIRST, FIRST)

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        """Build from a state dict such as `layer0.weight`, `output8.bias`, `lod`, ...

        Raises:
            DoesNotFit: the first weight that does not belong is named.
        """
        parts = Parts.of(weights, RENAMING)
        sizes = _sizes(parts, choices(metadata).get("fused_scale"))
        parts.check(*_shapes(parts, sizes))
        parts.check_grown("lod")
        return cls(sizes, parts, metadata)

    @property
    def style_matrices(self) -> tuple[StyleMatrix, ...]:
        """The first layer, which reads z after pixel norm."""
        return (StyleMatrix("z", self._start.weight[:, : self.z_dim]),)

    def noise(self, count: int, seed: int) -> Tensor:
        """`count` rows of noise (count, z_dim) float32, as NVIDIA's tools draw them."""
        return numpy_noise(count, seed, self.z_dim)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        """Noise (N, z_dim) as it is, and (N, classes) weights, if any, from class numbers or weights; None: class 0."""
        return with_classes(z.to(self._start.weight.device), c, self.classes)

    def mean_code(self, label: int | None = None) -> Tensor:
        """Zeros, and the class itself: a truncated code stays of its class."""
        return without_noise(self, label)

    def prepared(self, conditions: Conditions, precision: Precision = "full") -> Generator:
        """Nothing but precision means anything here; "fast" computes in bfloat16."""
        if precision == "full" and self.stages is self._plain:
            return self
        if precision == "fast" and not self._low:
            self._low.extend(layer.halved() for layer in self._layers)
        other = copy.copy(self)
        other.stages = self._plain if precision == "full" else self._staged(self._start, *self._low)
        return other

    def _staged(self, *layers: Start | Layer) -> tuple[Stage, ...]:
        slots = tuple(slot.name for slot in self.layout.slots)
        return tuple(
            Stage(
                tr("{first} px, {value}", first=FIRST * 2 ** (i // 2), value=("first", "second")[i % 2]),
                () if i else slots,
                layer,
            )
            for i, layer in enumerate(layers)
        )


def _start(parts: Parts, sizes: Sizes, scale: Scale) -> Start:
    # A convolution of one pixel, padded by 3, writes its kernel mirrored.
    weight = scale(parts["layer0.weight"], RELU_GAIN).flip(2, 3).permute(2, 3, 0, 1).flatten(0, 2).contiguous()
    return Start(sizes.z, weight, parts["layer0.bias"])


def _layer(parts: Parts, sizes: Sizes, scale: Scale, i: int, *, squeezed: bool) -> Layer:
    weight, rising = parts[f"layer{i}.weight"], i % 2 == 0
    if rising and sizes.fused:
        weight = weight.permute(3, 2, 0, 1) if sizes.older else weight.transpose(0, 1)
    weight = scale(weight, RELU_GAIN)
    kernel = doubling(weight, fused=sizes.fused) if rising else last(weight)
    top = len(sizes.channels) - 1
    output = (scale(parts[f"output{top}.weight"], 1), parts[f"output{top}.bias"])
    return Layer(kernel, parts[f"layer{i}.bias"], rising, output if i == sizes.layers - 1 else None, squeezed)


def _sizes(parts: Parts, chosen: str | None) -> Sizes:
    """What names and shapes tell; `chosen` is the kind of upsampling where they do not."""
    blocks = (parts.count(r"layer([0-9]{1,3})\.") + 1) // 2
    resolution = parts.resolution(blocks, "layer")
    channels = tuple(parts.size(f"layer{2 * b + 1}.weight", 0, 4) for b in range(blocks))
    width = parts.size("layer0.weight", 1, 4)
    older = any(name.endswith(".wscale.bias") for name in parts.called.values())
    if older:
        fused, shown = parts.called.get("layer2.weight") == "layer2.weight", True
    else:
        unequal = [b for b in range(1, blocks) if channels[b - 1] != channels[b] and f"layer{2 * b}.weight" in parts]
        turned = [tuple(parts[f"layer{2 * b}.weight"].shape[:2]) == (channels[b - 1], channels[b]) for b in unequal]
        fused, shown = (all(turned), True) if turned else (chosen == "all", False)
    colours = parts.size(f"output{blocks - 1}.weight", 0, 4)
    z = noise_in(width)
    return Sizes(channels, z, width - z, colours, resolution, fused, older, shown)


def noise_in(width: int) -> int:
    """How many of a first layer's inputs are noise and not labels; few (under 64) and tens are all of them."""
    power = 1 << (width.bit_length() - 1)
    if width == power or width < 64 or width % 50 == 0:
        return width
    return min(power, NOISE)


def _shapes(parts: Parts, sizes: Sizes) -> tuple[dict[str, Shape], dict[str, Shape]]:
    """What must be there, and what may be there besides, in which shapes."""
    top = len(sizes.channels) - 1
    if sizes.colours not in (1, 3):
        name = parts.called[f"output{top}.weight"]
        raise DoesNotFit(
            tr("{name} gives {colours} channels, where a picture has 3 (or 1)", name=name, colours=sizes.colours),
            (name,),
        )
    needed: dict[str, Shape] = {}
    spare: dict[str, Shape] = {"lod": ()}
    for i in range(sizes.layers):
        wide, here = sizes.channels[max(0, (i - 1) // 2)], sizes.channels[i // 2]
        name = f"layer{i}.weight"
        if i == 0:
            needed[name] = (here, sizes.z + sizes.labels, FIRST, FIRST)
        elif i % 2 == 0 and sizes.fused:
            needed[name] = (3, 3, wide, here) if sizes.older else (wide, here, 3, 3)
        else:
            needed[name] = (here, wide, 3, 3)
        needed[f"layer{i}.bias"] = (here,)
    for b, channels in enumerate(sizes.channels):
        shapes = needed if b == top else spare
        shapes[f"output{b}.weight"] = (sizes.colours, channels, 1, 1)
        shapes[f"output{b}.bias"] = (sizes.colours,)
    return needed, spare
