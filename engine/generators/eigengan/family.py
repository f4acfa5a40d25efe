"""EigenGAN (He, Kan and Shan, ICCV 2021): a generator whose every level has sliders, found while it trains."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import torch
from torch import Tensor

from engine.device import exact
from engine.document.code import Layout, Slot
from engine.document.disk.limits import parsed
from engine.generator import Features, Generator, LearnedSubspace, Stage, StyleMatrix, family
from engine.generators.eigengan.network import EigenGANNetwork, EigenGANShape, Level, shape_of
from engine.generators.reading import DoesNotFit, WeightReader, by
from engine.language import tr

BLOCK = re.compile(r"blocks\.[0-9]{1,3}\.")
#: Our names, and those of a common other implementation, in which all convolutions but the last are transposed ones.
OTHERS = {
    "sub": "projection",
    "a": "subspace_conv1.0",
    "b": "subspace_conv2.0",
    "c": "feature_conv1.1",
    "d": "feature_conv2.1",
}
#: The most numbers that one layer may give for one picture (half a gigabyte).
MOST_FEATURES = 2**27


@dataclass(frozen=True)
class Start:
    """eps to the first 4 x 4 features."""

    network: EigenGANNetwork
    eps: slice

    def __call__(self, features: Features | None, codes: Tensor) -> Tensor:
        return self.network.start(codes[:, self.eps].to(self.network.fc.weight.device))


@dataclass(frozen=True, eq=False)
class Affine:
    """z (N, q) to maps (N, C, h, w), channels last: `matrix` (q, h * w * C) and `constant` (h * w * C,)."""

    matrix: Tensor
    constant: Tensor
    shape: tuple[int, ...]  # h, w, C

    @classmethod
    @torch.no_grad()
    def of(cls, level: Level, layer: Callable[[Tensor], Tensor]) -> Affine:
        """What a layer that is affine makes of the level's subspace."""
        sub, basis = level.sub, level.sub.basis()
        constant = layer(sub.mu.view(1, *sub.shape)).permute(0, 2, 3, 1)
        moved = (layer(basis) - layer(torch.zeros_like(basis[:1]))).permute(0, 2, 3, 1)
        return cls(moved.flatten(1), constant.flatten(), tuple(constant.shape[1:]))

    def __call__(self, z: Tensor) -> Tensor:
        return torch.addmm(self.constant, z, self.matrix).unflatten(1, self.shape).permute(0, 3, 1, 2)


@dataclass(frozen=True)
class Rise:
    """One level: features of side s and its z to features of side 2 s; the last one ends in the picture.

    What z adds to the features, before and after they are enlarged, is affine in z, so its convolutions are done once:
    a picture takes seven tenths of the time.
    """

    network: EigenGANNetwork
    level: Level
    z: slice
    last: bool

    @cached_property
    def added(self) -> tuple[Affine, Affine]:
        """What z adds before and after the features are enlarged."""
        return Affine.of(self.level, self.level.a), Affine.of(self.level, self.level.b)

    def __call__(self, features: Features | None, codes: Tensor) -> Tensor:
        assert isinstance(features, Tensor)
        before, after = self.added
        z = codes[:, self.z].to(features.device)
        h = self.level.rise(features, before(z), after(z))
        return self.network.finish(h) if self.last else h


