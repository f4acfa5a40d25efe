"""What the screen asks of the engine to see the photo beside the picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.document.asked.requests import Request
from engine.document.document import Document


@dataclass(frozen=True)
class CutOut(Request[np.ndarray, None]):
    """Cut the square that a document's face was found in out of its photo -> uint8 (side, side, 3), read-only.

    Its side is the generator's own or, where the photo has more pixels there, up to
    `engine.worker.faces.cutting.FINEST`.
    """

    document: Document
