"""DCGAN (Radford, Metz and Chintala, 2016): a plain sequence of transposed convolutions and batch norms.

Sizes, depth and the presence of each batch norm and bias are read from the weights of the `nn.Sequential`, which may
hold further sequences. A last 3 x 3 convolution keeps the side (Miyato et al. 2018, "Spectral Normalization for GANs",
table 3). A conditional DCGAN (Mirza and Osindero, 2014) takes a class as further numbers of its input, all 0 but one;
how many they are is told by the first batch norm (`_count_classes`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.document.code import Layout, Slot
from engine.generator import Features, Generator, Stage, StyleMatrix, family
from engine.generators.classes import with_classes, without_noise
from engine.generators.reading import DoesNotFit, by, more
from engine.language import tr

INDEX = r"\d{1,4}(?:\.\d{1,4}){0,3}"
KEY = re.compile(rf"(?P<prefix>(?:.*?\.)??)(?P<index>{INDEX})\.(?P<part>weight|bias|running_mean|running_var)")
KERNEL = 4
LARGEST = 1024
#: The most numbers that one layer may give for one picture (half a gigabyte), and that a code may have.
MOST_FEATURES, MOST_INPUTS = 2**27, 2**16
EPSILON = 1e-5

Parts = Mapping[str, Tensor]
#: Where a layer lies: (3,) is the fourth of the sequence, (3, 0) the first of a sequence there.
Index = tuple[int, ...]


@dataclass(frozen=True)
class Norm:
    """A batch norm as it stands after training: each channel's mean and variance, and perhaps a scale and shift."""

    parts: Parts

    def __call__(self, h: Tensor) -> Tensor:
        parts = self.parts
        return F.batch_norm(
            h, parts["running_mean"], parts["running_var"], parts.get("weight"), parts.get("bias"), eps=EPSILON
        )


@dataclass(frozen=True)
class Step:
    """One transposed convolution with what follows it.

    The first turns the code into 4 x 4 pixels, the others double the side or, if their kernel is 3 x 3, keep it.
    """

    parts: Parts
    norm: Norm | None
    first: bool
    last: bool

    def __call__(self, features: Features | None, codes: Tensor) -> Tensor:
        weight = self.parts["weight"]
        stride, padding = (1, 0) if self.first else (2 if weight.shape[-1] == KERNEL else 1, 1)
        h = codes.to(weight.device)[:, :, None, None] if features is None else features
        assert isinstance(h, Tensor)
        h = F.conv_transpose2d(h, weight, self.parts.get("bias"), stride, padding)
        if self.norm is not None:
            h = self.norm(h)
        # A grey picture becomes three equal channels.
        return torch.tanh(h).expand(-1, 3, -1, -1) if self.last else F.relu(h)


@family("dcgan")
class DCGAN(Generator):
    """z of any length, and perhaps a class, to a square picture; the side doubles with every 4 x 4 convolution."""

    title = "DCGAN"

    def __init__(self, steps: list[Step], metadata: Mapping[str, str]) -> None:
        self.metadata = metadata
        self._first = steps[0].parts["weight"]
        self._device = self._first.device
        self.resolution = _sides(steps)[-1]
        inputs = steps[0].parts["weight"].shape[0]
        self.classes = _count_classes(steps[0])
        self.z_dim = inputs - self.classes
        slots = [Slot("z", self.z_dim, KERNEL)]
        if self.classes:
            slots.append(Slot("class", self.classes, KERNEL, "class"))
        self.layout = Layout(tuple(slots))
        names = tuple(slot.name for slot in slots)
        self.stages = tuple(
            Stage(f"{side} px" if step.parts["weight"].shape[-1] == KERNEL else "picture", names * step.first, step)
            for side, step in zip(_sides(steps), steps, strict=True)
        )
        learned = [step.parts for step in steps] + [step.norm.parts for step in steps if step.norm]
        self.parameters = sum(
            weight.numel() for parts in learned for name, weight in parts.items() if not name.startswith("running")
        )

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        """Whether the weights are one sequence of such layers whose channels connect."""
        try:
            _steps(weights)
        except DoesNotFit:
            return False
        return True

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        """Build from a state dict such as `main.0.weight`, `main.1.running_mean`, ...

        Raises:
            DoesNotFit: the first weight that does not belong is named.
        """
        return cls(_steps(weights), metadata)

    @property
    def style_matrices(self) -> tuple[StyleMatrix, ...]:
        """The first transposed convolution, of a single pixel: a row for each channel and place."""
        return (StyleMatrix("z", lambda: self._first[: self.z_dim].flatten(1).T),)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        """Noise (N, z_dim) and classes (N,) or (N, classes) to codes (N, layout.dimension): one after the other.

        Raises:
            ValueError: there is no such class.
        """
        return with_classes(z.to(self._device), c, self.classes)

    def mean_code(self, label: int | None = None) -> Tensor:
        """No noise, and the whole class `label`: truncation moves a picture within its class."""
        return without_noise(self, label)


