"""GLO (Bojanowski et al. 2018): a decoder that learned without an adversary, each picture with a code of its own.

The decoder is ours: the code's linear picture, which learning begins with as principal components do, and what
transposed convolutions add to it. Codes lie in the unit ball; new ones are drawn from the Gaussian that was fitted to
the learned ones, whose mean and factor the file holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Self, cast

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.document.code import Layout, Slot
from engine.generator import Features, Generator, Stage, StyleMatrix, family
from engine.generators.reading import DoesNotFit, by
from engine.language import tr

FIRST = 4  # the side of the first features
SLOPE = 0.2
#: The widest picture, and the longest code and the most channels that a file may ask for.
LARGEST, MOST = 1024, 2**14
FIXED = ("mean", "factor", "linear.weight", "linear.bias", "start.weight", "start.bias")


@dataclass(frozen=True)
class GLOShape:
    """How many numbers a code has, and the channels at sides 4, 8, ... up to half the picture's."""

    numbers: int
    widths: tuple[int, ...]

    @property
    def resolution(self) -> int:
        """The picture's side in pixels."""
        return int(FIRST * 2 ** len(self.widths))


class GLONetwork(nn.Module):
    """The decoder, and the Gaussian of the codes: `mean` (numbers,) and `factor` (numbers, numbers)."""

    mean: Tensor
    factor: Tensor

    def __init__(self, shape: GLOShape) -> None:
        super().__init__()
        self.shape = shape
        self.linear = nn.Linear(shape.numbers, 3 * shape.resolution**2)
        self.start = nn.Linear(shape.numbers, shape.widths[0] * FIRST**2)
        sizes = (*shape.widths, 3)
        self.ups = nn.ModuleList(nn.ConvTranspose2d(a, b, 4, 2, 1) for a, b in pairwise(sizes))
        self.register_buffer("mean", torch.zeros(shape.numbers))
        self.register_buffer("factor", torch.eye(shape.numbers))

    def begin(self, z: Tensor) -> tuple[Tensor, Tensor]:
        """Codes (N, numbers) to features (N, widths[0], 4, 4) and the linear picture (N, 3, S, S)."""
        side = self.shape.resolution
        h = F.leaky_relu(self.start(z), SLOPE).view(len(z), -1, FIRST, FIRST)
        return h, self.linear(z).view(len(z), 3, side, side)

    def up(self, h: Tensor, i: int) -> Tensor:
        """The features after the convolution `i`, twice as wide; behind the last one what is added to the picture."""
        h = cast(Tensor, self.ups[i](h))
        return h if i == len(self.ups) - 1 else F.leaky_relu(h, SLOPE)

    def forward(self, z: Tensor) -> Tensor:
        """Codes (N, numbers) to pictures (N, 3, S, S), nominally in [-1, 1]."""
        h, picture = self.begin(z)
        for i in range(len(self.ups)):
            h = self.up(h, i)
        return picture + h


def shape_of(weights: Mapping[str, Tensor]) -> GLOShape:
    """The shape of the network whose weights these are.

    Raises:
        DoesNotFit: they are of none; the first weight that does not fit is named.
    """
    ups = [f"ups.{i}.weight" for i in range(len(weights)) if f"ups.{i}.weight" in weights]
    for name in (*FIXED, *ups, "ups.0.weight"):
        if name not in weights:
            raise DoesNotFit(tr("{name} is missing", name=name), (name,))
    if weights["mean"].dim() != 1 or any(weights[name].dim() != 4 for name in ups):
        raise DoesNotFit(
            tr("mean is {by}, where the numbers of a code are needed", by=by(weights["mean"].shape)), ("mean",)
        )
    shape = GLOShape(len(weights["mean"]), tuple(weights[name].shape[0] for name in ups))
    if not all(0 < size <= MOST for size in (shape.numbers, *shape.widths)) or shape.resolution > LARGEST:
        raise DoesNotFit(
            tr("mean and {ups} are of a code or a picture of no size known here", ups=ups[-1]), ("mean", ups[-1])
        )
    with torch.device("meta"):
        wanted = {name: value.shape for name, value in GLONetwork(shape).state_dict().items()}
    for name in (*wanted, *weights):
        if name not in weights or name not in wanted:
            wrong = tr("is missing") if name in wanted else tr("is no part of one")
            raise DoesNotFit(f"{name} {wrong}", (name,))
        if weights[name].shape != wanted[name]:
            raise DoesNotFit(
                tr(
                    "{name} is {by}, where {by2} is needed", name=name, by=by(weights[name].shape), by2=by(wanted[name])
                ),
                (name,),
            )
    return shape


@family("glo")
class GLO(Generator):
    """A code z in the unit ball to a picture; noise becomes a code by the Gaussian of the learned ones."""

    title = "GLO"

    def __init__(self, network: GLONetwork, metadata: Mapping[str, str]) -> None:
        self.metadata, self.network = metadata, network.eval().requires_grad_(requires_grad=False)
        shape = network.shape
        self.resolution, self.z_dim = shape.resolution, shape.numbers
        self.layout = Layout((Slot("z", shape.numbers, FIRST),))
        self.parameters = sum(p.numel() for p in network.parameters())
        self.stages = (
            Stage(f"{FIRST} px", ("z",), lambda _, codes: network.begin(codes.to(network.mean.device))),
            *(Stage(f"{FIRST * 2 ** (i + 1)} px", (), partial(self._doubled, i)) for i in range(len(network.ups))),
        )

    def _doubled(self, i: int, features: Features | None, _: Tensor) -> Features:
        """The stage of the convolution `i`; the last one ends in the picture."""
        assert isinstance(features, tuple)
        h, picture = self.network.up(features[0], i), features[1]
        return picture + h if i == len(self.network.ups) - 1 else (h, picture)

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        """Whether the weights are those of such a decoder."""
        try:
            shape_of(weights)
        except DoesNotFit:
            return False
        return True

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        """Build from the weights of a `GLONetwork`.

        Raises:
            DoesNotFit: the first weight that does not belong is named.
        """
        shape = shape_of(weights)
        with torch.device("meta"):
            network = GLONetwork(shape)
        network.load_state_dict({name: value.detach().float() for name, value in weights.items()}, assign=True)
        return cls(network, metadata)

    @property
    def style_matrices(self) -> tuple[StyleMatrix, ...]:
        """Both maps that read the code: of the first features, and of the linear picture."""
        network = self.network
        return (StyleMatrix("z", lambda: torch.cat([network.start.weight, network.linear.weight])),)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        """Noise (N, numbers) to codes (N, numbers) of the Gaussian that was fitted to the learned ones."""
        mean = self.network.mean
        return mean + z.to(mean) @ self.network.factor.T

    def mean_code(self, label: int | None = None) -> Tensor:
        """The mean of the learned codes."""
        return self.network.mean
