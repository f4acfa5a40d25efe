"""What sliders truly move, on generators whose factors are planted and read off exactly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.document.code import Layout, Slot
from engine.document.directions import DirectionSet
from engine.generator import Features, Generator, Stage
from engine.job import Job, run
from engine.measure.truth.dci import completeness, dci, disentanglement
from engine.measure.truth.factors import Factors, factors_of
from engine.measure.truth.lasso import fitted, weights_of
from engine.measure.truth.measuring import measure_truth
from engine.measure.truth.mig import mutual_information_gap
from engine.measure.truth.moves import along, own
from engine.measure.truth.table import judged
from engine.measure.truth.walks import PLACES, walk
from tests.direction_sets import a_set
from tests.fakes import orthonormal

NAMES = ("yaw", "smile", "age", "light")
#: Sigma of a factor that one unit of a picture stands for, so that none is cut off at black or white.
UNIT = 10.0


class Planted(Generator):
    """Pictures of 1 x 4 pixels, one a factor, its sigma / UNIT: factors = maps @ code, plus a jerk of light.

    Slots eps (2), z1 (3), z2 (2). Where eps 1 is above 0, light jumps by 0.5 while z2.2 is exactly 0.
    """

    family, title = "planted", "Planted"
    own_slots = ("z1", "z2")

    def __init__(self, maps: Tensor) -> None:
        self.layout, self.resolution = Layout((Slot("eps", 2, 1), Slot("z1", 3, 1), Slot("z2", 2, 1))), 4
        self.name, self.maps = "planted", maps
        self.ran = {"eps": 0, "z1": 0, "z2": 0}
        self.stages = tuple(Stage(slot, (slot,), self._stage(slot)) for slot in self.ran)

    def _stage(self, slot: str) -> object:
        place = self.layout.slices[slot]

        def add(features: Features | None, codes: Tensor) -> Tensor:
            self.ran[slot] += len(codes)
            factors = codes[:, place] @ self.maps[:, place].T
            if slot == "z2":
                jerks = (codes[:, 0] > 0) & (codes[:, 6] == 0)
                factors = factors + 0.5 * jerks[:, None] * torch.tensor([0.0, 0.0, 0.0, 1.0])
            pictures = (factors / UNIT)[:, None, None, :].expand(-1, 3, 1, -1)
            return pictures if features is None else features + pictures

        return add

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        return False

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        raise ValueError("a Planted generator has no file")


def maps() -> Tensor:
    """z1.1 moves yaw by half a sigma a unit; z1.2 smile by 0.3 and age by -0.4; z1.3 nothing; z2.1 light backwards by
    0.25; z2.2 light by 0.2. eps moves yaw and age a little."""
    planted = torch.zeros(4, 7)
    planted[0, 2], planted[1, 3], planted[2, 3], planted[3, 5], planted[3, 6] = 0.5, 0.3, -0.4, -0.25, 0.2
    planted[0, 0], planted[2, 1] = 0.1, 0.1
    return planted


FACTORS = Factors(NAMES, lambda images: (UNIT * images[:, 0, 0, :], (images[:, 0, 0, 0] > 0).float()))


def directions(vectors: np.ndarray, sigma: tuple[float, ...]) -> DirectionSet:
    names = tuple(f"found {i + 1}" for i in range(len(vectors)))
    return a_set(vectors.astype(np.float32), names, sigma=sigma, method="planted", title="Planted", generator="")


# ---- the table of sliders ----


def test_each_slider_gets_its_factor_its_sigma_and_its_share() -> None:
    generator = Planted(maps())
    found = run(measure_truth(generator, FACTORS, own(generator), samples=150))
    rows = {row.name: row for row in found.sliders}
    assert list(rows) == ["z1.1", "z1.2", "z1.3", "z2.1", "z2.2"]
    expected = {"z1.1": ("yaw", 2.0, 1.0), "z1.2": ("age", -1.6, 0.64), "z2.1": ("light", -1.0, 1.0),
                "z2.2": ("light", 0.8, 1.0)}  # fmt: skip
    for name, (factor, effect, share) in expected.items():
        row = rows[name]
        assert row.factor == factor
        assert (row.effect, row.share) == (pytest.approx(effect, abs=1e-3), pytest.approx(share, abs=1e-3))
    assert (rows["z1.3"].factor, rows["z1.3"].effect, rows["z1.3"].share, rows["z1.3"].monotone) == ("", 0.0, 0.0, 0)
    assert found.pure == 4 and found.portraits == found.samples == 150


def test_a_slider_that_goes_back_on_its_way_is_not_monotone_there() -> None:
    generator = Planted(maps())
    found = run(measure_truth(generator, FACTORS, own(generator), samples=150, seed=5))
    jerked = int((generator.sample(150, 5)[:, 0] > 0).sum())
    assert 0 < jerked < 150
    assert [row.monotone for row in found.sliders] == [150, 150, 0, 150, 150 - jerked]


def test_portraits_on_which_nothing_moves_are_not_monotone() -> None:
    readings = torch.zeros(5, 10, 2)
    readings[:, :4, 1] = torch.linspace(1, -1, 5)[:, None]  # four of ten portraits go down by 2
    readings[1:, 4, 1] += torch.tensor([0.05, 0.0, 0.05, 0.0])  # the reader's unrest, and no way at all
    row = judged("z", ("yaw", "smile"), readings)
    assert (row.factor, row.monotone, row.share) == ("smile", 4, 1.0)
    assert row.effect == pytest.approx(-0.8)


def test_own_sliders_are_set_and_directions_are_added() -> None:
    generator = Planted(maps())
    codes = generator.sample(20, 3)
    readings = run(walk(generator, FACTORS, own(generator)[:1], codes))
    assert readings.shape == (1, len(PLACES), 20, 4)
    eps = codes[:, 0] * 0.1
    assert torch.allclose(readings[0, :, :, 0], 0.5 * torch.tensor(PLACES)[:, None] + eps, atol=1e-5)
    moved = run(walk(generator, FACTORS, along(generator, directions(np.eye(7)[2:3], (1.0,))), codes))
    assert torch.allclose(moved[0, :, :, 0], readings[0, :, :, 0] + 0.5 * codes[:, 2], atol=1e-5)


def test_directions_mix_what_their_vectors_mix_and_go_as_far_as_their_sigma() -> None:
    generator = Planted(maps())
    vectors = np.zeros((2, 7))
    vectors[0, [2, 5]] = 0.6, 0.8  # yaw by 0.5 * 0.6 = 0.3, light by -0.25 * 0.8 = -0.2
    vectors[1, 3] = 1.0
    sliders = along(generator, directions(vectors, (2.0, 0.5)))
    one, other = run(measure_truth(generator, FACTORS, sliders, samples=120)).sliders
    assert (one.name, one.factor, one.monotone) == ("found 1", "yaw", 120)
    assert one.effect == pytest.approx(4 * 2 * 0.3, abs=1e-3) and one.share == pytest.approx(0.09 / 0.13, abs=1e-3)
    assert other.factor == "age" and other.effect == pytest.approx(4 * 0.5 * -0.4, abs=1e-3)


def test_only_the_places_that_are_asked_for_are_read_and_what_is_still_is_read_once() -> None:
    generator = Planted(maps())
    codes = generator.sample(8)
    sliders = along(generator, directions(np.eye(7)[2:4], (1.0, 1.0)))
    whole = run(walk(generator, FACTORS, sliders, codes))
    places = len(PLACES)
    assert generator.ran["z1"] == 8 + (2 * (places - 1) + 1) * 8  # in the middle both are where the codes are
    ends = run(walk(generator, FACTORS, sliders, codes, (PLACES[0], PLACES[-1])))
    assert torch.equal(ends, whole[:, [0, -1]])


def test_what_comes_before_a_slider_is_run_once() -> None:
    generator = Planted(maps())
    run(walk(generator, FACTORS, own(generator), generator.sample(8)))
    places = len(PLACES)
    assert generator.ran == {"eps": 8, "z1": 8 + 3 * places * 8, "z2": 8 + 5 * places * 8}


def test_the_whole_is_told_with_the_distance_and_the_spread() -> None:
    generator = Planted(maps())
    job: Job = measure_truth(generator, FACTORS, own(generator), samples=400)
    fractions = []
    while True:
        try:
            fractions.append(next(job).fraction)
        except StopIteration as stop:
            found = stop.value
            break
    assert fractions == sorted(fractions) and fractions[0] < 0.05 and fractions[-1] > 0.98
    assert found.portraits == 200 and found.code == 7 and found.factors == NAMES
    values = (generator.sample(400) @ maps().T).numpy()
    assert found.far == pytest.approx((values[:, 0] > 0).mean())
    assert found.spread == pytest.approx(values.std(0), rel=1e-4)
    assert found.dci.informativeness > 0.99
    assert found == run(measure_truth(generator, FACTORS, own(generator), samples=400))


def test_what_cannot_be_measured_is_said_in_a_sentence() -> None:
    generator = Planted(maps())
    with pytest.raises(ValueError, match="at least 100 pictures, not 99"):
        next(measure_truth(generator, FACTORS, (), samples=99))
    with pytest.raises(ValueError, match="5 numbers long and a code of planted has 7"):
        along(generator, directions(np.eye(5), (1.0,) * 5))
    with pytest.raises(ValueError, match="planted is not known: only generators of portraits"):
        factors_of(generator)


# ---- disentanglement, completeness, informativeness ----


def codes_of(n: int, d: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(n, d))


def test_identity_codes_are_disentangled_complete_and_informative() -> None:
    codes = codes_of(1000, 8)
    found = dci(codes, codes.copy())
    assert found.disentanglement == pytest.approx(1) and found.completeness == pytest.approx(1)
    assert found.informativeness > 0.9999


def test_an_order_signs_scales_and_noise_do_not_count_and_numbers_that_do_nothing_neither() -> None:
    codes = codes_of(2000, 12)
    random = np.random.default_rng(1)
    factors = codes[:, [5, 2, 7, 0, 9]] * [1, -2, 0.5, 1, -1] + 0.3 * random.normal(size=(2000, 5))
    found = dci(codes * np.geomspace(0.01, 100, 12), factors)
    assert found.disentanglement > 0.95 and found.completeness > 0.95
    assert found.informativeness == pytest.approx(np.mean([1 / 1.09] * 3 + [4 / 4.09, 0.25 / 0.34]), abs=0.03)


def test_a_rotated_code_is_neither_though_it_tells_as_much() -> None:
    codes = codes_of(2000, 8)
    found = dci(codes, codes @ orthonormal(8, 8, seed=2).numpy())
    assert found.disentanglement < 0.25 and found.completeness < 0.25
    assert found.informativeness > 0.999


def test_disentanglement_and_completeness_of_planted_importances() -> None:
    importance = np.array([[3.0, 1.0], [0.0, 0.0], [0.0, 4.0]])
    entropy = -(0.75 * np.log2(0.75) + 0.25 * np.log2(0.25))
    assert disentanglement(importance) == pytest.approx(0.5 * (1 - entropy) + 0.5)
    entropy = -(0.2 * np.log(0.2) + 0.8 * np.log(0.8)) / np.log(3)
    assert completeness(importance) == pytest.approx(3 / 8 + 5 / 8 * (1 - entropy))
    even = np.ones((5, 4))
    assert disentanglement(even) == pytest.approx(0) and completeness(even) == pytest.approx(0)
    assert disentanglement(np.zeros((3, 3))) == completeness(np.zeros((3, 3))) == 0


def test_one_number_for_two_factors_is_complete_but_not_disentangled() -> None:
    codes = codes_of(1500, 4)
    shared = dci(codes, codes[:, [0, 0, 1]])
    assert shared.completeness > 0.99
    assert shared.disentanglement == pytest.approx(1 / 3 + 2 / 3 * (1 - np.log(2) / np.log(3)), abs=0.02)
    split = dci(codes, (codes[:, :1] + codes[:, 1:2], codes[:, 2:3])[0] / np.sqrt(2))
    assert split.completeness == pytest.approx(0.5, abs=0.02)  # two numbers of four, alike: 1 - log 2 / log 4


def test_factors_that_the_code_does_not_tell_are_not_informative() -> None:
    found = dci(codes_of(1500, 6), codes_of(1500, 3, seed=9))
    assert found.informativeness < 0.02
    with pytest.raises(ValueError, match="at least 100 pictures, not 60"):
        dci(codes_of(60, 2), codes_of(60, 2))


def test_the_lasso_shrinks_orthogonal_weights_by_the_penalty() -> None:
    products = np.array([[0.9, -0.2], [0.05, -0.6], [-0.3, 0.0]])
    found = weights_of(np.eye(3), products, 0.1, np.zeros((3, 2)))
    assert found == pytest.approx(np.sign(products) * np.maximum(np.abs(products) - 0.1, 0))


def test_the_lasso_meets_its_conditions_where_inputs_are_alike() -> None:
    x = codes_of(500, 6) @ np.random.default_rng(2).normal(size=(6, 6))
    x = (x - x.mean(0)) / x.std(0)
    y = x[:, :2] + codes_of(500, 2, seed=3)
    gram, products, penalty = x.T @ x / 500, x.T @ (y - y.mean(0)) / 500, 0.15
    weights = weights_of(gram, products, penalty, np.zeros((6, 2)))
    slope = products - gram @ weights
    assert np.abs(slope).max() < penalty + 1e-4
    used = weights != 0
    assert 0 < used.sum() < 12
    assert slope[used] == pytest.approx(penalty * np.sign(weights[used]), abs=1e-4)


def test_the_penalty_leaves_out_what_does_nothing() -> None:
    codes = codes_of(2000, 20)
    target = codes[:, :1] + 0.5 * codes_of(2000, 1, seed=4)
    fit = fitted(codes, target)
    assert fit.weights[0, 0] > 0.8 and (fit.weights[1:] != 0).sum() <= 2
    assert fit.r2[0] == pytest.approx(0.8, abs=0.05)


# ---- the mutual information gap ----


def test_the_gap_of_identity_codes_is_one_and_of_rotated_ones_small() -> None:
    codes = codes_of(4000, 6)
    assert mutual_information_gap(codes, codes.copy()) > 0.97
    assert mutual_information_gap(codes, -3 * codes[:, ::-1]) > 0.97
    assert mutual_information_gap(codes[:500], codes[:500]) > 0.93  # chance tells 0.88 where it is not corrected
    assert mutual_information_gap(codes, codes @ orthonormal(6, 6, seed=1).numpy()) < 0.15


def test_a_factor_that_two_numbers_tell_alike_has_no_gap() -> None:
    codes = codes_of(3000, 3)
    twice = np.concatenate((codes, codes[:, :1]), 1)
    assert mutual_information_gap(twice, codes[:, :1]) == pytest.approx(0, abs=1e-9)
    assert mutual_information_gap(twice, codes[:, :2]) == pytest.approx(0.5, abs=0.02)
    assert mutual_information_gap(codes, codes_of(3000, 2, seed=8)) == pytest.approx(0, abs=0.02)
    assert mutual_information_gap(codes, np.ones((3000, 1))) == 0


def test_the_gap_sees_what_no_line_fits() -> None:
    codes = codes_of(4000, 4)
    bent = np.cos(2 * codes[:, :2])
    assert np.abs(np.corrcoef(codes[:, 0], bent[:, 0])[0, 1]) < 0.1
    assert mutual_information_gap(codes, bent) > 0.4