def _count_classes(first: Step) -> int:
    """How many of the last inputs are a class; 0 where none are, or where it cannot be known.

    What enters the first batch norm is linear in the inputs, and so is its average: running_mean, averaged over the
    4 x 4 places, is the kernel's average times the average input. That is 0 for noise, while the averages of the
    numbers of a class are not negative and add up to 1. There are more channels than inputs, so it can be solved for.
    """
    weight, norm = first.parts["weight"], first.norm
    inputs, channels = weight.shape[:2]
    if norm is None or not 3 <= inputs < min(channels, 1025):
        return 0
    matrix = weight.detach().cpu().double().mean((2, 3)).T
    mean = norm.parts["running_mean"].detach().cpu().double()
    if "bias" in first.parts:
        mean = mean - first.parts["bias"].detach().cpu().double()
    average = torch.linalg.lstsq(matrix, mean[:, None], driver="gelsy").solution[:, 0]
    if (matrix @ average - mean).norm() > 0.05 * mean.norm():
        return 0
    best, nearest = 0, 0.02
    for classes in range(2, inputs):
        noise, shares = average[:-classes], average[-classes:]
        off = abs(float(shares.sum()) - 1)
        if off < nearest and shares.min() > -0.01 and noise.square().mean().sqrt() < 0.1:
            best, nearest = classes, off
    return best


def _sides(steps: list[Step]) -> list[int]:
    """The side in pixels after each step."""
    sides = [KERNEL]
    for step in steps[1:]:
        sides.append(sides[-1] * (2 if step.parts["weight"].shape[-1] == KERNEL else 1))
    return sides


def _layers(weights: Mapping[str, Tensor]) -> tuple[str, dict[Index, dict[str, Tensor]]]:
    """The common prefix, and the weights of each layer in the order of the sequence."""
    layers: dict[Index, dict[str, Tensor]] = {}
    strange: list[str] = []
    prefix: str | None = None
    for name, weight in weights.items():
        if name.endswith(".num_batches_tracked"):  # a count kept for training
            continue
        key = KEY.fullmatch(name)
        if key is None or (prefix is not None and key["prefix"] != prefix):
            strange.append(name)
            continue
        prefix = key["prefix"]
        index = tuple(map(int, key["index"].split(".")))
        layers.setdefault(index, {})[key["part"]] = weight.detach().float()
    if strange:
        raise DoesNotFit(
            tr("{strange}{more} is no part of one", strange=strange[0], more=more(strange)), tuple(strange)
        )
    return prefix or "", dict(sorted(layers.items()))


def _steps(weights: Mapping[str, Tensor]) -> list[Step]:
    """The checked sequence; raises DoesNotFit."""
    prefix, layers = _layers(weights)
    convolutions = [index for index, parts in layers.items() if "running_mean" not in parts]
    steps: list[Step] = []
    norms = dict[Index, Norm]()
    channels: int | None = None
    conv: Index = ()
    for index, parts in layers.items():
        name = prefix + ".".join(map(str, index))
        if index in convolutions:
            last = index == convolutions[-1] and index != convolutions[0]
            channels, conv = _check_convolution(name, parts, channels, last=last), index
        elif channels is None or conv in norms or conv == convolutions[-1]:
            raise DoesNotFit(
                tr("{name}.running_mean is of a batch norm where none belongs", name=name), (f"{name}.running_mean",)
            )
        else:
            _check_norm(name, parts, channels)
            norms[conv] = Norm(parts)
    names = [prefix + ".".join(map(str, index)) for index in convolutions]
    _check_ends(prefix, names, channels)
    for index in convolutions:
        first, last = index == convolutions[0], index == convolutions[-1]
        # Channels last: a fifth faster on a processor (9.9 against 13.0 ms a 64 px picture).
        kernel = layers[index]["weight"].contiguous(memory_format=torch.channels_last)
        steps.append(Step(layers[index] | {"weight": kernel}, norms.get(index), first, last))
    _check_sizes(names, steps)
    return steps


