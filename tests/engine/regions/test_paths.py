"""Curved paths on a generator of known geometry, and what is remembered of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

import numpy as np
import pytest
import torch
from torch import Tensor

from engine.codes.subspace import Subspace
from engine.document.code import Layout, Slot
from engine.document.directions import DirectionSet
from engine.document.saved.direction_file import load_directions, save_directions
from engine.generator import Features, Generator, Stage
from engine.jacobian import memory
from engine.job import Job, Progress, run
from engine.method import Context, Memory
from engine.methods import reds
from engine.methods.reds import REDs
from engine.regions import paths as module
from engine.regions.paths import Start, Ways, along, paths
from tests.direction_sets import each, texts
from tests.engine.jacobian.test_jacobian import SIDE, Halves, left_half

HALF = SIDE // 2
FACE = np.array([1.5, 0.0], np.float32)


class Circle(Generator):
    """A blob in the left half whose place is the code; the right half's brightness is how far it is from the middle.

    What keeps the right half goes round in a circle: at every point along the tangent, and nowhere else.
    """

    family, title = "circle", "Circle"

    def __init__(self) -> None:
        self.layout = Layout((Slot("place", 2, 4),))
        self.resolution = SIDE
        self.name, self.source, self.sha256 = "circle", "/nowhere/circle.safetensors", "circle".ljust(64, "0")
        self.metadata: Mapping[str, str] = {}
        self.parameters, self.ran = 1, 0
        self.stages = (Stage("picture", ("place",), self._picture),)

    def _picture(self, features: Features | None, codes: Tensor) -> Tensor:
        self.ran += 1
        grid = torch.linspace(-3, 3, SIDE)
        across, down = codes[:, 0, None, None], codes[:, 1, None, None]
        blob = torch.exp(-(grid[None, None, :HALF] * 2 + 3 - across).square() / 2 - (grid[None, :, None] - down) ** 2)
        radius = codes.square().sum(1).sqrt()[:, None, None].expand(-1, SIDE, HALF)
        return torch.cat((blob, radius / 2), 2)[:, None].expand(-1, 3, -1, -1)

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        return False

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        raise ValueError("Circle has no file")


def found(
    generator: Generator, code: np.ndarray = FACE, memory: Memory | None = None, **parameters: Any
) -> DirectionSet:
    context = Context(3, region=left_half(), code=code, memory=memory or Memory())
    return run(REDs(**parameters).discover(generator, context))


def points(directions: DirectionSet) -> np.ndarray:
    """The paths of curved directions (k, points, dimension)."""
    return np.stack(each(directions, "path"))


def curved(
    generator: Generator, code: np.ndarray = FACE, memory: Memory | None = None, **parameters: Any
) -> DirectionSet:
    return found(generator, code, memory, path="curved", **parameters)


@pytest.mark.parametrize("form", ["null-space", "generalised"])
def test_a_path_goes_round_the_circle(form: str) -> None:
    step = 0.2
    directions = curved(Circle(), step=step, steps=4, form=form, components=1)
    assert points(directions).shape == (1, 9, 2) and points(directions).dtype == np.float32
    assert directions.reach == pytest.approx(0.8)
    assert np.array_equal(points(directions)[0, 4], FACE)
    assert np.abs(directions.vectors) == pytest.approx(np.array([[0, 1]]), abs=1e-4)
    length = step * directions.sigma[0]
    n = np.abs(np.arange(-4, 5))
    # A tangent of this length leaves the circle for the next one, by Pythagoras.
    assert np.linalg.norm(points(directions)[0], axis=1) == pytest.approx(np.sqrt(1.5**2 + n * length**2), abs=1e-4)
    across, down = points(directions)[0].T
    angles = np.unwrap(np.arctan2(down, across)) * np.sign(directions.vectors[0, 1])
    assert (np.diff(angles) > 0).all()
    # The signs agree: + of the path is + of its tangent.
    assert (points(directions)[0, 5] - FACE) @ directions.vectors[0] == pytest.approx(length, abs=1e-5)


def test_it_keeps_what_is_kept_better_than_the_straight_one_that_changes_as_much() -> None:
    generator = Circle()
    directions = curved(generator, step=0.3)
    row = torch.from_numpy(directions.vectors[0])

    def change(codes: Tensor) -> tuple[float, float]:
        now, was = generator.synthesize(torch.stack((codes, torch.from_numpy(FACE))))
        moved = (now - was).square().mean(0)
        return float(moved[:, :HALF].mean().sqrt()), float(moved[:, HALF:].mean().sqrt())

    for place, sign in ((-1, 1), (0, -1)):
        inside, outside = change(torch.from_numpy(points(directions)[0, place]))
        straight = [change(torch.from_numpy(FACE) + sign * far * row) for far in np.linspace(0, 3, 301)]
        equal = min(straight, key=lambda pair: abs(pair[0] - inside))
        assert equal[0] == pytest.approx(inside, rel=0.02)
        assert outside < 0.6 * equal[1]


@pytest.mark.parametrize("parameters", [{}, {"form": "generalised"}, {"keep": "outside, brightness"}])
def test_where_nothing_bends_a_path_is_straight(parameters: dict[str, str]) -> None:
    generator = Halves()
    generator.maps[:] = torch.roll(generator.maps.view(3, SIDE, SIDE, 9), SIDE // 4, 2).reshape(-1, 9)
    code = generator.sample(1, seed=3)[0].numpy()
    straight = found(generator, code, components=3, held=0.9, **parameters)
    bent = curved(generator, code, components=3, held=0.9, steps=2, step=0.7, **parameters)
    assert np.array_equal(bent.vectors, straight.vectors)
    far = 0.7 * np.arange(-2, 3)[None, :, None] * bent.sigma[:, None, None]
    assert np.abs(points(bent) - (code + far * straight.vectors[:, None])).max() < 1e-5
    assert bent.key != straight.key and not each(straight, "path") and straight.reach == 0


def test_of_a_code_of_many_numbers_paths_stay_in_the_span_that_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    def rank() -> int:
        generator = Halves(bent=0.5)
        code = generator.sample(1, seed=3)[0].numpy()
        directions = curved(generator, code, change="region, outside", keep="brightness", components=3, steps=2)
        return int(np.linalg.matrix_rank((points(directions) - code).reshape(-1, 9), tol=1e-3))

    assert rank() > 4
    monkeypatch.setattr(memory, "WIDE", 6)
    monkeypatch.setattr(memory, "RANK", 4)
    assert rank() == 4


def test_progress_of_paths_rises_to_one() -> None:
    generator = Circle()
    job = REDs(path="curved", steps=3).discover(generator, Context(3, region=left_half(), code=FACE))
    fractions = [step.fraction for step in job]
    assert fractions == sorted(fractions) and fractions[-1] == 1
    assert len([fraction for fraction in fractions if 0.35 < fraction < 1]) >= 6  # each point says so


def test_points_are_remembered_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    generator, kept, asked = Circle(), Memory(), []
    original = reds.jacobian

    def counted(*given: Any, **more: Any) -> Any:
        asked.append(given[2])
        return original(*given, **more)

    monkeypatch.setattr(reds, "jacobian", counted)
    two = curved(generator, memory=kept, step=0.2, steps=2)
    assert len(asked) == 2  # one a way: none at the face, whose own is there, nor at the end
    again = curved(generator, memory=kept, step=0.2, steps=2)
    assert len(asked) == 2
    assert np.array_equal(points(again), points(two))
    four = curved(generator, memory=kept, step=0.2, steps=4)
    assert len(asked) == 6 and np.array_equal(points(four)[:, 2:7], points(two))
    fresh = curved(Circle(), memory=kept, step=0.2, steps=4)
    assert np.array_equal(points(four), points(fresh)) and len(asked) == 12
    fewer = curved(generator, memory=kept, step=0.2, steps=1)
    assert len(asked) == 12 and np.array_equal(points(fewer), points(two)[:, 1:4])
    for changes in ({"step": 0.3}, {"keep": "outside low"}, {"code": np.array([1.5, 0.1], np.float32)}):
        before = len(asked)
        curved(generator, **{"memory": kept, "step": 0.2, "steps": 2} | changes)
        assert len(asked) == before + 2  # another question


def test_features_of_few_numbers_need_no_picture_at_the_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reds, "jacobian", None)
    bent = curved(Circle(), change="brightness", keep="", steps=2)
    assert points(bent).shape == (1, 5, 2)


def test_paths_are_few_and_survive_their_file(tmp_path: Any) -> None:
    generator = Halves(bent=0.5)
    code = generator.sample(1, seed=3)[0].numpy()
    directions = curved(generator, code, change="region, outside", keep="", steps=1)
    assert len(directions.vectors) == 4
    assert texts(directions)[1] == "4 directions of 9, as each point of a curved path costs a Jacobian"
    assert not any("curved" in note for note in texts(curved(generator, code, components=4, keep="", steps=1)))
    save_directions(directions, tmp_path / "a.safetensors")
    again = load_directions(tmp_path / "a.safetensors")
    assert np.array_equal(points(again), points(directions)) and again.key == directions.key
    assert again.reach == directions.reach == 1.0


def start(span: Any, generator: Generator | None = None, ways: Ways | None = None) -> Start:
    generator = generator or Halves()
    subspace, code = Subspace(generator.layout, tied=False), np.zeros(9, np.float32)
    return Start(generator, subspace, code, span, "a", Ways() if ways is None else ways)


ROWS = np.eye(9)[:2]


def everything(code: np.ndarray) -> Job[np.ndarray]:
    yield Progress(1.0)
    return np.eye(9)


def test_where_nothing_is_left_a_path_goes_straight_on() -> None:
    def ending(code: np.ndarray) -> Job[np.ndarray]:
        yield Progress(1.0)
        return np.eye(9) if np.abs(code).max() < 1.5 else np.eye(9)[5:]

    points, ends = run(paths(start(ending), ROWS, [1.0, 0.25], 4))
    assert ends == [2, 2, 0, 0]
    assert points[0, :, 0] == pytest.approx(np.arange(-4, 5)) and not points[0, :, 1:].any()
    assert run(paths(start(ending), ROWS, [1.0, 0.25], 2))[1] == [0, 0, 0, 0]  # the end needs no direction


def test_a_set_says_where_its_path_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    generator, original = Circle(), REDs._solved

    def solved(self: REDs, changes: Any, keeps: Any, slopes: Any) -> Any:
        at_face = float(slopes["outside"].gram[0, 0]) > 0.9999 * float(slopes["outside"].gram.trace())
        if at_face:
            return original(self, changes, keeps, slopes)
        raise reds.NothingLeft("nothing")

    monkeypatch.setattr(REDs, "_solved", solved)
    directions = curved(generator, step=0.5, steps=2)
    assert np.ptp(points(directions)[0, :, 0]) < 1e-5  # straight
    assert texts(directions)[-2].startswith("region 1 goes straight on beyond +0.5,")
    assert texts(directions)[-1].startswith("region 1 goes straight on beyond -0.5,")


def test_jobs_that_take_turns_and_jobs_that_are_cancelled_leave_whole_paths() -> None:
    generator, ways = Halves(), Ways()
    wanted, _ = run(paths(start(everything), ROWS, [1, 1], 3))
    one, other = (paths(start(everything, generator, ways), ROWS, [1, 1], 3) for _ in range(2))
    for _ in range(5):
        next(one), next(other)
    one.close()
    assert np.array_equal(run(other)[0], wanted)
    assert np.array_equal(run(paths(start(everything, generator, ways), ROWS, [1, 1], 3))[0], wanted)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WAYS", 3)
    given = start(everything)
    run(paths(given, ROWS, [1, 1], 2))
    assert len(given.ways) == 3


def test_a_row_is_taken_along() -> None:
    span = np.array([[1.0, 1, 0], [1, -1, 0]])  # neither unit nor needing to be
    assert along(np.array([0.6, 0, 0.8]), span) == pytest.approx([1, 0, 0])
    assert along(np.array([-0.6, 0, 0.8]), span) == pytest.approx([-1, 0, 0])
    assert along(np.array([0.01, 0, 1]), span) is None and along(np.array([1.0, 0, 0]), span[:0]) is None
