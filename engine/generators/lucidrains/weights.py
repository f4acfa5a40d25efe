"""stylegan2-pytorch's generator and mapping out of their weights; sizes and options are read from the shapes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from torch import Tensor

from engine.generators.dcgan import LARGEST, MOST_FEATURES
from engine.generators.lucidrains.network import HEADS, Affine, Attention, Block, Modulated, Start
from engine.generators.pggan.layers import FIRST
from engine.generators.reading import DoesNotFit, WeightReader, more
from engine.language import tr

#: The learning rate of the mapping relative to the rest, by which its weights are multiplied; no file holds it.
RATE = 0.1
DENSE = "S.net."


@dataclass(frozen=True)
class Parts:
    """The mapping's layers (already times RATE), the first features, and a block for each side from 4 px up."""

    dense: tuple[Affine, ...]
    start: Start
    blocks: tuple[Block, ...]
    parameters: int

    @property
    def width(self) -> int:
        return len(self.dense[0][0])

    @property
    def resolution(self) -> int:
        return FIRST * 2 ** (len(self.blocks) - 1)


def is_one(names: Mapping[str, object]) -> bool:
    """Whether names of weights are those of such a mapping and generator."""
    return all(f"G.{name}.weight" in names for name in ("initial_conv", "blocks.0.to_noise1", "blocks.0.conv1"))


def parts_of(weights: Mapping[str, Tensor]) -> Parts:
    """The checked network; raises DoesNotFit."""
    read = _Reader(weights)
    dense = [read.affine(f"{DENSE}0", None, None)]
    width = len(dense[0][0])
    while f"{DENSE}{2 * len(dense)}.weight" in read:
        dense.append(read.affine(f"{DENSE}{2 * len(dense)}", width, width))
    read.check_shape(f"{DENSE}0.weight", (width, width))
    constant = "G.to_initial_block.weight" not in read
    if constant:
        weight = read.take("G.initial_block", 1, None, FIRST, FIRST)
    else:
        weight = read.take("G.to_initial_block.weight", width, None, FIRST, FIRST)
    wide = weight.shape[1]
    start = Start(weight, constant, read.affine("G.initial_conv", wide, wide, 3, 3))
    blocks = list[Block]()
    while f"G.blocks.{len(blocks)}.conv1.weight" in read:
        blocks.append(read.block(len(blocks), wide, width))
        wide = len(blocks[-1].convolutions[1].kernel)
    if strange := tuple(map(read.named, read.rest())):
        raise DoesNotFit(tr("{strange}{more} is no part of one", strange=strange[0], more=more(strange)), strange)
    scaled = tuple((each * RATE, bias * RATE) for each, bias in dense)
    return Parts(scaled, start, tuple(blocks), sum(w.numel() for w in read.weights.values()))


class _Reader(WeightReader):
    """The weights without the filters of the blurs, which are always the same."""

    def __init__(self, weights: Mapping[str, Tensor]) -> None:
        super().__init__({name: weight for name, weight in weights.items() if not name.endswith(".f")})
        # Files of the older code, which did not smooth the doubled colours, hold no filter for it.
        self.blurs = any(name.endswith(".upsample.1.f") for name in weights)

    def affine(self, name: str, *shape: int | None) -> Affine:
        """A weight of this shape and its bias."""
        weight = self.take(f"{name}.weight", *shape)
        return weight, self.take(f"{name}.bias", len(weight))

    def modulated(
        self, name: str, style: str, shape: tuple[int | None, int, int], width: int, *, normed: bool
    ) -> Modulated:
        narrow, wide, side = shape
        kernel = self.take(f"{name}.weight", narrow, wide, side, side)
        return Modulated(kernel, self.affine(style, wide, width), normed)

    def block(self, i: int, wide: int, width: int) -> Block:
        """The block of side 4 * 2^i."""
        root, side = f"G.blocks.{i}.", FIRST * 2**i
        first = self.modulated(f"{root}conv1", f"{root}to_style1", (None, wide, 3), width, normed=True)
        narrow = len(first.kernel)
        if side > LARGEST or narrow * side * side > MOST_FEATURES:
            raise self.misfit(f"{root}conv1.weight", tr("no more than memory holds"))
        second = self.modulated(f"{root}conv2", f"{root}to_style2", (narrow, narrow, 3), width, normed=True)
        strengths = tuple(self.affine(f"{root}to_noise{k}", narrow, 1) for k in (1, 2))
        (a, b), (c, d) = strengths
        colours = self.modulated(f"{root}to_rgb.conv", f"{root}to_rgb.to_style", (None, narrow, 1), width, normed=False)
        if len(colours.kernel) not in (3, 4):
            raise self.misfit(f"{root}to_rgb.conv.weight", tr("3 colours, or 4 with transparency"))
        attention = self.attention(f"G.attns.{i}.", wide) if f"G.attns.{i}.0.fn.fn.to_q.weight" in self else None
        noise = ((a[:, :, None], b[:, None, None]), (c[:, :, None], d[:, None, None]))
        return Block(attention, (first, second), noise, colours, self.blurs)

    def attention(self, root: str, wide: int) -> Attention:
        """The attention before a block."""
        norms = tuple(
            (self.take(f"{root}{k}.fn.norm.g", 1, wide, 1, 1), self.take(f"{root}{k}.fn.norm.b", 1, wide, 1, 1))
            for k in (0, 1)
        )
        query = self.take(f"{root}0.fn.fn.to_q.weight", None, wide, 1, 1)
        inner = len(query)
        if inner % HEADS:
            raise self.misfit(f"{root}0.fn.fn.to_q.weight", tr("a number of channels that 8 divides"))
        return Attention(
            (norms[0], norms[1]),
            query,
            self.take(f"{root}0.fn.fn.to_kv.net.0.weight", wide, 1, 3, 3),
            self.take(f"{root}0.fn.fn.to_kv.net.1.weight", 2 * inner, wide, 1, 1),
            self.affine(f"{root}0.fn.fn.to_out", wide, inner, 1, 1),
            self.affine(f"{root}1.fn.fn.0", 2 * wide, wide, 1, 1),
            self.affine(f"{root}1.fn.fn.2", wide, 2 * wide, 1, 1),
        )
