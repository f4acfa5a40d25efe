"""Every kind of request, cancelled at its yields: it leaves nothing behind, and the same job started again is right."""

from __future__ import annotations

import os
import random
from dataclasses import replace

import numpy as np

from engine.document.asked.offers import GeneratorInfo
from engine.document.asked.requests import Cancelled, Done, MakePictures, Request
from engine.document.truth.comparison import Comparison, Estimate, Truth
from tests.torture.desk import Desk, Run
from tests.torture.figures import Told
from tests.torture.world import BEFORE, World, alike

#: How many of the first and of the last steps of a long job, and of those between: 5 in the long run.
ENDS = int(os.environ.get("TORTURE_ENDS", "1"))


def places(steps: int, chance: random.Random) -> list[int]:
    """After which of the steps (from 1) a job is cancelled."""
    if steps <= 3 * ENDS:
        return list(range(1, steps + 1))
    between = chance.sample(range(ENDS + 1, steps - ENDS + 1), ENDS)
    return [*range(1, ENDS + 1), *sorted(between), *range(steps - ENDS + 1, steps + 1)]


class Canceller:
    """Cancels one request in all its places; what is wrong is told."""

    def __init__(self, world: World, name: str, work: Request[object, object], told: Told) -> None:
        self._world, self._name, self._work, self._told = world, name, work, told
        self._desk = Desk(world.studio)
        self._modes = world.studio.modes()
        world.anew(written=False)
        self._frames = self._pictures()
        self._right = self._desk.run(work)
        self._files = world.files()
        self._note_steps()

    def _note_steps(self) -> None:
        steps = self._right.steps
        place = max(range(len(steps)), key=steps.__getitem__)
        self._told.seen[self._name] = (steps[place], f"step {place + 1} of {len(steps)}")

    def play(self, chance: random.Random) -> None:
        """In every place."""
        if not isinstance(self._right.answer, Done):
            self._wrong(0, f"answered {self._right.answer}")
        else:
            for place in places(self._right.yields, chance):
                self._told.tried[self._name] += 1
                self._cancel(place, written=bool(place % 2))
        self._desk.close()

    def _cancel(self, place: int, *, written: bool) -> None:
        world, desk = self._world, self._desk
        world.anew(written=written)
        before = world.files()
        ended = desk.cancelled(self._work, place)
        if len(ended.steps) <= place:
            return  # it had fewer steps this time: what waits for another process counts its looks
        if not isinstance(ended.answer, Cancelled):
            self._wrong(place, f"answered {ended.answer}")
        if ended.modes != self._modes:
            self._wrong(place, "left a torch context open")
        self._look_at(place, before)
        if (self._pictures() != self._frames).any():
            self._wrong(place, "the picture is another one afterwards")
        self._right_again(place, desk.run(self._work))

    def _pictures(self) -> np.ndarray:
        """The face as it is remembered, another one, and the face drawn anew: (3, H, W, 3)."""
        face = self._world.face
        return np.stack([self._desk.frame(each) for each in (face, replace(face, seed=face.seed + 1), face)])

    def _look_at(self, place: int, before: dict[str, object]) -> None:
        """Only whole files that are kept to save time may have come."""
        after = self._world.files()
        for name in sorted(set(before) | set(after)):
            whole = name.startswith("home/") and after.get(name) == self._files.get(name)
            if after.get(name) != before.get(name) and not whole:
                self._wrong(place, f"left {name} behind" if name in after else f"took {name} away")

    def _right_again(self, place: int, again: Run) -> None:
        """The same answer and the same files as when nobody had cancelled anything."""
        if not isinstance(again.answer, Done) or not isinstance(self._right.answer, Done):
            self._wrong(place, f"answered {again.answer} when it was asked again")
        elif not alike(_answered(again.answer), _answered(self._right.answer)):
            self._wrong(place, "another answer when it was asked again")
        elif isinstance(self._work, MakePictures) and not alike(again.partials, self._right.partials):
            self._wrong(place, "other pictures when it was asked again")
        files = {name: content for name, content in self._world.files().items() if content != BEFORE}
        if files != self._files:
            other = sorted(n for n in set(files) | set(self._files) if files.get(n) != self._files.get(n))
            self._wrong(place, f"other files when it was asked again: {other}")

    def _wrong(self, place: int, what: str) -> None:
        self._told.problems.append(f"{self._name} cancelled after step {place}: {what}")


def _answered(answer: Done) -> object:
    """The result; whether a file was copied is said only by the job that did it, which may be the cancelled one; and
    how many seconds something took is another number each time."""
    if isinstance(answer.result, Comparison):
        rows = tuple(replace(row, seconds=Estimate(0.0)) for row in answer.result.rows)
        return replace(answer.result, rows=rows)
    if isinstance(answer.result, Truth):
        return replace(answer.result, seconds=0.0)
    return replace(answer.result, notes=()) if isinstance(answer.result, GeneratorInfo) else answer.result
