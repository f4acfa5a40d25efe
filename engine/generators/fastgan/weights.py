"""FastGAN's generator out of its weights: those of its authors' code, and of projected-gan's, with classes or not.

Spectral norm is divided out, and the sides, widths, and the number of layers of each side are read from the weights.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.generators.dcgan import EPSILON, LARGEST, MOST_FEATURES
from engine.generators.fastgan.network import BACK, Colours, Gate, Half, Modulated
from engine.generators.pggan.layers import FIRST, doubling, last
from engine.generators.reading import DoesNotFit, WeightReader, more
from engine.generators.spectral import without_spectral_norm
from engine.language import tr

#: What projected-gan puts before the names.
SYNTHESIS = "synthesis."
START = "init.init.0."
#: The first side whose features are gated, and the last.
GATED = (64, 512)
#: Where training had a small picture, and the smallest side a picture may have.
LOWEST, LEAST = 128, 16
#: A side's layers: in a sequence by number, or by name where they take a class.
SEQUENCES = ((("1", "2", "3"), ("5", "6", "7")), (("1", "", "2"),))
NAMED = ((("conv1", "noise", "bn1"), ("conv2", "noise", "bn2")), (("conv", "", "bn"),))
Layer = tuple[str, str, str]


@dataclass(frozen=True)
class Parts:
    """All that a FastGAN is made of: `sides` are 8, 16, ... with their layers; `start` is a dense layer."""

    start: Tensor
    bias: Tensor
    sides: dict[int, tuple[Half, ...]]
    gates: dict[int, Gate]
    colours: Colours
    small: Colours | None
    embedding: Tensor | None
    projected: bool
    parameters: int

    @property
    def resolution(self) -> int:
        return max(self.sides)


def is_one(names: Mapping[str, object]) -> bool:
    """Whether names of weights are those of a FastGAN's generator."""
    plain = {name.removeprefix(SYNTHESIS) for name in names}
    return all(any(name.startswith(start) for name in plain) for start in (START, "feat_8.", "to_big."))


