"""Make the session of the README's film, and its sound: three faces in time with a drum.

    python -m resources.recipes.film --out DIR
    eigenbrush film DIR/beats.eigenbrush --out beats.mp4 --size 512
    eigenbrush film DIR/beats.eigenbrush --out beats.webp --size 256 --fps 20

The sound is made here, of sines and noise with a seed: a drum on every beat, a quieter tick between.
"""

from __future__ import annotations

import argparse
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.document.arrays import ArrayStore
from engine.document.asked.requests import OpenGenerator
from engine.document.document import NO_FILM, Document, Edit
from engine.document.saved.session import save_session
from engine.document.timeline.changes import with_clip, with_curve, with_key, with_sound, with_tempo, with_times
from engine.document.timeline.curves import Curve, Point
from engine.document.timeline.requests import HearSound
from engine.document.timeline.shapes import Clip
from engine.document.timeline.sound import Drive, Sound
from engine.job import run
from engine.worker.studio import Studio

GENERATOR = "builtin:faces-eigengan-64"
FACES = (39, 3, 47)
BEAT, BEATS, RATE = 0.5, 18, 22_050  # seconds, in all, samples a second
TURN, MOUTH = Edit("z1.1", "turn", 1.0), Edit("z3.5", "open mouth", 1.0)


def sound() -> np.ndarray:
    """A drum on every beat and a tick between, (n,) in [-1, 1]."""
    rng, whole = np.random.default_rng(1), np.zeros(round(BEAT * BEATS * RATE))
    time = np.arange(round(0.24 * RATE)) / RATE
    drum = np.sin(2 * np.pi * (55 * time + 2.5 * (1 - np.exp(-time * 30)))) * np.exp(-time * 16)
    tick = rng.standard_normal(len(time)) * np.exp(-time * 90) * 0.12
    for beat in range(BEATS):
        for struck, at in ((drum, beat * BEAT), (tick, (beat + 0.5) * BEAT)):
            start = round(at * RATE)
            whole[start : start + len(struck)] += struck[: len(whole) - start]
    return 0.8 * whole / np.abs(whole).max()


def write_sound(path: Path) -> None:
    """It as a WAV of 16 bits."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", "not compressed"))
        file.writeframes((sound() * 32767).astype("<i2").tobytes())


def session(folder: Path) -> Path:
    """The session beside its sound: a new face every six beats, a turn there and back meanwhile, the mouth on each."""
    heard_at, path = folder / "beats.wav", folder / "beats.eigenbrush"
    write_sound(heard_at)
    studio = Studio(arrays := ArrayStore())
    face = Document(run(studio.start(OpenGenerator(GENERATOR))).ref, FACES[0])
    length = BEAT * BEATS
    film = with_times(NO_FILM, length=length, rate=25.0, looped=True)
    for i, seed in enumerate(FACES):
        at = i * length / len(FACES)
        film = with_clip(with_key(film, at, replace(face, seed=seed)), at, Clip(shape="both"))
    turning = (Point(0.0, 0.0), Point(1.5 * BEAT, 1.3), Point(3 * BEAT, 0.0), Point(4.5 * BEAT, -1.3))
    film = with_curve(film, Curve(TURN.key, turning, 6 * BEAT), TURN)  # three times in the film, so that it goes round
    heard = run(studio.start(HearSound(str(heard_at))))
    drive = Drive("low", MOUTH.key, 2.4, attack=0.03, release=0.18)
    film = with_sound(film, Sound(heard.sound.path, heard.sound.sha256, (drive,)), (MOUTH,))
    save_session(path, (replace(face, timeline=with_tempo(film, heard.tempo)),), 0, arrays, b"")
    return path


def main() -> None:
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--out", type=Path, required=True, metavar="DIR")
    print(session(made.parse_args().out))


if __name__ == "__main__":
    main()
