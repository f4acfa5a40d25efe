"""How many pictures a part of a step draws: so few that the sliders, which wait for it, still follow the hand."""

from __future__ import annotations

import time
from collections.abc import Iterator

import torch

from engine.codes.samples import drawn
from engine.generator import Generator
from engine.job import Job, Progress
from engine.language import tr

#: Seconds of one part, and the most pictures in it: more do not draw quicker.
PART, MOST = 0.06, 16


def pace(generator: Generator) -> Job[int]:
    """How many pictures, a power of two of at most 16, are drawn and traced back within some 60 ms here."""
    count, random = 1, torch.Generator().manual_seed(0)
    while count < MOST:
        took = []
        for _ in range(2):  # the first of a new size also prepares its memory
            took.append(_drawing(generator, 2 * count, random))
            yield Progress(count / MOST, tr("getting ready"))
        if min(took) > PART:
            break
        count *= 2
    return count


def _drawing(generator: Generator, count: int, random: torch.Generator) -> float:
    """Seconds of this thread's processor to draw so many pictures and to trace them back to their codes: what else the
    machine does just now must not make a training slow for good."""
    codes = drawn(generator, count, random).requires_grad_()
    began = time.thread_time()
    generator.synthesize(codes).sum().backward()
    return time.thread_time() - began


def parts(count: int, at_once: int) -> Iterator[slice]:
    """`count` things in parts of `at_once`, the last one perhaps smaller."""
    yield from (slice(i, min(i + at_once, count)) for i in range(0, count, at_once))
