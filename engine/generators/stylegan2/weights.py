"""The weights of StyleGAN2 networks under one set of names, whoever saved them, with every name and shape checked.

The names are those of NVIDIA's PyTorch networks. The widely used port by Kim Seonghyeon (`g_ema`), GenForce and
BasicSR spell the same weights in other ways, which `spelling` knows.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from engine.document.aspect import Size
from engine.document.disk.wording import short
from engine.document.saved.readings import Left
from engine.generators.colours import CHANNELS
from engine.generators.guessed import USUAL, choices, left, mapping_rate
from engine.generators.reading import DoesNotFit, WeightReader, by, more
from engine.generators.stylegan2.filters import LowPass, low_pass, wavelets_in
from engine.generators.stylegan2.mapping import embedded, mapping_shapes
from engine.generators.stylegan2.spelling import Spell, as_nvidia, of_basicsr, of_mmgeneration, of_port, spelling_of
from engine.language import tr

LARGEST = 1024
#: How many rows and columns the constant has at most; most have 4 of each.
WIDEST = 16
#: What newer networks limit their activations to when their settings do not say.
NEWER_CLAMP = 256.0

Shape = tuple[int, ...]


@dataclass(frozen=True)
class StyleGAN2Weights:
    """One network: `parts` by NVIDIA's names (float32), and what they say together.

    `architecture` is "skip", "orig" or "resnet" (Karras et al. 2020, figure 7); `start` is the size of the
    constant; `sides` count the blocks as their names do, 4 for the first, whatever its size;
    `rate` is the mapping's learning rate multiplier; `clamp` limits every layer's output, None where nothing does.
    `open_rate`: what is taken for the rate where the file does not tell it; `wavelets`: whether colours are four
    bands of a picture of twice the side.
    """

    parts: Mapping[str, Tensor]
    architecture: str
    start: Size
    sides: tuple[int, ...]
    w_dim: int
    z_dim: int
    classes: int
    layers: int
    noise: bool
    rate: float
    clamp: float | None
    filters: LowPass
    open_rate: Left | None = None
    wavelets: bool = False

    @property
    def picture(self) -> Size:
        """The size of the picture."""
        return self.size(self.sides[-1] * (2 if self.wavelets else 1))

    @property
    def channels(self) -> int:
        """How many a pixel has."""
        return len(self.parts[f"synthesis.b{self.sides[-1]}.torgb.bias"]) // (4 if self.wavelets else 1)

    def size(self, side: int) -> Size:
        """Of the features of the block of this side."""
        return size_of(self.start, side)


def size_of(start: Size, side: int) -> Size:
    """Of the features of the block of this side, by the size of the constant, which the block of side 4 has."""
    return Size(start.height * side // 4, start.width * side // 4)


def is_stylegan2(weights: Mapping[str, Tensor]) -> bool:
    """Whether the tell-tale names are there, in any spelling."""
    ours = {"synthesis.b4.const", "mapping.fc0.weight"}
    theirs = {"style.1.weight", "input.input", "conv1.conv.weight", "convs.0.conv.weight"}
    genforce = {"mapping.dense0.weight", "synthesis.early_layer.const", "synthesis.layer0.noise_strength"}
    basicsr = {"style_mlp.1.weight", "constant_input.weight", "style_conv1.modulated_conv.weight"}
    mm = {"style_mapping.1.linear.weight_orig", "constant_input.input", "conv1.conv.weight_orig"}
    return any(names <= weights.keys() for names in (ours, theirs, genforce, basicsr, mm))


def read_weights(weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> StyleGAN2Weights:
    """Check all weights and bring them to one set of names.

    Raises:
        DoesNotFit: a weight is missing, is strange or has another shape, or the settings ask for what is not known.
    """
    spell = spelling_of(weights)
    port = spell in (of_port, of_basicsr, of_mmgeneration)
    look = _Look(weights, spell)
    rate, clamp = _settings(metadata)
    sides = _sides(look)
    architecture = _architecture(look, sides)
    noise = any(f"synthesis.b{side}.conv1.noise_strength" in look for side in sides)
    filters = low_pass(weights, others=spell is not str)
    bands = wavelets_in(weights)
    colours = _colours(look, sides, wavelets=bool(bands))
    expected = dict(mapping_shapes(look)) | dict(_synthesis_shapes(look, sides, architecture, colours, noise=noise))
    optional = {spell("mapping.w_avg"), *filters.names, *bands}
    maps_lost = port and not any(name.startswith(("noises.", "injected_noise_")) for name in weights)
    if maps_lost:  # early files of the port kept none and drew them anew for every picture
        expected = {name: shape for name, shape in expected.items() if not name.endswith(".noise_const")}
    _check(weights, expected, spell, optional)
    parts = {name: weights[spell(name)].detach().float().reshape(shape) for name, shape in expected.items()}
    w_dim = parts["synthesis.b4.conv1.affine.weight"].shape[1]
    parts |= _mean(look, w_dim)
    if maps_lost:
        parts |= _drawn_maps(sides, parts["synthesis.b4.const"])
    parts = {name: as_nvidia(name, part, spell) for name, part in parts.items()}
    layers = sum(re.fullmatch(r"mapping\.fc\d+\.weight", name) is not None for name in parts)
    open_rate = None
    if rate is None:
        open_rate, rate = _read_off(parts, layers, metadata)
    length, classes = embedded(parts)
    return StyleGAN2Weights(
        parts,
        architecture,
        Size(*parts["synthesis.b4.const"].shape[1:]),
        sides,
        w_dim,
        parts["mapping.fc0.weight"].shape[1] - length,
        classes,
        layers,
        noise,
        rate,
        clamp,
        filters.to(parts["synthesis.b4.const"].device),
        open_rate,
        bool(bands),
    )


def _mean(look: _Look, w_dim: int) -> dict[str, Tensor]:
    """The mean of w (w_dim,), where the file has one."""
    name = "mapping.w_avg"
    if name not in look:
        return {}
    if look.shape(name, 1) != (w_dim,):
        raise look.misfit(name, str(w_dim))
    return {name: look[name].detach().float().reshape(w_dim)}


def _read_off(parts: Mapping[str, Tensor], layers: int, metadata: Mapping[str, str]) -> tuple[Left, float]:
    """The mapping's rate where the file does not tell it: as was chosen, or as its weights look; and as a number."""
    guessed = mapping_rate([parts[f"mapping.fc{i}.weight"] for i in range(layers)])
    taken = left(choices(metadata), "lr_multiplier", f"{guessed:g}")
    return taken, float(taken.taken)


