"""StyleGAN3 (Karras et al. 2021, "Alias-Free Generative Adversarial Networks"), both T and R.

T has 3 x 3 convolutions and separable filters; R has single pixels and radial ones: the shapes of the weights say
which. The names are those of the published networks; the sizes and channels in them are checked against the schedule.
StyleGAN-XL (Sauer et al. 2022) is made of the same layers: `mapping` tells them apart, `grown` finds its sizes; so
are the networks of alias-free-gan-pytorch, which `alias_free` renames.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import torch
from torch import Tensor

from engine.document.code import Layout, Slot
from engine.generator import Generator, Stage, StyleMatrix, family, numpy_noise
from engine.generators.classes import class_weights
from engine.generators.colours import CHANNELS, said_of
from engine.generators.reading import DoesNotFit, WeightReader
from engine.generators.stylegan3.alias_free import as_nvidia, is_alias_free
from engine.generators.stylegan3.filters import FilteredLeakyReLU
from engine.generators.stylegan3.layers import Convolution, FourierFeatures, Layer, Picture, linear
from engine.generators.stylegan3.mapping import MappingShape, is_xl, mapping_shape
from engine.generators.stylegan3.schedule import Band, Resampling, Settings, bands, grown, resampling, settings_of
from engine.language import tr

LAYER = re.compile(r"(?P<name>synthesis\.L(?P<index>0|[1-9]\d?)_(?P<size>[1-9]\d{0,3})_(?P<channels>[1-9]\d{0,4}))\..+")
SMALLEST, LARGEST = 8, 2048
#: Numbers that one layer's features may have for one picture, 1 GB; the largest published network has 175 million.
MOST = 2**28
#: Over how many codes the mean of w is taken where it is not stored.
MEAN_OF = 10_000
#: What a checkpoint holds besides what was learned.
BUFFERS = ("w_avg", "magnitude_ema", "up_filter", "down_filter", "freqs", "phases", "transform")

Weights = Map[str, Tensor]


@dataclass(frozen=True)
class Shape:
    """Everything about a network but its weights; `layers` are the names of its layers, the last gives the picture."""

    mapping: MappingShape
    channels: tuple[int, ...]
    layers: tuple[str, ...]
    bands: tuple[Band, ...]
    resamplings: tuple[Resampling, ...]
    settings: Settings


@family("stylegan3")
class StyleGAN3(Generator):
    """Slots w1, w2, ... (the first steers the Fourier features, the others a layer each) and `transform`.

    `transform` is the user's, after the learned one and after any that is stored in the file: a turn in radians,
    counter-clockwise about the picture's middle, then a shift to the right and a shift down in picture sides. It is
    neutral at 0, where every sample has it; it is not a direction of the network, so nothing is drawn for it.

    Both precisions are float32: bfloat16 convolutions are far slower on processors without instructions for them.
    """

    title = "StyleGAN3"
    bend = 0.2
    tied = True

    def __init__(self, shape: Shape, weights: Weights, metadata: Map[str, str]) -> None:
        self.metadata = metadata
        self.resolution = shape.bands[-1].size
        self.z_dim, self.classes = shape.mapping.z_dim, shape.mapping.classes
        self.guesses = said_of(shape.channels[-1])
        if shape.mapping.table is not None:
            self.title = "StyleGAN-XL"
        self.w_avg = weights["mapping.w_avg"]
        rates = [min(band.rate, self.resolution) for band in (shape.bands[0], *shape.bands)]
        latent = (Slot(f"w{i + 1}", shape.mapping.w_dim, rate) for i, rate in enumerate(rates))
        self.layout = Layout((*latent, Slot("transform", 3, rates[0], "transform")))
        self.mapping = shape.mapping.built(weights, shape.settings.lr_multiplier)
        self.stages = _stages(shape, weights, self.layout.slices)
        self.parameters = sum(weight.numel() for name, weight in weights.items() if not name.endswith(BUFFERS))

    @classmethod
    def matches(cls, weights: Weights, metadata: Map[str, str]) -> bool:
        """Whether there are Fourier features and a mapping."""
        published = "synthesis.input.freqs" in weights and "mapping.fc0.weight" in weights
        return published or is_alias_free(weights)

    @classmethod
    def from_weights(cls, weights: Weights, metadata: Map[str, str]) -> Self:
        """Build from a published network's state dict, and the settings in `metadata["config"]` where there are any.

        Raises:
            DoesNotFit: a weight is missing, strange or of the wrong shape, or a setting is; it is named.
        """
        renamed = is_alias_free(weights)
        reader, settings = as_nvidia(weights, metadata) if renamed else (WeightReader(weights), settings_of(metadata))
        shape = _shape(reader, settings, growing=renamed or is_xl(weights))
        generator = cls(shape, {name: reader.weights[name].detach().float() for name in reader.weights}, metadata)
        if renamed:
            z = generator.draw(MEAN_OF, torch.Generator().manual_seed(0))
            generator.w_avg = generator.mapping(z.to(generator.w_avg), None).mean(0)
        return generator

    @property
    def style_matrices(self) -> tuple[StyleMatrix, ...]:
        """What turns w into the learned transform (w1, four rows), and into the styles of each layer."""
        found = []
        for i, stage in enumerate(self.stages, 1):
            run = stage.run
            assert isinstance(run, FourierFeatures | Layer | Picture)
            affine = run.affine if isinstance(run, FourierFeatures) else run.convolution.affine
            found.append(StyleMatrix(f"w{i}", affine.scaled))
        return tuple(found)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        """Noise (N, z_dim) and classes, as class numbers (N,) or weights (N, classes), to codes; the transform is 0.

        Raises:
            ValueError: there is no such class.
        """
        z = z.to(self.w_avg.device, torch.float32)
        return self._code(self.mapping(z, class_weights(c, len(z), self.classes).to(z) if self.classes else None))

    def noise(self, count: int, seed: int) -> Tensor:
        """`count` rows of noise (count, z_dim) float32, as NVIDIA's tools draw them."""
        return numpy_noise(count, seed, self.z_dim)

    def mean_code(self, label: int | None = None) -> Tensor:
        """The moving average of w in every latent slot: one for all classes, but StyleGAN-XL has one for each; the
        mean of those where there is no `label`."""
        w = self.w_avg
        if w.dim() == 2:
            w = w.mean(0) if label is None else w[label]
        return self._code(w[None])[0]

    def _code(self, w: Tensor) -> Tensor:
        """(N, w_dim) in every latent slot, and no transform of the user's."""
        return torch.cat([w.repeat(1, len(self.layout.slots) - 1), w.new_zeros(len(w), 3)], dim=1)


