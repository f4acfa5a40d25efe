"""The codes whose pictures are edits of other codes' pictures, each from where a smaller edit ended.

Plumerault et al. (ICLR 2020), section 2.1: the error is that of blurred pictures, since the phase of fine detail cannot
be matched and to try only blurs (eq. 6); targets are met in rising order, each search starting at the end of the one
before (algorithm 1). In place of 50 steps of Adam, two of Gauss and Newton with the face's own Jacobian, in whitened
coordinates, in which codes keep their usual distance.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor

from engine.codes.prior import Prior
from engine.codes.subspace import Subspace
from engine.document.aspect import Size, sized
from engine.job import Job, Progress, within
from engine.learning.pace import parts
from engine.learning.seen import Seen
from engine.learning.transforms.edits import Edit
from engine.learning.transforms.start import seen_at

#: The blur's deviation as a share of the side (3 pixels of 128), the side that blurred pictures are kept at, and how
#: many deviations of it leak in from what a mask leaves out.
BLUR, KEPT, LEAK = 3 / 128, 32, 2
#: Amounts a sign as shares of an edit's reach, rising.
SHARES = (0.25, 0.5, 0.75, 1.0)
#: Rounds a target; the damping as a share of the mean curvature; the pull back to where the face was.
ROUNDS, DAMPING, PULL = 2, 0.1, 0.02
#: Columns of a Jacobian, and curvatures, a part.
COLUMNS, SOLVED = 64, 8


def targets(edit: Edit) -> Tensor:
    """The amounts asked of each face: (2, len(SHARES)), the negative ones first."""
    return torch.tensor([[-1.0], [1.0]]) * torch.tensor(SHARES) * edit.reach


def blurred(pictures: Tensor) -> Tensor:
    """Pictures (N, C, height, width) blurred, their border continued, and averaged to at most 32 pixels a side."""
    side, channels = max(pictures.shape[2:]), pictures.shape[1]
    reach = max(1, math.ceil(3 * BLUR * side))
    kernel = torch.exp(-(torch.arange(-reach, reach + 1.0) ** 2) / (2 * (BLUR * side) ** 2)).to(pictures)
    row = (kernel / kernel.sum()).view(1, 1, 1, -1).repeat(channels, 1, 1, 1)
    across = F.conv2d(F.pad(pictures, (reach, reach, 0, 0), mode="replicate"), row, groups=channels)
    both = F.conv2d(F.pad(across, (0, 0, reach, reach), mode="replicate"), row.mT, groups=channels)
    return _pooled(both)


def _pooled(maps: Tensor) -> Tensor:
    """Maps (N, C, height, width) averaged to at most 32 pixels a side."""
    size = Size(*maps.shape[2:])
    return F.adaptive_avg_pool2d(maps, sized(KEPT, size.aspect)) if max(size) > KEPT else maps


def eroded(mask: Tensor) -> Tensor:
    """A mask (N, 1, height, width) less the pixels that what it leaves out leaks into when blurred."""
    reach = max(1, math.ceil(LEAK * BLUR * max(mask.shape[2:])))
    return -F.max_pool2d(-mask, 2 * reach + 1, 1, reach)


@dataclass(frozen=True, eq=False)
class Faces:
    """Faces with all that a search from them needs: `codes` (n, layout.dimension), their `pictures` (n, 3, height,
    width), whitened coordinates `p` (n, d), and how blurred pictures move with those: `slopes` (n, numbers, d)."""

    codes: Tensor
    pictures: Tensor
    p: Tensor
    slopes: Tensor


@dataclass(frozen=True, eq=False)
class Ends:
    """Where the searches for one edit ended: `p` (n, 2, targets, d), and `errors` (n, 2, targets), each the share of
    the asked change that is missing."""

    p: Tensor
    errors: Tensor


@dataclass(frozen=True, eq=False)
class Inverting:
    """Searches among the codes of a generator, all latent slots alike where they are tied."""

    seen: Seen
    prior: Prior
    at_once: int

    def faces(self, codes: Tensor) -> Job[Faces]:
        """These codes (n, layout.dimension), made ready for any edit."""
        subspace = Subspace(self.seen.generator.layout, tied=self.prior.tied)
        p = self.prior.coordinates(codes).mean(1).cpu()
        slopes = []
        for i in range(len(codes)):
            job = seen_at(self.seen, subspace, codes[i])
            numbers = yield from within(i / len(codes), (i + 1) / len(codes), job)
            inner = math.sqrt(subspace.copies) * self.prior.derivative(p[i])
            columns = []
            for part in parts(len(inner), COLUMNS):
                moved = (numbers @ inner[:, part]).T.reshape(-1, 3, *self.seen.size)
                columns.append(blurred(moved).flatten(1))
                yield Progress((i + 1) / len(codes))
            slopes.append(torch.cat(columns).T)
        pictures = yield from self._drawn(codes, p)
        return Faces(codes, pictures, p, torch.stack(slopes))

    def _drawn(self, like: Tensor, p: Tensor) -> Job[Tensor]:
        """The pictures (n, 3, height, width) at p (n, d), on the processor."""
        made = []
        for part in parts(len(p), self.at_once):
            with torch.no_grad():
                codes = self.prior.codes(p[part][:, None].to(like), like[part])
                made.append(self.seen(codes).cpu())
            yield Progress(part.stop / len(p))
        return torch.cat(made)

    def ends(self, faces: Faces, edit: Edit) -> Job[Ends]:
        """All faces and both signs in one batch: two searches a face, through the targets in rising order."""
        n, d = faces.p.shape
        asked, here = targets(edit), faces.p.repeat_interleave(2, 0)
        like, pictures = faces.codes.repeat_interleave(2, 0), faces.pictures.repeat_interleave(2, 0)
        p, now, found, errors = here.clone(), pictures, [], []
        for k in range(len(SHARES)):
            goal = _Goal(edit, pictures, asked[:, k].repeat(n))
            for _ in range(ROUNDS):
                p = p + (yield from _steps(faces.slopes, goal.weights, goal.left(now), here - p))
                # No farther from the mean than where it began, or than codes usually lie.
                most = here.norm(dim=1, keepdim=True).clamp(min=math.sqrt(d))
                p = p * (most / p.norm(dim=1, keepdim=True).clamp(min=1e-9)).clamp(max=1)
                now = yield from self._drawn(like, p)
            errors.append(goal.left(now).square().sum(1) / goal.whole.square().sum(1).clamp(min=1e-9))
            found.append(p)
        return Ends(torch.stack(found, 1).view(n, 2, -1, d), torch.stack(errors, 1).view(n, 2, -1))


class _Goal:
    """Edited pictures that are looked for: what of a blurred picture is missing, within what the edit knows."""

    def __init__(self, edit: Edit, pictures: Tensor, amounts: Tensor) -> None:
        self._asked, mask = edit(pictures, amounts.to(pictures))
        self._mask = eroded(mask)
        self.weights = _pooled(self._mask).expand(-1, 3, -1, -1).flatten(1)
        self.whole = self.left(pictures)

    def left(self, pictures: Tensor) -> Tensor:
        """What is missing of pictures (m, 3, height, width): (m, numbers)."""
        return blurred((self._asked - pictures) * self._mask).flatten(1) * self.weights


def _steps(slopes: Tensor, weights: Tensor, left: Tensor, back: Tensor) -> Job[Tensor]:
    """One round of Gauss and Newton for two searches a face: steps (2n, d), from slopes (n, numbers, d)."""
    made = []
    for part in parts(len(left), SOLVED):
        for i in range(part.start, part.stop):
            slope = slopes[i // 2]
            curvature = slope.T @ (slope * weights[i, :, None])
            size = float(curvature.diagonal().mean()) + 1e-12
            curvature.diagonal().add_(DAMPING * size)
            made.append(torch.linalg.solve(curvature, slope.T @ left[i] + PULL * DAMPING * size * back[i]))
        yield Progress(part.stop / len(left))
    return torch.stack(made)
