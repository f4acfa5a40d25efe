"""The picture that is kept: a PNG that carries its recipe, in the generator's size or another (Lanczos)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from engine.document.asked.requests import SavePicture
from engine.document.saved.serial import to_recipe
from engine.drawing.opened import Opened
from engine.export import png
from engine.export.sizing import at_side
from engine.job import Job, Progress
from engine.language import tr


def picture(opened: Opened, work: SavePicture) -> Job[str]:
    """The document as PNG with its recipe."""
    yield Progress(0.0, "rendering")
    pixels = opened.pixels(work.document)
    assert pixels is not None
    if work.size and work.size != max(pixels.shape[:2]):
        yield Progress(0.5, tr("another size"))
        pixels = np.asarray(at_side(pixels, work.size))
    png.save_picture(pixels, to_recipe(work.document, opened.arrays), Path(work.path))
    return work.path
