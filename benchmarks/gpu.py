"""Frames and searches a second on CUDA or Apple's GPU against the processor: `python benchmarks/gpu.py`."""

from __future__ import annotations

import time
from collections.abc import Callable

import torch

from engine.device import best, in_words
from engine.drawing.renderer import Renderer, to_pixels
from engine.generator import Generator
from engine.generators import builtins, load
from engine.job import run
from engine.method import Context
from engine.methods import load_methods

SECONDS = 3.0
SEARCHES = ("ganspace", "sefa")


def per_second(work: Callable[[], object]) -> float:
    """How often `work`, which ends in numbers of the processor, is done in a second; the first time does not count."""
    work()
    started, done = time.perf_counter(), 0
    while time.perf_counter() - started < SECONDS:
        work()
        done += 1
    return done / (time.perf_counter() - started)


def tasks(generator: Generator, device: torch.device) -> dict[str, Callable[[], object]]:
    """What is timed, by its name."""
    renderer, codes = Renderer(generator), iter(generator.sample(4096, 0).to(device).repeat(64, 1))
    methods = load_methods()
    found: dict[str, Callable[[], object]] = {"frames": lambda: to_pixels(renderer.render(next(codes))[None]).numpy()}
    for name in SEARCHES:
        if not methods[name].why_not(generator):
            found[name] = lambda name=name: run(methods[name]().discover(generator, Context()))
    return found


def main() -> None:
    """Print a table of rates and their ratio; one sentence where there is no GPU."""
    there, here = best(), torch.device("cpu")
    if there.type == "cpu":
        print("There is no CUDA device and no Apple GPU on this machine, so there is nothing to compare.")
        return
    print(f"{in_words(there)} against {in_words(here)}; training is not timed, because it runs on the processor alone")
    for name in builtins():
        rates = {}
        for device in (there, here):
            generator = load(f"builtin:{name}", str(device))
            rates[device.type] = {task: per_second(work) for task, work in tasks(generator, device).items()}
        for task, rate in rates[there.type].items():
            other = rates["cpu"][task]
            print(f"{name:24} {task:10} {rate:9.1f} /s  {other:9.1f} /s  {rate / other:6.1f} x")


if __name__ == "__main__":
    main()
