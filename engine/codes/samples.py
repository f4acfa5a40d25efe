"""Codes drawn to measure by: from one stream, and how far they spread along a direction."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from engine.codes.subspace import Subspace
from engine.generator import Generator

#: Seeds of samples start here, far from the seeds that people choose.
FIRST_SEED = 1_000_000_000
#: Codes by which standard deviations are measured, to some 6 %: each costs a pass through the mapping network.
CODES = 128
#: Deviations as a share of the typical one below which all is rounding.
NOTHING = 1e-6


def drawn(generator: Generator, count: int, random: torch.Generator) -> Tensor:
    """`count` codes (count, layout.dimension) whose noise comes from one stream."""
    with torch.no_grad():
        return generator.map(generator.draw(count, random))


def measured(generator: Generator, subspace: Subspace, vectors: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean and standard deviation of the codes along each vector (k, layout.dimension), which lies in the subspace.

    Along a vector on which codes do not differ, what is typical of the others stands in for the deviation.
    """
    return spread(subspace, some_codes(generator, seed), vectors)


def some_codes(generator: Generator, seed: int) -> Tensor:
    """Codes (128, layout.dimension) to measure by, on the processor."""
    return drawn(generator, CODES, torch.Generator().manual_seed(FIRST_SEED + seed)).cpu()


def spread(subspace: Subspace, sampled: Tensor, vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """`measured` by these codes (n, layout.dimension)."""
    codes = subspace.project(sampled).double().numpy()
    # The mean over tied slots, of codes and of vectors, times their number is the product over the whole code.
    places = codes @ subspace.project(torch.from_numpy(vectors)).double().numpy().T * subspace.copies
    deviations = places.std(0, ddof=1)
    typical = np.sqrt(codes.var(0).mean() * subspace.copies) or 1.0
    return places.mean(0), np.where(deviations > NOTHING * typical, deviations, typical)
