"""Pairs of pictures: a face of the bank, and the same one moved along one of the ways."""

from __future__ import annotations

from collections.abc import Generator as Steps
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.codes.subspace import Subspace
from engine.generator import Generator
from engine.job import Progress
from engine.learning.pairs.ways import Ways
from engine.learning.seen import MOST, Bank, Seen, drawn_bank

#: How far apart a pair lies, in the root mean square of the deviations of a code's numbers (section 4 of Voynov and
#: Babenko): at least, and at most.
NEAR, FARTHEST = 0.5, 6.0


@dataclass(frozen=True, eq=False)
class Pairs:
    """What pairs are made of: a `bank` of the generator's codes and `seen` pictures, the `mean` (d,) of the codes in
    the subspace, and the `unit` of places there, the root mean square of their deviations."""

    seen: Seen
    bank: Bank
    subspace: Subspace
    mean: Tensor
    unit: float

    def places(self, codes: Tensor) -> Tensor:
        """Codes (N, layout.dimension) as places (N, d): from the mean, in units."""
        return (self.subspace.project(codes) - self.mean) / self.unit

    def shifted(self, codes: Tensor, ways: Ways, which: Tensor, far: Tensor) -> Tensor:
        """The pictures (N, 3, side, side) of codes (N, layout.dimension) moved along the ways `which` (N,), by `far`
        (N,) units."""
        steps = ways.steps(self.places(codes), which, far)
        return self.seen(self.subspace.moved(codes, self.unit * steps)).to(self.bank.pictures)


def pairs_of(generator: Generator, count: int, random: torch.Generator, at_once: int) -> Steps[Progress, None, Pairs]:
    """The job of what pairs of this generator are made of, with a bank of `count`."""
    subspace, seen = Subspace(generator.layout, tied=generator.tied), Seen(generator, most=MOST)
    bank = yield from drawn_bank(seen, count, random, at_once)
    inside = subspace.project(bank.codes)
    unit = float(inside.var(0).mean().sqrt()) or 1.0
    return Pairs(seen, bank, subspace, inside.mean(0), unit)


def distances(count: int, random: torch.Generator) -> Tensor:
    """How far (count,): uniform up to `FARTHEST`, either way alike; what is nearer than `NEAR` is put there.

    The code of WarpedGANSpace draws its distances with weights that grow with their place: + comes more often.
    """
    signs = 2.0 * torch.randint(2, (count,), generator=random) - 1
    return signs * (FARTHEST * torch.rand(count, generator=random)).clamp_min(NEAR)
