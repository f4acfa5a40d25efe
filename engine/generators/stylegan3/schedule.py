"""The sampling rates, sizes and paddings of an alias-free generator (Karras et al. 2021, section 3.2).

Cutoffs and stopbands grow geometrically from the first layer to the first critically sampled one; the sampling rate of
a layer is the power of two that holds its stopband. Nothing here depends on the weights but the number of layers and
the side of the picture; the settings are those of a checkpoint's configuration, or the paper's.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.generators.reading import DoesNotFit
from engine.language import tr


@dataclass(frozen=True)
class Settings:
    """What the weights do not say; the defaults are the paper's and the published networks'.

    Attributes:
        first_cutoff, first_stopband: of the Fourier features, in cycles per picture.
        last_stopband_rel: the last layer's stopband, relative to its cutoff of half the resolution.
        num_critical: how many layers at the end are critically sampled.
        margin_size: pixels that a layer has beyond the picture on each side.
        filter_size: taps of a filter per sample of the lower rate.
        lrelu_upsampling: how much the rate is raised for the nonlinearity.
        conv_clamp: the largest activation; None leaves them alone.
        output_scale: factor of the picture.
        lr_multiplier: by which the mapping's weights are scaled.
    """

    first_cutoff: float = 2.0
    first_stopband: float = 2**2.1
    last_stopband_rel: float = 2**0.3
    num_critical: int = 2
    margin_size: int = 10
    filter_size: int = 6
    lrelu_upsampling: int = 2
    conv_clamp: float | None = 256.0
    output_scale: float = 0.25
    lr_multiplier: float = 0.01


#: The smallest and largest sensible value of each.
LIMITS: dict[str, tuple[float, float]] = {
    "first_cutoff": (0.1, 1024),
    "first_stopband": (1, 4096),
    "last_stopband_rel": (0.5, 8),
    "num_critical": (1, 64),
    "margin_size": (0, 128),
    "filter_size": (1, 32),
    "lrelu_upsampling": (1, 4),
    "conv_clamp": (1e-3, 1e30),
    "output_scale": (1e-6, 1e6),
    "lr_multiplier": (1e-6, 1e3),
}


def settings_of(metadata: Mapping[str, str]) -> Settings:
    """The settings in the metadata's `config`, an object with `kwargs`; the defaults for what it does not say.

    Raises:
        DoesNotFit: it cannot be read, or a number is none or out of its range; it is named.
    """
    try:
        config = json.loads(metadata.get("config", "{}"))
    except (ValueError, RecursionError) as error:
        raise DoesNotFit(tr("the config in its metadata cannot be read"), ("config",)) from error
    kwargs = config.get("kwargs", {}) if isinstance(config, dict) else None
    mapping = kwargs.get("mapping_kwargs", {}) if isinstance(kwargs, dict) else None
    if not isinstance(kwargs, dict) or not isinstance(mapping, dict):
        raise DoesNotFit(tr("the config in its metadata is no object with kwargs"), ("config",))
    said = {name: kwargs[name] for name in LIMITS if name in kwargs and name != "lr_multiplier"}
    if "lr_multiplier" in mapping:
        said["lr_multiplier"] = mapping["lr_multiplier"]
    numbers: dict[str, Any] = {name: _number(name, value) for name, value in said.items()}
    return Settings(**numbers)


def _number(name: str, value: Any) -> float | int | None:
    if value is None and name == "conv_clamp":
        return None
    low, high = LIMITS[name]
    whole = isinstance(getattr(Settings, name), int)
    # A comparison, unlike a conversion, takes integers of any length, and no NaN passes it.
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise DoesNotFit(
            tr("{name} in its config is not a number from {low:g} to {high:g}", name=name, low=low, high=high), (name,)
        )
    if whole and value != int(value):
        raise DoesNotFit(
            tr("{name} in its config is {value}, where a whole number is needed", name=name, value=value), (name,)
        )
    return int(value) if whole else float(value)


@dataclass(frozen=True)
class Band:
    """What a layer's output is: samples per picture side, cutoff in cycles per picture side, side with margins."""

    rate: int
    cutoff: float
    size: int


