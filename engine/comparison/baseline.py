"""What every method has to beat: directions drawn at random."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from engine.codes.samples import measured
from engine.codes.subspace import Subspace, why_none
from engine.document.directions import Direction, DirectionSet, notes
from engine.document.projection import unit
from engine.generator import Generator
from engine.job import Job
from engine.language import tr
from engine.method import Context, Method


@dataclass(frozen=True)
class RandomDirections(Method):
    """Directions that nothing was learned for: drawn evenly from the sphere of the codes' subspace. It is in no list of
    methods; the comparison tells by it what a method is worth."""

    identifier = "random"
    title = "Random directions"
    paper = "no method"

    count: int = field(default=32, metadata={"help": tr("how many directions"), "low": 1, "high": 512})

    @classmethod
    def why_not(cls, generator: Generator) -> str:
        return why_none(generator.layout, tied=generator.tied)

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        space = Subspace(generator.layout, tied=generator.tied)
        rows = np.random.default_rng(context.seed).standard_normal((self.count, space.dimension))
        vectors = space.lift(unit(rows).astype(np.float32))
        _, sigma = yield from measured(generator, space, vectors, context.seed)
        each = tuple(
            Direction(tr("random {i}", i=i), vector, float(long))
            for i, (vector, long) in enumerate(zip(vectors, sigma, strict=True), 1)
        )
        return DirectionSet(each, self.provenance(generator, context), notes("found", (tr("drawn, not found"),)))
