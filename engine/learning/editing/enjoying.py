"""What Enjoy Your Editing learns (Zhuang et al., ICLR 2021): shifts that bring each attribute to an absolute target."""

from __future__ import annotations

from collections.abc import Generator as Steps
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.codes.subspace import Subspace
from engine.document.directions import Direction
from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.language import tr
from engine.learning.assessors.analysis import direction, doubting, few_of
from engine.learning.assessors.answering import Answer, answering
from engine.learning.assessors.assessor import Assessor, Range, range_of
from engine.learning.assessors.faces import LEAST, Faces, drawn_codes, judged, traced
from engine.learning.assessors.walk import Walk, start
from engine.learning.editing.shifts import Global, Local, Shift
from engine.learning.editing.terms import TOGETHER, Content, Realism, discriminator_of
from engine.learning.learner import Figures, Found, Learner, Rated
from engine.learning.pace import parts
from engine.learning.seen import Seen

#: Faces of a step, those by which it begins, and fresh ones by which it is measured.
BATCH, STARTING, FRESH = 4, 32, 60
#: The weights of the terms (the authors' code).
REGRESSION, REALISM = 10.0, 0.05
#: How steep the sigmoid is that makes a probability of a number: faces at 5 and 95 % have 0.12 and 0.88, and at its
#: middle it rises by 1 a unit.
STEEP = 4.0
#: How far Adam moves each number at a step, as a share of the start's typical one; of the local shift's layers, and of
#: the logarithm of its length, at all.
RATE, LAYERS, LENGTH = 0.03, 1e-3, 1e-2
BETAS = (0.5, 0.99)
EDGE = 1e-4


@dataclass(frozen=True, eq=False)
class Edits:
    """What is learned from: the generator's pictures, what judges them, faces that were judged, the terms; `face`
    (layout.dimension,) is whose steps the local shift shows."""

    seen: Seen
    assessor: Assessor
    faces: Faces
    ranges: Range
    content: Content
    realism: Realism | None
    weight: float
    face: Tensor
    at_once: int
    notes: tuple[str, ...] = ()

    def probability(self, scores: Tensor) -> Tensor:
        """Scores (N, k) as probabilities (N, k)."""
        middle = (self.ranges.low + self.ranges.high) / 2
        return torch.sigmoid(STEEP * (scores - middle) / self.ranges.unit).clamp(EDGE, 1 - EDGE)


class Enjoying(Learner):
    """The shifts of all attributes, from the pseudoinverse of the mean gradient on."""

    watched = "regression"

    def __init__(self, edits: Edits, shift: Shift, random: torch.Generator) -> None:
        self._edits, self._fresh = edits, random
        self.module: Shift = shift
        d = dict(shift.named_parameters())["d"].detach()
        self._rate = RATE * float(d.square().mean().sqrt())

    def rated(self) -> tuple[Rated, ...]:
        own = dict(self.module.named_parameters())
        first = Rated([own["d"]], self._rate, BETAS)
        if "long" not in own:
            return (first,)
        layers = [each for name, each in own.items() if name.startswith("layers")]
        return (first, Rated(layers, LAYERS, BETAS), Rated([own["long"]], LENGTH, BETAS))

    def step(self, random: torch.Generator) -> Job[Figures]:
        """Each face is asked for one attribute, an absolute target from U[0, 1]; the others are to stay what they are.
        epsilon is the target less what the face has."""
        edits, k = self._edits, len(self._edits.assessor.names)
        picked = torch.randint(len(edits.faces), (BATCH,), generator=random)
        which = torch.randint(k, (BATCH,), generator=random)
        wanted = torch.rand(BATCH, generator=random).clamp(EDGE, 1 - EDGE)
        now = edits.probability(edits.faces.scores[picked])
        targets = torch.where(F.one_hot(which, k).bool(), wanted[:, None], now)
        figures = {"regression": 0.0}
        figures |= {"content": 0.0} if edits.weight > 0 else {}
        figures |= {"realism": 0.0} if edits.realism is not None else {}
        for part in parts(BATCH, edits.at_once):
            codes = edits.faces.codes[picked[part]]
            known: list[Tensor] = []
            if edits.weight > 0:
                with torch.no_grad():
                    known = edits.content.known(edits.seen(codes))
                yield Progress(0.0)
            pictures = edits.seen(self.module(codes, targets[part] - now[part]))
            yield Progress(0.0)

            def loss(few: Tensor, where: slice, targets: Tensor = targets[part], known: list[Tensor] = known) -> Tensor:
                return self._loss(few, targets[where], [each[where] for each in known], figures)

            yield from traced(pictures, loss)
        return figures

    def _loss(self, few: Tensor, targets: Tensor, known: list[Tensor], figures: dict[str, float]) -> Tensor:
        """What a few pictures add to the step's loss; its terms are added to the figures."""
        edits = self._edits
        found = edits.probability(edits.assessor.read(few))
        least = F.binary_cross_entropy(targets, targets, reduction="sum")
        terms = {"regression": (F.binary_cross_entropy(found, targets, reduction="sum") - least) / targets.shape[1]}
        weights = {"regression": REGRESSION, "content": edits.weight, "realism": REALISM}
        if edits.weight > 0:
            terms["content"] = edits.content(few, known)
        if edits.realism is not None:
            terms["realism"] = edits.realism(few)
        total = few.new_zeros(())
        for name, term in terms.items():
            figures[name] += float(term.detach()) / BATCH
            total = total + weights[name] * term / BATCH
        return total

    def so_far(self) -> Found:
        return Found(tuple(self._direction(i, 1.0) for i in range(len(self._edits.assessor.names))), self._edits.notes)

    def finished(self) -> Job[Found]:
        edits, names = self._edits, self._edits.assessor.names
        codes, _ = drawn_codes(edits.seen.generator, few_of(edits.faces, FRESH), self._fresh)
        rows, told = [], []
        for i in range(len(names)):
            answer = yield from within(i / len(names), (i + 1) / len(names), self._answer(codes, i))
            rows.append(self._direction(i, answer.divisor))
            told.append(_told(i, names, answer, len(codes), self._places_tell(rows[-1], i)))
        yield Progress(1.0)
        return Found(tuple(rows), (*told, *edits.notes))

    def _answer(self, codes: Tensor, i: int) -> Job[Answer]:
        edits = self._edits

        def move(some: Tensor, by: float) -> Tensor:
            asked = some.new_zeros(len(some), len(edits.assessor.names))
            asked[:, i] = by
            return self.module(some, asked)

        return answering(edits.seen, edits.assessor, edits.ranges, codes, move, i, edits.at_once)

    def _direction(self, i: int, divisor: float) -> Direction:
        """The step of attribute i, of the local shift that of the face; its 0 is where the mean of all codes lies."""
        edits, subspace = self._edits, self.module.subspace
        with torch.no_grad():
            step = self.module.steps(edits.face[None])[0, i] / divisor
        found = direction(edits.assessor.names[i], subspace, step, float(edits.ranges.step[i]))
        places = edits.faces.codes.double() @ torch.from_numpy(found.vector).double() / found.sigma
        return Direction(found.name, found.vector, found.sigma, origin=float(places.mean()))

    def _places_tell(self, found: Direction, i: int) -> float:
        """How the places along a direction, which a slider of absolute places shows, go with the attribute itself."""
        places = self._edits.faces.codes.double() @ torch.from_numpy(found.vector).double()
        return float(torch.corrcoef(torch.stack((places, self._edits.faces.scores[:, i].double())))[0, 1])


