"""Rayleigh EigenDirections (Balakrishnan et al., ECCV 2022): change this, keep that.

Each feature of the picture has a Gram matrix A of its Jacobian, of Frobenius norm 1. What is kept gives up the
directions that hold most of its change; the rest of the code is where the painted region's change is largest (the
authors' code). The formula of the paper, A_c n = q (A_f + d I) n, is the form "generalised"; both agree as d falls to 0
where what is kept leaves directions alone.

The authors hold 99 % of the sum of squared eigenvalues, which takes far fewer directions than 99 % of the change does:
the exponent is theirs. Their Jacobians are differences over a whole step; these are derivatives. The directions are
straight: the path that is found anew at each of its points is not here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from engine.attributes import ATTRIBUTES, identity, score
from engine.document.directions import DirectionSet
from engine.generator import Generator
from engine.jacobian import rows_of
from engine.job import Job, Progress, within
from engine.local import NOTHING, Place, leading, local_set, looking, ordered
from engine.method import Context, Method, method
from engine.methods.lowrankgan import latent_or_not
from engine.methods.resefa import quotients

OUTSIDE, IDENTITY = "outside", "identity"
NULL_SPACE, GENERALISED = "null-space", "generalised"
#: Singular values of the kept directions, stacked, below which they repeat one another (the authors' code).
REPEATED = 1e-3
#: d of the generalised form, the matrices being of norm 1.
SHIFT = 1e-3


@method("reds")
@dataclass(frozen=True)
class REDs(Method):
    """The directions that most change the painted region among those that keep what is to be kept."""

    title = "Rayleigh EigenDirections"
    paper = "Balakrishnan et al. 2022"
    needs_region = True

    keep: str = field(default=OUTSIDE, metadata={"help": "what to keep, such as outside, yaw, identity"})
    layers: str = field(default="all", metadata={"help": "layers to move: all, 3-6 or 3"})
    form: str = field(
        default=NULL_SPACE,
        metadata={"help": "keep exactly what counts, or weigh both sides", "choices": (NULL_SPACE, GENERALISED)},
    )
    held: float = field(default=0.99, metadata={"help": "share of what is kept to hold", "low": 0.01, "high": 1.0})
    changed: float = field(
        default=0.999, metadata={"help": "share of the region's change to offer", "low": 0.01, "high": 1.0}
    )
    exponent: float = field(default=2.0, metadata={"help": "power of shares; 1 holds more", "low": 0.5, "high": 4.0})
    components: int = field(default=12, metadata={"help": "directions to keep", "low": 1, "high": 512})
    side: int = field(default=64, metadata={"help": "pixels a side to look at", "low": 16, "high": 256})

    @classmethod
    def why_not(cls, generator: Generator) -> str:
        return latent_or_not(generator)

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        names = self._names()
        place = yield from within(0, 0.5, looking(generator, context, self.layers, self.side,
                                                  whole=OUTSIDE not in names))  # fmt: skip
        slopes = yield from within(0.5, 0.9, _slopes(place, [name for name in names if name != OUTSIDE]))
        grams = {name: _of_norm_1(place.outside if name == OUTSIDE else slopes[name].T @ slopes[name])
                 for name in names}  # fmt: skip
        change = _of_norm_1(place.inside)
        if self.form == GENERALISED:
            kept = sum(grams.values(), torch.zeros_like(change))
            values, rows = quotients(change, kept, SHIFT)
            notes = [f"kept: {', '.join(names) or 'nothing'}; the spectrum is the change over that of what is kept"]
        else:
            values, rows, note = self._within_null_space(change, grams)
            notes = [note]
        yield Progress(0.95, "measuring codes")
        k = min(self.components, leading(values, self.changed, self.exponent))
        rows = rows[:k]
        if self.form == NULL_SPACE:
            values = values / float(change.trace())
        notes += [
            f"{name} changes by {_most(slope, rows):.1%} of the most that it can" for name, slope in slopes.items()
        ]
        found = local_set(self, place, rows, values[:k], notes, ordered(change)[1][:k])
        yield Progress(1.0, f"{k} directions")
        return found

    def _names(self) -> tuple[str, ...]:
        """What to keep; raises ValueError where a name is unknown."""
        names = tuple(dict.fromkeys(name.strip().lower() for name in self.keep.split(",") if name.strip()))
        known = (OUTSIDE, *ATTRIBUTES, IDENTITY)
        for name in names:
            if name not in known:
                raise ValueError(f"Nothing called {name!r} can be kept; there are {', '.join(known)}. Put commas "
                                 "between them.")  # fmt: skip
        return names

    def _within_null_space(self, change: Tensor, grams: dict[str, Tensor]) -> tuple[np.ndarray, np.ndarray, str]:
        """Values and unit rows (k, d) of `change` among the directions that what is kept leaves, and a note."""
        d, said, taken = len(change), [], [np.zeros((0, len(change)))]
        for name, gram in grams.items():
            values, rows = ordered(gram)
            taken.append(rows[: leading(values, self.held, self.exponent)])
            said.append(f"{name} {len(taken[-1])}")
        _, singular, basis = np.linalg.svd(np.concatenate(taken), full_matrices=True)
        free = basis[int((singular > REPEATED).sum()) :]
        left = torch.from_numpy(free @ change.numpy() @ free.T)
        if not len(free) or float(left.trace()) <= NOTHING * float(change.trace()):
            raise ValueError(f"Nothing that changes the region keeps {', '.join(grams)}; keep less, or hold a smaller "
                             f"share of it (held, now {self.held:g}).")  # fmt: skip
        values, rows = ordered(left)
        return values, rows @ free, f"directions held: {', '.join(said) or 'none'}; {len(free)} of {d} are free"


def _slopes(place: Place, names: list[str]) -> Job[dict[str, Tensor]]:
    """The Jacobian (q, d) float64 of each attribute at the face, and of identity."""
    found = {}
    for i, name in enumerate(names):

        def feature(images: Tensor, name: str = name) -> Tensor:
            return identity(images) if name == IDENTITY else score(images, (name,))

        job = rows_of(place.generator, place.subspace, place.code, feature)
        found[name] = yield from within(i / len(names), (i + 1) / len(names), job)
    return found


def _of_norm_1(matrix: Tensor) -> Tensor:
    """The matrix with a Frobenius norm of 1, or as it is where it is zero."""
    return matrix / (float(torch.linalg.matrix_norm(matrix)) or 1.0)


def _most(slopes: Tensor, rows: np.ndarray) -> float:
    """How fast a feature with these slopes (q, d) moves along any of the rows (k, d), as a share of the fastest."""
    fastest = float(torch.linalg.matrix_norm(slopes, 2)) or 1.0
    return float((slopes @ torch.from_numpy(rows).T).norm(dim=0).max()) / fastest
