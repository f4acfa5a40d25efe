"""How strange the codes are that a generator is given in its own life: what lies beyond is beyond what it has learned.

`Prior.strangeness` is 1 on average, but how much it varies depends on how many numbers a code has; so it is measured.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from engine.codes.prior import Prior
from engine.codes.samples import FIRST_SEED, drawn
from engine.generator import Generator
from engine.job import Job, Progress
from engine.language import tr

#: Codes that strangeness is measured on: of 2,000 the twenty strangest lie beyond 99 of 100, known to some 2 %.
CODES = 2000
SHARE = 0.99
#: Sliders move w along straight lines, and so all leave the flattest axes of its bent space at once: with the prior's
#: own floor the strongest component of StyleGAN2's W would end at 0.55 sigma, where pictures still show nothing of it
#: (0.1: at 1.55, the median of faces). So axes flatter than this share of the widest count as if they were no flatter.
FLOOR = 0.1
AT_ONCE = 100  # codes a step, short enough for sliders to stay live


class Usual:
    """`codes` (2000, layout.dimension) drawn from the generator, and `limit`, which 99 of 100 of them keep to;
    `allowance` is by how much that lies above their mean; `limits` are those of truncated and compressed codes, kept by
    whoever works them out."""

    def __init__(self, codes: Tensor, strangeness: Tensor) -> None:
        self.codes, self.limits = codes, dict[tuple[float, int, float, int], float]()
        self.limit = float(strangeness.quantile(SHARE))
        self.allowance = self.limit - float(strangeness.mean())


def usual(generator: Generator, prior: Prior) -> Job[Usual]:
    """Codes drawn, and how strange they are."""
    codes = drawn(generator, CODES, torch.Generator().manual_seed(FIRST_SEED)).cpu()
    return Usual(codes, (yield from strangeness(prior, codes)))


def strangeness(prior: Prior, codes: Tensor) -> Job[Tensor]:
    """`Prior.strangeness` of many codes (N,), some at a time."""
    found: list[Tensor] = []
    for some in codes.split(AT_ONCE):
        found.append(prior.strangeness(some, FLOOR))
        yield Progress(len(found) * AT_ONCE / (len(codes) + AT_ONCE), tr("measuring what is usual"))
    return torch.cat(found)


def range_within(offsets: Sequence[float], strange: np.ndarray, limit: float) -> tuple[float, float]:
    """The ends of the stretch of `offsets` (n, rising) round the least strange place along which `strange` (n,) keeps
    to the limit, found between two offsets by the straight line; that place alone where none keeps to it."""
    least = int(strange.argmin())
    if strange[least] > limit:
        return offsets[least], offsets[least]

    def end(step: int) -> float:
        here = least
        while 0 <= here + step < len(offsets):
            there = here + step
            if strange[there] > limit:
                share = (limit - strange[here]) / (strange[there] - strange[here])
                return float(offsets[here] + share * (offsets[there] - offsets[here]))
            here = there
        return float(offsets[here])

    return end(-1), end(1)
