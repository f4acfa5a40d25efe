"""The kinds of units besides GANSpace's codes: here, and by two workers on loopback, with whether both gave the same.

    python -m benchmarks.remote_kinds [--workers 2] [--only film,jacobian,photos,training,simulated]

Printed of each: seconds here and there, the bytes that came back, and whether they are the same to the bit: a film of
64 frames in 256 px and the Jacobian of a lower block's 64 px of StyleGAN2 with random weights, a folder of 16 photos,
trainings with two seeds. Then simulated hosts of 64 workers, 50 ms away, of which some die (`tests`).
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from PIL import Image

from benchmarks.remote import hosted
from engine import device
from engine.codes.subspace import Subspace
from engine.document.arrays import ArrayStore
from engine.document.asked.offers import GeneratorInfo
from engine.document.asked.requests import OpenGenerator
from engine.document.document import Document, Edit
from engine.document.films.exporting import ExportFilm
from engine.document.films.film import Track, positions
from engine.document.photos.album import InvertAll
from engine.document.photos.alignment import Alignment
from engine.generator import Generator
from engine.jacobian.columns import jacobian
from engine.job import Job, Progress, run
from engine.remote.elsewhere import Elsewhere
from engine.units import KINDS, Making, Part, Unit, Units, here
from engine.worker.faces import albums
from engine.worker.studio import Studio

FACES = "builtin:faces-stylegan2-64"
#: What is measured: of who does units and where files may lie, a digest of what came.
Measured = Callable[[Units, Path], str]


class Weighed:
    """Units as another does them, and how many bytes came back."""

    def __init__(self, units: Units) -> None:
        self.units, self.count, self.bytes = units, 0, 0

    def __call__(
        self, generator: Generator, units: Iterable[Unit | Making], total: int, take: Callable[[Part], None]
    ) -> Job[None]:
        def weighed(part: Part) -> None:
            self.count += 1
            self.bytes += sum(each.nbytes for each in part.values())
            take(part)

        return self.units(generator, units, total, weighed)


def large(folder: Path) -> str:
    """A file of StyleGAN2 of 256 px with random weights of the published shape."""
    import sys

    sys.path.insert(0, str(Path(__file__).parent))
    from synthesis import BASES, random_weights

    from engine.checkpoints.convert import content_of

    path = folder / "random-256.safetensors"
    path.write_bytes(content_of(random_weights(256, BASES[256]), {"family": "stylegan2"}, "", path.name))
    return str(path)


def opened(units: Units, source: str) -> tuple[Studio, GeneratorInfo]:
    studio = Studio(ArrayStore())
    studio.held.units = units
    return studio, run(studio.start(OpenGenerator(source)))


def film(source: str, frames: int, units: Units, folder: Path) -> str:
    studio, info = opened(units, source)
    vector = np.random.default_rng(1).standard_normal(info.layout.dimension).astype(np.float32)
    edit = Edit("set#1", "a", 0.0, vector=studio.arrays.put(vector / np.linalg.norm(vector)), sigma=2.0)
    track = Track(edit, positions(-2, 2, frames, there_and_back=True))
    path = folder / "film.gif"
    run(studio.start(ExportFilm(Document(info.ref, 4), (track,), 25.0, info.resolution, str(path))))
    return digest(path.read_bytes())


def columns(source: str, side: int, units: Units, _: Path) -> str:
    studio, info = opened(units, source)
    generator = studio.generator(info.ref.sha256)
    subspace, code = Subspace(generator.layout, tied=generator.tied), generator.sample(1, 7)[0].numpy()
    found = run(jacobian(generator, subspace, code, side, early=True, units=units))
    return digest(found.numbers.numpy().tobytes())


def photos(count: int, units: Units, folder: Path) -> str:
    studio, info = opened(units, FACES)
    for seed in range(count):
        pixels = studio.held.get(info.ref.sha256).pixels(Document(info.ref, seed, 0.7))
        assert pixels is not None
        Image.fromarray(pixels).save(folder / f"{seed:03}.png")
    began = time.perf_counter()
    taken = run(studio.start(InvertAll(Document(info.ref), (str(folder),))))
    print(f"  of which searching {time.perf_counter() - began:.1f} s")
    return digest(b"".join(each.found.code.tobytes() for each in taken if each.found is not None))


def training(seeds: int, units: Units, _: Path) -> str:
    """Methods with so many seeds, as `measure methods` asks for them: here a training each."""
    from engine.learning.units import _unit_of
    from engine.method import Context
    from engine.methods.warpedganspace import WarpedGANSpace

    studio, info = opened(units, FACES)
    generator, method, found = studio.generator(info.ref.sha256), WarpedGANSpace(4, 4, 200, 8), list[Part]()
    wanted = (replace(_unit_of(method, generator, Context(seed)), start=seed) for seed in range(seeds))
    run(units(generator, wanted, seeds, found.append))
    # Each machine measures how many pictures it draws at once; other sums come of other numbers.
    at_once = [re.search(rb'at_once\\": (\d+)', part["state"].tobytes()) for part in found]
    print(f"  pictures at once: {', '.join(each[1].decode() if each else '?' for each in at_once)}")
    return digest(b"".join(part["directions"].tobytes() for part in found))


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def compared(title: str, measured: Measured, workers: Elsewhere) -> None:
    digests = list[str]()
    for name, units in (("here", here), ("workers", workers)):
        with tempfile.TemporaryDirectory() as folder:
            weighed = Weighed(units)
            began = time.perf_counter()
            digests.append(measured(here if units is here else weighed, Path(folder)))
            took = time.perf_counter() - began
        back = f", {weighed.count} units, {weighed.bytes / 1e6:.1f} MB back" if weighed.count else ""
        print(f"{title}, {name}: {took:.1f} s{back}; load {os.getloadavg()[0]:.1f}", flush=True)
    print(f"{title}: {'the same' if digests[0] == digests[1] else 'NOT the same'}", flush=True)


def simulated() -> None:
    """Hosts on a clock of their own: how well they are used."""
    from tests.engine.remote.simulated import Simulated

    for seconds, dying in ((1.0, 0.0), (1.0, 0.05), (0.1, 0.0), (10.0, 0.05)):
        link, taken, count = Simulated(64, 0.05, dying, seconds), list[Part](), 64 * 50
        KINDS["simulated"] = link.here
        units: Iterator[Unit] = (Unit("simulated", "a" * 64, i, 1) for i in range(count))
        known = type("Known", (), {"sha256": "a" * 64, "source": "a"})()
        run(Elsewhere(link)(known, units, count, taken.append))  # type: ignore[arg-type]
        right = "right" if [int(part["n"]) for part in taken] == list(range(count)) else "WRONG"
        print(f"64 workers 50 ms away, units of {seconds:g} s, {dying:.0%} of which kill: {right}, {link.deaths} died, "
              f"{link.home} units done here, {link.efficiency:.0%} of their time used")  # fmt: skip


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--only", default="film,jacobian,photos,training,simulated")
    options = asked.parse_args()
    only = options.only.split(",")

    def whole(_opened: object, photo: object) -> Job[tuple[tuple[Alignment, ...], tuple[str, ...]]]:
        yield Progress(1.0)
        return (Alignment(32.0, 0.0, 32.0, 32.0),), ()  # pictures of the generator's own are whole

    albums.faces_in = whole  # type: ignore[assignment]
    device.threads_for = lambda _: 1  # every process computes on one core
    with hosted(options.workers) as workers, tempfile.TemporaryDirectory() as folder:
        source = large(Path(folder)) if {"film", "jacobian"} & {*only} else ""
        kinds: dict[str, tuple[str, Measured]] = {
            "film": ("film, 64 frames of 256 px", partial(film, source, 64)),
            "jacobian": ("Jacobian, a lower block's 64 px of StyleGAN2-256", partial(columns, source, 64)),
            "photos": ("16 photos", partial(photos, 16)),
            "training": ("2 trainings", partial(training, 2)),
        }
        for name in only:
            if name in kinds:
                compared(*kinds[name], workers)
    if "simulated" in only:
        simulated()


if __name__ == "__main__":
    main()
