"""Principal component pursuit: a symmetric matrix as low rank plus sparse (Candès, Li, Ma and Wright, J. ACM 2011).

min |L|_* + weight |S|_1 with L + S = M, by alternating directions as in LowRankGAN (NeurIPS 2021, section 3). Of a
symmetric matrix, eigenvalues drawn towards 0 take the place of singular values.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from engine.job import Job, Progress
from engine.language import tr

#: Residuals, as a share of what they are residuals of, at which the search ends; and rounds after which it does anyway.
TOLERANCE, ROUNDS = 1e-7, 10_000
#: The published weight is that of 512 numbers: 1/60.
WEIGHT = np.sqrt(512) / 60


def pursuing(matrix: Tensor, weight: float | None = None, *, published: bool = False) -> Job[tuple[Tensor, Tensor]]:
    """A symmetric matrix (d, d) float64 to its low-rank and its sparse part. A job: one eigenproblem a round.

    `weight` is by default 0.377 / sqrt(d). The step is d^2 / (4 sum |M|), as Candès et al. choose it (section 5), and
    the search ends where both residuals are small. `published`: as LowRankGAN's code, whose step has the induced norm,
    the largest column sum, for the sum, and which watches L + S = M alone; so it may end before the optimum.
    """
    d, size = len(matrix), float(torch.linalg.matrix_norm(matrix))
    low, sparse, dual = (torch.zeros_like(matrix) for _ in range(3))
    if not size:
        return low, sparse
    weight = WEIGHT / np.sqrt(d) if weight is None else weight
    columns = matrix.abs().sum(0)
    step = d**2 / (4 * float(columns.max() if published else columns.sum()))
    reached = 0.0
    for turn in range(1, ROUNDS + 1):
        low = _drawn_in(matrix - sparse - dual / step, 1 / step)
        before, target = sparse, matrix - low - dual / step
        sparse = target.sign() * (target.abs() - weight / step).clamp(min=0)
        gap = low + sparse - matrix
        dual += step * gap
        residual = float(torch.linalg.matrix_norm(gap)) / size
        if not published:
            moved = step * float(torch.linalg.matrix_norm(sparse - before))
            residual = max(residual, moved / max(float(torch.linalg.matrix_norm(dual)), 1e-300))
        if residual <= TOLERANCE:
            break
        reached = max(reached, min(1.0, np.log(max(residual, TOLERANCE)) / np.log(TOLERANCE)))
        yield Progress(reached, tr("low rank plus sparse, round {turn}", turn=turn))
    return low, sparse


def _drawn_in(matrix: Tensor, by: float) -> Tensor:
    """The matrix with its eigenvalues drawn towards 0."""
    values, basis = torch.linalg.eigh((matrix + matrix.T) / 2)
    kept = values.abs() > by
    values, basis = values[kept], basis[:, kept]
    return basis * (values - values.sign() * by) @ basis.T
