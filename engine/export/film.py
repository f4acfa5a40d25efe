"""A traversal as a film: its frames rendered one by one into a GIF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import numpy as np

from engine.document.film import along
from engine.document.requests import ExportFilm
from engine.drawing.blending import Blender
from engine.drawing.opened import Opened
from engine.drawing.renderer import to_pixels
from engine.export import gif
from engine.job import Job
from engine.language import tr

LONG = 0.03  # seconds after which the stages of a frame let others have a turn


def film(opened: Opened, work: ExportFilm) -> Job[str]:
    """A traversal as GIF."""
    if not work.tracks:
        raise ValueError(tr("A traversal needs at least one slider; choose one."))
    documents = along(work.document, work.tracks)
    conditions = documents[0].conditions
    kept = opened.apart(conditions)

    def blender_of(i: int) -> Blender:
        nonlocal conditions, kept
        if documents[i].conditions != conditions:  # a morph leaves what was fitted to a photo
            conditions = documents[i].conditions
            kept = opened.apart(conditions)
        return kept

    def ahead(i: int) -> Iterator[int]:
        blender = blender_of(i)
        code = opened.paths(documents[i]).base
        since = perf_counter()
        for end in range(1, len(blender.generator.stages)):
            blender.base.run(code, end)
            if perf_counter() - since > LONG:
                yield end
                since = perf_counter()

    def frame(i: int) -> np.ndarray:
        image = blender_of(i).render(opened.paths(documents[i]))
        assert image is not None
        return np.asarray(to_pixels(image[None]).numpy()[0])

    return gif.save_film(frame, len(documents), work.size, work.delay, Path(work.path), ahead, dither=work.dither)
