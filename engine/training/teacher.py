"""Pictures of a generator as training data for another: one .npy file, uint8 (N, S, S, 3)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from engine.document.disk.files import whole_file
from engine.generator import Generator
from engine.job import Job, Progress

BATCH = 100


def sample_teacher(generator: Generator, count: int, scale: float, seed: int, out: Path) -> Job[Path]:
    """Write the pictures of seeds `seed` to `seed + count - 1`, their codes pulled to `scale` sigma of the mean.

    The file appears under its name when it is whole; a failed or cancelled job leaves nothing behind.

    Raises:
        ValueError: `count` is below 1 or `scale` is not a number from 0 up.
        OSError: the file cannot be written.
    """
    if count < 1:
        raise ValueError(f"The number of pictures must be at least 1, not {count}.")
    if not 0 <= scale < float("inf"):
        raise ValueError(f"The scale must be a number of sigma from 0 up, not {scale}.")
    side = generator.resolution
    header = {"descr": "|u1", "fortran_order": False, "shape": (count, side, side, 3)}
    out.parent.mkdir(parents=True, exist_ok=True)
    # Written, not mapped: on a full disk a write raises an error where a mapped page kills the process.
    with whole_file(out) as file:
        np.lib.format.write_array_header_1_0(file, header)
        for start in range(0, count, BATCH):
            size = min(BATCH, count - start)
            file.write(_pictures(generator, size, scale, seed + start))
            yield Progress((start + size) / count, f"{start + size:,} of {count:,} pictures")
    return out


@torch.no_grad()
def _pictures(generator: Generator, count: int, scale: float, seed: int) -> bytes:
    """`count` pictures as the bytes of a uint8 (count, S, S, 3) array."""
    mean = generator.mean_code()
    images = generator.synthesize(mean + scale * (generator.sample(count, seed) - mean)).clamp(-1, 1).cpu()
    return ((images + 1) * 127.5).round().byte().permute(0, 2, 3, 1).contiguous().numpy().tobytes()
