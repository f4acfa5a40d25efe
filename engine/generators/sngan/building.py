"""SNGAN's stages out of its weights: widths, depth, classes, and how the side is doubled, which only numbers tell."""

from __future__ import annotations

import math
from dataclasses import replace

import torch
import torch.nn.functional as F

from engine.generators.dcgan import LARGEST, MOST_FEATURES, MOST_INPUTS
from engine.generators.reading import DoesNotFit
from engine.generators.sngan.network import Block, End, Start, Upsampling, convolved
from engine.generators.sngan.weights import SNGANWeights
from engine.language import tr

PROBES, PROBED = 32, 64


def built(reader: SNGANWeights) -> tuple[Start, list[Block], End, int]:
    """The checked network and the number of its classes; raises DoesNotFit."""
    dense = "dense.weight" in reader.called.values()
    numbers = {int(name[5 : name.index(".")]) for name in reader.weights if name.startswith("block")}
    count = max(numbers, default=2) - 1
    missing = next((i for i in range(2, count + 2) if i not in numbers), None)
    if missing is not None or min(numbers) < 2:
        key = f"block{missing or min(numbers)}.c1.weight"
        raise DoesNotFit(
            tr("{key} is {value}", key=key, value=tr("missing") if missing else tr("of a critic")),
            (key, *reader.weights),
        )
    linear = {"weight": reader.take("l1.weight", None, None)}
    first = reader.find("block2.c1.weight")
    channels = first.shape[1] if first is not None and first.dim() == 4 else 0
    rows, z_dim = linear["weight"].shape
    width = math.isqrt(rows // channels) if channels else 0
    if not width or width * width * channels != rows:
        raise DoesNotFit(
            tr("l1.weight gives {rows} numbers, no square of {channels} channels", rows=rows, channels=channels),
            ("l1.weight",),
        )
    if "l1.bias" in reader:
        linear["bias"] = reader.take("l1.bias", rows)
    blocks: list[Block] = []
    classes: int | None = None
    for i in range(count):
        block, channels, classes = _block(reader, f"block{i + 2}", channels, (z_dim, classes), dense=dense)
        _check_size(f"block{i + 2}.c2.weight", block, width * 2 ** (i + 1), z_dim + classes)
        blocks.append(block)
    tail = f"conv{count + 2}" if f"conv{count + 2}.weight" in reader else f"c{count + 2}"
    kernel = 1 if (last := reader.find(f"{tail}.weight")) is not None and last.shape[2:] == (1, 1) else 3
    end = End(reader.norm(f"b{count + 2}", channels), reader.convolution(tail, 3, channels, kernel))
    if strange := tuple(map(reader.named, reader.rest())):
        raise DoesNotFit(tr("{strange} is no part of one", strange=strange[0]), strange)
    start = Start(linear, slice(0, z_dim), width)
    if not dense:
        upsampling = _upsampling(start, blocks[0], classes or 0)
        blocks = [replace(block, upsampling=upsampling) for block in blocks]
    return start, blocks, end, classes or 0


def _block(
    reader: SNGANWeights, name: str, channels: int, given: tuple[int, int | None], *, dense: bool
) -> tuple[Block, int, int]:
    """A block, the channels that it gives and the classes that it knows; `given`: z's length and the classes so far."""
    z_dim, classes = given
    b1, classes = reader.class_norm(f"{name}.b1", channels, classes)
    c1 = reader.convolution(f"{name}.c1", None, channels, 3)
    b2, classes = reader.class_norm(f"{name}.b2", len(c1["weight"]), classes)
    c2 = reader.convolution(f"{name}.c2", channels if dense else None, len(c1["weight"]), 3)
    narrow = len(c2["weight"])
    beside = None if dense else reader.convolution(f"{name}.c_sc", narrow, channels, 1)
    return Block(b1, c1, b2, c2, beside, slice(z_dim, z_dim + classes)), narrow, classes


def _check_size(key: str, block: Block, side: int, inputs: int) -> None:
    if side > LARGEST:
        raise DoesNotFit(tr("{key} would make a picture wider than {largest} pixels", key=key, largest=LARGEST), (key,))
    if (channels := max(*block.c1["weight"].shape[:2], len(block.c2["weight"]))) * side * side > MOST_FEATURES:
        raise DoesNotFit(
            tr(
                "{key} is among {channels} channels of {side} px, which no memory holds",
                key=key,
                channels=channels,
                side=side,
            ),
            (key,),
        )
    if inputs > MOST_INPUTS:
        raise DoesNotFit(
            tr(
                "l1.weight and the classes make a code of {inputs} numbers; {most_inputs} are the most",
                inputs=inputs,
                most_inputs=MOST_INPUTS,
            ),
            ("l1.weight",),
        )


@torch.no_grad()
def _upsampling(start: Start, block: Block, classes: int) -> Upsampling:
    """How the first block doubles the side, which names and shapes do not tell: the paper repeats pixels, some blend.

    Blended features vary less, and the block's second batch norm holds the mean and variance that they had in
    training. So a few pictures are begun in both ways, and the way that agrees better is the network's.
    """
    weight = start.parts["weight"]
    z = torch.randn(PROBES, weight.shape[1], generator=torch.Generator().manual_seed(0)).to(weight.device)
    c = F.one_hot(torch.arange(PROBES) * classes // PROBES, classes).to(z) if classes else z[:, :0]
    features = F.relu(block.b1(start(None, torch.cat([z, c], dim=1)), c))
    some = {name: value[:PROBED] for name, value in block.c1.items()}
    mean = block.b2.norm.parts["running_mean"][:PROBED]
    variance = block.b2.norm.parts["running_var"][:PROBED].clamp_min(1e-12)
    errors: dict[Upsampling, float] = {}
    ways: tuple[Upsampling, ...] = ("nearest", "bilinear")
    for way in ways:
        h = convolved(replace(block, upsampling=way).doubled(features), some)
        spread = h.var((0, 2, 3)).clamp_min(1e-12)
        off = (h.mean((0, 2, 3)) - mean).square() / variance + (spread / variance).log().square()
        errors[way] = float(off.mean())
    return "bilinear" if errors["bilinear"] < errors["nearest"] else "nearest"
