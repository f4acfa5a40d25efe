"""Trials of methods of one region, on a generator in which a patch has numbers of its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.comparison.trials.regions import PLACES, holding, keeping_to, regions, where_read
from engine.comparison.trials.trial import Asked
from engine.document.directions import Direction, DirectionSet
from engine.generator import Generator
from engine.job import Job, Progress, run
from engine.measure.truth.factors import Factors
from engine.method import Context, Method
from engine.methods.lowrankgan import LowRankGAN
from engine.methods.resefa import ReSeFa
from tests.engine.jacobian.test_jacobian import SIDE, Halves

#: Two rows of 13 pixels: a tenth of the picture, as a region is.
PATCH = slice(4, 6), slice(2, 15)


def patched() -> Halves:
    """The slot "left" moves a patch alone; "right" moves all of the rest."""
    generator = Halves()
    mask = torch.zeros(SIDE, SIDE)
    mask[PATCH] = 1
    random = torch.Generator().manual_seed(8)
    maps = 0.1 * torch.randn(3, SIDE, SIDE, 9, generator=random)
    maps[..., :4] *= mask[..., None]
    maps[..., 4:] *= 1 - mask[..., None]
    generator.maps = maps.flatten(0, 2)
    return generator


def _read(images: Tensor) -> tuple[Tensor, Tensor]:
    """How light the patch is, and two numbers of the lowest rows, which tell the person."""
    patch = images[:, :, PATCH[0], PATCH[1]].mean((1, 2, 3))
    low = images[:, :, -2:].mean((1, 2))
    return torch.stack((10 * patch, 10 * low[:, 0], 10 * low[:, -1]), 1), torch.zeros(len(images))


FACTORS = Factors((PLACES[0], "jaw", "chin"), _read, ("jaw", "chin"))


@dataclass(frozen=True)
class Given(Method):
    """Finds these rows, whatever it is asked."""

    title, paper, identifier = "Given", "Nobody 2026", "given"
    rows: tuple[tuple[float, ...], ...] = ()

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        yield Progress(1.0)
        vectors = np.array(self.rows, np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        found = tuple(Direction(f"{i}", row, 1.0) for i, row in enumerate(vectors))
        return DirectionSet(found, self.provenance(generator, context))


def asked() -> Asked:
    return Asked(patched(), FACTORS)


def test_a_factor_is_read_where_its_pixels_are() -> None:
    generator = patched()
    found = run(regions(Asked(generator, FACTORS)))[PLACES[0]]
    inside = torch.zeros(SIDE, SIDE)
    inside[PATCH] = 1
    assert torch.equal(found, inside)
    rows = where_read(FACTORS, "jaw", generator.synthesize(generator.sample(3, 1)))
    assert rows[-2:, 0].all()


@pytest.mark.parametrize("method", [LowRankGAN(), ReSeFa(components=4)])
def test_methods_that_keep_to_the_patch_leave_the_rest_and_do_so_on_other_faces(method: Method) -> None:
    figures = run(keeping_to(method)(asked()))
    assert figures["outside"] < 0.05 and figures["elsewhere"] == pytest.approx(figures["outside"], abs=0.02)
    assert figures["effect"] > 0.2 and figures["share"] > 0.95  # the same way on another face: it is linear


def test_what_knows_of_no_region_is_as_bad_as_what_it_is_held_against() -> None:
    everything = Given(rows=(tuple([1.0] * 9), (1.0, -1.0, 1.0, 1.0, -1.0, 1.0, 1.0, -1.0, 1.0)))
    figures = run(keeping_to(everything)(asked()))
    assert 0.3 < figures["outside"] < 3


def test_what_moves_nothing_there_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="None of the directions changes the region enough"):
        run(keeping_to(Given(rows=((0.0,) * 8 + (1.0,),)))(asked()))


def test_the_person_that_is_held_moves_less() -> None:
    still = Given(rows=((1.0, 0, 0, 0, 0.02, 0, 0, 0, 0),))
    moving = Given(rows=((1.0, 0, 0, 0, 1.0, 0, 0, 0, 0),))
    assert run(holding(still, moving)(asked()))["held"] == pytest.approx(0.02, abs=0.01)
    assert run(holding(moving, moving)(asked()))["held"] == pytest.approx(1.0)


def test_without_a_factor_that_has_a_place_it_says_so() -> None:
    nowhere = Factors(("jaw",), lambda images: (_read(images)[0][:, 1:2], torch.zeros(len(images))))
    with pytest.raises(ValueError, match="None of the factors read here has a place"):
        run(keeping_to(LowRankGAN())(Asked(patched(), nowhere)))
