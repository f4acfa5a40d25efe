"""The synthesis of StyleGAN2 (Karras et al. 2020, section 2 and figure 7) for opened networks: exact, and quick.

Three orders of the same arithmetic. Where weights outnumber activations, and always while gradients are enabled, styles
scale the activations, as in the paper's equation 1 read from right to left. Large pictures on a processor go the other
way: styles, demodulation and gain are put into the few weights, and the layer runs over bands of rows that stay in the
cache, so that noise, bias and activation cost no trip to memory. And wide layers that do not enlarge run over bands
too, with fewer products (`winograd`). The last two write into what they have just made, so they are for inference only.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.document.aspect import Size
from engine.generator import Features, Stage
from engine.generators.colours import as_rgb
from engine.generators.resample import enlarged, enlarging_convolution, reach
from engine.generators.stylegan2.colours import Colours, colours_of
from engine.generators.stylegan2.mapping import GAIN, SLOPE
from engine.generators.stylegan2.modulation import Modulation, Modulations
from engine.generators.stylegan2.weights import StyleGAN2Weights
from engine.generators.stylegan2.winograd import convolve_tiles, transformed
from engine.language import tr

BAND = 1 << 20  # activations in one band: 4 MB, a share of what a processor's cache holds
TILES = 256  # in one band of a wide layer: its products have as many rows
#: From how many channels and which side on fewer products are worth what it costs to come to them (measured).
WIDE, WIDE_SIDE = 256, 16


@dataclass
class Convolution:
    """A modulated 3 x 3 convolution with noise, bias and activation; `up` doubles the sides first.

    `weight` is (O, I, 3, 3), with `up` (I, O, 3, 3); `squares` (I, O) are its sums of squares, for demodulation.
    `size` is that of what comes out; `bias` and `strength` (of the noise) carry the gain, which the activation lets
    through."""

    modulation: Modulation
    weight: Tensor
    squares: Tensor
    bias: Tensor
    strength: Tensor | None
    taps: Tensor
    size: Size
    up: bool
    gain: float
    clamp: float | None
    _others: dict[torch.dtype, Tensor] = field(default_factory=dict)

    @cached_property
    def tiled(self) -> Tensor:
        """The weights for products of tiles (16, I, O)."""
        return transformed(self.weight)

    def weight_as(self, dtype: torch.dtype) -> Tensor:
        """The weights in another precision, made when they are first asked for."""
        if dtype == self.weight.dtype:
            return self.weight
        if dtype not in self._others:
            self._others[dtype] = self.weight.to(dtype)
        return self._others[dtype]

    def __call__(self, x: Tensor, codes: Tensor, noise: Tensor | None) -> Tensor:
        style, spread = self.factors(codes)
        if x.device.type == "cpu" and not torch.is_grad_enabled():
            if self.in_tiles(x):
                return self._in_tiles(x, style, spread, noise)
            if x[0].numel() > self.squares.numel():
                return self._in_bands(x, style, spread, noise)
        bias = self.bias[:, None, None]
        shift = (bias if noise is None else noise + bias).to(x.dtype)
        x = self.convolved(x * style.to(x.dtype)[:, :, None, None], self.weight_as(x.dtype))
        x = F.leaky_relu(torch.addcmul(shift, x, spread.to(x.dtype)[:, :, None, None]), SLOPE)
        return x if self.clamp is None else x.clamp(-self.clamp, self.clamp)

    def factors(self, codes: Tensor) -> tuple[Tensor, Tensor]:
        """Style (N, I), and gain and demodulation together (N, O)."""
        style = self.modulation(codes)
        return style, self.gain * torch.rsqrt(style.square() @ self.squares + 1e-8)

    def in_tiles(self, x: Tensor) -> bool:
        """Whether products of tiles are quicker for such inputs; they are for inference only."""
        wide = not self.up and min(self.squares.shape) >= WIDE and min(self.size) >= WIDE_SIDE
        return wide and x.dtype == torch.float32 and x.device.type == "cpu"

    def convolved(self, x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
        if self.up:
            return enlarging_convolution(x, weight, self.taps.to(x.dtype), bias)
        return F.conv2d(x, weight, bias, padding=1)

    def _in_bands(self, x: Tensor, style: Tensor, spread: Tensor, noise: Tensor | None) -> Tensor:
        """One picture after the other, each in bands of rows; a band sees a row or more beyond either end."""
        made = self.empty(x)
        height = x.shape[2]
        scale = self.size.height // height
        rows = max(4, BAND // (made.shape[1] * self.size.width * scale))
        more = reach(self.taps) if self.up else 1
        for i in range(len(x)):
            ins, outs = style[i][:, None, None], spread[i][:, None, None]
            factors = ins[:, None] * outs if self.up else outs[:, None] * ins
            weight, bias = (self.weight * factors).to(x.dtype), self.bias.to(x.dtype)
            for top in range(0, height, rows):
                end = min(top + rows, height)
                low, high = max(top - more, 0), min(end + more, height)
                band = self.convolved(x[i : i + 1, :, low:high], weight, bias)
                band = band[:, :, scale * (top - low) : scale * (end - low)]
                self._finish(band, noise, scale * top)
                made[i : i + 1, :, scale * top : scale * end] = band
        return made

    def _in_tiles(self, x: Tensor, style: Tensor, spread: Tensor, noise: Tensor | None) -> Tensor:
        """One picture after the other, each in bands of tiles."""
        made, (height, width) = self.empty(x), self.size
        rows = 2 * max(1, 2 * TILES // width)
        for i in range(len(x)):
            rows_in, rows_out = x[i].permute(1, 2, 0), made[i].permute(1, 2, 0)
            bias = self.bias / spread[i]
            for top in range(0, height, rows):
                end = min(top + rows, height)
                low, high = max(top - 1, 0), min(end + 1, height)
                padded = x.new_zeros(end - top + 2, width + 2, x.shape[1])
                torch.mul(rows_in[low:high], style[i], out=padded[low - top + 1 : high - top + 1, 1:-1])
                convolve_tiles(padded, self.tiled, bias, rows_out[top:end])
                band = made[i : i + 1, :, top:end]
                band *= spread[i][:, None, None]
                self._finish(band, noise, top)
        return made

    def empty(self, x: Tensor) -> Tensor:
        shape = (len(x), self.squares.shape[1], *self.size)
        return torch.empty(shape, dtype=x.dtype, device=x.device, memory_format=torch.channels_last)

    def _finish(self, band: Tensor, noise: Tensor | None, top: int) -> None:
        """Noise, activation and clamp for the rows from `top` on, in place."""
        if noise is not None:
            band += noise[top : top + band.shape[2]].to(band.dtype)
        F.leaky_relu_(band, SLOPE)
        if self.clamp is not None:
            band.clamp_(-self.clamp, self.clamp)


@dataclass
class Block:
    """The layers of one side, by name, and of one size; `skip` (O, I, 1, 1) is the residual branch of "resnet"."""

    side: int
    size: Size
    first: int  # the number of its first w, counted from 0
    conv0: Convolution | None
    conv1: Convolution
    colours: Colours | None
    skip: Tensor | None

    @property
    def wavelets(self) -> bool:
        """Whether its colours have twice its side."""
        return self.colours is not None and self.colours.wavelets


class Synthesis:
    """w+ codes to images, under one treatment of noise and in one precision; `stages` is what a generator offers.

    Features are (x, image) in networks that add up colours, (x, residual) within a residual block, and x alone
    otherwise; images stay float32.
    """

    def __init__(
        self,
        blocks: list[Block],
        const: Tensor,
        taps: Tensor,
        noises: dict[tuple[int, int], Tensor],
        dtype: torch.dtype = torch.float32,
    ) -> None:
        self.blocks, self.const, self.taps, self.noises, self.dtype = blocks, const, taps, noises, dtype

    @property
    def stages(self) -> tuple[Stage, ...]:
        """Up to three a block: the code's w are read one stage after the other."""
        stages = list[Stage]()
        for block in self.blocks:
            number = block.first + 1
            steps: list[tuple[str, Callable]] = [("features", self._run_conv1)]
            if block.conv0:
                steps.insert(0, ("enlarged", self._run_conv0))
            if block.colours:
                steps.append(("colours", self._run_colours))
            for i, (name, run) in enumerate(steps):
                rgb = _image_of if name == "colours" and block is not self.blocks[-1] else None
                side = max(block.size) * (2 if name == "colours" and block.wavelets else 1)
                slots = (f"w{number + i}", f"s{len(stages) + 1}")
                stages.append(
                    Stage(
                        tr("{side} px, {name}", side=side, name=name),
                        slots,
                        partial(run, block),
                        rgb,
                        side,
                    )
                )
        return tuple(stages)

    @property
    def modulations(self) -> tuple[Modulation, ...]:
        """One a stage, in their order."""
        parts = [(block.conv0, block.conv1, block.colours) for block in self.blocks]
        return tuple(part.modulation for block in parts for part in block if part is not None)

    @property
    def strengths(self) -> dict[tuple[int, int], Tensor]:
        """See `strengths_of`."""
        return strengths_of(self.blocks)

    def noise(self, side: int, conv: int) -> Tensor | None:
        return self.noises.get((side, conv))

    def _run_conv0(self, block: Block, features: Features | None, codes: Tensor) -> Features:
        x, image = split(features)
        assert block.conv0 is not None
        y = block.conv0(x, codes, self.noise(block.side, 0))
        if block.skip is not None:
            return y, enlarged(F.conv2d(x, block.skip.to(x.dtype)), self.taps.to(x.dtype))
        return y if image is None else (y, image)

    def _run_conv1(self, block: Block, features: Features | None, codes: Tensor) -> Features:
        if features is None:
            x, other = self.const.to(self.dtype).expand(len(codes), -1, -1, -1), None
        else:
            x, other = split(features)
        y = block.conv1(x, codes, self.noise(block.side, 1))
        if block.skip is not None:
            assert other is not None
            return y + other
        return y if other is None else (y, other)

    def _run_colours(self, block: Block, features: Features | None, codes: Tensor) -> Features:
        x, image = split(features)
        assert block.colours is not None
        colours = block.colours(x, codes)
        if image is not None:
            colours = enlarged(image, self.taps).add_(colours)
        if block is not self.blocks[-1]:
            return x, colours
        return as_rgb(colours)


