"""Where a clip is remapped, equal times change the picture equally."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import torch

from engine.document.arrays import ArrayStore
from engine.document.document import NO_FILM, Document, Edit
from engine.document.timeline.changes import all_even, steady, with_clip, with_key, with_times
from engine.document.timeline.prepared import UNPREPARED, Prepared, pairs
from engine.document.timeline.shapes import Clip
from engine.drawing.opened import Opened, describe
from engine.film.frames import FilmFrames
from engine.film.pacing import even
from engine.film.preparing import Sounds, prepare
from engine.generators import load
from engine.job import run

TIMES = tuple(np.linspace(0, 3, 61).tolist())


@pytest.fixture(scope="module")
def opened() -> Opened:
    generator = load("builtin:faces-eigengan-64")
    return Opened(generator, describe(generator, {}), ArrayStore(), torch.device("cpu"))


def film_of(opened: Opened) -> Document:
    one = Document(opened.info.ref, 3)
    two = replace(one, seed=5, edits=(Edit("z3.2", "z3.2", 3.0),))
    film = with_key(with_key(NO_FILM, 0.0, one), 3.0, two)
    return replace(one, timeline=with_clip(film, 0.0, Clip(even=True)))


def steps(opened: Opened, document: Document, prepared: Prepared) -> np.ndarray:
    """How much the picture changes from frame to frame."""
    frames = FilmFrames(opened, document, TIMES, prepared)
    drawn = [frames.frame(i).astype(float) for i in range(len(frames))]
    return np.array([np.sqrt(np.square(b - a).mean()) for a, b in pairwise(drawn)])


def test_a_remapped_clip_changes_evenly(opened: Opened) -> None:
    document = film_of(opened)
    plain = steps(opened, document, UNPREPARED)
    assert plain.min() < np.median(plain) / 1.5  # else there would be nothing to do
    prepared = run(prepare(opened, document, Sounds()))
    remapped = steps(opened, document, prepared)
    assert remapped.max() <= 1.5 * np.median(remapped)
    assert remapped.min() >= np.median(remapped) / 1.5


def test_the_same_film_twice_is_the_same_frames(opened: Opened) -> None:
    document = film_of(opened)
    again = Opened(opened.generator, opened.info, ArrayStore(), torch.device("cpu"))
    one, two = (FilmFrames(each, document, TIMES, run(prepare(each, document, Sounds()))) for each in (opened, again))
    order = (7, 40, 3)
    drawn = {i: one.frame(i) for i in sorted(order)}
    assert all((two.frame(i) == drawn[i]).all() for i in order)


def test_what_was_measured_is_not_measured_again(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    document = film_of(opened)
    first = run(prepare(opened, document, Sounds()))
    monkeypatch.setattr("engine.film.pacing._measured", None)
    again = run(prepare(opened, document, Sounds()))
    assert {key: pace.tolist() for key, pace in first.paces.items()} == {
        key: pace.tolist() for key, pace in again.paces.items()
    }


def test_even_shares_of_a_known_change() -> None:
    shares = np.linspace(0, 1, 101)
    found = even(shares, np.diff(shares**2), 4)  # the change done at a share is its square
    np.testing.assert_allclose(found, np.sqrt(np.linspace(0, 1, 5)), atol=2e-3)
    still = even(shares, np.zeros(100), 4)
    np.testing.assert_allclose(still, np.linspace(0, 1, 5), atol=1e-9)


@pytest.mark.parametrize("looped", [True, False])
def test_a_film_is_made_steady_throughout(opened: Opened, looped: bool) -> None:
    one = Document(opened.info.ref, 8)
    film = with_times(NO_FILM, length=6.0, rate=20.0, looped=looped)
    for seed, time in ((8, 0.0), (13, 2.0), (21, 4.0)):
        film = with_key(film, time, replace(one, seed=seed))
    film = with_clip(film, 0.0, Clip("hold"))
    measured = run(prepare(opened, replace(one, timeline=all_even(film)), Sounds()))
    made = steady(film, measured)
    assert made.length == film.length and all(key.clip.even and key.clip.shape == "linear" for key in made.keys)
    ends = [key.time for key in made.keys] + ([6.0] if looped else [])
    assert ends[0] == 0.0 and ends[-1] == (6.0 if looped else 4.0) and ends == sorted(ends) and ends != [0.0, 2.0, 4.0]
    assert all(abs(time * 20 - round(time * 20)) < 1e-9 for time in ends)
    document = replace(one, timeline=made)
    prepared, last = run(prepare(opened, document, Sounds())), round(ends[-1] * 20)
    frames = FilmFrames(opened, document, tuple(i / 20 % 6.0 for i in range(last + 1)), prepared)
    drawn = [frames.frame(i).astype(float) for i in range(len(frames))]
    changed = np.array([np.sqrt(np.square(b - a).mean()) for a, b in pairwise(drawn)])
    assert changed.max() <= 1.5 * np.median(changed)


def test_ways_without_change_keep_a_frame(opened: Opened) -> None:
    one = Document(opened.info.ref, 8)
    film = with_times(NO_FILM, length=2.0, rate=10.0, looped=True)
    for time in (0.0, 0.5, 1.0):
        film = with_key(film, time, replace(one, seed=13 if time == 1.0 else 8))
    changes = {(a.document, b.document, a.clip.way): 1.0 for a, b in pairs(film) if a.document != b.document}
    made = steady(film, Prepared(changes=changes))
    assert [key.time for key in made.keys] == pytest.approx([0.0, 0.1, 1.0], abs=0.06)
    assert [key.time for key in steady(film, UNPREPARED).keys] == [0.0, 0.5, 1.0]
