"""The request to see the photo beside the picture."""

from __future__ import annotations

import math

import numpy as np

from engine.document.photos.cut_out import CutOut
from engine.inversion.alignment import aligning
from engine.job import Job, within
from engine.language import tr
from engine.worker.answers import answers
from engine.worker.faces.photos import reading_same
from engine.worker.holdings import Holdings

FINEST = 512  # pixels a side; finer is seldom seen, and takes its time


@answers(CutOut)
def cut_out(held: Holdings, work: CutOut) -> Job[np.ndarray]:
    """The square of the photo, as fine as it is or as the screen shows."""
    opened = held.get(work.document.generator.sha256)
    place = work.document.photo
    if place is None:
        raise ValueError(tr("This face comes from no photo, so there is none to show. Open a photo first."))
    photo = yield from within(0.0, 0.5, reading_same(opened, place))
    side = max(opened.generator.resolution, min(math.ceil(2 * place.alignment.scale), FINEST))
    pixels = yield from within(0.5, 1.0, aligning(photo, place.alignment, side))
    pixels.flags.writeable = False
    return pixels
