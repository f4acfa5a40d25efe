"""GANSpace of many codes by two workers on loopback beside two local processes, and what sending costs.

    python -m benchmarks.remote [--samples 1000000] [--workers 2] [--source builtin:faces-stylegan2-64] [--window]

Every process computes on one core. Printed: seconds until the workers are there; of GANSpace here, by two processes
and by two workers, and until its first part, with a digest of the directions; bytes back; milliseconds a unit with next
to nothing in it; and milliseconds until the workers are free after a job of long units was stopped. With --window only
how long it takes there from a slider to the paint meanwhile (`remote_window.py`).
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

from engine.codes.samples import FIRST_SEED, stretches
from engine.generator import Generator
from engine.generators import load
from engine.job import Job, Progress, run
from engine.method import Context
from engine.methods.ganspace import BATCH, PROBE, GANSpace
from engine.remote import parcel
from engine.remote.certificates import make
from engine.remote.elsewhere import Elsewhere
from engine.remote.link import Link
from engine.units import KINDS, Part, Unit, Units, here

SMALL, LONG = 1000, 200_000


def in_process(source: str, unit: Unit) -> Part:
    """One unit in a process of its own, which opens the generator once."""
    if source not in OPEN:
        OPEN[source] = load(source)
    return run(KINDS[unit.kind](OPEN[source], unit))


OPEN: dict[str, Generator] = {}


class Processes:
    """Units by processes of this machine, without anything in between: what workers are measured against."""

    def __init__(self, source: str, count: int) -> None:
        self.source, self.pool = source, ProcessPoolExecutor(count, multiprocessing.get_context("spawn"))

    def __call__(
        self, generator: Generator, units: Iterable[Unit], total: int, take: Callable[[Part], None]
    ) -> Job[None]:
        futures = [(unit.count, self.pool.submit(in_process, self.source, unit)) for unit in units]
        done = 0
        for count, future in futures:
            take(future.result())
            done += count
            yield Progress(done / total)


def timed(method: GANSpace, generator: Generator, units: Units) -> tuple[float, float, str]:
    """Seconds in all and until the first part, and a digest of the directions."""
    began, first = time.perf_counter(), 0.0
    job = method.discover(generator, Context(3, units=units))
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            found = end.value
            digest = hashlib.sha256(found.vectors.tobytes() + found.sigma.tobytes()).hexdigest()[:12]
            return time.perf_counter() - began, first, digest
        first = first or (time.perf_counter() - began if step.fraction > 0 else 0.0)


def tiny(generator: Generator, count: int, size: int = 1) -> Iterator[Unit]:
    import torch

    random = torch.Generator().manual_seed(FIRST_SEED)
    words: dict[str, str | int | float | bool] = {"layers": "all", "keep": False}
    for start, many, state in stretches(generator, random, count * size, size, BATCH):
        yield Unit("codes", generator.sha256, start, many, state, words)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--samples", type=int, default=1_000_000)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--source", default="builtin:faces-stylegan2-64")
    asked.add_argument("--window", action="store_true")
    options = asked.parse_args()
    generator, method = load(options.source), GANSpace(samples=options.samples)
    with hosted(options.workers) as workers:
        if options.window:
            reached = (workers.link.address, workers.link.folder)
            subprocess.run((sys.executable, "-m", "benchmarks.remote_window", *reached, options.source), check=True)
        else:
            measure(options, generator, method, workers)


@contextmanager
def hosted(count: int) -> Iterator[Elsewhere]:
    """A host of so many workers on loopback, and the way to it."""
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder) / "certificates")
        command = [sys.executable, "-m", "app", "worker", "--listen", "127.0.0.1:0", "--workers", str(count)]
        began = time.perf_counter()
        host = subprocess.Popen(
            [*command, "--certificates", f"{folder}/certificates"], stdout=subprocess.PIPE, text=True
        )
        assert host.stdout is not None
        address = host.stdout.readline().split()[2]
        print(f"workers up: {time.perf_counter() - began:.1f} s; load {os.getloadavg()[0]:.1f}", flush=True)
        link = Link(address, f"{folder}/certificates")
        try:
            yield Elsewhere(link)
        finally:
            link.close()
            host.terminate()
            host.wait(30)


def measure(options: argparse.Namespace, generator: Generator, method: GANSpace, workers: Elsewhere) -> None:
    """What the docstring says, a line each."""
    processes = Processes(options.source, options.workers)
    warm = GANSpace(samples=4 * PROBE)
    for units in (processes, workers):  # the first time processes import and generators are sent
        print(f"first time, {type(units).__name__.lower()}: {timed(warm, generator, units)[0]:.1f} s", flush=True)
    ways: tuple[Units, ...] = (here, processes, workers)
    for units in ways:
        seconds, first, digest = timed(method, generator, units)
        name = getattr(units, "__name__", type(units).__name__.lower())
        print(f"{options.samples:,} codes, {name}: {seconds:.1f} s, first part {first:.2f} s, {digest}; load "
              f"{os.getloadavg()[0]:.1f}", flush=True)  # fmt: skip
    back = len(parcel.of_part(run(KINDS["codes"](generator, next(tiny(generator, 1))))))
    print(f"{back:,} bytes back a unit, {-(-options.samples // PROBE)} units")
    overhead = []
    for units in (here, workers):
        began = time.perf_counter()
        run(units(generator, tiny(generator, SMALL), SMALL, lambda _: None))
        overhead.append(time.perf_counter() - began)
    print(f"overhead a unit: {1000 * (overhead[1] - overhead[0]) / SMALL:.1f} ms")
    job = workers(generator, tiny(generator, options.workers, LONG), options.workers * LONG, lambda _: None)
    began = time.perf_counter()
    while time.perf_counter() - began < 2:  # until they are well under way
        next(job)
    began = time.perf_counter()
    job.close()
    closed = time.perf_counter() - began
    run(workers(generator, tiny(generator, options.workers), options.workers, lambda _: None))
    free = time.perf_counter() - began
    print(f"stopped: {1000 * closed:.0f} ms here, workers free after {1000 * free:.0f} ms")


if __name__ == "__main__":
    main()
