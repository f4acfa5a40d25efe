"""Faces of a generator that were judged once, and gradients traced back through pictures in short parts."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Generator as Steps
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.codes.samples import drawn
from engine.generator import Generator
from engine.job import Job, Progress
from engine.language import tr
from engine.learning.assessors.assessor import Assessor
from engine.learning.pace import parts
from engine.learning.seen import Seen

#: The least side of a lower block's picture that judges can read: what the shipped networks take.
LEAST = 128
#: Pictures that a judge reads at once: some 50 ms of the shipped networks.
FEW = 2


@dataclass(frozen=True, eq=False)
class Faces:
    """Codes (n, layout.dimension), what an assessor says of their pictures (n, k), and their classes (n,)."""

    codes: Tensor
    scores: Tensor
    classes: Tensor

    def __len__(self) -> int:
        return len(self.codes)


def drawn_codes(
    generator: Generator, count: int, random: torch.Generator, among: tuple[int, ...] = ()
) -> tuple[Tensor, Tensor]:
    """Codes (count, layout.dimension) and their classes (count,): of a conditional generator any, or of those
    `among`."""
    if not generator.classes:
        return drawn(generator, count, random), torch.zeros(count, dtype=torch.long)
    known = torch.tensor(among or range(generator.classes))
    classes = known[torch.randint(len(known), (count,), generator=random)]
    with torch.no_grad():
        return generator.map(generator.draw(count, random), classes), classes


def judged(
    seen: Seen, assessor: Assessor, count: int, random: torch.Generator, at_once: int, among: tuple[int, ...] = ()
) -> Steps[Progress, None, Faces]:
    """The job of `count` judged faces, drawn `at_once`."""
    codes, classes = drawn_codes(seen.generator, count, random, among)
    scores = []
    for part in parts(count, at_once):
        with torch.no_grad():
            pictures = seen(codes[part])
        yield Progress(part.start / count, tr("judging faces, {start:,} of {count:,}", start=part.start, count=count))
        scores.append((yield from read(assessor, pictures)))
    return Faces(codes, torch.cat(scores), classes)


def read(assessor: Assessor, pictures: Tensor) -> Job[Tensor]:
    """What an assessor says of pictures, a few at once, without gradients."""
    scores = []
    for few in parts(len(pictures), FEW):
        with torch.no_grad():
            scores.append(assessor.read(pictures[few]))
        yield Progress(0.0)
    return torch.cat(scores)


def traced(pictures: Tensor, loss: Callable[[Tensor, slice], Tensor], few: int = FEW) -> Job[float]:
    """Trace a loss, which `loss(some, where)` says of some pictures at once, back to all that the pictures came from.

    The gradients are cut at the pictures, so that each part is short; returns the sum of the losses.
    """
    cut = pictures.detach().requires_grad_()
    total = 0.0
    for part in parts(len(cut), few):
        some = loss(cut[part], part)
        some.backward()
        total += float(some.detach())
        yield Progress(0.0)
    assert cut.grad is not None
    pictures.backward(cut.grad)
    yield Progress(0.0)
    return total
