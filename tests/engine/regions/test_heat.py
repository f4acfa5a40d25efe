"""Heat maps: the known pictures of a linear generator, leakages that are known exactly, and finite differences."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch.autograd import forward_ad

from engine.document.arrays import ArrayStore
from engine.document.asked.requests import Heat, MakeHeat
from engine.document.document import Document, Edit, GeneratorRef
from engine.drawing.opened import Opened, describe
from engine.generator import Generator
from engine.regions.heat import SIDE, make_heat
from tests import fakes
from tests.fakes import LinearGenerator, small_eigengan

LEFT_HALF = np.repeat(np.arange(256) < 128, 256).reshape(256, 256).T.astype(np.uint8) * 255


class Halves(LinearGenerator):
    """Slot z1 moves the left half of the picture and z2 the right half."""

    def __init__(self) -> None:
        super().__init__(name="halves")
        side = torch.arange(fakes.SIDE) < fakes.SIDE // 2
        self.directions |= {
            name: (self.directions[name].view(-1, 3, fakes.SIDE, fakes.SIDE) * where).flatten(1)
            for name, where in (("z1", side), ("z2", ~side))
        }


@pytest.fixture
def opened() -> Opened:
    return opening(Halves())


def opening(generator: Generator) -> Opened:
    return Opened(generator, describe(generator, {}), ArrayStore(), torch.device("cpu"))


def document(opened: Opened, *edits: Edit) -> Document:
    generator = opened.generator
    return Document(GeneratorRef(generator.name, generator.source, generator.sha256), seed=3, edits=edits)


def heat_of(opened: Opened, made: Document, edit: Edit, region: str = "", before: Edit | None = None) -> Heat:
    """The heat; between two steps no forward mode is open, and progress rises."""
    job, seen = make_heat(opened, MakeHeat(made, edit, region, before), opened.arrays), [0.0]
    while True:
        try:
            seen.append(next(job).fraction)
        except StopIteration as stop:
            assert seen == sorted(seen) and seen[-1] >= 0.95
            return stop.value
        assert forward_ad._current_level == -1 and torch.is_grad_enabled()


def vector(opened: Opened, **slots: list[float]) -> str:
    """The key of a unit direction with these values in its slots."""
    layout = opened.generator.layout
    row = np.zeros(layout.dimension, np.float32)
    for name, values in slots.items():
        row[layout.slices[name]] = values
    return opened.arrays.put(row / np.linalg.norm(row))


def test_the_maps_of_a_linear_generator_are_its_known_pictures(opened: Opened) -> None:
    generator = opened.generator
    assert isinstance(generator, Halves)
    edit = Edit("z1.2", "", 3.0, sigma=0.5)
    moved = generator.turn["z1"][1] * generator.strengths["z1"] @ generator.directions["z1"]
    known = moved.view(3, 16, 16).square().mean(0).sqrt().numpy()
    heat = heat_of(opened, document(opened, Edit("z2.1", "", 1.0), edit), edit)
    np.testing.assert_allclose(heat.first_order, 0.5 * known, atol=1e-6)
    np.testing.assert_allclose(heat.realised, 1.5 * known, atol=1e-5)
    assert heat.key == "z1.2" and heat.first_order.dtype == heat.realised.dtype == np.float32
    assert heat.leakage is heat.realised_leakage is heat.leakage_before is heat.realised_leakage_before is None


def test_a_slider_that_rests_is_looked_at_one_sigma_away(opened: Opened) -> None:
    edit = Edit("z1.1", "", 0.04, sigma=2.0)
    heat = heat_of(opened, document(opened), edit)
    np.testing.assert_allclose(heat.realised, heat.first_order, atol=1e-5)


def test_a_muted_slider_and_one_beside_a_soloed_group_have_the_same_maps(opened: Opened) -> None:
    edit, other = Edit("z1.1", "", 2.0), Edit("z2.1", "", 1.0)
    plain = heat_of(opened, document(opened, other, edit), edit)
    muted = replace(edit, muted=True)
    for made in (document(opened, other, muted), replace(document(opened, other, edit), solo="z2")):
        again = heat_of(opened, made, made.edits[1])
        np.testing.assert_array_equal(again.first_order, plain.first_order)
        np.testing.assert_array_equal(again.realised, plain.realised)


def test_leakage_is_nothing_and_everything_for_halves(opened: Opened) -> None:
    region = opened.arrays.put(LEFT_HALF)
    left, right = Edit("z1.1", "", 2.0), Edit("z2.1", "", 2.0)
    heat = heat_of(opened, document(opened, left), left, region, replace(right, strength=0.0))
    assert (heat.leakage, heat.realised_leakage) == (0, 0)
    assert heat.leakage_before == 1 and heat.realised_leakage_before is None  # nothing it does is inside
    heat = heat_of(opened, document(opened, right), right, region)
    assert heat.leakage == heat.realised_leakage == 1 and heat.leakage_before is None


def test_the_unprojected_slider_leaks_what_its_halves_say(opened: Opened) -> None:
    generator = opened.generator
    assert isinstance(generator, Halves)
    edit = Edit("s#1", "", 2.0, vector=vector(opened, z1=[1, 0, 0]), sigma=1.5)
    before = replace(edit, vector=vector(opened, z1=[0.6, 0, 0], z2=[0.8, 0]), sigma=0.7)
    inside, outside = (float((part * generator.turn[slot][0] * generator.strengths[slot]
                              @ generator.directions[slot]).square().sum())
                       for slot, part in (("z1", 0.6), ("z2", 0.8)))  # fmt: skip
    heat = heat_of(opened, document(opened), edit, opened.arrays.put(LEFT_HALF), before)
    assert heat.leakage_before == pytest.approx(outside / (inside + outside), abs=1e-5)
    assert heat.realised_leakage_before == pytest.approx(outside / (inside + outside), abs=1e-5)


def test_a_slider_that_moves_nothing_has_no_leakage(opened: Opened) -> None:
    edit = Edit("s#1", "", 2.0, vector=vector(opened, z2=[1, 1]), first=2, last=2)  # its layer is another
    heat = heat_of(opened, document(opened), edit, opened.arrays.put(LEFT_HALF))
    assert not heat.first_order.any() and not heat.realised.any()
    assert heat.leakage is None and heat.realised_leakage is None


def test_layers_hold_for_both_maps(opened: Opened) -> None:
    edit = Edit("s#1", "", 1.0, vector=vector(opened, z1=[1, 0, 0], z2=[1, 0]), first=3, last=3)
    heat = heat_of(opened, document(opened, edit), edit, opened.arrays.put(LEFT_HALF))
    assert heat.leakage == heat.realised_leakage == 1


def test_a_curve_is_followed_along_its_tangent_and_realised_along_itself(opened: Opened) -> None:
    places = np.linspace(-2, 2, 9)[:, None]
    path = np.zeros((9, opened.generator.layout.dimension), np.float32)
    at = opened.generator.layout.slices
    path[:, at["z1"].start], path[:, at["z2"].start] = places[:, 0], places[:, 0] ** 2
    region = opened.arrays.put(LEFT_HALF)
    edit = Edit("s#1", "", 1.5, vector=opened.arrays.put(path), reach=2.0)
    heat = heat_of(opened, document(opened), edit, region)
    tangent = heat_of(opened, document(opened), Edit("z1.1", "", 1.0), region)
    np.testing.assert_allclose(heat.first_order, tangent.first_order, atol=1e-6)
    assert heat.leakage == pytest.approx(0, abs=1e-9) and heat.realised_leakage is not None
    end = heat_of(opened, document(opened), Edit("z2.1", "", 1.0), region)
    bent, straight = 1.5**4 * (end.first_order**2).sum(), 1.5**2 * (tangent.first_order**2).sum()
    assert heat.realised_leakage == pytest.approx(bent / (bent + straight), abs=1e-4)


def test_the_first_order_of_an_eigengan_is_its_finite_difference() -> None:
    opened = opening(small_eigengan())
    edit = Edit("s#1", "", 1.0, vector=vector(opened, z1=[1, -1, 2, 0.5], z2=[1, 0, 1]), sigma=0.8)
    made = document(opened, Edit("z3.1", "", 1.5))
    heat = heat_of(opened, made, edit)
    step = 0.003
    with torch.no_grad():
        there, back = (opened.generator.synthesize(torch.from_numpy(opened.code(made.with_edit(
            replace(edit, strength=h))))[None]).double()[0] for h in (step, -step))  # fmt: skip
    difference = ((there - back) / (2 * step)).square().mean(0).sqrt().numpy()
    assert difference.max() > 0.05
    # Kinks that lie within the step are all that differs.
    assert np.linalg.norm(heat.first_order - difference) < 0.01 * np.linalg.norm(difference)
    assert np.median(np.abs(heat.first_order - difference)) < 1e-3 * np.median(difference)


def test_a_masked_edit_is_realised_inside_its_mask_alone() -> None:
    opened = opening(small_eigengan())
    edit = Edit("z1.1", "", 1.0)
    free = heat_of(opened, document(opened), edit)
    masked = heat_of(opened, document(opened), replace(edit, mask=opened.arrays.put(LEFT_HALF)))
    assert free.realised[:, 18:].max() > 0.01 and not masked.realised[:, 18:].any()
    assert masked.realised[:, :14].max() > 0.01
    np.testing.assert_array_equal(masked.first_order, free.first_order)


class Wide(Halves):
    """The same with every pixel four by four times `SIDE` / 128 pixels large: 512 pixels a side."""

    def __init__(self) -> None:
        super().__init__()
        self.resolution = 2 * SIDE

    def _picture(self, features: torch.Tensor | None, codes: torch.Tensor) -> torch.Tensor:
        times = self.resolution // fakes.SIDE
        return super()._picture(features, codes).repeat_interleave(times, 2).repeat_interleave(times, 3)


def test_large_pictures_are_averaged(opened: Opened) -> None:
    wide, edit = opening(Wide()), Edit("z1.1", "", 1.0)
    heat, small = heat_of(wide, document(wide), edit), heat_of(opened, document(opened), edit)
    assert heat.first_order.shape == heat.realised.shape == (SIDE, SIDE)
    np.testing.assert_allclose(heat.first_order[::16, ::16], small.first_order, atol=1e-6)


def test_what_is_not_finite_is_said() -> None:
    opened = opening(fakes.NotANumber())
    with pytest.raises(ValueError, match="not finite; move the sliders back"):
        heat_of(opened, document(opened), Edit("z2.1", "", 30.0))
