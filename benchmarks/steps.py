"""How long the engine is held by one step of each kind of job, which is how long a moving slider may have to wait.

    python benchmarks/steps.py                                  the shipped generators
    python benchmarks/steps.py builtin:faces-stylegan2-64       one of them, or a file

Every job of the table of answers that needs no network is driven by hand, in a fresh process in which each is the first
of its kind, as a person meets it. Told are the longest step, in processor time of the engine's thread, the number of
steps, and the word that the job said before that step. Compare ratios, or runs on one machine.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import thread_time

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("PYTORCH_JIT", "0")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the program

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from engine.document.arrays import ArrayStore
from engine.document.asked import requests as r
from engine.document.asked.offers import GeneratorInfo
from engine.document.document import Document, Edit
from engine.document.films.film import Track
from engine.document.regions import Region, mask_side
from engine.document.saved.serial import to_recipe
from engine.worker.studio import Studio

BUILTINS = ("builtin:faces-eigengan-64", "builtin:faces-stylegan2-64")
LONG = 0.1  # seconds: a step that is marked


def drive(studio: Studio, name: str, work: r.Request[object, object]) -> object:
    """Run a job step by step, print its longest, and return what it answered (None if it refused)."""
    job, steps, longest, where, note = None, 0, 0.0, "start", "start"
    result: object = None
    while True:
        before, running = thread_time(), True
        try:
            if job is None:
                job = studio.start(work)
            note = next(job).note
        except StopIteration as stop:
            result, running = stop.value, False
        except ValueError as refused:
            print(f"  {name}: refused ({refused})")
            return None
        took, steps = thread_time() - before, steps + 1
        if took > longest:
            longest, where = took, f"step {steps}, ends with {note!r}"
        if not running:
            break
    print(
        f"  {'>' if longest > LONG else ' '} {name:<34} {1000 * longest:7.0f} ms of {steps:5} steps   {where}",
        flush=True,
    )
    return result


def disc(side: int) -> np.ndarray:
    """A painted disc in the middle, uint8 (side, side)."""
    y, x = np.mgrid[:side, :side] - side / 2
    return np.where(x**2 + y**2 < (side / 6) ** 2, 255, 0).astype(np.uint8)


def files(info: GeneratorInfo, document: Document, edit: Edit, folder: str, side: int) -> Iterator[r.Request]:
    """Jobs that write and read files."""
    track = Track(edit, tuple(np.linspace(-3, 3, 24).tolist()))
    yield r.SavePicture(document, f"{folder}/a.png")
    yield r.Identify(f"{folder}/a.png")
    yield r.SaveMask(disc(side), f"{folder}/mask.png")
    yield r.LoadMask(f"{folder}/mask.png", side)
    yield r.SaveSession((document,), 0, f"{folder}/a.eigenbrush")
    yield r.LoadSession(f"{folder}/a.eigenbrush")
    yield r.ExportFilm(document, (track,), 25, 256, f"{folder}/a.gif")
    Path(folder, "labels.csv").write_text("seed,label\n" + "\n".join(f"{i},{i % 2}" for i in range(250_000 - 1)))
    yield r.LoadLabels(f"{folder}/labels.csv")


def every(source: str, folder: str) -> None:
    """Every kind of job on one generator."""
    studio = Studio(ArrayStore())
    info = drive(studio, "open", r.OpenGenerator(source))
    assert isinstance(info, GeneratorInfo)
    sha256, side = info.ref.sha256, mask_side(info.resolution)
    document = Document(info.ref, info.first_seed)
    painted = replace(document, regions=(Region("mouth", studio.arrays.put(disc(side))),))
    found = []
    for offer in info.methods:
        if offer.why_not or offer.learns:
            continue
        about = painted if offer.needs_region else None
        if offer.needs_region:
            drive(studio, f"prepare {offer.identifier}", r.Prepare(document, offer.identifier))
        answer = drive(studio, f"discover {offer.identifier}", r.Discover(sha256, offer.identifier, document=about))
        found += [answer] if answer is not None else []
    examples = tuple((seed, 1.0 if seed % 3 else -1.0) for seed in range(24))
    drive(studio, "discover interfacegan", r.Discover(sha256, "interfacegan", examples=examples))
    drive(studio, "suggest faces", r.SuggestFaces(sha256, examples, 24, 1))
    shown = found[0]
    edit = Edit("found#1", "", 2.0, vector=studio.arrays.put(shown.directions[0].vector), sigma=1.0)
    edited = replace(painted, edits=(edit,))
    drive(studio, "name directions", r.NameDirections(sha256, shown))
    drive(studio, "pictures", r.MakePictures(tuple((replace(document, seed=seed),) for seed in range(24))))
    drive(studio, "parts", r.FindParts(document, side))
    drive(studio, "heat", r.MakeHeat(edited, edit))
    drive(studio, "heat of a region", r.MakeHeat(edited, edit, painted.regions[0].mask))
    drive(studio, "save directions", r.SaveDirections(sha256, shown, f"{folder}/d.safetensors"))
    drive(studio, "load directions", r.LoadDirections(sha256, f"{folder}/d.safetensors"))
    drive(studio, "read recipe", r.ReadRecipe(to_recipe(edited, studio.arrays)))
    for work in files(info, edited, edit, folder, side):
        drive(studio, type(work).__name__, work)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", default=BUILTINS)
    for source in parser.parse_args().sources:
        print(source)
        with tempfile.TemporaryDirectory() as folder:
            every(source, folder)
    print("torch's compiler was loaded:", "torch._dynamo" in sys.modules)


if __name__ == "__main__":
    main()
