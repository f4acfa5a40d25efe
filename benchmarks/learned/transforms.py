"""What the sliders of Steerability and of Factors of variation do to faces, by yardsticks that are calibrated first.

    python benchmarks/learned/transforms.py walks FILE GENERATOR     # of a set of Steerability
    python benchmarks/learned/transforms.py places FILE GENERATOR    # of a set of Factors of variation
    python benchmarks/learned/transforms.py searches GENERATOR       # seconds of 24 faces x 8 targets for each edit

FILE is what `eigenbrush discover steerability|plumerault GENERATOR --out FILE` wrote, GENERATOR such as
builtin:faces-stylegan2-64. Faces are fresh ones, never learned from.
"""

from __future__ import annotations

import sys
import time

import numpy as np
import torch
from torch import Tensor

from engine.codes.prior import fitted
from engine.codes.samples import drawn
from engine.document.directions import Direction
from engine.document.saved.direction_file import load_directions
from engine.generator import Generator
from engine.generators import load
from engine.job import run
from engine.learning.seen import Seen
from engine.learning.transforms.edits import EDITS, Edit, chosen
from engine.learning.transforms.inverting import Inverting
from engine.learning.transforms.start import SIDE
from engine.learning.transforms.steering import ENDS, differences
from engine.learning.transforms.yardstick import READINGS, realised, told

FACES, POINTS, SEED = 40, 7, 30_000
ALL = {edit.title: edit for edit in chosen(", ".join(EDITS))}


@torch.no_grad()
def pictures(generator: Generator, codes: Tensor) -> Tensor:
    return torch.cat([generator.synthesize(some).clamp(-1, 1) for some in codes.split(8)])


@torch.no_grad()
def readings(edit: Edit, generator: Generator, codes: list[Tensor]) -> np.ndarray:
    """(faces, points) of codes (faces, dimension) a point."""
    return torch.stack([READINGS[edit.title](pictures(generator, each)) for each in codes], 1).numpy()


def walks(path: str, generator: Generator) -> None:
    """Realised against asked, from -reach to reach; the yardstick's own share is told beside it."""
    codes = generator.sample(FACES, SEED)
    before = pictures(generator, codes)
    print(
        "edit | yardstick tells | realised/asked, put right | range, natural sd | medians rise | faces follow | missing"
    )
    for direction in load_directions(path):
        edit = ALL[direction.name]
        amounts = np.linspace(-1, 1, POINTS)
        steps = [walked(direction, amount * ENDS) for amount in amounts]
        table = readings(edit, generator, [codes + step for step in steps])
        found, part = realised(table, amounts * edit.reach, float(table[:, POINTS // 2].std())), told(edit, before)
        asked, mask = edit(before, torch.full((FACES,), edit.reach))
        moved = differences(pictures(generator, codes + steps[-1]), asked, mask).sum()
        left = moved / differences(before, asked, mask).sum()
        print(f"{edit.title} | {part:.2f} | {found.slope / part:.2f} ({found.slope:.2f} read) | {found.reached:.1f} | "
              f"{'yes' if found.rising else 'no'} | {found.following:.0%} | {float(left):.2f}", flush=True)  # fmt: skip


def walked(direction: Direction, sigma: float) -> Tensor:
    """The step of the code at so many sigma of a slider."""
    if direction.curve is None:
        return torch.from_numpy(sigma * direction.sigma * direction.vector).float()
    grid = np.linspace(-ENDS, ENDS, len(direction.curve))
    return torch.from_numpy(np.stack([np.interp(sigma, grid, column) for column in direction.curve.T])).float()


def places(path: str, generator: Generator) -> None:
    """Faces put at the same places, from -3 to 3 sigma."""
    codes = generator.sample(FACES, SEED)
    print("edit | range, natural sd | medians rise | faces follow | sd at one place / natural")
    for direction in load_directions(path):
        edit, vector = ALL[direction.name], torch.from_numpy(direction.vector)
        here = codes @ vector / direction.sigma - (direction.origin or 0.0)
        put = [codes + (place - here)[:, None] * direction.sigma * vector for place in torch.linspace(-3, 3, POINTS)]
        table, natural = readings(edit, generator, put), float(readings(edit, generator, [codes]).std())
        found = realised(table, np.linspace(-3, 3, POINTS), natural)
        spread = float(table.std(0).mean())
        print(f"{edit.title} | {found.reached:.1f} | {'yes' if found.rising else 'no'} | {found.following:.0%} | "
              f"{spread:.3f} / {natural:.3f} = {spread / natural:.2f}", flush=True)  # fmt: skip


def searches(generator: Generator) -> None:
    """Processor seconds of one thread: the faces' Jacobians once, then eight targets a face for each edit."""
    inverting = Inverting(Seen(generator, SIDE, SIDE), run(fitted(generator)), 16)
    began = time.process_time()
    faces = run(inverting.faces(drawn(generator, 24, torch.Generator().manual_seed(0))))
    print(f"24 faces made ready: {time.process_time() - began:.1f} s")
    for edit in ALL.values():
        began = time.process_time()
        ends = run(inverting.ends(faces, edit))
        print(
            f"{edit.title}: {time.process_time() - began:.1f} s, missing {float(ends.errors.median()):.2f}", flush=True
        )


if __name__ == "__main__":
    torch.set_num_threads(1)
    what, *rest = sys.argv[1:]
    if what == "searches":
        searches(load(rest[0]))
    else:
        {"walks": walks, "places": places}[what](rest[0], load(rest[1]))
