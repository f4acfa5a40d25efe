"""Each format of films: bytes, seconds, how close its frames are to what was drawn (PSNR) and how much they flicker;
what drawing and encoding 300 frames to MP4 together take beside the longer of the two alone; and the memory of 3,000
frames.

    python -m benchmarks.formats [--formats gif,webp,mp4] [--overlap] [--memory 3000]
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from engine.document.arrays import ArrayStore
from engine.document.asked.requests import OpenGenerator
from engine.document.document import Document, Edit
from engine.document.films.film import Track, moment, positions
from engine.document.films.formats import FORMATS, planned, why_not
from engine.export.film import Frames
from engine.export.sizing import resized
from engine.export.writing import write_film
from engine.job import run
from engine.worker.studio import Studio

GENERATOR, KEY, SIZE = "builtin:faces-eigengan-64", "z3.1", 512


def drawing(count: int) -> Callable[[int], np.ndarray]:
    """What draws each frame of a film of a slider going there and back."""
    studio = Studio(ArrayStore())
    info = run(studio.start(OpenGenerator(GENERATOR)))
    opened = studio.held.get(info.ref.sha256)
    document = Document(info.ref, 3)
    tracks = (Track(Edit(KEY, "", 0.0), positions(-3, 3, count, there_and_back=True)),)
    frames = Frames(opened, document)
    return lambda i: frames.draw(moment(document, tracks, i))


def frames_of(path: Path) -> list[np.ndarray]:
    """The frames of a film, decoded."""
    if path.is_dir():
        return [np.asarray(Image.open(each)) for each in sorted(path.iterdir())]
    if path.suffix in (".mp4", ".webm", ".mov"):
        import av

        with av.open(str(path)) as film:
            return [each.to_ndarray(format="rgb24") for each in film.decode(video=0)]
    shown = []
    with Image.open(path) as film:
        for i in range(film.n_frames):
            film.seek(i)
            shown.append(np.asarray(film.convert("RGB")))
    return shown


def told(path: Path, drawn: list[np.ndarray]) -> tuple[float, float]:
    """PSNR in dB, and the flicker: how much of the change from frame to frame was not in what was drawn (mean absolute
    difference of the differences, in levels of 255)."""
    wanted, found = np.stack(drawn).astype(np.float32), np.stack(frames_of(path)).astype(np.float32)
    error = float(np.mean((wanted - found) ** 2))
    flicker = float(np.abs(np.diff(found, axis=0) - np.diff(wanted, axis=0)).mean())
    return (99.0 if not error else 10 * np.log10(255**2 / error)), flicker


def table(names: list[str], count: int, folder: Path) -> None:
    draw = drawing(count)
    drawn = [np.asarray(resized(draw(i), SIZE)) for i in range(count)]
    print("| format | kB | seconds | PSNR dB | flicker |\n|---|---|---|---|---|")
    for each in FORMATS:
        if each.name not in names or why_not(each.name):
            continue
        path = folder / f"{each.name}{each.ending}"
        began = time.perf_counter()
        run(write_film(lambda i: drawn[i], planned(each.name, count, (SIZE, SIZE), 25), path))
        seconds = time.perf_counter() - began
        size = sum(p.stat().st_size for p in ([path] if path.is_file() else path.iterdir()))
        psnr, flicker = told(path, drawn)
        print(f"| {each.title} | {size / 1000:,.0f} | {seconds:.1f} | {psnr:.1f} | {flicker:.2f} |", flush=True)


def overlap(folder: Path, count: int = 300) -> None:
    """Drawing alone, encoding alone (Lanczos included), and both."""
    draw, plan = drawing(count), planned("mp4", count, (SIZE, SIZE), 25)
    for i in range(20):
        draw(i)
    began = time.perf_counter()
    drawn = [draw(i) for i in range(count)]
    alone = time.perf_counter() - began
    began = time.perf_counter()
    run(write_film(lambda i: drawn[i], plan, folder / "encoded.mp4"))
    encoded = time.perf_counter() - began
    began = time.perf_counter()
    run(write_film(draw, plan, folder / "both.mp4"))
    both = time.perf_counter() - began
    longer = max(alone, encoded)
    print(f"{count} frames of {SIZE} px: drawing {alone:.1f} s, encoding {encoded:.1f} s, both {both:.1f} s, "
          f"{both / longer:.2f} times the longer")  # fmt: skip


def memory(names: list[str], most: int, folder: Path) -> None:
    """The most memory of the process after so many frames, and after ten times as many."""
    still = [np.random.default_rng(i).integers(0, 256, (16, 16, 3), np.uint8) for i in range(8)]
    for name in names:
        if why_not(name):
            continue
        found = []
        for count in (most // 10, most):
            run(write_film(lambda i: still[i % 8], planned(name, count, (128, 128), 25), folder / f"{name}{count}"))
            found.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
        print(f"{name}: {found[0]:.0f} MB after {most // 10} frames, {found[1]:.0f} MB after {most}", flush=True)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--formats", default=",".join(each.name for each in FORMATS))
    asked.add_argument("--frames", type=int, default=100)
    asked.add_argument("--overlap", action="store_true")
    asked.add_argument("--memory", type=int, default=0)
    options = asked.parse_args()
    names = options.formats.split(",")
    with tempfile.TemporaryDirectory() as folder:
        if options.overlap:
            overlap(Path(folder))
        elif options.memory:
            memory(names, options.memory, Path(folder))
        else:
            table(names, options.frames, Path(folder))


if __name__ == "__main__":
    main()
