"""StyleGAN2 and StyleGAN2-ADA (Karras et al. 2020): NVIDIA's networks, and those of the port by Kim Seonghyeon.

A code is w+: one w for each convolution and one for the last colours (a convolution's w also colours the block before).
After it come slots s1, s2, ... of StyleSpace (Wu et al. 2021), one for each stage: what is added to the factors of its
channels. They are 0 unless an edit moves them.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cached_property
from typing import Self

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.device import fast_pays
from engine.document.code import Layout, Slot
from engine.document.conditions import NOISES, Conditions, Precision
from engine.generator import Generator, StyleMatrix, check_noise, family, numpy_noise
from engine.generators.classes import class_weights
from engine.generators.colours import said_of
from engine.generators.guessed import of_rate
from engine.generators.stylegan2.mapping import SLOPE, Mapping_
from engine.generators.stylegan2.slopes import with_slopes
from engine.generators.stylegan2.synthesis import Synthesis, build, scaled_noises
from engine.generators.stylegan2.weights import StyleGAN2Weights, is_stylegan2, read_weights

MEAN_OF = 10_000
ROWS = 16


@family("stylegan2")
class StyleGAN2(Generator):
    """z, mapped to w, drives every layer; the noise maps of each layer draw what is left to chance."""

    title = "StyleGAN2"
    tied = True
    bend = SLOPE

    def __init__(self, weights: StyleGAN2Weights, metadata: Mapping[str, str]) -> None:
        self.metadata = metadata
        size = weights.picture
        self.resolution, self.aspect = max(size), size.aspect
        self.z_dim, self.classes = weights.z_dim, weights.classes
        self.noises = NOISES if weights.noise else ()
        if weights.wavelets:
            self.title = "SWAGAN"
        self._mapping = Mapping_(weights.parts, weights.layers, weights.rate)
        if (rate := weights.open_rate) is not None:
            self.readings = {"lr_multiplier": rate}
            self.guesses = of_rate(weights.rate) if rate.taken == rate.usual else ()
        self.guesses += said_of(weights.channels)
        self._w_avg = weights.parts.get("mapping.w_avg")
        self._w_dim, self._device = weights.w_dim, weights.parts["synthesis.b4.const"].device
        self._synthesis = build(weights)
        self.stages = with_slopes(self._synthesis)
        blocks = [max(weights.size(side)) for side in weights.sides]
        sides = [blocks[0], *(side for side in blocks[1:] for _ in range(2)), self.resolution]
        latent = tuple(Slot(f"w{i}", self._w_dim, side) for i, side in enumerate(sides, 1))
        styles = zip(self.stages, self._synthesis.modulations, strict=True)
        channels = tuple(
            Slot(f"s{i}", len(layer.bias), stage.side, "style") for i, (stage, layer) in enumerate(styles, 1)
        )
        self.layout = Layout((*latent, *channels))
        buffers = (".noise_const", ".w_avg")
        self.parameters = sum(part.numel() for name, part in weights.parts.items() if not name.endswith(buffers))

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        """Whether the constant, the mapping and the first layers are there by name."""
        return is_stylegan2(weights)

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        """Build from NVIDIA's `synthesis.b4.const`, ... or the port's `input.input`, ...

        Raises:
            DoesNotFit: the first weight or setting that does not belong is named.
        """
        return cls(read_weights(weights, metadata), metadata)

    @property
    def style_matrices(self) -> tuple[StyleMatrix, ...]:
        """The styles of the convolutions and of the last colours, as SeFa's authors choose; one a slot."""
        blocks = self._synthesis.blocks
        layers = [conv.modulation for block in blocks for conv in (block.conv0, block.conv1) if conv is not None]
        if (colours := blocks[-1].colours) is not None:
            layers.append(colours.modulation)
        return tuple(StyleMatrix(f"w{i}", layer.weight) for i, layer in enumerate(layers, 1))

    def noise(self, count: int, seed: int) -> Tensor:
        """As NVIDIA's tools draw it, so that their seeds give the same pictures here."""
        return numpy_noise(count, seed, self.z_dim)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        """z (N, z_dim) and classes to codes (N, layout.dimension) whose latent slots are equal; see `Generator.map`."""
        return self._code(self._w(z, c))

    def mean_code(self, label: int | None = None) -> Tensor:
        """The mean of w in every latent slot, over all classes."""
        return self._code(self._mean_w[None])[0]

    def styles(self, codes: Tensor) -> Tensor:
        """See `Generator.styles`."""
        return torch.cat([layer.of_w(codes) for layer in self._synthesis.modulations], 1)

    def _code(self, w: Tensor) -> Tensor:
        """w (N, w_dim) in every latent slot, and nothing added to the channels."""
        latent = len(self.layout.latent)
        return torch.cat([w.repeat(1, latent), w.new_zeros(len(w), self.layout.dimension - latent * self._w_dim)], 1)

    def prepared(self, conditions: Conditions, precision: Precision = "full") -> Generator:
        """The same weights with other noise maps, or in bfloat16 where the machine computes with it (else float32)."""
        base = self._synthesis
        noises = base.noises
        if self.noises and conditions.noise != "constant":
            noises = {} if conditions.noise == "none" else self._seeded(conditions.noise_seed)
        dtype = fast_dtype(self._device) if precision == "fast" else torch.float32
        return self._drawn_with(noises, dtype)

    @property
    def noise_maps(self) -> Mapping[int, Tensor]:
        """Those of layers that let any through, counted as the convolutions are."""
        strengths = self._synthesis.strengths
        return {
            i: self._synthesis.noises[place] / strength
            for i, (place, strength) in enumerate(strengths.items()) if float(strength)
        }  # fmt: skip

    def with_noise(self, maps: Mapping[int, Tensor], precision: Precision = "full") -> Generator:
        """See `Generator.with_noise`."""
        check_noise(maps, self.noise_maps)
        strengths = list(self._synthesis.strengths.items())
        laid = {strengths[i][0]: each.to(self._device) * strengths[i][1] for i, each in maps.items()}
        dtype = fast_dtype(self._device) if precision == "fast" else torch.float32
        return self._drawn_with(self._synthesis.noises | laid, dtype)

    def _drawn_with(self, noises: dict[tuple[int, int], Tensor], dtype: torch.dtype) -> Generator:
        base = self._synthesis
        if noises is base.noises and dtype == base.dtype:
            return self
        other = copy.copy(self)
        synthesis = Synthesis(base.blocks, base.const, base.taps, noises, dtype)
        other.stages = with_slopes(synthesis) if dtype == torch.float32 else synthesis.stages
        return other

    def _seeded(self, seed: int) -> dict[tuple[int, int], Tensor]:
        random = torch.Generator().manual_seed(seed)
        return scaled_noises(self._synthesis.blocks, lambda block, _: torch.randn(block.size, generator=random))

    def _w(self, z: Tensor, c: Tensor | None) -> Tensor:
        z = z.to(self._device, torch.float32)
        weights = None
        if self.classes:
            weights = class_weights(c, len(z), self.classes).to(self._device)
        if torch.is_grad_enabled() and z.requires_grad:
            return self._mapping(z, weights)
        # Matrix products round differently for other numbers of rows; a code must not depend on its batch.
        made = []
        for start in range(0, len(z), ROWS):
            part = z[start : start + ROWS]
            padding = (0, 0, 0, ROWS - len(part))
            classes = None if weights is None else F.pad(weights[start : start + ROWS], padding)
            made.append(self._mapping(F.pad(part, padding), classes)[: len(part)])
        return torch.cat(made) if made else z.new_zeros(0, self._w_dim)

    @cached_property
    def _mean_w(self) -> Tensor:
        """The running mean of the training, or where the file has none the mean of 10,000 codes."""
        if self._w_avg is not None:
            return self._w_avg
        z = torch.randn(MEAN_OF, self.z_dim, generator=torch.Generator().manual_seed(0))
        return self._w(z, torch.arange(MEAN_OF) % self.classes if self.classes else None).mean(0)


def fast_dtype(device: torch.device) -> torch.dtype:
    """What previews compute in: bfloat16, except on processors that would have to imitate it, which is far slower."""
    if not fast_pays(device):
        return torch.float32
    return torch.bfloat16
