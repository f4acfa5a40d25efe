"""StyleGAN (Karras, Laine and Aila, "A Style-Based Generator Architecture", CVPR 2019), from GenForce's `.pth` files.

Sizes, labels, a w for each layer and the kind of noise are read from the weights. What they do not show is taken as in
every published file: equalised learning rate (in the mapping times 0.01), transposed convolutions from 128 px up (older
files say so in their names), no tanh at the end.

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
from engine.document.conditions import NOISES, Conditions, Precision
from engine.generator import Generator, Stage, StyleMatrix, family, numpy_noise
from engine.generators.pggan.layers import (
    EPSILON,
    FIRST,
    RELU_GAIN,
    SLOPE,
    Parts,
    Shape,
    by_rows,
    class_weights,
    doubling,
    last,
    pixel_norm,
    scaled,
)
from engine.generators.reading import DoesNotFit

#: What interfacegan and idinvert_pytorch, GenForce's older code, call the same weights.
RENAMING = (
    (re.compile(r"\.epilogue\."), "."),
    (re.compile(r"\.style_mod\.dense\."), ".style."),
    (re.compile(r"\.(?:linear|fc|conv)\.weight$"), ".weight"),
    (re.compile(r"\.wscale\.bias$"), ".bias"),
    (re.compile(r"^synthesis\.layer0\.first_layer$"), "synthesis.layer0.const"),
)
DENSE = "mapping.dense"
LAYER = "synthesis.layer"
OUTPUT = "synthesis.output"
LABELS = "mapping.label_weight"
MEAN = "truncation.w_avg"
MAPPING_RATE = 0.01
FUSED_FROM = 128


@dataclass(frozen=True)
class Sizes:
    """Everything that fixes the shapes: `channels[b]` is the width at side 4 * 2**b."""

    channels: tuple[int, ...]
    mapping: int
    z: int
    w: int
    labels: int
    tied: bool
    colours: int
    resolution: int
    constant: bool
    #: Even layers whose weights belong to a transposed convolution, and those that keep them as (3, 3, in, out).
    fused: frozenset[int]
    turned: frozenset[int]

    @property
    def layers(self) -> int:
        return 2 * len(self.channels)


@dataclass(frozen=True)
class Layer:
    """Convolution, blur where the side doubles, noise, leaky ReLU, and the style as adaptive instance norm (eq. 1).

    `kernel` is None where the constant `start` (1, C, 4, 4) takes the convolution's place; `blur` is None where the
    side stays. `noise` times `strength` is the noise; None leaves it out. `style` (2 C, w) gives the scales and shifts.
    """

    kernel: Tensor | None
    start: Tensor | None
    blur: Tensor | None
    bias: Tensor
    noise: Tensor | None
    strength: Tensor
    style: Tensor
    style_bias: Tensor

    def __call__(self, x: Tensor | None, w: Tensor) -> Tensor:
        x = self._convolved(x, w).float()
        # In place, because at 1024 px fresh memory costs as much as the arithmetic; neither needs its input to go back.
        if self.noise is not None:
            x.addcmul_(self.noise, self.strength)
        F.leaky_relu(x, SLOPE, inplace=True)
        scale, shift = F.linear(w, self.style, self.style_bias)[:, :, None, None].chunk(2, 1)
        x = x - x.mean((2, 3), keepdim=True)
        return torch.addcmul(shift, x, scale * (x.square().mean((2, 3), keepdim=True) + EPSILON).rsqrt())

    def _convolved(self, x: Tensor | None, w: Tensor) -> Tensor:
        """With the bias, which may as well come before the noise as after it."""
        if self.kernel is None:
            assert self.start is not None
            return last((self.start + self.bias[:, None, None]).expand(len(w), -1, -1, -1))
        if x is None:
            return last(F.conv2d(w[:, :, None, None].to(self.kernel.dtype), self.kernel, self.bias, padding=FIRST - 1))
        x = x.to(self.kernel.dtype)
        if self.blur is None:
            return F.conv2d(x, self.kernel, self.bias, padding=1)
        x = F.conv_transpose2d(x, self.kernel, stride=2, padding=1)
        return F.conv2d(x, self.blur, self.bias, padding=1, groups=len(self.bias))

    def halved(self) -> Layer:
        """With its convolutions in bfloat16; what follows them stays as it is, or styles would be a percent off."""
        if self.kernel is None:
            return self
        blur = None if self.blur is None else self.blur.bfloat16()
        return replace(self, kernel=self.kernel.bfloat16(), blur=blur, bias=self.bias.bfloat16())


@dataclass(frozen=True)
class Step:
    """A layer as a stage; the last one ends in the picture, through `colours` (3, C, 1, 1) and their bias."""

    layer: Layer
    place: slice
    colours: tuple[Tensor, Tensor] | None

    def __call__(self, features: Tensor | tuple[Tensor, ...] | None, codes: Tensor) -> Tensor:
        assert not isinstance(features, tuple)
        x = self.layer(features, codes[:, self.place].to(self.layer.style.device))
        if self.colours is None:
            return x
        # A grey picture becomes three equal channels.
        return F.conv2d(x, *self.colours).expand(-1, 3, -1, -1).contiguous()


@family("stylegan1")
class StyleGAN1(Generator):
    """Slots w1, w2, ...: one for each layer, two for each side from 4 px up, tied in a sampled code."""

    title = "StyleGAN"
    noises = NOISES

    def __init__(self, sizes: Sizes, parts: Parts, metadata: Mapping[str, str]) -> None:
        self.metadata = metadata
        self.resolution, self.z_dim, self.classes, self.tied = sizes.resolution, sizes.z, sizes.labels, sizes.tied
        self.layout = Layout(tuple(Slot(f"w{i + 1}", sizes.w, FIRST * 2 ** (i // 2)) for i in range(sizes.layers)))
        gain = RELU_GAIN * MAPPING_RATE
        self._dense = [
            (scaled(parts[f"{DENSE}{i}.weight"], gain), parts[f"{DENSE}{i}.bias"] * MAPPING_RATE)
            for i in range(sizes.mapping)
        ]
        self._labels = parts[LABELS] if sizes.labels else None
        self._mean = parts[MEAN].repeat(sizes.layers if sizes.tied else 1)
        self._layers = tuple(_layer(parts, sizes, i) for i in range(sizes.layers))
        output = f"{OUTPUT}{len(sizes.channels) - 1}"
        self._colours = (scaled(parts[f"{output}.weight"], 1), parts[f"{output}.bias"])
        self._low: list[Layer] = []
        self._plain = self.stages = self._staged(self._layers)
        learned = (
            name for name in parts.weights if not name.endswith((".noise", ".kernel", ".lod", ".truncation", MEAN))
        )
        self.parameters = sum(parts[name].numel() for name in learned)

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        """Whether there is a mapping, and layers with noise and style as this version has them."""
        try:
            parts = Parts.of(weights, RENAMING)
        except DoesNotFit:
            return False
        return all(
            name in parts for name in (f"{DENSE}0.weight", f"{LAYER}0.style.weight", f"{LAYER}1.apply_noise.weight")
        )

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        """Build from a state dict such as `mapping.dense0.weight`, `synthesis.layer1.apply_noise.noise`, ...

        Raises:
            DoesNotFit: the first weight that does not belong is named.
        """
        parts = Parts.of(weights, RENAMING)
        sizes = _sizes(parts)
        parts.check(*_shapes(parts, sizes))
        parts.check_grown("synthesis.lod")
        _check_blurs(parts)
        return cls(sizes, parts, metadata)

    @property
    def style_matrices(self) -> tuple[StyleMatrix, ...]:
        """The scales and shifts of every layer; first the convolution that takes the constant's place, if any."""
        found = [StyleMatrix(f"w{i}", layer.style) for i, layer in enumerate(self._layers, 1)]
        if (kernel := self._layers[0].kernel) is not None:
            # Of one pixel, padded by 3, it writes its kernel mirrored.
            found.insert(0, StyleMatrix("w1", lambda: kernel.flip(2, 3).permute(0, 2, 3, 1).flatten(0, 2)))
        return tuple(found)

    def noise(self, count: int, seed: int) -> Tensor:
        """`count` rows of noise (count, z_dim) float32, as NVIDIA's tools draw them."""
        return numpy_noise(count, seed, self.z_dim)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        """The mapping network (section 2): noise (N, z_dim) and classes to w, once for every layer.

        `c` is (N,) class numbers or (N, classes) weights; None means class 0 in a conditional generator.
        """
        mean = self._mean
        z = z.to(mean.device)
        if self._labels is not None:
            z = torch.cat((z, by_rows(self._embedded, class_weights(c, len(z), self.classes, mean))), 1)
        w = by_rows(self._mapped, z)
        return w.repeat(1, len(self.layout.slots)) if self.tied else w

    def mean_code(self, label: int | None = None) -> Tensor:
        """The running mean of w that training kept, in every slot; the same for all classes."""
        return self._mean.clone()

    def prepared(self, conditions: Conditions, precision: Precision = "full") -> Generator:
        """With the noise maps that `conditions` ask for; "fast" computes in bfloat16."""
        if precision == "full" and conditions.noise == "constant" and self.stages is self._plain:
            return self
        if precision == "fast" and not self._low:
            self._low.extend(layer.halved() for layer in self._layers)
        layers = self._layers if precision == "full" else tuple(self._low)
        if conditions.noise == "none":
            layers = tuple(replace(layer, noise=None) for layer in layers)
        elif conditions.noise == "seeded":
            random = torch.Generator().manual_seed(conditions.noise_seed)
            layers = tuple(replace(layer, noise=_drawn(layer.noise, random)) for layer in layers)
        other = copy.copy(self)
        other.stages = self._staged(layers)
        return other

    def _embedded(self, c: Tensor) -> Tensor:
        assert self._labels is not None
        return c @ self._labels

    def _mapped(self, z: Tensor) -> Tensor:
        w = pixel_norm(z)
        for weight, bias in self._dense:
            w = F.leaky_relu(F.linear(w, weight, bias), SLOPE)
        return w

    def _staged(self, layers: tuple[Layer, ...]) -> tuple[Stage, ...]:
        stages = []
        for i, (layer, slot) in enumerate(zip(layers, self.layout.slots, strict=True)):
            colours = self._colours if i == len(layers) - 1 else None
            step = Step(layer, self.layout.slices[slot.name], colours)
            stages.append(Stage(slot.name, (slot.name,), step))
        return tuple(stages)


