"""Which frame fits into the budget of a moving slider: full, fast, or a lower block's own picture."""

from __future__ import annotations

from torch import Tensor

from engine.generator import Generator
from engine.renderer import Renderer

#: A moving slider should show 15 frames a second; the rest of a frame's time goes to pixels, window and screen.
BUDGET = 0.05
#: The smallest preview that still shows what a slider does; pose and light do, on a processor too slow for more.
SMALLEST = 32
#: What fast precision is expected to take of full precision's time, before it has been measured.
EXPECTED = 0.6


def choose(full: Renderer, fast: Renderer | None, code: Tensor) -> tuple[Renderer, int]:
    """The renderer and the number of stages to run for `code` (dimension,), from the measured cost of the stages.

    In order: the full frame if it fits; the whole frame in fast precision; the largest lower picture that fits, or the
    smallest there is. A generator that has neither gives the full frame, however long it takes.
    """
    stages = len(full.generator.stages)
    ends = preview_ends(full.generator)
    if not all(full.seconds):  # nothing is known yet: a first glance, or the frame itself where there is none
        return full, (ends[0] if ends and full.generator.resolution > 128 else stages)
    if _cost(full, full, code, stages) <= BUDGET:
        return full, stages
    best: tuple[int, float, Renderer] | None = None
    for renderer in (full, fast):
        for end in (*ends, stages):
            if renderer is None or (renderer is full and end == stages):
                continue
            cost = _cost(renderer, full, code, end)
            if cost <= BUDGET and (best is None or (end, -cost) > (best[0], -best[1])):
                best = (end, cost, renderer)
    if best is not None:
        return best[2], best[0]
    if not ends:
        return full, stages
    quickest = min((r for r in (full, fast) if r is not None), key=lambda r: _cost(r, full, code, ends[0]))
    return quickest, ends[0]


def preview_ends(generator: Generator) -> tuple[int, ...]:
    """After which stages there is a picture of `SMALLEST` pixels or more, short of the last one; ascending."""
    stages = generator.stages[:-1]
    return tuple(i + 1 for i, stage in enumerate(stages) if stage.rgb is not None and stage.side >= SMALLEST)


def _cost(renderer: Renderer, full: Renderer, code: Tensor, end: int) -> float:
    start = renderer.first_changed(code[None])
    known = [own or EXPECTED * other for own, other in zip(renderer.seconds, full.seconds, strict=True)]
    return sum(known[start:end])
