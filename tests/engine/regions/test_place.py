"""What LowRankGAN and ReSeFa share: the face, the region, what is kept, what is said, and what is seen early."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
import pytest

from engine.document.directions import DirectionSet
from engine.jacobian import linear as followed
from engine.jacobian import memory
from engine.job import Progress, run
from engine.method import Context, Memory, Method
from engine.methods.lowrankgan import LowRankGAN
from engine.methods.resefa import ReSeFa
from engine.regions import place as local
from tests.direction_sets import a_set, each, texts
from tests.engine.jacobian.test_jacobian import SIDE, Halves, left_half
from tests.engine.methods.test_lowrankgan import found, leakage, low_rank, mixed, sums
from tests.fakes import MappedGenerator

MODES = [LowRankGAN(), LowRankGAN(mode="pcp"), LowRankGAN(mode="compat"), ReSeFa()]
EXACT = [LowRankGAN(), LowRankGAN(mode="compat"), ReSeFa()]  # pursuit finds nothing in nine numbers


@pytest.mark.parametrize("method", MODES)
def test_no_region_an_empty_one_and_all_of_it_are_said(method: Method) -> None:
    for mask, said in ((None, "Paint a region"), (np.zeros((8, 8)), "empty"), (np.ones((8, 8)), "whole picture")):
        with pytest.raises(ValueError, match=said):
            run(method.discover(Halves(), Context(region=mask)))


@pytest.mark.parametrize("method", [LowRankGAN(layers="2"), ReSeFa(layers="2")])
def test_layers_that_do_not_reach_the_region_are_said(method: Method) -> None:
    with pytest.raises(ValueError, match="Nothing in the region moves with these layers"):
        found(method, left_half())


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


@pytest.mark.parametrize("method", [LowRankGAN(energy=0.9), ReSeFa()])
def test_the_set_tells_what_it_would_be_without_holding_and_what_leaks(method: Method) -> None:
    generator, mask = mixed(), left_half(hard=False)
    directions = found(method, mask, generator)
    before = np.array(each(directions, "unprojected"))
    assert before.shape == directions.vectors.shape
    assert np.linalg.norm(before, axis=1) == pytest.approx(np.ones(len(before)), abs=1e-5)
    assert ((before * directions.vectors).sum(1) >= 0).all()
    inside = np.linalg.eigh(sums(generator, mask))[1][:, ::-1].T
    # In order, and each one of the region's own.
    same = np.abs(before @ inside.T)
    assert same.max(1) == pytest.approx(np.ones(len(before)), abs=1e-5) and (np.diff(same.argmax(1)) > 0).all()
    assert each(directions, "leakage") == pytest.approx(leakage(generator, directions, mask), abs=1e-6)
    assert each(directions, "leakage_before") == pytest.approx(
        leakage(generator, a_set(before, each(directions, "name")), mask), abs=1e-6
    )
    assert np.abs(np.subtract(each(directions, "leakage"), each(directions, "leakage_before"))).max() > 0.01


@pytest.mark.parametrize("method", MODES)
def test_what_is_painted_to_be_kept_counts_more_than_the_rest(method: Method) -> None:
    generator, region = mixed(), np.zeros((SIDE, SIDE), np.float32)
    region[:, :4] = 1
    kept = np.roll(region, 4, 1) * 1.0
    kept[:, 2] = 1  # which may change as well, and so is not kept
    directions = run(ReSeFa().discover(generator, Context(3, region=region, kept=kept)))
    still = 1 - region + 9 * kept * (1 - region)
    shift = 1e-3 * np.trace(sums(generator, still)) / still.sum()
    hold = sums(generator, still) / still.sum() + shift * np.eye(12)
    values, vectors = np.linalg.eig(np.linalg.solve(hold, sums(generator, region) / region.sum()))
    wanted = vectors.real[:, values.real.argmax()]
    assert abs(directions.vectors[0] @ wanted) == pytest.approx(1, abs=1e-4)
    assert each(directions, "leakage") == pytest.approx(
        leakage(generator, directions, region), abs=1e-6
    )  # of all outside
    assert "what is painted to be kept counts 10 times the rest" in texts(directions)
    for changed, stays, said in ((region, region, "left to change"), (region * 0 + 1, kept, "whole picture"),
                                 (region, region * (np.arange(SIDE) < 2), "left to keep")):  # fmt: skip
        with pytest.raises(ValueError, match=said):
            run(method.discover(generator, Context(region=changed, kept=stays)))


def test_directions_are_called_as_the_one_region_is() -> None:
    mask, other = left_half(), 1 - left_half()
    named = {"mouth": mask, "hair": other}
    local = run(ReSeFa().discover(Halves(), Context(region=mask, regions=named)))
    assert each(local, "name")[:2] == ("mouth 1", "mouth 2")
    both = np.maximum(mask, other * 0.5)
    assert run(ReSeFa().discover(Halves(), Context(region=both, regions=named)))[0].name == "region 1"


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
    monkeypatch.setattr(followed, "BATCH", 2)
    monkeypatch.setattr("engine.jacobian.gram.NUMBERS", 9 * 3 * 50)
    fresh = found(method, left_half(hard=False), Halves(bent=0.7))
    for steps in range(100):
        generator, kept = Halves(bent=0.7), Memory()
        job = method.discover(generator, Context(3, region=left_half(hard=False), memory=kept))
        done = len(list(islice(job, steps)))
        job.close()
        if done < steps:
            break
        if steps % 2:  # another region in between
            found(method, 1 - left_half(), generator, memory=kept)
        again = found(method, left_half(hard=False), generator, memory=kept)
        assert np.abs((again.vectors * fresh.vectors).sum(1)) == pytest.approx(np.ones(len(fresh.vectors)), abs=1e-6)
    assert steps > 10


@pytest.mark.parametrize("method", EXACT)
def test_prepared_a_region_costs_no_pass(method: Method) -> None:
    generator, kept = Halves(bent=0.7), Memory()
    code = generator.sample(1, seed=8)[0].numpy()
    steps = list(method.prepare(generator, Context(3, code=code, memory=kept)))
    assert steps[-1].fraction == 1 and [s.fraction for s in steps] == sorted(s.fraction for s in steps)
    generator.ran = [0, 0]
    context = Context(3, region=left_half(hard=False), code=code, memory=kept)
    ready = run(method.discover(generator, context))
    assert generator.ran == [0, 0]
    fresh = run(method.discover(Halves(bent=0.7), Context(3, region=left_half(hard=False), code=code)))
    assert np.array_equal(ready.vectors, fresh.vectors) and np.array_equal(ready.sigma, fresh.sigma)
    run(method.discover(generator, replace(context, code=code + 0.1)))
    assert generator.ran[1] > 0


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jacobians are thought to take long."""
    monkeypatch.setattr(followed, "BATCH", 2)
    monkeypatch.setattr(local, "SLOW", -1.0)
    monkeypatch.setattr(local, "EARLY", 4)


