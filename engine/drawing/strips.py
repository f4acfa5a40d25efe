"""What is drawn besides the frame on screen: walls of faces, film strips, small pictures of documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import torch

from engine.document.document import Document
from engine.document.film import along
from engine.document.requests import MakeFaces, MakePictures, MakeStrip, MakeStrips
from engine.drawing.blending import Blender
from engine.drawing.opened import Opened
from engine.drawing.renderer import shrink, to_pixels
from engine.generator import picture_end
from engine.job import Job, Progress, within

#: Frames a batch in film strips and walls: short enough a step for sliders to stay live.
BATCH = 8
#: Pixels a batch: eight frames of 1024 px at once would take gigabytes.
PIXELS = 8 * 256**2


def faces(opened: Opened, work: MakeFaces) -> Job[None]:
    """Thumbnails of seeds; each arrives as a partial (seed, pixels)."""
    for i, seed in enumerate(work.seeds):
        pixels = _small(opened, replace(work.document, seed=seed, edits=()), work.size)
        yield Progress((i + 1) / len(work.seeds), "", (seed, pixels))


def pictures(find: Callable[[str], Opened], work: MakePictures) -> Job[None]:
    """Small pictures of several documents, one by one; `find` gives the open generator of a hash."""
    for i, document in enumerate(work.documents):
        pixels = _small(find(document.generator.sha256), document, work.size)
        yield Progress((i + 1) / len(work.documents), "", (i, pixels))


def strip(opened: Opened, work: MakeStrip) -> Job[np.ndarray]:
    """Film strip of one slider."""
    return _thumbnails(opened, along(work.document, (work.track,)), work.size)


def strips(opened: Opened, work: MakeStrips) -> Job[None]:
    """Film strips of several sliders, one after the other."""
    for i, track in enumerate(work.tracks):
        start, end = i / len(work.tracks), (i + 1) / len(work.tracks)
        pixels = yield from within(start, end, _thumbnails(opened, along(work.document, (track,)), work.size))
        yield Progress(end, "", (track.key, pixels))


def _small(opened: Opened, document: Document, size: int) -> np.ndarray:
    """A thumbnail of a document, uint8 (size, size, 3)."""
    blender = opened.masked(document.conditions).apart()
    return _thumbnail_of(opened, blender, document, size)


def _thumbnails(opened: Opened, documents: list[Document], size: int) -> Job[np.ndarray]:
    """Thumbnails of documents, uint8 (n, size, size, 3): in batches of codes where none has a masked edit."""
    conditions, parts = documents[0].conditions, []
    if any(edit.mask for document in documents for edit in document.counting()):
        blender = opened.masked(conditions).apart()
        for i, document in enumerate(documents):
            parts.append(_thumbnail_of(opened, blender, document, size)[None])
            yield Progress((i + 1) / len(documents))
        return np.concatenate(parts)
    renderer, codes = opened.full(conditions), [opened.tensor(opened.code(document)) for document in documents]
    step = max(1, min(BATCH, PIXELS // opened.generator.resolution**2))
    for first in range(0, len(codes), step):
        images = renderer.batch(torch.stack(codes[first : first + step]), _wide_enough(size))
        parts.append(to_pixels(shrink(images, size)).numpy())
        yield Progress(min(1.0, (first + step) / len(codes)))
    return np.concatenate(parts)


def _thumbnail_of(opened: Opened, blender: Blender, document: Document, size: int) -> np.ndarray:
    image = blender.render(opened.paths(document), picture_end(blender.generator, _wide_enough(size)))
    assert image is not None
    return np.asarray(to_pixels(shrink(image[None], size)).numpy()[0])


def _wide_enough(size: int) -> int:
    """How wide a lower picture must be to stand for the whole one in a thumbnail of `size` pixels."""
    return max(128, size)
