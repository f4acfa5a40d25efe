"""Gram matrices of a Jacobian: how regions of the picture move, added up pixel by pixel."""

from __future__ import annotations

from functools import partial

import numpy as np
import torch
from torch import Tensor

from engine.jacobian.columns import Jacobian
from engine.job import Job, Progress
from engine.language import tr

#: Numbers and products of a Gram matrix between two steps of its job.
NUMBERS, PRODUCTS = 4_000_000, 400_000_000


def summing(jacobian: Jacobian, weights: np.ndarray) -> Job[Tensor]:
    """The sum over pixels of weight times J_p^T J_p, (d, d) float64, for weights (height, width) of any sign.

    Pixels of weight 0 cost nothing.
    """
    added = partial(_added, jacobian)
    return added(weights) if jacobian.tiles is None else jacobian.tiles.summing(weights, added)


def reads(jacobian: Jacobian, weights: np.ndarray) -> int:
    """How many pixels `summing` reads for these weights."""
    return int(np.count_nonzero(weights)) if jacobian.tiles is None else jacobian.tiles.reads(weights)


def _added(jacobian: Jacobian, weights: np.ndarray) -> Job[Tensor]:
    """`summing`, pixel by pixel."""
    flat = torch.from_numpy(weights).double().flatten()
    places, d = flat.nonzero()[:, 0], jacobian.numbers.shape[1]
    total = torch.zeros(d, d, dtype=torch.float64)
    step = max(1, min(NUMBERS // d, PRODUCTS // d**2) // jacobian.channels)
    for first in range(0, len(places), step):
        some = places[first : first + step]
        rows = jacobian.by_pixel[:, some].double()
        total += (rows * flat[some, None]).flatten(0, 1).T @ rows.flatten(0, 1)
        yield Progress(min(1.0, (first + step) / len(places)), tr("adding up the region"))
    return total


def grams(jacobian: Jacobian, mask: np.ndarray) -> Job[Tensor]:
    """J^T diag(mask) J / sum(mask), (d, d) float64, for a soft mask (height, width): the mean over its pixels of the
    square that each moves by."""
    total = yield from summing(jacobian, mask)
    return total / mask.sum(dtype=np.float64)
