"""What the screen asks of the engine about a person's own picture, and what comes back: frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from engine.document.asked.requests import Request
from engine.document.document import Document
from engine.document.photos.alignment import Alignment
from engine.document.photos.ignored import Ignored
from engine.document.tuning import Difference

#: Endings under which photos are looked for.
PHOTOS = (".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tif", ".tiff", ".gif", ".heic", ".heif", ".avif")

#: By what pictures are compared in a search for a code (`engine.inversion.losses`).
LossName = Literal["squared", "lap1", "frequency", "perceptual", "identity"]
LOSSES: tuple[LossName, ...] = get_args(LossName)
#: What is compared unless asked otherwise.
SQUARED: tuple[tuple[LossName, float], ...] = (("squared", 1.0),)


@dataclass(frozen=True, eq=False)
class PhotoRead:
    """A photo as it is shown: uint8 (h, w, 3), at most `SHOWN` a side; `scale` of its own pixels make one shown.

    `faces` are where the generator's square may lie, in the photo's own pixels, the largest face first; never empty:
    without a face it is the middle of the picture. `notes` are sentences on what was decided; `sha256` is the
    hash of the file.
    """

    path: str
    pixels: np.ndarray
    scale: float
    faces: tuple[Alignment, ...]
    notes: tuple[str, ...] = ()
    sha256: str = ""


@dataclass(frozen=True)
class ReadPhoto(Request[PhotoRead, None]):
    """Read a picture file and find the faces in it, for this document's generator."""

    document: Document
    path: str


@dataclass(frozen=True, eq=False)
class Inverted:
    """A code (dimension,) float32 that draws what lies in a photo's square; pixels uint8 (S, S, 3) are its picture.

    `likeness` in decibels, `strangeness` the mean square of its whitened coordinates (1 is usual). `difference` is what
    was laid into the generator besides, noise or more, which without it came to `unfitted` decibels; None: nothing.
    `counted` is the share of the square that the likeness is of: the rest was painted over. `note`: a sentence on what
    was not done; `sha256` the hash of the photo's file.
    """

    code: np.ndarray
    alignment: Alignment
    pixels: np.ndarray
    likeness: float
    strangeness: float
    difference: Difference | None = None
    unfitted: float = 0.0
    counted: float = 1.0
    note: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Invert(Request[Inverted, Inverted]):
    """Look for the code of what lies in the square of a photo; what was found so far comes on the way.

    `closeness` from 0 (easy to edit) to 1 (closest to the photo) says how little the prior counts; `starts` from how
    many places it is looked for at first (1 to 8); `losses` are names out of `LOSSES` with their weights. `go_on`: from
    where the last search for the same was stopped or ended, if that is still known; the document may have changed.
    `tune`: when the code is found, fit the generator's last stages to the photo as well.
    At a closeness of 1 the noise stored with a generator is fitted as well, unless the document has other noise.
    Where the photo is `ignored`, it counts neither in the search nor in the likeness.
    """

    document: Document
    path: str
    alignment: Alignment
    closeness: float = 0.5
    starts: int = 1
    losses: tuple[tuple[LossName, float], ...] = SQUARED
    tune: bool = False
    ignored: Ignored | None = None
    go_on: bool = False


@dataclass(frozen=True)
class PasteBack(Request[str, None]):
    """Write the photo of a document in its full size as PNG, changed as the document's edits change it -> the path."""

    writes = True
    document: Document
    path: str


#: From so much of the photo that shines through an edit on, it is seen.
GHOST = 21.0


@dataclass(frozen=True, eq=False)
class LaidBack:
    """The part of a photo around its face as it is and with the edits, uint8 (h, w, 3) read-only, alike in size.

    `ghost`: how much of what the generator could not draw of the photo shines through the edit, in steps of a byte (see
    `engine.inversion.paste.ghost`); from `GHOST` on it is seen.
    """

    before: np.ndarray
    after: np.ndarray
    ghost: float


@dataclass(frozen=True)
class LayBack(Request[LaidBack, None]):
    """What `PasteBack` would write, to look at first."""

    document: Document
