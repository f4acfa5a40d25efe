"""What was learned, on fresh faces: how well ways are told apart, and how natural each is."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.codes.samples import FIRST_SEED
from engine.document.directions import Direction
from engine.job import Job, Progress, within
from engine.language import tr
from engine.learning.pace import parts
from engine.learning.pairs.pairs import FARTHEST, Pairs, distances
from engine.learning.pairs.reconstructor import Reconstructor
from engine.learning.pairs.ways import Ways
from engine.learning.seen import Bank, drawn_bank

#: Seeds of the fresh faces start here, beyond those of the bank.
FRESH = FIRST_SEED + 500_000_000
#: Fresh faces, each of which is moved along every way.
FACES = 32
#: Pixels a side by which naturalness is told, and the share of their mean variance that counts as noise.
SMALL, DOUBT = 12, 0.1


@dataclass(frozen=True, eq=False)
class Measured:
    """Shares (count,) of the fresh pairs of each way that were told right, the mean error of the distance in units, and
    how natural each way is (count,), from 0 to 1."""

    right: np.ndarray
    off: float
    natural: np.ndarray

    def ordered(self, directions: tuple[Direction, ...]) -> tuple[Direction, ...]:
        """The directions, one a way, the most natural first; that is their spectrum, and they are numbered anew."""
        order = np.argsort(-self.natural, kind="stable")
        return tuple(
            replace(directions[i], name=tr("direction {place}", place=place + 1), spectrum=float(self.natural[i]))
            for place, i in enumerate(order)
        )

    def told(self) -> tuple[str, ...]:
        """Sentences about them all."""
        count = len(self.right)
        return (
            tr(
                "{mean:.2f} of fresh pairs told right (chance {value:.2f}), from {value2:.2f} to "
                "{value3:.2f} a direction; the distance is off by {off:.1f} of {farthest:g}",
                mean=self.right.mean(),
                value=1 / count,
                value2=self.right.min(),
                value3=self.right.max(),
                off=self.off,
                farthest=FARTHEST,
            ),
            tr(
                "ordered by how natural they are, which is the spectrum: how far faces "
                "spread between the two ends of each"
            ),
        )


def measured(pairs: Pairs, ways: Ways, reconstructor: Reconstructor, seed: int, at_once: int) -> Job[Measured]:
    """Measure ways on fresh faces, drawn `at_once`: what the reconstructor tells right, and how natural they are."""
    random = torch.Generator().manual_seed(FRESH + seed)
    fresh = yield from within(0, 0.05, drawn_bank(pairs.seen, min(len(pairs.bank), FACES), random, at_once))
    right, off = yield from within(0.05, 0.55, telling(pairs, ways, reconstructor, fresh, random, at_once))
    natural = yield from within(0.55, 1, naturalness(pairs, ways, fresh, at_once))
    return Measured(right, off, natural)


def telling(pairs: Pairs, ways: Ways, reconstructor: Reconstructor, fresh: Bank,
            random: torch.Generator, at_once: int) -> Job[tuple[np.ndarray, float]]:  # fmt: skip
    """The share (count,) of each way's pairs that is told right (the mean is the paper's RCA), a pair of each fresh
    face, and the mean error of the distance in units."""
    which = torch.arange(ways.count).repeat_interleave(len(fresh))
    faces, far = torch.arange(len(fresh)).repeat(ways.count), distances(len(which), random)
    right, off = torch.zeros(ways.count), 0.0
    for part in parts(len(which), at_once):
        with torch.no_grad():
            shifted = pairs.shifted(fresh.codes[faces[part]], ways, which[part], far[part])
            logits, guess = reconstructor(fresh.pictures[faces[part]], shifted)
        right.index_add_(0, which[part], (logits.argmax(1) == which[part]).float())
        off += float((guess * FARTHEST - far[part]).abs().sum())
        yield Progress(
            part.stop / len(which),
            tr("telling pairs, {stop:,} of {which_count:,}", stop=part.stop, which_count=len(which)),
        )
    return (right / len(fresh)).numpy(), off / len(which)


def naturalness(pairs: Pairs, ways: Ways, fresh: Bank, at_once: int) -> Job[np.ndarray]:
    """How natural each way is (count,): how far faces spread by themselves along what tells its two ends apart.

    It stands for the paper's DVN (section 4.3), which labels faces by a network that tells the ends apart, and asks how
    well another network that learned from those alone tells them: a linear one learns it from the faintest spread.
    """
    judge = Judge(pairs.bank.pictures)
    yield Progress(0.0, tr("looking at faces"))
    signs = torch.cat((torch.ones(len(fresh)), -torch.ones(len(fresh))))
    faces, found = torch.arange(len(fresh)).repeat(2), []
    for way in range(ways.count):
        ends = []
        for part in parts(len(signs), at_once):
            which = torch.full((len(signs[part]),), way)
            with torch.no_grad():
                ends.append(small(pairs.shifted(fresh.codes[faces[part]], ways, which, FARTHEST * signs[part])))
            yield Progress(
                (way + part.stop / len(signs)) / ways.count,
                tr("how natural, {way} of {count}", way=way + 1, count=ways.count),
            )
        found.append(judge.natural(torch.cat(ends), signs))
    return np.array(found)


def small(pictures: Tensor) -> Tensor:
    """Pictures (N, 3, height, width) as rows (N, p) of at most 3 x 12 x 12 numbers."""
    return F.adaptive_avg_pool2d(pictures, min(SMALL, *pictures.shape[2:])).flatten(1)


class Judge:
    """Says how far faces, `pictures` (N, 3, height, width), spread by themselves along what tells two ends apart."""

    def __init__(self, pictures: Tensor) -> None:
        rows = small(pictures)
        self._faces = rows - rows.mean(0)
        self._ridge = DOUBT * self._faces.square().mean().clamp_min(1e-12)

    def natural(self, ends: Tensor, signs: Tensor) -> float:
        """The standard deviation of faces where the least squares of ends (n, p) are their signs, +1 and -1 (n,): 0
        where faces show nothing of it, or there is nothing to tell, and at most 1."""
        centred = ends - ends.mean(0)
        # The ridge regression in its dual form: there are fewer ends than numbers of a picture.
        gram = centred @ centred.T / len(ends)
        weights = centred.T @ torch.linalg.solve(gram + self._ridge * torch.eye(len(ends)), signs / len(ends))
        return min(1.0, float((self._faces @ weights).std(correction=0)))
