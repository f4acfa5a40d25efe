"""All methods side by side, on a generator whose factors are planted and read off exactly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pytest
import torch

from engine.comparison.asking import Question, face_region, questions
from engine.comparison.comparing import compare, header
from engine.comparison.estimating import estimated
from engine.comparison.scoring import scored
from engine.document.directions import Direction, DirectionSet
from engine.document.truth.comparison import MethodRow
from engine.generator import Generator
from engine.job import Job, Progress, run
from engine.measure.truth.factors import Factors
from engine.measure.truth.moves import along
from engine.method import Context, Memory, Method
from tests.direction_sets import a_set
from tests.engine.measure.test_truth import FACTORS, NAMES, Planted, maps

PERSON = Factors(FACTORS.names, FACTORS.read, ("age",))


def unit(*numbers: float) -> np.ndarray:
    vector = np.array(numbers, np.float32)
    return vector / np.linalg.norm(vector)


#: Yaw alone (by z1.1); smile with age against it (by z1.2); light, weakly backwards (by z2.1).
TRUE = np.stack([unit(0, 0, 1, 0, 0, 0, 0), unit(0, 0, 0, 1, 0, 0, 0), unit(0, 0, 0, 0, 0, 1, 0)])


@dataclass(frozen=True)
class Known(Method):
    """Finds what is planted, turned by chance a little."""

    title, paper = "Known", "Nobody 2026"
    identifier = "known"
    turn: float = field(default=0.0, metadata={"help": "how far off", "low": 0.0, "high": 1.0})

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        yield Progress(1.0)
        random = np.random.default_rng(context.seed)
        rows = TRUE + self.turn * random.standard_normal(TRUE.shape)
        rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
        names = ("a", "b", "c")
        found = tuple(Direction(name, row, 1.0) for name, row in zip(names, rows, strict=True))
        return DirectionSet(found, self.provenance(generator, context))


@dataclass(frozen=True)
class Told(Method):
    """Finds the one factor that it is told."""

    title, paper = "Told", "Nobody 2026"
    identifier = "told"
    attribute: str = field(default="yaw", metadata={"help": "what", "choices": ("yaw", "smile", "brightness")})

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        yield Progress(1.0)
        row = TRUE[("yaw", "smile").index(self.attribute)]
        # What is kept comes second, and is not judged.
        return DirectionSet((Direction(self.attribute, row, 2.0), Direction("alone", TRUE[2], 1.0)),
                            self.provenance(generator, context))  # fmt: skip


@dataclass(frozen=True)
class Refusing(Method):
    """Cannot."""

    title, paper = "Refusing", "Nobody 2026"
    identifier = "refusing"

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        yield Progress(0.5)
        raise ValueError("It will not.")


def compared(*methods: type[Method], **more: object) -> Mapping[str, MethodRow]:
    generator = Planted(maps())
    asked = questions({each.identifier: each for each in methods}, generator, NAMES)
    begun = header(generator, **{"seeds": (0, 1, 2), "portraits": 20, "samples": 200, **more})  # type: ignore[arg-type]
    found = run(compare(generator, PERSON, asked, NAMES, begun))
    return {row.method: row for row in found.rows}


def test_each_factor_has_the_slider_that_moves_it_most_purely() -> None:
    generator = Planted(maps())
    codes = generator.sample(30, 5)
    extra = np.stack([*TRUE, unit(0, 0, 1, 1, 0, 0, 0)])  # moves yaw too, with more beside
    sliders = along(generator, a_set(extra, ("a", "b", "c", "mixed")))
    rows = {row.factor: row for row in run(scored(generator, PERSON, sliders, codes, NAMES))}
    assert [rows[name].slider for name in NAMES] == ["a", "b", "b", "c"]
    # z1.1 moves yaw by 0.5 a unit and -2 to +2 are 4 units.
    assert rows["yaw"].effect == pytest.approx(2.0, abs=0.01) and rows["yaw"].share == pytest.approx(1.0, abs=1e-3)
    assert rows["smile"].share == pytest.approx(0.09 / 0.25, abs=0.01) and rows["yaw"].monotone == 1.0
    # Where smile has moved by 0.6 sigma, which is as far as it goes, age has moved by 0.8.
    assert rows["smile"].person == pytest.approx(0.8, abs=0.02) and rows["yaw"].person == pytest.approx(0.0, abs=1e-6)


def test_a_factor_that_nothing_moves_has_an_empty_row() -> None:
    generator = Planted(maps())
    sliders = along(generator, a_set(TRUE[:1], ("a",)))
    rows = {row.factor: row for row in run(scored(generator, PERSON, sliders, generator.sample(20, 5), NAMES))}
    assert rows["age"].slider == "" and rows["age"].effect == 0.0 and rows["yaw"].slider == "a"
    assert [row.slider for row in run(scored(generator, PERSON, (), generator.sample(4, 5), NAMES))] == [""] * 4


def test_the_table_has_a_row_a_method_with_intervals_over_seeds() -> None:
    rows = compared(Known, Told, Refusing, seeds=(0, 1, 2))
    known = rows["known"]
    assert known.directions == 3 and known.failed == "" and known.title == "Known (Nobody 2026)"
    yaw = next(factor for factor in known.factors if factor.factor == "yaw")
    assert yaw.effect.mean == pytest.approx(2.0, abs=0.01) and yaw.effect.half == pytest.approx(0.0, abs=1e-6)
    assert known.disentanglement.mean > 0.5
    told = rows["told"]
    assert told.directions == 2  # yaw and smile: brightness is no factor of the table
    assert next(f for f in told.factors if f.factor == "light").missing == 3
    assert rows["refusing"].failed == "It will not." and not rows["refusing"].factors


def test_a_method_that_differs_by_seed_has_wide_intervals() -> None:
    @dataclass(frozen=True)
    class Shaky(Known):
        identifier = "shaky"
        turn: float = field(default=0.5, metadata={"help": "how far off", "low": 0.0, "high": 1.0})

    yaw = next(factor for factor in compared(Shaky)["shaky"].factors if factor.factor == "yaw")
    assert yaw.share.half > 0.02 and yaw.share.mean < 0.99


def test_intervals_are_students() -> None:
    found = estimated([1.0, 2.0, 3.0])
    assert found.mean == 2.0 and found.half == pytest.approx(4.303 / np.sqrt(3), rel=1e-3)
    assert estimated([2.0]).half == 0.0 and np.isnan(estimated([]).mean)


def test_too_little_to_judge_by_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 100 samples"):
        run(compare(Planted(maps()), PERSON, {}, NAMES, header(Planted(maps()), (0, 1, 2), 200, 50)))


def test_a_curve_is_followed_to_where_it_leads() -> None:
    generator, half = Planted(maps()), 4
    places = torch.linspace(-2, 2, 2 * half + 1)
    path = torch.zeros(2 * half + 1, 7)
    path[:, 2], path[:, 5] = places, places.square()  # yaw straight, light bent
    direction = Direction("bent", TRUE[0], 1.0, path=path.numpy())
    bent = DirectionSet((direction,), a_set(TRUE[:1], ("a",)).provenance, reach=2.0)
    (slider,) = along(generator, bent)
    codes = torch.zeros(1, 7)
    for place in (-2.0, -1.0, 0.0, 0.5, 2.0):
        assert slider.moved(codes, place)[0, [2, 5]].tolist() == pytest.approx([place, place**2], abs=0.13)
    assert slider.moved(codes, 2.5)[0, 2] == pytest.approx(2.5)
    assert slider.slots == {"z1", "z2"}


def test_methods_of_regions_look_at_the_face() -> None:
    @dataclass(frozen=True)
    class Regional(Known):
        identifier, needs_region = "regional", True

    (question,) = questions({"regional": Regional}, Planted(maps()), NAMES)["regional"]
    region = question.context(3, Memory()).region
    assert question.regional and region is not None and np.array_equal(region, face_region())
    assert region[32, 32] == 1 and region[0, 0] == 0 and 0.2 < region.mean() < 0.5
    assert Question(Known).context(3, Memory()).region is None


@dataclass(frozen=True)
class Together(Method):
    """Is told several factors at once; writes down what it was given."""

    title, paper = "Together", "Nobody 2026"
    identifier = "together"
    attributes: str = field(default="", metadata={"help": "what", "many": ("yaw", "smile", "brightness")})

    def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
        yield Progress(1.0)
        TOLD_TOGETHER.append((self.attributes, context.keeping.minutes))
        found = tuple(Direction(name, row, 1.0) for name, row in zip(self.attributes.split(", "), TRUE, strict=False))
        return DirectionSet(found, self.provenance(generator, context))


TOLD_TOGETHER: list[tuple[str, float | None]] = []


def test_what_learns_several_at_once_is_asked_once_and_all_that_it_found_is_judged() -> None:
    TOLD_TOGETHER.clear()
    row = compared(Together, seeds=(0, 1))["together"]
    assert TOLD_TOGETHER == [("yaw, smile", None)] * 2 and row.directions == 2
    named = {factor.factor: factor.slider for factor in row.factors}
    assert named["yaw"] == "yaw" and named["smile"] == "smile" and named["light"] == ""


def test_the_minutes_of_a_method_are_those_of_all_its_questions_and_they_share_a_memory() -> None:
    seen: list[tuple[Memory, float | None]] = []

    @dataclass(frozen=True)
    class Watched(Told):
        identifier = "watched"

        def discover(self, generator: Generator, context: Context) -> Job[DirectionSet]:
            seen.append((context.memory, context.keeping.minutes))
            return (yield from super().discover(generator, context))

    compared(Watched, seeds=(0, 1), minutes=3.0)
    assert [minutes for _, minutes in seen] == [1.5] * 4  # yaw and smile, twice
    first, second, third, fourth = (memory for memory, _ in seen)
    assert first is second and third is fourth and first is not third
