"""Which frame fits into the budget of a moving slider: full, fast, or a lower block's own picture."""

from __future__ import annotations

from engine.blending import Blender, Paths
from engine.generator import Generator

#: A moving slider should show 15 frames a second; the rest of a frame's time goes to pixels, window and screen.
BUDGET = 0.05
#: The smallest preview that still shows what a slider does; pose and light do, on a processor too slow for more.
SMALLEST = 32
#: What fast precision is expected to take of full precision's time, before it has been measured.
EXPECTED = 0.6


def choose(full: Blender, fast: Blender | None, paths: Paths) -> tuple[Blender, int]:
    """Which of the two draws `paths`, and how many stages it runs, from the measured cost of the stages.

    In order: the full frame if it fits; the whole frame in fast precision; the largest lower picture that fits, or the
    smallest there is. A generator that has neither gives the full frame, however long it takes.
    """
    stages = len(full.generator.stages)
    ends = preview_ends(full.generator)
    if not all(full.base.seconds):  # nothing is known yet: a first glance, or the frame itself where there is none
        return full, (ends[0] if ends and full.generator.resolution > 128 else stages)
    if _cost(full, full, paths, stages) <= BUDGET:
        return full, stages
    best: tuple[int, float, Blender] | None = None
    for blender in (full, fast):
        for end in (*ends, stages):
            if blender is None or (blender is full and end == stages):
                continue
            cost = _cost(blender, full, paths, end)
            if cost <= BUDGET and (best is None or (end, -cost) > (best[0], -best[1])):
                best = (end, cost, blender)
    if best is not None:
        return best[2], best[0]
    if not ends:
        return full, stages
    quickest = min((b for b in (full, fast) if b is not None), key=lambda b: _cost(b, full, paths, ends[0]))
    return quickest, ends[0]


def preview_ends(generator: Generator) -> tuple[int, ...]:
    """After which stages there is a picture of `SMALLEST` pixels or more, short of the last one; ascending."""
    stages = generator.stages[:-1]
    return tuple(i + 1 for i, stage in enumerate(stages) if stage.rgb is not None and stage.side >= SMALLEST)


def _cost(blender: Blender, full: Blender, paths: Paths, end: int) -> float:
    """Seconds for all the syntheses that a picture needs, each from where it has to go on."""
    known = [own or EXPECTED * other for own, other in zip(blender.base.seconds, full.base.seconds, strict=True)]
    return sum(sum(known[start:end]) for start in blender.starts(paths))