def build(weights: StyleGAN2Weights) -> Synthesis:
    """The synthesis with the noise maps that came with the weights."""
    parts, blocks, first = weights.parts, list[Block](), 0
    modulations = Modulations(weights, 2 * len(weights.sides) * weights.w_dim)
    residual = weights.architecture == "resnet"
    for side in weights.sides:
        name = f"synthesis.b{side}"
        conv0 = (
            None
            if side == 4
            else _convolution(weights, f"{name}.conv0", side, modulations.next(f"{name}.conv0", first), GAIN)
        )
        last = first + (conv0 is not None)
        # A residual block halves the variance of either branch before it adds them.
        gain = 1.0 if residual and side > 4 else GAIN
        conv1 = _convolution(weights, f"{name}.conv1", side, modulations.next(f"{name}.conv1", last), gain)
        colours, skip = None, parts.get(f"{name}.skip.weight")
        if f"{name}.torgb.weight" in parts:
            weight = parts[f"{name}.torgb.weight"][:, :, 0, 0]
            modulation = modulations.next(f"{name}.torgb", last + 1)
            bias = parts[f"{name}.torgb.bias"]
            colours = colours_of(modulation, weight, bias, weights.clamp, wavelets=weights.wavelets)
        if skip is not None:
            skip = skip * math.sqrt(0.5 / skip.shape[1])
        blocks.append(Block(side, weights.size(side), first, conv0, conv1, colours, skip))
        first = last + 1
    const = parts["synthesis.b4.const"][None].contiguous(memory_format=torch.channels_last)
    synthesis = Synthesis(blocks, const, weights.filters.pictures, {})
    synthesis.noises = scaled_noises(
        blocks, lambda block, conv: parts[f"synthesis.b{block.side}.conv{conv}.noise_const"]
    )
    return synthesis