class _Look(WeightReader):
    """Weights under NVIDIA's names, however they are spelled; ones that the port puts before a shape are dropped."""

    def __init__(self, weights: Mapping[str, Tensor], spell: Spell) -> None:
        super().__init__(weights)
        self._spell = spell

    def named(self, name: str) -> str:
        return self._spell(name)

    def find(self, name: str) -> Tensor | None:
        return self.weights.get(self.named(name))

    def shape(self, name: str, axes: int) -> Shape:
        shape = plain(self[name].shape, axes)
        if shape is None:
            raise self.misfit(name, tr("{axes} dimensions", axes=axes) if axes != 1 else tr("a row of numbers"))
        return shape


def plain(shape: torch.Size, dimensions: int) -> Shape | None:
    """The last dimensions, if those before are ones and none is empty."""
    lead = len(shape) - dimensions
    return tuple(shape[lead:]) if lead >= 0 and set(shape[:lead]) <= {1} and 0 not in shape else None


def _sides(look: _Look) -> tuple[int, ...]:
    sides, side = [4], 8
    while side <= LARGEST and any(f"synthesis.b{side}.{conv}.weight" in look for conv in ("conv0", "conv1")):
        sides.append(side)
        side *= 2
    return tuple(sides)


def _architecture(look: _Look, sides: tuple[int, ...]) -> str:
    if any(f"synthesis.b{side}.skip.weight" in look for side in sides):
        return "resnet"
    if len(sides) == 1 or any(f"synthesis.b{side}.torgb.weight" in look for side in sides[:-1]):
        return "skip"
    return "orig"


def _colours(look: _Look, sides: tuple[int, ...], *, wavelets: bool) -> int:
    """How many numbers the last colours give a place."""
    name = f"synthesis.b{sides[-1]}.torgb.weight"
    colours = look.shape(name, 4)[0]
    if colours not in ([4 * channels for channels in CHANNELS] if wavelets else CHANNELS):
        key = look.named(name)
        raise DoesNotFit(
            tr("{key} gives {colours} channels, where a picture has 3 (or 1, or 4)", key=key, colours=colours), (key,)
        )
    return colours