def _told(i: int, names: tuple[str, ...], answer: Answer, count: int, tell: float) -> str:
    others = [
        tr("{name} by {others:.2f}", name=name, others=float(answer.others[j]))
        for j, name in enumerate(names)
        if j != i
    ]
    beside = tr(", and while it moves by 1 deviation {others}", others=", ".join(others)) if others else ""
    if answer.divisor == 1:
        beside += tr("; it hardly moves, so give what must stay a smaller weight")
    return tr(
        "{names}: rises on {rise:.0%} of {count} fresh faces, by {slope:.2f} of what was "
        "asked{beside}; its absolute place goes with what faces have by a correlation of "
        "{tell:.2f}",
        names=names[i],
        rise=answer.rise,
        count=count,
        slope=answer.slope,
        beside=beside,
        tell=tell,
    )


def _realism(seen: Seen, faces: Faces, at_once: int) -> Job[Realism | None]:
    """What the discriminator says, if there is one."""
    network = discriminator_of(seen.generator, seen.side)
    yield Progress(0.0)
    if network is None:
        return None
    some = []
    for part in parts(min(TOGETHER, len(faces)), at_once):
        with torch.no_grad():
            some.append(network.seen(seen(faces.codes[part])))
        yield Progress(0.0)
    return Realism(network, torch.cat(some))


def preparing(
    generator: Generator, assessor: Assessor, count: int, seed: int, at_once: int, face: Tensor, weight: float,
    *, local: bool,
) -> Steps[Progress, None, Enjoying]:  # fmt: skip
    """The job of a learner: judged faces, what a unit is, where to begin, and the terms of the loss.

    Raises:
        ValueError: the assessor says nothing that can be learned; one plain sentence.
    """
    random = torch.Generator().manual_seed(seed)
    seen, alike = Seen(generator, LEAST), Subspace(generator.layout, tied=generator.tied)
    faces = yield from within(0, 0.6, judged(seen, assessor, count, random, at_once))
    ranges = range_of(faces.scores, assessor.names)
    doubt = yield from within(0.6, 0.6, doubting(seen, assessor, faces, at_once))
    begin = yield from within(
        0.6, 1, start(seen, Walk(generator, alike), assessor, faces, ranges, few_of(faces, STARTING), at_once)
    )
    subspace = Subspace(generator.layout, tied=False)
    begin = subspace.project(alike.laid(begin))
    shift: Shift = Local(subspace, begin, faces.codes, random) if local else Global(subspace, begin)
    realism = yield from within(1, 1, _realism(seen, faces, at_once))
    told = [
        tr(
            "one step of a slider is one standard deviation of its attribute over faces; absolute places have their 0 "
            "at the mean face"
        )
    ]
    told += [] if realism is not None else [tr("no discriminator lies beside this generator, so its term is left out")]
    told += [tr("learned for every face; these are the steps of one")] if local else []
    told += [doubt] if doubt else []
    edits = Edits(seen, assessor, faces, ranges, Content(), realism, weight, face, at_once, tuple(told))  # fmt: skip
    return Enjoying(edits, shift, torch.Generator().manual_seed(seed + 1))
