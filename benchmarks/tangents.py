"""How many steps of the code are best followed at once, and whether plain `vmap` of `jvp` over a synthesis is quicker.

    python benchmarks/tangents.py [--faces 6]

Whole Jacobians of the shipped generators, one thread; all ways take turns face by face, and the first face is left out.
Seconds of the thread's processor, medians; "longest" is the longest that a job lets the engine wait (aim 50 ms).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import thread_time

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import torch  # noqa: E402
from torch import Tensor  # noqa: E402
from torch.func import jvp, vmap  # noqa: E402

from engine.codes.subspace import Subspace  # noqa: E402
from engine.generator import Generator  # noqa: E402
from engine.generators import builtins, load  # noqa: E402
from engine.jacobian import linear  # noqa: E402
from engine.jacobian.columns import jacobian  # noqa: E402

Way = Callable[[Generator, Tensor], list[float]]  # the seconds of each step


def staged(batch: int) -> Way:
    """As the program does it, so many steps at once."""

    def run(generator: Generator, code: Tensor) -> list[float]:
        linear.BATCH, linear.PIXELS = batch, batch * 64**2
        job, steps = jacobian(generator, Subspace(generator.layout, tied=generator.tied), code), list[float]()
        while True:
            begun = thread_time()
            ended = next(job, None) is None
            steps.append(thread_time() - begun)
            if ended:
                return steps

    return run


def plain(batch: int) -> Way:
    """Forward mode over the whole synthesis."""

    def run(generator: Generator, code: Tensor) -> list[float]:
        steps = list[float]()
        for unit in torch.eye(len(code)).split(batch):
            begun = thread_time()
            vmap(lambda step: jvp(generator.synthesize, (code[None],), (step[None],))[1])(unit)
            steps.append(thread_time() - begun)
        return steps

    return run


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--faces", type=int, default=6)
    faces = arguments.parse_args().faces
    torch.set_num_threads(1)
    for name in builtins():
        generator = load(f"builtin:{name}")
        ways = {f"{n} at once": staged(n) for n in (8, 16, 32)}
        if generator.layout.dimension < 100:
            ways |= {f"plain, {n} at once": plain(n) for n in (16, 32)}
        seen: dict[str, list[list[float]]] = {title: [] for title in ways}
        for code in generator.sample(faces + 1):
            for title, way in ways.items():
                seen[title].append(way(generator, code))
        before = [sum(steps) for steps in seen["8 at once"][1:]]
        for title, found in seen.items():
            sums, longest = [sum(steps) for steps in found[1:]], [max(steps) for steps in found[1:]]
            gain = median(old / new for old, new in zip(before, sums, strict=True))
            print(
                f"{name:20} {title:18} {median(sums):.3f} s   longest {1000 * median(longest):4.0f} ms   x {gain:.2f}"
            )


if __name__ == "__main__":
    main()
