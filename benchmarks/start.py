"""How quickly a start by regression learns: the StyleGAN2's, by the pace of its mapping and the size of its batches.

    eigenbrush portraits --count 6000 --side 128 --seed 0 --out portraits.npy
    python benchmarks/start.py portraits.npy                               four ways, two minutes of the processor each
    python benchmarks/start.py portraits.npy --ways 24:6 8:300             batch : times the rate of the rest

Told is L1 on portraits that were not trained on, by the average of the weights, after each third of the time.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from engine.training import stylegan2
from engine.training.data import Faces

HELD_OUT, AT_ONCE = 64, 16


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("data", type=Path)
    asked.add_argument("--ways", nargs="+", default=["24:6", "8:6", "8:100", "8:300"])
    asked.add_argument("--seconds", type=float, default=120.0)
    asked.add_argument("--rate", type=float, default=5e-3)
    options = asked.parse_args()
    torch.set_num_threads(1)
    for way in options.ways:
        batch, mapping = (int(number) for number in way.split(":"))
        learned(options.data, batch, mapping, options.rate, options.seconds)


def learned(source: Path, batch: int, mapping: int, rate: float, seconds: float) -> None:
    """One way, with the seconds of the processor that its steps take."""
    stylegan2.START_MAPPING = mapping
    data = Faces(source)
    assert data.factors is not None
    count = len(data.pictures) - HELD_OUT
    kept, factors = data.at(range(count, count + HELD_OUT)), torch.from_numpy(data.factors[count:])
    data.pictures, data.factors = data.pictures[:count], data.factors[:count]
    with tempfile.TemporaryDirectory() as folder:
        recipe = stylegan2.StyleGAN2Recipe(factor_images=10**9, factor_batch=batch, factor_rate=rate)
        trainer = stylegan2.StyleGAN2Trainer(data, Path(folder) / "start.safetensors", recipe, resume=False)
        spent, told = 0.0, 0
        while spent < seconds:
            began = time.process_time()
            trainer.step()
            spent += time.process_time() - began
            if spent >= (told + 1) * seconds / 3:
                told += 1
                apart = unlike(trainer, factors, kept)
                print(f"batch {batch}, mapping x {mapping}: {spent:.0f} s, {trainer.images_seen:,} pictures, "
                      f"L1 {apart:.4f}", flush=True)  # fmt: skip


@torch.no_grad()
def unlike(trainer: stylegan2.StyleGAN2Trainer, factors: torch.Tensor, kept: torch.Tensor) -> float:
    """L1 of the average's pictures from those of the same factors; the trainer goes on as if nobody had looked."""
    learning, stream = trainer.generator, trainer.random
    trainer.generator, trainer.random = trainer.average, torch.Generator().manual_seed(5)
    drawn = torch.cat([trainer.drawn(some) for some in factors.split(AT_ONCE)])
    trainer.generator, trainer.random = learning, stream
    return (drawn - kept).abs().mean().item()


if __name__ == "__main__":
    main()
