"""How evenly films change, what their frames cost, and whether memory stays as their length grows.

    python benchmarks/film.py                 every section
    python benchmarks/film.py even            the largest step between frames, against the median, remapped or not
    python benchmarks/film.py frames          what a frame of a film costs beside the same picture alone
    python benchmarks/film.py write           300 frames at 512 px: drawing, encoding, and both at once
    python benchmarks/film.py memory          the process's peak after 100 and after 3,000 frames

The shipped EigenGAN, unless --generator names another. Compare ratios, or runs on one machine.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from time import perf_counter

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
import torch

from engine.document.arrays import ArrayStore
from engine.document.document import NO_FILM, Document, Edit
from engine.document.formats import planned, why_not
from engine.document.timeline.changes import with_clip, with_key, with_times
from engine.document.timeline.moments import moment
from engine.document.timeline.prepared import UNPREPARED, Prepared
from engine.document.timeline.shapes import Clip
from engine.drawing.opened import Opened, describe
from engine.export.writing import write_film
from engine.film.frames import FilmFrames
from engine.film.preparing import Sounds, prepare
from engine.generators import load
from engine.job import run

FACES = (3, 5, 8, 13, 21, 34)


def film_of(opened: Opened, *, even: bool, seconds: float = 10.0, rate: float = 30.0) -> Document:
    """Through three faces and back, a slider moving between two of them."""
    first = Document(opened.info.ref, FACES[0])
    film = with_times(NO_FILM, length=seconds, rate=rate, looped=True)
    own = opened.info.own_slots[-1] if opened.info.own_slots else ""
    for i, seed in enumerate(FACES[:3]):
        edits = (Edit(f"{own}.1", "own", 2.0),) if own and i == 1 else ()
        film = with_key(film, i * seconds / 3, replace(first, seed=seed, edits=edits))
        film = with_clip(film, i * seconds / 3, Clip(even=even))
    return replace(first, timeline=film)


def changes(opened: Opened, document: Document, times: tuple[float, ...], prepared: Prepared) -> np.ndarray:
    """Root of the mean square change of the pixels from each frame to the next."""
    frames = FilmFrames(opened, document, times, prepared)
    drawn = [frames.frame(i).astype(float) for i in range(len(frames))]
    return np.array([np.sqrt(np.square(b - a).mean()) for a, b in pairwise(drawn)])


def even(opened: Opened) -> None:
    """Each clip by itself: the largest step against the median."""
    took, worst = 0.0, dict[bool, list[float]]({False: [], True: []})
    for one, two in pairwise(FACES):
        for shown in (90, 300):
            for remapped in (False, True):
                film = with_key(NO_FILM, 0.0, Document(opened.info.ref, one))
                film = with_key(film, 3.0, Document(opened.info.ref, two))
                document = replace(film.keys[0].document, timeline=with_clip(film, 0.0, Clip(even=remapped)))
                started = perf_counter()
                prepared = run(prepare(opened, document, Sounds()))
                took = max(took, perf_counter() - started)
                steps = changes(opened, document, tuple(np.linspace(0, 3, shown).tolist()), prepared)
                worst[remapped].append(float(steps.max() / np.median(steps)))
    print(f"even: measuring a clip {took:.2f} s or less; largest step by the median, over {len(worst[True])} clips: "
          f"plain {min(worst[False]):.2f} to {max(worst[False]):.2f}, "
          f"remapped {min(worst[True]):.2f} to {max(worst[True]):.2f} (at most 1.5)")  # fmt: skip


def frames(opened: Opened) -> None:
    """A frame of a film by the same code drawn alone."""
    document = film_of(opened, even=True)
    prepared = run(prepare(opened, document, Sounds()))
    times = document.timeline.times
    drawing = FilmFrames(opened, document, times, prepared)
    alone, whole, values = [], [], []
    renderer = opened.apart(document.conditions).base
    for i in range(len(times)):
        started = perf_counter()
        shown = moment(document, times[i], prepared)
        values.append(perf_counter() - started)
        started = perf_counter()
        drawing.frame(i)
        whole.append(perf_counter() - started)
        code = opened.tensor(opened.code(shown))
        started = perf_counter()
        renderer.render(code)
        alone.append(perf_counter() - started)
    print(f"frames: a moment's document {1000 * np.median(values):.2f} ms; a frame {1000 * np.median(whole):.1f} ms, "
          f"its picture alone {1000 * np.median(alone):.1f} ms")  # fmt: skip


def write(opened: Opened) -> None:
    """Drawing, encoding, and both, of 300 frames at 512 px."""
    document = film_of(opened, even=False)
    times = document.timeline.times
    name = "webp" if why_not("mp4") else "mp4"
    plan = planned(name, len(times), (512, 512), 30.0)
    drawing = FilmFrames(opened, document, times, UNPREPARED)
    drawn = [drawing.frame(i) for i in range(len(times))]
    started = perf_counter()
    for i in range(len(times)):
        drawing.frame(i)
    alone = perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        started = perf_counter()
        run(write_film(drawn.__getitem__, plan, Path(folder) / "a"))
        encoding = perf_counter() - started
        started = perf_counter()
        run(write_film(drawing.frame, plan, Path(folder) / "b"))
        both = perf_counter() - started
    print(f"write: 300 frames at 512 px as {name}: drawing {alone:.1f} s, encoding {encoding:.1f} s, "
          f"both {both:.1f} s: {both / max(alone, encoding):.2f} times the longer (at most 1.3)")  # fmt: skip


def memory(opened: Opened) -> None:
    """The peak of the process after a short and a long film; the long one comes last."""
    peaks = []
    for seconds in (100 / 30, 100.0):
        document = film_of(opened, even=False, seconds=seconds)
        drawing = FilmFrames(opened, document, document.timeline.times, UNPREPARED)
        plan = planned("webp", len(drawing), (64, 64), 30.0, "small")
        with tempfile.TemporaryDirectory() as folder:
            run(write_film(drawing.frame, plan, Path(folder) / "a.webp"))
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        print(f"memory: {len(drawing):,} frames: peak {peaks[-1]:.0f} MB")


SECTIONS = {"memory": memory, "even": even, "frames": frames, "write": write}


def main() -> None:
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("section", nargs="?", choices=tuple(SECTIONS))
    made.add_argument("--generator", default="builtin:faces-eigengan-64")
    options = made.parse_args()
    torch.set_num_threads(2)
    generator = load(options.generator)
    opened = Opened(generator, describe(generator, {}), ArrayStore(), torch.device("cpu"))
    for name, section in SECTIONS.items():
        if options.section in (None, name):
            section(opened)


if __name__ == "__main__":
    main()
