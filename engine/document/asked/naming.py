"""What the screen asks of the engine about the names of sliders of one face."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.document.asked.requests import Request
from engine.document.directions import DirectionSet
from engine.document.document import Document

#: Pixels of the longer side of the small pictures.
THUMBNAIL = 40


@dataclass(frozen=True, eq=False)
class NameAtFace(Request[DirectionSet, np.ndarray]):
    """Measure what each direction of a set moves most on one face -> the set with `attribute` and `purity` of each.

    On the way comes a small picture of each + end, uint8 (k, height, width, 3) of the picture's aspect.

    `ends` are, for each direction in order, the face with it at its + end and at its - end, with whatever mask it keeps
    to; all are of one generator.
    """

    directions: DirectionSet
    ends: tuple[tuple[Document, Document], ...]

    @property
    def documents(self) -> tuple[Document, ...]:
        """All of them."""
        return tuple(document for pair in self.ends for document in pair)
