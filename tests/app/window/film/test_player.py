"""Playing by a clock that the test holds."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.window.film.player import Player
from engine.film.aloud.playhead import Playhead


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def player(drawn: set[int], shown: list[int]) -> tuple[Player, Clock]:
    clock = Clock()

    def show(place: int) -> bool:
        shown.append(place)
        return place in drawn

    made = Player(show, now=clock)
    made.rate, made.span = 10.0, (0.0, 2.0)
    return made, clock


def at(played: Player, clock: Clock, time: float) -> None:
    clock.now = 100.0 + time
    played.tick()


def test_it_keeps_to_the_clock_and_leaves_out_what_it_cannot_show_and_says_so(qtbot: QtBot) -> None:
    shown: list[int] = []
    told: list[str] = []
    played, clock = player(set(range(20)), shown)
    played.told.connect(told.append)
    played.play(0.0)
    for time in (0.05, 0.1, 0.2, 0.3):
        at(played, clock, time)
    assert shown == [0, 1, 2, 3] and told[-1] == "10 frames a second"
    at(played, clock, 0.71)  # something held the program up: 4, 5 and 6 are left out, none is shown late
    assert shown[-1] == 7 and told[-1].startswith("6 of 10 frames a second")
    played.stop()
    assert told[-1] == ""


def test_frames_that_are_not_drawn_yet_count_as_left_out(qtbot: QtBot) -> None:
    told: list[str] = []
    played, clock = player({0, 2}, [])
    played.told.connect(told.append)
    played.play(0.0)
    for time in (0.1, 0.2, 0.3):
        at(played, clock, time)
    assert told[-1].startswith("5 of 10 frames a second")


def test_it_goes_round_its_span_or_ends_there(qtbot: QtBot) -> None:
    shown: list[int] = []
    moved: list[float] = []
    played, clock = player(set(range(20)), shown)
    played.moved.connect(moved.append)
    played.span = (0.5, 1.5)
    played.play(1.2)
    at(played, clock, 0.4)  # 1.6 is beyond: 0.6
    assert shown == [12, 6] and played.playing
    played.again = False
    at(played, clock, 1.5)
    assert not played.playing and moved[-1] == 1.5
    played.play(9.0)  # outside: from the beginning of the span
    assert shown[-1] == 5


def test_the_clock_that_it_goes_by_is_told_as_often_as_it_is_another(qtbot: QtBot) -> None:
    heads: list[Playhead | None] = []
    played, clock = player(set(range(20)), [])
    played.running.connect(heads.append)
    played.play(0.5)
    at(played, clock, 0.1)
    assert heads == [Playhead(100.0, 0.5, 0.0, 2.0, True)]
    played.again = False
    at(played, clock, 0.2)
    played.span = (0.0, 1.0)
    at(played, clock, 0.3)
    assert heads[1:] == [Playhead(100.0, 0.5, 0.0, 2.0, False), Playhead(100.0, 0.5, 0.0, 1.0, False)]
    at(played, clock, 0.6)  # the end
    assert heads[3:] == [None] and not played.playing
