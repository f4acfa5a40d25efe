"""How evenly films change, what their frames cost, and whether memory stays as their length grows.

    python benchmarks/film.py                 every section
    python benchmarks/film.py even            the largest step between frames, against the median, remapped or not
    python benchmarks/film.py whole           the same over whole films of three faces, every clip steady
    python benchmarks/film.py scrub           a frame that is kept, from the playhead moved to the picture painted
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
from engine.document.films.formats import planned, why_not
from engine.document.timeline.changes import steady, with_clip, with_key, with_times
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


def film_of(
    opened: Opened, *, even: bool, seconds: float = 10.0, rate: float = 30.0, faces: tuple[int, ...] = FACES[:3],
    times: tuple[float, ...] = (),
) -> Document:  # fmt: skip
    """Through three faces and back, a slider moving between two of them; at these `times`, or each as long."""
    first = Document(opened.info.ref, faces[0])
    times = times or tuple(i * seconds / len(faces) for i in range(len(faces)))
    film = with_times(NO_FILM, length=seconds, rate=rate, looped=True)
    own = opened.info.own_slots[-1] if opened.info.own_slots else ""
    for i, (seed, time) in enumerate(zip(faces, times, strict=True)):
        edits = (Edit(f"{own}.1", "own", 2.0),) if own and i == 1 else ()
        film = with_key(film, time, replace(first, seed=seed, edits=edits))
        film = with_clip(film, time, Clip(even=even))
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


def whole(opened: Opened) -> None:
    """Whole films: three faces and back, the largest step against the median over all of it."""
    equal, placed, plain = [], [], []
    for i in range(len(FACES)):
        faces = tuple(FACES[(i + step) % len(FACES)] for step in range(3))

        def steps_of(*, even: bool, times: tuple[float, ...] = (), faces: tuple[int, ...] = faces) -> np.ndarray:
            document = film_of(opened, even=even, seconds=6.0, faces=faces, times=times)
            prepared = run(prepare(opened, document, Sounds()))
            return changes(opened, document, (*document.timeline.times, 0.0), prepared)  # and round to its beginning

        plain.append(worst(steps_of(even=False)))
        steps = steps_of(even=True)
        equal.append(worst(steps))
        document = film_of(opened, even=True, seconds=6.0, faces=faces)
        made = steady(document.timeline, run(prepare(opened, document, Sounds())))  # as the menu of films does it
        times = tuple(key.time for key in made.keys)
        placed.append(worst(steps_of(even=True, times=times)))
    told = [f"{min(each):.2f} to {max(each):.2f}" for each in (plain, equal, placed)]
    print(f"whole: largest step by the median over {len(equal)} films of three faces: plain {told[0]}; every clip "
          f"steady: keys at equal distances {told[1]}, each clip as long as it changes {told[2]}; aim 1.5")  # fmt: skip


def worst(steps: np.ndarray) -> float:
    return float(steps.max() / np.median(steps))


def scrub(opened: Opened) -> None:
    """In the window: the playhead moved to a frame that is drawn already, until it is painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as home:
        os.environ["EIGENBRUSH_HOME"] = home
        from PySide6.QtWidgets import QApplication

        from app.controller import Controller
        from app.model.settings import Settings
        from app.window.window import MainWindow

        application = QApplication.instance() or QApplication([])
        window = MainWindow(Controller(Settings()), opened.generator.source)
        window.resize(1366, 768)
        window.show()

        def wait(until) -> None:  # type: ignore[no-untyped-def]
            while not until():
                application.processEvents()

        controller = window.controller
        wait(lambda: controller.workspace is not None and controller.last_frame is not None)
        workspace = controller.workspace
        window.acts["show_timeline"].trigger()
        film = film_of(opened, even=False, seconds=4.0).timeline
        workspace.history.push(replace(workspace.document, timeline=film), "film")
        screen, count = window.film.screen, len(film.times)
        screen.seek(0.0)
        wait(lambda: all(screen.frames.frame(i) is not None for i in range(count)))
        wait(lambda: controller.jobs.idle)
        took = []
        for i in np.random.default_rng(1).permutation(count).tolist() * 3:
            started = perf_counter()
            screen.seek(film.times[i])
            application.processEvents()
            took.append(perf_counter() - started)
        drawing = FilmFrames(opened, replace(workspace.document, timeline=film), film.times, UNPREPARED)
        started = perf_counter()
        for i in range(0, count, 4):
            drawing.frame(i)
        drawn = (perf_counter() - started) / len(range(0, count, 4))
        print(f"scrub: a kept frame, painted at 1366 x 768: median {1000 * np.median(took):.1f} ms, "
              f"99 % {1000 * np.quantile(took, 0.99):.1f} ms; drawing one anew {1000 * drawn:.1f} ms")  # fmt: skip
        window.close()


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


SECTIONS = {"memory": memory, "even": even, "whole": whole, "frames": frames, "write": write, "scrub": scrub}


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
