"""Means over seeds, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.document.truth.comparison import Estimate


def estimated(values: Sequence[float]) -> Estimate:
    """The mean of values, one a seed, with its interval."""
    from scipy.stats import t

    if not values:
        return Estimate(float("nan"))
    mean = float(np.mean(values))
    if len(values) < 2:
        return Estimate(mean)
    spread = float(np.std(values, ddof=1)) / np.sqrt(len(values))
    return Estimate(mean, float(t.ppf(0.975, len(values) - 1)) * spread)
