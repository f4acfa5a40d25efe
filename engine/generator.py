"""The contract of a generator, and the registry of families.

A family is one file in `engine/generators/` with one class, registered by `@family("name")`. A checkpoint's family is
found from its weights and metadata, never from its file name.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar, Self

import numpy as np
import torch
from torch import Tensor

from engine.document.aspect import SQUARE, Aspect, Size, sized
from engine.document.code import Layout
from engine.document.conditions import Conditions, Noise, Precision
from engine.document.keys import Source
from engine.document.saved.readings import Left
from engine.job import Job
from engine.language import tr

#: What passes from stage to stage: one tensor (N, ...), or several (features and the picture so far).
Features = Tensor | tuple[Tensor, ...]
#: How features move along steps of the code: `push(moved, steps) -> moved`, from the tangents (n, ...) of a stage's
#: input (None: nothing moves yet) and steps (n, dimension) to the tangents of its output.
Push = Callable[[Features | None, Tensor], Features]


#: The metadata's word, under "data", for the portraits that `eigenbrush portraits` draws.
PORTRAITS = "portraits"
OTHER_NOISE = tr(
    "The noise that was fitted to this picture's photo does not fit its generator: it was made for another one."
)


@dataclass(frozen=True)
class Stage:
    """One step of a synthesis: `run(features, codes) -> features`; the first gets None, the last gives the images.

    `slots` are the only parts of the code that it reads, so a later change elsewhere need not run it again. `rgb`
    makes a small picture (N, 3, *generator.at(side)) float32 of this stage's output, in families whose lower blocks
    have one. `margin`: how many samples the output's maps have beyond the picture on each of the four sides.
    `slope(features, code) -> (features, push)`, where a family has written it out, is `run` on one code together with
    its derivative there (see `Push`), and equals that of forward mode. `ending(features, code)`, where a stage ends in
    a picture, is a job that makes of the input of the stage before it one push for both to that picture: less work for
    many steps, or None."""

    name: str
    slots: tuple[str, ...]
    run: Callable[[Features | None, Tensor], Features]
    rgb: Callable[[Features], Tensor] | None = None
    side: int = 0
    margin: int = 0
    slope: Callable[[Features | None, Tensor], tuple[Features, Push]] | None = None
    ending: Callable[[Features | None, Tensor], Job[Push | None]] | None = None


@dataclass(frozen=True)
class StyleMatrix:
    """A linear map of the network that reads a latent slot first: a step n of the slot moves its output by
    `weight @ n`. SeFa factorises these. `source` is the weight, or makes it where the network does not hold it so."""

    slot: str
    source: Tensor | Callable[[], Tensor]

    @property
    def weight(self) -> Tensor:
        """(rows, slot dimension) float32, on the network's device."""
        return self.source if isinstance(self.source, Tensor) else self.source()


@dataclass(frozen=True, eq=False)
class LearnedSubspace:
    """What an EigenGAN learned for one layer (He et al. 2021, eq. 1: phi = U (L * z) + mu).

    `strengths` (q,) are the absolute entries of L, one a slider of `slot`; `maps` (q, side, side) float32 the root mean
    square of each column of U over the channels: where in the layer the slider acts; `mean` the root mean square of mu,
    and `orthogonality` the largest |U^T U - I|: 0 is perfect.
    """

    slot: str
    strengths: tuple[float, ...]
    maps: np.ndarray
    mean: float
    orthogonality: float


