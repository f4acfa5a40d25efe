"""Which frame fits into the budget of a moving slider: full, fast, or a lower block's own picture."""

from __future__ import annotations

from engine.drawing.blending import Blender, Paths
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
    costs = _costs(full, full, paths)
    if costs[stages] <= BUDGET:
        return full, stages
    ways = [(full, end, costs[end]) for end in ends]
    if fast is not None:
        costs = _costs(fast, full, paths)
        ways += [(fast, end, costs[end]) for end in (*ends, stages)]
    fitting = [way for way in ways if way[2] <= BUDGET]
    if fitting:
        blender, end, _ = max(fitting, key=lambda way: (way[1], -way[2]))
        return blender, end
    if not ends:
        return full, stages
    quickest = min((way for way in ways if way[1] == ends[0]), key=lambda way: way[2])
    return quickest[0], ends[0]


def preview_ends(generator: Generator) -> tuple[int, ...]:
    """After which stages there is a picture of `SMALLEST` pixels or more, short of the last one; ascending."""
    stages = generator.stages[:-1]
    return tuple(i + 1 for i, stage in enumerate(stages) if stage.rgb is not None and stage.side >= SMALLEST)


def _costs(blender: Blender, full: Blender, paths: Paths) -> list[float]:
    """For each number of stages, seconds for all the syntheses that such a picture needs, each from where it has to go
    on."""
    known = [own or EXPECTED * other for own, other in zip(blender.base.seconds, full.base.seconds, strict=True)]
    starts = blender.starts(paths)
    return [sum(sum(known[start:end]) for start in starts) for end in range(len(known) + 1)]