def scaled_noises(blocks: list[Block], draw: Callable[[Block, int], Tensor]) -> dict[tuple[int, int], Tensor]:
    """A map of the block's size for each layer that has noise, times its strength; by side and number of
    convolution."""
    strengths, named = strengths_of(blocks), {block.side: block for block in blocks}
    return {
        (side, conv): draw(named[side], conv).to(strength.device) * strength
        for (side, conv), strength in strengths.items()
    }


def strengths_of(blocks: list[Block]) -> dict[tuple[int, int], Tensor]:
    """The strength of each layer that has noise, in order; by side and number of convolution."""
    return {
        (block.side, number): conv.strength
        for block in blocks
        for number, conv in enumerate((block.conv0, block.conv1))
        if conv is not None and conv.strength is not None
    }


def _convolution(weights: StyleGAN2Weights, name: str, side: int, modulation: Modulation, gain: float) -> Convolution:
    parts, up = weights.parts, name.endswith("conv0")
    weight = parts[f"{name}.weight"]
    strength = parts.get(f"{name}.noise_strength")
    return Convolution(
        modulation,
        (weight.transpose(0, 1) if up else weight).contiguous(memory_format=torch.channels_last),
        weight.square().sum((2, 3)).T.contiguous(),
        gain * parts[f"{name}.bias"],
        None if strength is None else gain * strength,
        weights.filters.convolutions,
        weights.size(side),
        up,
        gain,
        # The reference clamps after the gain, to a limit that has all but the activation's own.
        None if weights.clamp is None else weights.clamp * gain / GAIN,
    )


def split(features: Features | None) -> tuple[Tensor, Tensor | None]:
    """x, and the image or the residual that goes with it."""
    assert features is not None
    return (features, None) if isinstance(features, Tensor) else (features[0], features[1])


def _image_of(features: Features) -> Tensor:
    return as_rgb(features[1])