def _synthesis_shapes(
    look: _Look, sides: tuple[int, ...], architecture: str, colours: int, *, noise: bool
) -> Iterator[tuple[str, Shape]]:
    """What every block holds."""
    w_dim = look.shape("synthesis.b4.conv1.affine.weight", 2)[1]
    channels, *start = look.shape("synthesis.b4.const", 3)
    if max(start) > WIDEST:
        raise look.misfit("synthesis.b4.const", tr("at most {widest} x {widest}", widest=WIDEST))
    yield "synthesis.b4.const", (channels, *start)
    for side in sides:
        block, inputs = f"synthesis.b{side}", channels
        if side > 4:
            channels = look.shape(f"{block}.conv1.weight", 4)[0]
        for conv, wide in (("conv0", inputs), ("conv1", channels))[side == 4 :]:
            yield f"{block}.{conv}.weight", (channels, wide, 3, 3)
            yield f"{block}.{conv}.bias", (channels,)
            yield f"{block}.{conv}.affine.weight", (wide, w_dim)
            yield f"{block}.{conv}.affine.bias", (wide,)
            if noise:
                yield f"{block}.{conv}.noise_const", size_of(Size(*start), side)
                yield f"{block}.{conv}.noise_strength", ()
        if architecture == "resnet" and side > 4:
            yield f"{block}.skip.weight", (channels, inputs, 1, 1)
        if architecture == "skip" or side == sides[-1]:
            yield f"{block}.torgb.weight", (colours, channels, 1, 1)
            yield f"{block}.torgb.bias", (colours,)
            yield f"{block}.torgb.affine.weight", (channels, w_dim)
            yield f"{block}.torgb.affine.bias", (channels,)


def _check(weights: Mapping[str, Tensor], expected: Mapping[str, Shape], spell: Spell, optional: set[str]) -> None:
    """Raise for the first weight that is missing, of another shape, or strange; all of them are in its keys."""
    wrong: dict[str, str] = {}
    for name, shape in expected.items():
        key = spell(name)
        found = weights[key].shape if key in weights else None
        if found is None:
            wrong[key] = tr("{key} is missing", key=key)
        elif [size for size in found if size != 1] != [size for size in shape if size != 1]:  # the port adds ones
            wrong[key] = tr("{key} is {by}, where {by2} is needed", key=key, by=by(found), by2=by(shape))
    known = {spell(name) for name in expected} | optional
    wrong |= {key: tr("{key} is no part of one", key=key) for key in weights if key not in known}
    if wrong:
        first, *_ = wrong.values()
        raise DoesNotFit(first + more(tuple(wrong)), tuple(wrong))


def _drawn_maps(sides: tuple[int, ...], const: Tensor) -> dict[str, Tensor]:
    start = Size(*const.shape[1:])
    random = torch.Generator().manual_seed(0)
    return {
        f"synthesis.b{side}.{conv}.noise_const": torch.randn(size_of(start, side), generator=random).to(const.device)
        for side in sides
        for conv in (("conv1",) if side == 4 else ("conv0", "conv1"))
    }


def _settings(metadata: Mapping[str, str]) -> tuple[float | None, float | None]:
    """The mapping's rate, None where the file has no settings, and the clamp; the rest is in the shapes."""
    config = _json(metadata.get("config", "{}"))
    kwargs = _mapping(config.get("kwargs"))
    mapping, synthesis = _mapping(kwargs.get("mapping_kwargs")), {**kwargs, **_mapping(kwargs.get("synthesis_kwargs"))}
    for settings in (mapping, synthesis):
        if settings.get("activation", "lrelu") != "lrelu":
            raise DoesNotFit(
                tr("its activation is {settings}, where only lrelu is known", settings=settings["activation"]),
                ("config",),
            )
    newer = str(config.get("class", "")).endswith("networks_stylegan2.Generator")
    clamp = synthesis.get("conv_clamp", NEWER_CLAMP if newer else None)
    rate = mapping.get("lr_multiplier", USUAL)
    for name, value in (("conv_clamp", 1 if clamp is None else clamp), ("lr_multiplier", rate)):
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
            raise DoesNotFit(
                tr(
                    "its setting {name} is {value}, where a number above 0 is needed",
                    name=name,
                    value=short(repr(value)),
                ),
                ("config",),
            )
    return float(rate) if kwargs else None, None if clamp is None else float(clamp)


def _json(text: str) -> dict[str, Any]:
    try:
        return _mapping(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise DoesNotFit(tr("its settings (config) are not readable JSON"), ("config",)) from error


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
