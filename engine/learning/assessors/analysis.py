"""What GANalyze learns (Goetschalckx et al., ICCV 2019): a step by which what an assessor says changes as asked."""

from __future__ import annotations

from collections.abc import Generator as Steps
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from engine.codes.subspace import Subspace
from engine.document.directions import Direction
from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.language import tr
from engine.learning.assessors.answering import Answer, answering
from engine.learning.assessors.assessor import Assessor, Range, range_of
from engine.learning.assessors.faces import LEAST, Faces, drawn_codes, judged_once, traced
from engine.learning.assessors.walk import Walk, start
from engine.learning.learner import Figures, Found, Learner, Rated
from engine.learning.pace import parts
from engine.learning.seen import Seen
from engine.method import Memory

#: Faces of a step, and what is asked of them at most, in units (section 3: alpha from U[-0.5, 0.5]).
BATCH, MOST = 8, 0.5
#: How far Adam moves each number at a step, as a share of the start's typical one.
RATE = 0.03
#: Faces by which it begins, and fresh ones by which it is measured: single faces smile by a quarter to twice of what is
#: asked, so that the mean of 60 is still off by a tenth.
STARTING, FRESH = 32, 150
#: Faces by which it is seen whether an assessor knows what they are.
LOOKED_AT = 8


@dataclass(frozen=True, eq=False)
class Question:
    """What is learned: the generator's pictures, how codes move, what judges, and the faces that were judged;
    `classes` that have a step of their own."""

    seen: Seen
    walk: Walk
    assessor: Assessor
    faces: Faces
    ranges: Range
    at_once: int
    classes: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


