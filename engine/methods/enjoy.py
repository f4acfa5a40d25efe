"""Enjoy Your Editing: controllable edits learned against a regressor (Zhuang, Koyejo and Schwing, ICLR 2021).

Shifts of several attributes are learned together: each brings its attribute to an absolute target, by epsilon = target
less what the face has, while the others, the content and the look of a face stay (eq. 3 to 6). One shift for all faces
(section 3.1, global), in w+ of each layer its own, or one a face by a small network (local).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import torch

from engine.attributes.at_hand import loading_measures_of, measures_of
from engine.codes.samples import FIRST_SEED, drawn
from engine.codes.subspace import why_none
from engine.document.directions import DirectionSet
from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.language import mark, tr
from engine.learning.assessors.assessor import NETWORK, assessor_of, usual_attributes
from engine.learning.assessors.own import fingerprint
from engine.learning.editing.enjoying import preparing
from engine.learning.learner import Learner
from engine.learning.training import Plan, trained
from engine.method import Context, Method, method

GLOBAL, LOCAL = mark("one for all faces"), mark("one a face")


def _attributes(generator: Generator | None) -> tuple[str, ...]:
    """What there is to change."""
    return (*measures_of(generator).attributes, NETWORK)


@method("enjoy")
@dataclass(frozen=True)
class EnjoyYourEditing(Method):
    """A direction for each attribute, all learned at once."""

    title = "Enjoy Your Editing"
    paper = "Zhuang et al. 2021"
    trains = True
    signed = True

    attributes: str = field(
        default="", metadata={"help": tr("what to change, such as smile, yaw; empty: what suits"), "many": _attributes}
    )
    network: str = field(default="", metadata={"help": tr("file of your own network: JSON of layers, or ONNX")})
    answer: int = field(default=1, metadata={"help": tr("which answer of your network"), "low": 1, "high": 10_000})
    shift: str = field(
        default=GLOBAL,
        metadata={"help": tr("what is learned"), "choices": (GLOBAL, LOCAL)},
    )
    content: float = field(default=1.0, metadata={"help": tr("weight of what must stay"), "low": 0.0, "high": 1000.0})
    samples: int = field(default=400, metadata={"help": tr("faces to judge"), "low": 20, "high": 20_000})
    steps: int = field(default=300, metadata={"help": tr("steps to learn"), "low": 1, "high": 100_000})

    @classmethod
    def why_not(cls, generator: Generator) -> str:
        return why_none(generator.layout, tied=generator.tied)

    def question(self) -> dict[str, object]:
        return super().question() | fingerprint(self.network)

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        def make(at_once: int) -> Job[Learner]:
            names = tuple(dict.fromkeys(name.strip().lower() for name in self.attributes.split(",") if name.strip()))
            if not names:
                names = yield from within(0, 0.1, self._usual(generator, at_once))
            assessor = yield from within(0.1, 0.2, assessor_of(generator, names, self.network, self.answer))
            face = generator.sample(1, context.seed)[0] if context.code is None else torch.from_numpy(context.code)
            preparation = preparing(generator, assessor, self.samples, FIRST_SEED + context.seed, at_once, face,
                                    self.content, local=self.shift == LOCAL)  # fmt: skip
            return (yield from within(0.2, 1, preparation))

        return trained(self, generator, context, Plan(self.steps), make)

    @staticmethod
    def _usual(generator: Generator, at_once: int) -> Job[tuple[str, ...]]:
        measures = yield from loading_measures_of(generator)
        with torch.no_grad():
            pictures = generator.synthesize(drawn(generator, at_once, torch.Generator().manual_seed(0)))
        yield Progress(0.5)
        return usual_attributes(measures, pictures)
