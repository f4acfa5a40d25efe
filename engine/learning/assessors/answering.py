"""How faces answer to a step: what was asked for beside what happened."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Generator as Steps
from dataclasses import dataclass

import torch
from torch import Tensor

from engine.job import Progress
from engine.language import tr
from engine.learning.assessors.assessor import Assessor, Range
from engine.learning.assessors.faces import read
from engine.learning.pace import parts
from engine.learning.seen import Seen

#: What is asked of each face, in units (GANalyze, section 4), and up to where the slope is taken.
ASKED = (-0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3)
STRAIGHT = 0.25
#: From this rank correlation on a face counts as one that follows.
FOLLOWS = 0.9
#: The least slope by which a step is divided: below it hardly anything happened.
LEAST_SLOPE = 0.1

Move = Callable[[Tensor, float], Tensor]


@dataclass(frozen=True, eq=False)
class Answer:
    """`slope` of the mean change over what was asked, both in units; the shares of faces that `follow` (Spearman above
    0.9) and that `rise` from the first to the last; `others` (k,) the mean change of each number at the ends beside
    that of the one asked, each in deviations of faces."""

    slope: float
    follow: float
    rise: float
    others: Tensor

    @property
    def divisor(self) -> float:
        """What a step is divided by, so that what is asked for happens in the mean; 1 where hardly anything does."""
        return self.slope if self.slope > LEAST_SLOPE else 1.0


def answering(
    seen: Seen, assessor: Assessor, ranges: Range, codes: Tensor, move: Move, which: int, at_once: int
) -> Steps[Progress, None, Answer]:
    """The job of asking the faces of `codes` for number `which`; `move(codes, asked)` moves them."""
    asked, said = torch.tensor(ASKED), []
    for place, each in enumerate(ASKED):
        rows = []
        for part in parts(len(codes), at_once):
            with torch.no_grad():
                pictures = seen(move(codes[part], each))
            yield Progress(place / len(ASKED), tr("asking fresh faces"))
            rows.append((yield from read(assessor, pictures)))
        said.append(torch.cat(rows))
    changes = (torch.stack(said, 1) - said[ASKED.index(0.0)][:, None]) / ranges.unit  # (n, asked, k)
    own = changes[:, :, which]
    near = asked.abs() < STRAIGHT
    slope = float((own.mean(0) * asked)[near].sum() / asked[near].square().sum())
    ends = ((changes[:, -1] - changes[:, 0]) / ranges.step).abs().mean(0)
    follow, rise = (spearman(own) > FOLLOWS).float().mean(), (own[:, -1] > own[:, 0]).float().mean()
    return Answer(slope, float(follow), float(rise), ends / ends[which].clamp_min(1e-9))


def spearman(rows: Tensor) -> Tensor:
    """The rank correlation (n,) of each row (n, m) with its places; 0 where a row is constant."""
    ranks = rows.argsort(1).argsort(1).float()
    ranks = ranks - ranks.mean(1, keepdim=True)
    places = torch.arange(rows.shape[1]).float() - (rows.shape[1] - 1) / 2
    found = (ranks @ places) / (ranks.norm(dim=1) * places.norm()).clamp_min(1e-9)
    return torch.where(rows.amax(1) > rows.amin(1), found, torch.zeros_like(found))
