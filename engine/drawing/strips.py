"""What is drawn besides the frame on screen: walls of faces, film strips, small pictures of documents."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

import numpy as np
import torch

from engine.document.asked.requests import MakePictures
from engine.document.document import Document
from engine.drawing.blending import Blender
from engine.drawing.opened import Opened
from engine.drawing.renderer import shrink, to_pixels
from engine.generator import picture_end
from engine.job import Job, Progress, within

#: Frames a batch in film strips and walls: short enough a step for sliders to stay live.
BATCH = 8
#: Pixels a batch: eight frames of 1024 px at once would take gigabytes.
PIXELS = 8 * 256**2


def pictures(find: Callable[[str], Opened], work: MakePictures) -> Job[None]:
    """Small pictures of documents, row by row; `find` gives the open generator of a hash."""
    for i, row in enumerate(work.rows):
        start, end = i / len(work.rows), (i + 1) / len(work.rows)
        opened = find(row[0].generator.sha256)
        drawn = yield from within(start, end, drawn_alone(opened, row, work.size))
        yield Progress(end, "", (i, drawn))


def drawn_alone(opened: Opened, documents: tuple[Document, ...], size: int) -> Job[np.ndarray]:
    """Thumbnails of documents, uint8 (n, size, size, 3), those that one generator draws together."""
    parts, done = [], 0
    for _, group in groupby(documents, lambda document: document.conditions):
        alike = tuple(group)
        start, done = done, done + len(alike)
        job = _alike(opened, alike, size)
        parts.append((yield from within(start / len(documents), done / len(documents), job)))
    return np.concatenate(parts)


def _alike(opened: Opened, documents: tuple[Document, ...], size: int) -> Job[np.ndarray]:
    """The same under the first one's conditions: in batches of codes where none has a masked edit."""
    conditions, parts = documents[0].conditions, []
    if any(edit.mask for document in documents for edit in document.counting()):
        blender = opened.apart(conditions)
        for i, document in enumerate(documents):
            parts.append(_thumbnail_of(opened, blender, document, size)[None])
            yield Progress((i + 1) / len(documents))
        return np.concatenate(parts)
    renderer, codes = opened.apart(conditions).base, [opened.tensor(opened.code(document)) for document in documents]
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
