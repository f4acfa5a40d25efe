"""BigGAN-deep in the form of `pytorch-pretrained-biggan`, converted from the TensorFlow Hub modules.

Which blocks double the side is in its config.json alone; where there is none, every second one does, as in the modules
of 128, 256 and 512 pixels.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from torch import Tensor

from engine.generators.biggan.layers import Attention, Convolution, DeepBlock, Head, Network, Start, channels_last
from engine.generators.biggan.weights import Weights, check_code, check_names, check_size, modulation
from engine.generators.reading import DoesNotFit
from engine.language import tr

SIDE = 4
EPSILON = 1e-4
ATTENTION = {"theta": "snconv1x1_theta", "phi": "snconv1x1_phi", "g": "snconv1x1_g", "o": "snconv1x1_o_conv"}
BEGINNINGS = ("embeddings.", "generator.")


def looks_like_hub(weights: Mapping[str, Tensor]) -> bool:
    """Whether the names are of this form."""
    return "embeddings.weight" in weights and _either("generator.gen_z", weights) in weights


def read_hub(weights: Weights, metadata: Mapping[str, str]) -> Network:
    """The network.

    Raises:
        DoesNotFit: a weight or a setting is not that of one; it is named.
    """
    given = weights.weights
    check_names(given, ("embeddings.weight", _either("generator.gen_z", given), "generator.bn.weight"), BEGINNINGS)
    config = _config(metadata)
    epsilon = _epsilon(config)
    embedding = weights.take("embeddings.weight", None, None).T.contiguous()
    start = weights.normed("generator.gen_z", None, None)
    length = start.shape[1] - embedding.shape[1]
    key = _either("generator.gen_z", given)
    if length < 1:
        raise DoesNotFit(
            tr(
                "{key} takes {shape} numbers, of which {shape2} are the class",
                key=key,
                shape=start.shape[1],
                shape2=embedding.shape[1],
            ),
            (key,),
        )
    if len(start) % SIDE**2:
        raise DoesNotFit(
            tr(
                "{key} gives {start_count} numbers, where {side} x {side} places are needed",
                key=key,
                start_count=len(start),
                side=SIDE,
            ),
            (key,),
        )
    bias = weights.take("generator.gen_z.bias", len(start))
    blocks, attentions = _blocks(weights, config, epsilon, len(start) // SIDE**2, start.shape[1])
    head = _head(weights, epsilon, len(blocks[-1].convolutions[3].bias), len(blocks[0].modulation.means))
    weights.check_rest()
    check_code(key, start.shape[1] * (1 + len(blocks)))
    chunks = (length,) * (1 + len(blocks))
    first = Start(start, bias, SIDE)
    return Network(embedding, first, tuple(blocks), attentions, head, chunks, whole=True, class_first=False)


def _blocks(
    weights: Weights, config: Mapping[str, Any], epsilon: float, channels: int, condition: int
) -> tuple[list[DeepBlock], dict[int, Attention]]:
    """The blocks, and the attentions by the number of blocks before them."""
    count = sum(1 for name in weights.weights if name.endswith(".bn_0.running_means"))
    rises = _rises(config, count)
    blocks: list[DeepBlock] = []
    attentions: dict[int, Attention] = {}
    side, layer, levels = SIDE, 0, None
    while len(blocks) < count:
        prefix = f"generator.layers.{layer}."
        if f"{prefix}gamma" in weights:
            if len(blocks) in attentions:
                raise DoesNotFit(
                    tr("{prefix}gamma is of attention after attention", prefix=prefix), (f"{prefix}gamma",)
                )
            attentions[len(blocks)] = weights.attention(ATTENTION, prefix, channels, side)
        else:
            blocks.append(_block(weights, prefix, channels, condition, levels, epsilon, rises=rises[len(blocks)]))
            channels, levels = len(blocks[-1].convolutions[3].bias), len(blocks[0].modulation.means)
            side *= 2 if rises[len(blocks) - 1] else 1
            check_size(f"{prefix}conv_3.bias", max(channels, *blocks[-1].modulation.widths[1:]), side)
        layer += 1
    return blocks, attentions


def _block(
    weights: Weights, prefix: str, channels: int, condition: int, levels: int | None, epsilon: float, *, rises: bool
) -> DeepBlock:
    kernels, norms, convolutions = (1, 3, 3, 1), [], []
    wide = channels
    for i, kernel in enumerate(kernels):
        norm = f"{prefix}bn_{i}."
        means = weights.take(f"{norm}running_means", levels, wide)
        levels = len(means)
        variances = weights.variances(f"{norm}running_vars", levels, wide)
        gain = weights.normed(f"{norm}scale", wide, condition)
        norms.append((gain, weights.normed(f"{norm}offset", wide, condition), means, variances))
        convolution = weights.convolution(f"{prefix}conv_{i}", None, wide, kernel, rises=rises and i == 1)
        wide = len(convolution.bias)
        convolutions.append(convolution)
    if wide not in (channels, channels // 2):
        key = f"{prefix}conv_3.bias"
        raise DoesNotFit(
            tr(
                "{key} gives {wide} channels, where {channels} or half of them are needed",
                key=key,
                wide=wide,
                channels=channels,
            ),
            (key,),
        )
    return DeepBlock(modulation(norms, epsilon), tuple(convolutions), rises)


def _head(weights: Weights, epsilon: float, channels: int, levels: int) -> Head:
    means = weights.take("generator.bn.running_means", levels, channels)
    variances = weights.variances("generator.bn.running_vars", levels, channels)
    scale, shift = (weights.take(f"generator.bn.{part}", channels) for part in ("weight", "bias"))
    convolution = weights.convolution("generator.conv_to_rgb", None, channels, 3)
    if len(convolution.weight) < 3:
        key = "generator.conv_to_rgb.bias"
        raise DoesNotFit(
            tr(
                "{key} gives {weight_count} channels, where a picture has 3",
                key=key,
                weight_count=len(convolution.weight),
            ),
            (key,),
        )
    # It was trained with as many outputs as inputs; only the first three are ever looked at.
    three = Convolution(channels_last(convolution.weight[:3].clone()), convolution.bias[:3].clone())
    return Head(scale, shift, means, variances, epsilon, three)


def _config(metadata: Mapping[str, str]) -> Mapping[str, Any]:
    if "config" not in metadata:
        return {}
    try:
        config = json.loads(metadata["config"])
    except (ValueError, RecursionError) as error:
        raise DoesNotFit(tr("its config.json cannot be read"), ("config",)) from error
    if not isinstance(config, dict):
        raise DoesNotFit(tr("its config.json holds no settings"), ("config",))
    return config


def _epsilon(config: Mapping[str, Any]) -> float:
    epsilon = config.get("eps", EPSILON)
    if isinstance(epsilon, bool) or not isinstance(epsilon, int | float) or not 0 < epsilon < 1:
        raise DoesNotFit(tr("eps in its config.json is not a number between 0 and 1"), ("config",))
    return float(epsilon)


def _rises(config: Mapping[str, Any], count: int) -> list[bool]:
    """Which blocks double the side."""
    if count == 0:
        raise DoesNotFit(
            tr("generator.layers.0.bn_0.running_means is missing"), ("generator.layers.0.bn_0.running_means",)
        )
    if "layers" not in config:
        return [i % 2 == 1 for i in range(count)]
    layers = config["layers"]
    if not isinstance(layers, list) or not all(isinstance(layer, list) and layer for layer in layers):
        raise DoesNotFit(tr("layers in its config.json is not a list of blocks"), ("config",))
    if len(layers) != count:
        raise DoesNotFit(
            tr(
                "its config.json has {layers_count} layers, where the weights have {count}",
                layers_count=len(layers),
                count=count,
            ),
            ("config",),
        )
    if not all(isinstance(layer[0], bool) for layer in layers):
        raise DoesNotFit(tr("layers in its config.json do not say whether they double the side"), ("config",))
    return [layer[0] for layer in layers]


def _either(name: str, weights: Mapping[str, Tensor]) -> str:
    return f"{name}.weight" if f"{name}.weight" in weights else f"{name}.weight_orig"