class Analysis(Learner):
    """theta of eq. 2, which begins at g / |g|^2; of several classes theta = W y + b (section 3), W begins at 0."""

    watched = "error"

    def __init__(self, question: Question, begin: Tensor, random: torch.Generator) -> None:
        self._asked, self._fresh = question, random
        self._theta = nn.ParameterDict({"b": nn.Parameter(begin.clone())})
        if question.classes:
            self._theta["W"] = nn.Parameter(begin.new_zeros(len(question.classes), begin.shape[1]))
        self.module = self._theta
        self._rate = RATE * float(begin.norm()) / begin.shape[1] ** 0.5

    def rated(self) -> tuple[Rated, ...]:
        return (Rated(list(self.module.parameters()), self._rate),)

    def step(self, random: torch.Generator) -> Job[Figures]:
        """The squared error of eq. 1, in units; the branch that is not moved was judged once."""
        asked, total = self._asked, 0.0
        picked = torch.randint(len(asked.faces), (BATCH,), generator=random)
        alphas = MOST * (2 * torch.rand(BATCH, generator=random) - 1)
        unit = asked.ranges.unit[0]
        for part in parts(BATCH, asked.at_once):
            some = picked[part]
            wanted = asked.faces.scores[some, 0] / unit + alphas[part]
            pictures = asked.seen(asked.walk(asked.faces.codes[some], alphas[part], self._steps(some)))
            yield Progress(0.0)

            def error(few: Tensor, where: slice, wanted: Tensor = wanted) -> Tensor:
                return (asked.assessor.read(few)[:, 0] / unit - wanted[where]).square().sum() / BATCH

            total += yield from traced(pictures, error)
        return {"error": total}

    def _steps(self, faces: Tensor) -> Tensor:
        """theta (n or 1, d) for these judged faces."""
        if not self._asked.classes:
            return self._theta["b"]
        which = (self._asked.faces.classes[faces][:, None] == torch.tensor(self._asked.classes)).int().argmax(1)
        return self._theta["b"] + self._theta["W"][which]

    def so_far(self) -> Found:
        steps = self._learned()
        return Found(tuple(self._direction(i, steps[i]) for i in range(len(steps))), self._asked.notes)

    def finished(self) -> Job[Found]:
        """Each step divided by its slope on fresh faces: the squared error itself shrinks it where faces differ in how
        they answer."""
        asked, steps = self._asked, self._learned()
        rows, told = [], []
        for i, step in enumerate(steps):
            among = asked.classes[i : i + 1]
            codes, _ = drawn_codes(asked.seen.generator, min(FRESH, len(asked.faces) * 3 // 8), self._fresh, among)
            answer = yield from within(i / len(steps), (i + 1) / len(steps), self._answer(codes, step))
            rows.append(self._direction(i, step / answer.divisor))
            told.append(_told(self._name(i), answer, len(codes)))
        yield Progress(1.0)
        return Found(tuple(rows), (*told, *asked.notes))

    def _answer(self, codes: Tensor, step: Tensor) -> Job[Answer]:
        asked = self._asked
        subspace = asked.walk.subspace

        def move(some: Tensor, by: float) -> Tensor:
            return some + by * subspace.laid(step[None])  # straight, as sliders do

        return answering(asked.seen, asked.assessor, asked.ranges, codes, move, 0, asked.at_once)

    def _learned(self) -> Tensor:
        """theta (1, d), or one a class."""
        with torch.no_grad():
            return (self._theta["b"] + self._theta["W"] if self._asked.classes else self._theta["b"]).clone()

    def _name(self, i: int) -> str:
        name = self._asked.assessor.names[0]
        return tr("{name}, class {classes}", name=name, classes=self._asked.classes[i]) if self._asked.classes else name

    def _direction(self, i: int, step: Tensor) -> Direction:
        return direction(self._name(i), self._asked.walk.subspace, step, float(self._asked.ranges.step[0]))


def direction(name: str, subspace: Subspace, step: Tensor, deviation: float, origin: float | None = None) -> Direction:
    """A step (subspace.dimension,) of one unit as a direction of which one sigma is one standard deviation of faces,
    `deviation` units."""
    whole = subspace.laid(step[None])[0].double()
    long = whole.norm().clamp_min(1e-12)
    return Direction(name, (whole / long).float().numpy(), max(float(long) * deviation, 1e-6), origin=origin)


def _told(name: str, answer: Answer, count: int) -> str:
    how = tr(
        "asked of {count} fresh faces, the step learned had {slope:.2f} of the effect asked for",
        count=count,
        slope=answer.slope,
    )
    how += tr(", and was divided by that") if answer.divisor != 1 else tr(", and is as it was learned")
    return tr("{name}: {how}; {follow:.0%} of faces follow step by step", name=name, how=how, follow=answer.follow)


def few_of(faces: Faces, most: int) -> int:
    """How many faces to look at closely: at most three of twenty that were judged."""
    return min(most, max(len(faces) * 3 // 20, 2))


def doubting(seen: Seen, assessor: Assessor, faces: Faces, at_once: int) -> Job[str]:
    """What speaks against an assessor of such faces."""
    some = []
    for part in parts(min(LOOKED_AT, len(faces)), at_once):
        with torch.no_grad():
            some.append(seen(faces.codes[part]))
        yield Progress(0.0)
    with torch.no_grad():
        doubt = assessor.doubt(torch.cat(some))
    yield Progress(1.0)
    return doubt


def preparing(
    generator: Generator, assessor: Assessor, subspace: Subspace, count: int, seed: int, at_once: int,
    classes: tuple[int, ...], memory: Memory,
) -> Steps[Progress, None, Analysis]:  # fmt: skip
    """The job of a learner: judged faces, what a unit is, and where to begin. Faces that were judged before for another
    name are in the memory.

    Raises:
        ValueError: the assessor says nothing that can be learned; one plain sentence.
    """
    seen, walk = Seen(generator, LEAST), Walk(generator, subspace)
    faces = yield from within(0, 0.7, judged_once(memory, seen, assessor, count, seed, at_once, classes))
    ranges = range_of(faces.scores, assessor.names)
    doubt = yield from within(0.7, 0.7, doubting(seen, assessor, faces, at_once))
    begin = yield from within(0.7, 1, start(seen, walk, assessor, faces, ranges, few_of(faces, STARTING), at_once))
    told = tr("one step of a slider is one standard deviation of {names} over faces", names=assessor.names[0])
    question = Question(seen, walk, assessor, faces, ranges, at_once, classes, (told, *([doubt] if doubt else [])))
    return Analysis(question, begin, torch.Generator().manual_seed(seed + 1))
