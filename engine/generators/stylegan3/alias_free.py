"""Alias-free networks of Kim Seonghyeon's alias-free-gan-pytorch: NVIDIA's layers of T under names of their own.

How fine each layer is follows from the lengths of its filters; what else was set lies beside the weights as `conf`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping

import torch
from torch import Tensor

from engine.generators.reading import DoesNotFit, WeightReader
from engine.generators.stylegan3.schedule import Settings, settings_of
from engine.language import tr

CONVOLUTION = re.compile(r"convs\.(\d{1,2})\.conv\.weight")
#: Their names after a layer's, and NVIDIA's.
PARTS = {
    "conv.weight": "weight",
    "bias": "bias",
    "ema_var": "magnitude_ema",
    "conv.modulation.weight": "affine.weight",
    "conv.modulation.bias": "affine.bias",
    "activation.upsample_filter": "up_filter",
    "activation.downsample_filter": "down_filter",
}
FIRST = {
    "input.freqs": "freqs",
    "input.phases": "phases",
    "affine_fourier.weight": "affine.weight",
    "affine_fourier.bias": "affine.bias",
    "conv1.weight": "weight",
}
#: What their settings are called, and NVIDIA's.
SETTINGS = {"margin": "margin_size", "n_taps": "filter_size"}
BANDS = {"cutoff_0": "first_cutoff", "stopband_0": "first_stopband"}
#: Why that one does not open: it pads for larger kernels than it has.
SHRINKS = tr("whose layers lose the picture's margins; its form T opens")

Weights = Mapping[str, Tensor]


def is_alias_free(weights: Weights) -> bool:
    """Whether the names are theirs."""
    return "affine_fourier.weight" in weights and "convs.0.activation.upsample_filter" in weights


def as_nvidia(weights: Weights, metadata: Mapping[str, str]) -> tuple[WeightReader, Settings]:
    """The weights by NVIDIA's names, with the file's names for complaints, and the settings.

    The mean of w, which they compute when it is needed, is zero.

    Raises:
        DoesNotFit: a setting or a filter is not that of one; it is named.
    """
    settings = _settings(metadata)
    names = _renamed(weights, settings)
    renamed, called = {}, {}
    for theirs, ours in names.items():
        called[ours] = theirs
        if theirs in weights:
            renamed[ours] = _shaped(ours, weights[theirs])
    renamed |= {name: weight for name, weight in weights.items() if name not in names}
    some = weights["affine_fourier.weight"]
    renamed["synthesis.input.transform"] = torch.eye(3, device=some.device)
    renamed["mapping.w_avg"] = some.new_zeros(some.shape[-1:])
    return WeightReader(renamed, called), settings


def _shaped(name: str, weight: Tensor) -> Tensor:
    if name == "synthesis.input.weight" and weight.dim() == 4 and weight.shape[2:] == (1, 1):
        return weight[:, :, 0, 0]
    if name.endswith(".weight") and weight.dim() == 5 and len(weight) == 1:
        return weight[0]
    return weight


def _settings(metadata: Mapping[str, str]) -> Settings:
    try:
        config = json.loads(metadata.get("config", "{}"))
    except (ValueError, RecursionError):
        config = {}
    told = config.get("kwargs", {}) if isinstance(config, dict) else {}
    told = told if isinstance(told, dict) else {}
    bands = told.get("filter_parameters", {})
    kwargs: dict[str, object] = {ours: told[theirs] for theirs, ours in SETTINGS.items() if theirs in told}
    if isinstance(bands, dict):
        kwargs |= {ours: bands[theirs] for theirs, ours in BANDS.items() if theirs in bands}
    kwargs["conv_clamp"] = None  # there is none in these networks
    if "lr_mlp" in told:
        kwargs["mapping_kwargs"] = {"lr_multiplier": told["lr_mlp"]}
    return settings_of({"config": json.dumps({"kwargs": kwargs})})


def _renamed(weights: Weights, settings: Settings) -> dict[str, str]:
    """NVIDIA's name of each of theirs; a layer's tells its side, which follows from the filters before it."""
    names = {theirs: f"synthesis.input.{ours}" for theirs, ours in FIRST.items()}
    count = sum(CONVOLUTION.fullmatch(name) is not None for name in weights)
    rate = 2 ** math.ceil(math.log2(2 * settings.first_stopband))
    rates = []
    for i in range(count):
        up, down = (_factor(weights, f"convs.{i}.activation.{part}sample_filter", settings) for part in ("up", "down"))
        rate = rate * up // down
        rates.append(rate)
        kernel = f"convs.{i}.conv.weight"
        if kernel in weights and weights[kernel].shape[-1:] == (1,):
            raise DoesNotFit(tr("{name} is of the form R of that program, {why}", name=kernel, why=SHRINKS), (kernel,))
    sides = [rate + 2 * settings.margin_size for rate in rates[:-1]] + rates[-1:] * 2
    for i, side in enumerate(sides):
        theirs = f"convs.{i}" if i < count else "to_rgb"
        channels = WeightReader(weights).size(f"{theirs}.conv.weight", 1, 5)
        parts = PARTS if i < count else {part: ours for part, ours in PARTS.items() if "_filter" not in ours}
        names |= {f"{theirs}.{part}": f"synthesis.L{i}_{side}_{channels}.{ours}" for part, ours in parts.items()}
    for name in weights:
        if dense := re.fullmatch(r"style\.([1-9]\d?)\.(weight|bias)", name):
            names[name] = f"mapping.fc{int(dense[1]) - 1}.{dense[2]}"
    return names


def _factor(weights: Weights, name: str, settings: Settings) -> int:
    """By how much a filter raises or lowers the rate."""
    if name not in weights:
        raise DoesNotFit(tr("{name} is missing", name=name), (name,))
    taps = weights[name].shape
    if len(taps) == 2:
        raise DoesNotFit(tr("{name} is of the form R of that program, {why}", name=name, why=SHRINKS), (name,))
    if len(taps) != 1 or taps[0] % settings.filter_size or not 1 <= taps[0] // settings.filter_size <= 16:
        needed = tr("a multiple of {taps} numbers", taps=settings.filter_size)
        raise WeightReader(weights).misfit(name, needed)
    return int(taps[0] // settings.filter_size)
