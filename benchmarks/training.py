"""Steps a second of what is trained on top of a generator: our scheme against that of the authors' codes.

    python benchmarks/training.py                              every scheme on both shipped generators
    python benchmarks/training.py --schemes voynov --generators builtin:faces-eigengan-64

Both take turns in one process, with one thread and the same networks, losses and batches; told are the medians of the
seconds a step, their ratio, and how long all steps of the method's default take at that pace. The reference's way, as
read in the codes of Voynov and Babenko and of WarpedGANSpace: both pictures are drawn anew at full resolution, the
generator's weights have gradients, and what is shifted is traced back, as is what is not. `learned/schemes.py` says how
the others' is. What is left out on either side is Adam, which is the same. Another method joins by a function of a
`Generator` that returns its two steps, in `SCHEMES`.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch
import torch.nn.functional as F

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from learned.schemes import SCHEMES as OTHERS
from learned.schemes import Pair, Step, unfrozen

from engine.codes.samples import drawn
from engine.generator import Generator
from engine.generators import load
from engine.job import run
from engine.learning.learner import Found
from engine.learning.pace import pace, parts
from engine.learning.pairs.learner import BATCH, WEIGHT, PairLearner, Rates
from engine.learning.pairs.pairs import FARTHEST, distances, pairs_of
from engine.learning.pairs.reconstructor import Reconstructor
from engine.learning.pairs.warp import Warps
from engine.learning.pairs.ways import Orthonormal, Ways, random_rows
from engine.methods import load_methods

BUILTINS = ("builtin:faces-stylegan2-64", "builtin:faces-eigengan-64")
#: Directions, pictures in the bank, and steps of each scheme.
COUNT, BANK, STEPS = 32, 64, 7
Scheme = Callable[[Generator], Pair]


def pairs(make: Callable[[int, torch.Generator], Ways]) -> Scheme:
    """The two schemes of methods that tell pairs apart."""

    def schemes(generator: Generator) -> Pair:
        random = torch.Generator().manual_seed(0)
        at_once = run(pace(generator))
        made = run(pairs_of(generator, BANK, random, at_once))
        ways = make(made.subspace.dimension, random)
        learner = PairLearner(made, ways, lambda: Found(()), Rates(1e-3), at_once, 0)
        whole = Reconstructor(COUNT, generator.resolution, random)

        def ours() -> None:
            run(learner.step(random))

        def reference() -> None:
            with unfrozen(generator):
                which, far = torch.randint(COUNT, (BATCH,), generator=random), distances(BATCH, random)
                ways.begin()
                for part in parts(BATCH, at_once):
                    codes = drawn(generator, len(far[part]), random)
                    first = generator.synthesize(codes)
                    steps = ways.steps(made.places(codes), which[part], far[part])
                    shifted = generator.synthesize(made.subspace.moved(codes, made.unit * steps))
                    logits, guess = whole(first, shifted)
                    off = (guess * FARTHEST - far[part]).abs().sum()
                    ((F.cross_entropy(logits, which[part], reduction="sum") + WEIGHT * off) / BATCH).backward()
                ways.end()

        return ours, reference, 1

    return schemes


#: The schemes by method: each makes, of a generator, one step of ours and one of the reference's.
SCHEMES: dict[str, Scheme] = {
    "voynov": pairs(lambda size, random: Orthonormal(random_rows(COUNT, size, random))),
    "warpedganspace": pairs(lambda size, random: Warps(COUNT, size, 32, random)),
    **OTHERS,
}


def seconds(step: Step) -> float:
    """How long a step takes."""
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--schemes", nargs="*", default=list(SCHEMES), choices=list(SCHEMES))
    parser.add_argument("--generators", nargs="*", default=BUILTINS)
    options = parser.parse_args()
    torch.set_num_threads(1)
    for source in options.generators:
        generator = load(source)
        for name in options.schemes:
            ours, reference, times = SCHEMES[name](generator)
            seconds(ours), seconds(reference)  # the first of each prepares its memory
            rows = [(seconds(ours), times * seconds(reference)) for _ in range(STEPS)]
            whole = load_methods()[name]().steps  # type: ignore[attr-defined]
            quick, slow = (statistics.median(column) for column in zip(*rows, strict=True))
            ratio = statistics.median(b / a for a, b in rows)
            print(f"{source} {name}: ours {1 / quick:.2f} steps a second, the reference's scheme {1 / slow:.2f}, "
                  f"{ratio:.1f} times (median of {STEPS} turns); {whole} steps in "
                  f"{whole * quick / 60:.1f} minutes", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
