"""Directions that are told apart from pairs: what learning them brings, beside random ones that stay as they are.

    python benchmarks/learned/pairs.py                                  learned, random and warped, 5 minutes each
    python benchmarks/learned/pairs.py --ways warped --minutes 2 --generator builtin:faces-eigengan-64

One thread, seconds of the processor without the bank and the measuring, 32 ways. After each minute: steps, the share of
512 fresh pairs that is told right (RCA; chance 0.03), and the mean error of the distance (of 6 units). Compare equal
steps: random ways need no way back through the generator, so that they make more of them in a minute.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from engine.codes.samples import FIRST_SEED
from engine.generators import load
from engine.job import run
from engine.learning.learner import Found
from engine.learning.pairs.learner import PairLearner, Rates
from engine.learning.pairs.measuring import FRESH, telling
from engine.learning.pairs.pairs import Pairs, pairs_of
from engine.learning.pairs.warp import Warps
from engine.learning.pairs.ways import Orthonormal, random_rows
from engine.learning.seen import Bank, drawn_bank
from engine.methods.voynov import RATES as LINEAR
from engine.methods.warpedganspace import RATES as WARPED

COUNT, BANK, DIPOLES, FACES, AT_ONCE = 32, 4_000, 32, 16, 8
RATED = {"learned": LINEAR, "random": Rates(0.0, LINEAR.reconstructor), "warped": WARPED}


def follow(name: str, pairs: Pairs, fresh: Bank, minutes: float, seed: int) -> None:
    """Train one kind of ways, and print where it stands after each minute."""
    random = torch.Generator().manual_seed(seed)
    size = len(pairs.mean)
    ways = Warps(COUNT, size, DIPOLES, random) if name == "warped" else Orthonormal(random_rows(COUNT, size, random))
    learner = PairLearner(pairs, ways, lambda: Found(()), RATED[name], AT_ONCE, seed)
    adam = torch.optim.Adam([{"params": list(group.parameters), "lr": group.rate} for group in learner.rated()])
    spent, steps, minute = 0.0, 0, 1
    while spent < 60 * minutes:
        began = time.process_time()
        adam.zero_grad()
        run(learner.step(random))
        adam.step()
        spent, steps = spent + time.process_time() - began, steps + 1
        if spent >= 60 * min(minute, minutes):
            minute += 1
            judged = torch.Generator().manual_seed(FRESH + 1 + seed)
            right, off = run(telling(pairs, ways, learner.reconstructor, fresh, judged, AT_ONCE))
            print(f"{name}: {spent:.0f} s, {steps} steps, RCA {right.mean():.3f}, off {off:.2f}", flush=True)
    if isinstance(ways, Orthonormal):
        frame = ways.frame()
        print(f"  orthonormal to {float((frame @ frame.T - torch.eye(len(frame))).abs().max()):.0e}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ways", nargs="*", default=list(RATED), choices=list(RATED))
    parser.add_argument("--generator", default="builtin:faces-stylegan2-64")
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    pairs = run(pairs_of(load(options.generator), BANK, torch.Generator().manual_seed(FIRST_SEED), AT_ONCE))
    fresh = run(drawn_bank(pairs.seen, FACES, torch.Generator().manual_seed(FRESH), AT_ONCE))
    for name in options.ways:
        follow(name, pairs, fresh, options.minutes, options.seed)


if __name__ == "__main__":
    main()