class Generator(ABC):
    """A network that turns codes into pictures. Weights are frozen; nothing depends on the batch or a global seed.

    Attributes:
        family: the family's identifier.
        title: its name in words; a network of a relative's that the family opens has the relative's.
        layout: how a code is cut into slots.
        resolution: the longer side of the picture in pixels.
        aspect: its height and width in the smallest whole numbers, which `size` and `at` follow.
        stages: the synthesis, step by step.
        own_slots: slots whose single numbers are sliders found by the generator itself (EigenGAN's z1, z2, ...).
        z_dim: length of the noise that `map` takes.
        tied: whether a sampled code has the same numbers in every latent slot (w+ codes that are w codes).
        bend: the slope, below zero, of the leaky ReLU that its codes come out of; 1: they are the noise itself.
        classes: how many classes a conditional generator knows; 0 for the others.
        noises: the ways of treating noise maps that it offers; empty where there are none.
        effects, names, card: what the file says of its sliders (SLOT.INDEX) and of itself; mostly empty.
        guesses: sentences about settings that the file does not tell and that were read off its weights, and about
            pictures that are shown otherwise than the network gives them.
        readings: the settings that the file does not tell (`engine.document.saved.readings`).
        parameters: how many numbers the network holds.
        name, source, sha256, metadata: set by whoever opened the file.
    """

    family: ClassVar[str]
    title: str
    layout: Layout
    resolution: int
    aspect: Aspect = SQUARE
    stages: tuple[Stage, ...]
    own_slots: tuple[str, ...] = ()
    z_dim: int = 0
    tied: bool = False
    bend: float = 1.0
    classes: int = 0
    noises: tuple[Noise, ...] = ()
    effects: Mapping[str, float] = MappingProxyType({})
    names: Mapping[str, str] = MappingProxyType({})
    card: str = ""
    guesses: tuple[str, ...] = ()
    readings: Mapping[str, Left] = MappingProxyType({})
    parameters: int = 0
    name: str = ""
    source: str = ""
    sha256: str = ""
    metadata: Mapping[str, str] = MappingProxyType({})

    @classmethod
    @abstractmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        """Whether these weights look like this family's (cheap; names and shapes only)."""

    @classmethod
    @abstractmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        """Build the network.

        Raises:
            ValueError: something does not fit; one sentence that names the key or shape.
        """

    @property
    def size(self) -> Size:
        """The size of the picture."""
        return self.at(self.resolution)

    def at(self, side: int) -> Size:
        """The size of a picture of this aspect whose longer side has `side` pixels."""
        return sized(side, self.aspect)

    @property
    def of_portraits(self) -> bool:
        """Whether it learned from the portraits that `eigenbrush portraits` draws, so that what makes its pictures can
        be read off them: training says so in the metadata."""
        return self.metadata.get("data") == PORTRAITS or Source(self.source).builtin.startswith(f"{PORTRAITS}-")

    @property
    def style_matrices(self) -> tuple[StyleMatrix, ...]:
        """The linear maps that read latent slots first, for SeFa; empty where there is none."""
        return ()

    @property
    def subspaces(self) -> tuple[LearnedSubspace, ...]:
        """What training learned for each of `own_slots`; empty where that is not known."""
        return ()

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        """Noise (N, z_dim) and classes to codes (N, layout.dimension), truncation 1. Here: the noise is the code.

        `c` is (N,) class numbers or (N, classes) weights; None means class 0 in a conditional generator.
        """
        return z

    def noise(self, count: int, seed: int) -> Tensor:
        """`count` rows of noise (count, z_dim) float32; row i depends on seed + i alone."""
        size = self.z_dim or self.layout.dimension
        rows = [torch.randn(1, size, generator=torch.Generator().manual_seed(seed + i)) for i in range(count)]
        return torch.cat(rows)

    def draw(self, count: int, random: torch.Generator) -> Tensor:
        """`count` rows of such noise (count, z_dim) float32 from one stream: for statistics; no row has a seed."""
        return torch.randn(count, self.z_dim or self.layout.dimension, generator=random)

    def sample(self, count: int, seed: int = 0, label: int | None = None) -> Tensor:
        """`count` codes (count, layout.dimension) float32 of class `label`; row i is that of `sample(1, seed + i)`."""
        c = None if label is None else torch.full((count,), label)
        return self.map(self.noise(count, seed), c)

    def styles(self, codes: Tensor) -> Tensor:
        """What the "style" slots are added to: the factors of the channels at codes (N, layout.dimension), (N, numbers
        of these slots), without what is added."""
        return codes.new_zeros(len(codes), 0)

    def mean_code(self, label: int | None = None) -> Tensor:
        """The code (layout.dimension,) towards which truncation pulls, in class `label`."""
        return torch.zeros(self.layout.dimension)

    def prepared(self, conditions: Conditions, precision: Precision = "full") -> Generator:
        """This generator under these conditions, sharing its weights; itself where they mean nothing to it.

        "fast" computes inside in bfloat16 (previews only); codes stay float32 and so do the pictures. The result's
        `stages` and `synthesize` are all that differs.
        """
        return self

    @property
    def noise_maps(self) -> Mapping[int, Tensor]:
        """The noise that is stored with the weights, where a layer has a map of it that shows: by the
        number of the layer, from 0. Its numbers are as drawn from N(0, 1); empty where there is none."""
        return MappingProxyType({})

    def with_noise(self, maps: Mapping[int, Tensor], precision: Precision = "full") -> Generator:
        """As `prepared` under "constant", with other maps in some of the layers of `noise_maps`; differentiable in
        them.

        Raises:
            ValueError: there is no such layer, or its map has another side.
        """
        if maps:
            raise ValueError(OTHER_NOISE)
        return self.prepared(Conditions(), precision)

    def synthesize(self, codes: Tensor) -> Tensor:
        """Codes (N, layout.dimension) to images (N, 3, *size), float32; differentiable.

        Nominally in [-1, 1]; families without a last tanh go a little beyond, and `to_pixels` clamps.
        """
        features: Features | None = None
        for stage in self.stages:
            features = stage.run(features, codes)
        return images_of(features)


