"""lightweight-gan's generator out of its weights; sizes and options are read from the shapes."""

from __future__ import annotations

import re
from collections.abc import Mapping

from torch import Tensor

from engine.generators.biggan.weights import LARGEST_ATTENTION, check_size
from engine.generators.colours import CHANNELS
from engine.generators.dcgan import EPSILON
from engine.generators.lightweight.network import HEADS, Attention, Gate, Parts, Side, Start
from engine.generators.lucidrains.network import Affine
from engine.generators.reading import DoesNotFit, WeightReader, more
from engine.language import tr

#: How many doublings lie between the features that a gate is made of and those that it scales.
GATED_AFTER = 3
NEEDED = ("initial_conv.0.", "layers.0.0.", "out_conv.")
#: Buffers: the blur's filter, which is always the same, and a count kept for training.
FIXED = re.compile(r"layers\.\d+\.0\.1\.f|.*\.num_batches_tracked")
BUFFER = re.compile(r".*\.(running_(mean|var)|dct_weights)")


def is_one(names: Mapping[str, object]) -> bool:
    """Whether names of weights are those of such a generator."""
    return all(any(name.startswith(start) for name in names) for start in NEEDED)


def parts_of(weights: Mapping[str, Tensor]) -> Parts:
    """The checked network.

    Raises:
        DoesNotFit: a weight is missing, strange or of the wrong shape; it is named.
    """
    read = _Reader({name: weight for name, weight in weights.items() if not FIXED.fullmatch(name)})
    first = read.take("initial_conv.0.weight", None, None, 4, 4)
    if first.shape[1] % 2:
        raise read.misfit("initial_conv.0.weight", tr("an even number of channels"))
    scale, bias = read.norm("initial_conv.1", read.take("initial_conv.0.bias", first.shape[1]))
    start = Start((first * scale[:, None, None]).flatten(1).T.contiguous(), bias[:, None, None])
    sides, gates, widths = list[Side](), dict[int, int](), [first.shape[1] // 2]
    while not sides or f"layers.{len(sides)}.0.0.net.0.weight" in read:
        i = len(sides)
        sides.append(read.side(i, widths[-1]))
        widths.append(len(sides[-1].bias) // 2)
        if sides[-1].gate is not None:
            gates[i] = i + GATED_AFTER
    for i, to in gates.items():
        gate = sides[i].gate
        assert gate is not None
        if to >= len(sides) or len(gate.wide[1]) != widths[to + 1]:
            key = f"layers.{i}.1.net.2.weight"
            raise DoesNotFit(tr("{key} scales features of which there are none", key=key), (key,))
    colours = read.affine("out_conv", None, widths[-1], 3)
    if len(colours[0]) not in CHANNELS:
        raise read.misfit("out_conv.weight", tr("3 colours, or 4 with transparency"))
    if strange := read.rest():
        raise DoesNotFit(tr("{strange}{more} is no part of one", strange=strange[0], more=more(strange)), strange)
    learned = sum(weight.numel() for name, weight in read.weights.items() if not BUFFER.fullmatch(name))
    return Parts(start, tuple(sides), colours, gates, learned)


class _Reader(WeightReader):
    """The weights, and what the layers are made of."""

    def affine(self, name: str, out: int | None, wide: int, kernel: int) -> Affine:
        """A convolution and its bias."""
        weight = self.take(f"{name}.weight", out, wide, kernel, kernel)
        return weight, self.take(f"{name}.bias", len(weight))

    def norm(self, name: str, bias: Tensor) -> tuple[Tensor, Tensor]:
        """What a batch norm multiplies by (C,), and what it makes of the bias (C,) before it."""
        channels = len(bias)
        scale = (
            self.take(f"{name}.weight", channels) * (self.variances(f"{name}.running_var", channels) + EPSILON).rsqrt()
        )
        return scale, (bias - self.take(f"{name}.running_mean", channels)) * scale + self.take(f"{name}.bias", channels)

    def side(self, i: int, wide: int) -> Side:
        """From 4 * 2^i pixels to twice that."""
        root, side = f"layers.{i}.", 4 * int(2**i)
        attention = self.attention(f"{root}2.", wide, side) if f"{root}2.fn.to_q.weight" in self else None
        rise = self.affine(f"{root}0.0.net.0", 4 * wide, wide, 1)
        kernel, bias = self.affine(f"{root}0.2.1", None, wide, 4)
        if len(kernel) % 2:
            raise self.misfit(f"{root}0.2.1.weight", tr("an even number of channels"))
        check_size(f"{root}0.2.1.weight", max(len(kernel), wide), 2 * side)
        scale, bias = self.norm(f"{root}0.4", bias)
        strength = self.take(f"{root}0.3.weight", 1) * scale
        gate = self.gate(f"{root}1.", len(kernel) // 2, 2 * side) if f"{root}1.net.0.weight" in self else None
        folded = kernel * scale[:, None, None, None]
        return Side(attention, rise, folded, bias[:, None, None], strength[:, None, None], gate)

    def gate(self, root: str, wide: int, side: int) -> Gate:
        """Made of features of this side."""
        pooled: Affine | Tensor
        if f"{root}dct_weights" in self:
            pooled = self.take(f"{root}dct_weights", 1, wide, side, side)
        else:
            pooled = self.affine(f"{root}to_k", 1, wide, 1)
        narrow = self.affine(f"{root}net.0", None, wide, 1)
        return Gate(pooled, narrow, self.affine(f"{root}net.2", None, len(narrow[0]), 1))

    def attention(self, root: str, wide: int, side: int) -> Attention:
        """The attention over features of this side."""
        query = self.take(f"{root}fn.to_q.weight", None, wide, 1, 1)
        inner = len(query)
        if inner % HEADS or side > LARGEST_ATTENTION:
            raise self.misfit(f"{root}fn.to_q.weight", tr("a number of channels that 8 divides"))
        return Attention(
            (self.take(f"{root}norm.g", 1, wide, 1, 1), self.take(f"{root}norm.b", 1, wide, 1, 1)),
            self.take(f"{root}fn.to_lin_q.weight", inner, wide, 1, 1),
            self.take(f"{root}fn.to_lin_kv.net.0.weight", wide, 1, 3, 3),
            self.take(f"{root}fn.to_lin_kv.net.1.weight", 2 * inner, wide, 1, 1),
            query,
            self.take(f"{root}fn.to_kv.weight", 2 * inner, wide, 1, 1),
            self.affine(f"{root}fn.to_out", wide, 2 * inner, 1),
        )
