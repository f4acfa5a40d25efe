"""What a StyleGAN's file does not tell: chosen by a person, read off the weights, or as in every published one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import torch

from engine.document.saved.readings import TOLD, Left
from engine.generators.guessed import USUAL, choices, left, mapping_rate, of_rate, scales_weights
from engine.generators.pggan.layers import FIRST, Parts, Scale, as_it_is, scaled
from engine.generators.stylegan1.weights import DENSE, FUSED_FROM, LAYER, Sizes


@dataclass(frozen=True)
class Settings:
    """`scale` brings a weight to what it is when running; `rate` multiplies the mapping's weights and biases besides;
    `squeezed`: whether a tanh ends the picture. `readings` and `guesses` as the contract has them."""

    scale: Scale
    rate: float
    squeezed: bool
    readings: Mapping[str, Left]
    guesses: tuple[str, ...]


def settled(parts: Parts, sizes: Sizes, metadata: Mapping[str, str]) -> tuple[Settings, Sizes]:
    """The settings, and the sizes with the layers whose enlarging and convolution are one.

    Raises:
        DoesNotFit: a choice was made that there is none of.
    """
    told, chosen = TOLD in metadata, choices(metadata)
    kernels = [parts[f"{LAYER}{i}.weight"] for i in range(1, sizes.layers)]
    scaling = left(chosen, "use_wscale", "yes" if told or scales_weights(kernels) else "no")
    scale = scaled if scaling.taken == "yes" else as_it_is
    dense = [parts[f"{DENSE}{i}.weight"] for i in range(sizes.mapping)]
    # Without the scaling they begin with what it would multiply them by.
    begun = dense if scale is scaled else [weight / scaled(torch.ones_like(weight[:1])).max() for weight in dense]
    rate = left(chosen, "lr_multiplier", f"{USUAL if told else mapping_rate(begun):g}")
    tanh = left(chosen, "final_tanh", "no")
    fused, sizes = _fused(parts, sizes, chosen)
    readings = {"final_tanh": tanh, "lr_multiplier": rate, "use_wscale": scaling} | fused
    guesses = () if told or "lr_multiplier" in chosen else of_rate(float(rate.taken))
    return Settings(scale, float(rate.taken), tanh.taken == "yes", {} if told else readings, guesses), sizes


def _fused(parts: Parts, sizes: Sizes, chosen: Mapping[str, str]) -> tuple[dict[str, Left], Sizes]:
    """The setting, where names do not tell it, and the sizes with it."""
    rising = range(2, sizes.layers, 2)
    if sizes.older or not rising:
        return {}, sizes
    late = frozenset(i for i in rising if FIRST * 2 ** (i // 2) >= FUSED_FROM)
    layers = {"late": late, "all": frozenset(rising), "none": frozenset[int]()}
    value = chosen.get("fused_scale", "late")
    # In a small network "none" is "late".
    different = tuple(name for name, those in layers.items() if name != "none" or those != late)
    return {"fused_scale": Left(value, "late", different)}, replace(sizes, fused=layers[value])