def _drawn(noise: Tensor | None, random: torch.Generator) -> Tensor:
    assert noise is not None
    return torch.randn(noise.shape, generator=random).to(noise)


def _layer(parts: Parts, sizes: Sizes, i: int) -> Layer:
    name = f"{LAYER}{i}"
    kernel = blur = None
    if f"{name}.weight" in parts:
        weight = parts[f"{name}.weight"]
        weight = scaled(weight.permute(3, 2, 0, 1) if i in sizes.turned else weight)
        rising = i > 0 and i % 2 == 0
        kernel = doubling(weight, fused=i in sizes.fused) if rising else last(weight)
        if rising:
            tent = torch.tensor([1.0, 2.0, 1.0], device=weight.device) / 4
            blur = last(torch.outer(tent, tent).expand(sizes.channels[i // 2], 1, 3, 3))
    noise, strength = parts[f"{name}.apply_noise.noise"], parts[f"{name}.apply_noise.weight"]
    # AdaIN scales by 1 + what the style gives.
    style_bias = parts[f"{name}.style.bias"].clone()
    style_bias[: len(style_bias) // 2] += 1
    return Layer(
        kernel=kernel,
        start=parts[f"{name}.const"] if kernel is None else None,
        blur=blur,
        bias=parts[f"{name}.bias"],
        noise=noise,
        strength=strength if strength.dim() == 2 else strength[:, None, None],
        style=scaled(parts[f"{name}.style.weight"], 1),
        style_bias=style_bias,
    )


def _sizes(parts: Parts) -> Sizes:
    blocks = (parts.count(r"synthesis\.layer([0-9]{1,3})\.") + 1) // 2
    resolution = parts.resolution(blocks, LAYER)
    channels = tuple(parts.size(f"{LAYER}{2 * b + 1}.weight", 0, 4) for b in range(blocks))
    mapping = parts.count(r"mapping\.dense([0-9]{1,3})\.")
    labels = parts.size(LABELS, 0, 2) if LABELS in parts else 0
    w = parts.size(f"{LAYER}0.style.weight", 1, 2)
    mapped = parts.size(f"{DENSE}{mapping - 1}.weight", 0, 2)
    older = any(".epilogue." in name for name in parts.called.values())
    rising = range(2, 2 * blocks, 2)
    turned = frozenset(i for i in rising if older and parts.called.get(f"{LAYER}{i}.weight") == f"{LAYER}{i}.weight")
    late = frozenset(i for i in rising if FIRST * 2 ** (i // 2) >= FUSED_FROM)
    return Sizes(
        channels=channels,
        mapping=mapping,
        z=parts.size(LABELS if labels else f"{DENSE}0.weight", 1, 2),
        w=w,
        labels=labels,
        tied=mapped == w,
        colours=parts.size(f"{OUTPUT}{blocks - 1}.weight", 0, 4),
        resolution=resolution,
        constant=f"{LAYER}0.weight" not in parts,
        fused=turned if older else late,
        turned=turned,
    )


def _shapes(parts: Parts, sizes: Sizes) -> tuple[dict[str, Shape], dict[str, Shape]]:
    """What must be there, and what may be there besides, in which shapes."""
    top = len(sizes.channels) - 1
    if sizes.colours not in (1, 3):
        name = parts.called[f"{OUTPUT}{top}.weight"]
        raise DoesNotFit(f"{name} gives {sizes.colours} channels, where a picture has 3 (or 1)", (name,))
    needed = _mapping_shapes(parts, sizes)
    spare: dict[str, Shape] = {"synthesis.lod": (), "truncation.truncation": (1, sizes.layers, 1)}
    for i in range(sizes.layers):
        wide, here = sizes.channels[max(0, (i - 1) // 2)], sizes.channels[i // 2]
        name, side = f"{LAYER}{i}", FIRST * 2 ** (i // 2)
        if i == 0 and sizes.constant:
            needed[f"{name}.const"] = (1, here, FIRST, FIRST)
        elif i == 0:
            needed[f"{name}.weight"] = (here, sizes.w, FIRST, FIRST)
        else:
            needed[f"{name}.weight"] = (3, 3, wide, here) if i in sizes.turned else (here, wide, 3, 3)
        if i and i % 2 == 0:
            spare[f"{name}.blur.kernel"] = (here, 1, 3, 3)
        noise = f"{name}.apply_noise.noise"
        over_channels = noise in parts and tuple(parts[noise].shape) == (1, here, 1, 1)
        needed[noise] = (1, here, 1, 1) if over_channels else (1, 1, side, side)
        needed[f"{name}.apply_noise.weight"] = (side, side) if over_channels else (here,)
        needed[f"{name}.bias"] = (here,)
        needed[f"{name}.style.weight"] = (2 * here, sizes.w)
        needed[f"{name}.style.bias"] = (2 * here,)
    for b, channels in enumerate(sizes.channels):
        shapes = needed if b == top else spare
        shapes[f"{OUTPUT}{b}.weight"] = (sizes.colours, channels, 1, 1)
        shapes[f"{OUTPUT}{b}.bias"] = (sizes.colours,)
    return needed, spare


def _mapping_shapes(parts: Parts, sizes: Sizes) -> dict[str, Shape]:
    whole = sizes.w * (1 if sizes.tied else sizes.layers)
    needed: dict[str, Shape] = {MEAN: (whole,)}
    if sizes.labels:
        needed[LABELS] = (sizes.labels, sizes.z)
    wide = sizes.z * (2 if sizes.labels else 1)
    for i in range(sizes.mapping):
        narrow = whole if i == sizes.mapping - 1 else parts.size(f"{DENSE}{i}.weight", 0, 2)
        needed[f"{DENSE}{i}.weight"], needed[f"{DENSE}{i}.bias"] = (narrow, wide), (narrow,)
        wide = narrow
    return needed


def _check_blurs(parts: Parts) -> None:
    tent = torch.tensor([1.0, 2.0, 1.0]) / 4
    for name in parts.weights:
        if name.endswith(".blur.kernel") and not torch.allclose(parts[name].cpu(), torch.outer(tent, tent)):
            raise DoesNotFit(f"{parts.called[name]} is not the blur 1, 2, 1 that every one has", (parts.called[name],))
