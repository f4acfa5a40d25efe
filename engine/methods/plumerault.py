"""Factors of variation: where codes of edited pictures lie (Plumerault, Le Borgne and Hudelot, ICLR 2020).

For faces and rising amounts of an edit, codes are looked for whose pictures are the edited ones but for fine detail
(section 2.1, eq. 6); what their steps have in common is the direction, along which a face can be put at a place
(section 2.2: z - <z, u> u + place u).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import torch

from engine.codes.prior import fitted
from engine.codes.samples import FIRST_SEED, drawn
from engine.codes.subspace import why_none
from engine.document.directions import DirectionSet
from engine.generator import Generator
from engine.job import Job, within
from engine.language import tr
from engine.learning.learner import Learner
from engine.learning.seen import Seen
from engine.learning.training import Plan, trained
from engine.learning.transforms.edits import EDITS, chosen
from engine.learning.transforms.inverting import Inverting
from engine.learning.transforms.start import SIDE
from engine.learning.transforms.trajectories import Trajectories
from engine.method import Context, Method, method

#: Codes that tell how far they spread along a direction.
CODES = 2_000


@method("plumerault")
@dataclass(frozen=True)
class Plumerault(Method):
    """One slider an edit, three for colour; it can show a face's place among all others."""

    title = "Factors of variation"
    paper = "Plumerault et al. 2020"
    trains = True
    signed = True

    transforms: str = field(
        default=", ".join(EDITS), metadata={"help": tr("edits of the picture to follow"), "many": tuple(EDITS)}
    )
    steps: int = field(
        default=8, metadata={"help": tr("steps of at most this training, four faces each"), "low": 1, "high": 10_000}
    )

    @classmethod
    def why_not(cls, generator: Generator) -> str:
        return why_none(generator.layout, tied=generator.tied)

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        edits = chosen(self.transforms)

        def make(at_once: int) -> Job[Learner]:
            prior = yield from within(0, 1, fitted(generator))
            codes = drawn(generator, CODES, torch.Generator().manual_seed(FIRST_SEED + context.seed)).cpu()
            return Trajectories(Inverting(Seen(generator, SIDE, SIDE), prior, at_once), edits, codes)

        return trained(self, generator, context, Plan(self.steps), make)
