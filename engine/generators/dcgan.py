"""DCGAN (Radford, Metz and Chintala, 2016): a plain sequence of transposed convolutions and batch norms.

Sizes, depth and the presence of each batch norm and bias are read from the weights of the `nn.Sequential`.
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
from engine.generator import Generator, Stage, family
from engine.generators import DoesNotFit

KEY = re.compile(r"(?P<prefix>(?:.*\.)?)(?P<index>\d+)\.(?P<part>weight|bias|running_mean|running_var)")
KERNEL = 4
LARGEST = 1024
EPSILON = 1e-5

Parts = Mapping[str, Tensor]


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
    """One transposed convolution with what follows it; the first turns z into 4 x 4, the others double the side."""

    parts: Parts
    norm: Norm | None
    first: bool
    last: bool

    def __call__(self, features: Tensor | None, codes: Tensor) -> Tensor:
        weight = self.parts["weight"]
        stride, padding = (1, 0) if self.first else (2, 1)
        h = codes.to(weight.device)[:, :, None, None] if features is None else features
        h = F.conv_transpose2d(h, weight, self.parts.get("bias"), stride, padding)
        if self.norm is not None:
            h = self.norm(h)
        # A grey picture becomes three equal channels.
        return torch.tanh(h).expand(-1, 3, -1, -1) if self.last else F.relu(h)


@family("dcgan")
class DCGAN(Generator):
    """z of any length to a square picture; the image's side doubles with every convolution after the first."""

    title = "DCGAN"

    def __init__(self, steps: list[Step], metadata: Mapping[str, str]) -> None:
        self.metadata = metadata
        self.resolution = KERNEL * 2 ** (len(steps) - 1)
        self.layout = Layout((Slot("z", steps[0].parts["weight"].shape[0], KERNEL),))
        self.stages = tuple(
            Stage(f"{KERNEL * 2**i} px", ("z",) if step.first else (), step) for i, step in enumerate(steps)
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


def _layers(weights: Mapping[str, Tensor]) -> tuple[str, dict[int, dict[str, Tensor]]]:
    """The common prefix, and the weights of each layer in the order of the sequence."""
    layers: dict[int, dict[str, Tensor]] = {}
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
        layers.setdefault(int(key["index"]), {})[key["part"]] = weight.detach().float()
    if strange:
        more = f" (and {len(strange) - 1} more)" if len(strange) > 1 else ""
        raise DoesNotFit(f"{strange[0]}{more} is no part of one", tuple(strange))
    return prefix or "", dict(sorted(layers.items()))


def _steps(weights: Mapping[str, Tensor]) -> list[Step]:
    """The checked sequence; raises DoesNotFit."""
    prefix, layers = _layers(weights)
    convolutions = [index for index, parts in layers.items() if "running_mean" not in parts]
    steps: list[Step] = []
    norms = dict[int, Norm]()
    channels: int | None = None
    conv = -1
    for index, parts in layers.items():
        name = f"{prefix}{index}"
        if index in convolutions:
            channels, conv = _check_convolution(name, parts, channels), index
        elif channels is None or conv in norms or conv == convolutions[-1]:
            raise DoesNotFit(f"{name}.running_mean is of a batch norm where none belongs", (f"{name}.running_mean",))
        else:
            _check_norm(name, parts, channels)
            norms[conv] = Norm(parts)
    _check_ends(prefix, convolutions, channels)
    for index in convolutions:
        first, last = index == convolutions[0], index == convolutions[-1]
        steps.append(Step(layers[index], norms.get(index), first, last))
    return steps


def _check_convolution(name: str, parts: Parts, channels: int | None) -> int:
    """The channels that a convolution gives."""
    key = f"{name}.weight"
    if "weight" not in parts:
        raise DoesNotFit(f"{key} is missing", (key,))
    shape = tuple(parts["weight"].shape)
    if len(shape) != 4 or shape[2:] != (KERNEL, KERNEL) or 0 in shape:
        raise DoesNotFit(f"{key} is {_by(shape)}, where a convolution with a 4 x 4 kernel is needed", (key,))
    if channels is not None and shape[0] != channels:
        raise DoesNotFit(f"{key} takes {shape[0]} channels, where the layer before it gives {channels}", (key,))
    if "bias" in parts and tuple(parts["bias"].shape) != (shape[1],):
        raise DoesNotFit(f"{name}.bias is {_by(parts['bias'].shape)}, where {shape[1]} is needed", (f"{name}.bias",))
    return shape[1]


def _check_norm(name: str, parts: Parts, channels: int) -> None:
    if "running_var" not in parts:
        raise DoesNotFit(f"{name}.running_var is missing", (f"{name}.running_var",))
    for part, value in parts.items():
        if tuple(value.shape) != (channels,):
            raise DoesNotFit(f"{name}.{part} is {_by(value.shape)}, where {channels} is needed", (f"{name}.{part}",))
    if (parts["running_var"] < 0).any():
        raise DoesNotFit(f"{name}.running_var holds a negative variance", (f"{name}.running_var",))


def _check_ends(prefix: str, convolutions: list[int], channels: int | None) -> None:
    if len(convolutions) < 2:
        raise DoesNotFit(f"{prefix}* has {len(convolutions)} convolutions, where at least 2 are needed", (prefix,))
    last = f"{prefix}{convolutions[-1]}.weight"
    if channels not in (1, 3):
        raise DoesNotFit(f"{last} gives {channels} channels, where a picture has 3 (or 1)", (last,))
    if KERNEL * 2 ** (len(convolutions) - 1) > LARGEST:
        raise DoesNotFit(f"{last} would make a picture wider than {LARGEST} pixels", (last,))


def _by(shape: tuple[int, ...] | torch.Size) -> str:
    return " x ".join(map(str, shape)) or "a single number"
