"""The request to see the photo beside the picture."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np

from engine.document.cut_out import CutOut
from engine.document.wording import short
from engine.inversion.alignment import aligned
from engine.job import Job, Progress
from engine.worker.answers import answers
from engine.worker.holdings import Holdings
from engine.worker.photos import Photos

FINEST = 512  # pixels a side; finer is seldom seen, and takes its time


@answers(CutOut)
def cut_out(held: Holdings, work: CutOut) -> Job[np.ndarray]:
    """The square of the photo, as fine as it is or as the screen shows."""
    opened = held.get(work.document.generator.sha256)
    place = work.document.photo
    if place is None:
        raise ValueError("This face comes from no photo, so there is none to show. Open a photo first.")
    yield Progress(0.0, "reading the picture")
    try:
        photo = opened.memory.of(Photos).read(Path(place.path))
    except FileNotFoundError as error:
        raise ValueError(f"The photo {short(place.path)} is not there any more.") from error
    yield Progress(0.5, "cutting out the face")
    side = max(opened.generator.resolution, min(math.ceil(2 * place.alignment.scale), FINEST))
    pixels = aligned(photo, place.alignment, side)
    pixels.flags.writeable = False
    return pixels
