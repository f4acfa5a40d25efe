"""Sums by tiles are the sums of the pixels, and read those of the edge alone."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.codes.subspace import Subspace
from engine.document.aspect import Size
from engine.jacobian import table as mapped
from engine.jacobian import tiles
from engine.jacobian.columns import FILED, Jacobian, jacobian
from engine.jacobian.gram import _added, grams, reads, summing
from engine.jacobian.sums import REGION, Sums
from engine.jacobian.tiles import Tiles, folded, tiling, unfolded
from engine.job import Job, run
from engine.method import Context, Method
from engine.methods.lowrankgan import LowRankGAN
from engine.methods.reds import REDs
from engine.methods.resefa import ReSeFa
from tests.direction_sets import each, texts
from tests.engine.jacobian.test_jacobian import SIDE, Halves, left_half

TILE = 3  # which does not divide 16


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jacobians of Halves lie in a file and have six tiles a side."""
    monkeypatch.setattr("engine.jacobian.columns.LARGEST", 1)
    monkeypatch.setattr(mapped, "NUMBERS", 9 * 50)
    monkeypatch.setattr(tiles, "LARGEST", 6**2 * 8 * 50)
    monkeypatch.setattr(tiles, "LEAST", 1)


@pytest.fixture
def found(small: None, monkeypatch: pytest.MonkeyPatch) -> Jacobian:
    """One whose pixels are added up five at a time."""
    monkeypatch.setattr("engine.jacobian.gram.NUMBERS", 9 * 3 * 5)
    generator = Halves(bent=0.7)
    jacobians = run(jacobian(generator, Subspace(generator.layout, tied=False), np.ones(9, np.float32)))
    assert jacobians.tiles is not None and (jacobians.tiles.tile, jacobians.tiles.shape) == (TILE, (SIDE, SIDE))
    return jacobians


def direct(found: Jacobian, weights: np.ndarray) -> Tensor:
    """J^T diag(weights) J, in float64."""
    rows = found.numbers.double()
    return (rows * torch.from_numpy(weights.astype(np.float64)).flatten().repeat(3)[:, None]).T @ rows


def is_direct(total: Tensor, found: Jacobian, weights: np.ndarray) -> bool:
    wanted = direct(found, weights)
    return bool(torch.linalg.matrix_norm(total - wanted) <= 1e-12 * torch.linalg.matrix_norm(wanted))


def blob(top: int, left: int, height: int, width: int, weight: float = 1.0) -> np.ndarray:
    mask = np.zeros((SIDE, SIDE), np.float32)
    mask[top : top + height, left : left + width] = weight
    return mask


MASKS = {
    "whole": blob(0, 0, SIDE, SIDE),
    "crossing tiles": blob(2, 1, 9, 12),
    "of tiles": blob(3, 6, 6, 9),
    "the last tiles": blob(12, 12, 4, 4),
    "soft": left_half(hard=False),
    "half everywhere": blob(0, 0, SIDE, SIDE, 0.5),
    "of either sign": blob(3, 3, 8, 8, 0.25) - blob(0, 0, 7, 7, 0.75),
    "nothing": blob(0, 0, 0, 0),
    "one pixel": blob(15, 15, 1, 1, 0.3),
}


@pytest.mark.parametrize("name", MASKS)
def test_a_sum_is_that_of_the_pixels_to_rounding_in_float64(found: Jacobian, name: str) -> None:
    for _ in range(2):  # tiles are new, and known
        assert is_direct(run(summing(found, MASKS[name])), found, MASKS[name])
    if name != "nothing":
        wanted = direct(found, MASKS[name]) / float(MASKS[name].sum(dtype=np.float64))
        assert torch.allclose(run(grams(found, MASKS[name])), wanted, rtol=1e-11, atol=1e-13)
    fractions = [step.fraction for step in summing(found, MASKS[name])]
    assert fractions == sorted(fractions) and (not fractions or fractions[-1] == 1)


