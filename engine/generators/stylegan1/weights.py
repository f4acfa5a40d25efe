"""StyleGAN's weights by GenForce's names: which sizes they tell, whether they fit, and the layers made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

import torch

from engine.generators.pggan.layers import FIRST, RELU_GAIN, Parts, Scale, Shape, doubling, last
from engine.generators.reading import DoesNotFit
from engine.generators.stylegan1.network import Layer
from engine.language import tr

#: What interfacegan and idinvert_pytorch, GenForce's older code, call the same weights.
RENAMING = (
    (re.compile(r"\.epilogue\."), "."),
    (re.compile(r"\.style_mod\.dense\."), ".style."),
    (re.compile(r"\.(?:linear|fc|conv)\.weight$"), ".weight"),
    (re.compile(r"\.wscale\.bias$"), ".bias"),
    (re.compile(r"^synthesis\.layer0\.first_layer$"), "synthesis.layer0.const"),
)
DENSE = "mapping.dense"
LAYER = "synthesis.layer"
OUTPUT = "synthesis.output"
LABELS = "mapping.label_weight"
MEAN = "truncation.w_avg"
FUSED_FROM = 128


@dataclass(frozen=True)
class Sizes:
    """Everything that fixes the shapes: `channels[b]` is the width at side 4 * 2**b."""

    channels: tuple[int, ...]
    mapping: int
    z: int
    w: int
    labels: int
    tied: bool
    colours: int
    resolution: int
    constant: bool
    #: Even layers whose weights belong to a transposed convolution, and those that keep them as (3, 3, in, out).
    fused: frozenset[int]
    turned: frozenset[int]
    #: Whether the names are those of the older code, which tell that.
    older: bool

    @property
    def layers(self) -> int:
        return 2 * len(self.channels)


def layer_of(parts: Parts, sizes: Sizes, scale: Scale, i: int) -> Layer:
    """Layer i of checked weights: `scale`d as training did it, its doubling and its AdaIN's 1 + written in."""
    name = f"{LAYER}{i}"
    kernel = blur = None
    if f"{name}.weight" in parts:
        weight = parts[f"{name}.weight"]
        weight = scale(weight.permute(3, 2, 0, 1) if i in sizes.turned else weight, RELU_GAIN)
        rising = i > 0 and i % 2 == 0
        kernel = doubling(weight, fused=i in sizes.fused) if rising else last(weight)
        if rising:
            tent = torch.tensor([1.0, 2.0, 1.0], device=weight.device) / 4
            blur = last(torch.outer(tent, tent).expand(sizes.channels[i // 2], 1, 3, 3))
    noise, strength = parts[f"{name}.apply_noise.noise"], parts[f"{name}.apply_noise.weight"]
    # AdaIN scales by 1 + what the style gives.
    style_bias = parts[f"{name}.style.bias"].clone()
    style_bias[: len(style_bias) // 2] += 1
    return Layer(
        kernel=kernel,
        start=parts[f"{name}.const"] if kernel is None else None,
        blur=blur,
        bias=parts[f"{name}.bias"],
        noise=noise,
        strength=strength if strength.dim() == 2 else strength[:, None, None],
        style=scale(parts[f"{name}.style.weight"], 1),
        style_bias=style_bias,
    )


def sizes_of(parts: Parts) -> Sizes:
    """What names and shapes tell.

    Raises:
        DoesNotFit: a weight that tells a size is missing or has another number of axes; it is named.
    """
    blocks = (parts.count(r"synthesis\.layer([0-9]{1,3})\.") + 1) // 2
    resolution = parts.resolution(blocks, LAYER)
    channels = tuple(parts.size(f"{LAYER}{2 * b + 1}.weight", 0, 4) for b in range(blocks))
    mapping = parts.count(r"mapping\.dense([0-9]{1,3})\.")
    labels = parts.size(LABELS, 0, 2) if LABELS in parts else 0
    w = parts.size(f"{LAYER}0.style.weight", 1, 2)
    mapped = parts.size(f"{DENSE}{mapping - 1}.weight", 0, 2)
    older = any(".epilogue." in name for name in parts.called.values())
    rising = range(2, 2 * blocks, 2)
    turned = frozenset(i for i in rising if older and parts.called.get(f"{LAYER}{i}.weight") == f"{LAYER}{i}.weight")
    late = frozenset(i for i in rising if FIRST * 2 ** (i // 2) >= FUSED_FROM)
    return Sizes(
        channels=channels,
        mapping=mapping,
        z=parts.size(LABELS if labels else f"{DENSE}0.weight", 1, 2),
        w=w,
        labels=labels,
        tied=mapped == w,
        colours=parts.size(f"{OUTPUT}{blocks - 1}.weight", 0, 4),
        resolution=resolution,
        constant=f"{LAYER}0.weight" not in parts,
        fused=turned if older else late,
        turned=turned,
        older=older,
    )


def shapes(parts: Parts, sizes: Sizes) -> tuple[dict[str, Shape], dict[str, Shape]]:
    """What must be there, and what may be there besides, in which shapes; raises DoesNotFit for strange colours."""
    top = len(sizes.channels) - 1
    if sizes.colours not in (1, 3):
        name = parts.called[f"{OUTPUT}{top}.weight"]
        raise DoesNotFit(
            tr("{name} gives {colours} channels, where a picture has 3 (or 1)", name=name, colours=sizes.colours),
            (name,),
        )
    needed = _mapping_shapes(parts, sizes)
    spare: dict[str, Shape] = {"synthesis.lod": (), "truncation.truncation": (1, sizes.layers, 1)}
    for i in range(sizes.layers):
        wide, here = sizes.channels[max(0, (i - 1) // 2)], sizes.channels[i // 2]
        name, side = f"{LAYER}{i}", FIRST * 2 ** (i // 2)
        if i == 0 and sizes.constant:
            needed[f"{name}.const"] = (1, here, FIRST, FIRST)
        elif i == 0:
            needed[f"{name}.weight"] = (here, sizes.w, FIRST, FIRST)
        else:
            needed[f"{name}.weight"] = (3, 3, wide, here) if i in sizes.turned else (here, wide, 3, 3)
        if i and i % 2 == 0:
            spare[f"{name}.blur.kernel"] = (here, 1, 3, 3)
        noise = f"{name}.apply_noise.noise"
        over_channels = noise in parts and tuple(parts[noise].shape) == (1, here, 1, 1)
        needed[noise] = (1, here, 1, 1) if over_channels else (1, 1, side, side)
        needed[f"{name}.apply_noise.weight"] = (side, side) if over_channels else (here,)
        needed[f"{name}.bias"] = (here,)
        needed[f"{name}.style.weight"] = (2 * here, sizes.w)
        needed[f"{name}.style.bias"] = (2 * here,)
    for b, channels in enumerate(sizes.channels):
        shapes = needed if b == top else spare
        shapes[f"{OUTPUT}{b}.weight"] = (sizes.colours, channels, 1, 1)
        shapes[f"{OUTPUT}{b}.bias"] = (sizes.colours,)
    return needed, spare


def _mapping_shapes(parts: Parts, sizes: Sizes) -> dict[str, Shape]:
    whole = sizes.w * (1 if sizes.tied else sizes.layers)
    needed: dict[str, Shape] = {MEAN: (whole,)}
    if sizes.labels:
        needed[LABELS] = (sizes.labels, sizes.z)
    wide = sizes.z * (2 if sizes.labels else 1)
    for i in range(sizes.mapping):
        narrow = whole if i == sizes.mapping - 1 else parts.size(f"{DENSE}{i}.weight", 0, 2)
        needed[f"{DENSE}{i}.weight"], needed[f"{DENSE}{i}.bias"] = (narrow, wide), (narrow,)
        wide = narrow
    return needed


def check_blurs(parts: Parts) -> None:
    """Raises DoesNotFit unless every blur that the file holds is (1, 2, 1) x (1, 2, 1) / 16, as the layers have it."""
    tent = torch.tensor([1.0, 2.0, 1.0]) / 4
    for name in parts.weights:
        if name.endswith(".blur.kernel") and not torch.allclose(parts[name].cpu(), torch.outer(tent, tent)):
            raise DoesNotFit(
                tr("{called} is not the blur 1, 2, 1 that every one has", called=parts.called[name]),
                (parts.called[name],),
            )
