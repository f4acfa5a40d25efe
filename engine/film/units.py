"""Frames of a film drawn elsewhere: each unit is some frames that follow each other, as what their documents come to.

What comes back are pixels. However long the film is, only so many frames are here at once as workers draw ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from engine.document.arrays import ArrayStore
from engine.document.document import Document
from engine.drawing.one_by_one import Drawing
from engine.drawing.opened import Opened, describe
from engine.drawing.shots import packed, unpacked
from engine.generator import Generator
from engine.job import Job, Progress
from engine.method import memory_of
from engine.units import Part, Unit, Units, here, unit_of_kind

KIND = "frames"
#: Pixels of a unit, and its frames at most: some 6 MB that come back.
PIXELS, FRAMES = 2 * 1024 * 1024, 8


class Frames:
    """The frames of a film, `document` saying what each is of: drawn in this job, or by whoever does `units`.

    Those that are asked for are told beforehand (`coming`), in their order. Close it, so that nobody draws any more.
    """

    def __init__(self, opened: Opened, document: Callable[[int], Document], units: Units = here) -> None:
        self._drawing, self._document, self._units = Drawing(opened), document, units
        self._job: Job[None] | None = None
        self._here: dict[int, np.ndarray] = {}  # frames that came before they were asked for

    def coming(self, frames: Sequence[int]) -> None:
        """These are asked for next, in this order."""
        self.close()
        if self._units is not here and frames:
            self._job = self._drawn(frames)

    def ahead(self, i: int) -> Iterator[object]:
        """Do in steps what `frame` would take long for."""
        if self._job is None:
            yield from self._drawing.ahead(self._document(i))
            return
        while i not in self._here:
            yield next(self._job)

    def frame(self, i: int) -> np.ndarray:
        """Frame i, uint8 (H, W, 3)."""
        return self._here.pop(i) if i in self._here else self._drawing.frame(self._document(i))

    def close(self) -> None:
        """Nobody waits any more for what is still being drawn."""
        if self._job is not None:
            self._job.close()
        self._job, self._here = None, {}

    def _drawn(self, frames: Sequence[int]) -> Job[None]:
        waiting = iter(frames)

        def take(part: Part) -> None:
            self._here.update((next(waiting), pixels) for pixels in part["frames"])

        opened, size = self._drawing.opened, frames_of(self._drawing.opened.generator)
        stretches = (frames[start : start + size] for start in range(0, len(frames), size))
        units = (unit_of([self._document(i) for i in some], opened, some[0]) for some in stretches)
        return self._units(opened.generator, units, len(frames), take)


def frames_of(generator: Generator) -> int:
    """How many frames of its pictures a unit is."""
    return max(1, min(FRAMES, PIXELS // generator.size.pixels))


def unit_of(documents: Sequence[Document], opened: Opened, start: int) -> Unit:
    """The frames of these documents, the first of which is frame `start`."""
    shots, given = packed([opened.shot(each) for each in documents], opened.arrays)
    return Unit(KIND, opened.generator.sha256, start, len(documents), words={"shots": shots}, given=given)


@unit_of_kind(KIND)
def draw_unit(generator: Generator, unit: Unit) -> Job[Part]:
    """A unit's frames, uint8 (count, H, W, 3)."""
    drawing, drawn = _drawing_of(generator), list[np.ndarray]()
    shots = unpacked(str(unit.words["shots"]), unit.given, drawing.opened.arrays)
    for i, shot in enumerate(shots):
        for _ in drawing.ahead(shot):
            yield Progress(i / len(shots))
        drawn.append(drawing.frame(shot))
        yield Progress((i + 1) / len(shots))
    drawing.opened.arrays.let_go(shots[-1].arrays())
    return {"frames": np.stack(drawn)}


def _drawing_of(generator: Generator) -> Drawing:
    """What draws its units, each going on from the features of the one before."""
    memory = memory_of(generator)
    if not memory.knows(Drawing):
        opened = Opened(generator, describe(generator, {}), ArrayStore(), generator.sample(1).device)
        memory.keep(Drawing(opened))
    return memory.of(Drawing)