def test_strokes_and_what_they_leave_are_exact(found: Jacobian) -> None:
    sums, random, mask = Sums(found), np.random.default_rng(3), np.zeros((SIDE, SIDE), np.float32)
    for stroke in range(40):
        mask = mask.copy()
        top, left = random.integers(0, SIDE, 2)
        mask[top : top + 6, left : left + 6] = 0 if stroke > 25 else random.choice([1, 1, random.random()])
        region = run(sums.summed(REGION, mask))
        assert is_direct(region.total, found, mask) or not mask.any()
        assert is_direct(run(sums.complement(region)), found, 1 - mask.astype(np.float64))
    assert not list(sums.whole()) and not list(sums.summed(REGION, mask))  # what is known takes no step


def test_pixels_of_known_tiles_are_not_read_again(found: Jacobian, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []

    def counted(real: object, jacobian: Jacobian, weights: np.ndarray) -> Job[Tensor]:
        seen.append(int(np.count_nonzero(weights)))
        return real(jacobian, weights)  # type: ignore[operator]

    monkeypatch.setattr("engine.jacobian.gram._added", partial(counted, _added))

    def cost(mask: np.ndarray) -> int:
        """How many pixels a sum reads, which it says before."""
        seen.clear()
        said = reads(found, mask)
        run(summing(found, mask))
        assert sum(seen) == said
        return said

    crossing = blob(2, 2, 8, 8)  # a ring of one pixel around 2 x 2 tiles, or 3 of its sides
    assert cost(crossing) == 64 and cost(crossing) == 64 - 36
    assert cost(blob(0, 0, SIDE, SIDE)) == SIDE**2 - 36 and cost(blob(0, 0, SIDE, SIDE)) == 0
    assert cost(crossing * 0.3) == 28 and cost(blob(12, 12, 4, 4)) == 0 and cost(blob(12, 12, 2, 4)) == 8
    # Of three ways to a region the one that reads least is taken: from the last, from the whole, or anew.
    sums = Sums(found)
    region = run(sums.summed(REGION, crossing))
    run(sums.complement(region))
    seen.clear()
    run(sums.summed(REGION, crossing + blob(12, 0, 1, 1)))
    assert sum(seen) == 1
    seen.clear()
    run(sums.summed(REGION, blob(3, 3, 6, 6)))  # all of it tiles
    assert sum(seen) == 0


def test_two_jobs_and_one_that_is_given_up_share_tiles(found: Jacobian) -> None:
    whole = blob(0, 0, SIDE, SIDE)
    given_up, one, two = (summing(found, whole) for _ in range(3))
    for _ in range(7):
        for job in (given_up, one, two):
            next(job)
    given_up.close()
    assert is_direct(run(one), found, whole) and is_direct(run(two), found, whole)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("method", [LowRankGAN(), ReSeFa(), REDs(change="region", keep="outside")])
def test_methods_find_the_same(method: Method, monkeypatch: pytest.MonkeyPatch) -> None:
    context = Context(3, region=left_half(hard=False))
    filed = run(method.discover(Halves(bent=0.7), context))
    monkeypatch.setattr("engine.jacobian.columns.LARGEST", FILED)
    in_memory = run(method.discover(Halves(bent=0.7), context))
    assert np.allclose(filed.vectors, in_memory.vectors, atol=1e-5) and texts(filed) == texts(in_memory)
    assert each(filed, "leakage") == pytest.approx(each(in_memory, "leakage"), abs=1e-9)


@pytest.mark.parametrize("d", [1, 2, 9, 10, 600, 601])
def test_half_of_a_matrix_tells_all_of_it(d: int) -> None:
    matrix = torch.randn(d, d, dtype=torch.float64, generator=torch.Generator().manual_seed(1))
    matrix += matrix.T.clone()
    half = folded(matrix)
    assert torch.equal(unfolded(half), matrix) and half.numel() <= (d + 1) ** 2 / 2


def test_tiles_are_as_small_as_memory_allows() -> None:
    for side, d, tile in ((256, 1024, 24), (256, 2048, 52), (512, 512, 24), (1024, 256, 23), (256, 256, 16)):
        found = tiling(Size(side, side), d)
        assert found is not None and found.tile == tile
        many = -(-side // tile)
        assert many**2 * 4 * d * (d + 1) <= tiles.LARGEST
    assert tiling(Size(128, 128), 6000) is None and tiling(Size(24, 24), 9) is None
    assert isinstance(tiling(Size(32, 32), 9), Tiles)
