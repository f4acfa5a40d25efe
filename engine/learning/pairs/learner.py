"""The learner of both methods: ways to move a code, and the reconstructor that tells them apart from pairs of pictures.

The first picture of a pair comes from a bank, and the generator is frozen: only the way back from the second one to its
code is traced, where the authors' codes draw both anew, and trace both back, to all weights too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn

from engine.codes.samples import FIRST_SEED
from engine.job import Job, Progress
from engine.learning.learner import Figures, Found, Learner, Rated
from engine.learning.pace import parts
from engine.learning.pairs.measuring import measured
from engine.learning.pairs.pairs import FARTHEST, Pairs, distances
from engine.learning.pairs.reconstructor import Reconstructor
from engine.learning.pairs.ways import Ways

#: Pairs a step, and the weight of the error of the distance beside that of which way it was.
BATCH, WEIGHT = 32, 0.25


@dataclass(frozen=True)
class Rates:
    """Adam's rates for the ways (0: they stay as they are) and for the reconstructor."""

    ways: float
    reconstructor: float = 1e-3


class PairLearner(Learner):
    """Learns `ways` of which the reconstructor tells one from the other.

    `shown` makes a direction of each way, in their order; `seed` is for the faces that they are measured on.
    """

    watched = "loss"

    def __init__(self, pairs: Pairs, ways: Ways, shown: Callable[[], Found], rates: Rates, at_once: int,
                 seed: int) -> None:  # fmt: skip
        self.pairs, self.ways, self._shown, self._seed = pairs, ways, shown, seed
        random = torch.Generator().manual_seed(FIRST_SEED + seed)
        self.reconstructor = Reconstructor(ways.count, pairs.seen.side, random)
        self.module = nn.ModuleDict({"ways": ways, "reconstructor": self.reconstructor})
        self._rates, self._at_once = rates, at_once
        ways.requires_grad_(rates.ways > 0)

    def rated(self) -> tuple[Rated, ...]:
        reconstructor = Rated(self.reconstructor.parameters(), self._rates.reconstructor)
        return (
            (reconstructor, Rated(self.ways.parameters(), self._rates.ways)) if self._rates.ways else (reconstructor,)
        )

    def step(self, random: torch.Generator) -> Job[Figures]:
        places = torch.randint(len(self.pairs.bank), (BATCH,), generator=random)
        which = torch.randint(self.ways.count, (BATCH,), generator=random)
        far = distances(BATCH, random)
        self.ways.begin()
        total, right, off = 0.0, 0, 0.0
        for part in parts(BATCH, self._at_once):
            bank, some = self.pairs.bank, places[part]
            shifted = self.pairs.shifted(bank.codes[some], self.ways, which[part], far[part])
            logits, guess = self.reconstructor(bank.pictures[some], shifted)
            error = (guess * FARTHEST - far[part]).abs().sum()
            loss = (F.cross_entropy(logits, which[part], reduction="sum") + WEIGHT * error) / BATCH
            loss.backward()
            total, off = total + float(loss.detach()), off + float(error.detach())
            right += int((logits.argmax(1) == which[part]).sum())
            yield Progress(part.stop / BATCH)
        self.ways.end()
        return {"loss": total, "told right": right / BATCH, "distance off": off / BATCH}

    def so_far(self) -> Found:
        return self._shown()

    def finished(self) -> Job[Found]:
        found = self._shown()
        seen = yield from measured(self.pairs, self.ways, self.reconstructor, self._seed)
        return Found(seen.ordered(found.directions), (*seen.told(), *found.notes), found.reach)
