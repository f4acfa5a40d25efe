"""How far a GLO comes below principal components of as many numbers, and how soon: Lap1 over all training pictures.

    python benchmarks/glo.py                       2,000 samples of builtin:faces-stylegan2-64: six minutes
    python benchmarks/glo.py --data FILE.npy --minutes 2

One thread. The curve is against seconds of the processor, which count the same beside other work; the learning rates
follow a run of `--minutes` of them. Ratios of two runs on one machine compare, seconds do not.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from time import process_time

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import numpy as np
import torch

#: Pictures that nobody learns from.
HELD_OUT = 100
ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from engine.drawing.renderer import to_pixels
    from engine.generators import load
    from engine.job import run
    from engine.measure.glo import SEARCH, unseen
    from engine.training.data import Faces
    from engine.training.glo import GLORecipe, GLOTrainer


@torch.no_grad()
def samples(count: int) -> np.ndarray:
    """Pictures (count, 64, 64, 3) uint8 of the generator that ships, at truncation 1."""
    generator = load("builtin:faces-stylegan2-64")
    parts = [to_pixels(generator.synthesize(generator.sample(100, start))) for start in range(0, count, 100)]
    return torch.cat(parts)[:count].numpy()


def main() -> None:
    made = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    made.add_argument("--data", help="uint8 .npy (N, S, S, 3)")
    made.add_argument("--count", type=int, default=2000)
    made.add_argument("--minutes", type=float, default=5.0, help="of the processor")
    made.add_argument("--numbers", type=int, default=64)
    options = made.parse_args()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        pictures = np.load(options.data) if options.data else samples(options.count + HELD_OUT)
        np.save(Path(folder) / "seen.npy", pictures[:-HELD_OUT])
        started = process_time()
        recipe = GLORecipe(numbers=options.numbers)
        trainer = GLOTrainer(Faces(Path(folder) / "seen.npy"), Path(folder) / "glo.safetensors", recipe, resume=False)
        size = sum(p.numel() for p in trainer.network.parameters())
        print(f"{len(trainer.data.pictures):,} pictures of {trainer.data.resolution} px, {options.numbers} numbers, "
              f"{size:,} parameters; components {trainer.components_loss:.4f} after "
              f"{process_time() - started:.1f} s", flush=True)  # fmt: skip
        held_out = torch.from_numpy(pictures[-HELD_OUT:]).permute(0, 3, 1, 2).float().div(127.5).sub(1)
        components = (trainer.network.linear.weight.detach().clone(), trainer.network.linear.bias.detach().clone())
        started, told, measuring = process_time(), 0.0, 0.0
        batches = trainer.shuffled()
        while (spent := process_time() - started - measuring) < options.minutes * 60:
            trainer.step(next(batches), trainer.ease(spent / (options.minutes * 60)))
            if spent > told:
                before = process_time()
                report(trainer, spent)
                measuring, told = measuring + process_time() - before, told + 30
        report(trainer, spent)
        ours, theirs = run(unseen(trainer, held_out, *components))
        print(f"{len(held_out)} unseen pictures, by a search of {SEARCH} steps: Lap1 {ours:.4f}, components "
              f"{theirs:.4f}")  # fmt: skip


def report(trainer: GLOTrainer, spent: float) -> None:
    loss = trainer.measured()
    print(f"{spent:6.0f} s  {trainer.images_seen / len(trainer.data.pictures):6.1f} rounds  Lap1 {loss:.4f}  "
          f"{loss / trainer.components_loss:.3f} of the components'", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
