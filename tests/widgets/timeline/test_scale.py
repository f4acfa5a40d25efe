from __future__ import annotations

import pytest

from widgets.timeline.scale import LEFT, RIGHT, Scale, clock

SCALE = Scale(LEFT + RIGHT + 600, 10.0, 30.0)  # 60 pixels a second


def test_times_and_places_are_each_others_inverse() -> None:
    assert SCALE.x(0) == LEFT and SCALE.x(10) == LEFT + 600
    assert SCALE.time(SCALE.x(3.7)) == pytest.approx(3.7)
    assert SCALE.time(-50) == 0 and SCALE.time(9999) == 10


def test_numbers_on_the_ruler_never_stand_on_each_other() -> None:
    assert SCALE.ticks() == tuple(float(i) for i in range(11))
    assert Scale(LEFT + RIGHT + 600, 600.0).step == 60
    assert Scale(LEFT + RIGHT + 600, 0.5).ticks() == pytest.approx((0.0, 0.1, 0.2, 0.3, 0.4, 0.5))


def test_beats_and_keys_draw_more_than_the_ruler_and_the_ruler_more_than_frames() -> None:
    assert SCALE.snapped(3.06) == 3.0
    assert SCALE.snapped(3.06, (3.1,)) == 3.1
    assert SCALE.snapped(3.06, (), (3.12,)) == 3.12
    assert SCALE.snapped(3.26) == pytest.approx(98 / 30)  # near nothing: the nearest frame
    assert SCALE.snapped(3.45) == 3.5  # half a step of the ruler


def test_times_are_told_as_people_read_them() -> None:
    assert [clock(t) for t in (0, 0.5, 7, 65, 62.5)] == ["0 s", "0.5 s", "7 s", "1:05", "1:02.5"]
    assert clock(7.25, fine=True) == "0:07.25" and clock(59.999, fine=True) == "1:00.00"
