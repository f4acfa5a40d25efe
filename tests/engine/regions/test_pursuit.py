"""Principal component pursuit against what is planted."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.job import run
from engine.regions.pursuit import pursuing


def planted(d: int = 60, rank: int = 3, share: float = 0.03) -> tuple[torch.Tensor, torch.Tensor]:
    """A symmetric matrix of low rank and a sparse one."""
    random = torch.Generator().manual_seed(1)
    factor = torch.randn(d, rank, generator=random, dtype=torch.float64)
    places = torch.rand(d, d, generator=random) < share
    numbers = 5 * torch.randn(d, d, generator=random, dtype=torch.float64)
    return factor @ factor.T, (numbers + numbers.T) * (places | places.T)


@pytest.mark.parametrize("published", [False, True])
def test_pursuit_recovers_low_rank_and_sparse_exactly(published: bool) -> None:
    low, sparse = planted()
    # Exact recovery is proved for this weight (Candès et al. 2011, theorem 1.1).
    again, rest = run(pursuing(low + sparse, 1 / np.sqrt(60), published=published))
    assert torch.linalg.matrix_norm(again - low) < 1e-6 * torch.linalg.matrix_norm(low)
    assert torch.equal(rest != 0, sparse != 0)
    assert int((torch.linalg.eigvalsh(again).abs() > 1e-6).sum()) == 3


def objective(low: torch.Tensor, sparse: torch.Tensor, weight: float) -> float:
    return float(torch.linalg.eigvalsh(low).abs().sum() + weight * sparse.abs().sum())


def test_converged_pursuit_is_never_worse_than_the_published_one() -> None:
    matrix = sum(planted(d=24, rank=6, share=0.3))
    for weight in (0.05, 0.1, 0.2):
        ours, theirs = (run(pursuing(matrix, weight, published=published)) for published in (False, True))
        assert objective(*ours, weight) <= objective(*theirs, weight) * (1 + 1e-5)


def test_nothing_is_zero_and_weight_follows_the_size() -> None:
    low, sparse = run(pursuing(torch.zeros(5, 5, dtype=torch.float64)))
    assert not low.any() and not sparse.any()
    matrix = sum(planted(d=24))
    explicit = run(pursuing(matrix, 0.377124 / np.sqrt(24)))
    assert torch.allclose(run(pursuing(matrix))[0], explicit[0], atol=1e-3 * float(matrix.abs().max()))
