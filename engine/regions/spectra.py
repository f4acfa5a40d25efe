"""Eigenvalues and their rows: of one Gram matrix, of the quotient of two, and how many of them lead."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

#: Eigenvalues as a share of the largest below which all is rounding: those of Jacobians in float32.
NOTHING = 1e-10


def ordered(matrix: Tensor) -> tuple[np.ndarray, np.ndarray]:
    """Eigenvalues (d,) of a symmetric matrix (d, d), the largest first and those of rounding 0, and their rows."""
    values, basis = torch.linalg.eigh((matrix + matrix.T) / 2)
    values, rows = values.flip(0).numpy(), basis.T.flip(0).numpy()
    return np.where(values > NOTHING * np.abs(values).max(), values, 0.0), rows


def quotients(change: Tensor, hold: Tensor, shift: float) -> tuple[np.ndarray, np.ndarray]:
    """The stationary values (d,) of n^T change n / n^T (hold + shift I) n, the largest first and those of rounding 0,
    and the unit rows (d, d) n that take them, for symmetric matrices (d, d) float64 without negative eigenvalues."""
    root = torch.linalg.cholesky(hold + shift * torch.eye(len(hold), dtype=hold.dtype))
    half = torch.linalg.solve_triangular(root, change, upper=False)
    whitened = torch.linalg.solve_triangular(root, half.T, upper=False)
    values, rows = ordered(whitened)
    found = torch.linalg.solve_triangular(root.T, torch.from_numpy(rows.T.copy()), upper=True).T.numpy()
    return values, found / np.linalg.norm(found, axis=1, keepdims=True)


def leading(values: np.ndarray, share: float, exponent: float = 1) -> int:
    """How many of the values, the largest first, hold `share` of the sum of their powers; none of them is 0."""
    powers = values**exponent
    if not powers.sum():
        return 0
    reached = int(np.searchsorted(np.cumsum(powers), share * powers.sum() * (1 - 1e-12))) + 1
    return min(reached, int((values > 0).sum()))
