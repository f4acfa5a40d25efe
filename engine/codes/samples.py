"""Codes drawn to measure by: from one stream, and how far they spread along a direction."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor

from engine.codes.subspace import Subspace
from engine.generator import Generator
from engine.job import Job, Progress
from engine.language import tr

#: Seeds of samples start here, far from the seeds that people choose.
FIRST_SEED = 1_000_000_000
#: Codes by which standard deviations are measured, to some 2 %; so many pass through the mapping network at once.
CODES, AT_ONCE = 2_000, 250
#: Codes that say how large a number typically is.
FEW = 128
#: Deviations as a share of the typical one below which all is rounding.
NOTHING = 1e-6


def drawn(generator: Generator, count: int, random: torch.Generator) -> Tensor:
    """`count` codes (count, layout.dimension) whose noise comes from one stream."""
    with torch.no_grad():
        return generator.map(generator.draw(count, random))


def stretches(
    generator: Generator, random: torch.Generator, total: int, size: int, at_once: int
) -> Iterator[tuple[int, int, bytes]]:
    """`total` codes of one stream in stretches of `size`: where each starts, how many it has, and the state of the
    stream before it, from which `drawn` makes the same codes, `at_once` a call.

    The stream is led past each by drawing its noise alone, when the stretch is asked for.
    """
    for start in range(0, total, size):
        count, state = min(size, total - start), random.get_state().numpy().tobytes()
        for done in range(0, count, at_once):
            generator.draw(min(at_once, count - done), random)
        yield start, count, state


def measured(
    generator: Generator, subspace: Subspace, vectors: np.ndarray, seed: int
) -> Job[tuple[np.ndarray, np.ndarray]]:
    """The job of the mean and standard deviation of codes along each vector (k, layout.dimension), which lies in the
    subspace.

    Along a vector on which codes do not differ, what is typical of the others stands in for the deviation.
    """
    return spread(subspace, (yield from some_codes(generator, subspace, seed)), vectors)


def some_codes(generator: Generator, subspace: Subspace, seed: int) -> Job[Tensor]:
    """The job of codes (2000, subspace.dimension) to measure by, on the processor; in a subspace of styles the factors
    of their channels."""
    random, styles = torch.Generator().manual_seed(FIRST_SEED + seed), subspace.slots[0].kind == "style"
    found, done = [], 0
    while done < CODES:
        codes = drawn(generator, min(AT_ONCE, CODES - done), random)
        with torch.no_grad():
            if styles:
                codes = codes.clone()
                codes[:, _columns(generator)] = generator.styles(codes)
            found.append(subspace.project(codes).cpu())
        done += len(codes)
        yield Progress(done / CODES, tr("measuring codes"))
    return torch.cat(found)


def _columns(generator: Generator) -> np.ndarray:
    layout = generator.layout
    return layout.columns(slot for slot in layout.slots if slot.kind == "style")


def spread(subspace: Subspace, sampled: Tensor, vectors: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """`measured` by these codes (n, subspace.dimension)."""
    # The mean over tied slots, of codes and of vectors, times their number is the product over the whole code.
    rows = subspace.project(torch.from_numpy(vectors)).to(sampled)
    places = (sampled @ rows.T).double().numpy() * subspace.copies
    deviations = places.std(0, ddof=1)
    typical = np.sqrt(float(sampled[:FEW].double().var(0, unbiased=False).mean()) * subspace.copies) or 1.0
    return places.mean(0), np.where(deviations > NOTHING * typical, deviations, typical)
