"""LowRankGAN, ReSeFa and principal component pursuit against what is planted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
import pytest
import torch

from engine import jacobian as followed
from engine import local, memory
from engine.document.directions import DirectionSet
from engine.job import run
from engine.local import leading
from engine.method import Context, Method
from engine.methods.lowrankgan import LowRankGAN
from engine.methods.resefa import ReSeFa, quotients
from engine.pursuit import pursuing
from tests.engine.test_jacobian import SIDE, Halves, left_half
from tests.fakes import MappedGenerator

MODES = [LowRankGAN(), LowRankGAN(mode="pcp"), LowRankGAN(mode="compat"), ReSeFa()]
EXACT = [LowRankGAN(), LowRankGAN(mode="compat"), ReSeFa()]  # pursuit finds nothing in nine numbers


def found(method: Method, region: np.ndarray, generator: Halves | None = None, seed: int = 3) -> DirectionSet:
    return run(method.discover(generator or Halves(), Context(seed, region=region)))


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
        assert "of the change, 0.0% falls outside" in " ".join(directions.notes)


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
    assert directions.notes[0] == "rank 1 inside and 1 outside, of 56"


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
    assert "if nothing is held" in directions.notes[1]
    share = float(directions.notes[1].split(", ")[-1].split("%")[0])
    assert share > 5


def test_the_first_direction_moves_the_region_most() -> None:
    generator, mask = Halves(), left_half()
    directions = found(LowRankGAN(), mask, generator)
    values, vectors = np.linalg.eigh(generator.maps[:, :4].double().numpy().T @ generator.maps[:, :4].double().numpy())
    assert np.abs(directions.vectors[:, :4] @ vectors[:, ::-1]) == pytest.approx(np.eye(4), abs=1e-4)
    assert directions.spectrum == pytest.approx(tuple(values[::-1] / values.sum()), rel=1e-5)
    assert directions.names == ("region 1", "region 2", "region 3", "region 4")
    assert directions.notes[-1] == "looked at 16 x 16 pixels"


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
    assert alone.notes[:2] == (
        "rank 9 inside and 9 outside, of 9",
        "dropped 8 of the 9 inside, which lie within those outside or repeat others",
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


@pytest.mark.parametrize("method", MODES)
def test_no_region_an_empty_one_and_all_of_it_are_said(method: Method) -> None:
    for mask, said in ((None, "Paint a region"), (np.zeros((8, 8)), "empty"), (np.ones((8, 8)), "whole picture")):
        with pytest.raises(ValueError, match=said):
            run(method.discover(Halves(), Context(region=mask)))


@pytest.mark.parametrize("method", [LowRankGAN(layers="2"), ReSeFa(layers="2")])
def test_layers_that_do_not_reach_the_region_are_said(method: Method) -> None:
    with pytest.raises(ValueError, match="Nothing in the region moves with these layers"):
        found(method, left_half())


def test_chosen_layers_alone_move() -> None:
    mask = np.clip(left_half(), 0.1, 0.9)  # soft everywhere, so both slots are seen inside
    directions = found(LowRankGAN(layers="2", relax=4), mask)
    assert not directions.vectors[:, :4].any() and directions.vectors[:, 4:].any()


def test_the_face_of_the_context_is_looked_at() -> None:
    generator, mask = Halves(bent=0.9), left_half(hard=False)
    code = generator.sample(1, seed=8)[0].numpy()
    given = run(LowRankGAN().discover(generator, Context(3, region=mask, code=code)))
    same = run(LowRankGAN().discover(generator, Context(8, region=mask)))
    other = run(LowRankGAN().discover(generator, Context(3, region=mask)))
    assert np.allclose(given.vectors, same.vectors) and not np.allclose(given.vectors, other.vectors)
    with pytest.raises(ValueError, match="codes of 9 finite numbers"):
        run(LowRankGAN().discover(generator, Context(3, region=mask, code=code[:5])))


def test_sigma_is_how_far_codes_lie_apart() -> None:
    generator = MappedGenerator()
    directions = run(LowRankGAN().discover(generator, Context(region=left_half(hard=False))))
    axes, spread = generator.axes.double().numpy(), generator.deviations.double().numpy()
    wanted = np.linalg.norm(directions.vectors @ axes.T * spread, axis=1)
    assert directions.sigma == pytest.approx(wanted, rel=0.25)  # of 128 codes


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
    again, rest = run(pursuing(low + sparse, 1 / np.sqrt(60), published))
    assert torch.linalg.matrix_norm(again - low) < 1e-6 * torch.linalg.matrix_norm(low)
    assert torch.equal(rest != 0, sparse != 0)
    assert int((torch.linalg.eigvalsh(again).abs() > 1e-6).sum()) == 3


def objective(low: torch.Tensor, sparse: torch.Tensor, weight: float) -> float:
    return float(torch.linalg.eigvalsh(low).abs().sum() + weight * sparse.abs().sum())


def test_converged_pursuit_is_never_worse_than_the_published_one() -> None:
    matrix = sum(planted(d=24, rank=6, share=0.3))
    for weight in (0.05, 0.1, 0.2):
        ours, theirs = (run(pursuing(matrix, weight, published)) for published in (False, True))
        assert objective(*ours, weight) <= objective(*theirs, weight) * (1 + 1e-5)


def test_nothing_is_zero_and_weight_follows_the_size() -> None:
    low, sparse = run(pursuing(torch.zeros(5, 5, dtype=torch.float64)))
    assert not low.any() and not sparse.any()
    matrix = sum(planted(d=24))
    explicit = run(pursuing(matrix, 0.377124 / np.sqrt(24)))
    assert torch.allclose(run(pursuing(matrix))[0], explicit[0], atol=1e-3 * float(matrix.abs().max()))


def mixed() -> Halves:
    """Halves of which every number moves the other half as well, 0.4 times as much."""
    generator = Halves(left=6, right=6)
    halves = generator.maps.view(3, SIDE, SIDE, 12)
    generator.maps[:] = (halves + 0.4 * torch.roll(halves, SIDE // 2, 2)).reshape(-1, 12)
    return generator


@pytest.mark.parametrize("method", [LowRankGAN(energy=0.9), ReSeFa()])
def test_the_set_tells_what_it_would_be_without_holding_and_what_leaks(method: Method) -> None:
    generator, mask = mixed(), left_half(hard=False)
    directions = found(method, mask, generator)
    before = directions.unprojected
    assert before is not None and before.shape == directions.vectors.shape
    assert np.linalg.norm(before, axis=1) == pytest.approx(np.ones(len(before)), abs=1e-5)
    assert ((before * directions.vectors).sum(1) >= 0).all()
    inside = np.linalg.eigh(sums(generator, mask))[1][:, ::-1].T
    # In order, and each one of the region's own.
    same = np.abs(before @ inside.T)
    assert same.max(1) == pytest.approx(np.ones(len(before)), abs=1e-5) and (np.diff(same.argmax(1)) > 0).all()
    assert directions.leakage == pytest.approx(leakage(generator, directions, mask), abs=1e-6)
    assert directions.leakage_before == pytest.approx(
        leakage(generator, replace(directions, vectors=before), mask), abs=1e-6
    )
    assert np.abs(np.subtract(directions.leakage, directions.leakage_before)).max() > 0.01


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


@pytest.mark.parametrize("method", MODES)
def test_what_is_painted_to_be_kept_is_the_rest(method: Method) -> None:
    generator, region = mixed(), np.zeros((SIDE, SIDE), np.float32)
    region[:, :4] = 1
    kept = np.roll(region, 4, 1) * 1.0
    kept[:, 2] = 1  # which may change as well, and so is not kept
    directions = run(ReSeFa().discover(generator, Context(3, region=region, kept=kept)))
    still = kept * (1 - region)
    shift = 1e-3 * np.trace(sums(generator, still)) / still.sum()
    hold = sums(generator, still) / still.sum() + shift * np.eye(12)
    values, vectors = np.linalg.eig(np.linalg.solve(hold, sums(generator, region) / region.sum()))
    wanted = vectors.real[:, values.real.argmax()]
    assert abs(directions.vectors[0] @ wanted) == pytest.approx(1, abs=1e-4)
    assert directions.leakage == pytest.approx(leakage(generator, directions, region), abs=1e-6)  # of all outside
    v = directions.vectors.astype(np.float64)
    share = np.mean([row @ sums(generator, still) @ row / (row @ sums(generator, still * 0 + 1) @ row) for row in v])
    assert f"of the change, {share:.1%} falls on what is painted to be kept on average" in directions.notes
    for changed, stays, said in ((region, region, "left to change"), (region * 0 + 1, kept, "whole picture"),
                                 (region, region * (np.arange(SIDE) < 2), "left to keep")):  # fmt: skip
        with pytest.raises(ValueError, match=said):
            run(method.discover(generator, Context(region=changed, kept=stays)))


def test_directions_are_called_as_the_one_region_is() -> None:
    mask, other = left_half(), 1 - left_half()
    named = {"mouth": mask, "hair": other}
    assert run(ReSeFa().discover(Halves(), Context(region=mask, regions=named))).names[:2] == ("mouth 1", "mouth 2")
    both = np.maximum(mask, other * 0.5)
    assert run(ReSeFa().discover(Halves(), Context(region=both, regions=named))).names[0] == "region 1"


@pytest.mark.parametrize("method", EXACT)
def test_a_mask_of_another_size_is_the_same_region(method: Method) -> None:
    large = np.kron(left_half(hard=False), np.ones((4, 4), np.float32))
    assert np.allclose(found(method, large).vectors, found(method, left_half(hard=False)).vectors, atol=1e-6)


@pytest.mark.parametrize("method", MODES)
@pytest.mark.parametrize("number", [np.nan, np.inf])
def test_a_picture_without_slope_is_said(method: Method, number: float) -> None:
    generator = Halves()
    generator.maps[40, 3] = number
    for _ in range(2):  # not only the first time
        with pytest.raises(ValueError, match=r"not finite near its code; choose another face\."):
            found(method, left_half(), generator)


@pytest.mark.parametrize("method", EXACT)
def test_given_up_at_any_step_the_next_search_finds_the_same(method: Method, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(followed, "PIXELS", 2 * SIDE**2)
    monkeypatch.setattr(followed, "NUMBERS", 9 * 3 * 50)
    fresh = found(method, left_half(hard=False), Halves(bent=0.7))
    for steps in range(100):
        generator = Halves(bent=0.7)
        job = method.discover(generator, Context(3, region=left_half(hard=False)))
        done = len(list(islice(job, steps)))
        job.close()
        if done < steps:
            break
        if steps % 2:  # another region in between
            found(method, 1 - left_half(), generator)
        again = found(method, left_half(hard=False), generator)
        assert np.abs((again.vectors * fresh.vectors).sum(1)) == pytest.approx(np.ones(len(fresh.vectors)), abs=1e-6)
    assert steps > 10


@pytest.mark.parametrize("method", EXACT)
def test_prepared_a_region_costs_no_pass(method: Method) -> None:
    generator = Halves(bent=0.7)
    code = generator.sample(1, seed=8)[0].numpy()
    steps = list(method.prepare(generator, Context(3, code=code)))
    assert steps[-1].fraction == 1 and [s.fraction for s in steps] == sorted(s.fraction for s in steps)
    generator.ran = [0, 0]
    ready = run(method.discover(generator, Context(3, region=left_half(hard=False), code=code)))
    assert generator.ran == [0, 0]
    fresh = run(method.discover(Halves(bent=0.7), Context(3, region=left_half(hard=False), code=code)))
    assert np.array_equal(ready.vectors, fresh.vectors) and np.array_equal(ready.sigma, fresh.sigma)
    run(method.discover(generator, Context(3, region=left_half(hard=False), code=code + 0.1)))
    assert generator.ran[1] > 0


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jacobians are thought to take long."""
    monkeypatch.setattr(followed, "PIXELS", 2 * SIDE**2)
    monkeypatch.setattr(local, "SLOW", -1.0)
    monkeypatch.setattr(local, "EARLY", 4)


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("method", [LowRankGAN(energy=0.99), LowRankGAN(mode="compat"), ReSeFa()])
def test_where_the_jacobian_takes_long_a_sketch_comes_first(method: Method) -> None:
    generator, mask = low_rank(26, 30, (2, 2)), left_half()
    steps = list(job := method.discover(generator, Context(3, region=mask)))
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions) and fractions[-1] == 1
    (early,) = [step.partial for step in steps if step.partial is not None]
    assert isinstance(early, DirectionSet) and early.notes[-1].startswith("early: from a sketch of 8 vectors")
    assert leakage(generator, early, mask).max() < 1e-6 and (early.sigma > 0).all()
    assert np.linalg.norm(early.vectors, axis=1) == pytest.approx(np.ones(len(early.vectors)), abs=1e-5)
    whole = run(method.discover(generator, Context(3, region=mask)))
    assert not any("early" in note for note in whole.notes)
    if method == LowRankGAN(energy=0.99):
        assert np.abs((early.vectors[:2] * whole.vectors[:2]).sum(1)) == pytest.approx([1, 1], abs=1e-4)
    again = list(method.discover(generator, Context(3, region=mask)))
    assert job.gi_running is False and all(step.partial is None for step in again)  # what is ready is not slow


