"""Changes of a timeline, and that a saved one comes back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.document.arrays import ArrayStore
from engine.document.document import NO_FILM, Document, Edit, GeneratorRef, Key, Timeline
from engine.document.history import History
from engine.document.saved.serial import BadDocument, from_json, from_recipe, to_json, to_recipe
from engine.document.saved.session import load_session, save_session
from engine.document.timeline import changes
from engine.document.timeline.curves import Curve, NoiseLoop, Point
from engine.document.timeline.reading import checked
from engine.document.timeline.shapes import Clip
from engine.document.timeline.sound import Drive, Sound, Tempo

ONE = Document(GeneratorRef("linear", "/nowhere", "a" * 64), 1)
TWO = replace(ONE, seed=2)


def film(*times: float) -> Timeline:
    made = NO_FILM
    for i, time in enumerate(times):
        made = changes.with_key(made, time, replace(ONE, seed=i))
    return made


def seeds(timeline: Timeline) -> list[tuple[float, int]]:
    return [(key.time, key.document.seed) for key in timeline.keys]


def test_a_key_is_set_replaced_moved_copied_and_removed() -> None:
    made = film(0.0, 4.0)
    assert seeds(made) == [(0.0, 0), (4.0, 1)]
    made = changes.with_key(made, 4.0, replace(ONE, seed=7))
    assert seeds(made) == [(0.0, 0), (4.0, 7)]
    made = changes.moved_key(made, 0.0, 5.0)
    assert seeds(made) == [(4.0, 7), (5.0, 0)]
    made = changes.copied_key(made, 5.0, 1.0)
    assert seeds(made) == [(1.0, 0), (4.0, 7), (5.0, 0)]
    assert seeds(changes.without_key(made, 4.0)) == [(1.0, 0), (5.0, 0)]
    with pytest.raises(ValueError, match=r"no picture of the film at 2\.00"):
        changes.without_key(changes.moved_key(made, 2.0, 3.0), 2.0)


def test_two_keys_never_come_to_one_time() -> None:
    made = changes.moved_key(film(0.0, 4.0), 0.0, 4.0)
    assert seeds(made) == [(4.0, 1), (pytest.approx(4 + 1 / 30), 0)]
    with pytest.raises(ValueError, match="Two pictures"):
        changes.with_times(replace(made, keys=(made.keys[0], made.keys[0])), rate=25)


def test_a_film_becomes_longer_for_a_key_and_never_shorter_than_its_last() -> None:
    made = film(0.0, 14.0)
    assert made.length == 14.0
    assert changes.with_times(made, length=3.0).length == 14.0
    assert changes.with_times(film(0.0, 1.0), length=3.0).length == 3.0


def test_times_snap_to_beats_and_keys_else_to_frames() -> None:
    made = changes.with_tempo(film(0.0, 4.0), Tempo(120.0, 0.1))
    assert changes.snapped(made, 1.12, 0.05) == pytest.approx(1.1)
    assert changes.snapped(made, 3.98, 0.05) == 4.0
    assert changes.snapped(made, 1.34, 0.01) == pytest.approx(40 / 30)


def test_what_a_curve_moves_is_kept_as_long_as_the_curve() -> None:
    slider = Edit("sefa:1#1", "smile", 1.0, vector="k")
    made = changes.with_curve(film(0.0), Curve("sefa:1#1", (Point(0, 0), Point(1, 2))), slider)
    assert made.sliders == (slider,)
    assert "k" in replace(ONE, timeline=made).arrays()
    assert changes.without_curve(made, "sefa:1#1").sliders == ()
    driven = changes.with_sound(made, Sound("a.wav", "", (Drive("low", "sefa:1#1"),)))
    assert changes.without_curve(driven, "sefa:1#1").sliders == (slider,)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"rate": 500.0}, "1 to 120 frames a second"), ({"length": 1e6}, "1 to 100,000 frames"),
        ({"length": 3.0}, "outside of it"), ({"span": (2.0, 1.0)}, "part of the film"),
        ({"tempo": Tempo(5.0)}, "20 to 400 beats"), ({"wanders": (NoiseLoop("z", period=0.0),)}, "longer than 0"),
        ({"curves": (Curve("a", (Point(1, 0), Point(1, 2))),)}, "one time"),
        ({"curves": (Curve("a", (Point(0, 0),)), Curve("a", (Point(0, 0),)))}, "two curves"),
    ],
)  # fmt: skip
def test_what_is_no_film_is_refused_in_one_sentence(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        checked(replace(film(0.0, 4.0), **wrong))


def full() -> Document:
    made = changes.with_clip(film(0.0, 4.0), 0.0, Clip("cubic", (0.1, 0.2, 0.3, 1.4), "straight", True))
    made = changes.with_curve(made, Curve("z1.1", (Point(0, 1, "bounce"), Point(2, 3)), 5.0), Edit("z1.1", "turn", 1.0))
    made = changes.with_wanders(made, (NoiseLoop("z2", 0.2, 5.0, 9),))
    made = changes.with_sound(made, Sound("/music/a.wav", "b" * 64, (Drive("onsets", "z1.1", 2.0, 0.0, 0.5),)))
    made = changes.with_span(changes.with_tempo(made, Tempo(123.4, 0.5)), (1.0, 3.0))
    return replace(ONE, timeline=changes.with_times(made, looped=True, rate=24.0))


def test_a_film_comes_back_out_of_a_session(tmp_path: Path) -> None:
    save_session(tmp_path / "a.eigenbrush", (full(),), 0, ArrayStore(), b"")
    assert load_session(tmp_path / "a.eigenbrush", ArrayStore()).documents == (full(),)


def test_a_key_is_of_its_documents_generator_and_holds_no_film() -> None:
    values = json.loads(json.dumps(to_json(full())))
    values["timeline"]["keys"][0]["document"]["generator"]["sha256"] = "c" * 64
    values["timeline"]["keys"][0]["document"]["timeline"] = values["timeline"]
    assert from_json(values) == full()


@pytest.mark.parametrize(
    ("place", "value"),
    [("rate", "x"), ("keys", [{}]), ("length", float("nan")), ("span", [1]), ("curves", [{"target": "a"}]),
     ("keys", [{}] * 300)],
)  # fmt: skip
def test_a_damaged_film_is_refused(place: str, value: object) -> None:
    values = to_json(full())
    values["timeline"][place] = value
    with pytest.raises(BadDocument, match="cannot be read"):
        from_json(values)


def test_the_recipe_of_a_picture_holds_no_film() -> None:
    arrays = ArrayStore()
    assert from_recipe(to_recipe(full(), arrays), arrays) == ONE


def test_a_film_is_undone_as_everything_else() -> None:
    history = History(ONE)
    history.push(replace(ONE, timeline=film(0.0)), "Key")
    assert history.undo().timeline == NO_FILM
    assert history.redo().timeline.keys == (Key(0.0, replace(ONE, seed=0)),)


def test_the_arrays_of_keys_are_those_of_the_document() -> None:
    arrays = ArrayStore()
    key = arrays.put(np.ones(3, np.float32))
    made = changes.with_key(NO_FILM, 0.0, replace(ONE, held=(("z1", key),)))
    assert replace(ONE, timeline=made).arrays() == (key,)
