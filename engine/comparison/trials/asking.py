"""What Steerability and GANalyze claim: that as much happens as is asked for."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

from engine.comparison.trials.trial import Asked
from engine.document.asked.learning import Keeping
from engine.document.directions import Direction
from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.language import tr
from engine.learning.assessors.answering import answering
from engine.learning.assessors.assessor import assessor_of, range_of
from engine.learning.pace import pace
from engine.learning.seen import Seen
from engine.learning.transforms.edits import EDITS, chosen
from engine.learning.transforms.steering import ENDS, differences
from engine.method import Context
from engine.methods.ganalyze import GANalyze
from engine.methods.steerability import Steerability

#: Fresh faces that are asked, and faces by whose readings a range is told.
FACES, RANGED = 24, 200
#: The factors that GANalyze is tried with, of which the first is taken that is read.
RAISED = ("smile", "open mouth", "brightness")
#: Pictures at once.
BATCH = 8


def steered(asked: Asked) -> Job[Mapping[str, float]]:
    """For every edit by its name, how much of it the walk makes: 1 less the mean square of what is missing of the
    edited pictures at the end, over that of what the edit changes. "brightness asked": the slope of the light that
    pictures have over the light asked for."""
    generator = asked.generator
    context = Context(asked.seed, memory=asked.memory, keeping=Keeping(minutes=asked.minutes))
    found = yield from within(0.0, 0.8, Steerability().discover(generator, context))
    codes = asked.codes(FACES)
    before = yield from within(0.8, 0.82, _pictures(generator, codes))
    edits, figures = {edit.title: edit for edit in chosen(", ".join(EDITS))}, dict[str, float]()
    for i, direction in enumerate(found):
        edit, start = edits[direction.name], 0.82 + 0.18 * i / len(found)
        after = yield from within(start, start, _pictures(generator, codes + step(direction, ENDS)))
        wanted, mask = edit(before, torch.full((FACES,), edit.reach))
        left = differences(after, wanted, mask).sum() / differences(before, wanted, mask).sum().clamp_min(1e-12)
        figures[edit.title] = 1 - float(left)
        if edit.title == "brightness":
            back = yield from within(start, start, _pictures(generator, codes + step(direction, -ENDS)))
            risen = (after - back).mean((1, 2, 3)).double().median()
            figures["brightness asked"] = float(risen) / (2 * edit.reach)
    yield Progress(1.0)
    return figures


def step(direction: Direction, sigma: float) -> Tensor:
    """The step (dimension,) of a code at so many sigma of a slider that ends at `ENDS`."""
    if direction.curve is None:
        return torch.from_numpy(sigma * direction.sigma * direction.vector).float()
    grid = np.linspace(-ENDS, ENDS, len(direction.curve))
    return torch.from_numpy(np.stack([np.interp(sigma, grid, column) for column in direction.curve.T])).float()


def raised(asked: Asked) -> Job[Mapping[str, float]]:
    """ "slope": how much the first factor that can be read rises on fresh faces over what was asked, in the mean, where
    up to a quarter of its range is asked; "follow": the share of faces that follow step by step (Spearman above
    0.9)."""
    generator = asked.generator
    name = next(each for each in RAISED if each in asked.factors.names or each == RAISED[-1])
    context = Context(asked.seed, memory=asked.memory, keeping=Keeping(minutes=asked.minutes))
    found = yield from within(0.0, 0.7, GANalyze(attribute=name).discover(generator, context))
    assessor = yield from assessor_of(generator, (name,), "", 1)
    at_once = yield from within(0.7, 0.7, pace(generator))
    codes, scores = asked.codes(FACES + RANGED), []
    for part in codes[FACES:].split(BATCH):
        with torch.no_grad():
            scores.append(assessor.read(generator.synthesize(part)))
        yield Progress(0.7 + 0.1 * len(scores) * BATCH / RANGED, tr("the range of faces"))
    ranges = range_of(torch.cat(scores), (name,))
    unit = torch.from_numpy(found[0].vector) * found[0].sigma / float(ranges.step[0])
    seen = Seen(generator, generator.resolution)
    move = lambda some, by: some + by * unit  # noqa: E731
    answer = yield from within(0.8, 1.0, answering(seen, assessor, ranges, codes[:FACES], move, 0, at_once))
    return {"slope": answer.slope, "follow": answer.follow}


def _pictures(generator: Generator, codes: Tensor) -> Job[Tensor]:
    """(N, 3, side, side) in [-1, 1]."""
    found = []
    for part in codes.split(BATCH):
        with torch.no_grad():
            found.append(generator.synthesize(part).clamp(-1, 1).cpu())
        yield Progress(0.0)
    return torch.cat(found)
