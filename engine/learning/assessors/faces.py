"""Faces of a generator that were judged once, and gradients traced back through pictures in short parts."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Generator as Steps
from dataclasses import dataclass, replace

import torch
from torch import Tensor

from engine.codes.samples import drawn
from engine.generator import Generator
from engine.job import Job, Progress
from engine.language import tr
from engine.learning.assessors.assessor import Assessor
from engine.learning.pace import parts
from engine.learning.seen import Seen
from engine.method import Memory

#: The least side of a lower block's picture that judges can read: what the shipped networks take.
LEAST = 128
#: Numbers of codes that are remembered: 20 MB.
REMEMBERED = 5_000_000
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


class Judgements:
    """The faces judged last, by all names that were read, and what asked for them: another name of the same faces is at
    hand at once."""

    def __init__(self) -> None:
        self._asked: tuple[object, ...] = ()
        self._faces: tuple[tuple[str, ...], Faces] | None = None

    def keep(self, names: tuple[str, ...], faces: Faces, *asked: object) -> None:
        """Remember them, if they are not too many."""
        if faces.codes.numel() <= REMEMBERED:
            self._faces, self._asked = (names, faces), asked

    def known(self, names: tuple[str, ...], *asked: object) -> Faces | None:
        """The faces that were asked for in the same way, with their scores by `names`, if these were read."""
        if self._faces is None or self._asked != asked or not set(names) <= set(self._faces[0]):
            return None
        return chosen(*self._faces, names)


def chosen(known: tuple[str, ...], faces: Faces, names: tuple[str, ...]) -> Faces:
    """The same faces with their scores by `names` alone, which are among the `known`."""
    return replace(faces, scores=faces.scores[:, [known.index(name) for name in names]])


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


def judged_once(
    memory: Memory, seen: Seen, assessor: Assessor, count: int, seed: int, at_once: int, among: tuple[int, ...] = ()
) -> Job[Faces]:
    """As `judged` with the random numbers of this seed; faces that were judged already are not judged again."""
    random = torch.Generator().manual_seed(seed)
    if (wide := assessor.wide) is None:
        return (yield from judged(seen, assessor, count, random, at_once, among))
    judgements, asked = memory.of(Judgements), (count, seed, at_once, among)
    if (known := judgements.known(assessor.names, *asked)) is not None:
        yield Progress(1.0, tr("these faces were judged before"))
        return known
    faces = yield from judged(seen, wide, count, random, at_once, among)
    judgements.keep(wide.names, faces, *asked)
    return chosen(wide.names, faces, assessor.names)


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
