"""WarpedGANSpace: curved ways through the codes that can be told apart (Tzelepis et al., ICCV 2021, section 3).

As `voynov`, but each way follows the gradient of a function of its own, a sum of Gaussians in pairs of both signs. So
it leads elsewhere from each face. A slider here is one way for all faces: the path that it takes through the mean of
the codes, whose end is told how far it speaks for others.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import torch

from engine.codes.samples import FIRST_SEED
from engine.codes.subspace import why_none
from engine.document.directions import DirectionSet
from engine.generator import Generator
from engine.job import Job
from engine.language import tr
from engine.learning.learner import Found, Learner
from engine.learning.pairs.learner import PairLearner, Rates
from engine.learning.pairs.pairs import Pairs, pairs_of
from engine.learning.pairs.shown import REACH, alike, curved
from engine.learning.pairs.warp import Warps
from engine.learning.training import Plan, trained
from engine.method import Context, Method, method

#: Adam's rate for the supports and widths, and for the reconstructor.
RATES = Rates(1e-2, 2e-3)


@method("warpedganspace")
@dataclass(frozen=True)
class WarpedGANSpace(Method):
    """Curved ways that learn to be told apart by a network that learns to tell them apart."""

    title = "WarpedGANSpace"
    paper = "Tzelepis et al. 2021"
    trains = True

    directions: int = field(default=32, metadata={"help": tr("curves to learn"), "low": 2, "high": 256})
    dipoles: int = field(default=32, metadata={"help": tr("pairs of centres that bend a curve"), "low": 1, "high": 512})
    samples: int = field(default=4_000, metadata={"help": tr("faces to learn from"), "low": 8, "high": 100_000})
    steps: int = field(default=400, metadata={"help": tr("steps of learning"), "low": 1, "high": 1_000_000})

    @classmethod
    def why_not(cls, generator: Generator) -> str:
        return why_none(generator.layout, tied=generator.tied)

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        def make(at_once: int) -> Job[Learner]:
            random = torch.Generator().manual_seed(FIRST_SEED + context.seed)
            pairs = yield from pairs_of(generator, self.samples, random, at_once)
            ways = Warps(self.directions, pairs.subspace.dimension, self.dipoles, random)
            told = (tr("codes of class 0"),) if generator.classes else ()
            return PairLearner(pairs, ways, lambda: _found(pairs, ways, told), RATES, at_once, context.seed)

        return trained(self, generator, context, Plan(self.steps), make)


def _found(pairs: Pairs, ways: Warps, told: tuple[str, ...]) -> Found:
    """The curves through the mean, and how far they speak for single faces."""
    agree = tr(
        "curves through the mean; at faces they lead elsewhere, with a mean |cosine| of {alike:.2f}",
        alike=alike(pairs, ways),
    )
    return Found(curved(pairs, ways), (agree, *told), REACH)
