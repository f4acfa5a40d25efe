"""The learner of factors of variation: codes of edited pictures, gathered face by face, and the direction they share.

Plumerault et al. (ICLR 2020), section 2.2, fit t = g(<z, u>). Where codes have about as many numbers as there are
targets, that regression tells the targets and moves nothing: u becomes a filter. Here u is the mean displacement
sum of t (z_t - z_0), to which a strong penalty on u leads, and g is fitted along it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from engine.codes.samples import drawn, spread
from engine.codes.subspace import Subspace
from engine.document.directions import Direction
from engine.job import Job, Progress, within
from engine.language import tr
from engine.learning.learner import Figures, Found, Learner
from engine.learning.transforms.edits import Edit
from engine.learning.transforms.inverting import SHARES, Inverting, targets
from engine.learning.transforms.monotone import fitted

#: Faces a step, and the share of searches, those that came least near, that teach nothing.
BATCH, WORST = 4, 0.1
#: The share of a typical step that a direction must be long, else the searches have found nothing in common.
NOTHING = 1e-3


class Gathered(nn.Module):
    """What was found so far, in numbers of the subspace: `before` (n, d), `after` (n, edits, 2, targets, d), and
    `errors` (n, edits, 2, targets); n grows."""

    before: Tensor
    after: Tensor
    errors: Tensor

    def __init__(self, edits: int, d: int) -> None:
        super().__init__()
        shape = 0, edits, 2, len(SHARES)
        self.register_buffer("before", torch.zeros(0, d))
        self.register_buffer("after", torch.zeros(*shape, d))
        self.register_buffer("errors", torch.zeros(shape))

    def add(self, before: Tensor, after: Tensor, errors: Tensor) -> None:
        """So many more faces."""
        self.before = torch.cat([self.before, before])
        self.after = torch.cat([self.after, after])
        self.errors = torch.cat([self.errors, errors])

    def load_state_dict(self, state: Mapping[str, Any], strict: bool = True, assign: bool = False) -> Any:  # noqa: FBT001, FBT002
        """As torch's, for any number of faces; raises ValueError where they do not fit together."""
        counts = set()
        for name, own in self.named_buffers():
            each = state[name]
            if each.shape[1:] != own.shape[1:]:
                raise ValueError(tr("{name} has another shape", name=name))
            counts.add(len(each))
            setattr(self, name, own.new_zeros(each.shape))
        if len(counts) != 1:
            raise ValueError(tr("not as many of one as of the other"))
        return super().load_state_dict(state, strict, assign)


class Trajectories(Learner):
    """`BATCH` faces a step, searched for under each edit. Nothing is moved by Adam.

    The figures are the median shares of the edits that the searches leave missing, and their mean, `missing`.
    """

    watched = "missing"

    def __init__(self, inverting: Inverting, edits: tuple[Edit, ...], codes: Tensor) -> None:
        """`codes` (n, layout.dimension) are drawn ones, by which deviations are told."""
        self._inverting, self._edits, self._codes = inverting, edits, codes
        self._generator = inverting.seen.generator
        self._subspace = Subspace(self._generator.layout, tied=self._generator.tied)
        self.module: nn.Module = Gathered(len(edits), self._subspace.dimension)

    @property
    def _gathered(self) -> Gathered:
        assert isinstance(self.module, Gathered)
        return self.module

    def step(self, random: torch.Generator) -> Job[Figures]:
        codes = drawn(self._generator, BATCH, random)
        faces = yield from within(0, 0.5, self._inverting.faces(codes))
        after, errors = [], []
        for edit in self._edits:
            ends = yield from self._inverting.ends(faces, edit)
            d = ends.p.shape[-1]
            like = codes.cpu().repeat_interleave(2 * len(SHARES), 0)
            moved = self._inverting.prior.codes(ends.p.reshape(-1, 1, d), like)
            after.append(self._subspace.project(moved).view(ends.p.shape))
            errors.append(ends.errors)
            yield Progress(1.0)
        self._gathered.add(self._subspace.project(codes.cpu()), torch.stack(after, 1), torch.stack(errors, 1))
        shares = {edit.title: float(each.median()) for edit, each in zip(self._edits, errors, strict=True)}
        return {self.watched: sum(shares.values()) / len(shares), **shares}

    def so_far(self) -> Found:
        return Found(tuple(self._direction(i, *self._kept(i)) for i in range(len(self._edits))))

    def finished(self) -> Job[Found]:
        directions, notes = [], []
        for i, edit in enumerate(self._edits):
            kept = before, after, asked = self._kept(i)
            found = self._direction(i, *kept)
            # A code whose slots are all alike lies so far along the whole direction.
            along = self._subspace.lowered(torch.from_numpy(found.vector)[None]).double()[0]
            along = along * (self._subspace.copies**0.5 / found.sigma)
            start, end = (rows.double() @ along - (found.origin or 0.0) for rows in (before, after))
            g = fitted(start, end, asked)
            missing = float(self._gathered.errors[:, i].median())
            directions.append(replace(found, spectrum=g.told))
            notes.append(
                tr(
                    "{title}: {asked_count} codes of edited pictures, which miss {missing:.0%} of the edit "
                    "in the median; places tell {told:.0%} of the amounts",
                    title=edit.title,
                    asked_count=len(asked),
                    missing=missing,
                    told=g.told,
                )
            )
            yield Progress((i + 1) / len(self._edits))
        return Found(tuple(directions), tuple(notes))

    def _kept(self, i: int) -> tuple[Tensor, Tensor, Tensor]:
        """Of edit i, the codes before and after (m, d) and the amounts (m,), but for the searches that came least
        near."""
        found = self._gathered
        errors, asked = found.errors[:, i].flatten(), targets(self._edits[i]).flatten().repeat(len(found.before))
        before = found.before.repeat_interleave(2 * len(SHARES), 0)
        near = errors <= errors.quantile(1 - WORST)
        return before[near], found.after[:, i].flatten(0, 2)[near], asked[near]

    def _direction(self, i: int, before: Tensor, after: Tensor, asked: Tensor) -> Direction:
        steps = (after - before).double()
        mean = asked.double() @ steps / asked.double().square().sum().clamp(min=1e-12)
        typical = float(steps.square().mean().sqrt()) / float(asked.abs().mean())
        long = float(mean.norm())
        if not long > NOTHING * typical:
            raise ValueError(
                tr(
                    "The searches for {title} have nothing in common: this generator's codes do not move its "
                    "pictures so. Begin anew without it, or with more steps.",
                    title=self._edits[i].title,
                )
            )
        vectors = self._subspace.lift((mean / long).numpy()[None]).astype(np.float32)
        middle, deviations = spread(self._subspace, self._subspace.project(self._codes), vectors)
        sigma = float(deviations[0])
        return Direction(self._edits[i].title, vectors[0], sigma, origin=float(middle[0]) / sigma)
