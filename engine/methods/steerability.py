"""Steerability: walks whose pictures are edited ones (Jahanian, Chai and Isola, ICLR 2020).

min over v of E |m (G(z + amount v) - edit(G(z), amount))|^2 (eq. 2), m the pixels that the edit knows. The walk begins
where one Jacobian a face puts it to first order, and Adam goes on from there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import torch

from engine.codes.samples import FIRST_SEED
from engine.codes.subspace import why_none
from engine.document.directions import DirectionSet
from engine.generator import Generator
from engine.job import Job, within
from engine.language import mark, tr
from engine.learning.learner import Learner
from engine.learning.seen import Seen, drawn_bank
from engine.learning.training import Plan, trained
from engine.learning.transforms.edits import EDITS, chosen
from engine.learning.transforms.start import SIDE, started
from engine.learning.transforms.steering import FRESH, Steering
from engine.learning.transforms.walks import ByNetwork, Straight, Walk
from engine.method import Context, Method, method

#: Faces that a walk learns from.
FACES = 800
STRAIGHT, BY_NETWORK = mark("straight"), mark("by network")


@method("steerability")
@dataclass(frozen=True)
class Steerability(Method):
    """One slider an edit, three for colour; from -3 to +3 sigma it asks for as much as was learned from."""

    title = "Steerability"
    paper = "Jahanian et al. 2020"
    trains = True
    signed = True

    transforms: str = field(
        default=", ".join(EDITS), metadata={"help": tr("edits of the picture to follow"), "many": tuple(EDITS)}
    )
    walk: str = field(
        default=STRAIGHT,
        metadata={"help": tr("straight, or steps that a small network bends"), "choices": (STRAIGHT, BY_NETWORK)},
    )
    steps: int = field(
        default=120, metadata={"help": tr("steps of at most this training"), "low": 1, "high": 1_000_000}
    )

    @classmethod
    def why_not(cls, generator: Generator) -> str:
        return why_none(generator.layout, tied=generator.tied)

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        edits = chosen(self.transforms)

        def make(at_once: int) -> Job[Learner]:
            random = torch.Generator().manual_seed(FIRST_SEED + context.seed)
            seen = Seen(generator, SIDE, SIDE)
            start = yield from within(0, 0.6, started(seen, edits, random))
            bank = yield from within(0.6, 0.95, drawn_bank(seen, FACES, random, at_once))
            fresh = yield from within(0.95, 1, drawn_bank(seen, FRESH, random, at_once))
            walk: Walk
            if self.walk == BY_NETWORK:
                walk = ByNetwork(generator, edits, start, bank.codes, FIRST_SEED + context.seed)
            else:
                walk = Straight(generator, edits, start, bank.codes)
            return Steering(seen, walk, bank, fresh, at_once)

        return trained(self, generator, context, Plan(self.steps), make)
