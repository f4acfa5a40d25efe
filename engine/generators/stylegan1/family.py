"""StyleGAN (Karras, Laine and Aila, "A Style-Based Generator Architecture", CVPR 2019), from GenForce's `.pth` files.

Sizes, labels, a w for each layer and the kind of noise are read from the weights. What they do not show (`settings`) is
taken as in every published file: equalised learning rate (in the mapping times 0.01), unless the weights are too small
for either; transposed convolutions from 128 px up (older files say so in their names), no tanh at the end.

The outputs of lower blocks, which the files still hold, give no previews: each was last trained when its block was the
highest, and the layers below have moved on since.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Self

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.document.code import Layout, Slot
from engine.document.conditions import NOISES, Conditions, Precision
from engine.generator import Generator, Stage, StyleMatrix, check_noise, family, numpy_noise
from engine.generators.classes import class_weights
from engine.generators.pggan.layers import FIRST, RELU_GAIN, SLOPE, Parts, by_rows, pixel_norm
from engine.generators.reading import DoesNotFit
from engine.generators.stylegan1.network import Layer, Step
from engine.generators.stylegan1.settings import settled
from engine.generators.stylegan1.weights import (
    DENSE,
    LABELS,
    LAYER,
    MEAN,
    OUTPUT,
    RENAMING,
    Sizes,
    check_blurs,
    layer_of,
    shapes,
    sizes_of,
)


@family("stylegan1")
class StyleGAN1(Generator):
    """Slots w1, w2, ...: one for each layer, two for each side from 4 px up, tied in a sampled code."""

    title = "StyleGAN"
    bend = SLOPE
    noises = NOISES

    def __init__(self, sizes: Sizes, parts: Parts, metadata: Mapping[str, str]) -> None:
        settings, sizes = settled(parts, sizes, metadata)
        scale, self._squeezed = settings.scale, settings.squeezed
        self.metadata, self.readings, self.guesses = metadata, settings.readings, settings.guesses
        self.resolution, self.z_dim, self.classes, self.tied = sizes.resolution, sizes.z, sizes.labels, sizes.tied
        self.layout = Layout(tuple(Slot(f"w{i + 1}", sizes.w, FIRST * 2 ** (i // 2)) for i in range(sizes.layers)))
        self._dense = [
            (scale(parts[f"{DENSE}{i}.weight"], RELU_GAIN) * settings.rate, parts[f"{DENSE}{i}.bias"] * settings.rate)
            for i in range(sizes.mapping)
        ]
        self._labels = parts[LABELS] if sizes.labels else None
        self._mean = parts[MEAN].repeat(sizes.layers if sizes.tied else 1)
        self._layers = tuple(layer_of(parts, sizes, scale, i) for i in range(sizes.layers))
        output = f"{OUTPUT}{len(sizes.channels) - 1}"
        self._colours = (scale(parts[f"{output}.weight"], 1), parts[f"{output}.bias"])
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
        sizes = sizes_of(parts)
        parts.check(*shapes(parts, sizes))
        parts.check_grown("synthesis.lod")
        check_blurs(parts)
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
            z = torch.cat((z, by_rows(self._embedded, class_weights(c, len(z), self.classes).to(mean))), 1)
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
        return self._drawn_with(layers)

    @property
    def noise_maps(self) -> Mapping[int, Tensor]:
        """Those of layers whose noise is one over the picture, not over the channels."""
        return {
            i: layer.noise[0, 0]
            for i, layer in enumerate(self._layers)
            if layer.noise is not None and layer.noise.shape[2] > 1 and bool(layer.strength.any())
        }

    def with_noise(self, maps: Mapping[int, Tensor], precision: Precision = "full") -> Generator:
        """See `Generator.with_noise`."""
        check_noise(maps, self.noise_maps)
        if precision == "fast" and not self._low:
            self._low.extend(layer.halved() for layer in self._layers)
        layers = list(self._layers if precision == "full" else self._low)
        for i, each in maps.items():
            layers[i] = replace(layers[i], noise=each.to(self._mean.device)[None, None])
        return self._drawn_with(tuple(layers))

    def _drawn_with(self, layers: tuple[Layer, ...]) -> Generator:
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
            step = Step(layer, self.layout.slices[slot.name], colours, self._squeezed)
            stages.append(Stage(slot.name, (slot.name,), step))
        return tuple(stages)


def _drawn(noise: Tensor | None, random: torch.Generator) -> Tensor:
    assert noise is not None
    return torch.randn(noise.shape, generator=random).to(noise)
