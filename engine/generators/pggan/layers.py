"""What the progressively grown generators share: checks of a state dict's names and shapes, and their arithmetic.

StyleGAN (the first) and progressive GAN double the side with every block, scale their weights while running (the
equalised learning rate; Karras et al., "Progressive Growing of GANs", ICLR 2018, section 4.1) and are kept here with
that factor already in the weights. Convolutions run with the channels last: at 128 px and above that halves their time.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.generators.reading import DoesNotFit, WeightReader, by, more
from engine.language import tr

FIRST = 4
LARGEST = 1024
SLOPE = 0.2
EPSILON = 1e-8
RELU_GAIN = math.sqrt(2)
#: What a matrix product gives for a row depends on how many rows it has; so they always go through by this many.
ROWS = 16

Shape = tuple[int, ...]
#: How a weight (out, in, ...) and a gain become what runs.
Scale = Callable[[Tensor, float], Tensor]
Renaming = Sequence[tuple[re.Pattern[str], str]]


class Parts(WeightReader):
    """A state dict under the names that we use, with the names that the file uses for complaints."""

    @classmethod
    def of(cls, weights: Mapping[str, Tensor], renaming: Renaming) -> Parts:
        """Rename; two weights that come to the same name do not fit."""
        plainly: dict[str, Tensor] = {}
        called: dict[str, str] = {}
        for name, weight in weights.items():
            plain = name
            for pattern, new in renaming:
                plain = pattern.sub(new, plain)
            if plain in plainly:
                raise DoesNotFit(
                    tr("{name} is there twice, also as {called}", name=name, called=called[plain]), (name,)
                )
            weight = weight.detach()
            plainly[plain] = weight.float() if weight.is_floating_point() else weight
            called[plain] = name
        return cls(plainly, called)

    def missing(self, name: str) -> DoesNotFit:
        return DoesNotFit(tr("{name} is missing", name=name), (name, *self.called.values()))

    def count(self, pattern: str) -> int:
        """One more than the highest number that `pattern`, which captures it, finds at the start of a name."""
        found = [match for name in self.weights if (match := re.match(pattern, name))]
        return 1 + max((int(match[1]) for match in found), default=-1)

    def resolution(self, blocks: int, layer: str) -> int:
        """The side of the picture after so many blocks of two layers each; `layer` is what they are called."""
        if not 2 <= blocks <= 1 + int(math.log2(LARGEST // FIRST)):
            keys = tuple(self.called.values())
            raise DoesNotFit(
                tr(
                    "{layer}* make {blocks} blocks, where 2 to 9 (8 to {largest} pixels) are needed",
                    layer=layer,
                    blocks=blocks,
                    largest=LARGEST,
                ),
                keys,
            )
        return FIRST * int(2 ** (blocks - 1))

    def check(self, needed: Mapping[str, Shape], spare: Mapping[str, Shape]) -> None:
        """Raise DoesNotFit unless there are all of `needed` and at most `spare` besides, floating, in these shapes."""
        known = {**spare, **needed}
        missing = [name for name in needed if name not in self.weights]
        strange = [self.called[name] for name in self.weights if name not in known]
        present = {name: weight for name, weight in self.weights.items() if name in known}
        wrong = [name for name, weight in present.items() if tuple(weight.shape) != known[name]]
        odd = [self.called[name] for name, weight in present.items() if not weight.is_floating_point()]
        keys = (*missing, *strange, *(self.called[name] for name in wrong), *odd)
        if missing:
            raise DoesNotFit(tr("{missing} is missing{more}", missing=missing[0], more=more(missing)), keys)
        if strange:
            raise DoesNotFit(tr("{strange} is no part of one{more}", strange=strange[0], more=more(strange)), keys)
        if wrong:
            shape, wanted = by(tuple(self.weights[wrong[0]].shape)), by(known[wrong[0]])
            raise DoesNotFit(
                tr(
                    "{called} is {shape}, where {wanted} is needed{more}",
                    called=self.called[wrong[0]],
                    shape=shape,
                    wanted=wanted,
                    more=more(wrong),
                ),
                keys,
            )
        if odd:
            raise DoesNotFit(tr("{odd} holds no fractions, where float32 is needed", odd=odd[0]), keys)

    def check_grown(self, name: str) -> None:
        """A network saved while it still grew draws with its lower blocks only; the level of detail says so."""
        if name in self.weights and self.weights[name].item() != 0:
            level = f"{self.weights[name].item():.4g}"
            raise DoesNotFit(
                tr(
                    "{called} is {level}, where 0 is needed: it was saved while the network still grew",
                    called=self.called[name],
                    level=level,
                ),
                (self.called[name],),
            )


def scaled(weight: Tensor, gain: float = RELU_GAIN) -> Tensor:
    """A weight (out, in, ...) times gain / sqrt(fan in), as the equalised learning rate has it when running."""
    return (weight * (gain / math.sqrt(weight[0].numel()))).contiguous()


def as_it_is(weight: Tensor, gain: float = RELU_GAIN) -> Tensor:
    """The same where the learning rate was not equalised: the weight itself, whatever the gain."""
    return weight.contiguous()


def doubling(weight: Tensor, *, fused: bool) -> Tensor:
    """The kernel (in, out, 4, 4) of the transposed convolution, stride 2, that doubles the side with (out, in, 3, 3).

    "Fused" weights belong to a transposed convolution, whose neighbouring taps are summed so that every pixel is
    repeated; the others to a convolution after nearest-neighbour upsampling, which is the same transposed convolution
    of the mirrored kernel, borders included. It needs 4 products for every 9 of the plain way.
    """
    kernel = F.pad((weight if fused else weight.flip(2, 3)).transpose(0, 1), (1, 1, 1, 1))
    kernel = kernel[:, :, 1:, 1:] + kernel[:, :, :-1, 1:] + kernel[:, :, 1:, :-1] + kernel[:, :, :-1, :-1]
    return last(kernel)


def last(weight: Tensor) -> Tensor:
    """With the channels last in memory."""
    return weight.contiguous(memory_format=torch.channels_last)


def pixel_norm(x: Tensor) -> Tensor:
    """x over the root mean square of its channels (axis 1)."""
    return x * (x.square().mean(1, keepdim=True) + EPSILON).rsqrt()


def by_rows(function: Callable[[Tensor], Tensor], x: Tensor) -> Tensor:
    """`function` of the rows of x, such that a row's result is the same to the last bit whatever rows come with it."""
    chunks = [function(F.pad(chunk, (0, 0, 0, ROWS - len(chunk)))) for chunk in x.split(ROWS)]
    return torch.cat(chunks)[: len(x)]
