"""Requests about a person's own picture: read it, look for its code."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from engine.document.aspect import SQUARE
from engine.document.disk.wording import Advice, short
from engine.document.document import Document, PhotoRef
from engine.document.photos.alignment import Alignment
from engine.document.photos.photo import SQUARED, Invert, Inverted, LossName, PhotoRead, ReadPhoto
from engine.drawing.opened import Opened
from engine.drawing.renderer import to_images
from engine.generator import Generator
from engine.inversion.album import part_of
from engine.inversion.alignment import aligning
from engine.inversion.faces import faces_of
from engine.inversion.fitting.tuning import check_fits
from engine.inversion.ignoring import counting, filled
from engine.inversion.inverting import Course, Recipe, inverted
from engine.inversion.photo import Photo, reading_photo
from engine.inversion.reference import placed, reference_of
from engine.inversion.search import Found
from engine.job import Job, Progress, mapped, within
from engine.language import tr
from engine.units import Part
from engine.worker.answers import answers
from engine.worker.faces.closer import closer, wanted
from engine.worker.holdings import Holdings

SHOWN = 1024  # pixels of the longer side of a photo on screen
SEARCH = 0.5  # how much of the work it is to find the code, where something is fitted as well
KEPT = 2  # photos in memory: the one on screen, and one that is being looked for


def stamp(path: Path) -> tuple[str, int, int]:
    """What is another where a file has changed: its path, time and size."""
    seen = path.stat()
    return str(path), seen.st_mtime_ns, seen.st_size


class Photos:
    """What is remembered of one open generator: the photos read last, by path and time."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int, int], Photo] = OrderedDict()

    def reading(self, path: Path) -> Job[Photo]:
        """The photo, from memory if its file has not changed; the errors of `read_photo`."""
        key = stamp(path)
        photo = self._kept.pop(key) if key in self._kept else (yield from reading_photo(path))
        self._kept[key] = photo
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return photo


def reading_same(opened: Opened, place: PhotoRef) -> Job[Photo]:
    """The photo that a face was found in.

    Raises:
        ValueError: it is gone, another than it was, or no picture; one sentence.
    """
    name = short(place.path)
    try:
        photo = yield from opened.memory.of(Photos).reading(Path(place.path))
    except FileNotFoundError as error:
        raise ValueError(
            tr("The photo {name} is not there any more. Put it back, then try again.", name=name)
        ) from error
    if place.sha256 and photo.sha256 != place.sha256:
        other = tr(
            "The photo {name} is another than when this face was found in it, so the edit would not "
            "fit. Put the earlier one back, or",
            name=name,
        )
        raise ValueError(Advice(tr("{other} bring it in anew with File > Your own picture.", other=other),
                                f"{other} find it anew with eigenbrush invert."))  # fmt: skip
    return photo


def check_square(generator: Generator) -> None:
    """Raises ValueError unless the generator's pictures are squares, as what is cut out of a photo is."""
    if generator.aspect != SQUARE:
        raise ValueError(
            tr(
                "A photo is read through a square, and the pictures of {name} have {size} pixels, so no photo can be "
                "brought into it; open a generator of square pictures for that.",
                name=short(generator.name),
                size=str(generator.size),
            )
        )


@answers(ReadPhoto)
def read(held: Holdings, work: ReadPhoto) -> Job[PhotoRead]:
    """A photo, and where the generator's square may lie in it: one place a face, at least one."""
    yield Progress(0.0, tr("reading the picture"))
    opened = held.get(work.document.generator.sha256)
    check_square(opened.generator)
    photo = yield from within(0.0, 0.1, opened.memory.of(Photos).reading(Path(work.path)))
    places, notes = yield from within(0.1, 1.0, faces_in(opened, photo))
    shown, scale = _shown(photo)
    return PhotoRead(work.path, shown, scale, places, notes, photo.sha256)


def faces_in(opened: Opened, photo: Photo) -> Job[tuple[tuple[Alignment, ...], tuple[str, ...]]]:
    """Where the generator's square may lie in a photo, at least one place; and the sentences about all that was decided
    of it."""
    yield Progress(0.0, tr("looking for faces"))
    reference = yield from within(0.0, 0.3, reference_of(opened.generator, opened.memory))
    faces = () if reference.five is None else (yield from within(0.3, 1.0, faces_of(photo), tr("looking for faces")))
    places = [placed(photo, face, reference) for face in faces or (None,)]
    notes = [*photo.notes, *dict.fromkeys(words for _, words in places if words)]
    if len(places) > 1:
        notes.append(tr("{places_count} faces were found; the largest is framed.", places_count=len(places)))
    return tuple(place for place, _ in places), tuple(notes)


