"""Curves have the values that they are drawn with, and loops close."""

from __future__ import annotations

import math

import pytest

from engine.document.timeline.curves import Curve, NoiseLoop, Point, value_at
from engine.document.timeline.shapes import SHAPES, checked_handles, eased


def test_every_shape_leads_from_one_end_to_the_other() -> None:
    for shape in SHAPES:
        assert (eased(shape, 0.0), eased(shape, 1.0)) == (0.0, 1.0)
        assert (eased(shape, -1.0), eased(shape, 2.0)) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("shape", "at", "value"),
    [
        ("linear", 0.25, 0.25), ("hold", 0.999, 0.0), ("in", 0.5, 0.25), ("out", 0.5, 0.75), ("both", 0.25, 0.15625),
        ("bounce", 4 / 11, 1.0), ("bounce", 6 / 11, 0.75), ("bounce", 9 / 11, 0.9375),
    ],
)  # fmt: skip
def test_shapes_have_known_values(shape: str, at: float, value: float) -> None:
    assert eased(next(each for each in SHAPES if each == shape), at) == pytest.approx(value)


def test_a_cubic_follows_its_handles() -> None:
    # Handles on the straight line give it; those of CSS's "ease-in-out" are even about the middle.
    assert eased("cubic", 0.3, (1 / 3, 1 / 3, 2 / 3, 2 / 3)) == pytest.approx(0.3)
    assert eased("cubic", 0.5, (0.42, 0.0, 0.58, 1.0)) == pytest.approx(0.5)
    assert eased("cubic", 0.25, (0.42, 0.0, 1.0, 1.0)) == pytest.approx(0.0934646507)  # "ease-in", as browsers have it
    with pytest.raises(ValueError, match="between the two keys"):
        checked_handles((1.2, 0.0, 0.5, 1.0))


def test_a_curve_goes_through_its_points_and_stays_at_its_ends() -> None:
    curve = Curve("z1.1", (Point(1.0, 2.0, "linear"), Point(3.0, 6.0, "hold"), Point(4.0, -1.0)))
    assert [value_at(curve, t) for t in (0.0, 1.0, 1.5, 3.0, 3.9, 4.0, 9.0)] == [2, 2, 3, 6, 6, -1, -1]


def test_a_loop_meets_its_beginning_with_the_same_value_and_speed() -> None:
    curve = Curve("z1.1", (Point(0.5, 0.0), Point(1.0, 2.0), Point(2.5, -1.0)), period=4.0)
    for point in curve.points:
        assert value_at(curve, point.time) == pytest.approx(point.value)
        assert value_at(curve, point.time + 8.0) == pytest.approx(point.value)
    step = 1e-6
    for time in (0.5, 1.0, 2.5, 4.0):
        before = (value_at(curve, time) - value_at(curve, time - step)) / step
        after = (value_at(curve, time + step) - value_at(curve, time)) / step
        assert before == pytest.approx(after, abs=1e-4)


def test_a_loop_between_two_points_is_slow_at_both() -> None:
    curve = Curve("z1.1", (Point(0.0, -1.0), Point(2.0, 1.0)), period=4.0)
    assert [value_at(curve, t) for t in (0.0, 1.0, 2.0, 3.0, 4.0)] == pytest.approx([-1, 0, 1, 0, -1])
    assert value_at(curve, 1e-4) == pytest.approx(-1.0, abs=1e-7)


def test_a_wandering_comes_round_exactly() -> None:
    wander = NoiseLoop("z1", period=2.5)
    assert [wander.turn(t) for t in (0.0, 2.5, 5.0)] == [0.0, 0.0, 0.0]
    assert math.isclose(wander.turn(0.625), 0.25)