@dataclass(frozen=True)
class Resampling:
    """A layer's way from one rate to another: up- and downsampling factors, the filters' taps (1: no filter), and the
    padding before the samples in enlarged pixels, the same on both axes."""

    up: int
    down: int
    up_taps: int
    down_taps: int
    before: int


def bands(resolution: int, layers: int, settings: Settings) -> tuple[Band, ...]:
    """The bands of the layers 0 to `layers`, the last of which gives the picture; band 0 is also the input's.

    Section 3.2, "flexible layer specifications".

    Raises:
        DoesNotFit: the settings leave no layer before the critically sampled ones.
    """
    if layers <= settings.num_critical:
        raise DoesNotFit(
            tr(
                "num_critical is {num_critical}, where fewer than {layers} are needed",
                num_critical=settings.num_critical,
                layers=layers,
            ),
            (),
        )
    last_cutoff = resolution / 2
    last_stopband = last_cutoff * settings.last_stopband_rel
    exponents = np.minimum(np.arange(layers + 1) / (layers - settings.num_critical), 1)
    cutoffs = settings.first_cutoff * (last_cutoff / settings.first_cutoff) ** exponents
    stopbands = settings.first_stopband * (last_stopband / settings.first_stopband) ** exponents
    rates = np.exp2(np.ceil(np.log2(np.minimum(stopbands * 2, resolution)))).astype(int)
    sizes = rates + 2 * settings.margin_size
    sizes[-2:] = resolution  # the margin is cut off before the last convolution, which sees single pixels
    return tuple(
        Band(int(rate), float(cutoff), int(size)) for rate, cutoff, size in zip(rates, cutoffs, sizes, strict=True)
    )


def grown(names: Sequence[str], sizes: Sequence[int], settings: Settings) -> tuple[Band, ...]:
    """The bands of layers of these `sizes`, the last of which gives the picture, in a StyleGAN-XL: a small network
    without its critically sampled end, then layers of twice or four times the side, and so on.

    What the small ones were is not stored, but the rates follow from the sizes and the filters are. Of the cutoffs, the
    first is that of the settings and the last the picture's; those between are asked for by nothing, so they are none.

    Raises:
        DoesNotFit: a side is no power of two and two margins.
    """
    resolution, found = sizes[-1], list[Band]()
    for i, (name, size) in enumerate(zip(names, sizes, strict=True)):
        rate = size if i >= len(sizes) - 2 else size - 2 * settings.margin_size
        if rate < 4 or rate & (rate - 1) or rate > resolution:
            raise DoesNotFit(
                tr(
                    "{name} is {size} pixels wide, where a power of two and two margins of {margin} are needed",
                    name=name,
                    size=size,
                    margin=settings.margin_size,
                ),
                (name,),
            )
        found.append(Band(rate, resolution / 2 if i >= len(sizes) - 2 else 0.0, size))
    return (Band(found[0].rate, settings.first_cutoff, found[0].size), *found[1:])


def resampling(before: Band, after: Band, kernel: int, settings: Settings, *, last: bool) -> Resampling:
    """How a layer with a convolution of side `kernel` goes from one band to the next; the last one has no filters.

    Samples lie in the middle of their pixels (appendix C.3), so the padding follows from the sizes.
    """
    rate = max(before.rate, after.rate) * (1 if last else settings.lrelu_upsampling)
    up, down = rate // before.rate, rate // after.rate
    up_taps = settings.filter_size * up if up > 1 and not last else 1
    down_taps = settings.filter_size * down if down > 1 and not last else 1
    total = (after.size - 1) * down + 1 - (before.size + kernel - 1) * up + up_taps + down_taps - 2
    return Resampling(up, down, up_taps, down_taps, math.floor((total + up) / 2))