def _shown(photo: Photo) -> tuple[np.ndarray, float]:
    """The photo small enough for the screen, uint8 (h, w, 3) read-only, and by how much that is."""
    width, height = photo.size
    scale = min(1.0, SHOWN / max(width, height))
    if scale == 1.0:
        return photo.pixels, scale
    level = photo.pyramid[max(0, math.floor(math.log2(1 / scale)) - 1)]  # still twice as large, or more
    small = Image.fromarray(level).resize((max(1, round(width * scale)), max(1, round(height * scale))),
                                          Image.Resampling.LANCZOS)  # fmt: skip
    pixels = np.asarray(small)
    pixels.flags.writeable = False
    return pixels, scale


class Courses:
    """What is remembered of one open generator: how far the last search for a code has come, and for what that was.

    Who goes on takes it, so that of two jobs only one does.
    """

    def __init__(self) -> None:
        self._kept: tuple[object, Course] | None = None

    def taken(self, key: object) -> Course:
        """The last one if it was for this, else a new one."""
        (known, course), self._kept = self._kept or (None, Course()), None
        return course if known == key else Course()

    def keep(self, key: object, course: Course) -> None:
        """It is the last one now."""
        self._kept = key, course


@answers(Invert)
def invert(held: Holdings, work: Invert) -> Job[Inverted]:
    """The code of what lies in a photo's square; and what makes the generator draw it closer, if that is wanted."""
    opened = held.get(work.document.generator.sha256)
    check_square(opened.generator)
    generator, photos, courses = opened.generator, opened.memory.of(Photos), opened.memory.of(Courses)
    conditions, further = work.document.conditions.untuned, wanted(opened, work)
    photo = yield from within(0.0, 0.0, photos.reading(Path(work.path)))
    key = _same(work), stamp(Path(work.path))
    course = courses.taken(key) if work.go_on else Course()
    cut = yield from within(0.0, 0.0, aligning(photo, work.alignment, generator.resolution))
    target, like = to_images(cut[None]).to(opened.device), opened.tensor(opened.base(work.document))
    if work.tune:
        check_fits(generator, like)
    mask, start = _counting(opened, photo, work), 0.0
    if mask is not None:
        start = 0.1
        target = yield from within(0.0, start, filled(generator, target, mask, opened.memory, like, conditions))
    recipe = recipe_of(work.closeness, work.starts, work.losses)
    job = inverted(generator, target, recipe, opened.memory, like=like, mask=mask, course=course, conditions=conditions)
    try:
        found = yield from within(start, SEARCH if further else 1, _searched(work, job, mask, photo.sha256))
    finally:  # stopped or at its end: who goes on begins here
        courses.keep(key, course)
    if not further:
        return found
    return (yield from within(SEARCH, 1, closer(opened, work, target, mask, found)))


def _same(work: Invert) -> Invert:
    """What two searches share where one can go on with the other: the sliders may have been moved meanwhile."""
    document = work.document
    same = Document(document.generator, truncation=document.truncation, label=document.label, noise=document.noise,
                    noise_seed=document.noise_seed)  # fmt: skip
    return replace(work, document=same, tune=False, go_on=False)


def _searched(work: Invert, job: Job[Found], mask: torch.Tensor | None, sha256: str) -> Job[Inverted]:
    """A search, told to the screen."""
    counted = 1.0 if mask is None else float(mask.mean())
    return mapped(job, Found, lambda found: told(part_of(found), 0, work.alignment, sha256, counted))


def recipe_of(closeness: float, starts: int = 1, losses: tuple[tuple[LossName, float], ...] = SQUARED) -> Recipe:
    """How a code is searched for that is so close to its photo, from 0 to 1."""
    return Recipe(weight=10 ** (-2 - 2 * min(max(closeness, 0.0), 1.0)), starts=starts, losses=losses)


def told(found: Part, i: int, square: Alignment, sha256: str, counted: float = 1.0) -> Inverted:
    """What was found of picture `i`, which shows this square of the photo with this hash, of which a share counts."""
    code, pixels = found["codes"][i].copy(), found["pixels"][i].copy()
    for array in (code, pixels):
        array.flags.writeable = False
    return Inverted(code, square, pixels, float(found["likeness"][i]), float(found["strangeness"][i]),
                    counted=counted, sha256=sha256)  # fmt: skip


def _counting(opened: Opened, photo: Photo, work: Invert) -> torch.Tensor | None:
    """Where the square counts (1, 1, S, S); None: all over."""
    if work.ignored is None:
        return None
    counts = counting(work.ignored, photo.size, work.alignment, opened.generator.resolution)
    return torch.from_numpy(counts)[None, None].to(opened.device)