def parts_of(weights: Mapping[str, Tensor]) -> Parts:
    """The checked network; raises DoesNotFit."""
    read = _Reader(weights)
    noise = torch.Generator().manual_seed(0)
    start = read.take(f"{START}weight", None, None, FIRST, FIRST)
    scale, bias = read.norm("init.init.1", start.shape[1])
    width = start.shape[1] // 2
    embedding = read.take("embed.weight", None, None) if "embed.weight" in read else None
    e = None if embedding is None else embedding.shape[1]
    widths, sides = {FIRST: width}, dict[int, tuple[Half, ...]]()
    side = 2 * FIRST
    while read.has(f"feat_{side}."):
        sides[side] = tuple(read.halves(side, widths[side // 2], e, noise))
        widths[side] = len(sides[side][-1].bias) // 2
        side *= 2
    colours = read.take(f"{read.picture}weight", None, None, 3, 3)
    top = _top(read, widths, colours)
    gates = {
        side: Gate(
            read.take(f"se_{side}.main.1.weight", widths[side], widths[side // BACK], FIRST, FIRST),
            read.take(f"se_{side}.main.3.weight", widths[side], widths[side], 1, 1),
        )
        for side in widths
        if GATED[0] <= side <= GATED[1]
    }
    own = f"{read.picture}bias"
    tanh = read.picture.endswith(".0.") or (not read.projected and top == LARGEST)
    small = read.small(widths, tanh=tanh) if top >= LOWEST else None
    drawn = Colours(last(colours), read.take(own, len(colours)) if own in read else None, tanh)
    read.check_rest()
    return Parts(
        start=(start * scale).flatten(1).T.contiguous(),
        bias=bias,
        sides={side: halves for side, halves in sides.items() if side <= top},
        gates={side: gate for side, gate in gates.items() if side <= top},
        colours=drawn,
        small=small,
        embedding=embedding,
        projected=read.projected,
        parameters=read.parameters,
    )


def _top(read: _Reader, widths: Mapping[int, int], colours: Tensor) -> int:
    """The side of the picture: the largest whose features have as many channels as the colours are made of.

    projected-gan's networks of 128 px hold a side of 256 px, which they do not use.
    """
    name = read.named(f"{read.picture}weight")
    if colours.shape[0] not in (1, 3):
        raise DoesNotFit(
            tr("{name} gives {colours} channels, where a picture has 3 (or 1)", name=name, colours=colours.shape[0]),
            (name,),
        )
    found = [side for side, width in widths.items() if width == colours.shape[1] and side >= LEAST]
    if not found or max(widths) > LARGEST:
        raise DoesNotFit(
            tr(
                "{name} reads {colours} channels, which no side from {least} to {largest} px gives",
                name=name,
                colours=colours.shape[1],
                least=LEAST,
                largest=LARGEST,
            ),
            (name,),
        )
    return max(found)


class _Reader(WeightReader):
    """The weights without spectral norm and without what projected-gan puts before their names."""

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        named = {name: weight for name, weight in weights.items() if not name.endswith(".num_batches_tracked")}
        plain = without_spectral_norm(named, lambda layer: layer.endswith(START))
        called = {name.removeprefix(SYNTHESIS): name for name in plain}
        super().__init__({name.removeprefix(SYNTHESIS): weight for name, weight in plain.items()}, called)
        # Only projected-gan's last layer has a bias; a state dict may have lost what is before its names.
        self.picture = "to_big.0." if "to_big.0.weight" in self else "to_big."
        self.projected = any(name.startswith(SYNTHESIS) for name in plain) or "to_big.bias" in self

    @property
    def parameters(self) -> int:
        """How many learned numbers there are."""
        learned = (w for name, w in self.weights.items() if not re.search(r"\.(running|stored)_(mean|var)$", name))
        return sum(weight.numel() for weight in learned)

    def has(self, start: str) -> bool:
        """Whether any name begins so."""
        return any(name.startswith(start) for name in self.weights)

    def norm(self, name: str, channels: int) -> tuple[Tensor, Tensor]:
        """The factors (channels, 1, 1) and offsets (channels, 1, 1) of a batch norm as it stands after training."""
        running = f"{name}.stored_" if f"{name}.stored_mean" in self else f"{name}.running_"
        scale = (self.variances(f"{running}var", channels) + EPSILON).rsqrt()
        if f"{name}.weight" in self:
            scale = scale * self.take(f"{name}.weight", channels)
        offset = -self.take(f"{running}mean", channels) * scale
        if running.endswith("running_"):
            offset = offset + self.take(f"{name}.bias", channels)
        return scale[:, None, None], offset[:, None, None]

    def halves(self, side: int, wide: int, e: int | None, noise: torch.Generator) -> list[Half]:
        """The layers that lead to this side; noise whose strength is 0 is left out."""
        double, single = SEQUENCES if e is None else NAMED
        root, found = f"feat_{side}", list[Half]()
        for layer in double if f"{root}.{double[1][0]}.weight" in self else single:
            convolution, strength, norm = (f"{root}.{part}" for part in layer)
            kernel = self.take(f"{convolution}.weight", None, wide, 3, 3)
            if len(kernel) % 2 or len(kernel) * side * side > MOST_FEATURES:
                raise self.misfit(f"{convolution}.weight", tr("an even number of channels that memory holds"))
            scale, bias = self.norm(norm, len(kernel))
            kernel, rising = kernel * scale[..., None], not found
            power = self.take(f"{strength}.weight", 1) if layer[1] and f"{strength}.weight" in self else None
            map_ = None if power is None else torch.randn(1, 1, side, side, generator=noise).to(kernel)
            found.append(
                Half(
                    doubling(kernel, fused=False) if rising else last(kernel),
                    bias,
                    rising,
                    power * scale if power is not None and power.any() else None,
                    map_ if power is not None and power.any() else None,
                    None if e is None else self.modulated(norm, len(kernel), e),
                )
            )
            wide = len(kernel) // 2
        return found

    def modulated(self, name: str, channels: int, e: int) -> Modulated:
        return Modulated(
            self.take(f"{name}.gain.weight", channels, e),
            self.take(f"{name}.gain.bias", channels) + 1,
            self.take(f"{name}.bias.weight", channels, e),
            self.take(f"{name}.bias.bias", channels),
        )

    def small(self, widths: Mapping[int, int], *, tanh: bool) -> Colours | None:
        """What makes a small picture of the features of 128 px, where training had one."""
        name = "to_128.0.weight" if "to_128.0.weight" in self else "to_128.weight"
        return Colours(last(self.take(name, 3, widths[LOWEST], 1, 1)), None, tanh) if name in self else None

    def check_rest(self) -> None:
        """Raise DoesNotFit if weights are left over."""
        if strange := tuple(map(self.named, self.rest())):
            raise DoesNotFit(tr("{strange}{more} is no part of one", strange=strange[0], more=more(strange)), strange)
