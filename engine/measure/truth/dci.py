"""Disentanglement, completeness and informativeness (Eastwood and Williams, ICLR 2018)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.language import tr
from engine.measure.truth.lasso import fitted

#: Pictures below which regressions say nothing.
FEWEST = 100


@dataclass(frozen=True)
class DCI:
    """`disentanglement`: 1 where each number of the code matters to one factor at most; `completeness`: 1 where each
    factor hangs on one number; both 0 where all matter alike. `informativeness`: the mean R² of the factors, told from
    the code by the regressions (the paper tells their error instead)."""

    disentanglement: float
    completeness: float
    informativeness: float


def dci(codes: np.ndarray, factors: np.ndarray) -> DCI:
    """Codes (n, d) and the factors (n, k) of their pictures, each in its sigma.

    The paper's lasso (section 4.1): the importance R_ij of number i for factor j is its absolute weight for that
    factor, both in standard deviations.

    Raises:
        ValueError: there are too few pictures.
    """
    if len(codes) < FEWEST:
        raise ValueError(
            tr(
                "Disentanglement is measured on at least {fewest} pictures, not {codes_count}; 2,000 "
                "give a steady figure.",
                fewest=FEWEST,
                codes_count=len(codes),
            )
        )
    fit = fitted(codes, factors)
    importance = np.abs(fit.weights)
    return DCI(disentanglement(importance), completeness(importance), float(np.maximum(fit.r2, 0).mean()))


def disentanglement(importance: np.ndarray) -> float:
    """Of R (d, k): the mean of D_i = 1 - H_K(P_i), P_ij = R_ij / sum_j R_ij, weighted by rho_i, number i's share of the
    sum of R (section 2, "Disentanglement"). 0 where nothing matters."""
    return _sharpness(importance)


def completeness(importance: np.ndarray) -> float:
    """Of R (d, k): the mean of C_j = 1 - H_D(P_j), P_ij = R_ij / sum_i R_ij (section 2, "Completeness"), weighted by
    factor j's share of the sum of R as in Locatello et al. (2019), so that a factor that the code does not move does
    not count."""
    return _sharpness(importance.T)


def _sharpness(importance: np.ndarray) -> float:
    """One less the entropy of each row, to the base of its length; their mean, weighted by the rows' sums."""
    rows, total = importance.sum(1), importance.sum()
    if total <= 0 or importance.shape[1] < 2:
        return 0.0
    shares = importance / np.where(rows > 0, rows, 1.0)[:, None]
    logs = np.log(np.where(shares > 0, shares, 1.0)) / np.log(importance.shape[1])
    return float(rows @ (1 + (shares * logs).sum(1)) / total)