def _stages(shape: Shape, weights: Weights, places: Map[str, slice]) -> tuple[Stage, ...]:
    first, settings = shape.bands[0], shape.settings
    start = FourierFeatures(
        (places["w1"], places["transform"]),
        linear(weights, "synthesis.input.affine"),
        weights["synthesis.input.transform"],
        weights["synthesis.input.freqs"],
        weights["synthesis.input.phases"],
        weights["synthesis.input.weight"],
        first.size,
        first.rate,
        first.cutoff,
    )
    whole = shape.bands[-1]
    # All samples lie evenly about the picture's middle, so what is more than the picture takes is margin.
    margins = [max(0, (band.size - band.rate * whole.size // whole.rate) // 2) for band in shape.bands]
    stages = [Stage("input", ("w1", "transform"), start, margin=margins[0])]
    sizes = pairwise((first.size, *(band.size for band in shape.bands)))
    for i, (name, step, (before, after)) in enumerate(zip(shape.layers, shape.resamplings, sizes, strict=True)):
        last, slot = i == len(shape.layers) - 1, f"w{i + 2}"
        weight = weights[f"{name}.weight"]
        convolution = Convolution(
            linear(weights, f"{name}.affine"),
            weight,
            weights[f"{name}.bias"],
            None if last else weight.square().sum((2, 3)),
            weights[f"{name}.magnitude_ema"].rsqrt(),
        )
        run: Layer | Picture
        if last:
            run = Picture(places[slot], convolution, settings.conv_clamp, settings.output_scale)
        else:
            filters = (weights.get(f"{name}.up_filter"), weights.get(f"{name}.down_filter"))
            padded = before + weight.shape[2] - 1
            factors = (step.up, step.down, step.before)
            nonlinearity = FilteredLeakyReLU(*filters, *factors, padded, after, settings.conv_clamp, weight.device)
            run = Layer(places[slot], convolution, nonlinearity)
        stages.append(Stage(tr("L{i} {after} px", i=i, after=after), (slot,), run, margin=margins[i]))
    return tuple(stages)


def _shape(reader: WeightReader, settings: Settings, *, growing: bool) -> Shape:
    """The sizes, checked against names, shapes and settings; or DoesNotFit."""
    weights = reader.weights
    names, sizes, channels = _named_layers(weights, grown=is_xl(weights))
    mapping = mapping_shape(reader)
    plan = grown(names, sizes, settings) if growing else bands(sizes[-1], len(names) - 1, settings)
    _check_plan(plan, names, sizes)
    kernel = reader.size(f"{names[0]}.weight", 2, 4)
    kernels = [kernel] * (len(names) - 1) + [1]
    steps = tuple(
        resampling(before, after, k, settings, last=name == names[-1])
        for (before, after), k, name in zip(pairwise((plan[0], *plan)), kernels, names, strict=True)
    )
    start = reader.size("synthesis.input.freqs", 0, 2)
    shape = Shape(mapping, (start, *channels), names, plan, steps, settings)
    _check_weights(reader, _needed(shape, weights, kernels))
    _check_room(shape)
    return shape


def _named_layers(weights: Weights, *, grown: bool) -> tuple[tuple[str, ...], list[int], list[int]]:
    """The layers in order, with the side and channels that their names say.

    Those of a network that was `grown` out of another leave out one number, where the first one ended.
    """
    found: dict[int, tuple[str, int, int]] = {}
    for key in weights:
        if layer := LAYER.fullmatch(key):
            index, entry = int(layer["index"]), (layer["name"], int(layer["size"]), int(layer["channels"]))
            if found.setdefault(index, entry) != entry:
                raise DoesNotFit(
                    tr(
                        "{key} is of a second layer {index}, beside {found}",
                        key=key,
                        index=index,
                        found=found[index][0],
                    ),
                    (key,),
                )
        elif key.startswith("synthesis.L"):
            raise DoesNotFit(tr("{key} is no part of one", key=key), (key,))
    missing = next((i for i in range(max(found, default=2) + 1) if i not in found), None)
    if missing is not None and not (grown and missing and len(found) == max(found)):
        raise DoesNotFit(tr("synthesis.L{missing}_* is missing", missing=missing), (f"synthesis.L{missing}_*",))
    names, sizes, channels = zip(*(found[i] for i in sorted(found)), strict=True)
    if not SMALLEST <= sizes[-1] <= LARGEST:
        raise DoesNotFit(
            tr(
                "{names} makes a picture that is not {smallest} to {largest} pixels wide",
                names=names[-1],
                smallest=SMALLEST,
                largest=LARGEST,
            ),
            (names[-1],),
        )
    if channels[-1] not in CHANNELS:
        raise DoesNotFit(
            tr(
                "{names} gives {channels} channels, where a picture has 3 (or 1, or 4)",
                names=names[-1],
                channels=channels[-1],
            ),
            (names[-1],),
        )
    return names, list(sizes), list(channels)


def _check_plan(plan: Sequence[Band], names: Sequence[str], sizes: Sequence[int]) -> None:
    for band, name, size in zip(plan, names, sizes, strict=True):
        if band.size != size:
            raise DoesNotFit(
                tr(
                    "{name} is {size} pixels wide, where its settings give {size2}",
                    name=name,
                    size=size,
                    size2=band.size,
                ),
                (name,),
            )
    if plan[-1].rate != plan[-2].rate:
        raise DoesNotFit(
            tr("{names} has another sampling rate than {names2}", names=names[-1], names2=names[-2]), (names[-1],)
        )
    if 2 * plan[0].cutoff >= plan[0].rate:
        raise DoesNotFit(
            tr("first_cutoff in its config is too large for {rate} samples", rate=plan[0].rate), ("first_cutoff",)
        )


def _needed(shape: Shape, weights: Weights, kernels: Sequence[int]) -> dict[str, tuple[int, ...]]:
    """The names and shapes of all weights; filters may be separable or radial, as they are."""
    w, start = shape.mapping.w_dim, shape.channels[0]
    needed = shape.mapping.needed()
    given = {"weight": (start, start), "freqs": (start, 2), "phases": (start,), "transform": (3, 3)}
    needed |= {f"synthesis.input.{part}": size for part, size in given.items()}
    needed |= {"synthesis.input.affine.weight": (4, w), "synthesis.input.affine.bias": (4,)}
    layers = zip(shape.layers, pairwise(shape.channels), shape.resamplings, kernels, strict=True)
    for name, (wide, narrow), step, k in layers:
        needed |= {f"{name}.weight": (narrow, wide, k, k), f"{name}.bias": (narrow,), f"{name}.magnitude_ema": ()}
        needed |= {f"{name}.affine.weight": (wide, w), f"{name}.affine.bias": (wide,)}
        if step.up_taps > 1:
            needed[f"{name}.up_filter"] = (step.up_taps,)
        if step.down_taps > 1:
            radial = f"{name}.down_filter" in weights and weights[f"{name}.down_filter"].dim() == 2
            needed[f"{name}.down_filter"] = (step.down_taps,) * (2 if radial else 1)
    return needed


def _check_weights(reader: WeightReader, needed: Map[str, tuple[int, ...]]) -> None:
    reader.check_all(needed)
    for name, size in needed.items():
        reader.check_shape(name, size)
        if not reader[name].is_floating_point():
            raise DoesNotFit(tr("{name} holds no fractions, where they are needed", name=name), (name,))
        if name.endswith("magnitude_ema") and not reader[name] > 0:
            raise DoesNotFit(tr("{name} is no positive number", name=name), (name,))


def _check_room(shape: Shape) -> None:
    sides = (shape.bands[0].size, *(band.size for band in shape.bands))
    for name, channels, size in zip(("synthesis.input", *shape.layers), shape.channels, sides, strict=True):
        if channels * size**2 > MOST:
            raise DoesNotFit(
                tr(
                    "{name} would need {channels:.1f} GB for a picture",
                    name=name,
                    channels=channels * size**2 * 4 / 1000000000.0,
                ),
                (name,),
            )
