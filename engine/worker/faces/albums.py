"""The request about many photos at once: each read and cut out, their codes looked for in batches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from engine.document.album import InvertAll, Taken
from engine.document.alignment import Alignment
from engine.document.wording import said, short
from engine.drawing.opened import Opened
from engine.drawing.renderer import to_images
from engine.inversion.album import photos_in
from engine.inversion.alignment import aligning
from engine.inversion.inverting import BATCH, inverted
from engine.inversion.photo import reading_photo
from engine.inversion.search import Found
from engine.job import Job, Progress, mapped, within
from engine.language import tr
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
    size = batch_size(opened.generator.resolution)
    done: tuple[Taken, ...] = ()
    for start in range(0, len(paths), size):
        batch = paths[start : start + size]
        share = start / len(paths), (start + len(batch)) / len(paths)
        all_of_them = tr("{count} pictures", count=len(paths)) if len(paths) > 1 else tr("1 picture")
        note = tr("{start} of {paths_count}", start=start, paths_count=len(paths)) if start else all_of_them
        taken = yield from within(*share, _noted(note, _batch(opened, work, batch)))
        yield Progress(
            share[1], tr("{start} of {paths_count}", start=start + len(batch), paths_count=len(paths)), taken
        )
        done += taken
    return done


def batch_size(resolution: int) -> int:
    """How many pictures of this side are searched for at once."""
    return max(1, min(BATCH, PIXELS // resolution**2))


def _noted(note: str, job: Job[A]) -> Job[A]:
    """A job that says this alone, and shows of what comes on the way only what was found of photos."""
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            return end.value
        yield replace(step, note=note, partial=step.partial if _shows_taken(step.partial) else None)


def _shows_taken(shown: object) -> bool:
    return isinstance(shown, tuple) and all(isinstance(each, Taken) for each in shown)


def _batch(opened: Opened, work: InvertAll, paths: Sequence[Path]) -> Job[tuple[Taken, ...]]:
    """One of each of a few photos, in order."""
    cuts: list[_Cut] = []
    taken: dict[Path, Taken] = {}
    for i, path in enumerate(paths):
        try:
            cut = yield from within(READ * i / len(paths), READ * (i + 1) / len(paths), _cut(opened, path, work.face))
        except (ValueError, OSError) as error:
            taken[path] = Taken(str(path), None, said(error))
        else:
            cuts.append(cut)
    if cuts:
        pictures = to_images(np.stack([cut.pixels for cut in cuts])).to(opened.device)
        like = opened.tensor(opened.base(work.document))
        conditions = work.document.conditions.untuned
        recipe = recipe_of(work.closeness)
        job = inverted(opened.generator, pictures, recipe, opened.memory, like=like, conditions=conditions)
        found = yield from within(READ, 1, mapped(job, Found, partial(_told, cuts)))
        taken |= {cut.path: replace(each, final=True) for cut, each in zip(cuts, found, strict=True)}
    return tuple(taken[path] for path in paths)


def _told(cuts: Sequence[_Cut], found: Found) -> tuple[Taken, ...]:
    """What was found of them so far."""
    return tuple(
        Taken(str(cut.path), told(found, i, cut.square, cut.sha256), notes=cut.notes, final=False)
        for i, cut in enumerate(cuts)
    )


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
