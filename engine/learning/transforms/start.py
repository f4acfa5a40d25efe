"""Where a walk begins: the straight one that is best to first order, by one Jacobian a face.

The walk of Jahanian et al. (ICLR 2020, eq. 2) minimises the masked squared difference between the picture of a moved
code and the edited picture. For small amounts that is linear least squares: v = (sum J'mJ)^-1 sum J'm d, where J says
how the picture moves with the code, m is the mask, and d how the edited picture moves with the amount.
"""

from __future__ import annotations

import torch
from torch import Tensor

from engine.codes.samples import drawn
from engine.codes.subspace import Subspace
from engine.generator import picture_end
from engine.jacobian.columns import jacobian
from engine.job import Job, Progress, within
from engine.language import tr
from engine.learning.seen import Seen
from engine.learning.transforms.edits import Edit

#: Pixels a side at which edits are told.
SIDE = 64
#: Faces, and columns of Jacobians in all, that a start is found from.
FACES, COLUMNS, FEWEST = 12, 2048, 3
#: The edit's own slope, by differences of so much.
STEP = 0.02
#: What is added to the curvature, as a share of its mean: directions that move next to nothing are left alone.
RIDGE = 1e-3


def seen_at(seen: Seen, subspace: Subspace, code: Tensor) -> Job[Tensor]:
    """The Jacobian (3 * height * width, d) float32 of the picture as `seen`, for unit steps of the whole code."""
    generator = seen.generator
    early = picture_end(generator, SIDE) < len(generator.stages)
    found = yield from jacobian(generator, subspace, code, seen.side, early=early)
    return found.numbers


def started(seen: Seen, edits: tuple[Edit, ...], random: torch.Generator) -> Job[Tensor]:
    """Steps (edits, layout.dimension) float32 of the code for an amount of 1, in each of several tied slots alike.

    Raises:
        ValueError: nothing moves as an edit asks, or pictures are not finite; one plain sentence.
    """
    generator = seen.generator
    subspace = Subspace(generator.layout, tied=generator.tied)
    d = subspace.dimension
    count = min(FACES, max(FEWEST, COLUMNS // d))
    curvature = torch.zeros(len(edits), d, d, dtype=torch.float64)
    pull = torch.zeros(len(edits), d, dtype=torch.float64)
    codes = drawn(generator, count, random)
    for face in range(count):
        job = seen_at(seen, subspace, codes[face])
        slope = yield from within(face / count, (face + 0.8) / count, job, tr("looking where to begin"))
        with torch.no_grad():
            picture = seen(codes[face : face + 1]).cpu()
        for i, edit in enumerate(edits):
            moved, mask = _slope(edit, picture)
            weighted = slope * mask[:, None]
            curvature[i] += (weighted.T @ slope).double()
            pull[i] += (weighted.T @ moved).double()
            yield Progress((face + 0.8 + 0.2 * (i + 1) / len(edits)) / count, tr("looking where to begin"))
    size = curvature.diagonal(dim1=1, dim2=2).mean(1)
    if not (pull.norm(dim=1) > 0).all() or not (size > 0).all():
        i = int(pull.norm(dim=1).argmin())
        raise ValueError(
            tr(
                "Nothing in this generator's codes moves its pictures as {title} asks; choose other transforms.",
                title=edits[i].title,
            )
        )
    rows = torch.linalg.solve(curvature + RIDGE * size[:, None, None] * torch.eye(d, dtype=torch.float64), pull)
    return torch.from_numpy(subspace.lift(rows.numpy())).float()


def _slope(edit: Edit, picture: Tensor) -> tuple[Tensor, Tensor]:
    """How an edited picture (1, 3, height, width) moves with the amount at 0, and where that is known: (3 * height *
    width,) each."""
    ahead, mask = edit(picture, torch.full((1,), STEP))
    back, other = edit(picture, torch.full((1,), -STEP))
    known = (mask * other).expand_as(picture)
    return ((ahead - back) / (2 * STEP) * known).flatten(), known.flatten()
