"""Edits, walks and trajectories, on generators whose true directions are known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Self

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.codes.prior import fitted as prior_of
from engine.codes.samples import drawn
from engine.document.asked.learning import Keeping
from engine.document.code import Layout, Slot
from engine.document.directions import DirectionSet
from engine.generator import Generator, Stage
from engine.generators import load
from engine.job import Job, Progress, run
from engine.learning.seen import Seen
from engine.learning.transforms import yardstick
from engine.learning.transforms.edits import EDITS, Edit, chosen
from engine.learning.transforms.inverting import Inverting, blurred
from engine.learning.transforms.monotone import fitted
from engine.learning.transforms.start import started
from engine.learning.transforms.walks import ByNetwork, Straight
from engine.method import Context, Method
from engine.methods.plumerault import Plumerault
from engine.methods.steerability import Steerability

ALL = chosen(", ".join(EDITS))
SIDE = 32


class Blobs(Generator):
    """A soft blob on grey: z0 shifts it right, z1 down, z2 zooms it, z3 adds light; z4 to z7 are its three colours and
    its width. Codes lie turned by `turn`, so that no true direction is one number of the code."""

    family = "blobs"
    title = "Blobs"

    def __init__(self) -> None:
        self.layout, self.resolution = Layout((Slot("z", 8, SIDE),)), SIDE
        self.name, self.source, self.sha256 = "blobs", "/nowhere/blobs.safetensors", "blobs".ljust(64, "0")
        self.turn = torch.linalg.qr(torch.randn(8, 8, generator=torch.Generator().manual_seed(4)))[0]
        self.parameters = 64
        self.stages = (Stage("picture", ("z",), lambda _, codes: self._picture(codes)),)

    def _picture(self, codes: Tensor) -> Tensor:
        z = codes @ self.turn.T
        axis = (torch.arange(SIDE) + 0.5) * (2 / SIDE) - 1
        x, y = axis[None, None, :] - 0.15 * z[:, 0, None, None], axis[None, :, None] - 0.15 * z[:, 1, None, None]
        size = 0.35 * torch.exp(0.25 * z[:, 2])[:, None, None]
        blob = torch.exp(-((x / size / (1 + 0.1 * z[:, 7, None, None])) ** 2 + (y / size) ** 2))
        colour = 0.6 + 0.1 * z[:, 4:7]
        return blob[:, None] * colour[:, :, None, None] - 0.2 + 0.2 * z[:, 3, None, None, None]

    def true(self, i: int) -> np.ndarray:
        """The direction (8,) of factor i."""
        return self.turn[i].numpy()

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        return False

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        raise ValueError("blobs have no file")


@pytest.fixture(autouse=True)
def one_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many pictures at once, whatever the load: it changes the last digits."""

    def four(generator: Generator) -> Job[int]:
        yield Progress(1.0)
        return 4

    monkeypatch.setattr("engine.learning.training.pace", four)


