"""The lasso (Tibshirani 1996): linear regression that leaves out what it does not need."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

#: Penalties tried, the largest first, in the factors' sigma.
PENALTIES = np.geomspace(1.0, 1e-3, 25)
#: A sweep that moves no weight by more than this is the last; there are at most so many.
CLOSE, SWEEPS = 1e-6, 500


@dataclass(frozen=True, eq=False)
class Fit:
    """`weights` (d, k) of standardised inputs; R² (k,) on examples that neither the weights nor the penalty saw."""

    weights: np.ndarray
    r2: np.ndarray


def weights_of(gram: np.ndarray, products: np.ndarray, penalty: float, start: np.ndarray) -> np.ndarray:
    """The weights (d, k) that minimise w' G w / 2 - w' c + penalty |w|_1 for each column c (d,) of `products`.

    Coordinate descent (Friedman, Hastie and Tibshirani 2010, eq. 5), all columns at once, from `start`; `gram` (d, d)
    has ones on its diagonal, or zeros where an input is constant.
    """
    weights = start.copy()
    rest = products - gram @ weights
    for _ in range(SWEEPS):
        largest = 0.0
        for d in np.flatnonzero(np.diagonal(gram) > 0):
            wanted = rest[d] + weights[d]
            new = np.sign(wanted) * np.maximum(np.abs(wanted) - penalty, 0)
            if (moved := new - weights[d]).any():
                rest -= np.outer(gram[:, d], moved)
                weights[d] = new
                largest = max(largest, float(np.abs(moved).max()))
        if largest < CLOSE:
            break
    return weights


def fitted(inputs: np.ndarray, targets: np.ndarray) -> Fit:
    """Regress targets (n, k) on inputs (n, d): weights from the first three fifths of the examples, the penalty of each
    target from the next fifth, R² from the last.

    The penalty is the largest whose error lies within one standard error of the least (Hastie, Tibshirani and Friedman
    2009, section 7.10): it costs no accuracy that could be told, and leaves out what only chance let in.
    """
    first, second = 3 * len(inputs) // 5, 4 * len(inputs) // 5
    mean, spread = inputs[:first].mean(0), inputs[:first].std(0)
    x = np.where(spread > 1e-9, (inputs - mean) / np.maximum(spread, 1e-9), 0.0)
    centre = targets[:first].mean(0)
    y = targets - centre
    gram, products = x[:first].T @ x[:first] / first, x[:first].T @ y[:first] / first
    weights, path, errors = np.zeros((x.shape[1], y.shape[1])), [], []
    for penalty in PENALTIES:
        weights = weights_of(gram, products, float(penalty), weights)
        path.append(weights)
        errors.append(np.square(y[first:second] - x[first:second] @ weights))
    means = np.stack([error.mean(0) for error in errors])
    least = means.argmin(0)
    places = np.arange(y.shape[1])
    sure = np.stack([error.std(0) for error in errors])[least, places] / np.sqrt(second - first)
    chosen = (means <= means[least, places] + sure).argmax(0)  # the first, so the largest penalty
    best = np.stack(path)[chosen, :, places].T
    missed = np.square(y[second:] - x[second:] @ best).mean(0)
    variance = np.maximum(y[second:].var(0), 1e-12)
    return Fit(best, 1 - missed / variance)
