"""Names of directions: planted ones must be found, those of the bundled faces must be what people called them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Self

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.attributes.general import General
from engine.attributes.pixels import LUMA
from engine.directions.naming import name_by_pictures, name_directions, verdict
from engine.document.code import Layout, Slot
from engine.document.directions import DirectionSet
from engine.drawing.renderer import to_pixels
from engine.generator import Features, Generator, Stage
from engine.generators import load
from engine.job import run
from tests.direction_sets import a_set, each


class Painter(Generator):
    """16 x 16 pictures, no faces, of seven numbers: light, colour, hue, detail, lopsidedness, and two that do nothing.

    Colour is added without changing luma, and light multiplies all, so each number moves one attribute of pixels.
    """

    family = "painter"
    title = "Painter"

    def __init__(self) -> None:
        self.layout, self.resolution = Layout((Slot("z", 7, 16),)), 16
        self.name, self.metadata = "painter", {}
        self.stages = (Stage("picture", ("z",), self._paint),)
        self.y, self.x = torch.meshgrid(torch.linspace(-1, 1, 16), torch.linspace(-1, 1, 16), indexing="ij")
        self.checks = 1.0 - 2.0 * ((torch.arange(16)[:, None] + torch.arange(16)) % 2)
        luma = torch.tensor(LUMA)
        self.orange = torch.tensor([1.0, (luma[2] - luma[0]).item() / LUMA[1], -1.0])
        self.green = torch.tensor([-0.5, 0.5 * (luma[0] + luma[2]).item() / LUMA[1], -0.5])

    def _paint(self, features: Features | None, codes: Tensor) -> Tensor:
        light, colour, hue, detail, aside, *_ = codes[:, :, None, None].unbind(1)
        grey = 0.35 + 0.05 * self.y.abs() + (0.01 * (detail / 5).exp()) * self.checks + 0.01 * (1 + aside / 5) * self.x
        angle = 1 + hue / 5
        tint = self.orange[:, None, None] * angle.cos()[:, None] + self.green[:, None, None] * angle.sin()[:, None]
        rgb = (grey[:, None] + 0.06 * (colour / 5).exp()[:, None] * tint) * (light / 10).exp()[:, None]
        return 2 * rgb - 1

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        return False

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        raise ValueError("a Painter has no file")


def directions(generator: Generator, vectors: np.ndarray) -> DirectionSet:
    names = tuple(str(i) for i in range(len(vectors)))
    return a_set(
        vectors.astype(np.float32), names, method="planted", title="Planted", generator=generator.sha256
    )  # fmt: skip


def test_no_step_draws_and_looks_too(monkeypatch: pytest.MonkeyPatch) -> None:
    painter, done = Painter(), []
    drawn, scored, seen = painter.synthesize, General.score, General.nameable
    monkeypatch.setattr(painter, "synthesize", lambda codes: (done.append("draws"), drawn(codes))[1])
    monkeypatch.setattr(General, "score", lambda *given: (done.append("measures"), scored(*given))[1])
    monkeypatch.setattr(General, "nameable", lambda *given: (done.append("looks"), seen(*given))[1])
    steps = []
    for _ in name_directions(painter, directions(painter, np.eye(7)), faces=2):
        steps.append(tuple(done))
        done.clear()
    assert {step for step in steps if step} == {("draws",), ("measures",), ("looks",)}


def test_planted_directions_get_their_names() -> None:
    painter = Painter()
    planted = np.concatenate((np.eye(7), -np.eye(7)[:1]))
    named = run(name_directions(painter, directions(painter, planted)))
    assert each(named, "attribute")[:2] == ("brightness +", "saturation +")
    assert named[2].attribute[:3] == "hue"
    assert each(named, "attribute")[3:] == ("sharpness +", "symmetry −", "", "", "brightness −")
    assert min(each(named, "purity")[:2]) > 0.8 and named[7].purity > 0.8
    assert each(named, "purity")[5:7] == (0.0, 0.0)


def test_directions_that_are_drawn_already_get_the_same_names() -> None:
    painter = Painter()
    planted = np.concatenate((np.eye(7), -np.eye(7)[:1]))
    face = painter.sample(1, 5)
    ends = [face + way * 2 * torch.from_numpy(row).float() for row in planted for way in (1, -1)]
    pixels = to_pixels(painter.synthesize(torch.cat(ends))).numpy()
    named = run(name_by_pictures(painter, directions(painter, planted), pixels))
    assert each(named, "attribute")[:2] == ("brightness +", "saturation +")
    assert each(named, "attribute")[5:] == ("", "", "brightness −") and each(named, "purity")[5] == 0.0
    with pytest.raises(ValueError, match="8 directions have two pictures each, not 3 in all"):
        run(name_by_pictures(painter, directions(painter, planted), pixels[:3]))


def test_a_direction_that_moves_two_things_alike_is_not_pure() -> None:
    painter = Painter()
    mixed = (np.eye(7)[:1] + np.eye(7)[1:2]) / np.sqrt(2)
    (purity,) = each(run(name_directions(painter, directions(painter, mixed))), "purity")
    assert 0.35 < purity < 0.65


def test_sigma_says_how_far_a_direction_goes_and_the_rest_of_the_set_stays() -> None:
    painter = Painter()
    planted = directions(painter, np.eye(7)[:1])
    planted.sigma[:] = 0.01
    named = run(name_directions(painter, planted))
    assert each(named, "attribute") == ("",) and each(named, "purity") == (0.0,)
    assert all(one.vector is other.vector for one, other in zip(named, planted, strict=True))
    assert each(named, "name") == each(planted, "name") and named.key == planted.key


def test_progress_rises_to_one_and_leaves_no_context_open() -> None:
    painter = Painter()
    job, fractions = name_directions(painter, directions(painter, np.eye(7)[:2]), faces=3), []
    for step in job:
        fractions.append(step.fraction)
        assert torch.is_grad_enabled() and not torch.is_inference_mode_enabled()
    assert fractions == sorted(fractions) and fractions[0] == 0 and fractions[-1] == 1
    assert len(fractions) > 12


def test_the_same_seed_gives_the_same_names() -> None:
    painter = Painter()
    planted = directions(painter, np.linalg.qr(np.random.default_rng(1).normal(size=(7, 7)))[0])
    one, two, other = (run(name_directions(painter, planted, seed)) for seed in (3, 3, 4))
    assert (each(one, "attribute"), each(one, "purity")) == (each(two, "attribute"), each(two, "purity"))
    assert each(one, "purity") != each(other, "purity")


def test_the_sliders_that_people_called_turn_and_dim_light_get_yaw_and_brightness() -> None:
    generator = load("builtin:faces-eigengan-64")
    wanted = [generator.layout.index(slider) for slider in ("z1.1", "z3.1")]
    rows = np.eye(generator.layout.dimension)[[*wanted, wanted[0]]] * np.array([[1], [1], [-1]])
    named = run(name_directions(generator, directions(generator, rows), faces=6))
    assert each(named, "attribute") == ("yaw +", "brightness −", "yaw −")
    assert all(0 < purity <= 1 for purity in each(named, "purity"))


@pytest.mark.parametrize(
    ("effects", "name", "purity"),
    [
        ({"yaw": 0.2, "smile": -0.1}, "yaw +", 0.8),
        ({"yaw": 0.2, "smile": -0.4}, "smile −", 0.8),
        ({"yaw": 0.1, "identity": 0.3}, "identity", 0.9),
        ({"yaw": 0.1, "smile": -0.14}, "", 0.0),
    ],
)
def test_the_largest_effect_is_the_name_and_purity_its_share_of_the_squares(
    effects: dict[str, float], name: str, purity: float
) -> None:
    assert verdict(effects) == (name, pytest.approx(purity))


def test_what_cannot_be_named_is_said_in_a_sentence() -> None:
    painter = Painter()
    with pytest.raises(ValueError, match="at least 1 random code"):
        next(name_directions(painter, directions(painter, np.eye(7)), faces=0))
    with pytest.raises(ValueError, match="5 numbers long and a code of painter has 7"):
        next(name_directions(painter, directions(painter, np.eye(5))))