def pictures(count: int = 3, side: int = 32) -> Tensor:
    noise = torch.rand((count, 3, side // 8, side // 8), generator=torch.Generator().manual_seed(2)) * 2 - 1
    return F.interpolate(noise, size=side, mode="bicubic", align_corners=False)


# the edits


@pytest.mark.parametrize("edit", ALL, ids=lambda edit: edit.title)
def test_nothing_asked_leaves_a_picture_as_it_is_and_knows_all_of_it(edit: Edit) -> None:
    edited, mask = edit(pictures(), torch.zeros(3))
    assert edited == pytest.approx(pictures(), abs=1e-5) and bool((mask == 1).all())


@pytest.mark.parametrize("edit", ALL, ids=lambda edit: edit.title)
def test_there_and_back_is_the_picture_where_both_know_it(edit: Edit) -> None:
    there, mask = edit(pictures(), torch.full((3,), 0.2))
    back, known = edit(there, torch.full((3,), -0.2))
    both = (edit(mask, torch.full((3,), -0.2))[0] > 0.99) & (known > 0) if edit.matrix else known > 0
    assert both.float().mean() > 0.3
    assert (
        float(((back - pictures()).abs() * both).max()) < 0.25
        and float(((back - pictures()).abs() * both).mean()) < 0.02
    )


def test_above_nothing_is_larger_to_the_right_down_and_clockwise() -> None:
    axis = torch.linspace(-1, 1, 32)
    y, x = torch.meshgrid(axis, axis, indexing="ij")
    spot = torch.exp(-(((x - 0.3) ** 2 + y**2) / 0.02)).expand(1, 3, 32, 32)

    def middle(title: str, amount: float) -> tuple[float, float]:
        (edit,) = (edit for edit in ALL if edit.title == title)
        weight = edit(spot, torch.tensor([amount]))[0][0, 0]
        return float((x * weight).sum() / weight.sum()), float((y * weight).sum() / weight.sum())

    assert middle("zoom", 0.3)[0] == pytest.approx(0.3 * np.exp(0.3), abs=0.02)
    assert middle("shift right", 0.2)[0] == pytest.approx(0.5, abs=0.02)
    assert middle("shift down", 0.2)[1] == pytest.approx(0.2, abs=0.02)
    assert middle("rotate", 0.5)[1] > 0.1  # from the right downwards


def test_amounts_can_be_followed_back() -> None:
    for edit in ALL:
        amounts = torch.full((3,), 0.1, requires_grad=True)
        edit(pictures(), amounts)[0].square().sum().backward()
        assert amounts.grad is not None and bool((amounts.grad != 0).all())


@pytest.mark.parametrize("names", ["", " , ", "zoom, smile"])
def test_what_is_no_transform_is_refused_in_a_sentence(names: str) -> None:
    for method in (Steerability(transforms=names), Plumerault(transforms=names)):
        with pytest.raises(ValueError, match=r"^transforms must be one or more of zoom, .*\.$"):
            method.discover(Blobs(), Context())


# known answers

PLANTED = {"shift right": 0, "shift down": 1, "zoom": 2, "brightness": 3}
ASKED = "zoom, shift x, shift y, brightness"


@pytest.mark.parametrize(
    "method", [Steerability(ASKED, steps=10), Plumerault(ASKED, steps=3)], ids=lambda m: m.identifier
)
def test_each_direction_is_the_true_one(method: Method) -> None:
    generator = Blobs()
    found = run(method.discover(generator, Context()))
    assert [direction.name for direction in found] == ["zoom", "shift right", "shift down", "brightness"]
    for direction in found:
        assert direction.vector @ generator.true(PLANTED[direction.name]) > 0.95, direction.name
        assert direction.spectrum is not None and direction.spectrum > 0.7, direction.name


def test_a_walks_ends_ask_for_what_was_asked() -> None:
    generator = Blobs()
    found = run(Steerability("shift x", steps=40).discover(generator, Context()))
    # 3 sigma are a shift by 0.25 half sides, and 1 of the true factor shifts by 0.15.
    assert 3 * found.sigma[0] * (found.vectors[0] @ generator.true(0)) == pytest.approx(0.25 / 0.15, rel=0.1)


def test_places_are_among_all_codes() -> None:
    generator = Blobs()
    found = run(Plumerault("brightness", steps=2).discover(generator, Context()))
    codes = drawn(generator, 4000, torch.Generator().manual_seed(1)).numpy()
    places = codes @ found.vectors[0] / found.sigma[0] - (found[0].origin or 0.0)
    assert places.mean() == pytest.approx(0, abs=0.1) and places.std() == pytest.approx(1, abs=0.1)


def test_the_start_is_the_least_squares_one_of_a_linear_generator() -> None:
    from tests.fakes import LinearGenerator

    generator = LinearGenerator()
    start = run(started(Seen(generator, 64, 64), (EDITS["brightness"][0],), torch.Generator().manual_seed(0)))[0]
    slope = generator.synthesize(torch.eye(9)) - generator.synthesize(torch.zeros(1, 9))
    least = torch.linalg.lstsq(slope.flatten(1).T, torch.ones(768)).solution
    assert float(F.cosine_similarity(start, least, dim=0)) > 0.99


def test_a_transform_that_no_code_follows_is_said() -> None:
    class Still(Blobs):
        def _picture(self, codes: Tensor) -> Tensor:
            return super()._picture(codes * 0)

    with pytest.raises(ValueError, match="Nothing in this generator's codes moves its pictures as"):
        run(Steerability("zoom").discover(Still(), Context()))
    with pytest.raises(ValueError, match="have nothing in common"):
        run(Plumerault("zoom", steps=1).discover(Still(), Context()))


# walks


def a_walk(kind: str) -> tuple[Blobs, Straight | ByNetwork, Tensor]:
    generator = Blobs()
    codes = drawn(generator, 20, torch.Generator().manual_seed(3))
    start = torch.from_numpy(np.stack([generator.true(0), generator.true(1)])).float()
    edits = (*EDITS["shift x"], *EDITS["shift y"])
    made = (
        Straight(generator, edits, start, codes) if kind == "straight" else ByNetwork(generator, edits, start, codes, 5)
    )
    return generator, made, codes


def test_a_step_of_a_network_keeps_the_distance_from_the_mean() -> None:
    _, walk, codes = a_walk("network")
    assert isinstance(walk, ByNetwork)
    with torch.no_grad():
        walk.outer.normal_(0, 0.3, generator=torch.Generator().manual_seed(1))
        moved = walk(0, codes, torch.full((20,), walk.edits[0].reach))
        assert walk(0, codes, torch.zeros(20)) == pytest.approx(codes)
    mean = codes.mean(0)
    assert (moved - mean).norm(dim=1) == pytest.approx((codes - mean).norm(dim=1), rel=1e-4)
    assert float((moved - codes).norm(dim=1).min()) > 0.1


def test_a_walk_by_network_is_curved_and_its_tangent_true() -> None:
    generator = Blobs()
    found = run(Steerability("shift x, brightness", "by network", 10).discover(generator, Context()))
    assert found.reach == 3.0 and found[0].path is not None and found[0].path.shape == (11, 8)
    assert not found[0].path[5].any() and found[0].curve is not None
    assert found.vectors[0] @ generator.true(0) > 0.95 and found.vectors[1] @ generator.true(3) > 0.95
    assert found.notes[-1].text.startswith("each path is the mean over")


# trajectories


def test_the_finest_pattern_is_no_error_once_blurred() -> None:
    finest = (torch.arange(64)[:, None] + torch.arange(64)) % 2 * 2.0 - 1
    assert float(finest.square().mean()) == 1 and float(blurred(finest.expand(1, 3, 64, 64)).square().mean()) < 1e-3
    assert blurred(torch.ones(1, 3, 64, 64)) == pytest.approx(torch.ones(1, 3, 32, 32))


def test_searches_find_the_codes_of_edited_pictures() -> None:
    generator = Blobs()
    inverting = Inverting(Seen(generator, 64, 64), run(prior_of(generator)), 16)
    faces = run(inverting.faces(drawn(generator, 5, torch.Generator().manual_seed(0))))
    ends = run(inverting.ends(faces, EDITS["brightness"][0]))
    assert float(ends.errors.median()) < 0.05 and ends.p.shape == (5, 2, 4, 8)
    steps = (ends.p - faces.p[:, None, None]) @ torch.from_numpy(generator.true(3))
    assert bool((steps[:, 0] < 0).all()) and bool((steps[:, 1].diff(dim=1) > 0).all())  # each from the one before


@pytest.mark.parametrize("bend", [lambda x: 0.5 * x, torch.tanh])
def test_the_monotone_line_tells_a_rising_one(bend: object) -> None:
    random = torch.Generator().manual_seed(7)
    before, after = torch.randn(300, generator=random), torch.randn(300, generator=random)
    assert callable(bend)
    g = fitted(before, after, bend(after) - bend(before))
    assert bool((g.slopes >= 0).all()) and g.told > 0.97
    grid = torch.linspace(-1.5, 1.5, 7)
    assert (g(grid) - g(torch.zeros(1))).numpy() == pytest.approx(bend(grid).double().numpy(), abs=0.1)


# the contract of a training


def keeping(tmp_path: Path) -> Context:
    return Context(keeping=Keeping(str(tmp_path / "kept.training")))


@pytest.mark.parametrize(
    "make",
    [
        lambda steps: Steerability("zoom, brightness", "straight", steps),
        lambda steps: Steerability("zoom, brightness", "by network", steps),
        lambda steps: Plumerault("zoom, brightness", steps),
    ],
    ids=["straight", "network", "plumerault"],
)
def test_ended_in_the_middle_it_goes_on_to_the_same_numbers(make: object, tmp_path: Path) -> None:
    assert callable(make)
    context = keeping(tmp_path)
    whole: DirectionSet = run(make(4).discover(Blobs(), Context()))
    again: DirectionSet = run(make(4).discover(Blobs(), Context()))
    assert np.array_equal(whole.vectors, again.vectors)
    run(make(2).discover(Blobs(), context))
    job = make(4).discover(Blobs(), context)
    while next(job).note != "step 4 of 4":
        pass
    job.close()
    gone_on: DirectionSet = run(make(4).discover(Blobs(), context))
    assert np.array_equal(whole.vectors, gone_on.vectors) and np.array_equal(whole.sigma, gone_on.sigma)
    assert whole.key == gone_on.key


# the yardstick


def test_the_points_of_a_face_tell_a_part_of_a_true_edit() -> None:
    generator = load("builtin:faces-stylegan2-64")
    with torch.no_grad():
        faces = generator.synthesize(generator.sample(8, 30_000)).clamp(-1, 1)
    tells = {edit.title: yardstick.told(edit, faces) for edit in ALL}
    assert 0.5 < tells["zoom"] < 0.9 and 0.8 < tells["shift right"] < 1.1
    assert 0.2 < tells["shift down"] < 0.8 and 0.8 < tells["rotate"] < 1.2
    assert tells["brightness"] == pytest.approx(1, abs=1e-4) and tells["red"] == pytest.approx(1, abs=1e-4)


def test_what_is_realised_is_read_along_the_amounts() -> None:
    amounts = np.linspace(-1, 1, 7)
    readings = np.array([0.5 * amounts, 0.5 * amounts + 1, -amounts])
    found = yardstick.realised(readings, amounts, 0.5)
    assert found.slope == pytest.approx(0.5) and found.reached == pytest.approx(2) and found.rising
    assert found.following == pytest.approx(2 / 3)
