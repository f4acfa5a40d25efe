"""Unsupervised directions: a matrix whose directions can be told apart (Voynov and Babenko, ICML 2020, section 3).

A network sees a picture and the same one shifted along one of the directions, and says along which, and how far. It
and the matrix learn together; the generator stays as it is. What is easy to tell is often one thing that people have a
word for, but nothing in the loss asks for that.

The matrix is orthonormal by the exponential of a skew matrix (the authors' choice), free, or of rows of length 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import Tensor

from engine.codes.samples import FIRST_SEED
from engine.codes.subspace import why_none
from engine.document.directions import DirectionSet
from engine.generator import Generator
from engine.job import Job
from engine.language import tr
from engine.learning.learner import Found, Learner
from engine.learning.pairs.learner import PairLearner, Rates
from engine.learning.pairs.pairs import Pairs, pairs_of
from engine.learning.pairs.shown import straight
from engine.learning.pairs.ways import FORMS, ORTHONORMAL, random_rows
from engine.learning.training import Plan, trained
from engine.method import Context, Method, method

#: Adam's rates for the matrix and the reconstructor: the rows must not turn faster than the reconstructor follows.
RATES = Rates(1e-3)


@method("voynov")
@dataclass(frozen=True)
class Voynov(Method):
    """Directions that learn to be told apart by a network that learns to tell them apart."""

    title = "Unsupervised directions"
    paper = "Voynov and Babenko 2020"
    trains = True

    directions: int = field(default=32, metadata={"help": tr("directions to learn"), "low": 2, "high": 256})
    matrix: str = field(
        default=ORTHONORMAL, metadata={"help": tr("what directions are to each other"), "choices": (*FORMS,)}
    )
    samples: int = field(default=4_000, metadata={"help": tr("faces to learn from"), "low": 8, "high": 100_000})
    steps: int = field(default=500, metadata={"help": tr("steps of learning"), "low": 1, "high": 1_000_000})

    @classmethod
    def why_not(cls, generator: Generator) -> str:
        return why_none(generator.layout, tied=generator.tied)

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        def make(at_once: int) -> Job[Learner]:
            random = torch.Generator().manual_seed(FIRST_SEED + context.seed)
            pairs = yield from pairs_of(generator, self.samples, random, at_once)
            ways = FORMS[self.matrix](self._rows(pairs, random))
            told = self._told(ways.count, generator)
            return PairLearner(pairs, ways, lambda: Found(straight(pairs, ways), told), RATES, at_once, context.seed)

        return trained(self, generator, context, Plan(self.steps), make)

    def _rows(self, pairs: Pairs, random: torch.Generator) -> Tensor:
        """The rows that the matrix begins with, as many as there can be."""
        dimension = pairs.subspace.dimension
        count = min(self.directions, dimension) if self.matrix == ORTHONORMAL else self.directions
        return random_rows(count, dimension, random)

    def _told(self, count: int, generator: Generator) -> tuple[str, ...]:
        fewer = tr(
            "{count} directions and not {directions}, as a code here has {count} numbers to move",
            count=count,
            directions=self.directions,
        )
        return (
            *((fewer,) if count < self.directions else ()),
            *((tr("codes of class 0"),) if generator.classes else ()),
        )
