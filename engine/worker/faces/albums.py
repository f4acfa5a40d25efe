"""The request about many photos at once: each read and cut out, their codes looked for in batches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from engine.document.disk.wording import said, short
from engine.document.photos.album import InvertAll, Taken
from engine.document.photos.alignment import Alignment
from engine.drawing.opened import Opened
from engine.inversion.album import photos_in, unit_of
from engine.inversion.alignment import aligning
from engine.inversion.inverting import BATCH
from engine.inversion.photo import reading_photo
from engine.job import Job, Progress, within
from engine.language import tr
from engine.method import remember
from engine.units import Making, Part, Unit, Units
from engine.worker.answers import answers
from engine.worker.faces.photos import check_square, faces_in, recipe_of, told
from engine.worker.holdings import Holdings

A = TypeVar("A")
#: Pixels a batch: what a search keeps of each step grows with them, to gigabytes for eight pictures of 1024 px.
PIXELS = BATCH * 256**2
#: How much of a batch's time its pictures are read and their faces found in.
READ = 0.5


@dataclass(frozen=True, eq=False)
class _Cut:
    """A photo's face: where it lies, and what the square there shows, uint8 (S, S, 3)."""

    path: Path
    square: Alignment
    pixels: np.ndarray
    notes: tuple[str, ...]
    sha256: str


@answers(InvertAll)
def invert_all(held: Holdings, work: InvertAll) -> Job[tuple[Taken, ...]]:
    """The codes of many photos; one that cannot be used is told of, and the next goes on."""
    opened = held.get(work.document.generator.sha256)
    check_square(opened.generator)
    yield Progress(0.0, tr("looking for pictures"))
    paths = photos_in([Path(path) for path in work.paths])
    if not paths:
        raise ValueError(
            tr(
                "There is no picture in {name}. Choose another folder, or a photo.",
                name=short(Path(work.paths[0]).name),
            )
        )
    return (yield from _Album(opened, work, paths, held.units).job())


def batch_size(resolution: int) -> int:
    """How many pictures of this side are searched for at once."""
    return max(1, min(BATCH, PIXELS // resolution**2))


class _Album:
    """The photos of one request, in batches: each is a unit, made of what is cut out of its photos."""

    def __init__(self, opened: Opened, work: InvertAll, paths: Sequence[Path], units: Units) -> None:
        self._opened, self._work, self._paths, self._units = opened, work, paths, units
        self._size = batch_size(opened.generator.resolution)
        self._cuts: dict[int, _Cut] = {}  # by the place of their photo
        self._taken: dict[int, Taken] = {}  # those that are final
        self._starts: dict[int, list[int]] = {}  # the places of the photos of a unit, by what it says where it starts
        self._told = 0  # batches that were shown in the end

    def job(self) -> Job[tuple[Taken, ...]]:
        """One of each of all photos, in order."""
        remember(self._opened.generator, self._opened.memory)
        count, starts = len(self._paths), range(0, len(self._paths), self._size)
        makings = (
            Making(min(self._size, count - start), self._made(range(start, min(start + self._size, count))), READ)
            for start in starts
        )
        for step in self._units(self._opened.generator, makings, count, self._take):
            yield from self._final(step.fraction)
            shown = self._shown(step.partial) if isinstance(step.partial, Mapping) else None
            yield Progress(step.fraction, step.note or self._note(), shown)
        yield from self._final(1.0)
        return tuple(self._taken[i] for i in range(count))

    def _note(self) -> str:
        count, done = len(self._paths), min(len(self._paths), self._told * self._size)
        if done:
            return tr("{start} of {paths_count}", start=done, paths_count=count)
        return tr("{count} pictures", count=count) if count > 1 else tr("1 picture")

    def _final(self, fraction: float) -> Job[None]:
        """Show the batches that are done, in their order."""
        count = len(self._paths)
        while (start := self._told * self._size) < count:
            batch = range(start, min(start + self._size, count))
            if any(i not in self._taken for i in batch):
                return
            self._told += 1
            yield Progress(fraction, self._note(), tuple(self._taken[i] for i in batch))

    def _made(self, batch: Sequence[int]) -> Job[Unit | None]:
        """The search for a few photos; None where none of them can be used."""
        there = []
        for done, i in enumerate(batch):
            job = _cut(self._opened, self._paths[i], self._work.face)
            try:
                self._cuts[i] = yield from _still(within(done / len(batch), (done + 1) / len(batch), job))
            except (ValueError, OSError) as error:
                self._taken[i] = Taken(str(self._paths[i]), None, said(error))
            else:
                there.append(i)
        if not there:
            return None
        self._starts[batch[0]] = there
        pixels, like = np.stack([self._cuts[i].pixels for i in there]), self._opened.base(self._work.document)
        conditions = self._work.document.conditions.untuned
        return unit_of(self._opened.generator, batch[0], pixels, like, recipe_of(self._work.closeness), conditions)

    def _take(self, part: Part) -> None:
        places = self._starts[int(part["start"])]
        for i, each in zip(places, self._shown(part), strict=True):
            self._taken[i] = replace(each, final=True)
            del self._cuts[i]

    def _shown(self, part: Part) -> tuple[Taken, ...]:
        """What was found of the photos of a unit so far."""
        cuts = [self._cuts[i] for i in self._starts[int(part["start"])]]
        return tuple(
            Taken(str(cut.path), told(part, n, cut.square, cut.sha256), notes=cut.notes, final=False)
            for n, cut in enumerate(cuts)
        )


def _still(job: Job[A]) -> Job[A]:
    """A job that says nothing and shows nothing on the way."""
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            return end.value
        yield Progress(step.fraction)


def _cut(opened: Opened, path: Path, face: int) -> Job[_Cut]:
    """The face of a photo, of which nothing else is kept."""
    photo = yield from within(0, 0.3, reading_photo(path))
    places, notes = yield from within(0.3, 0.9, faces_in(opened, photo))
    if face > len(places):
        there = tr("{count} faces", count=len(places)) if len(places) > 1 else tr("1 face")
        raise ValueError(
            tr("{name} has {there}; number {face} is not there.", name=short(path.name), there=there, face=face)
        )
    square = places[face - 1]
    pixels = yield from within(0.9, 1, aligning(photo, square, opened.generator.resolution))
    return _Cut(path, square, pixels, notes, photo.sha256)