@family("eigengan")
class EigenGAN(Generator):
    """Slots eps, z1, z2, ... from coarse to fine; every number of z1, z2, ... is a slider.

    Attributes:
        names: what people call a slider, by `SLOT.INDEX`.
        effects: the measured mean absolute change of the picture, in [-1, 1] units, from -2 to +2, by `SLOT.INDEX`.
        card: what the file says about itself, as Markdown.
    """

    title = "EigenGAN"

    def __init__(self, network: EigenGANNetwork, metadata: Mapping[str, str]) -> None:
        # Channels last: a fifth faster on a processor (7.1 against 9.4 ms a 64 px picture).
        self.network = network.requires_grad_(requires_grad=False).eval()
        self.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]  # torch forgot this form
        self.metadata = metadata
        shape = network.shape
        self.resolution = shape.resolution
        self.own_slots = tuple(f"z{i + 1}" for i in range(shape.levels))
        levels = (Slot(name, shape.sliders[i], 4 * 2**i) for i, name in enumerate(self.own_slots))
        self.layout = Layout((Slot("eps", shape.eps, 4), *levels))
        self.parameters = sum(weight.numel() for weight in network.parameters())
        places = self.layout.slices
        rises = (
            Stage(name, (name,), Rise(network, level, places[name], name == self.own_slots[-1]))
            for name, level in zip(self.own_slots, self._levels, strict=True)
        )
        self.stages = (Stage("eps", ("eps",), Start(network, places["eps"])), *rises)
        self.names = {slider: str(name) for slider, name in self._notes("names").items()}
        self.effects = {k: float(v) for k, v in self._notes("effects").items() if isinstance(v, int | float)}
        self.card = metadata.get("card", "")

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        """Whether there is a subspace in the first level."""
        return "blocks.0.sub.U" in weights or "blocks.0.projection.U" in weights

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        """Build from a state dict of `EigenGANNetwork`, or one under the names of `OTHERS`; the weights become float32.

        Raises:
            DoesNotFit: a weight is missing, strange or of the wrong shape; it is named.
        """
        if "blocks.0.projection.U" not in weights:
            return cls._built(weights, metadata)
        try:
            return cls._built(_ours(weights), metadata)
        except DoesNotFit as error:
            raise DoesNotFit(_theirs(str(error)), tuple(map(_theirs, error.keys))) from error

    @classmethod
    def _built(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        shape = _checked_shape(weights)
        with torch.device("meta"):  # no time spent on weights that are replaced at once
            network = EigenGANNetwork(shape)
        needed = {name: tuple(weight.shape) for name, weight in network.state_dict().items()}
        reader = WeightReader(weights)
        reader.check_all(needed)
        for name, size in needed.items():
            reader.check_shape(name, size)
        network.load_state_dict({name: weight.detach().float() for name, weight in weights.items()}, assign=True)
        return cls(network, metadata)

    @property
    def style_matrices(self) -> tuple[StyleMatrix, ...]:
        """The first linear layer for eps; each level's subspace as its 1 x 1 convolution adds it to the features."""
        found = [StyleMatrix("eps", self.network.fc.weight)]
        for slot, level in zip(self.own_slots, self._levels, strict=True):
            found.append(StyleMatrix(slot, level.first_map))
        return tuple(found)

    @property
    def subspaces(self) -> tuple[LearnedSubspace, ...]:
        """L, mu and how orthonormal U is, coarse to fine."""
        return tuple(
            LearnedSubspace(
                slot,
                tuple(level.sub.L.abs().tolist()),
                level.sub.U.view(-1, *level.sub.shape).square().mean(1).sqrt().cpu().numpy(),
                level.sub.mu.square().mean().sqrt().item(),
                deviation,
            )
            for slot, level, deviation in zip(self.own_slots, self._levels, self.orthogonality(), strict=True)
        )

    def orthogonality(self) -> tuple[float, ...]:
        """How far each level's basis is from orthonormal: max |U U^T - I|, coarse to fine; 0 is perfect."""
        deviations = []
        for level in self._levels:
            basis = exact(level.sub.U)
            gram = basis @ basis.T
            deviations.append((gram - torch.eye(len(gram), dtype=gram.dtype, device=gram.device)).abs().max().item())
        return tuple(deviations)

    @property
    def _levels(self) -> list[Level]:
        return [block for block in self.network.blocks if isinstance(block, Level)]

    def _notes(self, key: str) -> dict[str, Any]:
        """A JSON object in the metadata, by slider; what cannot be read or names no slider here is left out."""
        try:
            notes = parsed(self.metadata.get(key, "{}"))
        except (ValueError, RecursionError):
            return {}
        sliders = {self.layout.slider(index) for index in range(self.layout.dimension)}
        return {k: v for k, v in notes.items() if k in sliders} if isinstance(notes, dict) else {}


def _ours(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights of the other implementation under our names and in our order of axes."""
    names = {theirs: ours for ours, theirs in OTHERS.items()} | {"to_rgb.0.1": "out"}
    renamed = {}
    for name, weight in weights.items():
        root, _, part = name.rpartition(".")
        block = BLOCK.match(root)
        start, layer = (block[0], root.removeprefix(block[0])) if block else ("", root)
        ours = names.get(layer, layer)
        if part == "weight" and ours in ("a", "d") and weight.dim() == 4:
            # A transposed convolution of stride 1 is a convolution with its kernel turned round.
            weight = weight.transpose(0, 1).flip(2, 3).contiguous()
        renamed[f"{start}{ours}.{part}"] = weight
    return renamed


def _theirs(text: str) -> str:
    """A sentence or name with our names of weights made those of the other implementation."""
    for ours, theirs in OTHERS.items():
        text = re.sub(rf"\b(blocks\.\d+)\.{ours}\.", rf"\1.{theirs}.", text)
    return re.sub(r"\bout\.(weight|bias)", r"to_rgb.0.1.\1", text)


def _checked_shape(weights: Mapping[str, Tensor]) -> EigenGANShape:
    """The sizes, or DoesNotFit."""
    dimensions = {".sub.U": 2, ".c.weight": 4, "fc.weight": 2, "out.weight": 4}
    for name, weight in weights.items():
        if name.startswith("blocks.") and not BLOCK.match(name):
            raise DoesNotFit(tr("{name} is no part of one", name=name), (name,))
        wanted = next((n for end, n in dimensions.items() if name.endswith(end)), weight.dim())
        if weight.dim() != wanted or 0 in weight.shape:
            raise DoesNotFit(
                tr("{name} is {by}, where {wanted} sizes are needed", name=name, by=by(weight.shape), wanted=wanted),
                (name,),
            )
    try:
        shape = shape_of(weights)
    except KeyError as error:
        missing = str(error.args[0])
        strange = tuple(name for name in weights if not name.startswith(("blocks.", "fc.", "out.")))
        raise DoesNotFit(tr("{missing} is missing", missing=missing), (missing, *strange)) from error
    except (ValueError, IndexError) as error:
        raise DoesNotFit(str(error), tuple(name for name in weights if name.startswith("blocks."))) from error
    if shape.up_kernel not in (3, 4):
        raise DoesNotFit(
            tr("blocks.0.c.weight has a kernel of {up_kernel}, where 3 or 4 is needed", up_kernel=shape.up_kernel), ()
        )
    if shape.out_kernel % 2 == 0:
        raise DoesNotFit(
            tr("out.weight has a kernel of {out_kernel}, where an odd one is needed", out_kernel=shape.out_kernel), ()
        )
    if shape.channels[-1] * shape.resolution**2 > MOST_FEATURES:
        key = f"blocks.{shape.levels - 1}.c.weight"
        raise DoesNotFit(
            tr(
                "{key} gives {channels} channels of {resolution} px, which no memory holds",
                key=key,
                channels=shape.channels[-1],
                resolution=shape.resolution,
            ),
            (key,),
        )
    return shape
