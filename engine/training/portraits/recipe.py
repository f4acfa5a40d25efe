"""Many portraits: parts drawn by several processes, kept as they come, put together at the end."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.document.disk.files import whole_file, why_not_written, write_whole
from engine.document.disk.wording import short
from engine.job import Job, Progress
from engine.training.portraits.factors import draw_factors
from engine.training.portraits.table import write_table

if TYPE_CHECKING:
    from engine.training.portraits.drawing import Portraits

PART = 250  # pictures that are drawn and kept at once
SMALLEST, LARGEST = 32, 256


def make_portraits(count: int, side: int, seed: int, out: Path, processes: int = 1) -> Job[Path]:
    """Draw portraits 0 to `count - 1` of a seed as uint8 (count, side, side, 3) in `out`, their factors beside them.

    What was drawn before an interruption lies in `out.parts` and is not drawn again.

    Raises:
        ValueError: count, side or processes make no sense, the disk is full, or the parts are of another recipe.
        ImportError: the packages that draw are not installed.
        RuntimeError: there is no OpenGL.
    """
    if count < 1:
        raise ValueError(f"The number of portraits must be at least 1, not {count}.")
    if not SMALLEST <= side <= LARGEST:
        raise ValueError(f"A portrait has a side of {SMALLEST} to {LARGEST} pixels, not {side}.")
    if not 0 <= seed < 2**32:
        raise ValueError(f"A seed lies between 0 and {2**32 - 1}; {seed} does not.")
    if processes < 1:
        raise ValueError(f"The number of processes must be at least 1, not {processes}.")
    try:
        yield from _make(count, side, seed, out, processes)
    except OSError as error:
        raise ValueError(why_not_written(out, error) + " What is drawn is kept: the same command goes on.") from error
    return out


def _make(count: int, side: int, seed: int, out: Path, processes: int) -> Job[None]:
    folder = _parts(out, side, seed)
    firsts = range(0, count, PART)
    done = sum(_whole(folder, first, side, _size(first, count)) for first in firsts)
    yield Progress(0.98 * done / len(firsts), f"{min(done * PART, count):,} of {count:,} portraits")
    missing = [first for first in firsts if not _whole(folder, first, side, _size(first, count))]
    with _workers(min(processes, max(len(missing), 1))) as pool:
        waiting: set[Future[None]] = set()
        queue = iter(missing)
        for first in queue:
            waiting.add(pool.submit(_draw, folder, side, seed, first, _size(first, count)))
            if len(waiting) == processes:
                break
        while waiting:
            ready, waiting = wait(waiting, timeout=1.0, return_when=FIRST_COMPLETED)
            for future in ready:
                future.result()
                done += 1
                if (first := next(queue, -1)) >= 0:
                    waiting.add(pool.submit(_draw, folder, side, seed, first, _size(first, count)))
            yield Progress(0.98 * done / len(firsts), f"{min(done * PART, count):,} of {count:,} portraits")
    header = {"descr": "|u1", "fortran_order": False, "shape": (count, side, side, 3)}
    write_table(out, draw_factors(seed, 0, count))
    with whole_file(out) as file:
        np.lib.format.write_array_header_1_0(file, header)
        for number, first in enumerate(firsts):
            file.write(np.load(folder / f"{first}.npy")[: _size(first, count)].tobytes())
            yield Progress(0.98 + 0.02 * (number + 1) / len(firsts), "putting the parts together")
    shutil.rmtree(folder)


def _size(first: int, count: int) -> int:
    return min(PART, count - first)


def _parts(out: Path, side: int, seed: int) -> Path:
    """The folder of parts, made or found; it belongs to one side and one seed."""
    folder = out.with_name(out.name + ".parts")
    recipe, path = {"side": side, "seed": seed}, folder / "recipe.json"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        before = json.loads(path.read_text()) if path.exists() else recipe
    except ValueError:
        before = None
    if before != recipe:
        raise ValueError(
            f"{short(folder)} holds parts of another seed or side. Delete that folder, or choose another --out."
        )
    write_whole(path, json.dumps(recipe).encode())
    return folder


def _whole(folder: Path, first: int, side: int, size: int) -> bool:
    """Whether a part has at least `size` pictures of that side."""
    try:
        pictures = np.load(folder / f"{first}.npy", mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return False
    return pictures.dtype == np.uint8 and len(pictures) >= size and pictures.shape[1:] == (side, side, 3)


# ---- in the processes that draw ------------------------------------------------------------------------------------


@lru_cache(1)
def _drawer(side: int) -> Portraits:
    import torch

    from engine.training.portraits.drawing import Portraits

    torch.set_num_threads(1)
    return Portraits(side)


def _draw(folder: Path, side: int, seed: int, first: int, size: int) -> None:
    factors, drawer = draw_factors(seed, first, size), _drawer(side)
    pictures = np.concatenate([drawer.draw(factors[i : i + 25]) for i in range(0, size, 25)])
    with whole_file(folder / f"{first}.npy") as file:
        np.save(file, pictures)


@contextmanager
def _workers(count: int) -> Iterator[ProcessPoolExecutor]:
    """Processes that draw, one core each."""
    # llvmpipe draws with as many threads as there are cores unless told; it reads this when a process begins.
    before = os.environ.get("LP_NUM_THREADS")
    os.environ["LP_NUM_THREADS"] = "1"
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, context)
    try:
        yield pool
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        if before is None:
            os.environ.pop("LP_NUM_THREADS")
        else:
            os.environ["LP_NUM_THREADS"] = before