@pytest.mark.usefixtures("slow")
def test_a_sketch_that_finds_nothing_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(self: Any, place: local.Place) -> Any:
        if isinstance(place.subspace, local.Span):
            raise ValueError("nothing")
        return (yield from real(self, place))

    real: Callable[..., Any] = ReSeFa._found
    monkeypatch.setattr(ReSeFa, "_found", nothing)
    steps = list(ReSeFa().discover(Halves(left=26, right=30), Context(region=left_half())))
    assert steps[-1].fraction == 1 and all(step.partial is None for step in steps)


@pytest.mark.parametrize("method", [LowRankGAN(energy=0.99), ReSeFa()])
def test_wide_codes_are_followed_along_their_leading_vectors(method: Method, monkeypatch: pytest.MonkeyPatch) -> None:
    generator, mask = low_rank(26, 30, (3, 3)), left_half()
    whole = found(method, mask, generator)
    monkeypatch.setattr(memory, "WIDE", 55)
    monkeypatch.setattr(memory, "RANK", 8)
    memory._LAST.clear()
    directions = found(method, mask, generator)
    assert "in the span of the 8 of 56 vectors that move the picture most" in directions.notes
    assert directions.vectors.shape[1] == 56 and leakage(generator, directions, mask).max() < 1e-6
    assert directions.leakage == pytest.approx(leakage(generator, directions, mask), abs=1e-6)
    assert np.abs((directions.vectors[:3] * whole.vectors[:3]).sum(1)) == pytest.approx(np.ones(3), abs=1e-3)
    assert directions.sigma[:3] == pytest.approx(whole.sigma[:3], rel=1e-3)


def test_too_many_numbers_are_looked_at_in_fewer_pixels_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(followed, "LARGEST", 4 * 3 * SIDE**2 * 9 - 1)
    directions = found(LowRankGAN(), left_half())
    assert directions.notes[-1] == "looked at 8 x 8 pixels, as 64 x 64 do not fit into 512 MB"
    monkeypatch.setattr(followed, "WHOLE", 4)
    directions = found(LowRankGAN(side=4), left_half())
    assert directions.notes[-1] == "looked at 4 x 4 pixels of a lower block's own picture"
    assert not directions.vectors[:, 4:].any()  # the right half comes later


def test_a_small_part_of_a_pursuit_can_be_cancelled() -> None:
    job = replace(LowRankGAN(), mode="pcp").discover(Halves(), Context(region=left_half()))
    assert next(job).fraction < 1
    job.close()
    assert torch.is_grad_enabled()
