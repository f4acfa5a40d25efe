"""Truncation and compression are compared where both have brought faces to the same strangeness."""

from __future__ import annotations

import pytest

from engine.measure.keeping import UNTOUCHED, Kept, at_equal


def rows(way: str, *points: tuple[float, float]) -> list[Kept]:
    return [Kept("faces", way, 0.0, apart, strange) for strange, apart in points]


def test_the_loss_is_read_off_between_what_was_measured() -> None:
    before = Kept("faces", UNTOUCHED, 1.0, 0.0, 1.0)
    cut = rows("truncation", (0.8, 0.2), (0.7, 0.4), (0.9, 0.6))  # rises again: of no use beyond 0.7
    pressed = rows("compression", (0.6, 0.2), (0.4, 0.6))
    found = at_equal((before, *cut, *pressed))
    assert [row.strangeness for row in found] == pytest.approx([0.9, 0.8, 0.7])
    assert [row.truncation for row in found] == pytest.approx([0.1, 0.2, 0.4])
    assert [row.compression for row in found] == pytest.approx([0.05, 0.1, 0.15])


def test_what_one_way_never_reaches_is_not_compared() -> None:
    before = Kept("faces", UNTOUCHED, 1.0, 0.0, 1.0)
    assert at_equal((before, *rows("truncation", (1.2, 0.2)), *rows("compression", (0.6, 0.2)))) == ()
