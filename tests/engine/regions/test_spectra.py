"""Eigenvalues of a quotient, and how many of them lead."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from engine.regions.spectra import leading, quotients


def test_the_quotient_is_that_of_the_generalised_problem() -> None:
    random = np.random.default_rng(2)
    change, hold = (torch.from_numpy(a.T @ a) for a in random.standard_normal((2, 20, 6)))
    values, rows = quotients(change, hold, 0.01)
    shifted = hold + 0.01 * torch.eye(6)
    wanted = torch.linalg.eigvals(torch.linalg.solve(shifted, change)).real.sort(descending=True).values
    assert values == pytest.approx(wanted.numpy(), rel=1e-9)
    for value, row in zip(values, torch.from_numpy(rows), strict=True):
        assert torch.allclose(change @ row, value * (shifted @ row), atol=1e-9)


def test_the_share_counts_the_largest_first() -> None:
    values = np.array([4.0, 3.0, 2.0, 1.0, 0.0])
    assert [leading(values, share) for share in (0.4, 0.41, 0.9, 1.0)] == [1, 2, 3, 4]
    assert leading(values, 0.8, exponent=2) == 2 and leading(np.zeros(3), 0.9) == 0