def images_of(features: Features | None) -> Tensor:
    """The pictures that the last stage gave."""
    assert isinstance(features, Tensor)
    return features


def parts_of(features: Features | None) -> tuple[Tensor, ...]:
    """The tensors that pass between two stages; none before the first."""
    return () if features is None else features if isinstance(features, tuple) else (features,)


def as_features(parts: tuple[Tensor, ...], like: Features) -> Features:
    """Tensors as features of the same form as `like`."""
    return parts if isinstance(like, tuple) else parts[0]


def repeated(features: Features, count: int) -> Features:
    """The features (1, ...) of one code as those of `count` equal ones."""
    return as_features(tuple(part.expand(count, *part.shape[1:]) for part in parts_of(features)), features)


def picture_end(generator: Generator, least: int) -> int:
    """After how many stages there is a picture of at least `least` pixels a side: a lower block's own, or the whole."""
    lower = (i + 1 for i, stage in enumerate(generator.stages) if stage.rgb is not None and stage.side >= least)
    return next(lower, len(generator.stages))


def check_noise(maps: Mapping[int, Tensor], own: Mapping[int, Tensor]) -> None:
    """Raises ValueError unless each map is of a layer that has one, of the same side."""
    if any(layer not in own or each.shape != own[layer].shape for layer, each in maps.items()):
        raise ValueError(OTHER_NOISE)


def numpy_noise(count: int, seed: int, size: int) -> Tensor:
    """(count, size) float32 as NVIDIA's tools draw it: row i is `RandomState(seed + i).randn(1, size)`; the
    last seed is followed by 0."""
    rows = [np.random.RandomState((seed + i) % 2**32).randn(1, size) for i in range(count)]
    return torch.from_numpy(np.concatenate(rows)).float()


FAMILIES: dict[str, type[Generator]] = {}


def family(identifier: str) -> Callable[[type[Generator]], type[Generator]]:
    """Register a family under its identifier."""

    def register(cls: type[Generator]) -> type[Generator]:
        cls.family = identifier
        FAMILIES[identifier] = cls
        return cls

    return register
