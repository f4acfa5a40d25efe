"""A film of the timeline, in every format, brings its timeline back: dropped on the window, and by a command."""

from __future__ import annotations

import wave
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from app.cli.headless import Desk
from engine.document.asked.requests import OpenGenerator
from engine.document.document import NO_FILM, Document
from engine.document.films.formats import FORMATS, Format
from engine.document.timeline.changes import (
    with_clip,
    with_curve,
    with_key,
    with_sound,
    with_tempo,
    with_times,
    with_wanders,
)
from engine.document.timeline.curves import Curve, NoiseLoop, Point
from engine.document.timeline.requests import WriteFilm
from engine.document.timeline.shapes import USUAL_CLIP
from engine.document.timeline.sound import Drive, Sound, Tempo
from engine.film.sound_file import sha256_of
from engine.job import run
from engine.worker.studio import Studio
from tests.app.opened import FACES, Opened, quiet


def a_sound(path: Path) -> Sound:
    beats = (np.sin(np.arange(8000) * 0.3) * 20_000 * (np.arange(8000) % 2000 < 500)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(beats.tobytes())
    return Sound(str(path), sha256_of(path), (Drive("onsets", "z3.2", 1.5),))


def film_of(face: Document, folder: Path) -> Document:
    """Keys, a clip of its own, a curve, a loop, wanderings, and a sound with its beat."""
    film = with_key(with_key(NO_FILM, 0.0, face, "first"), 0.4, replace(face, seed=9))
    film = with_times(film, length=0.5, rate=10.0, looped=True)
    film = with_clip(film, 0.0, replace(USUAL_CLIP, shape="both", even=True))
    film = with_curve(film, Curve("z1.1", (Point(0.0, 0.0), Point(0.2, 2.0)), 0.5))
    film = with_wanders(film, (NoiseLoop("eps", 0.4, 0.5, 7),))
    return replace(face, timeline=with_tempo(with_sound(film, a_sound(folder / "beat.wav")), Tempo(120.0, 0.05)))


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
def test_a_film_brings_its_timeline_back(make_window: Callable[..., Opened], tmp_path: Path, kind: Format) -> None:
    if kind.needs:
        pytest.importorskip(kind.needs)
    studio = Studio(arrays := Desk(FACES).workspace.arrays)
    face = Document(run(studio.start(OpenGenerator(FACES))).ref, 3)
    made = film_of(face, tmp_path)
    path = tmp_path / f"film{kind.ending}"
    run(studio.start(WriteFilm(made, str(path), 32, format=kind.name)))
    window = make_window()
    quiet(window)
    assert window.document.timeline == NO_FILM and arrays is not window.controller.arrays
    window.window.dropped([str(path)])
    window.wait(lambda: window.document.timeline != NO_FILM)
    assert window.document.timeline == made.timeline and window.document.seed == made.seed
    assert window.window.acts["show_timeline"].isChecked() and window.window.film.dock.isVisible()
    desk = Desk(str(path), saved=True)
    assert desk.workspace.document.timeline == made.timeline
