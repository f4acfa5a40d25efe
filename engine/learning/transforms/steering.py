"""Steerability's learner: walks whose pictures are to be the edited ones, within the mask."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn

from engine.document.directions import Direction
from engine.job import Job, Progress
from engine.language import tr
from engine.learning.learner import Figures, Found, Learner, Rated
from engine.learning.pace import parts
from engine.learning.seen import Bank, Seen
from engine.learning.transforms.walks import Walk

#: Faces a step for each edit.
BATCH = 8
#: Sigma at the largest amount that was asked for, where a slider ends. A walk has no deviation of its own: codes differ
#: next to nothing along one whose layers pull apart.
ENDS = 3.0
#: Faces on which a walk is measured, and from which the mean path of one that bends is taken.
FRESH = 32


@dataclass(eq=False)
class Missing:
    """Sums over pictures of the masked squared difference from the edited ones, walked to and left as they were."""

    walked: float = 0.0
    left: float = 0.0

    @property
    def share(self) -> float:
        """What of the edit is missing: 0 where all is as asked, 1 where nothing was done."""
        return self.walked / max(self.left, 1e-12)


def differences(pictures: Tensor, asked: Tensor, mask: Tensor) -> Tensor:
    """The mean square of pictures (N, 3, height, width) less the asked ones, over the pixels of masks (N, 1, height,
    width): (N,)."""
    return ((pictures - asked).square() * mask).sum((1, 2, 3)) / (3 * mask.sum((1, 2, 3))).clamp(min=1)


class Steering(Learner):
    """Learns one walk for each edit: `BATCH` faces of the bank a step, each moved by an amount of its own.

    The figures are the shares of the edits that are missing (`Missing`), and their mean, `missing`.
    """

    watched = "missing"

    def __init__(self, seen: Seen, walk: Walk, bank: Bank, fresh: Bank, at_once: int) -> None:
        self._seen, self._walk, self._bank, self._fresh, self._at_once = seen, walk, bank, fresh, at_once
        self.module: nn.Module = walk

    def rated(self) -> tuple[Rated, ...]:
        return self._walk.rated()

    def step(self, random: torch.Generator) -> Job[Figures]:
        shares = {}
        for i, edit in enumerate(self._walk.edits):
            faces = torch.randint(0, len(self._bank), (BATCH,), generator=random)
            amounts = self._walk.amounts(i, BATCH, random)
            missing = Missing()
            for part in parts(BATCH, self._at_once):
                loss = self._missing(i, self._bank, faces[part], amounts[part], missing)
                loss.backward()
                yield Progress(0.0)
            shares[edit.title] = missing.share
        return {self.watched: sum(shares.values()) / len(shares), **shares}

    def _missing(self, i: int, bank: Bank, faces: Tensor, amounts: Tensor, missing: Missing) -> Tensor:
        """The part of a step's loss that these faces (n,) of a bank are, moved by amounts (n,)."""
        pictures = bank.pictures[faces]
        asked, mask = self._walk.edits[i](pictures, amounts.to(pictures))
        errors = differences(self._seen(self._walk(i, bank.codes[faces], amounts)), asked, mask)
        missing.walked += float(errors.detach().sum())
        missing.left += float(differences(pictures, asked, mask).sum())
        return errors.sum() / BATCH

    def so_far(self) -> Found:
        edits = range(len(self._walk.edits))
        reach = ENDS if self._walk.points else 0.0
        return Found(tuple(self._direction(i, None) for i in edits), reach=reach)

    def finished(self) -> Job[Found]:
        directions, notes = [], []
        edits = self._walk.edits
        for i, edit in enumerate(edits):
            missing, ends = Missing(), edit.reach * (1 - 2 * (torch.arange(len(self._fresh)) % 2))
            for part in parts(len(self._fresh), self._at_once):
                with torch.no_grad():
                    self._missing(i, self._fresh, torch.arange(len(self._fresh))[part], ends[part], missing)
                yield Progress((i + part.stop / len(self._fresh)) / len(edits))
            directions.append(self._direction(i, 1 - missing.share))
            notes.append(
                tr(
                    "{title}: {value:.0%} of an edit by {reach:g} ({unit}) is reached on fresh faces; "
                    "{ends:g} sigma ask for that much",
                    title=edit.title,
                    value=1 - missing.share,
                    reach=edit.reach,
                    unit=edit.unit,
                    ends=ENDS,
                )
            )
        if self._walk.points:
            notes.append(
                tr(
                    "each path is the mean over {fresh_count} faces: the steps bend with the face",
                    fresh_count=len(self._fresh),
                )
            )
        return Found(tuple(directions), tuple(notes), ENDS if self._walk.points else 0.0)

    def _direction(self, i: int, met: float | None) -> Direction:
        """The slider of edit i; `met` is the share of the edit that it reaches on fresh faces."""
        edit = self._walk.edits[i]
        path = self._path(i) if self._walk.points else None
        step = self._walk.straight(i).double().numpy() * edit.reach
        if path is not None:
            middle = len(path) // 2
            step = (path[middle + 1] - path[middle - 1]).astype(float) / 2 * self._walk.points
        long = float(np.linalg.norm(step))
        if not math.isfinite(long) or long == 0:
            raise ValueError(
                tr("The walk for {title} leads nowhere. Begin anew with another seed, or without it.", title=edit.title)
            )
        vector = (step / long).astype(np.float32)
        return Direction(edit.title, vector, long / ENDS, spectrum=met, path=path)

    @torch.no_grad()
    def _path(self, i: int) -> np.ndarray:
        """The mean path (2 * points + 1, layout.dimension) float32 of edit i, from -reach to reach, 0 in the middle."""
        each = torch.linspace(-1, 1, 2 * self._walk.points + 1) * self._walk.edits[i].reach
        codes = self._fresh.codes
        paths = [(self._walk(i, codes, amount.expand(len(codes))) - codes).mean(0) for amount in each]
        return torch.stack(paths).cpu().numpy()
