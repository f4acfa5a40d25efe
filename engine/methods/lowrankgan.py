"""LowRankGAN (Zhu et al., NeurIPS 2021): what moves a region of one face and leaves the rest.

The Gram matrices of the region's and of the rest's Jacobian are each of low rank but for a remainder (section 3). The
region's leading eigenvectors are projected into the space that the rest's low-rank part does not reach.
Where little is left of one, or no more than stronger ones have, it is dropped: the authors keep such noise and
repetitions. Directions of one face apply to others too.

The authors find the low-rank part by principal component pursuit with a weight that suits 512 numbers alone. By default
the eigenvalues that hold most of the change say the rank here; "pcp" is the pursuit, converged, its weight scaled with
the number of numbers; "compat" is what their code does, on the mean of red, green and blue as there.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from torch import Tensor

from engine.document.directions import DirectionSet, Note
from engine.document.disk.wording import CLAUSE, Advice, short
from engine.document.projection import LEFT
from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.language import tr
from engine.method import Context, method
from engine.regions.answer import local_set
from engine.regions.place import Place, RegionMethod, looking
from engine.regions.pursuit import pursuing
from engine.regions.spectra import leading, ordered

#: The weight of the sparse part in the authors' code.
PUBLISHED = 1 / 60
#: What is said of the directions that are there while the pursuit goes on.
EARLY = tr("early: by energy, until the pursuit is done")
NO_LOW_RANK = Advice(
    tr(
        "The region's change has no part of low rank that can be told from the "
        "rest; choose the mode energy, or paint a larger region."
    ),
    "The region's change has no part of low rank that can be told from the rest. Give --mode energy, or a larger "
    "--region.",
)


@method("lowrankgan")
@dataclass(frozen=True)
class LowRankGAN(RegionMethod):
    """The directions that most move the painted region, kept out of what moves the rest."""

    title = "LowRankGAN"
    paper = "Zhu et al. 2021"

    layers: str = field(default="all", metadata={"help": tr("layers to move: all, 3-6 or 3")})
    mode: str = field(
        default="energy",
        metadata={
            "help": tr("how ranks are found; pcp: low rank plus sparse, slower; compat: as the authors' code"),
            "choices": ("energy", "pcp", "compat"),
        },
    )
    energy: float = field(
        default=0.95, metadata={"help": tr("share of the change that the ranks hold (energy)"), "low": 0.5, "high": 1.0}
    )
    components: int = field(default=12, metadata={"help": tr("directions to keep"), "low": 1, "high": 512})
    relax: int = field(default=0, metadata={"help": tr("directions of the rest to let go"), "low": 0, "high": 512})
    rank: int = field(
        default=0, metadata={"help": tr("directions of the rest to hold; 0: as energy says"), "low": 0, "high": 512}
    )
    side: int = field(default=64, metadata={"help": tr("pixels a side to look at"), "low": 16, "high": 256})

    @property
    def grey(self) -> bool:
        return self.mode == "compat"

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        place = yield from within(0, 0.5, looking(generator, context, self.layers, self.side, grey=self.grey,
                                                  first=self.directions_at))  # fmt: skip
        if self.mode != "energy":  # the pursuit takes its time: something to move meanwhile
            try:
                found = yield from within(0.5, 0.52, replace(self, mode="energy").directions_at(place))
                yield Progress(0.52, "refining", replace(found, notes=(*found.notes, Note("found", EARLY))))
            except ValueError as error:  # the pursuit may yet find something
                yield Progress(0.52, tr("refining ({error})", error=short(error, CLAUSE)))
        return (yield from within(0.52, 1, self.directions_at(place)))

    def directions_at(self, place: Place) -> Job[DirectionSet]:
        inside, basis, rank = yield from within(0, 0.4, self._ranked(place.inside))
        outside, others, other_rank = yield from within(0.4, 0.8, self._ranked(place.outside))
        if not rank:
            raise ValueError(NO_LOW_RANK)
        # Where the rest does not move there is nothing to hold, and one direction at least is free.
        wish = self.rank or max(other_rank - self.relax, 1)
        held = others[: min(wish, int((outside > 0).sum()), len(others) - 1)]
        wanted = basis[:rank]
        free = wanted - wanted @ held.T @ held
        every = telling(free)
        kept = every[: self.components]
        if not len(kept):
            held_all = tr(
                "All that moves the region moves the rest too: {held_count} directions of the rest leave nothing.",
                held_count=len(held),
            )
            raise ValueError(
                Advice(
                    tr(
                        "{held_all} Let some of them go (relax), or choose a smaller share (energy) or number (rank).",
                        held_all=held_all,
                    ),
                    f"{held_all} Let some of them go with --relax, or give a smaller --energy or --rank.",
                )
            )
        notes = [
            tr(
                "of {basis_count} ways to change, {rank} change the region and {other_rank} the rest (ranks)",
                basis_count=len(basis),
                rank=rank,
                other_rank=other_rank,
            )
        ]
        if dropped := rank - len(every):
            notes.append(
                tr(
                    "{dropped} of the {rank} ways are left out: they change the rest too, or repeat others",
                    dropped=dropped,
                    rank=rank,
                )
            )
        yield Progress(0.9, tr("measuring codes"))
        found = local_set(self, place, free[kept], inside[kept] / inside.sum(), notes, wanted[kept], outside, len(held))
        yield Progress(1.0, f"{len(kept)} directions")
        return found

    def _ranked(self, matrix: Tensor) -> Job[tuple[np.ndarray, np.ndarray, int]]:
        """Eigenvalues of a Gram matrix or of its low-rank part, the largest first; all their rows; the rank."""
        if self.mode == "energy":
            values, rows = ordered(matrix)
            yield Progress(1.0, tr("finding directions"))
            return values, rows, leading(values, self.energy)
        published = self.mode == "compat"
        low, _ = yield from pursuing(matrix, PUBLISHED if published else None, published=published)
        values, rows = ordered(low)
        yield Progress(1.0, tr("finding directions"))
        rank = int((values > 0).sum())
        return values, rows, rank


def telling(rows: np.ndarray) -> np.ndarray:
    """Which of the projected unit rows (k, d) have a length of 5 % left, and as much apart from those before."""
    kept, span = [], np.zeros((0, rows.shape[1]))
    for i, row in enumerate(rows):
        if (length := float(np.linalg.norm(row))) < LEFT:
            continue
        apart = row / length
        for _ in range(2):  # once more, for what rounding left over
            apart = apart - apart @ span.T @ span
        if (length := float(np.linalg.norm(apart))) >= LEFT:
            kept.append(i)
            span = np.vstack((span, apart / length))
    return np.array(kept, np.int64)
