"""BigGAN and BigGAN-deep in the form of the authors' PyTorch code (state dicts of its `Generator`, such as `G_ema`).

Where no embedding is shared (`G_shared=False`), each norm holds the gains and offsets of all classes, and a class is
itself alone: a row of the unit matrix.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

import torch
from torch import Tensor

from engine.generators.biggan.layers import Attention, Block, DeepBlock, Head, Modulation, Network, Start
from engine.generators.biggan.weights import Weights, check_code, check_names, check_size, modulation
from engine.generators.reading import DoesNotFit
from engine.language import tr

SIDE = 4
EPSILON = 1e-5
ATTENTION = {part: part for part in ("theta", "phi", "g", "o")}
BEGINNINGS = ("shared.", "linear.", "blocks.", "output_layer.")
LAYERS = ("linear", "blocks.0.0.conv1", "output_layer.2")
#: The first norm's gains, where no embedding is shared.
OWN = "blocks.0.0.bn1.gain"


def looks_like_original(weights: Mapping[str, Tensor]) -> bool:
    """Whether the names are of this form."""
    return all(f"{name}.weight" in weights for name in (*LAYERS, OWN))


def read_original(weights: Weights, epsilon: float = EPSILON) -> Network:
    """The network; `epsilon` is that of its norms.

    Raises:
        DoesNotFit: a weight is not that of one; it is named.
    """
    check_names(weights.weights, [_held(weights, name) for name in LAYERS], BEGINNINGS)
    deep = _held(weights, "blocks.0.0.conv4") in weights
    embedding, condition = _embedding(weights)
    start = weights.normed("linear", None, None)
    if len(start) % SIDE**2:
        wrong = tr("linear.weight gives {count} numbers, where {side} x {side} places are needed",
                   count=len(start), side=SIDE)  # fmt: skip
        raise DoesNotFit(wrong, ("linear.weight",))
    bias = weights.take("linear.bias", len(start))
    # From (channel, row, column) to channels last.
    rows, numbers = (x.unflatten(0, (-1, SIDE**2)).transpose(0, 1).flatten(0, 1) for x in (start, bias))
    first = Start(rows, numbers, SIDE)
    count = 0
    while _held(weights, f"blocks.{count}.0.conv1") in weights:
        count += 1
    channels, chunk = len(start) // SIDE**2, start.shape[1]
    blocks: tuple[Block, ...] | tuple[DeepBlock, ...]
    if deep:
        chunk -= embedding.shape[1]
        if chunk < 1:
            raise DoesNotFit(
                tr(
                    "linear.weight takes {shape} numbers, of which {shape2} are the class",
                    shape=start.shape[1],
                    shape2=embedding.shape[1],
                ),
                ("linear.weight",),
            )
        blocks, attentions = _deep_blocks(weights, count, channels, start.shape[1], epsilon)
        chunks = (chunk,) * (1 + count)
    else:
        # Without a hierarchical z the start reads all of z, and the blocks read the class alone.
        each = 0 if condition == embedding.shape[1] else chunk
        blocks, attentions = _plain_blocks(weights, count, channels, embedding.shape[1] + each, epsilon)
        chunks = (chunk, *(each,) * count)
    head = _head(weights, len(blocks[-1].convolutions[-1].bias), epsilon)
    weights.check_rest()
    check_code("linear.weight", (1 + count) * start.shape[1] if deep else embedding.shape[1] + sum(chunks))
    return Network(embedding, first, blocks, attentions, head, chunks, whole=deep, class_first=True)


def _plain_blocks(
    weights: Weights, count: int, channels: int, condition: int, epsilon: float
) -> tuple[tuple[Block, ...], dict[int, Attention]]:
    blocks: list[Block] = []
    attentions: dict[int, Attention] = {}
    for i in range(count):
        prefix, side = f"blocks.{i}.0.", SIDE * 2 ** (i + 1)
        rising = weights.convolution(f"{prefix}conv1", None, channels, 3, rises=True)
        wide = len(rising.bias)
        check_size(f"{prefix}conv1.weight", wide, side)
        second = weights.convolution(f"{prefix}conv2", wide, wide, 3)
        shortcut = weights.convolution(f"{prefix}conv_sc", wide, channels, 1)
        norms = _modulation(weights, prefix, (channels, wide), condition, epsilon)
        blocks.append(Block(norms, (rising, second), shortcut))
        channels = wide
        if f"blocks.{i}.1.gamma" in weights:
            attentions[i + 1] = weights.attention(ATTENTION, f"blocks.{i}.1.", channels, side)
    return tuple(blocks), attentions


def _deep_blocks(
    weights: Weights, count: int, channels: int, condition: int, epsilon: float
) -> tuple[tuple[DeepBlock, ...], dict[int, Attention]]:
    blocks: list[DeepBlock] = []
    attentions: dict[int, Attention] = {}
    depth, side = _depth(weights, count), SIDE
    for i in range(count):
        prefix, rises = f"blocks.{i}.0.", i % depth == depth - 1
        side *= 2 if rises else 1
        first = weights.convolution(f"{prefix}conv1", None, channels, 1)
        inner = len(first.weight)
        second = weights.convolution(f"{prefix}conv2", inner, inner, 3, rises=rises)
        third = weights.convolution(f"{prefix}conv3", inner, inner, 3)
        fourth = weights.convolution(f"{prefix}conv4", None, inner, 1)
        if len(fourth.weight) > channels:
            key = f"{prefix}conv4.weight"
            raise DoesNotFit(
                tr(
                    "{key} gives {weight_count} channels, where at most {channels} are possible",
                    key=key,
                    weight_count=len(fourth.weight),
                    channels=channels,
                ),
                (key,),
            )
        norms = _modulation(weights, prefix, (channels, inner, inner, inner), condition, epsilon)
        beside = f"{prefix}conv_sc"
        shortcut = None
        if _held(weights, beside) in weights:
            shortcut = weights.convolution(beside, len(fourth.weight), channels, 1)
        blocks.append(DeepBlock(norms, (first, second, third, fourth), rises, shortcut))
        channels = len(fourth.weight)
        check_size(f"{prefix}conv4.weight", max(channels, inner), side)
        if f"blocks.{i}.1.gamma" in weights:
            attentions[i + 1] = weights.attention(ATTENTION, f"blocks.{i}.1.", channels, side)
    return tuple(blocks), attentions


def _depth(weights: Weights, count: int) -> int:
    """How many blocks there are to each side; the last of them doubles it, and it alone may drop channels.

    Two, since the authors' code can build no others; at 32 px, where three sides have the same width, it can.
    """
    key = "blocks.0.0.conv4.weight"
    outs = [_height(weights, _held(weights, "linear")) // SIDE**2]
    outs += [_height(weights, _held(weights, f"blocks.{i}.0.conv4")) for i in range(count)]
    drops = [i for i, (wide, narrow) in enumerate(pairwise(outs)) if wide != narrow]
    depth = 2 if drops else count // 3
    if depth < 1 or count % depth or any(i % depth != depth - 1 for i in drops):
        raise DoesNotFit(
            tr("{key} and its like do not say which of {count} blocks double the side", key=key, count=count), (key,)
        )
    return depth


def _embedding(weights: Weights) -> tuple[Tensor, int]:
    """What a class becomes (classes, E), and how many numbers the first norm reads."""
    if "shared.weight" in weights:
        return weights.take("shared.weight", None, None), _width(weights, _held(weights, OWN))
    # Their embeddings lie as (classes, C), StudioGAN's linear layers as (C, classes).
    if f"{OWN}.u0" in weights:  # a linear layer, which reads an embedding
        raise weights.missing("shared.weight")
    rows, columns = weights.shape(_held(weights, OWN), 2)
    classes = columns if _by_columns(weights) else rows
    if _by_columns(weights) and weights.size(_held(weights, "linear"), 1, 2) == classes:
        key = weights.named(_held(weights, OWN))
        raise DoesNotFit(tr("{key} reads noise alone; a BigGAN without classes does not open", key=key), (key,))
    return torch.eye(classes, device=weights[_held(weights, OWN)].device), classes


def _by_columns(weights: Weights) -> bool:
    """Whether gains without a shared embedding are those of linear layers."""
    return bool(weights.called)


def _held(weights: Weights, name: str) -> str:
    """What holds a layer's numbers, with torch's spectral norm or without."""
    return f"{name}.weight_orig" if f"{name}.weight_orig" in weights else f"{name}.weight"


def _modulation(weights: Weights, prefix: str, widths: tuple[int, ...], condition: int, epsilon: float) -> Modulation:
    norms = []
    turned = "shared.weight" not in weights and not _by_columns(weights)
    for i, wide in enumerate(widths):
        norm = f"{prefix}bn{i + 1}."
        shape = (condition, wide) if turned else (wide, condition)
        gain, offset = (weights.normed(f"{norm}{part}", *shape) for part in ("gain", "bias"))
        rows = (gain.T, offset.T) if turned else (gain, offset)
        norms.append((*rows, *_statistics(weights, norm, wide)))
    return modulation(norms, epsilon)


def _statistics(weights: Weights, norm: str, wide: int) -> tuple[Tensor, Tensor]:
    """Means and variances (1, C) of a batch norm; its own kind sums them up and counts."""
    if f"{norm}bn.stored_mean" not in weights:
        return weights.take(f"{norm}stored_mean", wide)[None], weights.variances(f"{norm}stored_var", wide)[None]
    count = weights.take(f"{norm}bn.accumulation_counter", 1).clamp(min=1)
    means, variances = weights.take(f"{norm}bn.stored_mean", wide), weights.variances(f"{norm}bn.stored_var", wide)
    return means[None] / count, variances[None] / count


def _head(weights: Weights, channels: int, epsilon: float) -> Head:
    scale, shift = (weights.take(f"output_layer.0.{part}", channels) for part in ("gain", "bias"))
    means, variances = _statistics(weights, "output_layer.0.", channels)
    return Head(scale, shift, means, variances, epsilon, weights.convolution("output_layer.2", 3, channels, 3))


def _height(weights: Weights, name: str) -> int:
    """The outputs of a layer whose shape is checked later; 0 where there is none."""
    shape = weights.weights[name].shape if name in weights else ()
    return shape[0] if shape else 0


def _width(weights: Weights, name: str) -> int:
    shape = weights.weights[name].shape if name in weights else ()
    return shape[-1] if shape else 0