def sketched(step: Progress) -> bool:
    return isinstance(step.partial, DirectionSet) and "sketch" in texts(step.partial)[-1]


@pytest.mark.parametrize("mode", ["pcp", "compat"])
def test_while_the_pursuit_goes_on_there_are_directions_by_energy(mode: str) -> None:
    mask = left_half()
    steps = list(LowRankGAN(mode=mode).discover(low_rank(26, 30, (2, 2)), Context(3, region=mask)))
    (early,) = [step.partial for step in steps if step.partial is not None]
    energy = found(LowRankGAN(), mask, low_rank(26, 30, (2, 2))) if mode == "pcp" else early  # compat looks at grey
    assert isinstance(early, DirectionSet) and "until the pursuit is done" in texts(early)[-1]
    assert np.array_equal(early.vectors, energy.vectors) and leakage(low_rank(26, 30, (2, 2)), early, mask).max() < 1e-6


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("method", [LowRankGAN(energy=0.99), LowRankGAN(mode="compat"), ReSeFa()])
def test_where_the_jacobian_takes_long_a_sketch_comes_first(method: Method) -> None:
    generator, mask = low_rank(26, 30, (2, 2)), left_half()
    steps = list(job := method.discover(generator, context := Context(3, region=mask)))
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions) and fractions[-1] == 1
    early, *others = [step.partial for step in steps if step.partial is not None]
    assert len(others) == (method == LowRankGAN(mode="compat"))  # by energy, before the pursuit
    assert isinstance(early, DirectionSet) and texts(early)[-1].startswith("early: from a sketch of 8 vectors")
    assert leakage(generator, early, mask).max() < 1e-6 and (early.sigma > 0).all()
    assert np.linalg.norm(early.vectors, axis=1) == pytest.approx(np.ones(len(early.vectors)), abs=1e-5)
    whole = run(method.discover(generator, context))
    assert not any("early" in note for note in texts(whole))
    if method == LowRankGAN(energy=0.99):
        assert np.abs((early.vectors[:2] * whole.vectors[:2]).sum(1)) == pytest.approx([1, 1], abs=1e-4)
    again = list(method.discover(generator, context))
    assert job.gi_running is False and not any(sketched(step) for step in again)  # what is ready is not slow


