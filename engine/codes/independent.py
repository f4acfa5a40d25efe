"""Independent components (FastICA: Hyvärinen, IEEE Transactions on Neural Networks 1999, section IV)."""

from __future__ import annotations

import torch
from torch import Tensor

from engine.job import Job, Progress
from engine.language import tr

#: Rounds at most, and the turn of every row, as 1 - |cos|, below which it has settled.
ROUNDS, SETTLED = 200, 1e-6


def independent(white: Tensor, random: torch.Generator) -> Job[tuple[Tensor, bool]]:
    """An orthogonal W (k, k) float64 for which the rows of `white` (n, k), of mean 0 and covariance 1, are independent
    in `white @ W.T` as far as a rotation can make them, and whether it has settled.

    All rows are found together (symmetric decorrelation, eq. 25), with the contrast log cosh (eq. 17), whose slope is
    tanh. What is Gaussian in all directions has no such rotation: then it does not settle.
    """
    rows = white.double()
    w = _decorrelated(torch.randn(rows.shape[1], rows.shape[1], generator=random, dtype=torch.float64).to(rows))
    for number in range(ROUNDS):
        slope = torch.tanh(rows @ w.T)
        new = _decorrelated(slope.T @ rows / len(rows) - (1 - slope.square()).mean(0)[:, None] * w)  # eq. 20
        turn = float((1 - (new * w).sum(1).abs()).max())
        w = new
        yield Progress((number + 1) / ROUNDS, tr("turning to independent components"))
        if turn < SETTLED:
            return w, True
    return w, False


def _decorrelated(w: Tensor) -> Tensor:
    """The orthogonal matrix nearest to w: (w w')^(-1/2) w."""
    left, _, right = torch.linalg.svd(w)
    return left @ right
