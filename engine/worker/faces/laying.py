"""Requests that lay an edit back into a person's own photo: to look at first, and to a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from PIL import Image

from engine.document.document import Document, PhotoRef
from engine.document.photo import LaidBack, LayBack, PasteBack
from engine.document.wording import short
from engine.drawing.opened import Opened
from engine.export import png
from engine.inversion.paste import box_of, ghost, pasted
from engine.inversion.photo import Photo
from engine.job import Job, Progress, within
from engine.worker.answers import answers
from engine.worker.faces.photos import Photos
from engine.worker.holdings import Holdings

SHOWN = 1024  # pixels of the longer side of what is looked at
AROUND = 0.3  # of the square's box is shown on each side of it


@answers(PasteBack)
def paste_back(held: Holdings, work: PasteBack) -> Job[str]:
    """The photo in its full size, with what the edits of the document change."""
    opened = held.get(work.document.generator.sha256)
    photo, place = yield from within(0.0, 0.3, _photo_of(opened, work.document))
    pixels, _ = yield from within(0.3, 0.8, _laid(opened, work.document, photo, place))
    yield Progress(0.8, "saving")
    png.save_plain(pixels, Path(work.path))
    return work.path


@answers(LayBack)
def lay_back(held: Holdings, work: LayBack) -> Job[LaidBack]:
    """The part of the photo around its face as it is and as it would become."""
    opened = held.get(work.document.generator.sha256)
    photo, place = yield from within(0.0, 0.3, _photo_of(opened, work.document))
    pixels, strength = yield from within(0.3, 0.9, _laid(opened, work.document, photo, place))
    yield Progress(0.9, "laying it back")
    left, top, right, bottom = box_of(photo, place.alignment)
    if right <= left or bottom <= top:
        raise ValueError("The square lies outside its photo, so nothing of the edit is seen there. Place it anew.")
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
        raise ValueError("This face comes from no photo, so there is nothing to lay it back into. Open a photo first.")
    yield Progress(0.0, "reading the picture")
    try:
        return (yield from opened.memory.of(Photos).reading(Path(place.path))), place
    except FileNotFoundError as error:
        raise ValueError(
            f"The photo {short(place.path)} is not there any more. Put it back, then save again."
        ) from error


def _laid(opened: Opened, document: Document, photo: Photo, place: PhotoRef) -> Job[tuple[np.ndarray, float]]:
    """The whole photo with the edit, and how much of what it had there shines through."""
    yield Progress(0.0, "drawing")
    before, after = (_drawn(opened, each) for each in (document.unedited(), document))
    pixels = yield from within(0.4, 0.9, pasted(photo, place.alignment, before, after), "laying it back")
    return pixels, (yield from within(0.9, 1.0, ghost(photo, place.alignment, before, after)))


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
