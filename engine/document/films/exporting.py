"""A film of sliders, asked for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.document.asked.requests import Request
from engine.document.disk.caches import Cache
from engine.document.document import Document
from engine.document.films.film import Track
from engine.document.films.formats import Grade


@dataclass(frozen=True)
class ExportFilm(Request[str, np.ndarray]):
    """Render a traversal to a film -> the path. `rate` in frames a second; `size`: pixels a side; `format`: a name of
    `engine.document.films.formats`, empty: by the ending; `dither`: a GIF's shades as grain. Frames stay in the
    `cache`. Each that was drawn comes as a partial, uint8 (h, w, 3), as it was drawn."""

    writes = True
    document: Document
    tracks: tuple[Track, ...]
    rate: float
    size: int
    path: str
    dither: bool = False
    format: str = ""
    quality: Grade = "good"
    cache: Cache | None = None
