"""SeFa, closed-form factorisation (Shen and Zhou, CVPR 2021): what the generator's own weights react to most.

The first linear map that a code meets, y = A z + b, moves by A n when the code moves by n. The unit steps n that move
it most are the eigenvectors of A^T A, the largest eigenvalue |A n|^2 first (section 3). The authors' code gives every
row of A the same length beforehand, which the formula does not say. Nothing is synthesised.
"""

from __future__ import annotations

from collections.abc import Generator as Steps
from dataclasses import dataclass, field

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.codes.samples import measured
from engine.codes.subspace import Subspace
from engine.document.directions import Direction, DirectionSet
from engine.document.disk.wording import short
from engine.generator import Generator
from engine.job import Job, Progress, within
from engine.language import tr
from engine.loading import EIGENVALUES, imported
from engine.method import Context, Method, fix_signs, method

#: Rows of a matrix between two steps of the job.
ROWS = 4096
#: Eigenvalues as a share of the largest below which all is rounding.
NOTHING = 1e-6
#: A row shorter than this is one of zeros, which keeps its length.
TINY = 1e-30


@method("sefa")
@dataclass(frozen=True)
class SeFa(Method):
    """The directions that most move what the generator first computes from the chosen slots."""

    title = "SeFa"
    paper = "Shen & Zhou 2021"

    layers: str = field(default="all", metadata={"help": tr("layers to read and to move: all, 3-6 or 3")})
    normalize_rows: bool = field(default=True, metadata={"help": tr("give every row of the weights the same length")})
    components: int = field(default=12, metadata={"help": tr("directions to keep"), "low": 1, "high": 512})

    @classmethod
    def why_not(cls, generator: Generator) -> str:
        if generator.style_matrices:
            return ""
        return tr(
            "{name} has no linear map that reads its code first, and SeFa takes nothing else apart.",
            name=short(generator.name),
        )

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        subspace = Subspace(generator.layout, self.layers, tied=generator.tied)
        shares, rows = yield from self._factorised(generator, subspace)
        k = len(rows)
        vectors = fix_signs(subspace.lift(rows).astype(np.float32))
        mean, sigma = yield from within(0.9, 1, measured(generator, subspace, vectors, context.seed))
        origins, sigma = mean / sigma, sigma.astype(np.float32)
        yield Progress(1.0, f"{k} directions")
        directions = tuple(
            Direction(
                tr("direction {i}", i=i + 1), vectors[i], float(sigma[i]), float(shares[i]), origin=float(origins[i])
            )
            for i in range(k)
        )
        return DirectionSet(directions, self.provenance(generator, context))

    def _factorised(
        self, generator: Generator, subspace: Subspace
    ) -> Steps[Progress, None, tuple[np.ndarray, np.ndarray]]:
        """The k largest eigenvalues of A^T A as shares of all, and their unit eigenvectors (k, subspace.dimension).

        Untied slots share no column of A, so that A^T A falls into one block a slot.
        """
        yield from imported(EIGENVALUES)  # here: the engine starts without it
        import scipy.linalg

        names = [slot.name for slot in subspace.slots]
        groups = [names] if subspace.tied else [[name] for name in names]
        grams = yield from self._grams(generator, groups)
        solved = []
        for gram in grams:
            # The largest alone: a sixth of the time of all 512, of which the trace knows the sum.
            size = len(gram)
            ends = (max(0, size - self.components), size - 1)
            values, basis = scipy.linalg.eigh(gram.numpy(), subset_by_index=ends)
            solved.append((np.where(values > NOTHING * values[-1], values, 0), basis.T))
            yield Progress(0.4 + 0.4 * len(solved) / len(grams), tr("finding directions"))
        places = [(i, j) for i, (found, _) in enumerate(solved) for j in range(len(found))]
        flat = np.concatenate([found for found, _ in solved])
        order = np.argsort(-flat, kind="stable")
        k = min(self.components, int((flat > 0).sum()))
        if not k:
            raise ValueError(
                tr("No weights but zeros read layers {layers} first; choose other layers, or all.", layers=self.layers)
            )
        kept = np.zeros((k, subspace.dimension))
        for row, place in zip(kept, order, strict=False):
            i, j = places[place]
            row[subspace.reach(groups[i])] = solved[i][1][j]
        total = sum(float(gram.trace()) for gram in grams)
        return flat[order][:k] / total, kept

    def _grams(self, generator: Generator, groups: list[list[str]]) -> Steps[Progress, None, list[Tensor]]:
        """A^T A of each group of slots that share their columns: (d, d) float64; zeros where nothing reads them."""
        sizes = {slot.name: slot.dimension for slot in generator.layout.slots}
        grams = [torch.zeros(sizes[group[0]], sizes[group[0]], dtype=torch.float64) for group in groups]
        owners = {name: gram for group, gram in zip(groups, grams, strict=True) for name in group}
        matrices = [style for style in generator.style_matrices if style.slot in owners]
        for i, style in enumerate(matrices):
            pieces = style.weight.detach().split(ROWS)
            for j, piece in enumerate(pieces, 1):
                # In float32, in half the time and to 1e-7; the sums and what follows are float64.
                rows = F.normalize(piece, eps=TINY) if self.normalize_rows else piece
                owners[style.slot] += (rows.T @ rows).cpu()
                yield Progress(0.4 * (i + j / len(pieces)) / len(matrices), tr("reading the weights"))
        return grams
