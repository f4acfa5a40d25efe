"""GANalyze: what makes a picture more so (Goetschalckx, Andonian, Oliva and Isola, ICCV 2019).

An assessor judges pictures; a step theta is learned by which what it says rises by what is asked (eq. 1 and 2). Here it
begins at g / |g|^2, g the mean gradient, which is the answer for a linear assessor; each row of the noise keeps its
own length where the code is the noise; and theta is divided by its measured slope at the end.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.attributes.at_hand import measures_of
from engine.codes.samples import FIRST_SEED
from engine.codes.subspace import Subspace, why_none
from engine.document.directions import DirectionSet
from engine.document.disk.wording import short
from engine.generator import Generator
from engine.job import Job, within
from engine.language import tr
from engine.learning.assessors.analysis import preparing
from engine.learning.assessors.assessor import NETWORK, assessor_of
from engine.learning.assessors.own import fingerprint
from engine.learning.learner import Learner
from engine.learning.training import Plan, trained
from engine.method import Context, Method, method

#: How many steps must bring something.
STRETCH = 100
#: The most classes that have a slider of their own.
CLASSES = 64


def _assessors(generator: Generator | None) -> tuple[str, ...]:
    """What can judge a generator's pictures."""
    return (*measures_of(generator).attributes, NETWORK)


@method("ganalyze")
@dataclass(frozen=True)
class GANalyze(Method):
    """More of what an assessor says; one direction, or one a class."""

    title = "GANalyze"
    paper = "Goetschalckx et al. 2019"
    trains = True
    signed = True

    attribute: str = field(
        default="brightness",
        metadata={"help": tr("what judges; network: one of your own"), "choices": _assessors},
    )
    network: str = field(default="", metadata={"help": tr("file of your own network: JSON of layers, or ONNX")})
    answer: int = field(default=1, metadata={"help": tr("which answer of your network"), "low": 1, "high": 10_000})
    samples: int = field(default=400, metadata={"help": tr("faces to judge"), "low": 20, "high": 20_000})
    steps: int = field(default=200, metadata={"help": tr("steps to learn"), "low": 1, "high": 100_000})
    layers: str = field(default="all", metadata={"help": tr("layers to move: all, 3-6 or 3")})
    classes: str = field(default="", metadata={"help": tr("classes with a slider of their own, such as 207, 281")})

    @classmethod
    def why_not(cls, generator: Generator) -> str:
        return why_none(generator.layout, tied=generator.tied)

    def question(self) -> dict[str, object]:
        return super().question() | fingerprint(self.network)

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        subspace, classes = Subspace(generator.layout, self.layers, tied=generator.tied), self._classes(generator)

        def make(at_once: int) -> Job[Learner]:
            looking = assessor_of(generator, (self.attribute,), self.network, self.answer)
            assessor = yield from within(0, 0.2, looking)
            seed = FIRST_SEED + context.seed
            preparation = preparing(generator, assessor, subspace, self.samples, seed, at_once, classes, context.memory)
            return (yield from within(0.2, 1, preparation))

        return trained(self, generator, context, Plan(self.steps, STRETCH), make)

    def _classes(self, generator: Generator) -> tuple[int, ...]:
        """The classes that have a slider of their own; raises ValueError, one plain sentence."""
        words = [word.strip() for word in self.classes.split(",") if word.strip()]
        if not words:
            return ()
        if not generator.classes:
            raise ValueError(tr("This generator knows no classes; leave out which have a slider of their own."))
        found = tuple(dict.fromkeys(int(word) if word.isascii() and word.isdigit() else -1 for word in words))
        if len(found) > CLASSES or not all(0 <= each < generator.classes for each in found):
            raise ValueError(
                tr(
                    "Classes are up to {classes} numbers from 0 to {classes2} with commas between them; "
                    "{classes3} is not.",
                    classes=CLASSES,
                    classes2=generator.classes - 1,
                    classes3=short(repr(self.classes)),
                )
            )
        return found
