"""How a 1024 px StyleGAN2 feels while a slider moves: previews a second, how long until it is sharp, and memory.

    python benchmarks/preview.py [--resolution 1024] [--seconds 8]

Random weights of the published shape (channel base 32,768, at most 512): the cost is that of a trained file.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("PYTORCH_JIT", "0")

import argparse
import resource
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np
import torch

from engine.codes.subspace import Subspace
from engine.document.arrays import ArrayStore
from engine.document.asked.requests import OpenGenerator, RenderRequest
from engine.document.document import Document, Edit
from engine.job import run
from engine.training.files import write_weights
from engine.training.stylegan2_network import StyleGAN2Network, StyleGAN2Shape
from engine.worker.studio import Studio


def peak() -> float:
    """Peak memory of this process in MB (Linux counts kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def random_file(resolution: int, folder: Path) -> Path:
    """A StyleGAN2 of the published widths with random weights, in our own form."""
    sides = [4 * 2**i for i in range(resolution.bit_length() - 2)]
    shape = StyleGAN2Shape(tuple(min(32768 // side, 512) for side in sides), 512, 8)
    network = StyleGAN2Network(shape).initialise(torch.Generator().manual_seed(0))
    path = folder / "random.safetensors"
    write_weights(path, network.state_dict(), {"format": "eigenbrush", "family": "stylegan2"})
    return path


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--resolution", type=int, default=1024)
    options.add_argument("--seconds", type=float, default=8.0)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # In a process of its own, so that making the file does not count as opening it.
        path = Path(folder) / "random.safetensors"
        if os.fork() == 0:
            random_file(chosen.resolution, Path(folder))
            os._exit(0)
        os.wait()
        measure(path, chosen.seconds)


def measure(path: Path, seconds: float) -> None:
    """Open, move one direction in every layer for so many seconds, rest; print what was seen."""
    before, size = peak(), path.stat().st_size / 1e6
    studio = Studio(ArrayStore())
    started = time.perf_counter()
    info = run(studio.start(OpenGenerator(str(path))))
    print(f"{path.name}: {info.resolution} px, {size:.0f} MB; opened in {time.perf_counter() - started:.2f} s")
    rows = np.random.default_rng(0).normal(size=(1, 512)).astype(np.float32)
    vector = Subspace(info.layout, tied=True).lift(rows / np.linalg.norm(rows))[0]
    key = studio.arrays.put(vector)
    plain = Document(info.ref, 1, 0.7)

    def document(strength: float) -> Document:
        return plain.with_edit(Edit("set#1", "", strength, vector=key, sigma=3.0))

    for rest in range(3):  # a glance, the sharp frame, and again, until the costs are known
        studio.render(RenderRequest(1, 2 * rest, document(0.1 + rest), "preview"))
        studio.render(RenderRequest(1, 2 * rest + 1, document(0.1 + rest)))
    times, sides = [], Counter[str]()
    moved = time.perf_counter()
    while time.perf_counter() - moved < seconds:
        began = time.perf_counter()
        frame = studio.render(RenderRequest(1, 99, document(2 * np.sin(began)), "preview"))
        assert frame is not None
        times.append(time.perf_counter() - began)
        sides[f"{frame.side} px, {frame.quality}"] += 1
    rate, median = len(times) / sum(times), 1e3 * statistics.median(times)
    print(f"while moving: {rate:.1f} frames a second, median {median:.0f} ms, "
          f"slowest {1e3 * max(times):.0f} ms; {dict(sides)}")  # fmt: skip
    sharp = []
    for rest in range(3):
        began = time.perf_counter()
        studio.render(RenderRequest(1, 100, document(0.3 + rest), idle=True), lambda: False)
        sharp.append(time.perf_counter() - began)
    print(f"sharp after rest: median {statistics.median(sharp):.2f} s (the window waits 0.15 s before it begins)")
    print(f"peak memory: {peak():.0f} MB, of which {before:.0f} MB before opening; bound 1.5 x weights + 1 GB "
          f"= {1.5 * size + 1000:.0f} MB above that")  # fmt: skip


if __name__ == "__main__":
    main()
