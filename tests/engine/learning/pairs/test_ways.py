"""Ways to move a code: matrices that stay orthonormal, and warps that are what their formulas say."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from engine.learning.pairs.warp import Warps
from engine.learning.pairs.ways import FORMS, ORTHONORMAL, PROJECTED, Lines, Orthonormal, random_rows


def rows_of(count: int = 4, dimension: int = 9, seed: int = 0) -> Tensor:
    return random_rows(count, dimension, torch.Generator().manual_seed(seed))


def off(rows: Tensor) -> float:
    """The largest deviation from orthonormality."""
    return float((rows @ rows.T - torch.eye(len(rows))).abs().max())


def a_step(ways: Lines, optimizer: torch.optim.Adam, wanted: Tensor) -> float:
    """One step of learning `wanted` (count, d) by heart."""
    optimizer.zero_grad()
    ways.begin()
    loss = (ways.matrix() - wanted).square().sum()
    loss.backward()
    ways.end()
    optimizer.step()
    return float(loss.detach())


@pytest.mark.parametrize(("count", "dimension"), [(4, 9), (9, 9), (7, 9)])
def test_orthonormal_rows_stay_so_and_learn_what_is_orthonormal(count: int, dimension: int) -> None:
    ways, wanted = Orthonormal(rows_of(count, dimension)), rows_of(count, dimension, seed=1)
    if count == dimension and float(torch.linalg.det(ways.base) * torch.linalg.det(wanted)) < 0:
        wanted[0] *= -1  # a rotation cannot make a mirror image
    sign = float(torch.linalg.det(ways.base)) if count == dimension else 0.0
    optimizer = torch.optim.Adam(ways.parameters(), 4e-2)
    first = a_step(ways, optimizer, wanted)
    for _ in range(250):
        last = a_step(ways, optimizer, wanted)
    assert off(ways.frame()) < 1e-5 and last < 1e-2 * first
    if count == dimension:
        assert float(torch.linalg.det(ways.frame())) == pytest.approx(sign, abs=1e-4)


def test_the_frame_is_the_exponential_of_the_skew_matrix_and_its_slope_the_true_one() -> None:
    ways = Orthonormal(rows_of())
    with torch.no_grad():
        ways.rows.copy_(0.3 * torch.randn(4, 9, generator=torch.Generator().manual_seed(3)))
    skew = ways.rows.T @ ways.base - ways.base.T @ ways.rows
    assert ways.frame() == pytest.approx((torch.linalg.matrix_exp(skew) @ ways.base.T).T.detach(), abs=1e-5)
    weights = torch.randn(4, 9, generator=torch.Generator().manual_seed(4))
    base = ways.frame()
    free = torch.zeros(4, 9, requires_grad=True)
    whole = torch.linalg.matrix_exp(free.T @ base - base.T @ free) @ base.T
    (whole.T * weights).sum().backward()
    ways.begin()
    (ways.matrix() * weights).sum().backward()
    ways.end()
    assert ways.rows.grad is not None and free.grad is not None
    assert ways.rows.grad == pytest.approx(free.grad, abs=1e-5)


def test_projected_rows_have_length_1_and_free_ones_what_they_like() -> None:
    for form, kind in FORMS.items():
        ways = kind(2 * rows_of()) if form != ORTHONORMAL else kind(rows_of())
        lengths = ways.matrix().detach().norm(dim=1)
        assert lengths == pytest.approx(torch.full((4,), 2.0 if form == "free" else 1.0), abs=1e-5)
        assert ways.tangents(torch.zeros(3, 9)).norm(dim=2) == pytest.approx(torch.ones(3, 4), abs=1e-5)
    assert PROJECTED in FORMS


def test_more_rows_than_numbers_are_orthonormal_in_parts() -> None:
    rows = rows_of(11, 4)
    assert rows.shape == (11, 4) and off(rows[:4]) < 1e-6 and off(rows[4:8]) < 1e-6 and off(rows[8:]) < 1e-6


def warps(count: int = 3, dimension: int = 5, dipoles: int = 4) -> Warps:
    return Warps(count, dimension, dipoles, torch.Generator().manual_seed(0))


def test_a_warp_follows_the_gradient_of_its_function() -> None:
    ways = warps()
    places = torch.randn(6, 5, generator=torch.Generator().manual_seed(1), requires_grad=True)
    which = torch.tensor([0, 1, 2, 0, 1, 2])
    apart = (places[:, None] - ways.supports[which]).square().sum(2)
    value = (ways.signs * (-ways.widths[which].exp()[:, None] * apart).exp()).sum()
    (slope,) = torch.autograd.grad(value, places)
    found = ways.gradients(places, which).detach()
    assert found == pytest.approx(slope / slope.norm(dim=1, keepdim=True), abs=1e-4)
    assert ways.tangents(places.detach()).norm(dim=2) == pytest.approx(torch.ones(6, 3), abs=1e-5)


def test_wide_dipoles_give_one_straight_direction_and_narrow_ones_do_not() -> None:
    places = torch.randn(20, 5, generator=torch.Generator().manual_seed(1))
    agree = []
    for width in (1.0, 1e-4):
        ways = warps(dipoles=8)
        with torch.no_grad():
            ways.widths.fill_(math.log(width))
            straight = ways.supports[0, :8].sum(0)
            agree.append(float((ways.tangents(places)[:, 0] @ (straight / straight.norm())).mean()))
    assert agree[0] < 0.9 and agree[1] > 0.9999


def test_far_from_all_supports_it_still_points_somewhere() -> None:
    ways = warps()
    found = ways.gradients(torch.full((1, 5), 1e4), torch.tensor([1]))
    assert torch.isfinite(found).all() and float(found.detach().norm()) == pytest.approx(1, abs=1e-5)
    found.sum().backward()
    assert ways.supports.grad is not None and torch.isfinite(ways.supports.grad).all()


def test_there_and_back_again_is_near_the_beginning() -> None:
    ways, which = warps(), torch.tensor([0, 1, 2])
    places = torch.randn(3, 5, generator=torch.Generator().manual_seed(2))
    with torch.no_grad():
        for step in (0.1, 0.05):
            far = torch.full((3,), step)
            there = places + ways.steps(places, which, far)
            back = there + ways.steps(there, which, -far)
            assert float((back - places).norm(dim=1).max()) < 2 * step**2


def test_a_path_follows_a_known_curve() -> None:
    """Two supports of + on one axis and two of - on the other make a saddle, whose ways are hyperbolas x y = c."""
    ways = warps(count=1, dimension=2, dipoles=2)
    with torch.no_grad():
        ways.supports.copy_(torch.tensor([[[100.0, 0.0], [-100.0, 0.0], [0.0, 100.0], [0.0, -100.0]]]))
        ways.widths.fill_(math.log(2.5e-6))
        begin, which = torch.tensor([[8.0, 24.0]]), torch.tensor([0])
        for far in (6.0, 18.0, 30.0, 42.0):
            end = begin + ways.steps(begin, which, torch.tensor([far]))
            assert float(end[0, 0] * end[0, 1]) == pytest.approx(192, rel=0.1)
        assert float(end[0, 0]) > 30 and float(end[0, 1]) < 8  # it went round the bend
        straight = begin + 30 * ways.gradients(begin, which)
    assert float(straight[0, 0] * straight[0, 1]) < 96