@pytest.mark.usefixtures("slow")
def test_a_sketch_that_finds_nothing_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(self: Any, place: local.Place) -> Any:
        if isinstance(place.subspace, local.Span):
            raise ValueError("nothing")
        return (yield from real(self, place))

    real: Callable[..., Any] = ReSeFa.directions_at
    monkeypatch.setattr(ReSeFa, "directions_at", nothing)
    steps = list(ReSeFa().discover(Halves(left=26, right=30), Context(region=left_half())))
    assert steps[-1].fraction == 1 and all(step.partial is None for step in steps)


@pytest.mark.parametrize("method", [LowRankGAN(energy=0.99), ReSeFa()])
def test_wide_codes_are_followed_along_their_leading_vectors(method: Method, monkeypatch: pytest.MonkeyPatch) -> None:
    generator, mask = low_rank(26, 30, (3, 3)), left_half()
    whole = found(method, mask, generator)
    monkeypatch.setattr(memory, "WIDE", 55)
    monkeypatch.setattr(memory, "RANK", 8)
    directions = found(method, mask, generator)
    assert "in the span of about the 8 of 56 vectors that move the picture most" in texts(directions)
    assert directions.vectors.shape[1] == 56 and leakage(generator, directions, mask).max() < 1e-6
    assert each(directions, "leakage") == pytest.approx(leakage(generator, directions, mask), abs=1e-6)
    assert np.abs((directions.vectors[:3] * whole.vectors[:3]).sum(1)) == pytest.approx(np.ones(3), abs=1e-3)
    assert directions.sigma[:3] == pytest.approx(whole.sigma[:3], rel=1e-3)


def test_too_many_numbers_are_looked_at_in_fewer_pixels_and_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit, wide, room in (("LARGEST", 8, "512 MB"), ("FILED", 9, "4 GB")):
        monkeypatch.setattr(f"engine.jacobian.columns.{limit}", 4 * 3 * SIDE**2 * 9 - 1)
        monkeypatch.setattr(memory, "WIDE", wide)
        monkeypatch.setattr(local, "WIDE", wide)
        directions = found(ReSeFa(), left_half())
        assert texts(directions)[-1 - (wide < 9)] == f"looked at 8 x 8 pixels, as 64 x 64 do not fit into {room}"
    monkeypatch.setattr(followed, "WHOLE", 4)
    directions = found(LowRankGAN(side=4), left_half())
    assert texts(directions)[-1] == "looked at 4 x 4 pixels of a lower block's own picture"
    assert not directions.vectors[:, 4:].any()  # the right half comes later
