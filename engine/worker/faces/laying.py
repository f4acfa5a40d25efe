"""Requests that lay an edit back into a person's own photo: to look at first, and to a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event

import numpy as np
import torch
from PIL import Image

from engine.document.disk.wording import short
from engine.document.document import Document, PhotoRef
from engine.document.photos.photo import LaidBack, LayBack, PasteBack
from engine.drawing.opened import Opened
from engine.export import png
from engine.inversion.paste import box_of, ghost, pasted, patch
from engine.inversion.photo import Photo, reading_whole
from engine.job import Job, Progress, within
from engine.language import tr
from engine.loading import aside
from engine.worker.answers import answers
from engine.worker.faces.photos import reading_same
from engine.worker.holdings import Holdings

SHOWN = 1024  # pixels of the longer side of what is looked at
AROUND = 0.3  # of the square's box is shown on each side of it


@answers(PasteBack)
def paste_back(held: Holdings, work: PasteBack) -> Job[str]:
    """The photo in its full size, with what the edits of the document change: only its face's square is reckoned, and
    laid into the picture as it is written."""
    opened = held.get(work.document.generator.sha256)
    photo, place = yield from within(0.0, 0.2, _photo_of(opened, work.document))
    square = place.alignment.scaled(photo.reduced, (0.0, 0.0))
    if photo.reduced > 1:
        photo = yield from within(0.2, 0.3, reading_whole(Path(place.path)))
        if place.sha256 and photo.sha256 != place.sha256:
            raise ValueError(tr("The photo {path} changed while it was read. Try again.", path=short(place.path)))
    before, after = yield from within(0.3, 0.5, _pictures(opened, work.document))
    part = yield from within(0.5, 0.8, patch(photo, square, before, after), tr("laying it back"))
    corner, given_up = box_of(photo, square)[:2], Event()
    saving = partial(png.save_laid, photo.pixels, part, corner, Path(work.path), given_up)
    yield from within(0.8, 1.0, aside(saving, "saving", 0.0, given_up))
    return work.path


@answers(LayBack)
def lay_back(held: Holdings, work: LayBack) -> Job[LaidBack]:
    """The part of the photo around its face as it is and as it would become."""
    opened = held.get(work.document.generator.sha256)
    photo, place = yield from within(0.0, 0.3, _photo_of(opened, work.document))
    pixels, strength = yield from within(0.3, 0.9, _laid(opened, work.document, photo, place))
    yield Progress(0.9, tr("laying it back"))
    left, top, right, bottom = box_of(photo, place.alignment)
    if right <= left or bottom <= top:
        raise ValueError(tr("The square lies outside its photo, so nothing of the edit is seen there. Place it anew."))
    x, y = round(AROUND * (right - left)), round(AROUND * (bottom - top))
    width, height = photo.size
    box = max(0, left - x), max(0, top - y), min(width, right + x), min(height, bottom + y)
    before, after = (_small(whole, box) for whole in (photo.pixels, pixels))
    return LaidBack(before, after, strength)


def _photo_of(opened: Opened, document: Document) -> Job[tuple[Photo, PhotoRef]]:
    """The photo that a document comes from, read.

    Raises:
        ValueError: there is none, or it is gone; one sentence.
    """
    place = document.photo
    if place is None:
        raise ValueError(
            tr("This face comes from no photo, so there is nothing to lay it back into. Open a photo first.")
        )
    yield Progress(0.0, tr("reading the picture"))
    return (yield from reading_same(opened, place)), place


def _laid(opened: Opened, document: Document, photo: Photo, place: PhotoRef) -> Job[tuple[np.ndarray, float]]:
    """The whole photo with the edit, and how much of what it had there shines through."""
    before, after = yield from within(0.0, 0.4, _pictures(opened, document))
    pixels = yield from within(0.4, 0.9, pasted(photo, place.alignment, before, after), tr("laying it back"))
    return pixels, (yield from within(0.9, 1.0, ghost(photo, place.alignment, before, after)))


def _pictures(opened: Opened, document: Document) -> Job[tuple[torch.Tensor, torch.Tensor]]:
    """The generator's pictures without the edits and with them."""
    yield Progress(0.0, "drawing")
    before = _drawn(opened, document.unedited())
    yield Progress(0.5, "drawing")
    return before, _drawn(opened, document)


def _small(whole: np.ndarray, box: tuple[int, int, int, int]) -> np.ndarray:
    """A box of a picture, uint8 (h, w, 3) read-only, small enough for the screen."""
    left, top, right, bottom = box
    part = Image.fromarray(np.ascontiguousarray(whole[top:bottom, left:right]))
    part.thumbnail((SHOWN, SHOWN), Image.Resampling.LANCZOS)
    pixels = np.asarray(part)
    pixels.flags.writeable = False
    return pixels


def _drawn(opened: Opened, document: Document) -> torch.Tensor:
    """The picture of a document (3, S, S) in [-1, 1], on the processor."""
    image = opened.masked(document.conditions).render(opened.paths(document))
    assert image is not None
    return image.detach().cpu().clamp(-1, 1)
