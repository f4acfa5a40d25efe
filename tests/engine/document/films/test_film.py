"""Where a slider stands in each frame, and the rates a GIF can hold."""

from __future__ import annotations

import numpy as np
import pytest

from engine.document.films.film import DELAYS, delay_of, positions


@pytest.mark.parametrize("frames", [2, 3, 24, 61])
def test_a_loop_runs_evenly_from_end_to_end(frames: int) -> None:
    values = positions(-2.0, 3.0, frames, there_and_back=False)
    assert len(values) == frames and values[0] == -2 and values[-1] == 3
    assert np.diff(values) == pytest.approx(np.full(frames - 1, 5 / (frames - 1)))


@pytest.mark.parametrize("frames", [2, 4, 24, 60])
def test_there_and_back_closes_without_a_double_frame(frames: int) -> None:
    values = positions(-2.0, 3.0, frames, there_and_back=True)
    assert len(values) == frames and values[0] == -2 and values[frames // 2] == pytest.approx(3)
    assert values[1:] == pytest.approx(values[:0:-1])  # the way back is the way there
    assert frames == 2 or values[-1] > -2  # the first frame comes once


@pytest.mark.parametrize("frames", [1, 0, -5])
def test_a_film_of_one_frame_is_refused(frames: int) -> None:
    with pytest.raises(ValueError, match=f"at least 2 frames, not {frames}"):
        positions(0, 1, frames, there_and_back=True)


def test_the_rates_of_a_gif() -> None:
    assert [delay_of(100 / delay) for delay in DELAYS] == list(DELAYS)
    assert delay_of(33.3) == 3 and delay_of(14.3) == 7


@pytest.mark.parametrize("rate", [60, 30, 24, 0.001, -25, float("nan"), float("inf")])
def test_a_rate_that_a_gif_cannot_hold_names_those_it_can(rate: float) -> None:
    with pytest.raises(ValueError, match=r"choose one of 50, 33\.33, 25, 20, .*, 5\.$"):
        delay_of(rate)
