"""The mutual information gap (Chen, Li, Grosse and Duvenaud, NeurIPS 2018)."""

from __future__ import annotations

import numpy as np

#: Bins of equal width from the least to the greatest value of a number (20 as in Locatello et al. 2019).
BINS = 20


def mutual_information_gap(codes: np.ndarray, factors: np.ndarray) -> float:
    """The mean over the factors (n, k) of what the number of the code (n, d) that tells most of a factor tells more
    than the next, as a share of the factor's entropy (eq. 6): 1 where one number tells all and no other anything.

    Entropies are those of counts with Miller and Madow's correction (1955): the plain ones see information in chance.
    """
    numbers, known = _binned(codes), _binned(factors)
    alone = [_entropy(column, BINS) for column in numbers.T]
    gaps = []
    for factor in known.T:
        own = _entropy(factor, BINS)
        told = [
            alone[i] + own - _entropy(column * BINS + factor, BINS * BINS) if own > 0 else 0.0
            for i, column in enumerate(numbers.T)
        ]
        *_, second, most = sorted([0.0, *told])
        gaps.append((most - second) / own if own > 0 else 0.0)
    return float(np.mean(gaps))


def _binned(values: np.ndarray) -> np.ndarray:
    """Columns (n, c) as the numbers of their bins, int64."""
    low, high = values.min(0), values.max(0)
    width = np.where(high > low, high - low, 1.0)
    return np.minimum((values - low) / width * BINS, BINS - 1).astype(np.int64)


def _entropy(bins: np.ndarray, count: int) -> float:
    """The entropy in nats of what was counted in `count` bins, corrected by (occupied bins - 1) / 2 n."""
    counts = np.bincount(bins, minlength=count)
    shares = counts[counts > 0] / len(bins)
    return float(-(shares * np.log(shares)).sum() + (len(shares) - 1) / (2 * len(bins)))
