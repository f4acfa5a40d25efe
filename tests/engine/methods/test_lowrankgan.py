"""LowRankGAN and ReSeFa against what is planted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from engine.document.directions import DirectionSet
from engine.job import run
from engine.method import Context, Memory, Method
from engine.methods.lowrankgan import LowRankGAN
from engine.methods.resefa import ReSeFa
from engine.regions.spectra import leading
from tests.direction_sets import each, texts
from tests.engine.jacobian.test_jacobian import SIDE, Halves, left_half


def found(
    method: Method, region: np.ndarray, generator: Halves | None = None, seed: int = 3, memory: Memory | None = None
) -> DirectionSet:
    return run(method.discover(generator or Halves(), Context(seed, region=region, memory=memory or Memory())))


def leakage(generator: Halves, directions: DirectionSet, mask: np.ndarray) -> np.ndarray:
    """The share of the realised change outside the mask, in float64."""
    change = directions.vectors.astype(np.float64) @ generator.maps.double().numpy().T
    squares = np.square(change).reshape(-1, 3, SIDE, SIDE)
    return (squares * (1 - mask)).sum((1, 2, 3)) / squares.sum((1, 2, 3))


@pytest.mark.parametrize("method", [LowRankGAN(), ReSeFa()])
def test_a_region_of_its_own_slots_leaks_nothing(method: Method) -> None:
    generator = Halves()
    for mask, columns in ((left_half(), slice(0, 4)), (1 - left_half(), slice(4, 9))):
        directions = found(method, mask, generator)
        assert leakage(generator, directions, mask).max() < 1e-6
        spanned = directions.vectors[:, columns]
        assert np.linalg.matrix_rank(spanned) == columns.stop - columns.start  # all that move it are there
        assert "of the change, 0.0% falls outside" in " ".join(texts(directions))


def low_rank(left: int, right: int, ranks: tuple[int, int]) -> Halves:
    """Halves that move in so few ways, each of which all numbers of their slots share."""
    generator = Halves(left=left, right=right)
    for place, rank in zip((slice(0, left), slice(left, left + right)), ranks, strict=True):
        few = generator.maps[:, place][:, :rank]
        turn = 1 + torch.rand(rank, place.stop - place.start, generator=torch.Generator().manual_seed(4))
        generator.maps[:, place] = few @ turn
    return generator


def test_pursuit_finds_the_planted_rank_and_leaks_nothing() -> None:
    generator = low_rank(26, 30, (1, 1))
    directions = found(LowRankGAN(mode="pcp"), left_half(), generator)
    assert leakage(generator, directions, left_half()).max() < 1e-6
    assert texts(directions)[0] == "of 56 ways to change, 1 change the region and 1 the rest (ranks)"


def test_with_few_numbers_all_is_sparse_but_for_the_published_code_which_ends_too_early() -> None:
    generator = low_rank(4, 5, (1, 1))
    with pytest.raises(ValueError, match="choose the mode energy"):
        found(LowRankGAN(mode="pcp"), left_half(), generator)
    directions = found(LowRankGAN(mode="compat"), left_half(), generator)
    assert len(directions.vectors) == 1 and leakage(generator, directions, left_half()).max() < 1e-6


def test_what_moves_both_halves_is_kept_out_of_the_rest() -> None:
    generator = Halves()
    generator.maps[:, 0] += 2 * generator.maps[:, 5]  # the first number on the left moves the right as well
    mask = left_half()
    directions = found(LowRankGAN(energy=1.0), mask, generator)
    # Nine numbers, five of the right: four are left, and moving the first takes 2 of the right's second back.
    assert leakage(generator, directions, mask).max() < 1e-6
    wanted = np.zeros(9)
    wanted[0], wanted[5] = 1, -2
    wanted /= np.linalg.norm(wanted)
    inside = directions.vectors.astype(np.float64)
    basis = np.linalg.svd(inside, full_matrices=False)[2][: np.linalg.matrix_rank(inside, tol=1e-4)]
    assert np.linalg.norm(basis @ wanted) == pytest.approx(1, abs=1e-5)
    assert "if nothing is held" in texts(directions)[1]
    share = float(texts(directions)[1].split(", ")[-1].split("%")[0])
    assert share > 5


def test_the_first_direction_moves_the_region_most() -> None:
    generator, mask = Halves(), left_half()
    directions = found(LowRankGAN(), mask, generator)
    values, vectors = np.linalg.eigh(generator.maps[:, :4].double().numpy().T @ generator.maps[:, :4].double().numpy())
    assert np.abs(directions.vectors[:, :4] @ vectors[:, ::-1]) == pytest.approx(np.eye(4), abs=1e-4)
    assert each(directions, "spectrum") == pytest.approx(tuple(values[::-1] / values.sum()), rel=1e-5)
    assert each(directions, "name") == ("region 1", "region 2", "region 3", "region 4")
    assert texts(directions)[-1] == "looked at 16 x 16 pixels"


def test_a_smaller_share_keeps_fewer_and_components_bound_them() -> None:
    assert len(found(LowRankGAN(energy=0.5), left_half()).vectors) < 4
    assert len(found(LowRankGAN(components=2), left_half()).vectors) == 2
    assert len(found(ReSeFa(components=2), left_half()).vectors) == 2


def test_directions_within_those_of_the_rest_are_dropped_and_so_are_repetitions() -> None:
    generator = Halves()
    # Each half of the picture shows a part of what every number changes.
    generator.maps[:] = torch.roll(generator.maps.view(3, SIDE, SIDE, 9), SIDE // 4, 2).reshape(-1, 9)
    alone = found(LowRankGAN(energy=1.0), left_half(), generator)
    assert len(alone.vectors) == 1  # the rest has rank 9, and all but its last direction are held
    least = np.linalg.eigh(outside(generator))[1][:, 0]
    assert abs(alone.vectors[0] @ least) == pytest.approx(1, abs=1e-5)
    assert texts(alone)[:2] == (
        "of 9 ways to change, 9 change the region and 9 the rest (ranks)",
        "8 of the 9 ways are left out: they change the rest too, or repeat others",
    )
    relaxed = found(LowRankGAN(energy=1.0, relax=2), left_half(), generator)
    assert np.linalg.matrix_rank(relaxed.vectors, tol=1e-4) == len(relaxed.vectors) == 2


def outside(generator: Halves) -> np.ndarray:
    """The right half's Gram matrix."""
    rows = generator.maps.view(3, SIDE, SIDE, -1)[:, :, SIDE // 2 :].flatten(0, 2).double().numpy()
    return rows.T @ rows


def test_one_pixel_has_at_most_three_directions_or_none_of_its_own() -> None:
    mask = np.zeros((SIDE, SIDE), np.float32)
    mask[4, 3] = 1
    assert 1 <= len(found(ReSeFa(), mask).vectors) <= 3
    assert 1 <= len(found(LowRankGAN(energy=0.6), mask).vectors) <= 3
    with pytest.raises(ValueError, match=r"Let some of them go \(relax\)"):
        found(LowRankGAN(energy=1.0), mask)


def test_chosen_layers_alone_move() -> None:
    mask = np.clip(left_half(), 0.1, 0.9)  # soft everywhere, so both slots are seen inside
    directions = found(LowRankGAN(layers="2", relax=4), mask)
    assert not directions.vectors[:, :4].any() and directions.vectors[:, 4:].any()


def mixed() -> Halves:
    """Halves of which every number moves the other half as well, 0.4 times as much."""
    generator = Halves(left=6, right=6)
    halves = generator.maps.view(3, SIDE, SIDE, 12)
    generator.maps[:] = (halves + 0.4 * torch.roll(halves, SIDE // 2, 2)).reshape(-1, 12)
    return generator


def sums(generator: Halves, weights: np.ndarray) -> np.ndarray:
    """J^T diag(weights) J, in float64."""
    rows = generator.maps.double().numpy()
    return np.asarray((rows * np.tile(weights.astype(np.float64).ravel(), 3)[:, None]).T @ rows)


def test_the_screen_can_drag_how_many_are_held() -> None:
    generator, mask = mixed(), left_half()
    rest = 1 - mask
    values = np.linalg.eigvalsh(sums(generator, rest) / rest.sum())[::-1]
    for rank in (1, 4, 7):
        directions = found(LowRankGAN(rank=rank), mask, generator)
        assert directions.rank == rank and directions.cuts == pytest.approx(np.sqrt(values), rel=1e-4, abs=1e-6)
        moved = ((directions.vectors @ sums(generator, rest)) * directions.vectors).sum(1) / rest.sum()
        assert moved.max() <= values[rank] * (1 + 1e-5)
    assert found(LowRankGAN(rank=500), mask, Halves()).rank == 5  # all of the right half's
    by_energy = found(LowRankGAN(energy=0.9, components=1), mask, generator)
    assert by_energy.rank == leading(values, 0.9) and found(ReSeFa(), mask, generator).cuts == ()


def test_everything_held_says_what_to_let_go() -> None:
    generator = Halves()
    generator.maps[:] = generator.maps[:, :1]  # one way of moving for all numbers, on the left alone ...
    generator.maps[:] += torch.roll(generator.maps.view(3, SIDE, SIDE, 9), SIDE // 2, 2).reshape(-1, 9)  # ... and right
    with pytest.raises(ValueError, match=r"Let some of them go \(relax\)"):
        found(LowRankGAN(), left_half(), generator)


def test_a_small_part_of_a_pursuit_can_be_cancelled() -> None:
    job = replace(LowRankGAN(), mode="pcp").discover(Halves(), Context(region=left_half()))
    assert next(job).fraction < 1
    job.close()
    assert torch.is_grad_enabled()
