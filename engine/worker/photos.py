"""Requests about a person's own picture: read it, look for its code, lay an edit back into it."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from engine.document.document import Document
from engine.document.photo import Invert, Inverted, PasteBack, PhotoRead, ReadPhoto
from engine.document.wording import short
from engine.drawing.opened import Opened
from engine.drawing.renderer import to_images, to_pixels
from engine.export import png
from engine.inversion.alignment import aligned
from engine.inversion.faces import faces_of
from engine.inversion.ignoring import counting, filled
from engine.inversion.inverting import Recipe, inverted
from engine.inversion.paste import pasted
from engine.inversion.photo import Photo, read_photo
from engine.inversion.reference import placed, reference_of
from engine.inversion.search import Found
from engine.job import Job, Progress, within
from engine.worker.answers import answers
from engine.worker.holdings import Holdings

SHOWN = 1024  # pixels of the longer side of a photo on screen
KEPT = 2  # photos in memory: the one on screen, and one that is being looked for


class Photos:
    """What is remembered of one open generator: the photos read last, by path and time."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int, int], Photo] = OrderedDict()

    def read(self, path: Path) -> Photo:
        """The photo, from memory if its file has not changed; the errors of `read_photo`."""
        seen = path.stat()
        key = (str(path), seen.st_mtime_ns, seen.st_size)
        photo = self._kept.pop(key) if key in self._kept else read_photo(path)
        self._kept[key] = photo
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return photo


@answers(ReadPhoto)
def read(held: Holdings, work: ReadPhoto) -> Job[PhotoRead]:
    """A photo, and where the generator's square may lie in it: one place a face, at least one."""
    yield Progress(0.0, "reading the picture")
    opened = held.get(work.document.generator.sha256)
    photo = opened.memory.of(Photos).read(Path(work.path))
    yield Progress(0.1, "looking for faces")
    reference = yield from within(0.1, 0.4, reference_of(opened.generator, opened.memory))
    faces = () if reference.five is None else (yield from within(0.4, 1.0, faces_of(photo), "looking for faces"))
    places = [placed(photo, face, reference) for face in faces or (None,)]
    notes = [*photo.notes, *dict.fromkeys(words for _, words in places if words)]
    if len(places) > 1:
        notes.append(f"{len(places)} faces were found; the largest is framed.")
    shown, scale = _shown(photo)
    return PhotoRead(work.path, shown, scale, tuple(place for place, _ in places), tuple(notes))


def _shown(photo: Photo) -> tuple[np.ndarray, float]:
    """The photo small enough for the screen, uint8 (h, w, 3) read-only, and by how much that is."""
    width, height = photo.size
    scale = min(1.0, SHOWN / max(width, height))
    if scale == 1.0:
        return photo.pixels, scale
    small = Image.fromarray(photo.pixels).resize((max(1, round(width * scale)), max(1, round(height * scale))),
                                                 Image.Resampling.LANCZOS, reducing_gap=2.0)  # fmt: skip
    pixels = np.asarray(small)
    pixels.flags.writeable = False
    return pixels, scale


@answers(Invert)
def invert(held: Holdings, work: Invert) -> Job[Inverted]:
    """The code of what lies in a photo's square."""
    opened = held.get(work.document.generator.sha256)
    generator = opened.generator
    photo = opened.memory.of(Photos).read(Path(work.path))
    yield Progress(0.0, "cutting out the face")
    target = to_images(aligned(photo, work.alignment, generator.resolution)[None]).to(opened.device)
    recipe = Recipe(weight=10 ** (-2 - 2 * min(max(work.closeness, 0.0), 1.0)))
    like = opened.tensor(opened.base(work.document))
    mask = _counting(opened, photo, work)
    counted = 1.0 if mask is None else float(mask.mean())
    start = 0.0
    if mask is not None:
        start = 0.15
        target = yield from within(0.0, start, filled(generator, target, mask, opened.memory, like))
    job = within(start, 1.0, inverted(generator, target, recipe, opened.memory, like=like, mask=mask))
    while True:
        try:
            step = next(job)
        except StopIteration as end:
            return _told(work, end.value, counted)
        partial = _told(work, step.partial, counted) if isinstance(step.partial, Found) else None
        yield Progress(step.fraction, step.note, partial)


def _counting(opened: Opened, photo: Photo, work: Invert) -> torch.Tensor | None:
    """Where the square counts (1, 1, S, S); None: all over."""
    if work.ignored is None:
        return None
    counts = counting(work.ignored, photo.size, work.alignment, opened.generator.resolution)
    return torch.from_numpy(counts)[None, None].to(opened.device)


def _told(work: Invert, found: Found, counted: float) -> Inverted:
    code, pixels = found.codes[0].detach().cpu().numpy().copy(), np.asarray(to_pixels(found.pictures).numpy()[0])
    for array in (code, pixels):
        array.flags.writeable = False
    return Inverted(code, work.alignment, pixels, float(found.likeness[0]), float(found.strangeness[0]), counted)


@answers(PasteBack)
def paste_back(held: Holdings, work: PasteBack) -> Job[str]:
    """The photo in its full size, with what the edits of the document change."""
    opened = held.get(work.document.generator.sha256)
    place = work.document.photo
    if place is None:
        raise ValueError("This face comes from no photo, so there is nothing to lay it back into. Open a photo first.")
    yield Progress(0.0, "reading the picture")
    try:
        photo = opened.memory.of(Photos).read(Path(place.path))
    except FileNotFoundError as error:
        raise ValueError(
            f"The photo {short(place.path)} is not there any more. Put it back, then save again."
        ) from error
    yield Progress(0.3, "drawing")
    before, after = (_drawn(opened, document) for document in (work.document.unedited(), work.document))
    pixels = yield from within(0.6, 0.8, pasted(photo, place.alignment, before, after), "laying it back")
    yield Progress(0.8, "saving")
    png.save_plain(pixels, Path(work.path))
    return work.path


def _drawn(opened: Opened, document: Document) -> torch.Tensor:
    """The picture of a document (3, S, S) in [-1, 1], on the processor."""
    image = opened.masked(document.conditions).render(opened.paths(document))
    assert image is not None
    return image.detach().cpu().clamp(-1, 1)