def _check_convolution(name: str, parts: Parts, channels: int | None, *, last: bool) -> int:
    """The channels that a convolution gives."""
    key = f"{name}.weight"
    if "weight" not in parts:
        raise DoesNotFit(tr("{key} is missing", key=key), (key,))
    shape = tuple(parts["weight"].shape)
    kernels = ((KERNEL, KERNEL), (3, 3)) if last else ((KERNEL, KERNEL),)
    if len(shape) != 4 or shape[2:] not in kernels or 0 in shape:
        raise DoesNotFit(
            tr("{key} is {by}, where a convolution with a 4 x 4 kernel is needed", key=key, by=by(shape)), (key,)
        )
    if channels is not None and shape[0] != channels:
        raise DoesNotFit(
            tr(
                "{key} takes {shape} channels, where the layer before it gives {channels}",
                key=key,
                shape=shape[0],
                channels=channels,
            ),
            (key,),
        )
    if "bias" in parts and tuple(parts["bias"].shape) != (shape[1],):
        raise DoesNotFit(
            tr("{name}.bias is {by}, where {shape} is needed", name=name, by=by(parts["bias"].shape), shape=shape[1]),
            (f"{name}.bias",),
        )
    return shape[1]


def _check_norm(name: str, parts: Parts, channels: int) -> None:
    if "running_var" not in parts:
        raise DoesNotFit(tr("{name}.running_var is missing", name=name), (f"{name}.running_var",))
    for part, value in parts.items():
        if tuple(value.shape) != (channels,):
            raise DoesNotFit(
                tr(
                    "{name}.{part} is {by}, where {channels} is needed",
                    name=name,
                    part=part,
                    by=by(value.shape),
                    channels=channels,
                ),
                (f"{name}.{part}",),
            )
    if (parts["running_var"] < 0).any():
        raise DoesNotFit(tr("{name}.running_var holds a negative variance", name=name), (f"{name}.running_var",))


def _check_ends(prefix: str, names: list[str], channels: int | None) -> None:
    if len(names) < 2:
        raise DoesNotFit(
            tr(
                "{prefix}* has {names_count} convolutions, where at least 2 are needed",
                prefix=prefix,
                names_count=len(names),
            ),
            (prefix,),
        )
    if channels not in (1, 3):
        last = f"{names[-1]}.weight"
        raise DoesNotFit(
            tr("{last} gives {channels} channels, where a picture has 3 (or 1)", last=last, channels=channels), (last,)
        )


def _check_sizes(names: list[str], steps: list[Step]) -> None:
    for name, step, side in zip(names, steps, _sides(steps), strict=True):
        key, shape = f"{name}.weight", step.parts["weight"].shape
        if side > LARGEST:
            raise DoesNotFit(
                tr("{key} would make a picture wider than {largest} pixels", key=key, largest=LARGEST), (key,)
            )
        if shape[1] * side * side > MOST_FEATURES:
            raise DoesNotFit(
                tr(
                    "{key} gives {shape} channels of {side} px, which no memory holds",
                    key=key,
                    shape=shape[1],
                    side=side,
                ),
                (key,),
            )
    if (inputs := steps[0].parts["weight"].shape[0]) > MOST_INPUTS:
        key = f"{names[0]}.weight"
        raise DoesNotFit(
            tr(
                "{key} takes a code of {inputs} numbers, where {most_inputs} are the most",
                key=key,
                inputs=inputs,
                most_inputs=MOST_INPUTS,
            ),
            (key,),
        )
